"""What every reader shares: opening a file, telling its format, and files that are no ballots."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from hustings.election.formats import parse, read, recognise, write
from hustings.election.formats.registry import FORMATS, OUTPUT_FORMATS
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.errors import InputError

BLT = b'2 1\n1 1 2 0\n0\n"A"\n"B"\n"T"\n'
ELECTION = make_election("T", 1, ["A", "B"])
PROFILE = Profile(((0, 1),), (1,))


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
            "f: this is a spreadsheet or a zip archive; save the sheet as CSV, or unpack it",
        ),
        (b"\x1f\x8b\x08", "f: this is compressed with gzip; unpack it first"),
        (b"\xfd7zXZ\x00\x00", "f: this is compressed with xz; unpack it first"),
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
            'f: this begins like no ballot file known: `{"candidates": ["A", "B"]}`; say which it'
            " is with --input-format: blt, scottish-csv, preflib or csv",
        ),
        (
            b"hello\nworld\n",
            "f: this begins like no ballot file known: `hello`; say which it is with"
            " --input-format: blt, scottish-csv, preflib or csv",
        ),
        (
            b"# only a comment\n",
            "f: this begins like no ballot file known: ``; say which it is with --input-format:"
            " blt, scottish-csv, preflib or csv",
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
            "`xls` is not a ballot format; choose one of blt, scottish-csv, preflib, csv",
        ),
        (
            lambda: write(ELECTION, PROFILE, "xls"),
            "`xls` is not a ballot format; choose one of blt, scottish-csv, preflib, csv,"
            " csv-ranks",
        ),
        (lambda: parse(BLT, seats=0), "0 seats cannot be filled; give a number from 1 to 30000"),
        (lambda: parse(BLT, seats=-1), "-1 seats cannot be filled; give a number from 1 to 30000"),
    ):
        with pytest.raises(InputError) as caught:
            call()
        assert str(caught.value) == message
    assert list(FORMATS) == ["blt", "scottish-csv", "preflib", "csv"]
    assert list(OUTPUT_FORMATS) == [*FORMATS, "csv-ranks"]


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
    ],
)
def test_the_worst_files_take_a_moment_and_a_small_multiple_of_themselves(
    input_format: str, data: bytes
) -> None:
    import time
    import tracemalloc

    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(InputError) as caught:
        parse(data, input_format=input_format)
    spent = time.process_time() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(caught.value).isprintable()
    assert spent < 5
    assert peak < 60 * len(data)
