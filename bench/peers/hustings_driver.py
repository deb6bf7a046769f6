"""Hustings' own count on a ballot file, for the time of reading and counting alone.

Knows the front doors `formats.read` and `count`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from common import drive

from hustings.counting import law, lots
from hustings.counting.engine import count as count_election
from hustings.election import formats
from hustings.election.formats.fast.read import read_packed
from hustings.face.ballots import PACK_BYTES

NAMES = {"scotland": "scotland", "meek": "meek-prf", "ers97": "ers97"}
RULES = {rules: f"{name}, exact" for rules, name in NAMES.items()}


def prepare(path: Path, seats: int | None) -> Any:
    """The file as `hustings count` reads it: the fast way when it is big or one of many."""
    many = path.suffix == ".csv"
    reader = read_packed if many or path.stat().st_size >= PACK_BYTES else formats.read
    ballots = reader(str(path))
    election = ballots.election.with_seats(seats) if seats else ballots.election
    return election, ballots.profile


def count(prepared: Any, rules: str) -> list[str]:
    """The winners in order of election; a tie goes by a seeded draw."""
    election, profile = prepared
    record = count_election(
        election, profile, law.find(NAMES[rules]), lots=lots.seeded("1", election)
    )
    return list(record.winners)


if __name__ == "__main__":
    drive("hustings", RULES, prepare, count)
