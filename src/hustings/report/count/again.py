"""How to make the same count again: the command, and the file of lots it needs.

Knows a record and what was asked beside it. Which options there are is the command line's affair.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.counting.lots import BY_SEED, written
from hustings.counting.record import CountRecord

# What the reader of a page puts in: the ballots' file, and the lots as they are written out.
FILE = "FILE"
LOTS_FILE = "lots.txt"


class Asked(NamedTuple):
    """What a count was asked for beyond what its record says.

    Attributes:
        further: (option, value) in order: how the file was read, policies; the value of an option
            that takes none is empty.
    """

    further: tuple[tuple[str, str], ...] = ()


NOTHING_ELSE = Asked()


def options(record: CountRecord, asked: Asked = NOTHING_ELSE) -> tuple[tuple[str, str], ...]:
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
        *lots,
        *asked.further,
    )


def command(record: CountRecord, asked: Asked = NOTHING_ELSE) -> str:
    """The command for a shell that gives the same record as JSON, with `FILE` for the ballots."""
    from shlex import quote

    words = ["hustings", "count", FILE]
    for option, value in options(record, asked):
        if value.startswith("-"):
            words.append(quote(f"{option}={value}"))
        else:
            words += [option, quote(value)] if value else [option]
    return " ".join([*words, "--format", "json"])


def lots_file(record: CountRecord) -> list[str]:
    """The lines of `LOTS_FILE`; none where no lot was needed or a seed draws them."""
    return [] if record.lots.startswith(BY_SEED) else written(record)
