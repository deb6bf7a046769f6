"""The procession: every list of an election, from one holder to the next, each on their machine."""
