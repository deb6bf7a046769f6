"""Planning in plain text: whole texts of evaluations, sizes, rivals and lists made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hustings.election.model import make_election
from hustings.planning.plan.evaluation import (
    Bounds,
    Difference,
    Estimate,
    Evaluation,
    PlanResult,
    Sorted,
    Unsure,
)
from hustings.planning.plan.model import Plan, Split
from hustings.planning.scenario.model import Following, Ranking, Region, Scenario, Slate
from hustings.planning.search.rivals import Outcome, Planner, Rivalry, Unsettled
from hustings.planning.search.robust import Robust
from hustings.planning.search.size import Size, Sizes
from hustings.planning.trials.following import Beaten, Crossing, FollowingCurves, Pair, Stretch
from hustings.report.charts import MINUS
from hustings.report.plan.text import evaluation as evaluation_text
from hustings.report.plan.text import following as following_text
from hustings.report.plan.text import lists as lists_text
from hustings.report.plan.text import rivals as rivals_text
from hustings.report.plan.text import size as size_text

NAMES = ("Ann Archer", "Bea Bell", "Cas Cole", "Dan Dale", "Eve Eden")
SCENARIO = Scenario(
    title="Club",
    election=make_election("Club", 2, NAMES, slates=("Spade",) * 2 + ("Rake",) * 3),
    rules="ers97",
    regions=(Region("North", 1200), Region("South", 800), Region("Isles", 50)),
    slates=(
        Slate("Spade", (0.5,) * 3, 0.03, 0.02, 0.8),
        Slate("Rake", (0.5,) * 3, 0.03, 0.02, 0.8),
    ),
    home=(-1,) * 5,
    ranking=Ranking((0.5, 0.5), 0.1, 1.0, 1.0, 1.0, (1.0,) * 5, ((0.0, 1.0), (1.0, 0.0))),
    following=Following((0.4,) * 3, 0.0, 2),
    slate=0,
    lists=2,
    draws=200,
    seed=1,
)
OURS = Plan("ours", ((1, 0), (0, 1)), (0, 1, -1))
NOTHING = Plan("no advice", (), (-1,) * 3)
ONE = Plan("one order for all", ((0, 1),), (0,) * 3)


def result(
    plan: Plan, expected: float, seats: tuple[float, ...], candidates: tuple[float, ...]
) -> PlanResult:
    """Chances with an error of 3.4 points where something varies, 0.7 where nothing does."""

    def chance(share: float) -> Estimate:
        return Estimate(share, 0.007 if share in {0.0, 1.0} else 0.034)

    return PlanResult(
        plan,
        tuple(map(chance, candidates)),
        tuple(map(chance, seats)),
        Estimate(expected, 0.043),
    )


EVALUATION = Evaluation(
    scenario_digest="sha256:0",
    draws=200,
    first_draw=0,
    seed=1,
    results=(
        result(OURS, 1.41, (0.0, 0.59, 0.41), (0.92, 0.49, 0.55, 0.035, 0.005)),
        result(NOTHING, 1.12, (0.02, 0.84, 0.14), (1.0, 0.12, 0.8, 0.08, 0.0)),
        result(ONE, 1.4, (0.0, 0.6, 0.4), (1.0, 0.4, 0.57, 0.03, 0.0)),
    ),
    differences=(
        Difference("ours", "no advice", Estimate(0.29, 0.036)),
        Difference("ours", "one order for all", Estimate(0.01, 0.02)),
        Difference("no advice", "one order for all", Estimate(-0.28, 0.034)),
    ),
    bounds=Bounds(Estimate(1.3, 0.14), Estimate(1.0, 0.007)),
)


def plain(text: str) -> str:
    """With a minus sign as it is typed."""
    return text.replace(MINUS, "-")


def test_an_evaluation() -> None:
    assert (
        plain(evaluation_text.render(SCENARIO, EVALUATION))
        == """\
Club
2 seats, 5 candidates, counted under ers97. Spade stands 2: Ann Archer and Bea
Bell.
200 electorates of 2,050 voters were drawn from the scenario (seed 1, draws 0 to
199); each was counted under every plan.

Seats to be expected, of 2
                                   nine draws     more than          more than
   plan                     seats      of ten     no advice  one order for all
A  ours               1.41 ± 0.04      1 to 2  +0.29 ± 0.04       +0.01 ± 0.02
B  no advice          1.12 ± 0.04      1 to 2                     -0.28 ± 0.03
C  one order for all  1.40 ± 0.04      1 to 2  +0.28 ± 0.03

Chance of each number of seats, in per cent (about: errors of up to 4 points)
    0   1   2
A  <2  59  41
B   2  84  14
C  <2  60  40

Chance of each candidate, in per cent (about: errors of up to 4 points)
                   A    B    C
Ann Archer        92  >98  >98
Bea Bell          49   12   40
of other slates:
Cas Cole          55   80   57
Dan Dale           4    8    3

What this says
  Plan A (ours) does best in these draws. Spade wins 1.41 seats on average (±
  0.04 from the number of draws); 1 to 2 in at least nine draws of ten. On
  average that is 0.29 ± 0.04 more than B (no advice). But from C (one order for
  all) these draws cannot tell it: the difference is less than twice its error.
  Where the draws cannot tell two plans apart, the simpler is to be preferred: C
  (one order for all), with 1 list instead of 2.
  With that plan all 2 are elected in about 41 % of the draws. Most at risk is
  Bea Bell, elected in about 49 % of the draws.
  On first loyalties alone, the voters of Spade fill about 1.3 whole quotas;
  shared out as well as can be they would win 1.00 seats, by the highest
  averages (D'Hondt). What supporters of other slates add can bring more than
  either.
  The figure after ± is the standard error: with ever more draws of the same
  scenario the figure would come to lie within twice its error 95 times in 100.
  That is the luck of the draws only. Whether the scenario itself is right, no
  number of draws can tell.
"""
    )


def test_what_moves_the_seats_stands_beside_their_error() -> None:
    moves = Sorted(
        Unsure.SUPPORT, 0.45, 0.551, Estimate(1.1, 0.07), Estimate(1.7, 0.06), Estimate(0.6, 0.09)
    )
    still = moves._replace(unsure=Unsure.APPEAL, swing=Estimate(0.1, 0.09))
    sentences = [
        next(evaluation_text.sentences(SCENARIO, replace(EVALUATION, ranges=(rows, (), ()))))
        for rows in ((moves, still), (still,), (moves,))
    ]
    head, tail = "; 1 to 2 in at least nine draws of ten. ", " On average that is"
    assert [one.partition(head)[2].partition(tail)[0] for one in sentences] == [
        "What moves it most is support for the slate: 1.10 ± 0.07 seats in the third of the draws"
        " with least of it (about 45 % of voters), 1.70 ± 0.06 in the third with most (about"
        " 55 %). What the favourite's lead over the others of the slate does to it, these draws"
        " cannot tell.",
        "What the favourite's lead over the others of the slate does to it, these draws cannot"
        " tell.",
        "It moves with support for the slate: 1.10 ± 0.07 seats in the third of the draws with"
        " least of it (about 45 % of voters), 1.70 ± 0.06 in the third with most (about 55 %).",
    ]


def test_a_plan_that_is_beaten_where_more_follow_is_warned_of() -> None:
    weak = Beaten("ours", "one order for all", 0.6, Estimate(0.15, 0.04))
    sentences = list(evaluation_text.sentences(SCENARIO, EVALUATION, (weak,)))
    assert sentences[1] == (
        "Beware: where 60 % follow, which the scenario reckons with, C (one order for all) wins"
        " 0.15 ± 0.04 seats more than A (ours); see hustings plan following."
    )
    assert sentences[0:1] + sentences[2:] == list(evaluation_text.sentences(SCENARIO, EVALUATION))


def test_nobody_is_most_at_risk_who_is_always_elected() -> None:
    sure = EVALUATION.results[0]._replace(
        candidates=(Estimate(1.0, 0.007),) * 2 + (Estimate(0.0, 0.007),) * 3
    )
    told = replace(EVALUATION, results=(sure, *EVALUATION.results[1:]))
    text = " ".join(evaluation_text.render(SCENARIO, told).split())
    assert "Most at risk" not in text
    assert (
        "Nobody of the slate is missing in any of these draws: each is elected in at least 98 %."
        in text
    )


def test_an_evaluation_as_a_table() -> None:
    assert evaluation_text.table(SCENARIO, EVALUATION) == (
        "plan,expected seats,standard error,seats more than no advice,standard error,"
        "seats more than one order for all,standard error,0 seats,1 seat,2 seats,"
        "Ann Archer,Bea Bell,Cas Cole,Dan Dale,Eve Eden\n"
        "ours,1.4100,0.0430,0.2900,0.0360,0.0100,0.0200,0.0000,0.5900,0.4100,"
        "0.9200,0.4900,0.5500,0.0350,0.0050\n"
        "no advice,1.1200,0.0430,,,-0.2800,0.0340,0.0200,0.8400,0.1400,"
        "1.0000,0.1200,0.8000,0.0800,0.0000\n"
        "one order for all,1.4000,0.0430,0.2800,0.0340,,,0.0000,0.6000,0.4000,"
        "1.0000,0.4000,0.5700,0.0300,0.0000\n"
        "quota bound,1.3000,0.1400,,,,,,,,,,,,\n"
        "D'Hondt bound,1.0000,0.0070,,,,,,,,,,,,\n"
    )


def test_long_names_of_plans_keep_the_columns_together() -> None:
    long = replace(OURS, name="six lists as far as they are known, from newspapers of that time")
    results = (EVALUATION.results[0]._replace(plan=long), *EVALUATION.results[1:])
    differences = tuple(
        one._replace(plan=long.name) if one.plan == "ours" else one
        for one in EVALUATION.differences
    )
    renamed = replace(EVALUATION, results=results, differences=differences)
    lines = evaluation_text.render(SCENARIO, renamed).split("\n")
    start = lines.index("Seats to be expected, of 2")
    assert lines[start + 2 : start + 6] == [
        "   plan                       seats      of ten     no advice  one order for all",
        "A  six lists as far as  1.41 ± 0.04      1 to 2  +0.29 ± 0.04       +0.01 ± 0.02",
        "   they are known,",
        "   from newspapers of",
    ]
    assert max(len(line) for line in lines) <= 80


@pytest.mark.parametrize(
    ("mean", "error", "draws", "cell", "words"),
    [
        (0.463, 0.035, 200, "46", "in about 46 % of the draws"),
        (0.463, 0.009, 3000, "46", "in 46 % of the draws"),
        (0.0, 0.007, 200, "<2", "in none of the 200 draws"),
        (1.0, 0.007, 200, ">98", "in all of the 200 draws"),
        (0.0, 0.0014, 1000, "<1", "in none of the 1,000 draws"),
        (0.004, 0.0024, 1000, "<1", "in <1 % of the draws"),
        (0.997, 0.0022, 1000, ">99", "in >99 % of the draws"),
        (0.463, 0.12, 13, "50", "in about 50 % of the draws"),
        (0.0, 0.7, 2, "<66", "in none of the 2 draws"),
        # The sentences say "at least 83 %" of the same.
        (1.0, 0.07, 20, ">83", "in all of the 20 draws"),
    ],
)
def test_chances(mean: float, error: float, draws: int, cell: str, words: str) -> None:
    chance = Estimate(mean, error)
    assert evaluation_text.chance_cell(chance, draws) == cell
    assert evaluation_text.chance_words(chance, draws) == words


@pytest.mark.parametrize(
    ("mean", "error", "words"),
    [
        (5.1234, 0.3, "about 5.1"),
        (5.1234, 0.1, "5.1"),
        (5.1234, 0.011, "5.1"),
        (5.1234, 0.009, "5.12"),
        (5.1234, 1.2, "about 5"),
    ],
)
def test_seats_have_no_more_digits_than_their_error_lets_stand(
    mean: float, error: float, words: str
) -> None:
    assert evaluation_text.seats_words(Estimate(mean, error)) == words


def test_lists() -> None:
    assert lists_text.render(SCENARIO, OURS) == (
        "List 1: North (1,200 voters)\n   1. Bea Bell\n   2. Ann Archer\n"
        "List 2: South (800 voters)\n   1. Ann Archer\n   2. Bea Bell\n"
        "No advice: Isles\n"
    )
    surname = Plan("by surname", ((0, 1), (1, 0)), (0,) * 3, Split.SURNAME)
    assert lists_text.render(SCENARIO, surname) == (
        "List 1: surnames, part 1 of 2 in alphabetical order\n   1. Ann Archer\n   2. Bea Bell\n"
        "List 2: surnames, part 2 of 2 in alphabetical order\n   1. Bea Bell\n   2. Ann Archer\n"
    )
    unused = Plan("unused", ((0, 1), (1, 0)), (1, 1, 1))
    assert lists_text.render(SCENARIO, unused) == (
        "List 1: North, South and Isles (2,050 voters)\n   1. Bea Bell\n   2. Ann Archer\n"
    )


def test_sizes() -> None:
    def size(standing: tuple[int, ...], expected: float, behind: float) -> Size:
        seats = (0.0, 1.0) if len(standing) == 1 else (0.0, 0.59, 0.41)
        advised = result(OURS, expected, seats, (0.5,) * 5)
        return Size(
            standing, advised, result(NOTHING, 1.0, seats, (0.5,) * 5), Estimate(behind, 0.04)
        )

    sizes = Sizes("sha256:0", 200, 1, (size((0,), 1.0, -0.41), size((0, 1), 1.41, 0)), 2, (1,), ())
    text = plain(size_text.render(SCENARIO, sizes))
    table, _, sentences = text.partition("\n  With advice, ")
    assert (
        table
        == """\
Club
How many should stand for Spade, for 2 seats counted under ers97: each number in
the same 200 electorates (seed 1, draws 0 to 199).

Expected seats; then the chance of each number, in per cent (about: errors of up
to 4 points)
          expected      without  more than with
stand        seats       advice               2   0    1   2
1      1.00 ± 0.04  1.00 ± 0.04    -0.41 ± 0.04  <2  >98
2      1.41 ± 0.04  1.00 ± 0.04                  <2   59  41

Expected seats with advice
   1  ########
   2  ###########
"""
    )
    assert sentences.startswith("2 candidates are expected to win most: 1.41 ± 0.04 seats.")
    assert "  With 2 the most popular stand: Ann Archer and Bea Bell.\n" in sentences
    other = Sizes("sha256:0", 200, 1, (size((1,), 1.4, 0), size((0, 1), 1.4, 0)), 1, (), ())
    assert "  With 1 it is best that these stand: Bea Bell.\n" in size_text.render(SCENARIO, other)
    assert size_text.table(SCENARIO, sizes) == (
        "candidates,who stands,expected seats,standard error,without advice,standard error,"
        "more than the best number,standard error,0 seats,1 seat,2 seats\n"
        "1,Ann Archer,1.0000,0.0430,1.0000,0.0430,-0.4100,0.0400,0.0000,1.0000,\n"
        "2,Ann Archer; Bea Bell,1.4100,0.0430,1.0000,0.0430,0.0000,0.0400,0.0000,0.5900,0.4100\n"
    )


def test_following() -> None:
    same = (Estimate(1.0, 0.03),) * 2
    curves = FollowingCurves(
        scenario_digest="sha256:0",
        first_draw=0,
        draws=200,
        seed=1,
        shares=(0.2, 0.6),
        centre=0.4,
        plans=(OURS, NOTHING, ONE),
        seats=((Estimate(1.1, 0.03), Estimate(1.3, 0.03)), same, (same[0], Estimate(1.5, 0.03))),
        pairs=(
            Pair("ours", "no advice", same, (Stretch(0.2, 0.6, "ours"),), ()),
            Pair(
                "ours",
                "one order for all",
                (Estimate(0.1, 0.03), Estimate(-0.2, 0.03)),
                (
                    Stretch(0.2, 0.25, "ours"),
                    Stretch(0.26, 0.4, None),
                    Stretch(0.41, 0.6, "one order for all"),
                ),
                (Crossing("ours", "one order for all", 0.25, 0.41, 1 / 3),),
            ),
            Pair("no advice", "one order for all", same, (Stretch(0.2, 0.6, None),), ()),
        ),
    )
    text = plain(following_text.render(SCENARIO, curves, "ours"))
    body, _, _ = text.partition("  The figure after ±")
    assert (
        body
        == """\
Club
200 electorates of 2,050 voters (seed 1, draws 0 to 199), counted under ers97
under each plan at each share of followers.

Seats to be expected, of 2, by the share of supporters who follow
followers              A            B              C
20 %       * 1.10 ± 0.03  1.00 ± 0.03    1.00 ± 0.03
60 %         1.30 ± 0.03  1.00 ± 0.03  * 1.50 ± 0.03
* the most at this share

A (ours)
B (no advice)
C (one order for all)

What this says
  A (ours) is clearly beaten by C (one order for all) from 41 to 60 % of
  followers. At worst, at 60 %, C (one order for all) wins 0.20 ± 0.03 seats
  more.
  Against B (no advice): clearly better at every share.
  Against C (one order for all): clearly better from 20 to 25 %; clearly worse
  from 41 to 60 %; C (one order for all) takes over somewhere between 25 % and
  41 %, in these draws at 33 %.
  Each share was counted in the same 200 electorates, with everything else as
  the scenario has it. It expects 40 % to follow, and 20 % to 60 % is to be
  reckoned with (two standard deviations either way; it states no uncertainty).
  Between two shares seats are taken to change evenly.
"""
    )
    assert following_text.table(curves) == (
        "followers,ours,standard error,no advice,standard error,one order for all,standard error\n"
        "0.2000,1.1000,0.0300,1.0000,0.0300,1.0000,0.0300\n"
        "0.6000,1.3000,0.0300,1.0000,0.0300,1.5000,0.0300\n"
    )
    turned = plain(following_text.render(SCENARIO, curves, "no advice"))
    assert "  B (no advice) is clearly beaten by A (ours) from 20 to 60 % of" in turned
    assert "Against C (one order for all): the draws cannot tell them apart at any" in turned


def test_a_robust_plan() -> None:
    centre = replace(OURS, name="best as expected")

    def evaluation(mean: float, less: Estimate) -> Evaluation:
        own, other = EVALUATION.results[0], EVALUATION.results[1]
        return replace(
            EVALUATION,
            results=(
                own._replace(expected=Estimate(mean, 0.04)),
                other._replace(plan=centre),
            ),
            differences=(Difference("ours", centre.name, less),),
        )

    same = (Estimate(1.0, 0.03),) * 2
    curves = FollowingCurves(
        scenario_digest="sha256:0",
        first_draw=0,
        draws=100,
        seed=1,
        shares=(0.1, 0.9),
        centre=0.4,
        plans=(OURS, centre),
        seats=(same, same),
        pairs=(Pair("ours", centre.name, (Estimate(-0.1, 0.03), Estimate(0.3, 0.03)), (), ()),),
    )
    wide = Robust(
        centre,
        evaluation(1.4, Estimate(-0.05, 0.01)),
        evaluation(1.5, Estimate(0.02, 0.03)),
        curves,
    )
    assert plain(following_text.robust(OURS, wide)) == (
        """\
Whatever the share of followers
  It was searched for over all shares of followers alike, 10 % to 90 %. Over
  them it wins 1.50 seats on average (± 0.04 from the number of draws); 1 to 2
  in at least nine draws of ten. That is +0.02 ± 0.03 seats against the best
  plan found for the 40 % that the scenario expects (more or fewer cannot be
  told).
  Where 40 % follow it costs 0.050 ± 0.010 seats against that plan.
  What it gives away at worst: 0.10 ± 0.03 seats, to “best as expected”, at 10
  %.
"""
    )
    gains = wide._replace(fresh=evaluation(1.4, Estimate(0.03, 0.02)))
    assert (
        "  Where 40 % follow it costs nothing: it wins 0.03 ± 0.02 seats more than that\n"
        "  plan (more or fewer cannot be told).\n"
    ) in plain(following_text.robust(OURS, gains))


def test_rivals() -> None:
    following = SCENARIO.following
    pair = (
        Planner("Spade", (0, 1), 0, following, 2),
        Planner("Rake", (1, 2, 3, 4), 1, following, 2),
    )

    def case(who: str, plans: tuple[Plan, Plan], *means: float) -> Outcome:
        first, second, either, up, down = (Estimate(mean, 0.03) for mean in means)
        chances = tuple(Estimate(mean, 0.01) for mean in (0.5, 0.25, 0.0, 0.75, 1.0))
        return Outcome(who, plans, (first, second), ((), ()), chances, either, (up, down))

    rivalry = Rivalry(
        pair,
        (
            case("neither", (NOTHING, NOTHING), 1.0, 1.0, 2.0, 0.0, 0.0),
            case("Spade", (OURS, NOTHING), 1.4, 0.7, 2.0, 0.4, -0.3),
            case("Rake", (NOTHING, ONE), 0.9, 1.1, 2.0, -0.1, 0.1),
            case("both", (OURS, ONE), 1.3, 0.98, 2.0, 0.3, -0.02),
        ),
        200,
        None,
    )
    assert (
        plain(rivals_text.render(SCENARIO, rivalry))
        == """\
Club
Two planners, Spade and Rake, in the same 200 electorates (seed 1, draws 0 to
199), counted under ers97.
On the slates of both: Bea Bell. A seat of theirs counts for both.

Expected seats, and how many more than when nobody plans
who plans        Spade          more         Rake          more       either
neither    1.00 ± 0.03                1.00 ± 0.03                2.00 ± 0.03
Spade      1.40 ± 0.03  +0.40 ± 0.03  0.70 ± 0.03  -0.30 ± 0.03  2.00 ± 0.03
Rake       0.90 ± 0.03  -0.10 ± 0.03  1.10 ± 0.03  +0.10 ± 0.03  2.00 ± 0.03
both       1.30 ± 0.03  +0.30 ± 0.03  0.98 ± 0.03  -0.02 ± 0.03  2.00 ± 0.03

Chance of each candidate, in per cent
who plans   neither  Spade  Rake  both
Ann Archer       50     50    50    50
Bea Bell         25     25    25    25
Cas Cole         <2     <2    <2    <2
Dan Dale         75     75    75    75
Eve Eden        >98    >98   >98   >98

What this says
  Spade wins 0.40 ± 0.03 seats more by planning alone, 0.10 ± 0.03 seats fewer
  when only Rake plans, and 0.30 ± 0.03 seats more when both do.
  Rake wins 0.10 ± 0.03 seats more by planning alone, 0.30 ± 0.03 seats fewer
  when only Spade plans, and about as many seats (-0.02 ± 0.03) when both do.
  In the last round neither changed its plan: each is the best answer that was
  found to the other.
  The figure after ± is the standard error: with ever more draws of the same
  scenario the figure would come to lie within twice its error 95 times in 100.
  That is the luck of the draws only. Whether the scenario itself is right, no
  number of draws can tell.

The lists of Spade when both plan, and when it plans alone
List 1: North (1,200 voters)
   1. Bea Bell
   2. Ann Archer
List 2: South (800 voters)
   1. Ann Archer
   2. Bea Bell
No advice: Isles

The lists of Rake when both plan, and when it plans alone
List 1: North, South and Isles (2,050 voters)
   1. Ann Archer
   2. Bea Bell
"""
    )
    assert rivals_text.table(rivalry).splitlines()[2] == (
        "Spade,1.4000,0.0300,0.7000,0.0300,2.0000,0.0300,0.4000,0.0300,-0.3000,0.0300"
    )
    seats = (Estimate(-0.04, 0.03), Estimate(0.08, 0.03))
    *others, both = rivalry.outcomes
    unsteady = rivalry._replace(
        outcomes=(*others, both._replace(plans=(ONE, ONE))),
        unsettled=Unsettled((1, 0), seats),
    )
    text = plain(rivals_text.render(SCENARIO, unsteady))
    assert (
        """
  The two have not settled. In the last round Spade gave 1 area another list,
  which leaves it about as many seats (-0.04 ± 0.03), and Rake gave no area
  another list, which leaves it 0.08 ± 0.03 seats more, against the plans that
  both had before. Another round could bring other lists.
"""
        in text
    )
    assert text.count("\nThe lists of Spade when") == 2
    assert "The lists of Spade when it plans alone\nList 1: North (1,200 voters)\n" in text
