"""What every reader shares: opening a file, telling its format, and files that are no ballots."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from hustings.election.formats import parse, read, recognise, write
from hustings.election.formats.registry import FORMATS, OUTPUT_FORMATS
from hustings.election.formats.request import Directions
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.errors import InputError

BLT = b'2 1\n1 1 2 0\n0\n"A"\n"B"\n"T"\n'
ELECTION = make_election("T", 1, ["A", "B"])
PROFILE = Profile(((0, 1),), (1,))


def test_the_front_door_stays_a_function() -> None:
    import hustings.election.formats as face

    assert face.recognise(BLT) == "blt"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (BLT, "blt"),
        (b"# a comment, with 3: 1,2\n\n4 2 # four, two\n-2\n", "blt"),
        (b"/* 1,2,\n*/ 4 2\n", "blt"),
        (b"4 2,,,\n", "blt"),
        (b"4 2 -2 1 1 0 0", "blt"),
        (b"4\n-2\n", "blt"),
        (b"9,4,\n100,1,\n", "scottish-csv"),
        (b"9,4\n", "scottish-csv"),
        (b"# FILE NAME: x.soi\n# NUMBER ALTERNATIVES: 3\n1: 2\n", "preflib"),
        (b"# alternative name 1: A\n1: 1\n", "preflib"),
        (b"3\n1,Ann\n", "preflib"),
        (b"Ann,Bo\n1,2\n", "csv"),
        (b"Ann;Bo\n1;2\n", "csv"),
        (b"Ann\tBo\n1\t2\n", "csv"),
        (b"# seats: 1\nchoice\nAnn\n", "csv"),
        (b"\xef\xbb\xbf9,4,\n", "scottish-csv"),
        ("Ann,Bo\r1,2".encode("utf-16"), "csv"),
        (b"10:15,Ann,Bo\n", "csv"),
        (b"5: 1,2,3\n", "csv"),
        (b"Ann > Bo,Cy\n1,2\n", "csv"),
        (b"PK Smith,Bo\n1,2\n", "csv"),
        (b"BZhao,Bo\n1,2\n", "csv"),
        (b"4 2\n-2\n\x1a", "blt"),
        (b"27:Ann>Bo=Cy\n", "abif"),
        (b"27: Ann\n", "abif"),
        (b"# a list\nAnn Bell > Bo\n", "abif"),
        (b"Ann > Bo = Cy\n", "abif"),
        (b'3 * "Bell, Ann" > Bo\n', "abif"),
        (b"[Bell, Ann]>[Bo]\n", "abif"),
        (b"=A:[Ann]\n3:A\n", "abif"),
        (b'{"title": "Club"}\n=A:[Ann]\n3:A\n', "abif"),
        (b"ABIF 1.0\n3:A>B\n", "abif"),
        (b"5: A/5,B/2\n", "abif"),
        (b"#/Candidates: A ; B\n", "cef"),
        (b"# c\n#/number of seats: 2\nA\n", "cef"),
        (b"Ann > Bo * 5\n", "cef"),
        (b"Ann > Bo\nBo > Ann ^2\n", "cef"),
        (b"tag, other || Ann > Bo\n", "cef"),
        (b"title=T\nseats=2\n", "stv"),
        (b"Tally Sheet for the votes cast.\n\n   /  Option 2-------->: Bo\n", "devotee"),
        (b"V: 12-\tabc\n", "devotee"),
    ],
)
def test_formats_are_told_by_content(data: bytes, name: str) -> None:
    assert recognise(data) == name


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f: the file is empty; give a file of ballots"),
        (b"\xef\xbb\xbf\r\n ", "f: the file is empty; give a file of ballots"),
        (
            b"PK\x03\x04rest",
            "f: this is compressed with zip and damaged; fetch or compress it again",
        ),
        (
            b"\x1f\x8b\x08",
            "f: this is compressed with gzip and ends too early; fetch it again, it was cut off on"
            " its way",
        ),
        (
            b"\xfd7zXZ\x00\x00",
            "f: this is compressed with xz and ends too early; fetch it again, it was cut off on"
            " its way",
        ),
        (b"\x28\xb5\x2f\xfd\x04", "f: this is compressed with Zstandard; unpack it first"),
        (
            b"Rar!\x1a\x07\x01\x00",
            "f: this is a RAR archive; unpack it, and give the file of ballots",
        ),
        (b"\x89PNG\r\n\x1a\n", "f: this is a picture (PNG); type the ballots in, as BLT or CSV"),
        (b"\xff\xd8\xff\xe0", "f: this is a picture (JPEG); type the ballots in, as BLT or CSV"),
        (
            b"{\\rtf1 x}",
            "f: this is a text document (RTF); save it as plain text, or the table as CSV",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "f: this is an old office document; save the table as CSV",
        ),
        (
            b"<!DOCTYPE html>\n<table><tr><td>Ann",
            "f: this is a web page (HTML), as some programs write for spreadsheets; open it in a"
            " spreadsheet program, and save it as .xlsx, .ods or CSV",
        ),
        (
            b'<?xml version="1.0"?>\n<office:document>',
            "f: this is XML; give the ballots as BLT, CSV or a spreadsheet; ballots in XML"
            " cannot be read",
        ),
        (
            b'{"format": "hustings-count/1", "election": {}}',
            "f: this is the record of a count, not ballots; give the file of ballots; hustings"
            " compare compares records",
        ),
        (
            b'{\n  "format": "hustings-plan/1"\n}\n',
            "f: this is a file that hustings wrote, not ballots; give the file of ballots",
        ),
        (
            b'rules = "ers97"\nseats = 9\n',
            "f: this is TOML or a configuration; give the ballots as BLT, CSV or a spreadsheet",
        ),
        (
            b"From ann@example.org Mon\nSubject: votes\n",
            "f: this is an e-mail; save the file that came with it, and give that",
        ),
        (b"%PDF-1.7\n", "f: this is a PDF; give the ballots as BLT, PrefLib or CSV"),
        (
            b"3 2\n\x00",
            "f: this is not a text file: it holds zero bytes; save it as plain text in UTF-8",
        ),
        (
            BLT.decode().encode("utf-16-le"),
            "f: this is not a text file: it holds zero bytes; save it as plain text in UTF-8",
        ),
        (
            b"\xff\xfe3",
            "f: this begins as UTF-16 but is damaged; save it as plain text in UTF-8",
        ),
        (
            b'{"candidates": ["A", "B"]}',
            "f: this is JSON; give the ballots as BLT, CSV or a spreadsheet; ballots in JSON"
            " cannot be read",
        ),
        (
            b"hello\nworld\n",
            "f: this does not begin like any known ballot file: `hello`; give the ballots as BLT"
            " (begin with"
            " the numbers of candidates and seats, such as `4 2`), as CSV with a header, or as"
            " rankings such as `12: Ann > Bo`; docs/formats.md has them all",
        ),
        (
            b"# only a comment\n",
            "f: there is nothing but comments; give a file with ballots in it",
        ),
    ],
)
def test_files_that_are_no_ballots(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(data, source="f")
    assert str(caught.value) == message


def test_read_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "votes.csv"  # the name says nothing
    path.write_bytes(BLT)
    file = read(str(path), seats=1)
    assert (file.election, file.profile, file.format, file.notes) == (ELECTION, PROFILE, "blt", ())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BLT)))
    assert read("-") == file


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.blt", "No such file or directory"),
        ("", "Is a directory"),
        ("a\0b", "embedded null byte"),
    ],
)
def test_files_that_cannot_be_opened(tmp_path: Path, name: str, reason: str) -> None:
    path = f"{tmp_path}/{name}"
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: the file cannot be read: {reason}; check the name"


def test_a_fault_on_standard_input_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"2 0\n")))
    with pytest.raises(InputError) as caught:
        read("-")
    assert str(caught.value) == (
        "-, line 1: the file announces 0 seats; give a number of seats from 1 to 30000"
    )


def test_calls_that_make_no_sense() -> None:
    for call, message in (
        (
            lambda: parse(BLT, input_format="xls"),
            "`xls` is not a ballot format; choose one of blt, scottish-csv, preflib, csv, abif,"
            " cef, stv, devotee",
        ),
        (
            lambda: write(ELECTION, PROFILE, "xls"),
            "`xls` is not a ballot format; choose one of blt, scottish-csv, preflib, csv,"
            " csv-ranks, abif, cef",
        ),
        (lambda: parse(BLT, seats=0), "0 seats cannot be filled; give a number from 1 to 30000"),
        (lambda: parse(BLT, seats=-1), "-1 seats cannot be filled; give a number from 1 to 30000"),
    ):
        with pytest.raises(InputError) as caught:
            call()
        assert str(caught.value) == message
    both = ["blt", "scottish-csv", "preflib", "csv", "abif", "cef"]
    assert list(FORMATS) == [*both, "stv", "devotee"]
    assert sorted(OUTPUT_FORMATS) == sorted([*both, "csv-ranks"])


@pytest.mark.parametrize(
    "election",
    [
        make_election("T", 1, []),
        make_election("T", 30_001, ["A", "B"]),
        make_election("T", 1, ["A"]),
    ],
)
@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_what_no_reader_would_take_back_is_not_written(
    election: object, output_format: str
) -> None:
    with pytest.raises(InputError, match="cannot be written: one of these is beyond the limits"):
        write(election, PROFILE, output_format)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["A\n", "A\x00", "A\x85", " A", "A\u2003", "\ud800"])
@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_names_that_cannot_stand_on_a_line_are_not_written(name: str, output_format: str) -> None:
    election = make_election("T", 1, [name, "B"])
    with pytest.raises(InputError, match=r"^the name `.*` cannot be written: it holds a control"):
        write(election, PROFILE, output_format)


def test_memory_does_not_grow_with_what_a_header_claims() -> None:
    import tracemalloc

    with pytest.raises(InputError):
        parse(b"1 1\n1 1 0\n0\n")  # modules that are imported are not the header's doing
    claims = b"30000 30000\n" + b"1 30000 0\n" * 10 + b"0\n"
    tracemalloc.start()
    with pytest.raises(InputError, match="0 names follow the ballots"):
        parse(claims)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000


@pytest.mark.parametrize(
    ("input_format", "data"),
    [
        ("blt", b"4 2\n1 1 0\n" + b"\n" * 300_000),
        ("blt", b"4 2\n1 " + b"- " * 150_000),
        ("blt", b"4 2\n1 " + b"(1) " * 75_000 + b"0\n0\n"),
        ("blt", b'4 2\n1 1 0\n0\n"' + b'\\"' * 150_000),
        ("blt", b"4 2\n1 1 0\n0\n" + b'"" ' * 100_000),
        ("blt", b"4 2\n" + b'"/*' * 100_000),
        ("blt", b"4 2\n" + b"/**/" * 75_000),
        ("scottish-csv", b'1,1,\n"Candidate 1","A","B",\n"' + b'" ' * 150_000),
        ("scottish-csv", b'1,1,\n"Candidate 1","A","B",\n' + b"a\n" * 150_000),
        ("preflib", b"# ALTERNATIVE NAME 1: A\n1: " + b"{1," * 100_000),
        ("preflib", b"# ALTERNATIVE NAME 1: A\n1: " + b"1," * 150_000),
        ("csv", b"# seats: 1\n1st,2nd\n" + b'"\n' * 150_000),
        ("csv", b"# seats: 1\n# candidates: " + b"A;" * 150_000),
        ("csv", b"# seats: 1\nA,B\n" + b"20,19\n" * 50_000 + b"21\n"),
        ("csv", b"A" + b" " * 150_000 + b"," * 150_000),
        ("abif", b"1:A>" + b" " * 150_000 + b"B]" * 70_000),
        ("abif", b"=" + b" " * 300_000 + b"A\n"),
        ("abif", b"{" + b" " * 300_000 + b"A\n"),
        ("abif", b"ABIF" + b" " * 150_000 + b"9" * 150_000 + b"x\n"),
        ("abif", b"1:" + b"A>" * 150_000),
        ("abif", b"1:A" + b" #x" * 100_000),
        ("abif", b"1:" + b"/ " * 150_000 + b"\n"),
        ("abif", b"1:" + b"{" * 300_000 + b"}"),
        ("cef", b"A > B ^" + b" " * 300_000 + b"x"),
        ("cef", b"#/Candidates: " + b"A;" * 150_000),
        ("cef", b"t" + b"||" * 150_000),
        ("stv", b"title=x\nseats=1\ncandidate=a" + b" " * 300_000 + b"\nballots=1\n"),
        ("devotee", b"Option 1" + b" " * 300_000 + b"\n"),
        ("devotee", b"Option 1---->: A\nV: " + b"1" * 300_000 + b"\n"),
        ("devotee", (b"/" * 50 + b"\n") * 6_000),
    ],
)
def test_the_worst_files_take_a_moment_and_a_small_multiple_of_themselves(
    input_format: str, data: bytes
) -> None:
    import time
    import tracemalloc

    started = time.process_time()
    with pytest.raises(InputError) as caught:
        parse(data, input_format=input_format)
    assert time.process_time() - started < 5
    assert str(caught.value).isprintable()
    # Again, for to follow every allocation takes longer than what is followed.
    tracemalloc.start()
    with pytest.raises(InputError):
        parse(data, input_format=input_format)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * len(data)


@pytest.mark.parametrize(
    ("directions", "option"),
    [
        (Directions(columns=("First",)), "--columns"),
        (Directions(candidates=("Ann",)), "--candidates"),
        (Directions(contest="Chair"), "--contest"),
        (Directions(write_ins="candidate"), "--write-ins"),
        (Directions(aliases=(("Bob", "Bo"),)), "--aliases"),
    ],
)
def test_what_only_tables_have_a_use_for_is_refused_elsewhere(
    directions: Directions, option: str
) -> None:
    with pytest.raises(InputError) as caught:
        parse(b'2 1\n1 1 0\n0\n"Ann"\n"Bo"\n"Club"\n', source="a.blt", directions=directions)
    assert str(caught.value) == (
        f"a.blt: {option} is for tables, and these ballots are in the format blt; leave it out, or"
        " give --input-format csv"
    )
