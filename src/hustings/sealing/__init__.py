"""Ballots under seal, without Django: keys, manifest, layers, the chain of the board, receipts."""
