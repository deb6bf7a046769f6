"""What each command of `hustings guide` does."""
