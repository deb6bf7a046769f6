"""Small cases of vote management from the literature, planned and counted."""

from __future__ import annotations

from hustings.planning.plan.model import Plan, no_advice, one_order
from hustings.planning.search.search import search
from hustings.planning.search.state import Effort
from hustings.planning.trials.simulate import simulate
from planning.small import Block, exact

QUICK = Effort(fresh=2, racing=4, epochs=1, counts=400, choosing=4, every=0)


def test_51_votes_split_as_17_17_17_take_three_of_five_seats() -> None:
    """Parties of 51, 49, 10 and 10 votes, five seats: D'Hondt gives the first three.

    Voters rank one name, so nothing can be transferred. Left to themselves, two thirds of the first
    party's voters want its leader: the third candidate is behind the two small parties.
    """
    planned = exact(
        5,
        {"A": ["A1", "A2", "A3"], "B": ["B1", "B2", "B3"], "C": ["C1"], "D": ["D1"]},
        [
            Block(17, ("A1",)),
            Block(17, ("A1",)),
            Block(17, ("A2",)),
            Block(25, ("B1",)),
            Block(24, ("B2",)),
            Block(10, ("C1",)),
            Block(10, ("D1",)),
        ],
        lists=3,
        depth=1,
    )
    found = search(planned, effort=QUICK, cores=1)
    assert found.fresh is not None
    unmanaged = found.fresh.result("no advice")
    assert [chance.mean for chance in unmanaged.seats] == [0.0, 0.0, 1.0, 0.0]
    managed = found.fresh.result("found")
    assert [chance.mean for chance in managed.seats] == [0.0, 0.0, 0.0, 1.0]
    # Each of the three heads the list of 17.
    heads = {found.plan.sequence_of(region)[0] for region in range(3)}
    assert heads == set(planned.team)
    assert found.fresh.bounds.dhondt.mean == 3.0


def test_two_groups_of_supporters_change_the_result_by_splitting_first_preferences() -> None:
    """90 voters, two seats: Andrea and Carter of one party, Brad of the other.

    Schulze's example of vote management, with the ballots that Wikipedia's article on Schulze STV
    gave (repeated in the tests of bradbeattie/python-vote-core). Of the 38 who rank Andrea, Carter,
    Brad, a group of 12 is asked to put Carter first: Carter then takes the seat that was Brad's.
    """
    planned = exact(
        2,
        {"Yellow": ["Andrea", "Carter"], "Purple": ["Brad"]},
        [
            Block(12, ("Andrea", "Brad", "Carter"), False),
            Block(26, ("Andrea", "Carter", "Brad")),
            Block(12, ("Andrea", "Carter", "Brad")),
            Block(13, ("Carter", "Andrea", "Brad"), False),
            Block(27, ("Brad",), False),
        ],
        lists=2,
    )
    andrea, carter, brad = range(3)
    managed = Plan("managed", ((andrea, carter), (carter, andrea)), (0, 0, 1, 0, 0))
    plans = (no_advice(planned), one_order(planned), managed)
    elected = simulate(planned, plans, range(1), cores=1).elected[:, 0]
    assert elected.tolist() == [[True, False, True], [True, False, True], [True, True, False]]
    found = search(planned, effort=QUICK, cores=1)
    assert found.fresh is not None
    assert [chance.mean for chance in found.fresh.result("found").seats] == [0.0, 0.0, 1.0]
    assert found.fresh.result("found").candidates[brad].mean == 0.0
    assert found.fresh.result("no advice").candidates[brad].mean == 1.0
