"""Those who hold a key: their key files, passphrases and key tests."""
