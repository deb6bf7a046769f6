"""Why a list is as it is: the sentences that are made from the plan's figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hustings.guide import words
from hustings.guide.model import Guide, Partition, PublishedSequence, Reason, Region, Text
from hustings.guide.pages import why
from hustings.planning.plan.figures import Provenance

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


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        (("Cat Cole", -0.1, 0.02), " With Cat Cole first on this list it would be 0.10 (± 0.02)"),
        (("Cat Cole", -0.1, 0.06), ""),
        (("Cat Cole", 0.1, 0.01), ""),
        (None, ""),
    ],
)
def test_what_another_beginning_would_cost(
    instead: tuple[str, float, float] | None, said: str
) -> None:
    text = told(guide_of(replace(SPREAD, instead=instead), provenance=EVALUATED))
    assert text.partition(f"{SIMULATED}.")[2] == (f"{said} fewer." if said else "")


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
        " 3 ymgeisydd ar gyfartaledd, 0.20 (± 0.01) yn fwy nag un drefn i bawb. Pe bai Cat Cole yn"
        " gyntaf ar y rhestr hon, byddai 0.10 (± 0.01) yn llai."
    )


def test_the_campaign_s_own_words_come_first() -> None:
    guide = guide_of(SPREAD)
    order = replace(guide.lists[0], why=Text((("en", "Because."),)))
    assert why.explanation(guide, order, words.load("en")) == ("en", "Because.")
    assert why.explanation(guide, order, words.load("cy")) == ("en", "Because.")
