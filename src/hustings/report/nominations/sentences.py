"""What nominations say in short: how many, by how many, who leads, who has enough.

Knows the sentences above every table.
"""

from __future__ import annotations

from hustings.election.nominations.tally import Tally
from hustings.report.nominations.tables import count, needed, share
from hustings.report.wording import listed, printable

# Of more leaders than these, only their number is said.
_FEW = 5


def sentences(tally: Tally) -> list[str]:
    """A sentence each; plain text."""
    bodies = f" by {_many(len(tally.bodies), 'body', 'bodies')}" if tally.bodies else ""
    found = [
        f"{_many(tally.whole, 'nomination')}{bodies} for {_many(len(tally.nominees), 'candidate')}."
    ]
    if tally.listed < tally.whole:
        rest = tally.whole - tally.listed
        found[0] = (
            f"{_many(tally.whole, 'nomination')} in all; {count(tally.listed)} of them are listed,"
            f" for {_many(len(tally.nominees), 'candidate')}, and {count(rest)} are not."
        )
    if tally.listed:
        leaders = [one for one in tally.nominees if one.rank == 1]
        most = _many(leaders[0].number, "nomination")
        part = share(tally.share(leaders[0].number))
        names = listed([printable(one.name) for one in leaders])
        if len(leaders) == 1:
            found.append(f"{names} has most, {most} ({part} of all).")
        elif len(leaders) <= _FEW:
            found.append(f"{names} have most, {most} each ({part} of all).")
        else:
            found.append(f"{len(leaders)} candidates have most, {most} each ({part} of all).")
    if needed(tally.threshold):
        enough = sum(bool(one.passes) for one in tally.nominees)
        found.append(
            f"{enough} of {_many(len(tally.nominees), 'candidate')}"
            f" {'has' if enough == 1 else 'have'} enough, which is nominations by at least"
            f" {needed(tally.threshold)}."
        )
    return found


def _many(number: int, one: str, several: str = "") -> str:
    return f"{count(number)} {one if number == 1 else several or one + 's'}"
