"""How anything becomes the bytes that are hashed, signed and read again."""
