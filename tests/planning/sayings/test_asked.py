"""Ballots with names put on top: against the same made one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.election.formats.fast.scan import pack_rankings
from hustings.election.packed import unpack
from hustings.election.profile import Profile
from hustings.planning.drawing.electorate import Electorate
from hustings.planning.sayings.asked import ballots_of, share_of, spread_luck

NAMES = 5
rankings = st.lists(st.permutations(range(NAMES)), min_size=1, max_size=12)
lists = st.lists(st.permutations(range(NAMES)), min_size=1, max_size=3)


def electorate(own: list[list[int]]) -> Electorate:
    starts = np.cumsum([0, *map(len, own)]).astype(np.int64)
    nowhere = np.zeros(len(own), np.int16)
    entries = np.array([c for ranking in own for c in ranking], np.int16)
    return Electorate(
        starts, entries, nowhere, nowhere, np.zeros(len(own), np.int64), np.ones(1, np.int64)
    )


@settings(max_examples=60, deadline=None)
@given(rankings, lists, st.data())
def test_a_list_goes_on_top_and_the_rest_keeps_its_order(
    whole: list[list[int]], asked: list[list[int]], data: st.DataObject
) -> None:
    own = [ranking[: data.draw(st.integers(0, NAMES))] for ranking in whole]
    sequences = [tuple(names[: data.draw(st.integers(0, NAMES))]) for names in asked]
    which = [data.draw(st.integers(-1, len(sequences) - 1)) for _ in own]
    expected = []
    for ranking, number in zip(own, which, strict=True):
        top = sequences[number] if number >= 0 else ()
        expected.append(((*top, *(c for c in ranking if c not in top)), 1))
    found = ballots_of(electorate(own), np.array(which, np.int64), sequences)
    packed = pack_rankings(found.starts, found.entries, found.papers)
    assert unpack(packed) == Profile.gather(expected)


def test_a_share_of_voters_is_spread_evenly_and_grows_without_anybody_leaving() -> None:
    luck = spread_luck(1000)
    assert luck[:4].tolist() == [0, 2**31, 2**30, 2**31 + 2**30]
    tenth, half = share_of(luck, 0.1), share_of(luck, 0.5)
    assert abs(int(tenth.sum()) - 100) <= 2
    assert half.tolist() == [number % 2 == 0 for number in range(1000)]
    assert bool((half | ~tenth).all())
    # Of each hundred in a row about ten.
    assert {int(tenth[k : k + 100].sum()) for k in range(0, 1000, 100)} <= {8, 9, 10, 11, 12}
    assert bool(share_of(luck, 1.0).all()) and not share_of(luck, 0.0).any()
