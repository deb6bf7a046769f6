"""One vote in words: where it went, what is used of it, what it changes.

Knows plain sentences for an `OwnVote`. Every sentence about another result is about a count that
was made, and says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from hustings.counting.own_vote import Other, OwnVote, Result, Tried
from hustings.report.count import way
from hustings.report.count.phrases import instrument, many
from hustings.report.count.sheet import names_of
from hustings.report.count.way import end_said
from hustings.report.wording import grouped, listed


class Part(NamedTuple):
    """A heading, sentences, and a table of three columns below them, or none.

    Attributes:
        name: one word, for links.
        rows: stage, what was done, where the vote is.
    """

    name: str
    heading: str
    sentences: tuple[str, ...]
    rows: tuple[way.Row, ...] = ()


def parts(own: OwnVote, withdrawn: Sequence[int] = ()) -> list[Part]:
    """Everything there is to say, in order.

    Args:
        withdrawn: candidates named in the vote who have withdrawn.
    """
    rows, quiet = way.rows(own.record, own.places)
    return [
        Part("vote", "The vote", _vote(own, withdrawn)),
        Part("way", "Where it goes", (quiet,) if quiet else (), rows),
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


# -- what it does ----------------------------------------------------------------------------------


def _use(own: OwnVote) -> tuple[str, ...]:
    record, end, elected = own.record, own.places[-1], own.result.elected
    return f"{end_said(end, record, elected)}.", way.helped(end, record, elected)


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
        every = "both" if length == 2 else f"all {length}"
        said.append(f"The count came to read {every}.")
    else:
        read = "only the first" if own.read == 1 else f"only the first {own.read}"
        said.append(
            f"The count came to read {read} of the {length}: the others could have been left off."
        )
    # Lengths that do the same, together.
    for what, others in groupby(own.fewer, key=lambda other: _instead(own, other)):
        first, *rest = [len(other.ranking) for other in others]
        which = "Only the first" if first == 1 and not rest else f"The first {first}"
        joint = "or" if len(rest) == 1 else "to"
        said.append(f"{which}{f' {joint} {rest[-1]}' if rest else ''}: {what}.")
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
