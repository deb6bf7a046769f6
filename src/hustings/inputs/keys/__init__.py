"""Keys of the files that people write: each described once, for readers, editors and the docs."""
