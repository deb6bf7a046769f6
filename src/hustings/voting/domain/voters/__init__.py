"""Those who may vote, and their links."""
