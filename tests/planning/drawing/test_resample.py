"""Electorates drawn from real ballots: what is drawn, where, and the same every time."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hustings.election.model import Candidate, Election
from hustings.election.profile import Profile, same_rank
from hustings.errors import InputError
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.drawing.electorate import tables_of
from hustings.planning.plan.model import Plan, no_advice
from hustings.planning.scenario.ballots import attach, with_ballots, with_support_of_ballots
from hustings.planning.scenario.model import (
    Following,
    Ranking,
    Region,
    Scenario,
    Slate,
    scenario_digest,
)
from hustings.planning.scenario.regional import Part, parts_of
from hustings.planning.trials.simulate import simulate

NAMES = ("Ann Ash", "Bob Birch", "Cat Cedar", "Dan Dogwood")
FILE = """\
# seats: 2
# candidates: Ann Ash;Bob Birch;Cat Cedar;Dan Dogwood
Region,1st,2nd,3rd,papers
North,Ann Ash,Bob Birch,,40
North,Bob Birch,Cat Cedar,Dan Dogwood,10
North,Cat Cedar,,,50
South,Bob Birch,Ann Ash,,30
South,Dan Dogwood,,,10
South,,,,3
"""


def scenario(*, north: int = 6000, south: int = 4000, sd: float = 0.0) -> Scenario:
    """Two slates of two, two regions."""
    slates = ("Red", "Red", "Blue", "Blue")
    candidates = tuple(Candidate(i, NAMES[i], slates[i]) for i in range(4))
    return Scenario(
        title="Two and two",
        election=Election("Two and two", 2, candidates),
        rules="scotland",
        regions=(Region("North", north), Region("South", south)),
        slates=(
            Slate("Red", (0.5, 0.75), sd, 0.0, 0.8),
            Slate("Blue", (0.5, 0.25), sd, 0.0, 0.8),
        ),
        home=(-1,) * 4,
        ranking=Ranking((0.5, 0.5), 0.3, 1.0, 1.0, 1.0, (1.0,) * 4, ((0.0, 1.0), (1.0, 0.0))),
        following=Following((0.5, 0.5), 0.0, 2),
        slate=0,
        lists=1,
        draws=10,
        seed=7,
    )


def drawn(model: Scenario, draw: int = 0) -> dict[tuple[int, tuple[int, ...]], int]:
    """How many voters have each ranking, by region."""
    electorate = draw_electorate(model, draw)
    found: dict[tuple[int, tuple[int, ...]], int] = {}
    for voter, region in enumerate(electorate.region.tolist()):
        low, high = electorate.starts[voter : voter + 2]
        key = (region, tuple(electorate.entries[low:high].tolist()))
        found[key] = found.get(key, 0) + 1
    return found


@pytest.fixture(scope="module")
def model() -> Scenario:
    return with_ballots(scenario(), parts_of(FILE.encode(), source="b.csv"), source="b.csv")


def test_a_column_of_regions_takes_a_file_apart() -> None:
    north, south = parts_of(FILE.encode(), source="b.csv")
    assert (north.region, south.region) == ("North", "South")
    assert north.election == south.election
    assert north.election.names == NAMES
    assert north.election.seats == 2
    assert north.profile == Profile(((0, 1), (1, 2, 3), (2,)), (40, 10, 50))
    assert south.profile == Profile(((), (1, 0), (3,)), (3, 30, 10))


def test_ranks_under_names_have_regions_too() -> None:
    parts = parts_of(b"region,Amy,Bob,count\nx,2,1,3\ny,1,,2\nx,1,2,1\n")
    assert [(part.region, part.profile) for part in parts] == [
        ("x", Profile(((0, 1), (1, 0)), (1, 3))),
        ("y", Profile(((0,),), (2,))),
    ]


def test_names_without_a_list_are_those_of_all_regions() -> None:
    parts = parts_of(b"1st,2nd,region\nAmy,Bob,x\nCy,,y\nCy,Amy,y\n")
    assert [part.election.names for part in parts] == [("Amy", "Bob", "Cy")] * 2
    assert [part.profile for part in parts] == [
        Profile(((0, 1),), (1,)),
        Profile(((2,), (2, 0)), (1, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "1st,region\nAmy,x\n\nBob,\n",
            "b.csv, line 4: this ballot has no region; write its region, or one name for all that"
            " are not known",
        ),
        (
            "region,1st,Region\nx,Amy,y\n",
            "b.csv, line 1: two columns are called region; keep one of them",
        ),
        (
            "region,Amy,Bob\nx,1,2\nx,1,1st?\n",
            "b.csv, line 3: `1st?` is not a rank, under `Bob`; write ranks as whole numbers from 1"
            " to 20, and leave the cells of candidates without a rank empty",
        ),
    ],
)
def test_faults_name_their_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parts_of(text.encode(), source="b.csv")
    assert str(caught.value) == said


def test_every_ballot_is_of_its_region(model: Scenario) -> None:
    found = drawn(model)
    assert set(found) == {
        (0, (0, 1)),
        (0, (1, 2, 3)),
        (0, (2,)),
        (1, (1, 0)),
        (1, (3,)),
    }
    north = [found[0, ranking] for ranking in ((0, 1), (1, 2, 3), (2,))]
    assert sum(north) == 6000
    # Half of 6,000 are Red, four fifths of them as the 40 of 50: four standard deviations.
    assert abs(north[0] - 2400) < 4 * (6000 * 0.4 * 0.6) ** 0.5
    assert abs(north[1] - 600) < 4 * (6000 * 0.1 * 0.9) ** 0.5
    assert abs(found[1, (1, 0)] - 3000) < 4 * (4000 * 0.75 * 0.25) ** 0.5


def test_followers_are_those_whose_first_preference_is_of_the_slate(model: Scenario) -> None:
    electorate = draw_electorate(model, 3)
    first = electorate.entries[electorate.starts[:-1]]
    assert np.array_equal(electorate.slate == 0, first < 2)
    follows = electorate.luck < electorate.threshold[electorate.region]
    assert abs(int(follows.sum()) - 5000) < 200


def test_draws_repeat_and_differ(model: Scenario) -> None:
    assert drawn(model, 0) == drawn(model, 0)
    assert drawn(model, 0) != drawn(model, 1)
    assert drawn(replace(model, seed=8), 0) != drawn(model, 0)


def test_more_voters_leave_the_first_ones_as_they_were(model: Scenario) -> None:
    more = replace(model, regions=(model.regions[0], Region("South", 9000)))
    small, large = draw_electorate(model, 2), draw_electorate(more, 2)
    end = int(small.starts[-1])
    assert np.array_equal(large.entries[:end], small.entries)
    assert np.array_equal(large.luck[:10000], small.luck)


def test_support_and_its_uncertainty_are_the_scenarios() -> None:
    model = with_ballots(scenario(sd=0.05), parts_of(FILE.encode()))
    told = []
    for draw in range(10):
        tables, _ = tables_of(model, draw)
        told.append(int(tables.slate_below[0, 0]) / 2**32)
        electorate = draw_electorate(model, draw)
        share = float((electorate.slate[:6000] == 0).mean())
        assert abs(share - told[-1]) < 4 * (0.25 / 6000) ** 0.5
    assert len(set(told)) == 10
    assert max(told) - min(told) > 0.03


def test_support_can_be_that_of_the_ballots(model: Scenario) -> None:
    told = with_support_of_ballots(model)
    assert [slate.support for slate in told.slates] == [(0.5, 0.75), (0.5, 0.25)]
    parts = parts_of(FILE.replace("North,Cat Cedar,,,50", "North,Cat Cedar,,,150").encode())
    told = with_support_of_ballots(with_ballots(scenario(), parts))
    assert [slate.support for slate in told.slates] == [(0.25, 0.75), (0.75, 0.25)]


def test_a_slate_without_ballots_in_a_region_has_those_of_all() -> None:
    parts = parts_of(FILE.replace("South,Dan Dogwood,,,10\n", "").encode())
    found = drawn(with_ballots(scenario(), parts))
    assert {key for key in found if key[0] == 1} == {(1, (1, 0)), (1, (2,))}


def test_without_regions_all_draw_from_the_same() -> None:
    election = Election("", 2, scenario().election.candidates)
    profile = Profile(((0, 1), (2, 3)), (5, 5))
    found = drawn(with_ballots(scenario(), [Part(election, profile, "")]))
    assert set(found) == {(0, (0, 1)), (0, (2, 3)), (1, (0, 1)), (1, (2, 3))}


def test_what_is_not_clear_is_left_out_and_counted() -> None:
    election = Election("", 2, scenario().election.candidates)
    profile = Profile.gather(
        [
            ((0, 1, 0), 2),
            ((), 3),
            ((0, -1, 2), 4),
            ((0, same_rank(1), 2), 5),
            ((2, 1, same_rank(3)), 6),
            ((3,), 7),
        ]
    )
    ballots = with_ballots(scenario(), [Part(election, profile, "")]).ballots
    assert ballots is not None
    assert (ballots.papers, ballots.blank, ballots.cut) == (2 + 4 + 6 + 7, 3 + 5, 2 + 4 + 6)
    assert drawn(with_ballots(scenario(), [Part(election, profile, "")])).keys() == {
        (region, ranking) for region in (0, 1) for ranking in ((0, 1), (0,), (2,), (3,))
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Dan Dogwood", "Dan Dogwod", "no candidate is called 'Dan Dogwod'"),
        ("South", "West", "the scenario has no region called 'West'; its regions are North, South"),
        (
            "South",
            "North",
            "there is no ballot from South; add some, or take the column of regions out",
        ),
        (
            "Cat Cedar,,,50\n",
            "Bob Birch,,,50\n",
            "no ballot has its first preference for Blue, which has support; set its support to 0,"
            " or add ballots",
        ),
    ],
)
def test_ballots_that_do_not_fit_are_refused(old: str, new: str, said: str) -> None:
    text = FILE.replace(old, new)
    if "Blue" in said:
        text = text.replace("South,Dan Dogwood,,,10\n", "")
    with pytest.raises(InputError) as caught:
        with_ballots(scenario(), parts_of(text.encode()), source="b.csv")
    assert str(caught.value).startswith(f"b.csv: {said}")


def test_the_digest_of_a_scenario_knows_its_ballots(model: Scenario) -> None:
    again = with_ballots(scenario(), parts_of(FILE.encode()), source="other.csv")
    other = with_ballots(scenario(), parts_of(FILE.replace(",40", ",41").encode()))
    digests = {scenario_digest(one) for one in (model, again, other, scenario())}
    assert len(digests) == 3
    assert scenario_digest(again) == scenario_digest(model)


def test_files_are_read_by_name(tmp_path: Path, model: Scenario) -> None:
    path = tmp_path / "ballots.csv"
    path.write_text(FILE, encoding="utf-8")
    assert attach(scenario(), [str(path)]).ballots == model.ballots


def test_plans_are_counted_on_resampled_ballots(model: Scenario) -> None:
    split = Plan("split", ((1, 0),), (0, 0))
    one = simulate(model, [no_advice(model), split], range(4), cores=1)
    two = simulate(model, [no_advice(model), split], range(4), cores=2)
    assert np.array_equal(one.elected, two.elected)
    assert one.loyal.sum(axis=1).tolist() == [10000] * 4
    # Expected: Ann 2400, Bob 3600, Cat 3000, Dan 1000; quota 3334. Of Bob's 266, five sixths go to
    # Ann (2622) and a sixth to Cat (3044); Dan's go nowhere; Ann is excluded.
    assert one.elected[0].tolist() == [[False, True, True, False]] * 4
    # With half of Red asked for Bob first, Ann has some 1200 and goes sooner.
    assert one.elected[1].tolist() == [[False, True, True, False]] * 4


def test_nobody_who_withdrew_is_elected(model: Scenario) -> None:
    """Ballots pass over them, and their voters are still the slate's."""
    gone = replace(model, election=model.election.withdraw(1))
    assert np.array_equal(draw_electorate(gone, 0).slate, draw_electorate(model, 0).slate)
    trials = simulate(gone, [no_advice(gone)], range(3), cores=1)
    # Ann has 2400 and Bob's 3000 in the South, Cat 3000 and Bob's 600 in the North; Dan 1000.
    assert trials.elected[0].tolist() == [[True, False, True, False]] * 3


def test_a_scenario_with_ballots_can_be_sent_to_another_process(model: Scenario) -> None:
    sent = pickle.loads(pickle.dumps(model))
    assert sent == model
    assert drawn(sent, 1) == drawn(model, 1)
