"""Steps from plan to plan: each valid, none twice, and together they lead everywhere."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from hustings.planning.drawing.electorate import numbers
from hustings.planning.plan.model import Plan
from hustings.planning.search.moves import (
    Assignment,
    every_assignment,
    grouped,
    in_one_piece,
    in_order,
    kicked,
    neighbours,
    plan_of,
    settled,
)

ABC, ACB, BAC, BCA, CAB, CBA = permutations(range(3))


def test_regions_with_one_order_share_a_list() -> None:
    assignment = (BAC, ABC, BAC, CBA)
    assert grouped(assignment) == {BAC: [0, 2], ABC: [1], CBA: [3]}
    assert plan_of("p", assignment) == Plan("p", (BAC, ABC, CBA), (0, 1, 0, 2))


def test_names_that_nobody_copies_have_one_order() -> None:
    assert settled(((3, 2, 1, 0), (2, 3, 0, 1)), 2) == ((3, 2, 0, 1), (2, 3, 0, 1))
    assert settled(((3, 2, 1, 0),), 9) == ((3, 2, 1, 0),)


@pytest.mark.parametrize(
    ("regions", "lists", "depth", "number"),
    [(2, 2, 3, 36), (2, 1, 3, 6), (2, 2, 1, 9), (3, 2, 1, 21), (3, 3, 1, 27)],
)
def test_every_assignment_is_there_once(regions: int, lists: int, depth: int, number: int) -> None:
    assignments = every_assignment((0, 1, 2), regions, lists=lists, depth=depth, most=64)
    assert len(assignments) == number
    assert set(assignments) == {
        settled(assignment, depth)
        for assignment in product(permutations(range(3)), repeat=regions)
        if len(set(settled(assignment, depth))) <= lists
    }


def test_too_many_assignments_are_not_listed() -> None:
    assert every_assignment((0, 1, 2), 2, lists=2, depth=3, most=35) == ()
    assert every_assignment(tuple(range(6)), 12, lists=6, depth=6, most=64) == ()
    assert every_assignment(tuple(range(9)), 1, lists=1, depth=9, most=64) == ()


def test_the_neighbours_of_a_small_assignment() -> None:
    assignment = (ABC, BAC)
    first, second, later = neighbours(assignment, lists=2, depth=3)
    # Of each list, all other orders are a swap, a promotion or a demotion away: of them ACB and
    # BCA leave the first name where it is. Then both regions on one list, and lists exchanged.
    assert set(first) == {
        *((order, BAC) for order in (BAC, BCA, CAB, CBA)),
        *((ABC, order) for order in (ABC, ACB, CAB, CBA)),
        (BAC, ABC),
    }
    assert set(second) == {(ACB, BAC), (ABC, BCA)}
    assert later == ()


def test_a_new_list_puts_another_name_first_where_one_is_to_spare() -> None:
    assignment = (ABC, ABC)
    first, second, _ = neighbours(assignment, lists=2, depth=3)
    assert {one for one in first if one[0] != one[1]} == {
        (BAC, ABC), (CAB, ABC), (ABC, BAC), (ABC, CAB)
    }  # fmt: skip
    assert set(second) == {(ACB, ACB)}
    assert all(
        len(set(one)) == 1 for kind in neighbours(assignment, lists=1, depth=3) for one in kind
    )


@pytest.mark.parametrize(("lists", "depth"), [(1, 4), (2, 4), (3, 2), (3, 1)])
def test_steps_lead_everywhere_and_stay_within_bounds(lists: int, depth: int) -> None:
    start: Assignment = settled(((0, 1, 2, 3),) * 3, depth)
    seen = {start}
    edge = [start]
    while edge:
        around = [one for kind in neighbours(edge.pop(), lists=lists, depth=depth) for one in kind]
        assert len(around) == len(set(around))
        for one in around:
            assert settled(one, depth) == one
            assert len(set(one)) <= lists
            if one not in seen:
                seen.add(one)
                edge.append(one)
    orders = {settled((order,), depth)[0] for order in permutations(range(4))}
    assert len(seen) == sum(len(set(p)) <= lists for p in product(orders, repeat=3))


def test_neighbours_are_dealt_in_a_mixture_and_none_is_lost() -> None:
    kinds = neighbours(((0, 1, 2, 3, 4), (4, 3, 2, 1, 0)), lists=2, depth=5)
    dealt = in_order(kinds, numbers(1, 2, "x"))
    assert sorted(dealt) == sorted(one for kind in kinds for one in kind)
    assert [next(k for k in range(3) if one in kinds[k]) for one in dealt[:12]] == [
        0, 0, 0, 1, 1, 2, 0, 0, 0, 1, 1, 2
    ]  # fmt: skip
    assert dealt == in_order(kinds, numbers(1, 2, "x"))
    assert dealt != in_order(kinds, numbers(1, 3, "x"))


def test_a_jump_lands_elsewhere_and_stays_within_bounds() -> None:
    assignment = ((0, 1, 2, 3), (3, 2, 1, 0), (0, 1, 2, 3))
    landed = {kicked(assignment, numbers(1, n, "x"), lists=2, depth=4) for n in range(20)}
    assert len(landed) > 15
    assert all(len(set(one)) <= 2 for one in landed)
    assert kicked(((7,), (7,)), numbers(1, 1, "x"), lists=2, depth=1) == ((7,), (7,))


def test_every_assignment_in_one_piece_is_reached_by_steps_in_one_piece() -> None:
    every = every_assignment((0, 1), 4, lists=2, depth=2, most=64)
    whole = every_assignment((0, 1), 4, lists=2, depth=2, most=64, whole=True)
    # One order for all, two ways; or a cut in three places, two ways each.
    assert len(whole) == 2 + 3 * 2
    assert list(whole) == [one for one in every if in_one_piece(one)]
    seen = {whole[0]}
    edge = {whole[0]}
    while edge:
        kinds = neighbours(edge.pop(), lists=2, depth=2, whole=True)
        new = {one for kind in kinds for one in kind} - seen
        seen |= new
        edge |= new
    assert seen == set(whole)
    landed = {kicked(whole[0], numbers(1, n, "x"), lists=2, depth=2, whole=True) for n in range(9)}
    assert landed <= set(whole)
