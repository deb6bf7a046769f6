"""Profiles: one order of rankings, whatever they were read from."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from hustings.election.profile import Profile

# Equal preferences are entries below 0; a ballot paper may have more than 256 names.
ENTRIES = st.one_of(st.integers(0, 255), st.integers(-400, 400))


@given(st.dictionaries(st.lists(ENTRIES, max_size=4).map(tuple), st.integers(1, 9)))
@example({(1, 0): 1, (0, 255): 2, (): 3, (0,): 4})
@example({(256,): 1, (3,): 2})
@example({(-1, 0): 1, (0, -1): 2})
def test_rankings_are_in_the_order_of_their_entries(totals: dict[tuple[int, ...], int]) -> None:
    profile = Profile.from_totals(totals)
    assert profile.rankings == tuple(sorted(totals))
    assert profile.papers == tuple(totals[ranking] for ranking in sorted(totals))
