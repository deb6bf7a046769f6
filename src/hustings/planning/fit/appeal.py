"""Whom voters pick within a slate: appeal, a home region's pull, place on the paper and alphabet.

Knows how the weights are found that make the picks likeliest. `tally` counts.

A pick is Luce's choice among the names of the slate that are left. On one ballot paper every
candidate has an appeal of their own, and place and alphabet cannot be told from it. Over many
ballot papers they can: they are what the appeals have in common, found by least squares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hustings.planning.drawing.electorate import surname
from hustings.planning.fit.fitted import Figure, Standing
from hustings.planning.fit.tally import (
    GROUPS,
    Contest,
    Ints,
    Tally,
    error,
    every,
    members,
    stands_alone,
    table,
)

Floats = npt.NDArray[np.float64]

_STEPS = 60
_STILL = 1e-10
# Picks, shared by the names of a slate, that stand for what is known without any ballots.
_PRIOR = 1.0
# Place and alphabet say the same where their directions differ by less than this (1 - cosine).
_SAME = 0.02
# With fewer slates of two or more nothing can be said of what they have in common.
_LEAST_SLATES = 10


@dataclass(frozen=True, eq=False)
class Picks:
    """Choices within one slate.

    Attributes:
        members: int64[mates], candidates of the slate.
        free: float[choices, mates], 1 for those who could be picked.
        home: float[choices, mates], 1 for those of them whose home region the voters are in.
        which: int64[rows], choice times mates plus the mate who was picked.
        counts: int64[rows, 2 * GROUPS], how often.
    """

    members: Ints
    free: Floats
    home: Floats
    which: Ints
    counts: Ints

    def chosen(self, columns: Sequence[int]) -> Floats:
        """How often each mate was picked in each choice: float[choices, mates]."""
        count = self.counts[:, list(columns)].sum(axis=1)
        total: Floats = np.bincount(self.which, count, self.free.size).astype(np.float64)
        return total.reshape(self.free.shape)

    def apart(self) -> bool:
        """Whether any choice is between a candidate at home and one who is not."""
        return bool(((self.home > 0).any(axis=1) & (self.home < self.free).any(axis=1)).any())


def picks(contest: Contest, counted: Tally, home: Sequence[int]) -> list[Picks]:
    """The choices on one ballot paper, slate by slate.

    Args:
        home: per candidate, which of the contest's regions is home; -1 for none.
    """
    region, slate, names, place = counted.picks.keys.T
    homes = np.array(home, np.int64)
    if (homes < 0).all():
        region = np.zeros_like(region)  # then it makes no difference to a choice
    blocks = []
    for number in range(len(contest.slates)):
        own = slate == number
        if not own.any():
            continue
        mates = np.array(members(contest, number), np.int64)
        choice = table([region[own], names[own]], counted.picks.counts[own])
        row = _rows_of(choice.keys, np.stack([region[own], names[own]], axis=1))
        free = (choice.keys[:, 1:] >> np.arange(len(mates)) & 1).astype(np.float64)
        at_home = (homes[mates] == choice.keys[:, :1]) & (homes[mates] >= 0)
        which = row * len(mates) + place[own]
        blocks.append(Picks(mates, free, at_home * free, which, counted.picks.counts[own]))
    return blocks


def _rows_of(keys: Ints, wanted: Ints) -> Ints:
    """Where each wanted pair stands among the keys, which ascend."""
    places = {pair: row for row, pair in enumerate(map(tuple, keys.tolist()))}
    return np.array([places[pair] for pair in map(tuple, wanted.tolist())], np.int64)


def appeals(
    contest: Contest,
    seen: Sequence[Picks],
    columns: Sequence[int],
    start: tuple[Floats, float] | None = None,
) -> tuple[Floats, float]:
    """Logarithms of each candidate's appeal, mean 0 in each slate, and of the home region's pull.

    Newton's method on the likelihood of the picks; the pull is 0 where no home is known.
    """
    level, pull = start if start is not None else (np.zeros(len(contest.slate_of)), 0.0)
    level = level.copy()
    chosen = [one.chosen(columns) for one in seen]
    pulled = any(one.apart() for one in seen)
    for _ in range(_STEPS):
        steps = []
        slope, curve = 0.0, 1e-9  # of the pull, what the candidates' levels do not take up
        for one, times in zip(seen, chosen, strict=True):
            gain, bend, cross, own_slope, own_curve = _slopes(one, times, level, pull)
            both = np.linalg.solve(bend, np.stack([gain, cross], axis=1))
            steps.append(both)
            slope += own_slope - float(cross @ both[:, 0])
            curve += own_curve - float(cross @ both[:, 1])
        pull_step = min(max(slope / curve, -2.0), 2.0) if pulled else 0.0
        largest = abs(pull_step)
        for one, both in zip(seen, steps, strict=True):
            step = both[:, 0] - pull_step * both[:, 1]
            step *= min(1.0, 2.0 / max(np.abs(step).max(), 1e-12))
            level[one.members] += step
            largest = max(largest, float(np.abs(step).max()))
        pull += pull_step
        if largest < _STILL:
            break
    return level, pull


def _slopes(
    one: Picks, times: Floats, level: Floats, pull: float
) -> tuple[Floats, Floats, Floats, float, float]:
    """First and second derivatives of the logarithm of the likelihood of one slate's picks.

    Returns:
        Slope and curvature (its negative) for the levels, the curvature between them and the pull,
        and the pull's own slope and curvature.
    """
    mates = len(one.members)
    own = np.exp(level[one.members])
    weight = one.free * own * np.exp(pull * one.home)
    share = weight / weight.sum(axis=1, keepdims=True)
    expected = times.sum(axis=1, keepdims=True) * share
    # The prior: picks among the whole slate, each name as often.
    prior = own / own.sum()
    slope = (times - expected).sum(axis=0) + _PRIOR * (1.0 / mates - prior)
    curve = np.diag(expected.sum(axis=0)) - share.T @ expected
    curve += _PRIOR * (np.diag(prior) - np.outer(prior, prior))
    # Only differences within a slate count: hold its mean at 0.
    curve += np.full((mates, mates), 1.0 / mates)
    at_home = (share * one.home).sum(axis=1, keepdims=True)
    cross = (expected * (one.home - at_home)).sum(axis=0)
    pull_slope = float(((times - expected) * one.home).sum())
    pull_curve = float((expected * one.home * (1.0 - at_home)).sum())
    return slope, curve, cross, pull_slope, pull_curve


@dataclass(frozen=True)
class Common:
    """What the appeals of many slates have in common, as logarithms.

    Attributes:
        position, alphabet: of the factor between first and last; None where it cannot be estimated.
        spread: standard deviation of a candidate's appeal beyond them; None likewise.
        slates: how many this is learnt from.
        note: why something cannot be estimated; empty where all can.
    """

    position: Figure | None
    alphabet: Figure | None
    spread: Figure | None
    slates: int
    note: str


def common(contests: Sequence[Contest], levels: Sequence[Floats]) -> Common:
    """Position, alphabet and spread, from the appeals on many ballot papers."""
    x, y, slate, free = _design(contests, levels)
    number = int(slate.max(initial=-1)) + 1
    if number < _LEAST_SLATES:
        note = (
            f"{number} slates of two or more are too few to tell place on the ballot paper and"
            " alphabet from the candidates' own appeal"
        )
        return Common(None, None, None, number, note)
    note = ""
    used = x
    norms = np.sqrt((x**2).sum(axis=0))
    alike = abs(float(x[:, 0] @ x[:, 1])) / max(float(norms[0] * norms[1]), 1e-12)
    if norms[0] < 1e-9 or 1.0 - alike < _SAME:
        used = x[:, 1:]
        note = (
            "ballot papers are in alphabetical order, so that place and alphabet cannot be told"
            " apart: both are given as alphabet"
        )
    inverse = np.linalg.inv(used.T @ used)
    slope = inverse @ used.T @ y
    residual = y - used @ slope
    # Slates are the units that differ by chance; the names within one are not independent.
    meat = np.zeros_like(inverse)
    for one in range(number):
        score = used[slate == one].T @ residual[slate == one]
        meat += np.outer(score, score)
    errors = np.sqrt(np.diag(inverse @ meat @ inverse) * number / max(number - len(slope), 1))
    figures = [Figure(float(v), float(e)) for v, e in zip(slope, errors, strict=True)]
    left = max(free - len(slope), 1)
    value = float(np.sqrt((residual**2).sum() / left))
    spread = Figure(value, value / (2.0 * left) ** 0.5)
    position = figures[0] if len(figures) == 2 else None
    return Common(position, figures[-1], spread, number, note)


def _design(
    contests: Sequence[Contest], levels: Sequence[Floats]
) -> tuple[Floats, Floats, Ints, int]:
    """Rows of candidates in slates of two or more, centred in each slate: place and alphabet as in
    the model, the level, the slate's number; and how many of them are free to differ."""
    x: list[tuple[float, float]] = []
    y: list[float] = []
    slate: list[int] = []
    number = free = 0
    for contest, level in zip(contests, levels, strict=True):
        last = max(len(contest.slate_of) - 1, 1)
        for place, name in enumerate(contest.slates):
            mates = members(contest, place)
            if len(mates) < 2 or stands_alone(name):
                continue
            names = contest.election.names
            by_name = [c for _, c in sorted((surname(names[c]), c) for c in mates)]
            own = np.array([(1 - c / last, 1 - by_name.index(c) / (len(mates) - 1)) for c in mates])
            x += (own - own.mean(axis=0)).tolist()
            y += (level[mates] - level[mates].mean()).tolist()
            slate += [number] * len(mates)
            number += 1
            free += len(mates) - 1
    return np.array(x).reshape(-1, 2), np.array(y), np.array(slate, np.int64), free


def homes_of(contest: Contest, homes: Mapping[str, str]) -> list[int]:
    """Each candidate's region on a ballot paper, -1 for none that is known."""
    places = []
    for candidate in contest.election.candidates:
        names = [homes[candidate.name]] if candidate.name in homes else list(candidate.groups)
        at = [contest.regions.index(name) for name in names if name and name in contest.regions]
        places.append(at[0] if at else -1)
    return places


def standing(
    contest: Contest, picks: Sequence[Picks], home: Sequence[int]
) -> tuple[tuple[Standing, ...], Figure | None]:
    """Each candidate's appeal, and the home region's pull where it can be estimated."""
    level, pull = appeals(contest, picks, every())
    parts = [appeals(contest, picks, every(g), (level, pull)) for g in range(GROUPS)]
    candidates = tuple(
        Standing(
            candidate.name,
            contest.slates[contest.slate_of[candidate.index]],
            contest.regions[home[candidate.index]] if home[candidate.index] >= 0 else "",
            Figure(
                float(np.exp(level[candidate.index])),
                float(np.exp(level[candidate.index]))
                * error([part[0][candidate.index] for part in parts]),
            ),
        )
        for candidate in contest.election.candidates
    )
    identifiable = len(contest.regions) > 1 and any(place >= 0 for place in home)
    factor = Figure(float(np.exp(pull)), float(np.exp(pull)) * error([p[1] for p in parts]))
    return candidates, factor if identifiable else None


def factor(level: Figure | None) -> Figure | None:
    """A logarithm and its error as a factor."""
    if level is None:
        return None
    value = float(np.exp(level.value))
    return Figure(value, value * level.error)
