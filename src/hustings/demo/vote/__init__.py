"""A made-up society's election from the roll to the archive that anybody can check."""
