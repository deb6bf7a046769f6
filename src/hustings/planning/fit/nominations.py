"""Nominations as evidence: support by slate and region for a scenario, and how unsure it is.

Knows what is proposed and why. A slate's expected support is its share of nominations; how far the
vote may be from that is taken from `precedents`. In a region it is that of the nominations there,
drawn towards the whole where few bodies nominated. Who of a slate is known best is proposed from
the same nominations.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hustings.election.nominations.tally import SlateSum, Tally
from hustings.errors import InputError
from hustings.inputs.keys.kinds import written
from hustings.planning.fit.precedents import PRECEDENTS, misses, spread
from hustings.planning.fit.words import counted, percent, wrapped
from hustings.planning.scenario.defaults import NO_SLATE
from hustings.planning.scenario.keys import SUPPORT_UNCERTAINTY

FORMAT = "hustings-nominations-fit/1"
# A region's own nominations count as much as those of the whole where so many bodies nominated: a
# guess.
_BODIES_OF_THE_WHOLE = 10
_95 = 1.96
_PLACES = 4
_UNITS = 10_000  # so many places


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for a slate.

    Attributes:
        name: `NO_SLATE` for those of none.
        support: expected share of first preferences; by_region: in each region, if there are any.
        low, high: 95 in 100 chances that the share is between these.
        uncertainty, regional_uncertainty: as in a scenario; the second is nought where nothing is
            known of regions.
    """

    name: str
    support: float
    by_region: tuple[float, ...]
    low: float
    high: float
    uncertainty: float
    regional_uncertainty: float


@dataclass(frozen=True, slots=True)
class Leaning:
    """A candidate's appeal among those of the same slate, 1 on average."""

    name: str
    slate: str
    nominations: int
    appeal: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that is proposed.

    Attributes:
        nominations, bodies: how many there are; no bodies where only totals are known.
        deviation: of the logarithm of a share, from the precedents.
        regions: (name, bodies).
        sentences: what to know of it.
    """

    title: str
    nominations: int
    bodies: int
    deviation: float
    regions: tuple[tuple[str, int], ...]
    slates: tuple[Proposed, ...]
    candidates: tuple[Leaning, ...]
    sentences: tuple[str, ...]


def propose(tally: Tally) -> Proposal:
    """Support and its uncertainty from nominations.

    Raises:
        InputError: nobody stands for a slate, or nobody is nominated.
    """
    if not tally.slates:
        raise InputError(
            "nobody is said to stand for a slate", remedy="say who stands together with --slates"
        )
    if not tally.listed:
        raise InputError("there are no nominations to go by", remedy="give a list that has some")
    deviation = spread().deviation
    means = {slate.name: slate.mean for slate in tally.slates}
    regions = tuple((part.name, part.bodies or 0) for part in tally.regions if part.name)
    if not tally.bodies:
        regions = ()  # how many bodies stand behind a region's totals is not known
    shares = [slate.number / tally.listed for slate in tally.slates]
    slates = tuple(
        _proposed(tally, slate, place, shares, deviation, len(regions))
        for place, slate in enumerate(tally.slates)
    )
    return Proposal(
        title=tally.title,
        nominations=tally.listed,
        bodies=len(tally.bodies),
        deviation=deviation,
        regions=regions,
        slates=slates,
        candidates=tuple(
            # Half a nomination more for each: nobody's appeal is nought.
            Leaning(
                one.name,
                one.slate or NO_SLATE,
                one.number,
                (one.number + 0.5) / (float(means[one.slate]) + 0.5),
            )
            for one in tally.nominees
        ),
        sentences=tuple(_sentences(tally, slates)),
    )


def _proposed(
    tally: Tally,
    slate: SlateSum,
    place: int,
    shares: Sequence[float],
    deviation: float,
    regions: int,
) -> Proposed:
    share = shares[place]
    by_region: list[float] = []
    variances: list[float] = []
    for part, number in list(zip(tally.regions, slate.by_region, strict=True))[:regions]:
        bodies = part.bodies or 0
        behind = bodies + _BODIES_OF_THE_WHOLE
        own = (bodies * number / part.number + _BODIES_OF_THE_WHOLE * share) / behind
        by_region.append(own)
        # As if each body were a voter of its region: bodies name whole slates.
        variances.append(own * (1.0 - own) / behind)
    low, high = interval(share, shares, deviation)
    # A scenario allows no uncertainty beyond the smallest share that it is about.
    least = _down(min(share, *by_region, SUPPORT_UNCERTAINTY.most or 1.0))
    # A scenario moves the log-odds and then makes all add up to 1: moving them by deviation /
    # (1 - share) moves the logarithm of the share by the deviation.
    regional = math.sqrt(math.fsum(variances) / len(variances)) if variances else 0.0
    return Proposed(
        slate.name or NO_SLATE,
        share,
        tuple(by_region),
        low,
        high,
        min(deviation * share, least),
        min(regional, least),
    )


def interval(share: float, shares: Sequence[float], deviation: float) -> tuple[float, float]:
    """Between which shares of the vote 95 in 100 chances lie, where each slate's share of
    nominations is multiplied by a factor of its own and all are made to add up to 1.

    Args:
        share: of one slate, among `shares`.
        deviation: of the factors' logarithms.
    """
    if not 0.0 < share < 1.0:
        return share, share
    others = math.fsum(one**2 for one in shares) - share**2
    sd = deviation * math.sqrt(1.0 + others / (1.0 - share) ** 2)
    odds = math.log(share / (1.0 - share))
    low, high = (1.0 / (1.0 + math.exp(-(odds + side * _95 * sd))) for side in (-1, 1))
    return low, high


def _sentences(tally: Tally, slates: Sequence[Proposed]) -> list[str]:
    known = spread()
    deviation = known.deviation
    found = [
        "Support is each slate's share of the nominations. Those who nominate are not those who"
        " vote: a meeting decides for a whole membership, and often for a whole slate.",
        f"How far the vote may be from it: in {known.contests} contests for leader of the Labour"
        " Party, 2010 to 2020, where both are known, members gave candidates more or fewer first"
        " preferences than local parties' nominations would say, by a factor of"
        f" {math.exp(known.pooled):.2f} either way in two of three; so few contests say to reckon"
        f" with {math.exp(deviation):.2f}. The same side gained in one year and lost in another, so"
        " that nothing is corrected: all of it is uncertainty.",
        "In 2020 forecasts from nominations gave the left three or four of nine seats; it won five."
        " A share is no number of seats either: count with these lines (hustings plan evaluate),"
        " and believe the whole range of seats that comes out, not its middle.",
        "Who of a slate is best known, nominations hardly say. After 120 local parties in 2020"
        " Luke Akehurst was third of his six; at the poll he came first of all. Raise the appeal of"
        " those who are known beyond their slate.",
    ]
    if tally.bodies and tally.regions:
        found.append(
            "In a region the share is that of its bodies and of"
            f" {_BODIES_OF_THE_WHOLE} more that nominate like the whole: a guess, so that a few"
            " bodies do not make a region."
        )
    elif tally.bodies:
        found.append("No region is said of any body, so that support is the same everywhere.")
    else:
        found.append("These are totals: of regions they say too little to go by.")
    unnamed = sum(part.number for part in tally.regions if not part.name)
    if tally.bodies and tally.regions and unnamed:
        found.append(
            f"{counted(unnamed, 'nomination')} of bodies of which no region is said"
            f" {'counts' if unnamed == 1 else 'count'} for the whole alone."
        )
    found += [
        f"Nobody nominates anyone of {one.name}: its support of nought is hardly true. Write your"
        " own figure, and lower the others."
        for one in slates
        if not one.support
    ]
    found += [
        f"The uncertainty of {one.name} would be {deviation * one.support:.3f}; a scenario takes"
        f" {one.uncertainty:.3f} at most, so that draws are less spread than they should be."
        for one in slates
        if one.support and deviation * one.support > one.uncertainty + 1 / _UNITS
    ]
    return found


def as_toml(proposal: Proposal) -> str:
    """Lines for `scenario.toml`."""
    by = f" by {proposal.bodies:,} bodies" if proposal.bodies else ""
    given = counted(proposal.nominations, "nomination")
    lines = [
        f"# Proposed from {given}{by} by `hustings plan fit`.",
        *(f"# {line}" for sentence in proposal.sentences for line in wrapped(sentence)),
        "",
    ]
    if proposal.regions:
        lines.append("# Say of each region how many vote there, which nominations do not tell:")
        for name, bodies in proposal.regions:
            lines += [
                "# [[regions]]",
                f"# name = {written(name)}  # {bodies} of the bodies",
                "# voters = …",
            ]
        lines.append("")
    for one in proposal.candidates:
        lines += ["[[candidates]]", f"name = {written(one.name)}"]
        if one.slate != NO_SLATE:
            lines.append(f"slate = {written(one.slate)}")
        lines += [
            f"appeal = {one.appeal:.4g}  # {counted(one.nominations, 'nomination')}",
            "",
        ]
    lines += ["[ranking]", f"appeal_uncertainty = {proposal.deviation:.2f}", ""]
    for slate in proposal.slates:
        likely = f"95 chances in 100: {percent(slate.low)} to {percent(slate.high)}"
        lines.append(
            f"[slates.{written(slate.name)}]  # {likely if slate.support else 'never nominated'}"
        )
        shares = [
            f"{written(name)} = {round(share, _PLACES):g}"
            for (name, _), share in zip(proposal.regions, slate.by_region, strict=True)
        ]
        lines.append(f"support = {round(slate.support, _PLACES):g}")
        if shares:
            lines.append(f"by_region = {{ {', '.join(shares)} }}")
        if slate.support:
            lines.append(f"uncertainty = {_down(slate.uncertainty):g}")
        if slate.support and shares:
            lines.append(f"regional_uncertainty = {_down(slate.regional_uncertainty):g}")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _down(number: float) -> float:
    """A number as it is written, never more than it is."""
    return math.floor(number * _UNITS) / _UNITS


def document(proposal: Proposal) -> dict[str, Any]:
    """The proposal as one JSON document."""
    return {
        "format": FORMAT,
        "title": proposal.title,
        "nominations": proposal.nominations,
        "bodies": proposal.bodies or None,
        "deviation": round(proposal.deviation, 6),
        "precedents": [
            {
                "title": one.title,
                "candidates": [
                    {"name": name, "nominations": nominations, "votes": votes, "miss": round(by, 6)}
                    for name, nominations, votes, by in zip(
                        one.names, one.nominations, one.votes, misses(one), strict=True
                    )
                ],
                "source": one.source,
            }
            for one in PRECEDENTS
        ],
        "regions": [{"name": name, "bodies": bodies} for name, bodies in proposal.regions],
        "slates": [
            {
                "name": one.name,
                "support": round(one.support, 6),
                "by_region": {
                    name: round(share, 6)
                    for (name, _), share in zip(proposal.regions, one.by_region, strict=True)
                },
                "low": round(one.low, 6),
                "high": round(one.high, 6),
                "uncertainty": round(one.uncertainty, 6),
                "regional_uncertainty": round(one.regional_uncertainty, 6),
            }
            for one in proposal.slates
        ],
        "candidates": [
            {
                "name": one.name,
                "slate": "" if one.slate == NO_SLATE else one.slate,
                "nominations": one.nominations,
                "appeal": round(one.appeal, 6),
            }
            for one in proposal.candidates
        ],
        "sentences": list(proposal.sentences),
    }
