"""How long ballots are, how loyal, and where voters turn: estimated from what ballots show.

Knows how the parameters of the model are found that make the counts likeliest. `tally` counts.

Two things cannot be seen on a ballot: whether a voter would have ranked more names had they not
kept to their slate alone, and whether one who stopped within it had turned away. They are filled in
by their chances under the estimates so far, and the estimates made again, until they stand still
(the expectation-maximisation algorithm: Dempster, Laird and Rubin, 1977). Where voters turn to is
Luce's choice among the slates that still have names, found by the minorisation of Hunter (2004).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hustings.planning.fit.tally import Contest, Ints, Table, Tally, joined, stands_alone, table

Floats = npt.NDArray[np.float64]

# Own slate, slate turned to, which slates had names left, counts: a row each.
Turned = tuple[Ints, Ints, npt.NDArray[np.bool_], Ints]

_STEPS = 5000
_STILL = 1e-7
# Ballots of the average cell that each cell is given, so that none is without any.
_PRIOR = 2.0


@dataclass(frozen=True, eq=False)
class Counts:
    """Counts by cell; a cell is a set of slates whose supporters are taken to rank alike.

    Attributes:
        cells: how many there are.
        longest: most names on a ballot.
        loyal: by (cell, length, ends, whether the slate's names are all used up).
        strayed: by (cell, length, ends).
        steps: by (cell of the slate being ranked, whether the next name stays with it).
        may_keep: bool[cells], whether keeping to the slate alone can be told from stopping.
    """

    cells: int
    longest: int
    loyal: Table
    strayed: Table
    steps: Table
    may_keep: npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Rates:
    """Estimates, a row a cell.

    Attributes:
        lengths: float[cells, longest], chance of a ballot of 1, 2, 3 … names.
        slate_only: float[cells]; retention: float[cells].
        ballots: float[cells]; choices: float[cells], times a voter stayed or left where both were
            possible.
    """

    lengths: Floats
    slate_only: Floats
    retention: Floats
    ballots: Floats
    choices: Floats


def counts(
    contests: Sequence[Contest],
    tallies: Sequence[Tally],
    cell_of: Callable[[str, int], int],
    cells: int,
) -> Counts:
    """Counts of all contests by cell.

    Args:
        cell_of: the cell of a slate by its name and size; -1 to leave its supporters out.
    """
    loyal, strayed, steps = [], [], []
    may_keep = np.zeros(cells, np.bool_)
    for contest, counted in zip(contests, tallies, strict=True):
        sizes = contest.sizes
        cell = np.array(
            [
                cell_of(name, size)
                for name, size in zip(contest.slates, sizes.tolist(), strict=True)
            ],
            np.int64,
        )
        for name, size, own in zip(contest.slates, sizes.tolist(), cell.tolist(), strict=True):
            if own >= 0 and size > 1 and not stands_alone(name):
                may_keep[own] = True
        slate, length, ends = counted.loyal.keys.T
        loyal.append(_kept(counted.loyal, [cell[slate], length, ends, length == sizes[slate]]))
        slate, length, ends = counted.strayed.keys.T
        strayed.append(_kept(counted.strayed, [cell[slate], length, ends]))
        slate, stays = counted.steps.keys.T
        steps.append(_kept(counted.steps, [cell[slate], stays]))
    longest = max(contest.entries.shape[1] for contest in contests)
    return Counts(cells, longest, joined(loyal), joined(strayed), joined(steps), may_keep)


def _kept(rows: Table, keys: list[Ints]) -> Table:
    known = keys[0] >= 0
    return table([key[known] for key in keys], rows.counts[known])


def estimate(data: Counts, columns: Sequence[int], start: Rates | None = None) -> Rates:
    """The rates that make the counts in some columns likeliest.

    Args:
        start: where to begin from, if not from an even guess.
    """
    seen = _Seen(data, columns)
    if start is None:
        now: Floats = np.vstack([seen.average] * data.cells)
        only, retention = np.where(data.may_keep, 0.1, 0.0), np.full(data.cells, 0.8)
    else:
        now = np.hstack([np.zeros((data.cells, 1)), start.lengths])
        only, retention = start.slate_only, start.retention
    now = np.hstack([now, only[:, None], retention[:, None]])
    for _ in range(_STEPS):
        first, _ = seen.better(now)
        second, likely = seen.better(first)
        if np.abs(second - first).max() < _STILL:
            now = second
            break
        # A leap along the way the two steps went (Varadhan and Roland, 2008), if it is no loss.
        went, turned = first - now, second - 2.0 * first + now
        size = -max(1.0, np.sqrt((went**2).sum() / max((turned**2).sum(), 1e-300)))
        leap = _possible(now - 2.0 * size * went + size**2 * turned, data.may_keep)
        landed, leapt = seen.better(leap)
        now = landed if leapt >= likely else second
    return Rates(now[:, 1:-2], now[:, -2], now[:, -1], seen.ballots, seen.choices)


def _possible(rates: Floats, may_keep: npt.NDArray[np.bool_]) -> Floats:
    """Rates brought back to between 0 and 1, lengths adding up to 1."""
    rates = np.clip(rates, 1e-12, 1.0 - 1e-12)
    rates[:, 0] = 0.0
    rates[~may_keep, -2] = 0.0
    rates[:, :-2] /= rates[:, :-2].sum(axis=1, keepdims=True)
    return rates


def _totals(cell: Ints, count: Floats, cells: int) -> Floats:
    """Counts added up by cell; of none, zeros that are not whole numbers either."""
    return np.bincount(cell, count, cells).astype(np.float64)


class _Seen:
    """Counts in some columns, laid out for the steps of an estimate."""

    def __init__(self, data: Counts, columns: Sequence[int]) -> None:
        shape = (data.cells, data.longest + 1)
        self.data = data
        loyal = data.loyal.take(columns)
        strayed, steps = data.strayed.take(columns), data.steps.take(columns)
        self.seen, self.tails = np.zeros(shape), np.zeros(shape)
        cell, length, ends = data.strayed.keys.T
        np.add.at(self.seen, (cell, length), strayed * (1 - ends))
        np.add.at(self.tails, (cell, length - 1), strayed * ends)
        cell, length, ends, full = data.loyal.keys.T
        np.add.at(self.tails, (cell, length - 1), loyal * ends)
        self.ballots = _totals(cell, loyal, data.cells) + _totals(
            data.strayed.keys[:, 0], strayed, data.cells
        )
        within = ends == 0
        self.cell, self.length, self.full = cell[within], length[within], full[within]
        self.loyal = loyal[within]
        of, stayed = data.steps.keys.T
        self.stays = _totals(of, steps * stayed, data.cells)
        self.leaves = _totals(of, steps * (1 - stayed), data.cells)
        self.strayed = _totals(data.strayed.keys[:, 0], strayed, data.cells)
        self.stays += _totals(self.cell, self.loyal * (self.length - 1), data.cells)
        self.choices = self.stays + self.leaves
        total = self.seen.sum(axis=0) + _totals(self.length, self.loyal, shape[1]) + 1e-3
        total[0] = 0.0
        self.average = total / total.sum()
        self.seen += _PRIOR * self.average

    def better(self, rates: Floats) -> tuple[Floats, float]:
        """The next estimate, and the logarithm of how likely the one given makes the counts.

        Args:
            rates: a row a cell: lengths from 0 on, slate only, retention.
        """
        pi, only, retention = rates[:, :-2], rates[:, -2], rates[:, -1]
        cells, cell, length = len(rates), self.cell, self.length
        beyond = np.maximum(1.0 - np.cumsum(pi, axis=1), 0.0)
        leave = np.where(self.full == 1, 1.0, 1.0 - retention[cell])
        exact, kept = pi[cell, length], only[cell]
        hidden = kept * beyond[cell, length] * leave
        chance = np.maximum(exact + hidden, 1e-300)
        scale = self.loyal / chance
        hidden *= scale
        known, more = self.seen.copy(), self.tails.copy()
        np.add.at(known, (cell, length), exact * scale)
        np.add.at(more, (cell, length), hidden)
        ratio = np.divide(more, beyond, out=np.zeros_like(more), where=beyond > 0)
        known[:, 1:] += pi[:, 1:] * np.cumsum(ratio, axis=1)[:, :-1]
        keeps = _totals(cell, kept * exact * scale + hidden, cells)
        left = self.leaves + _totals(cell, hidden * (1 - self.full), cells)
        new = np.empty_like(rates)
        new[:, :-2] = known / known.sum(axis=1, keepdims=True)
        new[:, -2] = keeps / np.maximum(self.ballots, 1.0)
        new[:, -1] = (self.stays + 0.8 * _PRIOR) / (self.stays + left + _PRIOR)
        logs = [
            (self.loyal, chance),
            (self.seen, pi),
            (self.tails, beyond),
            (self.stays + 0.8 * _PRIOR, retention),
            (self.leaves + 0.2 * _PRIOR, 1.0 - retention),
            (self.strayed, 1.0 - only),
        ]
        return new, float(
            sum((count * np.log(np.maximum(share, 1e-300))).sum() for count, share in logs)
        )


def moves(contests: Sequence[Contest], tallies: Sequence[Tally], names: Sequence[str]) -> Turned:
    """Turns to another slate, in all contests.

    Args:
        names: every slate, by which places below count.

    Returns:
        own, to: int64[rows]; could: bool[rows, slates], which slates had names left; and the
        counts, int64[rows, 2 * GROUPS].
    """
    own, to, could, number = [], [], [], []
    for contest, counted in zip(contests, tallies, strict=True):
        place = np.array([names.index(slate) for slate in contest.slates], np.int64)
        rows = counted.moves.keys
        own.append(place[rows[:, 0]])
        to.append(place[rows[:, 2]])
        free = np.zeros((len(rows), len(names)), np.bool_)
        free[:, place] = (rows[:, 3:4] >> np.arange(len(place))) & 1 == 1
        could.append(free)
        number.append(counted.moves.counts)
    parts = np.concatenate(own), np.concatenate(to), np.concatenate(could), np.concatenate(number)
    return parts


def affinity(turned: Turned, share: Floats, columns: Sequence[int]) -> tuple[Floats, Floats]:
    """Weights of turning from each slate to each, and how often it was seen.

    Args:
        turned: as `moves` gives it.
        share: float[slates], of first preferences where each stands; one more voter in each row,
            who turns in proportion to them, stands for what is known without any.

    Returns:
        float[slates, slates] twice; each row of weights adds up to 1.
    """
    own, to, could, number = turned
    size = len(share)
    count = number[:, list(columns)].sum(axis=1).astype(np.float64)
    weight = np.empty((size, size))
    seen = np.zeros((size, size))
    np.add.at(seen, (own, to), count)
    prior = share / share.sum()
    for slate in range(size):
        rows = (own == slate) & (count > 0)
        # The same choice counts once, with all who had it.
        packed = np.packbits(could[rows], axis=1)
        order = np.lexsort(packed.T)
        packed = packed[order]
        new_set = np.append(True, (packed[1:] != packed[:-1]).any(axis=1))[: len(packed)]
        first = np.flatnonzero(new_set)
        chose = np.add.reduceat(count[rows][order], first) if len(first) else np.zeros(0)
        choices = np.unpackbits(packed[first], axis=1, count=size)
        gained = seen[slate] + prior
        free = choices.astype(np.float64)
        now = prior.copy()
        for _ in range(_STEPS):
            new = gained / ((chose / (free @ now)) @ free + 1.0)
            new /= new.sum()
            moved = np.abs(new - now).max()
            now = new
            if moved < _STILL:
                break
        weight[slate] = now
    return weight, seen
