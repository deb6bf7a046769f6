"""What the report of a plan says, whatever it is written as."""
