"""What a plan hangs on: the share of followers, in sentences, a table and a drawing.

Knows how curves over that share are read. Plans are called as the caller calls them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.model import NO_ADVICE
from hustings.planning.scenario.assumptions import plausible_following
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.following import FollowingCurves, Pair, Stretch
from hustings.report.plan.blocks import Block, Drawn, Items, Paragraph, Row, Table
from hustings.report.plan.curves import MOST, Line, drawn
from hustings.report.plan.figures import change, figure, percent
from hustings.report.plan.pieces import Drawing
from hustings.report.wording import listed, printable

Names = Mapping[str, str]


def section(scenario: Scenario, curves: FollowingCurves, own: str) -> tuple[Block, ...]:
    """The drawing, its table, and what they say of the plan called `own`."""
    names = {plan.name: printable(plan.name) for plan in curves.plans}
    head = ("Followers", *(_capital(names[plan.name]) for plan in curves.plans))
    rows = tuple(
        Row((percent(share), *(figure(seats[place]) for seats in curves.seats)))
        for place, share in enumerate(curves.shares)
    )
    return (
        Paragraph(" ".join(summary(curves, own, names))),
        Drawn(drawing(scenario, curves, own)),
        Table("Expected seats at each share of followers, with their errors", head, rows),
        Items(tuple(verdicts(curves, own, names))),
        Paragraph(about(scenario, curves)),
    )


def drawing(scenario: Scenario, curves: FollowingCurves, own: str) -> Drawing:
    """The plan's line, and those of the others that win most anywhere.

    Seats are drawn as more than without advice, draw by draw, where that is among the plans: so
    far fewer of a line's ups and downs are luck.
    """
    best = [curves.best(place) for place in range(len(curves.shares))]
    others = [plan.name for plan in curves.plans if plan.name not in (own, NO_ADVICE)]
    others.sort(key=lambda name: -best.count(name))
    gain = own != NO_ADVICE and any(plan.name == NO_ADVICE for plan in curves.plans)
    wanted = [own, *([NO_ADVICE] if gain else []), *others][:MOST]
    rows = []
    for name in wanted:
        (row,) = (k for k, plan in enumerate(curves.plans) if plan.name == name)
        seats = curves.seats[row]
        if gain and name == NO_ADVICE:
            seats = (Estimate(0.0, 0.0),) * len(seats)
        elif gain:
            seats = curves.pair(name, NO_ADVICE).seats
        rows.append(Line(printable(name), seats))
    low, high = plausible_following(scenario)
    return drawn(
        rows,
        curves.shares,
        axis="expected seats more than with no advice" if gain else "expected seats",
        stated=(low, curves.centre, high),
    )


def summary(curves: FollowingCurves, own: str, names: Names) -> Iterator[str]:
    """One or two sentences: where the plan is beaten, and what it gives away at most."""
    first, last = curves.shares[0], curves.shares[-1]
    over = f"from {percent(first)} to {percent(last)}"
    beaten = [
        f"by {names[other]} {_spans([one for one in pair.stretches if one.better == other])}"
        for other, pair in _pairs(curves, own)
        if any(one.better == other for one in pair.stretches)
    ]
    if not beaten:
        yield (
            f"Whatever the share of followers {over}, these draws show no plan here that clearly"
            f" wins more than {names[own]}."
        )
        return
    yield f"{_capital(names[own])} is clearly beaten {listed(beaten)} of followers."
    place, other, lost = curves.worst(own)
    yield (f"At worst, at {percent(curves.shares[place])}, {names[other]} wins {change(lost)}.")


def verdicts(curves: FollowingCurves, own: str, names: Names) -> Iterator[str]:
    """The plan against each of the others, a sentence each."""
    for other, pair in _pairs(curves, own):
        yield f"Against {names[other]}: {_verdict(pair, names)}."


def _verdict(pair: Pair, names: Names) -> str:
    plan, other = pair.plan, pair.against
    better = [one for one in pair.stretches if one.better == plan]
    worse = [one for one in pair.stretches if one.better == other]
    if not better and not worse:
        return "the draws cannot tell them apart at any share"
    if len(pair.stretches) == 1:
        return f"clearly {'better' if better else 'worse'} at every share"
    said = [
        f"clearly {word} {_spans(spans)}"
        for word, spans in (("better", better), ("worse", worse))
        if spans
    ]
    for one in pair.crossings:
        said.append(
            f"{names[one.after]} takes over somewhere between {percent(one.low)} and"
            f" {percent(one.high)}, in these draws at {percent(one.share)}"
        )
    if not pair.crossings:
        said.append("elsewhere the draws cannot tell")
    return "; ".join(said)


def about(scenario: Scenario, curves: FollowingCurves) -> str:
    """What was done, and what the scenario itself expects."""
    low, high = plausible_following(scenario)
    sd = "as the scenario states it" if scenario.following.sd else "it states no uncertainty"
    return (
        f"Each share was counted in the same {curves.draws} electorates, with everything else as"
        f" the scenario has it. It expects {percent(curves.centre)} to follow, and"
        f" {percent(low)} to {percent(high)} is to be reckoned with (two standard deviations"
        f" either way; {sd}). Between two shares seats are taken to change evenly."
    )


def _pairs(curves: FollowingCurves, own: str) -> Iterator[tuple[str, Pair]]:
    for plan in curves.plans:
        if plan.name != own:
            yield plan.name, curves.pair(own, plan.name)


def _spans(stretches: list[Stretch]) -> str:
    return listed([_span(one) for one in stretches])


def _span(one: Stretch) -> str:
    low, high = percent(one.low), percent(one.high)
    return f"at {low}" if low == high else f"from {low.removesuffix(' %')} to {high}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
