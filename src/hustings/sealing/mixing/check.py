"""The check that nothing was exchanged: everybody makes it, once `S` and the seeds are published.

Knows how first lists are made again, and that each decoy has to stand in each list. Must not know
what is in a ballot: nothing of that can be opened yet.

It shows that no decoy was exchanged for something else. Whoever exchanges k of n lines without
knowing which are decoys goes unseen with the chance that all k were ballots (`unseen`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from hustings.errors import Blamed, NotVerified
from hustings.sealing.ballots.hpke import KeyPair
from hustings.sealing.board.chain import Posted, blob_hash
from hustings.sealing.holders.keys import Key
from hustings.sealing.manifest import Role
from hustings.sealing.mixing import decoys, lists, mix, step
from hustings.sealing.mixing.cores import Progress
from hustings.sealing.mixing.decoys import Decoy
from hustings.sealing.mixing.layer import open_list
from hustings.sealing.mixing.step import Step
from hustings.sealing.proceedings import REVEAL, Proceedings, Signer, content_of
from hustings.sealing.statements import statement_hash
from hustings.sealing.writing.document import exactly, raw


class Revealed(NamedTuple):
    """What the scrutineer publishes: the key `S` (32 bytes) and the seed of each contest."""

    key: bytes
    seeds: Mapping[str, bytes]


class Followed(NamedTuple):
    """A contest that was followed from its board to its last list.

    Attributes:
        decoys: made again from the seed.
        lines: the list that enters `O1`.
    """

    decoys: tuple[Decoy, ...]
    lines: tuple[bytes, ...]


class Checked(NamedTuple):
    """An election in which every decoy was found in every list.

    Attributes:
        eid: the election's id.
        reveal: the hash of the statement by which the scrutineer published `S` and the seeds.
        contests: each contest by its id.
    """

    eid: bytes
    reveal: bytes
    contests: Mapping[str, Followed]


def reveal(
    proceedings: Proceedings, scrutineer: Signer, key: Key, seeds: Mapping[str, bytes]
) -> Proceedings:
    """The scrutineer publishes `S` and all seeds, once, after the last list of every contest.

    Args:
        key: the key `S`.
        seeds: the seed of each contest by its id.

    Raises:
        InputError: another key.
        NotVerified: a contest has not its last list yet, a seed is missing or not the one committed
            to, or it was all published before.
    """
    own = proceedings.pair(key, mix.OUTERMOST)
    if proceedings.only(REVEAL):
        raise NotVerified("S and the seeds are published already")
    for contest in proceedings.contests:
        missing = [name for name in proceedings.mixes if name not in _steps(proceedings, contest)]
        if missing:
            raise NotVerified(f"{contest} is not mixed at {missing[0]} yet: S and the seeds wait")
        if contest not in seeds:
            raise NotVerified(f"there is no seed for {contest}")
        mix.check_seed(proceedings, contest, seeds[contest])
    content = {
        "S": own.secret.hex(),
        "seeds": {contest: seeds[contest].hex() for contest in proceedings.contests},
    }
    return proceedings.stated(scrutineer, REVEAL, "", content)


def revealed(proceedings: Proceedings) -> Revealed:
    """What the scrutineer has published, found to be the manifest's key.

    Raises:
        NotVerified: nothing; or it came before a contest's last list.
        Blamed: another key.
    """
    statement = proceedings.needed(REVEAL)
    entry = content_of(statement)
    exactly(entry, ("S", "seeds"))
    seeds = entry.table("seeds", "`seeds`")
    exactly(seeds, proceedings.contests)
    stated = Revealed(
        raw(entry, "S", decoys.SEED_BYTES),
        {contest: raw(seeds, contest, decoys.SEED_BYTES) for contest in proceedings.contests},
    )
    key = next(layer.key for layer in proceedings.manifest.layers if layer.name == mix.OUTERMOST)
    if KeyPair(stated.key).public != key:
        raise Blamed("the key S is not the manifest's", culprit=statement.by)
    before = Proceedings(proceedings.document, proceedings.statements[: statement.number - 1])
    for contest in proceedings.contests:
        if not set(proceedings.mixes) <= set(_steps(before, contest)):
            raise Blamed(f"S was published before {contest} was mixed", culprit=statement.by)
    return stated


def check(
    proceedings: Proceedings,
    boards: Mapping[str, Sequence[Posted]],
    handed_on: Mapping[str, Mapping[str, Sequence[bytes]]],
    *,
    cores: int | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Every contest followed from its board to its last list.

    Args:
        boards: the whole board of each contest.
        handed_on: for each contest the lists that enter `M2` … and `O1`, by these names.

    Raises:
        NotVerified: something does not fit; Blamed where only one holder can have done it.
    """
    public = revealed(proceedings)
    followed = {}
    for contest in proceedings.contests:
        first, grown = follow_board(
            proceedings, contest, boards[contest], public, cores=cores, progress=progress
        )
        lines = follow_mixes(proceedings, contest, first, grown, handed_on[contest])
        followed[contest] = Followed(grown, lines)
    return Checked(proceedings.eid, _reveal_hash(proceedings), followed)


def follow_board(
    proceedings: Proceedings,
    contest: str,
    board: Sequence[Posted],
    public: Revealed,
    *,
    cores: int | None = None,
    progress: Progress | None = None,
) -> tuple[tuple[bytes, ...], tuple[Decoy, ...]]:
    """The list `M1` of a contest made again, and its decoys.

    Raises:
        NotVerified: the board is not the one closed.
        Blamed: the scrutineer stated another list.
    """
    culprit = proceedings.holder(Role.SCRUTINEER)
    mix.check_board(proceedings, contest, board)
    seed = public.seeds[contest]
    mix.check_seed(proceedings, contest, seed)
    envelope = proceedings.envelope(contest)
    stated = _steps(proceedings, contest)[mix.OUTERMOST]
    number = mix.committed(proceedings, contest).number
    grown = decoys.grow(seed, envelope, number, cores=cores)
    opened = open_list(
        [entry.blob for entry in board],
        envelope,
        mix.OUTERMOST,
        KeyPair(public.key),
        cores=cores,
        progress=progress,
    )
    made, lines = mix.first_step(envelope, mix.closed(proceedings, contest), opened, grown)
    if made != stated:
        what = next(name for name in Step._fields if getattr(made, name) != getattr(stated, name))
        raise Blamed(
            f"{contest}: the list M1 is not what the board and the seed give (`{what}`)",
            culprit=culprit,
        )
    return lines, grown


def follow_mixes(
    proceedings: Proceedings,
    contest: str,
    first: Sequence[bytes],
    grown: Sequence[Decoy],
    handed_on: Mapping[str, Sequence[bytes]],
) -> tuple[bytes, ...]:
    """The list that enters `O1`, every list before it found to hold every decoy.

    Args:
        first: the list `M1`.
        grown: the decoys.
        handed_on: the other lists, by the layer that each enters.

    Raises:
        NotVerified: a list is missing or not the one that was signed.
        Blamed: a trustee's list is without a decoy, or that trustee says a decoy does not open.
    """
    envelope = proceedings.envelope(contest)
    stated = _steps(proceedings, contest)
    lines = tuple(first)
    for name in proceedings.mixes:
        culprit = proceedings.holder_of(name)
        following = envelope.layers[envelope.place(name) + 1].name
        if following not in handed_on:
            raise NotVerified(f"{contest}: there is no list {following}")
        entered = set(map(blob_hash, lines)) if stated[name].unopened else set()
        own_decoys = decoys.entering(grown, envelope, name)
        unopened = set(stated[name].unopened)
        if not unopened <= entered:
            raise Blamed(
                f"{contest}: a line that is said not to open at {name} stands in no list",
                culprit=culprit,
            )
        if unopened & set(map(blob_hash, own_decoys)):
            raise Blamed(f"{contest}: a decoy is said not to open at {name}", culprit=culprit)
        mix.check_unopened(proceedings, contest, stated[name])
        lines = tuple(handed_on[following])
        if lists.summary(lines, envelope, following) != stated[name].given:
            raise NotVerified(
                f"{contest}: the list {following} is not the one that {culprit} signed"
            )
        try:
            lists.check_order(lines, envelope, following)
        except NotVerified as error:
            raise Blamed(str(error), culprit=culprit) from None
        vanished = set(decoys.entering(grown, envelope, following)) - set(lines)
        if vanished:
            raise Blamed(
                f"{contest}: {len(vanished)} of {len(grown)} decoys vanished at {name}",
                culprit=culprit,
            )
    return lines


def unseen(ballots: int, decoys: int, exchanged: int) -> Fraction:
    """The chance that somebody who exchanges lines of a list hits no decoy.

    Args:
        ballots, decoys: in the list.
        exchanged: how many lines, chosen by lot from all of them.
    """
    if exchanged > ballots:
        return Fraction(0)
    chance = Fraction(1)
    for place in range(exchanged):
        chance *= Fraction(ballots - place, ballots + decoys - place)
    return chance


def _steps(proceedings: Proceedings, contest: str) -> dict[str, Step]:
    return step.steps(proceedings, contest)


def _reveal_hash(proceedings: Proceedings) -> bytes:
    statement = proceedings.needed(REVEAL)
    return statement_hash(proceedings.statements[statement.number - 1])
