"""Every ballot format there is: its name, the module that reads it, the one that writes it.

A new format is added here, and in `recognition` where its content tells it. The modules that read
and write are imported when they are wanted, since most runs want one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from hustings.election.formats.request import Request
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.inputs.text import Source, shown

if TYPE_CHECKING:
    from hustings.election.formats.ballots import Parsed


class Format(NamedTuple):
    """A ballot format, and what it has a place for: a row of the table in docs/formats.md.

    Attributes:
        called: its name for people.
        read, written: its names in a call; `written` is empty where it is read only.
        seats … withdrawn: "yes", "no", or where and when.
    """

    called: str
    read: str
    written: str
    seats: str
    title: str
    slates: str
    equal_ranks: str
    empty_ranks: str
    repeats: str
    withdrawn: str


_COMMENT, _COMMENTS = "in a comment", "in comments"
_ASKED = "on request"
_CSV = (_COMMENT, _COMMENT, _COMMENTS, "yes", "yes, but not last")
TABLE: tuple[Format, ...] = (
    Format("BLT", "blt", "blt", "yes", "yes", _COMMENTS, "yes", "yes", _ASKED, "yes"),
    Format(
        *("Scottish council CSV", "scottish-csv", "scottish-csv"),
        *("yes", "the ward", "yes", "no", f"{_ASKED}, not written", _ASKED, "no"),
    ),
    Format(
        *("PrefLib", "preflib", "preflib"),
        *(_COMMENT, "yes", _COMMENTS, "yes", "no", "yes", _COMMENTS),
    ),
    Format("CSV, names in order", "csv", "csv", *_CSV, "yes", _COMMENTS),
    Format("CSV, ranks under names", "csv", "csv-ranks", *_CSV, "no", _COMMENTS),
    Format(
        *("ABIF, lists of `Ann > Bo`", "abif", "abif"),
        *(_COMMENT, "yes", _COMMENTS, "yes", "no", _ASKED, _COMMENTS),
    ),
    Format(
        *("Condorcet Election Format", "cef", "cef"),
        *("yes", _COMMENT, _COMMENTS, "yes", "no", _ASKED, _COMMENTS),
    ),
    Format("`.stv`", "stv", "", "yes", "yes", "no", "yes", "yes", _ASKED, "no"),
    Format("Debian's tally sheets", "devotee", "", "no", "no", "no", "yes", "yes", "no", "no"),
)
FORMATS: tuple[str, ...] = tuple(dict.fromkeys(row.read for row in TABLE))
OUTPUT_FORMATS: tuple[str, ...] = tuple(row.written for row in TABLE if row.written)


def reader_of(input_format: str) -> Callable[[Source, Request], Parsed]:
    """The function that reads a format.

    Raises:
        InputError: there is no such format.
    """
    match input_format:
        case "blt":
            from hustings.election.formats.blt import read as reader
        case "scottish-csv":
            from hustings.election.formats.scottish_csv import read as reader
        case "preflib":
            from hustings.election.formats.preflib import read as reader
        case "csv":
            from hustings.election.formats.csv import read as reader
        case "abif":
            from hustings.election.formats.arrows.abif import read as reader
        case "cef":
            from hustings.election.formats.arrows.cef import read as reader
        case "stv":
            from hustings.election.formats.stv import read as reader
        case "devotee":
            from hustings.election.formats.devotee import read as reader
        case _:
            raise _unknown(input_format, FORMATS)
    return reader


def written(election: Election, profile: Profile, output_format: str) -> str:
    """The text of an election and its ballots in a format.

    Raises:
        InputError: there is no such format, or it cannot hold something of them.
    """
    match output_format:
        case "blt":
            from hustings.election.formats.blt import write as writer
        case "scottish-csv":
            from hustings.election.formats.scottish_csv import write as writer
        case "preflib":
            from hustings.election.formats.preflib import write as writer
        case "csv":
            from hustings.election.formats.csv import write_names as writer
        case "csv-ranks":
            from hustings.election.formats.csv import write_ranks as writer
        case "abif":
            from hustings.election.formats.arrows.abif import write as writer
        case "cef":
            from hustings.election.formats.arrows.cef import write as writer
        case _:
            raise _unknown(output_format, OUTPUT_FORMATS)
    return writer(election, profile)


def _unknown(name: str, known: tuple[str, ...]) -> InputError:
    return InputError(
        f"{shown(name)} is not a ballot format", remedy="choose one of " + ", ".join(known)
    )
