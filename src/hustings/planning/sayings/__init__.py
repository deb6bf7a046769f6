"""Sayings of members about the count, put to the test."""
