"""From the closed board to the last list: who opens which layer of which list, and states it.

Knows what each holder has to see before opening, and what each states afterwards. Must not know
files, or what is in a ballot.

Every act takes the proceedings and gives them back with one statement more, and the new list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hustings.errors import Blamed, InputError, NotVerified
from hustings.inputs.text import shown
from hustings.sealing.ballots.envelope import Envelope
from hustings.sealing.board.chain import Posted, verify_board
from hustings.sealing.board.receipt import Head, verify_signed
from hustings.sealing.holders.keys import Key
from hustings.sealing.manifest import Role
from hustings.sealing.mixing import decoys, step
from hustings.sealing.mixing.cores import Progress
from hustings.sealing.mixing.decoys import Decoy
from hustings.sealing.mixing.journal import Journal, Opening
from hustings.sealing.mixing.layer import Opened, open_list
from hustings.sealing.mixing.lists import Summary, check_order, summary
from hustings.sealing.mixing.step import Step, hashes_of
from hustings.sealing.proceedings import (
    CLOSE,
    DECOYS,
    MIX,
    UNOPENED,
    Proceedings,
    Signer,
    content_of,
)
from hustings.sealing.statements import ACCEPT
from hustings.sealing.writing.document import choice, exactly, raw
from hustings.sealing.writing.framing import HASH_BYTES, MOST

OUTERMOST = "S"

# Below this a ballot is hidden among too few to speak of a secret.
FEW = 10
# More than the larger of these may not fail to open at one trustee's layer.
MOST_UNOPENED = 5
MOST_UNOPENED_IN = 1000


class Mixed(NamedTuple):
    """The proceedings after a step, and the list to be handed on."""

    proceedings: Proceedings
    lines: tuple[bytes, ...]


class Confirmed(NamedTuple):
    """What somebody who keeps a key's backup states of a list.

    Attributes:
        by: their name.
        layer: of the key.
        hash: of the list.
        unopened: hashes of what the backup does not open, in ascending order.
    """

    by: str
    layer: str
    hash: bytes
    unopened: tuple[bytes, ...]


class DoesNotOpen(NotVerified):
    """More lines than may fail do not open.

    Args:
        what: the fault.
        unopened: hashes of the lines.
    """

    def __init__(self, what: str, unopened: tuple[bytes, ...]) -> None:
        super().__init__(what)
        self.unopened = unopened


# -- the board -------------------------------------------------------------------------------------


def close(
    proceedings: Proceedings, server: Signer, contest: str, board: Sequence[Posted]
) -> Proceedings:
    """The server states with how many entries, and which head, a contest's board has ended.

    Raises:
        NotVerified: the board is no chain, the poll never opened, or it is closed already.
    """
    accepted = {statement.by for statement in proceedings.find(ACCEPT)}
    for holder in proceedings.manifest.holders:
        if holder.name not in accepted:
            raise NotVerified(f"{holder.name} has not accepted the manifest")
    if proceedings.only(CLOSE, contest):
        raise NotVerified(f"{contest} is closed already")
    head = verify_board(proceedings.eid, contest, board)
    content = {"lines": len(board), "hash": head.hex()}
    return proceedings.stated(server, CLOSE, contest, content)


def closed(proceedings: Proceedings, contest: str) -> Summary:
    """Entries and last head of a board, as the server states them.

    Raises:
        NotVerified: it has stated none.
    """
    return step.summary_of(content_of(proceedings.needed(CLOSE, contest)))


def check_board(proceedings: Proceedings, contest: str, board: Sequence[Posted]) -> None:
    """Find that a board is the one that the server closed.

    Raises:
        NotVerified: it is not.
    """
    head = verify_board(proceedings.eid, contest, board)
    if Summary(len(board), head) != closed(proceedings, contest):
        raise NotVerified(f"{contest}: this is not the board that was closed")


# -- the scrutineer --------------------------------------------------------------------------------


class Commitment(NamedTuple):
    """What the scrutineer states of a contest's decoys: how many, and the seed's commitment."""

    number: int
    commitment: bytes


def commit_decoys(
    proceedings: Proceedings, scrutineer: Signer, contest: str, seed: bytes
) -> Proceedings:
    """The scrutineer commits to the seed of a contest's decoys, before anything is opened.

    Args:
        seed: 32 random bytes, for this contest alone.

    Raises:
        NotVerified: the contest is not closed, or has a commitment.
    """
    if proceedings.only(DECOYS, contest):
        raise NotVerified(f"the decoys of {contest} are settled already")
    number = decoys.number_needed(
        closed(proceedings, contest).lines, proceedings.manifest.least_decoys
    )
    committed = decoys.commitment(proceedings.envelope(contest), number, seed)
    content = {"number": number, "commitment": committed.hex()}
    return proceedings.stated(scrutineer, DECOYS, contest, content)


def committed(proceedings: Proceedings, contest: str) -> Commitment:
    """What the scrutineer has committed to.

    Raises:
        NotVerified: nothing, or to fewer decoys than there must be.
    """
    entry = content_of(proceedings.needed(DECOYS, contest))
    exactly(entry, Commitment._fields)
    stated = Commitment(
        entry.whole("number", least=0, most=MOST), raw(entry, "commitment", HASH_BYTES)
    )
    least = proceedings.manifest.least_decoys
    needed = decoys.number_needed(closed(proceedings, contest).lines, least)
    if stated.number < needed:
        raise NotVerified(f"{contest} has {stated.number} decoys, not {needed}")
    return stated


def open_board(
    proceedings: Proceedings,
    scrutineer: Signer,
    contest: str,
    board: Sequence[Posted],
    key: Key,
    seed: bytes,
    *,
    journal: Journal,
    cores: int | None = None,
    progress: Progress | None = None,
) -> Mixed:
    """The scrutineer opens `S`, puts the decoys in and sorts: the list `M1`.

    Args:
        key: the key `S`.
        seed: the one committed to.
        journal: entered before anything is opened.

    Raises:
        InputError: another key, or another board was opened with it before.
        NotVerified: the contest is not closed, the board is another, or the seed is.
    """
    own = proceedings.pair(key, OUTERMOST)
    check_board(proceedings, contest, board)
    check_seed(proceedings, contest, seed)
    taken = closed(proceedings, contest)
    journal.enter(Opening(proceedings.eid, contest, OUTERMOST, taken.hash))
    envelope = proceedings.envelope(contest)
    number = committed(proceedings, contest).number
    grown = decoys.grow(seed, envelope, number, cores=cores)
    opened = open_list(
        [entry.blob for entry in board], envelope, OUTERMOST, own, cores=cores, progress=progress
    )
    done, lines = first_step(envelope, taken, opened, grown)
    return _stated(proceedings, scrutineer, contest, done, lines)


def first_step(
    envelope: Envelope, taken: Summary, opened: Opened, grown: Sequence[Decoy]
) -> tuple[Step, tuple[bytes, ...]]:
    """The scrutineer's step, and the list `M1`: what was opened of the board, and the decoys.

    A ballot that is equal to a decoy, which only the scrutineer can have cast, is a copy.

    Args:
        taken: entries and last head of the board.
        opened: what `S` gave.
    """
    added = decoys.entering(grown, envelope, decoys.OUTERMOST)
    lines = tuple(sorted({*opened.lines, *added}))
    copies = len(opened.lines) + len(added) - len(lines)
    opened = opened._replace(copies=opened.copies + copies)
    given = summary(lines, envelope, decoys.OUTERMOST)
    return _step(OUTERMOST, taken, opened, given, added=len(added)), lines


def check_seed(proceedings: Proceedings, contest: str, seed: bytes) -> None:
    """Find that a seed is the one that the scrutineer committed to.

    Raises:
        Blamed: it is not.
    """
    stated = committed(proceedings, contest)
    if decoys.commitment(proceedings.envelope(contest), stated.number, seed) != stated.commitment:
        raise Blamed(
            f"{contest}: the seed of the decoys is not the one that was committed to",
            culprit=proceedings.holder(Role.SCRUTINEER),
        )


# -- the trustees ----------------------------------------------------------------------------------


def mix(
    proceedings: Proceedings,
    trustee: Signer,
    contest: str,
    lines: Sequence[bytes],
    key: Key,
    *,
    observed: Head | None,
    journal: Journal,
    fewest: int = FEW,
    cores: int | None = None,
    progress: Progress | None = None,
) -> Mixed:
    """A trustee opens their layer of a list and sorts.

    Args:
        lines: the list that enters it.
        key: the trustee's key `M1`, `M2` …
        observed: the contest's last head as an observer holds it, not as the server shows it; None
            where nobody has one, and the server's word is taken.
        journal: entered before anything is opened.
        fewest: how many ballots there must be beside the decoys.

    Raises:
        InputError: another key, another list was opened with it before, or too few ballots.
        NotVerified: earlier statements do not hold, the board that was opened did not end with the
            observer's head, the list is not the one handed on, or it is this layer's turn neither.
        DoesNotOpen: more than may fail, and the key's backup has not been tried (`confirm`).
    """
    layer = key.use
    own = proceedings.pair(key, layer)
    envelope = proceedings.envelope(contest)
    earlier = step.steps(proceedings, contest)
    if observed is not None:
        _check_head(proceedings, contest, observed)
    taken = _handed_on(proceedings, contest, layer, lines)
    _check_first(proceedings, contest, earlier[OUTERMOST])
    check_order(lines, envelope, layer)
    ballots = taken.lines - earlier[OUTERMOST].added
    if ballots < fewest:
        raise InputError(
            f"{contest} has {ballots} ballots beside the decoys: whoever knows some of the voters"
            " may know the votes of the others",
            remedy=f"allow fewer than {fewest} if they know that",
        )
    journal.enter(Opening(proceedings.eid, contest, layer, taken.hash))
    opened = open_list(lines, envelope, layer, own, cores=cores, progress=progress)
    if len(opened.unopened) > most_unopened(taken.lines):
        _check_confirmed(proceedings, contest, layer, taken, opened.unopened)
    following = envelope.layers[envelope.place(layer) + 1].name
    done = _step(layer, taken, opened, summary(opened.lines, envelope, following))
    return _stated(proceedings, trustee, contest, done, opened.lines)


def confirm(
    proceedings: Proceedings,
    witness: Signer,
    contest: str,
    lines: Sequence[bytes],
    backup: Key,
    *,
    journal: Journal,
    cores: int | None = None,
    progress: Progress | None = None,
) -> Proceedings:
    """Whoever keeps a key's backup states which lines of a list it does not open either.

    Args:
        witness: a holder as of `may_confirm`.
        backup: the same key, from its backup.
        journal: the backup's own.

    Raises:
        InputError: another key, or another list was opened with it.
        NotVerified: the witness is the key's holder, or the server; the list is not the one handed
            on. Nothing is entered in the journal then.
    """
    layer = backup.use
    own = proceedings.pair(backup, layer)
    if not may_confirm(proceedings, witness.name, layer):
        raise NotVerified(f"somebody else than {witness.name} has to try the backup of {layer}")
    envelope = proceedings.envelope(contest)
    taken = _handed_on(proceedings, contest, layer, lines)
    journal.enter(Opening(proceedings.eid, contest, layer, taken.hash))
    opened = open_list(lines, envelope, layer, own, cores=cores, progress=progress)
    content = {
        "layer": layer,
        "hash": taken.hash.hex(),
        "unopened": [hashed.hex() for hashed in opened.unopened],
    }
    grown = proceedings.stated(witness, UNOPENED, contest, content)
    confirmed(grown, contest)
    return grown


def confirmed(proceedings: Proceedings, contest: str) -> tuple[Confirmed, ...]:
    """What is stated of a contest's lists by those who keep backups, in order.

    Raises:
        NotVerified: a statement has something else in it, or is by the holder of the key or by the
            server.
    """
    found = []
    for statement in proceedings.find(UNOPENED, contest):
        entry = content_of(statement)
        try:
            exactly(entry, ("layer", "hash", "unopened"))
            layer = choice(entry, "layer", proceedings.mixes)
            hashes = hashes_of(entry, "unopened")
            one = Confirmed(statement.by, layer, raw(entry, "hash", HASH_BYTES), hashes)
        except InputError as error:
            raise NotVerified(str(error)) from None
        if not may_confirm(proceedings, one.by, layer):
            raise NotVerified(
                f"statement {statement.number} ({UNOPENED}) is by {shown(one.by)}: the backup of"
                f" {layer} has to be tried by a holder who is neither the key's own nor the server"
            )
        found.append(one)
    return tuple(found)


def may_confirm(proceedings: Proceedings, name: str, layer: str) -> bool:
    """Whether a holder may state what the backup of a layer's key does not open.

    Not the key's own holder; nor the server, which keeps no such key and signs all it is given.
    """
    return name not in (proceedings.holder_of(layer), proceedings.holder(Role.SERVER))


def most_unopened(lines: int) -> int:
    """How many of so many lines may fail to open at a trustee's layer without a witness."""
    return max(MOST_UNOPENED, lines // MOST_UNOPENED_IN)


def check_unopened(proceedings: Proceedings, contest: str, done: Step) -> None:
    """Find that a trustee's step has no more lines unopened than may be, or a witness to them.

    Raises:
        DoesNotOpen: it has more.
    """
    if len(done.unopened) > most_unopened(done.taken.lines):
        _check_confirmed(proceedings, contest, done.layer, done.taken, done.unopened)


def _check_head(proceedings: Proceedings, contest: str, observed: Head) -> None:
    verify_signed(observed, proceedings.manifest.server)
    stated = closed(proceedings, contest)
    if (observed.eid, observed.contest) != (proceedings.eid, contest):
        raise NotVerified(f"the observer's head is not of {contest} in this election")
    if Summary(observed.n, observed.head) != stated:
        raise NotVerified(
            f"{contest}: the observer's last head is {observed.n}, the board was closed with"
            f" {stated.lines} entries; or the two heads differ"
        )


def _handed_on(
    proceedings: Proceedings, contest: str, layer: str, lines: Sequence[bytes]
) -> Summary:
    """The summary of a list, found to be the one that was handed on to a trustee's layer."""
    envelope = proceedings.envelope(contest)
    earlier = step.steps(proceedings, contest)
    before = envelope.layers[envelope.place(layer) - 1].name
    if layer not in proceedings.mixes or before not in earlier:
        raise NotVerified(f"{contest}: it is not the turn of {layer}")
    taken = summary(lines, envelope, layer)
    if taken != earlier[before].given:
        raise NotVerified(f"{contest}: this is not the list that was handed on to {layer}")
    return taken


def _check_first(proceedings: Proceedings, contest: str, first: Step) -> None:
    if first.taken != closed(proceedings, contest):
        raise NotVerified(f"{contest}: the scrutineer has opened another board than was closed")
    if first.added != committed(proceedings, contest).number:
        raise NotVerified(f"{contest}: there are not as many decoys as the scrutineer committed to")


def _check_confirmed(
    proceedings: Proceedings,
    contest: str,
    layer: str,
    taken: Summary,
    unopened: tuple[bytes, ...],
) -> None:
    stated = [one[1:] for one in confirmed(proceedings, contest)]
    if (layer, taken.hash, unopened) in stated:
        return
    raise DoesNotOpen(
        f"{contest}: {len(unopened)} of {taken.lines} lines do not open at {layer}: the contest"
        " stops until whoever keeps the backup of the key has tried it and signed",
        unopened,
    )


def _step(layer: str, taken: Summary, opened: Opened, given: Summary, *, added: int = 0) -> Step:
    return Step(layer, taken, opened.unopened, opened.copies, added, given)


def _stated(
    proceedings: Proceedings,
    signer: Signer,
    contest: str,
    done: Step,
    lines: tuple[bytes, ...],
) -> Mixed:
    """A step stated, unless it is stated already: the same list again gives the same."""
    earlier = step.steps(proceedings, contest)
    if done.layer in earlier:
        if earlier[done.layer] != done:
            raise NotVerified(f"{contest}: {done.layer} was stated otherwise before")
        return Mixed(proceedings, lines)
    grown = proceedings.stated(signer, MIX, contest, step.content(done))
    step.steps(grown, contest)
    return Mixed(grown, lines)
