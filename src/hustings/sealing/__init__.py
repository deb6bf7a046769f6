"""Ballots under seal, without Django: keys, manifest, board, receipts, mixing, opening, archive."""
