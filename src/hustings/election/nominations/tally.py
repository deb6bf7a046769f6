"""Nominations added up: by candidate, slate, region, kind and body, and who has enough of them.

Knows sums, ranks and shares, all exact: numbers are integers, shares fractions. The order in which
nominations are given cannot matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hustings.election.nominations.model import Nominations, Threshold


@dataclass(frozen=True, slots=True)
class Nominee:
    """A candidate.

    Attributes:
        slate: empty for none.
        number: of nominations.
        rank: 1 for the most; those with equal numbers share one.
        tied: whether somebody else has as many.
        by_region, by_kind: numbers in the order of the tally's regions and kinds.
        passes: whether the threshold is reached; None where there is none.
    """

    name: str
    slate: str
    number: int
    rank: int
    tied: bool
    by_region: tuple[int, ...]
    by_kind: tuple[int, ...]
    passes: bool | None


@dataclass(frozen=True, slots=True)
class SlateSum:
    """The candidates of a slate together; of none, where `name` is empty.

    Attributes:
        candidates: how many there are.
        number: of nominations of all of them.
        lowest, highest: of any of them.
        by_region: numbers in the order of the tally's regions.
        passing: how many reach the threshold; None where there is none.
    """

    name: str
    candidates: int
    number: int
    lowest: int
    highest: int
    by_region: tuple[int, ...]
    passing: int | None

    @property
    def mean(self) -> Fraction:
        """Nominations of a candidate on average."""
        return Fraction(self.number, self.candidates)


@dataclass(frozen=True, slots=True)
class PartSum:
    """A region, or the bodies of one kind.

    Attributes:
        name: empty for bodies of which nothing is said.
        bodies: that named somebody; None where only totals are known.
        number: of nominations.
    """

    name: str
    bodies: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Body:
    """Whom a body named, in alphabetical order."""

    name: str
    region: str
    kind: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything that nominations add up to.

    Attributes:
        title: what they are for; empty where nothing is said.
        nominees: most nominations first, equals by name.
        slates: likewise; empty where nobody stands for any.
        regions, kinds: by name, what is of none last; empty where no nomination says any.
        bodies: by name; empty where only totals are known.
        listed: nominations that are here.
        whole: nominations in all; shares are shares of these.
        threshold: what a candidate needs.
    """

    title: str
    nominees: tuple[Nominee, ...]
    slates: tuple[SlateSum, ...]
    regions: tuple[PartSum, ...]
    kinds: tuple[PartSum, ...]
    bodies: tuple[Body, ...]
    listed: int
    whole: int
    threshold: Threshold

    def share(self, number: int) -> Fraction:
        """A number of nominations as a share of all; nought where there are none."""
        return Fraction(number, self.whole) if self.whole else Fraction(0)


def tally(nominations: Nominations, threshold: Threshold = Threshold()) -> Tally:  # noqa: B008
    """Add everything up.

    Args:
        threshold: kinds that it names and no body is of count for nothing: nobody reaches them.
    """
    cells = _cells(nominations)
    slate_of = dict(nominations.slates)
    regions = _names(region for _, region, _ in cells)
    kinds = _names(kind for _, _, kind in cells)
    sums: Counter[str] = Counter(dict.fromkeys(slate_of, 0))
    by_region: dict[str, Counter[str]] = defaultdict(Counter)
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for (candidate, region, kind), number in cells.items():
        sums[candidate] += number
        by_region[candidate][region] += number
        by_kind[candidate][kind] += number
    above = _above(sums)
    times = Counter(sums.values())
    nominees = tuple(
        Nominee(
            name,
            slate_of.get(name, ""),
            number,
            above[number] + 1,
            times[number] > 1,
            tuple(by_region[name][region] for region in regions),
            tuple(by_kind[name][kind] for kind in kinds),
            _passes(number, by_kind[name], threshold),
        )
        for name, number in sorted(sums.items(), key=lambda item: (-item[1], _by_name(item[0])))
    )
    listed = sum(sums.values())
    return Tally(
        title=nominations.title,
        nominees=nominees,
        slates=_slates(nominees) if any(slate_of.values()) else (),
        regions=_parts(nominations, regions, 2, by_region),
        kinds=_parts(nominations, kinds, 3, by_kind),
        bodies=_bodies(nominations),
        listed=listed,
        whole=nominations.whole or listed,
        threshold=threshold,
    )


def _cells(nominations: Nominations) -> Counter[tuple[str, str, str]]:
    """Nominations by candidate, region and kind."""
    cells: Counter[tuple[str, str, str]] = Counter()
    for one in nominations.single:
        cells[one.candidate, one.region, one.kind] += 1
    for total in nominations.totals:
        cells[total.candidate, total.region, ""] += total.number
    return cells


def _names(given: Iterable[str]) -> tuple[str, ...]:
    """The names in order, the empty one last; none where there is no other."""
    names = set(given)
    if names <= {""}:
        return ()
    return tuple(sorted(names, key=lambda name: (not name, _by_name(name))))


def _by_name(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _above(sums: Mapping[str, int]) -> dict[int, int]:
    """How many candidates have more than each number."""
    numbers = sorted(sums.values(), reverse=True)
    return {number: numbers.index(number) for number in set(numbers)}


def _passes(number: int, by_kind: Mapping[str, int], threshold: Threshold) -> bool | None:
    if not threshold.bodies and not threshold.by_kind:
        return None
    return number >= threshold.bodies and all(
        by_kind.get(kind, 0) >= least for kind, least in threshold.by_kind
    )


def _slates(nominees: tuple[Nominee, ...]) -> tuple[SlateSum, ...]:
    members: dict[str, list[Nominee]] = defaultdict(list)
    for nominee in nominees:
        members[nominee.slate].append(nominee)
    found = [
        SlateSum(
            name,
            len(own),
            sum(one.number for one in own),
            min(one.number for one in own),
            max(one.number for one in own),
            tuple(map(sum, zip(*(one.by_region for one in own), strict=True))),
            None if own[0].passes is None else sum(bool(one.passes) for one in own),
        )
        for name, own in members.items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.name, -one.number, _by_name(one.name))))


def _parts(
    nominations: Nominations,
    names: tuple[str, ...],
    field: int,
    by: Mapping[str, Mapping[str, int]],
) -> tuple[PartSum, ...]:
    """What each region has, or each kind.

    Args:
        field: of a nomination, in which the name stands.
    """
    bodies = Counter(name for _, name in {(one.body, one[field]) for one in nominations.single})
    return tuple(
        PartSum(
            name,
            bodies[name] if nominations.single else None,
            sum(own.get(name, 0) for own in by.values()),
        )
        for name in names
    )


def _bodies(nominations: Nominations) -> tuple[Body, ...]:
    named: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in nominations.single:
        named[one.body, one.region, one.kind].append(one.candidate)
    return tuple(
        Body(*body, tuple(sorted(names, key=_by_name)))
        for body, names in sorted(named.items(), key=lambda item: _by_name(item[0][0]))
    )
