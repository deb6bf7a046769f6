"""Hand-made plans, evaluations and explanations that reports are shown on.

Knows figures that nobody has counted. Must not know what a report looks like.
"""

from __future__ import annotations

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
from hustings.planning.plan.explanation import (
    Case,
    Change,
    Explanation,
    Leaning,
    ListReason,
    Neighbour,
    Risk,
    Spread,
)
from hustings.planning.plan.model import Plan, by_surname, no_advice, one_order
from hustings.planning.scenario.assumptions import Assumption
from hustings.planning.scenario.model import Following, Ranking, Region, Scenario, Slate
from hustings.planning.search.size import Size, Sizes
from hustings.planning.trials.following import Crossing, FollowingCurves, Pair, Stretch

E = Estimate
NONE = E(0.0, 0.007)
DIGEST = "sha256:" + "0123456789abcdef" * 4


def scenario(
    names: tuple[str, ...] = ("Ada Marsh", "Bilal Khan", "Carys Pugh", "Dov Adler", "Eve Stone"),
    regions: tuple[str, ...] = ("North", "South", "Islands"),
    slate: str = "Harbour",
    title: str = "Port committee",
) -> Scenario:
    """Three of the slate and two others, three seats, three areas."""
    loyal = (slate, slate, slate, "Town", "Town")
    return Scenario(
        title=title,
        election=make_election(title, 3, names, slates=loyal),
        rules="ers97",
        regions=tuple(
            Region(name, voters) for name, voters in zip(regions, (5200, 4100, 700), strict=True)
        ),
        slates=(
            Slate(slate, (0.55, 0.48, 0.6), 0.03, 0.02, 0.8),
            Slate("Town", (0.45, 0.52, 0.4), 0.03, 0.02, 0.83),
        ),
        home=(0, 1, -1, -1, -1),
        ranking=Ranking(
            lengths=(0.1, 0.2, 0.4, 0.2, 0.1),
            slate_only=0.3,
            home_pull=2.0,
            position=1.2,
            alphabet=1.8,
            appeal=(2.0, 1.0, 1.0, 1.0, 1.0),
            affinity=((0.0, 1.0), (1.0, 0.0)),
        ),
        following=Following((0.5, 0.4, 0.0), 0.05, 3),
        slate=0,
        lists=2,
        draws=200,
        seed=7,
    )


FOUND = Plan("found", ((0, 1, 2), (1, 2, 0)), (0, 1, -1))


# The found plan's draws sorted by what is not known.
RANGE = (
    Sorted(Unsure.SUPPORT, 0.49, 0.56, E(1.95, 0.06), E(2.58, 0.07), E(0.63, 0.09)),
    Sorted(Unsure.FOLLOWING, 0.4, 0.51, E(2.22, 0.07), E(2.36, 0.07), E(0.14, 0.1)),
)


def evaluation(scene: Scenario, *plans: Plan) -> Evaluation:
    """Figures for these plans, or for the found one beside no advice and one order."""
    given = plans or (FOUND, no_advice(scene), one_order(scene))
    results = (
        PlanResult(
            given[0],
            (E(1.0, 0.007), E(0.86, 0.025), E(0.41, 0.036), E(0.52, 0.036), E(0.21, 0.03)),
            (NONE, E(0.03, 0.012), E(0.67, 0.033), E(0.3, 0.032)),
            E(2.27, 0.036),
        ),
        PlanResult(
            given[1],
            (E(1.0, 0.007), E(0.7, 0.032), E(0.28, 0.032), E(0.7, 0.032), E(0.32, 0.033)),
            (E(0.005, 0.008), E(0.12, 0.023), E(0.765, 0.03), E(0.11, 0.022)),
            E(1.98, 0.036),
        ),
        PlanResult(
            given[2],
            (E(1.0, 0.007), E(0.62, 0.034), E(0.22, 0.029), E(0.8, 0.028), E(0.36, 0.034)),
            (NONE, E(0.2, 0.028), E(0.76, 0.03), E(0.04, 0.015)),
            E(1.84, 0.034),
        ),
    )
    names = [plan.name for plan in given]
    return Evaluation(
        scenario_digest=DIGEST,
        draws=200,
        first_draw=0,
        seed=7,
        results=results[: len(given)],
        differences=(
            Difference(names[0], names[1], E(0.29, 0.04)),
            Difference(names[0], names[2], E(0.43, 0.042)),
            Difference(names[1], names[2], E(0.14, 0.033)),
        ),
        bounds=Bounds(E(1.61, 0.034), E(1.93, 0.03)),
        ranges=(RANGE, (), ())[: len(given)] if given[0] is FOUND else (),
    )


# Each sentence that there is for a list, a candidate and an assumption is in one of these.
LISTS = (
    ListReason(
        index=0,
        regions=(0,),
        followers=1430.0,
        start=E(2913.4, 20.0),
        leader=E(1.0, 0.01),
        tried=3,
        leading=Neighbour(Change.LEADER, 1, (1, 0, 2), E(-0.22, 0.05), E(0.97, 0.02)),
        best=Neighbour(Change.OTHER_LIST, 1, (1, 2, 0), E(-0.04, 0.03), E(0.95, 0.022)),
    ),
    ListReason(
        index=1,
        regions=(1,),
        followers=787.2,
        start=E(1650.2, 14.0),
        leader=E(0.83, 0.038),
        tried=2,
        leading=Neighbour(Change.LEADER, 2, (2, 1, 0), E(-0.31, 0.06), E(0.22, 0.042)),
        best=Neighbour(Change.LEADER, 2, (2, 1, 0), E(-0.31, 0.06), E(0.22, 0.042)),
    ),
)
RISKS = (
    Risk(
        2,
        E(0.57, 0.05),
        100,
        57,
        49,
        Spread(3, 4, 5),
        Spread(5, 6, 6),
        Spread(2, 3, 3),
        Spread(1, 1, 2),
    ),
    Risk(
        1,
        E(0.17, 0.038),
        100,
        17,
        3,
        Spread(4, 4, 5),
        Spread(6, 6, 6),
        Spread(2, 2, 3),
        Spread(1, 1, 1),
    ),
    Risk(0, E(0.0, 0.014), 100, 0, 0, None, None, None, None),
)
LEANINGS = (
    Leaning(
        Assumption.SUPPORT,
        0.525,
        True,
        Case(0.495, E(-0.24, 0.046), E(0.2, 0.05)),
        Case(0.555, E(0.26, 0.046), E(0.31, 0.05)),
    ),
    Leaning(
        Assumption.FOLLOWING,
        0.457,
        True,
        Case(0.407, E(-0.12, 0.036), E(0.16, 0.05)),
        Case(0.507, E(0.05, 0.03), E(0.33, 0.05)),
    ),
    Leaning(
        Assumption.LENGTH,
        3.0,
        False,
        Case(2.5, E(-0.03, 0.03), E(0.24, 0.05)),
        Case(3.6, E(0.0, 0.02), E(0.27, 0.05)),
    ),
)


def explanation(**more: object) -> Explanation:
    """What explains the found plan."""
    said: dict[str, object] = {
        "plan": FOUND,
        "scenario_digest": DIGEST,
        "first_draw": 5_000_000,
        "draws": 100,
        "complete": True,
        "quota": 2500.0,
        "expected": E(2.26, 0.05),
        "gain": E(0.27, 0.05),
        "lists": LISTS,
        "risks": RISKS,
        "leanings": LEANINGS,
    }
    return Explanation(**{**said, **more})  # type: ignore[arg-type]


def curves(scene: Scenario) -> FollowingCurves:
    """The found plan, which splitting by surname overtakes, beside no advice."""
    plans = (FOUND, no_advice(scene), by_surname(scene))

    def row(*means: float) -> tuple[Estimate, ...]:
        return tuple(E(mean, 0.04) for mean in means)

    found, surname = FOUND.name, plans[2].name
    return FollowingCurves(
        scenario_digest=DIGEST,
        first_draw=0,
        draws=100,
        seed=7,
        shares=(0.1, 0.5, 0.9),
        centre=0.457,
        plans=plans,
        seats=(row(2.0, 2.3, 2.25), row(1.98, 1.98, 1.98), row(1.99, 2.15, 2.5)),
        pairs=(
            Pair(
                found,
                "no advice",
                row(0.02, 0.32, 0.27),
                (Stretch(0.1, 0.18, None), Stretch(0.19, 0.9, found)),
                (),
            ),
            Pair(
                found,
                surname,
                row(0.01, 0.15, -0.25),
                (
                    Stretch(0.1, 0.35, None),
                    Stretch(0.36, 0.57, found),
                    Stretch(0.58, 0.73, None),
                    Stretch(0.74, 0.9, surname),
                ),
                (Crossing(found, surname, 0.57, 0.74, 0.65),),
            ),
            Pair("no advice", surname, row(-0.01, -0.17, -0.52), (Stretch(0.1, 0.9, None),), ()),
        ),
    )


def sizes(scene: Scenario) -> Sizes:
    """One candidate, two and three."""
    plan = no_advice(scene)

    def result(mean: float, *chances: float) -> PlanResult:
        each = tuple(E(chance, 0.02) for chance in chances)
        return PlanResult(plan, (), each, E(mean, 0.04))

    return Sizes(
        DIGEST,
        100,
        7,
        (
            Size((0,), result(1.0, 0.0, 1.0), result(1.0, 0.0, 1.0), E(-1.29, 0.05)),
            Size((0, 1), result(1.95, 0.0, 0.05, 0.95), result(1.9, 0.0, 0.1, 0.9), E(-0.34, 0.05)),
            Size(
                (0, 1, 2),
                result(2.29, 0.0, 0.02, 0.67, 0.31),
                result(2.0, 0.0, 0.1, 0.8, 0.1),
                E(0.0, 0.014),
            ),
        ),
        3,
        (1, 2),
        (),
    )


NASTY = (
    "<script>alert(1)</script>",
    'Anne "Nan" O\'Dowd & Co',
    "*Star*_under_|pipe`tick`",
    "# [link](http://example.org)",
    "1. =SUM(A1)\u202e",
)


def nasty() -> tuple[Scenario, Evaluation]:
    """Names that a page or a table could fall over; lists by surname."""
    scene = scenario(NASTY, ("<b>North</b>", "S|outh", "- Isles"), "A & B", "Chair <b>& secretary")
    return scene, evaluation(scene, by_surname(scene), no_advice(scene), one_order(scene))
