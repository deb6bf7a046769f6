"""The two engines give equal records: everything but the engine's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting.helpers import read
from hustings.counting import engine
from hustings.counting.law import find
from hustings.counting.lots import Lots, seeded
from hustings.counting.record import CountRecord, to_json
from hustings.counting.ruleset import Batches, GregoryRules
from hustings.election.digest import packed_digest, profile_digest
from hustings.election.model import Election, make_election
from hustings.election.profile import Profile
from hustings.errors import HustingsError, InputError, LotNeeded, NotCovered

pytest.importorskip("numba", reason="the fast engine is not installed")
from hustings.election.packed import pack, unpack

COVERED = ("ers97", "scotland", "northern-ireland", "wigm-prf", "irv", "meek-prf")


def by(name: str, election: Election, profile: Profile, rules: str, lots: Lots) -> object:
    """A record but for the engine's name, or what the engine said instead."""
    try:
        record = engine.count(election, profile, find(rules), lots=lots, engine=name)
    except HustingsError as error:
        return type(error), str(error)
    assert record.engine == name
    return record._replace(engine="")


@st.composite
def elections(draw: st.DrawFn) -> tuple[Election, Profile, str, Lots]:
    """Small elections that tie, exhaust, hit the quota exactly, or hold faulty papers."""
    size = draw(st.integers(1, 7))
    rules = draw(st.sampled_from(COVERED))
    seats = 1 if rules == "irv" else draw(st.integers(1, 5))
    withdrawn = tuple(draw(st.sets(st.integers(0, size - 1), max_size=size - 1)))
    if draw(st.booleans()):
        withdrawn = ()
    election = make_election("", seats, [f"C{i}" for i in range(size)], withdrawn=withdrawn)
    longest = draw(st.sampled_from((1, 2, size, size)))
    ranking = st.permutations(range(size)).flatmap(
        lambda order: st.integers(1, longest).map(lambda length: tuple(order[:length]))
    )
    if draw(st.integers(0, 9)) == 0:
        ranking = st.lists(st.integers(-1, size - 1), max_size=size).map(tuple)
    papers = draw(
        st.sampled_from(
            (st.just(1), st.just(6), st.integers(1, 3), st.integers(1, 40), st.integers(1, 10**6))
        )
    )
    profile = Profile.gather(draw(st.lists(st.tuples(ranking, papers), min_size=1, max_size=25)))
    match draw(st.integers(0, 3)):
        case 0:
            lots = Lots()
        case 1:
            lots = Lots("officer", stages=((2, (0,)), (3, tuple(range(size)))))
        case _:
            lots = seeded(str(draw(st.integers(0, 99))), election)
    return election, profile, rules, lots


def same(case: tuple[Election, Profile, str, Lots]) -> None:
    election, profile, rules, lots = case
    assert by("fast", election, profile, rules, lots) == by(
        "reference", election, profile, rules, lots
    )


@settings(max_examples=200)
@given(elections())
def test_equal_records(case: tuple[Election, Profile, str, Lots]) -> None:
    same(case)


@pytest.mark.soak
@settings(max_examples=10_000)
@given(elections())
def test_equal_records_of_many_elections(case: tuple[Election, Profile, str, Lots]) -> None:
    same(case)


@settings(max_examples=300)
@given(elections())
def test_packing_keeps_everything(case: tuple[Election, Profile, str, Lots]) -> None:
    _, profile, _, _ = case
    packed = pack(profile)
    assert unpack(packed) == profile
    assert packed_digest(packed) == profile_digest(profile)
    assert (packed.total, packed.distinct, packed.strict) == (
        profile.total,
        len(profile.rankings),
        profile.strict,
    )


def ballot_files(data: Path) -> list[Path]:
    """Every real ballot file in BLT that the simple reader of these tests reads."""
    folders = ("scottish-official", "edinburgh-2017-winners", "openstv/blt", "droop/blt/scotland")
    return [path for name in folders for path in sorted((data / "counting" / name).glob("*.blt"))]


@pytest.mark.parametrize("rules", COVERED)
def test_real_ballots(data: Path, rules: str) -> None:
    paths = ballot_files(data)
    assert len(paths) > 30
    for path in paths:
        election, profile = read(path)
        if rules == "irv":
            election = election.with_seats(1)
        lots = seeded("real", election)
        reference = by("reference", election, profile, rules, lots)
        assert isinstance(reference, CountRecord), (path.name, reference)
        assert by("fast", election, profile, rules, lots) == reference, path.name


def test_json_and_digest_are_the_same() -> None:
    election = make_election("", 2, ["A", "B", "C"])
    profile = Profile.gather([((0, 1), 5), ((1, 2), 3), ((2,), 2)])
    documents = [
        to_json(engine.count(election, profile, find("ers97"), engine=name))
        for name in engine.ENGINES
    ]
    assert [document.pop("engine") for document in documents] == ["reference", "fast"]
    assert documents[0] == documents[1]


def test_refuses_what_it_does_not_cover() -> None:
    election = make_election("", 2, ["A", "B", "C"])
    profile = Profile.gather([((0, 1), 5)])
    with pytest.raises(NotCovered, match="does not cover block-vote; use --engine reference"):
        engine.count(election, profile, find("block-vote"), engine="fast")
    ers97 = find("ers97")
    assert isinstance(ers97, GregoryRules)
    with pytest.raises(NotCovered, match="does not cover ers97"):
        engine.count(election, profile, ers97._replace(batches=Batches.TOGETHER), engine="fast")
    with pytest.raises(NotCovered, match="does not cover ers97"):
        engine.count(election, profile, ers97._replace(quota=lambda v, s, u: v), engine="fast")


@pytest.mark.parametrize("rules", ["ers97", "scotland", "meek-prf"])
def test_refuses_what_could_overflow(rules: str) -> None:
    election = make_election("", 2, ["A", "B", "C"])
    profile = Profile.gather([((0, 1), 2**61)])
    with pytest.raises(NotCovered, match="too many papers"):
        engine.count(election, profile, find(rules), engine="fast")
    assert engine.count(election, profile, find(rules)).winners[0] == "A"


def test_packed_profiles_go_to_the_fast_engine_and_plain_small_ones_do_not() -> None:
    election = make_election("", 2, ["A", "B", "C"])
    profile = Profile.gather([((0, 1), 5), ((1, 2), 3)])
    assert engine.count(election, pack(profile), find("ers97")).engine == "fast"
    assert engine.count(election, pack(profile), find("block-vote")).engine == "reference"
    assert engine.count(election, profile, find("ers97")).engine == "reference"
    assert engine.count(election, pack(profile), find("ers97"), engine="reference") == (
        engine.count(election, profile, find("ers97"))
    )


def test_asks_for_the_same_lot() -> None:
    election = make_election("", 1, ["A", "B", "C"])
    profile = Profile.gather([((0,), 2), ((1,), 2), ((2,), 3)])
    said = []
    for name in engine.ENGINES:
        with pytest.raises(LotNeeded) as caught:
            engine.count(election, profile, find("scotland"), engine=name)
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert said[0].startswith("stage 2: a lot must decide who is excluded (52): A, B are equal")


def test_a_candidate_out_of_range_is_refused_by_both() -> None:
    election = make_election("", 1, ["A", "B"])
    for profile in (Profile.gather([((0, 2), 1)]), Profile.gather([((0, -4), 1)])):
        for name in engine.ENGINES:
            with pytest.raises(InputError, match="beyond the 2 of the election"):
                engine.count(election, profile, find("ers97"), engine=name)
