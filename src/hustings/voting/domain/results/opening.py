"""After the close, where all keys are on one machine: every layer opened, each act as stated.

Knows the acts of `sealing.closing` in their order and who does each. Must not know tables or files.

Nothing is kept on the way but the journals and the decoys' seeds: whoever is interrupted begins
again with them, and comes to the same lists and the same statements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hustings.errors import InputError
from hustings.sealing import closing
from hustings.sealing.board.chain import Posted
from hustings.sealing.board.receipt import Head
from hustings.sealing.closing import Journal, Papers, Proceedings, Signer
from hustings.sealing.holders.keys import SIGN, Key
from hustings.sealing.manifest import Role, Setting
from hustings.sealing.mixing.cores import Progress
from hustings.sealing.mixing.mix import FEW, OUTERMOST
from hustings.sealing.statements import ACCEPT
from hustings.sealing.writing.signing import public_key

# Told what is being done: a contest's id, what, how much of how much.
Report = Callable[[str, str, int, int], None]


class Held(NamedTuple):
    """A private key, and the journal that lies beside it."""

    key: Key
    journal: Journal


class Backup(NamedTuple):
    """A key's backup, and the holder who keeps it: who states what it does not open."""

    keeper: str
    held: Held


class Ballots(NamedTuple):
    """An election opened.

    Attributes:
        proceedings: with every statement up to the opening.
        boards: by contest.
        lists: by contest, the lists that enter `M2` … and `O1`, by these names; none in a club.
        papers: by contest.
    """

    proceedings: Proceedings
    boards: Mapping[str, Sequence[Posted]]
    lists: Mapping[str, Mapping[str, Sequence[bytes]]]
    papers: Mapping[str, Papers]


class Holders:
    """The holders' keys, found by what each is for.

    Raises:
        InputError: one is missing, or does not stand in the manifest; says whose.
    """

    def __init__(self, proceedings: Proceedings, server: Signer, held: Sequence[Held]) -> None:
        self.signers = {server.name: server}
        self.held = {one.key.use: one for one in held if one.key.use != SIGN}
        for one in held:
            if one.key.use == SIGN:
                self.signers[one.key.holder] = Signer(one.key.holder, one.key.secret)
        manifest = proceedings.manifest
        for holder in manifest.holders:
            if holder.role is not Role.LINKS and holder.name not in self.signers:
                raise _missing(f"the key with which {holder.name} signs")
        for layer in manifest.layers:
            if layer.name not in self.held:
                raise _missing(f"the key {layer.name} of {layer.holder}")
            proceedings.pair(self.held[layer.name].key, layer.name)
        for name, public in manifest.signers.items():
            signer = self.signers.get(name)
            if signer and public_key(signer.secret) != public:
                raise InputError(
                    f"the key with which {name} signs is not the one in the manifest",
                    remedy="give the one that was made for this election",
                )


def open_all(
    proceedings: Proceedings,
    server: Signer,
    boards: Mapping[str, Sequence[Posted]],
    heads: Mapping[str, Head],
    held: Sequence[Held],
    *,
    seeds: Callable[[str], bytes],
    backups: Sequence[Backup] = (),
    few: bool = False,
    cores: int | None = None,
    report: Report | None = None,
) -> Ballots:
    """Everything from the closed boards to the ballots.

    Args:
        boards, heads: by contest; the last head of each.
        held: the key of every layer, and every holder's key to sign with.
        seeds: a contest's seed for decoys, the same each time it is asked.
        backups: tried where more of a list does not open than may.
        few: whether a contest with fewer than `FEW` ballots is mixed and opened as well.

    Raises:
        InputError: a key is missing or another, too few ballots, another list was opened before.
        NotVerified: something does not fit; Blamed where only one holder can have done it.
    """
    holders = Holders(proceedings, server, held)
    if proceedings.manifest.practice:
        proceedings = _accepted(proceedings, holders)
    for contest in proceedings.contests:
        proceedings = closing.close(proceedings, server, contest, boards[contest])
    run = _Run(proceedings, holders, boards, backups, cores, report)
    if proceedings.manifest.setting is Setting.CLUB:
        return run.club()
    return run.society(heads, seeds, 0 if few else FEW)


class _Run:
    def __init__(
        self,
        proceedings: Proceedings,
        holders: Holders,
        boards: Mapping[str, Sequence[Posted]],
        backups: Sequence[Backup],
        cores: int | None,
        report: Report | None,
    ) -> None:
        self.proceedings, self.holders, self.boards = proceedings, holders, boards
        mixing = [one for one in backups if one.held.key.use in proceedings.mixes]
        self.backups = {one.held.key.use: one for one in mixing}
        keepers = {one.keeper for one in mixing}
        for one in backups:
            if one.keeper not in keepers:
                raise InputError(
                    f"none of the keys whose backup {one.keeper} keeps mixes",
                    remedy=f"give the backup of {' or '.join(proceedings.mixes)}",
                )
        for layer, one in self.backups.items():
            proceedings.pair(one.held.key, layer)
            if one.keeper not in holders.signers:
                raise _missing(f"the key with which {one.keeper} signs, who keeps the backup")
            if not closing.may_confirm(proceedings, one.keeper, layer):
                raise InputError(
                    f"somebody else than {one.keeper} has to try the backup of {layer}",
                    remedy="name the holder who keeps it",
                )
        self.cores, self.report = cores, report

    def club(self) -> Ballots:
        papers = {}
        officer = self.holders.signers[self.proceedings.holder(Role.OFFICER)]
        key, journal = self.holders.held["M1"]
        for contest in self.proceedings.contests:
            self.proceedings, papers[contest] = closing.open_club(
                self.proceedings,
                officer,
                contest,
                self.boards[contest],
                key,
                journal=journal,
                cores=self.cores,
                progress=self.progress(contest, "opened"),
            )
        return Ballots(self.proceedings, self.boards, {}, papers)

    def society(
        self, heads: Mapping[str, Head], seeds: Callable[[str], bytes], fewest: int
    ) -> Ballots:
        contests = self.proceedings.contests
        for contest in contests:
            if len(self.boards[contest]) < fewest:
                raise InputError(
                    f"{contest} has {len(self.boards[contest])} ballots: whoever knows some of the"
                    " voters may know the votes of the others",
                    remedy=f"give --few to open fewer than {fewest} if they know that",
                )
        scrutineer = self.holders.signers[self.proceedings.holder(Role.SCRUTINEER)]
        grown = {contest: seeds(contest) for contest in contests}
        for contest in contests:
            self.proceedings = closing.commit_decoys(
                self.proceedings, scrutineer, contest, grown[contest]
            )
        handed_on = {
            contest: self.mixed(contest, heads[contest], scrutineer, grown[contest], fewest)
            for contest in contests
        }
        self.proceedings = closing.reveal(
            self.proceedings, scrutineer, self.holders.held[OUTERMOST].key, grown
        )
        checked = closing.check(
            self.proceedings,
            self.boards,
            handed_on,
            cores=self.cores,
            progress=self.progress("", "checked"),
        )
        for layer in self.proceedings.opens:
            trustee = self.holders.signers[self.proceedings.holder_of(layer)]
            self.proceedings = closing.release(
                self.proceedings, trustee, self.holders.held[layer].key, checked
            )
        papers = {
            contest: closing.open_papers(
                self.proceedings,
                contest,
                self.boards[contest],
                checked.contests[contest],
                cores=self.cores,
                progress=self.progress(contest, "opened"),
            )
            for contest in contests
        }
        return Ballots(self.proceedings, self.boards, handed_on, papers)

    def mixed(
        self, contest: str, observed: Head, scrutineer: Signer, seed: bytes, fewest: int
    ) -> dict[str, Sequence[bytes]]:
        """A contest's lists from `S` to the last mix, by the layer that each enters."""
        key, journal = self.holders.held[OUTERMOST]
        lines: Sequence[bytes]
        self.proceedings, lines = closing.open_board(
            self.proceedings,
            scrutineer,
            contest,
            self.boards[contest],
            key,
            seed,
            journal=journal,
            cores=self.cores,
            progress=self.progress(contest, "opened at S"),
        )
        lists: dict[str, Sequence[bytes]] = {}
        following = (*self.proceedings.mixes[1:], self.proceedings.opens[0])
        for layer, enters in zip(self.proceedings.mixes, following, strict=True):
            try:
                lines = self.mix(contest, layer, lines, observed, fewest)
            except closing.DoesNotOpen as error:
                self.try_backup(contest, layer, lines, error)
                lines = self.mix(contest, layer, lines, observed, fewest)
            lists[enters] = lines
        return lists

    def mix(
        self, contest: str, layer: str, lines: Sequence[bytes], observed: Head, fewest: int
    ) -> Sequence[bytes]:
        key, journal = self.holders.held[layer]
        self.proceedings, given = closing.mix(
            self.proceedings,
            self.holders.signers[self.proceedings.holder_of(layer)],
            contest,
            lines,
            key,
            observed=observed,
            journal=journal,
            fewest=fewest,
            cores=self.cores,
            progress=self.progress(contest, f"mixed at {layer}"),
        )
        return given

    def try_backup(
        self, contest: str, layer: str, lines: Sequence[bytes], wrong: closing.DoesNotOpen
    ) -> None:
        """Whoever keeps the backup of a layer's key states what it does not open either.

        Raises:
            DoesNotOpen: there is no backup here.
        """
        if layer not in self.backups:
            raise closing.DoesNotOpen(
                f"{wrong}; give the backup of {layer}, and who keeps it, with --backup",
                wrong.unopened,
            )
        keeper, (key, journal) = self.backups[layer]
        self.proceedings = closing.confirm(
            self.proceedings,
            self.holders.signers[keeper],
            contest,
            lines,
            key,
            journal=journal,
            cores=self.cores,
            progress=self.progress(contest, f"tried with the backup of {layer}"),
        )

    def progress(self, contest: str, what: str) -> Progress | None:
        report = self.report
        if report is None:
            return None
        return lambda done, number: report(contest, what, done, number)


def _accepted(proceedings: Proceedings, holders: Holders) -> Proceedings:
    """In an exercise nobody has to have signed the manifest before the poll: now they do."""
    accepted = {statement.by for statement in proceedings.find(ACCEPT)}
    for name in proceedings.manifest.signers:
        if name not in accepted and name in holders.signers:
            proceedings = closing.accept(proceedings, holders.signers[name])
    return proceedings


def _missing(what: str) -> InputError:
    return InputError(
        f"{what} is not here",
        remedy="give its file too, or its folder with --keys",
    )
