"""Habits of supporters with their errors, beside what can be seen of them at once.

Knows how an estimate becomes a figure with a standard error, and the shares that describe what
supporters did.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

import numpy as np
import numpy.typing as npt

from hustings.planning.drawing.electorate import surname
from hustings.planning.fit.fitted import Figure, Habits, Observed
from hustings.planning.fit.rates import Counts, Rates, estimate
from hustings.planning.fit.tally import GROUPS, Contest, Tally, error, every, members, stands_alone

Floats = npt.NDArray[np.float64]

Estimates = tuple[Rates, list[Rates]]


def jackknife(data: Counts) -> Estimates:
    """The estimate from all groups, and those without each."""
    whole = estimate(data, every())
    return whole, [estimate(data, every(group), whole) for group in range(GROUPS)]


def groups_with(data: Counts) -> list[int]:
    """Per cell, groups with ballots of its supporters: with few, no error can be estimated."""
    ballots = np.zeros((data.cells, GROUPS), np.int64)
    for rows in (data.loyal, data.strayed):
        of_group = rows.counts.reshape(-1, GROUPS, 2).sum(axis=2)
        np.add.at(ballots, rows.keys[:, 0], of_group)
    groups: list[int] = (ballots > 0).sum(axis=1).tolist()
    return groups


def habits(
    estimates: Estimates, cell: int, *, name: str, size: int, observed: Observed | None
) -> Habits:
    """The figures of one cell."""
    whole, parts = estimates
    ballots = int(whole.ballots[cell])
    observable = whole.choices[cell] > 0
    return Habits(
        name=name,
        size=size,
        ballots=ballots,
        lengths=tuple(
            Figure(float(value), error([part.lengths[cell, k] for part in parts]))
            for k, value in enumerate(whole.lengths[cell])
        ),
        retention=Figure(
            float(whole.retention[cell]), error([part.retention[cell] for part in parts])
        )
        if observable
        else None,
        slate_only=Figure(
            float(whole.slate_only[cell]), error([part.slate_only[cell] for part in parts])
        )
        if observed is not None
        else None,
        observed=observed,
    )


def observed(
    contests: Sequence[Contest], tallies: Sequence[Tally], wanted: Callable[[str, int], bool]
) -> Observed | None:
    """What the supporters of the slates wanted did; None if none has two candidates."""
    counts = np.zeros((6, 2 * GROUPS))
    leaders: list[float] = []
    first_leads: list[float] = []
    for contest, counted in zip(contests, tallies, strict=True):
        sizes = contest.sizes
        for slate, name in enumerate(contest.slates):
            if sizes[slate] < 2 or stands_alone(name) or not wanted(name, int(sizes[slate])):
                continue
            rows = counted.runs.keys[:, 0] == slate
            _, run, ended = counted.runs.keys[rows].T
            papers = counted.runs.counts[rows]
            ended = ended == 1
            tests = (
                run >= 2,
                (run == 1) & ended,
                ended,
                (run == sizes[slate]) & ended,
                run >= sizes[slate],
                run >= 0,
            )
            counts += [papers[test].sum(axis=0) for test in tests]
            share, leads = _leader(contest, counted, slate)
            leaders.append(share)
            first_leads.append(leads)
    if not leaders or not counts[5].sum():
        return None
    groups = counts.reshape(6, GROUPS, 2).sum(axis=2)
    shares = groups[:5].sum(axis=1) / groups[5].sum()
    errors = [
        error((row.sum() - row) / np.maximum(groups[5].sum() - groups[5], 1.0))
        for row in groups[:5]
    ]
    figures = [Figure(float(s), e) for s, e in zip(shares, errors, strict=True)]
    ahead = sum(first_leads) / len(first_leads)
    first = Figure(ahead, (ahead * (1.0 - ahead) / len(first_leads)) ** 0.5)
    stays, alone, only, complete, top = figures
    return Observed(len(leaders), stays, alone, only, complete, top, median(leaders), first)


def _leader(contest: Contest, counted: Tally, slate: int) -> tuple[float, float]:
    """The leader's share of a slate's first preferences; whether the first surname leads."""
    mates = members(contest, slate)
    votes = np.bincount(
        counted.first.keys[:, 2], counted.first.take(every()), len(contest.slate_of)
    )[mates]
    names = contest.election.names
    by_name = min(range(len(mates)), key=lambda place: (surname(names[mates[place]]), place))
    share = float(votes.max() / votes.sum()) if votes.sum() else 1.0 / len(mates)
    return share, float(votes.argmax() == by_name)
