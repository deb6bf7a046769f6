"""What real ballots say about the figures of a scenario."""
