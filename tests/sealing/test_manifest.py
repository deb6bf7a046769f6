"""Manifests: read back as made, and refused with one line where something does not fit."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from hustings.election.model import make_election
from hustings.errors import InputError
from hustings.sealing.ballots.envelope import Envelope, Layer
from hustings.sealing.candidates import CandidatePhotograph, hashed, text_hash
from hustings.sealing.manifest import (
    Holder,
    KeyedLayer,
    Manifest,
    Role,
    Setting,
    election_id,
    envelope,
    read_manifest,
    tie_commitment,
    write_manifest,
)
from hustings.sealing.writing.canonical import canonical, read_canonical
from hustings.sealing.writing.framing import digest
from sealing.parties import KEYS, SOCIETY, organisation

CLUB = SOCIETY._replace(
    setting=Setting.CLUB,
    least_decoys=0,
    holders=SOCIETY.holders[:2],
    layers=(KeyedLayer("M1", "Olu", KEYS["M1"].public),),
)
DATA = write_manifest(SOCIETY)


def pictured() -> Manifest:
    """With photographs of two candidates."""
    photographs = (CandidatePhotograph(1, b"1" * 32), CandidatePhotograph(2, b"2" * 32))
    first, *others = CLUB.contests
    return CLUB._replace(contests=(first._replace(photographs=photographs), *others))


def test_a_photograph_is_one_more_key_and_needed_by_nobody() -> None:
    values = read_canonical(write_manifest(pictured()))
    found = [one.get("photograph") for one in values["contests"][0]["candidates"]]
    assert found == [(b"1" * 32).hex(), (b"2" * 32).hex(), None]


@pytest.mark.parametrize("manifest", [SOCIETY, CLUB, organisation(), pictured()])
def test_round_trip(manifest: Manifest) -> None:
    assert read_manifest(write_manifest(manifest)) == manifest


def test_document() -> None:
    values = read_canonical(DATA)
    contests = values.pop("contests")
    holders, layers = values.pop("holders"), values.pop("layers")
    assert values == {
        "format": "hustings-manifest/1",
        "title": "NEC élection 2026",
        "setting": "society",
        "practice": False,
        "opens": "2026-10-19T09:00:00Z",
        "closes": "2026-11-12T17:00:00Z",
        "grace": 300,
        "zone": "Europe/London",
        "check_codes": False,
        "server_seals": True,
        "least_decoys": 1000,
        "booth": "62" * 32,
    }
    assert contests[0] == {
        "id": "nec",
        "title": "Members",
        "seats": 2,
        "rules": {"name": "ers97", "version": "1"},
        "candidates": [
            {
                "number": 1,
                "name": "Ann",
                "slate": "Red",
                "statement": {
                    "cy": text_hash(b"Mwy o de.").hex(),
                    "en": text_hash(b"More tea.").hex(),
                },
            },
            {"number": 2, "name": "Bo", "slate": "", "statement": {}},
            {"number": 3, "name": "Cy", "slate": "", "statement": {}},
        ],
        "order": "fixed",
        "electorate": "Every member",
        "ties": {"by": "officer"},
        "roll": {"size": 130000, "root": "72" * 32},
    }
    assert contests[1]["ties"] == {"by": "seed", "commitment": tie_commitment("a seed").hex()}
    assert [holder["role"] for holder in holders] == [
        "server", "officer", "scrutineer", "trustee", "trustee",
    ]  # fmt: skip
    assert layers[1] == {"name": "M1", "holder": "Tom", "key": KEYS["M1"].public.hex()}


def test_election_id() -> None:
    eid = election_id(DATA)
    assert eid == digest("hustings-manifest/1", DATA)
    assert election_id(write_manifest(SOCIETY._replace(practice=True))) != eid
    nec = SOCIETY.contests[0]._replace(statements=hashed({(1, "en"): b"More tea"}))
    other = SOCIETY._replace(contests=(nec, *SOCIETY.contests[1:]))
    assert election_id(write_manifest(other)) != eid


def test_what_others_take_from_it() -> None:
    names = ("S", "M1", "M2", "O1", "O2")
    layers = tuple(Layer(name, KEYS[name].public) for name in names)
    assert envelope(SOCIETY, b"e" * 32, "wales") == Envelope(b"e" * 32, "wales", layers)
    assert SOCIETY.server == SOCIETY.holders[0].sign == SOCIETY.signers["booth.example"]
    assert list(SOCIETY.signers) == ["booth.example", "Olu", "Sam", "Tom", "Uma"]
    with pytest.raises(InputError, match="no contest is called `x`; choose one of nec, wales"):
        envelope(SOCIETY, b"e" * 32, "x")


Change = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.update(format="hustings-manifest/2"), "not a document of the form"),
        (lambda m: m.pop("zone"), "the document has no `zone`"),
        (lambda m: m.update(zones="UTC"), "`zones` is not a key of the document"),
        (lambda m: m.update(title=""), "`title` is empty"),
        (lambda m: m.update(setting="clubs"), "`setting` of the document is `clubs`"),
        (lambda m: m.update(practice=0), "`practice` of the document is neither true nor false"),
        (lambda m: m.update(opens="2026-10-19 09:00"), "`opens` is `2026-10-19 09:00`"),
        (lambda m: m.update(opens="2026-10-19T9:00:00Z"), "write UTC as"),
        (lambda m: m.update(opens="2026-13-19T09:00:00Z"), "write UTC as"),
        (lambda m: m.update(closes=m["opens"]), "the poll closes before it opens"),
        (lambda m: m.update(closes="9999-12-31T23:59:59Z"), "the poll closes in the year 9999"),
        (lambda m: m.update(grace=86401), "`grace` is 86,401"),
        (lambda m: m.update(zone="../etc/passwd"), "is not a time zone"),
        (lambda m: m.update(least_decoys=0), "there are no decoys"),
        (lambda m: m.update(booth="62"), "`booth` of the document has 1 bytes, not 32"),
        (lambda m: m.update(contests=[]), "there is no contest"),
        (lambda m: m.update(contests={}), "`contests` must be a list"),
        (lambda m: m["contests"][1].update(id="nec"), "two contests have the id `nec`"),
        (lambda m: m["contests"][0].update(id="NEC"), "which is not the id of a contest"),
        (lambda m: m["contests"][0].update(seats=0), "contest 1: `seats` is 0"),
        (lambda m: m["contests"][0].update(seats=True), "`seats` must be a number"),
        (lambda m: m["contests"][0].update(order="lot"), "`order` of contest 1 is `lot`"),
        (lambda m: m["contests"][0]["rules"].update(name="ers98"), "contest 1: no rule set is"),
        (
            lambda m: m["contests"][0]["candidates"][0].pop("statement"),
            "candidate 1 has no `statement`",
        ),
        (
            lambda m: m["contests"][0]["candidates"][0].update(statement="More tea."),
            "`statement` of candidate 1 must be a table",
        ),
        (
            lambda m: m["contests"][0]["candidates"][0].update(statement={"EN": "00" * 32}),
            "`EN` is not the code of a language",
        ),
        (
            lambda m: m["contests"][0]["candidates"][0].update(statement={"en": "00"}),
            "`en` of `statement` of candidate 1 has 1 bytes, not 32",
        ),
        (lambda m: m["contests"][0].update(candidates=[]), "0 candidates; a ballot has room for"),
        (lambda m: m["contests"][0]["candidates"].reverse(), "number of candidate 1 is not 1"),
        (lambda m: m["contests"][0]["candidates"][1].update(name="Ann"), "both called 'Ann'"),
        (lambda m: m["contests"][0]["candidates"][1].pop("slate"), "candidate 2 has no `slate`"),
        (lambda m: m["contests"][0]["candidates"][1].update(slate=7), "`slate` must be text"),
        (lambda m: m["contests"][0].update(ties={"by": "seed"}), "`ties` has no `commitment`"),
        (lambda m: m["contests"][0].update(ties={"by": "dice"}), "`by` of `ties` is `dice`"),
        (lambda m: m["contests"][0]["roll"].update(size=-1), "`size` is -1"),
        (lambda m: m["holders"][4].update(name="Tom"), "two holders are called `Tom`"),
        (lambda m: m["holders"][4].update(role="boss"), "`role` of holder 5 is `boss`"),
        (lambda m: m["holders"][4].update(sign=m["holders"][3]["sign"]), "two keys are"),
        (lambda m: m["layers"][4].update(key=m["layers"][3]["key"]), "two keys are"),
        (lambda m: m["layers"][4].update(key=m["holders"][3]["sign"]), "two keys are"),
        (lambda m: m["layers"][4].update(key="00" * 32), "the key of layer 5 is of low order"),
        (lambda m: m["holders"].pop(0), "has 1 holder of the role server, not 0"),
        (lambda m: m["holders"][2].update(role="officer"), "of the role officer, not 2"),
        (lambda m: m["holders"].pop(2), "has 1 holder of the role scrutineer, not 0"),
        (lambda m: m["holders"].pop(4), "a society has 2 to 9 trustees, not 1"),
        (lambda m: m.update(setting="organisation"), "of the role links, not 0"),
        (lambda m: m["layers"].pop(), "the layers of this society must be S of `Sam`, M1 of `Tom`"),
        (lambda m: m["layers"].reverse(), "the layers of this society must be S of"),
        (lambda m: m["layers"][3].update(holder="Uma"), "the layers of this society must be S of"),
    ],
)
def test_what_does_not_fit(change: Change, said: str) -> None:
    values = copy.deepcopy(read_canonical(DATA))
    change(values)
    with pytest.raises(InputError) as caught:
        read_manifest(canonical(values), source="manifest.json")
    text = str(caught.value)
    assert said in text
    assert text.startswith("manifest.json: ")
    assert "\n" not in text


@pytest.mark.parametrize("number", [1, 63, 64])
def test_as_many_candidates_as_a_payload_holds(number: int) -> None:
    names = [f"Candidate {place}" for place in range(number)]
    contest = SOCIETY.contests[0]._replace(election=make_election("Members", 1, names))
    manifest = SOCIETY._replace(contests=(contest,))
    if number <= 63:
        assert read_manifest(write_manifest(manifest)) == manifest
    else:
        with pytest.raises(InputError, match="64 candidates; a ballot has room for 1 to 63"):
            write_manifest(manifest)


def test_a_club_has_one_key_and_no_decoys() -> None:
    for manifest, said in (
        (CLUB._replace(least_decoys=1), "a club has no decoys"),
        (CLUB._replace(holders=SOCIETY.holders[:3]), "role scrutineer, not 1"),
        (
            CLUB._replace(holders=(*CLUB.holders, Holder("Tom", Role.TRUSTEE, b"t" * 32))),
            "a club has 0 to 0 trustees, not 1",
        ),
        (CLUB._replace(layers=SOCIETY.layers), "the layers of this club must be M1 of `Olu`"),
    ):
        with pytest.raises(InputError, match=said):
            write_manifest(manifest)


def test_times_are_written_in_utc() -> None:
    summer = datetime.fromisoformat("2026-10-19T10:00:00+01:00")
    assert write_manifest(SOCIETY._replace(opens=summer)) == DATA
    assert read_manifest(DATA).opens == datetime(2026, 10, 19, 9, tzinfo=UTC)
