"""Opened papers: which are ballots, and why the others are not.

Knows payloads, decoys and what a rule set takes for a ballot. Must not know a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hustings.counting import law
from hustings.counting.ruleset import PluralityRules
from hustings.election.profile import Profile, Ranking
from hustings.errors import NotVerified
from hustings.sealing.ballots import payload
from hustings.sealing.board.chain import SERVER, Posted
from hustings.sealing.manifest import Contest
from hustings.sealing.mixing import step
from hustings.sealing.mixing.check import Followed
from hustings.sealing.mixing.cores import Progress
from hustings.sealing.mixing.decoys import Decoy
from hustings.sealing.mixing.layer import open_list
from hustings.sealing.mixing.release import opening_keys
from hustings.sealing.proceedings import Proceedings
from hustings.sealing.writing.document import write_document

PAPERS = "hustings-papers/1"

# Under rules without an order nobody can say which of too many ticks to take.
TOO_MANY = "more ticks than places"


class Papers(NamedTuple):
    """What became of every entry of a contest's board.

    Attributes:
        profile: the ballots, candidates from 0; in a contest without an order the ticks ascending.
        entries: on the board.
        by_server: of which the server sealed.
        unopened: how many lines did not open, by layer.
        copies: how many lines were left out because they were equal to another, by layer.
        decoys: how many were put in, all found.
        invalid: how many papers are no ballots, by reason.
    """

    profile: Profile
    entries: int
    by_server: int
    unopened: Mapping[str, int]
    copies: Mapping[str, int]
    decoys: int
    invalid: Mapping[str, int]


def open_papers(
    proceedings: Proceedings,
    contest: str,
    board: Sequence[Posted],
    followed: Followed,
    *,
    cores: int | None = None,
    progress: Progress | None = None,
) -> Papers:
    """Every paper of a contest opened with the keys released, and the decoys taken out.

    Args:
        board: the contest's, only to count who sealed.
        followed: the contest as checked.

    Raises:
        NotVerified: a key is not released, or a decoy does not open to its payload.
    """
    envelope = proceedings.envelope(contest)
    stated = step.steps(proceedings, contest)
    unopened = {name: len(done.unopened) for name, done in stated.items()}
    copies = {name: done.copies for name, done in stated.items()}
    lines = followed.lines
    for name, own in zip(proceedings.opens, opening_keys(proceedings), strict=True):
        opened = open_list(lines, envelope, name, own, cores=cores, progress=progress)
        unopened[name], copies[name] = len(opened.unopened), opened.copies
        lines = opened.lines
    ballots = without_decoys(contest, lines, followed.decoys)
    profile, invalid = sorted_out(proceedings.manifest.contest(contest), ballots)
    by_server = sum(entry.sealed_by == SERVER for entry in board)
    return Papers(profile, len(board), by_server, unopened, copies, len(followed.decoys), invalid)


def without_decoys(
    contest: str, payloads: Sequence[bytes], decoys: Sequence[Decoy]
) -> Counter[bytes]:
    """How often each payload stands among the papers, a listed decoy once less.

    Raises:
        NotVerified: a listed decoy is not among them.
    """
    left = Counter(payloads)
    for number, decoy in enumerate(decoys, 1):
        if not left[decoy.payload]:
            raise NotVerified(f"{contest}: decoy {number} is not among the opened papers")
        left[decoy.payload] -= 1
    return +left


def sorted_out(contest: Contest, papers: Mapping[bytes, int]) -> tuple[Profile, dict[str, int]]:
    """The ballots among papers, and how many are none, by reason.

    Args:
        papers: how many there are of each payload.
    """
    ticks = isinstance(law.find(contest.rules), PluralityRules)
    totals: Counter[Ranking] = Counter()
    invalid: Counter[str] = Counter()
    for content, number in papers.items():
        marked = payload.ranking(content, len(contest.election.candidates))
        if isinstance(marked, payload.Fault):
            invalid[marked.value] += number
        elif ticks and len(marked) > contest.election.seats:
            invalid[TOO_MANY] += number
        else:
            ranking = tuple(candidate - 1 for candidate in marked)
            totals[tuple(sorted(ranking)) if ticks else ranking] += number
    return Profile.from_totals(dict(totals)), dict(sorted(invalid.items()))


def write_papers(eid: bytes, contest: str, papers: Papers) -> bytes:
    """The document of the form `hustings-papers/1`: the figures, without the ballots."""
    rankings = zip(papers.profile.rankings, papers.profile.papers, strict=True)
    return write_document(
        PAPERS,
        {
            "eid": eid.hex(),
            "contest": contest,
            "entries": papers.entries,
            "by_server": papers.by_server,
            "unopened": dict(papers.unopened),
            "copies": dict(papers.copies),
            "decoys": papers.decoys,
            "invalid": dict(papers.invalid),
            "ballots": papers.profile.total,
            "blank": sum(number for ranking, number in rankings if not ranking),
        },
    )
