"""Opened papers, lots, withdrawals, counts; and a club."""

from __future__ import annotations

from collections import Counter

import pytest

from hustings.counting.record import to_json
from hustings.election.profile import Profile
from hustings.errors import InputError, LotNeeded, NotVerified
from hustings.sealing import closing
from hustings.sealing.ballots import payload
from hustings.sealing.manifest import Setting
from hustings.sealing.mixing import step
from hustings.sealing.mixing.decoys import Decoy
from hustings.sealing.results.papers import (
    TOO_MANY,
    sorted_out,
    without_decoys,
    write_papers,
)
from hustings.sealing.writing.canonical import read_canonical
from sealing.whole import NEC, RANKINGS, TIE_SEED, TREASURER, Whole, voted


def papers(*contents: bytes) -> Counter[bytes]:
    return Counter(content.ljust(64, b"\0") for content in contents)


def test_ballots_and_the_reasons_why_others_are_none() -> None:
    opened = papers(
        *[b"\x01\x02\x01"] * 2,
        b"\x01",
        b"\x01\x01\x02\x03",
        *[b"\x01\x04"] * 2,
        b"\x01\x00\x01",
        b"\x01\x01\x01",
        b"\x02\x01",
        b"\x03\x01",
    )
    opened[b"\x01"] = 3
    assert sorted_out(NEC, opened) == (
        Profile(((), (0, 1, 2), (1, 0)), (1, 1, 2)),
        {
            payload.Fault.BEYOND.value: 2,
            payload.Fault.TWICE.value: 1,
            payload.Fault.GAP.value: 1,
            payload.Fault.LENGTH.value: 3,
            payload.Fault.DECOY.value: 1,
            payload.Fault.KIND.value: 1,
        },
    )


def test_ticks_have_no_order_and_may_not_be_too_many() -> None:
    opened = papers(b"\x01\x02\x01", b"\x01\x01\x02", b"\x01\x03", b"\x01\x01\x02\x03", b"\x01")
    assert sorted_out(TREASURER, opened) == (
        Profile(((), (0, 1), (2,)), (1, 2, 1)),
        {TOO_MANY: 1},
    )


def test_a_decoy_is_taken_out_once() -> None:
    decoys = [Decoy(b"\x02a", ()), Decoy(b"\x02b", ())]
    opened = [b"\x02a", b"\x02b", b"\x02a", b"\x01"]
    assert without_decoys("nec", opened, decoys) == {b"\x02a": 1, b"\x01": 1}
    with pytest.raises(NotVerified, match="decoy 2 is not among the opened papers"):
        without_decoys("nec", opened[2:], decoys)


def opened() -> tuple[Whole, dict[str, closing.Papers]]:
    whole = voted()
    whole.commit()
    whole.mix_all()
    whole.reveal()
    checked = whole.check()
    whole.release(checked)
    return whole, whole.papers(checked)


def test_all_papers_of_an_election() -> None:
    whole, found = opened()
    cast = [(tuple(c - 1 for c in ranking), 1) for ranking in RANKINGS["nec"]]
    assert found["nec"].profile == Profile.gather(cast)
    assert read_canonical(write_papers(whole.proceedings.eid, "treasurer", found["treasurer"])) == {
        "format": "hustings-papers/1",
        "eid": whole.proceedings.eid.hex(),
        "contest": "treasurer",
        "entries": 11,
        "by_server": 3,
        "unopened": dict.fromkeys(("S", "M1", "M2", "O1", "O2"), 0),
        "copies": dict.fromkeys(("S", "M1", "M2", "O1", "O2"), 0),
        "decoys": 8,
        "invalid": {TOO_MANY: 1},
        "ballots": 10,
        "blank": 0,
    }


# -- lots ------------------------------------------------------------------------------------------

TIED = Profile(((0,), (1,), (2,)), (4, 3, 3))


def test_the_officers_lots() -> None:
    whole = voted(contests=(NEC._replace(rules="irv", election=NEC.election.with_seats(1)),))
    officer = whole.signer("Olu")
    with pytest.raises(LotNeeded):
        closing.tally(whole.proceedings, "nec", TIED)
    with pytest.raises(InputError, match="no candidate is called"):
        closing.draw(whole.proceedings, officer, "nec", ["Zoe"])
    drawn = closing.draw(whole.proceedings, officer, "nec", ["Cy", "Bo", "Ann"])
    record = closing.tally(drawn, "nec", TIED).record
    assert (record.lots, record.stages[1].of) == ("drawn by the returning officer", (2,))
    with pytest.raises(NotVerified, match="stated already"):
        closing.draw(drawn, officer, "nec", ["Bo", "Cy", "Ann"])
    # Lots of their own for the count without those withdrawn; else the same.
    both = closing.withdraw(drawn, officer, "nec", ["Ann"])
    standing = closing.tally(both, "nec", TIED).standing
    assert standing is not None
    assert standing.winners == ("Cy",)
    other = closing.draw(both, officer, "nec", ["Bo", "Cy"], of="standing")
    standing = closing.tally(other, "nec", TIED).standing
    assert standing is not None
    assert standing.winners == ("Bo",)
    with pytest.raises(NotVerified, match="not the one committed to"):
        closing.publish_seed(whole.proceedings, officer, "nec", "a seed")


def test_lots_from_the_seed_committed_to() -> None:
    whole = voted(contests=(TREASURER,))
    officer = whole.signer("Olu")
    tied = Profile(((0, 1), (0, 2)), (4, 4))
    with pytest.raises(LotNeeded):
        closing.tally(whole.proceedings, "treasurer", tied)
    with pytest.raises(NotVerified, match="not the one committed to"):
        closing.publish_seed(whole.proceedings, officer, "treasurer", TIE_SEED + "?")
    with pytest.raises(NotVerified, match="the lots of treasurer come from a seed"):
        closing.draw(whole.proceedings, officer, "treasurer", ["Dai", "Eluned", "Ffion"])
    told = closing.publish_seed(whole.proceedings, officer, "treasurer", TIE_SEED)
    assert closing.tally(told, "treasurer", tied).record.lots == f"seed {TIE_SEED}"


def test_names_withdrawn_late_are_counted_both_ways() -> None:
    whole, found = opened()
    proceedings = whole.proceedings
    officer = whole.signer("Olu")
    alone = closing.tally(proceedings, "nec", found["nec"].profile)
    assert (alone.record.winners, alone.standing) == (("Ann", "Bo"), None)
    proceedings = closing.withdraw(proceedings, officer, "nec", ["bo"])
    both = closing.tally(proceedings, "nec", found["nec"].profile)
    assert both.record == alone.record
    assert both.standing is not None
    assert (both.standing.winners, both.standing.election.withdrawn) == (("Ann", "Cy"), (1,))
    stated = closing.state_result(proceedings, officer, "nec", both)
    assert stated.said[-1].content == {
        "all": to_json(both.record)["digest"],
        "standing": to_json(both.standing)["digest"],
    }
    with pytest.raises(NotVerified, match="stated already"):
        closing.state_result(stated, officer, "nec", both)
    with pytest.raises(NotVerified, match="stated already"):
        closing.withdraw(proceedings, officer, "nec", ["Cy"])
    with pytest.raises(InputError, match="no candidate is called"):
        closing.withdraw(whole.proceedings, officer, "nec", ["Zoe"])


def test_rules_of_another_version() -> None:
    whole = voted(contests=(NEC._replace(rules_version="9"),))
    with pytest.raises(NotVerified, match="version 9 of ers97, this program has 1"):
        closing.tally(whole.proceedings, "nec", TIED)


# -- a club ----------------------------------------------------------------------------------------


def test_a_club() -> None:
    whole = voted(contests=(NEC,), setting=Setting.CLUB)
    board = whole.boards["nec"]
    whole.boards["nec"] = board[:-1]
    with pytest.raises(NotVerified, match="not the board that was closed"):
        whole.open_club()
    whole.boards["nec"] = board
    found = whole.open_club()["nec"]
    cast = [(tuple(c - 1 for c in ranking), 1) for ranking in RANKINGS["nec"]]
    assert found == closing.Papers(Profile.gather(cast), 13, 4, {"M1": 0}, {"M1": 0}, 0, {})
    done = step.steps(whole.proceedings, "nec")["M1"]
    assert (done.taken.hash, done.given.lines) == (whole.head("nec").head, 13)
