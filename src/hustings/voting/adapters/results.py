"""A contest counted from its opened ballots, and the files that are published of it.

Knows the counting rooms and the page of a count, which is in English. Must not know other contests.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hustings.counting.record import CountRecord
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.report.count.html import render
from hustings.report.count.own_vote import beginnings
from hustings.report.languages import REFERENCE
from hustings.sealing import closing
from hustings.sealing.archive.pack import ballots, record_document
from hustings.sealing.closing import Papers, Proceedings, Tally
from hustings.sealing.manifest import Contest
from hustings.voting import words

RESULT = "result"
STANDING = "without-withdrawn"
BALLOTS = "ballots.blt"


class Tie(NamedTuple):
    """Names between which a lot has to decide.

    Attributes:
        of: which of the contest's two counts, `closing.ALL` or `closing.STANDING`.
        stage, purpose, names, clause: as of `errors.LotNeeded`.
    """

    contest: str
    of: str
    stage: int
    purpose: str
    names: tuple[str, ...]
    clause: str


class Undrawn(InputError):
    """A count stands still until a lot is drawn.

    Attributes:
        tie: what the lot has to decide.
    """

    def __init__(self, contest: str, needed: closing.Undecided) -> None:
        self.tie = Tie(
            contest, needed.of, needed.stage, needed.purpose, needed.names, needed.clause
        )
        what, _, _ = str(needed).partition("; ")
        count = contest if needed.of == closing.ALL else f"{contest}/{needed.of}"
        super().__init__(
            f"{count}: {what}",
            remedy=f"draw it before witnesses, write `stage {needed.stage}: NAME` in a file (the"
            " one on whom the lot falls; a line for each lot) and run this again with --lots"
            f" {count} FILE, or enter it in the office, under `After the close`, and run this again"
            " as it is",
        )


def counted_in(proceedings: Proceedings, contest: str, profile: Profile) -> Tally:
    """A contest counted under the manifest's rules; other errors as of `closing.tally`.

    Raises:
        Undrawn: a lot has to be drawn; says how to hand it in.
    """
    try:
        return closing.tally(proceedings, contest, profile)
    except closing.Undecided as needed:
        raise Undrawn(contest, needed) from None


class Result(NamedTuple):
    """A contest as counted.

    Attributes:
        on_board: sealed ballots on its board.
        counted: valid papers, as the rules have it.
        elected: names in the order of election; nobody where no paper is valid.
        standing: the same in a count without those who withdrew late; None where nobody did.
        files: what there is to read of it, by name in the folder of what is published.
        withdrawn: names of those who withdrew late.
    """

    contest: str
    title: str
    on_board: int
    counted: int
    elected: tuple[str, ...]
    standing: tuple[str, ...] | None
    files: tuple[str, ...]
    withdrawn: tuple[str, ...] = ()

    @property
    def invalid(self) -> int:
        """Entries of the board that did not become a valid paper."""
        return self.on_board - self.counted


def result(
    contest: Contest,
    papers: Papers,
    tally: Tally,
    withdrawn: Sequence[str],
    practice: bool,
) -> tuple[Result, dict[str, bytes]]:
    """A contest's result, and its files by name: page and record of each count, the ballots.

    Args:
        withdrawn: as of `Result`.
        practice: whether the pages have to say that it was an exercise.
    """
    made: dict[str, bytes] = {}
    for name, record in ((RESULT, tally.record), (STANDING, tally.standing)):
        if record is not None:
            begin = beginnings(record, papers.profile)
            made[f"{contest.id}/{name}.html"] = render(record, notice(practice), begin).encode()
            made[f"{contest.id}/{name}.json"] = record_document(record)
    made[f"{contest.id}/{BALLOTS}"] = ballots(contest.election, papers.profile)
    told = Result(
        contest.id,
        contest.election.title,
        papers.entries,
        tally.record.ballots.valid if tally.record else 0,
        _elected(tally.record),
        _elected(tally.standing) if withdrawn else None,
        tuple(made),
        tuple(withdrawn),
    )
    return told, made


def notice(practice: bool, language: str = REFERENCE) -> str:
    """What a page says above everything: that it was an exercise, where it was; else nothing."""
    return words.load(language)("results.practice") if practice else ""


def _elected(record: CountRecord | None) -> tuple[str, ...]:
    return tuple(record.winners) if record else ()
