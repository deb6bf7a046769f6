"""Scenarios: the election, the slate, the regions, how voters rank, what is unsure."""
