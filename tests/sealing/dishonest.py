"""Acts of those who do not keep to the protocol: signed lies, and what anybody can post.

Every act takes a `Whole` with the one contest `nec` and changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hustings.sealing.ballots import hpke, payload
from hustings.sealing.ballots.envelope import SEAL, Envelope, seal
from hustings.sealing.mixing import decoys, lists, step
from hustings.sealing.mixing.layer import open_list
from hustings.sealing.mixing.step import Step
from hustings.sealing.proceedings import MIX, Proceedings
from hustings.sealing.writing.framing import frame
from sealing.parties import repeatable
from sealing.whole import Whole

Lines = tuple[bytes, ...]

# The lists in the order in which they are made.
ENTERED = ("M1", "M2", "O1")


def when(whole: Whole, number: int) -> Whole:
    """A mixed election when `number` of its lists were there: 1 after `S`, 2 after `M1`."""
    earlier = whole.copy()
    statements = len(earlier.proceedings.statements) - (len(ENTERED) - number)
    earlier.proceedings = Proceedings(
        earlier.proceedings.document, earlier.proceedings.statements[:statements]
    )
    earlier.lists["nec"] = {name: earlier.lists["nec"][name] for name in ENTERED[:number]}
    earlier.journal.openings = earlier.journal.openings[:number]
    return earlier


def lie(
    whole: Whole, layer: str, change: Callable[[Lines], Sequence[bytes]], **said: object
) -> None:
    """The holder of a layer hands on something else than came out, and signs it."""
    envelope = whole.proceedings.envelope("nec")
    before = step.steps(whole.proceedings, "nec")
    taken = [*before.values()][-1].given
    own = whole.proceedings.pair(whole.key(layer), layer)
    opened = open_list(whole.lists["nec"][layer], envelope, layer, own)
    lines = tuple(sorted(change(opened.lines)))
    given = lists.summary(lines, envelope, whole.after(layer))
    stated = Step(layer, taken, opened.unopened, opened.copies, 0, given)._replace(**said)
    whole.proceedings = whole.proceedings.stated(
        whole.signer(whole.proceedings.holder_of(layer)), MIX, "nec", step.content(stated)
    )
    whole.lists["nec"][whole.after(layer)] = lines


def first_list(
    whole: Whole, change: Callable[[list[bytes]], Sequence[bytes]], **said: object
) -> None:
    """The scrutineer hands on another list `M1`, signed, in place of the one that is there.

    Unless something else is said, lines that are missing are stated to be copies.
    """
    first = step.steps(whole.proceedings, "nec")["S"]
    lines = tuple(sorted(change(list(whole.lists["nec"]["M1"]))))
    given = lists.summary(lines, whole.proceedings.envelope("nec"), "M1")
    copies = first.given.lines - len(lines)
    stated = first._replace(given=given, **{"copies": copies, **said})
    statements = whole.proceedings.statements[:-1]
    whole.proceedings = Proceedings(whole.proceedings.document, statements).stated(
        whole.signer("Sam"), MIX, "nec", step.content(stated)
    )
    whole.lists["nec"]["M1"] = lines
    whole.journal.openings.clear()


def decoys_entering(whole: Whole, layer: str) -> list[bytes]:
    """Every decoy as it enters a layer, as only the scrutineer knows before the seeds are out."""
    envelope = whole.proceedings.envelope("nec")
    least = whole.proceedings.manifest.least_decoys
    number = decoys.number_needed(len(whole.boards["nec"]), least)
    grown = decoys.grow(whole.parties.seed("nec"), envelope, number)
    return decoys.entering(grown, envelope, layer)


def inward(envelope: Envelope, layer: str) -> Envelope:
    """The envelope from a layer on."""
    return envelope._replace(layers=envelope.layers[envelope.place(layer) :])


def ballot_for(whole: Whole, layer: str, label: str = "own") -> bytes:
    """A ballot of somebody's own, for the third candidate, sealed from a layer inward."""
    sealing = inward(whole.proceedings.envelope("nec"), layer)
    return seal(payload.vote((3,)), sealing, random=repeatable(f"{label} {layer}"))


def outward(whole: Whole, inner: bytes, layer: str, label: str) -> bytes:
    """Anything at all sealed in the layers outside `layer`, as a voter of ill will can."""
    envelope = whole.proceedings.envelope("nec")
    for outer in reversed(envelope.layers[: envelope.place(layer)]):
        ephemeral = hpke.derive_key_pair(repeatable(f"{label}{outer.name}")(32))
        info = frame(SEAL, envelope.eid, "nec", outer.name)
        inner = hpke.seal(outer.public, info, inner, ephemeral=ephemeral)
    return inner
