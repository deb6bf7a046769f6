"""From the closed boards to the published result."""
