"""The demonstration: the 2020 election reconstructed, counted, and counted in two other ways.

Knows the order of things and which files are written. Must not know how the ballots are drawn
(`hustings.reconstruction`), how they are counted, or how it is put (`hustings.demo_words`).

    python -m hustings.demo --ballots FILE      writes the ballots and nothing else
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hustings.counting.record import CountRecord
from hustings.demo_words import tell
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.nec2020 import LEFT, TITLE, VALID_PAPERS, election
from hustings.reconstruction import SEED, profile

NAME = "nec2020-reconstruction"
LOTS = "hustings demo 2020"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The reconstructed ballots and three counts of them.

    Attributes:
        stv: by ERS97.
        equal_votes: by nine votes of equal value, the rule until 2018.
        vacancy: by ERS97 without the candidate who left in 2022.
    """

    election: Election
    profile: Profile
    stv: CountRecord
    equal_votes: CountRecord
    vacancy: CountRecord

    @property
    def records(self) -> tuple[tuple[str, CountRecord, str], ...]:
        """(file name, record, options that make the same count from the ballot file)."""
        return (
            (NAME, self.stv, "--rules ers97"),
            (f"{NAME}-block-vote", self.equal_votes, "--rules block-vote"),
            (f"{NAME}-vacancy", self.vacancy, f'--rules ers97 --withdraw "{LEFT}"'),
        )


def demonstrate(note: Callable[[str], object] = lambda _: None) -> Demonstration:
    """Draw the ballots and count them three times; `note` is told what is being done."""
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
    from hustings.commands.jsonout import as_json, document
    from hustings.report.html import render

    _save(os.path.join(out, f"{NAME}.blt"), ballots(demonstration.election, demonstration.profile))
    for name, record, _ in demonstration.records:
        text = as_json(document(record), indent=1)
        _save(os.path.join(out, f"{name}.json"), text.encode())
        _save(os.path.join(out, f"{name}.html"), render(record).encode())


def _save(path: str, data: bytes) -> None:
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


def main(arguments: list[str]) -> None:
    """`--ballots FILE`: write the ballots alone, for measuring.

    Raises:
        InputError: any other arguments, or the file cannot be written.
    """
    if len(arguments) != 2 or arguments[0] != "--ballots":
        raise InputError(
            "python -m hustings.demo only writes the ballots",
            remedy="give --ballots FILE, or run `hustings demo`",
        )
    _save(arguments[1], ballots(election(), profile()))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as fault:
        print(f"hustings: {fault}", file=sys.stderr)
        sys.exit(fault.exit_status)
