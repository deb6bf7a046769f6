"""Ballots as a program holds them: read from a file, with what was asked of the reading.

Knows which way a file is read. Must not know any format, nor how ballots are counted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, NamedTuple

from hustings.election.formats import load, parse
from hustings.errors import InputError
from hustings.face.options import File, Options, Treatment, WriteIns

if TYPE_CHECKING:
    from hustings.election.formats import BallotFile
    from hustings.election.formats.fast.read import PackedBallotFile
    from hustings.election.model import Election
    from hustings.election.packed import PackedProfile
    from hustings.election.profile import Profile

# From this many bytes reading and counting the fast way repays loading it (half a second): a
# megabyte takes the ordinary reader and the reference about 0.15 s, a ward 0.012 s.
PACK_BYTES = 5_000_000


class Ballots(NamedTuple):
    """The ballots of an election.

    Attributes:
        election: who stands, for how many seats.
        profile: the ballots, as marked.
        format: which ballot format they came in.
        notes: what a person should know of how they were read, one sentence each.
        account: how they were read, column by column; empty where nothing is to tell.
        options: what was asked of the reading.
    """

    election: Election
    profile: Profile | PackedProfile
    format: str
    notes: tuple[str, ...]
    account: Mapping[str, object]
    options: Options


def read(
    file: File | IO[bytes],
    *,
    input_format: str | None = None,
    seats: int | None = None,
    faulty_ballots: bool = False,
    columns: str | Sequence[str] | None = None,
    candidates: File | Sequence[str] | None = None,
    contest: str | None = None,
    write_ins: WriteIns | None = None,
    aliases: File | Mapping[str, str] | None = None,
    sheet: str | None = None,
    on_gap: Treatment | None = None,
    on_repeat: Treatment | None = None,
    on_overvote: Treatment | None = None,
) -> Ballots:
    """Read a file of ballots, as `hustings count` does; the options are those of the command.

    Args:
        file: its name, `-` for standard input, or a file open in binary mode.
        input_format: blt, scottish-csv, preflib, csv, abif, cef, stv or devotee; else told by the
            content.
        seats: places to fill, instead of what the file says.
        faulty_ballots: keep ballots that rank a candidate twice; else such a file is refused.
        columns: headings of the columns of votes, in order of preference; else told by the table.
        candidates: who stands: the names, or the name of a file with one on each line.
        contest: which of several contests in one form.
        write_ins: what becomes of UWI, Write-in and the like: "leave-out" or "candidate".
        aliases: other spellings of candidates: a mapping from what ballots say to whom it means,
            or the name of a file with lines such as `Bob Smith = Robert Smith`.
        sheet: the sheet of a spreadsheet that has several with ballots in them.
        on_gap: what becomes of a ballot with a rank left out, where the rules leave it open:
            "skip", "stop" or "refuse".
        on_repeat: the same of one with a candidate twice.
        on_overvote: the same of one with several candidates at one rank.

    Raises:
        InputError: the file cannot be read, or an option makes no sense; `source`, `line` and
            `remedy` say where and what to do.
    """
    options = Options(
        input_format,
        seats,
        faulty_ballots,
        columns,
        candidates,
        contest,
        write_ins,
        aliases,
        sheet,
        on_gap,
        on_repeat,
        on_overvote,
    )
    if isinstance(file, str | os.PathLike):
        source = os.fspath(file)
        return opened(load(source), source, options)
    data = file.read()
    name = getattr(file, "name", "")
    source = name if isinstance(name, str) else ""
    if not isinstance(data, bytes):
        raise InputError(
            "this file is open as text", remedy='open it with open(name, "rb")', source=source
        )
    return opened(data, source, options)


def opened(data: bytes, source: str, options: Options, *, packed: bool | None = None) -> Ballots:
    """The ballots in the bytes of a file.

    Args:
        source: the file's name, for complaints.
        packed: whether to read a plain file the fast way, where that is installed; None to tell by
            its size.

    Raises:
        InputError: as `read`.
    """
    options.policies  # noqa: B018 - refuses what is none
    parse_file: Callable[..., BallotFile | PackedBallotFile] = parse
    if (len(data) >= PACK_BYTES if packed is None else packed) and _fast_way():
        from hustings.election.formats.fast.read import parse_packed as parse_file
    file = parse_file(
        data,
        source=source,
        input_format=options.input_format,
        seats=options.seats,
        faulty_ballots=options.faulty_ballots,
        directions=options.directions,
    )
    return Ballots(file.election, file.profile, file.format, file.notes, file.account, options)


def _fast_way() -> bool:
    """Whether what reads the fast way is installed."""
    from importlib.util import find_spec

    return find_spec("numba") is not None
