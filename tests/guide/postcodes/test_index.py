"""The index: what it answers, and that its text holds all of it."""

from __future__ import annotations

import csv
import gzip
import json
from bisect import bisect_right
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.postcodes.examples import INCODES
from hustings.errors import InputError
from hustings.guide.postcodes import file as index_file
from hustings.guide.postcodes.file import bundled
from hustings.guide.postcodes.importing import folder as postcodes_folder
from hustings.guide.postcodes.index import (
    Answer,
    Area,
    Constituency,
    Index,
    Outcome,
    Straddling,
    lookup,
)

NAMES = [area.name for area in bundled().areas]


def told(typed: str) -> tuple[str, str, list[str]]:
    """Outcome, postcode, names of areas."""
    answer = lookup(bundled(), typed)
    return answer.outcome.value, answer.postcode, [NAMES[area] for area in answer.areas]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("SW1A 1AA", ("found", "SW1A 1AA", ["London"])),
        ("SWIA IAA", ("found", "SW1A 1AA", ["London"])),
        ("SW1A", ("found", "SW1A", ["London"])),
        ("SW1", ("found", "SW1", ["London"])),
        ("SW1 1AA", ("unsure", "SW1 1AA", [])),
        ("M1 1", ("found", "M1 1", ["North West"])),
        ("M11", ("found", "M11", ["North West"])),
        ("E1O", ("found", "E10", ["London"])),
        ("E1O 5AA", ("found", "E10 5AA", ["London"])),
        ("S014 4AA", ("found", "SO14 4AA", ["South East"])),
        ("BT1 5GS", ("found", "BT1 5GS", ["Northern Ireland"])),
        ("CA1 1AA", ("found", "CA1 1AA", ["Cumbria"])),
        ("LA5", ("split", "LA5", ["North West", "Cumbria"])),
        ("LA5 0BE", ("found", "LA5 0BE", ["Cumbria"])),
        ("LA5 0BF", ("found", "LA5 0BF", ["North West"])),
        ("LA5 9", ("split", "LA5 9", ["North West", "Cumbria"])),
        ("LA5 8", ("found", "LA5 8", ["North West"])),
        ("S01 4AA", ("unknown", "S01 4AA", [])),
        ("ZZ99 9ZZ", ("unknown", "ZZ99 9ZZ", [])),
        ("hello", ("malformed", "", [])),
        ("", ("malformed", "", [])),
        ("JE2 3AB", ("elsewhere", "JE2 3AB", [])),
    ],
)
def test_lookup(typed: str, expected: tuple[str, str, list[str]]) -> None:
    assert told(typed) == expected


def test_a_split_names_a_town_for_each_area() -> None:
    index = bundled()
    assert lookup(index, "oxi7") == Answer(
        Outcome.SPLIT,
        "OX17",
        tuple(NAMES.index(name) for name in ("East Midlands", "South East", "West Midlands")),
        ("Duston", "Banbury", "Ladbroke"),
    )
    for one in index.straddling:
        assert all(one.places), one
        assert len(set(one.places)) == len(one.places), one


def test_part_of_the_second_half_means_all_postcodes_that_begin_so() -> None:
    index = bundled()
    for one in index.straddling:
        for rest in [*"0123456789", "0A", "1N", "5Z", "9Y"]:
            met = {
                one.run_areas[bisect_right(one.starts, incode) - 1]
                for incode in INCODES
                if incode.startswith(rest)
            }
            answer = lookup(index, f"{one.outcode} {rest}")
            # Letters that no postcode has may add an area that ends between two that have.
            assert met <= set(answer.areas), (one.outcode, rest)
            assert list(answer.areas) == [area for area in one.areas if area in answer.areas]


def test_constituencies() -> None:
    index = bundled()
    assert [year for year, _ in index.constituencies] == [2010, 2024]
    for year, expected in ((2010, 6), (2024, 5)):
        members = index.constituencies_of(year)
        assert len(members) == 650
        assert list(members) == sorted(members)
        assert sum(NAMES[one.area] == "Cumbria" for one in members) == expected
    assert index.constituencies_of(1997) == ()
    assert Constituency("Ynys Môn", "", NAMES.index("Wales")) in index.constituencies_of(2024)
    assert Constituency("Gower", "Gŵyr", NAMES.index("Wales")) in index.constituencies_of(2024)


def test_the_attribution_that_the_licences_ask_for() -> None:
    said = bundled().attribution
    for owner in (
        "OS data © Crown copyright and database right 2023",
        "Royal Mail data © Royal Mail copyright and database right 2023",
        "National Statistics data © Crown copyright and database right 2023",
        "Open Government Licence v3.0",
        "mySociety, CC BY 4.0",
    ):
        assert owner in said
    assert said in index_file.encode(bundled())
    assert "\\u00a9 Crown" in index_file.script(bundled())


def test_the_script_is_small_and_plain() -> None:
    script = index_file.script(bundled())
    assert script.startswith("var HustingsPostcodes = `hustings-postcodes/1\n")
    assert script.endswith("\n`;\n")
    assert script.isascii()
    assert len(script) < 25_000
    assert len(gzip.compress(script.encode(), 9)) < 13_000
    inside = script[script.index("`") + 1 : script.rindex("`")]
    text = json.loads('"' + inside.replace("\n", "\\n") + '"')
    index = index_file.decode(text)
    assert index.constituencies == ()
    assert (index.outcodes, index.straddling) == (bundled().outcodes, bundled().straddling)


AREAS = tuple(Area(name, name, name, "England") for name in ("East", "North", "South"))
outcodes = st.from_regex(r"[A-Z]{1,2}([0-9]|[1-9][0-9]|[0-9][A-Z])", fullmatch=True)
words = st.text(alphabet="AÂzŵ `$\\\"'", min_size=1).map(str.strip).filter(bool)


@st.composite
def indexes(draw: st.DrawFn) -> Index:
    names = sorted(draw(st.sets(outcodes, min_size=1, max_size=40)))
    whole: list[tuple[str, int]] = []
    straddling: list[Straddling] = []
    for name in names:
        areas = draw(st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True))
        if len(areas) == 1:
            whole.append((name, areas[0]))
            continue
        least = len(areas) - 1
        starts = draw(st.sets(st.sampled_from(INCODES[1:]), min_size=least, max_size=9))
        run_areas = [areas[place % len(areas)] for place in range(len(starts) + 1)]
        places = tuple(draw(words) for _ in areas)
        straddling.append(
            Straddling(name, tuple(areas), places, ("0AA", *sorted(starts)), tuple(run_areas))
        )
    members = sorted(
        {
            name: Constituency(name, draw(st.just("") | words), draw(st.integers(0, 2)))
            for name in draw(st.sets(words, min_size=1, max_size=5))
        }.values()
    )
    return Index(
        AREAS, tuple(whole), tuple(straddling), draw(words), "May 2024", draw(words),
        ((2010, tuple(members)),),
    )  # fmt: skip


@given(indexes())
def test_text_and_back(index: Index) -> None:
    text = index_file.encode(index)
    assert index_file.decode(text) == index
    assert index_file.encode(index_file.decode(text)) == text
    assert index_file.decode(text.replace("\n", "\r\n")) == index


GOOD = """hustings-postcodes/1
source: made up
month: May 2024
attribution: nobody
area A: East; East; East; England
area B: West; West; West; Wales
outcodes:
AB A1-3,5,7CW B4
straddling:
AC1 AB A0BBB Easton;Weston
constituencies 2024:
A East
"""


@pytest.mark.parametrize(
    ("before", "after", "line", "what"),
    [
        ("hustings-postcodes/1", "PK\x03\x04", 0, "it does not begin with hustings-postcodes/1"),
        ("area B: West; West", "area C: West; West", 6, "does not belong here"),
        ("area B: West; West; West; Wales", "area B: West", 6, "does not belong here"),
        ("area B: West;", "area B: East;", 0, "the areas are not sorted, or one is listed twice"),
        ("month:", "moon:", 3, "`moon: May 2024` does not belong here"),
        ("AB A1-3,5,7CW B4", "AB A1-3,5,,7", 8, "does not belong here"),
        ("AB A1-3,5,7CW B4", "AB A3-1", 8, "does not belong here"),
        ("AB A1-3,5,7CW B4", "AB A1-3 C4", 8, "there is no area C"),
        ("AB A1-3,5,7CW B4", "AB A1-3 B3", 8, "AB3 is listed twice"),
        ("AC1 AB A0BBB Easton;Weston", "AB3 AB A0BBB Easton;Weston", 10, "AB3 is listed twice"),
        ("A0BBB", "A0BBA", 10, "does not belong here"),
        ("A0BBB", "A1BBB0CCA", 10, "does not belong here"),
        ("Easton;Weston", "Easton", 10, "does not belong here"),
        ("A East\n", "A East\nB East\n", 13, "`East` is listed twice"),
        ("A East\n", "Z East\n", 12, "there is no area Z"),
        ("AB A1-3,5,7CW B4\nstraddling:\nAC1 AB A0BBB Easton;Weston\n", "", 0, "no outcodes"),
    ],
)
def test_what_is_no_index_is_refused(before: str, after: str, line: int, what: str) -> None:
    index_file.decode(GOOD)
    assert before in GOOD
    with pytest.raises(InputError) as caught:
        index_file.decode(GOOD.replace(before, after), "p.txt")
    assert (caught.value.line, caught.value.source) == (line, "p.txt")
    assert what in str(caught.value)
    assert "hustings guide postcodes import" in caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"{}", b"x" * 5_000_000])
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match="this is not an index of postcodes"):
        index_file.load(str(path))


# Against the tables that the bundled index was made from.


def rows(data: Path, name: str) -> list[dict[str, str]]:
    with (data / "postcodes" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_bundled_index_is_the_one_that_the_tables_make(data: Path) -> None:
    made = postcodes_folder.read(str(data / "postcodes"))
    assert index_file.encode(made) == Path(index_file.BUNDLED).read_text(encoding="utf-8")


def test_every_outcode_of_the_tables(data: Path) -> None:
    index = bundled()
    for row in rows(data, "outcodes.csv"):
        answer = lookup(index, row["outcode"])
        labour = row["labour_regions"].split("|")
        regions = dict.fromkeys(index.areas[area].region for area in answer.areas)
        assert answer.postcode == row["outcode"]
        assert (set(regions), answer.outcome) == (
            set(row["regions"].split("|")),
            Outcome.FOUND if len(answer.areas) == 1 else Outcome.SPLIT,
        ), row["outcode"]
        assert (len(regions) > 1) == (row["straddles"] == "1")
        assert (
            list(dict.fromkeys(index.areas[area].labour_region for area in answer.areas)) == labour
        ), row["outcode"]


def test_every_run_of_the_tables_and_the_postcode_before_it(data: Path) -> None:
    index = bundled()
    runs = rows(data, "postcode_region_runs.csv")
    starts = [row["start_pcd7"] for row in runs]
    known = sorted(row["outcode"].ljust(4) for row in rows(data, "outcodes.csv"))

    def expected(key: str) -> tuple[str, str]:
        row = runs[bisect_right(starts, key) - 1]
        return row["region"], row["labour_region"]

    keys = list(starts)
    for start in starts[1:]:
        outcode, incode = start[:4], start[4:]
        place = bisect_right(INCODES, incode) - 1
        if place > 0 and INCODES[place] == incode:
            keys.append(outcode + INCODES[place - 1])
        else:
            keys.append(known[known.index(outcode) - 1] + INCODES[-1])
    assert len(keys) > 5_000
    for key in keys:
        answer = lookup(index, key)
        assert answer.outcome is Outcome.FOUND, key
        area = index.areas[answer.areas[0]]
        assert (area.region, area.labour_region) == expected(key), key


def test_constituencies_of_the_tables(data: Path) -> None:
    for year in (2010, 2024):
        expected = sorted(
            (row["name"], row["region"], row["labour_region"], row["country"])
            for row in rows(data, f"constituencies_{year}.csv")
        )
        areas = bundled().areas
        assert [
            (one.name, areas[one.area].region, areas[one.area].labour_region,
             areas[one.area].country)
            for one in bundled().constituencies_of(year)
        ] == expected  # fmt: skip
