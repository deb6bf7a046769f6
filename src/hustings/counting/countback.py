"""Filling a vacancy from the ballots of the election: counted again without whoever left.

Knows who takes no place in the new count, and both ways of treating those who sit: they keep their
seats, so that none of them is excluded, or they are free to lose them. Must not know where ballots
come from, nor which way an organisation's rules mean.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.counting.record import CountRecord
from hustings.election.model import Election
from hustings.errors import InputError
from hustings.inputs.text import shown

KEPT = "kept"
FREE = "free"
WAYS = (KEPT, FREE)


class Vacancy(NamedTuple):
    """What is to be filled; names as on the ballot paper.

    Attributes:
        before: the members before anybody left, in order of election.
        leaving: those of them who leave.
        unavailable: who does not want the seat.
        gone: who withdrew before the first count or left at an earlier vacancy.
    """

    before: tuple[str, ...]
    leaving: tuple[str, ...]
    unavailable: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def sitting(self) -> tuple[str, ...]:
        """The members who stay."""
        return tuple(name for name in self.before if name not in self.leaving)


def vacancy(
    election: Election,
    before: tuple[str, ...],
    leaving: tuple[str, ...],
    unavailable: tuple[str, ...] = (),
    gone: tuple[str, ...] = (),
) -> Vacancy:
    """A vacancy, every name found on the ballot paper.

    Args:
        leaving, unavailable: as somebody typed them.

    Raises:
        InputError: a name nobody bears, nobody leaves, who leaves does not sit, or who sits is
            unavailable.
    """
    out = _found(election, leaving)
    away = _found(election, unavailable)
    if not out:
        raise InputError("nobody leaves", remedy="say who: --leaving NAME")
    for name in out:
        if name not in before:
            raise InputError(
                f"{shown(name)} does not sit", remedy=f"the members are {', '.join(before)}"
            )
    for name in away:
        if name in before:
            raise InputError(
                f"{shown(name)} sits, and is not asked to take a seat",
                remedy=f"if they leave too, say --leaving {name!r}",
            )
    return Vacancy(before, out, away, gone)


def elections(election: Election, vacancy: Vacancy) -> dict[str, Election]:
    """The election as it is counted again, by way: with those who sit kept, and free."""
    for name in (*vacancy.gone, *vacancy.leaving, *vacancy.unavailable):
        election = election.withdraw(election.find(name))
    kept = election
    for name in vacancy.sitting:
        kept = kept.keep(kept.find(name))
    return {KEPT: kept, FREE: election}


class Filled(NamedTuple):
    """What a count for a vacancy brings.

    Attributes:
        members: everybody who sits then: who stays in their old order, then who joins.
        joining: who takes a seat, in order of election.
        losing: who sat and was not elected again.
    """

    members: tuple[str, ...]
    joining: tuple[str, ...]
    losing: tuple[str, ...]


def filled(vacancy: Vacancy, record: CountRecord | None) -> Filled:
    """What the record of a count for the vacancy brings; None for one that had nothing to count."""
    if record is None:
        return Filled(vacancy.sitting, (), ())
    winners = record.winners
    staying = tuple(name for name in vacancy.sitting if name in winners)
    joining = tuple(name for name in winners if name not in vacancy.sitting)
    losing = tuple(name for name in vacancy.sitting if name not in winners)
    return Filled((*staying, *joining), joining, losing)


def _found(election: Election, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(election.names[election.find(name)] for name in names))
