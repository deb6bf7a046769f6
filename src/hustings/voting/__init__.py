"""Running an election: roll, links, ballots under seal, close, count; one Django application."""
