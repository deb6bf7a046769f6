"""Lies that are signed: each is found by the check that is there for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hustings.errors import Blamed, NotVerified
from hustings.sealing import closing
from hustings.sealing.archive.index import member, write_index
from hustings.sealing.manifest import Setting
from hustings.sealing.mixing import lists, mix, step
from hustings.sealing.proceedings import MIX, Proceedings, Signer
from sealing.dishonest import lie
from sealing.test_archive import content, failed, finished, repacked, signed_again, verified
from sealing.test_mixing import at, many_that_do_not_open, mixed
from sealing.whole import NEC, Whole, voted


def stated_first(whole: Whole, **said: object) -> Whole:
    """The scrutineer states something else of the first list."""
    first = step.steps(whole.proceedings, "nec")["S"]._replace(**said)
    statements = whole.proceedings.statements[:-1]
    whole.proceedings = Proceedings(whole.proceedings.document, statements).stated(
        whole.signer("Sam"), MIX, "nec", step.content(first)
    )
    return whole


def test_a_trustee_mixes_no_list_out_of_order() -> None:
    whole = at(1)
    lines = whole.lists["nec"]["M1"][::-1]
    given = lists.summary(lines, whole.proceedings.envelope("nec"), "M1")
    whole = stated_first(whole, given=given)
    whole.lists["nec"]["M1"] = lines
    with pytest.raises(NotVerified, match="line 2 of the list M1 is out of order"):
        whole.mix("nec", "M1")


def test_a_trustee_mixes_no_other_board_and_no_other_number_of_decoys() -> None:
    other = lists.Summary(13, bytes(32))
    with pytest.raises(NotVerified, match="opened another board than was closed"):
        stated_first(at(1), taken=other).mix("nec", "M1")
    with pytest.raises(NotVerified, match="not as many decoys as the scrutineer committed to"):
        stated_first(at(1), added=9, copies=1).mix("nec", "M1")


def test_fewer_decoys_than_there_must_be() -> None:
    whole = voted(contests=(NEC,))
    few = {"number": 7, "commitment": "00" * 32}
    proceedings = whole.proceedings.stated(whole.signer("Sam"), "decoys", "nec", few)
    with pytest.raises(NotVerified, match="nec has 7 decoys, not 8"):
        mix.committed(proceedings, "nec")


def test_too_much_that_does_not_open_and_no_witness() -> None:
    whole = many_that_do_not_open(6)
    lie(whole, "M2", lambda lines: lines)
    whole.reveal()
    with pytest.raises(closing.DoesNotOpen):
        whole.check()


def test_keys_that_are_not_the_manifests() -> None:
    whole = mixed()
    seeds = {"nec": whole.parties.seed("nec").hex()}
    wrong = whole.proceedings.stated(
        whole.signer("Sam"), "reveal", "", {"S": "11" * 32, "seeds": seeds}
    )
    with pytest.raises(Blamed, match="the key S is not the manifest's; only Sam"):
        closing.check(wrong, whole.boards, whole.lists)
    whole.reveal()
    checked = whole.check()
    whole.proceedings = whole.proceedings.stated(
        whole.signer("Tom"), "release", "", {"layer": "O1", "key": "11" * 32}
    )
    with pytest.raises(Blamed, match="releases a key that is not the manifest's O1"):
        whole.papers(checked)


def test_another_result_than_the_count_gives(tmp_path: Path) -> None:
    whole = voted(contests=(NEC,), setting=Setting.CLUB)
    papers = whole.open_club()
    tallies = {"nec": closing.tally(whole.proceedings, "nec", papers["nec"].profile)}
    whole.proceedings = whole.proceedings.stated(
        whole.signer("Olu"), "result", "nec", {"all": "sha256:00", "standing": ""}
    )
    found = verified(tmp_path, whole.pack(papers, tallies))
    assert failed(found) == "count nec"
    assert found.checks[-1].what == "nec: the officer stated another result"


@pytest.mark.parametrize("unopened", [(), (b"n" * 32,)], ids=["fewer papers", "out of nowhere"])
def test_a_club_that_leaves_out_a_ballot(tmp_path: Path, unopened: tuple[bytes, ...]) -> None:
    whole = voted(contests=(NEC,), setting=Setting.CLUB)
    before = whole.proceedings
    opened = whole.open_club()["nec"]
    profile = opened.profile
    fewer = replace(profile, papers=(*profile.papers[:-1], profile.papers[-1] - 1))
    papers = {"nec": opened._replace(profile=fewer, unopened={"M1": len(unopened)})}
    if unopened:
        done = step.steps(whole.proceedings, "nec")["M1"]
        given = lists.Summary(12, done.given.hash)
        said = step.content(done._replace(unopened=unopened, given=given))
        whole.proceedings = before.stated(whole.signer("Olu"), MIX, "nec", said)
    packed = whole.pack(papers, whole.count(papers, {}))
    assert failed(verified(tmp_path, packed)) == "papers nec"


def test_a_holder_who_has_not_accepted(tmp_path: Path) -> None:
    whole, _ = finished()
    few = b"".join(document + b"\n" for document in whole.proceedings.statements[:4])
    packed = signed_again({**content(), "statements.jsonl": few}, whole)
    assert failed(verified(tmp_path, packed)) == "statements"


def test_an_index_by_another_name_or_of_another_election(tmp_path: Path) -> None:
    whole, _ = finished()
    rest = {name: data for name, data in content().items() if name != "index.json"}
    listed = {name: member(data) for name, data in rest.items()}
    secret = whole.signer("Olu").secret
    for index in (
        write_index(whole.proceedings.eid, Signer("Sam", secret), listed),
        write_index(bytes(32), Signer("Olu", secret), listed),
    ):
        assert failed(verified(tmp_path, repacked({"index.json": index, **rest}))) == "index"


def confirmed(by: str, **said: object) -> Whole:
    """A mixed election; somebody says what the backup of M2, Uma's, does not open."""
    whole = mixed()
    done = step.steps(whole.proceedings, "nec")["M2"]
    content = {"layer": "M2", "hash": done.taken.hash.hex(), "unopened": [], **said}
    whole.proceedings = whole.proceedings.stated(whole.signer(by), "unopened", "nec", content)
    return whole


@pytest.mark.parametrize(
    ("by", "said", "what"),
    [
        ("Uma", {}, "(unopened) is by `Uma`: the backup of M2 has to be tried by a holder who is"),
        ("booth.example", {}, "(unopened) is by `booth.example`: the backup of M2 has to be tried"),
        ("Olu", {"layer": "O1"}, "`layer` of the content is `O1`"),
        ("Olu", {"note": ""}, "note"),
        ("Olu", {"unopened": ["x"]}, "`unopened`"),
    ],
)
def test_a_confirmation_that_is_none(
    tmp_path: Path, by: str, said: dict[str, object], what: str
) -> None:
    found = verified(tmp_path, opened(confirmed(by, **said)))
    assert failed(found) == "decoys nec"
    assert what in found.checks[-1].what


def test_a_confirmation_of_other_lines_is_somebodys_word(tmp_path: Path) -> None:
    found = verified(tmp_path, opened(confirmed("Olu", unopened=["ab" * 32])))
    told = {check.name: (check.held, check.what) for check in found.checks}
    assert told["unopened nec"] == (
        None,
        "Olu has tried the backup of Uma's key M2 and states that 1 of 21 lines do not open with"
        " it, not those that Uma states: that is the word of Olu and Uma, for the key is not"
        " published",
    )


def opened(whole: Whole) -> bytes:
    """The archive, from lists that are mixed."""
    whole.reveal()
    checked = whole.check()
    whole.release(checked)
    papers = whole.papers(checked)
    return whole.pack(papers, whole.count(papers, {}))
