"""What a report on a plan says, section by section, before it is HTML or Markdown.

Knows which figures, tables and sentences belong together, for a committee to decide from.
"""

from __future__ import annotations

from hustings import __version__
from hustings.planning.plan.evaluation import Estimate, Evaluation
from hustings.planning.plan.explanation import Explanation
from hustings.planning.plan.model import Split
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.size import Sizes
from hustings.planning.trials.following import FollowingCurves
from hustings.report.plan.blocks import Block, Card, Cards, Code, Content, Items, Paragraph, Section
from hustings.report.plan.charts import SEEN
from hustings.report.plan.content import following as plan_following
from hustings.report.plan.content import leanings as plan_leanings
from hustings.report.plan.content import ranges as plan_ranges
from hustings.report.plan.content import sections as plan_sections
from hustings.report.plan.content import words as plan_words
from hustings.report.plan.content.assumed import assumed, unknown
from hustings.report.plan.content.subject import Subject, at_least, plan_title
from hustings.report.plan.content.words import ABOUT_ERRORS, asked
from hustings.report.plan.figures import chance, change, clear, figure
from hustings.report.wording import listed, printable


def content(
    scenario: Scenario,
    evaluation: Evaluation,
    plan_name: str,
    explanation: Explanation | None = None,
    sizes: Sizes | None = None,
    curves: FollowingCurves | None = None,
) -> Content:
    """The report on the plan called `plan_name`.

    Raises:
        KeyError: it is not among those evaluated.
    """
    subject = Subject(scenario, evaluation, evaluation.result(plan_name), explanation, curves)
    sections = [
        Section("short", "In short", _short(subject)),
        Section("lists", "Which order to ask for where", _lists(subject)),
        Section("seats", "Expected seats", plan_sections.seats(subject)),
        Section("chances", "Chance of each number of seats", plan_sections.chances(subject)),
        Section("candidates", "Chance of each candidate", plan_sections.candidates(subject)),
    ]
    rows = evaluation.range_of(plan_name)
    if rows:
        blocks = plan_ranges.section(subject.result, rows)
        sections.append(Section("range", "How far it may go either way", blocks))
    if curves:
        blocks = plan_following.section(scenario, curves, plan_name)
        sections.append(Section("following", "If fewer or more follow", blocks))
    if explanation:
        sections.append(
            Section("assumptions", "What the plan leans on", plan_sections.leans(subject))
        )
    if sizes and sizes.sizes:
        sections.append(
            Section("sizes", "How many should stand", plan_sections.sizes(subject, sizes))
        )
    sections += [
        Section("assumed", "What is assumed", assumed(scenario, subject.plan)),
        Section("unknown", "What is not known", unknown(scenario)),
        Section("check", "Check this report", _check(subject)),
    ]
    return Content(
        title=printable(scenario.title),
        kicker="A plan to decide on",
        facts=_facts(subject),
        notes=ABOUT_ERRORS,
        sections=tuple(sections),
    )


def _facts(subject: Subject) -> tuple[tuple[str, str], ...]:
    scenario = subject.scenario
    lists = len({which for which in subject.plan.list_of if which >= 0})
    if subject.plan.split is Split.SURNAME:
        lists = len(subject.plan.sequences)
    return (
        ("Seats to fill", str(scenario.election.seats)),
        ("Candidates", str(len(scenario.election.standing))),
        ("Of the slate", str(len(scenario.team))),
        ("Voters", f"{scenario.voters:,}"),
        ("Lists", str(lists)),
        ("Seats on average", figure(subject.result.expected)),
        ("In nine draws of ten", plan_ranges.span(subject.result)),
    )


def _short(subject: Subject) -> tuple[Block, ...]:
    slate = printable(subject.scenario.slates[subject.scenario.slate].name)
    number, seats = len(subject.scenario.team), subject.scenario.election.seats
    steps = [
        (k, one)
        for k in range(1, number + 1)
        if SEEN <= (one := at_least(subject.result, k, subject.evaluation.draws)).mean < 1 - SEEN
    ]
    sentence = (
        f"{slate} puts up {number} candidates for {seats} seats. With the plan"
        f" “{printable(subject.plan.name)}” it wins"
        f" {plan_ranges.headline(subject.result)}"
    )
    if steps:
        sentence += "; " + listed([f"{_or_more(k, number)} in {chance(one)}" for k, one in steps])
        sentence += " of the draws"
    blocks: list[Block] = [Paragraph(f"{sentence}.", strong=True)]
    points = [
        f"Against {plan_title(o.plan, low=True)}: {_compared(subject.against(o))}."
        for o in subject.others
    ]
    alike = [other.plan for other in subject.others if not clear(subject.against(other))]
    names = {plan.name: f"“{printable(plan.name)}”" for plan in alike}
    simple = plan_words.simpler(subject.scenario, subject.plan, alike, names)
    if simple:
        points.append(simple)
    wide = plan_ranges.moved(subject.evaluation.range_of(subject.plan.name))
    if wide:
        points.insert(0, wide)
    team = subject.scenario.team
    worst = min(team, key=lambda c: (subject.result.candidates[c].mean, c))
    if subject.result.candidates[worst].mean < 1:
        name = plan_words.name_of(subject.scenario, worst)
        won = chance(subject.result.candidates[worst])
        points.append(f"Most at risk is {name}, elected in {won} of the draws.")
    if subject.explanation:
        points.append(
            " ".join(
                filter(
                    None,
                    (
                        plan_leanings.leans_most(subject.explanation),
                        plan_leanings.still_worth_it(subject.explanation, subject.gain()),
                    ),
                )
            )
        )
    if subject.curves:
        names = {plan.name: f"“{printable(plan.name)}”" for plan in subject.curves.plans}
        points.append(" ".join(plan_following.summary(subject.curves, subject.plan.name, names)))
    points.append(
        "All of this holds for the electorate described under “What is assumed”. Whether that"
        " is the real one, nobody knows."
    )
    return (*blocks, Items(tuple(points)))


def _lists(subject: Subject) -> tuple[Block, ...]:
    scenario, plan = subject.scenario, subject.plan
    reasons = {one.index: one for one in subject.explanation.lists} if subject.explanation else {}
    cards = []
    for index, sequence in enumerate(plan.sequences):
        if plan.split is Split.REGION and index not in plan.list_of:
            continue
        one = reasons.get(index)
        because = (
            plan_words.reason(scenario, subject.explanation, one, subject.chance(sequence[0]))
            if subject.explanation and one
            else ()
        )
        regions = [r for r, which in enumerate(plan.list_of) if which == index]
        voters = sum(scenario.regions[r].voters for r in regions)
        note = f"{voters:,} voters"
        if plan.split is Split.SURNAME:
            note = asked(scenario, plan, index)
        names = tuple(plan_words.name_of(scenario, c) for c in sequence)
        cards.append(Card(plan_words.list_title(scenario, plan, index), note, names, because))
    blocks: list[Block] = [Cards(tuple(cards))] if cards else []
    without = [
        printable(region.name)
        for region, which in zip(scenario.regions, plan.list_of, strict=True)
        if which < 0
    ]
    if without:
        blocks.append(Paragraph(f"No order is asked for in {listed(without)}."))
    if subject.explanation:
        blocks.append(
            Paragraph(
                "For each list every other name was tried first, and the order of every other list:"
                f" in {subject.explanation.draws} other electorates to choose the next best, and"
                " in the first as many of those reported on here to measure what it would lose."
            )
        )
    return tuple(blocks)


def _check(subject: Subject) -> tuple[Block, ...]:
    evaluation = subject.evaluation
    first, last = evaluation.first_draw, evaluation.first_draw + evaluation.draws - 1
    facts = [
        f"Scenario: {evaluation.scenario_digest}",
        f"Seed {evaluation.seed}, draws {first} to {last} ({evaluation.draws})",
        f"Rules: {subject.scenario.rules}",
        f"Hustings {__version__}",
    ]
    if subject.explanation:
        one = subject.explanation
        last = one.first_draw + one.draws - 1
        facts.insert(2, f"Explained with draws {one.first_draw} to {last} ({one.draws})")
    return (
        Paragraph(
            "The same scenario, seed and draws give the same figures on any machine. Whoever"
            " has the scenario and the plan can check all of this:"
        ),
        Code(
            f"hustings plan evaluate SCENARIO PLAN --draws {evaluation.draws}"
            f" --seed {evaluation.seed} --format json"
        ),
        Items(tuple(facts)),
    )


def _or_more(seats: int, most: int) -> str:
    return f"all {seats}" if seats == most > 1 else f"{seats} or more"


def _compared(one: Estimate) -> str:
    """Goes on from "Against no advice:"."""
    return change(one) if clear(one) else f"no clear difference ({change(one)})"
