"""The sections of a report on a plan that are figures: a drawing, a table, sentences.

Knows which figures stand side by side.
"""

from __future__ import annotations

from hustings.planning.plan.explanation import Leaning
from hustings.planning.scenario.assumptions import Assumption
from hustings.planning.search.size import Sizes
from hustings.report.charts import MINUS
from hustings.report.plan import charts as plan_charts
from hustings.report.plan.blocks import Block, Drawn, Items, Paragraph, Row, Table
from hustings.report.plan.charts import SEEN, Mark
from hustings.report.plan.content import following as plan_following
from hustings.report.plan.content import leanings as plan_leanings
from hustings.report.plan.content import words as plan_words
from hustings.report.plan.content.subject import Subject, chance_of, plan_title, seats_of
from hustings.report.plan.figures import chance_figure, figure, signed
from hustings.report.wording import listed, printable


def seats(subject: Subject) -> tuple[Block, ...]:
    """Expected seats of the plan, of what it is compared with, and the bounds."""
    bounds = subject.evaluation.bounds
    own = (
        ("Whole quotas of its own voters", bounds.quota),
        ("D’Hondt share of its own voters", bounds.dhondt),
    )
    rows = [
        (title, one.expected, Mark.OTHER if place else Mark.PLAN)
        for place, (title, one) in enumerate(zip(subject.titles(), subject.columns(), strict=True))
    ]
    table = [
        Row(
            (
                title,
                figure(one.expected),
                "" if one is subject.result else signed(subject.against(one)),
            ),
            strong=one is subject.result,
        )
        for title, one in zip(subject.titles(), subject.columns(), strict=True)
    ]
    table += [Row((title, figure(one), "")) for title, one in own]
    return (
        Drawn(plan_charts.seats([*rows, *((t, one, Mark.BOUND) for t, one in own)])),
        Table(
            f"Expected seats, and what the plan wins more (+) or fewer ({MINUS}) in the same draws",
            ("Plan", "Expected seats", "This plan less that"),
            tuple(table),
        ),
        Paragraph(
            "The last two are bounds, not plans: the seats that the slate's own voters could"
            " give it if they were shared out as well as can be and nobody else helped. Votes"
            " that come over from others can take it above them."
        ),
    )


def chances(subject: Subject) -> tuple[Block, ...]:
    """Chance of each number of seats."""
    columns = subject.columns()
    shown = [
        k
        for k in range(len(subject.result.seats))
        if any(one.seats[k].mean >= SEEN for one in columns)
    ]
    beside = subject.beside()
    drawn = [
        (seats_of(k), subject.result.seats[k], beside.seats[k] if beside else None) for k in shown
    ]
    rows = [
        Row(
            (
                seats_of(k),
                *(chance_figure(one.seats[k], subject.evaluation.draws) for one in columns),
            )
        )
        for k in shown
    ]
    return (
        Drawn(
            plan_charts.chances(
                "chart-chances",
                "Chance of each number of seats",
                drawn,
                subject.evaluation.draws,
                plan_title(beside.plan, low=True) if beside else "",
            )
        ),
        Table(
            "Chance of each number under each plan, with its standard error",
            ("Seats", *subject.titles()),
            tuple(rows),
        ),
    )


def candidates(subject: Subject) -> tuple[Block, ...]:
    """Chance of each candidate of the slate, and the risk that remains."""
    columns = subject.columns()
    beside = subject.beside()
    team = sorted(subject.scenario.team, key=lambda c: (-subject.result.candidates[c].mean, c))
    drawn = [
        (
            plan_words.name_of(subject.scenario, c),
            subject.result.candidates[c],
            beside.candidates[c] if beside else None,
        )
        for c in team
    ]
    rows = [
        Row(
            (
                plan_words.name_of(subject.scenario, c),
                *(chance_figure(one.candidates[c], subject.evaluation.draws) for one in columns),
            )
        )
        for c in team
    ]
    blocks: list[Block] = [
        Drawn(
            plan_charts.chances(
                "chart-candidates",
                "Chance of each candidate of the slate",
                drawn,
                subject.evaluation.draws,
                plan_title(beside.plan, low=True) if beside else "",
            )
        ),
        Table(
            "Chance of being elected under each plan, with its standard error",
            ("Candidate", *subject.titles()),
            tuple(rows),
        ),
    ]
    if subject.explanation:
        blocks.append(
            Items(
                tuple(
                    plan_words.risk(
                        subject.scenario, subject.explanation, one, subject.chance(one.candidate)
                    )
                    for one in subject.explanation.risks
                )
            )
        )
    return tuple(blocks)


def leans(subject: Subject) -> tuple[Block, ...]:
    """What the plan leans on; for a subject with an explanation."""
    explanation = subject.explanation
    assert explanation is not None
    summary = [
        plan_leanings.leans_most(explanation),
        plan_leanings.still_worth_it(explanation, subject.gain()),
    ]
    blocks: list[Block] = [Paragraph(" ".join(filter(None, summary)))]
    if explanation.leanings:
        blocks += [
            Drawn(
                plan_charts.tornado(
                    [
                        (
                            plan_leanings.TITLES[one.assumption],
                            [
                                (plan_leanings.setting(one.assumption, case.value), case.seats)
                                for case in (one.lower, one.higher)
                            ],
                        )
                        for one in explanation.leanings
                    ]
                )
            ),
            Items(tuple(_leaning(subject, one) for one in explanation.leanings)),
            Paragraph(plan_leanings.how_moved(explanation)),
        ]
    return tuple(blocks)


def _leaning(subject: Subject, one: Leaning) -> str:
    """What an assumption does; where more than two shares of followers were tried, all of that."""
    if one.assumption is not Assumption.FOLLOWING or subject.curves is None:
        return plan_leanings.leaning(one)
    names = {plan.name: f"“{printable(plan.name)}”" for plan in subject.curves.plans}
    stands = plan_leanings.setting(one.assumption, one.value)
    wider = " ".join(plan_following.summary(subject.curves, subject.plan.name, names))
    return f"{plan_leanings.TITLES[one.assumption]}, {stands}: {wider}"


def sizes(subject: Subject, sizes: Sizes) -> tuple[Block, ...]:
    """How many should stand."""
    now = len(subject.scenario.team)
    every = [(number, one) for number, one in enumerate(sizes.sizes, 1)]
    most = range(len(sizes.sizes) + 1)
    shown = [k for k in most if any(chance_of(one.advised, k).mean >= SEEN for _, one in every)]
    rows = [
        Row(
            (
                str(number) + (" (now)" if number == now else ""),
                figure(one.advised.expected),
                figure(one.unadvised.expected),
                "" if number == sizes.best else signed(one.behind),
                *(
                    chance_figure(chance_of(one.advised, k), sizes.draws) if k <= number else ""
                    for k in shown
                ),
            ),
            strong=number == now,
        )
        for number, one in every
    ]
    drawn = [
        plan_charts.Size(number, one.advised.expected, one.advised.seats, one.unadvised.expected)
        for number, one in every
    ]
    largest = sizes.sizes[-1].standing
    order = listed([plan_words.name_of(subject.scenario, c) for c in largest])
    return (
        Paragraph(plan_words.best_size(sizes, now)),
        Drawn(plan_charts.sizes(drawn, now)),
        Table(
            "Seats by number of candidates standing: expected with advice and without, with"
            " advice less the best number, chance of each number of seats with advice",
            (
                "Standing",
                "With advice",
                "Without",
                "Less the best",
                *(seats_of(k) for k in shown),
            ),
            tuple(rows),
        ),
        Paragraph(
            "With advice means here: preferences spread as evenly as can be over those who"
            f" stand. Who would stand, in this order: {order}. It is assumed that a slate of"
            " fewer names has as many supporters."
        ),
    )
