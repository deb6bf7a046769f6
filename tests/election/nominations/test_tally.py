"""Nominations added up: whole tallies, and what holds whatever was nominated."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hustings.election.nominations.document import rounded
from hustings.election.nominations.model import Nomination, Nominations, Threshold, Total
from hustings.election.nominations.tally import (
    Body,
    Nominee,
    PartSum,
    SlateSum,
    Tally,
    tally,
)

LEEDS = ("Leeds", "North", "branch")
UNION = ("Growers", "South", "union")


def by(body: tuple[str, str, str], *names: str) -> tuple[Nomination, ...]:
    return tuple(Nomination(body[0], name, *body[1:]) for name in names)


SINGLE = (*by(LEEDS, "Bo", "Ann"), *by(UNION, "Ann", "Cy"), *by(("Bath", "", "branch"), "Bo"))
SLATES = (("Ann", "Spade"), ("Bo", "Rake"), ("Dee", "Rake"))


def test_a_whole_tally() -> None:
    nominations = Nominations(SINGLE, slates=SLATES, title="Council")
    found = tally(nominations, Threshold(2, (("union", 1),)))
    assert found == Tally(
        title="Council",
        nominees=(
            Nominee("Ann", "Spade", 2, 1, True, (1, 1, 0), (1, 1), True),
            Nominee("Bo", "Rake", 2, 1, True, (1, 0, 1), (2, 0), False),
            Nominee("Cy", "", 1, 3, False, (0, 1, 0), (0, 1), False),
            Nominee("Dee", "Rake", 0, 4, False, (0, 0, 0), (0, 0), False),
        ),
        slates=(
            SlateSum("Rake", 2, 2, 0, 2, (1, 0, 1), 0),
            SlateSum("Spade", 1, 2, 2, 2, (1, 1, 0), 1),
            SlateSum("", 1, 1, 1, 1, (0, 1, 0), 0),
        ),
        regions=(PartSum("North", 1, 2), PartSum("South", 1, 2), PartSum("", 1, 1)),
        kinds=(PartSum("branch", 2, 3), PartSum("union", 1, 2)),
        bodies=(
            Body("Bath", "", "branch", ("Bo",)),
            Body("Growers", "South", "union", ("Ann", "Cy")),
            Body("Leeds", "North", "branch", ("Ann", "Bo")),
        ),
        listed=5,
        whole=5,
        threshold=Threshold(2, (("union", 1),)),
    )
    assert found.slates[0].mean == 1
    assert found.share(2) == Fraction(2, 5)


def test_totals_know_no_bodies_and_are_shares_of_the_whole() -> None:
    totals = (Total("Ann", 6, "North"), Total("Bo", 3, "South"), Total("Ann", 1, "South"))
    found = tally(Nominations(totals=totals, whole=20), Threshold(7))
    assert found == Tally(
        title="",
        nominees=(
            Nominee("Ann", "", 7, 1, False, (6, 1), (), True),
            Nominee("Bo", "", 3, 2, False, (0, 3), (), False),
        ),
        slates=(),
        regions=(PartSum("North", None, 6), PartSum("South", None, 4)),
        kinds=(),
        bodies=(),
        listed=10,
        whole=20,
        threshold=Threshold(7),
    )
    assert found.share(7) == Fraction(7, 20)


def test_nothing_nominated_and_nothing_needed() -> None:
    found = tally(Nominations(slates=(("Ann", "Spade"),)))
    assert found.nominees == (Nominee("Ann", "Spade", 0, 1, False, (), (), None),)
    assert found.slates == (SlateSum("Spade", 1, 0, 0, 0, (), None),)
    assert found.share(0) == 0


NAMES = st.sampled_from(["Ann", "Bo", "Cy", "Dee", "Ed"])


@st.composite
def nominations(draw: st.DrawFn) -> Nominations:
    """Bodies, each with a region and a kind, that name some candidates each."""
    bodies = draw(
        st.lists(
            st.tuples(
                st.sampled_from([f"body {n}" for n in range(8)]),
                st.sampled_from(["", "North", "South"]),
                st.sampled_from(["", "branch", "union"]),
            ),
            unique_by=lambda body: body[0],
        )
    )
    single = [one for body in bodies for one in by(body, *sorted(draw(st.sets(NAMES, min_size=1))))]
    slates = draw(st.dictionaries(NAMES, st.sampled_from(["Spade", "Rake", ""])))
    return Nominations(tuple(single), slates=tuple(slates.items()))


THRESHOLDS = st.builds(
    Threshold,
    st.integers(0, 4),
    st.sampled_from([(), (("union", 1),), (("branch", 2), ("union", 1))]),
)


@given(nominations(), THRESHOLDS)
def test_totals_add_up_whichever_way_they_are_cut(given: Nominations, least: Threshold) -> None:
    found = tally(given, least)
    number = len(given.single)
    assert sum(one.number for one in found.nominees) == found.listed == found.whole == number
    for parts, attribute in ((found.regions, "by_region"), (found.kinds, "by_kind")):
        if parts:
            assert sum(part.number for part in parts) == number
            assert sum(part.bodies or 0 for part in parts) == len(found.bodies)
            columns = zip(*(getattr(one, attribute) for one in found.nominees), strict=True)
            assert [sum(column) for column in columns] == [part.number for part in parts]
    if found.slates:
        assert sum(one.number for one in found.slates) == number
        assert sum(one.candidates for one in found.slates) == len(found.nominees)
        for one in found.slates:
            assert one.lowest <= one.mean <= one.highest
            assert one.mean * one.candidates == one.number
    assert sum(len(body.candidates) for body in found.bodies) == number
    if number:
        assert sum(found.share(one.number) for one in found.nominees) == 1


@given(nominations(), THRESHOLDS)
def test_ranks_and_the_threshold_by_their_definition(given: Nominations, least: Threshold) -> None:
    found = tally(given, least)
    numbers = Counter(one.candidate for one in given.single)
    kinds = Counter((one.candidate, one.kind) for one in given.single)
    for one in found.nominees:
        assert one.number == numbers[one.name]
        others = [numbers[other.name] for other in found.nominees if other is not one]
        assert one.rank == 1 + sum(other > one.number for other in others)
        assert one.tied == (one.number in others)
        if least == Threshold():
            assert one.passes is None
        else:
            enough = [kinds[one.name, kind] >= needed for kind, needed in least.by_kind]
            assert one.passes == (one.number >= least.bodies and all(enough))
    assert [one.rank for one in found.nominees] == sorted(one.rank for one in found.nominees)


@given(nominations(), st.randoms(use_true_random=False))
def test_the_order_of_rows_cannot_matter(given: Nominations, luck: object) -> None:
    rows, slates = list(given.single), list(given.slates)
    luck.shuffle(rows)  # type: ignore[attr-defined]
    luck.shuffle(slates)  # type: ignore[attr-defined]
    assert tally(Nominations(tuple(rows), slates=tuple(slates))) == tally(given)


@given(st.fractions(min_value=0, max_value=1000), st.integers(0, 6))
def test_fractions_are_rounded_half_up(number: Fraction, places: int) -> None:
    error = Fraction(rounded(number, places)) - number
    half = Fraction(1, 2 * 10**places)
    assert -half < error <= half


def test_how_fractions_are_written() -> None:
    assert rounded(Fraction(1, 8), 2) == "0.13"
    assert rounded(Fraction(5, 2), 0) == "3"
    assert rounded(Fraction(1, 200), 1) == "0.0"
