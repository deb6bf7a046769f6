"""The demonstration: the 2020 election reconstructed, counted, and counted in two other ways.

Knows the order of things and which files are written. The ballots are drawn in `reconstruction`;
the sentences are in `words`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from hustings.demo.demonstration import NAME, Demonstration
from hustings.demo.nec2020 import LEFT, TITLE, VALID_PAPERS, election
from hustings.demo.reconstruction import SEED, profile
from hustings.demo.words import tell
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError

LOTS = "hustings demo 2020"


def demonstrate(note: Callable[[str], object] = lambda _: None) -> Demonstration:
    """Draw the ballots and count them three times; `note` is called with what is being done."""
    from hustings.counting.engine import count
    from hustings.counting.law import find
    from hustings.counting.lots import seeded

    contest = election()
    lots = seeded(LOTS, contest)
    note(f"drawing {VALID_PAPERS:,} papers")
    papers = profile()
    note("counting by ERS97")
    stv = count(contest, papers, find("ers97"), lots=lots)
    note("counting nine equal votes")
    equal_votes = count(contest, papers, find("block-vote"), lots=lots)
    note(f"counting without {LEFT}")
    without = contest.withdraw(contest.find(LEFT))
    vacancy = count(without, papers, find("ers97"), lots=lots)
    return Demonstration(contest, papers, stv, equal_votes, vacancy)


def run(out: str, echo: Callable[[str], object]) -> None:
    """Do the demonstration: tell it through `echo`, write its files into the folder `out`.

    Raises:
        InputError: the folder cannot be written to.
    """
    on_terminal = sys.stderr is not None and sys.stderr.isatty()

    def note(text: str) -> None:
        if on_terminal:
            print(f"{text} ...", file=sys.stderr, flush=True)

    try:
        os.makedirs(out, exist_ok=True)
    except OSError as error:
        raise _unwritable(out, error) from None
    demonstration = demonstrate(note)
    for line in tell(demonstration):
        echo(line)
    note("writing the files")
    write(demonstration, out)
    for line in _tell_files(demonstration, out):
        echo(line)


def _tell_files(demonstration: Demonstration, out: str) -> Iterator[str]:
    """Where the files are and how to make the same counts from them."""
    from shlex import quote

    yield f"Written to {out}, each marked as a reconstruction:"
    yield f"   {NAME}.blt (the ballots)"
    for name, _, _ in demonstration.records:
        yield f"   {name}.html and .json"
    yield "Count the ballots again yourself:"
    for _, record, options in demonstration.records:
        lots = f' --lots "{LOTS}"' if record.lots else ""
        yield f"   hustings count {quote(os.path.join(out, NAME + '.blt'))} {options}{lots}"


def ballots(contest: Election, papers: Profile) -> bytes:
    """The ballots as a BLT file that says in its first line what they are."""
    from hustings.election.formats import write as write_format

    head = f"# {TITLE}; drawn by `hustings demo`, seed {SEED}\n"
    return head.encode() + write_format(contest, papers, "blt")


def write(demonstration: Demonstration, out: str) -> None:
    """Write the ballots, and a page and a JSON document for each count, into the folder `out`.

    The JSON is what `hustings count --format json` writes of the same ballots.

    Raises:
        InputError: the folder cannot be written to.
    """
    from hustings.commands.shell.jsonout import as_json
    from hustings.counting.record import to_json
    from hustings.report.count.html import render
    from hustings.report.count.own_vote import beginnings

    save(os.path.join(out, f"{NAME}.blt"), ballots(demonstration.election, demonstration.profile))
    for name, record, _ in demonstration.records:
        text = as_json(to_json(record), indent=1)
        save(os.path.join(out, f"{name}.json"), text.encode())
        begin = beginnings(record, demonstration.profile)
        save(os.path.join(out, f"{name}.html"), render(record, begin=begin).encode())


def save(path: str, data: bytes) -> None:
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: str, error: OSError) -> InputError:
    return InputError(
        f"cannot be written: {error.strerror or error}",
        remedy="choose another folder",
        source=path,
    )
