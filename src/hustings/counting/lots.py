"""Drawing lots: from a published seed, from the officer's own draw, or not at all.

Knows on which of several tied candidates the lot falls. Must not know what the lot decides.

A lot falls on one of the tied candidates: the one excluded, the one whose surplus goes first, or
the one who takes the last place, whatever the clause asks for. A draw is an order of names; among
tied candidates the lot falls on the one who comes first in it. The officer may give a single
stage's lot on a line of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from hustings.election.model import Election
from hustings.errors import InputError


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

    return Lots(f"seed {seed}", tuple(sorted(range(len(election.candidates)), key=drawn)))


def parse(text: str, election: Election, *, source: str = "") -> Lots:
    """Lots as the returning officer wrote them down.

    One name a line, in the order drawn; `stage 7: NAME` (or several names, separated by `;`) for a
    lot drawn at one stage; `#` begins a comment; empty lines do not matter.

    Raises:
        InputError: a name nobody bears, a stage that is no number, a name drawn twice.
    """
    order: list[int] = []
    stages: list[tuple[int, tuple[int, ...]]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line not in election.names:
            line = line.split("#", 1)[0].strip()
        if not line:
            continue
        try:
            head, colon, tail = line.partition(":")
            words = head.split()
            if colon and len(words) == 2 and words[0].lower() == "stage":
                if not (words[1].isascii() and words[1].isdigit() and 0 < int(words[1]) < 10**6):
                    raise InputError(
                        f"{words[1]!r} is no stage", remedy="write for example `stage 7: NAME`"
                    )
                if any(int(words[1]) == stage for stage, _ in stages):
                    raise InputError(
                        f"stage {words[1]} has two lines",
                        remedy="write all of a stage's lots in one, separated by `;`",
                    )
                names = [name.strip() for name in tail.split(";")]
                stages.append((int(words[1]), tuple(election.find(name) for name in names)))
                continue
            candidate = election.find(line)
            if candidate in order:
                raise InputError(f"{line!r} is drawn twice", remedy="keep the first draw")
            order.append(candidate)
        except InputError as error:
            raise InputError(error.what, remedy=error.remedy, source=source, line=number) from None
    if not order and not stages:
        raise InputError(
            "no lots in this file",
            remedy="write one name a line, in the order drawn",
            source=source,
        )
    return Lots(
        f"drawn by the returning officer: {source}" if source else "drawn",
        tuple(order),
        tuple(stages),
    )
