"""An extension of the poll: what the server signs, and what anybody can check of it afterwards.

Knows the statement `extend`. Must not know who decides on it, nor what the time is.

It says when it was made, the end that it replaces, and how far each board had come. Nothing in it
proves the time, but to an observer who was sent it before that end.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from hustings.errors import InputError, NotVerified
from hustings.inputs.entry import Entry
from hustings.sealing.manifest import Manifest, utc, utc_text
from hustings.sealing.mixing.lists import Summary
from hustings.sealing.mixing.step import summary_of
from hustings.sealing.proceedings import CLOSE, EXTEND, Proceedings, Signer, content_of
from hustings.sealing.writing.document import exactly


class Extension(NamedTuple):
    """One extension.

    Attributes:
        at: when it was made, by the server's clock; in UTC, to the second, as are all times here.
        replaces: until when the last ballots were to be taken before it, grace included.
        closes_at: until when they are taken now.
        reason: why, for everybody.
        heads: entries and last head of every contest's board when it was made.
    """

    at: datetime
    replaces: datetime
    closes_at: datetime
    reason: str
    heads: Mapping[str, Summary]


def sealed_end(manifest: Manifest) -> datetime:
    """Until when the last ballots are taken, grace included, unless the poll is extended."""
    return manifest.closes + timedelta(seconds=manifest.grace)


def extend(
    proceedings: Proceedings,
    server: Signer,
    *,
    at: datetime,
    closes_at: datetime,
    reason: str,
    heads: Mapping[str, Summary],
) -> Proceedings:
    """The server states that the poll goes on.

    Args:
        at, closes_at, reason, heads: as of `Extension`.

    Raises:
        NotVerified: it is too late, no later end is named, or a contest has no head.
    """
    content = {
        "at": utc_text(at),
        "replaces": utc_text(end(proceedings)),
        "closes_at": utc_text(closes_at),
        "reason": reason,
        "heads": {
            contest: {"lines": board.lines, "hash": board.hash.hex()}
            for contest, board in heads.items()
        },
    }
    grown = proceedings.stated(server, EXTEND, "", content)
    extensions(grown)
    return grown


def end(proceedings: Proceedings) -> datetime:
    """Until when the last ballots are taken, grace and extensions included; errors as below."""
    made = extensions(proceedings)
    return made[-1].closes_at if made else sealed_end(proceedings.manifest)


def extensions(proceedings: Proceedings) -> tuple[Extension, ...]:
    """Every extension, in order, each found to come before the end that it replaces.

    Whether its heads are those of the boards is for whoever has the boards.

    Raises:
        NotVerified: one was made after that end or before the one before, replaces another end,
            names no later one, lacks a contest's head or goes back, or comes after a close.
    """
    found: list[Extension] = []
    until = sealed_end(proceedings.manifest)
    closes = [statement.number for statement in proceedings.said if statement.kind == CLOSE]
    for statement in (one for one in proceedings.said if one.kind == EXTEND):
        where = f"statement {statement.number} (extend)"
        try:
            one = _read(content_of(statement))
        except InputError as error:
            raise NotVerified(str(error)) from None
        if statement.contest:
            raise NotVerified(f"{where} is about one contest; a poll is extended in all of them")
        if closes and statement.number > closes[0]:
            raise NotVerified(f"{where} comes after a board was closed, in statement {closes[0]}")
        if one.replaces != until:
            raise NotVerified(
                f"{where} replaces the end {utc_text(one.replaces)}; the end was {utc_text(until)}"
            )
        if one.at >= until:
            raise NotVerified(
                f"{where} was made at {utc_text(one.at)}, after the end that it replaces,"
                f" {utc_text(until)}"
            )
        if one.closes_at <= until:
            raise NotVerified(f"{where} names {utc_text(one.closes_at)}, which is no later end")
        _check_heads(where, proceedings, one, found[-1] if found else None)
        found.append(one)
        until = one.closes_at
    return tuple(found)


def _check_heads(
    where: str, proceedings: Proceedings, one: Extension, before: Extension | None
) -> None:
    if set(one.heads) != set(proceedings.contests):
        raise NotVerified(f"{where} does not say how far each contest's board had come")
    if before is None:
        return
    if one.at < before.at:
        raise NotVerified(f"{where} was made before the extension that it follows")
    for contest, board in one.heads.items():
        if board.lines < before.heads[contest].lines:
            raise NotVerified(f"{where}: the board of {contest} has become shorter")


def _read(entry: Entry) -> Extension:
    exactly(entry, Extension._fields)
    heads = entry.table("heads", "`heads`")
    return Extension(
        utc(entry, "at"),
        utc(entry, "replaces"),
        utc(entry, "closes_at"),
        entry.text("reason"),
        {contest: summary_of(heads.table(contest, f"`{contest}`")) for contest in heads.values},
    )
