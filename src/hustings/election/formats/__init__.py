"""Ballot files in and out: one module a format, recognised by content.

Knows the front door: `read`, `parse`, `recognise`, `write`. Which formats there are stands in
`registry`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from hustings.election.formats.opening import opened
from hustings.election.formats.registry import reader_of, written
from hustings.election.formats.request import Directions, Request, check_seats
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.inputs.text import read_bytes


class BallotFile(NamedTuple):
    """What was read from a file of ballots.

    Attributes:
        election: who stands, for how many seats.
        profile: the ballots, as marked.
        format: one of `registry.FORMATS`.
        notes: what a person should know of how the file was read, one sentence each.
        account: how it was read, column by column, for programs; empty where there is nothing to
            say.
    """

    election: Election
    profile: Profile
    format: str
    notes: tuple[str, ...]
    account: Mapping[str, object] = MappingProxyType({})


def read(
    path: str,
    *,
    input_format: str | None = None,
    seats: int | None = None,
    title: str | None = None,
    faulty_ballots: bool = False,
    directions: Directions = Directions(),  # noqa: B008 - a constant
) -> BallotFile:
    """The election and the ballots in the file `path`; `-` is standard input.

    Args: as for `parse`.

    Raises:
        InputError: the file cannot be opened, or as for `parse`.
    """
    data = load(path)
    return parse(
        data,
        source=path,
        input_format=input_format,
        seats=seats,
        title=title,
        faulty_ballots=faulty_ballots,
        directions=directions,
    )


def load(path: str) -> bytes:
    """The bytes of the file `path`; `-` is standard input.

    Raises:
        InputError: the file cannot be opened or read.
    """

    def unreadable(why: str) -> InputError:
        return InputError(f"the file cannot be read: {why}", remedy="check the name", source=path)

    return read_bytes(path, unreadable)


def parse(
    data: bytes,
    *,
    source: str = "",
    input_format: str | None = None,
    seats: int | None = None,
    title: str | None = None,
    faulty_ballots: bool = False,
    directions: Directions = Directions(),  # noqa: B008 - a constant
) -> BallotFile:
    """The election and the ballots that `data` holds: a text, compressed or not, or a spreadsheet.

    Args:
        source: the file's name for messages.
        input_format: one of `registry.FORMATS`; None to recognise it by its content.
        seats: places to fill instead of what the file says; needed where it says nothing.
        title: instead of the file's own.
        faulty_ballots: keep rankings with a repeated candidate (and, in Scottish files, empty
            preferences) as marked in the formats that otherwise refuse them as slips of the
            transcription; PrefLib and CSV always keep them.
        directions: how a table is to be read, where it does not say.

    Raises:
        InputError: one line that says what is wrong, where, and what to do.
    """
    if seats is not None:
        check_seats(seats)
    text, known = opened(data, source, directions.sheet)
    input_format = input_format or known
    if not input_format:
        from hustings.election.formats.recognition import recognise as tell

        input_format = tell(text)
    if input_format != "csv" and (idle := directions.for_tables):
        raise InputError(
            f"{idle[0]} is for tables, and these ballots are in the format {input_format}",
            remedy="leave it out, or give --input-format csv",
            source=source,
        )
    request = Request(seats, title, faulty_ballots, directions)
    parsed = reader_of(input_format)(text, request)
    notes = (*text.notes, *parsed.notes)
    return BallotFile(parsed.election, parsed.profile, input_format, notes, parsed.account)


def recognise(data: bytes, *, source: str = "") -> str:
    """The format of `data`, one of `registry.FORMATS`, recognised by its content.

    Raises:
        InputError: it is not text, or begins like none of them.
    """
    from hustings.election.formats.recognition import recognise as tell

    text, known = opened(data, source)
    return known or tell(text)


def write(election: Election, profile: Profile, output_format: str) -> bytes:
    """The election and its ballots as a file in UTF-8, one of `registry.OUTPUT_FORMATS`.

    What is written reads back the same, with nothing lost.

    Raises:
        InputError: the format cannot hold something of it, or is not known.
    """
    return written(election, profile, output_format).encode()
