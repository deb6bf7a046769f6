"""Explanations: what is tried, on which draws, and what is measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.record import CountRecord
from hustings.election.formats.fast.scan import pack_rankings
from hustings.errors import InputError
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.explanation import Change, Explanation, Spread
from hustings.planning.plan.model import Plan, Split, by_surname, no_advice
from hustings.planning.scenario.assumptions import (
    Assumption,
    following_share,
    leans,
    longer,
    support_share,
)
from hustings.planning.scenario.model import Scenario, scenario_digest
from hustings.planning.trials import explain as explaining
from hustings.planning.trials.evaluate import estimate
from hustings.planning.trials.explain import CHOOSING, explain
from hustings.planning.trials.simulate import Trials, ballots, lots_for, part, simulate
from hustings.planning.trials.stages import fates
from planning.small import Block, exact, scenario

OURS = ["Ann", "Bea", "Cas"]
# Three of Ours, two of Theirs, three seats; two regions, two lists.
PLAN = Plan("ours", ((0, 1, 2), (1, 2, 0)), (0, 1))


def plain(**more: object) -> Scenario:
    """A scenario in which most things are unsure."""
    said: dict[str, object] = {
        "seats": 3,
        "slates": {"Ours": OURS, "Theirs": ["Dov", "Eve"]},
        "support": {"Ours": (0.55, 0.6), "Theirs": (0.45, 0.4)},
        "voters": (400, 300),
        "follow": (0.6, 0.5),
        "following_sd": 0.05,
        "lengths": (0.2, 0.3, 0.5),
        "retention": 0.8,
        "home": {"Ann": 0, "Bea": 1},
        "home_pull": 2.0,
        "national_sd": 0.03,
        "regional_sd": 0.02,
    }
    return scenario(**{**said, **more})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def explained() -> tuple[Scenario, Explanation]:
    return plain(), explain(plain(), PLAN, draws=30, cores=2)


def seats(trials: Trials, scene: Scenario, row: int = 0) -> np.ndarray:
    return trials.seats(scene.team)[row]


# -- lists ---------------------------------------------------------------------------------------


def test_orders_tried_are_other_names_first_and_other_lists() -> None:
    three = replace(PLAN, sequences=((0, 1, 2), (2, 1, 0), (0, 2)), list_of=(0, 1))
    others = list(explaining._others(plain(), three))
    assert [tuple(one) for one in others] == [
        (0, Change.LEADER, 1, (1, 0, 2)),
        (0, Change.LEADER, 2, (2, 0, 1)),
        (0, Change.OTHER_LIST, 1, (2, 1, 0)),
        (1, Change.LEADER, 1, (1, 2, 0)),
        (1, Change.LEADER, 0, (0, 2, 1)),
        (1, Change.OTHER_LIST, 0, (0, 1, 2)),
    ]


def test_a_name_that_the_list_leaves_out_is_tried_too() -> None:
    short = Plan("short", ((0,),), (0, 0))
    assert [one.sequence for one in explaining._others(plain(), short)] == [(1, 0), (2, 0)]


def test_figures_are_measured_on_draws_that_did_not_choose(
    explained: tuple[Scenario, Explanation],
) -> None:
    scene, told = explained
    measured = range(30)
    chosen = range(CHOOSING, CHOOSING + 30)
    base = simulate(scene, [PLAN, no_advice(scene)], measured, cores=1)
    assert told.draws == 30
    assert told.first_draw == 0
    assert told.expected == estimate(seats(base, scene))
    assert told.gain == estimate(seats(base, scene) - seats(base, scene, 1))
    for one in told.lists:
        mine = [other for other in explaining._others(scene, PLAN) if other.which == one.index]
        plans = [explaining._with(PLAN, other) for other in mine]
        first = simulate(scene, plans, chosen, cores=1).seats(scene.team).mean(axis=1).tolist()
        best = mine[first.index(max(first))]
        assert one.best is not None
        assert one.leading is not None
        assert (one.best.change, one.best.of, one.best.sequence) == best[1:]
        assert one.leading.change is Change.LEADER
        assert one.tried == len(mine) == (3, 2)[one.index]
        again = simulate(scene, [explaining._with(PLAN, best)], measured, cores=1)
        assert one.best.seats == estimate(seats(again, scene) - seats(base, scene))
        leader = PLAN.sequences[one.index][0]
        assert one.best.leader == estimate(again.elected[0][:, leader])
        assert one.leader == estimate(base.elected[0][:, leader])


def test_followers_and_first_preferences(explained: tuple[Scenario, Explanation]) -> None:
    scene, told = explained
    assert [one.regions for one in told.lists] == [(0,), (1,)]
    assert [one.followers for one in told.lists] == [
        pytest.approx(400 * 0.55 * 0.6),
        pytest.approx(300 * 0.6 * 0.5),
    ]
    record = fates(scene, PLAN, range(30), cores=1)
    assert [one.start for one in told.lists] == [
        estimate(record.start[:, 0]),
        estimate(record.start[:, 1]),
    ]
    assert told.quota == pytest.approx(700 / 4, abs=1)


def test_what_a_bad_order_costs_is_found() -> None:
    # Two lists with the same name first, and nobody whom it helps: 360 of 600 voters, three seats.
    scene = plain(support={"Ours": (0.6, 0.6), "Theirs": (0.4, 0.4)}, follow=1.0, slate_only=1.0)
    bad = Plan("bad", ((0, 1, 2), (0, 2, 1)), (0, 1))
    told = explain(scene, bad, draws=20, cores=2)
    gains = [one.best.seats.mean for one in told.lists if one.best]
    good = explain(scene, Plan("good", ((0, 1, 2), (1, 0, 2)), (0, 1)), draws=20, cores=2)
    assert len(gains) == 2
    assert good.expected.mean >= told.expected.mean
    losses = [one.best.seats.mean for one in good.lists if one.best]
    assert max(losses) <= 0


def test_vote_management_of_the_textbook_is_explained() -> None:
    # Five seats; Ours have 51 % of 700, in three thirds; managed they win three, led alike two.
    blocks = [
        Block(119, ("Ann", "Bea", "Cas")),
        Block(119, ("Ann", "Bea", "Cas")),
        Block(119, ("Ann", "Bea", "Cas")),
        *[Block(size, (name,), False) for size, name in ((163, "X"), (110, "Y"), (70, "Z"))],
    ]
    slates = {"Ours": OURS, "X": ["X"], "Y": ["Y"], "Z": ["Z"]}
    scene = exact(5, slates, blocks, lists=3)
    plan = Plan("managed", ((0, 1, 2), (1, 2, 0), (2, 0, 1)), (0, 1, 2, -1, -1, -1))
    told = explain(scene, plan, draws=4, cores=1)
    assert told.expected.mean == 3.0
    assert all(one.leader.mean == 1.0 for one in told.lists)
    assert [round(one.start.mean) for one in told.lists] == [119, 119, 119]


def test_lists_by_surname_have_no_regions_and_equal_shares() -> None:
    scene = plain()
    told = explain(scene, by_surname(scene), draws=4, cores=1)
    assert [one.regions for one in told.lists] == [(), (), ()]
    whole = 400 * 0.55 * 0.6 + 300 * 0.6 * 0.5
    assert [one.followers for one in told.lists] == [pytest.approx(whole / 3)] * 3


def test_no_advice_has_no_lists_to_explain() -> None:
    scene = plain()
    told = explain(scene, no_advice(scene), draws=4, cores=1)
    assert told.lists == ()
    assert told.gain.mean == 0.0
    assert len(told.risks) == 3
    assert told.complete


# -- candidates ----------------------------------------------------------------------------------


def record_of(scene: Scenario, plan: Plan, draw: int) -> CountRecord:
    electorate = draw_electorate(scene, draw)
    loose = ballots(scene, plan, electorate, part(scene, electorate))
    packed = pack_rankings(loose.starts, loose.entries, loose.papers)
    rules = find(scene.rules)
    return count(scene.election, packed, rules, lots=lots_for(scene, draw), engine=None)


@pytest.mark.parametrize("rules", ["ers97", "scotland", "meek-prf", "irv"])
def test_fates_are_those_of_the_records(rules: str) -> None:
    scene = plain(rules=rules, seats=1 if rules == "irv" else 3)
    found = fates(scene, PLAN, range(6), cores=2)
    for row in range(6):
        record = record_of(scene, PLAN, row)
        won = {one.candidate: one.stage for one in record.elected}
        out = {c: stage.number for stage in record.stages for c in stage.excluded}
        assert found.elected[row].tolist() == [c in won for c in range(5)]
        assert found.excluded[row].tolist() == [out.get(c, 0) for c in range(5)]
        assert found.stages[row] == len(record.stages)
        assert found.quota[row] == record.quota / 10**record.places
        first = [votes // 10**record.places for votes in record.stages[0].votes]
        assert found.start[row].tolist() == first
        for candidate, number in out.items():
            gone = {c for c, stage in out.items() if stage < number}
            gone |= {c for c, stage in won.items() if stage < number}
            assert found.left[row, candidate] == 5 - len(gone)
            filled = sum(stage < number for stage in won.values())
            assert found.places[row, candidate] == scene.election.seats - filled


def test_fates_where_there_are_no_stages() -> None:
    scene = plain(rules="block-vote")
    found = fates(scene, PLAN, range(5), cores=1)
    trials = simulate(scene, [PLAN], range(5), cores=1)
    assert np.array_equal(found.elected, trials.elected[0])
    assert not found.excluded.any()
    assert not found.quota.any()
    told = explain(scene, PLAN, draws=5, cores=1)
    assert told.quota == 0.0
    assert all(risk.stage is None for risk in told.risks)


def test_risks_are_the_team_s_the_greatest_first(explained: tuple[Scenario, Explanation]) -> None:
    scene, told = explained
    base = simulate(scene, [PLAN], range(30), cores=1)
    record = fates(scene, PLAN, range(30), cores=1)
    assert sorted(risk.candidate for risk in told.risks) == [0, 1, 2]
    means = [risk.miss.mean for risk in told.risks]
    assert means == sorted(means, reverse=True)
    for risk in told.risks:
        missed = ~base.elected[0][:, risk.candidate]
        assert risk.miss == estimate(missed)
        assert (risk.draws, risk.missed) == (30, int(missed.sum()))
        stages = sorted(s for s in record.excluded[:, risk.candidate].tolist() if s)
        assert risk.excluded == len(stages)
        if stages:
            assert risk.stage is not None
            assert risk.stage.median == stages[(len(stages) - 1) // 2]
            assert risk.stage.low <= risk.stage.median <= risk.stage.high


def test_quartiles_are_values_that_there_are() -> None:
    assert explaining._spread(np.array([], np.int64)) is None
    assert explaining._spread(np.array([7])) == Spread(7, 7, 7)
    assert explaining._spread(np.array([9, 1, 5, 3])) == Spread(1, 3, 5)
    assert explaining._spread(np.arange(1, 10)) == Spread(3, 5, 7)


# -- assumptions ---------------------------------------------------------------------------------


def test_assumptions_are_moved_one_at_a_time() -> None:
    scene = plain()
    each = {lean.assumption: lean for lean in leans(scene)}
    assert list(each) == list(Assumption)
    values = {
        name: (round(one.lower.value, 6), round(one.value, 6), round(one.higher.value, 6))
        for name, one in each.items()
    }
    share = (400 * 0.55 + 300 * 0.6) / 700
    follow = (400 * 0.55 * 0.6 + 300 * 0.6 * 0.5) / (share * 700)
    assert values == {
        Assumption.SUPPORT: tuple(round(share + by, 6) for by in (-0.03, 0, 0.03)),
        Assumption.FOLLOWING: tuple(round(follow + by, 6) for by in (-0.05, 0, 0.05)),
        Assumption.RETENTION: (0.75, 0.8, 0.85),
        Assumption.HOME_PULL: (round(4 / 3, 6), 2.0, 3.0),
        # Mean 2.3, moved by half a name; a ballot of one name cannot be shorter.
        Assumption.LENGTH: (1.9, 2.3, 2.8),
    }
    assert {name: one.stated for name, one in each.items()} == {
        Assumption.SUPPORT: True,
        Assumption.FOLLOWING: True,
        Assumption.RETENTION: False,
        Assumption.HOME_PULL: False,
        Assumption.LENGTH: False,
    }
    parts = {
        Assumption.SUPPORT: "slates",
        Assumption.FOLLOWING: "following",
        Assumption.RETENTION: "slates",
        Assumption.HOME_PULL: "ranking",
        Assumption.LENGTH: "ranking",
    }
    for name, one in each.items():
        for move in (one.lower, one.higher):
            mended = replace(move.scenario, **{parts[name]: getattr(scene, parts[name])})
            assert mended == scene
            assert scenario_digest(move.scenario) != scenario_digest(scene)


def test_moved_support_leaves_room_or_takes_it() -> None:
    scene = plain()
    for move in (leans(scene)[0].lower, leans(scene)[0].higher):
        for region in range(2):
            shares = [slate.support[region] for slate in move.scenario.slates]
            assert sum(shares) == pytest.approx(1.0)
        assert support_share(move.scenario) == move.value


def test_nothing_is_moved_out_of_its_bounds() -> None:
    scene = plain(follow=(1.0, 0.0), retention=0.98, home_pull=1.0)
    each = {lean.assumption: lean for lean in leans(scene)}
    following = each[Assumption.FOLLOWING]
    assert following.higher.scenario.following.share == (1.0, 0.0)
    assert following.lower.scenario.following.share == (0.95, 0.0)
    assert each[Assumption.RETENTION].higher.value == 1.0
    assert each[Assumption.HOME_PULL].lower.value == 1.0
    assert following_share(plain(follow=0.0)) == 0.0


def test_without_homes_or_with_real_ballots_less_can_be_moved() -> None:
    assert [lean.assumption for lean in leans(plain(home={}))] == [
        one for one in Assumption if one is not Assumption.HOME_PULL
    ]
    real = exact(1, {"Ours": ["Ann"], "X": ["X"]}, [Block(5, ("Ann",)), Block(4, ("X",))], lists=1)
    assert [lean.assumption for lean in leans(real)] == [Assumption.SUPPORT, Assumption.FOLLOWING]
    assert [lean.stated for lean in leans(real)] == [False, False]


@pytest.mark.parametrize(
    ("lengths", "names", "most", "expected"),
    [
        ((0.2, 0.3, 0.5), 0.0, 5, (0.2, 0.3, 0.5)),
        ((0.2, 0.3, 0.5), 1.0, 5, (0.0, 0.2, 0.3, 0.5)),
        ((0.2, 0.3, 0.5), -1.0, 5, (0.5, 0.5)),
        ((0.2, 0.3, 0.5), -9.0, 5, (1.0,)),
        ((0.2, 0.3, 0.5), 9.0, 4, (0.0, 0.0, 0.0, 1.0)),
        ((1.0,), 0.5, 5, (0.5, 0.5)),
        ((0.0, 1.0), -0.25, 5, (0.25, 0.75)),
    ],
)
def test_longer_ballots(
    lengths: tuple[float, ...], names: float, most: int, expected: tuple[float, ...]
) -> None:
    assert longer(lengths, names, most) == pytest.approx(expected)


def test_changes_are_draw_by_draw_and_sorted(explained: tuple[Scenario, Explanation]) -> None:
    scene, told = explained
    measured = range(30)
    base = simulate(scene, [PLAN], measured, cores=1)
    moved = {lean.assumption: lean for lean in leans(scene)}
    assert sorted(one.assumption.value for one in told.leanings) == sorted(
        name.value for name in moved
    )
    swings = [one.swing for one in told.leanings]
    assert swings == sorted(swings, reverse=True)
    for one in told.leanings:
        lean = moved[one.assumption]
        for case, move in ((one.lower, lean.lower), (one.higher, lean.higher)):
            trials = simulate(move.scenario, [PLAN, no_advice(scene)], measured, cores=1)
            assert case.value == move.value
            assert case.seats == estimate(seats(trials, scene) - seats(base, scene))
            assert case.gain == estimate(seats(trials, scene) - seats(trials, scene, 1))


def test_only_the_assumption_differs_between_the_draws() -> None:
    scene = plain()
    base = simulate(scene, [PLAN], range(3), cores=1)
    for lean in leans(scene):
        moved = simulate(lean.higher.scenario, [PLAN], range(3), cores=1)
        more = moved.loyal[:, 0] - base.loyal[:, 0]
        if lean.assumption is Assumption.SUPPORT:
            assert (more > 0).all()
        else:
            assert not more.any()


# -- the work ------------------------------------------------------------------------------------


def test_cores_do_not_matter(explained: tuple[Scenario, Explanation]) -> None:
    scene, told = explained
    assert explain(scene, PLAN, draws=30, cores=1) == told
    assert told.scenario_digest == scenario_digest(scene)


def test_progress_ends_where_it_said() -> None:
    seen: list[tuple[int, int]] = []

    def told(done: int, total: int) -> bool:
        seen.append((done, total))
        return True

    explain(plain(), PLAN, draws=3, cores=1, progress=told)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    totals = [total for _, total in seen]
    assert totals == sorted(totals, reverse=True)
    assert seen[-1][0] == seen[-1][1]
    assert len(seen) == CALLS


# Draws of the explanation below: two plans, full records, neighbours, the best of them, and ten
# moves of assumptions, three draws each.
CALLS = 14 * 3


@pytest.mark.parametrize("stop", [*range(1, CALLS, 3), CALLS])
def test_what_is_known_when_it_is_stopped_comes_back(stop: int) -> None:
    calls = 0

    def told(_done: int, _total: int) -> bool:
        nonlocal calls
        calls += 1
        return calls < stop

    whole = explain(plain(), PLAN, draws=3, cores=1)
    got = explain(plain(), PLAN, draws=3, cores=1, progress=told)
    assert got.complete == (stop == CALLS)
    assert got.draws == (2 if stop < 3 else 3)
    if stop >= 3:
        assert got.expected == whole.expected
        assert [one.leader for one in got.lists] == [one.leader for one in whole.lists]
    # A step that was stopped is told from the draws that it had.
    assert (got.quota > 0) == (stop > 3)
    assert all(one.best is not None for one in got.lists) == (stop > 9)
    assert len(got.leanings) == max(0, -(-(stop - 12) // 3) // 2)
    if stop == CALLS:
        assert got == whole


def test_bad_calls_are_refused() -> None:
    with pytest.raises(InputError, match=r"1 draw cannot show an error"):
        explain(plain(), PLAN, draws=1)
    with pytest.raises(InputError, match=r"has 1 regions"):
        explain(plain(), replace(PLAN, list_of=(0,)), draws=5)


def test_split_is_kept_when_an_order_is_changed() -> None:
    scene = plain()
    plan = by_surname(scene)
    (first, *_) = explaining._others(scene, plan)
    changed = explaining._with(plan, first)
    assert changed.split is Split.SURNAME
    assert changed.sequences == ((1, 0, 2), *plan.sequences[1:])
