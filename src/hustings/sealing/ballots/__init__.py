"""A ballot under seal: its 64 bytes, the layers around them, and HPKE."""
