"""Directories of postcodes as their publishers hand them out, whole and broken."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from guide.postcodes.examples import (
    EAST_MIDLANDS,
    ENGLAND,
    INCODES,
    LONDON,
    NEW,
    NI,
    NORTH_WEST,
    OLD,
    SCOTLAND,
    WALES,
    WEST_MIDLANDS,
    Row,
    code_point,
    ons,
    zipped,
)
from hustings.errors import InputError
from hustings.guide.postcodes import file as index_file
from hustings.guide.postcodes.file import bundled
from hustings.guide.postcodes.importing import directory as postcodes_import
from hustings.guide.postcodes.index import Index, lookup

ROWS = (
    Row("AB10 1AA", SCOTLAND),
    Row("B79 0PH", ENGLAND, WEST_MIDLANDS),
    Row("B79 0PJ", ENGLAND, EAST_MIDLANDS),
    Row("B79 0PL", ENGLAND, WEST_MIDLANDS),
    Row("BT1 1AA", NI),
    Row("CA1 1AA", ENGLAND, NORTH_WEST, "E07000028"),
    Row("CA2 1AA", ENGLAND, NORTH_WEST, "E06000063"),
    Row("CF10 1AA", WALES),
    Row("CH3 5AA", ENGLAND, NORTH_WEST),
    Row("CH3 6AA", WALES),
    Row("SW1A 1AA", ENGLAND, LONDON),
)


def region_of(index: Index, typed: str) -> list[str]:
    return [index.areas[area].name for area in lookup(index, typed).areas]


def imported(path: Path, **more: str) -> Index:
    made = postcodes_import.read(str(path), **more).index
    assert index_file.decode(index_file.encode(made)) == made
    return made


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8"))
    return path


@pytest.mark.parametrize("header", [OLD, NEW], ids=["2019", "2025"])
@pytest.mark.parametrize("shape", ["zip", "csv", "folder", "many"])
def test_the_directory_of_the_statistics_office(
    tmp_path: Path, header: tuple[str, ...], shape: str
) -> None:
    text = ons(ROWS, header)
    name = "ONSPD_NOV_2025_UK.csv"
    match shape:
        case "zip":
            members = {
                f"Data/{name}": text,
                "Data/multi_csv/ONSPD_NOV_2025_UK_AB.csv": "pcd\nnot read\n",
                "Documents/PCON names.csv": "a,b\n",
                "User Guide.pdf": "%PDF",
            }
            path = zipped(tmp_path / "onspd.zip", members)
        case "many":
            half = len(ROWS) // 2
            members = {
                "Data/multi_csv/ONSPD_NOV_2025_UK_A.csv": ons(ROWS[:half], header),
                "Data/multi_csv/ONSPD_NOV_2025_UK_B.csv": ons(ROWS[half:], header),
            }
            path = zipped(tmp_path / "onspd.zip", members)
        case "folder":
            (tmp_path / "Data").mkdir()
            write(tmp_path / "Data" / name, text)
            path = tmp_path
        case _:
            path = write(tmp_path / name, "\ufeff" + text)
    index = imported(path)
    names = [area.name for area in index.areas]
    assert [(outcode, names[area]) for outcode, area in index.outcodes] == [
        ("AB10", "Scotland"),
        ("BT1", "Northern Ireland"),
        ("CA1", "Cumbria"),
        ("CA2", "Cumbria"),
        ("CF10", "Wales"),
        ("SW1A", "London"),
    ]
    assert [
        (one.outcode, [names[area] for area in one.areas], one.places, one.starts)
        for one in index.straddling
    ] == [
        # Towns where the outcode straddled before; in CH3 none is known.
        ("B79", ["West Midlands", "East Midlands"], ("Wigginton", "Overseal"),
         ("0AA", "0PJ", "0PL")),
        ("CH3", ["North West", "Wales"], ("", ""), ("0AA", "6AA")),
    ]  # fmt: skip
    assert (index.source, index.month) == ("ONS Postcode Directory", "November 2025")
    assert "database right 2025." in index.attribution
    assert "mySociety" in index.attribution
    assert index.constituencies == bundled().constituencies
    for row in ROWS:
        assert lookup(index, row.postcode).outcome.value == "found"


def test_postcodes_that_have_ended_only_fill_in(tmp_path: Path) -> None:
    rows = (
        # One area by what is in use: what ended in another does not make it straddle.
        Row("B1 1AA", ENGLAND, WEST_MIDLANDS),
        Row("B1 1AB", ENGLAND, EAST_MIDLANDS, ended="199806"),
        # Two: what ended tells where it lay.
        Row("B2 1AA", ENGLAND, WEST_MIDLANDS),
        Row("B2 1AD", ENGLAND, EAST_MIDLANDS, ended="199806"),
        Row("B2 1AE", ENGLAND, LONDON, ended="199806"),
        Row("B2 9ZZ", ENGLAND, EAST_MIDLANDS),
        # None is in use.
        Row("B3 1AA", ENGLAND, LONDON, ended="199806"),
        # In use again elsewhere.
        Row("B4 1AA", WALES, ended="199806"),
        Row("B4 1AA", SCOTLAND),
        # Old forms and places outside the regions.
        Row("GIR 0AA", ENGLAND, NORTH_WEST, ended="199806"),
        Row("JE1 1AA", "L93000001"),
        Row("IM1 1AA", "M83000003"),
        Row("B5 1AA", "", "", "", ended="199806"),
        Row("BT1 1AA", NI),
    )
    index = imported(write(tmp_path / "ONSPD_FEB_2024.csv", ons(rows)))
    assert [outcode for outcode, _ in index.outcodes] == ["B1", "B3", "B4", "BT1"]
    assert index.month == "February 2024"
    assert region_of(index, "B1") == ["West Midlands"]
    assert region_of(index, "B2") == ["East Midlands", "West Midlands"]
    assert region_of(index, "B2 1AB") == ["West Midlands"]
    assert region_of(index, "B2 1AD") == ["East Midlands"]
    assert region_of(index, "B3") == ["London"]
    assert region_of(index, "B4 1AA") == ["Scotland"]


def test_code_point_open(tmp_path: Path) -> None:
    """Regions are not in it: those of districts are learned from the bundled index."""
    members = {
        "Data/CSV/ab.csv": code_point([("AB101AA", SCOTLAND, "S12000033")]),
        "Data/CSV/b.csv": code_point(
            [
                ("B79 0PH", ENGLAND, "E07000199"),
                ("B79 0PJ", ENGLAND, "E07000134"),
                ("B79 7AA", ENGLAND, "E07000199"),
            ]
        ),
        "Data/CSV/de.csv": code_point([("DE126AA", ENGLAND, "E07000134")]),
        "Data/CSV/ca.csv": code_point(
            [("CA1 1AA", ENGLAND, "E06000063"), ("CA1 1AB", ENGLAND, "")]
        ),
        "Data/CSV/cf.csv": code_point([("CF101AA", WALES, "W06000015")]),
        # A new outcode in a district that is known by another.
        "Data/CSV/sw.csv": code_point(
            [("SW1A1AA", ENGLAND, "E09000033"), ("SW1Z1AA", ENGLAND, "E09000033")]
        ),
        "Doc/Code-Point_Open_Column_Headers.csv": "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\r\n",
        "Doc/metadata.txt": "PRODUCT: Code-Point Open\r\nCOPYRIGHT DATE: 20250803\r\n",
    }
    index = imported(zipped(tmp_path / "codepo_gb.zip", members))
    names = [area.name for area in index.areas]
    assert [
        (outcode, names[area]) for outcode, area in index.outcodes if not outcode.startswith("BT")
    ] == [
        ("AB10", "Scotland"),
        ("CA1", "Cumbria"),
        ("CF10", "Wales"),
        ("DE12", "East Midlands"),
        ("SW1A", "London"),
        ("SW1Z", "London"),
    ]
    assert region_of(index, "B79 0PJ") == ["East Midlands"]
    assert region_of(index, "B79 7AA") == ["West Midlands"]
    # Northern Ireland is not in it either.
    assert [one for one in index.outcodes if one[0].startswith("BT")] == [
        one for one in bundled().outcodes if one[0].startswith("BT")
    ]
    assert (index.source, index.month) == ("OS Code-Point Open", "August 2025")


def test_a_whole_country_comes_back(tmp_path: Path) -> None:
    """Every run of the bundled index, written as a directory and read again."""
    base = bundled()
    codes = {"Wales": WALES, "Scotland": SCOTLAND, "Northern Ireland": NI}
    regions = {
        "North East": "E12000001",
        "North West": NORTH_WEST,
        "Yorkshire and the Humber": "E12000003",
        "East Midlands": EAST_MIDLANDS,
        "West Midlands": WEST_MIDLANDS,
        "East of England": "E12000006",
        "London": LONDON,
        "South East": "E12000008",
        "South West": "E12000009",
    }
    known = [
        *((outcode, [("1AA", area)]) for outcode, area in base.outcodes),
        *(
            (one.outcode, list(zip(one.starts, one.run_areas, strict=True)))
            for one in base.straddling
        ),
    ]
    rows = [
        Row(
            f"{outcode} {start}",
            codes.get(base.areas[area].country, ENGLAND),
            regions.get(base.areas[area].region, ""),
            "E07000030" if base.areas[area].name == "Cumbria" else "E06000001",
        )
        for outcode, runs in known
        for start, area in runs
    ]
    random.Random(3).shuffle(rows)
    made = postcodes_import.read(str(write(tmp_path / "ONSPD_MAY_2023_UK.csv", ons(rows))))
    assert (made.rows, made.missing) == (len(rows), ())
    assert made.index.outcodes == base.outcodes
    assert [(one.outcode, one.starts, one.run_areas) for one in made.index.straddling] == [
        (one.outcode, one.starts, one.run_areas) for one in base.straddling
    ]
    for mine, theirs in zip(made.index.straddling, base.straddling, strict=True):
        # As many postcodes in each area by now: the order may differ, the towns go with them.
        assert dict(zip(mine.areas, mine.places, strict=True)) == dict(
            zip(theirs.areas, theirs.places, strict=True)
        )


def test_month_and_missing_outcodes(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.csv", ons(ROWS))
    assert imported(path).month == ""
    assert "database right. Contains" in imported(path).attribution
    assert imported(path, month="May 2026").month == "May 2026"
    with pytest.raises(InputError, match="`2026-05` is not a month"):
        imported(path, month="2026-05")
    missing = postcodes_import.read(str(path)).missing
    assert len(missing) == len(bundled().outcodes) + len(bundled().straddling) - 8
    # The eight outcodes of the rows.
    assert "SW1A" not in missing
    assert "AB11" in missing


def test_progress_is_told(tmp_path: Path) -> None:
    rows = [Row(f"SW1A {incode}", ENGLAND, LONDON) for incode in INCODES] * 10
    path = write(tmp_path / "ONSPD_NOV_2025.csv", ons(rows))
    told: list[tuple[int, int]] = []
    postcodes_import.read(str(path), note=lambda done, of: told.append((done, of)))
    size = path.stat().st_size
    assert told[-1] == (size, size)
    assert told == sorted(told)
    assert len(told) == 3


GOOD = ons(ROWS)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"", 0, "this is empty"),
        (b"PK\x03\x04 broken", 0, "this zip is broken or ends too early"),
        (b"\x89PNG\r\n\x1a\n\0\0", 0, "this is not a text file"),
        (b"\0\0\0\0\0", 0, "this is not a directory of postcodes"),
        (b"name,value\r\na,b\r\n", 0, "it begins with `name,value`"),
        (b"<!doctype html>\n<p>Not found\n", 0, "this is not a directory of postcodes"),
        (GOOD.replace("rgn", "mgr").encode(), 0, "there is no column of regions (rgn)"),
        (GOOD.replace("ctry", "xtry").encode(), 0, "there is no column of countries (ctry)"),
        (GOOD.replace("oslaua", "x").encode(), 0, "there is no column of districts"),
        (GOOD[:-40].encode(), 12, "this is not a table: unexpected end of data"),
        (GOOD.replace('"198001",', "", 1).encode(), 2, "this row has 9 columns, the first has 10"),
        (GOOD.replace(WEST_MIDLANDS, "E12000077").encode(), 3, "`E92000001 E12000077 E06000001`"),
        (GOOD.replace(SCOTLAND, "S92").encode(), 2, "is not a known country and region"),
        (GOOD.replace("AB101AA", "AB10 AA").encode(), 2, "`AB10 AA` is not a postcode"),
        (GOOD.replace("AB101AA", "1B101AA").encode(), 2, "`1B101AA` is not a postcode"),
        (ons([]).encode(), 0, "there are no postcodes in this"),
        (code_point([("ZZ9 1AA", ENGLAND, "E06099999")]).encode(), 0, "`E06099999` cannot be told"),
        (b"\xef\xbb\xbf", 0, "this is empty"),
    ],
)  # fmt: skip
def test_bad_files_are_refused(tmp_path: Path, content: bytes, line: int, what: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        postcodes_import.read(str(path))
    assert (caught.value.source, caught.value.line) == (str(path), line)
    assert what in str(caught.value)
    assert caught.value.exit_status == 2
    assert len(str(caught.value).splitlines()) == 1


def test_bad_zips_are_refused(tmp_path: Path) -> None:
    def refusal(path: Path) -> str:
        with pytest.raises(InputError) as caught:
            postcodes_import.read(str(path))
        assert caught.value.source.startswith(str(path))
        return caught.value.what

    a = zipped(tmp_path / "a.zip", {"readme.txt": "hello", "?name?": "none"})
    a.write_bytes(a.read_bytes().replace(b"?name?", b"\0name?"))  # a zero ends the name
    assert refusal(a) == ("this is not a directory of postcodes: it begins with `hello`")
    two = {"readme.txt": "hello", "Doc/a.csv": "x"}
    assert refusal(zipped(tmp_path / "b.zip", two)) == "there is no table of postcodes in this"
    mixed = {"Data/CSV/a.csv": ons(ROWS), "Data/CSV/b.csv": code_point([("AB101AA", WALES, "")])}
    assert refusal(zipped(tmp_path / "c.zip", mixed)) == "this is a mixture of two directories"
    assert refusal(zipped(tmp_path / "d.zip", {"Data/ONSPD_X.csv": ""})) == "this is empty"
    whole = zipped(tmp_path / "e.zip", {"Data/ONSPD_NOV_2025_UK.csv": ons(ROWS), "b": "c"})
    content = whole.read_bytes()
    cut = tmp_path / "f.zip"
    cut.write_bytes(content[: len(content) // 2])
    assert refusal(cut) == "this zip is broken or ends too early"
    # A byte of the table itself.
    spoilt = bytearray(content)
    spoilt[200] ^= 0xFF
    cut.write_bytes(bytes(spoilt))
    assert refusal(cut).startswith("this zip cannot be read: ")
    with zipfile.ZipFile(cut, "w") as archive:
        archive.writestr("Data/ONSPD_NOV_2025_UK.csv", ons(ROWS))
    locked = bytearray(cut.read_bytes())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + at] |= 1
    cut.write_bytes(bytes(locked))
    assert "password" in refusal(cut)
    assert (
        refusal(tmp_path / "empty").startswith("there is no table")
        if (tmp_path / "empty").mkdir() is None
        else False
    )
