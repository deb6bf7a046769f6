"""Small elections whose candidates are letters, and what sayings are tested on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.election.model import Election, make_election
from hustings.election.packed import PackedProfile, pack
from hustings.election.profile import Profile
from hustings.planning.sayings.ground import Ground, on_ballots

# (ranking as letters, papers)
Papers = Sequence[tuple[str, int]]


def election(seats: int, slates: Mapping[str, str]) -> Election:
    """Candidates by letter: `slates` has the letters of each slate."""
    names = sorted("".join(slates.values()))
    of = {name: slate for slate, members in slates.items() for name in members}
    return make_election("letters", seats, names, slates=[of[name] for name in names])


def packed(names: Sequence[str], papers: Papers) -> PackedProfile:
    """Rankings as arrays."""
    return pack(
        Profile.gather(
            [(tuple(names.index(name) for name in ranking), number) for ranking, number in papers]
        )
    )


def ground(
    papers: Papers,
    slates: Mapping[str, str],
    *,
    seats: int,
    rules: str = "scotland",
    slate: str | None = None,
    draws: int = 2,
) -> Ground:
    """The ballots of an election of letters."""
    there = election(seats, slates)
    lots = seeded("letters", there)
    return on_ballots(
        there, packed(there.names, papers), find(rules), lots=lots, slate=slate, draws=draws
    )


def written(profile: PackedProfile, names: Sequence[str]) -> list[tuple[str, int]]:
    """Rankings as letters again, in the order of the profile."""
    return [
        ("".join(names[entry] for entry in profile.entries[start:end].tolist()), number)
        for start, end, number in zip(
            profile.starts[:-1].tolist(),
            profile.starts[1:].tolist(),
            profile.papers.tolist(),
            strict=True,
        )
    ]
