"""election.toml: read and checked, every mistake with its line, and written to start from."""
