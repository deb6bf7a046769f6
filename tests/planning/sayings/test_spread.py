"""One order or spread: the literature's small cases, and ballots written out by hand."""

from __future__ import annotations

import random

import pytest

from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.model import no_advice, one_order, rotated
from hustings.planning.sayings import model
from hustings.planning.sayings.claims import spread
from hustings.planning.sayings.ground import Ground, on_scenario
from hustings.planning.sayings.measured import Measured
from hustings.planning.sayings.model import Verdict
from hustings.planning.sayings.plans import all_follow, groups
from hustings.planning.trials.simulate import simulate
from planning.sayings.papers import Papers, elected, ground_of
from planning.small import scenario

SLATES = {"Ours": "Ann Bea Cat", "Xs": "Xan Yul", "Zs": "Zed"}


def measured(ground: Ground) -> dict[str, int]:
    assert ground.given is not None
    return dict(spread.measure(ground, ground.given))


def conclusion(ground: Ground) -> model.Tested:
    rows = [spread.measure(ground, ground.sample(draw)) for draw in range(ground.draws)]
    given = spread.measure(ground, ground.given) if ground.given is not None else None
    return spread.conclude(ground, Measured(rows, given))


def test_51_votes_in_three_parts_take_three_of_five_seats() -> None:
    """Parties of 51, 49, 10 and 10 votes: left to themselves the first takes two."""
    ground = ground_of(
        {"A": "A1 A2 A3", "B": "B1 B2 B3", "C": "C1", "D": "D1"},
        [(34, "A1"), (17, "A2"), (25, "B1"), (24, "B2"), (10, "C1"), (10, "D1")],
        seats=5,
        slate="A",
    )
    row = measured(ground)
    assert (row["all unasked"], row["all turn"]) == (2, 3)
    assert row["lead"] == 666_666


def test_two_of_ours_in_turn_take_the_seat_that_one_order_leaves_to_brad() -> None:
    """Schulze's example of vote management (see `planning.test_literature`)."""
    ground = ground_of(
        {"Yellow": "Andrea Carter", "Purple": "Brad"},
        [
            (12, "Andrea Brad Carter"),
            (38, "Andrea Carter Brad"),
            (13, "Carter Andrea Brad"),
            (27, "Brad"),
        ],
        seats=2,
        slate="Yellow",
    )
    row = measured(ground)
    assert (row["all unasked"], row["all turn"]) == (1, 2)


def test_where_a_surplus_goes() -> None:
    """90 papers, two seats, quota 30. Ann has 60, each passed on at a half.

    Asked, half of her voters give Bea the next preference instead of Xan: 50 papers for Bea, 10 for
    Xan. When all of ours are asked, all 60 go to Bea.
    """
    ground = ground_of(
        {"Ours": "Ann Bea", "Xs": "Xan Yul"},
        [(40, "Ann Bea"), (20, "Ann Xan"), (20, "Xan"), (10, "Yul")],
        seats=2,
        slate="Ours",
    )
    row = measured(ground)
    assert (row["half surplus"], row["half ours"], row["half lost"]) == (3000, 833_333, 0)
    assert (row["all surplus"], row["all ours"], row["all lost"]) == (3000, 1_000_000, 0)


def by_hand(papers: Papers, names: list[str], lists: list[str], *, half: bool) -> Papers:
    singles = sorted(
        (ranking for number, ranking in papers for _ in range(number)),
        key=lambda ranking: [names.index(word) for word in ranking.split()],
    )
    ours = [k for k, ranking in enumerate(singles) if ranking.split()[0] in names[:3]]
    for place, k in enumerate(ours[:: 2 if half else 1]):
        top = lists[place % len(lists)].split()
        singles[k] = " ".join(top + [name for name in singles[k].split() if name not in top])
    return [(1, ranking) for ranking in singles]


@pytest.mark.parametrize("seed", range(8))
def test_random_papers_are_counted_as_by_hand(seed: int) -> None:
    luck = random.Random(seed)
    names = ["Ann", "Bea", "Cat", "Xan", "Yul", "Zed"]
    # Ann has more first preferences than Bea, and Bea more than Cat.
    papers: Papers = [(60, "Ann"), (30, "Bea Xan")]
    for _ in range(20):
        ranking = " ".join(luck.sample(names, luck.randint(1, 6)))
        papers.append((luck.randint(1, 5) if ranking.startswith("Cat") else 4, ranking))
    papers = [(n, r) for n, r in papers if not r.startswith("Cat")] + [(2, "Cat Yul")]
    ground = ground_of(SLATES, papers, seats=luck.randint(1, 4), slate="Ours")
    lists = {
        "unasked": [""],
        "one": ["Ann Bea Cat"],
        "turn": ["Ann Bea Cat", "Bea Cat Ann", "Cat Ann Bea"],
        "last": ["Bea Cat Ann", "Cat Bea Ann"],
    }
    row = measured(ground)
    for who in ("half", "all"):
        for asked, sequences in lists.items():
            after = elected(ground, by_hand(papers, names, sequences, half=who == "half"))
            assert row[f"{who} {asked}"] == len(after & set(names[:3])), (who, asked)
        assert row[f"{who} one-turn"] == row[f"{who} one"] - row[f"{who} turn"]


def test_a_scenario_asks_those_who_follow_and_then_all_of_ours() -> None:
    """One order and lists by region, against the simulation of the plans."""
    drawn = scenario(
        seats=4,
        slates={"Ours": ["A1", "A2", "A3"], "Xs": ["X1", "X2"], "Zs": ["Z1"]},
        support={"Ours": (0.5, 0.4), "Xs": (0.3, 0.4), "Zs": (0.2, 0.2)},
        voters=(400, 300),
        appeal={"A1": 4.0},
        follow=0.4,
        depth=2,
        lengths=(0.3, 0.3, 0.4),
        retention=0.7,
        national_sd=0.04,
    )
    ground = on_scenario(drawn, draws=6)
    rows = [spread.measure(ground, ground.sample(draw)) for draw in range(6)]
    plans = (no_advice(drawn), one_order(drawn), rotated(drawn))
    for who, who_follows in (("followers", drawn), ("all", all_follow(drawn))):
        seats = simulate(who_follows, plans, range(6), cores=1).seats(drawn.team)
        for asked, expected in zip(("unasked", "one", "regions"), seats.tolist(), strict=True):
            assert [row[f"{who} {asked}"] for row in rows] == expected


def test_what_is_concluded_of_ballots() -> None:
    large: Papers = [(3400, "Ann"), (1700, "Bea"), (2500, "Xan"), (2400, "Yul"), (1300, "Zed")]
    tested = conclusion(ground_of(SLATES, large, seats=5, slate="Ours", draws=40))
    first, flows = tested.readings
    assert [figure.what for figure in first.figures[:3]] == ["one_order_less"] * 2 + ["lead"]
    assert dict(tested.about) == {"slate": "Ours", "best": "Ann"}
    # When half of ours are asked, papers of Ann's that were not have no next name; but for
    # fractions all goes to Bea when all are.
    half, everybody = (figure.value for figure in flows.figures[:2])
    assert 0.99 < half < everybody < 1.0
    assert everybody == pytest.approx(1.0, abs=0.002)
    assert flows.verdict is Verdict.HOLDS
    labels = [point.label for point in tested.series[0].points]
    assert labels == ["unasked", "one", "turn", "last"]


def test_without_transfers_there_is_no_surplus_to_flow() -> None:
    block = ground_of(
        SLATES, [(5, "Ann Bea"), (4, "Xan")], seats=2, slate="Ours", rules="block-vote"
    )
    flows = conclusion(block).readings[1]
    assert [said.key for said in flows.reasons] == ["spread_no_stages"]
    nobody = ground_of(SLATES, [(5, "Ann"), (5, "Xan"), (5, "Zed")], seats=3, slate="Ours")
    flows = conclusion(nobody).readings[1]
    assert flows.verdict is Verdict.CANNOT_TELL
    assert [said.key for said in flows.reasons] == ["spread_no_surplus"]


def test_one_name_alone_is_not_spread() -> None:
    alone = conclusion(ground_of({"Ours": "Ann", "Xs": "Xan"}, [(5, "Ann"), (4, "Xan")], seats=1))
    assert alone.verdict is Verdict.CANNOT_TELL
    assert [said.key for said in alone.readings[0].reasons] == ["spread_alone"]
    assert alone.about == {"slate": "Ours", "best": "Ann"}


def headed() -> Ground:
    """Everybody follows and copies one name; nearly all would rank A1 alone."""
    drawn = scenario(
        seats=3,
        slates={"Ours": ["A1", "A2", "A3"], "Xs": ["X1", "X2"]},
        support={"Ours": (0.8, 0.8), "Xs": (0.2, 0.2)},
        voters=(400, 300),
        appeal={"A1": 100.0},
        follow=1.0,
        depth=1,
        lengths=(1.0,),
    )
    return on_scenario(drawn, draws=20)


def test_when_all_put_her_first_and_name_nobody_else_two_seats_are_lost() -> None:
    ground = headed()
    row = spread.measure(ground, ground.sample(0))
    seats = {name: row[f"followers {name}"] for name in spread.asked_for(ground)}
    assert seats == {"unasked": 1, "one": 1, "regions": 2, "turn": 3, "last": 3}
    tested = conclusion(ground)
    first, flows = tested.readings
    assert first.verdict is Verdict.HOLDS
    assert flows.verdict is Verdict.FAILS
    assert tested.verdict is Verdict.DEPENDS


def test_all_of_ours_are_all_whose_first_loyalty_it_is() -> None:
    ground = on_scenario(
        scenario(
            seats=2,
            slates={"Ours": ["A1", "A2"], "Xs": ["X1", "X2"]},
            support={"Ours": (0.5, 0.3), "Xs": (0.5, 0.7)},
            voters=(400, 300),
            follow=(0.2, 0.4),
        ),
        draws=2,
    )
    assert ground.scenario is not None
    some, everybody = groups(ground, ground.sample(1))
    electorate = draw_electorate(ground.scenario, 1)
    ours = electorate.slate == 0
    assert everybody.asked.size == int(ours.sum())
    follows = ours & (electorate.luck < electorate.threshold[electorate.region])
    assert some.asked.size == int(follows.sum())
