"""What a caller asks of a reader of ballots, and the sizes that no file may exceed.

Knows limits that the packed profile and JSON set.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.errors import InputError

MAX_CANDIDATES = 30_000  # entries of a ranking are 16-bit integers in the packed profile
MAX_SEATS = 30_000
MAX_PAPERS = 2**53 - 1  # so that every JSON reader holds a number of papers exactly
EVERY_CONTEST = "all"  # in place of a contest's name, however it is spelt
MAX_MARKS = 65_535  # the length of a ranking is a 16-bit number in its canonical bytes


def check_seats(seats: int) -> None:
    """Refuse a number of places that cannot be filled.

    Raises:
        InputError: it is less than 1 or more than `MAX_SEATS`.
    """
    if not 1 <= seats <= MAX_SEATS:
        raise InputError(
            f"{seats} seats cannot be filled", remedy=f"give a number from 1 to {MAX_SEATS}"
        )


class Directions(NamedTuple):
    """How the caller wants a table of ballots to be read, where the table does not say.

    Attributes:
        columns: headings of the columns of votes, in order of preference; none to recognise them in
            the table.
        candidates: who stands; none for whom the ballots or the headings name.
        contest: which of several contests in one file; None for the only one. At `EVERY_CONTEST`,
            where none is called so, the reader raises `SeveralContests` with all there are.
        write_ins: "leave-out" or "candidate": what becomes of a machine's word for a written-in
            name; None leaves them out and says so.
        aliases: (what a ballot says, whom it means).
        sheet: of a spreadsheet; None for the only one with cells.
    """

    columns: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    contest: str | None = None
    write_ins: str | None = None
    aliases: tuple[tuple[str, str], ...] = ()
    sheet: str | None = None

    @property
    def for_tables(self) -> tuple[str, ...]:
        """The options given that only a table of ballots has a use for."""
        given = (
            ("--columns", self.columns),
            ("--candidates", self.candidates),
            ("--contest", self.contest),
            ("--write-ins", self.write_ins),
            ("--aliases", self.aliases),
        )
        return tuple(option for option, value in given if value not in (None, ()))


class Request(NamedTuple):
    """What the caller asks for beyond what the file says.

    Attributes:
        seats: places to fill instead of the file's own number; None for the file's.
        title: instead of the file's own title; None for the file's.
        faulty_ballots: keep rankings with a repeated candidate as marked, in the formats that
            otherwise take one for a slip of the transcription.
        directions: for tables.
    """

    seats: int | None = None
    title: str | None = None
    faulty_ballots: bool = False
    directions: Directions = Directions()
