"""What real ballots say of how supporters rank: the parameters of a scenario, with their errors.

Knows which figures make up a fit and in which order they are found. `words` writes it.

Errors are by the jackknife: everything is estimated again without one of twenty groups of papers,
and the error follows from how far the estimates move. Where there are many ballot papers a group
is made of whole ones, since the voters of one ward are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.planning.fit import appeal as fit_appeal
from hustings.planning.fit import check as fit_check
from hustings.planning.fit import rates as fit_rates
from hustings.planning.fit.appeal import Picks
from hustings.planning.fit.fitted import Figure, Fitted, Habits
from hustings.planning.fit.habits import Estimates, groups_with, habits, jackknife, observed
from hustings.planning.fit.support import Support, multiples, support
from hustings.planning.fit.tally import (
    Contest,
    Tally,
    contests_of,
    every,
    kept,
    stands_alone,
    tally,
)
from hustings.planning.fit.words import as_toml, document, sentences

__all__ = ("Fitted", "as_toml", "document", "fit", "sentences")

# Sizes of slates told apart: 1, 2, 3, and 4 or more; cell 0 is for those who stand alone.
_SIZES = 5
# A slate needs so many ballots for habits of its own where there are many ballot papers, and any
# habits need supporters in so many groups of papers, or their errors would mean nothing.
_LEAST_BALLOTS = 2000
_LEAST_GROUPS = 5


class _Cells(NamedTuple):
    """Slates whose supporters are taken to rank alike, and what was estimated of them.

    Attributes:
        of: the cell of a slate by name and size, -1 for none.
    """

    of: Callable[[str, int], int]
    counts: fit_rates.Counts
    estimates: Estimates


def fit(
    parts: Sequence[tuple[Election, Profile, str]], *, homes: Mapping[str, str] | None = None
) -> Fitted:
    """What the ballots say.

    Args:
        parts: elections with their ballots, and the region these are from, empty for none. Several
            parts with the same ballot paper are regions of one election; with other names but the
            same slates, each is a region too.
        homes: the home region of candidates by name. Without it a candidate is at home in the
            region that one of their groups is called.

    Raises:
        InputError: no ballots, or no two candidates of one slate.
    """
    contests = contests_of(parts)
    tallies = [tally(contest) for contest in contests]
    single = len(contests) == 1
    backing = support(contests, tallies)
    names = list(backing.names) if single else _with_ballots(contests, tallies, backing)
    by_size = _cells(contests, tallies, _size_cell, _SIZES)
    by_slate = _cells(contests, tallies, _slate_cell(names, single=single), max(len(names), 1))
    turned = fit_rates.moves(contests, tallies, backing.names)
    weight, seen = fit_rates.affinity(turned, backing.where_standing, every())
    home = [fit_appeal.homes_of(contest, homes or {}) for contest in contests]
    picks = [
        fit_appeal.picks(contest, counted, at)
        for contest, counted, at in zip(contests, tallies, home, strict=True)
    ]
    candidates, pull = fit_appeal.standing(contests[0], picks[0], home[0]) if single else ((), None)
    common = fit_appeal.common(
        contests,
        [fit_appeal.appeals(c, p, every())[0] for c, p in zip(contests, picks, strict=True)],
    )
    learnt = _learnt(contests, backing, turned, home, picks, by_slate if single else by_size)

    def enough(cells: _Cells, cell: int) -> bool:
        return groups_with(cells.counts)[cell] >= _LEAST_GROUPS

    return Fitted(
        papers=sum(int(contest.papers.sum()) for contest in contests),
        unclear=sum(contest.unclear for contest in contests),
        ballot_papers=len(contests),
        regions=backing.regions,
        names=backing.names,
        support=backing.shares,
        slates=tuple(
            _habits(contests, tallies, by_slate, cell, name=name, size=_size(contests, name))
            for cell, name in enumerate(names)
            if single or enough(by_slate, cell)
        ),
        sizes=tuple(
            _habits(contests, tallies, by_size, cell, name="", size=cell)
            for cell in (*range(1, _SIZES), 0)
            if enough(by_size, cell)
        ),
        candidates=candidates,
        home_pull=pull,
        position=fit_appeal.factor(common.position),
        alphabet=fit_appeal.factor(common.alphabet),
        spread=common.spread,
        affinity=multiples(weight, backing.where_standing),
        turned=tuple(tuple(int(count) for count in row) for row in seen.tolist()),
        comparisons=fit_check.compare(contests, tallies, learnt),
        held=sum(int(contest.papers[:, 1::2].sum()) for contest in contests),
        notes=_notes(contests, "" if single else common.note, pull),
    )


def _cells(
    contests: Sequence[Contest],
    tallies: Sequence[Tally],
    cell_of: Callable[[str, int], int],
    number: int,
) -> _Cells:
    counts = fit_rates.counts(contests, tallies, cell_of, number)
    return _Cells(cell_of, counts, jackknife(counts))


def _size_cell(name: str, size: int) -> int:
    return 0 if stands_alone(name) else min(size, _SIZES - 1)


def _slate_cell(names: Sequence[str], *, single: bool) -> Callable[[str, int], int]:
    """A cell for each slate. Over many ballot papers a slate's single candidates are left out: they
    tell nothing of its supporters' loyalty."""

    def cell_of(name: str, size: int) -> int:
        counts = name in names and (single or size > 1 or stands_alone(name))
        return names.index(name) if counts else -1

    return cell_of


def _with_ballots(
    contests: Sequence[Contest], tallies: Sequence[Tally], backing: Support
) -> list[str]:
    """Slates with enough ballots for habits of their own."""
    ballots = dict.fromkeys(backing.names, 0.0)
    for contest, counted in zip(contests, tallies, strict=True):
        counts = counted.first.take(every()).tolist()
        for slate, count in zip(counted.first.keys[:, 1].tolist(), counts, strict=True):
            name = contest.slates[slate]
            if contest.sizes[slate] > 1 or stands_alone(name):
                ballots[name] += count
    return [name for name in backing.names if ballots[name] >= _LEAST_BALLOTS]


def _size(contests: Sequence[Contest], name: str) -> int:
    """Candidates of a slate, 0 where their number differs or they stand alone."""
    sizes = {
        int(contest.sizes[contest.slates.index(name)])
        for contest in contests
        if name in contest.slates
    }
    return sizes.pop() if len(sizes) == 1 and not stands_alone(name) else 0


def _habits(
    contests: Sequence[Contest],
    tallies: Sequence[Tally],
    cells: _Cells,
    cell: int,
    *,
    name: str,
    size: int,
) -> Habits:
    """What is known of the supporters in one cell."""
    seen = observed(contests, tallies, lambda one, number: cells.of(one, number) == cell)
    return habits(cells.estimates, cell, name=name, size=size, observed=seen)


def _learnt(
    contests: Sequence[Contest],
    backing: Support,
    turned: fit_rates.Turned,
    home: Sequence[Sequence[int]],
    picks: Sequence[Sequence[Picks]],
    cells: _Cells,
) -> fit_check.Learnt:
    """The same again from the kept papers alone, to be tried on those held out."""
    estimates = [fit_appeal.appeals(c, p, kept()) for c, p in zip(contests, picks, strict=True)]
    return fit_check.Learnt(
        names=backing.names,
        affinity=fit_rates.affinity(turned, backing.where_standing, kept())[0],
        rates=fit_rates.estimate(cells.counts, kept(), cells.estimates[0]),
        cell_of=cells.of,
        levels=[level for level, _ in estimates],
        homes=home,
        pulls=[pull for _, pull in estimates],
    )


def _notes(contests: Sequence[Contest], note: str, pull: Figure | None) -> tuple[str, ...]:
    """What a reader should know."""
    notes = []
    if len(contests) == 1:
        notes.append(
            "On one ballot paper, place and alphabet cannot be told from the candidates' own"
            " appeal: all three are given as appeal."
        )
    if note:
        notes.append(note[:1].upper() + note[1:] + ".")
    if pull is None:
        notes.append(
            "The pull of a home region is not known: it takes ballots of one election by region,"
            " and the candidates' regions among their groups."
        )
    unclear = sum(contest.unclear for contest in contests)
    if unclear:
        notes.append(
            f"{unclear:,} ballots are read only up to a rank that is empty, shared or a repeat."
        )
    return tuple(notes)
