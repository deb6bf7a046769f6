"""Grounds made of a few papers, written out by name."""

from __future__ import annotations

from collections.abc import Iterable

from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.lots import Lots
from hustings.election.model import Election, make_election
from hustings.election.packed import pack
from hustings.election.profile import Profile
from hustings.planning.sayings.ground import Ground, on_ballots

# So many papers with these names, in order.
Papers = list[tuple[int, str]]


def ground_of(
    slates: dict[str, str],
    papers: Papers,
    *,
    seats: int,
    slate: str | None = None,
    rules: str = "ers97",
    draws: int = 2,
) -> Ground:
    """Candidates are called by one word each; lots are in their order."""
    election = election_of(slates, seats)
    return on_ballots(
        election,
        pack(profile_of(election, papers)),
        find(rules),
        lots=Lots("in order", tuple(range(len(election.candidates)))),
        slate=slate,
        draws=draws,
    )


def election_of(slates: dict[str, str], seats: int) -> Election:
    """Slates with their candidates, in ballot-paper order."""
    names = [name for members in slates.values() for name in members.split()]
    loyal = [slate for slate, members in slates.items() for _ in members.split()]
    return make_election("small", seats, names, slates=loyal)


def profile_of(election: Election, papers: Iterable[tuple[int, str]]) -> Profile:
    """Papers written out by name."""
    return Profile.gather(
        (tuple(election.find(name) for name in ranking.split()), number)
        for number, ranking in papers
    )


def elected(ground: Ground, papers: Papers, rules: str = "ers97") -> set[str]:
    """Who is elected by these papers, as the reference counts them."""
    election = ground.election
    lots = Lots("in order", tuple(range(len(election.candidates))))
    result = count(election, profile_of(election, papers), find(rules), lots=lots)
    return {election.names[one.candidate] for one in result.elected}
