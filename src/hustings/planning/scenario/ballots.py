"""A scenario whose electorates are drawn from real ballots: the files read, sorted, checked.

Knows how ballot files become ballots to draw from. Must not know how they are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from hustings.election.digest import json_digest, profile_digest
from hustings.election.model import Election
from hustings.election.profile import Ranking
from hustings.errors import InputError
from hustings.planning.scenario.model import Scenario
from hustings.planning.scenario.real_ballots import RealBallots
from hustings.planning.scenario.regional import Part, clear_part, line_of, read

# Papers times a number below 2**32 must stay below 2**63.
_MOST = 2**31


def attach(scenario: Scenario, paths: Sequence[str]) -> Scenario:
    """The scenario with electorates drawn from these files; its support stays as it is.

    Raises:
        InputError: the files name a candidate or a region that the scenario does not have, or a
            slate with support has no ballot to draw.
    """
    parts: list[Part] = []
    for path in paths:
        found = read([path])
        _check_names(scenario, found, path)
        parts += found
    return with_ballots(scenario, parts, source=", ".join(paths))


def with_ballots(scenario: Scenario, parts: Sequence[Part], *, source: str = "") -> Scenario:
    """As `attach`, from ballots already read."""
    drawn = replace(scenario, ballots=_gather(scenario, parts, source))
    _check(drawn, source)
    return drawn


def with_support_of_ballots(scenario: Scenario) -> Scenario:
    """The scenario with the support that its ballots show: the shares of first preferences."""
    ballots = scenario.ballots
    if ballots is None:
        raise InputError("this scenario has no ballots to take the support from")
    every = range(len(scenario.slates))
    regions = range(len(scenario.regions))
    totals = [sum(ballots.of(s, r) for s in every) for r in regions]
    slates = tuple(
        replace(slate, support=tuple(ballots.of(s, r) / totals[r] for r in regions))
        for s, slate in enumerate(scenario.slates)
    )
    return replace(scenario, slates=slates)


def _gather(scenario: Scenario, parts: Sequence[Part], source: str) -> RealBallots:
    """The ballots, sorted and counted."""
    by_region = {part.region for part in parts} != {""}
    slate_of = _slates(scenario)
    totals: dict[tuple[int, int, Ranking], int] = {}
    blank = cut = 0
    digests = []
    for part in parts:
        row = _region(scenario, part.region, source) if by_region else 0
        places = [_candidate(scenario.election, name, source) for name in part.election.names]
        digests.append([row, profile_digest(part.profile), places])
        for ranking, papers in zip(part.profile.rankings, part.profile.papers, strict=True):
            clear = clear_part(ranking)
            if not clear:
                blank += papers
                continue
            cut += papers * (len(clear) < len(ranking))
            own = tuple(places[entry] for entry in clear)
            key = (slate_of[own[0]], row, own)
            totals[key] = totals.get(key, 0) + papers
    keys = sorted(totals)
    papers_each = [totals[key] for key in keys]
    total = sum(papers_each)
    if not 0 < total < _MOST:
        raise InputError(
            f"{total} ballots cannot be drawn from", remedy="give 1 to 2 000 000 000", source=source
        )
    rows = len(scenario.regions) if by_region else 1
    return RealBallots(
        source=source,
        digest=json_digest([list(scenario.election.names), rows, sorted(digests)]),
        names=scenario.election.names,
        papers=total,
        blank=blank,
        cut=cut,
        starts=np.array([0, *accumulate(len(key[2]) for key in keys)], np.int64),
        entries=np.array([entry for key in keys for entry in key[2]], np.int16),
        before=np.array([0, *accumulate(papers_each)], np.int64),
        bounds=_bounds(keys, len(scenario.slates), rows),
    )


def _bounds(
    keys: Sequence[tuple[int, int, Ranking]], slates: int, rows: int
) -> npt.NDArray[np.int64]:
    """Where each slate and region begins among the sorted keys."""
    places = np.array([key[0] * rows + key[1] for key in keys], np.int64)
    edges = np.searchsorted(places, np.arange(slates * rows + 1))
    bounds = np.empty((slates, rows + 1), np.int64)
    for slate in range(slates):
        bounds[slate] = edges[slate * rows : (slate + 1) * rows + 1]
    return bounds


def _slates(scenario: Scenario) -> list[int]:
    """The slate of each candidate, as an index.

    Raises:
        InputError: somebody stands for two, so that a first preference does not tell the slate.
    """
    for slate in scenario.slates:
        for both in slate.shared:
            raise InputError(
                f"{scenario.election.names[both]} stands for {slate.name} and for another slate, so"
                " that a real ballot does not tell whose supporter cast it",
                remedy='take `model = "ballots"` out, or give each candidate one slate',
            )
    places = {slate.name: place for place, slate in enumerate(scenario.slates)}
    return [places[candidate.slate] for candidate in scenario.election.candidates]


def _check_names(scenario: Scenario, parts: Sequence[Part], path: str) -> None:
    """Refuse candidates and regions that the scenario does not have, with their line."""
    for part in parts:
        names = [("", candidate.name) for candidate in part.election.candidates]
        for region, name in [*names, (part.region, "")]:
            try:
                _candidate(scenario.election, name, path) if name else None
                _region(scenario, region, path) if region else None
            except InputError as error:
                line = line_of(path, name or region)
                raise InputError(error.what, remedy=error.remedy, source=path, line=line) from None


def _candidate(election: Election, name: str, source: str) -> int:
    try:
        return election.find(name)
    except InputError as error:
        raise InputError(error.what, remedy=error.remedy, source=source) from None


def _region(scenario: Scenario, name: str, source: str) -> int:
    place = scenario.region(name)
    if place >= 0:
        return place
    known = ", ".join(region.name for region in scenario.regions)
    raise InputError(
        f"the scenario has no region called {name!r}" if name else "some ballots have no region",
        remedy=f"its regions are {known}",
        source=source,
    )


def _check(scenario: Scenario, source: str) -> None:
    """Refuse ballots that leave a region or a slate without any."""
    ballots = scenario.ballots
    assert ballots is not None
    slates = range(len(scenario.slates))
    for r, region in enumerate(scenario.regions):
        if not any(ballots.of(s, r) for s in slates):
            raise InputError(
                f"there is no ballot from {region.name}",
                remedy="add some, or take the column of regions out",
                source=source,
            )
    for s, slate in enumerate(scenario.slates):
        if ballots.bounds[s, 0] == ballots.bounds[s, -1] and any(slate.support):
            raise InputError(
                f"no ballot has its first preference for {slate.name}, which has support",
                remedy="set its support to 0, or add ballots",
                source=source,
            )
