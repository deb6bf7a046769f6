"""From the board to the keys that open: lists, decoys, mixes, their check, the release."""
