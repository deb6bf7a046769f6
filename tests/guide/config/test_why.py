"""Why a list is as it is: the sentences that are made from the plan's figures."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from guide.examples import NEC2020
from hustings.guide import words
from hustings.guide.config.file import load
from hustings.guide.model import Guide, Partition, PublishedSequence, Reason, Region, Text
from hustings.guide.pages import why
from hustings.guide.postcodes.file import bundled
from hustings.planning.plan.figures import Provenance
from hustings.planning.scenario import file as scenario_file
from hustings.planning.scenario.model import scenario_digest

NAMES = ("Ann Archer", "Bea Bell", "Cat Cole")
EVALUATED = Provenance("p", draws=12_000, expected=(2.456, 0.01), standing=3)
SPREAD = Reason((("Ann Archer", 1), ("Bea Bell", 1), ("Cat Cole", 1)))
TRANSFER = (
    "Your vote works for Ann Archer first; what is not needed there, or all of it if Ann Archer"
    " cannot be elected, goes on to Bea Bell and then down the list."
)
SIMULATED = (
    "In 12,000 elections simulated from our assumptions, the 3 lists together elect 2.5 of our 3"
    " candidates on average"
)
SHARED = "so that first preferences are shared out among 3 of us."


def guide_of(reason: Reason | None, lists: int = 3, **changed: object) -> Guide:
    order = PublishedSequence(1, "one", NAMES, (0,), Text(), reason)
    regions = (
        Region("R", Text((("en", "The Region"), ("cy", "Yr Ardal"))), "r", ("London",), (), 0),
    )
    plain = Guide(
        Text((("en", "T"),)), "S", "O", ("en",), Partition.PLACE, regions, (order,) * lists
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def told(guide: Guide, language: str = "en") -> str:
    found, text = why.explanation(guide, guide.lists[0], words.load(language))
    assert found == language
    return text


BEHIND = replace(
    SPREAD,
    start=(16_546.9, 12_954.9),
    instead=("Bea Bell", -0.06, 0.02),
    chances=(("Ann Archer", 1.0, 0.007), ("Bea Bell", 0.384, 0.034), ("Cat Cole", 0.0, 0.007)),
)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            BEHIND,
            (
                "Ann Archer can expect about 16,547 first preferences; 12,955 are enough to be"
                " elected at once.",
                "With Bea Bell first on this list, 0.06 (± 0.02) fewer of us would be elected on"
                " average.",
                "Elected in so many of a hundred simulated elections (± 3 at most):"
                " Ann Archer >99, Bea Bell 38, Cat Cole <1.",
            ),
        ),
        (
            replace(SPREAD, instead=("Bea Bell", 0.05, 0.02)),
            (
                "With Bea Bell first on this list, 0.05 (± 0.02) more of us would be elected on"
                " average.",
            ),
        ),
        (
            replace(SPREAD, instead=("Bea Bell", -0.03, 0.02)),
            ("With Bea Bell first on this list, about as many of us would be elected.",),
        ),
        (SPREAD, ()),
        (None, ()),
    ],
)
def test_the_numbers_behind_it(reason: Reason | None, said: tuple[str, ...]) -> None:
    assert why.numbers(guide_of(reason).lists[0], words.load("en")) == said


def test_the_figures_of_2020_are_those_of_its_scenario() -> None:
    """After a change of the scenario: `hustings plan explain`, and its figures into the plan."""
    plan = json.loads((NEC2020 / "plan2020.json").read_text("utf-8"))
    assert plan["scenario"]["digest"] == scenario_digest(
        scenario_file.load(str(NEC2020 / "scenario.toml"))
    )
    loaded = load(str(NEC2020 / "guide.toml"), index=bundled())
    assert loaded.guide.provenance.expected == (4.995, 0.026)
    for order in loaded.guide.lists:
        assert len(why.numbers(order, words.load("en"))) == 3
    assert "4.995" not in why.explanation(loaded.guide, loaded.guide.lists[1], words.load("en"))[1]


@pytest.mark.parametrize(
    ("reason", "lists", "said"),
    [
        (
            SPREAD,
            3,
            f"Ann Archer comes first on this list, and Bea Bell and Cat Cole on the others,"
            f" {SHARED} {TRANSFER}",
        ),
        (
            replace(SPREAD, home=0),
            3,
            "Ann Archer (The Region) comes first on this list, and Bea Bell and Cat Cole on"
            f" the others, {SHARED} {TRANSFER}",
        ),
        (
            replace(SPREAD, beginnings=(("Ann Archer", 2), *SPREAD.beginnings[1:])),
            4,
            "Ann Archer comes first on 2 of the 4 lists, and Bea Bell and Cat Cole on the others,"
            f" {SHARED} {TRANSFER}",
        ),
        (
            Reason((("Ann Archer", 4),)),
            4,
            f"All 4 lists begin with Ann Archer; they differ in who follows. {TRANSFER}",
        ),
        (
            Reason((("Ann Archer", 1),)),
            1,
            f"There is one list for everybody, and Ann Archer comes first on it. {TRANSFER}",
        ),
        (None, 1, ""),
    ],
)
def test_without_figures(reason: Reason | None, lists: int, said: str) -> None:
    assert told(guide_of(reason, lists)) == said


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (None, "."),
        ((0.234, 0.01), ", 0.23 (± 0.01) more than one order for everybody."),
        ((0.02, 0.0101), ", about as many as one order for everybody."),
        ((0.004, 0.0), ", about as many as one order for everybody."),
        ((-0.3, 0.1), ", 0.30 (± 0.10) fewer than one order for everybody."),
    ],
)
def test_what_the_lists_are_expected_to_elect(gain: tuple[float, float] | None, said: str) -> None:
    text = told(guide_of(replace(SPREAD, gain=gain), provenance=EVALUATED))
    assert text.partition(f"{SHARED} ")[2] == SIMULATED + said


def test_one_list_that_was_evaluated() -> None:
    reason = Reason((("Ann Archer", 1),), gain=(0.0, 0.0))
    assert told(guide_of(reason, 1, provenance=EVALUATED)) == (
        "There is one list for everybody, and Ann Archer comes first on it. In 12,000 elections"
        " simulated from our assumptions, this list elects 2.5 of our 3 candidates on average,"
        " about as many as one order for everybody."
    )


def test_a_list_of_one_name() -> None:
    guide = guide_of(SPREAD)
    alone = replace(guide.lists[0], sequence=NAMES[:1])
    text = why.explanation(guide, alone, words.load("en"))[1]
    assert text.endswith(SHARED)


def test_in_welsh() -> None:
    reason = replace(SPREAD, home=0, gain=(0.2, 0.01), instead=("Cat Cole", -0.1, 0.01))
    assert told(guide_of(reason, provenance=EVALUATED), "cy") == (
        "Ar y rhestr hon Ann Archer (Yr Ardal) sydd gyntaf; ar y lleill, Bea Bell,"
        " Cat Cole: felly mae'r dewisiadau cyntaf yn cael eu rhannu rhwng 3 ohonom. Mewn 12,000 o"
        " etholiadau wedi'u hefelychu o'n tybiaethau, mae'r 3 rhestr gyda'i gilydd yn ethol 2.5 o'n"
        " 3 ymgeisydd ar gyfartaledd, 0.20 (± 0.01) yn fwy nag un drefn i bawb."
    )
    assert why.numbers(guide_of(reason).lists[0], words.load("cy")) == (
        "Pe bai Cat Cole yn gyntaf ar y rhestr hon, byddai 0.10 (± 0.01) yn llai ohonom yn cael"
        " ein hethol ar gyfartaledd.",
    )


def test_the_campaign_s_own_words_come_first() -> None:
    guide = guide_of(SPREAD)
    order = replace(guide.lists[0], why=Text((("en", "Because."),)))
    assert why.explanation(guide, order, words.load("en")) == ("en", "Because.")
    assert why.explanation(guide, order, words.load("cy")) == ("en", "Because.")
