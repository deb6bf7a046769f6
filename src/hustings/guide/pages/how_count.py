"""The small election of "How STV works", counted for every order that a member can choose.

Knows its papers, counts them by the engine and follows each paper through the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import NamedTuple

from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.record import Action, CountRecord, Stage
from hustings.election.model import make_election
from hustings.election.profile import Profile, Ranking

RULES = "ers97"
SEATS = 3
NAMES = ("Ada", "Ben", "Cai", "Dot", "Eli")
# They ask for votes together; the others stand alone.
SLATE = (0, 1, 2)


class Group(NamedTuple):
    """Members who all vote in the same order."""

    ranking: Ranking
    papers: int


# The member who reads and those who do as the member does, and the order they are asked for.
YOURS = 4
USUAL: Ranking = (0, 1, 2)
# Chosen so that no order of theirs leads to a tie, who is elected depends on first and on later
# choices, the usual order costs the slate a place, and votes have few decimals.
OTHERS = (
    Group((0, 1, 2), 6),
    Group((1, 0, 4, 3), 2),
    Group((2, 1, 4, 3), 4),
    Group((3, 2, 1, 4), 5),
    Group((4, 0, 1, 3), 3),
)


def orders() -> tuple[Ranking, ...]:
    """Every order of all, some or none of the candidates: short ones first, then ascending."""
    everyone = range(len(NAMES))
    return tuple(one for length in range(len(NAMES) + 1) for one in permutations(everyone, length))


def groups(order: Ranking) -> tuple[Group, ...]:
    """All papers if yours have `order`; yours first, unless they are blank."""
    return ((Group(order, YOURS),) if order else ()) + OTHERS


def record(order: Ranking) -> CountRecord:
    """The count if your papers have `order`; a blank paper is not counted."""
    election = make_election("", SEATS, NAMES)
    return count(election, Profile.gather(groups(order)), find(RULES), engine="reference")


class Move(NamedTuple):
    """Papers of one group that a stage takes from a candidate.

    Attributes:
        group: index in `groups`.
        to: whom they go to; None where no next choice is left.
        over: next choices passed over because they are elected or excluded.
        value: of each paper after, in units.
    """

    group: int
    papers: int
    to: int | None
    over: tuple[int, ...]
    value: int


@dataclass(slots=True)
class _Pile:
    """Papers of one group that lie with a candidate since a stage."""

    group: int
    holder: int
    since: int
    value: int


def moves(record: CountRecord, papers: tuple[Group, ...]) -> tuple[tuple[Move, ...], ...]:
    """What each stage of a record moved, group by group; nothing at the first.

    Holds for records that move one batch a stage, as all of this election do.
    """
    scale: int = 10**record.places
    piles = [_Pile(g, group.ranking[0], 1, scale) for g, group in enumerate(papers)]
    gone: set[int] = set(record.stages[0].elected)
    by_stage: list[tuple[Move, ...]] = [()]
    for stage in record.stages[1:]:
        gone.update(stage.excluded)
        by_stage.append(_moved(stage, papers, piles, gone))
        gone.update(stage.elected)
    return tuple(by_stage)


def _moved(
    stage: Stage, papers: tuple[Group, ...], piles: list[_Pile], gone: set[int]
) -> tuple[Move, ...]:
    (donor,) = stage.of
    (transfer,) = stage.transfers
    there = [pile for pile in piles if pile.holder == donor]
    if stage.action is Action.SURPLUS:  # ERS97 5.3: only what came last is looked at
        last = max(pile.since for pile in there)
        there = [pile for pile in there if pile.since == last]
    else:  # 5.5.2: papers of less value stay where they are once every place is filled
        there = [pile for pile in there if pile.value == transfer.value]
    moved: list[Move] = []
    for pile in there:
        ranking, number = papers[pile.group]
        below = ranking[ranking.index(donor) + 1 :]
        to = next((c for c in below if c not in gone), None)
        over = below[: below.index(to)] if to is not None else below
        value = pile.value
        if to is not None:
            value = pile.value if transfer.transfer_value is None else transfer.transfer_value
            pile.holder, pile.since, pile.value = to, stage.number, value
        moved.append(Move(pile.group, number, to, over, value))
    return tuple(moved)


class Step(NamedTuple):
    """One leg of your paper's way.

    Attributes:
        candidate: whom it counted for.
        value: with how much of a vote, in units.
        elected: whether that candidate is elected in the end.
    """

    candidate: int
    value: int
    elected: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One count, and what it meant for your paper.

    Attributes:
        moves: of each stage, group by group.
        way: of your paper; empty for a blank one.
        ended: whether your paper came to a point where it named nobody else to go to.
    """

    record: CountRecord
    moves: tuple[tuple[Move, ...], ...]
    way: tuple[Step, ...]
    ended: bool

    @property
    def winners(self) -> tuple[int, ...]:
        """Those elected, in ballot-paper order."""
        return tuple(sorted(one.candidate for one in self.record.elected))


@cache
def outcome(order: Ranking) -> Outcome:
    """The count for an order, with the ways of the papers."""
    counted = record(order)
    moved = moves(counted, groups(order))
    elected = {one.candidate for one in counted.elected}
    way: list[Step] = []
    ended = False
    if order:
        way.append(Step(order[0], 10**counted.places, order[0] in elected))
        for move in (move for stage in moved for move in stage if move.group == 0):
            if move.to is None:
                ended = True
            else:
                way.append(Step(move.to, move.value, move.to in elected))
    return Outcome(counted, moved, tuple(way), ended)


@cache
def most() -> int:
    """The most votes anybody has at any stage of any count, in units: the longest bar."""
    return max(max(stage.votes) for one in orders() for stage in outcome(one).record.stages)
