"""What a holder states of a layer that they opened.

Knows the content of a statement `mix` and that its figures add up. Must not know lists.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from hustings.errors import InputError, NotVerified
from hustings.inputs.entry import Entry
from hustings.sealing.mixing.lists import Summary
from hustings.sealing.proceedings import MIX, Proceedings, content_of
from hustings.sealing.writing.document import exactly, raw
from hustings.sealing.writing.framing import HASH_BYTES, MOST


class Step(NamedTuple):
    """A layer of a contest opened.

    Attributes:
        layer: its name.
        taken: what it was opened of; for the outermost layer entries and last head of the board.
        unopened: hashes of what did not open, in ascending order.
        copies: lines left out because they were equal to another.
        added: decoys put in; only by the scrutineer.
        given: the list handed on.
    """

    layer: str
    taken: Summary
    unopened: tuple[bytes, ...]
    copies: int
    added: int
    given: Summary

    @property
    def adds_up(self) -> bool:
        """Whether what is handed on is what came, less what did not open and copies, and decoys."""
        kept = self.taken.lines - len(self.unopened) - self.copies
        return kept >= 0 and kept + self.added == self.given.lines


def content(step: Step) -> dict[str, Any]:
    """The content of the statement."""
    return {
        "layer": step.layer,
        "taken": _values(step.taken),
        "unopened": [hashed.hex() for hashed in step.unopened],
        "copies": step.copies,
        "added": step.added,
        "given": _values(step.given),
    }


def steps(proceedings: Proceedings, contest: str) -> dict[str, Step]:
    """Every layer of a contest stated to be opened, by its name.

    Raises:
        NotVerified: a layer stands twice or is stated by somebody else, figures do not add up, or
            a list is not the one that the step before handed on.
    """
    found: dict[str, Step] = {}
    for statement in proceedings.find(MIX, contest):
        step = _step(content_of(statement))
        where = f"statement {statement.number} (mix of {contest} at {step.layer})"
        names = [layer.name for layer in proceedings.manifest.layers]
        if names[len(found) : len(found) + 1] != [step.layer]:
            raise NotVerified(f"{where} is out of turn")
        if statement.by != proceedings.holder_of(step.layer):
            raise NotVerified(f"{where} is not by the layer's holder")
        if not step.adds_up:
            raise NotVerified(f"{where}: its figures do not add up")
        if found and step.added:
            raise NotVerified(f"{where}: only the scrutineer adds decoys")
        if found and [*found.values()][-1].given != step.taken:
            raise NotVerified(f"{where}: its list is not the one that was handed on")
        found[step.layer] = step
    return found


def summary_of(entry: Entry) -> Summary:
    """A summary in a document: `lines` and `hash`."""
    exactly(entry, ("lines", "hash"))
    return Summary(entry.whole("lines", least=0, most=MOST), raw(entry, "hash", HASH_BYTES))


def hashes_of(entry: Entry, key: str) -> tuple[bytes, ...]:
    """The hashes in a list of a document, in ascending order, each once.

    Raises:
        InputError: something else stands there.
    """
    values = entry.values[key]
    if not isinstance(values, list):
        raise entry.fault(f"`{key}` is not a list", key)
    hashes = tuple(raw(Entry(entry.source, key, 0, {key: v}), key, HASH_BYTES) for v in values)
    if any(not one < other for one, other in pairwise(hashes)):
        raise entry.fault(f"`{key}` is not in ascending order", key)
    return hashes


def _values(summary: Summary) -> dict[str, Any]:
    return {"lines": summary.lines, "hash": summary.hash.hex()}


def _step(entry: Entry) -> Step:
    try:
        exactly(entry, Step._fields)
        return Step(
            entry.text("layer"),
            summary_of(entry.table("taken", "`taken`")),
            hashes_of(entry, "unopened"),
            entry.whole("copies", least=0, most=MOST),
            entry.whole("added", least=0, most=MOST),
            summary_of(entry.table("given", "`given`")),
        )
    except InputError as error:
        raise NotVerified(str(error)) from None
