"""Why a plan is as it is: what each list does, who is still at risk, what the plan leans on.

Knows which plans and scenarios beside the plan have to be tried, and how to compare them draw by
draw. Must not know words: `report.plan` puts it in sentences.

Of many changes tried on the same draws the best looks a little better than it is. So the changes
are chosen on one set of draws and measured on another.
"""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from hustings.errors import InputError
from hustings.planning.plan.evaluation import Estimate
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
from hustings.planning.plan.model import Plan, Sequence, Split, check, no_advice
from hustings.planning.scenario.assumptions import Moved, leans
from hustings.planning.scenario.model import Scenario, scenario_digest
from hustings.planning.trials.evaluate import LEAST_DRAWS, estimate
from hustings.planning.trials.simulate import Progress, Trials, Workers, simulate
from hustings.planning.trials.stages import Fates, fates

__all__ = ("CHOOSING", "Explanation", "explain")

# Other orders are chosen on draws far from those that a search or an evaluation uses. They are
# measured on those of an evaluation, which no search has seen, so that all that is said of a plan
# comes from one sample.
CHOOSING = 5_000_000
# Drawing an electorate takes about as long as counting it so many times; for progress.
_DRAWING = 7

T = TypeVar("T")


class _Other(NamedTuple):
    """Another order for one list: which list, how it differs, the name or list meant."""

    which: int
    change: Change
    of: int
    sequence: Sequence


def explain(
    scenario: Scenario,
    plan: Plan,
    *,
    draws: int = 200,
    first_draw: int = 0,
    cores: Workers = None,
    progress: Progress | None = None,
) -> Explanation:
    """Explain a plan by trying what it could have been, and by moving what is assumed.

    Args:
        draws: to measure with; as many others are used to choose what is measured.
        first_draw: number of the first of them; as an evaluation's, so that both say the same.
        cores: as in `simulate`.
        progress: called with how much of the work is done, in counts; False stops, and what is
            known by then comes back.

    Raises:
        InputError: the plan does not fit the scenario, too few draws.
    """
    check(plan, scenario)
    if draws < LEAST_DRAWS:
        raise InputError(
            f"an explanation from {draws} draw{'' if draws == 1 else 's'} cannot show an error",
            remedy=f"take {LEAST_DRAWS} draws or more; 200 are usual",
        )
    others = tuple(_others(scenario, plan))
    moved = leans(scenario)
    steps = _Steps(scenario, plan, range(first_draw, first_draw + draws), cores, progress)
    neighbours = [1 + len(others), 2 * len(_used(plan))] if others else []
    steps.expect([2, 1, *neighbours, *[2] * (2 * len(moved))])
    base = steps.trials(scenario, (plan, no_advice(scenario)), steps.draws)
    assert base is not None
    record = steps.fates()
    best = _best_orders(steps, base, others)
    leanings = [
        Leaning(lean.assumption, lean.value, lean.stated, lower, higher)
        for lean in moved
        if (lower := _case(steps, base, lean.lower)) and (higher := _case(steps, base, lean.higher))
    ]
    seats = base.seats(scenario.team)
    return Explanation(
        plan=plan,
        scenario_digest=scenario_digest(scenario),
        first_draw=first_draw,
        draws=len(base.draws),
        complete=steps.complete,
        quota=float(record.quota.mean()) if record else 0.0,
        expected=estimate(seats[0]),
        gain=estimate(seats[0] - seats[1]),
        lists=tuple(_reasons(steps, base, record, others, best)),
        risks=_risks(scenario, base, record),
        leanings=tuple(sorted(leanings, key=lambda one: -one.swing)),
    )


class _Steps:
    """The work in its steps, and the progress reported of it."""

    def __init__(
        self,
        scenario: Scenario,
        plan: Plan,
        draws: range,
        cores: Workers,
        progress: Progress | None,
    ) -> None:
        self.scenario = scenario
        self.plan = plan
        self.draws = draws
        self.complete = True
        self._stopped = False
        self._cores = cores
        self._progress = progress
        self._done = 0
        self._to_come: list[int] = []

    def expect(self, plans: abc.Sequence[int]) -> None:
        """Steps to come, by the plans that each will count."""
        self._to_come = list(plans)

    def trials(self, scenario: Scenario, plans: abc.Sequence[Plan], draws: range) -> Trials | None:
        """Some plans counted in these draws; nothing once stopped."""
        return self._step(
            len(plans),
            lambda progress: simulate(scenario, plans, draws, cores=self._cores, progress=progress),
        )

    def fates(self) -> Fates | None:
        """The plan counted with full records; nothing once stopped."""
        return self._step(
            1,
            lambda progress: fates(
                self.scenario, self.plan, self.draws, cores=self._cores, progress=progress
            ),
        )

    def _step(self, plans: int, run: Callable[[Progress], T]) -> T | None:
        del self._to_come[:1]
        if self._stopped:
            self.complete = False
            return None
        before, draws = self._done, len(self.draws)
        rest = sum(_DRAWING + number for number in self._to_come) * draws
        total = before + (_DRAWING + plans) * draws + rest

        def step(done: int, _: int) -> bool:
            self._done = before + done * (_DRAWING + plans)
            wanted = self._progress is None or self._progress(self._done, total)
            self._stopped = self._stopped or not wanted
            # One draw more where it is asked to stop after the first, which shows no error.
            if not self._stopped or done < LEAST_DRAWS:
                return True
            self.complete = self.complete and done == draws
            return False

        return run(step)


def _others(scenario: Scenario, plan: Plan) -> Iterator[_Other]:
    """Every other order worth trying for one list: another name first, another list's order."""
    for index in _used(plan):
        own = plan.sequences[index]
        seen = {own}
        for candidate in dict.fromkeys((*own, *scenario.team)):
            sequence = (candidate, *(c for c in own if c != candidate))
            if sequence not in seen:
                seen.add(sequence)
                yield _Other(index, Change.LEADER, candidate, sequence)
        for other in _used(plan):
            sequence = plan.sequences[other]
            if sequence not in seen:
                seen.add(sequence)
                yield _Other(index, Change.OTHER_LIST, other, sequence)


def _used(plan: Plan) -> tuple[int, ...]:
    """Lists that some voters are asked for."""
    return tuple(
        index
        for index, sequence in enumerate(plan.sequences)
        if sequence and (plan.split is Split.SURNAME or index in plan.list_of)
    )


def _with(plan: Plan, other: _Other) -> Plan:
    before, after = plan.sequences[: other.which], plan.sequences[other.which + 1 :]
    return replace(plan, sequences=(*before, other.sequence, *after))


def _best_orders(
    steps: _Steps, base: Trials, others: tuple[_Other, ...]
) -> Mapping[int, tuple[Neighbour | None, Neighbour]]:
    """By list, the best with another name first and the best of all."""
    scenario, plan, team = steps.scenario, steps.plan, steps.scenario.team
    if not others:
        return {}
    fresh = range(CHOOSING, CHOOSING + len(steps.draws))
    first = steps.trials(scenario, [plan, *(_with(plan, other) for other in others)], fresh)
    if first is None:
        return {}
    value = first.seats(team).mean(axis=1)[1:].tolist()
    picks: dict[int, tuple[int | None, int]] = {}
    for index in dict.fromkeys(other.which for other in others):
        own = [k for k, other in enumerate(others) if other.which == index]
        leading = [k for k in own if others[k].change is Change.LEADER]
        # Of equal ones the first; those with another name first come before other lists' orders.
        best = max(own, key=lambda k: value[k])
        picks[index] = (max(leading, key=lambda k: value[k], default=None), best)
    wanted = sorted({k for pair in picks.values() for k in pair if k is not None})
    second = steps.trials(scenario, [_with(plan, others[k]) for k in wanted], steps.draws)
    if second is None:
        return {}
    seats = second.seats(team)
    measured = {
        k: Neighbour(
            change=others[k].change,
            of=others[k].of,
            sequence=others[k].sequence,
            seats=_paired(seats[row], base.seats(team)[0]),
            leader=estimate(second.elected[row][:, plan.sequences[others[k].which][0]]),
        )
        for row, k in enumerate(wanted)
    }
    return {
        index: (None if leading is None else measured[leading], measured[best])
        for index, (leading, best) in picks.items()
    }


def _reasons(
    steps: _Steps,
    base: Trials,
    record: Fates | None,
    others: tuple[_Other, ...],
    neighbours: Mapping[int, tuple[Neighbour | None, Neighbour]],
) -> Iterator[ListReason]:
    scenario, plan = steps.scenario, steps.plan
    for index in _used(plan):
        leader = plan.sequences[index][0]
        leading, best = neighbours.get(index, (None, None))
        regions = tuple(r for r, which in enumerate(plan.list_of) if which == index)
        surname = plan.split is Split.SURNAME
        yield ListReason(
            index=index,
            regions=() if surname else regions,
            followers=followers(scenario, range(len(scenario.regions)) if surname else regions)
            / (len(plan.sequences) if surname else 1),
            start=estimate(record.start[:, leader]) if record else Estimate(0.0, 0.0),
            leader=estimate(base.elected[0][:, leader]),
            tried=sum(other.which == index for other in others),
            leading=leading,
            best=best,
        )


def followers(scenario: Scenario, regions: abc.Sequence[int]) -> float:
    """Voters expected to follow advice in these regions."""
    support = scenario.slates[scenario.slate].support
    share = scenario.following.share
    return float(sum(scenario.regions[r].voters * support[r] * share[r] for r in regions))


def _risks(scenario: Scenario, base: Trials, record: Fates | None) -> tuple[Risk, ...]:
    risks = [
        _risk(candidate, estimate(~base.elected[0][:, candidate]), record)
        for candidate in scenario.team
    ]
    return tuple(sorted(risks, key=lambda risk: (-risk.miss.mean, risk.candidate)))


def _risk(candidate: int, miss: Estimate, record: Fates | None) -> Risk:
    if record is None:
        return Risk(candidate, miss, 0, 0, 0, None, None, None, None)
    excluded = record.excluded[:, candidate] > 0
    return Risk(
        candidate=candidate,
        miss=miss,
        draws=len(record.draws),
        missed=int((~record.elected[:, candidate]).sum()),
        excluded=int(excluded.sum()),
        stage=_spread(record.excluded[excluded, candidate]),
        stages=_spread(record.stages[excluded]),
        left=_spread(record.left[excluded, candidate]),
        places=_spread(record.places[excluded, candidate]),
    )


def _spread(values: npt.NDArray[np.int64]) -> Spread | None:
    """Quartiles, each one of the values themselves; None of nothing."""
    if not len(values):
        return None
    ordered = sorted(values.tolist())
    low, median, high = (ordered[(len(ordered) - 1) * part // 4] for part in (1, 2, 3))
    return Spread(low, median, high)


def _case(steps: _Steps, base: Trials, move: Moved) -> Case | None:
    plans = (steps.plan, no_advice(steps.scenario))
    trials = steps.trials(move.scenario, plans, steps.draws)
    if trials is None:
        return None
    seats = trials.seats(steps.scenario.team)
    return Case(
        value=move.value,
        seats=_paired(seats[0], base.seats(steps.scenario.team)[0]),
        gain=estimate(seats[0] - seats[1]),
    )


def _paired(after: npt.NDArray[np.int64], before: npt.NDArray[np.int64]) -> Estimate:
    """The mean difference, draw by draw, over the draws that both have."""
    both = min(len(after), len(before))
    return estimate(after[:both] - before[:both])
