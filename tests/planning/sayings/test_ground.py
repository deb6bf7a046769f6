"""What sayings are tested on: who is asked for, who the rival is, what a draw is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hustings.counting.lots import Lots
from hustings.errors import InputError
from hustings.planning.plan.model import NO_ADVICE, ONE_ORDER, ROTATED
from hustings.planning.sayings.ground import Ground, on_ballots, on_scenario
from hustings.planning.sayings.model import Said
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.simulate import simulate
from planning.sayings.letters import ground
from planning.small import scenario

SLATES = {"Us": ["A", "B"], "Them": ["C", "D"], "Others": ["E"]}


def committee(**more: int) -> Ground:
    return on_scenario(three(**more), draws=3)


def three(lists: int = 1) -> Scenario:
    return scenario(
        seats=2,
        slates=SLATES,
        support={"Us": (0.4, 0.4), "Them": (0.4, 0.5), "Others": (0.2, 0.1)},
        voters=(100, 60),
        follow=(0.5, 0.25),
        national_sd=0.05,
        lists=lists,
    )


def test_slates_of_a_scenario() -> None:
    there = committee()
    assert [(side.name, side.team, side.size) for side in there.sides] == [
        ("Us", (0, 1), 64),
        ("Them", (2, 3), 70),
        ("Others", (4,), 26),
    ]
    assert (there.name, there.sides[there.rival].name) == ("Us", "Them")
    other = on_scenario(three(), slate="others")
    assert (other.name, other.draws, other.rules.instrument.name) == ("Others", 20, "ers97")


def test_who_has_withdrawn_is_nobodys_rival_and_not_asked_for() -> None:
    gone = three()
    for name in ("C", "D"):
        gone = replace(gone, election=gone.election.withdraw(gone.election.find(name)))
    there = on_scenario(gone)
    assert there.sides[there.rival].name == "Others"
    with pytest.raises(InputError, match="nobody stands for Them"):
        on_scenario(gone, slate="Them")


@pytest.mark.parametrize(("lists", "plan"), [(1, ONE_ORDER), (2, ROTATED)])
def test_a_draw_is_that_of_the_simulation(lists: int, plan: str) -> None:
    there = committee(lists=lists)
    assert there.plan is not None
    assert there.plan.name == plan != NO_ADVICE
    assert there.scenario is not None
    trials = simulate(there.scenario, [there.plan], range(3))
    for draw in range(3):
        sample = there.sample(draw)
        assert sample.winners.tolist() == trials.elected[0, draw].tolist()
        assert np.bincount(sample.slate, sample.profile.papers, 3).tolist() == (
            trials.loyal[draw].tolist()
        )


def test_what_is_assumed_says_who_follows() -> None:
    # Half of 100 and a quarter of 60 voters: 65 of 160.
    assert committee().assumed[1] == Said(
        "asked_one_order", {"slate": "Us", "share": 0.4062, "lists": 1}
    )


def test_papers_drawn_again_are_as_many_and_of_the_same_rankings() -> None:
    there = ground([("AB", 30), ("BC", 20), ("CD", 40)], {"Us": "AB", "Them": "CD"}, seats=2)
    assert there.given is not None
    samples = [there.sample(draw) for draw in range(200)]
    assert {sample.valid for sample in samples} == {90}
    papers = {
        tuple(sample.profile.papers.tolist()) for sample in samples if sample.profile.distinct == 3
    }
    assert len(papers) > 100
    mean = np.mean(sorted(papers), axis=0)
    assert mean == pytest.approx([30, 20, 40], abs=2)
    again = there.sample(5)
    assert again.profile.papers.tolist() == samples[5].profile.papers.tolist()
    assert again.lots == samples[5].lots != samples[6].lots


def test_lots_of_the_officer_come_first() -> None:
    plain = ground([("AB", 3), ("BC", 2), ("CD", 4)], {"Us": "AB", "Them": "CD"}, seats=2)
    assert plain.given is not None
    there = on_ballots(
        plain.election,
        plain.given.profile,
        plain.rules,
        lots=Lots("drawn", (3, 1)),
        draws=2,
    )
    assert there.given is not None
    assert there.given.lots.order[:2] == (3, 1)
    assert sorted(there.given.lots.order) == [0, 1, 2, 3]


def test_ballots_without_slates_and_of_nobody_are_refused() -> None:
    plain = ground([("AB", 3)], {"Us": "AB"}, seats=1)
    assert plain.given is not None
    bare = replace(
        plain.election,
        candidates=tuple(replace(one, slate="") for one in plain.election.candidates),
    )
    lots = plain.given.lots
    with pytest.raises(InputError, match="no slates or parties"):
        on_ballots(bare, plain.given.profile, plain.rules, lots=lots)
    with pytest.raises(InputError, match="1 draw cannot show an error"):
        on_ballots(plain.election, plain.given.profile, plain.rules, lots=lots, draws=1)
