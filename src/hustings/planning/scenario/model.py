"""A scenario: who stands, who votes where, how they rank, who follows advice, and what is unsure.

Knows the nouns of planning and what is always true of them. Must not know files, drawing or
counting; every number here has been read and checked before.

Shares and probabilities are floats between 0 and 1: they describe what is not known exactly, and
decide nothing legal. Seats are still counted in integers.
"""

from __future__ import annotations

from dataclasses import dataclass

from hustings.election.digest import json_digest
from hustings.election.model import Election
from hustings.planning.scenario.real_ballots import RealBallots


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the electorate. Regions together are the whole of it, and nobody is in two.

    Attributes:
        name: unique in a scenario; a place, or any other partition (a letter, a month).
        voters: valid papers expected from it.
        turnout_sd: standard deviation of that number, as a share of it.
    """

    name: str
    voters: int
    turnout_sd: float = 0.0


@dataclass(frozen=True, slots=True)
class Slate:
    """Candidates who stand together, and their supporters.

    Attributes:
        name: as in `Candidate.slate`.
        support: expected share of voters whose first loyalty it is, per region; over all slates
            these add up to 1 in each region.
        national_sd: standard deviation of that support over the whole electorate, as a share.
        regional_sd: the same for each region on its own.
        retention: chance that the next preference stays with the slate while it has names left.
        lengths, slate_only: of its supporters, where they differ from what `Ranking` says; empty
            and None where they do not.
        retention_sd, slate_only_sd: standard deviations of those chances.
        shared: candidates, ascending, who stand for it and for another slate that is named first.
    """

    name: str
    support: tuple[float, ...]
    national_sd: float
    regional_sd: float
    retention: float
    lengths: tuple[float, ...] = ()
    slate_only: float | None = None
    retention_sd: float = 0.0
    slate_only_sd: float = 0.0
    shared: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """How voters rank.

    Attributes:
        lengths: chance of a ballot of 1, 2, 3 … preferences, by position in the tuple.
        slate_only: chance that a voter ranks nobody outside their slate.
        home_pull: how many times likelier a voter picks a candidate from their own region.
        position: how many times likelier the first name on the ballot paper is picked than the
            last, other things being equal.
        alphabet: the same for the first surname in a slate against the last.
        appeal: per candidate, relative popularity within the slate.
        affinity: per slate, weights of the slates that its voters turn to when they leave the one
            whose names they have ranked so far; its own weight is for coming back to it.
        appeal_sd: standard deviation of the natural logarithm of each appeal: how far a draw may
            be from what is believed.
    """

    lengths: tuple[float, ...]
    slate_only: float
    home_pull: float
    position: float
    alphabet: float
    appeal: tuple[float, ...]
    affinity: tuple[tuple[float, ...], ...]
    appeal_sd: float = 0.0


@dataclass(frozen=True, slots=True)
class Following:
    """Who follows advice.

    Attributes:
        share: of the slate's voters, per region.
        sd: standard deviation of that share over the whole electorate.
        depth: how many names of the sequence a follower copies.
        even: in place of `sd`, between which expected shares the draws are spread evenly; None
            for `share` and `sd` as they stand. No file says this: it is for searching a plan that
            is good whatever the share.
    """

    share: tuple[float, ...]
    sd: float
    depth: int
    even: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """All that a plan is judged by.

    Attributes:
        title: for people.
        election: candidates with their slates, seats.
        rules: name of the rule set.
        regions, slates: in the order of the file.
        home: per candidate, index of their region, -1 for none.
        slate: index of the slate that is planned for.
        lists: number of different sequences wanted, at most the number of regions.
        draws: electorates to draw when nothing else is said.
        seed: same seed, same result, on any machine.
        in_one_piece: whether the regions have an order, as letters have, and each list is for some
            that follow each other. It bears on which lists are looked for, not on how they do, and
            so is in no digest.
        ballots: real ballots that rankings are drawn from in place of the model; None for the
            model of `ranking`.
    """

    title: str
    election: Election
    rules: str
    regions: tuple[Region, ...]
    slates: tuple[Slate, ...]
    home: tuple[int, ...]
    ranking: Ranking
    following: Following
    slate: int
    lists: int
    draws: int
    seed: int
    ballots: RealBallots | None = None
    in_one_piece: bool = False

    @property
    def team(self) -> tuple[int, ...]:
        """Candidates of the planned slate who stand, in ballot-paper order."""
        return self.members(self.slate)

    def members(self, slate: int) -> tuple[int, ...]:
        """Candidates of a slate who stand, in ballot-paper order; some may be in two slates."""
        withdrawn = set(self.election.withdrawn)
        return tuple(c for c in self.named(slate) if c not in withdrawn)

    def named(self, slate: int) -> tuple[int, ...]:
        """Candidates of a slate, in ballot-paper order, those included who have withdrawn."""
        own = self.slates[slate]
        return tuple(
            c.index
            for c in self.election.candidates
            if c.slate == own.name or c.index in own.shared
        )

    @property
    def overlapping(self) -> bool:
        """Whether somebody stands for two slates."""
        return any(slate.shared for slate in self.slates)

    @property
    def voters(self) -> int:
        """Valid papers over all regions."""
        return sum(region.voters for region in self.regions)

    def region(self, name: str) -> int:
        """Index of the region called `name`; -1 for none."""
        for index, region in enumerate(self.regions):
            if region.name == name:
                return index
        return -1


def scenario_digest(scenario: Scenario) -> str:
    """`sha256:…` of everything in a scenario.

    What came later stands in it only where a scenario says it, so that digests in plans made
    before still are those of their scenarios.
    """
    election = scenario.election
    return json_digest(
        {
            "title": scenario.title,
            "seats": election.seats,
            "candidates": [[c.name, c.slate, list(c.groups)] for c in election.candidates],
            "withdrawn": list(election.withdrawn),
            "rules": scenario.rules,
            "regions": [
                [region.name, region.voters] + ([region.turnout_sd] if region.turnout_sd else [])
                for region in scenario.regions
            ],
            "slates": [
                [
                    s.name,
                    list(s.support),
                    s.national_sd,
                    s.regional_sd,
                    s.retention,
                    list(s.lengths),
                    s.slate_only,
                ]
                + ([s.retention_sd, s.slate_only_sd] if s.retention_sd or s.slate_only_sd else [])
                + ([{"shared": list(s.shared)}] if s.shared else [])
                for s in scenario.slates
            ],
            "home": list(scenario.home),
            "ranking": [
                list(scenario.ranking.lengths),
                scenario.ranking.slate_only,
                scenario.ranking.home_pull,
                scenario.ranking.position,
                scenario.ranking.alphabet,
                list(scenario.ranking.appeal),
                [list(row) for row in scenario.ranking.affinity],
                scenario.ranking.appeal_sd,
            ],
            "following": [
                list(scenario.following.share),
                scenario.following.sd,
                scenario.following.depth,
            ],
            "slate": scenario.slate,
            "lists": scenario.lists,
            "draws": scenario.draws,
            "seed": scenario.seed,
        }
        | ({"ballots": scenario.ballots.digest} if scenario.ballots else {})
        | ({"even": list(scenario.following.even)} if scenario.following.even else {})
    )
