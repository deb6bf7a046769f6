"""The small functions rule sets are made of, by table."""

from __future__ import annotations

import pytest

from hustings.counting.law import MODULES, find
from hustings.counting.law.block_vote import one_for_each_seat
from hustings.counting.parts.exclusions import largest_group
from hustings.counting.parts.quotas import just_above, rounded_up, whole_number
from hustings.counting.parts.surpluses import (
    in_proportion,
    in_proportion_cut_twice,
    matters_not,
    per_transferable_paper,
)
from hustings.counting.parts.ties import narrow
from hustings.counting.record import decimal
from hustings.counting.ruleset import GregoryRules, History, Margin, Revision
from hustings.errors import InputError


@pytest.mark.parametrize(
    ("valid", "seats", "scale", "expected"),
    [
        (9, 2, 1, [4, 3, 4]),
        (10, 2, 1, [4, 4, 4]),
        (11, 2, 1, [4, 4, 4]),
        (12, 2, 1, [5, 4, 5]),
        (900, 2, 100, [400, 300, 301]),
        (1000, 2, 100, [400, 334, 334]),
        (75300, 6, 100, [10800, 10758, 10758]),
        (1, 1, 1, [1, 1, 1]),
        (0, 1, 100, [100, 0, 1]),
        (100, 99, 1, [2, 1, 2]),
        (95670000000, 4, 10**7, [19140000000, 19134000000, 19134000001]),
    ],
)
def test_quotas(valid: int, seats: int, scale: int, expected: list[int]) -> None:
    found = [quota(valid, seats, scale) for quota in (whole_number, rounded_up, just_above)]
    assert found == expected


@pytest.mark.parametrize(
    ("surplus", "transferable", "value", "new"),
    [
        (2642, 123, 100, 21),  # the model election's: 26.42 over 123 papers
        (500, 5, 100, 100),  # worth exactly the surplus: they keep their value
        (501, 5, 100, 100),  # worth less
        (499, 5, 100, 99),  # worth more
        (7, 10, 100, 0),  # less than a hundredth each
        (7, 0, 100, 100),  # no paper at all: nobody is credited whatever the value
        (1, 1, 1, 1),
    ],
)
def test_surplus_shared_among_transferable_papers(
    surplus: int, transferable: int, value: int, new: int
) -> None:
    assert per_transferable_paper(surplus, transferable, value, 10**6, 100) == new


@pytest.mark.parametrize(
    ("surplus", "value", "vote", "new"),
    [
        (800000, 100000, 2900000, 27586),
        (800000, 47500, 2900000, 13103),
        (1, 100000, 100000, 1),
        (1, 99999, 100000, 0),
        (619 * 10**5, 10**5, 1737 * 10**5, 35636),
    ],
)
def test_surplus_in_proportion_is_multiplied_first_and_cut_once(
    surplus: int, value: int, vote: int, new: int
) -> None:
    assert in_proportion(surplus, 0, value, vote, 10**5) == new


@pytest.mark.parametrize(
    ("total", "never", "at_most", "less_than"),
    [(4, False, True, True), (5, False, True, False), (6, False, False, False)],
)
def test_margins(total: int, never: bool, at_most: bool, less_than: bool) -> None:
    margins = (Margin.NEVER, Margin.AT_MOST, Margin.LESS_THAN)
    found = [matters_not(total, 5, margin) for margin in margins]
    assert found == [never, at_most, less_than]


@pytest.mark.parametrize(
    ("ascending", "surpluses", "spare", "asked", "size"),
    [
        ([3, 5, 8, 18, 20], 0, 4, (Margin.AT_MOST, 2), 3),
        ([3, 5, 8, 18, 20], 0, 2, (Margin.AT_MOST, 2), 2),
        ([3, 5, 8, 18, 20], 0, 2, (Margin.LESS_THAN, 2), 0),
        ([3, 5, 9, 18, 20], 0, 2, (Margin.LESS_THAN, 2), 2),
        ([3, 5, 8, 18, 20], 1, 2, (Margin.AT_MOST, 2), 0),
        ([3, 5, 8, 18, 20], 2, 4, (Margin.AT_MOST, 2), 3),
        ([3, 5, 8, 18, 20], 3, 4, (Margin.AT_MOST, 1), 0),
        ([3, 5, 8, 18, 20], 2, 1, (Margin.AT_MOST, 1), 1),
        ([3, 5, 8, 18, 20], 2, 1, (Margin.LESS_THAN, 1), 0),
        ([3, 5, 8, 18, 20], 1, 1, (Margin.LESS_THAN, 1), 1),
        ([3, 5, 8, 18, 20], 0, 4, (Margin.NEVER, 1), 0),
        ([0, 3, 3, 9], 0, 3, (Margin.AT_MOST, 2), 3),  # all below 9
        ([0, 3, 3, 5], 0, 3, (Margin.AT_MOST, 2), 0),  # 0 + 3 would part equals
        ([0, 0, 3, 4], 0, 3, (Margin.AT_MOST, 2), 3),
        ([0, 0, 0, 4], 0, 2, (Margin.AT_MOST, 2), 0),  # a third would be left of three equals
        ([3, 3], 0, 1, (Margin.AT_MOST, 1), 1),  # one of two equals: the tie is broken elsewhere
        ([5], 0, 1, (Margin.AT_MOST, 1), 0),
        ([], 0, 0, (Margin.AT_MOST, 1), 0),
        ([1, 9, 9], 0, 0, (Margin.AT_MOST, 1), 0),
    ],
)
def test_largest_group(
    ascending: list[int], surpluses: int, spare: int, asked: tuple[Margin, int], size: int
) -> None:
    margin, smallest = asked
    assert largest_group(ascending, surpluses, spare, margin, smallest=smallest) == size


POINTS = (
    (1, (5, 4, 5, 9)),
    (2, (5, 6, 5, 9)),
    (3, (6, 6, 6, 9)),
)


@pytest.mark.parametrize(
    ("tied", "history", "most", "left", "stage"),
    [
        ((0, 1, 2), History.EARLIEST, False, (1,), 1),
        ((0, 1, 2), History.EARLIEST, True, (0, 2), 1),
        ((0, 1, 2), History.LATEST, False, (0, 2), 2),
        ((0, 1, 2), History.LATEST, True, (1,), 2),
        ((2, 0), History.EARLIEST, True, (0, 2), 0),
        ((2, 0), History.LATEST, True, (0, 2), 0),
        ((2, 1, 0), History.NONE, True, (0, 1, 2), 0),
        ((1, 0), History.EARLIEST, True, (0,), 1),
        ((1, 0), History.LATEST, True, (1,), 2),
    ],
)
def test_ties_are_narrowed(
    tied: tuple[int, ...], history: History, most: bool, left: tuple[int, ...], stage: int
) -> None:
    assert narrow(tied, POINTS, history, most=most) == (left, stage)


def test_a_tie_is_narrowed_step_by_step_and_the_last_step_is_reported() -> None:
    points = ((1, (1, 2, 2, 3)), (2, (4, 4, 5, 6)), (3, (7, 7, 7, 7)))
    assert narrow((0, 1, 2, 3), points, History.EARLIEST, most=True) == ((3,), 1)
    assert narrow((0, 1, 2), points, History.EARLIEST, most=True) == ((2,), 2)
    assert narrow((0, 1), (), History.EARLIEST, most=True) == ((0, 1), 0)


@pytest.mark.parametrize(
    ("units", "places", "text"),
    [
        (10758, 2, "107.58"),
        (7, 2, "0.07"),
        (0, 5, "0.00000"),
        (-7, 2, "-0.07"),
        (42, 0, "42"),
        (10**20 + 1, 9, "100000000000.000000001"),
    ],
)
def test_decimals(units: int, places: int, text: str) -> None:
    assert decimal(units, places) == text


def test_block_vote_gives_as_many_votes_as_seats() -> None:
    assert [one_for_each_seat(seats) for seats in (1, 2, 9)] == [1, 2, 9]


@pytest.mark.parametrize("name", tuple(MODULES))
def test_every_rule_set_is_found_under_its_own_name_and_gives_its_sources(name: str) -> None:
    rules = find(name)
    instrument = rules.instrument
    assert instrument.name == name
    assert instrument.title
    assert instrument.source
    steps = [step for step, _ in instrument.clauses]
    assert len(set(steps)) == len(steps)
    needed = {"validity", "elected"}
    if isinstance(rules, GregoryRules):
        needed |= {"quota", "surplus", "exclusion", "tie-exclusion", "last-vacancies"}
        needed |= {"elected-outvotes"} if rules.outvoting else set()
        needed |= {"bulk-exclusion"} if rules.bulk_exclusion is not Margin.NEVER else set()
        needed |= {"deferral"} if rules.deferral is not Margin.NEVER else set()
        needed |= {"tie-surplus"} if not rules.single_winner else set()
        needed |= set() if rules.quota_revision is Revision.NEVER else {"quota-revision"}
    assert needed <= set(steps)
    assert all(clause.number and clause.words for _, clause in instrument.clauses)
    assert instrument.clause("no such step") == ""


def test_an_unknown_rule_set_is_refused_with_the_list_of_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        find("nix")
    assert str(caught.value) == (f"no rule set is called 'nix'; choose one of {', '.join(MODULES)}")


def test_a_product_cut_before_it_is_divided_can_be_worth_less() -> None:
    """0.5499 x 1.4994 = 0.8245 (cut), / 3.7495 = 0.2198; cut once it is 0.2199."""
    assert in_proportion(14994, 5, 5499, 37495, 10**4) == 2199
    assert in_proportion_cut_twice(14994, 5, 5499, 37495, 10**4) == 2198
