"""`hustings count` on a folder or several files: one line each, and what becomes of a bad one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import TIE, WARD, Hustings

RULES = ("--rules", "scotland")
HEAD = "Rules: scotland 1, The Scottish Local Government Elections Order 2011\n"


@pytest.fixture
def wards(tmp_path: Path) -> Path:
    """A folder with two wards, out of order, and things that are no ballots."""
    folder = tmp_path / "wards"
    (folder / "more").mkdir(parents=True)
    (folder / "more" / "c.blt").write_text(WARD, encoding="utf-8")
    (folder / "b.blt").write_text(WARD, encoding="utf-8")
    (folder / "a.blt").write_text(WARD.replace("4 2\n", "4 1\n"), encoding="utf-8")
    (folder / "README.md").write_text("Wards\n", encoding="utf-8")
    (folder / ".hidden").write_text("", encoding="utf-8")
    return folder


def skipped(folder: Path) -> str:
    """What is said of the things that are no ballots."""
    return (
        f"hustings: note: {folder}/README.md: skipped, not named like a ballot file\n"
        f"hustings: note: {folder}/more: skipped, a folder within a folder\n"
    )


def test_a_folder_gives_one_line_each_by_name(hustings: Hustings, wards: Path) -> None:
    assert hustings("count", wards, *RULES) == (
        0,
        f"{HEAD}{wards}/a.blt: Ann\n{wards}/b.blt: Ann, Cát\n",
        skipped(wards),
    )


def test_several_files_come_in_the_order_of_the_call(hustings: Hustings, wards: Path) -> None:
    b, a = wards / "b.blt", wards / "a.blt"
    assert hustings("count", b, a, *RULES) == (0, f"{HEAD}{b}: Ann, Cát\n{a}: Ann\n", "")


def test_csv_has_one_row_each(hustings: Hustings, wards: Path) -> None:
    status, out, _ = hustings("count", wards, *RULES, "--format", "csv")
    rows = out.splitlines()
    assert (status, len(rows)) == (0, 3)
    assert [row.split(",")[0] for row in rows] == ["file", f"{wards}/a.blt", f"{wards}/b.blt"]


def test_json_has_one_line_each_with_the_record_as_alone(hustings: Hustings, wards: Path) -> None:
    status, out, _ = hustings("count", wards, *RULES, "--format", "json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [line["source"] for line in lines] == [f"{wards}/a.blt", f"{wards}/b.blt"]
    for line in lines:
        alone = hustings("count", line["source"], *RULES, "--format", "json")
        assert line["count"] == json.loads(alone.out)


def test_a_page_shows_one_count(hustings: Hustings, wards: Path) -> None:
    assert hustings("count", wards, *RULES, "--format", "html") == (
        2,
        "",
        "hustings: a page shows one count; give one FILE, or --format text, csv or json\n",
    )


def test_a_bad_file_does_not_stop_the_others(hustings: Hustings, wards: Path) -> None:
    bad = wards / "aa.blt"
    bad.write_text(WARD.replace("1 3 4 2 0", "1 3 9 2 0"), encoding="utf-8")
    status, out, err = hustings("count", wards, *RULES, "--quiet")
    assert status == 2
    assert out == f"{HEAD}{wards}/a.blt: Ann\n{wards}/b.blt: Ann, Cát\n"
    assert err == (
        f"hustings: {bad}, line 7: `9` is on a ballot but is not a candidate; candidates are"
        " numbered from 1 to 4 here\n"
    )


def test_a_tie_without_lots_does_not_stop_the_others(hustings: Hustings, wards: Path) -> None:
    (wards / "aa.blt").write_text(TIE, encoding="utf-8")
    status, out, err = hustings("count", wards, *RULES, "--quiet")
    assert status == 1
    assert out == f"{HEAD}{wards}/a.blt: Ann\n{wards}/b.blt: Ann, Cát\n"
    assert err.startswith(f"hustings: {wards}/aa.blt: stage 2: a lot must decide")
    assert err.count("\n") == 1


def test_the_worst_exit_status_is_that_of_all(hustings: Hustings, wards: Path) -> None:
    (wards / "aa.blt").write_text("", encoding="utf-8")
    (wards / "ab.blt").write_text(TIE, encoding="utf-8")
    status, _, err = hustings("count", wards, *RULES, "--quiet")
    assert (status, err.count("\n")) == (2, 2)


def test_lots_that_fit_only_some_name_the_ward(hustings: Hustings, wards: Path) -> None:
    (wards / "aa.blt").write_text(WARD.replace("Dev", "Eve"), encoding="utf-8")
    draw = wards / "draw"
    draw.write_text("Ann\nDev\n", encoding="utf-8")
    status, out, err = hustings("count", wards, *RULES, "--quiet", "--lots", draw)
    assert status == 2
    assert out == f"{HEAD}{wards}/a.blt: Ann\n{wards}/b.blt: Ann, Cát\n"
    assert err == (
        f"hustings: {wards}/aa.blt: {draw}, line 2: no candidate is called 'Dev'; the candidates"
        " are Ann, Ben, Cát, Eve\n"
    )


def test_a_missing_file_among_several(hustings: Hustings, wards: Path) -> None:
    status, out, err = hustings("count", wards / "nix.blt", wards / "a.blt", *RULES)
    assert (status, out) == (2, f"{HEAD}{wards}/a.blt: Ann\n")
    assert err == (
        f"hustings: {wards}/nix.blt: the file cannot be read: No such file or directory;"
        " check the name\n"
    )


def test_a_folder_without_ballots(hustings: Hustings, tmp_path: Path) -> None:
    assert hustings("count", tmp_path, *RULES) == (
        2,
        "",
        f"hustings: {tmp_path}: there is no ballot file here; give files, or a folder with ballot"
        " files in it\n",
    )


def test_a_list_is_written_although_one_file_is_bad(hustings: Hustings, wards: Path) -> None:
    (wards / "aa.blt").write_text("", encoding="utf-8")
    out = wards / "list.csv"
    assert hustings("count", wards, *RULES, "-q", "-o", out).status == 2
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3
    # The list itself, called like ballots, is not taken for some the next time.
    again = hustings("count", wards, *RULES, "-q", "-o", out)
    assert again.err == f"hustings: {wards}/aa.blt: the file is empty; give a file of ballots\n"


def test_nothing_is_written_when_every_file_is_bad(hustings: Hustings, tmp_path: Path) -> None:
    (tmp_path / "bad.blt").write_text("", encoding="utf-8")
    out = tmp_path / "list.txt"
    out.write_text("before", encoding="utf-8")
    assert hustings("count", tmp_path, *RULES, "-q", "-o", out).status == 2
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.blt", "list.txt"]


def test_the_official_wards(hustings: Hustings, data: Path) -> None:
    folder = data / "counting" / "scottish-official"
    status, out, _ = hustings("count", folder, *RULES, "-q")
    assert (status, out) == (
        0,
        HEAD
        + f"{folder}/dundee_2022_ward1.blt: John Alexander, Kevin Keenan, Stewart Hunter,"
        + " Daniel Coleman\n"
        + f"{folder}/dundee_2022_ward3.blt: Fraser Macpherson, Nadia El-Nakla,"
        + " Michael Crichton, Bill Campbell\n"
        + f"{folder}/dundee_2022_ward4.blt: Heather Anderson, Mark Flynn, George Mcirvine,"
        + " Helen Wright\n"
        + f"{folder}/glasgow_2007_linn.blt: David Ritchie, Sadie Docherty, John Mckenzie,"
        + " Margot Clark\n",
    )
