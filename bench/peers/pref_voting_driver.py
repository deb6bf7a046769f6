"""pref_voting's `stv_scottish` and `stv_meek` on a ballot file.

Knows pref_voting's own names and how it wants ballots.
"""

from __future__ import annotations

import random
from pathlib import Path

from common import drive, read_ballots
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_meek, stv_scottish

RULES = {
    "scotland": "its stv_scottish: integer Droop quota, values cut to 5 places, floats",
    "meek": "its stv_meek: Algorithm 123 with a tolerance of 1e-10, floats",
}

Prepared = tuple[ProfileWithTies, int, list[str]]


def prepare(path: Path, seats: int | None) -> Prepared:
    """A `ProfileWithTies`, the type that takes incomplete rankings; it has no BLT reader."""
    ballots = read_ballots(path)
    profile = ProfileWithTies(
        [{mark: rank for rank, mark in enumerate(marks, 1)} for marks in ballots.rankings],
        rcounts=list(ballots.rankings.values()),
        candidates=list(range(len(ballots.names))),
    )
    return profile, seats or ballots.seats, ballots.names


def count(prepared: Prepared, rules: str) -> list[str]:
    """The winners, in ballot-paper order; a tie goes by a seeded draw."""
    profile, seats, names = prepared
    if rules == "meek":
        return [names[index] for index in stv_meek(profile, num_seats=seats)]
    winners = stv_scottish(profile, num_seats=seats, rng=random.Random(1))
    return [names[index] for index in winners]


if __name__ == "__main__":
    drive("pref_voting", RULES, prepare, count)
