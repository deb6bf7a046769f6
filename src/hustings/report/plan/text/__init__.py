"""What the commands of `hustings plan` print."""
