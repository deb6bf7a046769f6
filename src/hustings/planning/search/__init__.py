"""The search for the lists to recommend, for how many to stand, against a rival."""
