"""Damaged and random input: a reader hands back a ballot file or refuses it with one line.

`HUSTINGS_FUZZ=100000 pytest tests/election/formats/test_fuzz.py` gives every reader as many inputs;
`bench/fuzz_readers.py` does the same without shrinking, and faster.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from election.formats.test_arrows import ABIF, CEF
from election.formats.test_blt import STRICT
from election.formats.test_csv import NAMES, RANKS
from election.formats.test_devotee import TALLY
from election.formats.test_preflib import NEW, OLD
from election.formats.test_scottish_csv import PLAIN
from election.formats.test_stv import STV
from hustings.election.formats import BallotFile, parse, recognise, write
from hustings.election.formats.registry import FORMATS
from hustings.errors import InputError

INPUTS = int(os.environ.get("HUSTINGS_FUZZ", "150"))
SEEDS = {
    "blt": [
        STRICT,
        STRICT.replace('"', ""),
        "# slate 1: L\n3 2 -3\n[nick a b c]\n(1) 1 a=b c 0\n(2) 1 - (b c) 0 # x\n0\n"
        '""A"" "B"\n"C \\"x\\""\n"T" "s" "c"\nfree\n',
        "2 1 /* x */\n1 1 2\n3 2 0\n0\nA\nB ()\nT, x\n",
    ],
    "scottish-csv": [PLAIN, PLAIN.replace('"', '""').replace('""Cand', '"Cand')],
    "preflib": [f"# SEATS: 2\n# SLATE 1: L\n{NEW}", OLD],
    "csv": [
        f"# title: T\n# seats: 2\n{RANKS}",
        NAMES.replace(",", ";"),
        "# form: names\n# candidates: A;B;C\n# withdrawn: B\npapers\t1st\t2nd\n3\tA=B\tC\n1\t\tA\n",
    ],
    "abif": [*ABIF],
    "cef": [*CEF],
    "stv": [*STV],
    "devotee": [TALLY],
}
PIECES = st.sampled_from(
    [
        *(
            "0",
            "1",
            "-1",
            "-",
            "=",
            ",",
            ";",
            "\t",
            " ",
            "\n",
            "\r",
            '"',
            '""',
            "\\",
            "#",
            "(",
            ")",
        ),
        *("[", "]", "{", "}", "/*", "*/", ":", "9" * 40, "30000", "\0", "\x85", "\u2028", "é", "x"),
        *(">", "<", "^2", " * 3", "||", "[A]", "/5", "31X", "end\n", "order=a b\n", "V: 12-\tx\n"),
        *("# seats: 3\n", "# slate 1: x\n", "# withdrawn: 1\n", "# untitled:\n", "count", "1.5"),
    ]
).map(str.encode)


@st.composite
def damaged(draw: st.DrawFn, seeds: list[str]) -> bytes:
    """A seed with some of its bytes taken out and others put in."""
    data = draw(st.sampled_from(seeds)).encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.sampled_from([0, 0, 1, 2, 10, 10_000]))
        put = draw(PIECES | st.binary(max_size=3) | st.just(data[start : start + 20]))
        data = data[:start] + put + data[end:]
    return data


def check(data: bytes, name: str | None, seats: int | None, faulty_ballots: bool) -> None:
    try:
        file = parse(
            data, source="f", input_format=name, seats=seats, faulty_ballots=faulty_ballots
        )
    except InputError as refused:
        said = str(refused)
        assert said.startswith("f")
        assert said.isprintable()
        return
    assert isinstance(file, BallotFile)
    assert file.format == (name or recognise(data))
    again = parse(write(file.election, file.profile, "blt"), faulty_ballots=True)
    assert (again.election, again.profile) == (file.election, file.profile)


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_files(name: str) -> None:
    @settings(max_examples=INPUTS)
    @given(damaged(SEEDS[name]), st.sampled_from([None, 2]), st.booleans())
    def run(data: bytes, seats: int | None, faulty_ballots: bool) -> None:
        check(data, name, seats, faulty_ballots)

    run()


@pytest.mark.parametrize("name", [*FORMATS, None])
def test_random_bytes(name: str | None) -> None:
    @settings(max_examples=INPUTS)
    @given(st.binary(max_size=80) | st.lists(PIECES, max_size=30).map(b"".join))
    def run(data: bytes) -> None:
        check(data, name, 2, True)

    run()


def test_damaged_files_whose_format_is_told_by_content() -> None:
    @settings(max_examples=INPUTS)
    @given(damaged([seed for seeds in SEEDS.values() for seed in seeds]))
    def run(data: bytes) -> None:
        check(data, None, 2, True)

    run()
