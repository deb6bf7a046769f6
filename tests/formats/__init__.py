"""Tests of the readers and writers of ballot files."""
