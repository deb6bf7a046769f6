"""Reading a plain ballot file the fast way, as a packed profile.

Knows how the reading kernel's answer and the ordinary reader's names make one ballot file. For
anything not plain the ordinary reader takes over, and it alone complains.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from hustings.election.formats import load, parse
from hustings.election.formats.opening import content
from hustings.election.formats.request import Directions
from hustings.election.model import Election
from hustings.election.packed import PackedProfile
from hustings.election.profile import Profile
from hustings.errors import InputError


class PackedBallotFile(NamedTuple):
    """The same as `BallotFile`, with the ballots packed where the file is plain."""

    election: Election
    profile: Profile | PackedProfile
    format: str
    notes: tuple[str, ...]
    account: Mapping[str, object] = MappingProxyType({})


def read_packed(
    path: str,
    *,
    input_format: str | None = None,
    seats: int | None = None,
    title: str | None = None,
    faulty_ballots: bool = False,
    directions: Directions = Directions(),  # noqa: B008 - a constant
) -> PackedBallotFile:
    """The same as `formats.read`, with a `PackedProfile` where the file is plain.

    Raises:
        InputError: as `formats.read`.
    """
    return parse_packed(
        load(path),
        source=path,
        input_format=input_format,
        seats=seats,
        title=title,
        faulty_ballots=faulty_ballots,
        directions=directions,
    )


def parse_packed(
    data: bytes,
    *,
    source: str = "",
    input_format: str | None = None,
    seats: int | None = None,
    title: str | None = None,
    faulty_ballots: bool = False,
    directions: Directions = Directions(),  # noqa: B008 - a constant
) -> PackedBallotFile:
    """The same as `formats.parse`, with a `PackedProfile` where the file is plain.

    Raises:
        InputError: as `formats.parse`.
    """
    data, source, notes = content(data, source)
    plain = input_format in (None, "blt", "scottish-csv") and not faulty_ballots
    plain = plain and directions == Directions()
    if plain:
        file = _scanned(data, source, input_format, seats, title)
        if file is not None:
            return file._replace(notes=(*notes, *file.notes))
    loose = parse(
        data,
        source=source,
        input_format=input_format,
        seats=seats,
        title=title,
        faulty_ballots=faulty_ballots,
        directions=directions,
    )
    notes = (*notes, *loose.notes)
    return PackedBallotFile(loose.election, loose.profile, loose.format, notes, loose.account)


def _scanned(
    data: bytes, path: str, input_format: str | None, seats: int | None, title: str | None
) -> PackedBallotFile | None:
    """What the kernel reads, with the names as the ordinary reader has them; None if not plain."""
    from hustings.election.formats.fast.scan import scan_blt, scan_scottish_csv

    scanned = None
    if input_format != "scottish-csv":
        name, scanned = "blt", scan_blt(data)
    if scanned is None and input_format != "blt":
        name, scanned = "scottish-csv", scan_scottish_csv(data)
    if scanned is None:
        return None
    # The names after one made-up ballot: the ordinary reader then says all there is to say of
    # them. A fault makes the whole file its business, so that the line it names is the right one.
    numbers = [scanned.candidates, scanned.seats]
    if name == "blt":
        head = "{} {}\n".format(*numbers)
        if scanned.withdrawn:
            head += " ".join(f"-{c + 1}" for c in scanned.withdrawn) + "\n"
        head += "1 1 0\n0\n"
    else:
        head = "{},{},\n1,1,\n".format(*numbers)
    try:
        file = parse(
            head.encode() + data[scanned.rest :],
            source=path,
            input_format=name,
            seats=seats,
            title=title,
        )
    except InputError:
        return None
    return PackedBallotFile(file.election, scanned.packed, name, file.notes)
