"""What `hustings guide new` writes: it works at once, and marks what it cannot know."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from guide.config.pictures import photograph

from hustings.commands import schema
from hustings.commands.guide.new import run
from hustings.errors import InputError
from hustings.guide.config.file import Loaded, load
from hustings.guide.config.keys import GUIDE
from hustings.guide.config.template import MARK
from hustings.guide.model import Partition
from hustings.inputs.keys.schema import document

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "nec2020" / "plan2020.json"
ABC = ["Ann", "Bea", "Cat"]


def plan_of(folder: Path, **changed: object) -> Path:
    path = folder / "plan.json"
    plans = [{"name": "p", **changed}]
    path.write_text(json.dumps({"format": "hustings-plan/1", "plans": plans}), encoding="utf-8")
    return path


def new(folder: Path, plan: Path | None) -> tuple[str, Loaded]:
    """What is written for a plan, and what is then read."""
    path = folder / "guide.toml"
    assert run(str(path), str(plan) if plan else None) == 0
    written = path.read_text(encoding="utf-8")
    return written, load(str(path), str(plan) if plan else str(EXAMPLE))


def uncommented(text: str) -> str:
    """The text with its examples put to use."""
    lines = []
    for line in text.splitlines():
        example = re.match(r"# (\[+[a-z][^ ]*(?: [^ ]*\")?\]+|[\"a-z][\w\" .-]* = .*)$", line)
        lines.append(example[1] if example else line)
    return "\n".join(lines)


def test_it_works_at_once_with_any_plan(tmp_path: Path) -> None:
    written, found = new(tmp_path, None)
    assert [region.areas[0] for region in found.guide.regions[:3]] == [
        "Cumbria",
        "South West",
        "North West",
    ]
    assert written.count(MARK) == 1  # whose lists these are
    letters = plan_of(tmp_path, sequences={letter: ABC for letter in map(chr, range(65, 91))})
    assert load(str(tmp_path / "guide.toml"), str(letters)).guide.partition is Partition.SURNAME


@pytest.mark.parametrize(
    ("names", "partition"),
    [
        (["A-M", "N–Z"], Partition.SURNAME),
        (["A to F, Q", "G-P", "R-Z"], Partition.SURNAME),
        (["January-June", "July to December"], Partition.BIRTH_MONTH),
        (["1-6", "7-12"], Partition.BIRTH_MONTH),
        (["0-4", "5-9"], Partition.LAST_DIGIT),
        # Nobody's surname begins with the letter that is left out.
        (["A-M", "N-Y"], Partition.SURNAME),
        # Not all months, or a letter twice: these may be called so for another reason.
        (["January-June", "July-November"], Partition.CHOICE),
        (["A-M", "M-Z"], Partition.CHOICE),
    ],
)
def test_regions_called_after_ranges_need_no_words(
    tmp_path: Path, names: list[str], partition: Partition
) -> None:
    plan = plan_of(tmp_path, sequences=dict(zip(names, (ABC, ABC[::-1], ABC), strict=False)))
    path = tmp_path / "guide.toml"
    assert run(str(path), str(plan)) == 0
    assert f'partition = "{partition.value}"' in path.read_text("utf-8")
    if partition is not Partition.CHOICE:
        keys = [key for region in load(str(path)).guide.regions for key in region.keys]
        assert len(keys) == {"surname": 26, "birth-month": 12, "last-digit": 10}[partition.value]


def test_it_holds_the_regions_of_a_plan(tmp_path: Path) -> None:
    written, found = new(tmp_path, EXAMPLE)
    bare = tmp_path / "bare.toml"
    bare.write_text('title = "T"\nslate = "S"\norganisation = "O"\n', encoding="utf-8")
    assert found.guide.regions == load(str(bare), str(EXAMPLE)).guide.regions
    assert load(str(tmp_path / "guide.toml")).guide == found.guide  # it finds the plan itself
    assert '[regions."Northern"]\ntitle = "Northern"\n' in written
    assert '# title = { en = "Northern", cy = "Gogledd Lloegr" }\n' in written
    assert 'areas = ["Cumbria", "North East"]\n' in written
    assert written.count(MARK) == 1


def test_every_example_in_it_can_be_used(tmp_path: Path) -> None:
    """Taking each # away gives a file that is read, but for what a person has to choose."""
    written, _ = new(tmp_path, EXAMPLE)
    every = (
        uncommented(written)
        .replace('title = "Northern"\n', "")
        .replace('postcodes = "postcodes.txt"\n', "")
        .replace('fallback_font = "NotoSansSC-Regular.ttf"\n', "")
    )
    for name in re.findall(r'^title = ("[A-Z][^"]*")$', every, re.MULTILINE)[1:]:
        every = every.replace(f"title = {name}\ntitle =", "title =")
    every = every.replace('languages = ["en"]', 'languages = ["en", "cy"]')
    used = tomllib.loads(every)
    assert set(used) == {
        *("title", "slate", "organisation", "imprint", "address", "short", "languages", "plan"),
        *("incomplete_lists", "partition", "constituencies", "visits", "dates", "texts"),
        *("regions", "routes", "local_parties", "home", "contests", "endorsements", "links"),
        *("colour", "part", "parts", "ballot", "photographs"),
    }
    (tmp_path / "photograph.jpg").write_bytes(photograph())
    path = tmp_path / "every.toml"
    path.write_text(every, encoding="utf-8")
    guide = load(str(path)).guide
    assert guide.short == "example.org/vote"
    assert [len(one) for one in (guide.contests, guide.endorsements, guide.links)] == [1, 1, 1]
    assert None not in (guide.dates.published, guide.dates.opens, guide.dates.closes)
    assert guide.intro
    assert guide.about
    assert guide.member_note
    assert guide.later
    assert guide.regions[0].title.said[1] == ("cy", "Gogledd Lloegr")


def test_what_it_cannot_know_is_marked(tmp_path: Path) -> None:
    sequences = {"North": ABC, "Scotland": ABC, "Wales": ABC, "Abroad": ABC}
    plan = plan_of(tmp_path, sequences=sequences)
    path = tmp_path / "guide.toml"
    run(str(path), str(plan))
    written = path.read_text(encoding="utf-8")
    assert f"areas = []  # {MARK}: which areas has it?" in written
    assert '[regions."Wales"]\ntitle = "Wales"\n' in written
    assert 'areas = ["Wales"]\n' in written
    assert '[regions."Abroad"]\ntitle = "Abroad"\nareas = []\n' in written
    assert written.count(MARK) == 3  # the slate, what is left, North
    with pytest.raises(InputError, match=r"line \d+: Cumbria belongs to no region of the plan"):
        load(str(path))


@pytest.mark.parametrize(
    "names", [("Highlands", 'Branch "9"'), ("London", "Devon", "Kent"), ("Devon", "Overseas")]
)
def test_regions_that_are_no_areas_are_to_be_chosen(tmp_path: Path, names: tuple[str, ...]) -> None:
    written, found = new(tmp_path, plan_of(tmp_path, sequences=dict.fromkeys(names, ABC)))
    assert 'partition = "choice"\n' in written
    assert found.guide.partition is Partition.CHOICE
    assert [region.title.said for region in found.guide.regions] == [
        (("en", name),) for name in names
    ]
    assert written.count(MARK) == 1  # whose lists these are
    assert not {"[routes]", "# constituencies", "areas = []"} & set(written.splitlines())


def test_how_regions_to_choose_from_are_written(tmp_path: Path) -> None:
    sequences = {"Highlands": ABC, "Faculty of Arts": ABC}
    written, _ = new(tmp_path, plan_of(tmp_path, sequences=sequences))
    regions = written.partition("plan's figures.\n")[2].partition("\n# Which region")[0]
    assert (
        regions
        == """\
# Members choose among these titles, for few of the regions are called after areas of the postcodes.
# If they are made of such areas all the same, members can type a postcode: write
# partition = "place" above, and under each title which areas it has, such as areas = ["Scotland"].
# The areas are "Cumbria", "East Midlands", "East of England", "London", "North East", "North West",
# "Northern Ireland", "Scotland", "South East", "South West", "Wales", "West Midlands",
# "Yorkshire and the Humber".

[regions."Highlands"]
title = "Highlands"

[regions."Faculty of Arts"]
title = "Faculty of Arts"
"""
    )


def test_lists_by_surname_are_to_be_filled_in(tmp_path: Path) -> None:
    groups = [{"regions": [], "sequence": ABC}, {"regions": [], "sequence": ABC[::-1]}]
    plan = plan_of(tmp_path, split="surname", groups=groups)
    path = tmp_path / "guide.toml"
    run(str(path), str(plan))
    written = path.read_text(encoding="utf-8")
    assert 'partition = "surname"\n' in written
    assert "[routes]" not in written
    assert written.count(f"keys = []  # {MARK}") == 2
    with pytest.raises(InputError, match="`A` belongs to no region of the plan; add it to the"):
        load(str(path))
    filled = written.replace(f"keys = []  # {MARK}", 'keys = ["A-K"]', 1).replace(
        f"keys = []  # {MARK}", 'keys = ["L-Z"]'
    )
    path.write_text(filled, encoding="utf-8")
    assert [region.title.said[0][1] for region in load(str(path)).guide.regions] == ["A–K", "L–Z"]


def test_regions_that_are_their_own_keys(tmp_path: Path) -> None:
    months = ["January", "February", "March", "April", "May", "June", "July", "August"]
    months += ["September", "October", "November", "December"]
    written, found = new(tmp_path, plan_of(tmp_path, sequences=dict.fromkeys(months, ABC)))
    assert 'partition = "birth-month"\n' in written
    assert [region.keys for region in found.guide.regions[10:]] == [("11",), ("12",)]


def test_names_that_need_care_in_toml(tmp_path: Path) -> None:
    sequences = {'The "North" \\ #1': ABC}
    _, found = new(tmp_path, plan_of(tmp_path, sequences=sequences))
    assert found.guide.regions[0].name == 'The "North" \\ #1'


def test_a_plan_among_several_in_another_folder(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    plan = plan_of(there, sequences={"Everywhere": ABC})
    whole = json.loads(plan.read_text(encoding="utf-8"))
    whole["plans"].append({"name": 'the "other"', "sequences": {"Everywhere": ABC}})
    plan.write_text(json.dumps(whole), encoding="utf-8")
    written, found = new(tmp_path, plan)
    assert (
        'plan = "there/plan.json"\nplan_name = "p"\n# The file also holds "the \\"other\\"".\n'
        in (written)
    )
    assert found.guide.provenance.plan == "p"


def test_a_file_that_is_there_already_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "guide.toml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        run(str(path), None)
    assert str(caught.value) == f"{path}: this file already exists; name another"
    assert path.read_text(encoding="utf-8") == "mine"
    assert run(None, str(EXAMPLE)) == 0
    assert capsys.readouterr().out.startswith("# The guide: what members see")


def test_the_schema_that_an_editor_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "guide.schema.json"
    assert (schema.guide(str(path)), schema.guide(None)) == (0, 0)
    assert path.read_text(encoding="utf-8") == document(GUIDE, "A guide of Hustings")
    assert capsys.readouterr().out == path.read_text(encoding="utf-8")


def test_its_lines_fit_on_a_screen(tmp_path: Path) -> None:
    for plan in (None, EXAMPLE):
        (tmp_path / "guide.toml").unlink(missing_ok=True)
        written, _ = new(tmp_path, plan)
        # But for the path of the plan, which is as long as it is.
        long = [line for line in written.splitlines() if len(line) > 100]
        assert [line for line in long if not line.startswith("plan = ")] == []
