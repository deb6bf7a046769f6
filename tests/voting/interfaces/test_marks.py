"""Numbers beside names: what is sound, what is pointed out, and that nothing is mended unasked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hustings.voting.interfaces.marks import Marks, closed_up, ranked, ticked

ANYTHING = st.dictionaries(
    st.integers(1, 63), st.one_of(st.integers(0, 70).map(str), st.text(max_size=4)), max_size=63
)


@given(st.permutations(range(1, 43)), st.integers(0, 42))
def test_numbers_from_one_are_the_ranking(names: list[int], many: int) -> None:
    written = {number: str(place) for place, number in enumerate(names[:many], 1)}
    assert ranked(written) == Marks(written, order=tuple(names[:many]))


@given(ANYTHING)
def test_only_places_from_one_each_once_are_sound(written: dict[int, str]) -> None:
    found = ranked(written)
    texts = sorted(text.strip() for text in written.values() if text.strip())
    wanted = sorted(str(place) for place in range(1, len(texts) + 1))
    assert found.sound == (sorted(text.lstrip("0") for text in texts) == wanted)
    assert found.blank == (not texts)


@given(ANYTHING)
def test_closing_gaps_keeps_the_order_and_the_doubles(written: dict[int, str]) -> None:
    before, after = ranked(written), closed_up(ranked(written))
    assert after.order == before.order
    assert after.unreadable == before.unreadable
    assert [several for _, several in after.doubles] == [several for _, several in before.doubles]
    assert after.gaps == ()


def test_faults_are_named() -> None:
    found = ranked({1: "2", 2: " 2 ", 3: "x", 4: "5", 5: ""})
    assert found == Marks(
        {1: "2", 2: "2", 3: "x", 4: "5"},
        unreadable=(3,),
        doubles=((2, (1, 2)),),
        gaps=(1, 3, 4),
        order=(1, 2, 4),
    )


def test_a_far_place_does_not_list_every_place_before_it() -> None:
    assert ranked({1: "1", 2: "999999"}).gaps == (2,)
    assert ranked({1: "100000"}).gaps == (1,)
    assert ranked({1: "1" * 7}).unreadable == (1,)


def test_ticks() -> None:
    assert ticked([3, 1, 3], 2) == Marks({1: "x", 3: "x"}, order=(1, 3))
    assert ticked([3, 1, 2], 2).over == 1
    assert ticked([], 2).blank
