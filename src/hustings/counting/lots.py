"""Drawing lots: from a published seed, from the officer's own draw, or not at all.

Knows on which of several tied candidates the lot falls, how an officer writes lots down, and which
of them a count came to use. What the lot decides is the rules' affair.

A lot falls on one of the tied candidates: the one excluded, the one whose surplus goes first, or
the one who takes the last place, whatever the clause asks for. A draw is an order of names; among
tied candidates the lot falls on the one who comes first in it. The officer may give a single
stage's lot on a line of its own, or draw all names beforehand, in one order for every tie.

A record names its lots in the ties they decided, and says beside them whether a seed or the officer
drew them. Where the officer's file lies is nobody else's business and stands in no record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hustings.counting.record import Means
from hustings.election.model import Election
from hustings.errors import InputError, LotNeeded

if TYPE_CHECKING:
    from hustings.counting.record import CountRecord, Tie

# What a record says of lots, for want of a seed; "seed " and the seed where there is one.
BY_OFFICER = "drawn by the returning officer"
BY_SEED = "seed "
_STAGES = 10**6  # more than any count has


class Lots(NamedTuple):
    """Drawn lots.

    Attributes:
        source: where they come from, for the record.
        order: candidates in the order drawn; may leave out some.
        stages: (stage, candidates in the order drawn) for lots drawn at one stage.
    """

    source: str = ""
    order: tuple[int, ...] = ()
    stages: tuple[tuple[int, tuple[int, ...]], ...] = ()

    def fall(self, stage: int, tied: Sequence[int]) -> int | None:
        """On whom of `tied` the lot falls at `stage`; None when it has not been drawn.

        A stage's own lot goes before the general order, which decides only when it has all of
        the tied.
        """
        for number, order in self.stages:
            if number == stage:
                for candidate in order:
                    if candidate in tied:
                        return candidate
        drawn = [candidate for candidate in self.order if candidate in tied]
        return drawn[0] if len(drawn) == len(tied) else None


NO_LOTS = Lots()


def seeded(seed: str, election: Election) -> Lots:
    """Lots from a seed: names in ascending order of SHA-256 of `hustings-lots/1`, seed, name.

    The three are joined by line feeds and encoded in UTF-8, so that anyone can redo the draw with
    a hash function; publish the seed before the ballots are opened.
    """

    def drawn(index: int) -> bytes:
        text = f"hustings-lots/1\n{seed}\n{election.candidates[index].name}"
        return hashlib.sha256(text.encode()).digest()

    return Lots(f"{BY_SEED}{seed}", tuple(sorted(range(len(election.candidates)), key=drawn)))


def parse(text: str, election: Election, *, source: str = "") -> Lots:
    """Lots as the returning officer wrote them down.

    One name a line, in the order drawn; `stage 7: NAME` (or several names, separated by `;`) for a
    lot drawn at one stage; `#` begins a comment; empty lines do not matter. A name that holds one
    of these signs is read as the name.

    Args:
        source: the file's name, for messages.

    Raises:
        InputError: a name no candidate has, a stage that is not a number, a name drawn twice.
    """
    order: list[int] = []
    stages: list[tuple[int, tuple[int, ...]]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = _uncommented(raw, election)
        if not line:
            continue
        try:
            head, colon, tail = line.partition(":")
            words = head.split()
            staged = colon and len(words) == 2 and words[0].lower() == "stage"
            if staged and line not in election.names:
                if not (words[1].isascii() and words[1].isdigit() and 0 < int(words[1]) < _STAGES):
                    raise InputError(
                        f"{words[1]!r} is not a stage", remedy="write for example `stage 7: NAME`"
                    )
                if any(int(words[1]) == stage for stage, _ in stages):
                    raise InputError(
                        f"stage {words[1]} has two lines",
                        remedy="write all of a stage's lots in one, separated by `;`",
                    )
                stages.append((int(words[1]), _several(tail, election)))
                continue
            order.append(_drawn_once(line, election.find(line), order))
        except InputError as error:
            raise InputError(error.what, remedy=error.remedy, source=source, line=number) from None
    if not order and not stages:
        raise InputError(
            "there are no lots in this file",
            remedy="write one name a line, in the order drawn",
            source=source,
        )
    return Lots(BY_OFFICER, tuple(order), tuple(stages))


def drawn(
    election: Election,
    *,
    order: Sequence[str] = (),
    stages: Mapping[int, str | Sequence[str]] = MappingProxyType({}),
) -> Lots:
    """Lots that the returning officer drew, by name.

    Args:
        order: names in the order drawn.
        stages: on whom the lot fell at a stage: a name, or several in the order drawn.

    Raises:
        InputError: a name nobody bears or drawn twice, a stage that is no number, or no lots.
    """
    general: list[int] = []
    for name in order:
        general.append(_drawn_once(name, election.find(name), general))
    single: list[tuple[int, tuple[int, ...]]] = []
    for stage, names in stages.items():
        if not (isinstance(stage, int) and 0 < stage < _STAGES):
            raise InputError(f"{stage!r} is no stage", remedy="give its number, from 1 on")
        several = (names,) if isinstance(names, str) else names
        single.append((stage, tuple(election.find(name) for name in several)))
    if not general and not any(chosen for _, chosen in single):
        raise InputError("no lots in this", remedy="give names in the order drawn")
    return Lots(BY_OFFICER, tuple(general), tuple(single))


def _drawn_once(name: str, candidate: int, before: Sequence[int]) -> int:
    if candidate in before:
        raise InputError(f"{name!r} is drawn twice", remedy="keep the first draw")
    return candidate


def _uncommented(raw: str, election: Election) -> str:
    """A line without its comment; the sign of a comment may be part of a name."""
    line = raw.strip()
    end = len(line)
    while end >= 0:
        kept = line[:end].strip()
        last = kept.partition(":")[2].rpartition(";")[2].strip()
        if kept in election.names or last in election.names:
            return kept
        end = line.rfind("#", 0, end)
    return line.split("#", 1)[0].strip()


def _several(tail: str, election: Election) -> tuple[int, ...]:
    """The candidates named between semicolons, which may also be part of a name."""
    parts = tail.split(";")
    named: list[int] = []
    while parts:
        size = next(
            (n for n in range(len(parts), 1, -1) if ";".join(parts[:n]).strip() in election.names),
            1,
        )
        named.append(election.find(";".join(parts[:size]).strip()))
        parts = parts[size:]
    return tuple(named)


def used(record: CountRecord) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The lots that decided something: (stage, those on whom they fell, in order)."""
    fallen = (
        (stage.number, tuple(tie.chosen for tie in _by_lot(stage.ties) if tie.chosen is not None))
        for stage in record.stages
    )
    return tuple((stage, chosen) for stage, chosen in fallen if chosen)


def written(record: CountRecord) -> list[str]:
    """The lots that decided something, as the lines of a file from which `parse` has them again."""
    names = record.election.names
    return [
        f"stage {stage}: {'; '.join(names[candidate] for candidate in chosen)}"
        for stage, chosen in used(record)
    ]


def unused(lots: Lots, record: CountRecord) -> Iterator[str]:
    """What the officer drew and the count did not ask for, a clause each.

    A seed is not a draw until it is asked, and those who follow the one drawn in a line were drawn
    too.
    """
    names = record.election.names
    for number, order in lots.stages:
        equal: set[int] = set()
        if number <= len(record.stages):
            equal = {c for tie in _by_lot(record.stages[number - 1].ties) for c in tie.among}
        for candidate in order:
            if not equal:
                why = "no lot had to be drawn there"
                if number > len(record.stages):
                    why = f"the count ended with stage {len(record.stages)}"
            elif candidate not in equal:
                why = "the lot there was between " + ", ".join(names[c] for c in sorted(equal))
            else:
                continue
            yield f"the lot `stage {number}: {names[candidate]}` was not used: {why}"
    if lots.order and not lots.source.startswith(BY_SEED):
        alone = dict(lots.stages)
        fallen = ((number, c) for number, chosen in used(record) for c in chosen)
        if all(candidate in alone.get(number, ()) for number, candidate in fallen):
            yield "the order of names was not used: no lot had to be drawn by it"


def lacking(lots: Lots, election: Election, needed: LotNeeded) -> Iterator[str]:
    """Why what the officer drew does not decide the lot that is needed, a clause each."""
    names = election.names
    for number, order in lots.stages:
        if number == needed.stage:
            said = "; ".join(names[candidate] for candidate in order)
            yield f"the lot `stage {number}: {said}` names none of those who are equal there"
    without = [name for name in needed.names if election.find(name) not in lots.order]
    if lots.order and without:
        yield f"the order of names lacks {', '.join(without)}"


def _by_lot(ties: Sequence[Tie]) -> Iterator[Tie]:
    return (tie for tie in ties if tie.by is Means.LOT)
