"""Verifying `election.zip`: every check that anybody can make who has nothing but the file.

Knows the checks, their order, and what none of them can show. Must not know commands or screens.

Each check held, failed, or stands for what no outsider can know. After the first that fails nothing
further is looked at: what comes later rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

from hustings.counting.record import CountRecord
from hustings.election.formats import parse
from hustings.election.profile import Profile
from hustings.errors import HustingsError, NotVerified
from hustings.inputs.text import shown
from hustings.sealing.archive import members
from hustings.sealing.archive.container import Container
from hustings.sealing.archive.contest import signed_member
from hustings.sealing.archive.index import Index, check_signed, read_index
from hustings.sealing.archive.pack import ballots, record_document
from hustings.sealing.board.chain import SERVER, Posted, blob_hash, verify_board
from hustings.sealing.board.observed import by_number, check_ours, not_covered
from hustings.sealing.board.receipt import Head, Receipt, read_head
from hustings.sealing.candidates import check_texts
from hustings.sealing.extension import Extension, extensions, sealed_end
from hustings.sealing.manifest import Setting, utc_text
from hustings.sealing.mixing import lists, mix, step
from hustings.sealing.mixing.check import (
    Followed,
    Revealed,
    follow_board,
    follow_mixes,
    revealed,
    unseen,
)
from hustings.sealing.mixing.cores import Progress
from hustings.sealing.mixing.release import opening_keys
from hustings.sealing.proceedings import RESULT, Proceedings
from hustings.sealing.results.papers import PAPERS, Papers, open_papers, write_papers
from hustings.sealing.results.tally import Tally, result_content, tally
from hustings.sealing.statements import ACCEPT
from hustings.sealing.voters.changes import roll_changes
from hustings.sealing.writing.document import read_document

VERIFY = "hustings-verify/1"

# Exchanges of so many lines, of all where there are fewer, are told with the chance that nobody
# sees them.
EXCHANGED = 10

_Made = TypeVar("_Made")


def goes_unseen(ballots: int, decoys: int) -> str:
    """How likely it is that lines of a list were exchanged and no decoy tells.

    Args:
        ballots, decoys: in the list.
    """
    exchanged = max(min(EXCHANGED, ballots), 1)
    chance = 100 * unseen(ballots, decoys, exchanged)
    said = "less than 0.01" if chance < Fraction(1, 100) else f"{float(chance):.2g}"
    lines = "1 line" if exchanged == 1 else f"{exchanged} lines"
    return f"whoever exchanges {lines} goes unseen with a chance of {said} %"


class Check(NamedTuple):
    """A check.

    Attributes:
        name: what was looked at, with the contest's id where it is about one.
        held: whether it held; None for what no outsider can know.
        what: what was found, in a sentence; what is wrong where it failed.
    """

    name: str
    held: bool | None
    what: str


class Verification(NamedTuple):
    """What was found in an archive.

    Attributes:
        eid: the id of the election it says it is, 32 bytes; empty where it has no manifest.
        heads: entries and last head of each board, for comparison with what observers hold.
        checks: in the order they were made; the last is the first that failed, if one did.
    """

    eid: bytes
    heads: Mapping[str, lists.Summary]
    checks: tuple[Check, ...]

    @property
    def verified(self) -> bool:
        """Whether no check failed."""
        return all(check.held is not False for check in self.checks)


class Asked(NamedTuple):
    """What whoever verifies holds besides the file.

    Attributes:
        eid: the election's id from elsewhere; empty for none.
        heads: an observer's heads.
        receipts: voters' receipts.
    """

    eid: bytes = b""
    heads: tuple[Head, ...] = ()
    receipts: tuple[Receipt, ...] = ()


def verify(
    path: str,
    asked: Asked = Asked(),  # noqa: B008
    *,
    cores: int | None = None,
    progress: Progress | None = None,
) -> Verification:
    """Verify the archive at `path`.

    Args:
        cores: processes to use; as many as there are cores unless given.
        progress: told while ballots are opened.

    Raises:
        InputError: it is no archive of an election.
    """
    with Container(path) as container:
        run = _Run(container, asked, cores, progress)
        with suppress(_Failed):
            run.everything()
        return Verification(run.eid, run.heads, tuple(run.checks))


def to_json(verification: Verification) -> dict[str, Any]:
    """The verification as the document `hustings-verify/1` (docs/reference)."""
    return {
        "format": VERIFY,
        "verified": verification.verified,
        "eid": verification.eid.hex(),
        "heads": {
            contest: {"n": end.lines, "head": end.hash.hex()}
            for contest, end in verification.heads.items()
        },
        "checks": [check._asdict() for check in verification.checks],
    }


class _Failed(Exception):
    """A check failed: nothing further is looked at."""


class _Run:
    """One verification: what is at hand and what was found so far."""

    def __init__(
        self, container: Container, asked: Asked, cores: int | None, progress: Progress | None
    ) -> None:
        self.container = container
        self.asked = asked
        self.cores = cores
        self.progress = progress
        self.eid = b""
        self.heads: dict[str, lists.Summary] = {}
        self.checks: list[Check] = []
        self.index: Index
        self.proceedings: Proceedings
        self.extensions: tuple[Extension, ...] = ()

    # -- bookkeeping -------------------------------------------------------------------------------

    def hold(self, name: str, made: Callable[[], tuple[str, _Made]]) -> _Made:
        """Make a check: what it says where it holds, and what it found."""
        try:
            what, found = made()
        except HustingsError as error:
            self.checks.append(Check(name, False, str(error)))
            raise _Failed from None
        self.checks.append(Check(name, True, what))
        return found

    def unknown(self, name: str, what: str) -> None:
        """Say what no outsider can know."""
        self.checks.append(Check(name, None, what))

    def member(self, name: str) -> bytes:
        """The content of a member, found to be as the index has it."""
        return signed_member(self.container, self.index, name)

    # -- the whole ---------------------------------------------------------------------------------

    def everything(self) -> None:
        self.hold("manifest", self.manifest)
        if self.asked.eid:
            self.hold("eid", self.compared_eid)
        self.hold("index", self.signed_index)
        self.hold("statements", self.statements)
        self.extensions = self.hold("extensions", self.extended)
        self.hold("candidates", self.candidates)
        club = self.proceedings.manifest.setting is Setting.CLUB
        public = None if club else self.hold("seeds", self.seeds)
        if not club:
            self.hold("keys", self.keys)
        heads = self.hold("heads", self.signed_heads)
        for contest in self.proceedings.contests:
            self.contest(contest, public, heads)
        self.hold("members", self.no_more)
        self.unknowable()

    def contest(self, contest: str, public: Revealed | None, heads: Sequence[Head]) -> None:
        board = self.hold(f"board {contest}", lambda: self.board(contest, heads))
        if changes := roll_changes(self.proceedings, contest):
            self.unknown(
                f"roll {contest}",
                f"{changes.added} added to the roll after it was sealed and {changes.revoked}"
                f" revoked, so {changes.size} at the close: that this was right is the officer's"
                " word",
            )
        if any(receipt.contest == contest for receipt in self.asked.receipts):
            self.hold(f"receipts {contest}", lambda: self.receipts(contest, board))
        if public is None:
            profile = self.hold(f"papers {contest}", lambda: self.papers_of_club(contest, board))
            self.unknown(
                f"opening {contest}",
                "that these papers are those on the board is the officer's word: the key that"
                " opened them is not published",
            )
        else:
            followed = self.hold(f"decoys {contest}", lambda: self.followed(contest, board, public))
            ballots = len(followed.lines) - len(followed.decoys)
            for said in self.confirmed(contest):
                self.unknown(f"unopened {contest}", said)
            self.unknown(
                f"mixes {contest}",
                f"no decoy was exchanged; {goes_unseen(max(ballots, 0), len(followed.decoys))}",
            )
            profile = self.hold(f"papers {contest}", lambda: self.papers(contest, board, followed))
        self.hold(f"count {contest}", lambda: self.count(contest, profile))

    def unknowable(self) -> None:
        manifest = self.proceedings.manifest
        parts = (
            not_covered(contest, mix.closed(self.proceedings, contest).lines, self.asked.heads)
            for contest in self.proceedings.contests
        )
        without = list(filter(None, parts))
        if not self.asked.eid or without:
            self.unknown(
                "authenticity",
                "a file forged as a whole agrees with itself: compare the election's id and the"
                " last heads with what observers hold, or give --eid and --head"
                + (f" (for {'; '.join(without)})" if without and self.asked.eid else ""),
            )
        self.unknown(
            "eligibility",
            "who was entitled, and that nobody voted for them, is the word of the officer and of"
            " whoever made the links",
        )
        if self.extensions:
            self.unknown(
                "times",
                "when the poll was extended is the server's word: compare its statement with what"
                " observers were sent before the end that it replaces",
            )
        if any(name.startswith(members.PAGES) for name in self.index.members):
            self.unknown(
                "pages",
                "the pages are as the officer signed them; what they say of a count can be made"
                " again with hustings count",
            )
        if manifest.practice:
            self.unknown("practice", "this is an exercise, not an election")

    # -- checks, each with what it says where it holds ---------------------------------------------

    def manifest(self) -> tuple[str, None]:
        self.proceedings = Proceedings(self.container.read(members.MANIFEST))
        manifest = self.proceedings.manifest
        self.eid = self.proceedings.eid
        number = len(manifest.contests)
        return (
            f"{manifest.title}: a {manifest.setting.value},"
            f" {number} {'contest' if number == 1 else 'contests'}"
        ), None

    def compared_eid(self) -> tuple[str, None]:
        if self.asked.eid != self.eid:
            raise NotVerified(f"this is the election {self.eid.hex()}, not the one asked for")
        return "the election's id is the one given", None

    def signed_index(self) -> tuple[str, None]:
        self.index = read_index(self.container.read(members.INDEX), source=members.INDEX)
        check_signed(self.index, self.eid, self.proceedings.manifest)
        there = set(self.container.names) - {members.INDEX}
        listed = set(self.index.members)
        for names, why in (
            (listed - there, "is missing"),
            (there - listed, "is not in the index"),
        ):
            if names:
                raise NotVerified(f"{shown(min(names))} {why}")
        for name in sorted(listed):
            self.member(name)
        return f"{len(listed)} members, each as {self.index.by} signed", None

    def statements(self) -> tuple[str, None]:
        documents = members.read_lines(self.member(members.STATEMENTS), members.STATEMENTS)
        self.proceedings = Proceedings(self.proceedings.document, documents)
        said = self.proceedings.said
        accepted = {statement.by for statement in said if statement.kind == ACCEPT}
        for holder in self.proceedings.manifest.holders:
            if holder.name not in accepted:
                raise NotVerified(f"{shown(holder.name)} has not accepted the manifest")
        return f"{len(said)}, each signed and covering the one before", None

    def extended(self) -> tuple[str, tuple[Extension, ...]]:
        found = extensions(self.proceedings)
        if not found:
            end = utc_text(sealed_end(self.proceedings.manifest))
            return f"none; the last ballots were to be taken until {end}, as in the manifest", found
        made = "; ".join(
            f"extended at {utc_text(one.at)}, before the end at {utc_text(one.replaces)}"
            f" ({one.reason})"
            for one in found
        )
        until = utc_text(found[-1].closes_at)
        return f"{made}; the last ballots were to be taken until {until}", found

    def candidates(self) -> tuple[str, None]:
        number = pictures = 0
        for contest in self.proceedings.manifest.contests:
            pictures += len(contest.photographs)
            texts = {
                (one.number, one.language): self.member(
                    members.statement_name(contest.id, one.number, one.language)
                )
                for one in contest.statements
            }
            check_texts(contest.id, contest.statements, texts)
            number += len(texts)
        found = f"{number} statements of candidates, each as in the manifest"
        if pictures:
            found += f"; of {pictures} photographs it has the hashes, and none is in the archive"
        return found, None

    def seeds(self) -> tuple[str, Revealed]:
        public = revealed(self.proceedings)
        return "S and the seeds were published after every contest's last list", public

    def keys(self) -> tuple[str, None]:
        keys = opening_keys(self.proceedings)
        return f"{len(keys)} keys were released after that, and are the manifest's", None

    def signed_heads(self) -> tuple[str, tuple[Head, ...]]:
        documents = members.read_lines(self.member(members.HEADS), members.HEADS)
        published = tuple(read_head(document, source=members.HEADS) for document in documents)
        every: list[Head | Receipt] = [*published, *self.asked.heads, *self.asked.receipts]
        check_ours(every, self.eid, self.proceedings.contests, self.proceedings.manifest.server)
        given = len(self.asked.heads)
        return (
            f"{len(published)} published, {given} given; all signed by the server",
            (*published, *self.asked.heads),
        )

    def board(self, contest: str, heads: Sequence[Head]) -> tuple[str, list[Posted]]:
        board = members.read_board(self.member(members.board_name(contest)), contest)
        end = mix.closed(self.proceedings, contest)
        every: list[Head | Receipt] = [*heads, *self.asked.receipts]
        signed = [one for one in every if one.contest == contest]
        stated = [end, *(extension.heads[contest] for extension in self.extensions)]
        numbered = by_number(contest, signed, [(one.lines, one.hash) for one in stated])
        last = verify_board(self.eid, contest, board, heads=numbered)
        if len(board) != end.lines:
            raise NotVerified(
                f"{contest}: the board has {len(board)} entries, it was closed with {end.lines}"
            )
        self.check_sealed_by(contest, board)
        changes = roll_changes(self.proceedings, contest)
        settled = self.proceedings.manifest.contest(contest)
        roll = changes.size if changes else settled.roll_size
        if len(board) > roll:
            raise NotVerified(f"{contest}: {len(board)} entries for {roll} voters on the roll")
        self.heads[contest] = lists.Summary(len(board), last)
        said = "1 head is" if len(signed) == 1 else f"{len(signed)} heads are"
        return f"{len(board)} entries of {roll} on the roll; {said} on it", board

    def check_sealed_by(self, contest: str, board: Sequence[Posted]) -> None:
        """Find no entry that the server sealed, where the manifest rules that out.

        Raises:
            NotVerified: there is one; says which.
        """
        if self.proceedings.manifest.server_seals:
            return
        for entry in board:
            if entry.sealed_by == SERVER:
                raise NotVerified(
                    f"{contest}: entry {entry.n} was sealed by the server, which the manifest"
                    " rules out"
                )

    def receipts(self, contest: str, board: Sequence[Posted]) -> tuple[str, None]:
        own = [receipt for receipt in self.asked.receipts if receipt.contest == contest]
        for receipt in own:
            entry = board[receipt.n - 1]
            if (entry.sealed_by, blob_hash(entry.blob)) != (receipt.sealed_by, receipt.blob_hash):
                raise NotVerified(f"{contest}: entry {receipt.n} is not the ballot of the receipt")
        return f"{len(own)} found on the board", None

    def followed(
        self, contest: str, board: Sequence[Posted], public: Revealed
    ) -> tuple[str, Followed]:
        envelope = self.proceedings.envelope(contest)
        names = [layer.name for layer in envelope.layers]
        handed_on = {
            name: lists.split(self.member(members.list_name(contest, name)), envelope, name)
            for name in names[2 : 2 + len(self.proceedings.mixes)]
        }
        mix.confirmed(self.proceedings, contest)
        number = mix.committed(self.proceedings, contest).number
        shortest = min(map(len, handed_on.values()))
        if number > shortest:
            raise NotVerified(f"{contest}: a list has {shortest} lines and {number} decoys")
        first, grown = follow_board(
            self.proceedings, contest, board, public, cores=self.cores, progress=self.progress
        )
        lines = follow_mixes(self.proceedings, contest, first, grown, handed_on)
        return f"all {len(grown)} decoys stand in every list", Followed(grown, lines)

    def confirmed(self, contest: str) -> list[str]:
        """What those who tried a key's backup state, each in a sentence."""
        stated = step.steps(self.proceedings, contest)
        sentences = []
        for one in mix.confirmed(self.proceedings, contest):
            done = stated[one.layer]
            holder = self.proceedings.holder_of(one.layer)
            same = (one.hash, one.unopened) == (done.taken.hash, done.unopened)
            compared = "the same as with the key" if same else f"not those that {holder} states"
            sentences.append(
                f"{one.by} has tried the backup of {holder}'s key {one.layer} and states that"
                f" {len(one.unopened)} of {done.taken.lines} lines do not open with it, {compared}:"
                f" that is the word of {one.by} and {holder}, for the key is not published"
            )
        return sentences

    def papers(
        self, contest: str, board: Sequence[Posted], followed: Followed
    ) -> tuple[str, Profile]:
        papers = open_papers(
            self.proceedings,
            contest,
            board,
            followed,
            cores=self.cores,
            progress=self.progress,
        )
        self.same(
            members.papers_name(contest),
            write_papers(self.eid, contest, papers),
            "what the papers give",
        )
        return _figures(papers), self.ballots(contest, papers.profile)

    def papers_of_club(self, contest: str, board: Sequence[Posted]) -> tuple[str, Profile]:
        name = members.papers_name(contest)
        entry = read_document(self.member(name), PAPERS, _PAPERS_KEYS, source=name)
        done = step.steps(self.proceedings, contest).get("M1")
        if done is None:
            raise NotVerified(f"{contest}: nobody has stated that it was opened")
        content = self.member(members.ballots_name(contest))
        source = members.ballots_name(contest)
        profile = parse(content, source=source, input_format="blt").profile
        faults = entry.table("invalid", "`invalid`")
        invalid = {fault: faults.whole(fault, least=1, most=len(board)) for fault in faults.values}
        papers = Papers(
            profile,
            len(board),
            sum(posted.sealed_by == SERVER for posted in board),
            {"M1": len(done.unopened)},
            {"M1": done.copies},
            0,
            invalid,
        )
        self.same(name, write_papers(self.eid, contest, papers), "what was stated")
        if done.taken != mix.closed(self.proceedings, contest):
            raise NotVerified(f"{contest}: another board was opened than was closed")
        if profile.total + sum(invalid.values()) != done.given.lines:
            raise NotVerified(f"{contest}: there are not as many papers as were stated")
        unopened = set(done.unopened) - {blob_hash(posted.blob) for posted in board}
        if unopened:
            raise NotVerified(f"{contest}: what is said not to open is not on the board")
        return _figures(papers), self.ballots(contest, profile)

    def ballots(self, contest: str, profile: Profile) -> Profile:
        election = self.proceedings.manifest.contest(contest).election
        name = members.ballots_name(contest)
        self.same(name, ballots(election, profile), "the ballots among the papers")
        return profile

    def count(self, contest: str, profile: Profile) -> tuple[str, None]:
        counted = tally(self.proceedings, contest, profile)
        for name, record, why in (
            (members.record_name(contest), counted.record, "there is no valid paper"),
            (members.standing_name(contest), counted.standing, "nobody withdrew, or none is valid"),
        ):
            if record is not None:
                self.same(name, record_document(record), "what the count gives")
            elif name in self.index.members:
                raise NotVerified(f"{contest}: {shown(name)} is published, but {why}")
        statement = self.proceedings.needed(RESULT, contest)
        if dict(statement.content) != result_content(counted):
            raise NotVerified(f"{contest}: the officer stated another result")
        return _elected(counted), None

    def no_more(self) -> tuple[str, None]:
        """Nothing is signed and published that nobody has looked at."""
        known = {members.MANIFEST, members.STATEMENTS, members.HEADS}
        club = self.proceedings.manifest.setting is Setting.CLUB
        for contest in self.proceedings.contests:
            known |= {
                members.board_name(contest),
                members.papers_name(contest),
                members.ballots_name(contest),
                members.record_name(contest),
                members.standing_name(contest),
            }
            known |= {
                members.statement_name(contest, one.number, one.language)
                for one in self.proceedings.manifest.contest(contest).statements
            }
            if not club:
                enters = (*self.proceedings.mixes[1:], self.proceedings.opens[0])
                known |= {members.list_name(contest, name) for name in enters}
        others = [
            name
            for name in self.index.members
            if name not in known and not name.startswith(members.PAGES)
        ]
        if others:
            raise NotVerified(f"nobody knows what {shown(min(others))} is")
        return "there is no other member than these checks have read, and pages", None

    def same(self, name: str, made: bytes, what: str) -> None:
        if self.member(name) != made:
            raise NotVerified(f"{shown(name)} is not {what}")


_PAPERS_KEYS = (
    "eid",
    "contest",
    "entries",
    "by_server",
    "unopened",
    "copies",
    "decoys",
    "invalid",
    "ballots",
    "blank",
)


def _figures(papers: Papers) -> str:
    return (
        f"ballots {papers.profile.total}, invalid papers {sum(papers.invalid.values())},"
        f" not opened {sum(papers.unopened.values())}, copies {sum(papers.copies.values())};"
        f" sealed by the server {papers.by_server}"
    )


def _elected(counted: Tally) -> str:
    said = f"elected: {_names(counted.record)}"
    if counted.standing is not None:
        said += f"; without those withdrawn late: {_names(counted.standing)}"
    return said


def _names(record: CountRecord | None) -> str:
    return ", ".join(record.winners) if record else "nobody: no paper is valid"
