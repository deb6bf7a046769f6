"""Saying 6: "50 % shared among nine is 5.5 % each; 25 % shared among six is 4.2 %."

What shares become seats. The claim is taken to be that a slate's share divided by its candidates
tells who is elected: those with the most each are. It is tested on the slates as they stand, and in
a scenario on the case that was quoted: half of the voters for ours with as many candidates as there
are seats, a quarter for the largest other slate with its own. It holds where fewer than half a seat
goes elsewhere. Beside it stand whole quotas and D'Hondt's highest averages of first preferences,
and in a scenario the seats at other shares, on electorates of at most 30,000 voters.
"""

from __future__ import annotations

from collections.abc import Sequence as Many
from typing import NamedTuple

from hustings.counting.ruleset import RuleSet
from hustings.election.packed import PackedProfile
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.model import rotated
from hustings.planning.sayings.ballots import Bools, Ints
from hustings.planning.sayings.ground import NONE, Ground, Sample
from hustings.planning.sayings.measured import Measured, Row, millionths
from hustings.planning.sayings.model import Figure, Point, Reading, Said, Series, Tested, Unit
from hustings.planning.sayings.moved import movable, with_support, with_voters
from hustings.planning.sayings.tallies import first_preferences
from hustings.planning.sayings.verdict import below, joined
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.size import possible, with_team
from hustings.planning.trials.evaluate import highest_averages, quotas_filled
from hustings.planning.trials.simulate import ballots, part, winners

NAME = "shares"
ELSEWHERE = 0.5
# Per cent of the voters, tried one after another.
CURVE = (10, 20, 30, 40, 50, 60)
VOTERS = 30_000
# As quoted: ours, and the other slate.
QUOTED = (0.5, 0.25)
# The largest slates, of which there are points in the picture; and of the first of them figures.
SHOWN = 6
FIGURES = 3
WAYS = ("won", "divided", "dhondt", "quotas")


class Divided(NamedTuple):
    """Slates, and everybody who stands alone, as they share out the seats.

    Attributes:
        votes: first preferences.
        caps: how many stand.
        seats: as counted.
        divided: to the candidates of whoever has most votes for each of them.
        dhondt: by highest averages.
        quotas: whole quotas, no more than stand.
    """

    votes: list[int]
    caps: list[int]
    seats: list[int]
    divided: list[int]
    dhondt: list[int]
    quotas: list[int]

    def elsewhere(self, way: Many[int]) -> int:
        """Seats that are not where they were to be."""
        return sum(max(0, told - won) for told, won in zip(way, self.seats, strict=True))


def shared(
    teams: Many[Many[int]],
    votes: Ints,
    elected: Bools,
    *,
    seats: int,
    rules: RuleSet,
    first: int = 0,
) -> Divided:
    """Seats by each way.

    Args:
        teams: candidates of each slate, or one who stands alone.
        first: the slate that has every tie.
    """
    of_team = [int(votes[list(team)].sum()) for team in teams]
    caps = [len(team) for team in teams]
    valid = sum(of_team)
    return Divided(
        votes=of_team,
        caps=caps,
        seats=[int(elected[list(team)].sum()) for team in teams],
        divided=by_division(of_team, caps, seats, first=first),
        dhondt=highest_averages(of_team, caps, seats, first=first),
        quotas=[
            min(cap, quotas_filled(own, valid, seats, rules))
            for own, cap in zip(of_team, caps, strict=True)
        ],
    )


def by_division(votes: Many[int], caps: Many[int], seats: int, *, first: int) -> list[int]:
    """Seats when each candidate has an equal part of the slate's votes, and the most each win."""
    won = [0] * len(votes)
    left = {slate for slate, cap in enumerate(caps) if cap}
    while seats and left:
        best = first if first in left else min(left)
        for slate in sorted(left):
            if votes[slate] * caps[best] > votes[best] * caps[slate]:
                best = slate
        left.remove(best)
        won[best] = min(seats, caps[best])
        seats -= won[best]
    return won


def _teams(ground: Ground, team: tuple[int, ...] | None = None) -> list[tuple[int, ...]]:
    """Slates in the order of `sides`, ours as given; then one by one who stands alone.

    A slate of candidates who stand alone keeps its place, and is empty.
    """
    alone = {
        place for place, side in enumerate(ground.sides) if side.alone and place != ground.asked
    }
    teams = [() if place in alone else side.team for place, side in enumerate(ground.sides)]
    if team is not None:
        teams[ground.asked] = team
    one_by_one = alone | {NONE}
    return teams + [(c,) for c in ground.election.standing if int(ground.slate_of[c]) in one_by_one]


def measure(ground: Ground, sample: Sample) -> Row:
    """The slates as they stand; and in a scenario the quoted case and other shares."""
    votes = first_preferences(sample.profile, len(ground.election.candidates))
    found = shared(
        _teams(ground),
        votes,
        sample.winners,
        seats=ground.election.seats,
        rules=ground.rules,
        first=ground.asked,
    )
    row = _row("now", found, shown(ground))
    valid = sum(found.votes)
    row |= {f"now share {n}": millionths(found.votes[n], valid) for n in shown(ground)}
    if ground.scenario is not None:
        row |= _quoted(ground, ground.scenario, sample)
        for percent in curve(ground):
            moved = with_support(ground.scenario, {ground.asked: percent / 100})
            moved = with_voters(moved, VOTERS)
            row |= _row(f"at {percent}", _moved(ground, moved, sample), (ground.asked,))
    return row


def _row(name: str, found: Divided, slates: Many[int]) -> dict[str, int]:
    row = {
        f"{name} {way} {slate}": numbers[slate]
        for way, numbers in zip(
            WAYS, (found.seats, found.divided, found.dhondt, found.quotas), strict=True
        )
        for slate in slates
    }
    row[f"{name} off divided"] = found.elsewhere(found.divided)
    row[f"{name} off dhondt"] = found.elsewhere(found.dhondt)
    row[f"{name} off quotas"] = found.elsewhere(found.quotas)
    return row


def shown(ground: Ground) -> tuple[int, ...]:
    """Slates of which figures are given: ours, then the largest others that are slates."""
    others = [
        place
        for place, side in enumerate(ground.sides)
        if place != ground.asked and side.team and not side.alone
    ]
    others.sort(key=lambda place: (-ground.sides[place].size, place))
    return (ground.asked, *others[: SHOWN - 1])


def curve(ground: Ground) -> tuple[int, ...]:
    """Shares that ours is given; none where no other slate could have the rest."""
    scenario = ground.scenario
    return CURVE if scenario is not None and movable(scenario, (ground.asked,)) else ()


def quotable(ground: Ground) -> bool:
    """Whether there are a largest other slate, and others still that have the rest."""
    scenario = ground.scenario
    if scenario is None or ground.rival == NONE:
        return False
    return movable(scenario, (ground.asked, ground.rival))


def team_quoted(ground: Ground) -> tuple[int, ...]:
    """As many of ours as there are seats, or as could stand."""
    assert ground.scenario is not None
    return possible(ground.scenario)[: ground.election.seats]


def _quoted(ground: Ground, scenario: Scenario, sample: Sample) -> Row:
    """Half of the voters for ours and a quarter for the largest other slate."""
    if not quotable(ground):
        return {}
    team = team_quoted(ground)
    shares = dict(zip((ground.asked, ground.rival), QUOTED, strict=True))
    moved = with_support(with_team(scenario, team), shares)
    return _row("quoted", _moved(ground, moved, sample, team), (ground.asked, ground.rival))


def _moved(
    ground: Ground, moved: Scenario, sample: Sample, team: tuple[int, ...] | None = None
) -> Divided:
    """A scenario with other support, drawn and counted; followers are asked as in the ground's."""
    electorate = draw_electorate(moved, sample.number)
    profile: PackedProfile = ballots(moved, rotated(moved), electorate, part(moved, electorate))
    elected = winners(moved.election, profile, ground.rules, sample.lots)
    votes = first_preferences(profile, len(moved.election.candidates))
    return shared(
        _teams(ground, team),
        votes,
        elected,
        seats=ground.election.seats,
        rules=ground.rules,
        first=ground.asked,
    )


def conclude(ground: Ground, measured: Measured) -> Tested:
    """The slates as they stand, and the case that was quoted."""
    about = {"slate": ground.name}
    readings = [_now(ground, measured)]
    assumed = [Said("shares_half_a_seat"), Said("shares_first_preferences", about)]
    if quotable(ground):
        readings.append(_fifty(ground, measured))
        assumed.append(Said("shares_quoted", _case(ground)))
    if curve(ground):
        assumed.append(Said("shares_moved", {**about, "voters": VOTERS}))
    return Tested(
        NAME,
        ground.name,
        tuple(readings),
        joined(reading.verdict for reading in readings),
        tuple(assumed),
        tuple(_series(ground, measured)),
        about,
    )


def _now(ground: Ground, measured: Measured) -> Reading:
    """How many seats are elsewhere than each way says, and the largest slates' figures."""
    off = _off(measured, "now")
    figures: list[Figure] = []
    for slate in shown(ground)[:FIGURES]:
        of = ground.sides[slate].name
        figures.append(measured.level("share", f"now share {slate}", Unit.SHARE, of=of))
        figures += _ways(measured, "now", slate, of)
    verdict = below(off[0], ELSEWHERE)
    return Reading("as-they-stand", (*off, *figures), verdict, (), {"slate": ground.name})


def _fifty(ground: Ground, measured: Measured) -> Reading:
    off = _off(measured, "quoted")
    figures: list[Figure] = []
    for slate in (ground.asked, ground.rival):
        figures += _ways(measured, "quoted", slate, ground.sides[slate].name)
    verdict = below(off[0], ELSEWHERE)
    return Reading("quoted", (*off, *figures), verdict, (), _case(ground))


def _case(ground: Ground) -> dict[str, str | int | float]:
    """The quoted case in figures: shares, candidates, and the one divided by the other."""
    ours, theirs = len(team_quoted(ground)), len(ground.sides[ground.rival].team)
    return {
        "slate": ground.name,
        "other": ground.sides[ground.rival].name,
        "share": QUOTED[0],
        "other_share": QUOTED[1],
        "number": ours,
        "other_number": theirs,
        "each": QUOTED[0] / ours,
        "other_each": QUOTED[1] / theirs,
    }


def _off(measured: Measured, name: str) -> list[Figure]:
    return [
        measured.level("elsewhere", f"{name} off {way}", Unit.SEATS, way=way)
        for way in ("divided", "dhondt", "quotas")
    ]


def _ways(measured: Measured, name: str, slate: int, of: str) -> list[Figure]:
    return [
        measured.level(f"seats_{way}", f"{name} {way} {slate}", Unit.SEATS, of=of) for way in WAYS
    ]


def _series(ground: Ground, measured: Measured) -> list[Series]:
    """Seats by share: of ours in a scenario; else of each slate as it stands."""
    found = []
    what = "seats_by_share" if curve(ground) else "seats_by_slate"
    for way in WAYS:
        points = []
        if curve(ground):
            for percent in curve(ground):
                figure = measured.level(way, f"at {percent} {way} {ground.asked}", Unit.SEATS)
                points.append(Point(percent / 100, figure.value, figure.standard_error))
        else:
            for slate in shown(ground):
                share = measured.level("share", f"now share {slate}", Unit.SHARE)
                figure = measured.level(way, f"now {way} {slate}", Unit.SEATS)
                label = ground.sides[slate].name
                points.append(Point(share.value, figure.value, figure.standard_error, label))
        found.append(Series(what, Unit.SEATS, tuple(points), {"way": way, "slate": ground.name}))
    return found
