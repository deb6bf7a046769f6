"""Compressed ballots and spreadsheets given to the commands, as people give them."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

from inputs.sheets import text_row, xlsx

from cli.conftest import WARD, Hustings


def test_compressed_ballots_are_counted(hustings: Hustings, ward: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed" / "ward.blt.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(WARD.encode()))
    plain = hustings("count", ward, "-q")
    assert plain.status == 0
    told = hustings("count", packed, "--rules", "ers97")
    assert (told.status, told.out) == (0, plain.out)
    assert told.err == f"hustings: note: {packed}: Unpacked from gzip.\n"
    folder = hustings("count", packed.parent, "-q")
    assert folder.out.splitlines()[-1].startswith(f"{packed}: ")
    piped = subprocess.run(
        [sys.executable, "-m", "hustings", "count", "-", "-q"],
        input=packed.read_bytes(),
        capture_output=True,
        check=True,
    )
    assert piped.stdout.decode() == plain.out


def test_a_sheet_is_named(hustings: Hustings, tmp_path: Path) -> None:
    votes = text_row(1, "Ann", "Bo") + text_row(2, "1", "2") + text_row(3, "1", "")
    book = tmp_path / "votes.xlsx"
    book.write_bytes(xlsx(sheets={"Votes": votes, "Sums": text_row(1, "x")}))
    out = hustings("count", book, "--seats", "1", "--rules", "ers97")
    assert out == (
        2,
        "",
        f"hustings: {book}: 2 sheets have something in them: `Votes`, `Sums`; say which with"
        " --sheet NAME\n",
    )
    for command in (["count"], ["digest"]):
        named = hustings(*command, book, "--seats", "1", "--sheet", "votes", "-q")
        assert (named.status, named.err) == (0, "")
    made = hustings(
        "convert", book, "-", "--output-format", "blt", "--seats", "1", "--sheet", "Votes"
    )
    assert made.out.splitlines()[-5:] == ["1 1 0", "1 1 2 0", "0", '"Ann"', '"Bo"']
