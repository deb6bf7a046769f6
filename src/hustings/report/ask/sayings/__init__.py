"""Sayings put to the test, as people read them: text, JSON."""
