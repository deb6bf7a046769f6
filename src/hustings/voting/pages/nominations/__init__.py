"""Pages of those who nominate and are nominated, and the tally for everybody."""
