"""Where one paper goes in a count: in whose pile it lies at each stage, what it is worth to whom.

Knows how a record and the rules it was counted under move a single paper. Must not need the
ballots: what moved, and at which value, stands in the record.

A vote is followed exactly. Whatever stage the count is at, the parts of it (with each candidate,
non-transferable, lost to fractions) are fractions that add up to the whole vote, and the parts of
all papers that were counted add up to the record's own figures. Where a division is cut to the
smallest unit, each paper bears its equal part of what is lost.

A ranking that is on no paper of the count can be followed too, at the record's figures: a paper of
the least weight would have gone so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from hustings.counting.parts.surpluses import (
    in_proportion,
    in_proportion_cut_twice,
    per_transferable_paper,
)
from hustings.counting.record import Action, CountRecord, Stage, Transfer
from hustings.counting.ruleset import (
    Batches,
    GregoryRules,
    MeekRules,
    PluralityRules,
    RuleSet,
    SurplusPapers,
)
from hustings.election.profile import Ranking
from hustings.errors import NotCovered

# The parcel of a paper that lies where its first preference put it.
FIRST = -1
_WHOLE = (1, 1)
_NOTHING = (0, 1)
_FORMULAS = (per_transferable_paper, in_proportion, in_proportion_cut_twice)

# A part of a paper's value: numerator and denominator, not in lowest terms.
Part = tuple[int, int]


class Move(NamedTuple):
    """A batch of papers on the move, as one paper meets it.

    Attributes:
        stage: its number.
        of: in whose piles the papers lie.
        closed: candidates whom no paper can reach from this move on, and could until then.
        parcel: the move that brought the papers that go, `FIRST` for first preferences; None where
            that does not matter.
        value: what a paper that goes is worth, in units; None where that does not matter. A paper
            worth more goes too: its own batch would have come before.
        onward: the part of its value that a paper with a next preference takes from the pile.
        aside: the part that a paper without one takes; it goes to nobody.
        staying: the part that papers which do not go lose to nobody.
        twice: whether the product is cut to the smallest unit before the division.
    """

    stage: int
    of: tuple[int, ...]
    closed: tuple[int, ...]
    parcel: int | None = None
    value: int | None = None
    onward: Part = _WHOLE
    aside: Part = _WHOLE
    staying: Part = _NOTHING
    twice: bool = False


class Piles(NamedTuple):
    """The course of a count that moves whole papers at a value.

    Attributes:
        places: decimal places of votes.
        stages: how many there are.
        moves: in order.
    """

    places: int
    stages: int
    moves: tuple[Move, ...]


class Keeps(NamedTuple):
    """The course of a count in which the elected keep a part of every paper (Meek).

    Attributes:
        places: decimal places of votes, weights and keep factors.
        keep: by stage, keep factors in units per candidate, as the votes were distributed.
        gone: by stage, candidates whose part goes to nobody as nothing is distributed any more.
    """

    places: int
    keep: tuple[tuple[int, ...], ...]
    gone: tuple[tuple[int, ...], ...]


class Equals(NamedTuple):
    """The course of a count without transfers: `each` first preferences are a vote each."""

    each: int


Course = Piles | Keeps | Equals


class Place(NamedTuple):
    """Where a paper is at the end of a stage; votes in units.

    Attributes:
        stage: its number.
        at: in whose pile it lies; under rules that share papers, the last who has a part. None for
            a paper that is non-transferable.
        value: at which it lies there; 0 for a paper that is non-transferable.
        moved: whether it came there in this stage.
        parts: (candidate, part of the vote) for those with one, in the order of the ranking.
        non_transferable: the part that no candidate has.
        lost_to_fractions: the part that divisions have cut off.
    """

    stage: int
    at: int | None
    value: int
    moved: bool
    parts: tuple[tuple[int, Fraction], ...]
    non_transferable: Fraction
    lost_to_fractions: Fraction


def course(record: CountRecord, rules: RuleSet) -> Course:
    """What a single paper needs to know of a count.

    Raises:
        NotCovered: surpluses of these rules are transferred in a way that is not known here.
    """
    match rules:
        case GregoryRules():
            if rules.transfer_value not in _FORMULAS:
                raise NotCovered(f"papers are not followed under {rules.instrument.name}")
            return Piles(record.places, len(record.stages), tuple(_moves(record, rules)))
        case MeekRules():
            return _keeps(record)
        case PluralityRules():
            return Equals(rules.votes_each(record.election.seats))


def follow(count: Course, ranking: Ranking) -> tuple[Place, ...]:
    """Where a paper is at the end of each stage.

    Args:
        ranking: strict, over standing candidates, at least one (`parts.validity.admit`).
    """
    match count:
        case Piles():
            return tuple(_through_piles(count, ranking))
        case Keeps():
            return tuple(_through_keeps(count, ranking))
        case Equals():
            parts = tuple((c, Fraction(1)) for c in ranking[: count.each])
            without = Fraction(count.each - len(parts))
            return (Place(1, parts[-1][0], 1, True, parts, without, Fraction(0)),)


def to_json(count: Course) -> dict[str, Any]:
    """The course as a document for the page that follows a paper in the browser."""
    match count:
        case Piles():
            return {
                "places": count.places,
                "stages": count.stages,
                "moves": [
                    [
                        move.stage,
                        move.of,
                        move.closed,
                        move.parcel,
                        None if move.value is None else str(move.value),
                        *([str(n), str(d)] for n, d in (move.onward, move.aside, move.staying)),
                        int(move.twice),
                    ]
                    for move in count.moves
                ],
            }
        case Keeps():
            keep = [[str(k) for k in stage] for stage in count.keep]
            return {"places": count.places, "keep": keep, "gone": count.gone}
        case Equals():
            return {"each": count.each}


# -- papers in piles -------------------------------------------------------------------------------


def _moves(record: CountRecord, rules: GregoryRules) -> Iterator[Move]:
    """Every move of a count, in order."""
    moves = 0
    # For each candidate the move that brought the last parcel.
    last = [FIRST] * len(record.election.candidates)
    closed = set(record.election.withdrawn)
    before = record.stages[0]
    newly: set[int] = set()
    for stage in record.stages:
        newly |= set(stage.excluded)
        for place, transfer in enumerate(stage.transfers):
            newly |= _elected_within(stage, place)
            made = (
                _surplus(before, transfer, rules, record.places, last)
                if stage.action is Action.SURPLUS
                else _batch(record, stage, place, rules)
            )
            yield made._replace(stage=stage.number, closed=tuple(sorted(newly - closed)))
            closed |= newly
            for candidate, papers in enumerate(transfer.papers):
                if papers:
                    last[candidate] = moves
            moves += 1
        if stage.action is Action.EXCLUSION and not stage.transfers:
            yield Move(stage.number, stage.of, tuple(sorted(newly - closed)))
            closed |= newly
            moves += 1
        newly |= set(stage.elected)
        before = stage


def _elected_within(stage: Stage, place: int) -> set[int]:
    """Who was elected in the stage before its transfer `place` and is passed over by it.

    Nobody who is elected receives papers; those who receive any in this transfer or a later one
    are not elected yet. Of the others it cannot matter to any paper of the count.
    """
    if not place:
        return set()
    return {c for c in stage.elected if not any(t.papers[c] for t in stage.transfers[place:])}


def _surplus(
    before: Stage, transfer: Transfer, rules: GregoryRules, places: int, last: Sequence[int]
) -> Move:
    """A surplus: of every paper by its value, or of the last parcel's alone."""
    (donor,) = transfer.of
    vote = before.votes[donor]
    surplus = vote - before.quota
    if rules.surplus_papers is SurplusPapers.ALL:
        twice = rules.transfer_value is in_proportion_cut_twice
        part = (surplus, vote)
        return Move(0, transfer.of, (), onward=part, aside=part, twice=twice)
    value = transfer.value or 0
    onward, without = sum(transfer.papers), transfer.non_transferable_papers
    if onward * value > surplus:
        # A division: these papers carry the surplus, those without a next preference stay.
        parts: tuple[Part, Part, Part] = ((surplus, onward * value), _NOTHING, _NOTHING)
    else:
        # The papers keep their value. What the surplus is more than they carry goes to nobody:
        # from those that have no next preference, and beyond them from the rest of the pile.
        short = surplus - onward * value
        from_aside = min(short, without * value)
        rest = vote - (onward + without) * value
        parts = (
            _WHOLE,
            (from_aside, without * value) if from_aside else _NOTHING,
            (short - from_aside, rest) if short > from_aside else _NOTHING,
        )
    return Move(0, transfer.of, (), last[donor], None, *parts)


def _batch(record: CountRecord, stage: Stage, place: int, rules: GregoryRules) -> Move:
    """A batch of excluded candidates' papers; the last takes all that is left, if nothing stays."""
    transfer = stage.transfers[place]
    cleared = not any(stage.papers[c] for c in stage.of)
    if place + 1 == len(stage.transfers) and cleared:
        return Move(0, stage.of, ())
    first = rules.batches is Batches.FIRST_PREFERENCES_THEN_BY_VALUE and place == 0
    if first and any(record.stages[0].papers[c] for c in stage.of):
        return Move(0, stage.of, (), parcel=FIRST)
    return Move(0, stage.of, (), value=transfer.value)


def _goes(move: Move, parcel: int, value: int) -> bool:
    """Whether a paper in one of the piles goes with this move."""
    if move.parcel is not None:
        return parcel == move.parcel
    return move.value is None or value >= move.value


def _onward(move: Move, value: int, scale: int) -> int:
    """What a paper is worth after a move, cut to the smallest unit."""
    part, whole = move.onward
    if move.twice:
        return (value * part // scale) * scale // whole
    return value * part // whole


def _through_piles(count: Piles, ranking: Ranking) -> Iterator[Place]:
    scale = 10**count.places
    rest = iter(ranking)
    at: int | None = next(rest)
    value, parcel = scale, FIRST
    parts: dict[int, Fraction] = {ranking[0]: Fraction(scale)}
    lost = nobody = Fraction(0)
    closed: set[int] = set()
    moves = list(enumerate(count.moves))
    for number in range(1, count.stages + 1):
        moved = number == 1
        while moves and moves[0][1].stage == number:
            index, move = moves.pop(0)
            closed.update(move.closed)
            if at not in move.of:
                continue
            donor = at
            if not _goes(move, parcel, value):
                taken = value * Fraction(*move.staying)
                parts[donor] -= taken
                nobody += taken
                continue
            moved = True
            at = next((c for c in rest if c not in closed), None)
            worth = _onward(move, value, scale)
            parcel = index
            taken = value * Fraction(*(move.aside if at is None else move.onward))
            parts[donor] -= taken
            if at is not None:
                parts[at] = Fraction(worth)
                lost += taken - worth
            elif move.aside == move.onward:
                nobody += worth
                lost += taken - worth
            else:
                nobody += taken
            value = 0 if at is None else worth
        held = tuple((c, part) for c, part in parts.items() if part)
        yield Place(number, at, value, moved, held, nobody, lost)


# -- papers shared -------------------------------------------------------------------------------


def _keeps(record: CountRecord) -> Keeps:
    """Keep factors as the votes of each stage were distributed.

    The stage that fills the last vacancies distributes nothing: what the excluded had is nobody's.
    """
    keep: list[tuple[int, ...]] = []
    gone: list[tuple[int, ...]] = []
    for stage in record.stages:
        last = stage.action is Action.LAST_VACANCIES
        keep.append(keep[-1] if last else stage.keep)
        gone.append(stage.excluded if last else ())
    return Keeps(record.places, tuple(keep), tuple(gone))


def _through_keeps(count: Keeps, ranking: Ranking) -> Iterator[Place]:
    scale = 10**count.places
    before: tuple[tuple[int, Fraction], ...] = ()
    for number, (keep, gone) in enumerate(zip(count.keep, count.gone, strict=True), 1):
        weight = scale
        nobody = 0
        parts: list[tuple[int, Fraction]] = []
        for candidate in ranking:
            kept = -(-weight * keep[candidate] // scale)
            weight -= kept
            if candidate in gone:
                nobody += kept
            elif kept:
                parts.append((candidate, Fraction(kept)))
        held = tuple(parts)
        at, value = held[-1] if held else (None, Fraction(0))
        yield Place(
            number, at, int(value), held != before, held, Fraction(weight + nobody), Fraction(0)
        )
        before = held
