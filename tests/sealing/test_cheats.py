"""A sample of every simulated cheat; and that no key is released after a check that fails.

The full size is `bench/cheats.py`: a thousand of each, within three standard errors of theory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.errors import Blamed, NotVerified
from hustings.sealing import closing
from hustings.sealing.ballots.envelope import open_layer
from hustings.sealing.board.chain import blob_hash
from hustings.sealing.mixing.release import released
from sealing.cheats import CHEATS, Cheat, Ending, errors_away, remembered, simulate
from sealing.dishonest import ballot_for, decoys_entering, first_list, lie, when
from sealing.whole import NEC, TREASURER, Whole, voted

SAMPLE = 6


@pytest.fixture(scope="module", autouse=True)
def _remembered() -> Iterator[None]:
    with remembered():
        yield


@pytest.mark.parametrize("cheat", CHEATS, ids=lambda cheat: cheat.what)
def test_a_cheat_ends_as_theory_says(cheat: Cheat) -> None:
    assert sum(cheat.theory.values()) == 1
    endings = simulate(cheat, SAMPLE, seed=2026)
    assert errors_away(cheat, endings) <= 4
    for ending in endings:
        assert re.search(cheat.said[ending.named], ending.what), ending


def test_simulations_are_the_same_for_the_same_seed_however_they_are_shared_out() -> None:
    cheat = CHEATS[6]
    parts = [*simulate(cheat, 5, seed=1), *simulate(cheat, 7, seed=1, first=5)]
    assert parts == simulate(cheat, 12, seed=1)
    assert parts != simulate(cheat, 12, seed=2)


def test_how_far_from_theory() -> None:
    half = CHEATS[0]._replace(theory={"Tom": Fraction(1, 2), "not found": Fraction(1, 2)})
    endings = [Ending("Tom", "")] * 60 + [Ending("not found", "")] * 40
    assert errors_away(half, endings) == pytest.approx(2)
    assert errors_away(half, [*endings, Ending("Uma", "")]) == 1e9
    certain = half._replace(theory={"Tom": Fraction(1)})
    assert errors_away(certain, endings[:60]) == 0


# -- no key after a check that fails ---------------------------------------------------------------


@cache
def _two_contests() -> Whole:
    whole = voted(contests=(TREASURER, NEC))
    whole.commit()
    whole.mix_all()
    return whole


@cache
def _honestly_checked() -> closing.Checked:
    whole = _two_contests().copy()
    whole.reveal()
    return whole.check()


PLACES = st.frozensets(st.integers(0, 20), max_size=4)


@settings(deadline=None, max_examples=60)
@given(first=PLACES, exchanged=st.tuples(PLACES, PLACES), unopened=st.tuples(PLACES, PLACES))
def test_no_key_is_released_after_a_check_that_fails(
    first: frozenset[int],
    exchanged: tuple[frozenset[int], frozenset[int]],
    unopened: tuple[frozenset[int], frozenset[int]],
) -> None:
    """Any lines, of 13 ballots and 8 decoys, exchanged or denied by any who handle them."""
    whole = when(_two_contests(), 1)
    honest = whole.lists["nec"]["M1"]
    if first:
        gone = {honest[place] for place in first}
        own = [ballot_for(whole, "M1", f"{n}") for n in range(len(gone))]
        first_list(whole, lambda lines: [*(line for line in lines if line not in gone), *own])
    culprit = "Sam" if first else ""
    for layer, places, denied in zip(("M1", "M2"), exchanged, unopened, strict=True):
        touched = _lied(whole, layer, places, denied)
        culprit = culprit or (touched and whole.proceedings.holder_of(layer))
    whole.reveal()
    if not culprit:
        whole.release(whole.check())
        assert [*released(whole.proceedings)] == ["O1", "O2"]
        return
    with pytest.raises(Blamed) as blamed:
        whole.check()
    assert blamed.value.culprit == culprit
    with pytest.raises(NotVerified, match="of other seeds"):
        whole.release(_honestly_checked())
    assert released(whole.proceedings) == {}
    with pytest.raises(NotVerified, match="O1 is not released yet"):
        whole.papers(_honestly_checked())


def _lied(whole: Whole, layer: str, places: frozenset[int], denied: frozenset[int]) -> str:
    """A holder exchanges some lines, says of others that they do not open: a decoy's, if any."""
    after = whole.after(layer)
    envelope = whole.proceedings.envelope("nec")
    entering = whole.lists["nec"][layer]
    hidden = {entering[place % len(entering)] for place in denied}
    pair = whole.key(layer).pair
    contents = {open_layer(line, envelope, layer, pair) for line in hidden}
    known = set(decoys_entering(whole, after))
    gone = set(contents)

    def change(lines: tuple[bytes, ...]) -> list[bytes]:
        left = [line for line in lines if line not in contents]
        swapped = {left[place % len(left)] for place in places}
        gone.update(swapped)
        own = [ballot_for(whole, after, f"{n}") for n in range(len(swapped))]
        return [*(line for line in left if line not in swapped), *own]

    lie(whole, layer, change, unopened=tuple(sorted(map(blob_hash, hidden))))
    return "a decoy" if known & gone else ""
