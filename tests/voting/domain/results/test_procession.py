"""The procession as the server sees it: what it sends off, and what it does not take in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hustings.errors import Blamed, InputError, NotVerified
from hustings.sealing import closing
from hustings.sealing.closing import Proceedings, Signer
from hustings.sealing.mixing import decoys, lists, step
from hustings.sealing.proceedings import MIX
from hustings.sealing.procession import acts
from hustings.sealing.procession.acts import Passed
from hustings.web.folder import Folder
from voting.domain.results import test_count as counts
from voting.domain.results.test_count import ON_SQLITE, WHO

HELD = {(one.key.holder, one.key.use): one for one in counts.held(club=False)}


def signer(name: str) -> Signer:
    return Signer(name, HELD[name, "sign"].key.secret)


def begun(folder: Folder) -> Passed:
    """A society's stick after the close, everybody's signature on the manifest."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.results import procession

    counts.closed(folder, club=False)
    signed = poll.proceedings()
    for name in ("Sam", "Tess", "Uri", WHO):
        signed = closing.accept(signed, signer(name))
    poll.keep_statements(signed)
    return procession.begin(folder, WHO)


def mixed(passed: Passed) -> Passed:
    """As far as the last list; the journals are those of one election."""
    journal = closing.Noted()
    sam, key = signer("Sam"), HELD["Sam", "S"].key
    passed = acts.commit(passed, sam, counts.seeds)
    passed = acts.open_boards(passed, sam, key, counts.seeds, journal=journal)
    for name, layer in (("Tess", "M1"), ("Uri", "M2")):
        passed = acts.mix(passed, signer(name), HELD[name, layer].key, {}, journal=journal)
    return passed


def without_a_decoy(passed: Passed) -> Passed:
    """Uri's last act done otherwise: a decoy of the chair is left out, and he signs that."""
    proceedings = passed.proceedings
    envelope = proceedings.envelope("chair")
    honest = step.steps(proceedings, "chair")["M2"]
    decoy = decoys.entering(decoys.grow(counts.seeds("chair"), envelope, 6), envelope, "O1")[0]
    kept = tuple(line for line in passed.lists["chair"]["O1"] if line != decoy)
    lied = honest._replace(copies=1, given=lists.summary(kept, envelope, "O1"))
    (last,) = (s.number for s in proceedings.find(MIX, "chair") if s.by == "Uri")
    false = Proceedings(proceedings.document, proceedings.statements[: last - 1]).stated(
        signer("Uri"), MIX, "chair", step.content(lied)
    )
    listed = {**passed.lists, "chair": {**passed.lists["chair"], "O1": kept}}
    return Passed(false, passed.boards, listed)


@ON_SQLITE
def test_a_stick_whose_check_fails_is_not_taken_in(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.results import procession

    first = begun(election)
    honest = mixed(first)
    # The manifest has the committee first, so that the chair's is the last statement.
    assert honest.proceedings.contests[-1] == "chair"
    false = without_a_decoy(honest)
    key = HELD["Sam", "S"].key
    published = acts.publish(false, signer("Sam"), key, counts.seeds)
    with pytest.raises(Blamed, match="chair: 1 of 6 decoys vanished at M2; only Uri can have done"):
        procession.receive(election, published, WHO)
    assert poll.proceedings() == first.proceedings
    released = {"layer": "O1", "key": HELD["Tess", "O1"].key.secret.hex()}
    early = honest.proceedings.stated(signer("Tess"), "release", "", released)
    with pytest.raises(Blamed, match="the key O1 was released before the check; only Tess can"):
        procession.receive(election, honest._replace(proceedings=early), WHO)
    assert poll.proceedings() == first.proceedings
    good = acts.publish(honest, signer("Sam"), key, counts.seeds)
    assert len(procession.receive(election, good, WHO)) == 2 + 3 * 2 + 1
    assert procession.begin(election, WHO).lists == good.lists
    with pytest.raises(NotVerified, match="statement 15 on the stick is not the one that is here"):
        procession.receive(election, published, WHO)


@ON_SQLITE
def test_when_there_is_no_stick(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.results import procession

    counts.opened(election)
    with pytest.raises(InputError, match="the election is open: a stick goes round between the"):
        procession.begin(election, WHO)
    poll.close_poll(election, WHO)
    with pytest.raises(InputError, match="this is a club: nobody mixes; count with the officer's"):
        procession.begin(election, WHO)
    assert procession.stages(poll.proceedings()) == ()


@ON_SQLITE
def test_a_stick_of_another_election(election: Folder) -> None:
    from hustings.sealing.manifest import write_manifest
    from hustings.voting.domain.results import procession

    here = begun(election)
    other = here.proceedings.manifest._replace(title="Another")
    there = replace(here.proceedings, document=write_manifest(other))
    with pytest.raises(InputError, match=r"this stick is of another election, [0-9a-f]{64}; hand"):
        procession.receive(election, here._replace(proceedings=there), WHO)
