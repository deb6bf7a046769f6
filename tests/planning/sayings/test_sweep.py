"""One slate taking all places: shares by hand, and looking for them against trying every one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.election.packed import PackedProfile, unpack
from hustings.planning.sayings import model
from hustings.planning.sayings.claims import sweep
from hustings.planning.sayings.ground import Ground, on_scenario
from hustings.planning.sayings.measured import Measured
from hustings.planning.sayings.model import Verdict
from hustings.planning.sayings.moved import with_share
from planning.sayings.papers import Papers, ground_of
from planning.small import scenario

SLATES = {"Ours": "Ann Bea", "Xs": "Xan Yul"}
# Everybody ranks their slate and nobody else.
SOLID: Papers = [(150, "Ann Bea"), (150, "Xan Yul")]


def conclusion(ground: Ground) -> model.Tested:
    rows = [sweep.measure(ground, ground.sample(draw)) for draw in range(ground.draws)]
    given_row = sweep.measure(ground, ground.given) if ground.given is not None else None
    return sweep.conclude(ground, Measured(rows, given_row))


@given(st.integers(1, 101))
def test_the_least_share_is_found_without_trying_every_one(least: int) -> None:
    tried: list[int] = []

    def takes_all(percent: int) -> bool:
        tried.append(percent)
        return percent >= least

    expected = least if least <= 100 else sweep.NEVER
    assert sweep.least(takes_all, sweep.STEPS) == expected
    assert len(tried) <= len(sweep.STEPS) + 5


def test_two_places_need_two_thirds_by_stv_and_half_by_equal_votes() -> None:
    """300 papers, quota 100: with 201 Bea has 101 after Ann's surplus, with 198 she has 98.

    By equal votes each paper has two, and at 150 to 150 the lots are for ours.
    """
    ground = ground_of(SLATES, SOLID, seats=2, slate="Ours")
    assert ground.given is not None
    row = sweep.measure(ground, ground.given)
    assert row["stv least"] == 67
    assert row["equal least"] == 50
    assert [row[f"stv won {percent}"] for percent in sweep.STEPS] == [0, 1, 1, 1, 2, 2, 2, 2]
    assert [row[f"equal won {percent}"] for percent in sweep.STEPS] == [0, 0, 2, 2, 2, 2, 2, 2]
    assert (row["stv ours"], row["equal ours"]) == (1, 2)
    assert (row["stv all"], row["equal all"]) == (0, 1)


def test_with_one_place_somebody_takes_all_with_just_over_half() -> None:
    ground = ground_of(
        {"Ours": "Ann", "Xs": "Xan"}, [(200, "Ann"), (100, "Xan")], seats=1, slate="Ours", draws=20
    )
    tested = conclusion(ground)
    now, shares = tested.readings
    assert now.verdict is Verdict.FAILS  # one place is always all
    # At 150 to 150 the lot falls on Ann to be excluded.
    assert shares.figures[0].value == pytest.approx(0.51)
    assert shares.verdict is Verdict.CANNOT_TELL


def test_every_kind_of_ballot_keeps_its_proportion() -> None:
    ground = ground_of(SLATES, [(6, "Ann Bea"), (3, "Bea"), (9, "Xan"), (2, "Yul Ann")], seats=1)
    assert ground.given is not None
    profile, ours = ground.given.profile, ground.given.slate == 0
    assert papers(with_share(profile, ours, 0.75)) == {
        (0, 1): 10,
        (1,): 5,
        (2,): 4,
        (3, 0): 1,
    }
    assert papers(with_share(profile, ours, 1.0)) == {(0, 1): 13, (1,): 7}
    assert papers(with_share(profile, ours, 0.45)) == papers(profile)
    with pytest.raises(ValueError, match="no papers to repeat"):
        with_share(profile, ours & False, 0.5)


def papers(profile: PackedProfile) -> dict[tuple[int, ...], int]:
    found = unpack(profile)
    return dict(zip(found.rankings, found.papers, strict=True))


def test_a_scenario_of_solid_voters_needs_what_its_quotas_say() -> None:
    """Three places, all of ours rank all of ours: three quotas of four are 75 %.

    By equal votes each X has those of all for Xs, who are two thirds of the others, and of two in
    three of the rest: ours are ahead with more than 8/9 of the others, which is 8/17 of all.

    Twenty draws of 4,000 voters, whose share varies by 0.7 %.
    """
    drawn = scenario(
        seats=3,
        slates={"Ours": ["A1", "A2", "A3"], "Xs": ["X1", "X2", "X3"], "Zs": ["Z1"]},
        support={"Ours": (0.4, 0.4), "Xs": (0.4, 0.4), "Zs": (0.2, 0.2)},
        voters=(2000, 2000),
        affinity={"Xs": {"Zs": 1.0}, "Zs": {"Xs": 1.0}, "Ours": {"Xs": 1.0}},
        appeal={"A1": 1.5},
    )
    tested = conclusion(on_scenario(drawn, draws=20))
    now, shares = tested.readings
    stv, equal = shares.figures[:2]
    assert stv.value == pytest.approx(0.75, abs=0.01)
    assert stv.standard_error is not None
    assert 0.0005 < stv.standard_error < 0.005
    assert equal.value == pytest.approx(8 / 17, abs=0.01)
    assert now.verdict is Verdict.HOLDS
    assert shares.verdict is Verdict.HOLDS
    assert tested.verdict is Verdict.HOLDS
    assert [point.x for point in tested.series[0].points] == [k / 100 for k in sweep.STEPS]


def test_whoever_stands_too_few_takes_all_at_no_share() -> None:
    ground = ground_of(SLATES, SOLID, seats=3, slate="Ours")
    tested = conclusion(ground)
    (reading,) = tested.readings
    assert reading.verdict is Verdict.CANNOT_TELL
    assert [(said.key, dict(said.values)) for said in reading.reasons] == [
        ("sweep_too_few", {"slate": "Ours", "number": 2, "seats": 3})
    ]
    assert [figure.what for figure in reading.figures] == ["seats_by", "seats_by"]


def test_where_only_one_slate_has_voters_no_other_share_is_tried() -> None:
    ground = ground_of({"Ours": "Ann", "Xs": "Xan"}, [(5, "Ann")], seats=1)
    (reading,) = [one for one in conclusion(ground).readings if one.name == "at-other-shares"]
    assert reading.verdict is Verdict.CANNOT_TELL
    assert [said.key for said in reading.reasons] == ["sweep_alone"]


def test_a_single_voter_of_ours_may_be_left_out_when_papers_are_drawn_again() -> None:
    ground = ground_of(
        {"Ours": "Ann", "Xs": "Xan"}, [(1, "Ann"), (9, "Xan")], seats=1, slate="Ours", draws=12
    )
    rows = [sweep.measure(ground, ground.sample(draw)) for draw in range(12)]
    assert {bool((ground.sample(draw).slate == 0).any()) for draw in range(12)} == {False, True}
    # Five papers of ten are enough where the lot is for Ann, else six.
    assert {row["stv least"] for row in rows} == {46, 55}
