"""What each command of `hustings plan` does."""
