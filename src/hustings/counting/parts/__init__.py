"""Small functions that rule sets are made of."""
