"""The journal of a key: which lists it has opened, so that it never opens two for one contest.

Knows how a journal is kept. Must not know what opening is for.

Two lists of one contest that differ in a line reveal, opened, what that line holds. So a list is
entered before it is opened. The journal lies beside the key, and beside each backup of it: it
guards against a slip, and against a server that asks twice, not against the key's holder.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Protocol

from hustings.errors import InputError
from hustings.sealing.writing.document import (
    contest_id,
    exactly,
    raw,
    read_document,
    write_document,
)
from hustings.sealing.writing.framing import HASH_BYTES
from hustings.sealing.writing.whole import write_whole

JOURNAL = "hustings-journal/1"


class Opening(NamedTuple):
    """That a key opened a list.

    Attributes:
        eid, contest, layer: where.
        hash: of the list, 32 bytes; of the board's last head for the outermost layer.
    """

    eid: bytes
    contest: str
    layer: str
    hash: bytes


class Journal(Protocol):
    """Where openings are kept."""

    def enter(self, opening: Opening) -> None:
        """Keep an opening that is about to happen; the same one can be entered again.

        Raises:
            InputError: another list was opened in its place before.
        """


class Noted:
    """A journal in memory, for an exercise or for one run on one machine."""

    def __init__(self) -> None:
        self.openings: list[Opening] = []

    def enter(self, opening: Opening) -> None:
        """As of `Journal`."""
        if not _stands(opening, self.openings):
            self.openings.append(opening)


class Kept:
    """A journal in a file, a document of the form `hustings-journal/1` (docs/sealing.md)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def enter(self, opening: Opening) -> None:
        """As of `Journal`; when it returns the entry is on the disk."""
        openings = self._read()
        if _stands(opening, openings):
            return
        listed = [
            {"eid": o.eid.hex(), "contest": o.contest, "layer": o.layer, "hash": o.hash.hex()}
            for o in (*openings, opening)
        ]
        write_whole(str(self.path), write_document(JOURNAL, {"openings": listed}))

    def _read(self) -> list[Opening]:
        if not self.path.exists():
            return []
        entry = read_document(self.path.read_bytes(), JOURNAL, ("openings",), source=str(self.path))
        openings = []
        for listed in entry.tables("openings", "opening"):
            exactly(listed, Opening._fields)
            openings.append(
                Opening(
                    raw(listed, "eid", HASH_BYTES),
                    contest_id(listed, "contest"),
                    listed.text("layer"),
                    raw(listed, "hash", HASH_BYTES),
                )
            )
        return openings


def _stands(opening: Opening, openings: list[Opening]) -> bool:
    """Whether it is there already; an InputError where another is in its place."""
    for earlier in openings:
        if earlier[:3] == opening[:3]:
            if earlier.hash != opening.hash:
                raise InputError(
                    f"the key {opening.layer} has opened another list of {opening.contest}",
                    remedy="two lists reveal what differs between them: find out who gave you two",
                )
            return True
    return False
