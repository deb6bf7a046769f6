"""Advice turned into ballots: the compiled copying against following written plainly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hustings.planning.drawing import kernel
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.model import Plan, Split
from hustings.planning.trials.simulate import ballots, part
from planning.small import random_scenario

Ranking = tuple[int, ...]


class Case(NamedTuple):
    """Everybody else's rankings with their papers; followers with their list (-1: none)."""

    others: list[tuple[Ranking, int]]
    followers: list[tuple[Ranking, int]]
    lists: list[tuple[Ranking, int]]  # a sequence, and how many of its names are copied


def following(own: Ranking, sequence: Ranking, depth: int) -> Ranking:
    """A follower's ballot: the names asked for, then one's own others in one's own order."""
    asked = sequence[:depth]
    return asked + tuple(name for name in own if name not in asked)


def packed(rankings: Sequence[Ranking]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int16]]:
    starts = np.cumsum([0, *map(len, rankings)], dtype=np.int64)
    return starts, np.array([name for ranking in rankings for name in ranking], np.int16)


def unpacked(starts: npt.NDArray[np.int64], entries: npt.NDArray[np.int16]) -> list[Ranking]:
    assert starts[-1] == len(entries)
    return [tuple(entries[a:b].tolist()) for a, b in pairwise(starts)]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    size = draw(st.integers(1, 6))
    ranking = st.lists(st.integers(0, size - 1), unique=True, max_size=size).map(tuple)
    sequences = draw(st.lists(ranking, min_size=1, max_size=4))
    lists = [(sequence, draw(st.integers(0, len(sequence)))) for sequence in sequences]
    own = st.tuples(ranking, st.integers(-1, len(lists) - 1))
    others = draw(st.lists(st.tuples(ranking, st.integers(1, 9)), max_size=4))
    return Case(others, draw(st.lists(own, max_size=8)), lists)


@settings(max_examples=150)
@given(cases())
@example(Case([((0, 1), 3)], [((2, 0, 1), 0), ((2, 0, 1), 1)], [((0, 1), 2), ((1, 2), 1)]))
@example(Case([], [((3, 1), -1), ((), 0)], [((0, 3), 2)]))
def test_followers_put_their_list_on_top(case: Case) -> None:
    longest = max(len(sequence) for sequence, _ in case.lists)
    # Behind a list's end stands a name that nobody is asked for.
    sequences = np.full((len(case.lists), longest), 6, np.int16)
    for row, (sequence, _) in enumerate(case.lists):
        sequences[row, : len(sequence)] = sequence
    o_papers = np.array([papers for _, papers in case.others], np.int64)
    starts, entries, papers = kernel.follow(
        *packed([ranking for ranking, _ in case.others]),
        o_papers,
        *packed([own for own, _ in case.followers]),
        np.array([which for _, which in case.followers], np.int64),
        sequences,
        np.array([depth for _, depth in case.lists], np.int64),
    )
    advised = [
        own if which < 0 else following(own, *case.lists[which]) for own, which in case.followers
    ]
    assert unpacked(starts, entries) == [ranking for ranking, _ in case.others] + advised
    assert papers.tolist() == [*o_papers.tolist(), *([1] * len(advised))]
    assert [a.dtype for a in (starts, entries, papers)] == [np.int64, np.int16, np.int64]


@settings(max_examples=40)
@given(
    seed=st.integers(0, 20),
    orders=st.lists(
        st.lists(st.integers(0, 2), unique=True, max_size=3).map(tuple), min_size=1, max_size=3
    ),
    of_regions=st.tuples(st.integers(-1, 2), st.integers(-1, 2)),
    split=st.sampled_from(Split),
    depth=st.integers(1, 4),
)
def test_every_ballot_of_an_advised_electorate(
    seed: int, orders: list[Ranking], of_regions: tuple[int, int], split: Split, depth: int
) -> None:
    """Followers of both regions get their own region's list; by surname, each list in turn."""
    scenario = random_scenario(seed)
    whole = replace(scenario, following=replace(scenario.following, depth=depth))
    list_of = tuple(min(which, len(orders) - 1) for which in of_regions)
    plan = Plan("ours", tuple(orders), list_of, split)
    electorate = draw_electorate(whole, seed)
    drawn = unpacked(electorate.starts, electorate.entries)
    others, advised = [], []
    voters = zip(drawn, electorate.region, electorate.slate, electorate.luck, strict=True)
    for voter, (own, region, slate, luck) in enumerate(voters):
        if slate == whole.slate and luck < electorate.threshold[region]:
            which = voter % len(orders) if split is Split.SURNAME else list_of[region]
            advised.append(own if which < 0 else following(own, orders[which], depth))
        else:
            others.append(own)
    profile = ballots(whole, plan, electorate, part(whole, electorate))
    got = unpacked(profile.starts, profile.entries)
    assert sorted(got[: len(others)]) == sorted(others)
    assert got[len(others) :] == advised
    assert profile.papers.tolist() == [1] * len(drawn)
