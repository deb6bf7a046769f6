"""What the scrutineer does with a stick after the close.

Knows folders, sticks and passphrases. Must not know how a list is opened.
"""
