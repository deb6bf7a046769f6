"""CSV: what a spreadsheet makes of it."""

from __future__ import annotations

import csv
from io import StringIO

from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.report.count import csvout
from report.count.examples import EXAMPLES, counted, irv


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text), strict=True))


def test_every_row_is_as_long_as_the_others() -> None:
    for make in EXAMPLES.values():
        text = csvout.render(make())
        assert "\r" not in text
        assert text.endswith("\n")
        assert len({len(row) for row in rows(text)}) == 1


def test_no_text_is_a_formula() -> None:
    sheet = rows(csvout.render(irv()))
    assert [row[0] for row in sheet if "SUM" in row[0]] == ["'=SUM(A1)"]
    election = make_election("@title", 1, ("-A", "+B", "=C", "D"))
    record = counted(election, Profile.gather([((0,), 3), ((1,), 1)]), "irv")
    line = rows(csvout.line(record, "=file.blt"))[0]
    assert line[:2] == ["'=file.blt", "'@title"]
    assert line[9] == "'-A"
    names = [row[0] for row in rows(csvout.render(record))]
    assert names[-7:-2] == ["'-A", "'+B", "'=C", "D", "Non-transferable"]


def test_line_has_the_columns_of_its_header() -> None:
    header = rows(csvout.line_header())[0]
    assert header == [
        *("file", "title", "rules", "seats", "candidates", "valid", "invalid", "quota", "stages"),
        *("elected", "digest", "unfilled"),
    ]
    record = EXAMPLES["scotland"]()
    assert rows(csvout.line(record, "ward, 1.blt"))[0] == [
        *("ward, 1.blt", "Lochside ward", "scotland", "3", "7", "144", "8", "37.00000", "7"),
        "Ailsa Craig; Catrìona Reid; Bruce Munro",
        "sha256:243a4385477409cc03b183fa69fbdd1e461db678a28a954ff1f6c65d1612ae82",
        "0",
    ]


def test_without_a_quota_the_cell_is_empty() -> None:
    assert rows(csvout.line(EXAMPLES["block-vote"](), "-"))[0][7] == ""
