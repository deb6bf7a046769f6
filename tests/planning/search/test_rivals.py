"""Two planners: who follows whom, what each wins, and that nothing is counted twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from hustings.errors import InputError
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.model import no_advice
from hustings.planning.scenario.model import Following, Scenario
from hustings.planning.search.rival_draws import parted, trials
from hustings.planning.search.rivals import Outcome, Planner, Rivalry, planner, rivals
from hustings.planning.search.state import Effort
from hustings.planning.trials.simulate import simulate
from planning.small import Block, exact, scenario

QUICK = Effort(fresh=0, racing=8, epochs=1, counts=200, choosing=8, every=0)


def left_and_right() -> Scenario:
    """Five of the left for four seats; two planners with four names each, three of them shared."""
    return scenario(
        seats=4,
        slates={"Left": ["Ann", "Bea", "Cas", "Dot", "Eve"], "Right": ["Xan", "Yul"]},
        support={"Left": (0.55, 0.7), "Right": (0.45, 0.3)},
        voters=(300, 200),
        appeal={"Ann": 5.0, "Bea": 2.0},
        slate_only=0.3,
        retention=0.8,
        lengths=(0.2, 0.2, 0.2, 0.2, 0.2),
        national_sd=0.03,
        draws=30,
    )


def pair() -> tuple[Planner, Planner]:
    return (
        Planner("four", (0, 1, 2, 3), 0, Following((0.3, 0.4), 0.05, 4), 2),
        Planner("others", (1, 2, 3, 4), 0, Following((0.4, 0.2), 0.05, 4), 2),
    )


def test_nobody_follows_both_and_nobody_is_lost() -> None:
    one = left_and_right()
    both = parted(one, pair(), 7)
    electorate = draw_electorate(one, 7)
    first, second = both.parts
    assert not set(first.voters.tolist()) & set(second.voters.tolist())
    for parts, region, share in ((first, 0, 0.3), (first, 1, 0.4), (second, 0, 0.4)):
        loyal = (electorate.slate == 0) & (electorate.region == region)
        following = (electorate.region[parts.voters] == region).sum()
        assert abs(following / loyal.sum() - share) < 0.12
    assert (electorate.slate[first.voters] == 0).all()
    assert (electorate.slate[second.voters] == 0).all()
    # Each follower's own ranking is theirs.
    for parts in both.parts:
        for place, voter in enumerate(parts.voters[:50]):
            mine = electorate.entries[electorate.starts[voter] : electorate.starts[voter + 1]]
            kept = parts.f_entries[parts.f_starts[place] : parts.f_starts[place + 1]]
            assert np.array_equal(mine, kept)
    assert np.array_equal(first.o_entries, second.o_entries)
    total = len(first.voters) + len(second.voters) + int(first.o_papers.sum())
    assert total == one.voters


def test_planners_of_two_slates_have_followers_in_their_own() -> None:
    one = left_and_right()
    first, second = pair()
    both = parted(one, (first, replace(second, slate=1, team=(5, 6))), 3)
    electorate = draw_electorate(one, 3)
    assert set(electorate.slate[both.parts[0].voters].tolist()) == {0}
    assert set(electorate.slate[both.parts[1].voters].tolist()) == {1}


@pytest.fixture(scope="module")
def outcome() -> Rivalry:
    found = rivals(left_and_right(), *pair(), draws=30, effort=QUICK, cores=2)
    assert found is not None
    return found


def test_one_planner_alone_is_a_plan_like_any_other(outcome: Rivalry) -> None:
    one = left_and_right()
    neither, first, second, both = outcome.outcomes
    assert [case.who for case in outcome.outcomes] == ["neither", "four", "others", "both"]
    assert neither.gain[0].mean == neither.gain[1].mean == 0.0
    team = [list(own.team) for own in pair()]
    mine = replace(one, following=pair()[0].following)
    counted = simulate(mine, (no_advice(one), first.plans[0]), range(30), cores=1)
    for place in (0, 1):
        seats = counted.seats(team[place]).mean(axis=1)
        assert neither.seats[place].mean == seats[0]
        assert first.seats[place].mean == seats[1]
        assert first.gain[place].mean == pytest.approx(seats[1] - seats[0])
    assert neither.either.mean == counted.seats([0, 1, 2, 3, 4])[0].mean()
    assert first.plans[1] == second.plans[0] == no_advice(one)
    assert set(both.plans[0].sequences[0]) == {0, 1, 2, 3}
    assert set(both.plans[1].sequences[0]) == {1, 2, 3, 4}
    assert outcome.draws == 30


def test_chances_belong_to_the_seats(outcome: Rivalry) -> None:
    for case in outcome.outcomes:
        for own, seats, numbers in zip(pair(), case.seats, case.numbers, strict=True):
            assert [chance.mean for chance in numbers] == pytest.approx(
                [sum(total == k for total in _totals(own, case)) / 30 for k in range(5)]
            )
            expected = sum(k * chance.mean for k, chance in enumerate(numbers))
            assert seats.mean == pytest.approx(expected)
            assert seats.mean == pytest.approx(sum(case.candidates[c].mean for c in own.team))


def _totals(own: Planner, case: Outcome) -> list[int]:
    """Seats of a team in each of the thirty draws, counted again."""
    cases = [case.plans]
    elected = trials(left_and_right(), pair(), cases, 30, cores=1, progress=lambda draw: True)
    return [int(total) for total in elected[:, 0, list(own.team)].sum(axis=1)]


def test_rivals_are_the_same_on_any_number_of_cores(outcome: Rivalry) -> None:
    assert rivals(left_and_right(), *pair(), draws=30, effort=QUICK, cores=1) == outcome


def test_rivals_are_the_same_on_other_machines(outcome: Rivalry) -> None:
    with ThreadPoolExecutor(2) as machines:
        away = rivals(left_and_right(), *pair(), draws=30, effort=QUICK, cores=machines)
    assert away == outcome


def test_the_answers_are_the_best_in_a_case_that_is_known() -> None:
    """Brad's slate cannot gain; Andrea's and Carter's takes both seats if two groups listen."""
    one = exact(
        2,
        {"Yellow": ["Andrea", "Carter"], "Purple": ["Brad"]},
        [
            Block(26, ("Andrea", "Brad", "Carter"), False),
            Block(12, ("Andrea", "Carter", "Brad")),
            Block(12, ("Carter", "Andrea", "Brad")),
            Block(13, ("Carter", "Brad", "Andrea"), False),
            Block(27, ("Brad",), False),
        ],
        lists=2,
    )
    purple = Planner("Purple", (2,), 1, Following((1.0,) * 5, 0.0, 1), 1)
    found = rivals(one, planner(one, one), purple, draws=2, effort=QUICK, cores=1)
    assert found is not None
    seats = [[estimate.mean for estimate in case.seats] for case in found.outcomes]
    assert seats == [[1.0, 1.0], [2.0, 0.0], [1.0, 1.0], [2.0, 0.0]]
    assert found.outcomes[1].gain[0].mean == 1.0
    assert found.steady
    assert found.outcomes[3].plans[0].sequence_of(1) == (1, 0)


def test_a_planner_is_put_into_another_electorate() -> None:
    one = left_and_right()
    assert planner(one, one) == Planner("Left", (0, 1, 2, 3, 4), 0, one.following, one.lists)
    loyal = ["Left", "New", "New", "New", "New", "Right", "Right"]
    candidates = tuple(
        replace(c, slate=slate) for c, slate in zip(one.election.candidates, loyal, strict=True)
    )
    slates = (*one.slates, replace(one.slates[0], name="New"))
    own = replace(
        one, election=replace(one.election, candidates=candidates), slates=slates, slate=2
    )
    assert planner(one, own) == Planner("New", (1, 2, 3, 4), 0, one.following, one.lists)
    with pytest.raises(InputError, match="not of the same election"):
        planner(one, replace(one, rules="scotland"))


def test_planners_of_overlapping_slates_have_followers_and_names_of_their_own() -> None:
    one = left_and_right()
    five = replace(one.slates[0], name="Five", support=(0.2, 0.3), shared=(0, 1, 2))
    four = replace(one.slates[0], support=(0.35, 0.4))
    loyal = ["Left"] * 3 + ["Five"] * 2 + ["Right"] * 2
    candidates = tuple(
        replace(c, slate=slate) for c, slate in zip(one.election.candidates, loyal, strict=True)
    )
    both = replace(
        one,
        election=replace(one.election, candidates=candidates),
        slates=(four, one.slates[1], five),
        ranking=replace(one.ranking, affinity=((1.0,) * 3,) * 3),
    )
    ours, theirs = planner(both, both), planner(both, replace(both, slate=2))
    assert (ours.name, ours.team, ours.slate) == ("Left", (0, 1, 2), 0)
    assert (theirs.name, theirs.team, theirs.slate) == ("Five", (0, 1, 2, 3, 4), 2)
    electorate = draw_electorate(both, 3)
    parts = parted(both, (ours, theirs), 3).parts
    assert set(electorate.slate[parts[0].voters].tolist()) == {0}
    assert set(electorate.slate[parts[1].voters].tolist()) == {2}


def test_what_the_last_round_still_changed_is_counted() -> None:
    one = left_and_right()
    found = rivals(one, *pair(), draws=30, rounds=1, effort=QUICK, cores=2)
    assert found is not None
    alone = (found.outcomes[1].plans[0], found.outcomes[2].plans[1])
    last = found.outcomes[3].plans
    areas = tuple(
        sum(a.sequence_of(r) != b.sequence_of(r) for r in range(2))
        for a, b in zip(last, alone, strict=True)
    )
    assert found.unsettled is not None
    assert not found.steady
    counted = trials(one, pair(), [last, alone], 30, cores=1, progress=lambda draw: True)
    gains = [
        (
            counted[:, 0][:, list(own.team)].sum(axis=1)
            - counted[:, 1][:, list(own.team)].sum(axis=1)
        )
        for own in pair()
    ]
    assert found.unsettled.areas == areas
    assert [one.mean for one in found.unsettled.seats] == pytest.approx(
        [int(gain.sum()) / 30 for gain in (g.astype(int) for g in gains)]
    )


def test_stopping_leaves_no_comparison_before_the_counts() -> None:
    one = left_and_right()
    asked = 0

    def progress(done: int, total: int) -> bool:
        nonlocal asked
        asked += 1
        assert done <= total
        return done < 0.9 * total

    assert rivals(one, *pair(), effort=QUICK, cores=1, progress=lambda done, total: False) is None
    found = rivals(one, *pair(), draws=30, effort=QUICK, cores=1, progress=progress)
    assert found is not None
    assert 2 <= found.draws < 30


def test_impossible_rivals_are_refused() -> None:
    one = left_and_right()
    first, second = pair()
    with pytest.raises(InputError, match="70% and 40% of the same voters in Region 1"):
        rivals(one, replace(first, following=Following((0.7, 0.1), 0.0, 4)), second)
    with pytest.raises(InputError, match="others has no candidates"):
        rivals(one, first, replace(second, team=()))
    with pytest.raises(InputError, match="does not stand"):
        rivals(one, first, replace(second, team=(9,)))
    with pytest.raises(InputError, match="1 draw cannot show an error"):
        rivals(one, first, second, draws=1)
