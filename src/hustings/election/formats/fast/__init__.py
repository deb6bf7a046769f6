"""Big ballot files read by compiled code, with the same result as by their own readers."""
