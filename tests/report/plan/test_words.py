"""Sentences on plans, word by word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.explanation import (
    Case,
    Change,
    Explanation,
    Leaning,
    Neighbour,
    Risk,
    Spread,
)
from hustings.planning.scenario.assumptions import Assumption
from hustings.planning.search.size import Sizes
from hustings.report.charts import MINUS
from hustings.report.plan import figures as plan_figures
from hustings.report.plan.content import leanings as plan_leanings
from hustings.report.plan.content import words as plan_words
from report.plan.example import LEANINGS, LISTS, RISKS, E, explanation, scenario, sizes

SCENE = scenario()


# -- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mean", "error", "figure", "signed", "change"),
    [
        (5.2134, 0.031, "5.21 ± 0.03", "+5.21 ± 0.03", "5.21 ± 0.03 seats more"),
        (5.2134, 0.013, "5.213 ± 0.013", "+5.213 ± 0.013", "5.213 ± 0.013 seats more"),
        (-0.2134, 0.096, f"{MINUS}0.21 ± 0.10", f"{MINUS}0.21 ± 0.10", "0.21 ± 0.10 seats fewer"),
        (-0.004, 0.05, "0.00 ± 0.05", "0.00 ± 0.05", "0.00 ± 0.05 seats fewer"),
        (0.0, 0.007, "0.000 ± 0.007", "0.000 ± 0.007", "0.000 ± 0.007 seats more"),
        (2.0, 0.0, "2.00 ± 0.00", "+2.00 ± 0.00", "2.00 ± 0.00 seats more"),
        (12.4, 3.2, "12 ± 3", "+12 ± 3", "12 ± 3 seats more"),
        (3.0, 0.000001, "3.0000 ± 0.0000", "+3.0000 ± 0.0000", "3.0000 ± 0.0000 seats more"),
    ],
)
def test_figures_have_the_places_of_their_error(
    mean: float, error: float, figure: str, signed: str, change: str
) -> None:
    one = Estimate(mean, error)
    assert plan_figures.figure(one) == figure
    assert plan_figures.signed(one) == signed
    assert plan_figures.change(one) == change


@pytest.mark.parametrize(
    ("mean", "error", "chance", "with_error"),
    [
        (0.704, 0.0816, "70 %", "70 ± 8 %"),
        (0.963, 0.0132, "96.3 %", "96.3 ± 1.3 %"),
        (1.0, 0.007, "100.0 %", "≥ 98 %"),
        (0.0, 0.007, "0.0 %", "≤ 2 %"),
        (0.0043, 0.0004, "0.4 %", "0.4 ± 0.0 %"),
    ],
)
def test_chances(mean: float, error: float, chance: str, with_error: str) -> None:
    assert plan_figures.chance(Estimate(mean, error)) == chance
    assert plan_figures.chance_figure(Estimate(mean, error), 200) == with_error


@pytest.mark.parametrize(
    ("draws", "least", "most"),
    [
        (2, "34 %", "66 %"),
        (100, "96 %", "4 %"),
        (200, "98 %", "2 %"),
        (300, "98 %", "2 %"),
        (1000, "99.6 %", "0.4 %"),
    ],
)
def test_what_always_or_never_happened_is_bounded_on_one_side(
    draws: int, least: str, most: str
) -> None:
    assert (plan_figures.at_least(draws), plan_figures.at_most(draws)) == (least, most)


@pytest.mark.parametrize("draws", [10, 50, 200, 399, 400, 1000, 5000])
def test_the_bound_is_wrong_less_than_one_time_in_twenty(draws: int) -> None:
    """Just below the bound, it happens in all draws that often: exactly that power."""
    bound = float(plan_figures.at_least(draws).removesuffix(" %")) / 100
    assert bound**draws < 0.05


@pytest.mark.parametrize(
    ("number", "told"),
    [(0.4, "0"), (7.6, "8"), (99.4, "99"), (787.2, "790"), (1430, "1,400"), (129_549, "130,000")],
)
def test_voters_in_two_figures(number: float, told: str) -> None:
    assert plan_figures.about(number) == told


# -- lists ---------------------------------------------------------------------------------------


def reason(place: int, told: Explanation | None = None) -> tuple[str, str]:
    told = told or explanation()
    return plan_words.reason(SCENE, told, told.lists[place])


def test_two_sentences_for_each_list() -> None:
    assert [reason(0), reason(1)] == [
        (
            "About 1,400 voters are expected to follow this list; Ada Marsh, whom it puts first,"
            " starts with about 2,900 first preferences, when a quota is 2,500, and is elected in"
            " all of the 100 draws; at least 96 %.",
            "The next best of the 3 other orders tried is that of list 2, with Bilal Khan first:"
            " the draws cannot tell it from this one (0.04 ± 0.03 seats fewer), so one list for"
            " both would do, which is simpler; of other names to put first, Bilal Khan does best,"
            " with 0.22 ± 0.05 seats fewer.",
        ),
        (
            "About 790 voters are expected to follow this list; Bilal Khan, whom it puts first,"
            " starts with about 1,700 first preferences, when a quota is 2,500, and is elected in"
            " 83 % of the draws.",
            "The next best of the 2 other orders tried puts Carys Pugh first: the slate would win"
            " 0.31 ± 0.06 seats fewer, and Bilal Khan would be elected in 22 % of the draws.",
        ),
    ]


def changed(**more: object) -> Explanation:
    """The explanation with its second list changed."""
    return explanation(lists=(LISTS[0], replace(LISTS[1], **more)))  # type: ignore[arg-type]


def test_a_better_order_is_pointed_out() -> None:
    better = Neighbour(Change.LEADER, 2, (2, 1, 0), E(0.2, 0.05), E(0.5, 0.05))
    assert reason(1, changed(best=better, leading=better))[1] == (
        "The best of the 2 other orders tried puts Carys Pugh first: the slate would win"
        " 0.20 ± 0.05 seats more, so it deserves a closer look."
    )


def test_other_lists_and_sole_orders() -> None:
    other = Neighbour(Change.OTHER_LIST, 0, (0, 1, 2), E(-0.4, 0.05), E(0.0, 0.01))
    assert reason(1, changed(best=other, leading=None, tried=1))[1] == (
        "The one other order tried is that of list 1, with Ada Marsh first: the"
        " slate would win 0.40 ± 0.05 seats fewer, and Bilal Khan would be elected in none of the"
        " 100 draws; at most 4 %."
    )
    assert reason(1, changed(best=None, leading=None, tried=0))[1] == "No other order was tried."
    stopped = replace(changed(best=None, leading=None), complete=False)
    assert reason(1, stopped)[1] == "The work was stopped before other orders were tried."


def test_without_a_quota_and_from_more_draws() -> None:
    told = explanation(quota=0.0)
    chance = plan_words.Chance(E(0.9, 0.01), 1000)
    assert plan_words.reason(SCENE, told, LISTS[1], chance)[0] == (
        "About 790 voters are expected to follow this list; Bilal Khan, whom it puts first, is"
        " elected in 90.0 % of the 1,000 draws."
    )
    assert plan_words.reason(SCENE, told, LISTS[1], chance)[1] == (
        "The next best of the 2 other orders tried puts Carys Pugh first: the slate would win"
        " 0.31 ± 0.06 seats fewer, and Bilal Khan would be elected in 22 % of the first 100 draws,"
        " against 83 % with this list."
    )
    always = plan_words.Chance(E(1.0, 0.001), 1000)
    assert plan_words.reason(SCENE, told, LISTS[1], always)[0].endswith(
        "is elected in all of the 1,000 draws; at least 99.6 %."
    )


# -- candidates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("risk", "told"),
    [
        (
            RISKS[0],
            "Carys Pugh is not elected in 57 ± 5 % of the draws. When it happens, it is usually by"
            " exclusion, at stage 4 of 6, with 3 candidates left for 1 place; half of these"
            " exclusions come at stages 3 to 5. In 8 of 57 such draws it came only at the close.",
        ),
        (
            RISKS[1],
            "Bilal Khan is not elected in 17 ± 4 % of the draws. When it happens, it is usually at"
            " the close: still in the count, but short of a place. In 3 of 17 such draws it came"
            " earlier, by exclusion.",
        ),
        (RISKS[2], "Ada Marsh is elected in all of the 100 draws; at least 96 %."),
        (
            Risk(0, E(0.01, 0.014), 100, 1, 1, *[Spread(3, 3, 3)] * 4),
            "Ada Marsh is not elected in 1.0 ± 1.4 % of the draws. The one time it happened, it was"
            " by exclusion, at stage 3 of 3, with 3 candidates left for 3 places.",
        ),
        (
            Risk(0, E(0.01, 0.014), 100, 1, 0, None, None, None, None),
            "Ada Marsh is not elected in 1.0 ± 1.4 % of the draws. The one time it happened, it was"
            " at the close: still in the count, but short of a place.",
        ),
        (
            Risk(0, E(1.0, 0.014), 100, 100, 100, *[Spread(2, 2, 2)] * 4),
            "Ada Marsh is elected in none of the 100 draws; at most 4 %. When it happens, it is"
            " usually by exclusion, at stage 2 of 2, with 2 candidates left for 2 places.",
        ),
        (
            Risk(0, E(0.3, 0.05), 0, 0, 0, None, None, None, None),
            "Ada Marsh is not elected in 30 ± 5 % of the draws.",
        ),
    ],
)
def test_risks(risk: Risk, told: str) -> None:
    assert plan_words.risk(SCENE, explanation(), risk) == told


def test_risks_from_more_draws_and_without_stages() -> None:
    chance = plan_words.Chance(E(0.4, 0.014), 1000)
    assert plan_words.risk(SCENE, explanation(), RISKS[1], chance).startswith(
        "Bilal Khan is not elected in 60.0 ± 1.4 % of the 1,000 draws. When it happens,"
    )
    assert plan_words.risk(SCENE, explanation(quota=0.0), RISKS[0]) == (
        "Carys Pugh is not elected in 57 ± 5 % of the draws."
    )


# -- assumptions ---------------------------------------------------------------------------------


def test_one_sentence_for_each_assumption() -> None:
    assert [plan_leanings.leaning(one) for one in LEANINGS] == [
        "Support for the slate, 52.5 % of voters: at 49.5 % of voters, 0.24 ± 0.05 seats fewer; at"
        " 55.5 % of voters, 0.26 ± 0.05 seats more.",
        "Supporters who follow the advice, 45.7 % of supporters: at 40.7 % of supporters,"
        " 0.12 ± 0.04 seats fewer; at 50.7 % of supporters, no clear change (0.05 ± 0.03 seats"
        " more).",
        "Names ranked on a ballot, 3.0 names: no clear change at 2.5 names or at 3.6 names"
        " (0.03 ± 0.03 seats fewer, 0.00 ± 0.02 seats more).",
    ]


def test_settings_of_the_other_assumptions() -> None:
    assert plan_leanings.setting(Assumption.RETENTION, 0.8) == "80 % of the time"
    assert plan_leanings.setting(Assumption.HOME_PULL, 4 / 3) == "1.3 times as likely"
    assert set(plan_leanings.TITLES) == set(Assumption)


def test_what_it_leans_on_most() -> None:
    assert plan_leanings.leans_most(explanation()) == (
        "The plan leans most on how much support the slate has."
    )
    assert plan_leanings.leans_most(explanation(leanings=LEANINGS[2:])) == (
        "Moved by these amounts, no assumption clearly changes the seats won."
    )
    assert plan_leanings.leans_most(explanation(leanings=())) == (
        "The work was stopped before the assumptions were moved."
    )


def with_gains(*gains: float) -> Explanation:
    """Two assumptions whose four moves leave the plan these gains."""
    cases = [Case(0.5, E(0.1, 0.01), E(gain, 0.05)) for gain in gains]
    return explanation(
        leanings=(
            Leaning(Assumption.SUPPORT, 0.5, True, cases[0], cases[1]),
            Leaning(Assumption.RETENTION, 0.8, False, cases[2], cases[3]),
        )
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            with_gains(0.3, 0.2, 0.4, 0.5),
            "Whichever assumption is moved, and either way, the plan wins more than no advice: at"
            " least 0.20 ± 0.05 seats more.",
        ),
        (
            with_gains(0.3, 0.05, 0.4, -0.5),
            "The plan is no longer clearly better than no advice with support for the slate at 50 %"
            " of voters and next preference stays in the slate at 50 % of the time.",
        ),
        (
            with_gains(0.0, 0.0, 0.0, 0.0),
            "In 4 of the 4 cases the plan is not clearly better than no advice.",
        ),
        (
            explanation(gain=E(0.05, 0.05)),
            "Even with everything as assumed the plan is not clearly better than no advice"
            " (0.05 ± 0.05 seats more).",
        ),
        (explanation(leanings=()), ""),
    ],
)
def test_whether_it_stays_worth_it(told: Explanation, sentence: str) -> None:
    assert plan_leanings.still_worth_it(told) == sentence


def test_how_far_assumptions_were_moved() -> None:
    assert plan_leanings.how_moved(explanation()) == (
        "Moved by one standard deviation, as the scenario states it: support for the slate and"
        " supporters who follow the advice. Moved by an amount chosen for this report, as the"
        " scenario states none: names ranked on a ballot. Each was counted in the same 100 draws,"
        " so that only the assumption differs."
    )


# -- numbers of candidates -----------------------------------------------------------------------


def test_how_many_should_stand() -> None:
    found = sizes(SCENE)
    assert plan_words.best_size(found, 3) == (
        "With advice, 3 candidates are expected to win most: 2.29 ± 0.04 seats. With 1 or 2"
        " candidates the slate clearly wins fewer."
    )
    assert plan_words.best_size(found, 2) == (
        "With advice, 3 candidates are expected to win most: 2.29 ± 0.04 seats. With 1 or 2"
        " candidates the slate clearly wins fewer. The 2 who stand now win 0.34 ± 0.05 seats fewer"
        " than the best number."
    )
    too_many = replace(found, best=1, too_few=(), too_many=(3,))
    assert plan_words.best_size(too_many, 2).startswith(
        "With advice, 1 candidate is expected to win most: 1.00 ± 0.04 seats. With 3 candidates it"
        " clearly loses seats by standing too many. The draws cannot tell 2 candidates from that."
    )
    empty = Sizes(found.scenario_digest, 100, 7, (), 0, (), ())
    assert plan_words.best_size(empty, 3) == "No number of candidates was counted to the end."


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((1,), "1 candidate"),
        ((4,), "4 candidates"),
        ((1, 2), "1 or 2 candidates"),
        ((1, 2, 3), "1 to 3 candidates"),
        ((1, 2, 4), "1, 2 or 4 candidates"),
    ],
)
def test_numbers_of_candidates(numbers: tuple[int, ...], told: str) -> None:
    assert plan_words._numbers(numbers) == told
