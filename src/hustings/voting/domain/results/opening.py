"""From the closed boards to the ballots: with all keys on one machine, or once they are released.

Knows the acts of `sealing.procession` in their order and who does each. Must not know tables or
files.

Nothing is kept on the way but the journals and the decoys' seeds: whoever is interrupted begins
again with them, and comes to the same lists and the same statements. So does whoever has all keys
and goes on where holders on machines of their own have stopped.
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
from hustings.sealing.mixing.mix import FEW, OUTERMOST
from hustings.sealing.procession import acts
from hustings.sealing.procession.acts import Manner, Passed, Report
from hustings.sealing.statements import ACCEPT
from hustings.sealing.writing.signing import public_key


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
        for name in manifest.signers:
            if signer := self.signers.get(name):
                _check_signer(proceedings, signer)


def signing(proceedings: Proceedings, held: Sequence[Held], name: str) -> Signer:
    """A holder with the key to sign with.

    Raises:
        InputError: it is not among those held, or not the one in the manifest.
    """
    for key, _ in held:
        if (key.holder, key.use) == (name, SIGN):
            signer = Signer(name, key.secret)
            _check_signer(proceedings, signer)
            return signer
    raise _missing(f"the key with which {name} signs")


def _check_signer(proceedings: Proceedings, signer: Signer) -> None:
    if public_key(signer.secret) != proceedings.manifest.signers[signer.name]:
        raise InputError(
            f"the key with which {signer.name} signs is not the one in the manifest",
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
    passed = acts.close(proceedings, server, boards)
    manner = Manner(cores, report)
    spare = _Spare(proceedings, holders, backups, manner)
    if proceedings.manifest.setting is Setting.CLUB:
        return _open_club(passed, holders, manner)
    fewest = 0 if few else FEW
    _check_few(boards, fewest)
    scrutineer = holders.signers[proceedings.holder(Role.SCRUTINEER)]
    passed = acts.commit(passed, scrutineer, seeds)
    key, journal = holders.held[OUTERMOST]
    passed = acts.open_boards(passed, scrutineer, key, seeds, journal=journal, manner=manner)
    for layer in proceedings.mixes:
        key, journal = holders.held[layer]
        passed = acts.mix(
            passed,
            holders.signers[proceedings.holder_of(layer)],
            key,
            heads,
            journal=journal,
            fewest=fewest,
            witness=spare.confirm,
            manner=manner,
        )
    passed = acts.publish(passed, scrutineer, holders.held[OUTERMOST].key, seeds)
    checked = acts.check_decoys(passed, manner=manner)
    for layer in proceedings.opens:
        trustee = holders.signers[proceedings.holder_of(layer)]
        passed = acts.release(passed, trustee, holders.held[layer].key, checked)
    return _opened(passed, checked, manner)


def open_released(
    passed: Passed, *, cores: int | None = None, report: Report | None = None
) -> Ballots:
    """The ballots of an election whose holders have released every key.

    Raises:
        NotVerified: the check fails here, a list is missing or another, or a key is not released.
    """
    manner = Manner(cores, report)
    acts.check_whole(passed)
    return _opened(passed, acts.check_decoys(passed, manner=manner), manner)


def _opened(passed: Passed, checked: closing.Checked, manner: Manner) -> Ballots:
    papers = acts.papers(passed, checked, manner=manner)
    return Ballots(passed.proceedings, passed.boards, acts.published(passed), papers)


def _open_club(passed: Passed, holders: Holders, manner: Manner) -> Ballots:
    proceedings, papers = passed.proceedings, {}
    officer = holders.signers[proceedings.holder(Role.OFFICER)]
    key, journal = holders.held["M1"]
    for contest in proceedings.contests:
        proceedings, papers[contest] = closing.open_club(
            proceedings,
            officer,
            contest,
            passed.boards[contest],
            key,
            journal=journal,
            cores=manner.cores,
            progress=manner.progress(contest, "opened"),
        )
    return Ballots(proceedings, passed.boards, {}, papers)


def _check_few(boards: Mapping[str, Sequence[Posted]], fewest: int) -> None:
    for contest, board in boards.items():
        if len(board) < fewest:
            raise InputError(
                f"{contest} has {len(board)} ballots: whoever knows some of the voters may know"
                " the votes of the others",
                remedy="give --few to open them all the same, if the voters know that",
            )


class _Spare:
    """The backups at hand, and who states what does not open with them."""

    def __init__(
        self,
        proceedings: Proceedings,
        holders: Holders,
        backups: Sequence[Backup],
        manner: Manner,
    ) -> None:
        self.holders, self.manner = holders, manner
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

    def confirm(
        self, passed: Passed, contest: str, layer: str, wrong: closing.DoesNotOpen
    ) -> Passed:
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
        signer = self.holders.signers[keeper]
        return acts.confirm(passed, signer, contest, key, journal=journal, manner=self.manner)


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
