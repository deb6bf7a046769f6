"""The fast engine: compiled counts for big files and for planning; the same records."""
