"""One Scottish election counted twice: as it was, and with a slate's voters split evenly.

Knows which election is shown and what is said of its two counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from slates import EVEN, RULES, Ints, Trial, Ward, advised, deal, led, look, sequences, wards

from hustings.counting.engine import count
from hustings.counting.record import CountRecord
from hustings.election.formats.fast.scan import pack_rankings
from hustings.election.packed import PackedProfile

# Shown where it is among the elections.
WARD = "glasgow_2022_ward2.csv"
SLATE = "Labour (Lab)"


@dataclass(frozen=True)
class Row:
    """A candidate in the two counts: first preferences, and whether elected."""

    name: str
    slate: str
    real: int
    won: bool
    asked: int
    wins: bool


@dataclass(frozen=True)
class Fate:
    """How a candidate left the count: the stage of election or exclusion, votes before it."""

    name: str
    elected: bool
    stage: int
    votes: int


@dataclass(frozen=True)
class Example:
    """The two counts.

    Attributes:
        ward: the file; title: of the election.
        quota: in votes; quotas: the slate's first preferences in quotas.
        real, asked: what became of the slate's candidates in each.
    """

    ward: str
    title: str
    seats: int
    quota: int
    slate: str
    size: int
    quotas: float
    rows: tuple[Row, ...]
    real: tuple[Fate, ...]
    asked: tuple[Fate, ...]


def choose(trials: Sequence[Trial]) -> tuple[str, str] | None:
    """Whom to show: the file and the slate; None where no slate gains.

    That is the one named above where it is there, else who gains most when all follow, and then the
    first by name.
    """
    if any((trial.ward, trial.slate) == (WARD, SLATE) for trial in trials):
        return WARD, SLATE

    def gain(trial: Trial) -> float:
        change = trial.whole[EVEN.key, 1.0]
        return change.gained - change.lost

    by_name = sorted(trials, key=lambda trial: (trial.ward, trial.slate))
    best = max(by_name, key=gain, default=None)
    return (best.ward, best.slate) if best and gain(best) > 0 else None


def example(source: Path, name: str = WARD, slate: str = SLATE) -> Example:
    """An election that is shown, in the first split.

    Args:
        source: as of `wards`.
        name, slate: the file, and the slate whose voters are split.
    """
    (ward,) = wards(source, frozenset({name}))
    team = tuple(c.index for c in ward.election.candidates if c.slate == slate)
    real = count(ward.election, ward.profile, RULES, lots=ward.lots)
    asked = count(ward.election, _asked(ward, team), RULES, lots=ward.lots)
    rows = tuple(
        Row(
            candidate.name,
            candidate.slate,
            real.stages[0].papers[candidate.index],
            _wins(real, candidate.index),
            asked.stages[0].papers[candidate.index],
            _wins(asked, candidate.index),
        )
        for candidate in ward.election.candidates
    )
    quota = len(ward.papers) // (ward.election.seats + 1) + 1
    return Example(
        ward=ward.name,
        title=ward.election.title,
        seats=ward.election.seats,
        quota=quota,
        slate=slate,
        size=len(team),
        quotas=sum(rows[c].real for c in team) / quota,
        rows=rows,
        real=tuple(_fate(ward, real, c) for c in team),
        asked=tuple(_fate(ward, asked, c) for c in team),
    )


def _asked(ward: Ward, team: tuple[int, ...]) -> PackedProfile:
    """All ballots, each half following what is chosen from the other."""
    dealt = deal(ward, 0)
    voters = np.isin(ward.first[ward.papers], list(team))
    which: Ints = np.full(len(voters), -1, np.int64)
    rows = []
    for second in (False, True):
        inside = dealt.second == second
        half = look(ward, team, ~inside)
        lead = led(dealt, half, EVEN, 1.0)
        which = np.where(inside & voters, lead + len(team) * second, which)
        rows.append(sequences(team, half, EVEN))
    loose = advised(ward, np.ones(len(voters), np.bool_), which, np.concatenate(rows))
    return pack_rankings(loose.starts, loose.entries, loose.papers)


def _wins(record: CountRecord, candidate: int) -> bool:
    return any(one.candidate == candidate for one in record.elected)


def _fate(ward: Ward, record: CountRecord, candidate: int) -> Fate:
    """How a candidate left the count."""
    name = ward.election.names[candidate]
    scale = 10**RULES.places
    before = 0
    for stage in record.stages:
        votes = int(stage.votes[candidate] // scale)
        if candidate in stage.elected:
            return Fate(name, True, stage.number, votes)
        if candidate in stage.excluded:
            return Fate(name, False, stage.number, before)
        before = votes
    return Fate(name, False, record.stages[-1].number, before)
