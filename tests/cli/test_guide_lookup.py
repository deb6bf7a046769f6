"""`hustings guide lookup` and `postcodes import`: what they print, and what they refuse."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from guide.postcodes.examples import ENGLAND, LONDON, Row, ons

from hustings.commands.guide import lookup as guide_lookup
from hustings.commands.guide import postcodes as guide_postcodes
from hustings.errors import InputError
from hustings.guide.postcodes import file as index_file
from hustings.guide.postcodes.file import bundled

ONE, TWO = ["Ann", "Ben", "Cát"], ["Cát", "Ben", "Ann"]
SEQUENCES = {
    "Northern": ONE,
    "Yorkshire": ONE,
    "North West": TWO,
    "London": ONE,
    "Eastern": TWO,
    "East Midlands": ONE,
    "West Midlands": ONE,
    "South East": TWO,
    "South West": ONE,
    "Wales": ONE,
    "Scotland": ONE,
    "Northern Ireland and abroad": TWO,
}
Say = Callable[..., str]


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "plan.json"
    document = {"format": "hustings-plan/1", "plans": [{"name": "a", "sequences": SEQUENCES}]}
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def call(typed: str | tuple[str, ...], **options: str) -> str:
        assert guide_lookup.run(typed, **options) == 0
        return capsys.readouterr().out

    return call


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sw1a 1aa", "SW1A 1AA is in London."),
        (("SW1A", "1AA"), "SW1A 1AA is in London."),
        ("CM1", "CM1 is in the East of England."),
        ("LA5", "LA5 is in the North West."),
        (
            "OX17 1",
            "OX17 1 lies in the East Midlands (near Duston), the South East (near Banbury) or"
            " the West Midlands (near Ladbroke). Give the whole postcode to know which.",
        ),
        ("JE2", "JE2 is in Jersey, which is not part of any region."),
        ("BFPO 57", "BFPO 57 is an address of the forces, which is not part of any region."),
        (
            "ZZ9 9ZZ",
            "ZZ9 9ZZ looks like a postcode, but it is not one we know."
            " Check it for a slip, or go by the region itself.",
        ),
        (
            "EN1 1OA",
            "“EN1 1OA” is not a postcode as it stands. Do you mean EN1 (London) or EN11 0A (the"
            " East"
            " of England)? Type it again.",
        ),
        (
            "home NW1 6XE, work m1 1ae, in summer LA5 or JE2 3AB",
            "There is more than one postcode in this. Do you mean NW1 6XE (London), M1 1AE (the"
            " North West) or JE2 3AB (in Jersey)? Give only one.",
        ),
        (("London", "NW1", "6XE"), "NW1 6XE is in London."),
        ("BT", "BT is in Northern Ireland."),
        (
            "CH",
            "CH lies in the North West or Wales. Give the whole postcode to know which.",
        ),
        (
            "GIR 0AA",
            "GIR 0AA looks like a postcode, but it is not one we know."
            " Check it for a slip, or go by the region itself.",
        ),
        (
            "x\nyz\x1b[0m",
            "“x yz\\x1b[0m” is not a postcode. Give one such as SW1A 1AA, or its first half, SW1A.",
        ),
        (
            "",
            "No postcode was given. Give one such as SW1A 1AA, or its first half, SW1A.",
        ),
    ],
)
def test_sentences(say: Say, typed: str | tuple[str, ...], expected: str) -> None:
    assert say(typed) == expected + "\n"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("SW1A 1AA", "SW1A 1AA is in London. The list for London: Ann, Ben, Cát."),
        ("CM1", "CM1 is in the East of England. The list for Eastern: Cát, Ben, Ann."),
        (
            "LA5",
            "LA5 lies in the North West (near Warton) or Cumbria (near Grange-over-Sands)."
            " Give the whole postcode to know which.",
        ),
        (
            "CA8",
            "CA8 lies in Cumbria (near Brampton) or the North East (near Haltwhistle)."
            " The list for Northern: Ann, Ben, Cát.",
        ),
        (
            "DL2",
            "DL2 lies in the North East (near Great Aycliffe) or Yorkshire and the Humber (near"
            " Skeeby). The list, the same for all of these: Ann, Ben, Cát.",
        ),
        (
            "GY1",
            "GY1 is in Guernsey, which is not part of any region."
            " The list for Northern Ireland and abroad: Cát, Ben, Ann.",
        ),
    ],
)
def test_sentences_with_a_plan(say: Say, plan: str, typed: str, expected: str) -> None:
    assert say(typed, plan=plan) == expected + "\n"


def answer(
    outcome: str, postcode: str, region: str | None, areas: list[str], **more: object
) -> dict[str, object]:
    regions = [{"Cumbria": "North West"}.get(area, area) for area in areas]
    return {
        "outcome": outcome,
        "postcode": postcode,
        "region": region,
        "regions": list(dict.fromkeys(regions)),
        "areas": areas,
        "places": [],
        "route": "",
        "choices": [],
        **more,
    }


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("SW1A 1AA", answer("found", "SW1A 1AA", "London", ["London"])),
        ("CA1", answer("found", "CA1", "North West", ["Cumbria"])),
        ("LA5", answer("found", "LA5", "North West", ["North West", "Cumbria"])),
        (
            "CH4",
            answer("split", "CH4", None, ["North West", "Wales"], places=["Upton", "Shotton"]),
        ),
        ("ZZ9", answer("unknown", "ZZ9", None, [])),
        ("?", answer("malformed", "", None, [])),
        (
            "EN1 1OA",
            answer(
                "unsure",
                "EN1 1OA",
                None,
                [],
                choices=[
                    answer("found", "EN1", "London", ["London"]),
                    answer("found", "EN11 0A", "East of England", ["East of England"]),
                ],
            ),
        ),
        ("GX11", answer("elsewhere", "GX11", None, [], route="overseas")),
    ],
)
def test_json(say: Say, typed: str, expected: dict[str, object]) -> None:
    assert json.loads(say(typed, format="json")) == expected


@pytest.mark.parametrize(
    ("typed", "outcome", "region", "names", "of"),
    [
        ("SW1A 1AA", "found", "London", ONE, "London"),
        ("CA1", "found", "North West", ONE, "Northern"),
        ("LA5", "split", None, None, None),
        ("LA5 0BF", "found", "North West", TWO, "North West"),
        ("CA8", "split", None, ONE, "Northern"),
        ("DL2", "split", None, ONE, None),
        ("CH4", "split", None, None, None),
        ("BT1", "found", "Northern Ireland", TWO, "Northern Ireland and abroad"),
        ("JE1", "elsewhere", None, TWO, "Northern Ireland and abroad"),
        ("ZZ9", "unknown", None, None, None),
        ("", "malformed", None, None, None),
    ],
)
def test_json_with_a_plan(
    say: Say, plan: str, typed: str, outcome: str, region: str | None,
    names: list[str] | None, of: str | None,
) -> None:  # fmt: skip
    found = json.loads(say(typed, plan=plan, format="json"))
    assert {key: found[key] for key in ("outcome", "region", "list", "list_region")} == {
        "outcome": outcome,
        "region": region,
        "list": names,
        "list_region": of,
    }


def test_many_from_standard_input(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    given = b"SW1A 1AA\r\n\nJE1\n\xff"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
    lines = say("-", format="json").splitlines()
    assert [json.loads(line)["outcome"] for line in lines] == [
        "found",
        "malformed",
        "elsewhere",
        "malformed",
    ]


def test_other_postcodes_and_a_file(say: Say, tmp_path: Path, plan: str) -> None:
    index = bundled()
    moved = type(index)(index.areas, (("ZZ9", 3),), (), "", "", "")
    path = tmp_path / "postcodes.txt"
    path.write_text(index_file.encode(moved), encoding="utf-8")
    out = tmp_path / "answer.json"
    assert say("ZZ9 9ZZ", postcodes=str(path), plan=plan, output=str(out)) == ""
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["region"], found["list"]) == (index.areas[3].region, ONE)


def test_a_config_says_more_than_the_plan(say: Say, plan: str, tmp_path: Path) -> None:
    config = tmp_path / "guide.toml"
    text = """title = "Our lists"
slate = "Ours"
organisation = "Us"
plan = "plan.json"
[regions.Northern]
areas = ["North East"]
[regions."North West"]
areas = ["North West", "Cumbria"]
[routes]
jersey = "South West"
guernsey = { note = "Write to us." }
"""
    config.write_text(text, encoding="utf-8")

    def told(typed: str, **more: str) -> list[object]:
        found = json.loads(say(typed, config=str(config), format="json", **more))
        return [found[key] for key in ("outcome", "region", "list", "list_region")]

    assert told("CA1") == ["found", "North West", TWO, "North West"]
    assert told("CA1", plan=plan) == ["found", "North West", TWO, "North West"]
    assert told("LA5") == ["found", "North West", TWO, "North West"]
    assert told("CA8") == ["split", None, None, None]
    assert told("JE1") == ["elsewhere", None, ONE, "South West"]
    assert told("GY1") == ["elsewhere", None, None, None]
    config.write_text(f'partition = "surname"\n{text}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        told("CA1")
    assert caught.value.source == str(config)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("{}", "this is not a plan: it names no format"),
        ("[", "this is not JSON"),
        (json.dumps({"format": "hustings-plan/1", "plans": []}), "there are no plans in this"),
        (
            json.dumps(
                {
                    "format": "hustings-plan/1",
                    "plans": [
                        {
                            "name": "a",
                            "split": "surname",
                            "groups": [{"regions": [], "sequence": ONE}],
                        }
                    ],
                }
            ),
            "the lists of this plan are by surname: a postcode cannot decide",
        ),
        (
            json.dumps(
                {
                    "format": "hustings-plan/1",
                    "plans": [{"name": "a", "sequences": {"Wales": ONE, "Mordor": ONE}}],
                }
            ),
            "no area is called after the plan's region `Mordor`",
        ),
    ],
)
def test_bad_plans_are_refused(tmp_path: Path, content: str, what: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        guide_lookup.run("SW1A 1AA", plan=str(path))
    assert what in str(caught.value)
    assert caught.value.source == str(path)


def test_import_writes_an_index_and_says_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "ONSPD_NOV_2025_UK.csv"
    source.write_bytes(ons([Row("SW1A 1AA", ENGLAND, LONDON)]).encode())
    out = tmp_path / "postcodes.txt"
    assert guide_postcodes.run(str(source), str(out)) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    first, second = printed.err.splitlines()
    assert first == (
        "hustings: note: ONS Postcode Directory of November 2025: 1 rows, 81 outcodes,"
        " 0 of them in more than one area"
    )
    assert second.startswith("hustings: note: 2,864 outcodes of the bundled index are not in it (A")
    index = index_file.load(str(out))
    assert guide_postcodes.run(str(source), None, quiet=True) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (index_file.encode(index), "")


def test_a_broken_download_leaves_what_was_there(tmp_path: Path) -> None:
    source = tmp_path / "x.csv"
    source.write_bytes(ons([Row("SW1A 1AA", ENGLAND, "E12000099")]).encode())
    out = tmp_path / "postcodes.txt"
    out.write_text("before", encoding="utf-8")
    with pytest.raises(InputError):
        guide_postcodes.run(str(source), str(out))
    with pytest.raises(InputError, match="standard input"):
        guide_postcodes.run("-", str(out))
    with pytest.raises(InputError, match="overwrite what is read"):
        guide_postcodes.run(str(source), str(source))
    with pytest.raises(FileNotFoundError):
        guide_postcodes.run(str(tmp_path / "none.zip"), str(out))
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["postcodes.txt", "x.csv"]
