"""The made-up society: who stands, who is on the roll, how each of them votes.

Knows names and likings, drawn from one seed. Must not know how a vote is cast.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

SEED = "hustings vote demo"
OFFICER = "Olive"
SCRUTINEER = "Sam"
TRUSTEES = ("Tess", "Uri")
REGION = "North"
TITLE = "Election of 2026"

_FORENAMES = (
    *("Ada", "Bertie", "Cara", "Dafydd", "Edie", "Farah", "George", "Hana", "Idris", "Jo"),
    *("Kiran", "Lowri", "Mabel", "Nia", "Owen", "Priya", "Quentin", "Rhys", "Siân", "Tom"),
    *("Una", "Vera", "Wilf", "Xanthe", "Yusuf", "Zoë"),
)
_SURNAMES = (
    *("Abbott", "Bevan", "Clarke", "Davies", "Evans", "Fletcher", "Green", "Hughes", "Iqbal"),
    *("Jones", "Khan", "Lewis", "Morgan", "Norris", "O’Neill", "Patel", "Quinn", "Roberts"),
    *("Singh", "Taylor", "Underwood", "Vaughan", "Walsh", "Young"),
)
_SLATES = ("Orchard", "Hedgerow", "")


class Contest(NamedTuple):
    """A contest of the society: as of election.toml; `region` empty where everybody may vote."""

    id: str
    title: str
    seats: int
    rules: str
    names: tuple[str, ...]
    region: str = ""


class Voter(NamedTuple):
    """Somebody on the roll who votes or not: the rankings by contest, candidates from 1."""

    member: str
    name: str
    region: str
    votes: bool
    rankings: dict[str, tuple[int, ...]]


def _names(count: int, start: int) -> tuple[str, ...]:
    return tuple(
        f"{_FORENAMES[(start + n) % len(_FORENAMES)]} {_SURNAMES[(start * 5 + n * 7) % 24]}"
        for n in range(count)
    )


CONTESTS = (
    Contest("committee", "Committee", 9, "ers97", _names(42, 0)),
    Contest("chair", "Chair", 1, "irv", _names(4, 3)),
    Contest("north", "Members for the North", 2, "scotland", _names(5, 11), REGION),
)


def toml(decoys: int, port: int) -> str:
    """election.toml: an exercise on this machine, its poll open from long ago to long hence."""
    head = f"""\
# Made up by `hustings vote demo`: nobody in it exists.
title = "{TITLE}"
organisation = "The Made-up Society"
address = "http://127.0.0.1:{port}/"
setting = "society"
trustees = {len(TRUSTEES)}

[dates]
opens = 2026-01-01T09:00:00
closes = 2099-12-31T12:00:00

[seal]
practice = true
least_decoys = {decoys}

[texts]
welcome = "This election is made up. Vote as often as you find links."
"""
    return head + "".join(_contest(one) for one in CONTESTS)


def _contest(one: Contest) -> str:
    candidates = ",\n".join(
        f'  {{ name = "{name}"'
        + (f', slate = "{slate}"' if (slate := _SLATES[n % 3]) and one.seats > 2 else "")
        + " }"
        for n, name in enumerate(one.names)
    )
    voters = f'{{ region = "{one.region}" }}' if one.region else '"all"'
    return f"""
[[contests]]
id = "{one.id}"
title = "{one.title}"
seats = {one.seats}
rules = "{one.rules}"
ties = "seed"
ties_seed = "{SEED}, {one.id}"
voters = {voters}
candidates = [
{candidates},
]
"""


def voters(number: int) -> Iterator[Voter]:
    """The roll, the same each time: three in ten in the North, four in five vote."""
    drawn = Random(SEED)
    likings = {one.id: [drawn.random() ** 2 for _ in one.names] for one in CONTESTS}
    for n in range(1, number + 1):
        name = f"{drawn.choice(_FORENAMES)} {drawn.choice(_SURNAMES)}"
        region = REGION if n % 10 < 3 else "South"
        own = drawn.randrange(len(_SLATES))
        rankings = {
            one.id: _ranking(drawn, likings[one.id], own)
            for one in CONTESTS
            if one.region in ("", region)
        }
        yield Voter(f"{n:05}", name, region, n % 5 != 0, rankings)


def _ranking(drawn: Random, liked: list[float], own: int) -> tuple[int, ...]:
    """A few names or many: those liked and those of the voter's own slate rather first."""
    order = sorted(
        range(len(liked)),
        key=lambda n: (drawn.random() * (0.2 + liked[n] + (0.6 if n % 3 == own else 0)), n),
        reverse=True,
    )
    return tuple(n + 1 for n in order[: 1 + drawn.randrange(min(len(order), 15))])
