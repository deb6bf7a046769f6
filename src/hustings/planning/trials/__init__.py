"""Drawn electorates counted under plans, and what the counts say."""
