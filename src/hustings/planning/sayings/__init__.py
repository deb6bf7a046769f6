"""Sayings about the vote put to the test: what each claims, and what counting says of it."""
