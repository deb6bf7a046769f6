"""Ballots by region from whatever they come in."""

from __future__ import annotations

import gzip
from pathlib import Path

from inputs.sheets import text_row, xlsx

from hustings.election.profile import Profile
from hustings.planning.scenario.regional import line_of, parts_of, read

BLT = b'2 1\n1 1 2 0\n0\n"A"\n"B"\n"T"\n'


def test_compressed_ballots(tmp_path: Path) -> None:
    path = tmp_path / "ward.blt.gz"
    path.write_bytes(gzip.compress(BLT))
    assert [part.profile for part in read([str(path)])] == [Profile(((0, 1),), (1,))]
    assert line_of(str(path), "B") == 5


def test_a_spreadsheet_with_a_column_of_regions() -> None:
    rows = [["region", "Ann", "Bo"], ["North", "1", "2"], ["South", "2", "1"], ["North", "", "1"]]
    data = xlsx(*(text_row(number, *cells) for number, cells in enumerate(rows, 1)))
    parts = parts_of(data, source="f.xlsx")
    assert [(part.region, part.profile) for part in parts] == [
        ("North", Profile(((0, 1), (1,)), (1, 1))),
        ("South", Profile(((1, 0),), (1,))),
    ]
