"""The election of 2020 as it could be held: six contests on one ballot, each with its electorate.

Knows who stands, who is on the roll and how they vote. The papers of the members' contest are those
of `hustings.demo.reconstruction`. Must not know how a vote is cast.

Known (docs/demo.md has the sources): that there were these six contests, nine places for members by
the single transferable vote, two for councillors, and how many valid papers members cast. Assumed,
since none of it was found: the size of the roll and of each electorate but the members', which of
them a member is in, how many stood for the five other places, by which rules those were filled, and
every vote for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import NamedTuple

from hustings.demo import nec2020, reconstruction

SEED = 2020
TITLE = "Labour NEC 2020: a RECONSTRUCTION, not the real election"
WALES = "Wales"

# On the roll: assumed; about as many as could vote for the leader that year.
ROLL = 570_000


class Contest(NamedTuple):
    """A contest.

    Attributes:
        asks: the column of the roll, and what has to stand in it; empty where everybody may vote.
        electorate: in thousands of the roll; 0 where it follows from the regions, or is everybody.
        candidates: how many stand; 0 for the members', whose names are known in part.
    """

    id: str
    title: str
    seats: int
    rules: str
    asks: tuple[str, str] | None = None
    electorate: int = 0
    candidates: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Who stands."""
        if not self.candidates:
            return nec2020.election().names
        return tuple(f"{self.title} {number}, made up" for number in range(1, self.candidates + 1))


MEMBERS = "members"
CONTESTS = (
    Contest(MEMBERS, "Members", nec2020.SEATS, "ers97"),
    Contest("councillors", "Councillors", 2, "block-vote", ("councillor", "yes"), 6, 5),
    Contest("young", "Young members", 1, "irv", ("young", "yes"), 60, 3),
    Contest("disabled", "Disabled members", 1, "irv", ("disabled", "yes"), 30, 4),
    Contest("wales", "Members in Wales", 1, "irv", ("region", WALES), 0, 3),
    Contest("treasurer", "Treasurer", 1, "irv", None, 0, 2),
)
FLAGS = tuple(one.asks[0] for one in CONTESTS if one.asks and one.electorate)


class Member(NamedTuple):
    """Somebody on the roll: number, region, and `yes` or `no` for each of `FLAGS`."""

    number: str
    region: str
    flags: tuple[str, ...]

    @property
    def columns(self) -> dict[str, str]:
        """What the roll says of them, by column."""
        return {"region": self.region, **dict(zip(FLAGS, self.flags, strict=True))}


def toml(decoys: int) -> str:
    """election.toml: an exercise that is open from long ago to long hence."""
    head = f"""\
# Made by Hustings: a reconstruction, not the real election.
title = "{TITLE}"
organisation = "A reconstruction"
address = "http://127.0.0.1:8000/"
setting = "society"
trustees = 2

[dates]
opens = 2020-10-19T09:00:00
closes = 2099-11-12T12:00:00

[seal]
practice = true
least_decoys = {decoys}
"""
    return head + "".join(map(_contest, CONTESTS))


def _contest(one: Contest) -> str:
    asks = f'{{ {one.asks[0]} = "{one.asks[1]}" }}' if one.asks else '"all"'
    candidates = ",\n".join(f'  {{ name = "{name}" }}' for name in one.names)
    return f"""
[[contests]]
id = "{one.id}"
title = "{one.title}"
seats = {one.seats}
rules = "{one.rules}"
ties = "seed"
ties_seed = "hustings demo 2020, {one.id}"
voters = {asks}
candidates = [
{candidates},
]
"""


def roll(scale: int) -> list[Member]:
    """Everybody on the roll, the same each time.

    Args:
        scale: 1 for all of them, 50 for a fiftieth.
    """
    size = ROLL // scale
    shares = zip(
        nec2020.REGIONS, reconstruction.share_out(size, reconstruction.REGION_SHARES), strict=True
    )
    regions = [region for region, number in shares for _ in range(number)]
    drawn = Random(f"{SEED} electorates")
    chosen = [
        set(drawn.sample(range(size), one.electorate * 1000 // scale))
        for one in CONTESTS
        if one.electorate
    ]
    return [
        Member(f"{n + 1:06}", region, tuple("yes" if n in some else "no" for some in chosen))
        for n, region in enumerate(regions)
    ]


def may_vote(contest: Contest, member: Member) -> bool:
    """Whether a member is in a contest's electorate."""
    return contest.asks is None or member.columns[contest.asks[0]] == contest.asks[1]


def voting(members: list[Member], scale: int) -> dict[str, list[Member]]:
    """Who votes in each contest: by lot, and whoever votes does so wherever they may."""
    some = Random(f"{SEED} turnout").sample(members, nec2020.VALID_PAPERS // scale)
    return {one.id: [member for member in some if may_vote(one, member)] for one in CONTESTS}


def papers(contest: Contest, number: int) -> Iterator[tuple[int, ...]]:
    """So many papers of a contest, candidates from 1: the reconstruction's, in an order by lot."""
    drawn = Random(f"{SEED} {contest.id}")
    if not contest.candidates:
        yield from drawn.sample(reconstructed(), number)
        return
    everybody = range(1, contest.candidates + 1)
    for _ in range(number):
        order = drawn.sample(everybody, drawn.randint(1, len(everybody)))
        yield tuple(sorted(order[: contest.seats]) if contest.rules == "block-vote" else order)


@cache
def reconstructed() -> list[tuple[int, ...]]:
    """Every paper of the reconstruction, candidates from 1."""
    profile = reconstruction.profile()
    return [
        tuple(candidate + 1 for candidate in ranking)
        for ranking, number in zip(profile.rankings, profile.papers, strict=True)
        for _ in range(number)
    ]
