"""The ballots of a call to `hustings count`: read, lots at hand, counted.

Knows how a call becomes an election, lots and a record. Must not know how a record is written.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from hustings.commands.shell.progress import Progress
from hustings.commands.shell.streams import say
from hustings.errors import InputError, LotNeeded
from hustings.inputs.text import STANDARD, read_text

if TYPE_CHECKING:
    from hustings.counting.lots import Lots
    from hustings.counting.record import CountRecord
    from hustings.counting.ruleset import RuleSet
    from hustings.election.formats import BallotFile
    from hustings.election.formats.fast.read import PackedBallotFile
    from hustings.election.formats.request import Directions
    from hustings.election.model import Election
    from hustings.report.count.again import Asked


DEFAULT_RULES = "ers97"

# A name like this is meant as a file of lots, never as a seed.
LOTS_SUFFIXES = (".txt", ".text", ".lots", ".csv", ".json", ".md")


# Options that say how a file is read and a count made and that no record repeats, with their field
# of `Call`, in the order in which a command is printed; and those of them that name a file, which
# is published without its folder.
_FURTHER = (
    ("--input-format", "input_format"),
    ("--faulty-ballots", "faulty_ballots"),
    ("--columns", "columns"),
    ("--candidates", "candidates"),
    ("--contest", "contest"),
    ("--write-ins", "write_ins"),
    ("--aliases", "aliases"),
    ("--sheet", "sheet"),
    ("--on-gap", "on_gap"),
    ("--on-repeat", "on_repeat"),
    ("--on-overvote", "on_overvote"),
)
_FILES = frozenset({"--candidates", "--aliases"})


class Call(NamedTuple):
    """A call of `hustings count`, as the command line has it; None where nothing is given."""

    files: tuple[str, ...]
    rules: str | None = None
    seats: int | None = None
    format: str | None = None
    output: str | None = None
    lots: str | None = None
    withdraw: tuple[str, ...] = ()
    engine: str | None = None
    input_format: str | None = None
    stages: str | None = None
    faulty_ballots: bool = False
    columns: str | None = None
    candidates: str | None = None
    contest: str | None = None
    write_ins: str | None = None
    aliases: str | None = None
    sheet: str | None = None
    on_gap: str | None = None
    on_repeat: str | None = None
    on_overvote: str | None = None
    quiet: bool = False

    @property
    def directions(self) -> Directions:
        """How a table is to be read.

        Raises:
            InputError: a file that says so cannot be read, or is not as it should be.
        """
        from hustings.commands.directions import directions

        return directions(
            columns=self.columns,
            candidates=self.candidates,
            contest=self.contest,
            write_ins=self.write_ins,
            aliases=self.aliases,
            sheet=self.sheet,
        )

    @property
    def policies(self) -> tuple[tuple[str, str], ...]:
        """What becomes of faulty ballots where the rules leave it open."""
        told = (("gap", self.on_gap), ("repeat", self.on_repeat), ("overvote", self.on_overvote))
        return tuple((fault, word) for fault, word in told if word is not None)

    @property
    def asked(self) -> Asked:
        """What a count of one file needs to be made again beyond what its record says."""
        from hustings.report.count.again import Asked

        further: list[tuple[str, str]] = []
        for option, field in _FURTHER:
            given = getattr(self, field)
            for value in given if isinstance(given, tuple) else (given,):
                if value is True:
                    further.append((option, ""))
                elif value not in (None, False):
                    known = os.path.basename(value) if option in _FILES else str(value)
                    further.append((option, known))
        return Asked(tuple(further))

    @property
    def wants_every_contest(self) -> bool:
        """Whether every contest of a form is to be counted, unless one is called so itself."""
        from hustings.election.formats.request import EVERY_CONTEST

        return (self.contest or "").strip().casefold() == EVERY_CONTEST

    @property
    def many(self) -> bool:
        """Whether each file gets one line instead of a sheet."""
        return len(self.files) > 1 or os.path.isdir(self.files[0])

    def note(self, text: str) -> None:
        """Something a person should know, unless they asked not to."""
        if not self.quiet:
            say(f"hustings: note: {text}")

    def note_rules(self) -> None:
        """Say by which rules is counted, where the call does not."""
        if self.rules is None:
            self.note(f"counted under {DEFAULT_RULES}; --rules NAME chooses other rules")


def rules_of(call: Call) -> RuleSet:
    """The rules to count by."""
    from hustings.counting.law import find

    return find(call.rules or DEFAULT_RULES)


class Draw:
    """The lots of a call: a seed, or what the returning officer wrote, for whichever election."""

    def __init__(self, given: str | None) -> None:
        self.given = given
        self.text: str | None = None
        if given is None:
            return
        if given == STANDARD or os.path.exists(given):
            self.text = read_text(given, most=0)
            return
        folder = os.path.dirname(given)
        if given.lower().endswith(LOTS_SUFFIXES) or (folder and os.path.isdir(folder)):
            raise InputError(
                "there is no such file of lots",
                remedy="check the name, or give a seed that does not look like a file's name",
                source=given,
            )
        if not given.strip():
            raise InputError("an empty seed draws no lots", remedy="give --lots SEED or FILE")

    def of(self, election: Election) -> Lots:
        """The lots as drawn for this election."""
        from hustings.counting.lots import NO_LOTS, parse, seeded

        if self.given is None:
            return NO_LOTS
        if self.text is None:
            return seeded(self.given, election)
        return parse(self.text, election, source=self.given)


# From this many bytes, or files, reading and counting the fast way repays loading it (half a
# second): a megabyte takes the ordinary reader and the reference about 0.15 s, a ward 0.012 s.
PACK_BYTES = 5_000_000
PACK_FILES = 50


def read(call: Call, source: str, *, files: int = 1) -> BallotFile | PackedBallotFile:
    """The ballots in one of `files` files."""
    from hustings.election import formats

    big = files >= PACK_FILES or (os.path.isfile(source) and os.path.getsize(source) >= PACK_BYTES)
    if big and call.engine != "reference":
        from importlib.util import find_spec

        if find_spec("numba"):
            from hustings.election.formats.fast.read import read_packed

            return read_packed(
                source,
                input_format=call.input_format,
                seats=call.seats,
                faulty_ballots=call.faulty_ballots,
                directions=call.directions,
            )
    return formats.read(
        source,
        input_format=call.input_format,
        seats=call.seats,
        faulty_ballots=call.faulty_ballots,
        directions=call.directions,
    )


def counted(
    call: Call,
    rules: RuleSet,
    draw: Draw,
    file: BallotFile | PackedBallotFile,
    source: str,
    *,
    progress: Progress,
) -> CountRecord:
    """The record of one file's ballots."""
    from hustings.counting.engine import count
    from hustings.counting.lots import lacking, unused

    for note in file.notes:
        call.note(f"{source}: {note}")
    election = file.election
    for name in call.withdraw:
        election = election.withdraw(election.find(name))
    lots = draw.of(election)
    try:
        record = count(
            election,
            file.profile,
            rules,
            lots=lots,
            engine=call.engine,
            progress=progress if progress.active else None,
            policies=call.policies,
        )
    except LotNeeded as needed:
        progress.clear()
        for clause in lacking(lots, election, needed):
            call.note(f"{source}: {clause}")
        raise
    for clause in unused(lots, record):
        progress.clear()
        call.note(f"{source}: {clause}")
    return record
