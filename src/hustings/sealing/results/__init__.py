"""From opened papers to a result: payloads, lots, counts; and a club's opening."""
