"""What a plan's figures rest on, and what nobody knows, in tables and sentences.

Knows how a scenario is described.
"""

from __future__ import annotations

import math

from hustings.counting.law import find
from hustings.planning.plan.model import Plan, Split
from hustings.planning.scenario.assumptions import following_share, mean_length, support_share
from hustings.planning.scenario.model import Scenario
from hustings.report.plan.blocks import Block, Items, Paragraph, Row, Table
from hustings.report.plan.figures import fixed, percent
from hustings.report.wording import listed, printable

# Exact margins have been computed for elections of about so many candidates, and few larger.
_COMPUTABLE = 12


def assumed(scenario: Scenario, plan: Plan) -> tuple[Block, ...]:
    """The scenario: areas, slates, how people rank and follow."""
    return (
        Paragraph(
            "All figures of this report come from counting electorates drawn by chance from the"
            f" scenario “{printable(scenario.title)}”. This is what it assumes."
        ),
        _areas(scenario, plan),
        _slates(scenario),
        Items(tuple(_habits(scenario))),
    )


def _areas(scenario: Scenario, plan: Plan) -> Table:
    own = scenario.slates[scenario.slate]
    by_region = plan.split is Split.REGION
    rows = []
    for r, region in enumerate(scenario.regions):
        at_home = [
            printable(scenario.election.candidates[c].name)
            for c in scenario.team
            if scenario.home[c] == r
        ]
        cells = [
            printable(region.name),
            f"{region.voters:,}",
            percent(own.support[r]),
            percent(scenario.following.share[r]),
            listed(at_home) or "–",
        ]
        if by_region:
            which = plan.list_of[r]
            cells.insert(4, str(plan.number_of(which)) if which >= 0 else "none")
        rows.append(Row(tuple(cells)))
    head = ["Area", "Voters", "Support for the slate", "Of these follow", "Home of"]
    if by_region:
        head.insert(4, "List")
    return Table("Areas", tuple(head), tuple(rows), words=(len(head) - 1,))


def _slates(scenario: Scenario) -> Table:
    rows = []
    for index, slate in enumerate(scenario.slates):
        support = _overall(scenario, index)
        cells = (
            printable(slate.name) or "no slate",
            str(len(scenario.members(index))),
            f"{_points(support)} %",
            f"{_points(slate.national_sd)}; {_points(slate.regional_sd)} in each area",
            percent(slate.retention) if scenario.ballots is None else "–",
        )
        rows.append(Row(cells, strong=index == scenario.slate))
    return Table(
        "Slates: support, how unsure it is in points (one standard deviation), and how often a"
        " supporter's next preference stays in the slate",
        ("Slate", "Candidates", "Support", "Unsure by", "Stays"),
        tuple(rows),
        words=(3,),
    )


def _overall(scenario: Scenario, slate: int) -> float:
    support = scenario.slates[slate].support
    voters = [region.voters for region in scenario.regions]
    return math.fsum(s * n for s, n in zip(support, voters, strict=True)) / sum(voters)


def _points(share: float) -> str:
    return fixed(share * 100, 1).removesuffix(".0")


def _habits(scenario: Scenario) -> list[str]:
    """How people follow and rank, one sentence each."""
    ranking, following = scenario.ranking, scenario.following
    own = scenario.slates[scenario.slate]
    share = percent(following_share(scenario))
    rules = find(scenario.rules).instrument
    sentences = [
        f"Of the slate's supporters {share} follow the advice, give or take"
        f" {_points(following.sd)} points, and copy the first {following.depth} names of their"
        " list; then they go on as they would have."
        if following.depth > 1
        else f"Of the slate's supporters {share} follow the advice, give or take"
        f" {_points(following.sd)} points, and copy the first name of their list.",
        f"The slate has the first loyalty of {percent(support_share(scenario))} of all voters.",
    ]
    if scenario.ballots is not None:
        sentences.append(
            "How people rank is taken from real ballots, drawn again by chance:"
            f" {printable(scenario.ballots.source)}."
        )
    else:
        only = ranking.slate_only if own.slate_only is None else own.slate_only
        sentences += [
            f"Its supporters rank {fixed(mean_length(scenario), 1)} names on average;"
            f" {percent(only)} of them never go outside the slate.",
            *_popularity(scenario),
            *_effects(scenario),
        ]
    sentences.append(f"The count is by {rules.title} ({rules.name}, version {rules.version}).")
    return sentences


def _popularity(scenario: Scenario) -> list[str]:
    """How popular each of the slate is taken to be."""
    ranking = scenario.ranking
    team = scenario.team
    if len(team) < 2:
        return []
    appeal = [
        f"{printable(scenario.election.candidates[c].name)} {ranking.appeal[c]:g}" for c in team
    ]
    sentence = f"Popularity within the slate: {listed(appeal)}"
    if ranking.appeal_sd:
        factor = fixed(math.exp(ranking.appeal_sd), 1)
        sentence += f"; each may be {factor} times as much, or as little (one standard deviation)"
    return [f"{sentence}."]


def _effects(scenario: Scenario) -> list[str]:
    """What else decides which name of a slate comes first; nothing where nothing does."""
    ranking = scenario.ranking
    effects = [
        f"{who} {fixed(factor, 1)} times as often{against}"
        for who, factor, against in (
            ("a candidate of their own area", ranking.home_pull, ""),
            ("the first surname of a slate", ranking.alphabet, " as its last"),
            ("the first name on the ballot paper", ranking.position, " as the last"),
        )
        if factor != 1
    ]
    return [f"Other things being equal, voters pick {listed(effects)}."] if effects else []


def unknown(scenario: Scenario) -> tuple[Block, ...]:
    """What the figures do not say."""
    standing = len(scenario.election.standing)
    margin = (
        f"By how many votes a seat is won or lost is beyond computing with {standing} candidates."
        if standing > _COMPUTABLE
        else "By how many votes a seat is won or lost is not computed."
    ) + " What is given as a bound is a bound, and a chance is a chance."
    return (
        Items(
            (
                "Whether supporters follow the advice is assumed. Ask some of them.",
                "The errors beside the figures come from the luck of the draws alone. They say"
                " nothing of whether support, areas and habits are as assumed.",
                "Other slates are taken to do as they do now. They may answer.",
                "More votes for a candidate can, in rare cases, make that candidate or another of"
                " the slate lose: no order is safe by argument. Every order here was tested by"
                " counting, in drawn electorates only.",
                margin,
            )
        ),
    )
