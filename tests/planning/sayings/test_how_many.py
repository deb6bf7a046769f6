"""How many to stand: too many and too few, by hand; scenarios against the simulation."""

from __future__ import annotations

from dataclasses import replace

from hustings.planning.plan.model import by_surname, no_advice
from hustings.planning.sayings import model
from hustings.planning.sayings.claims import how_many
from hustings.planning.sayings.ground import Ground, on_scenario
from hustings.planning.sayings.measured import Measured
from hustings.planning.sayings.model import Verdict
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.size import with_team
from hustings.planning.trials.simulate import simulate
from planning.sayings.papers import Papers, elected, ground_of
from planning.small import scenario


def conclusion(ground: Ground) -> model.Tested:
    rows = [how_many.measure(ground, ground.sample(draw)) for draw in range(ground.draws)]
    given = how_many.measure(ground, ground.given) if ground.given is not None else None
    return how_many.conclude(ground, Measured(rows, given))


# Cat is lifted by Yul's voters, so that Ann is excluded before her, and Ann's go to Xan. Without
# Cat all of ours come to Ann.
TOO_MANY: Papers = [(1000, "Ann Xan"), (970, "Cat Ann"), (1500, "Xan"), (500, "Yul Cat")]
# Two seats' worth of voters, and a second name to take them.
TOO_FEW: Papers = [(1500, "Ann Bea"), (1400, "Bea Ann"), (1000, "Xan")]
SLATES = {"Ours": "Ann Cat", "Xs": "Xan", "Ys": "Yul"}


def test_one_too_many_loses_the_seat_and_one_too_few_loses_the_second() -> None:
    many = ground_of(SLATES, TOO_MANY, seats=1, slate="Ours")
    assert many.given is not None
    assert elected(many, TOO_MANY) == {"Xan"}
    assert how_many.measure(many, many.given) == {
        "left-out 1": 1,
        "left-out 2": 0,
        "left-out 1 less": 1,
        "left-out 2 less": 0,
    }
    few = ground_of({"Ours": "Ann Bea", "Xs": "Xan"}, TOO_FEW, seats=2, slate="Ours")
    assert few.given is not None
    assert how_many.measure(few, few.given) == {
        "left-out 1": 1,
        "left-out 2": 2,
        "left-out 1 less": -1,
        "left-out 2 less": 0,
    }


def test_on_ballots_fewer_is_told_and_more_is_not() -> None:
    few = conclusion(
        ground_of({"Ours": "Ann Bea", "Xs": "Xan"}, TOO_FEW, seats=2, slate="Ours", draws=40)
    )
    (left_out,) = few.readings
    assert (left_out.name, left_out.verdict) == ("left-out", Verdict.HOLDS)
    assert few.verdict is Verdict.HOLDS
    assert [(said.key, dict(said.values)) for said in left_out.reasons] == [
        ("how_many_best", {"best": 2})
    ]
    many = conclusion(ground_of(SLATES, TOO_MANY, seats=1, slate="Ours", draws=40))
    assert [reading.verdict for reading in many.readings] == [Verdict.FAILS]
    assert dict(many.readings[0].reasons[0].values) == {"best": 1}
    more = [(10, "Ann Bea"), (9, "Bea Ann"), (8, "Xan"), (3, "Yul")]
    open_ = conclusion(
        ground_of({"Ours": "Ann Bea", "Xs": "Xan", "Ys": "Yul"}, more, seats=3, slate="Ours")
    )
    assert [reading.name for reading in open_.readings] == ["left-out", "more"]
    assert open_.verdict is Verdict.CANNOT_TELL
    assert [said.key for said in open_.readings[1].reasons] == ["how_many_no_more"]


def test_of_equal_numbers_the_smaller_is_best() -> None:
    papers = [(100, "Ann Bea"), (90, "Bea Ann"), (30, "Xan")]
    tested = conclusion(ground_of({"Ours": "Ann Bea", "Xs": "Xan"}, papers, seats=1, draws=40))
    assert [dict(said.values) for said in tested.readings[0].reasons] == [
        {"best": 1},
        {"others": "2"},
    ]


def test_nobody_can_be_left_out_of_one() -> None:
    alone = conclusion(ground_of({"Ours": "Ann", "Xs": "Xan"}, [(3, "Ann"), (2, "Xan")], seats=1))
    assert [said.key for said in alone.readings[0].reasons] == ["how_many_one"]
    assert alone.verdict is Verdict.CANNOT_TELL


def with_reserves() -> Scenario:
    """Two stand, two more could."""
    plain = scenario(
        seats=4,
        slates={"Ours": ["A1", "A2", "A3", "A4"], "Theirs": ["B1", "B2", "B3"]},
        support={"Ours": (0.6, 0.5), "Theirs": (0.4, 0.5)},
        voters=(300, 200),
        appeal={"A1": 12.0, "A2": 4.0, "A3": 1.0, "A4": 0.1},
        follow=0.5,
        lengths=(1.0,),
        retention=0.8,
        national_sd=0.05,
    )
    reserve = (2, 3)
    candidates = tuple(
        replace(one, groups=("reserve",)) if one.index in reserve else one
        for one in plain.election.candidates
    )
    election = replace(plain.election, candidates=candidates, withdrawn=reserve)
    return replace(plain, election=election)


def test_each_number_is_the_simulation_of_that_team_on_the_same_draws() -> None:
    drawn = with_reserves()
    ground = on_scenario(drawn, draws=6)
    assert how_many.sizes(ground) == (3, 4)
    rows = [how_many.measure(ground, ground.sample(draw)) for draw in range(6)]
    for size in (3, 4):
        teamed = with_team(drawn, tuple(range(size)))
        plans = (by_surname(teamed), no_advice(teamed))
        expected = simulate(teamed, plans, range(6), cores=1).seats(teamed.team)
        assert [row[f"asked {size}"] for row in rows] == expected[0].tolist()
        assert [row[f"unasked {size}"] for row in rows] == expected[1].tolist()
        assert [row[f"asked {size} less"] for row in rows] == [
            row[f"asked {size}"] - row["asked 4"] for row in rows
        ]


def test_three_lose_a_seat_that_four_win() -> None:
    """Nearly everybody is ours: three candidates win three of the four seats, four win all."""
    drawn = with_reserves()
    slates = tuple(
        replace(slate, support=(share, share), national_sd=0.0)
        for slate, share in zip(drawn.slates, (0.95, 0.05), strict=True)
    )
    ranking = replace(drawn.ranking, lengths=(0.2, 0.2, 0.6), appeal=(1.0,) * 7)
    ground = on_scenario(replace(drawn, slates=slates, ranking=ranking), draws=20)
    tested = conclusion(ground)
    assert {reading.name: reading.verdict for reading in tested.readings} == {
        "asked": Verdict.HOLDS,
        "unasked": Verdict.HOLDS,
    }
    assert [figure.value for figure in tested.readings[0].figures] == [-1.0, 3.0, 4.0]
    assert tested.series[0].points[0][:2] == (3, 3.0)
