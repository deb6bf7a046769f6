"""What each holder does with all contests at once, whether alone or with everybody's keys.

Knows the acts of `sealing.mixing` contest by contest, and that each can be done again: what is
stated already is made anew, compared and not stated twice. Must not know files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hustings.errors import NotVerified
from hustings.sealing.board.chain import Posted, verify_board
from hustings.sealing.board.observed import by_number, check_ours
from hustings.sealing.board.receipt import Head
from hustings.sealing.holders.keys import Key
from hustings.sealing.mixing import mix as mixing
from hustings.sealing.mixing import release as releasing
from hustings.sealing.mixing import step
from hustings.sealing.mixing.check import Checked, Revealed, check, reveal, revealed
from hustings.sealing.mixing.cores import Progress
from hustings.sealing.mixing.journal import Journal
from hustings.sealing.mixing.lists import Summary, check_order, summary
from hustings.sealing.mixing.mix import DoesNotOpen
from hustings.sealing.proceedings import CLOSE, DECOYS, REVEAL, Proceedings, Signer
from hustings.sealing.results.papers import Papers, open_papers

# Told what is being done: a contest's id (empty for all of them), what, how much of how much.
Report = Callable[[str, str, int, int], None]
Boards = Mapping[str, Sequence[Posted]]
# By contest, then by the layer that each enters: `M1` … and the first `O`.
Lists = Mapping[str, Mapping[str, Sequence[bytes]]]
# Given a contest, the layer at which too much does not open, and the fault: states what a backup
# says.
Witness = Callable[["Passed", str, str, DoesNotOpen], "Passed"]


class Passed(NamedTuple):
    """What is passed from one holder to the next.

    Attributes:
        proceedings: with every statement so far.
        boards: of every contest.
        lists: those that were handed on so far.
    """

    proceedings: Proceedings
    boards: Boards
    lists: Lists


class Manner(NamedTuple):
    """How the work is done, which changes nothing of what comes out."""

    cores: int | None = None
    report: Report | None = None

    def progress(self, contest: str, what: str) -> Progress | None:
        """What is told of one list."""
        report = self.report
        if report is None:
            return None
        return lambda done, number: report(contest, what, done, number)


PLAIN = Manner()


def close(proceedings: Proceedings, server: Signer, boards: Boards) -> Passed:
    """The server states how each board has ended.

    Raises:
        NotVerified: a board is no chain, is not the one closed, or a holder has not signed.
    """
    for contest in proceedings.contests:
        if proceedings.only(CLOSE, contest):
            mixing.check_board(proceedings, contest, boards[contest])
        else:
            proceedings = mixing.close(proceedings, server, contest, boards[contest])
    return Passed(proceedings, boards, {contest: {} for contest in proceedings.contests})


def check_whole(passed: Passed, *, remade: str = "") -> None:
    """Find that boards and lists are those that were signed, and none is missing.

    What is stated of backups has to hold too: once it is taken in it cannot be taken back.

    Args:
        remade: the layer whose holder is about to make again what they hand on: that list need
            not be here.

    Raises:
        NotVerified: the poll is not closed, or one is missing or another.
    """
    proceedings = passed.proceedings
    for contest in proceedings.contests:
        mixing.check_board(proceedings, contest, passed.boards[contest])
        mixing.confirmed(proceedings, contest)
        envelope = proceedings.envelope(contest)
        for stated in step.steps(proceedings, contest).values():
            enters = after(proceedings, stated.layer)
            if stated.layer == remade:
                continue
            signer = proceedings.holder_of(stated.layer)
            lines = passed.lists[contest].get(enters)
            if lines is None:
                raise NotVerified(
                    f"{contest}: the list {enters}, which {signer} signed, is missing"
                )
            if summary(lines, envelope, enters) != stated.given:
                raise NotVerified(
                    f"{contest}: the list {enters} is not the one that {signer} signed"
                )
            check_order(lines, envelope, enters)


def compare(
    proceedings: Proceedings,
    boards: Boards,
    ends: Mapping[str, Summary],
    heads: Sequence[Head],
) -> dict[str, Head]:
    """Find that boards are those of observers' heads; the last head of each that is among them.

    Args:
        ends: entries and last head of each board, as the server says.
        heads: of any number, as observers hold them.

    Raises:
        NotVerified: a head is not signed by the server, or not on the board.
    """
    check_ours(heads, proceedings.eid, proceedings.contests, proceedings.manifest.server)
    for contest in proceedings.contests:
        numbered = by_number(contest, heads, [ends[contest]])
        verify_board(proceedings.eid, contest, boards[contest], heads=numbered)
    return {head.contest: head for head in heads if head.n == ends[head.contest].lines}


# -- the scrutineer --------------------------------------------------------------------------------


def commit(passed: Passed, scrutineer: Signer, seeds: Callable[[str], bytes]) -> Passed:
    """The scrutineer commits to the seed of each contest's decoys.

    Args:
        seeds: a contest's seed, the same each time it is asked.

    Raises:
        NotVerified: a contest is not closed, or was committed to another seed.
    """
    proceedings = passed.proceedings
    for contest in proceedings.contests:
        if proceedings.only(DECOYS, contest):
            mixing.check_seed(proceedings, contest, seeds(contest))
        else:
            proceedings = mixing.commit_decoys(proceedings, scrutineer, contest, seeds(contest))
    return passed._replace(proceedings=proceedings)


def open_boards(
    passed: Passed,
    scrutineer: Signer,
    key: Key,
    seeds: Callable[[str], bytes],
    *,
    journal: Journal,
    manner: Manner = PLAIN,
) -> Passed:
    """The scrutineer opens `S` of every board and puts the decoys in.

    Raises:
        InputError, NotVerified: as of `mix.open_board`.
    """
    for contest in passed.proceedings.contests:
        done = mixing.open_board(
            passed.proceedings,
            scrutineer,
            contest,
            passed.boards[contest],
            key,
            seeds(contest),
            journal=journal,
            cores=manner.cores,
            progress=manner.progress(contest, f"opened at {mixing.OUTERMOST}"),
        )
        passed = _with_list(passed, contest, mixing.OUTERMOST, done)
    return passed


def publish(passed: Passed, scrutineer: Signer, key: Key, seeds: Callable[[str], bytes]) -> Passed:
    """The scrutineer publishes `S` and all seeds, after the last list of every contest.

    Raises:
        InputError, NotVerified: as of `check.reveal`, or other seeds were published before.
    """
    proceedings = passed.proceedings
    grown = {contest: seeds(contest) for contest in proceedings.contests}
    if proceedings.only(REVEAL):
        own = proceedings.pair(key, mixing.OUTERMOST)
        if revealed(proceedings) != Revealed(own.secret, grown):
            raise NotVerified("S and the seeds are published already, and they are others")
        return passed
    return passed._replace(proceedings=reveal(proceedings, scrutineer, key, grown))


# -- the trustees ----------------------------------------------------------------------------------


def mix(
    passed: Passed,
    trustee: Signer,
    key: Key,
    heads: Mapping[str, Head],
    *,
    journal: Journal,
    fewest: int = mixing.FEW,
    witness: Witness | None = None,
    manner: Manner = PLAIN,
) -> Passed:
    """A trustee opens their layer of every contest's list and sorts.

    Args:
        heads: each contest's last head as an observer holds it; a contest without one is taken as
            the server says.
        fewest: how many ballots each contest must have.
        witness: asked where more does not open than may.

    Raises:
        InputError, NotVerified, DoesNotOpen: as of `mix.mix`.
    """
    layer = key.use

    def mixed(contest: str, lines: Sequence[bytes]) -> mixing.Mixed:
        return mixing.mix(
            passed.proceedings,
            trustee,
            contest,
            lines,
            key,
            observed=heads.get(contest),
            journal=journal,
            fewest=fewest,
            cores=manner.cores,
            progress=manner.progress(contest, f"mixed at {layer}"),
        )

    for contest in passed.proceedings.contests:
        if layer not in passed.lists[contest]:
            raise NotVerified(f"{contest}: there is no list for {layer} yet")
        lines = passed.lists[contest][layer]
        try:
            done = mixed(contest, lines)
        except DoesNotOpen as error:
            if witness is None:
                raise
            passed = witness(passed, contest, layer, error)
            done = mixed(contest, lines)
        passed = _with_list(passed, contest, layer, done)
    return passed


def confirm(
    passed: Passed,
    witness: Signer,
    contest: str,
    backup: Key,
    *,
    journal: Journal,
    manner: Manner = PLAIN,
) -> Passed:
    """Whoever keeps a key's backup states what of a contest's list it does not open either.

    Nothing is stated where it opens as much as has to open, or where it is stated already.

    Raises:
        InputError, NotVerified: as of `mix.confirm`.
    """
    before, layer = passed.proceedings, backup.use
    if layer not in before.mixes or layer not in passed.lists[contest]:
        raise NotVerified(f"{contest}: there is no list for {layer}")
    lines = passed.lists[contest][layer]
    grown = mixing.confirm(
        before,
        witness,
        contest,
        lines,
        backup,
        journal=journal,
        cores=manner.cores,
        progress=manner.progress(contest, f"tried with the backup of {layer}"),
    )
    stated = mixing.confirmed(grown, contest)
    few = len(stated[-1].unopened) <= mixing.most_unopened(len(lines))
    return passed if few or stated[-1] in stated[:-1] else passed._replace(proceedings=grown)


def release(passed: Passed, trustee: Signer, key: Key, checked: Checked) -> Passed:
    """A trustee publishes the key of their last layer.

    Args:
        checked: what `check_decoys` gave on the trustee's own machine.

    Raises:
        InputError, NotVerified: as of `release.release`.
    """
    if key.use in releasing.released(passed.proceedings):
        passed.proceedings.pair(key, key.use)
        return passed
    proceedings = releasing.release(passed.proceedings, trustee, key, checked)
    return passed._replace(proceedings=proceedings)


# -- everybody -------------------------------------------------------------------------------------


def check_decoys(passed: Passed, *, manner: Manner = PLAIN) -> Checked:
    """Every contest followed from its board to its last list; errors as of `check.check`."""
    return check(
        passed.proceedings,
        passed.boards,
        passed.lists,
        cores=manner.cores,
        progress=manner.progress("", "checked"),
    )


def papers(passed: Passed, checked: Checked, *, manner: Manner = PLAIN) -> dict[str, Papers]:
    """Every paper of every contest, once all keys are released; errors as of `open_papers`."""
    return {
        contest: open_papers(
            passed.proceedings,
            contest,
            passed.boards[contest],
            checked.contests[contest],
            cores=manner.cores,
            progress=manner.progress(contest, "opened"),
        )
        for contest in passed.proceedings.contests
    }


def published(passed: Passed) -> Lists:
    """The lists that are published: those that cannot be made again from board and seed."""
    return {
        contest: {
            name: lines for name, lines in listed.items() if name != passed.proceedings.mixes[0]
        }
        for contest, listed in passed.lists.items()
    }


def _with_list(passed: Passed, contest: str, layer: str, done: mixing.Mixed) -> Passed:
    listed = {**passed.lists[contest], after(passed.proceedings, layer): done.lines}
    return Passed(done.proceedings, passed.boards, {**passed.lists, contest: listed})


def after(proceedings: Proceedings, layer: str) -> str:
    """The layer that comes after one, by which its list is called."""
    names = [keyed.name for keyed in proceedings.manifest.layers]
    return names[names.index(layer) + 1]
