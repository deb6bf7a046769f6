"""Reading `scenario.toml`: what it means, and every mistake with its line and what to do."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inputs.described import Schema

from hustings.election.model import Candidate, Election
from hustings.errors import InputError
from hustings.inputs.entry import nearest
from hustings.inputs.figures import Read
from hustings.planning.scenario import defaults
from hustings.planning.scenario.file import load, parse
from hustings.planning.scenario.keys import SCENARIO
from hustings.planning.scenario.model import (
    Following,
    Ranking,
    Region,
    Scenario,
    Slate,
    scenario_digest,
)
from hustings.planning.scenario.template import template
from hustings.planning.trials.evaluate import evaluate

# Lines are counted in the tests below: keep them where they are.
BASE = """\
[election]
title = "Council"
seats = 2
rules = "ers97"

[[candidates]]
name = "Ann"
slate = "Red"
region = "North"

[[candidates]]
name = "Bob"
slate = "Red"

[[candidates]]
name = "Cat"
slate = "Blue"
appeal = 2

[[candidates]]
name = "Dan"

[[regions]]
name = "North"
voters = 600

[[regions]]
name = "South"
electors = 1000
turnout = 0.4

[slates.Red]
support = 0.5
by_region = { North = 0.6 }
uncertainty = 0.03

[slates.Blue]
support = 0.4

[ranking]
retention = 0.8
lengths = [0.2, 0.5, 0.3]

[ranking.affinity]
Red = { Blue = 2 }

[following]
share = 0.3
by_region = { South = 0.4 }

[plan]
slate = "Red"
lists = 2
draws = 50
seed = 7
"""


def changed(old: str, new: str) -> str:
    """`BASE` with one place of it changed."""
    assert BASE.count(old) >= 1, old
    return BASE.replace(old, new, 1)


def mistake(text: str) -> str:
    """What is said about a scenario that is wrong."""
    with pytest.raises(InputError) as caught:
        parse(text, source="s.toml")
    return str(caught.value)


# -- what is read ----------------------------------------------------------------------------------


def test_the_whole_of_a_scenario() -> None:
    one = (0.219, 0.196, 0.323, 0.262)
    assert parse(BASE) == Scenario(
        title="Council",
        election=Election(
            "Council",
            2,
            (
                Candidate(0, "Ann", "Red"),
                Candidate(1, "Bob", "Red"),
                Candidate(2, "Cat", "Blue"),
                Candidate(3, "Dan", "no slate"),
            ),
        ),
        rules="ers97",
        regions=(Region("North", 600), Region("South", 400)),
        slates=(
            Slate("Red", (0.6, 0.5), 0.03, 0.0199, 0.8, (), 0.07),
            # What Red leaves of North is shared in proportion to 0.4 and 0.1.
            Slate("Blue", (0.32, 0.4), 0.0287, 0.0191, 0.8, (), 0.0),
            Slate("no slate", (0.08, 0.1), 0.017, 0.0113, 0.2, one, 0.0),
        ),
        home=(0, -1, -1, -1),
        ranking=Ranking(
            lengths=(0.2, 0.5, 0.3),
            slate_only=0.07,
            home_pull=2.0,
            position=1.0,
            alphabet=1.8,
            appeal=(1.0, 1.0, 2.0, 1.0),
            # Means 0.56, 0.352, 0.088; own slate times 1.5, Red's Blue times 2; largest is 1.
            affinity=(
                (1.0, 0.838095238, 0.104761905),
                (1.0, 0.942857143, 0.157142857),
                (1.0, 0.628571429, 0.235714286),
            ),
            appeal_sd=0.44,
        ),
        following=Following((0.3, 0.4), 0.05, 2),
        slate=0,
        lists=2,
        draws=50,
        seed=7,
    )


SMALLEST = """\
candidates = [{ name = "Ann", slate = "Red" }, { name = "Bob", slate = "Blue" }]
[election]
seats = 1
rules = "irv"
voters = 500
[slates]
Red.support = 0.55
Blue.support = 0.45
[plan]
slate = "Blue"
"""


def test_what_is_not_said_has_the_defaults() -> None:
    one = defaults.lengths(1, 2)
    assert parse(SMALLEST) == Scenario(
        title="Election for 1 seat",
        election=Election(
            "Election for 1 seat", 1, (Candidate(0, "Ann", "Red"), Candidate(1, "Bob", "Blue"))
        ),
        rules="irv",
        regions=(Region("everywhere", 500),),
        slates=(
            Slate("Red", (0.55,), 0.0298, 0.0199, 0.82, (), 0.0),
            Slate("Blue", (0.45,), 0.0298, 0.0199, 0.82, (), 0.0),
        ),
        home=(-1, -1),
        ranking=Ranking(
            lengths=one,
            slate_only=0.0,
            home_pull=2.0,
            position=1.0,
            alphabet=1.8,
            appeal=(1.0, 1.0),
            affinity=((1.0, 0.545454545), (0.814814815, 1.0)),
            appeal_sd=0.44,
        ),
        following=Following((0.35,), 0.05, 1),
        slate=1,
        lists=1,
        draws=1000,
        seed=1,
    )


def test_reading_is_repeatable_and_the_digest_sees_every_change() -> None:
    assert scenario_digest(parse(BASE)) == scenario_digest(parse(BASE))
    digests = {
        scenario_digest(parse(text))
        for text in (
            BASE,
            changed("appeal = 2", "appeal = 3"),
            changed("[slates.Blue]", "[slates.Blue]\nslate_only = 0.5"),
            changed("[slates.Blue]", "[slates.Blue]\nlengths = [1.0]"),
            changed("retention = 0.8", "retention = 0.8\nappeal_uncertainty = 0"),
            changed("retention = 0.8", "retention = 0.81"),
            changed('region = "North"', 'group = "woman"'),
            changed("turnout = 0.4", "turnout = 0.4\nturnout_uncertainty = 0.1"),
            changed("retention = 0.8", "retention = 0.8\nretention_uncertainty = 0.1"),
            changed("retention = 0.8", "retention = 0.8\nslate_only_uncertainty = 0.03"),
        )
    }
    assert len(digests) == 10


def test_the_digest_of_a_scenario_that_says_nothing_new_is_as_it_was() -> None:
    """Plans name the digest of the scenario they were made for."""
    assert scenario_digest(parse(BASE)) == (
        "sha256:ea961d8d479a1928e11ed7ddf6193ca5e4e3a684e9dbbb696b75073a22bb07fd"
    )


def test_regions_by_share() -> None:
    text = changed("voters = 600", "share = 0.667")
    text = text.replace("electors = 1000\nturnout = 0.4", "share = 0.333")
    text = text.replace("seats = 2", "seats = 2\nvoters = 1000")
    assert parse(text).regions == (Region("North", 667), Region("South", 333))


def test_slates_may_overlap() -> None:
    text = changed('name = "Bob"\nslate = "Red"', 'name = "Bob"\nslate = ["Red", "Blue"]')
    both = parse(text)
    red, blue = both.slates[0], both.slates[1]
    assert [red.name, blue.name] == ["Red", "Blue"]
    assert (red.shared, blue.shared) == ((), (1,))
    assert (both.team, both.members(1)) == ((0, 1), (1, 2))
    assert both.election.candidates[1].slate == "Red"
    alone = parse(BASE)
    # What supporters do by default depends on the size of their slate.
    assert (blue.retention, len(blue.lengths)) == (alone.slates[1].retention, 0)
    assert not alone.overlapping
    assert scenario_digest(both) != scenario_digest(alone)
    planned = parse(text.replace('slate = "Red"\nlists', 'slate = "Blue"\nlists'))
    assert planned.team == (1, 2)


def test_a_cell_may_name_several_slates(tmp_path: Path) -> None:
    table = BASE[BASE.index("[[candidates]]") : BASE.index("[[regions]]")]
    text = 'candidates = "candidates.csv"\n' + BASE.replace(table, "")
    rows = "name,slate,region\nAnn,Red,North\nBob,Red; Blue,\nCat,Blue,\nDan,,\n"
    (tmp_path / "candidates.csv").write_text(rows, encoding="utf-8")
    found = parse(text, folder=str(tmp_path))
    assert [slate.shared for slate in found.slates] == [(), (1,), ()]
    assert found.members(1) == (1, 2)


@pytest.mark.parametrize(
    ("slates", "message"),
    [
        (
            '["Red", "Green"]',
            "`Green` is not in [slates]; the slates are `Red`, `Blue`, `no slate`",
        ),
        ('["Red", "Red"]', "`slate` names `Red` twice"),
        ('["Red", "no slate"]', "`Bob` stands for `no slate` and for another; take `no slate` out"),
        ("[3]", "`slate` must be text, not a number; put it in quotation marks"),
    ],
)
def test_wrong_slates_of_an_overlapping_pair(slates: str, message: str) -> None:
    text = changed('name = "Bob"\nslate = "Red"', f'name = "Bob"\nslate = {slates}')
    assert mistake(text) == f"s.toml, line 13: {message}"


def test_turnout_of_all_regions_and_of_one() -> None:
    text = changed("voters = 600", "electors = 301").replace(
        "seats = 2", "seats = 2\nturnout = 0.5"
    )
    # Half of 301 is rounded to the even number.
    assert parse(text).regions == (Region("North", 150), Region("South", 400))


def partition(lines: str) -> str:
    cut = BASE.index("[[regions]]"), BASE.index("[slates.Red]")
    text = BASE[: cut[0]] + f"[partition]\n{lines}\n\n" + BASE[cut[1] :]
    text = text.replace("by_region = { North = 0.6 }\n", "").replace('region = "North"\n', "")
    text = text.replace("by_region = { South = 0.4 }\n", "")
    return text.replace("seats = 2", "seats = 2\nvoters = 1200")


@pytest.mark.parametrize(
    ("lines", "regions"),
    [
        ('by = "birth-month"', [("January", 100), ("February", 100), ("December", 100), 12]),
        ('by = "last-digit"', [("0", 120), ("1", 120), ("9", 120), 10]),
        ('by = "surname"\nshares = "equal"', [("A", 47), ("B", 47), ("Z", 46), 26]),
        (
            'by = "surname"\nshares = { M = 0.5, A = 0.25, X = 0.0, Z = 0.25 }',
            [("A", 300), ("M", 600), ("Z", 300), 3],
        ),
        (
            'by = "surname"\nshares = { "N-Z" = 0.5, "A to F" = 0.25, G = 0.25 }',
            [("A to F", 300), ("G", 300), ("N-Z", 600), 3],
        ),
        (
            'by = "birth-month"\nshares = { "January-june" = 0.5, "July–December" = 0.5 }',
            [("January-june", 600), ("July–December", 600), ("July–December", 600), 2],
        ),
    ],
)
def test_partitions_that_are_not_places(lines: str, regions: list[tuple[str, int] | int]) -> None:
    found = [(region.name, region.voters) for region in parse(partition(lines)).regions]
    assert [found[0], found[1], found[-1], len(found)] == regions
    assert sum(voters for _, voters in found) == 1200


def test_lists_for_parts_are_in_one_piece_unless_told_otherwise() -> None:
    assert parse(partition('by = "last-digit"')).in_one_piece
    assert not parse(partition('by = "last-digit"\nin_one_piece = false')).in_one_piece
    assert not parse(BASE).in_one_piece


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        (
            '{ "A-F" = 0.5, "F-Z" = 0.5 }',
            "s.toml, line 25: `F` is listed twice; take it out of one",
        ),
        (
            '{ "Z-A" = 1 }',
            "s.toml, line 25: no part is called `Z-A`; write a part such as `A`, or several in one"
            ' piece such as `"A-F"`; they are A to Z',
        ),
    ],
)
def test_wrong_ranges(shares: str, message: str) -> None:
    assert mistake(partition(f'by = "surname"\nshares = {shares}')) == message


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("lengths = [0.2, 0.5, 0.3]", (0.2, 0.5, 0.3)),
        ("lengths = { 2 = 0.25, 4 = 0.75 }", (0.0, 0.25, 0.0, 0.75)),
        ("bullet = 0.5\nlengths = { 2 = 0.5, 3 = 0.5 }", (0.5, 0.25, 0.25)),
        ("lengths = [1]", (1.0,)),
        ("bullet = 0.1", (0.1, *(round(n * 0.9 / 953, 6) for n in (366, 312, 275)))),
    ],
)
def test_ballot_lengths(lines: str, expected: tuple[float, ...]) -> None:
    text = changed("lengths = [0.2, 0.5, 0.3]", lines)
    assert parse(text).ranking.lengths == expected
    assert parse(text).slates[0].lengths == ()


def test_habits_of_one_slate_are_its_own() -> None:
    text = changed("support = 0.4", "support = 0.4\nlengths = [0.9, 0.1]\nretention = 0.5")
    text = text.replace("lengths = [0.2, 0.5, 0.3]", "lengths = [0, 0.5, 0.5]\nbullet = 0.4")
    scenario = parse(text)
    assert scenario.ranking.lengths == (0.4, 0.3, 0.3)
    assert [(s.lengths, s.retention) for s in scenario.slates] == [
        ((), 0.8),
        ((0.9, 0.1), 0.5),
        ((0.219, 0.196, 0.323, 0.262), 0.2),  # what is said of all is not meant for no slate
    ]
    fewer = parse(changed("support = 0.4", "support = 0.4\nbullet = 0.6"))
    assert fewer.slates[1].lengths == (0.6, 0.25, 0.15)


def test_what_is_unsure_of_all_and_of_one() -> None:
    regions = (Region("North", 600, 0.05), Region("South", 400, 0.1))
    text = changed("voters = 600", "voters = 600\nturnout_uncertainty = 0.05").replace(
        "seats = 2", "seats = 2\nturnout_uncertainty = 0.1"
    )
    assert parse(text).regions == regions
    text = changed("retention = 0.8", "retention_uncertainty = 0.05").replace(
        "support = 0.4", "support = 0.4\nretention_uncertainty = 0.01\nslate_only_uncertainty = 0.0"
    )
    text = text.replace("[ranking]", "[ranking]\nslate_only_uncertainty = 0.03")
    assert [(s.retention_sd, s.slate_only_sd) for s in parse(text).slates] == [
        (0.05, 0.03),
        (0.01, 0.0),
        (0.0, 0.0),  # no slate: what is said of all slates is not said of them
    ]
    # Blue has one candidate, so that nobody means to rank Blue alone, and that is sure.
    general = changed("retention = 0.8", "slate_only_uncertainty = 0.03")
    assert [s.slate_only_sd for s in parse(general).slates] == [0.03, 0.0, 0.0]
    everywhere = changed("voters = 600", "share = 0.5").replace(
        "electors = 1000\nturnout = 0.4", "share = 0.5"
    )
    everywhere = everywhere.replace(
        "seats = 2", "seats = 2\nvoters = 90\nturnout_uncertainty = 0.2"
    )
    assert [region.turnout_sd for region in parse(everywhere).regions] == [0.2, 0.2]
    months = BASE[: BASE.index("[[regions]]")] + BASE[BASE.index("[slates.Red]") :]
    months = months.replace('region = "North"\n', "").replace("by_region", "# by_region")
    months = months.replace("lists = 2", "lists = 1")
    months = months.replace("seats = 2", "seats = 2\nvoters = 90\nturnout_uncertainty = 0.2")
    assert parse(months).regions == (Region("everywhere", 90, 0.2),)
    months = months.replace("[slates.Red]", '[partition]\nby = "birth-month"\n[slates.Red]')
    assert [region.turnout_sd for region in parse(months).regions] == [0.2] * 12


def test_one_slate_needs_no_plan() -> None:
    text = BASE.replace('slate = "Blue"\n', "").replace("[slates.Blue]\nsupport = 0.4\n", "")
    text = text.replace("Red = { Blue = 2 }", "").replace('slate = "Red"\nlists', "lists")
    assert parse(text).slate == 0
    assert [slate.name for slate in parse(text).slates] == ["Red", "no slate"]


def test_candidates_of_no_slate_may_be_told_of() -> None:
    told = changed("[slates.Blue]", '[slates."no slate"]\nretention = 0.4\n\n[slates.Blue]')
    # Three slates in the order of the file, the rest of the support going to no slate.
    assert [(s.name, s.support, s.retention) for s in parse(told).slates] == [
        ("Red", (0.6, 0.5), 0.8),
        ("no slate", (0.08, 0.1), 0.4),
        ("Blue", (0.32, 0.4), 0.8),
    ]
    nobody = changed("support = 0.4", 'support = 0.5\n\n[slates."no slate"]\nsupport = 0')
    assert parse(nobody).slates[2].support == (0.0, 0.0)


def test_reserves_do_not_stand() -> None:
    text = changed('name = "Bob"\n', 'name = "Bob"\ngroup = ["woman", "reserve"]\n')
    text = text.replace("seats = 2", "seats = 1")
    scenario = parse(text)
    assert scenario.election.withdrawn == (1,)
    assert scenario.election.candidates[1].groups == ("woman", "reserve")
    assert scenario.team == (0,)
    assert scenario.following.depth == 1
    assert mistake(text.replace("seats = 1", "seats = 3")) == (
        "s.toml, line 3: there are 3 seats and 3 candidates, so that all are elected; correct the"
        " seats, or list all candidates"
    )
    other = changed("appeal = 2", 'group = "reserve"\n\n[[candidates]]\nname = "E"\nslate = "Blue"')
    assert mistake(other) == (
        "s.toml, line 18: only `Red` can have a reserve, the slate you plan for; take this"
        " candidate out"
    )


def test_electorates_from_real_ballots(tmp_path: Path) -> None:
    (tmp_path / "ballots.csv").write_text(
        "count,region,first,second\n30,North,Ann,Bob\n10,North,Cat,\n30,South,Bob,Ann\n"
        "20,South,Cat,Dan\n10,South,Dan,\n"
    )
    text = 'model = "ballots"\nballots = "ballots.csv"\n' + BASE
    told = parse(text, folder=str(tmp_path))
    assert told.ballots is not None
    assert told.ballots.papers == 100
    assert told.slates == parse(BASE).slates
    bare = text.replace("support = 0.5\nby_region = { North = 0.6 }\n", "")
    learnt = parse(bare.replace("support = 0.4\n", ""), folder=str(tmp_path))
    assert [s.support for s in learnt.slates] == [(0.75, 0.5), (0.25, 1 / 3), (0.0, 1 / 6)]
    assert [s.national_sd for s in learnt.slates] == [0.03, 0.027, 0.015]
    with pytest.raises(InputError) as caught:
        parse(text, source="s.toml", folder=str(tmp_path / "nowhere"))
    assert str(caught.value).startswith(str(tmp_path / "nowhere" / "ballots.csv"))


# -- CSV files -------------------------------------------------------------------------------------

FILES = {
    "scenario.toml": """\
candidates = "candidates.csv"
regions = "regions.csv"
support = "support.csv"

[election]
seats = 2
rules = "scotland"

[slates.Red]
support = 0.5

[slates.Blue]
support = 0.3

[following]
by_region = "following.csv"

[plan]
slate = "Red"
""",
    "candidates.csv": 'name,slate,region,group,appeal\nAnn,Red,North,woman; young,2\n"B, Bob",Red\n'
    "\nCat,Blue,,,0.5\nDan,,,,\n",
    "regions.csv": "name;voters;electors;turnout\nNorth;600;;\nSouth;;1000;0.4\n",
    "support.csv": "region\tRed\tBlue\r\nNorth\t0.6\t\r\n",
    "following.csv": "\ufeffregion,share\nSouth,0.1\n",
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write `FILES`, some of them changed, and give the path of the scenario."""

    def written(**files: str | bytes) -> str:
        named = {name.replace("_", "."): content for name, content in files.items()}
        for name, content in {**FILES, **named}.items():
            data = content.encode() if isinstance(content, str) else content
            (tmp_path / name).write_bytes(data)
        return str(tmp_path / "scenario.toml")

    return written


def test_long_lists_stand_in_files_beside(write: Callable[..., str]) -> None:
    scenario = load(write())
    assert [(c.name, c.slate, c.groups) for c in scenario.election.candidates] == [
        ("Ann", "Red", ("woman", "young")),
        ("B, Bob", "Red", ()),
        ("Cat", "Blue", ()),
        ("Dan", "no slate", ()),
    ]
    assert scenario.ranking.appeal == (2.0, 1.0, 0.5, 1.0)
    assert scenario.home == (0, -1, -1, -1)
    assert scenario.regions == (Region("North", 600), Region("South", 400))
    assert [slate.support for slate in scenario.slates] == [(0.6, 0.5), (0.24, 0.3), (0.16, 0.2)]
    assert scenario.following.share == (0.35, 0.1)


def test_shares_of_a_partition_in_a_file(write: Callable[..., str]) -> None:
    path = Path(write())
    path.with_name("letters.csv").write_text("name,share\nB,0.75\nA,0.25\nX,0\n")
    path.write_text(partition('by = "surname"\nshares = "letters.csv"'))
    assert load(str(path)).regions == (Region("A", 300), Region("B", 900))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("candidates_csv", "", ": there is no candidate in this file; add a row for each"),
        (
            "candidates_csv",
            "name,slate\n",
            ": there is no candidate in this file; add a row for each",
        ),
        (
            "candidates_csv",
            "nam,slate\nA,Red\n",
            ", line 1: no column is called `nam`; did you mean `name`?",
        ),
        (
            "candidates_csv",
            "slate\nRed\n",
            ", line 1: there is no column `name`; write the names of the columns on the first line",
        ),
        (
            "candidates_csv",
            "name,name\nA,Red\n",
            ", line 1: two columns are called `name`; name each once",
        ),
        ("candidates_csv", "name,,slate\nA\n", ", line 1: a column has no name; name each once"),
        (
            "candidates_csv",
            "name,slate\nA,Red\nB,Red,3\n",
            ", line 3: this row has 3 cells, the header 2; put cells that hold the separator in"
            " quotation marks",
        ),
        (
            "candidates_csv",
            'name,slate\nA,Red\n"B,Red\nC,Red\n',
            ", line 3: the quotation marks of a cell do not match; close every quotation mark, and"
            ' write "" for one inside',
        ),
        ("candidates_csv", "name,slate\nA,Red\n,Red\n", ", line 3: candidate 2 has no `name`"),
        (
            "candidates_csv",
            'name,slate,appeal\nA,Red,"1,500"\n',
            ", line 2: `appeal` must be a number, not `1,500`; write 1500, or 1.500 if that is a"
            " decimal",
        ),
        (
            "candidates_csv",
            "name,appeal\nA,nan\n",
            ", line 2: `appeal` must be a number, not `nan`; write plain digits, with a point for"
            " decimals",
        ),
        (
            "candidates_csv",
            'name,slate\n"A\nB",Red\n',
            ", line 2: `name` holds a line break or a control character",
        ),
        (
            "candidates_csv",
            'name,slate\n"A ""B""",Red\n"C\nc",\nD,Red\nD,Red',
            ", line 3: `name` holds a line break or a control character",
        ),
        (
            "candidates_csv",
            b"name,slate\nA,Red\nB,R\xe9d\n",
            ", line 3: this is not text in UTF-8; save it as UTF-8",
        ),
        (
            "candidates_csv",
            b"PK\x03\x04\xff\xfe",
            ": this is a spreadsheet or a zip archive; save the sheet as CSV, or unpack it",
        ),
        (
            "candidates_csv",
            "name,slate\nA,Red\nB,Red\nC,Reed\n",
            ", line 4: `Reed` is not in [slates]; did you mean `Red`?",
        ),
        (
            "candidates_csv",
            "name,slate\nA,Red\n\nA,Blue\n",
            ", line 4: two candidates are called `A`; the other is on line 2; give each a name"
            " of their own",
        ),
        (
            "regions_csv",
            "name;voters\nNorth;1.5\n",
            ", line 2: `voters` is 1.5, not a whole number",
        ),
        (
            "support_csv",
            "region,Red,Green\nNorth,1,1\n",
            ", line 1: no column is called `Green`; they are `region`, `Red`, `Blue`, `no slate`",
        ),
        (
            "support_csv",
            "region,Red\nNorth,0.5\nNorth,0.5\n",
            ", line 3: `North` is listed twice",
        ),
        (
            "support_csv",
            "region,Red\nNorf,0.5\n",
            ", line 2: no region is called `Norf`; did you mean `North`?",
        ),
        (
            "support_csv",
            "region,Red,Blue\nNorth,0.5,0.6\n",
            ", line 2: in `North` the slates' support adds up to 1.1, not to 1; make it add up to"
            " 1, or leave a slate out of the region's figures for the rest",
        ),
        ("support_csv", "region,Red\nNorth,60\n", ", line 2: `Red` is 60; did you mean 0.6?"),
        (
            "support_csv",
            "region,Red\nNorth,600 %\n",
            ", line 2: `Red` is 6; did you mean 0.06?",
        ),
        (
            "following_csv",
            "region,share\nSouth,\n",
            ", line 2: row 1 has no `share`",
        ),
        (
            "following_csv",
            "region,share\nSouth,0.1\nSouth,0.1\n",
            ", line 3: `South` is listed twice",
        ),
    ],
)
def test_mistakes_in_files_beside(
    write: Callable[..., str], name: str, content: str | bytes, said: str
) -> None:
    path = write(**{name: content})
    with pytest.raises(InputError) as caught:
        load(path)
    assert str(caught.value) == str(Path(path).with_name(name.replace("_", "."))) + said


def test_a_file_that_is_not_there(write: Callable[..., str]) -> None:
    path = write()
    missing = Path(path).with_name("regions.csv")
    missing.unlink()
    with pytest.raises(InputError) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}, line 2: `{missing}` cannot be read: No such file or directory;"
        " name a file that stands beside the scenario"
    )
    with pytest.raises(InputError) as caught:
        load(str(missing))
    assert str(caught.value) == f"{missing}: this cannot be read: No such file or directory"


def test_support_in_the_file_and_beside_it(write: Callable[..., str]) -> None:
    text = FILES["scenario.toml"].replace("support = 0.5", "support = 0.5\nby_region.North = 0.6")
    path = write(scenario_toml=text)
    with pytest.raises(InputError) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}, line 11: the support of `Red` stands here and in"
        f" {Path(path).with_name('support.csv')}; drop one"
    )


# -- mistakes --------------------------------------------------------------------------------------

TWICE = "this is not TOML: a key or table appears here a second time; keep one"
MISTAKES = [
    # [election]
    ("seats = 2", "seat = 2", 3, "`seat` is not a key of [election]; did you mean `seats`?"),
    ("seats = 2\n", "", 1, "`seats` is missing from [election]; add `seats = …`"),
    (
        "seats = 2",
        'seats = "2"',
        3,
        "`seats` must be a number, not text; write 2 without quotation marks",
    ),
    ("seats = 2", "seats = true", 3, "`seats` must be a number, not true or false"),
    ("seats = 2", "seats = 2.5", 3, "`seats` is 2.5, not a whole number"),
    ("seats = 2", "seats = 2.000", 3, "`seats` is 2.0, with a decimal point; write 2"),
    (
        "electors = 1000",
        "electors = 9.000",
        29,
        "`electors` is 9.0, with a decimal point; write 9000 or 9, whichever is meant",
    ),
    ("seats = 2", "seats = 0", 3, "`seats` is 0; give a whole number from 1 to 999"),
    (
        "seats = 2",
        "seats = 4",
        3,
        "there are 4 seats and 4 candidates, so that all are elected; correct the seats, or list"
        " all candidates",
    ),
    ('"ers97"', '"ers79"', 4, "no rule set is called 'ers79'; did you mean ers97?"),
    ('"ers97"', '"irv"', 4, "`irv` fills one seat, not 2; choose other rules"),
    (
        'rules = "ers97"\n',
        "",
        1,
        '`rules` is missing from [election]; say how it is counted, such as `rules = "ers97"`',
    ),
    ('"Council"', "7", 2, "`title` must be text, not a number; put it in quotation marks"),
    ('"Council"', '""', 2, "`title` is empty"),
    ('"Council"', '"a\\nb"', 2, "`title` holds a line break or a control character"),
    ('"Council"', '" a"', 2, "`title` begins or ends with a space: ` a`; take it out"),
    ('"Council"', f'"{"a" * 201}"', 2, "`title` has 201 letters; use at most 200"),
    # candidates
    (
        'slate = "Red"',
        'slat = "Red"',
        8,
        "`slat` is not a key of candidate 1; did you mean `slate`?",
    ),
    (
        '"Bob"',
        '"Ann"',
        12,
        "two candidates are called `Ann`; the other is on line 7; give each a name of their own",
    ),
    ('name = "Bob"\n', "", 11, '`name` is missing from candidate 2; add `name = "…"`'),
    ('"North"', '"Nort"', 9, "no region is called `Nort`; did you mean `North`?"),
    ('"North"', "3", 9, "`region` must be text, not a number; put it in quotation marks"),
    ('"Red"', '"Redd"', 8, "`Redd` is not in [slates]; did you mean `Red`?"),
    (
        '"Red"',
        '"Green"',
        8,
        "`Green` is not in [slates]; the slates are `Red`, `Blue`, `no slate`",
    ),
    ("appeal = 2", "appeal = 0", 18, "`appeal` is 0; give a number above 0 up to 1,000,000"),
    (
        "appeal = 2",
        "appeal = inf",
        18,
        "`appeal` is inf, which is not a usable number; give a number above 0 up to 1,000,000",
    ),
    ("appeal = 2", "group = 3", 18, "`group` must be text, not a number"),
    ("appeal = 2", 'group = ["w", "w"]', 18, "`group` names `w` twice"),
    # regions
    ("voters = 600", "voters = 0", 25, "`voters` is 0; give a whole number from 1 to 20,000,000"),
    (
        "voters = 600",
        "voters = 30_000_000",
        25,
        "`voters` is 30,000,000; give a whole number from 1 to 20,000,000",
    ),
    (
        "voters = 600",
        "voters = 19_999_999",
        23,
        "there are 20,000,399 voters; plan for at most 20,000,000",
    ),
    (
        "voters = 600\n",
        "",
        23,
        "`voters` is missing from region 1; add `voters = …`, or `electors = …` and `turnout = …`",
    ),
    (
        "voters = 600",
        "voters = 600\nelectors = 900",
        26,
        "region 1 gives both `voters` and `electors`; drop one",
    ),
    ("turnout = 0.4", "turnout = 40", 30, "`turnout` is 40; did you mean 0.4?"),
    (
        "turnout = 0.4",
        "",
        27,
        "`turnout` is missing from region 2; add it here, or to [election] for all regions",
    ),
    ('"South"', '"North"', 28, "two regions are called `North`; rename one"),
    (
        "turnout = 0.4",
        "share = 0.2",
        25,
        "region 1 gives its `voters`, and another region a `share`; say the same of every region:"
        " its share, its voters, or its electors",
    ),
    (
        "seats = 2",
        "seats = 2\nvoters = 100",
        4,
        "both [election] and the regions say how many vote; take `voters` out of [election], or"
        " give each region its `share`",
    ),
    (
        "turnout = 0.4",
        "turnout = 0.4\nturnout_uncertainty = 0.3",
        31,
        "`turnout_uncertainty` is 0.3; give a number from 0 to 0.25",
    ),
    (
        "seats = 2",
        "seats = 2\nturnout_uncertainty = -0.1",
        4,
        "`turnout_uncertainty` is -0.1; give a number from 0 to 0.25",
    ),
    # slates and support
    (
        "support = 0.4",
        "support = 0.6",
        38,
        "the slates' support adds up to 1.1, which leaves nothing for candidates of no slate;"
        ' lower it, or add [slates."no slate"] with `support = 0`',
    ),
    (
        "support = 0.4",
        'support = 0.3\n\n[slates."no slate"]\nsupport = 0.1',
        41,
        "the slates' support adds up to 0.9, not to 1; make it add up to 1",
    ),
    ("support = 0.4", "support = 40", 38, "`support` is 40; did you mean 0.4?"),
    ("support = 0.4", "support = 1.4", 38, "`support` is 1.4; give a number from 0 to 1"),
    ("support = 0.4", "support = -0.1", 38, "`support` is -0.1; give a number from 0 to 1"),
    (
        "support = 0.4",
        "support = nan",
        38,
        "`support` is nan, which is not a usable number; give a number from 0 to 1",
    ),
    ("support = 0.4", 'support = "40%"', 38, "`support` must be a number, not text; write 0.4"),
    (
        "support = 0.4",
        "",
        37,
        "`support` is missing from the slate `Blue`; give its share of the voters, such as 0.3",
    ),
    ("North = 0.6", "Nroth = 0.6", 34, "no region is called `Nroth`; did you mean `North`?"),
    ("North = 0.6", "North = 6", 34, "`North` is 6; did you mean 0.06?"),
    (
        "North = 0.6",
        "North = 0.6, South = 0.6",
        33,
        "`support` is 0.5, but its regions come to 0.6; take `support` out, since every region has"
        " its own",
    ),
    (
        "support = 0.4",
        "support = 0.4\nby_region = { North = 0.5 }",
        39,
        "in `North` the slates' support adds up to 1.1, not to 1; make it add up to 1, or leave a"
        " slate out of the region's figures for the rest",
    ),
    ("= 0.03", "= 0.3", 35, "`uncertainty` is 0.3; give a number from 0 to 0.25"),
    (
        "support = 0.4",
        "support = 0.02\nuncertainty = 0.05",
        39,
        "`uncertainty` is 0.05, more than the support of `Blue` in North, 0.016; it is a standard"
        " deviation, in the same measure as the support",
    ),
    (
        "support = 0.4",
        "support = 0.4\nbullets = 1",
        39,
        "`bullets` is not a key of the slate `Blue`; did you mean `bullet`?",
    ),
    (
        "support = 0.4",
        "support = 0.4\n[slates.Green]\nsupport = 0",
        39,
        "no candidate stands for `Green`; give somebody this slate, or take it out",
    ),
    (
        "[slates.Blue]\nsupport = 0.4",
        "[slates]\nBlue = 0.4",
        38,
        "the slate `Blue` must be a table, not a number",
    ),
    # [ranking]
    ("retention = 0.8", "retention = 80", 41, "`retention` is 80; did you mean 0.8?"),
    (
        "retention = 0.8",
        "retention = 0.8\nretention_uncertainty = 1",
        42,
        "`retention_uncertainty` is 1; give a number from 0 to 0.25",
    ),
    (
        "retention = 0.8",
        "retention = 0.8\nretention_uncertainty = 0.2",
        42,
        "`retention_uncertainty` is 0.2, too much for `retention` of `Red`, which is 0.8; it"
        " is a standard deviation: give at most 0.1, half the way to 1",
    ),
    (
        "support = 0.4",
        "support = 0.4\nslate_only = 0.1\nslate_only_uncertainty = 0.06",
        40,
        "`slate_only_uncertainty` is 0.06, too much for `slate_only` of `Blue`, which is 0.1; it"
        " is a standard deviation: give at most 0.05, half the way to 0",
    ),
    (
        "support = 0.4",
        "support = 0.4\nretention = 1\nretention_uncertainty = 0.06",
        40,
        "`retention_uncertainty` is 0.06, too much for `retention` of `Blue`, which is 1; take"
        " it out, or take the 1 for less sure",
    ),
    (
        "support = 0.4",
        'support = 0.4\nretention_uncertainty = "much"',
        39,
        "`retention_uncertainty` must be a number, not text; write a plain number",
    ),
    ("retention = 0.8", "home_pull = 0", 41, "`home_pull` is 0; give a number from 0.01 to 100"),
    ("0.5, 0.3]", "0.5]", 42, "`lengths` adds up to 0.7, not to 1; make the shares add up to 1"),
    (
        "0.5, 0.3]",
        "0.5, 0.1, 0.1, 0.1]",
        42,
        "`lengths` gives 5 shares, but only 4 candidates stand; give at least one share and at"
        " most as many as there are candidates",
    ),
    (
        "[0.2, 0.5, 0.3]",
        "0.3",
        42,
        "`lengths` must be a list or a table, not a number; write the shares of ballots with 1, 2,"
        " 3 … names: [0.1, 0.3, 0.6]",
    ),
    (
        "[0.2, 0.5, 0.3]",
        "{ 1 = 0.5, 9 = 0.5 }",
        42,
        "`9` is not a number of names on a ballot; write a whole number from 1 to 4",
    ),
    (
        "[0.2, 0.5, 0.3]",
        '[\n0.2,\n"a"]',
        44,
        "`lengths` must be a number, not text; write a plain number",
    ),
    (
        "0.3]",
        "0.3]\nbullet = 0.2",
        43,
        "`lengths` already gives the share of ballots with one name; take `bullet` out, or begin"
        " `lengths` with 0",
    ),
    ("Blue = 2", "Bleu = 2", 45, "no slate is called `Bleu`; did you mean `Blue`?"),
    ("Red = {", "Rde = {", 45, "no slate is called `Rde`; did you mean `Red`?"),
    ("Blue = 2", "Blue = -2", 45, "`Blue` is -2; give a number from 0 to 1,000"),
    ("{ Blue = 2 }", "2", 45, "the affinity of `Red` must be a table, not a number"),
    # [following] and [plan]
    ("share = 0.3", "share = 1.01", 48, "`share` is 1.01; give a number from 0 to 1"),
    ("South = 0.4 }", "Sooth = 0.4 }", 49, "no region is called `Sooth`; did you mean `South`?"),
    ("share = 0.3", "depth = 3", 48, "`depth` is 3; give a whole number from 1 to 2"),
    (
        "lists = 2",
        "lists = 3",
        53,
        "`lists` is 3, more than there are regions, 2; ask for at most one list for each region",
    ),
    ('"Red"\nlists', '"Rad"\nlists', 52, "no slate is called `Rad`; did you mean `Red`?"),
    (
        'slate = "Red"\nlists',
        "lists",
        51,
        '`slate` is missing from [plan]; write `slate = "Red"`, or whom you plan for',
    ),
    (
        'slate = "Red"\nlists',
        'slate = "no slate"\nlists',
        52,
        "no slate is called `no slate`; they are `Red`, `Blue`",
    ),
    ("lists = 2", "lists = 0", 53, "`lists` is 0; give a whole number from 1 to 1,000"),
    ("draws = 50", "draws = 1", 54, "`draws` is 1; give a whole number from 2 to 1,000,000"),
    (
        "seed = 7",
        "seed = -7",
        55,
        "`seed` is -7; give a whole number from 0 to 9,007,199,254,740,991",
    ),
    (
        "seed = 7",
        f"seed = 1{'0' * 30}",
        55,
        "`seed` is far too large; give a whole number from 0 to 9,007,199,254,740,991",
    ),
    ("seed = 7", "seed = 2020-11-12", 55, "`seed` must be a number, not a date or a time"),
    # the file
    ("[plan]", "[plans]", 51, "`plans` is not a key of the file; did you mean `plan`?"),
    ("seed = 7", "seed = 7\nseed = 8", 56, TWICE),
    ("seed = 7", "seed = 7\n[plan]", 56, TWICE),
    (
        "[[regions]]",
        '[partition]\nby = "surname"\n[[regions]]',
        23,
        "there are both [partition] and regions; drop one",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "said"), MISTAKES)
def test_every_mistake_is_told_with_its_line(old: str, new: str, line: int, said: str) -> None:
    assert mistake(changed(old, new)) == f"s.toml, line {line}: {said}"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("seed = 7", "seed = ", 55),
        ("seed = 7", 'seed = "7', 55),
        ("[election]", "[election", 1),
        ("lists = 2", "lists 2", 53),
        ("voters = 600", "voters = 600 or so", 25),
        ('"Council"', "Council", 2),
    ],
)
def test_what_is_not_toml_has_its_line(old: str, new: str, line: int) -> None:
    said = mistake(changed(old, new))
    assert said.startswith(f"s.toml, line {line}: this is not TOML: "), said
    assert said.endswith("; write `key = value`, with text in quotation marks")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "s.toml: there is no [election]; add it, with `seats` and `rules`"),
        ("x = " + "[" * 5000, "s.toml: brackets are nested too deeply"),
        (
            "election = 3",
            "s.toml, line 1: [election] must be a table, not a number",
        ),
        (
            SMALLEST.replace("voters = 500\n", ""),
            "s.toml, line 2: `voters` is missing from [election]; say how many valid papers you"
            " expect, or give each region its own",
        ),
        (
            SMALLEST[SMALLEST.index("[election]") :],
            "s.toml: there are no candidates; add [[candidates]] with name and slate, or"
            ' `candidates = "candidates.csv"`',
        ),
        (
            SMALLEST.replace(SMALLEST.split("\n", 1)[0], "candidates = 3"),
            "s.toml, line 1: `candidates` must be a list of tables or the name of a CSV file, not a"
            " number; write [[candidates]] on a line of its own above each candidate",
        ),
        (
            SMALLEST.replace(SMALLEST.split("\n", 1)[0], "candidates = [\n3]"),
            "s.toml, line 2: candidate 1 must be a table, not a number; write [[candidates]]"
            " on a line of its own above each candidate",
        ),
        (
            SMALLEST.replace("[slates]\nRed.support = 0.55\nBlue.support = 0.45\n", ""),
            's.toml: there are no slates; add [slates."NAME"] with the support of each slate',
        ),
        (
            'model = "balots"\n' + BASE,
            "s.toml, line 1: `model` cannot be `balots`; did you mean `ballots`?",
        ),
        (
            'model = "ballots"\n' + BASE,
            's.toml, line 1: `model = "ballots"` needs ballot files; add `ballots = ["FILE", …]`',
        ),
        (
            'ballots = "ward.blt"\n' + BASE,
            's.toml, line 1: ballots are named but not used; add `model = "ballots"`',
        ),
        (
            partition('by = "surname"'),
            "s.toml, line 23: `shares` is missing from [partition]; letters are unequal: count your"
            " members by the first letter of the surname and write `shares = { A = 0.03, … }`, or"
            ' `shares = "equal"`',
        ),
        (
            partition('by = "sirname"'),
            "s.toml, line 24: `by` cannot be `sirname`; did you mean `surname`?",
        ),
        (
            partition('by = "surname"\nshares = { A = 0.5, B = 0.4 }'),
            "s.toml, line 25: the shares add up to 0.9, not to 1; make them add up to 1",
        ),
        (
            partition('by = "last-digit"\nshares = { 0 = 0.9999, 1 = 0.0001 }'),
            "s.toml, line 25: the share of `1` is too small for one voter; leave it out",
        ),
    ],
)
def test_other_mistakes(text: str, said: str) -> None:
    assert mistake(text) == said


@pytest.mark.parametrize("number", [1001, 5000])
def test_absurdly_many_candidates(number: int) -> None:
    names = "".join(f'[[candidates]]\nname = "C{n}"\n' for n in range(number))
    assert mistake(names + SMALLEST.split("\n", 1)[1]) == (
        f"s.toml, line 1: `candidates` has {number:,} entries; give 1 to 1,000"
    )


def test_ballots_that_would_not_fit_into_memory() -> None:
    names = "".join(f'[[candidates]]\nname = "C{n}"\n\n' for n in range(100))
    text = changed("[[regions]]", names + "[[regions]]").replace(
        "voters = 600", "voters = 15_000_000"
    )
    text = text.replace("lengths = [0.2, 0.5, 0.3]", "lengths = { 100 = 1 }")
    assert mistake(text) == (
        "s.toml, line 323: 15,000,400 voters who may rank 100 names are too many to draw; cut"
        " `lengths` to 66 names, or scale the voters down"
    )


def test_a_suggestion_ignores_case_and_otherwise_lists_what_there_is() -> None:
    assert nearest("ERS97", ["ers97", "scotland"]) == "did you mean `ers97`?"
    assert nearest("xyz", ["ers97", "scotland"]) == "choose one of `ers97`, `scotland`"
    assert nearest("xyz", []) == "there are none yet"


# -- the template ----------------------------------------------------------------------------------


def test_the_template_works() -> None:
    scenario = parse(template())
    assert (scenario.title, scenario.rules) == ("Example Society, members' council", "ers97")
    assert (scenario.election.seats, scenario.lists, scenario.draws) == (5, 3, 1000)
    assert [slate.name for slate in scenario.slates] == [
        "Open Door",
        "Steady Hands",
        "Green Shoots",
        "no slate",
    ]
    assert scenario.voters == 6000
    assert max(map(len, template().split("\n"))) <= 100


def test_the_template_evaluates_sensibly() -> None:
    scenario = parse(template())
    result = evaluate(scenario, [], draws=60, cores=2)
    assert [one.plan.name for one in result.results] == [
        "no advice",
        "one order for all",
        "rotated evenly",
        "split by surname",
    ]
    for one in result.results:
        # 44 % of the voters, at a quota of a sixth of them: two seats or three.
        assert one.seats[2].mean + one.seats[3].mean > 0.95
        assert 0.1 < one.seats[3].mean < 0.8


def test_the_template_states_the_defaults() -> None:
    """Without the lines that give a default, nothing but the rounding of `bullet` changes."""
    plain = template()
    for key in (
        "retention",
        "slate_only",
        "home_pull",
        "alphabet",
        "position",
        "appeal_uncertainty",
        "uncertainty",
        "regional_uncertainty",
        "share",
        "draws",
        "seed",
        "bullet",
    ):
        plain, lines = re.subn(rf"^{key} = .*(\n +#.*)*\n", "", plain, flags=re.MULTILINE)
        assert lines >= 1, key
    stated, silent = parse(template()), parse(plain)
    assert stated.slates[0].national_sd == pytest.approx(silent.slates[0].national_sd, abs=0.001)
    assert stated.slates[0].regional_sd == pytest.approx(silent.slates[0].regional_sd, abs=0.001)
    for one, other in zip(
        (stated.ranking.lengths, *(s.lengths for s in stated.slates)),
        (silent.ranking.lengths, *(s.lengths for s in silent.slates)),
        strict=True,
    ):
        assert one == pytest.approx(other, abs=0.005)
    sds = {"national_sd": 0.0, "regional_sd": 0.0, "lengths": ()}

    def rest(scenario: Scenario) -> Scenario:
        return replace(
            scenario,
            slates=tuple(replace(slate, **sds) for slate in scenario.slates),
            ranking=replace(scenario.ranking, lengths=()),
        )

    assert rest(stated) == rest(silent)


# -- anything at all -------------------------------------------------------------------------------

SCHEMA = Schema(SCENARIO)
PIECES = [
    *'=[]{}"#,\n0\r\x00\ufeff',
    *("nan", "inf", "-1", "1e9", "true", "''", "[slates]", "[[regions]]", 'x = "é"', "1979-05-27"),
]


@given(st.integers(0, 2**32), st.integers(1, 4))
def test_any_mutation_is_read_or_refused_in_one_line(seed: int, times: int) -> None:
    luck = random.Random(seed)
    text = template() if luck.random() < 0.5 else BASE
    for _ in range(times):
        lines = text.split("\n")
        one, other = luck.randrange(len(lines)), luck.randrange(len(lines))
        place = luck.randrange(len(text))
        match luck.randrange(7):
            case 0:
                del lines[one]
            case 1:
                lines.insert(one, lines[other])
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
            case 3:
                words = re.findall(r"[\w.]+", text)
                lines = [text.replace(luck.choice(words), luck.choice([*words, *PIECES]), 1)]
            case 4:
                lines = [text[:place] + luck.choice(PIECES) + text[place:]]
            case 5:
                lines = [text[:place] + text[place + luck.randrange(30) :]]
            case _:
                numbers = re.findall(r"= ([\d.]+)", text) or ["0"]
                value = luck.choice(["-0.5", "2", "1e30", "nan", '"a"', "[]", "{}", "0", "0.001"])
                lines = [text.replace(f"= {luck.choice(numbers)}", f"= {value}", 1)]
        text = "\n".join(lines) or "\n"
    try:
        scenario = parse(text, source="s.toml")
    except InputError as error:
        said, line = str(error), error.line
    else:
        assert SCHEMA.accepts(tomllib.loads(text))  # an editor never complains of what is read
        assert scenario.voters <= 20_000_000
        for region in range(len(scenario.regions)):
            assert sum(slate.support[region] for slate in scenario.slates) == pytest.approx(1)
        return
    assert said.startswith("s.toml")
    assert said.isprintable()
    assert 0 <= line <= text.count("\n") + 1


def test_numbers_in_tables_are_read_as_people_write_them(tmp_path: Path) -> None:
    table = BASE[BASE.index("[[regions]]") : BASE.index("[slates.Red]")]
    text = 'regions = "regions.csv"\n' + BASE.replace(table, "")
    rows = 'name,voters,turnout_uncertainty\nNorth,"9,000",5 %\nSouth,4 500,"0,04"\n'
    (tmp_path / "regions.csv").write_text(rows, encoding="utf-8")
    read_as: list[Read] = []
    found = parse(text, folder=str(tmp_path), read_as=read_as).regions
    assert found == (Region("North", 9000, 0.05), Region("South", 4500, 0.04))
    path = str(tmp_path / "regions.csv")
    assert sorted(read_as) == [
        Read(path, 2, "turnout_uncertainty", "5 %", 0.05),
        Read(path, 2, "voters", "9,000", 9000),
        Read(path, 3, "turnout_uncertainty", "0,04", 0.04),
        Read(path, 3, "voters", "4 500", 4500),
    ]


def test_a_plan_is_not_a_scenario() -> None:
    assert mistake('{"format": "hustings-plan/1", "plans": []}') == (
        "s.toml: this is a plan, not a scenario; give the scenario first, then the plan:"
        " SCENARIO.toml PLAN.json"
    )
    assert mistake('{"candidates": []}') == (
        "s.toml: this is JSON, not a scenario; give a scenario: TOML, as `hustings plan new` writes"
        " it"
    )
