"""Lists of nominations as people hold them: what is read, what is said of it, what is refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inputs.sheets import xlsx

from hustings.election.nominations.file import Listed, read
from hustings.election.nominations.model import Nomination, Nominations, Total
from hustings.election.nominations.tally import tally
from hustings.errors import InputError

LIST = """\
# title: Members' council
Body,Region,Kind,Candidate,When
Leeds East,North,branch,Ann Archer,1 May
Leeds East,North,branch,Bo Bell,1 May
Growers,,union,Ann Archer,2 May
"""
SINGLE = (
    Nomination("Leeds East", "Ann Archer", "North", "branch"),
    Nomination("Leeds East", "Bo Bell", "North", "branch"),
    Nomination("Growers", "Ann Archer", "", "union"),
)


def file(folder: Path, content: str | bytes, name: str = "list.csv") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_columns_by_their_headings_and_the_others_left_aside(tmp_path: Path) -> None:
    assert read(file(tmp_path, LIST)) == Listed(
        Nominations(SINGLE, title="Members' council"), ("1 column is left aside: `When`.",)
    )


def test_headings_in_any_case_and_order_with_other_words(tmp_path: Path) -> None:
    text = "NOMINEE;clp;Nation or region\nAnn Archer;Leeds East;North\n"
    assert read(file(tmp_path, text)) == Listed(
        Nominations((Nomination("Leeds East", "Ann Archer", "North"),)),
        (
            "The column `NOMINEE` is read as the candidate.",
            "The column `clp` is read as the body.",
            "The column `Nation or region` is read as the region.",
        ),
    )


def test_a_spreadsheet_is_read_like_csv(tmp_path: Path) -> None:
    def row(number: int, *cells: str) -> str:
        texts = (f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
        return f'<row r="{number}">{"".join(texts)}</row>'

    content = xlsx(row(1, "Body", "Candidate"), row(3, "Leeds", "Ann"), row(4, "Leeds", "Bo"))
    found = read(file(tmp_path, content, "list.xlsx"))
    assert found.nominations.single == (Nomination("Leeds", "Ann"), Nomination("Leeds", "Bo"))
    assert "Read from the sheet `Form`." in found.notes
    again = xlsx(row(1, "Body", "Candidate"), row(3, "Leeds", "Ann"), row(5, "Leeds", "Ann"))
    with pytest.raises(InputError) as caught:
        read(file(tmp_path, again, "list.xlsx"))
    assert str(caught.value).endswith(
        "line 5: `Leeds` names `Ann` a second time; the first is on line 3; take one out; if they"
        " are two bodies, tell their names apart"
    )


def test_totals_with_regions(tmp_path: Path) -> None:
    text = 'Candidate,Region,Nominations\nAnn,North,"1,250"\nAnn,South,3\nBo,North,0\n'
    totals = (Total("Ann", 1250, "North"), Total("Ann", 3, "South"), Total("Bo", 0, "North"))
    assert read(file(tmp_path, text), whole=2000) == Listed(
        Nominations(totals=totals, whole=2000), ()
    )


def test_totals_leave_aside_what_is_said_of_bodies(tmp_path: Path) -> None:
    text = "Candidate,Kind,Total\nAnn,union,3\n"
    assert read(file(tmp_path, text)) == Listed(
        Nominations(totals=(Total("Ann", 3),)),
        (
            "The column `Total` is read as the nominations.",
            "1 column is left aside: `Kind`.",
        ),
    )


def test_slates_from_a_file_beside_it(tmp_path: Path) -> None:
    slates = file(tmp_path, "name,slate\nAnn Archer,Spade\nDee Dale,Rake\n", "slates.csv")
    assert read(file(tmp_path, LIST), slates=slates) == Listed(
        Nominations(
            SINGLE,
            slates=(("Ann Archer", "Spade"), ("Dee Dale", "Rake")),
            title="Members' council",
        ),
        (
            "1 column is left aside: `When`.",
            "Nobody in list.csv nominates `Dee Dale`, listed in slates.csv.",
            "slates.csv does not say the slate of `Bo Bell`: counted as of none.",
        ),
    )


def test_aliases_say_who_is_one_person_and_which_is_one_body(tmp_path: Path) -> None:
    text = "body,candidate\nLeeds,Ann\nYork,ÁNN\nleeds,Bo\n"
    aliases = (("ánn", "Ann"), ("leeds", "Leeds"))
    assert read(file(tmp_path, text), aliases=aliases).nominations.single == (
        Nomination("Leeds", "Ann"),
        Nomination("York", "Ann"),
        Nomination("Leeds", "Bo"),
    )


def test_names_one_letter_apart_are_pointed_out_and_kept(tmp_path: Path) -> None:
    text = "body,candidate\nLeeds East,Ann Archer\nLeeds Eest,Ann Archer\nBath,Anne Archer\n"
    slates = file(tmp_path, "candidate,slate\nAnn Archer,Spade\nAn Archer,Spade\n", "s.csv")
    found = read(file(tmp_path, text), slates=slates)
    assert found.nominations.single == (
        Nomination("Leeds East", "Ann Archer"),
        Nomination("Leeds Eest", "Ann Archer"),
        Nomination("Bath", "Anne Archer"),
    )
    tail = "differ in one letter: if they are one, say so with --aliases FILE."
    assert found.notes == (
        f"`Leeds East` and `Leeds Eest`, each a body, {tail}",
        f"`Ann Archer` and `Anne Archer`, each a candidate, {tail}",
        f"`Ann Archer` and `An Archer`, each a candidate, {tail}",
        "Nobody in list.csv nominates `An Archer`, listed in s.csv.",
        "s.csv does not say the slate of `Anne Archer`: counted as of none.",
    )


def test_rows_that_say_nothing_are_passed_over_and_said(tmp_path: Path) -> None:
    text = "body,candidate,note\nLeeds,Ann,\n,,last updated 1 May\nYork,Ann,\n"
    found = read(file(tmp_path, text))
    assert found.nominations.single == (Nomination("Leeds", "Ann"), Nomination("York", "Ann"))
    assert found.notes == (
        "1 column is left aside: `note`.",
        "1 row says nothing, the first on line 3: passed over.",
    )


def test_as_many_as_a_body_may_name(tmp_path: Path) -> None:
    text = "body,candidate\nLeeds,Ann\nLeeds,Bo\n"
    assert len(read(file(tmp_path, text), most=2).nominations.single) == 2
    with pytest.raises(InputError) as caught:
        read(file(tmp_path, text), most=1)
    assert str(caught.value).endswith(
        "list.csv, line 3: `Leeds` names more than 1 candidate; take out what is too many, or"
        " raise --most"
    )


# What people really have in such files, and what is said of it after the file's name.
REFUSED = {
    "": "the file is empty; give the list as CSV or a spreadsheet",
    "\n\n# nothing\n": "there is nothing but comments; give the list as CSV or a spreadsheet",
    "%PDF-1.7\nbody,candidate\n": "this is a PDF; give the list as CSV or a spreadsheet",
    "body,candidate\n": "there are no nominations; add a row for each",
    f"{','.join(f'c{n}' for n in range(14))}\n1\n": "line 1: there is no column `body`; the"
    " headings are `c0`, `c1`, `c2`, `c3`, `c4`, `c5`, `c6`, `c7`, `c8`, `c9`, `c10`, `c11`, …;"
    " write `body` and `candidate` over the columns",
    "body,name\nLeeds,Ann\n": "line 1: there is no column `candidate`; the headings are `body`,"
    " `name`; write `body` and `candidate` over the columns",
    "CLP,Branch,candidate\na,b,c\n": "line 1: both `CLP` and `Branch` may be the column `body`;"
    " call the right one `body`, and the other something else",
    "body,candidate\nLeeds,Ann\n,Bo\n": "line 3: there is no body on this row; fill the cell, or"
    " take the row out",
    "body,candidate\nLeeds,\n": "line 2: there is no candidate on this row; fill the cell, or take"
    " the row out",
    "body,candidate\nLeeds,Ann\nBath,Bo\nLeeds,Ann\n": "line 4: `Leeds` names `Ann` a second time;"
    " the first is on line 2; take one out; if they are two bodies, tell their names apart",
    "body,candidate\nLeeds,Ann\nBath,ann\n": "line 3: `Ann` and `ann`, each a candidate, differ in"
    " hardly anything; write them alike, or say with --aliases FILE that they are one (a line such"
    " as `ann = Ann`)",
    "body,candidate\nSt Ives,Ann\nST IVES,Bo\n": "line 3: `St Ives` and `ST IVES`, each a body,"
    " differ in hardly anything; write them alike, or say with --aliases FILE that they are one (a"
    " line such as `ST IVES = St Ives`)",
    "body,region,candidate\nLeeds,North,Ann\nLeeds,South,Bo\n": "line 3: `Leeds` has the region"
    " `South` here, and `North` on line 2; correct one; if they are two bodies, tell their names"
    " apart",
    "body,region,candidate\nLeeds,North,Ann\nLeeds,,Bo\n": "line 3: `Leeds` has the region nothing"
    " here, and `North` on line 2; write its region on every row",
    "body,candidate\nLeeds,Ann; Bo\n": "line 2: `Ann; Bo` lists several candidates; write a row for"
    " each nomination",
    "body,candidate\nLeeds,17\n": "line 2: `17` stands where a candidate's name should be; write"
    " names in the column `candidate`",
    "candidate,nominations\nAnn,>=240\n": "line 2: `>=240` is not a number of nominations; write a"
    " whole number in plain digits; leave out a candidate whose number is not known, and give"
    " --total",
    'candidate,nominations\nAnn,"1,2"\n': "line 2: `1,2` is not a number of nominations; write a"
    " whole number in plain digits; leave out a candidate whose number is not known, and give"
    " --total",
    "candidate,nominations\nAnn,3\nAnn,4\n": "line 3: `Ann` has a second total; the first is on"
    " line 2; take one out",
    'body,candidate\nLeeds,"Ann\n': "line 2: the quotation marks of a cell do not match; close"
    ' every quotation mark, and write "" for a mark inside a quoted cell',
    "body,candidate\nLeeds,Ann,Bo\n": "line 2: the row has 3 cells, but the header only 2; give"
    " every column a heading, or quote cells that hold the separator",
}


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused(tmp_path: Path, text: str) -> None:
    path = file(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read(path)
    said = REFUSED[text]
    assert str(caught.value) == f"{path}{', ' if said.startswith('line') else ': '}{said}"


REFUSED_SLATES = {
    "candidate,slate\nAnn Archer,Spade\nAnn Archer,Rake\n": "line 3: `Ann Archer` is listed twice;"
    " the first is on line 2; take one out",
    "candidate,slate\nAnn Archer,Spade\nBo Bell,spade\n": "line 3: `Spade` and `spade`, each a"
    " slate, differ in hardly anything; write them alike, or say with --aliases FILE that they are"
    " one (a line such as `spade = Spade`)",
    "candidate,slate\nAnn  ARCHER,Spade\n": "line 2: `Ann Archer` and `Ann ARCHER`, each a"
    " candidate, differ in hardly anything; write them alike, or say with --aliases FILE that they"
    " are one (a line such as `Ann ARCHER = Ann Archer`)",
    "candidate\nAnn Archer\n": "line 1: there is no column `slate`; the headings are `candidate`;"
    " write `candidate` and `slate` over the columns",
}


@pytest.mark.parametrize("text", REFUSED_SLATES, ids=range(len(REFUSED_SLATES)))
def test_slates_that_are_refused(tmp_path: Path, text: str) -> None:
    slates = file(tmp_path, text, "slates.csv")
    with pytest.raises(InputError) as caught:
        read(file(tmp_path, LIST), slates=slates)
    assert str(caught.value) == f"{slates}, {REFUSED_SLATES[text]}"


def test_more_listed_than_there_are_in_all(tmp_path: Path) -> None:
    path = file(tmp_path, "candidate,nominations\nAnn,30\nBo,12\n")
    with pytest.raises(InputError) as caught:
        read(path, whole=41)
    assert str(caught.value) == (
        f"{path}: --total is 41, but 42 nominations are listed; correct it, or leave it out"
    )
    with pytest.raises(InputError, match="these are totals"):
        read(path, most=3)
    with pytest.raises(InputError, match="--total is for totals"):
        read(file(tmp_path, LIST), whole=41)


CELLS = st.sampled_from(
    ["", "body", "clp", "candidate", "Region", "nominations", "Ann", "ANN", "3", "=1", '"', ";"]
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=7))
def test_any_table_is_read_or_refused_on_one_line(rows: list[list[str]]) -> None:
    lines = [",".join(row) for row in [["body", "candidate"], *rows]]
    said, found = "", Nominations()
    with tempfile.TemporaryDirectory() as folder:
        path = file(Path(folder), "\n".join(lines))
        try:
            found = read(path).nominations
        except InputError as error:
            said = str(error)
    assert bool(said) != bool(found.single)
    assert said.startswith(path if said else "")
    assert "\n" not in said
    assert sum(one.number for one in tally(found).nominees) == len(set(found.single))
