"""Nominations: bodies and their links, who is nominated, who accepts, who comes on the ballot."""
