"""Saying 5: the best on top for all, or spread?

Two claims. "If voters have ONE hugely popular candidate they must not all put her first": one order
for all wins less than as many lists as there are names, given to one voter after another. "Put our
best at the top and her surplus flows down": of the votes that she has above the quota under one
order, most go on to others of ours.

Our voters are asked for one order, for lists by region, for lists in turn, and for lists in turn
with her last; once those who follow do so, and once all of ours.
"""

from __future__ import annotations

from hustings.counting.fast import gregory as fast
from hustings.counting.record import Action
from hustings.counting.ruleset import GregoryRules
from hustings.election.packed import PackedProfile
from hustings.planning.plan.model import Sequence
from hustings.planning.sayings.ground import Ground, Sample
from hustings.planning.sayings.measured import Measured, Row, millionths
from hustings.planning.sayings.model import (
    Figure,
    Point,
    Reading,
    Said,
    Series,
    Tested,
    Unit,
    Verdict,
)
from hustings.planning.sayings.plans import (
    Group,
    by_region,
    group_names,
    groups,
    in_turn,
    order_of,
    rotations,
)
from hustings.planning.sayings.tallies import first_preferences
from hustings.planning.sayings.verdict import above, below, joined

NAME = "spread"
MOST_OF_IT = 0.5
UNASKED, ONE, REGIONS, TURN, LAST = "unasked", "one", "regions", "turn", "last"


def asked_for(ground: Ground) -> tuple[str, ...]:
    """What our voters are asked for; regions only where there are some."""
    scenario = ground.scenario
    if scenario is not None and len(scenario.regions) > 1 and scenario.lists > 1:
        return (UNASKED, ONE, REGIONS, TURN, LAST)
    return (UNASKED, ONE, TURN, LAST)


def measure(ground: Ground, sample: Sample) -> Row:
    """Our seats under each; her lead unasked; and where her surplus goes under one order."""
    if len(ground.team) < 2:
        return {}
    order = order_of(ground)
    row: dict[str, int] = {}
    for group in groups(ground, sample):
        for name in asked_for(ground):
            profile = _asked(ground, group, name, order)
            elected = sample.elected(profile)
            row[f"{group.name} {name}"] = int(elected[list(order)].sum())
            if name == ONE:
                row |= _surplus(sample, profile, order, group.name)
            if name == UNASKED:
                votes = first_preferences(profile, len(ground.election.candidates))
                row["lead"] = millionths(int(votes[order[0]]), int(votes[list(order)].sum()))
        for other in (REGIONS, TURN, LAST):
            if f"{group.name} {other}" in row:
                row[f"{group.name} one-{other}"] = (
                    row[f"{group.name} {ONE}"] - row[f"{group.name} {other}"]
                )
    return row


def _asked(ground: Ground, group: Group, name: str, order: Sequence) -> PackedProfile:
    """The electorate when the group is asked for one of these."""
    lists = rotations(order)
    match name:
        case "one":
            return group.ballots(in_turn(group, 1), (order,))
        case "regions":
            assert ground.scenario is not None
            number = min(ground.scenario.lists, len(ground.scenario.regions), len(lists))
            return group.ballots(by_region(ground, group, number), lists[:number])
        case "turn":
            return group.ballots(in_turn(group, len(lists)), lists)
        case "last":
            rest = rotations(order[1:])
            return group.ballots(in_turn(group, len(rest)), [names + order[:1] for names in rest])
        case _:
            return group.unasked


def _surplus(sample: Sample, profile: PackedProfile, order: Sequence, group: str) -> Row:
    """Of the best's surplus in millionths: to others of ours, and not transferred to anybody."""
    row = {f"{group} {what}": 0 for what in ("surplus", "ours", "lost")}
    if not isinstance(sample.rules, GregoryRules):
        return row
    result = fast.count(sample.election, profile, sample.rules, sample.lots)
    for stage in result.stages:
        if stage.action is Action.SURPLUS and stage.of == order[:1]:
            moved = sum(sum(batch.votes) for batch in stage.transfers)
            ours = sum(batch.votes[c] for batch in stage.transfers for c in order[1:])
            lost = sum(
                batch.non_transferable + batch.lost_to_fractions for batch in stage.transfers
            )
            row[f"{group} surplus"] = moved + lost
            row[f"{group} ours"] = millionths(ours, moved + lost)
            row[f"{group} lost"] = millionths(lost, moved + lost)
    return row


def conclude(ground: Ground, measured: Measured) -> Tested:
    """Both claims."""
    about = {"slate": ground.name, "best": ground.election.names[order_of(ground)[0]]}
    if len(ground.team) < 2:
        alone = Reading("alone", (), Verdict.CANNOT_TELL, (Said("spread_alone", about),), about)
        return Tested(NAME, ground.name, (alone,), Verdict.CANNOT_TELL, about=about)
    readings = (_not_all_first(ground, measured, about), _flows(ground, measured, about))
    assumed = [Said("spread_lists", about)]
    if ground.scenario is None:
        assumed.append(Said("spread_ballots", about))
    return Tested(
        NAME,
        ground.name,
        readings,
        joined(reading.verdict for reading in readings),
        tuple(assumed),
        tuple(_series(ground, measured, name) for name in group_names(ground)),
        about,
    )


def _not_all_first(ground: Ground, measured: Measured, about: dict[str, str]) -> Reading:
    """One order against lists in turn, and everything else that was asked for."""
    deciding: list[Figure] = []
    figures: list[Figure] = []
    others = [name for name in asked_for(ground) if name not in (UNASKED, ONE)]
    for who in group_names(ground):
        for other in others:
            found = measured.level(
                "one_order_less", f"{who} one-{other}", Unit.SEATS, who=who, against=other
            )
            (deciding if other == TURN else figures).append(found)
        figures += [
            measured.level("seats_asked", f"{who} {name}", Unit.SEATS, who=who, asked=name)
            for name in asked_for(ground)
        ]
    lead = measured.level("lead", "lead", Unit.SHARE, **about)
    verdict = joined(below(figure, 0.0) for figure in deciding)
    return Reading("not-all-first", (*deciding, lead, *figures), verdict, (), about)


def _flows(ground: Ground, measured: Measured, about: dict[str, str]) -> Reading:
    """Whether most of her surplus under one order goes to others of ours."""
    figures: list[Figure] = []
    lost: list[Figure] = []
    for who in group_names(ground):
        surplus = measured.column(f"{who} surplus")
        there = bool((surplus > 0).all())
        if measured.given is not None:
            there = there and measured.given[f"{who} surplus"] > 0
        if there:
            figures.append(
                measured.level("surplus_ours", f"{who} ours", Unit.SHARE, who=who, **about)
            )
            lost.append(measured.level("surplus_lost", f"{who} lost", Unit.SHARE, who=who, **about))
    if not figures:
        key = "spread_no_surplus" if ground.gregory else "spread_no_stages"
        return Reading("flows", (), Verdict.CANNOT_TELL, (Said(key, about),), about)
    verdict = joined(above(figure, MOST_OF_IT) for figure in figures)
    return Reading("flows", (*figures, *lost), verdict, (), about)


def _series(ground: Ground, measured: Measured, who: str) -> Series:
    points = []
    for place, name in enumerate(asked_for(ground)):
        found = measured.level("seats_asked", f"{who} {name}", Unit.SEATS)
        points.append(Point(place, found.value, found.standard_error, name))
    return Series("seats_asked", Unit.SEATS, tuple(points), {"who": who}, "asked")
