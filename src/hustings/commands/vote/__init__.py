"""`hustings vote` and its commands."""
