"""Reading guide.toml: what it means, what is left out, what is remarked."""

from __future__ import annotations

import json
import os
import sys
import zoneinfo
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from report.print.fonts import Bar
from report.print.fonts import write as font_file

from guide.config.small import CONFIG, INDEX, PLAN, load_in, plan
from hustings.errors import InputError
from hustings.guide.config.file import Loaded, load
from hustings.guide.model import (
    Ballot,
    Contest,
    Dates,
    Endorsement,
    Guide,
    Link,
    Partition,
    PartName,
    PublishedSequence,
    Reason,
    Region,
    Route,
    Text,
)
from hustings.guide.postcodes import file as index_file
from hustings.planning.plan.figures import Provenance
from hustings.report.print.fallback import Font

ABC = ("Ann Archer", "Bea Bell", "Cat Cole")
BCA = ("Bea Bell", "Cat Cole", "Ann Archer")
# The least that a file can say.
LEAST = 'title = "T"\nslate = "S"\norganisation = "O"\n'


def text(english: str, welsh: str = "") -> Text:
    return Text((("en", english), *((("cy", welsh),) if welsh else ())))


def by(folder: Path, config: str, **changed: Any) -> Guide:
    """The guide of a plan with one plan, whose keys are `changed`."""
    whole = {**PLAN, "plans": [{"name": "p", **changed}]}
    return load_in(folder, f'plan = "plan.json"\n{config}', json.dumps(whole)).guide


def refusal(folder: Path, config: str, **changed: Any) -> str:
    with pytest.raises(InputError) as caught:
        by(folder, config, **changed)
    return str(caught.value).replace(f"{folder}/", "")


# -- the whole -------------------------------------------------------------------------------------


def test_the_whole_of_a_guide(tmp_path: Path) -> None:
    loaded = load_in(tmp_path)
    assert loaded.guide == Guide(
        title=text("Who to vote for", "Dros bwy i bleidleisio"),
        slate="Ours",
        organisation="Friends of Ours",
        languages=("en", "cy"),
        partition=Partition.PLACE,
        regions=(
            Region("Coast", text("The Coast"), "coast", ("Coast",), (), 0),
            Region("Hills", text("Hills"), "hills", ("Hills",), (), 1),
            Region(
                "Isles and abroad", text("Isles and abroad"), "isles-and-abroad", ("Isles",), (), 0
            ),
        ),
        lists=(
            PublishedSequence(
                1,
                "coast-isles-and-abroad",
                ABC,
                (0, 2),
                text("Ann is from here."),
                Reason((("Ann Archer", 1), ("Bea Bell", 1))),
            ),
            PublishedSequence(
                2,
                "hills",
                BCA,
                (1,),
                Text(),
                Reason((("Bea Bell", 1), ("Ann Archer", 1)), home=1),
            ),
        ),
        imprint=text("Ann Archer, 1 High Street"),
        address="https://example.org/ours/",
        short="example.org/ours",
        dates=Dates(
            published=datetime(2021, 3, 1, tzinfo=UTC),
            opens=datetime(2021, 3, 8, 9, tzinfo=UTC),
            closes=datetime(2021, 4, 1, 12, tzinfo=timezone(timedelta(hours=1))),
        ),
        intro=text("Please follow the list."),
        about=text("Why there are two.", "Pam y mae dwy."),
        member_note=text("Your local party counts."),
        routes=(
            Route("jersey", 0, Text()),
            Route("guernsey", 2, Text()),
            Route("isle-of-man", 2, Text()),
            Route("forces", None, text("Ask us.")),
            Route("overseas", 2, Text()),
        ),
        constituencies=(("Harbour", "", 0), ("Moor", "Rhos", 0)),
        contests=(
            Contest(
                text("Treasurer"),
                text("All members."),
                1,
                ("Dan Drew",),
                True,
                text("The branch"),
                text("Unopposed."),
                (Endorsement("A friend", text("Good with money."), "https://example.org/friend"),),
            ),
        ),
        endorsements=(Endorsement("The union", Text(), "mailto:union@example.org"),),
        links=(Link(text("How to vote"), "https://example.org/how"),),
        provenance=Provenance("ours", standing=3),
        visits="totals",
    )
    assert loaded == Loaded(
        loaded.guide,
        (
            "not in `cy`, and shown in another language there: imprint (line 4),"
            " regions.Coast.title (line 26), the title of `Hills`, the title of `Isles and abroad`,"
            " regions.Coast.why (line 28), texts.intro (line 21), texts.member_note (line 23),"
            " routes.forces.note (line 38), contests.by (line 49), contests.title (line 44),"
            " contests.who (line 45), contests.note (line 50), contests.endorsements.words"
            " (line 54), links.title (line 62)",
        ),
        INDEX,
        "",
        f"{tmp_path}/guide.toml",
        f"{tmp_path}/plan.json",
        str(tmp_path),
    )


def test_the_least_that_a_file_can_say(tmp_path: Path) -> None:
    loaded = load_in(tmp_path, f'plan = "plan.json"\n{LEAST}')
    guide = loaded.guide
    assert (guide.languages, guide.partition, guide.visits) == (("en",), Partition.PLACE, "none")
    assert guide.dates == Dates()
    assert [region.areas for region in guide.regions] == [("Coast",), ("Hills",), ("Isles",)]
    assert {route.region for route in guide.routes} == {2}  # called after members abroad
    assert guide.constituencies == (("Harbour and Moor", "", 0), ("Skerries", "", 2))
    assert loaded.remarks == (
        "of 2 plans in the file the first is taken, `ours`; `plan_name` chooses another",
        "without `address` posters have no QR code, and shared links no picture",
    )


def test_what_a_part_is_called_and_what_follows_a_list(tmp_path: Path) -> None:
    own = CONFIG.replace(
        "[dates]", 'part = { en = "shore", cy = "glan" }\nparts = "shores"\n\n[dates]'
    )
    own = own.replace("[texts]", '[ballot]\naddress = "https://v.example/v/"\n[texts]')
    own = own.replace("[texts]", '[texts]\nlater = { en = "Go on.", cy = "Ymlaen." }')
    loaded = load_in(tmp_path, own)
    assert loaded.guide.part == PartName(text("shore", "glan"), text("shores"))
    assert loaded.guide.later == text("Go on.", "Ymlaen.")
    assert loaded.guide.ballot == Ballot("https://v.example/v/")
    assert "parts (line 16)" in " ".join(loaded.remarks)
    assert (
        load_in(tmp_path, CONFIG.replace("[texts]", "[texts]\nlater = false")).guide.later is None
    )
    assert load_in(tmp_path).guide.later == Text()


def test_the_slate_may_be_told_by_the_plan(tmp_path: Path) -> None:
    told = json.dumps({**PLAN, "scenario": {"slate": "Theirs"}})
    least = 'plan = "plan.json"\ntitle = "T"\norganisation = "O"\n'
    assert load_in(tmp_path, least, told).guide.slate == "Theirs"
    assert load_in(tmp_path, f'slate = "Ours"\n{least}', told).guide.slate == "Ours"


def test_the_same_files_give_the_same_guide(tmp_path: Path) -> None:
    assert repr(load_in(tmp_path)) == repr(load_in(tmp_path))


# -- files -----------------------------------------------------------------------------------------


def test_the_plan_of_the_call_comes_first(tmp_path: Path) -> None:
    load_in(tmp_path)
    other = tmp_path / "other.json"
    other.write_text(plan(name="theirs"), encoding="utf-8")
    path = str(tmp_path / "guide.toml")
    found = load(path, str(other), plan_name="theirs", index=INDEX, known=("en", "cy"))
    assert (found.plan, found.guide.provenance.plan) == (str(other), "theirs")
    with pytest.raises(InputError, match=r"guide.toml, line 9: `.*` has no plan `ours`; its"):
        load(path, str(other), index=INDEX, known=("en", "cy"))
    with pytest.raises(InputError, match=r"other.json: this has no plan `mine`; its plans are"):
        load(path, str(other), plan_name="mine", index=INDEX, known=("en", "cy"))
    with pytest.raises(InputError, match=r"^/nowhere/p.json: this cannot be read: No such file"):
        load(path, "/nowhere/p.json", index=INDEX, known=("en", "cy"))


def test_a_config_in_the_folder_that_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = load("guide.toml", index=INDEX, known=("en", "cy"))
    assert (found.config, found.plan, found.folder) == ("guide.toml", "./plan.json", ".")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(str(tmp_path / "none.toml"))
    assert str(caught.value) == (
        f"{tmp_path}/none.toml: there is no such file;"
        f" `hustings guide new -o {tmp_path}/none.toml` makes one"
    )
    (tmp_path / "guide.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(InputError, match=r"line 1: this is not text in UTF-8; save it as UTF-8"):
        load(str(tmp_path / "guide.toml"))


def test_postcodes_of_the_campaigns_own(tmp_path: Path) -> None:
    (tmp_path / "postcodes.txt").write_text(index_file.encode(INDEX), encoding="utf-8")
    (tmp_path / "plan.json").write_text(plan(), encoding="utf-8")
    path = tmp_path / "guide.toml"
    path.write_text(f'postcodes = "postcodes.txt"\nplan = "plan.json"\n{LEAST}', encoding="utf-8")
    found = load(str(path))
    assert found.postcodes == str(tmp_path / "postcodes.txt")
    assert found.index is not None
    assert found.index.areas == INDEX.areas
    again = load(str(path), postcodes=found.postcodes)
    assert again == found
    path.write_text(f'postcodes = "none.txt"\nplan = "plan.json"\n{LEAST}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(str(path))
    assert str(caught.value) == (
        f"{path}, line 1: `postcodes` cannot be read: No such file or directory; name a file that"
        " `hustings guide postcodes import` has written"
    )
    with pytest.raises(InputError, match=r"^/nowhere.txt: this cannot be read: No such file"):
        load(str(path), postcodes="/nowhere.txt")


def test_a_language_of_the_campaigns_own(tmp_path: Path) -> None:
    load_in(tmp_path)
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "gd.toml").write_text("", encoding="utf-8")
    path = tmp_path / "guide.toml"
    path.write_text(f'languages = ["gd"]\nplan = "plan.json"\n{LEAST}', encoding="utf-8")
    assert load(str(path), index=INDEX).guide.languages == ("gd",)
    os.unlink(tmp_path / "words" / "gd.toml")
    with pytest.raises(InputError) as caught:
        load(str(path), index=INDEX)
    assert str(caught.value) == (
        f"{path}, line 1: there are no words for the language `gd`; there are `cy`, `en`; or put"
        " words/gd.toml beside this file"
    )


# -- dates -----------------------------------------------------------------------------------------


def dates(folder: Path, lines: str) -> tuple[Dates, tuple[str, ...]]:
    found = load_in(
        folder,
        CONFIG.replace(
            "published = 2021-03-01\nopens = 2021-03-08T09:00:00\ncloses = 2021-04-01T12:00:00\n",
            lines,
        ),
    )
    return found.guide.dates, tuple(r for r in found.remarks if not r.startswith("not in"))


def test_british_time_in_winter_and_summer(tmp_path: Path) -> None:
    summer, winter = timezone(timedelta(hours=1)), UTC
    found, remarks = dates(tmp_path, "opens = 2020-10-19\ncloses = 2020-11-12T12:00:00\n")
    assert found == Dates(
        None, datetime(2020, 10, 19, tzinfo=summer), datetime(2020, 11, 12, 12, tzinfo=winter)
    )
    assert [one.utcoffset() for one in (found.opens, found.closes) if one] == [
        timedelta(hours=1),
        timedelta(0),
    ]
    assert remarks == ()


def test_an_offset_is_taken_as_it_is(tmp_path: Path) -> None:
    found, _ = dates(tmp_path, "closes = 2021-10-31T01:30:00+01:00\nopens = 2021-03-28T01:30:00Z\n")
    assert found.closes is not None
    assert found.closes.isoformat() == "2021-10-31T01:30:00+01:00"
    assert found.opens == datetime(2021, 3, 28, 1, 30, tzinfo=UTC)


def test_hours_beside_the_change_of_clocks(tmp_path: Path) -> None:
    """The hour from 01:00 is missing on 28 March 2021 and comes twice on 31 October 2021."""
    for written, offset in (
        ("2021-03-28T00:59:59", "+00:00"),
        ("2021-03-28T02:00:00", "+01:00"),
        ("2021-10-31T00:59:59", "+01:00"),
        ("2021-10-31T02:00:00", "+00:00"),
    ):
        found, _ = dates(tmp_path, f"closes = {written}\n")
        assert found.closes is not None
        assert found.closes.isoformat() == written + offset
    for written, said in (
        ("2021-03-28T01:00:00", "did you mean 2021-03-28T02:00:00?"),
        ("2021-03-28T01:59:59", "did you mean 2021-03-28T02:59:59?"),
        ("2021-10-31T01:00:00", "write 2021-10-31T01:00:00+01:00 for the first"),
        ("2021-10-31T01:59:59", "2021-10-31T01:59:59+00:00 for the second"),
    ):
        with pytest.raises(InputError) as caught:
            dates(tmp_path, f"closes = {written}\n")
        assert said in str(caught.value)


def test_dates_that_may_be_meant_otherwise(tmp_path: Path) -> None:
    lines = "published = 2021-03-10\nopens = 2021-03-08\ncloses = 2021-04-01\n"
    assert dates(tmp_path, lines)[1] == (
        "`closes = 2021-04-01` is the first moment of that day: voting ends with 2021-03-31; write"
        " 2021-04-01T12:00:00 for noon",
        "`published` is after `opens`: those who vote at once see no lists",
    )


def test_a_machine_without_time_zones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tzdata", None)
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()
    try:
        with pytest.raises(InputError, match=r"line 16: this machine does not know British summer"):
            load_in(tmp_path)
        assert dates(tmp_path, "closes = 2021-04-01T12:00:00+01:00\n")[0].closes is not None
    finally:
        zoneinfo.reset_tzpath()


# -- texts -----------------------------------------------------------------------------------------


def test_paragraphs_keep_their_lines_and_titles_have_one(tmp_path: Path) -> None:
    said = '"""\nOne.\r\nStill one.\r\n\r\nTwo.\n"""'
    config = CONFIG.replace('"Please follow the list."', said)
    found = load_in(tmp_path, config).guide.intro
    assert found == text("One.\nStill one.\n\nTwo.")


def test_a_text_that_the_first_language_lacks(tmp_path: Path) -> None:
    found = load_in(tmp_path, CONFIG.replace('intro = "Please follow the list."', 'intro.cy = "X"'))
    assert found.guide.intro == Text((("cy", "X"),))
    assert found.remarks[0] == (
        "not in `en`, and shown in another language there: texts.intro (line 21)"
    )


# -- partitions ------------------------------------------------------------------------------------

SURNAMES = """
[regions."part 1"]
keys = ["A-G", "z"]
[regions."part 2"]
keys = ["H, J to y", "I"]
"""
HALVES = [{"regions": [], "sequence": list(ABC)}, {"regions": [], "sequence": list(BCA)}]


def test_parts_of_the_alphabet(tmp_path: Path) -> None:
    guide = by(tmp_path, LEAST + SURNAMES, split="surname", groups=HALVES)
    assert guide.partition is Partition.SURNAME
    assert guide.regions == (
        Region("part 1", text("A–G, Z"), "part-1", (), tuple("ABCDEFGZ"), 0),
        Region("part 2", text("H–Y"), "part-2", (), tuple("HIJKLMNOPQRSTUVWXY"), 1),
    )
    assert [order.slug for order in guide.lists] == ["part-1", "part-2"]
    assert (guide.routes, guide.constituencies) == ((), ())


def test_regions_called_after_letters(tmp_path: Path) -> None:
    letters = {letter: list(ABC) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXY"}
    own = '[regions."Y"]\nkeys = ["Y", "Z"]\n'
    guide = by(tmp_path, LEAST + own, sequences=letters)
    assert guide.partition is Partition.SURNAME
    assert guide.regions[0] == Region("A", text("A"), "a", (), ("A",), 0)
    assert guide.regions[24] == Region("Y", text("Y–Z"), "y", (), ("Y", "Z"), 0)
    own = '[regions."Y"]\nkeys = ["Y"]\n'
    assert refusal(tmp_path, LEAST + own, sequences=letters) == (
        "guide.toml, line 5: `Z` belongs to no region of the plan; add it to the `keys` of one"
    )


def test_letters_that_nobody_has_go_to_a_neighbour(tmp_path: Path) -> None:
    letters = {letter: list(ABC) for letter in "BCFG"} | {"H-M": list(BCA), "S": list(BCA)}
    guide = by(tmp_path, LEAST, sequences=letters)
    assert guide.partition is Partition.SURNAME
    assert [(region.title.said[0][1], "".join(region.keys)) for region in guide.regions] == [
        ("A–B", "AB"),
        ("C–E", "CDE"),
        ("F", "F"),
        ("G", "G"),
        ("H–R", "HIJKLMNOPQR"),
        ("S–Z", "STUVWXYZ"),
    ]


def test_months_of_birth_have_their_names(tmp_path: Path) -> None:
    config = 'languages = ["en", "cy"]\npartition = "birth-month"\n' + LEAST
    own = '[regions."First"]\nkeys = ["January-Jun"]\n[regions."Second"]\nkeys = [7, "8 to 12"]\n'
    sequences = {"First": list(ABC), "Second": list(BCA)}
    guide = by(tmp_path, config + own, sequences=sequences)
    assert [(region.title, region.keys) for region in guide.regions] == [
        (text("January–June", "Ionawr–Mehefin"), tuple("123456")),
        (text("July–December", "Gorffennaf–Rhagfyr"), ("7", "8", "9", "10", "11", "12")),
    ]


def test_last_digits(tmp_path: Path) -> None:
    digits = {digit: list(ABC if digit in "02468" else BCA) for digit in "0123456789"}
    guide = by(tmp_path, LEAST, sequences=digits)
    assert guide.partition is Partition.LAST_DIGIT
    assert [region.keys for region in guide.regions] == [(digit,) for digit in "0123456789"]
    assert [order.slug for order in guide.lists] == ["0-2-4-6-8", "1-3-5-7-9"]


OWN = {"Highlands": list(ABC), "Faculty of Arts": list(BCA)}


def test_regions_to_choose_from(tmp_path: Path) -> None:
    config = 'languages = ["en", "cy"]\npartition = "choice"\n' + LEAST
    own = '[regions."Highlands"]\ntitle = { en = "The Highlands", cy = "Yr Ucheldiroedd" }\n'
    guide = by(tmp_path, config + own, sequences=OWN)
    assert guide.partition is Partition.CHOICE
    assert guide.regions == (
        Region("Highlands", text("The Highlands", "Yr Ucheldiroedd"), "highlands", (), (), 0),
        Region("Faculty of Arts", text("Faculty of Arts"), "faculty-of-arts", (), (), 1),
    )
    assert (guide.routes, guide.constituencies) == ((), ())
    # Whoever says so lets members choose among places and letters too.
    for names in (("Coast", "Hills"), ("A-M", "N-Z")):
        sequences = dict(zip(names, (list(ABC), list(BCA)), strict=True))
        guide = by(tmp_path, 'partition = "choice"\n' + LEAST, sequences=sequences)
        assert [(one.name, one.areas, one.keys) for one in guide.regions] == [
            (name, (), ()) for name in names
        ]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        *(
            (
                f'partition = "choice"\n{LEAST}[regions."Highlands"]\ntitle = "H"\n{key} = ["A"]\n',
                f'line 8: `{key}` has no meaning where the partition is "choice"; take it out, or'
                " change `partition`",
            )
            for key in ("areas", "keys")
        ),
        (
            f'partition = "choice"\npostcodes = "p.txt"\n{LEAST}',
            "line 3: `postcodes` has no meaning where the regions are not places; take it out",
        ),
        (
            f'partition = "choise"\n{LEAST}',
            "line 2: `partition` cannot be `choise`; did you mean `choice`?",
        ),
        (
            f'partition = "place"\n{LEAST}[regions."Highlands"]\ntitle = "H"\n',
            "line 6: no area is called after the plan's region `Highlands`; say which it has:"
            ' `areas = […]` under [regions."Highlands"] in guide.toml',
        ),
        (
            f'{LEAST}[regions."Highlands"]\ntitle = "H"\n',
            "line 5: no area is called after the plan's region `Highlands`; say which it has:"
            ' `areas = […]` under [regions."Highlands"] in guide.toml; or let members choose their'
            ' region: `partition = "choice"`',
        ),
    ],
)
def test_regions_of_ones_own_that_are_wrong(tmp_path: Path, config: str, said: str) -> None:
    assert refusal(tmp_path, config, sequences=OWN) == f"guide.toml, {said}"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            '["A-F"]',
            "line 5: `G` belongs to no region of the plan; add it to the `keys` of one",
        ),
        ('["A-Z"]', "line 8: `H` is in the keys of `part 1` and of `part 2`; take one out"),
        ('["F-A"]', "line 6: `F-A` runs backwards; write `A-F`"),
        ('["A-Mc"]', 'line 6: `Mc` is not a letter from A to Z; write for example ["A-F"]'),
        ('["A-C-E"]', 'line 6: `A-C-E` is not a range of keys; write for example ["A-F"]'),
        ('["Ł"]', 'line 6: `Ł` is not a letter from A to Z; write for example ["A-F"]'),
        ('[""]', 'line 6: `` is not a range of keys; write for example ["A-F"]'),
        ("[true]", 'line 6: `keys` must be text, not true or false; write for example ["A-F"]'),
    ],
)
def test_keys_that_are_wrong(tmp_path: Path, keys: str, said: str) -> None:
    config = LEAST + SURNAMES.lstrip().replace('["A-G", "z"]', keys)
    found = refusal(tmp_path, config, split="surname", groups=HALVES)
    assert found.removeprefix("guide.toml, ") == said


def test_parts_that_nobody_told(tmp_path: Path) -> None:
    assert refusal(tmp_path, LEAST, split="surname", groups=HALVES) == (
        "guide.toml: the plan has 2 lists by surname, and does not say where each begins; count"
        ' your members by initial, and write under [regions."part 1"] and so on to'
        ' [regions."part 2"] which letters each has: `keys = ["A-F"]`'
    )
    config = f'partition = "last-digit"\n{LEAST}'
    assert refusal(tmp_path, config, sequences={"Even": list(ABC)}) == (
        "guide.toml: `Even` does not say which part it is; write for example `keys = "
        '["0-4"]` under [regions."Even"]'
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            'partition = "place"',
            'guide.toml, line 2: plan `p` is split by surname, not by `place`; write `partition = "'
            'surname"`',
        ),
        (
            "constituencies = 2024",
            "guide.toml, line 2: `constituencies` has no meaning where the regions are not places;"
            " take it out",
        ),
        (
            '[routes]\njersey = "part 1"',
            "guide.toml, line 2: `routes` has no meaning where the regions are not places; take it"
            " out",
        ),
    ],
)
def test_what_only_places_have(tmp_path: Path, line: str, said: str) -> None:
    first, _, rest = line.partition("\n")
    config = f"{first}\n{rest}\n{LEAST}" if not rest else f"{LEAST}{line}\n"
    found = refusal(tmp_path, config + SURNAMES, split="surname", groups=HALVES)
    assert found.replace("line 5", "line 2") == said


# -- routes and local parties ----------------------------------------------------------------------


def test_nobody_is_guessed_a_region_abroad(tmp_path: Path) -> None:
    sequences = {"Coast": list(ABC), "Hills": list(BCA), "Isles": list(ABC)}
    guide = by(tmp_path, LEAST, sequences=sequences)
    assert {route.region for route in guide.routes} == {None}
    assert {route.region for route in by(tmp_path, LEAST, sequences={"All": ["X"]}).routes} == {0}


def test_fonts_for_letters_that_posters_lack(tmp_path: Path) -> None:
    for name in ("Tiny-Regular.ttf", "Tiny-Bold.ttf", "other.ttf"):
        font_file(tmp_path / name, {"李": Bar()})

    def loaded(said: str) -> Loaded:
        return load_in(tmp_path, f"fallback_font = {said}\n{CONFIG}")

    tiny = Font("Tiny-Regular.ttf", *(str(tmp_path / f"Tiny-{w}.ttf") for w in ("Regular", "Bold")))
    other = Font("other.ttf", str(tmp_path / "other.ttf"), str(tmp_path / "other.ttf"))
    assert loaded('"other.ttf"').fonts == (other,)
    assert loaded('[\n"Tiny-Regular.ttf",\n"other.ttf"]').fonts == (tiny, other)
    assert load_in(tmp_path, CONFIG).fonts == ()
    (tmp_path / "list.ttf").write_text("Ann Archer")
    for said, expected in (
        (
            '"none.ttf"',
            "line 1: `none.ttf` is not a font for posters and cards: it cannot be read: No such"
            " file or directory; name a font's .ttf or .otf file",
        ),
        (
            '[\n"other.ttf",\n"list.ttf"]',
            "line 3: `list.ttf` is not a font for posters and cards: it is not a font; name a"
            " font's .ttf or .otf file",
        ),
        ("5", "line 1: `fallback_font` must be text, not a number; put it in quotation marks"),
    ):
        with pytest.raises(InputError) as caught:
            loaded(said)
        assert str(caught.value) == f"{tmp_path / 'guide.toml'}, {expected}"


def test_postcodes_without_constituencies(tmp_path: Path) -> None:
    load_in(tmp_path)
    (tmp_path / "guide.toml").write_text(f'plan = "plan.json"\n{LEAST}', encoding="utf-8")
    bare = replace(INDEX, constituencies=())
    found = load(str(tmp_path / "guide.toml"), index=bare, known=("en",))
    assert found.guide.constituencies == ()
    assert "the postcodes come without constituencies: nobody can choose by them" in found.remarks
    told = f"constituencies = 2024\n{LEAST}plan = 'plan.json'\n"
    (tmp_path / "guide.toml").write_text(told, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(str(tmp_path / "guide.toml"), index=bare, known=("en",))
    assert str(caught.value).endswith("line 1: there are no constituencies of 2024; write false")


def test_nobody_is_asked_for_a_local_party(tmp_path: Path) -> None:
    config = CONFIG.replace("constituencies = 2010", "constituencies = false").replace(
        '"Moor" = "Coast"\n', ""
    )
    assert load_in(tmp_path, config).guide.constituencies == ()


def test_who_is_told_to_whom_it_belongs(tmp_path: Path) -> None:
    """Two regions with one list may say why in the same words."""
    same = CONFIG.replace(
        '[regions."Hills"]',
        '[regions."Isles and abroad"]\nwhy = "Ann is from here."\n[regions."Hills"]',
    )
    assert load_in(tmp_path, same).guide.lists[0].why == text("Ann is from here.")
