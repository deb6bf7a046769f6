"""Posters and cards: what stands on the paper, and where."""
