"""How well a fit does: ballots drawn from it beside real ones it has not seen.

Knows how a ballot paper becomes a scenario with what was learnt, and how two heaps of ballots are
compared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.election.model import Candidate, Election
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.fit.fitted import Comparison
from hustings.planning.fit.rates import Rates
from hustings.planning.fit.tally import (
    GROUPS,
    SEED,
    Contest,
    Table,
    Tally,
    held,
    kept,
    stands_alone,
    tally,
)
from hustings.planning.scenario.model import Following, Ranking, Region, Scenario, Slate

Floats = npt.NDArray[np.float64]
_LARGEST = 12


class Learnt(NamedTuple):
    """What is needed to draw ballots for any of the ballot papers.

    Attributes:
        names, affinity: slates, and the weights of turning from each to each.
        rates, cell_of: habits, and whose hold for a slate by its name and size.
        levels: per ballot paper, the logarithm of each candidate's appeal.
        homes: per ballot paper, each candidate's region; pulls: the logarithm of a home's.
    """

    names: tuple[str, ...]
    affinity: Floats
    rates: Rates
    cell_of: Callable[[str, int], int]
    levels: Sequence[Floats]
    homes: Sequence[Sequence[int]]
    pulls: Sequence[float]


def compare(
    contests: Sequence[Contest], tallies: Sequence[Tally], learnt: Learnt
) -> tuple[Comparison, ...]:
    """Ballots drawn from what the kept papers taught, beside those held out.

    As many are drawn as were kept, so that chance plays as large a part in them as in the kept
    ballots, which are compared with the held-out ones in the same way.
    """
    real = [_Heap(), _Heap()]
    drawn = _Heap()
    for number, (contest, counted) in enumerate(zip(contests, tallies, strict=True)):
        for heap, columns in zip(real, (held(), kept()), strict=True):
            heap.add(contest, counted, columns)
        mock = _drawn(contest, counted, learnt, number)
        if mock is not None:
            drawn.add(mock, tally(mock), kept())
    return tuple(
        _comparison(what, *(heap.seen[what] for heap in (*real, drawn))) for what in drawn.seen
    )


class _Heap:
    """Ballots of all contests, counted by what is compared."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, float]] = {
            what: {}
            for what in (
                "number of names ranked",
                "slate of the second preference",
                "first name outside the slate",
                "names of the slate on top, by its size",
            )
        }

    def add(self, contest: Contest, counted: Tally, columns: Sequence[int]) -> None:
        lengths, second, after, runs = self.seen.values()
        sizes = contest.sizes.tolist()
        papers = contest.papers[:, list(columns)].sum(axis=1)
        for length, count in enumerate(np.bincount(contest.lengths, papers).tolist()):
            if count:
                label = f"{length} name" + "s" * (length > 1)
                lengths[label] = lengths.get(label, 0) + count
        for tableau, into in ((counted.second, second), (counted.after, after)):
            for (own, to), count in _rows(tableau, columns):
                label = f"{contest.slates[own]} → {contest.slates[to] if to >= 0 else 'nobody'}"
                into[label] = into.get(label, 0) + count
        for (own, run, ended), count in _rows(counted.runs, columns):
            if sizes[own] > 1 and not stands_alone(contest.slates[own]):
                label = f"{run} of {sizes[own]}, " + ("then nobody" if ended else "then others")
                runs[label] = runs.get(label, 0) + count


def _rows(tableau: Table, columns: Sequence[int]) -> list[tuple[tuple[int, ...], float]]:
    return [
        (tuple(key), count)
        for key, count in zip(tableau.keys.tolist(), tableau.take(columns).tolist(), strict=True)
        if count
    ]


def _comparison(
    what: str, unseen: dict[str, float], known: dict[str, float], drawn: dict[str, float]
) -> Comparison:
    labels = sorted({*unseen, *known, *drawn})
    shares = []
    for heap in (unseen, known, drawn):
        total = max(sum(heap.values()), 1)
        shares.append(np.array([heap.get(label, 0) / total for label in labels]))
    order = sorted(range(len(labels)), key=lambda i: (-shares[0][i], labels[i]))[:_LARGEST]
    return Comparison(
        what,
        float(np.abs(shares[2] - shares[0]).sum()) / 2,
        float(np.abs(shares[1] - shares[0]).sum()) / 2,
        tuple((labels[i], float(shares[0][i]), float(shares[2][i])) for i in order),
    )


def _drawn(contest: Contest, counted: Tally, learnt: Learnt, number: int) -> Contest | None:
    """The contest with ballots drawn from the fit, as many in each region as were kept."""
    scenario = _scenario(contest, counted, learnt, number)
    if scenario is None:
        return None
    electorate = draw_electorate(scenario, number)
    lengths = np.diff(electorate.starts)
    entries = np.full((len(lengths), int(lengths.max())), -1, np.int16)
    entries[np.arange(entries.shape[1]) < lengths[:, None]] = electorate.entries
    papers = np.zeros((len(lengths), 2 * GROUPS), np.int64)
    papers[:, 0] = 1
    return Contest(
        contest.election,
        contest.regions,
        contest.slate_of,
        contest.slates,
        entries,
        lengths,
        electorate.region.astype(np.int64),
        papers,
        0,
    )


def _scenario(contest: Contest, counted: Tally, learnt: Learnt, number: int) -> Scenario | None:
    """What was learnt as a scenario of one ballot paper; None where no paper of it was kept."""
    region, slate, _ = counted.first.keys.T
    support = np.zeros((len(contest.regions), len(contest.slates)))
    np.add.at(support, (region, slate), counted.first.take(kept()))
    voters = support.sum(axis=1)
    if not voters.sum():
        return None
    shares = support / np.maximum(voters, 1.0)[:, None]
    shares[voters == 0] = 1.0 / len(contest.slates)
    sizes = contest.sizes.tolist()
    cells = [learnt.cell_of(name, size) for name, size in zip(contest.slates, sizes, strict=True)]
    rates, places = learnt.rates, [learnt.names.index(name) for name in contest.slates]
    slates = tuple(
        Slate(
            name,
            tuple(shares[:, place].tolist()),
            0.0,
            0.0,
            float(rates.retention[cell]),
            tuple(rates.lengths[cell].tolist()),
            float(rates.slate_only[cell]),
        )
        for place, (name, cell) in enumerate(zip(contest.slates, cells, strict=True))
    )
    weight = learnt.affinity[np.ix_(places, places)]
    weight = weight / weight.max(axis=1, keepdims=True)
    level = learnt.levels[number]
    return Scenario(
        title="",
        election=Election(
            "",
            1,
            tuple(
                Candidate(c.index, c.name, contest.slates[contest.slate_of[c.index]])
                for c in contest.election.candidates
            ),
        ),
        rules="",
        regions=tuple(Region(str(r), int(count)) for r, count in enumerate(voters.tolist())),
        slates=slates,
        home=tuple(learnt.homes[number]),
        ranking=Ranking(
            lengths=(1.0,),
            slate_only=0.0,
            home_pull=float(np.exp(learnt.pulls[number])),
            position=1.0,
            alphabet=1.0,
            appeal=tuple(np.exp(level - level.max()).tolist()),
            affinity=tuple(tuple(row) for row in weight.tolist()),
        ),
        following=Following((0.0,) * len(voters), 0.0, 0),
        slate=0,
        lists=1,
        draws=1,
        seed=SEED,
    )
