"""Those who run the election, and the log of what they did."""
