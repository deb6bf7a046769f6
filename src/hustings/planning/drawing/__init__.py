"""Electorates drawn from a scenario, ballot by ballot."""
