"""pyrankvote's `single_transferable_vote` on a ballot file.

Knows pyrankvote's own names and how it wants ballots.
"""

from __future__ import annotations

from pathlib import Path

from common import drive, read_ballots
from pyrankvote import Ballot, Candidate, single_transferable_vote

RULES = {"scotland": "its only STV: exact Droop quota, surpluses spread evenly over papers, floats"}

Prepared = tuple[list[Candidate], list[Ballot], int]


def prepare(path: Path, seats: int | None) -> Prepared:
    """One `Ballot` a paper, as the package asks; papers that agree share one object."""
    ballots = read_ballots(path)
    candidates = [Candidate(name) for name in ballots.names]
    papers: list[Ballot] = []
    for ranking, number in ballots.rankings.items():
        papers += [Ballot([candidates[mark] for mark in ranking])] * number
    return candidates, papers, seats or ballots.seats


def count(prepared: Prepared, rules: str) -> list[str]:
    """The winners, in the package's order."""
    candidates, papers, seats = prepared
    result = single_transferable_vote(candidates, papers, number_of_seats=seats)
    return [winner.name for winner in result.get_winners()]


if __name__ == "__main__":
    drive("pyrankvote", RULES, prepare, count)
