"""The list of bodies: columns as people head them, and the first line that is no use."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.voting.config.model import Body
from hustings.voting.interfaces.bodies_file import read
from hustings.web.folder import Folder
from voting import nominations as noms

BY_KIND = "threshold = { Branch = 2, union = 1 }"


def read_text(tmp_path: Path, text: str, more: str = "threshold = 2") -> tuple[Body, ...]:
    folder = Folder(str(tmp_path))
    (tmp_path / "bodies.csv").write_text(text, encoding="utf-8")
    return read(str(tmp_path / "bodies.csv"), noms.setup(folder, more))


def test_bodies_are_read_as_people_write_them(tmp_path: Path) -> None:
    text = "Branch;Nation or region;E-mail;Lang\n\nLeeds;North;l@e.org;CY\nHull;;h@e.org;fr\n"
    assert read_text(tmp_path, text) == (
        Body("Leeds", "North", "l@e.org", "", "cy"),
        Body("Hull", "", "h@e.org", "", ""),
    )
    text = "name,contact,kind\nLeeds,l@e.org,BRANCH\nBakers,b@e.org,Union\n"
    assert [one.kind for one in read_text(tmp_path, text, BY_KIND)] == ["Branch", "union"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty; give the table as CSV, .xlsx or .ods"),
        ("%PDF-1.7", "is a PDF; give the table as CSV, .xlsx or .ods"),
        ("name,contact\n", "there is no body on this list"),
        ("name,region\nLeeds,North\n", "line 1: no column is headed `contact`"),
        ("name,contact\n,l@e.org\n", "line 2: no name of the body"),
        ("name,contact\nLeeds,\n", "line 2: `` is not an e-mail address"),
        ("name,contact\nLeeds,l@e.org\nLEEDS,x@e.org\n", "line 3: `LEEDS` is on line 2 too"),
        ("name,branch,contact\nA,B,l@e.org\n", "line 1: `name` and `branch` could both be"),
        (f"name,contact\n{'L' * 151},l@e.org\n", "line 2: the name has 151 letters"),
        ("name,contact\nLe\x07eds,l@e.org\n", "line 2: the name holds"),
        ('name,contact\n"Leeds,l@e.org\n', "line 2: the quotation marks of a cell do not match"),
    ],
)
def test_a_list_with_a_mistake_is_not_taken(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(tmp_path, text)
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "why"),
    [("", "no kind of body"), ("club", "the threshold says nothing of the kind `club`")],
)
def test_kinds_that_the_threshold_does_not_name_are_no_use(
    tmp_path: Path, kind: str, why: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_text(tmp_path, f"name,contact,kind\nLeeds,l@e.org,{kind}\n", BY_KIND)
    assert f"line 2: {why}; write one of `Branch`, `union`" in str(caught.value)
