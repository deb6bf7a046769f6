"""Reading and counting from a program: how files, options and lots are handed over, and faults."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import hustings
from hustings.counting.record import UNKNOWN
from hustings.face.draw import Lots

WARD = '3 1\n4 1 3 0\n3 2 0\n2 3 2 0\n0\n"Ann"\n"Ben"\n"Cát"\n"Club"\n'
# Three equal candidates for one place: nothing but a lot decides.
TIE = '3 1\n2 1 0\n2 2 0\n2 3 0\n0\n"Ann"\n"Ben"\n"Cát"\n"Tie"\n'
FORM = "# seats: 1\n1st,2nd\nAnn,Bo\nBo,Ann\nAnn,\n"
GAP = "# seats: 1\nQ [Ann],Q [Bo],Q [Cy]\n1,3,\n1,2,2\n1,2,3\n2,1,3\n"


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    path = tmp_path / "ward.blt"
    path.write_text(WARD, "utf-8")
    return path


def ballots(text: str, **options: object) -> hustings.Ballots:
    return hustings.read(io.BytesIO(text.encode()), **options)  # type: ignore[arg-type]


def test_a_file_by_name_by_path_and_open_is_the_same(ward: Path) -> None:
    by_name = hustings.read(str(ward))
    with ward.open("rb") as file:
        assert by_name == hustings.read(ward) == hustings.read(file) == ballots(WARD)
    assert (by_name.election.title, by_name.election.seats, by_name.format) == ("Club", 1, "blt")
    assert by_name.profile.papers == (4, 3, 2)
    assert (by_name.notes, by_name.account) == ((), {})


def test_winners_in_order_of_election(ward: Path) -> None:
    record = hustings.count(hustings.read(ward), "scotland")
    assert isinstance(record, hustings.CountRecord)
    assert record.winners == ("Ben",)
    assert record.rules[0] == "scotland"
    assert hustings.count(hustings.read(ward), "irv", withdraw="Ben").winners == ("Ann",)
    both = hustings.count(hustings.read(ward), "scotland", seats=2, withdraw=["cát"])
    assert (both.winners, both.election.seats, both.election.withdrawn) == (("Ben", "Ann"), 2, (2,))


def test_a_record_says_how_it_came_about() -> None:
    read = ballots(FORM, columns=["1st", "2nd"], input_format="csv")
    record = hustings.count(read, "scotland")
    assert record.provenance.asked == (("--input-format", "csv"), ("--columns", "1st,2nd"))
    assert record.provenance.source == hustings.to_json(record)["source"] == read.account
    assert record.provenance.notes == read.notes != ()
    # None of it is in the digest.
    bare = record._replace(provenance=UNKNOWN)
    assert hustings.to_json(bare)["digest"] == hustings.to_json(record)["digest"]
    assert "source" not in hustings.to_json(bare)
    assert hash(bare) is not None
    assert hash(record) is not None


def test_a_file_is_named_without_its_folder(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Ann\nBo\n", "utf-8")
    for name in (tmp_path / "names.txt", str(tmp_path / "names.txt")):
        read = ballots(FORM, candidates=name, faulty_ballots=True)
        assert read.options.asked == (("--faulty-ballots", ""), ("--candidates", "names.txt"))
        assert read.options.files == ()


def test_policies_are_given_with_the_reading() -> None:
    with pytest.raises(hustings.InputError, match="--on-gap skip or --on-gap stop"):
        hustings.count(ballots(GAP), "meek-prf")
    record = hustings.count(ballots(GAP, on_gap="stop", on_overvote="skip"), "meek-prf")
    assert hustings.to_json(record)["policies"] == {"gap": "stop", "overvote": "skip"}


@pytest.mark.parametrize(
    ("lots", "winner", "said"),
    [
        (7, "Cát", "seed 7"),
        ("7", "Cát", "seed 7"),
        (1, "Ben", "seed 1"),
        (["Ann", "Ben", "Cát"], "Cát", "drawn by the returning officer"),
        (("Cát", "ben", "Ann"), "Ann", "drawn by the returning officer"),
        ({2: "Ben", 3: "Ann"}, "Cát", "drawn by the returning officer"),
        ({2: ["Ben", "Ann"], 3: "Cát"}, "Ann", "drawn by the returning officer"),
    ],
)
def test_lots(lots: Lots, winner: str, said: str) -> None:
    record = hustings.count(ballots(TIE), "scotland", lots=lots)
    assert (record.winners, record.lots) == ((winner,), said)


def test_lots_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "lots.txt"
    path.write_text("stage 2: Ben  # drawn at noon\nAnn\nBen\nCát\n", "utf-8")
    assert hustings.count(ballots(TIE), "scotland", lots=path).winners == ("Cát",)


@pytest.mark.parametrize(
    ("lots", "complaint"),
    [
        (" ", "the seed is empty; give --lots SEED or FILE"),
        ("lots.txt", "`lots.txt` looks like a file's name, and text is a seed;"
         " give pathlib.Path(name) for a file, or another seed"),
        (["Ann", "Bob"], "no candidate is called 'Bob'; the candidates are Ann, Ben, Cát"),
        (["Ann", "ann"], "'ann' is drawn twice; keep the first draw"),
        ([], "no lots in this; give names in the order drawn"),
        ({}, "no lots in this; give names in the order drawn"),
        ({0: "Ann"}, "0 is no stage; give its number, from 1 on"),
        ({"2": "Ann"}, "'2' is no stage; give its number, from 1 on"),
        (Path("nowhere.txt"), "nowhere.txt: this cannot be read: No such file or directory"),
    ],
)  # fmt: skip
def test_bad_lots(lots: Lots, complaint: str) -> None:
    with pytest.raises(hustings.InputError) as refused:
        hustings.count(ballots(TIE), "scotland", lots=lots)
    assert str(refused.value) == complaint


def test_a_lot_that_is_needed_says_who_is_equal_and_why_those_at_hand_do_not_do() -> None:
    with pytest.raises(hustings.LotNeeded) as needed:
        hustings.count(ballots(TIE), "scotland", lots={3: "Ann"})
    assert (needed.value.stage, needed.value.names) == (2, ("Ann", "Ben", "Cát"))
    assert not hasattr(needed.value, "__notes__")
    with pytest.raises(hustings.LotNeeded) as needed:
        hustings.count(ballots(TIE), "scotland", lots=["Ann", "Ben"])
    assert needed.value.__notes__ == ["the order of names lacks Cát"]


def test_lots_that_were_not_used_are_told() -> None:
    record = hustings.count(ballots(WARD), "scotland", lots=["Ann", "Ben"])
    assert record.provenance.unused_lots == (
        "the order of names was not used: no lot had to be drawn by it",
    )


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"input_format": "bltt"}, "`bltt` is not a ballot format; choose one of blt, "),
        ({"seats": 0}, "0 seats cannot be filled; give a number from 1 to 30000"),
        ({"write_ins": "keep"}, "`keep` is not a value of write_ins;"
         " choose one of leave-out, candidate"),
        ({"on_repeat": "Skip"}, "`Skip` is not a value of on_repeat;"
         " choose one of skip, stop, refuse"),
        ({"columns": []}, "`` names no columns; give headings with commas between them"),
        ({"candidates": []}, "no names are given; write one on each line"),
        ({"candidates": ["Ann", " Ann"]}, "line 2: `Ann` is listed twice; take one out"),
        ({"candidates": ["#1", "Ann"]}, "`#1` cannot stand on a line of its own; rename them"),
        ({"candidates": ["Ann\nBo"]}, r"`Ann\nBo` cannot stand on a line of its own"),
        ({"aliases": {"Bo=b": "Bo"}}, "`Bo=b = Bo` cannot stand on a line of its own"),
        ({"aliases": {"": "Bo"}}, "` = Bo` cannot stand on a line of its own"),
    ],
)  # fmt: skip
def test_bad_options(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(hustings.InputError) as refused:
        ballots(FORM, **options)
    assert str(refused.value).startswith(complaint)


def test_bad_calls(ward: Path) -> None:
    read = hustings.read(ward)
    for call, complaint in (
        (lambda: hustings.read("nowhere.blt"),
         "nowhere.blt: the file cannot be read: No such file or directory; check the name"),
        (lambda: hustings.read(io.StringIO(WARD)),  # type: ignore[arg-type]
         'this file is open as text; open it with open(name, "rb")'),
        (lambda: hustings.count(read, "Scots"),
         "no rule set is called 'Scots'; did you mean scotland?"),
        (lambda: hustings.count(read, "scotland", seats=0),
         "0 seats cannot be filled; give a number from 1 to 30000"),
        (lambda: hustings.count(read, "scotland", withdraw=["Bob"]),
         "no candidate is called 'Bob'; the candidates are Ann, Ben, Cát"),
        (lambda: hustings.count(read, "scotland", engine="slow"),  # type: ignore[arg-type]
         "no engine is called 'slow'; choose reference or fast"),
    ):  # fmt: skip
        with pytest.raises(hustings.InputError) as refused:
            call()
        assert str(refused.value) == complaint


def test_a_fault_says_where(tmp_path: Path) -> None:
    path = tmp_path / "bad.blt"
    path.write_text(WARD.replace("3 2 0\n2", "3 9 0\n2"), "utf-8")
    with pytest.raises(hustings.InputError) as refused:
        hustings.read(path)
    error = refused.value
    with path.open("rb") as file, pytest.raises(hustings.InputError) as again:
        hustings.read(file)
    assert str(again.value) == str(error)
    assert (error.source, error.line) == (str(path), 3)
    assert error.what
    assert error.remedy
    assert isinstance(error, hustings.HustingsError)


def test_both_engines_by_name() -> None:
    """And a plain file read the fast way, as a big one is."""
    from hustings.face.ballots import opened
    from hustings.face.options import Options

    fast = hustings.count(ballots(WARD), "scotland", engine="fast")
    assert fast.engine == "fast"
    packed = opened(WARD.encode(), "", Options(), packed=True)
    assert type(packed.profile).__name__ == "PackedProfile"
    assert hustings.count(packed, "scotland") == fast
    assert hustings.count(packed, "scotland", engine="reference")._replace(engine="fast") == fast


def test_rules_by_name_with_their_titles() -> None:
    from hustings.counting.law import MODULES

    titles = hustings.rules()
    assert list(titles) == list(MODULES)
    assert titles["scotland"] == "The Scottish Local Government Elections Order 2011"


def test_without_rules_the_scottish_ones_apply() -> None:
    assert hustings.count(ballots(WARD)) == hustings.count(ballots(WARD), "scotland")
