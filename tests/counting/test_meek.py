"""Meek's method: both engines against the rule done paper by paper, and against peers' counts."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from counting.helpers import by_ballot_paper, called, counted, in_order, read, table, vote
from hustings.counting.law.meek_prf import RULES
from hustings.counting.lots import NO_LOTS, Lots, seeded
from hustings.counting.record import Action, Elected, Means, Purpose, Reason, Result, Stage, Tie
from hustings.counting.reference import meek
from hustings.counting.ruleset import MeekRules
from hustings.election.model import Election, make_election
from hustings.election.profile import Profile
from hustings.errors import LotNeeded, NotCovered

ONE = 10**9

# A profile -> the result; a lot that is missing -> what the engine says about it.
Count = Callable[[Election, Profile, Lots], Result | str]


def said(count: Callable[[], Result]) -> Result | str:
    try:
        return count()
    except LotNeeded as needed:
        return str(needed)


def reference(election: Election, profile: Profile, lots: Lots) -> Result | str:
    return said(lambda: meek.count(election, profile, RULES, lots))


def fast(election: Election, profile: Profile, lots: Lots) -> Result | str:
    from hustings.counting.fast import meek as meek_fast
    from hustings.election.packed import pack

    return said(lambda: meek_fast.count(election, pack(profile), RULES, lots))


@pytest.fixture(params=[reference, fast], ids=["reference", "fast"], scope="module")
def count(request: pytest.FixtureRequest) -> Count:
    """One engine after the other."""
    if request.param is fast:
        pytest.importorskip("numba", reason="the fast engine is not installed")
    chosen: Count = request.param
    return chosen


# -- the rule, done paper by paper ---------------------------------------------------------------


def distribute(profile: Profile, keep: list[int]) -> list[int]:
    """B.2.a as it is written."""
    votes = [0] * len(keep)
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        weight = ONE
        for candidate in ranking:
            kept = (
                ceil(Fraction(weight * keep[candidate], ONE)) if keep[candidate] != ONE else weight
            )
            votes[candidate] += kept * papers
            weight -= kept
            if weight == 0:
                break
    return votes


class PaperByPaper:
    """The rule as it is written, round after round, and our stages cut from its rounds."""

    def __init__(self, election: Election, profile: Profile, lots: Lots) -> None:
        self.election, self.profile, self.lots = election, profile, lots
        self.seats = election.seats
        self.hopeful = list(election.standing)
        self.keep = [ONE if c in self.hopeful else 0 for c in range(len(election.candidates))]
        self.votes: list[int] = []
        self.quota = 0
        self.elected: list[Elected] = []
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []
        self.defeated: tuple[int, ...] = ()

    def lot(self, tied: list[int], purpose: Purpose, clause: str) -> int:
        number = len(self.stages) + 1
        chosen = self.lots.fall(number, tied)
        if chosen is None:
            names = tuple(self.election.names[c] for c in sorted(tied))
            raise LotNeeded(stage=number, purpose=purpose.value, names=names, clause=clause)
        self.ties.append(Tie(purpose, tuple(sorted(tied)), chosen, Means.LOT, 0, clause))
        return chosen

    def elect(self, candidates: list[int], reason: Reason, clause: str) -> list[int]:
        for c in candidates:
            self.hopeful.remove(c)
            number = len(self.stages) + 1
            self.elected.append(Elected(c, number, self.votes[c], reason, clause))
        return candidates

    def winners(self) -> list[int]:
        """B.2.c, and a lot when there are more of them than places."""
        order = sorted(self.hopeful, key=lambda c: (-self.votes[c], c))
        over = [c for c in order if self.votes[c] >= self.quota]
        left = self.seats - len(self.elected)
        chosen: list[int] = []
        while over and len(chosen) < left:
            best = [c for c in over if self.votes[c] == self.votes[over[0]]]
            # while all of the equal ones find a place there is nothing to draw
            if len(best) <= left - len(chosen):
                one = best[0]
            else:
                one = self.lot(best, Purpose.ELECTION, "T, B.2.c")
            chosen.append(one)
            over.remove(one)
        return self.elect(chosen, Reason.QUOTA, "B.2.c")

    def surplus(self) -> int:
        return max(0, sum(self.votes[one.candidate] - self.quota for one in self.elected))

    def finished(self) -> bool:
        """B.1."""
        return (
            len(self.elected) == self.seats or len(self.elected) + len(self.hopeful) <= self.seats
        )

    def write(self, action: Action, clause: str, elected: list[int], iterations: int) -> None:
        excluded = () if action is Action.ITERATION else self.defeated
        self.stages.append(
            Stage(
                number=len(self.stages) + 1,
                action=action,
                of=excluded,
                clause=clause,
                quota=self.quota,
                votes=tuple(self.votes),
                papers=(),
                non_transferable=self.profile.total * ONE - sum(self.votes),
                lost_to_fractions=0,
                non_transferable_papers=0,
                elected=tuple(elected),
                excluded=excluded,
                ties=tuple(self.ties),
                keep=tuple(self.keep),
                iterations=iterations,
            )
        )
        self.ties = []

    def round(self) -> None:
        """B.2 to B.4."""
        before = (list(self.votes), self.quota)
        distributions = last_surplus = 0
        while True:
            self.votes = distribute(self.profile, self.keep)
            self.quota = sum(self.votes) // (self.seats + 1) + 1
            distributions += 1
            over = self.winners()
            if distributions == 1:
                if not self.stages:
                    self.write(Action.FIRST_PREFERENCES, "B.2.a", over, 1)
                elif self.defeated:
                    self.write(Action.EXCLUSION, "B.3", over, 1)
                else:
                    # After an election the round begins with what the last one ended with.
                    assert (self.votes, self.quota, over) == (*before, [])
                self.defeated = ()
            surplus = self.surplus()
            if over or surplus < RULES.omega or (distributions > 1 and surplus >= last_surplus):
                break
            last_surplus = surplus
            for one in self.elected:
                share = ceil(Fraction(self.keep[one.candidate] * self.quota, ONE))
                factor = ceil(Fraction(share * ONE, self.votes[one.candidate]))
                assert 0 < factor <= ONE
                self.keep[one.candidate] = factor
        if distributions > 1:
            self.write(Action.ITERATION, "B.2.d-B.2.f", over, distributions - 1)
        if over:
            return
        lowest = min(self.votes[c] for c in self.hopeful)
        tied = [c for c in self.hopeful if self.votes[c] <= lowest + surplus]
        out = tied[0] if len(tied) == 1 else self.lot(tied, Purpose.EXCLUSION, "T, B.3")
        self.hopeful.remove(out)
        self.keep[out] = 0
        self.defeated = (out,)

    def count(self) -> Result:
        if self.finished():
            self.votes = distribute(self.profile, self.keep)
            self.quota = sum(self.votes) // (self.seats + 1) + 1
            over = self.remaining()
            self.write(Action.FIRST_PREFERENCES, "B.2.a", over, 1)
        while not self.finished():
            self.round()
        if self.defeated:
            self.votes[self.defeated[0]] = 0
            over = self.remaining()
            self.write(Action.LAST_VACANCIES, "B.1, C.1", over, 0)
        lot_used = any(stage.ties for stage in self.stages)
        return Result(self.stages[0].quota, tuple(self.stages), tuple(self.elected), lot_used)

    def remaining(self) -> list[int]:
        """C.1."""
        order = sorted(self.hopeful, key=lambda c: (-self.votes[c], c))
        return self.elect(order, Reason.LAST_VACANCIES, "B.1, C.1")


def paper_by_paper(election: Election, profile: Profile, lots: Lots) -> Result | str:
    return said(PaperByPaper(election, profile, lots).count)


# -- made-up elections -----------------------------------------------------------------------------


@st.composite
def elections(draw: st.DrawFn) -> tuple[Election, Profile, Lots]:
    """Elections full of ties, exhausted papers, equal weights, votes of exactly a quota."""
    size = draw(st.integers(1, 7))
    seats = draw(st.integers(1, max(1, size - 1)) | st.integers(1, size + 1))
    withdrawn = draw(st.sets(st.integers(0, size - 1), max_size=size - 1)) if size > 3 else set()
    if draw(st.booleans()):
        withdrawn = set()
    standing = [c for c in range(size) if c not in withdrawn]
    rankings = st.permutations(standing).flatmap(
        lambda order: st.integers(1, len(order)).map(lambda length: tuple(order[:length]))
    )
    papers = draw(
        st.sampled_from(
            (
                st.just(1),
                st.just(12),
                st.integers(1, 3),
                st.sampled_from((6, 12, 18)),
                st.integers(1, 1000),
                st.integers(1, 10**6),
            )
        )
    )
    ballots = draw(st.lists(st.tuples(rankings, papers), min_size=1, max_size=12))
    if draw(st.booleans()):
        # Everybody's ballot a second time with two candidates exchanged: the two stay equal.
        a, b = draw(st.permutations(standing))[:2] if len(standing) > 1 else (0, 0)
        other = {a: b, b: a}
        ballots += [(tuple(other.get(c, c) for c in ranking), n) for ranking, n in ballots]
    names = [f"C{number}" for number in range(size)]
    election = make_election("", seats, names, withdrawn=tuple(withdrawn))
    match draw(st.integers(0, 5)):
        case 0:
            lots = NO_LOTS
        case 1:
            lots = Lots("officer", stages=((2, (0,)), (3, tuple(range(size)))))
        case _:
            lots = seeded(str(draw(st.integers(0, 9))), election)
    return election, Profile.gather(ballots), lots


def too_many_winners() -> tuple[Election, Profile]:
    """Three seats; four candidates share all votes equally, and B ends just below the quota."""
    return vote("ABCD", 3, "18 ABCD, 18 ABDC, 2 BCAD, 2 BDAC, 17 BCDA, 17 BDCA")


@settings(max_examples=200)
@given(elections())
@example((*too_many_winners(), NO_LOTS))
@example((*too_many_winners(), Lots("drawn", (3, 2, 1, 0))))
@example((*vote("ABCD", 3, "40 BCDA, 40 BDCA, 23 ABD, 23 ABC"), NO_LOTS))  # votes equal the quota
@example(
    (*vote("ABCDE", 4, "231 AE, 231 AD, 996 CBE, 996 BCD, 1085 BCAE, 1085 CABD"), NO_LOTS)
)  # votes equal the quota while the surplus still falls
@example(
    (*vote("ABCDE", 4, "2424 BAED, 2424 BADE, 816 CABE, 816 BCAD"), NO_LOTS)
)  # more winners than seats, and not equal
@example((*vote("ABCD", 3, "4 AC, 3 BDAC, 1 D"), Lots("drawn", (0, 3, 2, 1))))  # just within reach
@example((*vote("ABCDE", 4, "10 B"), Lots("drawn", (0, 1, 2, 3, 4))))
@example((*vote("ABCD", 2, "2 AB, 2 BA, 2 CD, 2 DC"), Lots("drawn", (0, 1, 2, 3))))
def test_every_stage_is_the_rule_s(count: Count, case: tuple[Election, Profile, Lots]) -> None:
    election, profile, lots = case
    assert count(election, profile, lots) == paper_by_paper(election, profile, lots)


def elector(draw: random.Random, size: int) -> tuple[int, ...]:
    """A ranking in which low numbers are popular, and neighbours are often ranked together."""
    order = sorted(range(size), key=lambda c: draw.expovariate(1) * (c + 2))
    length = min(size, 1 + int(draw.expovariate(1 / 6)))
    if draw.random() < 0.4:
        slate = draw.randrange(4)
        order.sort(key=lambda c: c % 4 != slate)
    return tuple(order[:length])


@pytest.mark.parametrize(("seed", "seats"), [(1, 2), (2, 5), (3, 9)])
def test_many_rankings(count: Count, seed: int, seats: int) -> None:
    """Long paths: thousands of rankings, most of them different, and many seats."""
    draw = random.Random(seed)
    election = make_election("", seats, [f"C{number}" for number in range(16)])
    profile = Profile.gather((elector(draw, 16), 1 + draw.randrange(3)) for _ in range(3000))
    lots = seeded("many", election)
    assert count(election, profile, lots) == paper_by_paper(election, profile, lots)


OFFICIAL = "scottish-official"


def real(data: Path) -> Iterator[Path]:
    folder = data / "counting"
    yield from sorted((folder / OFFICIAL).glob("*.blt"))
    yield folder / "ers97-model" / "ers97_strict.blt"
    yield from sorted((folder / "droop" / "blt").glob("42*.blt"))
    yield from (folder / "droop" / "blt" / name for name in ("513.blt", "M135.blt", "SC.blt"))


def test_real_ballots(count: Count, data: Path) -> None:
    paths = list(real(data))
    assert len(paths) >= 10
    for path in paths:
        election, profile = read(path)
        lots = seeded("real", election)
        expected = paper_by_paper(election, profile, lots)
        assert isinstance(expected, Result)
        assert count(election, profile, lots) == expected, path.name


def test_arrays_grow(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast engine begins with room for one path and has to ask for more all the time."""
    pytest.importorskip("numba", reason="the fast engine is not installed")
    from hustings.counting.fast import meek as meek_fast

    monkeypatch.setattr(meek_fast, "ROOM", 1)
    draw = random.Random(4)
    election = make_election("", 6, [f"C{number}" for number in range(12)])
    profile = Profile.gather((elector(draw, 12), 1) for _ in range(500))
    for case in [(election, profile), *map(read, real(data))]:
        lots = seeded("grow", case[0])
        assert fast(*case, lots) == reference(*case, lots)


def test_no_path_is_opened_twice_when_arrays_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that lost an entry in growing would give the same figures, and ever longer arrays."""
    pytest.importorskip("numba", reason="the fast engine is not installed")
    from hustings.counting.fast import meek as meek_fast
    from hustings.counting.fast import meek_kernel
    from hustings.election.packed import pack

    draw = random.Random(4)
    election = make_election("", 6, [f"C{number}" for number in range(12)])
    profile = Profile.gather((elector(draw, 12), 1) for _ in range(500))
    lots = seeded("grow", election)
    whole = meek._Count(election, profile, RULES, lots, None)
    whole.first_preferences()
    while not whole.complete():
        if not whole.iterate():
            whole.exclude_lowest()
    found = []
    for room in (2**15, 1):
        monkeypatch.setattr(meek_fast, "ROOM", room)
        state = meek_fast._Count(election, pack(profile), RULES, lots, None)
        state.first_stage()
        while state.places_left and state.can_lose > 0:
            state.next_stage()
        found.append(int(state.state.num[meek_kernel.PATHS]))
    assert found == [len(whole.papers.onward)] * 2


# -- single clauses --------------------------------------------------------------------------------


def test_a_small_count_stage_by_stage() -> None:
    """A has twice the quota; half of each vote goes on, rounded to the ninth place."""
    election, profile = vote("ABC", 2, "4 AB, 2 C")
    record = counted(election, profile, "meek-prf")
    assert table(record) == [
        "1 first-preferences | A 4 B 0 C 2 | nt 0 | q 2.000000001 | +A",
        "2 iteration | A 2.000000004 B 1.999999996 C 2 | nt 0 | q 2.000000001",
        "3 last-vacancies B | A 2.000000004 B 0 C 2 | nt 1.999999996 | q 2.000000001 | +C | -B",
    ]
    assert [stage.keep for stage in record.stages] == [
        (ONE, ONE, ONE),
        (500000001, ONE, ONE),
        (500000001, 0, ONE),
    ]
    assert [stage.iterations for stage in record.stages] == [1, 1, 0]
    assert [(one.votes, one.reason, one.clause) for one in record.elected] == [
        (4 * ONE, Reason.QUOTA, "B.2.c"),
        (2 * ONE, Reason.LAST_VACANCIES, "B.1, C.1"),
    ]
    assert [stage.clause for stage in record.stages] == ["B.2.a", "B.2.d-B.2.f", "B.1, C.1"]


def test_no_more_candidates_than_seats(count: Count) -> None:
    """B.1 comes before B.2: all are elected because they fill the seats, not on the quota."""
    election, profile = vote("ABC", 3, "4 BA, 2 AB", withdrawn="C")
    result = count(election, profile, NO_LOTS)
    assert isinstance(result, Result)
    assert len(result.stages) == 1
    assert result.stages[0].votes == (2 * ONE, 4 * ONE, 0)
    assert result.stages[0].keep == (ONE, ONE, 0)
    assert [(one.candidate, one.reason) for one in result.elected] == [
        (1, Reason.LAST_VACANCIES),
        (0, Reason.LAST_VACANCIES),
    ]


def test_votes_of_exactly_the_fraction_do_not_elect(count: Count) -> None:
    """B.2.b: 6 votes, 2 seats: 2 votes are less than 2.000000001."""
    election, profile = vote("ABC", 2, "2 A, 2 B, 2 C")
    result = count(election, profile, by_ballot_paper(election))
    assert isinstance(result, Result)
    assert (result.quota, result.stages[0].elected) == (2 * ONE + 1, ())
    assert result.stages[1].ties == (Tie(Purpose.EXCLUSION, (0, 1, 2), 0, Means.LOT, 0, "T, B.3"),)
    assert result.stages[1].elected == (1, 2)


def test_who_is_within_the_surplus_of_the_lowest_is_equal(count: Count) -> None:
    """B.3: C leads B by less than the total surplus that is left, so a lot decides."""
    election, profile = vote("ABCD", 2, "1000 AB, 1000 AC, 1 CD, 1 BD, 600 D")
    result = count(election, profile, in_order("CBAD", election))
    assert isinstance(result, Result)
    exclusion = next(stage for stage in result.stages if stage.excluded)
    before = result.stages[exclusion.number - 2]
    surplus = before.votes[0] - before.quota
    assert 0 < surplus < RULES.omega
    assert exclusion.excluded == (2,)
    assert [tie.among for tie in exclusion.ties] == [(1, 2)]


def test_iteration_stops_when_the_surplus_no_longer_falls(count: Count) -> None:
    """B.2.e: rounding upwards holds the surplus of a million papers above omega."""
    election, profile = vote("ABCD", 2, "7 A, 3000001 AB, 1000000 C, 900000 D")
    result = count(election, profile, NO_LOTS)
    assert isinstance(result, Result)
    stage = result.stages[1]
    assert stage.action is Action.ITERATION
    assert stage.votes[0] - stage.quota >= RULES.omega
    assert stage.elected == ()


def test_more_with_the_quota_than_seats(count: Count) -> None:
    """Not foreseen by the rule: B has a little less than the quota, so C and D both reach it."""
    election, profile = too_many_winners()
    result = count(election, profile, in_order("DCBA", election))
    assert isinstance(result, Result)
    last = result.stages[-1]
    assert [last.votes[c] - last.quota for c in range(4)] == [3, -15, 4, 4]
    assert (last.elected, last.excluded) == ((3,), ())
    assert last.ties == (Tie(Purpose.ELECTION, (2, 3), 3, Means.LOT, 0, "T, B.2.c"),)
    assert called(election, tuple(one.candidate for one in result.elected)) == "BAD"
    assert count(election, profile, NO_LOTS) == (
        "stage 2: a lot must decide who takes the last place (T, B.2.c): C, D are equal on"
        " everything else; draw it, write `stage 2: NAME` (the one on whom the lot falls) in a"
        " file and give --lots FILE; or draw all the candidates, one name a line in the order"
        " drawn, for this and every later tie; or give --lots SEED for a reproducible draw"
    )


@given(st.integers(1, ONE), st.integers(1, 10**17), st.integers(0, 10**17))
@example(ONE, 5, 4)
@example(ONE, 5, 5)
@example(1, 1, 0)
def test_keep_factors(keep: int, quota: int, votes: int) -> None:
    """B.2.f: two roundings upwards, and no more than 1."""
    share = ceil(Fraction(keep * quota, ONE))
    expected = min(ONE, ceil(Fraction(share * ONE, votes))) if votes else ONE
    assert meek.next_keep(keep, quota, votes, ONE) == expected
    pytest.importorskip("numba", reason="the fast engine is not installed")
    from hustings.counting.fast import meek_kernel

    assert meek_kernel.next_keep(keep, quota, votes) == expected


@pytest.mark.parametrize("omega", [0, 1, 10**6, 10**12])
def test_another_omega(omega: int) -> None:
    """A variant of the rule set; at nothing, iteration ends when the surplus no longer falls."""
    pytest.importorskip("numba", reason="the fast engine is not installed")
    from hustings.counting.fast import meek as meek_fast
    from hustings.election.packed import pack

    rules: MeekRules = RULES._replace(omega=omega)
    draw = random.Random(omega)
    election = make_election("", 3, "ABCDEFG")
    profile = Profile.gather((elector(draw, 7), 5) for _ in range(60))
    lots = seeded("omega", election)
    slow = meek.count(election, profile, rules, lots)
    assert meek_fast.count(election, pack(profile), rules, lots) == slow
    assert (slow == meek.count(election, profile, RULES, lots)) is False


def test_progress_after_each_stage(count: Count) -> None:
    election, profile = vote("ABCD", 2, "5 AB, 3 B, 2 CB, 1 DA")
    told: list[tuple[int, int, int]] = []

    def note(stages: int, elected: int, places: int) -> None:
        told.append((stages, elected, places))

    if count is reference:
        result = meek.count(election, profile, RULES, NO_LOTS, note)
    else:
        from hustings.counting.fast import meek as meek_fast
        from hustings.election.packed import pack

        result = meek_fast.count(election, pack(profile), RULES, NO_LOTS, note)
    done = 0
    for stage, line in zip(result.stages, told, strict=True):
        done += len(stage.elected)
        assert line == (stage.number, done, 2)


def test_fast_engine_refuses_what_it_does_not_cover() -> None:
    pytest.importorskip("numba", reason="the fast engine is not installed")
    from hustings.counting.fast import meek as meek_fast
    from hustings.election.packed import pack

    election, profile = vote("AB", 1, "900000001 A")
    with pytest.raises(NotCovered, match="too many papers"):
        meek_fast.count(election, pack(profile), RULES, NO_LOTS)
    election, profile = vote("AB", 1, "9 A")
    with pytest.raises(NotCovered, match="does not cover meek-prf"):
        meek_fast.count(election, pack(profile), RULES._replace(places=6), NO_LOTS)


def test_the_most_papers_do_not_overflow() -> None:
    """900 million papers: the largest vote times ten is just below 2**63."""
    election, profile = vote("ABCD", 2, "500000000 ABC, 300000000 BCA, 99999999 CD, 1 D")
    pytest.importorskip("numba", reason="the fast engine is not installed")
    expected = paper_by_paper(election, profile, NO_LOTS)
    assert fast(election, profile, NO_LOTS) == expected == reference(election, profile, NO_LOTS)


def test_other_places_in_the_reference() -> None:
    """The reference counts in any unit: two places here, omega one hundredth."""
    election, profile = vote("ABC", 1, "3 A, 2 BC, 2 CB")
    rules = RULES._replace(places=2, omega=1)
    result = meek.count(election, profile, rules, by_ballot_paper(election))
    assert [(stage.quota, stage.votes) for stage in result.stages] == [
        (351, (300, 200, 200)),
        (351, (300, 0, 400)),
    ]
    assert [one.candidate for one in result.elected] == [2]


# -- peers -----------------------------------------------------------------------------------------


def units(figure: str) -> int:
    value = Fraction(figure) * ONE
    assert value.denominator == 1
    return value.numerator


def dump_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Droop's rows of figures: action; quota, votes in all, residue, and by name (state, v, kf)."""
    for line in path.read_text("utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if cells[1] in ("elect", "defeat", "end"):
            people = {
                cells[i]: (cells[i + 1], units(cells[i + 2]), units(cells[i + 3]))
                for i in range(6, len(cells), 4)
            }
            yield (
                cells[1],
                {
                    "quota": units(cells[2]),
                    "sum": units(cells[3]),
                    "surplus": units(cells[4]),
                    "residue": units(cells[5]),
                    "people": people,
                },
            )


@pytest.mark.parametrize("name", ["42", "42t", "42u"])
def test_droop_dumps(data: Path, count: Count, name: str) -> None:
    """Every row: who is elected on which votes; a defeat shows the figures before papers move."""
    folder = data / "counting" / "droop"
    election, profile = read(folder / "blt" / f"{name}.blt")
    result = count(election, profile, by_ballot_paper(election))
    assert isinstance(result, Result)
    rows = list(dump_rows(folder / "dump" / f"{name}-meek-prf-o6-fixed-p9-d9.txt"))
    assert [action for action, _ in rows] == ["elect", "defeat", "elect", "end"]
    known = dict.fromkeys(election.names, "H")
    for action, row in rows:
        states = {person: state for person, (state, _, _) in row["people"].items()}
        (changed,) = [p for p in states if states[p] != known[p]] or [""]
        known = states
        index = election.names.index(changed) if changed else -1
        match action:
            case "elect":
                stage = next(stage for stage in result.stages if index in stage.elected)
            case "defeat":
                at = next(stage.number for stage in result.stages if index in stage.excluded)
                stage = result.stages[at - 2]
            case _:
                stage = result.stages[-1]
        ours = {
            person: (known[person], votes, keep)
            for person, votes, keep in zip(election.names, stage.votes, stage.keep, strict=True)
        }
        assert ours == row["people"], (action, changed)
        assert (stage.quota, sum(stage.votes)) == (row["quota"], row["sum"])
        elected = [i for i, person in enumerate(election.names) if known[person] == "E"]
        if action != "elect" or changed != "Castor":
            # Droop writes the first election down before it works out the surplus.
            surplus = sum(stage.votes[i] - stage.quota for i in elected if stage.keep[i] < ONE)
            assert surplus == row["surplus"]
        if action == "end":
            assert stage.non_transferable == row["residue"]


def test_algorithm_123(data: Path) -> None:
    """The ERS97 model election by Hill's algorithm: five of its six columns are ours.

    It shows two decimals, and its columns bear the numbers of our stages. In the ninth it has 41.95
    exhausted votes, we 41.9554. It goes on adjusting after the last seat is filled, where our rule
    stops; there only those elected agree.
    """
    folder = data / "counting" / "ers97-model"
    record = counted(*read(folder / "ers97_strict.blt"), "meek-prf")
    with (folder / "ers97_meek_algorithm123.csv").open(encoding="utf-8", newline="") as lines:
        head, _, *body = csv.reader(lines)
    numbers = [int(cell) for cell in head[1:] if cell]
    assert (numbers, len(record.stages)) == ([1, 2, 4, 6, 9, 11], 11)
    theirs = {row[0]: row for row in body}
    different = {}
    for column, number in enumerate(numbers[:-1]):
        stage = record.stages[number - 1]
        figures = dict(zip(record.election.names, stage.votes, strict=True))
        figures |= {"Exhausted": stage.non_transferable, "Quota": stage.quota}
        assert figures.keys() == theirs.keys()
        for name, row in theirs.items():
            ours = round(Fraction(figures[name], ONE), 2)
            if ours != Fraction(row[1 + 2 * column]):
                different[number, name] = (figures[name], row[1 + 2 * column])
    assert different == {(9, "Exhausted"): (41955369804, "41.95")}
    assert {name for name, row in theirs.items() if row[-1] == "EL"} == set(record.winners)
    out = [(name, row) for name, row in theirs.items() if "EX" in row]
    order = [called(record.election, stage.excluded) for stage in record.stages if stage.excluded]
    assert order == ["Monk", "Glazier", "Wright", "Baron"]
    assert {name for name, _ in out} == set(order)


@pytest.mark.parametrize("name", ["ers97", "droop_42", "dundee_2022_ward4", "glasgow_2007_calton"])
@pytest.mark.parametrize("method", ["MeekSTV", "MeekQXSTV", "MeekNZSTV"])
def test_openstv_elects_the_same(data: Path, name: str, method: str) -> None:
    """Other roundings and other moments to exclude, so the stages differ; those elected do not."""
    folder = data / "counting" / "openstv"
    record = counted(*read(folder / "blt" / f"{name}.blt"), "meek-prf")
    with (folder / "report" / f"{name}-{method}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    elected = {" ".join(row[0].split()) for row in rows if row and row[-1] == "Elected"}
    assert set(record.winners) == elected


def test_openstv_new_zealand_rounds_the_same(data: Path) -> None:
    """The first adjustment in Dundee: nine places, kept votes and keep factors rounded upwards."""
    folder = data / "counting" / "openstv"
    record = counted(*read(folder / "blt" / "dundee_2022_ward4.blt"), "meek-prf")
    path = folder / "report" / "dundee_2022_ward4-MeekNZSTV.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = {" ".join(row[0].split()): row for row in csv.reader(lines) if len(row) > 3}
    stage = record.stages[1]
    assert (stage.action, stage.iterations) == (Action.ITERATION, 1)
    theirs = {person: units(rows[person][3]) for person in record.election.names}
    assert theirs == dict(zip(record.election.names, stage.votes, strict=True))
    assert units(rows["Non-transferable"][3]) == stage.non_transferable
