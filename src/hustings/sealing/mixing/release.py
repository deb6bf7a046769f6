"""The release of the keys that open at last: once, for all contests, after the check.

Knows that nothing is released before every decoy of every contest was found. Must not know how a
paper is opened.
"""

from __future__ import annotations

from hustings.errors import Blamed, NotVerified
from hustings.sealing.ballots import hpke
from hustings.sealing.ballots.hpke import KeyPair
from hustings.sealing.holders.keys import Key
from hustings.sealing.mixing.check import Checked
from hustings.sealing.proceedings import RELEASE, REVEAL, Proceedings, Signer, content_of
from hustings.sealing.statements import statement_hash
from hustings.sealing.writing.document import exactly, raw


def release(proceedings: Proceedings, trustee: Signer, key: Key, checked: Checked) -> Proceedings:
    """A trustee publishes the key that opens their last layer.

    Args:
        key: the trustee's key `O1`, `O2` …
        checked: what `check.check` found, on the trustee's own machine.

    Raises:
        InputError: another key.
        NotVerified: the check was of another election, of other seeds or not of every contest; the
            layer is not the trustee's or was released before.
    """
    layer = key.use
    own = proceedings.pair(key, layer)
    statement = proceedings.needed(REVEAL)
    published = statement_hash(proceedings.statements[statement.number - 1])
    if (checked.eid, checked.reveal) != (proceedings.eid, published):
        raise NotVerified("the check was of another election, or of other seeds")
    unchecked = set(proceedings.contests) - set(checked.contests)
    if unchecked:
        raise NotVerified(f"{min(unchecked)} was not checked: no key is released before")
    if layer not in proceedings.opens or trustee.name != proceedings.holder_of(layer):
        raise NotVerified(f"{layer} is not a layer that {trustee.name} opens last")
    if layer in released(proceedings):
        raise NotVerified(f"the key {layer} is released already")
    content = {"layer": layer, "key": own.secret.hex()}
    return proceedings.stated(trustee, RELEASE, "", content)


def released(proceedings: Proceedings) -> dict[str, KeyPair]:
    """Every key released so far, by its layer, found to be the manifest's.

    Raises:
        Blamed: one is not, or was released before `S` and the seeds, by somebody else or twice.
    """
    keys = {layer.name: layer for layer in proceedings.manifest.layers}
    revealed = proceedings.only(REVEAL)
    found: dict[str, KeyPair] = {}
    for statement in proceedings.find(RELEASE):
        entry = content_of(statement)
        exactly(entry, ("layer", "key"))
        layer = entry.text("layer")
        own = KeyPair(raw(entry, "key", hpke.KEY_BYTES))
        known = layer in proceedings.opens and keys[layer].holder == statement.by
        if not known or layer in found or own.public != keys[layer].key:
            raise Blamed(
                f"statement {statement.number} releases a key that is not the manifest's"
                f" {layer}, or not the first time",
                culprit=statement.by,
            )
        if revealed is None or revealed.number > statement.number:
            raise Blamed(f"the key {layer} was released before the check", culprit=statement.by)
        found[layer] = own
    return found


def opening_keys(proceedings: Proceedings) -> tuple[KeyPair, ...]:
    """The keys of all layers that are opened last, outermost first.

    Raises:
        NotVerified: one is not released yet.
    """
    found = released(proceedings)
    for name in proceedings.opens:
        if name not in found:
            raise NotVerified(f"the key {name} is not released yet")
    return tuple(found[name] for name in proceedings.opens)
