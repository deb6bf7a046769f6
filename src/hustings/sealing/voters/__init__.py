"""Voters without their names: the codes of their links, the root of the roll."""
