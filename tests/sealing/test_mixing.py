"""From the closed board to the keys released: what each act refuses, and whom a check blames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial

import pytest

from hustings.errors import Blamed, InputError, NotVerified
from hustings.sealing import closing
from hustings.sealing.ballots import payload
from hustings.sealing.ballots.envelope import seal
from hustings.sealing.board.chain import BROWSER, Posted, blob_hash
from hustings.sealing.mixing import decoys, lists, mix, step
from hustings.sealing.mixing.check import unseen
from hustings.sealing.proceedings import MIX, Proceedings
from sealing.dishonest import (
    ballot_for,
    decoys_entering,
    first_list,
    inward,
    lie,
    outward,
    when,
)
from sealing.parties import repeatable
from sealing.whole import NEC, Whole, voted


@cache
def _mixed() -> Whole:
    whole = voted(contests=(NEC,))
    whole.commit()
    whole.mix_all()
    return whole


def mixed() -> Whole:
    """One contest of 13 ballots and 8 decoys, mixed and nothing revealed."""
    return _mixed().copy()


def at(number: int) -> Whole:
    """The same as it was when `number` of its lists were there: 1 after `S`, 2 after `M1`."""
    return when(mixed(), number)


# -- as it should be -------------------------------------------------------------------------------


def test_lists_are_sorted_and_decoys_stand_in_each() -> None:
    whole = mixed()
    for name, lines in whole.lists["nec"].items():
        assert list(lines) == sorted(set(lines))
        assert len(lines) == 13 + 8
        assert set(decoys_entering(whole, name)) <= set(lines)
    stated = step.steps(whole.proceedings, "nec")
    assert [(s.layer, s.taken.lines, s.added, s.given.lines) for s in stated.values()] == [
        ("S", 13, 8, 21),
        ("M1", 21, 0, 21),
        ("M2", 21, 0, 21),
    ]
    whole.reveal()
    checked = whole.check()
    assert checked.contests["nec"].lines == whole.lists["nec"]["O1"]


def test_the_same_list_again_gives_the_same_bytes() -> None:
    whole = mixed()
    before = whole.copy()
    whole.mix("nec", "M1")
    assert (whole.proceedings, whole.lists) == (before.proceedings, before.lists)
    again = at(1)
    again.mix("nec", "M1")
    again.mix("nec", "M2")
    assert (again.proceedings, again.lists) == (before.proceedings, before.lists)


def test_the_same_on_any_number_of_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings.sealing.mixing.cores.PIECE", 4)
    monkeypatch.setattr("hustings.sealing.mixing.cores.WORTH_IT", 4)
    whole = at(2)
    whole.cores = 2
    whole.mix("nec", "M2")
    assert whole.lists == mixed().lists


# -- refused ---------------------------------------------------------------------------------------


def test_another_list_is_refused_by_the_journal() -> None:
    whole = at(1)
    whole.mix("nec", "M1")
    other = at(1)
    other.journal = whole.journal
    first = step.steps(other.proceedings, "nec")["S"]
    lines = other.lists["nec"]["M1"][1:]
    given = lists.summary(lines, other.proceedings.envelope("nec"), "M1")
    forged = first._replace(copies=1, given=given)
    statements = other.proceedings.statements[:-1]
    other.proceedings = Proceedings(other.proceedings.document, statements).stated(
        other.signer("Sam"), MIX, "nec", step.content(forged)
    )
    other.lists["nec"]["M1"] = lines
    with pytest.raises(InputError, match="the key M1 has opened another list of nec"):
        other.mix("nec", "M1")


def test_a_list_that_was_not_handed_on() -> None:
    whole = at(1)
    whole.lists["nec"]["M1"] = whole.lists["nec"]["M1"][:-1]
    with pytest.raises(NotVerified, match="not the list that was handed on to M1"):
        whole.mix("nec", "M1")
    assert not [o for o in whole.journal.openings if o.layer == "M1" and o.hash == b""]


def test_out_of_turn() -> None:
    whole = at(1)
    whole.lists["nec"]["M2"] = mixed().lists["nec"]["M2"]
    with pytest.raises(NotVerified, match="not the turn of M2"):
        whole.mix("nec", "M2")


def test_another_key() -> None:
    whole = at(1)
    with pytest.raises(InputError, match="is not the key M1 of the manifest"):
        closing.mix(
            whole.proceedings,
            whole.signer("Tom"),
            "nec",
            whole.lists["nec"]["M1"],
            replace(whole.key("M1"), secret=b"k" * 32),
            observed=whole.head("nec"),
            journal=whole.journal,
        )


def test_an_observers_head_that_is_another() -> None:
    whole = at(1)
    key, lines = whole.key("M1"), whole.lists["nec"]["M1"]
    for head, said in (
        (whole.head("nec", 12), "the observer's last head is 12"),
        (whole.head("nec")._replace(signature=bytes(64)), "was not signed by this server"),
    ):
        with pytest.raises(NotVerified, match=said):
            closing.mix(
                whole.proceedings,
                whole.signer("Tom"),
                "nec",
                lines,
                key,
                observed=head,
                journal=whole.journal,
            )


def test_too_few_ballots() -> None:
    whole = at(1)
    with pytest.raises(InputError, match="nec has 13 ballots beside the decoys"):
        whole.mix("nec", "M1", fewest=14)
    whole.mix("nec", "M1", fewest=13)


def test_s_is_not_opened_early() -> None:
    whole = voted(contests=(NEC,))
    early = Proceedings(whole.proceedings.document, whole.proceedings.statements[:-1])
    for proceedings, said in (
        (early, "nothing is stated yet of the kind close for nec"),
        (whole.proceedings, "nothing is stated yet of the kind decoys for nec"),
    ):
        whole.proceedings = proceedings
        with pytest.raises(NotVerified, match=said):
            whole.open_board("nec")
    assert whole.journal.openings == []


def test_another_board_or_seed() -> None:
    whole = voted(contests=(NEC,))
    whole.commit()
    board = whole.boards["nec"]
    for altered in (board[:-1], [*board[:-1], board[-1]._replace(sealed_by="server")]):
        whole.boards["nec"] = altered
        with pytest.raises(NotVerified, match="not the board that was closed"):
            whole.open_board("nec")
    whole.boards["nec"] = board
    with pytest.raises(Blamed, match="not the one that was committed to"):
        closing.open_board(
            whole.proceedings,
            whole.signer("Sam"),
            "nec",
            board,
            whole.key("S"),
            b"s" * 32,
            journal=whole.journal,
        )


def test_the_poll_closes_once_and_after_every_acceptance() -> None:
    whole = voted(contests=(NEC,))
    server, board = whole.signer("booth.example"), whole.boards["nec"]
    with pytest.raises(NotVerified, match="nec is closed already"):
        closing.close(whole.proceedings, server, "nec", board)
    few = Proceedings(whole.proceedings.document, whole.proceedings.statements[:4])
    with pytest.raises(NotVerified, match="Uma has not accepted"):
        closing.close(few, server, "nec", board)
    with pytest.raises(NotVerified, match="who is not the server"):
        closing.close(
            Proceedings(whole.proceedings.document, whole.proceedings.statements[:5]),
            whole.signer("Olu"),
            "nec",
            board,
        )


def test_nothing_is_revealed_before_the_last_list() -> None:
    whole = at(2)
    with pytest.raises(NotVerified, match="nec is not mixed at M2 yet"):
        whole.reveal()
    whole.mix("nec", "M2")
    whole.reveal()
    with pytest.raises(NotVerified, match="published already"):
        whole.reveal()


def test_s_published_early_all_the_same() -> None:
    whole = at(2)
    content = {"S": whole.key("S").secret.hex(), "seeds": {"nec": whole.parties.seed("nec").hex()}}
    whole.proceedings = whole.proceedings.stated(whole.signer("Sam"), "reveal", "", content)
    whole.mix("nec", "M2")
    with pytest.raises(Blamed, match="S was published before nec was mixed; only Sam"):
        whole.check()


def test_no_key_is_released_early() -> None:
    whole = mixed()
    finished = whole.copy()
    finished.reveal()
    checked = finished.check()
    with pytest.raises(NotVerified, match="nothing is stated yet of the kind reveal"):
        whole.release(checked)
    for other, said in (
        (checked._replace(contests={}), "nec was not checked"),
        (checked._replace(reveal=bytes(32)), "of another election, or of other seeds"),
    ):
        with pytest.raises(NotVerified, match=said):
            finished.release(other)
    with pytest.raises(NotVerified, match="the key O1 is not released yet"):
        finished.papers(checked)
    finished.release(checked)
    with pytest.raises(NotVerified, match="the key O1 is released already"):
        finished.release(checked)


def test_a_key_released_early_all_the_same() -> None:
    whole = mixed()
    whole.proceedings = whole.proceedings.stated(
        whole.signer("Tom"), "release", "", {"layer": "O1", "key": whole.key("O1").secret.hex()}
    )
    whole.reveal()
    checked = whole.check()
    with pytest.raises(Blamed, match="O1 was released before the check; only Tom"):
        whole.papers(checked)


# -- blame -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("layer", "culprit"), [("M1", "Tom"), ("M2", "Uma")])
def test_a_decoy_exchanged(layer: str, culprit: str) -> None:
    whole = at(1)
    if layer == "M2":
        whole.mix("nec", "M1")
    after = whole.after(layer)
    own = ballot_for(whole, after)
    decoy = decoys_entering(whole, after)[3]
    lie(whole, layer, lambda lines: [own if line == decoy else line for line in lines])
    if layer == "M1":
        whole.mix("nec", "M2")
    whole.reveal()
    with pytest.raises(Blamed) as blamed:
        whole.check()
    assert blamed.value.culprit == culprit
    assert str(blamed.value) == (
        f"nec: 1 of 8 decoys vanished at {layer}; only {culprit} can have done that"
    )


def test_a_decoy_said_not_to_open() -> None:
    whole = at(2)
    decoy, after = decoys_entering(whole, "M2")[0], decoys_entering(whole, "O1")[0]
    lie(
        whole,
        "M2",
        lambda lines: [line for line in lines if line != after],
        unopened=(blob_hash(decoy),),
    )
    whole.reveal()
    with pytest.raises(Blamed, match="a decoy is said not to open at M2; only Uma"):
        whole.check()


def test_a_line_out_of_nowhere_said_not_to_open() -> None:
    whole = at(2)
    lie(whole, "M2", lambda lines: lines[1:], unopened=(b"n" * 32,))
    whole.reveal()
    with pytest.raises(Blamed, match="stands in no list; only Uma"):
        whole.check()


def test_a_list_out_of_order() -> None:
    whole = at(2)
    envelope = whole.proceedings.envelope("nec")
    whole.mix("nec", "M2")
    lines = whole.lists["nec"]["O1"][::-1]
    last = step.steps(whole.proceedings, "nec")["M2"]
    forged = last._replace(given=lists.summary(lines, envelope, "O1"))
    whole.proceedings = at(2).proceedings.stated(
        whole.signer("Uma"), MIX, "nec", step.content(forged)
    )
    whole.lists["nec"]["O1"] = lines
    whole.reveal()
    with pytest.raises(Blamed, match="line 2 of the list O1 is out of order; only Uma"):
        whole.check()


def first_list_altered(change: Callable[[Whole, list[bytes]], list[bytes]]) -> Whole:
    """An election in which the scrutineer hands on another list `M1`."""
    whole = at(1)
    first_list(whole, partial(change, whole))
    whole.mix("nec", "M1")
    whole.mix("nec", "M2")
    whole.reveal()
    return whole


def without_decoy(whole: Whole, lines: list[bytes]) -> list[bytes]:
    return [
        ballot_for(whole, "M1") if line == decoys_entering(whole, "M1")[0] else line
        for line in lines
    ]


def without_ballot(whole: Whole, lines: list[bytes]) -> list[bytes]:
    known = set(decoys_entering(whole, "M1"))
    lines.remove(next(line for line in lines if line not in known))
    return lines


def bad_decoy(whole: Whole, lines: list[bytes]) -> list[bytes]:
    """A decoy that opens at `M1`, and whose stage there is not the seed's."""
    envelope = whole.proceedings.envelope("nec")
    decoy = decoys.grow(whole.parties.seed("nec"), envelope, 8)[0]
    other = seal(decoy.payload, inward(envelope, "M1"), random=repeatable("another"))
    return [other if line == decoy.stages[0] else line for line in lines]


@pytest.mark.parametrize("change", [without_decoy, without_ballot, bad_decoy])
def test_the_scrutineers_list_is_made_again(
    change: Callable[[Whole, list[bytes]], list[bytes]],
) -> None:
    with pytest.raises(Blamed, match="not what the board and the seed give") as blamed:
        first_list_altered(change).check()
    assert blamed.value.culprit == "Sam"


def test_an_altered_list_blames_nobody() -> None:
    whole = mixed()
    whole.reveal()
    whole.lists["nec"]["M2"] = (*whole.lists["nec"]["M2"][:-1], b"x" * 208)
    with pytest.raises(NotVerified, match="the list M2 is not the one that Tom signed") as error:
        whole.check()
    assert not isinstance(error.value, Blamed)


def test_steps_that_do_not_fit() -> None:
    whole = at(2)
    good = step.content(step.steps(mixed().proceedings, "nec")["M2"])
    uma = whole.signer("Uma")
    for content, said in (
        ({**good, "added": 1}, "figures do not add up"),
        ({**good, "copies": 1, "added": 1}, "only the scrutineer adds decoys"),
        ({**good, "taken": {"lines": 21, "hash": "00" * 32}}, "not the one that was handed on"),
        ({**good, "layer": "M1"}, "out of turn"),
        ({**good, "unopened": ["01" * 32, "00" * 32]}, "not in ascending order"),
        ({**good, "unopened": "00"}, "`unopened` is not a list"),
        ({"layer": "M2"}, "has no `taken`"),
    ):
        grown = whole.proceedings.stated(uma, MIX, "nec", content)
        with pytest.raises(NotVerified, match=said):
            step.steps(grown, "nec")
    grown = whole.proceedings.stated(whole.signer("Tom"), MIX, "nec", good)
    with pytest.raises(NotVerified, match="not by the layer's holder"):
        step.steps(grown, "nec")


# -- junk and copies -------------------------------------------------------------------------------


LAYERS = ("S", "M1", "M2", "O1", "O2")


@cache
def with_junk_and_copies() -> tuple[Whole, closing.Papers]:
    """13 ballots; junk for each layer; for each layer but `S` a second ballot equal from there."""
    whole = voted(contests=(NEC,))
    blobs = [entry.blob for entry in whole.boards["nec"]]
    envelope = whole.proceedings.envelope("nec")
    for layer in LAYERS:
        blobs.append(outward(whole, b"j" * envelope.length(layer), layer, f"junk {layer}"))
        if layer == "S":
            continue
        inner = ballot_for(whole, layer)
        blobs += [outward(whole, inner, layer, f"{side} {layer}") for side in ("one", "other")]
    blobs += [b"", b"short", b"x" * 305]
    whole.proceedings = Proceedings(whole.proceedings.document, whole.proceedings.statements[:-1])
    whole.post("nec", blobs)
    whole.close()
    whole.commit()
    whole.mix_all()
    whole.reveal()
    checked = whole.check()
    whole.release(checked)
    return whole, whole.papers(checked)["nec"]


def test_junk_and_copies_at_every_layer() -> None:
    whole, papers = with_junk_and_copies()
    assert papers.entries == 13 + 5 + 8 + 3
    assert papers.unopened == {"S": 4, "M1": 1, "M2": 1, "O1": 1, "O2": 1}
    # A pair that is equal from M1 on is seen when S has been opened.
    assert papers.copies == {"S": 1, "M1": 1, "M2": 1, "O1": 1, "O2": 0}
    assert papers.profile.total == 13 + 4
    assert papers.invalid == {}
    junk = {blob_hash(entry.blob) for entry in whole.boards["nec"] if len(entry.blob) != 304}
    assert junk < set(step.steps(whole.proceedings, "nec")["S"].unopened)


def test_a_voter_who_casts_the_decoy_kind() -> None:
    whole = voted(contests=(NEC,))
    envelope = whole.proceedings.envelope("nec")
    blobs = [entry.blob for entry in whole.boards["nec"]]
    blobs.append(seal(payload.decoy(b"d" * 63), envelope, random=repeatable("kind")))
    # The very payload of a listed decoy, as the scrutineer alone could cast it.
    listed = decoys.grow(whole.parties.seed("nec"), envelope, 1)[0].payload
    blobs.append(seal(listed, envelope, random=repeatable("listed")))
    whole.proceedings = Proceedings(whole.proceedings.document, whole.proceedings.statements[:-1])
    whole.post("nec", blobs)
    whole.close()
    whole.commit()
    whole.mix_all()
    whole.reveal()
    checked = whole.check()
    whole.release(checked)
    papers = whole.papers(checked)["nec"]
    assert papers.invalid == {payload.Fault.DECOY.value: 2}
    assert (papers.profile.total, papers.decoys) == (13, 8)


def many_that_do_not_open(number: int) -> Whole:
    whole = voted(contests=(NEC,))
    envelope = whole.proceedings.envelope("nec")
    length = envelope.length("M2")
    blobs = [entry.blob for entry in whole.boards["nec"]]
    blobs += [outward(whole, bytes([n]) * length, "M2", f"{n}") for n in range(number)]
    whole.proceedings = Proceedings(whole.proceedings.document, whole.proceedings.statements[:-1])
    whole.post("nec", blobs)
    whole.close()
    whole.commit()
    whole.open_board("nec")
    whole.mix("nec", "M1")
    return whole


def test_up_to_five_need_not_open() -> None:
    whole = many_that_do_not_open(5)
    whole.mix("nec", "M2")
    assert len(step.steps(whole.proceedings, "nec")["M2"].unopened) == 5


def test_more_stop_the_contest_until_the_backup_was_tried() -> None:
    whole = many_that_do_not_open(6)
    with pytest.raises(closing.DoesNotOpen, match="6 of 27 lines do not open at M2") as error:
        whole.mix("nec", "M2")
    assert len(error.value.unopened) == 6
    asked = whole.proceedings, whole.lists["nec"]["M2"], whole.key("M2")

    def confirmed(name: str, journal: closing.Journal) -> Proceedings:
        proceedings, lines, key = asked
        return closing.confirm(proceedings, whole.signer(name), "nec", lines, key, journal=journal)

    with pytest.raises(NotVerified, match="somebody else than Uma"):
        confirmed("Uma", closing.Noted())
    whole.proceedings = confirmed("Olu", closing.Noted())
    whole.mix("nec", "M2")
    whole.reveal()
    assert len(whole.check().contests["nec"].lines) == 21


def test_a_backup_is_tried_on_the_list_that_was_handed_on_and_no_other() -> None:
    whole = many_that_do_not_open(6)
    lines, key, journal = whole.lists["nec"]["M2"], whole.key("M2"), closing.Noted()

    def confirmed(given: Sequence[bytes]) -> Proceedings:
        olu = whole.signer("Olu")
        return closing.confirm(whole.proceedings, olu, "nec", given, key, journal=journal)

    with pytest.raises(NotVerified, match="not the list that was handed on to M2"):
        confirmed(lines[1:])
    # Had it been entered, the backup would refuse the right one.
    assert journal.openings == []
    assert len(mix.confirmed(confirmed(lines), "nec")[0].unopened) == 6


def test_a_thousandth_need_not_open() -> None:
    whole = at(1)
    done = step.steps(mixed().proceedings, "nec")["M1"]
    hashes = tuple(bytes([n]) * 32 for n in range(8))
    many = done._replace(taken=lists.Summary(8000, b""), unopened=hashes)
    mix.check_unopened(whole.proceedings, "nec", many)
    with pytest.raises(closing.DoesNotOpen):
        mix.check_unopened(whole.proceedings, "nec", many._replace(taken=lists.Summary(7999, b"")))


def test_a_ballot_equal_to_a_decoy_is_a_copy() -> None:
    whole = voted(contests=(NEC,))
    stage = decoys_entering(whole, "M1")[0]
    entry = Posted(14, BROWSER, outward(whole, stage, "M1", "scrutineer"))
    whole.proceedings = Proceedings(whole.proceedings.document, whole.proceedings.statements[:-1])
    whole.boards["nec"].append(entry)
    whole.close()
    whole.commit()
    whole.mix_all()
    assert step.steps(whole.proceedings, "nec")["S"].copies == 1
    whole.reveal()
    assert len(whole.check().contests["nec"].lines) == 21


# -- detection -------------------------------------------------------------------------------------


def test_the_chance_of_going_unseen() -> None:
    assert unseen(3, 1, 1) == Fraction(3, 4)
    assert unseen(3, 1, 2) == Fraction(1, 2)
    assert unseen(1, 1, 2) == 0
    # The figures that are published of an election of 130,000.
    assert round(100 * unseen(130_000, 13_000, 10)) == 39
    assert round(100 * float(unseen(130_000, 13_000, 100)), 3) == 0.007
