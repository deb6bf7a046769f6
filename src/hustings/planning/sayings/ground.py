"""What sayings are tested on: electorates drawn from a scenario, or the ballots of an election.

Knows how either gives one electorate after another, the same for every saying, and who is asked
for. Must not know any saying.

A voter's slate is that of the first preference, on drawn as on real ballots; a follower's is the
slate that asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from hustings.counting.engine import check_places
from hustings.counting.fast import gregory as fast
from hustings.counting.journey import Piles, course
from hustings.counting.law import find
from hustings.counting.lots import Lots
from hustings.counting.record import Ballots, CountRecord
from hustings.counting.ruleset import GregoryRules, RuleSet
from hustings.election.formats.fast.scan import pack_rankings
from hustings.election.model import Election
from hustings.election.packed import PackedProfile
from hustings.errors import InputError
from hustings.planning.drawing.electorate import numbers
from hustings.planning.fit.tally import stands_alone
from hustings.planning.plan.model import Plan, one_order, rotated
from hustings.planning.sayings.ballots import Bools, Ints, without
from hustings.planning.sayings.model import Said
from hustings.planning.sayings.reach import Reach, reach
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.evaluate import check_draws
from hustings.planning.trials.simulate import ballots, winners
from hustings.planning.trials.stock import Draw, drawn

NONE = -1
# Draws when nothing else is said.
DRAWS = 20
# Papers are drawn again more often: that is cheaper, and what 20 say of a seat is mostly error.
AGAIN = 50
SCENARIO, BALLOTS = "scenario", "ballots"
_MOST_PAPERS = 2**31


class Side(NamedTuple):
    """A slate or party among those of the ballot paper.

    Attributes:
        name: as on the paper.
        team: candidates who stand, in ballot-paper order.
        size: first preferences: expected, or of the ballots as they are.
        alone: its candidates stand for themselves and only share a word, such as "independent".
    """

    name: str
    team: tuple[int, ...]
    size: int
    alone: bool


@dataclass(frozen=True, eq=False)
class Sample:
    """One electorate.

    Attributes:
        number: of the draw; NONE for the ballots as they are.
        profile: equal rankings together, strict, over standing candidates.
        slate: int64[rankings], each one's slate, NONE for a candidate of no slate.
        drawn: for a scenario, the electorate that other plans can be counted on.
    """

    number: int
    election: Election
    rules: RuleSet
    lots: Lots
    profile: PackedProfile
    slate: Ints
    drawn: Draw | None = None

    @property
    def valid(self) -> int:
        """Papers."""
        return self.profile.total

    def elected(self, profile: PackedProfile | None = None, withdrawn: Sequence[int] = ()) -> Bools:
        """Who is elected by these ballots, None for the electorate's own: bool[candidates].

        Args:
            withdrawn: candidates who are counted as if they did not stand.
        """
        if profile is None:
            if not withdrawn:
                return self.winners
            profile = self.profile
        election = self.election
        for candidate in withdrawn:
            election = election.withdraw(candidate)
        if withdrawn:
            profile = without(profile, withdrawn)
        return winners(election, profile, self.rules, self.lots)

    @cached_property
    def winners(self) -> Bools:
        """Who is elected as it is."""
        return winners(self.election, self.profile, self.rules, self.lots)

    @cached_property
    def record(self) -> CountRecord | None:
        """The whole count of the electorate; None for rules that transfer no papers."""
        if not isinstance(self.rules, GregoryRules):
            return None
        result = fast.count(self.election, self.profile, self.rules, self.lots)
        return CountRecord(
            election=self.election,
            ballots=Ballots(self.valid, (), (), self.profile.distinct, ""),
            rules=(self.rules.instrument.name, self.rules.instrument.version),
            engine="fast",
            places=self.rules.places,
            quota=result.quota,
            stages=result.stages,
            elected=result.elected,
        )

    @cached_property
    def reach(self) -> Reach | None:
        """Where each ranking got to in that count."""
        if self.record is None:
            return None
        moves = course(self.record, self.rules)
        assert isinstance(moves, Piles)
        return reach(self.profile, moves, len(self.election.candidates))


@dataclass(frozen=True, eq=False)
class Ground:
    """What is common to both kinds.

    Attributes:
        source: SCENARIO or BALLOTS.
        sides: slates, in the order of the scenario, or of their first candidate.
        slate_of: int64[candidates], place in `sides`; NONE for no slate.
        asked: the slate that is asked for, its place in `sides`.
        scenario, plan: of drawn electorates, the planned slate being `asked`; None for ballots.
        given: the ballots as they are; None for a scenario.
    """

    source: str
    election: Election
    rules: RuleSet
    sides: tuple[Side, ...]
    slate_of: Ints
    asked: int
    draws: int
    seed: int
    scenario: Scenario | None = None
    plan: Plan | None = None
    given: Sample | None = None

    @property
    def name(self) -> str:
        """Of the slate asked for."""
        return self.sides[self.asked].name

    @property
    def team(self) -> tuple[int, ...]:
        """Candidates of the slate asked for."""
        return self.sides[self.asked].team

    @property
    def gregory(self) -> bool:
        """Whether papers are transferred whole, each at a value: what the theorems need."""
        return isinstance(self.rules, GregoryRules)

    @property
    def rival(self) -> int:
        """The largest other slate, NONE where there is none."""
        others = [place for place in range(len(self.sides)) if place != self.asked]
        return _largest(self.sides, others)

    def sample(self, draw: int) -> Sample:
        """Electorate number `draw`, the same on any machine."""
        if self.scenario is not None:
            assert self.plan is not None
            return _drawn(self, self.scenario, self.plan, draw)
        assert self.given is not None
        return _again(self, self.given, draw)

    @property
    def assumed(self) -> tuple[Said, ...]:
        """What every figure rests on."""
        if self.scenario is None:
            return (Said("drawn_again", {"draws": self.draws}),)
        share = sum(
            region.voters * part
            for region, part in zip(
                self.scenario.regions, self.scenario.following.share, strict=True
            )
        )
        assert self.plan is not None
        values: dict[str, str | int | float] = {
            "slate": self.name,
            "share": round(share / self.scenario.voters, 4),
            "lists": len(self.plan.sequences),
        }
        plan = "one_order" if len(self.plan.sequences) == 1 else "rotated"
        return (Said("scenario", {"draws": self.draws}), Said(f"asked_{plan}", values))


def on_scenario(
    scenario: Scenario, *, slate: str | None = None, draws: int = DRAWS, rules: str | None = None
) -> Ground:
    """Electorates drawn from a scenario.

    Followers of the slate asked for put its lists on top, rotated evenly, as many as the scenario
    has; whatever other slates ask for is not in it.

    Args:
        slate: for whom; None for the slate that the scenario plans for.
        rules: instead of the scenario's.

    Raises:
        InputError: no such slate or rules, nobody stands for it, slates overlap, too few draws, or
            rules for one place where there are more.
    """
    check_draws(draws)
    names = [one.name for one in scenario.slates]
    asked = scenario.slate if slate is None else _place(names, slate)
    scenario = replace(scenario, slate=asked, rules=rules or scenario.rules)
    check_places(scenario.election, find(scenario.rules), remedy="choose other rules")
    if scenario.overlapping:
        raise InputError(
            "sayings cannot keep slates apart that share candidates",
            remedy="give each candidate one slate, in a copy of the scenario",
        )
    if not scenario.team:
        raise InputError(f"nobody stands for {names[asked]}", remedy="ask for another --slate")
    standing = scenario.election.standing
    slate_of = _slate_of(scenario.election, names)
    sides = tuple(
        Side(
            one.name,
            tuple(c for c in standing if slate_of[c] == place),
            round(
                sum(
                    region.voters * share
                    for region, share in zip(scenario.regions, one.support, strict=True)
                )
            ),
            stands_alone(one.name),
        )
        for place, one in enumerate(scenario.slates)
    )
    lists = min(scenario.lists, len(scenario.regions), max(len(scenario.team), 1))
    return Ground(
        source=SCENARIO,
        election=scenario.election,
        rules=find(scenario.rules),
        sides=sides,
        slate_of=slate_of,
        asked=asked,
        draws=draws,
        seed=scenario.seed,
        scenario=scenario,
        plan=rotated(scenario) if lists > 1 else one_order(scenario),
    )


def on_ballots(
    election: Election,
    profile: PackedProfile,
    rules: RuleSet,
    *,
    lots: Lots,
    slate: str | None = None,
    draws: int = AGAIN,
    seed: int = 1,
) -> Ground:
    """The ballots of an election, and as many papers drawn again from them.

    Args:
        profile: strict, over standing candidates.
        lots: of the ballots as they are; where they leave out a candidate, the seed's order goes
            on.
        slate: for whom; None for the largest by first preferences that has two candidates or more.

    Raises:
        InputError: no such slate, no slates at all, too few draws, or rules for one place where
            there are more.
    """
    check_draws(draws)
    check_places(election, rules)
    if not 0 < profile.total < _MOST_PAPERS:
        raise InputError(
            f"nothing can be asked of {profile.total} papers", remedy="give 1 to 2,000,000,000"
        )
    names = list(
        dict.fromkeys(
            election.candidates[c].slate
            for c in election.standing
            if election.candidates[c].slate.strip()
        )
    )
    if not names:
        raise InputError(
            "these ballots name no slates or parties, so that there is nobody to ask for",
            remedy="say with --slates FILE.csv who is on which slate",
        )
    slate_of = _slate_of(election, names)
    first = profile.entries[profile.starts[:-1]]
    votes = np.bincount(first, weights=profile.papers, minlength=len(election.candidates))
    sides = tuple(
        Side(
            name,
            tuple(c for c in election.standing if slate_of[c] == place),
            int(votes[slate_of == place].sum()),
            stands_alone(name),
        )
        for place, name in enumerate(names)
    )
    if slate is None:
        every = range(len(names))
        several = [place for place in every if len(sides[place].team) > 1]
        asked = _largest(sides, [place for place in several if not sides[place].alone] or every)
    else:
        asked = _place(names, slate)
    drawn_order = _lots(seed, NONE, len(election.candidates)).order
    order = (*lots.order, *(c for c in drawn_order if c not in lots.order))
    given = Sample(NONE, election, rules, lots._replace(order=order), profile, slate_of[first])
    return Ground(
        source=BALLOTS,
        election=election,
        rules=rules,
        sides=sides,
        slate_of=slate_of,
        asked=asked,
        draws=draws,
        seed=seed,
        given=given,
    )


def _drawn(ground: Ground, scenario: Scenario, plan: Plan, draw: int) -> Sample:
    """An electorate of a scenario whose followers do as the plan asks."""
    electorate = drawn(scenario, draw)
    loose = ballots(scenario, plan, electorate.electorate, electorate.parts)
    profile = pack_rankings(loose.starts, loose.entries, loose.papers)
    slate = ground.slate_of[profile.entries[profile.starts[:-1]]]
    return Sample(draw, ground.election, ground.rules, electorate.lots, profile, slate, electorate)


def _again(ground: Ground, given: Sample, draw: int) -> Sample:
    """As many papers drawn again, each as likely as any other each time."""
    whole = given.profile
    before = np.cumsum(whole.papers)
    chosen = numbers(ground.seed, draw, "papers again").integers(0, whole.total, size=whole.total)
    papers = np.bincount(
        np.searchsorted(before, chosen, side="right"), minlength=whole.distinct
    ).astype(np.int64)
    there = papers > 0
    long = np.diff(whole.starts)
    starts = np.zeros(int(there.sum()) + 1, np.int64)
    np.cumsum(long[there], out=starts[1:])
    profile = PackedProfile(
        starts, whole.entries[np.repeat(there, long)], papers[there], True, whole.rejected
    )
    lots = _lots(ground.seed, draw, len(ground.election.candidates))
    return Sample(draw, ground.election, ground.rules, lots, profile, given.slate[there])


def _lots(seed: int, draw: int, size: int) -> Lots:
    """Lots of a draw: every order of names is as likely as any other."""
    order = numbers(seed, draw, "lots").permutation(size)
    return Lots(f"draw {draw}", tuple(order.tolist()))


def _slate_of(election: Election, names: Sequence[str]) -> Ints:
    """Each candidate's slate by its place; NONE for no slate."""
    places = {name: place for place, name in enumerate(names)}
    return np.array([places.get(c.slate, NONE) for c in election.candidates], np.int64)


def _largest(sides: Sequence[Side], among: Sequence[int]) -> int:
    """The largest slate among those at these places that has a candidate; NONE for none.

    Candidates who stand for themselves are no slate, unless there is no other.
    """
    there = [place for place in among if sides[place].team]
    together = [place for place in there if not sides[place].alone] or there
    return max(together, key=lambda place: sides[place].size, default=NONE)


def _place(names: Sequence[str], slate: str) -> int:
    """The place of the slate called so.

    Raises:
        InputError: there is none.
    """
    from hustings.inputs.entry import nearest

    for place, name in enumerate(names):
        if name.casefold() == slate.strip().casefold():
            return place
    raise InputError(f"no slate is called {slate!r}", remedy=nearest(slate, names))
