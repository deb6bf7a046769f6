"""Tally sheets of Debian's vote engine (devotee): `Option 1----> A: Ann`, `V: 12-3` and a mark.

Knows that the n-th character of a vote is the rank of the n-th option, or `-`. Ranks are kept as
marked, with gaps and equals; which papers are valid is for a rule set to say.
"""

from __future__ import annotations

import re

from hustings.election.formats.ballots import Parsed, check_size, make_election, make_profile
from hustings.election.formats.request import Request
from hustings.election.profile import Ranking, ranking_of
from hustings.inputs.text import Source, shown

# The option's number, arrow, and the letter that some sheets give it before the colon.
_OPTION = re.compile(r"Option\s+([0-9]{1,4})\s{0,9}-*>?\s{0,9}(?:[A-Za-z0-9]\s{0,9})?:\s+(.+)")
_VOTE = re.compile(r"V:\s+(\S+)\s+(.+)")
_NONE_OF_THEM = ("none of the above", "further discussion", "none of the options")


def read(source: Source, request: Request) -> Parsed:
    """The election and the profile of a tally sheet.

    Raises:
        InputError: options are missing, or a vote does not fit them; the number of seats is not
            given.
    """
    notes: list[str] = []
    options: dict[int, tuple[str, int]] = {}
    votes: list[tuple[str, int]] = []
    marks: set[str] = set()
    for line, text in enumerate(map(str.strip, source.text.split("\n")), start=1):
        if (option := _OPTION.fullmatch(text.lstrip("/|\\ \t"))) is not None:
            number = int(option[1])
            if number in options:
                raise source.fault(
                    f"option {number} is listed twice", line=line, remedy="take one of them out"
                )
            options[number] = (option[2], line)
        elif text[:2] == "V:":
            vote = _VOTE.fullmatch(text)
            if vote is None:
                raise source.fault(
                    f"{shown(text)} is not a vote and its mark",
                    line=line,
                    remedy="complete the line",
                )
            if vote[2] in marks:
                raise source.fault(
                    f"a second vote has the mark {shown(vote[2])}",
                    line=line,
                    remedy="take the vote out if it is there twice",
                )
            marks.add(vote[2])
            votes.append((vote[1], line))
    check_size(source, candidates=len(options), seats=1, line=0)
    if sorted(options) != list(range(1, len(options) + 1)):
        raise source.fault(
            f"the options are not numbered from 1 to {len(options)}", remedy="complete the sheet"
        )
    ordered = [options[number] for number in sorted(options)]
    names = [name for name, _ in ordered]
    totals: dict[Ranking, int] = {}
    for vote_text, line in votes:
        ranking = _ranking(source, vote_text, line, len(names))
        totals[ranking] = totals.get(ranking, 0) + 1
    election = make_election(
        source, request, names, [line for _, line in ordered], title="", seats=None, notes=notes
    )
    for name in names:
        if name.casefold().rstrip(".") in _NONE_OF_THEM:
            notes.append(
                f"The option {shown(name)} is taken for a candidate like any other; to count"
                " without it, give --withdraw."
            )
    return Parsed(election, make_profile(source, totals), notes)


def _ranking(source: Source, vote: str, line: int, options: int) -> Ranking:
    if len(vote) != options:
        raise source.fault(
            f"the vote {shown(vote)} has {len(vote)} ranks for {options} options",
            line=line,
            remedy="correct it; one digit or `-` stands for each option",
        )
    at: dict[int, list[int]] = {}
    for option, mark in enumerate(vote):
        if mark == "-":
            continue
        if mark not in "123456789":
            raise source.fault(
                f"{shown(mark)} in the vote {shown(vote)} is not a rank",
                line=line,
                remedy="ranks are digits from 1 to 9; a sheet with more cannot be read:"
                " convert it to CSV",
            )
        at.setdefault(int(mark), []).append(option)
    return ranking_of(at.get(rank, ()) for rank in range(1, max(at, default=0) + 1))
