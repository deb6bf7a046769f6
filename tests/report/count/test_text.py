"""Text for a terminal: which stages are shown, how wide it is, what becomes of long names."""

from __future__ import annotations

import re

import pytest

from hustings.counting.lots import seeded
from hustings.counting.record import CountRecord
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.report.count import text
from hustings.report.wording import wrap
from report.count.examples import counted, model, scotland


@pytest.fixture(scope="module")
def record() -> CountRecord:
    return model("ers97")


@pytest.mark.parametrize(
    ("stages", "places"),
    [
        (None, [0, 1, 2, 3, 4, 5]),
        ("3", [2]),
        ("1-4", [0, 1, 2, 3]),
        ("1,5-6", [0, 4, 5]),
        ("last", [5]),
        (" 2 , 1 - 2 ", [0, 1]),
        ("5-last", [4, 5]),
        ("6,6,last", [5]),
    ],
)
def test_stages_chosen(stages: str | None, places: list[int]) -> None:
    assert text.choose(stages, 6) == places


@pytest.mark.parametrize(
    ("stages", "message"),
    [
        ("", 'stages \'\': \'\' is not a stage; write for example "3", "1-4", "1,5-7" or "last"'),
        (
            "one",
            'stages \'one\': \'one\' is not a stage; write for example "3", "1-4", "1,5-7" or'
            ' "last"',
        ),
        ("7", "stages '7': there is no stage 7; this count has stages 1 to 6"),
        ("0", "stages '0': there is no stage 0; this count has stages 1 to 6"),
        ("4-2", "stages '4-2': 4-2 runs backwards; write 2-4"),
        ("last-1", "stages 'last-1': last-1 runs backwards; write 1-6"),
        (
            "1--2",
            'stages \'1--2\': \'-2\' is not a stage; write for example "3", "1-4", "1,5-7" or'
            ' "last"',
        ),
        (
            "1,",
            'stages \'1,\': \'\' is not a stage; write for example "3", "1-4", "1,5-7" or "last"',
        ),
        (
            "²",
            'stages \'²\': \'²\' is not a stage; write for example "3", "1-4", "1,5-7" or "last"',
        ),
        (
            "9999999",
            "stages '9999999': '9999999' is not a stage;"
            ' write for example "3", "1-4", "1,5-7" or "last"',
        ),
    ],
)
def test_stages_that_are_not_there(record: CountRecord, stages: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        text.render(record, stages=stages)
    assert str(caught.value) == message


def test_one_stage_only() -> None:
    with pytest.raises(InputError, match="there is no stage 2; this count has one stage only"):
        text.choose("2", 1)


def section(page: str, title: str) -> list[str]:
    """Lines under a heading, to the next empty line and heading."""
    lines = page.split("\n")
    start = lines.index(title) + 2
    for end in range(start, len(lines)):
        if lines[end].startswith("---") and lines[end - 2] == "" and lines[end - 1].istitle():
            return lines[start : end - 2]
    return lines[start:]


def test_chosen_stages_are_shown_and_told(record: CountRecord) -> None:
    page = text.render(record, width=80, stages="2,last")
    assert re.findall(r"Stage \d+", "\n".join(section(page, "Stages"))[:200]) == [
        "Stage 2",
        "Stage 6",
    ]
    assert section(page, "What happened") == [
        "Stage 2: The surplus of Smith, 26.42 votes, was transferred [5.2.3, 5.3]: 123",
        "papers went on to the next preference, each worth 0.21 (surplus 26.42 / 123",
        "papers = 0.21), and 11 showed no further preference. Most went to Carpenter",
        "(+7.35), Glazier (+6.51) and Wright (+5.25). 0.59 votes became non-transferable,",
        "lost to fractions. Nobody was elected at this stage.",
        "Stage 6: Abbot was excluded with the fewest votes, 68.10 [5.2.5, 5.4]. 66 papers",
        "moved. The votes went to Vicar (+42.00) and Baron (+12.00). 12.00 votes became",
        "non-transferable. 2.10 votes stayed where they were: the places were filled",
        "before the last papers moved. Vicar and Freeman were elected.",
    ]


def test_without_a_choice_nothing_is_told_twice(record: CountRecord) -> None:
    assert "What happened" not in text.render(record)


def test_less_than_the_least_width_is_the_least_width(record: CountRecord) -> None:
    assert text.render(record, width=3) == text.render(record, width=40)


def test_colour_only_adds_marks() -> None:
    record = scotland()
    plain, marked = text.render(record), text.render(record, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1mLochside ward\x1b[0m\n" in marked
    assert re.sub(r"\x1b\[[0-9;]*m", "", marked) == plain


def long_names() -> CountRecord:
    names = (
        "Maximiliana Featherstonehaugh-Cholmondeley of the Upper Valley",
        "Maximiliana Featherstonehaugh-Cholmondeley of the Lower Valley",
        "Bo",
    )
    election = make_election("", 1, names)
    profile = Profile.gather([((0, 1), 5), ((1, 0), 4), ((2, 1), 3)])
    return counted(election, profile, "scotland", lots=seeded("x", election))


def test_long_names_are_cut_but_stay_apart() -> None:
    page = text.render(long_names(), width=80)
    rows = [line for line in page.split("\n") if re.search(r"\d\.00000", line)]
    assert [row[:32] for row in rows if row.startswith(("Max", "Bo"))] == [
        "Maximiliana Featherstonehaugh-…1",
        "Maximiliana Featherstonehaugh-…2",
        "Bo                              ",
    ]
    assert "Election without a title" in page.split("\n")[0]


def test_long_names_are_whole_where_there_is_room() -> None:
    rows = text.render(long_names(), width=200).split("\n")
    assert sum(row.startswith(long_names().election.names) for row in rows) == 3


def test_many_excluded_together_are_named_below() -> None:
    names = ("A", "B", "Cy", "Di", "Ed", "Flo")
    election = make_election("t", 1, names)
    profile = Profile.gather(
        [((0,), 40), ((1,), 39), ((2, 0), 1), ((3, 0), 2), ((4, 1), 3), ((5, 1), 4)]
    )
    page = text.render(counted(election, profile, "ers97"), width=80)
    assert "4 candidates" in page
    assert "Stage 2: Exclusion of Cy, Di, Ed and Flo." in page.split("\n")


def test_control_characters_do_not_reach_the_terminal() -> None:
    election = make_election("a\x1b[31m\u202eb", 1, ("x\ny\x07", "z\u200dz"))
    page = text.render(counted(election, Profile.gather([((0,), 2), ((1,), 1)]), "irv"))
    assert page.startswith("a�[31m�b\n========\n")
    assert "x y�" in page
    assert "z\u200dz" in page


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a bcdef", 3, ["a", "bcd", "ef"]),
        ("abc", 3, ["abc"]),
    ],
)
def test_wrap(words: str, width: int, lines: list[str]) -> None:
    assert wrap(words, width) == lines
