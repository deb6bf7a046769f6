"""Ballots with names put on top: against the same made one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.election.formats.fast.scan import pack_rankings
from hustings.election.packed import PackedProfile, pack, unpack
from hustings.election.profile import Profile
from hustings.planning.sayings.listed import asking, papers_of, share_of, spread_luck

NAMES = 5
rankings = st.lists(
    st.tuples(st.permutations(range(NAMES)), st.integers(1, NAMES), st.integers(1, 3)),
    min_size=1,
    max_size=12,
)
lists = st.lists(
    st.tuples(st.permutations(range(NAMES)), st.integers(0, NAMES)), min_size=1, max_size=3
)


def gathered(profile: PackedProfile) -> Profile:
    return unpack(pack_rankings(profile.starts, profile.entries, profile.papers))


@settings(max_examples=60, deadline=None)
@given(rankings, lists, st.data())
def test_a_list_goes_on_top_and_the_rest_keeps_its_order(
    drawn: list[tuple[list[int], int, int]],
    asked: list[tuple[list[int], int]],
    data: st.DataObject,
) -> None:
    profile = Profile.gather((tuple(names[:size]), papers) for names, size, papers in drawn)
    sequences = [tuple(names[:size]) for names, size in asked]
    expected = []
    chosen, which = [], []
    for number, (ranking, papers) in enumerate(zip(profile.rankings, profile.papers, strict=True)):
        for _ in range(papers):
            # -2 for a voter who is not asked, -1 for one who is asked for nothing.
            choice = data.draw(st.integers(-2, len(sequences) - 1))
            top = sequences[choice] if choice >= 0 else ()
            expected.append(((*top, *(c for c in ranking if c not in top)), 1))
            if choice >= -1:
                chosen.append(number)
                which.append(choice)
    ballots = asking(pack(profile), np.array(chosen, np.int64))
    assert ballots.size == len(chosen)
    found = ballots.ballots(np.array(which, np.int64), sequences)
    assert gathered(found) == Profile.gather(expected)


def test_a_share_of_the_papers_is_spread_evenly_and_grows_without_anybody_leaving() -> None:
    assert spread_luck(4).tolist() == [0, 2**31, 2**30, 2**31 + 2**30]
    profile = pack(Profile.gather([((0, 1), 500), ((1,), 300), ((1, 0), 500)]))
    papers = papers_of(profile, np.array([True, False, True]))
    assert np.bincount(papers).tolist() == [500, 0, 500]
    tenth, half = share_of(papers, 0.1), share_of(papers, 0.5)
    assert abs(np.bincount(tenth) - np.array([50, 0, 50])).max() <= 2
    assert np.bincount(half).tolist() == [250, 0, 250]
    order = np.arange(1000)
    assert set(share_of(order, 0.1).tolist()) < set(share_of(order, 0.5).tolist())
    assert share_of(papers, 1.0).tolist() == papers.tolist()
    assert share_of(papers, 0.0).tolist() == []
