"""Elections as the tests of voting have them, for what casts votes as the demonstration does."""

from voting.conftest import cluster, election, pattern

__all__ = ["cluster", "election", "pattern"]
