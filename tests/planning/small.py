"""Small scenarios whose best plans are known or can be found by trying every one."""

from __future__ import annotations

import random
from typing import NamedTuple

from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.planning.scenario.ballots import with_ballots
from hustings.planning.scenario.model import Following, Ranking, Region, Scenario, Slate
from hustings.planning.scenario.regional import Part


def scenario(
    *,
    seats: int,
    slates: dict[str, list[str]],
    support: dict[str, tuple[float, ...]],
    voters: tuple[int, ...],
    appeal: dict[str, float] | None = None,
    home: dict[str, int] | None = None,
    follow: float | tuple[float, ...] = 1.0,
    following_sd: float = 0.0,
    depth: int = 99,
    lists: int = 2,
    lengths: tuple[float, ...] | None = None,
    slate_only: float = 0.0,
    retention: float = 1.0,
    home_pull: float = 1.0,
    national_sd: float = 0.0,
    regional_sd: float = 0.0,
    rules: str = "ers97",
    seed: int = 1,
    draws: int = 40,
    affinity: dict[str, dict[str, float]] | None = None,
) -> Scenario:
    """A scenario that plans for its first slate; what is not said has no effect."""
    names = [name for members in slates.values() for name in members]
    loyal = [slate for slate, members in slates.items() for _ in members]
    regions = tuple(Region(f"Region {r + 1}", size) for r, size in enumerate(voters))
    shares = follow if isinstance(follow, tuple) else (follow,) * len(voters)
    size = len(slates)
    turn = tuple(
        tuple(
            (affinity or {}).get(one, {}).get(other, 0.0 if affinity else float(one != other))
            for other in slates
        )
        for one in slates
    )
    return Scenario(
        title="small",
        election=make_election("small", seats, names, slates=loyal),
        rules=rules,
        regions=regions,
        slates=tuple(
            Slate(name, support[name], national_sd, regional_sd, retention) for name in slates
        ),
        home=tuple((home or {}).get(name, -1) for name in names),
        ranking=Ranking(
            lengths=lengths or (0.0,) * (len(names) - 1) + (1.0,),
            slate_only=slate_only,
            home_pull=home_pull,
            position=1.0,
            alphabet=1.0,
            appeal=tuple((appeal or {}).get(name, 1.0) for name in names),
            affinity=turn if size > 1 else ((0.0,),),
        ),
        following=Following(shares, following_sd, depth),
        slate=0,
        lists=lists,
        draws=draws,
        seed=seed,
    )


def random_scenario(seed: int) -> Scenario:
    """Two regions and a slate of three against one to three others, much of it unsure."""
    luck = random.Random(seed)
    others = {
        f"Slate {s}": [f"S{s} {n}" for n in range(luck.randint(1, 3))]
        for s in range(luck.randint(1, 3))
    }
    slates = {"Ours": ["Ann", "Bea", "Cas"], **others}
    support: dict[str, list[float]] = {name: [] for name in slates}
    for _ in range(2):
        raw = [luck.uniform(2, 5)] + [luck.uniform(0.5, 2.5) for _ in others]
        for name, share in zip(slates, raw, strict=True):
            support[name].append(share / sum(raw))
    return scenario(
        seats=luck.randint(2, 4),
        slates=slates,
        support={name: tuple(shares) for name, shares in support.items()},
        voters=(luck.randint(200, 600), luck.randint(200, 600)),
        appeal={name: luck.uniform(0.5, 4) for name in slates["Ours"]},
        home={"Ann": luck.randint(-1, 1), "Bea": luck.randint(-1, 1)},
        follow=(luck.uniform(0.2, 0.9), luck.uniform(0.2, 0.9)),
        following_sd=0.05,
        depth=luck.choice((1, 2, 3)),
        lists=luck.choice((1, 2, 2, 2)),
        lengths=(0.25, 0.25, 0.25, 0.25),
        slate_only=luck.uniform(0, 0.5),
        retention=luck.uniform(0.6, 1.0),
        home_pull=2.0,
        national_sd=0.03,
        regional_sd=0.03,
        rules=luck.choice(("ers97", "scotland", "wigm-prf")),
        seed=seed,
    )


class Block(NamedTuple):
    """Voters who all rank alike: so many of them, the names in order, and whether they follow."""

    papers: int
    ranking: tuple[str, ...]
    follows: bool = True


def exact(
    seats: int,
    slates: dict[str, list[str]],
    blocks: list[Block],
    *,
    lists: int,
    depth: int = 99,
    rules: str = "ers97",
) -> Scenario:
    """A scenario in which nothing is unsure: each block is a region of its own."""
    slate_of = {name: slate for slate, members in slates.items() for name in members}
    loyal = [slate_of[block.ranking[0]] for block in blocks]
    plain = scenario(
        seats=seats,
        slates=slates,
        support={slate: tuple(float(slate == own) for own in loyal) for slate in slates},
        voters=tuple(block.papers for block in blocks),
        follow=tuple(float(block.follows) for block in blocks),
        lists=lists,
        depth=depth,
        rules=rules,
        draws=4,
    )
    election = plain.election
    parts = [
        Part(
            election,
            Profile.gather([(tuple(election.find(name) for name in block.ranking), block.papers)]),
            region.name,
        )
        for block, region in zip(blocks, plain.regions, strict=True)
    ]
    return with_ballots(plain, parts)
