"""Ballots as CSV: names in order of preference, or ranks under the candidates' names.

Knows what `csv_rows` reads back. Must not know which papers are valid.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from hustings.election.formats.ballots import check_writable, repeats
from hustings.election.formats.csv import KEYS
from hustings.election.formats.remarks import remark_lines
from hustings.election.model import Election
from hustings.election.profile import SKIPPED, Profile, ranks_of
from hustings.errors import InputError

if TYPE_CHECKING:
    from _csv import Writer


def write_names(election: Election, profile: Profile) -> str:
    """A row for each ranking: papers, then a name for each rank, equal ones joined by `=`.

    Raises:
        InputError: a ranking that ends with an empty rank, or equal candidates whose names an
            equals sign cannot join.
    """
    _check(election, profile)
    names = election.names
    known = set(names)
    longest = max((len(ranks_of(ranking)) for ranking in profile.rankings), default=1)
    out, rows = _start(election, profile, "names")
    rows.writerow(["papers", *map(_ordinal, range(1, max(longest, 1) + 1))])
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        cells: list[str] = []
        for rank in ranks_of(ranking):
            members = [names[candidate] for candidate in rank]
            cell = "=".join(members)
            if len(rank) > 1 and (cell in known or "=" in "".join(members)):
                why = "joined they are somebody else's name"
                if "=" in "".join(members):
                    why = "their names hold an equals sign"
                raise InputError(
                    f"{', '.join(members)} stand at one rank, and {why}",
                    remedy="write blt or csv-ranks",
                )
            cells.append(cell)
        rows.writerow([papers, *cells])
    return out.getvalue()


def write_ranks(election: Election, profile: Profile) -> str:
    """A row for each ranking: papers, then each candidate's rank, or nothing.

    Raises:
        InputError: a ranking that ends with an empty rank, has a repeated candidate, or ranks
            further than the reader believes.
    """
    _check(election, profile)
    most = max(2 * len(election.candidates), 20)
    out, rows = _start(election, profile, "ranks")
    # All headings are quoted, so that no name can be taken for something else.
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(
        ["papers", *election.names]
    )
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        ranks = ranks_of(ranking)
        if repeats(ranking) is not None or len(ranks) > most:
            raise InputError(
                "a ballot names a candidate twice or has too many ranks for a table of ranks",
                remedy="write blt or csv",
            )
        cells = [""] * len(election.candidates)
        for rank, members in enumerate(ranks, start=1):
            for candidate in members:
                cells[candidate] = str(rank)
        rows.writerow([papers, *cells])
    return out.getvalue()


def _check(election: Election, profile: Profile) -> None:
    check_writable(election, profile)
    if any(ranking[-1:] == (SKIPPED,) for ranking in profile.rankings):
        raise InputError("a CSV file has no place for an empty last rank", remedy="write blt")


def _start(election: Election, profile: Profile, form: str) -> tuple[io.StringIO, Writer]:
    out = io.StringIO()
    for line in [f"# form: {form}", *remark_lines(election, profile, KEYS)]:
        out.write(line + "\n")
    return out, csv.writer(out, lineterminator="\n")


def _ordinal(number: int) -> str:
    ending = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending} preference"
