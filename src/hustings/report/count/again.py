"""How to make the same count again: the command, and the files it needs.

Knows a record and its provenance. Which options there are is the command line's affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hustings.counting.lots import BY_SEED, written
from hustings.counting.record import CountRecord

# What the reader of a page puts in: the ballots' file, and the lots as they are written out.
FILE = "FILE"
LOTS_FILE = "lots.txt"


# What stands in the files that a caller gave without a file, by the option that names one.
_FILES = {"--candidates": "The candidates", "--aliases": "The other spellings"}


def options(record: CountRecord) -> tuple[tuple[str, str], ...]:
    """Every option, with its value, that the same record takes."""
    names = record.election.names
    lots: tuple[tuple[str, str], ...] = ()
    if record.lots.startswith(BY_SEED):
        lots = (("--lots", record.lots.removeprefix(BY_SEED)),)
    elif record.lots:
        lots = (("--lots", LOTS_FILE),)
    return (
        ("--rules", record.rules[0]),
        ("--seats", str(record.election.seats)),
        *(("--withdraw", names[candidate]) for candidate in record.election.withdrawn),
        *(("--keep", names[candidate]) for candidate in record.election.sitting),
        *lots,
        *record.provenance.asked,
    )


def command(record: CountRecord) -> str:
    """The command for a shell that gives the same record as JSON, with `FILE` for the ballots."""
    return f"{_with_options(record, 'count')} --format json"


def asking(record: CountRecord) -> str:
    """The command that asks what a vote does in the same count, but for the vote."""
    return _with_options(record, "ask")


def _with_options(record: CountRecord, called: str) -> str:
    from shlex import quote

    words = ["hustings", called, FILE]
    for option, value in options(record):
        if value.startswith("-"):
            words.append(quote(f"{option}={value}"))
        else:
            words += [option, quote(value)] if value else [option]
    return " ".join(words)


def files(record: CountRecord) -> Iterator[tuple[str, str, Sequence[str]]]:
    """The files that the command needs beside the ballots: name, what stands in it, lines."""
    asked = {value: option for option, value in record.provenance.asked}
    for name, lines in record.provenance.files:
        yield name, _FILES[asked[name]], lines
    lots = [] if record.lots.startswith(BY_SEED) else written(record)
    if lots:
        yield LOTS_FILE, "The lots that were drawn", lots
