"""Hustings: elections by the single transferable vote, counted exactly."""

__version__ = "0.1.0"
