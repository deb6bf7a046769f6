"""The nouns of an election and its ballots. Imports nothing from the rest of the house."""
