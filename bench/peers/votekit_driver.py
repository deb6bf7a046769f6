"""VoteKit's `FastSTV` on a ballot file.

Knows VoteKit's own names and how it wants ballots.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from common import drive, read_ballots
from votekit.cvr_loaders import load_scottish
from votekit.elections import FastSTV
from votekit.pref_profile import RankProfile

RULES = {
    "scotland": "its FastSTV, one elected a round: integer Droop quota, fractional transfer, floats"
}


def prepare(path: Path, seats: int | None) -> tuple[RankProfile, int]:
    """Scottish CSV files by the package's own reader; it has none for BLT.

    A data frame in the package's own layout is some four times as fast as a list of its ballots.
    """
    if path.suffix == ".csv":
        profile, places, *_ = load_scottish(path)
        return profile, seats or places
    ballots = read_ballots(path)
    ranks = [frozenset({name}) for name in ballots.names]
    blank = frozenset({"~"})
    rankings = list(ballots.rankings)
    longest = max(map(len, rankings))
    columns: dict[str, list[Any]] = {
        f"Ranking_{place + 1}": [
            ranks[marks[place]] if place < len(marks) else blank for marks in rankings
        ]
        for place in range(longest)
    }
    columns["Voter Set"] = [frozenset()] * len(rankings)
    columns["Weight"] = [float(papers) for papers in ballots.rankings.values()]
    frame = pd.DataFrame(columns)
    frame.index.name = "Ballot Index"
    profile = RankProfile(df=frame, candidates=tuple(ballots.names), max_ranking_length=longest)
    return profile, seats or ballots.seats


def count(prepared: tuple[RankProfile, int], rules: str) -> list[str]:
    """The winners; a tie goes by the package's seeded draw."""
    profile, seats = prepared
    election = FastSTV(profile, n_seats=seats, simultaneous=False, tiebreak="random", rng_seed=1)
    return [str(name) for tied in election.get_elected() for name in sorted(tied)]


if __name__ == "__main__":
    drive("votekit", RULES, prepare, count)
