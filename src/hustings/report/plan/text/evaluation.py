"""An evaluation in plain text and as a table for spreadsheets.

Knows tables of plans, numbers of seats and candidates, and sentences on what they say. No figure
has more digits than its error lets stand, and one that is off by more than its last digit is called
"about".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from hustings.inputs.export import written
from hustings.planning.plan.evaluation import Estimate, Evaluation, PlanResult
from hustings.planning.plan.model import NO_ADVICE, ONE_ORDER
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.following import Beaten
from hustings.report.plan.content.ranges import headline, moved, span
from hustings.report.plan.content.words import ABOUT_ERRORS, simpler
from hustings.report.plan.figures import (
    at_least,
    clear,
    figure,
    fixed,
    least_percent,
    percent,
    signed,
)
from hustings.report.wording import lined, listed, printable, wrap

# Those that every plan is set against.
AGAINST = (NO_ADVICE, ONE_ORDER)
_GAP = "  "
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# A candidate of another slate is listed when some plan gives them this chance.
_WORTH_A_LINE = 0.05


def render(
    scenario: Scenario,
    evaluation: Evaluation,
    beaten: Sequence[Beaten] = (),
    *,
    width: int = 80,
) -> str:
    """The whole of it, in lines of at most `width` as far as names allow.

    Args:
        beaten: plans that are beaten where fewer or more follow.
    """
    lines = [
        *_heading(scenario, evaluation, width),
        "",
        *_expected(scenario, evaluation, width),
        "",
        *_seats(evaluation, width),
        "",
        *_candidates(scenario, evaluation, width),
        "",
        "What this says",
        *_sentences(scenario, evaluation, beaten, width),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def table(scenario: Scenario, evaluation: Evaluation) -> str:
    """CSV: a row for each plan, with errors beside expected seats and differences."""
    election = scenario.election
    against = [name for name in AGAINST if any(r.plan.name == name for r in evaluation.results)]
    header = ["plan", "expected seats", "standard error"]
    for name in against:
        header += [f"seats more than {name}", "standard error"]
    header += [
        f"{number} seat{'' if number == 1 else 's'}" for number in range(len(scenario.team) + 1)
    ]
    header += [election.names[candidate] for candidate in election.standing]
    rows = [header]
    for result in evaluation.results:
        row = [result.plan.name, *decimals(result.expected)]
        for name in against:
            own = result.plan.name == name
            row += ["", ""] if own else decimals(evaluation.difference(result.plan.name, name))
        row += [f"{chance.mean:.4f}" for chance in result.seats]
        row += [f"{result.candidates[candidate].mean:.4f}" for candidate in election.standing]
        rows.append(row)
    for name, bound in (
        ("quota bound", evaluation.bounds.quota),
        ("D'Hondt bound", evaluation.bounds.dhondt),
    ):
        rows.append([name, *decimals(bound), *[""] * (len(header) - 3)])
    return written(rows)


def chance_cell(chance: Estimate, draws: int) -> str:
    """A chance in full per cent; what never or always happened is given as a limit: "<2"."""
    error = 100 * chance.standard_error
    times = round(chance.mean * draws)
    if times in {0, draws}:
        return f">{least_percent(draws)}" if times else f"<{100 - least_percent(draws)}"
    # An error of 10 points leaves no last digit worth writing.
    percent = round(100 * chance.mean, -1 if error >= 9.5 else None)
    return f"{percent:.0f}" if 0 < percent < 100 else "<1" if percent == 0 else ">99"


def chance_words(chance: Estimate, draws: int) -> str:
    """The same for a sentence: "in about 46 % of the draws", "in all 200 draws"."""
    times = round(chance.mean * draws)
    if times in {0, draws}:
        return f"in {'all' if times else 'none'} of the {draws:,} draws"
    about = "about " if 100 * chance.standard_error > 1 else ""
    return f"in {about}{chance_cell(chance, draws)} % of the draws"


def seats_words(estimate: Estimate) -> str:
    """Expected seats for a sentence, to one decimal or as the error allows: "about 5.1"."""
    error = estimate.standard_error
    places = 2 if error <= 0.01 else 1 if error < 0.95 else 0
    return ("about " if error > 10.0**-places else "") + fixed(estimate.mean, places)


def _heading(scenario: Scenario, evaluation: Evaluation, width: int) -> Iterator[str]:
    election = scenario.election
    team = [printable(election.names[candidate]) for candidate in scenario.team]
    slate = printable(scenario.slates[scenario.slate].name)
    last = evaluation.first_draw + evaluation.draws - 1
    places = "1 seat" if election.seats == 1 else f"{election.seats} seats"
    yield from wrap(printable(scenario.title), width)
    yield from wrap(
        f"{places}, {len(election.standing)} candidates, counted under {scenario.rules}."
        f" {slate} stands {len(team)}: {listed(team)}.",
        width,
    )
    yield from wrap(
        f"{evaluation.draws:,} electorates of {scenario.voters:,} voters were drawn from the"
        f" scenario (seed {evaluation.seed}, draws {evaluation.first_draw} to {last}); each was"
        " counted under every plan.",
        width,
    )


def _expected(scenario: Scenario, evaluation: Evaluation, width: int) -> Iterator[str]:
    names = [result.plan.name for result in evaluation.results]
    against = [name for name in AGAINST if name in names]
    yield f"Seats to be expected, of {min(len(scenario.team), scenario.election.seats)}"
    # Headings on two lines, so that the columns stay together; long names of plans likewise.
    rows = [
        ["", "", "", "nine draws", *["more than"] * len(against)],
        ["", "plan", "seats", "of ten", *against],
    ]
    figures = [
        [
            figure(result.expected),
            span(result),
            *(
                ""
                if result.plan.name == name
                else signed(evaluation.difference(result.plan.name, name))
                for name in against
            ),
        ]
        for result in evaluation.results
    ]
    taken = sum(
        max(len(cell) for cell in column)
        for column in zip(*figures, ["seats", "nine draws", *against], strict=True)
    )
    room = max(16, width - taken - len(_GAP) * (len(against) + 3) - 1)
    for letter, name, cells in zip(letters(len(names)), names, figures, strict=True):
        first, *more = wrap(printable(name), room)
        rows.append([letter, first, *cells])
        rows += [["", line, *[""] * len(cells)] for line in more]
    yield from lined(rows, left=2, width=width)


def _seats(evaluation: Evaluation, width: int) -> Iterator[str]:
    chances = [chance for result in evaluation.results for chance in result.seats]
    yield from wrap(f"Chance of each number of seats, in per cent{about(chances)}", width)
    numbers = range(len(evaluation.results[0].seats))
    rows = [["", *(str(number) for number in numbers)]]
    for letter, result in zip(letters(len(evaluation.results)), evaluation.results, strict=True):
        cells = [chance_cell(chance, evaluation.draws) for chance in result.seats]
        rows.append([letter, *cells])
    yield from lined(rows, left=1, width=width)


def _candidates(scenario: Scenario, evaluation: Evaluation, width: int) -> Iterator[str]:
    team = scenario.team
    results = evaluation.results
    others = [
        candidate
        for candidate in scenario.election.standing
        if candidate not in team
        and any(result.candidates[candidate].mean >= _WORTH_A_LINE for result in results)
    ]
    chances = [result.candidates[c] for c in (*team, *others) for result in results]
    yield from wrap(f"Chance of each candidate, in per cent{about(chances)}", width)
    rows = [["", *letters(len(results))]]
    for group in (team, others):
        for candidate in group:
            name = printable(scenario.election.names[candidate])
            cells = [chance_cell(r.candidates[candidate], evaluation.draws) for r in results]
            rows.append([name, *cells])
        if group is team and others:
            rows.append(["of other slates:", *[""] * len(results)])
    yield from lined(rows, left=1, width=width)


def _sentences(
    scenario: Scenario, evaluation: Evaluation, beaten: Sequence[Beaten], width: int
) -> Iterator[str]:
    for sentence in sentences(scenario, evaluation, beaten):
        yield from (_GAP + line for line in wrap(sentence, width - len(_GAP)))


def sentences(
    scenario: Scenario, evaluation: Evaluation, beaten: Sequence[Beaten] = ()
) -> Iterator[str]:
    """What the figures say, a paragraph each."""
    slate = printable(scenario.slates[scenario.slate].name)
    results = evaluation.results
    called = {
        result.plan.name: f"{letter} ({printable(result.plan.name)})"
        for letter, result in zip(letters(len(results)), results, strict=True)
    }
    best = max(results, key=lambda result: result.expected.mean)
    yield _best(scenario, slate, best, evaluation, called)
    for one in beaten:
        yield (
            f"Beware: where {percent(one.share)} follow, which the scenario reckons with,"
            f" {called[one.by]} wins {figure(one.more)} seats more than {called[one.plan]}; see"
            " hustings plan following."
        )
    draws = evaluation.draws
    most = min(len(scenario.team), scenario.election.seats)
    if most:
        weakest = min(scenario.team, key=lambda c: best.candidates[c].mean)
        who = f"all {most}" if most == len(scenario.team) else f"{most} of them"
        yield (
            f"With that plan {'the one who stands is' if most == 1 else f'{who} are'} elected"
            f" {chance_words(best.seats[most], draws)}."
            f" {_at_risk(scenario, weakest, best.candidates[weakest], draws)}"
        )
    quota, dhondt = evaluation.bounds
    yield (
        f"On first loyalties alone, the voters of {slate} fill {seats_words(quota)} whole quotas;"
        f" shared out as well as can be they would win {seats_words(dhondt)} seats, by the highest"
        " averages (D'Hondt). What supporters of other slates add can bring more than either."
    )
    yield ABOUT_ERRORS


def _at_risk(scenario: Scenario, weakest: int, chance: Estimate, draws: int) -> str:
    if round(chance.mean * draws) == draws:
        return (
            "Nobody of the slate is missing in any of these draws: each is elected in at least"
            f" {at_least(draws)}."
        )
    name = printable(scenario.election.names[weakest])
    return f"Most at risk is {name}, elected {chance_words(chance, draws)}."


def _best(
    scenario: Scenario, slate: str, best: PlanResult, evaluation: Evaluation, called: dict[str, str]
) -> str:
    own = best.plan.name
    text = (
        f"Plan {called[own]} does best in these draws. {slate} wins {headline(best)}."
        f" {moved(evaluation.range_of(own))}"
    ).rstrip()
    others = {name: evaluation.difference(own, name) for name in called if name != own}
    better = [
        f"{figure(difference)} more than {called[name]}"
        for name, difference in others.items()
        if clear(difference)
    ]
    alike = [called[name] for name, difference in others.items() if not clear(difference)]
    if better:
        text += f" On average that is {listed(better)}."
    if alike:
        text += (
            f" {'But from' if better else 'From'} {listed(alike)} these draws cannot tell it:"
            " the difference is less than twice its error."
        )
        plans = [
            result.plan
            for result in evaluation.results
            if result.plan.name != own and not clear(others[result.plan.name])
        ]
        text = f"{text} {simpler(scenario, best.plan, plans, called)}".rstrip()
    return text


def letters(size: int) -> list[str]:
    """A, B, C …; after Z numbers."""
    return [_LETTERS[n] if n < len(_LETTERS) else str(n + 1) for n in range(size)]


def about(chances: Sequence[Estimate]) -> str:
    """What stands after "per cent" when errors are larger than a point."""
    most = max(100 * chance.standard_error for chance in chances)
    return f" (about: errors of up to {math.ceil(most)} points)" if most > 1 else ""


def decimals(estimate: Estimate) -> list[str]:
    """Mean and error for a table that is calculated with."""
    return [f"{estimate.mean:.4f}", f"{estimate.standard_error:.4f}"]
