"""Nominations before an election: who was named by which bodies, how it adds up, the files."""
