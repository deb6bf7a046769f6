"""Whole elections, from a few rankings to `election.zip`, with all keys on one machine.

The same in every run. Each stage is kept, so that a test can go back to it and do it wrongly.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hustings.election.model import make_election
from hustings.sealing import closing
from hustings.sealing.ballots import payload
from hustings.sealing.ballots.envelope import seal
from hustings.sealing.board.chain import BROWSER, SERVER, Posted, first_head, verify_board
from hustings.sealing.board.receipt import Head, Receipt, sign_head, sign_receipt
from hustings.sealing.closing import Proceedings, Published, Signer
from hustings.sealing.holders.keys import Key
from hustings.sealing.manifest import Contest, Order, Setting, tie_commitment, write_manifest
from sealing.parties import NEC, TEXTS, Parties, manifest, repeatable

Rankings = Sequence[Sequence[int]]

TIE_SEED = "a seed of more than twenty letters"

TREASURER = Contest(
    "treasurer",
    make_election("Treasurer", 2, ["Dai", "Eluned", "Ffion"]),
    "block-vote",
    "1",
    Order.FIXED,
    "Every member",
    tie_commitment(TIE_SEED),
    100,
    b"t" * 32,
)
RANKINGS: dict[str, Rankings] = {
    "nec": [(1, 2)] * 5 + [(2, 1, 3)] * 4 + [(3,)] * 3 + [()],
    "treasurer": [(1, 2)] * 4 + [(3, 1)] * 3 + [(2, 3)] * 3 + [(1, 2, 3)],
}


@dataclass
class Whole:
    """An election, at any stage.

    Attributes:
        boards: by contest.
        lists: by contest, then by the layer that each enters, `M1` among them.
        journal: one for all keys.
        cores: as the acts take it.
    """

    parties: Parties
    proceedings: Proceedings
    boards: dict[str, list[Posted]] = field(default_factory=dict)
    lists: dict[str, dict[str, tuple[bytes, ...]]] = field(default_factory=dict)
    journal: closing.Noted = field(default_factory=closing.Noted)
    cores: int | None = 1

    def copy(self) -> Whole:
        """The same, to go on with in another way."""
        journal = closing.Noted()
        journal.openings += self.journal.openings
        lists = {contest: dict(listed) for contest, listed in self.lists.items()}
        return replace(self, boards=dict(self.boards), lists=lists, journal=journal)

    def signer(self, name: str) -> Signer:
        return self.parties.signer(name)

    def key(self, layer: str) -> Key:
        return self.parties.key(layer, self.proceedings.holder_of(layer))

    def post(self, contest: str, blobs: Sequence[bytes]) -> None:
        """Sealed ballots put on the board; every third was sealed by the server."""
        self.boards[contest] = [
            Posted(n, SERVER if n % 3 == 0 else BROWSER, blob) for n, blob in enumerate(blobs, 1)
        ]

    def seal(self, contest: str, payloads: Sequence[bytes]) -> list[bytes]:
        random = repeatable(f"{self.parties.label} votes in {contest}")
        envelope = self.proceedings.envelope(contest)
        return [seal(content, envelope, random=random) for content in payloads]

    def head(self, contest: str, n: int | None = None) -> Head:
        """The head n of a contest's board as an observer holds it; the last unless told."""
        board = self.boards[contest][:n]
        eid = self.proceedings.eid
        head = verify_board(eid, contest, board) if board else first_head(eid, contest)
        secret = self.signer("booth.example").secret
        return sign_head(secret, eid, contest, n=len(board), head=head)

    def receipt(self, contest: str, n: int) -> Receipt:
        from hustings.sealing.board.chain import blob_hash

        entry = self.boards[contest][n - 1]
        return sign_receipt(
            self.signer("booth.example").secret,
            self.proceedings.eid,
            contest,
            n=n,
            sealed_by=entry.sealed_by,
            blob_hash=blob_hash(entry.blob),
            head=self.head(contest, n).head,
        )

    # -- acts --------------------------------------------------------------------------------------

    def close(self) -> None:
        server = self.signer("booth.example")
        for contest in self.proceedings.contests:
            self.proceedings = closing.close(
                self.proceedings, server, contest, self.boards[contest]
            )

    def commit(self) -> None:
        for contest in self.proceedings.contests:
            self.proceedings = closing.commit_decoys(
                self.proceedings, self.signer("Sam"), contest, self.parties.seed(contest)
            )

    def open_board(self, contest: str) -> None:
        self.proceedings, lines = closing.open_board(
            self.proceedings,
            self.signer("Sam"),
            contest,
            self.boards[contest],
            self.key("S"),
            self.parties.seed(contest),
            journal=self.journal,
            cores=self.cores,
        )
        self.lists[contest] = {"M1": lines}

    def mix(self, contest: str, layer: str, *, fewest: int = 0) -> None:
        self.proceedings, lines = closing.mix(
            self.proceedings,
            self.signer(self.proceedings.holder_of(layer)),
            contest,
            self.lists[contest][layer],
            self.key(layer),
            observed=self.head(contest),
            journal=self.journal,
            fewest=fewest,
            cores=self.cores,
        )
        self.lists[contest][self.after(layer)] = lines

    def after(self, layer: str) -> str:
        layers = [keyed.name for keyed in self.proceedings.manifest.layers]
        return layers[layers.index(layer) + 1]

    def mix_all(self) -> None:
        for contest in self.proceedings.contests:
            self.open_board(contest)
            for layer in self.proceedings.mixes:
                self.mix(contest, layer)

    def reveal(self) -> None:
        seeds = {contest: self.parties.seed(contest) for contest in self.proceedings.contests}
        self.proceedings = closing.reveal(
            self.proceedings, self.signer("Sam"), self.key("S"), seeds
        )

    def check(self) -> closing.Checked:
        return closing.check(self.proceedings, self.boards, self.lists, cores=self.cores)

    def release(self, checked: closing.Checked) -> None:
        for layer in self.proceedings.opens:
            self.proceedings = closing.release(
                self.proceedings,
                self.signer(self.proceedings.holder_of(layer)),
                self.key(layer),
                checked,
            )

    def papers(self, checked: closing.Checked) -> dict[str, closing.Papers]:
        return {
            contest: closing.open_papers(
                self.proceedings,
                contest,
                self.boards[contest],
                checked.contests[contest],
                cores=self.cores,
            )
            for contest in self.proceedings.contests
        }

    def open_club(self) -> dict[str, closing.Papers]:
        papers = {}
        for contest in self.proceedings.contests:
            self.proceedings, papers[contest] = closing.open_club(
                self.proceedings,
                self.signer("Olu"),
                contest,
                self.boards[contest],
                self.key("M1"),
                journal=self.journal,
                cores=self.cores,
            )
        return papers

    def count(
        self, papers: Mapping[str, closing.Papers], withdrawn: Mapping[str, Sequence[str]]
    ) -> dict[str, closing.Tally]:
        """Every contest counted, its result stated; seeds for lots published where there are."""
        officer = self.signer("Olu")
        tallies = {}
        for contest, opened in papers.items():
            if self.proceedings.manifest.contest(contest).tie_commitment:
                self.proceedings = closing.publish_seed(
                    self.proceedings, officer, contest, TIE_SEED
                )
            if contest in withdrawn:
                self.proceedings = closing.withdraw(
                    self.proceedings, officer, contest, withdrawn[contest]
                )
            tallies[contest] = closing.tally(self.proceedings, contest, opened.profile)
            self.proceedings = closing.state_result(
                self.proceedings, officer, contest, tallies[contest]
            )
        return tallies

    def pack(
        self, papers: Mapping[str, closing.Papers], tallies: Mapping[str, closing.Tally]
    ) -> bytes:
        contests = {}
        for contest in self.proceedings.contests:
            listed = self.lists.get(contest, {})
            lists = {name: lines for name, lines in listed.items() if name != "M1"}
            contests[contest] = Published(
                self.boards[contest],
                lists,
                papers[contest],
                tallies[contest],
                TEXTS.get(contest, {}),
            )
        target = io.BytesIO()
        closing.pack(
            target,
            self.proceedings,
            self.signer("Olu"),
            contests,
            heads=[self.head(contest, n) for contest in contests for n in (3, None)],
            pages={"nec.html": b"<!doctype html><title>NEC</title>"},
        )
        return target.getvalue()

    def finish(self, withdrawn: Mapping[str, Sequence[str]] | None = None) -> bytes:
        """`election.zip`, from closed boards."""
        if self.proceedings.manifest.setting is Setting.CLUB:
            papers = self.open_club()
        else:
            self.commit()
            self.mix_all()
            self.reveal()
            checked = self.check()
            self.release(checked)
            papers = self.papers(checked)
        return self.pack(papers, self.count(papers, withdrawn or {}))


def voted(
    rankings: Mapping[str, Rankings] | None = None,
    *,
    contests: Sequence[Contest] = (NEC, TREASURER),
    setting: Setting = Setting.SOCIETY,
    parties: Parties | None = None,
    least_decoys: int = 8,
    server_seals: bool = True,
) -> Whole:
    """An election with its manifest accepted, the ballots on the boards, the poll closed."""
    parties = parties or Parties()
    settled = manifest(
        contests, parties, setting=setting, least_decoys=least_decoys, server_seals=server_seals
    )
    proceedings = Proceedings(write_manifest(settled))
    for holder in settled.holders:
        proceedings = closing.accept(proceedings, parties.signer(holder.name))
    whole = Whole(parties, proceedings)
    for contest in contests:
        cast = (rankings or RANKINGS)[contest.id]
        whole.post(contest.id, whole.seal(contest.id, [payload.vote(one) for one in cast]))
    whole.close()
    return whole
