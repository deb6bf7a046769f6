"""What one member's vote does: followed, taken away, given by more people, cut short, made longer.

Knows how to ask by counting: whatever is said of a result is the result of a count that was made.
Must not know where ballots come from.

The vote is one of the papers that were counted if one of them bears that ranking, as the rules
read it; else it is added to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from hustings.counting.journey import Course, Equals, Keeps, Piles, Place, course, follow
from hustings.counting.record import CountRecord
from hustings.counting.ruleset import RuleSet
from hustings.election.profile import Profile, Ranking
from hustings.errors import LotNeeded, NothingToCount

# Between two numbers of friends so many others are tried, evenly spread.
_BETWEEN = 9

Count = Callable[[Profile], CountRecord]


class Result(NamedTuple):
    """What a count gave.

    Attributes:
        elected: in order of election.
        lot: whether a lot was drawn in it.
        undecided: what only a lot could decide that nobody has drawn; then nobody is elected here.
    """

    elected: tuple[int, ...]
    lot: bool = False
    undecided: str = ""

    def differs(self, other: Result) -> bool:
        """Whether others are elected; where a lot decides either, that cannot be told."""
        return not (self.undecided or other.undecided) and set(self.elected) != set(other.elected)


class Tried(NamedTuple):
    """A number of more papers with the same ranking, and what the count then gave."""

    friends: int
    result: Result


class Other(NamedTuple):
    """Another ranking in place of the vote.

    Attributes:
        ranking: in full.
        end: where it is at the end of that count; None where a lot would have to decide.
        result: what that count gave.
    """

    ranking: Ranking
    end: Place | None
    result: Result


class OwnVote(NamedTuple):
    """A member's vote and what was asked of it.

    Attributes:
        ranking: as counted: strict, over standing candidates.
        alike: papers with this ranking, without one that was added.
        record: the count that the vote is in.
        places: where it is at the end of each stage.
        read: how many of its preferences the count came to read.
        ran_out: whether the count read on after the last of them.
        result: what that count gave.
        without: what a count without it gave.
        friends: what more papers like it gave, ascending.
        fewer: the vote cut after each preference but the last that was read, shortest first;
            cut below that it would be the same paper.
        more: the vote with one more preference, for everybody for whom it could matter.
    """

    ranking: Ranking
    alike: int
    record: CountRecord
    places: tuple[Place, ...]
    read: int
    ran_out: bool
    result: Result
    without: Result
    friends: tuple[Tried, ...]
    fewer: tuple[Other, ...]
    more: tuple[Other, ...]

    @property
    def added(self) -> bool:
        """Whether the vote was added to the papers."""
        return not self.alike

    @property
    def changing(self) -> Tried | None:
        """The smallest number of friends, of those tried, with whom others are elected."""
        return next((one for one in self.friends if one.result.differs(self.result)), None)


def ask(
    record: CountRecord,
    papers: Profile,
    rules: RuleSet,
    ranking: Ranking,
    count: Count,
    *,
    friends: int | None = None,
) -> OwnVote:
    """Everything about one vote.

    Args:
        record: the count of the papers as they are.
        papers: those counted, as the rules read them (`parts.validity.admit`).
        ranking: the vote; strict, over standing candidates, at least one.
        count: counts papers in the same election under the same rules.
        friends: how many more vote alike; None to look for a number that changes the result.

    Raises:
        LotNeeded: the count with the vote added to it needs a lot that has not been drawn.
        NotCovered: papers are not followed under these rules.
    """
    totals = dict(zip(papers.rankings, papers.papers, strict=True))
    alike = totals.get(ranking, 0)
    before = _result(record)
    if not alike:
        totals[ranking] = 1
        record = count(Profile.from_totals(totals))
    way = course(record, rules)
    places = follow(way, ranking)
    read, ran_out = _read(record, way, ranking, places)
    result = _result(record)
    others = dict(totals)
    _put(others, ranking, -1)
    without = before if not alike else _counted(count, others)

    def instead(other: Ranking) -> Other:
        changed = dict(others)
        _put(changed, other, 1)
        try:
            made = count(Profile.from_totals(changed))
        except LotNeeded as needed:
            return Other(other, None, Result((), undecided=str(needed)))
        return Other(other, follow(course(made, rules), other)[-1], _result(made))

    def joined_by(number: int) -> Tried:
        return Tried(number, _counted(count, {**totals, ranking: totals[ranking] + number}))

    return OwnVote(
        ranking,
        alike,
        record,
        places,
        read,
        ran_out,
        result,
        without,
        tuple(_friends(joined_by, result, record.ballots.valid, friends)),
        tuple(instead(ranking[:length]) for length in range(1, read)),
        tuple(instead((*ranking, c)) for c in _further(record, way, ranking, places, ran_out)),
    )


def steps(most: int) -> Iterator[int]:
    """1, 2, 5, 10, 20, 50 … below `most`, and `most` itself, which is at least 1."""
    unit = 1
    while True:
        for leading in (1, 2, 5):
            if leading * unit >= most:
                yield most
                return
            yield leading * unit
        unit *= 10


def between(low: int, high: int) -> list[int]:
    """Some numbers between two, evenly spread, ascending; every one where there are few."""
    gaps = min(_BETWEEN + 1, high - low)
    return [low + (high - low) * part // gaps for part in range(1, gaps)]


def _friends(
    joined_by: Callable[[int], Tried], result: Result, papers: int, friends: int | None
) -> list[Tried]:
    """The numbers of friends that were tried.

    Without a number ever more of them, up to as many as there are papers, until others are elected;
    then numbers between the last two, until the one before has been tried. More friends can undo
    what fewer did: no number that was not tried is spoken for.
    """
    if friends is not None:
        return [joined_by(friends)]
    tried: list[Tried] = []
    for number in steps(papers):
        tried.append(joined_by(number))
        if tried[-1].result.differs(result):
            break
    else:
        return tried
    high = number
    low = max((one.friends for one in tried[:-1]), default=0)
    while numbers := between(low, high):
        for number in numbers:
            tried.append(joined_by(number))
            if tried[-1].result.differs(result):
                high = number
                break
            low = number
    return sorted(tried)


def _result(record: CountRecord) -> Result:
    return Result(tuple(one.candidate for one in record.elected), bool(record.lots))


def _counted(count: Count, totals: dict[Ranking, int]) -> Result:
    """What papers give; nobody is elected by none."""
    try:
        return _result(count(Profile.from_totals(totals)))
    except LotNeeded as needed:
        return Result((), undecided=str(needed))
    except NothingToCount:
        return Result(())


def _put(totals: dict[Ranking, int], ranking: Ranking, papers: int) -> None:
    """Add papers with a ranking, or take them away."""
    left = totals.get(ranking, 0) + papers
    if left:
        totals[ranking] = left
    else:
        del totals[ranking]


def _read(
    record: CountRecord, way: Course, ranking: Ranking, places: Sequence[Place]
) -> tuple[int, bool]:
    """How many preferences the count read, and whether it read on after the last."""
    match way:
        case Piles():
            at = places[-1].at
            return (len(ranking), True) if at is None else (ranking.index(at) + 1, False)
        case Equals():
            return min(way.each, len(ranking)), way.each > len(ranking)
        case Keeps():
            # The rest of a paper goes on past those who are elected or excluded.
            past = {one.candidate for one in record.elected}
            past |= {c for stage in record.stages for c in stage.excluded}
            for number, candidate in enumerate(ranking, 1):
                if candidate not in past:
                    return number, False
            return len(ranking), True


def _further(
    record: CountRecord, way: Course, ranking: Ranking, places: Sequence[Place], ran_out: bool
) -> list[int]:
    """For whom one more preference could matter: nobody, if the last was never passed."""
    if not ran_out:
        return []
    past: set[int] = set(ranking)
    if isinstance(way, Piles):
        # Whoever was elected or excluded before the paper ran out could not have had it.
        stage = next(place.stage for place in places if place.at is None)
        for before in record.stages[: stage - 1]:
            past |= {*before.elected, *before.excluded}
    return [c for c in record.election.standing if c not in past]


def used(place: Place, elected: Sequence[int]) -> Fraction:
    """The part of a vote, in units, that those elected have at the end."""
    return sum((part for candidate, part in place.parts if candidate in elected), Fraction(0))
