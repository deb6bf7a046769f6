"""`hustings guide build` and `serve`, and the demonstration's last step."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from report.print.fonts import Bar
from report.print.fonts import write as font_file

from cli.conftest import Hustings
from hustings.demo import guide as demo_guide
from hustings.demo.plan import NAME as PLAN
from hustings.guide import words

NEC2020 = Path(__file__).resolve().parents[2] / "examples" / "nec2020"
CONFIG = """\
title = "Tea committee"
slate = "Leaf"
organisation = "Friends of Leaf"
address = "https://tea.example/"
languages = ["en"]
plan = "plan.json"
partition = "last-digit"

[dates]
published = 2021-03-01
closes = 2021-04-01T12:00:00

[regions."even"]
keys = ["0", "2", "4", "6", "8"]

[regions."odd"]
keys = ["1", "3", "5", "7", "9"]
"""
SEQUENCES = {"even": ["Ann", "Ben"], "odd": ["Ben", "Ann"]}


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a config and a plan, and the one to be in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guide.toml").write_text(CONFIG)
    write(tmp_path, SEQUENCES)
    return tmp_path


def write(folder: Path, sequences: dict[str, list[str]]) -> None:
    plan = {"format": "hustings-plan/1", "plans": [{"name": "ours", "sequences": sequences}]}
    (folder / "plan.json").write_text(json.dumps(plan))


def test_before_publication_it_says_which_text_names_whom(hustings: Hustings, tea: Path) -> None:
    config = CONFIG.replace("[regions", '[texts]\nintro = "Vote for ann!"\n\n[regions', 1)
    (tea / "guide.toml").write_text(config)
    call = ("guide", "build", "--config", "guide.toml", "-o", "site", "--date")
    said = (
        "hustings: note: the lists are not to be seen yet, but `texts.intro` names `Ann`: every"
        " page of the site is public; take the name out until then\n"
    )
    assert hustings(*call, "2021-02-28").err == said
    assert hustings(*call, "2021-03-01").err == ""


def test_a_site_its_second_build_and_its_third(hustings: Hustings, tea: Path) -> None:
    told = hustings("guide", "build", "--date", "2021-03-02")
    assert (told.status, told.err) == (0, "")
    first, second = told.out.splitlines()
    assert re.fullmatch(r"site: build 1 of 2021-03-02, \d+ files, 0\.\d MB\.", first)
    assert second == "Look at it: hustings guide serve site"

    told = hustings("guide", "build", "--date", "2021-03-05")
    assert told == (0, "site: nothing has changed since build 1 of 2021-03-02.\n", "")

    write(tea, {**SEQUENCES, "odd": ["Ann", "Ben"]})
    told = hustings("guide", "build", "plan.json", "--date", "2021-03-05", "-o", "site")
    assert (told.status, told.err) == (0, "")
    lines = told.out.splitlines()
    assert lines[0].startswith("site: build 2 of 2021-03-05, ")
    assert lines[1:] == ["Changed lists: odd.", "Look at it: hustings guide serve site"]


def test_a_third_language_is_one_file_beside_the_config(hustings: Hustings, tea: Path) -> None:
    english = Path(words.__file__).with_name("en.toml")
    polish = english.read_text("utf-8").replace('code = "en"', 'code = "pl"')
    (tea / "words").mkdir()
    (tea / "words" / "pl.toml").write_text(polish.replace("Show my list", "Pokaż"), "utf-8")
    (tea / "guide.toml").write_text(CONFIG.replace('["en"]', '["en", "pl"]'))
    told = hustings("guide", "build", "--date", "2021-03-02", "-q")
    assert (told.status, told.err) == (0, "")
    assert 'lang="pl"' in (tea / "site" / "pl" / "index.html").read_text("utf-8")


def test_a_build_json_of_somebody_elses_making_leads_nowhere(hustings: Hustings, tea: Path) -> None:
    assert hustings("guide", "build", "--date", "2021-03-02").status == 0
    path = tea / "site" / "build.json"
    told = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(told | {"addresses": {"../../escaped": ["odd"]}}))
    before = sorted(tea.rglob("*"))
    found = hustings("guide", "build", "--date", "2021-03-02", "--again")
    assert (found.status, found.err) == (
        2,
        "hustings: site/build.json: this was not written by a build of a guide; build into a new"
        " folder\n",
    )
    assert sorted(tea.rglob("*")) == before


def test_what_a_campaign_should_know_is_a_note(hustings: Hustings, tea: Path) -> None:
    config = CONFIG.replace('address = "https://tea.example/"\n', "").replace("Leaf", "Leaf ☕")
    (tea / "guide.toml").write_text(config)
    allowed = ("guide", "build", "--date", "2021-03-02", "--allow-missing-letters")
    told = hustings(*allowed)
    assert (told.status, told.err.splitlines()) == (
        0,
        [
            "hustings: note: without `address` posters have no QR code, and shared links no"
            " picture",
            "hustings: note: posters and cards have boxes for letters that they cannot show:"
            " `Leaf ☕`, `Friends of Leaf ☕`",
        ],
    )
    assert hustings(*allowed, "--again", "-q").err == ""


def test_letters_that_posters_cannot_show_are_refused_by_name(
    hustings: Hustings, tea: Path
) -> None:
    (tea / "guide.toml").write_text(CONFIG.replace("Leaf", "Leaf ☕"))
    told = hustings("guide", "build", "--date", "2021-03-02")
    assert (told.status, told.out) == (2, "")
    assert told.err == (
        "hustings: posters and cards cannot show `Leaf ☕`, for their fonts have no ☕ (signs);"
        " `Friends of Leaf ☕`, for their fonts have no ☕ (signs); put the font Noto Emoji (for"
        ' signs) beside guide.toml and name it there: `fallback_font = "NotoEmoji-Regular.ttf"`,'
        " or build with --allow-missing-letters, which puts a box in place of each letter\n"
    )
    assert not (tea / "site").exists()
    font_file(tea / "NotoEmoji-Regular.ttf", {"☕": Bar()})
    config = f'fallback_font = "NotoEmoji-Regular.ttf"\n{CONFIG}'
    (tea / "guide.toml").write_text(config.replace("Leaf", "Leaf ☕"))
    assert hustings("guide", "build", "--date", "2021-03-02").status == 0


def test_before_the_lists_may_be_seen(hustings: Hustings, tea: Path) -> None:
    told = hustings("guide", "build", "--date", "2021-02-28")
    assert told.status == 0
    assert told.out.splitlines()[1] == (
        "The lists are not in it: they are to be shown later. Build again on or after that day."
    )
    assert not (tea / "site" / "lists.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--config", "no.toml"),
            "hustings: no.toml: there is no such file; `hustings guide new -o no.toml` makes",
        ),
        (("no.json",), "hustings: no.json: this cannot be read: No such file or directory"),
        (("guide.toml",), "hustings: guide.toml, line 1: this is not JSON"),
        (("--date", "soon"), "hustings: 'soon' is not a date; write it as in 2020-10-19"),
        (("--plan", "theirs"), "hustings: ./plan.json: this has no plan `theirs`; its plans are"),
        (("-o", "guide.toml"), "hustings: guide.toml: this is a file; name a folder"),
        (("-o", "."), "hustings: .: this folder cannot be replaced whole"),
        (("-o", "no/site"), "hustings: no/site: there is no folder"),
        (("-o", "mine"), "hustings: mine: this folder has other files in it, which a build would"),
        (("--postcodes", "guide.toml"), "hustings: "),
        (("plan.json", "other.json"), "hustings: got unexpected extra argument (other.json)"),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_touched(
    hustings: Hustings, tea: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tea / "mine").mkdir()
    (tea / "mine" / "letter.txt").write_text("dear")
    before = sorted(path for path in tea.rglob("*"))
    if arguments[0] == "--postcodes":
        config = CONFIG.replace("last-digit", "place").split("[regions")[0]
        (tea / "guide.toml").write_text(config)
        write(tea, {"Wales": ["Ann", "Ben"], "Scotland": ["Ben", "Ann"]})
    told = hustings("guide", "build", *arguments)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith(said)
    assert told.err.count("\n") == 1
    assert sorted(path for path in tea.rglob("*")) == before


def test_a_mistake_in_a_later_build_leaves_the_site(hustings: Hustings, tea: Path) -> None:
    hustings("guide", "build", "--date", "2021-03-02")
    before = {path: path.read_bytes() for path in (tea / "site").rglob("*") if path.is_file()}
    write(tea, {**SEQUENCES, "odd": ["Ann", "Ann"]})
    told = hustings("guide", "build")
    assert told.status == 2
    after = {path: path.read_bytes() for path in (tea / "site").rglob("*") if path.is_file()}
    assert after == before


def test_serving_says_where_and_stops(tea: Path, hustings: Hustings) -> None:
    hustings("guide", "build", "--date", "2021-03-02")
    command = [sys.executable, "-m", "hustings", "guide", "serve", "site", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout is not None
            found = re.fullmatch(
                r"Serving site at http://(127\.0\.0\.1):(\d+)/\n", serving.stdout.readline()
            )
            assert found
            assert serving.stdout.readline() == "Stop with Ctrl-C.\n"
            connection = HTTPConnection(found[1], int(found[2]), timeout=10)
            connection.request("GET", "/")
            assert b"Tea committee" in connection.getresponse().read()
            connection.close()
            serving.send_signal(signal.SIGINT)
            assert serving.wait(timeout=20) == 0
        finally:
            serving.kill()  # or a server that does not stop would be waited for for ever


def test_serving_nothing_is_refused(hustings: Hustings, tea: Path) -> None:
    told = hustings("guide", "serve", "nothing")
    assert (told.status, told.out) == (2, "")
    assert told.err == (
        "hustings: nothing: there is no site in this folder; make one with"
        " `hustings guide build PLAN --config guide.toml -o FOLDER`\n"
    )


def test_the_demonstration_makes_a_finder(tmp_path: Path) -> None:
    os.symlink(NEC2020 / "plan2020.json", tmp_path / f"{PLAN}.json")
    said: list[str] = []
    folder = demo_guide.run(str(tmp_path), said.append)
    assert folder == str(tmp_path / demo_guide.NAME)
    told = "\n".join(said)
    assert told.startswith("5. Published: a finder for members, from postcode to list\n")
    assert "\n   6 lists for 12 areas in 2 languages: " in told
    assert max(map(len, said)) <= 80 or str(tmp_path) in max(said, key=len)
    assert (tmp_path / demo_guide.NAME / "cy" / "index.html").is_file()
    # Again: the same files.
    again: list[str] = []
    demo_guide.run(str(tmp_path), again.append)
    assert again == said


def test_without_the_packages_the_demonstration_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_guide, "find_spec", lambda name: None if name == "fpdf" else True)
    said: list[str] = []
    assert demo_guide.run(str(tmp_path), said.append) == ""
    assert said == [
        "5. Publishing the lists needs fpdf: pip install hustings[guide], then run the"
        " demonstration again."
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("flags", "planned", "served"),
    [
        ((), True, False),  # nobody looks on: the output is no terminal
        (("--serve",), True, True),
        (("--no-serve",), True, False),
        (("--serve",), False, False),  # without a plan there is nothing to publish
    ],
)
def test_the_demonstration_serves_only_where_it_should(
    hustings: Hustings,
    monkeypatch: pytest.MonkeyPatch,
    flags: tuple[str, ...],
    planned: bool,
    served: bool,
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("hustings.demo.count.run", lambda out, echo: None)
    monkeypatch.setattr("hustings.demo.plan.run", lambda out, echo: planned)
    monkeypatch.setattr(demo_guide, "run", lambda out, echo: "the-site")
    monkeypatch.setattr("hustings.demo.vote.last.run", lambda out, echo: seen.append(out) or 0)
    monkeypatch.setattr(demo_guide, "serve", lambda folder, echo: seen.append(folder))
    told = hustings("demo", *flags)
    assert (told.status, told.err) == (0, "")
    # An election is held last, before anything that only Ctrl-C ends.
    assert seen == (["out"] if planned else []) + (["the-site"] if served else [])
    assert ("hustings guide serve the-site" in told.out) == planned


def test_a_demonstration_whose_election_fails_fails_too(
    hustings: Hustings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hustings.demo.count.run", lambda out, echo: None)
    monkeypatch.setattr("hustings.demo.plan.run", lambda out, echo: True)
    monkeypatch.setattr(demo_guide, "run", lambda out, echo: "the-site")
    monkeypatch.setattr("hustings.demo.vote.last.run", lambda out, echo: 2)
    assert hustings("demo", "--serve").status == 2
