"""One vote in words: where it went, what is used of it, what it changes.

Knows plain sentences for an `OwnVote`. Every sentence about another result is about a count that
was made, and says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from hustings.counting.journey import Place
from hustings.counting.own_vote import Other, OwnVote, Result, Tried, used
from hustings.counting.record import CountRecord
from hustings.report.count.phrases import cited, figure, instrument, many
from hustings.report.count.sheet import Column, names_of, sheet_of
from hustings.report.wording import grouped, listed

# With no more of them than this, names are listed one by one.
_FEW = 6


class Part(NamedTuple):
    """A heading, sentences, and a table of three columns below them, or none.

    Attributes:
        name: one word, for links.
        rows: stage, what was done, where the vote is.
    """

    name: str
    heading: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...] = ()


def parts(own: OwnVote, withdrawn: Sequence[int] = ()) -> list[Part]:
    """Everything there is to say, in order.

    Args:
        withdrawn: candidates named in the vote who have withdrawn.
    """
    rows, quiet = _rows(own)
    return [
        Part("vote", "The vote", _vote(own, withdrawn)),
        Part("way", "Where it goes", quiet, rows),
        Part("use", "What is used of it", _use(own)),
        Part("without", "Without it", (_without(own),)),
        Part("friends", "More votes like it", _friends(own)),
        Part("fewer", "Fewer preferences", _fewer(own)),
        Part("more", "More preferences", _more(own)),
    ]


def _vote(own: OwnVote, withdrawn: Sequence[int]) -> tuple[str, ...]:
    record, names = own.record, names_of(own.record)
    law = instrument(record)
    said = [" > ".join(names[c] for c in own.ranking) + "."]
    if withdrawn:
        gone = listed([names[c] for c in withdrawn])
        said.append(f"Passed over, as withdrawn: {gone}.")
    said.append(f"Counted under: {law.title if law else record.rules[0]}.")
    valid = many(record.ballots.valid, "valid paper")
    if own.added:
        said.append(
            f"No paper ranks just so: this vote is added to the others, which makes {valid}."
        )
    else:
        rank, which = ("ranks", "that one") if own.alike == 1 else ("rank", "one of them")
        said.append(
            f"{grouped(str(own.alike))} of the {valid} {rank} just so: this vote is taken to be"
            f" {which}, and nothing is added."
        )
    return tuple(said)


# -- stage by stage --------------------------------------------------------------------------------


def _rows(own: OwnVote) -> tuple[tuple[tuple[str, str, str], ...], tuple[str, ...]]:
    """The stages at which something happens to the vote, and a sentence on the others."""
    columns = sheet_of(own.record).columns
    rows: list[tuple[str, str, str]] = []
    before: Place | None = None
    for place, column in zip(own.places, columns, strict=True):
        if before is None or place[1:3] != before[1:3] or place[4:] != before[4:]:
            clause = cited(own.record.stages[place.stage - 1].clause)
            rows.append((str(place.stage), _done(column) + clause, _where(own, before, place)))
        before = place
    still = len(own.places) - len(rows)
    if not still:
        return tuple(rows), ()
    at = "At one other stage" if still == 1 else f"At {still} other stages"
    return tuple(rows), (f"{at} nothing happens to it.",)


def _done(column: Column) -> str:
    """What a stage did, without a long list of names."""
    if len(column.of) > _FEW:
        return f"{column.action} {len(column.of)} candidates"
    return column.title


def _where(own: OwnVote, before: Place | None, place: Place) -> str:
    """What happened to the vote in a stage, in a phrase."""
    record, names = own.record, names_of(own.record)
    shared = own.record.stages[place.stage - 1].keep or not record.quota
    if shared:
        held = [f"{amount(part, record)} with {names[c]}" for c, part in place.parts]
        if place.non_transferable:
            what = "non-transferable" if record.quota else "not given"
            held.append(f"{amount(place.non_transferable, record)} {what}")
        return ", ".join(held)
    if before is None:
        return f"with {names[own.ranking[0]]} at {figure(place.value, record)}"
    if not place.moved:
        return f"stays with {names[place.at or 0]}; a part of it is non-transferable"
    donor = before.at if before.at is not None else own.ranking[0]
    left = dict(place.parts).get(donor, Fraction(0))
    stays = f"; {amount(left, record)} stays with {names[donor]}" if left else ""
    if place.at is None:
        gone = place.non_transferable - before.non_transferable
        non_transferable = f"{amount(gone, record)} is non-transferable" if gone else "none"
        next_one = "no further preference for anybody who continues"
        return f"{next_one}: {non_transferable}{stays}" if gone else f"{next_one}{stays}"
    return f"to {names[place.at]} at {figure(place.value, record)}{stays}"


def amount(part: Fraction, record: CountRecord) -> str:
    """A part of a vote, in units, to the record's places; less than the smallest is said so."""
    units = round(part)
    if part and not units:
        return f"less than {figure(1, record)}"
    return figure(units, record)


# -- what it does ----------------------------------------------------------------------------------


def _use(own: OwnVote) -> tuple[str, ...]:
    record, names, end = own.record, names_of(own.record), own.places[-1]
    elected = own.result.elected
    whole = sum((part for _, part in end.parts), end.non_transferable + end.lost_to_fractions)
    said = [f"{end_said(end, record, elected)}."]
    helped = [names[c] for c, _ in end.parts if c in elected]
    if helped:
        part = used(end, elected)
        all_of_it = "all of it" if part == whole else f"{amount(part, record)} of it"
        are = "is" if len(helped) == 1 else "are"
        said.append(f"It helped {listed(helped)}, who {are} elected: {all_of_it} is with them.")
    else:
        said.append("Nobody who is elected has a part of it.")
    return tuple(said)


def end_said(end: Place, record: CountRecord, elected: Sequence[int]) -> str:
    """Where the parts of a vote are at the end, as the start of a sentence."""
    names = names_of(record)
    held = [
        f"{amount(part, record)} with {names[c]}, {'elected' if c in elected else 'not elected'}"
        for c, part in end.parts
    ]
    if end.non_transferable:
        what = "non-transferable" if record.quota else "not given"
        held.append(f"{amount(end.non_transferable, record)} {what}")
    if end.lost_to_fractions:
        held.append(f"{amount(end.lost_to_fractions, record)} lost to fractions")
    return "At the end: " + "; ".join(held)


def _without(own: OwnVote) -> str:
    without = own.without
    if without.undecided:
        return f"Counted without this vote, the result is not known: {without.undecided}."
    if not without.elected:
        return "Without this vote there is no paper to count."
    return f"Counted without this vote, {_changed(own, without)}."


def _changed(own: OwnVote, result: Result) -> str:
    """Who is elected in another count, beside the one that the vote is in."""
    if not result.differs(own.result):
        return "the same are elected" + _by_lot(own, result)
    names = names_of(own.record)
    joining = [names[c] for c in result.elected if c not in own.result.elected]
    leaving = [names[c] for c in own.result.elected if c not in result.elected]
    are = "is" if len(joining) == 1 else "are"
    instead = f" instead of {listed(leaving)}" if leaving else ""
    if not joining:
        return f"{listed(leaving)} {'is' if len(leaving) == 1 else 'are'} not elected"
    return f"{listed(joining)} {are} elected{instead}" + _by_lot(own, result)


def _by_lot(own: OwnVote, result: Result) -> str:
    return ", by lot" if result.lot and not own.result.lot else ""


def _friends(own: OwnVote) -> tuple[str, ...]:
    tried = own.friends
    if len(tried) == 1 and own.record.ballots.valid > 1:
        (one,) = tried
        return (f"With {_votes(one.friends)} like it, {_joined(own, one)}.",)
    changing = own.changing
    numbers = [f"{one.friends:,}" for one in tried]
    counted = f"Counted with {listed(numbers)} more votes like it."
    undecided = [f"{one.friends:,}" for one in tried if one.result.undecided]
    more = []
    if undecided:
        more.append(f"With {listed(undecided)} more a lot would decide that nobody has drawn.")
    if changing is None:
        return (counted, "None of these changes who is elected.", *more)
    below = [one for one in tried if one.friends < changing.friends]
    spoken = f"The fewest of these with whom others are elected: {changing.friends:,}"
    if changing.friends == 1:
        spoken = "One more changes the result"
    said = [counted, f"{spoken}; then {_changed(own, changing.result)}."]
    if below and len(below) + 1 < changing.friends:
        said.append(
            "Numbers between those counted are not spoken for: a transferable vote can change back"
            " as votes are added."
        )
    return (*said, *more)


def _votes(number: int) -> str:
    return "one more vote" if number == 1 else f"{number:,} more votes"


def _joined(own: OwnVote, one: Tried) -> str:
    if one.result.undecided:
        return f"the result is not known: {one.result.undecided}"
    return _changed(own, one.result)


def _fewer(own: OwnVote) -> tuple[str, ...]:
    length = len(own.ranking)
    said = []
    if length == 1:
        said.append("There is only one.")
    elif own.read == length:
        said.append(f"The count came to read all {length}.")
    else:
        read = "only the first" if own.read == 1 else f"only the first {own.read}"
        said.append(
            f"The count came to read {read} of the {length}: the others could have been left off."
        )
    for other in own.fewer:
        which = "Only the first" if len(other.ranking) == 1 else f"The first {len(other.ranking)}"
        said.append(f"{which}: {_instead(own, other)}.")
    return tuple(said)


def _instead(own: OwnVote, other: Other) -> str:
    """Result and end of the vote with another ranking."""
    if other.end is None:
        return f"the result is not known: {other.result.undecided}"
    changed = _changed(own, other.result)
    if _ends_alike(own, other):
        return f"{changed}, and its parts end where they did"
    end = end_said(other.end, own.record, other.result.elected)
    return f"{changed}. {end}"


def _ends_alike(own: OwnVote, other: Other) -> bool:
    """Whether the parts of the vote end with the same, and are the same."""
    return other.end is not None and other.end[4:] == own.places[-1][4:]


def _more(own: OwnVote) -> tuple[str, ...]:
    names = names_of(own.record)
    if not own.ran_out:
        if not own.record.quota:
            return ("It may give no more votes than it gives.",)
        return ("The count never read past the last of them: more would not have been looked at.",)
    if not own.more:
        return ("There was nobody left who could have had it.",)
    said = []
    same: list[str] = []
    for other in own.more:
        further = names[other.ranking[-1]]
        if _ends_alike(own, other) and not other.result.differs(own.result):
            same.append(further)
        else:
            said.append(f"With {further} next: {_instead(own, other)}.")
    if same:
        said.append(f"With {listed(same)} next nothing is different.")
    return tuple(said)
