"""Sayings in words: every key has them, figures are rounded to their errors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from planning.sayings.letters import ground
from planning.small import scenario

from hustings.planning.sayings.ask import ask
from hustings.planning.sayings.ground import Ground, on_ballots, on_scenario
from hustings.planning.sayings.model import Figure, Unit
from hustings.report.ask.sayings.numbers import filled, written
from hustings.report.ask.sayings.text import render
from hustings.report.ask.words import languages, load
from hustings.report.charts import MINUS
from report.stored import check_stored


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure("f", 0.05, 0.073, Unit.CHANCE), "5 % (0 to 19)"),
        (Figure("f", 0.98, 0.02, Unit.CHANCE), "98 % (94 to 100)"),
        (Figure("f", 0.0713, 0.0042, Unit.SHARE), "7.1 % (6.3 to 8.0)"),
        (Figure("f", 1.0, 5e-9, Unit.SHARE), "100.00 %"),
        (Figure("f", 0.0008, 0.00004, Unit.SHARE), "0.08 % (0.07 to 0.09)"),
        (Figure("f", -0.2, 0.1, Unit.SEATS), f"{MINUS}0.20 seats ({MINUS}0.40 to 0.00)"),
        (Figure("f", 3.5, 0.5, Unit.NAMES), "3.5 names (2.5 to 4.5)"),
        (Figure("f", 1, None, Unit.NAMES), "1 name"),
        (Figure("f", 2, None, Unit.SEATS), "2 seats"),
        (Figure("f", 0.2791, None, Unit.SHARE), "27.91 %"),
        (Figure("f", 1, None, Unit.FACT), "yes"),
        (Figure("f", 0, None, Unit.FACT), "no"),
        (Figure("f", 0, None, Unit.DRAWS), "0 draws"),
    ],
)
def test_figures_in_english(figure: Figure, expected: str) -> None:
    assert written(figure, load("en")) == expected


def test_what_fills_a_place() -> None:
    values = {"share": 0.4151, "k": 12, "slate": "Trees", "who": "everybody"}
    assert filled(values, load("en")) == {
        "share": "41.5 %",
        "k": "12",
        "k_names": "12 names",
        "slate": "Trees",
        "who": "everybody’s ballots",
    }


def grounds() -> dict[str, Ground]:
    """A scenario, one in which nobody else stands, and ballots."""
    two = scenario(
        seats=2,
        slates={"Us": ["A", "B"], "Them": ["C", "D"]},
        support={"Us": (0.6, 0.5), "Them": (0.4, 0.5)},
        voters=(100, 80),
        follow=0.5,
    )
    alone = scenario(
        seats=1, slates={"Us": ["A", "B"]}, support={"Us": (1.0,)}, voters=(50,), lists=1
    )
    sample = on_scenario(two, draws=2).sample(0)
    ballots = on_ballots(sample.election, sample.profile, sample.rules, lots=sample.lots, draws=2)
    return {
        "two": on_scenario(two, draws=2),
        "alone": on_scenario(alone, draws=2),
        "meek": on_scenario(two, draws=2, rules="meek-prf", slate="Them"),
        "ballots": ballots,
    }


@pytest.mark.parametrize("ground", ["two", "alone", "meek", "ballots"])
@pytest.mark.parametrize("language", languages())
def test_pictures_have_words(ground: str, language: str) -> None:
    words = load(language)
    for tested in ask(grounds()[ground]).sayings:
        for series in tested.series:
            assert words(f"series.{series.what}", **filled(series.about, words))
            assert words(f"axes.{series.what}")
            assert series.points


def test_the_text_whole() -> None:
    papers = [("A", 38), ("AB", 1), ("ABD", 1), ("C", 31), ("D", 26), ("DC", 3)]
    slates = {"Us": "AB", "Them": "CD", "Others": "EF"}
    there = ground(papers, slates, seats=2, slate="Us", draws=5)
    asked = ask(there, ["beyond", "loathed", "exhausted"])
    check_stored(Path(__file__).parent, "sayings.txt", render(asked))


def test_a_single_saying_needs_no_table_and_a_stopped_one_says_so() -> None:
    asked = ask(grounds()["ballots"], ["beyond"])
    text = render(replace(asked, complete=False))
    assert text.count("Preferences beyond 12") == 1
    assert "Stopped early: fewer draws than were asked for." in " ".join(text.split())
