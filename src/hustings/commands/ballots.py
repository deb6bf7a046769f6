"""The ballots of a call to `hustings count`: read, lots at hand, counted.

Knows how a call becomes ballots, lots and a record, and what a person is told of it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from hustings.commands.shell.progress import Progress
from hustings.commands.shell.streams import say
from hustings.election.formats import load
from hustings.errors import InputError, LotNeeded
from hustings.face.ballots import Ballots, opened
from hustings.face.count import counted as count_ballots
from hustings.face.draw import SUFFIXES, Draw, by_file, by_nobody, by_seed
from hustings.face.options import Options
from hustings.inputs.text import STANDARD

if TYPE_CHECKING:
    from hustings.counting.record import CountRecord
    from hustings.counting.ruleset import RuleSet
    from hustings.face.options import Treatment, WriteIns

DEFAULT_RULES = "ers97"

# Up to this many bytes, compressed or not, hold fewer than 20,000 different rankings, from which on
# some rules are counted the fast way.
SMALL_BYTES = 35_000

# From this many files reading and counting the fast way repays loading it, however small they are.
PACK_FILES = 50


class Call(NamedTuple):
    """A call of `hustings count`, as the command line has it; None where nothing is given."""

    files: tuple[str, ...]
    rules: str | None = None
    seats: int | None = None
    format: str | None = None
    output: str | None = None
    lots: str | None = None
    withdraw: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    engine: str | None = None
    input_format: str | None = None
    stages: str | None = None
    faulty_ballots: bool = False
    columns: str | None = None
    candidates: str | None = None
    contest: str | None = None
    write_ins: WriteIns | None = None
    aliases: str | None = None
    sheet: str | None = None
    on_gap: Treatment | None = None
    on_repeat: Treatment | None = None
    on_overvote: Treatment | None = None
    quiet: bool = False

    @property
    def options(self) -> Options:
        """How the ballots are to be read."""
        return Options(*(getattr(self, field) for field in Options._fields))

    @property
    def wants_every_contest(self) -> bool:
        """Whether every contest of a form is to be counted, unless one is called so itself."""
        from hustings.election.formats.request import EVERY_CONTEST

        return (self.contest or "").strip().casefold() == EVERY_CONTEST

    @property
    def may_compile(self) -> bool:
        """Whether the fast engine may come into it; a small file is spared the loading."""
        if self.engine == "fast" or self.many:
            return True
        file = self.files[0]
        return not (os.path.isfile(file) and os.path.getsize(file) <= SMALL_BYTES)

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


def draw(given: str | None) -> Draw:
    """The lots of a call: a seed, or a file that the returning officer wrote.

    Raises:
        InputError: the file cannot be read, or what is given can be neither.
    """
    if given is None:
        return by_nobody
    if given == STANDARD or os.path.exists(given):
        return by_file(given)
    folder = os.path.dirname(given)
    if given.lower().endswith(SUFFIXES) or (folder and os.path.isdir(folder)):
        raise InputError(
            "this file of lots does not exist",
            remedy="check the name, or give a seed that does not look like a file's name",
            source=given,
        )
    return by_seed(given)


def read(call: Call, source: str, *, files: int = 1) -> Ballots:
    """The ballots in one of `files` files."""
    packed: bool | None = None
    if call.engine == "reference":
        packed = False
    elif files >= PACK_FILES:
        packed = True
    return opened(load(source), source, call.options, packed=packed)


def counted(
    call: Call, rules: RuleSet, lots: Draw, ballots: Ballots, source: str, *, progress: Progress
) -> CountRecord:
    """The record of one file's ballots."""
    for note in ballots.notes:
        call.note(f"{source}: {note}")
    try:
        record = count_ballots(
            ballots,
            rules,
            lots,
            withdraw=call.withdraw,
            keep=call.keep,
            engine=call.engine,
            progress=progress if progress.active else None,
        )
    except LotNeeded as needed:
        progress.clear()
        for clause in getattr(needed, "__notes__", ()):
            call.note(f"{source}: {clause}")
        raise
    for clause in record.provenance.unused_lots:
        progress.clear()
        call.note(f"{source}: {clause}")
    return record
