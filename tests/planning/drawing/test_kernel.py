"""The compiled drawing of ballots against the same drawing written plainly."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from hustings.planning.drawing import kernel
from hustings.planning.drawing.electorate import tables_of
from hustings.planning.scenario.model import Scenario
from planning.small import random_scenario, scenario

BITS = 2**64 - 1
GOLDEN, MIX_1, MIX_2 = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def numbers(seed: int, voter: int) -> Iterator[int]:
    """A voter's luck: SplitMix64, the upper 32 bits."""
    state = seed ^ (voter * MIX_1 & BITS)
    while True:
        state = (state + GOLDEN) & BITS
        z = (state ^ (state >> 30)) * MIX_1 & BITS
        z = (z ^ (z >> 27)) * MIX_2 & BITS
        yield (z ^ (z >> 31)) >> 32


def below(number: int, thresholds: list[int]) -> int:
    return next(k for k, threshold in enumerate(thresholds) if number < threshold)


def pick(number: int, weights: list[int]) -> int:
    point = number * sum(weights) >> 32
    return next(k for k in range(len(weights)) if point < sum(weights[: k + 1]))


def ballot(tables: kernel.Tables, region: int, voter: int) -> tuple[int, int, list[int]]:
    """One voter's slate, luck with following, and ranking."""
    luck = numbers(int(tables.seed), voter)
    own = below(next(luck), tables.slate_below[region].tolist())
    follows = next(luck)
    length = below(next(luck), tables.length_below[own].tolist()) + 1
    alone = next(luck) < tables.slate_only[own]
    edges = tables.starts.tolist()
    left = [tables.members[a:b].tolist() for a, b in pairwise(edges)]
    columns = [tables.columns[a:b].tolist() for a, b in pairwise(edges)]
    weight = tables.weight[region].tolist()
    now, ranking = own, []
    while len(ranking) < length:
        leaves = next(luck) >= tables.retention[now] and bool(ranking)
        if leaves or not left[now]:
            if alone:
                break
            turn = [
                int(w) if left[s] and s != now else 0 for s, w in enumerate(tables.affinity[own])
            ]
            number = next(luck)
            if sum(turn):
                now = pick(number, turn)
            elif not left[now]:
                break
        k = pick(next(luck), [weight[c] for c in columns[now]])
        ranking.append(left[now][k])
        for names, places in zip(left, columns, strict=True):
            if ranking[-1] in names:
                k = names.index(ranking[-1])
                for row in (names, places):
                    row[k] = row[-1]
                    row.pop()
    return own, follows, ranking


def check(whole: Scenario, draw: int) -> None:
    """Compare every ballot of a draw."""
    tables, _ = tables_of(whole, draw)
    starts, entries, region, slate, luck = kernel.draw(tables)
    assert [a.dtype for a in (starts, entries, region, slate, luck)] == [
        *(np.int64, np.int16, np.int16, np.int16, np.int64)
    ]
    voter = 0
    before = 0
    expected = tables.expected.tolist()
    for r, number in enumerate(tables.voters.tolist()):
        for k in range(number):
            own = before + k + 1 if k < expected[r] else (r + 1) * 2**32 + k
            plain = ballot(tables, r, own)
            drawn = entries[starts[voter] : starts[voter + 1]].tolist()
            assert (slate[voter], luck[voter], drawn) == plain
            assert region[voter] == r
            voter += 1
        before += expected[r]
    assert (voter, starts[-1]) == (len(region), len(entries))


@pytest.mark.parametrize("seed", range(12))
def test_every_ballot_is_drawn_as_the_plain_way_draws_it(seed: int) -> None:
    luck = random.Random(seed)
    whole = random_scenario(seed)
    size = len(whole.slates)
    weights = (0.0, 0.37, 1.0)
    check(whole, seed)
    varied = replace(
        whole,
        regions=tuple(replace(region, turnout_sd=0.2) for region in whole.regions),
        slates=tuple(
            replace(slate, retention=luck.choice((0.0, 0.5, 1.0)), lengths=(0.1, 0.0, 0.0, 0.9))
            for slate in whole.slates
        ),
        ranking=replace(
            whole.ranking,
            home_pull=30.0,
            position=luck.uniform(0.3, 3.0),
            alphabet=luck.uniform(0.3, 3.0),
            appeal_sd=0.5,
            affinity=tuple(tuple(luck.choices(weights, k=size)) for _ in range(size)),
        ),
    )
    check(varied, seed)
    gone = luck.sample(range(len(whole.team)), 2) if seed % 3 else list(whole.team)
    check(replace(varied, election=replace(whole.election, withdrawn=tuple(sorted(gone)))), seed)


def test_slates_of_many_names_and_of_one() -> None:
    slates = {"A": [f"a{k}" for k in range(150)], "B": ["b"], "C": [f"c{k}" for k in range(9)]}
    whole = scenario(
        seats=3,
        slates=slates,
        support={"A": (0.5,), "B": (0.2,), "C": (0.3,)},
        voters=(150,),
        appeal={"a149": 1000.0, "c8": 50.0},
        retention=0.9,
    )
    check(whole, 0)


@pytest.mark.parametrize("seed", range(6))
def test_names_in_two_slates_are_ranked_once(seed: int) -> None:
    luck = random.Random(seed)
    whole = random_scenario(seed)
    # The second slate has its own and two of the first, whoever may be the last of it.
    own, other, *more = whole.slates
    shared = tuple(sorted(luck.sample(whole.team, 2)))
    overlapping = replace(
        whole,
        slates=(
            replace(own, retention=0.6, lengths=(0.1, 0.0, 0.0, 0.9)),
            replace(other, retention=0.9, shared=shared),
            *more,
        ),
        ranking=replace(whole.ranking, alphabet=2.5, slate_only=0.2, appeal_sd=0.3),
    )
    assert set(shared) < set(overlapping.members(1))
    check(overlapping, seed)
    starts, entries, _, slate, _ = kernel.draw(tables_of(overlapping, seed)[0])
    rankings = [entries[a:b].tolist() for a, b in pairwise(starts)]
    assert all(len(set(ranking)) == len(ranking) for ranking in rankings)
    led = {r[0] for r, s in zip(rankings, slate, strict=True) if s == 1}
    assert led == set(overlapping.members(1))


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_an_electorate_is_parted_without_loss(share: float) -> None:
    whole = random_scenario(3)
    out = whole.team if share == 0.3 else ()  # whose supporters then have an empty ballot
    whole = replace(whole, election=replace(whole.election, withdrawn=out))
    whole = replace(whole, ranking=replace(whole.ranking, slate_only=0.5))
    tables, _ = tables_of(whole, 0)
    starts, entries, region, slate, luck = kernel.draw(tables)
    threshold = np.array([round(share * 2**32), round(share / 2 * 2**32)])
    rankings = [entries[a:b].tolist() for a, b in pairwise(starts)]
    follows = (slate == 0) & (luck < threshold[region])
    expected = [ranking for ranking, f in zip(rankings, follows, strict=True) if f]
    others = [ranking for ranking, f in zip(rankings, follows, strict=True) if not f]
    for part, order in (
        (kernel.part, others),
        (kernel.part_for_counting, sorted(others, key=lambda r: r[0] if r else -1)),
    ):
        fs, fe, voters, os, oe = part(starts, entries, region, slate, luck, 0, threshold)
        assert voters.tolist() == np.flatnonzero(follows).tolist()
        assert [fe[a:b].tolist() for a, b in pairwise(fs)] == expected
        assert [oe[a:b].tolist() for a, b in pairwise(os)] == order
