"""`election.zip`: packed the same each time, verified, forged, altered, hostile."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from hustings.counting.record import to_json as record_json
from hustings.errors import InputError, NotVerified
from hustings.sealing.archive import members, verify
from hustings.sealing.archive.container import Container
from hustings.sealing.archive.index import member, read_index, write_index
from hustings.sealing.archive.pack import pack, write_zip
from hustings.sealing.archive.verify import Asked, Verification, goes_unseen
from hustings.sealing.board.chain import BROWSER, SERVER, Posted
from hustings.sealing.candidates import CandidatePhotograph, Texts, check_texts
from hustings.sealing.closing import Published, RollChanges, state_roll
from hustings.sealing.manifest import Setting
from hustings.sealing.writing.canonical import canonical, read_canonical
from sealing.whole import NEC, TEXTS, Parties, Whole, voted

LATE = {"nec": ["Bo"]}


@cache
def finished(setting: Setting = Setting.SOCIETY, label: str = "") -> tuple[Whole, bytes]:
    whole = voted(setting=setting, parties=Parties(label))
    packed = whole.finish(LATE)
    return whole, packed


@cache
def content(setting: Setting = Setting.SOCIETY) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(finished(setting)[1])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(folder: Path, packed: bytes) -> str:
    path = folder / "election.zip"
    path.write_bytes(packed)
    return str(path)


def verified(folder: Path, packed: bytes, asked: Asked | None = None) -> Verification:
    return verify.verify(written(folder, packed), asked or Asked(), cores=1)


def repacked(changed: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    write_zip(target, changed)
    return target.getvalue()


def signed_again(changed: Mapping[str, bytes], whole: Whole) -> bytes:
    """The members with an index that the officer has signed for them as they are."""
    rest = {name: data for name, data in changed.items() if name != members.INDEX}
    listed = {name: member(data) for name, data in rest.items()}
    index = write_index(whole.proceedings.eid, whole.signer("Olu"), listed)
    return repacked({members.INDEX: index, **rest})


def failed(verification: Verification) -> str:
    """The check that failed; the only one, and the last."""
    assert not verification.verified
    assert [check.held for check in verification.checks[:-1]].count(False) == 0
    assert verification.checks[-1].held is False
    return verification.checks[-1].name


# -- as it should be -------------------------------------------------------------------------------

SOCIETY_CHECKS = [
    ("manifest", True),
    ("index", True),
    ("statements", True),
    ("extensions", True),
    ("candidates", True),
    ("seeds", True),
    ("keys", True),
    ("heads", True),
    ("board nec", True),
    ("decoys nec", True),
    ("mixes nec", None),
    ("papers nec", True),
    ("count nec", True),
    ("board treasurer", True),
    ("decoys treasurer", True),
    ("mixes treasurer", None),
    ("papers treasurer", True),
    ("count treasurer", True),
    ("members", True),
    ("authenticity", None),
    ("eligibility", None),
    ("pages", None),
]


def test_a_societys_election(tmp_path: Path) -> None:
    whole, packed = finished()
    found = verified(tmp_path, packed)
    assert [(check.name, check.held) for check in found.checks] == SOCIETY_CHECKS
    assert found.eid == whole.proceedings.eid
    assert {c: (e.lines, e.hash) for c, e in found.heads.items()} == {
        contest: (head.n, head.head)
        for contest in ("nec", "treasurer")
        for head in [whole.head(contest)]
    }
    told = {check.name: check.what for check in found.checks}
    assert told["count nec"] == "elected: Ann, Bo; without those withdrawn late: Ann, Cy"


def test_a_clubs_election(tmp_path: Path) -> None:
    found = verified(tmp_path, finished(Setting.CLUB)[1])
    assert [(check.name, check.held) for check in found.checks] == [
        (name.replace("mixes", "opening"), held)
        for name, held in SOCIETY_CHECKS
        if name.split(" ")[0] not in ("seeds", "keys", "decoys", "papers", "mixes")
        for name, held in (
            [(name, held)]
            if not name.startswith("board")
            else [
                (name, held),
                (name.replace("board", "papers"), True),
                (name.replace("board", "mixes"), None),
            ]
        )
    ]


def test_members() -> None:
    whole, _ = finished()
    names = [
        "index.json",
        *(
            f"contests/{contest}/{name}"
            for contest in ("nec", "treasurer")
            for name in (
                "ballots.blt",
                "board.bin",
                "lists/M2.bin",
                "lists/O1.bin",
                "papers.json",
                *(("record-standing.json",) if contest == "nec" else ()),
                "record.json",
                *(
                    ("statements/1.cy.txt", "statements/1.en.txt", "statements/3.en.txt")
                    if contest == "nec"
                    else ()
                ),
            )
        ),
        "heads.jsonl",
        "manifest.json",
        "pages/nec.html",
        "statements.jsonl",
    ]
    assert list(content()) == names
    found = content()
    assert found["manifest.json"] == whole.proceedings.document
    assert found["statements.jsonl"] == b"".join(s + b"\n" for s in whole.proceedings.statements)
    assert found["contests/nec/lists/M2.bin"] == b"".join(whole.lists["nec"]["M2"])
    entry = whole.boards["nec"][2]
    assert found["contests/nec/board.bin"][2 * 309 : 3 * 309] == (
        b"\x01" + (304).to_bytes(4, "big") + entry.blob
    )
    assert found["contests/nec/statements/1.en.txt"] == b"More tea.\n\nMore cups."
    index = read_index(found["index.json"])
    assert index.members == {name: member(found[name]) for name in names[1:]}


def test_packed_the_same_each_time() -> None:
    _, packed = finished()
    assert voted().finish(LATE) == packed
    assert repacked(content()) == packed
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_board_of_any_ballots() -> None:
    board = [Posted(1, BROWSER, b""), Posted(2, SERVER, b"x" * 300)]
    data = members.write_board(board)
    assert members.read_board(data, "nec") == board
    for bad in (data[:-1], data[:3], b"\x02" + data[1:]):
        with pytest.raises(NotVerified, match="of the board cannot be read"):
            members.read_board(bad, "nec")


def test_what_cannot_be_packed() -> None:
    whole, _ = finished()
    with pytest.raises(InputError, match="nothing is there to publish of nec"):
        pack(io.BytesIO(), whole.proceedings, whole.signer("Olu"), {})


def test_ballots_that_anybody_can_count(tmp_path: Path) -> None:
    from hustings.counting import law
    from hustings.counting.engine import count
    from hustings.election.formats import read

    path = tmp_path / "ballots.blt"
    path.write_bytes(content()["contests/nec/ballots.blt"])
    file = read(str(path))
    again = record_json(count(file.election, file.profile, law.find("ers97")))
    published = json.loads(content()["contests/nec/record.json"])
    assert again["stages"] == published["stages"]


# -- with what observers and voters hold -----------------------------------------------------------


def test_with_eid_heads_and_receipts(tmp_path: Path) -> None:
    whole, packed = finished()
    heads = (whole.head("nec"), whole.head("nec", 4), whole.head("treasurer"))
    receipts = (whole.receipt("nec", 3), whole.receipt("treasurer", 11))
    found = verified(tmp_path, packed, Asked(whole.proceedings.eid, heads, receipts))
    names = [check.name for check in found.checks]
    assert found.verified
    assert names[1] == "eid"
    assert {"receipts nec", "receipts treasurer"} <= set(names)
    assert "authenticity" not in names


def test_heads_of_some_contests_only(tmp_path: Path) -> None:
    whole, packed = finished()
    found = verified(tmp_path, packed, Asked(whole.proceedings.eid, (whole.head("nec"),)))
    told = {check.name: check.what for check in found.checks}
    assert told["authenticity"].endswith("(for treasurer)")


def test_an_early_head_says_nothing_of_what_came_after(tmp_path: Path) -> None:
    whole, packed = finished()
    heads = (whole.head("nec"), whole.head("treasurer", 0), whole.head("treasurer", 4))
    found = verified(tmp_path, packed, Asked(whole.proceedings.eid, heads))
    told = {check.name: (check.held, check.what) for check in found.checks}
    held, what = told["authenticity"]
    assert held is None
    assert what.endswith("(for treasurer, after entry 4)")


def test_a_forged_archive_agrees_with_itself_alone(tmp_path: Path) -> None:
    whole, _ = finished()
    _, forged = finished(label="forged")
    assert verified(tmp_path, forged).verified
    eid, head = whole.proceedings.eid, whole.head("nec")
    assert failed(verified(tmp_path, forged, Asked(eid))) == "eid"
    assert failed(verified(tmp_path, forged, Asked(heads=(head,)))) == "heads"
    assert failed(verified(tmp_path, forged, Asked(receipts=(whole.receipt("nec", 1),)))) == "heads"


def test_a_board_from_which_a_ballot_was_taken(tmp_path: Path) -> None:
    """With every key at hand; an observer's head and a voter's receipt tell."""
    whole, _ = finished()
    other = voted()
    other.proceedings = type(other.proceedings)(
        other.proceedings.document, other.proceedings.statements[:-2]
    )
    blobs = [entry.blob for entry in other.boards["nec"]]
    other.post("nec", [*blobs[:5], *blobs[6:]])
    other.close()
    packed = other.finish()
    assert verified(tmp_path, packed, Asked(whole.proceedings.eid)).verified
    for asked in (Asked(heads=(whole.head("nec"),)), Asked(receipts=(whole.receipt("nec", 6),))):
        assert failed(verified(tmp_path, packed, asked)) == "board nec"


def test_a_receipt_for_another_ballot(tmp_path: Path) -> None:
    whole, packed = finished()
    from hustings.sealing.board.receipt import sign_receipt

    receipt = whole.receipt("nec", 2)
    lying = sign_receipt(
        whole.signer("booth.example").secret,
        whole.proceedings.eid,
        "nec",
        n=2,
        sealed_by=receipt.sealed_by,
        blob_hash=b"h" * 32,
        head=receipt.head,
    )
    assert failed(verified(tmp_path, packed, Asked(receipts=(lying,)))) == "receipts nec"


# -- altered ---------------------------------------------------------------------------------------


def one_change(drawn: random.Random, found: Mapping[str, bytes]) -> dict[str, bytes]:
    """One change of one member: a byte altered, left out or put in, or the member itself."""
    changed = dict(found)
    name = drawn.choice(sorted(changed))
    data = changed[name]
    place = drawn.randrange(len(data))
    match drawn.randrange(5):
        case 0:
            changed[name] = (
                data[:place] + bytes([data[place] ^ drawn.randrange(1, 256)]) + data[place + 1 :]
            )
        case 1:
            changed[name] = data[:place] + data[place + 1 :]
        case 2:
            changed[name] = data[:place] + drawn.randbytes(1) + data[place:]
        case 3:
            changed[name] = data[:place]
        case _:
            del changed[name]
    return changed


def check_changes(folder: Path, number: int, setting: Setting) -> None:
    drawn = random.Random(number)
    found = content(setting)
    for _ in range(number):
        changed = one_change(drawn, found)
        try:
            held = verified(folder, repacked(changed)).verified
        except InputError:
            held = False
        assert not held, sorted(name for name in found if changed.get(name) != found[name])


@pytest.mark.parametrize("setting", [Setting.SOCIETY, Setting.CLUB])
def test_single_changes_are_found(tmp_path: Path, setting: Setting) -> None:
    check_changes(tmp_path, 75, setting)


@pytest.mark.soak
def test_two_thousand_single_changes_are_found(tmp_path: Path) -> None:
    check_changes(tmp_path, 1000, Setting.SOCIETY)
    check_changes(tmp_path, 1000, Setting.CLUB)


def check_signed_changes(folder: Path, number: int) -> None:
    """The same by an officer, who signs the index for what was altered."""
    whole, _ = finished()
    drawn = random.Random(number)
    found = {name: data for name, data in content().items() if not name.startswith(members.PAGES)}
    for _ in range(number):
        changed = one_change(drawn, found)
        if changed.get(members.INDEX) != found[members.INDEX] or members.MANIFEST not in changed:
            continue
        packed = signed_again(changed, whole)
        name = next(name for name in found if changed.get(name) != found[name])
        assert not verified(folder, packed).verified, name


def test_changes_that_the_officer_signs_are_found(tmp_path: Path) -> None:
    check_signed_changes(tmp_path, 60)


@pytest.mark.soak
def test_many_changes_that_the_officer_signs_are_found(tmp_path: Path) -> None:
    check_signed_changes(tmp_path, 2000)


def changed_json(name: str, change: Callable[[dict[str, object]], None]) -> dict[str, bytes]:
    document = read_canonical(content()[name])
    change(document)
    return {**content(), name: canonical(document)}


@pytest.mark.parametrize(
    ("name", "change", "check"),
    [
        ("contests/nec/papers.json", lambda d: d.update(blank=0), "papers nec"),
        ("contests/nec/record.json", lambda d: d.update(elected=["Cy"]), "count nec"),
        ("contests/nec/record-standing.json", lambda d: d.update(digest=""), "count nec"),
    ],
)
def test_what_the_check_is_called(
    tmp_path: Path, name: str, change: Callable[[dict[str, object]], None], check: str
) -> None:
    whole, _ = finished()
    packed = signed_again(changed_json(name, change), whole)
    assert failed(verified(tmp_path, packed)) == check


def test_members_that_nobody_knows(tmp_path: Path) -> None:
    whole, _ = finished()
    more = {**content(), "contests/nec/note.txt": b"Vote for Ann"}
    assert failed(verified(tmp_path, repacked(more))) == "index"
    assert failed(verified(tmp_path, signed_again(more, whole))) == "members"
    second = {**content(), "contests/treasurer/record-standing.json": b"{}"}
    assert failed(verified(tmp_path, signed_again(second, whole))) == "count treasurer"


def test_more_entries_than_voters(tmp_path: Path) -> None:
    whole = voted(contests=(NEC._replace(roll_size=12),))
    assert failed(verified(tmp_path, whole.finish())) == "board nec"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (
            {"contests/nec/statements/1.en.txt": b"More tea."},
            "nec: the statement of candidate 1 (en) is not the one in the manifest",
        ),
        ({"contests/nec/statements/3.en.txt": None}, "3.en.txt` is missing"),
    ],
)
def test_a_candidates_statement_that_voters_did_not_read(
    tmp_path: Path, change: dict[str, bytes | None], what: str
) -> None:
    """The officer signs the index for it; the manifest, and so the election's id, knows better."""
    whole, _ = finished()
    changed = {n: data for n, data in {**content(), **change}.items() if data is not None}
    found = verified(tmp_path, signed_again(changed, whole))
    assert failed(found) == "candidates"
    assert found.checks[-1].what.endswith(what)


def test_of_photographs_the_archive_has_the_hashes(tmp_path: Path) -> None:
    photographs = (CandidatePhotograph(1, b"1" * 32), CandidatePhotograph(3, b"3" * 32))
    nec = NEC._replace(photographs=photographs)
    packed = voted(contests=(nec,), setting=Setting.CLUB).finish()
    found = verified(tmp_path, packed)
    assert [check.what for check in found.checks if check.name == "candidates"] == [
        "3 statements of candidates, each as in the manifest; of 2 photographs it has the hashes,"
        " and none is in the archive"
    ]


def test_a_statement_that_the_manifest_does_not_know(tmp_path: Path) -> None:
    whole, _ = finished()
    more = {**content(), "contests/nec/statements/2.en.txt": b"Vote for Bo"}
    assert failed(verified(tmp_path, signed_again(more, whole))) == "members"


@pytest.mark.parametrize(
    ("texts", "what"),
    [
        ({}, r"candidate 1 \(cy\) is missing"),
        ({**TEXTS["nec"], (3, "en"): b"Tea."}, r"candidate 3 \(en\) is not the one"),
        ({**TEXTS["nec"], (2, "en"): b"Tea."}, r"knows of no statement of candidate 2 \(en\)"),
    ],
)
def test_statements_are_packed_as_the_manifest_has_them(texts: Texts, what: str) -> None:
    with pytest.raises(NotVerified, match=what):
        check_texts("nec", NEC.statements, texts)
    whole = voted(contests=(NEC,), setting=Setting.CLUB)
    papers = whole.open_club()
    tallies = whole.count(papers, {})
    published = {"nec": Published(whole.boards["nec"], {}, papers["nec"], tallies["nec"], texts)}
    with pytest.raises(NotVerified, match=what):
        pack(io.BytesIO(), whole.proceedings, whole.signer("Olu"), published)


def test_no_entry_by_the_server_where_the_manifest_rules_that_out(tmp_path: Path) -> None:
    whole = voted(setting=Setting.CLUB, server_seals=False)
    found = verified(tmp_path, whole.finish())
    assert failed(found) == "board nec"
    assert found.checks[-1].what == (
        "nec: entry 3 was sealed by the server, which the manifest rules out"
    )
    few = {"nec": [(1, 2)] * 2, "treasurer": [(1, 2), (1, 3)]}
    held = voted(few, setting=Setting.CLUB, server_seals=False).finish()
    assert verified(tmp_path, held).verified


def with_roll(added: int, revoked: int, size: int, *, officer: str = "Olu") -> Whole:
    """A club of 12 on the roll of the members, 13 ballots; what the officer says of the roll."""
    whole = voted(contests=(NEC._replace(roll_size=12),), setting=Setting.CLUB)
    changes = RollChanges(added, revoked, size, b"z" * 32)
    whole.proceedings = state_roll(whole.proceedings, whole.signer(officer), "nec", changes)
    return whole


def test_voters_added_late_are_the_officers_word(tmp_path: Path) -> None:
    found = verified(tmp_path, with_roll(2, 1, 13).finish())
    assert found.verified
    told = {check.name: (check.held, check.what) for check in found.checks}
    assert told["roll nec"] == (
        None,
        "2 added to the roll after it was sealed and 1 revoked, so 13 at the close: that this was"
        " right is the officer's word",
    )
    assert told["board nec"][1].startswith("13 entries of 13 on the roll")
    short = verified(tmp_path, with_roll(1, 1, 12).finish())
    assert failed(short) == "board nec"
    assert short.checks[-1].what == "nec: 13 entries for 12 voters on the roll"


def test_a_roll_that_does_not_add_up(tmp_path: Path) -> None:
    with pytest.raises(
        NotVerified, match="12 on the roll as sealed, 2 added and 1 revoked are not"
    ):
        with_roll(2, 1, 14)
    with pytest.raises(NotVerified, match="who is not the officer"):
        with_roll(2, 1, 13, officer="booth.example")
    whole = with_roll(2, 1, 13)
    with pytest.raises(NotVerified, match="what became of the roll of nec is stated already"):
        state_roll(whole.proceedings, whole.signer("Olu"), "nec", RollChanges(2, 1, 13, b"z" * 32))
    # Past the door that refuses it.
    whole = voted(contests=(NEC._replace(roll_size=12),), setting=Setting.CLUB)
    stated = {"added": 1, "revoked": 0, "size": 14, "root": "00" * 32}
    whole.proceedings = whole.proceedings.stated(whole.signer("Olu"), "roll", "nec", stated)
    assert failed(verified(tmp_path, whole.finish())) == "board nec"


def test_an_index_signed_by_another(tmp_path: Path) -> None:
    other, _ = finished(label="forged")
    whole, _ = finished()
    packed = signed_again(content(), other)
    assert failed(verified(tmp_path, packed)) == "index"
    rest = {name: data for name, data in content().items() if name != members.INDEX}
    listed = {name: member(data) for name, data in rest.items()}
    index = write_index(whole.proceedings.eid, whole.signer("Sam"), listed)
    assert failed(verified(tmp_path, repacked({members.INDEX: index, **rest}))) == "index"


# -- hostile ---------------------------------------------------------------------------------------


def zipped(entries: list[tuple[str, bytes]], *, level: int = 9) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return target.getvalue()


BOTH = [("index.json", b"{}"), ("manifest.json", b"{}")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is not a zip archive"),
        (b"not a zip", "this is not a zip archive"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (zipped([]), "there is no index.json in it"),
        (zipped(BOTH[:1]), "there is no manifest.json in it"),
        (zipped([*BOTH, ("../evil", b"")]), "a member is called `../evil`"),
        (zipped([*BOTH, ("/etc/passwd", b"")]), "a member is called"),
        (zipped([*BOTH, ("a/./b", b"")]), "a member is called"),
        (zipped([*BOTH, ("a\\b", b"")]), "a member is called"),
        (zipped([*BOTH, ("folder/", b"")]), "a member is called"),
        (zipped([*BOTH, ("x" * 201, b"")]), "a member is called"),
        (zipped([(f"a{n}", b"") for n in range(10_001)]), "far too many files"),
    ],
    ids=range(12),
)
def test_what_is_no_archive_of_an_election(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        verified(tmp_path, data)
    assert "\n" not in str(error.value)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"two members are called `index\.json`"):
        verified(tmp_path, zipped([*BOTH, BOTH[0]]))


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    bomb = zipped([("index.json", b"{}"), ("manifest.json", bytes(60_000_000))])
    found = verified(tmp_path, bomb)
    assert failed(found) == "manifest"
    assert "unpacks to more than 50,000,000 bytes" in found.checks[0].what
    # One that lies about its size.
    entry = bomb.index(b"manifest.json", bomb.index(b"PK\x01\x02")) - 46
    lying = bytearray(bomb)
    lying[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert failed(verified(tmp_path, bytes(lying))) == "manifest"


def test_declared_sizes_beyond_measure(tmp_path: Path) -> None:
    bomb = bytearray(zipped(BOTH))
    entry = bomb.index(b"manifest.json", bomb.index(b"PK\x01\x02")) - 46
    bomb[entry + 24 : entry + 28] = (2_000_000_000).to_bytes(4, "little")
    with pytest.raises(InputError, match="unpacks to more than 2,000,000,000 bytes"):
        verified(tmp_path, bytes(bomb))


def test_a_number_of_decoys_beyond_measure(tmp_path: Path) -> None:
    """Nobody is kept busy for ever by an archive that promises a million million decoys."""
    whole = voted(contests=(NEC,), least_decoys=8)
    whole.commit()
    whole.mix_all()
    whole.reveal()
    checked = whole.check()
    whole.release(checked)
    papers = whole.papers(checked)
    tallies = whole.count(papers, {})
    packed = whole.pack(papers, tallies)
    with Container(written(tmp_path, packed)) as container:
        found = {name: container.read(name) for name in container.names}
    found["contests/nec/lists/O1.bin"] = b""
    short = verified(tmp_path, signed_again(found, whole))
    assert failed(short) == "decoys nec"
    assert short.checks[-1].what == "nec: a list has 0 lines and 8 decoys"


def test_a_missing_member_is_named(tmp_path: Path) -> None:
    rest = {name: data for name, data in content().items() if name != "heads.jsonl"}
    found = verified(tmp_path, repacked(rest))
    assert found.checks[-1] == verify.Check("index", False, "`heads.jsonl` is missing")


# -- contests without a valid paper ----------------------------------------------------------------


@pytest.mark.parametrize("setting", [Setting.SOCIETY, Setting.CLUB])
def test_a_contest_without_a_valid_paper_has_no_result_and_stops_no_other(
    tmp_path: Path, setting: Setting
) -> None:
    """Nobody voted for the treasurer, all that came for the members is blank."""
    packed = voted({"nec": [()] * 3, "treasurer": []}, setting=setting).finish()
    found = verified(tmp_path, packed)
    assert [check for check in found.checks if check.held is False] == []
    told = {check.name: check.what for check in found.checks}
    assert told["count nec"] == told["count treasurer"] == "elected: nobody: no paper is valid"
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert not any("record" in name for name in archive.namelist())


@pytest.mark.parametrize(
    ("ballots", "decoys", "said"),
    [
        (130_000, 13_000, "10 lines goes unseen with a chance of 39 %"),
        (6, 10, "6 lines goes unseen with a chance of 0.012 %"),
        (6, 1000, "6 lines goes unseen with a chance of less than 0.01 %"),
        (1, 1000, "1 line goes unseen with a chance of 0.1 %"),
        (0, 1000, "1 line goes unseen with a chance of less than 0.01 %"),
    ],
)
def test_the_chance_that_exchanged_lines_go_unseen_is_told(
    ballots: int, decoys: int, said: str
) -> None:
    assert goes_unseen(ballots, decoys) == f"whoever exchanges {said}"
