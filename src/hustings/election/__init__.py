"""The nouns of an election and its ballots, and the files they come in."""
