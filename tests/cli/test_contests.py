"""`hustings count FORM --contest all`: a line for each contest, or a folder with a result each."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from report.pages import Page

from cli.conftest import Hustings

RULES = ("--rules", "scotland", "--seats", "1")
HEAD = "Rules: scotland 1, The Scottish Local Government Elections Order 2011\n"
# Three contests; nobody has more votes for the third, and a lot would have to decide.
FORM = """\
Timestamp,Chair [1st],Chair [2nd],Clerk [1st],Clerk [2nd],Hall warden [1st],Hall warden [2nd]
02/11/2026 09:12:01,Ann,Bo,Di,UWI,Gus,Hal
02/11/2026 09:15:22,Bo,Ann,Ed,Di,Hal,Gus
02/11/2026 09:20:45,Ann,,Ed,,,
"""
# Of two contests, one is written as ranks under names and one as names by rank.
MIXED = """\
Time,Chair [Ann],Chair [Bo],Clerk [1st],Clerk [2nd]
1:00,1,2,Di,Ed
1:01,2,1,Ed,Di
1:02,1,2,Di,
"""
ORDERS = "Chair,Vice chair\nAnn;Bo;,Di;Ed;\nBo;Ann;,Di;Ed;\nAnn;Bo;,Ed;Di;\n"
SEATS_NOTE = (
    "hustings: note: 1 seat is filled in every contest; count one for which that is wrong with"
    " --contest NAME --seats N\n"
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.csv"
    path.write_text(FORM, encoding="utf-8")
    return path


def test_each_contest_gets_a_line_and_a_tie_does_not_stop_the_others(
    hustings: Hustings, form: Path
) -> None:
    status, out, err = hustings("count", form, *RULES, "--contest", "all", "-q")
    assert (status, out) == (1, f"{HEAD}{form}, Chair: Ann\n{form}, Clerk: Ed\n")
    assert err.startswith(f"hustings: {form}, Hall warden: stage 2: a lot must decide")
    assert err.count("\n") == 1


def test_the_notes_say_which_contest_they_are_of(hustings: Hustings, form: Path) -> None:
    columns = "`Timestamp`: left out (`02/11/2026 09:12:01` …); "
    form.write_text("\n".join(row.rsplit(",", 2)[0] for row in FORM.splitlines()), "utf-8")
    read = "Read as names in order of preference; the 2 candidates are those whom any ballot names"
    assert hustings("count", form, *RULES, "--contest", "all").err == (
        f"{SEATS_NOTE}"
        f"hustings: note: {form}, Chair: {read}, by alphabet.\n"
        f"hustings: note: {form}, Chair: Columns: {columns}`Chair [1st]`: rank 1; `Chair [2nd]`:"
        " rank 2; `Clerk [1st]`: left out (`Di` …); `Clerk [2nd]`: left out (`UWI` …).\n"
        f"hustings: note: {form}, Clerk: {read}, by alphabet.\n"
        f"hustings: note: {form}, Clerk: Columns: {columns}`Chair [1st]`: left out (`Ann` …);"
        " `Chair [2nd]`: left out (`Bo` …); `Clerk [1st]`: rank 1; `Clerk [2nd]`: rank 2.\n"
        f"hustings: note: {form}, Clerk: 1 mark for `UWI` left out, and preferences after it moved"
        " up; --write-ins candidate lets it stand.\n"
    )


@pytest.mark.parametrize("word", ["all", "ALL", "All", " all "])
def test_all_is_all_however_it_is_spelt(hustings: Hustings, form: Path, word: str) -> None:
    ended = hustings("count", form, *RULES, "--contest", word, "-q", "--lots", "x")
    assert (ended.status, ended.err) == (0, "")
    assert [line.partition(": ")[0] for line in ended.out.splitlines()[1:]] == [
        *(f"{form}, Chair", f"{form}, Clerk", f"{form}, Hall warden")
    ]


def test_a_contest_called_all_is_itself(hustings: Hustings, form: Path) -> None:
    form.write_text(FORM.replace("Clerk", "All"), encoding="utf-8")
    for word in ("all", "All"):
        ended = hustings("count", form, *RULES, "--contest", word, "--format", "json", "-q")
        assert json.loads(ended.out)["election"]["title"] == "All"


def test_rows_and_objects_are_those_of_many_files(hustings: Hustings, form: Path) -> None:
    words = ("count", form, *RULES, "--lots", "x", "-q")
    rows = csv.DictReader(io.StringIO(hustings(*words, "--contest", "all", "--format", "csv").out))
    objects = [
        json.loads(line)
        for line in hustings(*words, "--contest", "all", "--format", "json").out.splitlines()
    ]
    names = ["Chair", "Clerk", "Hall warden"]
    assert [one["contest"] for one in objects] == names
    for name, row, one in zip(names, rows, objects, strict=True):
        alone = json.loads(hustings(*words, "--contest", name, "--format", "json").out)
        assert one == {"source": str(form), "contest": name, "count": alone}
        assert (row["file"], row["title"], row["digest"]) == (str(form), name, alone["digest"])


def test_a_folder_has_a_page_each_whose_command_gives_its_digest(
    hustings: Hustings, form: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "results"
    words = ("count", form, *RULES, "--lots", "a seed", "--contest", "all", "-o", folder)
    ended = hustings(*words, "-q")
    assert ended.out == f"{HEAD}{form}, Chair: Ann\n{form}, Clerk: Ed\n{form}, Hall warden: Hal\n"
    assert (ended.status, ended.err) == (0, "")
    pages = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert set(pages) == {"chair.html", "clerk.html", "hall-warden.html"}
    for file, contest in (("chair", "Chair"), ("clerk", "Clerk"), ("hall-warden", "Hall warden")):
        page = pages[f"{file}.html"]
        section = page[page.index('id="check"') :]
        block = re.findall('<pre tabindex="0">(.*?)</pre>', section, re.DOTALL)[-1]
        printed = shlex.split("".join(Page(block).words))
        assert printed[printed.index("--contest") + 1] == contest
        record = json.loads(hustings("count", form, *printed[3:], "-q").out)
        assert record["election"]["title"] == contest
        assert record["digest"] in page
        assert page == hustings(
            *("count", form, *RULES, "--lots", "a seed", "--contest", contest),
            *("--format", "html", "-q"),
        ).out  # fmt: skip
    noted = [line for line in hustings(*words).err.splitlines() if "written to" in line]
    assert noted == [
        f"hustings: note: {form}, Chair: written to {folder}/chair.html",
        f"hustings: note: {form}, Clerk: written to {folder}/clerk.html",
        f"hustings: note: {form}, Hall warden: written to {folder}/hall-warden.html",
    ]


@pytest.mark.parametrize(("shape", "ending"), [("text", "txt"), ("csv", "csv"), ("json", "json")])
def test_a_folder_has_whatever_format_is_asked_for(
    hustings: Hustings, form: Path, tmp_path: Path, shape: str, ending: str
) -> None:
    folder, alone = tmp_path / "results", tmp_path / f"alone.{ending}"
    words = ("count", form, *RULES, "--lots", "x", "--format", shape, "-q")
    assert hustings(*words, "--contest", "all", "-o", folder).status == 0
    assert hustings(*words, "--contest", "Clerk", "-o", alone).status == 0
    assert (folder / f"clerk.{ending}").read_bytes() == alone.read_bytes()


def test_what_cannot_be_counted_has_no_page(hustings: Hustings, form: Path, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    ended = hustings("count", form, *RULES, "--contest", "all", "-o", folder, "-q")
    assert (ended.status, ended.out.count("\n")) == (1, 3)
    assert sorted(path.name for path in folder.iterdir()) == ["chair.html", "clerk.html"]


def test_a_cell_that_is_wrong_stops_its_own_contest_only(hustings: Hustings, form: Path) -> None:
    form.write_text(FORM.replace("Ed,,,", "17:30,,,"), encoding="utf-8")
    ended = hustings("count", form, *RULES, "--contest", "all", "--lots", "x", "-q")
    assert (ended.status, ended.out) == (
        2,
        f"{HEAD}{form}, Chair: Ann\n{form}, Hall warden: Gus\n",
    )
    assert ended.err == (
        f"hustings: {form}, Clerk, line 4: `17:30` is no candidate's name, under `Clerk [1st]`;"
        " correct the cell, or list all candidates with --candidates FILE\n"
    )


def test_names_of_files_are_plain_and_differ(
    hustings: Hustings, form: Path, tmp_path: Path
) -> None:
    """No name leaves the folder, is one of Windows' own, or is another's in other letters."""
    contests = ["../../etc", "CON", "Größe", "Chair!", "Chair?", "主席", "a/b\\c:d"]
    headings = ",".join(f"{one} [1st],{one} [2nd]" for one in contests)
    form.write_text(f"{headings}\n{'Ann,Bo,' * 6}Ann,Bo\n", encoding="utf-8")
    folder = tmp_path / "deep" / "er"
    folder.parent.mkdir()
    ended = hustings("count", form, *RULES, "--contest", "all", "-o", folder, "-q")
    assert (ended.status, ended.err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [
        *("a-b-c-d.html", "chair-2.html", "chair.html", "contest-6.html", "contest-con.html"),
        *("etc.html", "grosse.html"),
    ]
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        [*(path.name for path in folder.iterdir()), "form.csv"]
    )


def test_a_name_with_a_suffix_is_a_list(hustings: Hustings, form: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.txt"
    words = ("count", form, *RULES, "--contest", "all", "--lots", "x", "-q")
    assert hustings(*words, "-o", out) == (0, "", "")
    assert out.read_text("utf-8") == hustings(*words).out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ["-o", "{tmp}/none/results"],
            "{tmp}/none/results: there is no folder {tmp}/none; make it first",
        ),
        (
            ["-o", "{tmp}/page.html"],
            "a page shows one count; give -o FOLDER, or --format text, csv or json",
        ),
        (
            ["--stages", "1", "-o", "{tmp}/results"],
            "--stages belongs to the text of one count; leave it out or give --format text",
        ),
        (
            ["--columns", "Chair [1st]"],
            "--columns names the columns of one contest; leave out either --columns or"
            " --contest all",
        ),
        (["{tmp}"], "--contest all counts the contests of one form; give one FILE at a time"),
    ],
)
def test_what_does_not_go_with_all_contests(
    hustings: Hustings, form: Path, tmp_path: Path, words: list[str], line: str
) -> None:
    given = [word.replace("{tmp}", str(tmp_path)) for word in words]
    ended = hustings("count", form, *RULES, "--contest", "all", "-q", *given)
    assert ended == (2, "", f"hustings: {line.replace('{tmp}', str(tmp_path))}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["form.csv"]


def test_standard_input_and_a_spreadsheet(hustings: Hustings, tmp_path: Path) -> None:
    from openpyxl import Workbook

    lines = "{0}, Chair: Ann\n{0}, Clerk: Di\n"
    words = ("--rules", "scotland", "--seats", "1", "--contest", "all", "-q")
    assert hustings("count", "-", *words, stdin=MIXED.encode()) == (
        *(0, HEAD + lines.format("-"), ""),
    )
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Ballots of the meeting"])
    sheet = book.create_sheet("Votes")
    for row in csv.reader(io.StringIO(MIXED)):
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    path = tmp_path / "form.xlsx"
    book.save(path)
    counted = hustings("count", path, *words, "--sheet", "Votes")
    assert counted == (0, HEAD + lines.format(path), "")


def test_contests_written_in_two_ways_are_asked_about(hustings: Hustings, tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(MIXED, encoding="utf-8")
    assert hustings("count", path, *RULES) == (
        2,
        "",
        f"hustings: {path}, line 1: there are 2 contests in this file: `Chair`, `Clerk`; choose one"
        ' with --contest "Chair"; hustings count FILE --contest all -o FOLDER counts every one\n',
    )
    for contest, first in (("Chair", "Ann"), ("Clerk", "Di")):
        ended = hustings("count", path, *RULES, "--contest", contest, "--format", "json", "-q")
        assert json.loads(ended.out)["elected"] == [first]


def test_whole_orders_in_several_columns(hustings: Hustings, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    assert hustings("count", path, *RULES).err.endswith(
        "line 1: there are 2 columns with whole orders in this file: `Chair`, `Vice chair`; choose"
        ' one with --contest "Chair"; hustings count FILE --contest all -o FOLDER counts every'
        " one\n"
    )
    ended = hustings("count", path, *RULES, "--contest", "all", "-q")
    assert ended == (0, f"{HEAD}{path}, Chair: Ann\n{path}, Vice chair: Di\n", "")
    # A name that stands within another's is that contest's all the same.
    alone = hustings("count", path, *RULES, "--contest", "chair", "--format", "json", "-q")
    assert json.loads(alone.out)["election"]["title"] == "Chair"
    wrong = hustings("count", path, *RULES, "--contest", "Clerk")
    assert wrong.err.endswith(
        "line 1: no contests are called `Clerk`; they are `Chair`, `Vice chair`\n"
    )


def test_a_form_of_one_contest(hustings: Hustings, form: Path) -> None:
    form.write_text("\n".join(",".join(row.split(",")[:3]) for row in FORM.split("\n")), "utf-8")
    ended = hustings("count", form, *RULES, "--contest", "all")
    assert (ended.status, ended.out) == (0, f"{HEAD}{form}, Chair: Ann\n")
    assert SEATS_NOTE not in ended.err


@pytest.mark.parametrize("headings", ["1st,2nd", "Ann,Bo"])
def test_where_no_heading_names_a_contest(hustings: Hustings, form: Path, headings: str) -> None:
    cells = "Ann,Bo\nBo,Ann" if headings == "1st,2nd" else "1,2\n2,1"
    form.write_text(f"{headings}\n{cells}\n", encoding="utf-8")
    assert hustings("count", form, *RULES, "--contest", "all", "-q") == (
        2,
        "",
        f"hustings: {form}, line 1: no contest is called `all`: the headings name none; leave"
        " --contest out, or name the columns with --columns\n",
    )


def test_other_commands_take_one_contest(hustings: Hustings, form: Path, tmp_path: Path) -> None:
    """`all` is no part of a name either: nobody meant the Hall warden."""
    for words in (["digest", form], ["convert", form, tmp_path / "out.blt"]):
        ended = hustings(*words, "--seats", "1", "--contest", "all", "-q")
        assert (ended.status, ended.out) == (2, "")
        assert "there are 3 contests in this file: `Chair`, `Clerk`, `Hall warden`" in ended.err


def test_a_title_stands_before_the_contest(hustings: Hustings, form: Path) -> None:
    form.write_text(f"# title: Tea club\n{FORM}", encoding="utf-8")
    ended = hustings("count", form, *RULES, "--contest", "Chair", "--format", "json", "-q")
    assert json.loads(ended.out)["election"]["title"] == "Tea club: Chair"
