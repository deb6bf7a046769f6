"""A plan in sentences: why each list is as it is, who is at risk, how many should stand.

Knows plain words for what an explanation holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.explanation import (
    Change,
    Explanation,
    ListReason,
    Neighbour,
    Risk,
    Spread,
)
from hustings.planning.plan.model import Plan, Split
from hustings.planning.plan.simplicity import simplicity
from hustings.planning.scenario.model import Scenario
from hustings.planning.scenario.partitions import run_names
from hustings.planning.search.size import Sizes
from hustings.report.plan.figures import (
    about,
    at_least,
    at_most,
    chance,
    chance_figure,
    change,
    clear,
    figure,
)
from hustings.report.wording import listed, printable


def name_of(scenario: Scenario, candidate: int) -> str:
    """A candidate's name as it can be printed."""
    return printable(scenario.election.candidates[candidate].name)


def list_title(scenario: Scenario, plan: Plan, index: int) -> str:
    """What a list is called: its number and its regions."""
    number = plan.number_of(index)
    if plan.split is Split.SURNAME:
        return f"List {number}"
    regions = [r for r, which in enumerate(plan.list_of) if which == index]
    return f"List {number}: {listed(called(scenario, regions))}"


# -- lists ---------------------------------------------------------------------------------------


class Chance(NamedTuple):
    """A chance and the number of draws that it is from."""

    estimate: Estimate
    draws: int


def reason(
    scenario: Scenario, explanation: Explanation, one: ListReason, leader: Chance | None = None
) -> tuple[str, str]:
    """Two sentences for one list: what it does, and what the next best order would lose.

    Args:
        leader: the chance of the name it puts first, where it is known from more draws than the
            explanation's.
    """
    leader = leader or Chance(one.leader, explanation.draws)
    of = "" if leader.draws == explanation.draws else f"the first {explanation.draws:,} draws"
    return _does(scenario, explanation, one, leader), _next_best(scenario, explanation, one, of)


def _does(scenario: Scenario, explanation: Explanation, one: ListReason, leader: Chance) -> str:
    does = f"{name_of(scenario, explanation.plan.sequences[one.index][0])}, whom it puts first,"
    if explanation.quota:
        does += (
            f" starts with about {about(one.start.mean)} first preferences, when a quota is"
            f" {round(explanation.quota):,}, and"
        )
    return (
        f"About {about(one.followers)} voters are expected to follow this list; {does}"
        f" {_elected(leader, draws=_draws(leader.draws, explanation))}."
    )


def _elected(one: Chance, verb: str = "is elected", draws: str = "") -> str:
    """Goes on from a name: "is elected in 85 % of the draws"."""
    times = round(one.estimate.mean * one.draws)
    if times == one.draws:
        return f"{verb} in all of the {one.draws:,} draws; at least {at_least(one.draws)}"
    if times == 0:
        return f"{verb} in none of the {one.draws:,} draws; at most {at_most(one.draws)}"
    return f"{verb} in {chance(one.estimate)} of {draws or 'the draws'}"


def _draws(number: int, explanation: Explanation) -> str:
    """The draws a figure is from, with their number where the explanation has fewer."""
    return "the draws" if number == explanation.draws else f"the {number:,} draws"


def _next_best(scenario: Scenario, explanation: Explanation, one: ListReason, of: str) -> str:
    best, leading = one.best, one.leading
    if best is None:
        return (
            "No other order was tried."
            if explanation.complete
            else "The work was stopped before other orders were tried."
        )
    better = clear(best.seats) and best.seats.mean > 0
    start = f"The {'' if better else 'next '}best of the {one.tried} other orders tried"
    if one.tried == 1:
        start = "The one other order tried"
    sentence = f"{start} {_changed(scenario, explanation.plan, best)}:"
    if better:
        sentence += f" the slate would win {change(best.seats)}, so it deserves a closer look"
    elif clear(best.seats):
        name = name_of(scenario, explanation.plan.sequences[one.index][0])
        fate = _elected(Chance(best.leader, explanation.draws), "would be elected", of)
        if of:
            # Both from the same draws, which are fewer than those the list's own figure is from.
            fate += f", against {chance(one.leader)} with this list"
        sentence += f" the slate would win {change(best.seats)}, and {name} {fate}"
    else:
        sentence += f" the draws cannot tell it from this one ({change(best.seats)})"
        if best.change is Change.OTHER_LIST:
            sentence += ", so one list for both would do, which is simpler"
    if leading is not None and leading != best:
        sentence += (
            f"; of other names to put first, {name_of(scenario, leading.of)} does best, with"
            f" {change(leading.seats)}"
        )
    return f"{sentence}."


def _changed(scenario: Scenario, plan: Plan, neighbour: Neighbour) -> str:
    match neighbour.change:
        case Change.LEADER:
            return f"puts {name_of(scenario, neighbour.of)} first"
        case Change.OTHER_LIST:
            leader = name_of(scenario, neighbour.sequence[0])
            return f"is that of list {plan.number_of(neighbour.of)}, with {leader} first"


# Exclusions in fewer draws than this are not worth a range of stages.
_ENOUGH = 8

# -- candidates ----------------------------------------------------------------------------------


def risk(
    scenario: Scenario, explanation: Explanation, one: Risk, elected: Chance | None = None
) -> str:
    """On a candidate's remaining risk and when it comes true, in one to three sentences.

    Args:
        elected: the chance, where it is known from more draws than the explanation's.
    """
    name = name_of(scenario, one.candidate)
    if elected is None:
        elected = Chance(Estimate(1.0 - one.miss.mean, one.miss.standard_error), explanation.draws)
    mean, error = elected.estimate
    times = round(mean * elected.draws)
    if times in {0, elected.draws}:
        sentence = f"{name} {_elected(elected)}."
    else:
        sentence = (
            f"{name} is not elected in {chance_figure(Estimate(1.0 - mean, error), elected.draws)}"
            f" of {_draws(elected.draws, explanation)}."
        )
    if times == elected.draws or not one.missed or not explanation.quota:
        return sentence
    return f"{sentence} {_when(one)}"


def _when(one: Risk) -> str:
    once = one.missed == 1
    closed = one.missed - one.excluded
    if one.excluded * 2 < one.missed or one.stage is None or one.left is None or one.places is None:
        start = "The one time it happened, it was" if once else "When it happens, it is usually"
        sentence = f"{start} at the close: still in the count, but short of a place."
        if one.excluded:
            sentence += (
                f" In {one.excluded} of {one.missed} such draws it came earlier, by exclusion."
            )
        return sentence
    start = "The one time it happened, it was" if once else "When it happens, it is usually"
    stages = one.stages.median if one.stages else 0
    sentence = (
        f"{start} by exclusion, at stage {one.stage.median} of {stages}, with"
        f" {one.left.median} candidates left for {_places(one.places.median)}"
    )
    if _wide(one.stage) and one.excluded >= _ENOUGH:
        sentence += f"; half of these exclusions come at stages {one.stage.low} to {one.stage.high}"
    if closed:
        sentence += f". In {closed} of {one.missed} such draws it came only at the close"
    return f"{sentence}."


def _places(number: int) -> str:
    return "1 place" if number == 1 else f"{number} places"


def _wide(spread: Spread) -> bool:
    return spread.low < spread.high


# -- numbers of candidates -----------------------------------------------------------------------


def best_size(sizes: Sizes, now: int) -> str:
    """Which number of candidates wins most, and which are clearly too few or too many."""
    if not sizes.sizes:
        return "No number of candidates was counted to the end."
    best = sizes.sizes[sizes.best - 1]
    sentences = [
        f"With advice, {_candidates(sizes.best)} are expected to win most:"
        f" {figure(best.advised.expected)} seats."
        if sizes.best > 1
        else f"With advice, 1 candidate is expected to win most: {figure(best.advised.expected)}"
        " seats."
    ]
    if sizes.too_few:
        sentences.append(f"With {_numbers(sizes.too_few)} the slate clearly wins fewer.")
    if sizes.too_many:
        sentences.append(
            f"With {_numbers(sizes.too_many)} it clearly loses seats by standing too many."
        )
    within = [
        number
        for number in range(1, len(sizes.sizes) + 1)
        if number != sizes.best and number not in (*sizes.too_few, *sizes.too_many)
    ]
    if within:
        sentences.append(f"The draws cannot tell {_numbers(tuple(within))} from that.")
    if now != sizes.best and now <= len(sizes.sizes):
        present = sizes.sizes[now - 1]
        sentences.append(
            f"The {now} who stand now win {change(present.behind)} than the best number."
            if clear(present.behind)
            else f"The {now} who stand now are expected to win"
            f" {figure(present.advised.expected)} seats."
        )
    return " ".join(sentences)


def _numbers(numbers: Sequence[int]) -> str:
    """Ascending numbers of candidates: "1 to 4 candidates", "3 or 5 candidates"."""
    words = [str(number) for number in numbers]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        joined = f"{words[0]} to {words[-1]}"
    else:
        joined = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"{joined} candidate" + ("" if numbers[-1] == 1 else "s")


def _candidates(number: int) -> str:
    return "1 candidate" if number == 1 else f"{number} candidates"


def simpler(scenario: Scenario, own: Plan, alike: Sequence[Plan], names: Mapping[str, str]) -> str:
    """A sentence on the simplest of the plans that draws cannot tell from `own`; empty for none.

    Args:
        names: what plans are called, by their names.
    """
    here = simplicity(scenario, own)
    others = [plan for plan in alike if simplicity(scenario, plan) < here]
    if not others:
        return ""
    best = min(others, key=lambda plan: simplicity(scenario, plan))
    there = simplicity(scenario, best)
    if there.lists == here.lists:
        than = f"{there.pieces} pieces of the alphabet instead of {here.pieces}"
    else:
        lists = "1 list" if there.lists == 1 else f"{there.lists or 'no'} lists"
        than = f"{lists} instead of {here.lists}"
    return (
        "Where the draws cannot tell two plans apart, the simpler is to be preferred:"
        f" {names[best.name]}, with {than}."
    )


ABOUT_ERRORS = (
    "The figure after ± is the standard error: with ever more draws of the same scenario the figure"
    " would come to lie within twice its error 95 times in 100. That is the luck of the draws only."
    " Whether the scenario itself is right, no number of draws can tell."
)


def asked(scenario: Scenario, plan: Plan, number: int) -> str:
    """Who is asked for a list; empty for nobody."""
    match plan.split:
        case Split.SURNAME:
            return f"surnames, part {number + 1} of {len(plan.sequences)} in alphabetical order"
        case Split.REGION:
            regions = [r for r, which in enumerate(plan.list_of) if which == number]
            voters = sum(scenario.regions[r].voters for r in regions)
            return f"{listed(called(scenario, regions))} ({voters:,} voters)" if regions else ""


def called(scenario: Scenario, regions: Sequence[int]) -> list[str]:
    """Regions by name, letters and other parts that follow each other in one: "A–F"."""
    names = [printable(region.name) for region in scenario.regions]
    if scenario.in_one_piece:
        return run_names(names, regions)
    return [names[r] for r in regions]
