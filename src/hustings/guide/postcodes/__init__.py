"""Postcodes: read as people type them, and the region each lies in."""
