"""An assumed electorate for 2020, and ballots drawn from it: a reconstruction, not the real ones.

Knows shares, habits and orders that were chosen so that the known winners come out, and how to draw
papers from them with a seed. It makes no claim to know how anybody voted.

Every paper belongs to a region and a kind of supporter. It is a beginning and a continuation, both
written as blocks: "gv6" is the six of Grassroots Voice, "ltw3" three of Labour to Win, "list" the
order recommended in the region, "any9" nine draws from the whole ballot paper, "down" everybody
else in ballot-paper order. Who comes first in a block is drawn in proportion to appeal, then the
second from those left, and so on; a name drawn a second time drops out. How many papers each
combination gets is not drawn: the total is shared out by largest remainders.

The same papers on every machine: integers throughout, except that `random.Random(SEED).random()`,
which the language promises to keep, is compared with multiples of 2**-32, exact in binary.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, product
from random import Random
from typing import NamedTuple

from hustings.demo.nec2020 import KNOWN, REGIONS, VALID_PAPERS, election
from hustings.election.profile import Profile, Ranking

SEED = 20201112


class Kind(NamedTuple):
    """One kind of supporter: weight in the electorate, beginnings and continuations by weight."""

    name: str
    share: int
    first_only: str
    begins: Mapping[str, int]
    goes_on: Mapping[str, int]


# -- assumed: everything from here to the line below, unless a source stands beside it -------------

# Members by area, per thousand: assumed, in rough proportion to population with more in London.
REGION_SHARES = (52, 92, 118, 14, 82, 62, 72, 196, 134, 82, 48, 48)

# Grassroots Voice's orders, one for a pair of areas in the order of REGIONS. Known: that there were
# six, that Northern and South West shared one, and that it began with Pidcock and Henderson. All
# else is assumed: the home candidate first, the others in rotation.
LISTS = (
    ("Pidcock", "Henderson", "Jama", "Rahman", "Dar", "Bolton"),
    ("Dar", "Pidcock", "Rahman", "Bolton", "Jama", "Henderson"),
    ("Jama", "Dar", "Bolton", "Pidcock", "Rahman", "Henderson"),
    ("Rahman", "Bolton", "Pidcock", "Jama", "Dar", "Henderson"),
    ("Bolton", "Jama", "Dar", "Rahman", "Henderson", "Pidcock"),
    ("Henderson", "Rahman", "Jama", "Dar", "Bolton", "Pidcock"),
)

# Appeal: nominations by the first 120 local parties (known), or this where none were found; times
# prominence and, in the candidate's own region, times the home factor.
LEAST_APPEAL = 5
PROMINENCE = {"Luke Akehurst": 6, "Ann Black": 3, "Laura Pidcock": 4}
HOME_FACTOR = 2

# 5.8 % of papers in Scottish council elections with slates of two have a first preference only.
FIRST_ONLY_PER_MILLE = 58

# Weights begin from the slates' shares of nominations (Grassroots Voice 42 %, Labour to Win 24 %)
# and were moved until the known winners came out. "list" among the beginnings is compliance. An
# empty continuation stops after the slate, as 33 % of supporters of slates of two did in Scottish
# council elections, and 48 % of slates of three. Where the others go next follows what the slates
# asked for: Labour to Win also backed Ann Black and two of Tribune, the Labour Left Alliance wanted
# the six of Grassroots Voice after its own, Open Labour at least nine names.
KINDS = (
    Kind(
        "Grassroots Voice",
        415,
        "gv1",
        {"list": 55, "gv6": 42, "ol1 gv6": 3},
        {"": 62, "lla6 any15": 15, "ol2 lla6 tri3": 10, "any30": 9, "lla6 down": 4},
    ),
    Kind(
        "Labour to Win",
        275,
        "ltw1",
        {"ltw6": 82, "ltw3": 12, "ol1 ltw6": 6},
        {"": 62, "ol2 tri3 any15": 17, "tri3 ol2 ind4": 8, "any30": 9, "ol2 tri3 down": 4},
    ),
    Kind(
        "Open Labour",
        105,
        "ol1",
        {"ol2": 75, "ol1": 25},
        {"": 25, "tri3 ltw6 any15": 30, "gv3 ltw3 tri3": 15, "gv6 tri3 any15": 15, "any30": 15},
    ),
    Kind("Tribune", 40, "tri1", {"tri3": 100}, {"": 35, "ol2 ltw6 any15": 45, "ol2 any30": 20}),
    Kind("Labour Left Alliance", 50, "lla1", {"lla6": 100}, {"": 25, "gv6": 60, "gv6 any15": 15}),
    Kind("Independents", 40, "ind1", {"ind4": 50, "ind1 rest3": 50}, {"": 35, "any30": 65}),
    Kind("no slate", 75, "any1", {"any5": 35, "any30": 65}, {"": 100}),
)
# --------------------------------------------------------------------------------------------------

BLOCKS = {
    "gv": "Grassroots Voice",
    "ltw": "Labour to Win",
    "ol": "Open Labour",
    "tri": "Tribune",
    "lla": "Labour Left Alliance",
    "ind": "Independent",
}


class Draw(NamedTuple):
    """Rankings to draw from: `rankings[i]` for a number below `upto[i]`, not below the one before.

    Attributes:
        upto: ascending multiples of 2**-32, the last 1.
    """

    upto: list[float]
    rankings: list[Ranking]


def share_out(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in proportion to `weights`, by largest remainders, the first where they are equal."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def orders(appeal: Mapping[int, int], depth: int) -> Draw:
    """Every order of `depth` candidates, each drawn in proportion to appeal from those left."""
    drawn: list[tuple[Ranking, int]] = [((), 1 << 64)]
    for _ in range(depth):
        longer = []
        for ranking, chance in drawn:
            left = {c: weight for c, weight in appeal.items() if c not in ranking}
            whole = sum(left.values())
            longer += [((*ranking, c), chance * w // whole) for c, w in left.items()]
        drawn = longer
    sums = list(accumulate(chance for _, chance in drawn))
    upto = [(upto << 32) // sums[-1] / (1 << 32) for upto in sums]
    return Draw(upto, [ranking for ranking, _ in drawn])


class _Region:
    """The blocks that a region's papers are made of."""

    def __init__(self, place: int) -> None:
        region = REGIONS[place]
        self.everybody = tuple(range(len(election().candidates)))
        self.appeal = dict.fromkeys(self.everybody, LEAST_APPEAL)
        self.slates: dict[str, list[int]] = {}
        for c, known in enumerate(KNOWN):
            home = HOME_FACTOR if known.region == region else 1
            prominence = PROMINENCE.get(known.name, 1)
            self.appeal[c] = (known.nominations or LEAST_APPEAL) * prominence * home
            self.slates.setdefault(known.slate, []).append(c)
        surnames = {known.name.split()[-1]: c for c, known in enumerate(KNOWN)}
        self.list = tuple(surnames[name] for name in LISTS[place // 2])
        self.known: dict[tuple[str, int], Draw] = {}

    def draws(self, blocks: str) -> list[Draw]:
        """What to draw from, block by block."""
        drawn: list[Draw] = []
        for block in blocks.split():
            name = block.rstrip("0123456789")
            depth = int(block[len(name) :] or 0)
            match name:
                case "list":
                    drawn.append(Draw([1.0], [self.list]))
                case "down":
                    drawn.append(Draw([1.0], [self.everybody]))
                case "any":
                    drawn += [self.orders(self.everybody, name, 1)] * depth
                case "rest":
                    slated = {c for slate in BLOCKS.values() for c in self.slates[slate]}
                    rest = [c for c in self.everybody if c not in slated]
                    drawn += [self.orders(rest, name, 1)] * depth
                case _:
                    drawn.append(self.orders(self.slates[BLOCKS[name]], name, depth))
        return drawn

    def orders(self, candidates: Sequence[int], name: str, depth: int) -> Draw:
        if (name, depth) not in self.known:
            self.known[name, depth] = orders({c: self.appeal[c] for c in candidates}, depth)
        return self.known[name, depth]


def combinations() -> list[tuple[int, str, int]]:
    """(place in REGIONS, blocks, number of papers) for every combination."""
    cells: list[tuple[int, str]] = []
    weights: list[int] = []
    for (place, region_share), kind in product(enumerate(REGION_SHARES), KINDS):
        share = region_share * kind.share
        cells.append((place, kind.first_only))
        weights.append(share * FIRST_ONLY_PER_MILLE * 100 * 100)
        for (begin, b), (more, m) in product(kind.begins.items(), kind.goes_on.items()):
            cells.append((place, f"{begin} {more}"))
            weights.append(share * (1000 - FIRST_ONLY_PER_MILLE) * b * m)
    papers = share_out(VALID_PAPERS, weights)
    return [(*cell, number) for cell, number in zip(cells, papers, strict=True)]


def profile(seed: int = SEED) -> Profile:
    """The reconstructed ballots: `VALID_PAPERS` papers, the same for the same seed."""
    draw = Random(seed).random
    regions = [_Region(place) for place in range(len(REGIONS))]
    totals: dict[Ranking, int] = {}
    for place, blocks, number in combinations():
        draws = regions[place].draws(blocks)
        if all(len(one.rankings) == 1 for one in draws):
            ranking = tuple(dict.fromkeys(c for one in draws for c in one.rankings[0]))
            totals[ranking] = totals.get(ranking, 0) + number
            continue
        for _ in range(number):
            names: Ranking = ()
            for upto, rankings in draws:
                names += rankings[bisect_right(upto, draw())]
            ranking = tuple(dict.fromkeys(names))
            totals[ranking] = totals.get(ranking, 0) + 1
    return Profile.from_totals(totals)
