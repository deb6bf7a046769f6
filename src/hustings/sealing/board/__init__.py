"""The board of sealed ballots: its chain of heads, and the receipts signed for it."""
