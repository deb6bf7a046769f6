"""Language files: what they say, and how a faulty one is refused."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.guide import words
from hustings.report import when
from hustings.report.languages import read as read_words

PLACE = re.compile(r"\{([a-z_]+)\}")
EN, CY = words.load("en"), words.load("cy")

SMALL = """\
[language]
code = "en"
name = "English"
direction = "ltr"
locale = "en_GB"
plurals = { one = "1" }

[page]
hello = "Hello {name}"
left = { one = "One day", other = "{n} days" }
"""
REFERENCE = read_words(SMALL, "en.toml")
OTHER = SMALL.replace('"en"', '"xx"').replace("Hello {name}", "Salut, {name}")


def test_a_string_with_its_places() -> None:
    assert REFERENCE("page.hello", name="<Ada & {n}>") == "Hello <Ada & {n}>"


@pytest.mark.parametrize(("n", "said"), [(0, "0 days"), (1, "One day"), (2, "2 days")])
def test_english_plurals(n: int, said: str) -> None:
    assert REFERENCE("page.left", n=n) == said


def test_a_string_or_a_place_that_is_not_there_is_the_callers_fault() -> None:
    with pytest.raises(KeyError, match=r"page\.nothing"):
        REFERENCE("page.nothing")
    with pytest.raises(KeyError, match="name"):
        REFERENCE("page.hello")


def test_welsh_plurals() -> None:
    assert [CY("state.left", n=n) for n in (0, 1, 2, 3, 4, 6, 7)] == [
        "Dim diwrnod ar ôl",
        "1 diwrnod ar ôl",
        "2 ddiwrnod ar ôl",
        "3 diwrnod ar ôl",
        "4 diwrnod ar ôl",
        "6 diwrnod ar ôl",
        "7 diwrnod ar ôl",
    ]


def test_forms_for_ranges_of_numbers() -> None:
    polish = OTHER.replace('{ one = "1" }', '{ one = "1", few = "2-4 22-24" }').replace(
        'one = "One day"', 'few = "{n} dni"'
    )
    read = read_words(polish, "pl.toml", REFERENCE)
    assert [read("page.left", n=n) for n in (1, 2, 4, 5, 22, 25)] == [
        "1 days",
        "2 dni",
        "4 dni",
        "5 days",
        "22 dni",
        "25 days",
    ]


def test_names_in_a_sentence_and_numbers() -> None:
    assert [EN.joined(names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert CY.joined(("Llundain", "Cymru")) == "Llundain, Cymru"
    assert [EN.number(n) for n in (999, 9999, 10000, 1234567)] == [
        "999",
        "9999",
        "10,000",
        "1,234,567",
    ]


def test_days_and_moments() -> None:
    day = date(2020, 11, 12)
    assert when.day(EN, day) == "12 November 2020"
    assert when.day(CY, day) == "12 Tachwedd 2020"
    assert when.weekday(CY, day) == "dydd Iau 12 Tachwedd 2020"
    said = [
        when.end(EN, datetime(2020, 11, 12, hour, minute))
        for hour, minute in ((12, 0), (0, 0), (9, 5), (17, 30), (23, 59), (12, 1), (0, 30))
    ]
    assert said == [
        "noon on Thursday 12 November 2020",
        "midnight at the end of Wednesday 11 November 2020",
        "9.05am on Thursday 12 November 2020",
        "5.30pm on Thursday 12 November 2020",
        "11.59pm on Thursday 12 November 2020",
        "12.01pm on Thursday 12 November 2020",
        "12.30am on Thursday 12 November 2020",
    ]
    assert when.beginning(EN, datetime(2020, 11, 12)) == "Thursday 12 November 2020"
    assert when.end(CY, datetime(2021, 1, 1)) == "hanner nos ar ddiwedd dydd Iau 31 Rhagfyr 2020"
    assert when.end(CY, datetime(2020, 11, 12, 18)) == "6yh, dydd Iau 12 Tachwedd 2020"


# -- every language of ours ----------------------------------------------------------------------


def test_languages_are_found(tmp_path: Path) -> None:
    assert words.languages() == ("cy", "en")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "gd.toml").write_text("")
    (tmp_path / "words" / "notes.txt").write_text("")
    assert words.languages(str(tmp_path)) == ("cy", "en", "gd")
    assert words.languages(str(tmp_path / "nowhere")) == ("cy", "en")


@pytest.mark.parametrize("language", words.languages())
def test_every_language_says_everything(language: str) -> None:
    said = words.load(language)
    assert said.language == language
    assert sorted(said.known) == sorted(EN.known)
    for key in EN.known:
        english = {p for form in EN._strings[key].values() for p in PLACE.findall(form)}
        theirs = {p for form in said._strings[key].values() for p in PLACE.findall(form)}
        assert theirs == english, key


def test_welsh_is_welsh() -> None:
    """A string that is the same in both languages was forgotten, unless it is one of these."""
    same = {
        "dates.day", "dates.weekday", "site.titled", "answer.of",
        "routes.jersey", "routes.guernsey", "how.votes_of", "how.with_votes",
        *(key for key in EN.known if key.startswith("joining.")),
    }  # fmt: skip
    assert {key for key in EN.known if EN._strings[key] == CY._strings[key]} - same == set()


def test_a_further_language_beside_the_configuration(tmp_path: Path) -> None:
    text = Path(words.__file__).with_name("en.toml").read_text(encoding="utf-8")
    (tmp_path / "words").mkdir()
    path = tmp_path / "words" / "gd.toml"
    path.write_text(
        text.replace('code = "en"', 'code = "gd"').replace('"Privacy"', '"Prìobhaideachd"'),
        encoding="utf-8",
    )
    said = words.load("gd", str(tmp_path))
    assert (said.language, said("privacy.title")) == ("gd", "Prìobhaideachd")
    path.write_text(text.replace('code = "en"', 'code = "ga"'), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        words.load("gd", str(tmp_path))
    assert str(refused.value) == (
        f'{path}, line 5: [language] code is "ga", the file\'s name says "gd"'
    )


# -- refused -------------------------------------------------------------------------------------

FAULTS = {
    "no TOML": ("[page", "is not TOML: Expected ']' at the end of a table declaration"),
    "no [language]": ("[page]\nhello = 'x'\n", "lacks the table [language]"),
    "no name": (
        OTHER.replace('name = "English"\n', ""),
        "line 1: [language] lacks name, or it is not in quotation marks",
    ),
    "unknown in [language]": (
        OTHER.replace("locale", "colour = 'red'\nlocale"),
        "line 5: [language] has the unknown key colour",
    ),
    "direction": (
        OTHER.replace('"ltr"', '"up"'),
        'line 4: [language] direction is neither "ltr" nor "rtl"',
    ),
    "plurals": (
        OTHER.replace('one = "1"', "one = 1"),
        'line 6: plurals one is not a list of numbers such as "1" or "2-4 22-24"',
    ),
    "missing key": (
        OTHER.replace('hello = "Salut, {name}"\n', ""),
        "lacks [page] hello",
    ),
    "missing keys": (
        OTHER[: OTHER.index("[page]")],
        "lacks [page] hello and 1 more",
    ),
    "unknown key": (OTHER + 'more = "x"\n', "line 11: has the unknown string [page] more"),
    "unknown table": (OTHER + '[more]\nx = "x"\n', "line 12: has the unknown string [more] x"),
    "missing place": (
        OTHER.replace("{name}", ""),
        "line 9: [page] hello lacks the place {name}",
    ),
    "unknown place": (
        OTHER.replace("{name}", "{name} {nane}"),
        "line 9: [page] hello has the unknown place {nane}",
    ),
    "place missing in a form": (
        OTHER.replace("{n} days", "days"),
        "line 10: [page] left lacks the place {n}",
    ),
    "a stray brace": (
        OTHER.replace("{name}", "{name} {"),
        "line 9: [page] hello has a brace that is not a {place}",
    ),
    "nothing said": (OTHER.replace("Salut, {name}", " "), "line 9: [page] hello is empty"),
    "no words": (
        OTHER.replace('"Salut, {name}"', "3"),
        "line 9: [page] hello is neither words nor their plurals",
    ),
    "unknown form": (
        OTHER.replace("one =", "two =", 2).replace(
            'plurals = { two = "1" }', 'plurals = {one="1"}'
        ),
        "line 10: [page] left has a form 'two'; [language] plurals does not say for which numbers",
    ),
    "no other": (
        OTHER.replace('other = "{n} days"', "").replace('day", ', 'day"'),
        'line 10: [page] left lacks the form "other"',
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_files_are_refused(fault: str) -> None:
    text, what = FAULTS[fault]
    with pytest.raises(InputError) as refused:
        read_words(text, "xx.toml", REFERENCE)
    separator = ", " if what.startswith("line") else ": "
    assert str(refused.value).startswith(f"xx.toml{separator}{what}")


@pytest.mark.parametrize(
    ("language", "what"),
    [
        (
            "xx",
            "there are no words for the language 'xx', only for cy, en; choose one of these",
        ),
        ("../cy", "'../cy' is not a language code; write one such as \"cy\""),
    ],
)
def test_unknown_languages_are_refused(language: str, what: str) -> None:
    with pytest.raises(InputError) as refused:
        words.load(language)
    assert str(refused.value) == what


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    path = tmp_path / "words" / "xx.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"cannot be read: .*; save it as UTF-8 text"):
        words.load("xx", str(tmp_path))
