"""A scenario with one assumption moved down or up: what a plan might lean on.

Knows which assumptions can be moved, and by how much. Must not know plans or counts.

Where the scenario states a standard deviation, an assumption is moved by that; else by a stated
amount, which `Lean.stated` tells.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from hustings.planning.scenario.model import Scenario

# How far to move what a scenario gives no standard deviation for: shares in full (0.02 is two
# points), factors as a factor, ballot lengths as a part of their mean.
SUPPORT = 0.02
FOLLOWING = 0.10
RETENTION = 0.05
HOME_PULL = 1.5
LENGTH = 0.2

# Where everybody follows, odds are reckoned as if one in a million did not.
_ALMOST = 1.0 - 1e-6
_HALVINGS = 50

Lengths = tuple[float, ...]


class Assumption(Enum):
    """What can be moved."""

    SUPPORT = "support"
    FOLLOWING = "following"
    RETENTION = "retention"
    HOME_PULL = "home pull"
    LENGTH = "ballot length"


@dataclass(frozen=True, slots=True)
class Moved:
    """A scenario in which one assumption has been moved.

    Attributes:
        value: where the assumption then is, over the whole electorate: a share, a factor or a
            number of names.
    """

    scenario: Scenario
    value: float


@dataclass(frozen=True, slots=True)
class Lean:
    """One assumption, where it stands, and the scenarios with it lower and higher.

    Attributes:
        stated: whether the scenario itself says how unsure it is.
    """

    assumption: Assumption
    value: float
    stated: bool
    lower: Moved
    higher: Moved


def leans(scenario: Scenario) -> tuple[Lean, ...]:
    """Every assumption that can be moved, in a fixed order.

    Where ballots are drawn from real ones, how people rank is not assumed and so is not moved.
    """
    return tuple(_each(scenario))


def _each(scenario: Scenario) -> Iterator[Lean]:
    own = scenario.slates[scenario.slate]
    sd = own.national_sd or SUPPORT
    support = [_supported(scenario, by) for by in (0.0, -sd, sd)]
    yield _lean(Assumption.SUPPORT, bool(own.national_sd), support, support_share)
    sd = scenario.following.sd or FOLLOWING
    followed = [_followed(scenario, by) for by in (0.0, -sd, sd)]
    yield _lean(Assumption.FOLLOWING, bool(scenario.following.sd), followed, following_share)
    if scenario.ballots is not None:
        return  # the rest is as the real ballots have it
    kept = [_retained(scenario, own.retention + by) for by in (0.0, -RETENTION, RETENTION)]
    yield _lean(Assumption.RETENTION, False, kept, lambda s: s.slates[s.slate].retention)
    if any(home >= 0 for home in scenario.home):
        pulled = [_pulled(scenario, by) for by in (1.0, 1 / HOME_PULL, HOME_PULL)]
        yield _lean(Assumption.HOME_PULL, False, pulled, lambda s: s.ranking.home_pull)
    lengths = [_lengthened(scenario, part) for part in (0.0, -LENGTH, LENGTH)]
    yield _lean(Assumption.LENGTH, False, lengths, mean_length)


def _lean(
    assumption: Assumption,
    stated: bool,
    scenarios: list[Scenario],
    value: Callable[[Scenario], float],
) -> Lean:
    middle, lower, higher = scenarios
    return Lean(
        assumption,
        value(middle),
        stated,
        Moved(lower, value(lower)),
        Moved(higher, value(higher)),
    )


def support_share(scenario: Scenario) -> float:
    """The planned slate's expected share of all voters."""
    support = scenario.slates[scenario.slate].support
    voters = [region.voters for region in scenario.regions]
    return math.fsum(s * n for s, n in zip(support, voters, strict=True)) / sum(voters)


def following_share(scenario: Scenario) -> float:
    """The expected share of the planned slate's voters who follow advice."""
    support = scenario.slates[scenario.slate].support
    own = [r.voters * s for r, s in zip(scenario.regions, support, strict=True)]
    if not math.fsum(own):
        return 0.0
    share = scenario.following.share
    return math.fsum(n * f for n, f in zip(own, share, strict=True)) / math.fsum(own)


def shares_of_followers(scenario: Scenario, share: float) -> tuple[float, ...]:
    """Per region, who follows when so many follow in all; nobody where the scenario has nobody.

    Where regions differ, the odds of each are multiplied by the same factor, found by halving.
    Nothing but additions, multiplications and divisions: the same on any machine.
    """
    stated = scenario.following.share
    if len({one for one in stated if one}) <= 1:
        return tuple(share if one else 0.0 for one in stated)
    inside = [min(one, _ALMOST) for one in stated]

    def at(part: float) -> tuple[float, ...]:
        # `part` of 1/2 leaves the odds as they are.
        return tuple(s * part / (s * part + (1.0 - s) * (1.0 - part)) if s else 0.0 for s in inside)

    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        moved = replace(scenario.following, share=at(middle))
        if following_share(replace(scenario, following=moved)) < share:
            low = middle
        else:
            high = middle
    return at((low + high) / 2)


def followed_by(scenario: Scenario, share: float) -> Scenario:
    """The scenario when exactly this share of the slate's voters is expected to follow."""
    shares = shares_of_followers(scenario, share)
    return replace(scenario, following=replace(scenario.following, share=shares, sd=0.0, even=None))


def plausible_following(scenario: Scenario) -> tuple[float, float]:
    """The least and the largest share of followers to reckon with: two standard deviations.

    Where the scenario states none, `FOLLOWING` is taken.
    """
    centre, sd = following_share(scenario), scenario.following.sd or FOLLOWING
    return max(0.0, centre - 2 * sd), min(1.0, centre + 2 * sd)


def mean_length(scenario: Scenario) -> float:
    """Preferences that a supporter of the planned slate would give, on average."""
    return _mean(scenario.slates[scenario.slate].lengths or scenario.ranking.lengths)


def _mean(lengths: Lengths) -> float:
    return math.fsum(n * share for n, share in enumerate(lengths, 1)) / math.fsum(lengths)


def _supported(scenario: Scenario, by: float) -> Scenario:
    """The planned slate's support moved in every region, the others' shares making room."""
    own = scenario.slates[scenario.slate]
    moved = tuple(min(1.0, max(0.0, share + by)) if share else 0.0 for share in own.support)
    room = [
        (1.0 - after) / (1.0 - before) if before < 1.0 else 0.0
        for before, after in zip(own.support, moved, strict=True)
    ]
    slates = tuple(
        replace(slate, support=moved)
        if index == scenario.slate
        else replace(
            slate, support=tuple(s * part for s, part in zip(slate.support, room, strict=True))
        )
        for index, slate in enumerate(scenario.slates)
    )
    return replace(scenario, slates=slates)


def _followed(scenario: Scenario, by: float) -> Scenario:
    share = tuple(min(1.0, max(0.0, s + by)) if s else 0.0 for s in scenario.following.share)
    return replace(scenario, following=replace(scenario.following, share=share))


def _retained(scenario: Scenario, retention: float) -> Scenario:
    slates = list(scenario.slates)
    slates[scenario.slate] = replace(
        slates[scenario.slate], retention=min(1.0, max(0.0, retention))
    )
    return replace(scenario, slates=tuple(slates))


def _pulled(scenario: Scenario, factor: float) -> Scenario:
    """Home pull multiplied; never below 1, where home would repel."""
    pull = scenario.ranking.home_pull
    moved = max(min(pull, 1.0), pull * factor)
    return replace(scenario, ranking=replace(scenario.ranking, home_pull=moved))


def _lengthened(scenario: Scenario, part: float) -> Scenario:
    """Every ballot longer by this part of the mean length among its slate's supporters."""
    standing = len(scenario.election.standing)

    def moved(lengths: Lengths) -> Lengths:
        return longer(lengths, round(part * _mean(lengths), 1), standing) if lengths else ()

    slates = tuple(replace(slate, lengths=moved(slate.lengths)) for slate in scenario.slates)
    ranking = replace(scenario.ranking, lengths=moved(scenario.ranking.lengths))
    return replace(scenario, slates=slates, ranking=ranking)


def longer(lengths: Lengths, names: float, most: int) -> Lengths:
    """Chances of ballots of 1, 2, 3 … preferences, each ballot longer by so many names.

    A broken number of names is given by chance; no ballot is shorter than 1 or longer than `most`.
    """
    whole = math.floor(names)
    further = names - whole
    moved = [0.0] * max(most, len(lengths))
    for length, share in enumerate(lengths, 1):
        for more, part in ((whole, 1.0 - further), (whole + 1, further)):
            if share * part:
                moved[min(most, max(1, length + more)) - 1] += share * part
    while len(moved) > 1 and not moved[-1]:
        moved.pop()
    return tuple(moved)
