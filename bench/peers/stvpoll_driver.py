"""STVPoll's `calculate_scottish_stv` on a ballot file.

Knows STVPoll's own names and how it wants ballots.
"""

from __future__ import annotations

from pathlib import Path

from common import Ballots, drive, read_ballots
from stvpoll.scottish_stv import calculate_scottish_stv

RULES = {"scotland": "its Scottish STV: integer Droop quota, values rounded to 5 places, decimals"}


def prepare(path: Path, seats: int | None) -> Ballots:
    """The package takes a dictionary from rankings to papers."""
    ballots = read_ballots(path)
    ballots.seats = seats or ballots.seats
    return ballots


def count(ballots: Ballots, rules: str) -> list[str]:
    """The winners; a tie goes by the order of candidates, so that runs agree."""
    result = calculate_scottish_stv(
        tuple(range(len(ballots.names))), ballots.rankings, ballots.seats, random_shuffle=False
    )
    return [ballots.names[index] for index in result]


if __name__ == "__main__":
    drive("stvpoll", RULES, prepare, count)
