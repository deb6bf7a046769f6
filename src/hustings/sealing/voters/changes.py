"""What an officer did to a roll after the manifest, in the officer's words.

Knows the statement `roll`. Must not know voters, nor why anybody was added.

The manifest has the roll as it was sealed. Whoever was given a vote in a contest since, or lost one
that was not used, is an officer's decision: the archive says how many, and what the roll was at the
close.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.errors import NotVerified
from hustings.sealing.proceedings import ROLL, Proceedings, Signer, content_of
from hustings.sealing.writing.document import exactly, raw
from hustings.sealing.writing.framing import HASH_BYTES, MOST


class RollChanges(NamedTuple):
    """A contest's roll at the close.

    Attributes:
        added: entitlements given after the manifest, to voters added then or on the roll before.
        revoked: entitlements taken away after the manifest; none of them was used.
        size, root: of the roll at the close, the root as `roll.roll_root` with the same salt.
    """

    added: int
    revoked: int
    size: int
    root: bytes


def state_roll(
    proceedings: Proceedings, officer: Signer, contest: str, changes: RollChanges
) -> Proceedings:
    """The officer states what became of a contest's roll.

    Raises:
        NotVerified: it was stated before, or the figures do not fit the manifest's.
    """
    if proceedings.only(ROLL, contest):
        raise NotVerified(f"what became of the roll of {contest} is stated already")
    content = {**changes._asdict(), "root": changes.root.hex()}
    grown = proceedings.stated(officer, ROLL, contest, content)
    roll_changes(grown, contest)
    return grown


def roll_changes(proceedings: Proceedings, contest: str) -> RollChanges | None:
    """What the officer stated of a contest's roll; None where it is as it was sealed.

    Raises:
        InputError: the statement has something else in it.
        NotVerified: there are two, or the figures do not fit the manifest's.
    """
    statement = proceedings.only(ROLL, contest)
    if statement is None:
        return None
    entry = content_of(statement)
    exactly(entry, RollChanges._fields)
    added, revoked, size = (
        entry.whole(key, least=0, most=MOST) for key in ("added", "revoked", "size")
    )
    sealed = proceedings.manifest.contest(contest).roll_size
    if sealed + added - revoked != size:
        raise NotVerified(
            f"{contest}: {sealed} on the roll as sealed, {added} added and {revoked} revoked are"
            f" not {size} at the close"
        )
    return RollChanges(added, revoked, size, raw(entry, "root", HASH_BYTES))
