"""Which areas each region of a plan has: by their names, by what a campaign says, or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.guide.config.joining import areas_of, by_name, is_abroad
from hustings.guide.postcodes.file import bundled

NEC2020 = Path(__file__).resolve().parents[3] / "examples" / "nec2020" / "plan2020.json"
TWELVE = tuple(json.loads(NEC2020.read_text(encoding="utf-8"))["plans"][0]["sequences"])
ALL = tuple(area.name for area in bundled().areas)
ENGLAND = tuple(area.name for area in bundled().areas if area.country == "England")
OFFICIAL = (
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "Northern Ireland",
    "Scotland",
    "South East",
    "South West",
    "Wales",
    "West Midlands",
    "Yorkshire and the Humber",
)


def joined(*names: str, **given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    own = {name.replace("_", " "): areas for name, areas in given.items()}
    return dict(zip(names, areas_of(names, bundled(), own), strict=True))


def refusal(*names: str, **given: tuple[str, ...]) -> str:
    with pytest.raises(InputError) as caught:
        joined(*names, **given)
    return str(caught.value)


def test_the_party_s_regions() -> None:
    assert joined(*TWELVE) == {
        **{name: (name,) for name in TWELVE},
        "Northern": ("Cumbria", "North East"),
        "Northern Ireland and abroad": ("Northern Ireland",),
        "Eastern": ("East of England",),
    }


def test_the_regions_of_the_statistics_office() -> None:
    assert joined(*OFFICIAL) == {
        **{name: (name,) for name in OFFICIAL},
        "North West": ("Cumbria", "North West"),
    }


def test_countries_and_one_region_for_all() -> None:
    assert joined("England", "Wales", "Scotland", "Northern Ireland") == {
        "England": ENGLAND,
        "Wales": ("Wales",),
        "Scotland": ("Scotland",),
        "Northern Ireland": ("Northern Ireland",),
    }
    assert joined("everywhere") == {"everywhere": ALL}
    assert joined("Whatever it is called") == {"Whatever it is called": ALL}
    assert joined("UK", "Members abroad") == {"UK": ALL, "Members abroad": ()}
    assert joined("England", "London", "Wales", "Scotland", "Northern Ireland")["London"] == (
        "London",
    )


def test_regions_made_of_several() -> None:
    assert joined(
        "Northern and South West",
        "North West & Northern Ireland and abroad",
        "YORKSHIRE / East-Midlands",
        "West Midlands and the London",
        "South East, Eastern",
        "Scotland + Wales",
    ) == {
        "Northern and South West": ("Cumbria", "North East", "South West"),
        "North West & Northern Ireland and abroad": ("North West", "Northern Ireland"),
        "YORKSHIRE / East-Midlands": ("East Midlands", "Yorkshire and the Humber"),
        "West Midlands and the London": ("London", "West Midlands"),
        "South East, Eastern": ("East of England", "South East"),
        "Scotland + Wales": ("Scotland", "Wales"),
    }


def test_what_a_campaign_says_comes_first() -> None:
    found = joined(*TWELVE, Northern=("north east",), Eastern=("Eastern", "London"), London=())
    assert found["Northern"] == ("North East",)
    assert found["North West"] == ("Cumbria", "North West")
    assert found["Eastern"] == ("East of England", "London")
    assert found["London"] == ()


def test_one_region_has_what_a_campaign_says_and_not_the_whole_country() -> None:
    assert joined("Ours", Ours=ALL) == {"Ours": ALL}
    assert refusal("Ours", Ours=("London",)) == (
        "Cumbria belongs to no region of the plan; write the areas of one with it in guide.toml,"
        ' under [regions."…"]: `areas = ["…", "Cumbria"]`'
    )
    assert refusal("London", London=()) == refusal("Ours", Ours=("London",))


def test_a_name_of_many_parts_is_read_to_its_end() -> None:
    parts = [*ALL, "Northern", "Eastern", "England", "Cymru"]
    assert len(parts) > 16
    for join in (", ", " and ", " / "):
        assert joined(join.join(parts), "Overseas")[join.join(parts)] == ALL
        unknown = join.join((*parts, "the marches"))
        assert refusal(unknown, "Overseas").startswith("no area is called after the plan's region")
    # Each part could begin two names; the last is none, and all the others are tried for it once.
    endless = " and ".join(["yorkshire and the humber", "yorkshire"] * 2000)
    assert joined(endless, *(name for name in TWELVE if "Humber" not in name))[endless] == (
        "Yorkshire and the Humber",
    )
    assert refusal(f"{endless} and nowhere", *TWELVE).startswith("no area is called after")


def test_regions_of_members_abroad() -> None:
    assert [is_abroad(name) for name in ("Overseas", "Northern Ireland and abroad", "Board")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("names", "given", "said"),
    [
        (
            TWELVE[1:],
            {},
            "North East belongs to no region of the plan; write the areas of one with it in"
            ' guide.toml, under [regions."…"]: `areas = ["…", "North East"]`',
        ),
        (
            (*OFFICIAL[:4], *OFFICIAL[5:]),
            {},
            "Cumbria belongs to no region of the plan; write the areas of one with it in"
            ' guide.toml, under [regions."…"]: `areas = ["…", "Cumbria"]`',
        ),
        (
            ("Northen", *TWELVE[1:]),
            {},
            "no area is called after the plan's region `Northen`; say which it has: `areas = […]`"
            ' under [regions."Northen"] in guide.toml; did you mean `Northern`?',
        ),
        (
            ("North", "South"),
            {},
            "no area is called after the plan's region `North`; say which it has: `areas = […]`"
            ' under [regions."North"] in guide.toml; did you mean `Northern`?',
        ),
        (
            (*TWELVE, "Wales and the marches"),
            {},
            "no area is called after the plan's region `Wales and the marches`; say which it has:"
            ' `areas = […]` under [regions."Wales and the marches"] in guide.toml',
        ),
        (
            TWELVE,
            {"Northern": ("North East", "Cumbria", "Yorkshire and the Humber")},
            "all areas of the plan's region `Yorkshire and the Humber` are in other regions; say"
            ' which it has: `areas = […]` under [regions."Yorkshire and the Humber"] in guide.toml',
        ),
        (
            (*TWELVE, "Scotland and Wales"),
            {},
            "`Scotland` could belong to `Scotland` and `Scotland and Wales`; say which areas one of"
            ' them has: `areas = […]` under [regions."Scotland"] in guide.toml',
        ),
        (
            (*TWELVE, "Scotland and Wales", "London and Scotland"),
            {"London": ()},
            "`Scotland` could belong to `Scotland` and `Scotland and Wales`; say which areas one of"
            ' them has: `areas = […]` under [regions."Scotland"] in guide.toml',
        ),
        (
            TWELVE,
            {"Northern": ("North East", "Cumbira")},
            "there is no area `Cumbira`; did you mean `Cumbria`?",
        ),
        (
            TWELVE,
            {"Nothern": ("North East",)},
            "the plan has no region `Nothern`; did you mean `Northern`?",
        ),
        (
            TWELVE,
            {"Northern": ("Cumbria", "North East", "cumbria")},
            "`Cumbria` is in the areas of `Northern` twice; take one out",
        ),
        (
            TWELVE,
            {"Northern": ("North East", "Cumbria"), "Wales": ("Cumbria",)},
            "`Cumbria` is in the areas of `Northern` and of `Wales`; take one out",
        ),
    ],
)
def test_what_cannot_be_joined(
    names: tuple[str, ...], given: dict[str, tuple[str, ...]], said: str
) -> None:
    assert refusal(*names, **given) == said


def test_the_lines_of_what_a_campaign_says() -> None:
    with pytest.raises(InputError) as caught:
        areas_of(
            TWELVE,
            bundled(),
            {"Wales": ("Wales", "Wale")},
            "guide.toml",
            line=3,
            line_of=lambda region, place: {"Wales": 10}[region] + place,
        )
    assert (
        str(caught.value) == "guide.toml, line 11: there is no area `Wale`; did you mean `Wales`?"
    )
    with pytest.raises(InputError, match=r"^guide.toml, line 3: London belongs to no region"):
        areas_of(TWELVE, bundled(), {"London": ()}, "guide.toml", line=3)


def test_as_far_as_names_tell() -> None:
    assert by_name(("Wales", "North", "South", "Abroad"), bundled()) == (
        (("Wales",), (), (), ()),
        tuple(name for name in ALL if name != "Wales"),
    )
    assert by_name(("Scotland", "Scotland and Wales"), bundled())[0] == ((), ("Wales",))
