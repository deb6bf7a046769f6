"""What each command does when it runs; `hustings.cli` says how it is called."""
