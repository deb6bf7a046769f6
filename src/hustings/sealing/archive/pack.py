"""Packing `election.zip`: everything that is published of an election, the same bytes every time.

Knows what goes into which member. Must not know who may publish it, or when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from hustings.counting.record import CountRecord, to_json
from hustings.election.digest import canonical_json
from hustings.election.formats import write as write_ballots
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.inputs.text import shown
from hustings.sealing.archive import members
from hustings.sealing.archive.index import member, write_index
from hustings.sealing.board.chain import Posted
from hustings.sealing.board.receipt import Head, write_head
from hustings.sealing.candidates import Texts, check_texts
from hustings.sealing.mixing.lists import joined
from hustings.sealing.proceedings import Proceedings, Signer
from hustings.sealing.results.papers import Papers, write_papers
from hustings.sealing.results.tally import Tally

# The earliest time that a zip archive can say: the archive shall not depend on the hour.
_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16
_UNIX = 3
# zlib's own default, said so that no program's default matters.
_LEVEL = 6


class Published(NamedTuple):
    """What is published of a contest.

    Attributes:
        board: every entry.
        lists: the lists that enter `M2` … and `O1`, by these names; none in a club.
        papers: what became of the entries.
        tally: the contest counted.
        statements: candidates' statements, as voters read them.
    """

    board: Sequence[Posted]
    lists: Mapping[str, Sequence[bytes]]
    papers: Papers
    tally: Tally
    statements: Texts = MappingProxyType({})


def pack(
    target: BinaryIO,
    proceedings: Proceedings,
    officer: Signer,
    contests: Mapping[str, Published],
    *,
    heads: Iterable[Head] = (),
    pages: Mapping[str, bytes] | None = None,
) -> None:
    """Write `election.zip`.

    Args:
        target: a file open for writing, or a buffer in memory.
        officer: signs the index.
        contests: every contest of the manifest, by its id.
        heads: as they were signed and mailed to observers.
        pages: result pages as they are published, by name without folder.

    Raises:
        InputError: a contest is missing, or a page's name is none for a member.
        NotVerified: a candidate's statement is not the one in the manifest.
    """
    packed: dict[str, bytes] = {
        members.MANIFEST: proceedings.document,
        members.STATEMENTS: members.write_lines(proceedings.statements),
        members.HEADS: members.write_lines(sorted(set(map(write_head, heads)))),
    }
    for contest in proceedings.contests:
        if contest not in contests:
            raise InputError(f"nothing is there to publish of {contest}")
        packed |= _contest(proceedings, contest, contests[contest])
    for name, content in (pages or {}).items():
        if not members.NAME.fullmatch(name):
            raise InputError(
                f"{shown(name)} cannot be the name of a page",
                remedy="use letters, digits, dots, hyphens",
            )
        packed[members.PAGES + name] = content
    listed = {name: member(content) for name, content in packed.items()}
    write_zip(target, {members.INDEX: write_index(proceedings.eid, officer, listed), **packed})


def write_zip(target: BinaryIO, packed: Mapping[str, bytes]) -> None:
    """Members written as a zip archive: the index first, then by name; times are all 1980.

    What is sealed cannot be packed smaller and is stored; the rest is deflated.
    """
    with ZipFile(target, "w") as archive:
        for name in sorted(packed, key=lambda name: (name != members.INDEX, name)):
            info = ZipInfo(name, _TIME)
            info.create_system = _UNIX
            info.external_attr = _READABLE
            info.compress_type = ZIP_STORED if name.endswith(members.RAW) else ZIP_DEFLATED
            archive.writestr(info, packed[name], compresslevel=_LEVEL)


def ballots(election: Election, profile: Profile) -> bytes:
    """The ballots of a contest, for `hustings count` and everybody else's counter (BLT)."""
    return write_ballots(election, profile, "blt")


def record_document(record: CountRecord) -> bytes:
    """A record as JSON: as `counting.record.to_json`, without the engine, which decides nothing."""
    document = to_json(record)
    del document["engine"]
    return canonical_json(document)


def _contest(proceedings: Proceedings, contest: str, published: Published) -> dict[str, bytes]:
    settled = proceedings.manifest.contest(contest)
    check_texts(contest, settled.statements, published.statements)
    packed = {
        members.board_name(contest): members.write_board(published.board),
        members.papers_name(contest): write_papers(proceedings.eid, contest, published.papers),
        members.ballots_name(contest): ballots(settled.election, published.papers.profile),
    }
    for name, record in (
        (members.record_name(contest), published.tally.record),
        (members.standing_name(contest), published.tally.standing),
    ):
        if record is not None:
            packed[name] = record_document(record)
    for (number, language), text in published.statements.items():
        packed[members.statement_name(contest, number, language)] = text
    for enters, lines in published.lists.items():
        packed[members.list_name(contest, enters)] = joined(lines)
    return packed
