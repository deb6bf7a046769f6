"""Who stands, for how many seats.

Knows candidates and elections. Must not know counting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hustings.errors import InputError


@dataclass(frozen=True, slots=True)
class Candidate:
    """One name on the ballot paper.

    Attributes:
        index: 0-based place on the ballot paper.
        name: as printed; unique in an election.
        slate: party or slate; empty for none.
        groups: labels for constraints such as a minimum number of women.
    """

    index: int
    name: str
    slate: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Election:
    """The frame of a count: title, seats, candidates, who withdrew, and who keeps a seat.

    Attributes:
        title: may be empty.
        seats: places to fill, at least 1.
        candidates: in ballot-paper order; `candidates[i].index == i`; names unique.
        withdrawn: indexes of candidates who withdrew, ascending.
        sitting: indexes of those who hold a seat already and keep it, ascending; a count for a
            vacancy excludes none of them.

    Raises:
        InputError: when one of the above does not hold.
    """

    title: str
    seats: int
    candidates: tuple[Candidate, ...]
    withdrawn: tuple[int, ...] = ()
    sitting: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise InputError(
                f"an election cannot have {self.seats} seats",
                remedy="give a number of seats of at least 1",
            )
        seen: dict[str, int] = {}
        for place, candidate in enumerate(self.candidates):
            if candidate.index != place:
                raise InputError(f"candidate {candidate.name!r} has the wrong index")
            if not candidate.name.strip():
                raise InputError(
                    f"candidate {place + 1} has no name", remedy="name every candidate"
                )
            if candidate.name in seen:
                raise InputError(
                    f"candidates {seen[candidate.name] + 1} and {place + 1} are both called"
                    f" {candidate.name!r}",
                    remedy="give each a different name",
                )
            seen[candidate.name] = place
        if list(self.withdrawn) != sorted(set(self.withdrawn)) or any(
            not 0 <= index < len(self.candidates) for index in self.withdrawn
        ):
            raise InputError("withdrawn candidates must be on the ballot paper, each named once")
        if list(self.sitting) != sorted(set(self.sitting)) or any(
            not 0 <= index < len(self.candidates) for index in self.sitting
        ):
            raise InputError("sitting members must be on the ballot paper, each named once")
        if gone := set(self.sitting) & set(self.withdrawn):
            raise InputError(
                f"{self.candidates[min(gone)].name!r} has withdrawn and cannot keep a seat",
                remedy="name them once, as the one or the other",
            )
        if len(self.sitting) > self.seats:
            raise InputError(
                f"{len(self.sitting)} cannot keep seats where there are {self.seats}",
                remedy="name no more sitting members than there are seats",
            )

    @property
    def names(self) -> tuple[str, ...]:
        """Every candidate's name, in ballot-paper order."""
        return tuple(candidate.name for candidate in self.candidates)

    @property
    def standing(self) -> tuple[int, ...]:
        """Indexes of those who did not withdraw."""
        return tuple(i for i in range(len(self.candidates)) if i not in self.withdrawn)

    def find(self, name: str) -> int:
        """Index of the candidate called `name`.

        Raises:
            InputError: nobody is called that; the message offers the nearest name.
        """
        names = self.names
        if name in names:
            return names.index(name)
        folded = [i for i, known in enumerate(names) if known.casefold() == name.casefold()]
        if len(folded) == 1:
            return folded[0]
        import difflib

        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        remedy = f"did you mean {near[0]!r}?" if near else "the candidates are " + ", ".join(names)
        raise InputError(f"no candidate is called {name!r}", remedy=remedy)

    def with_seats(self, seats: int) -> Election:
        """The same election for another number of seats."""
        return replace(self, seats=seats)

    def withdraw(self, index: int) -> Election:
        """The same election as if this candidate had withdrawn before the count."""
        return replace(self, withdrawn=tuple(sorted({*self.withdrawn, index})))

    def keep(self, index: int) -> Election:
        """The same election with this candidate keeping a seat that they hold already."""
        return replace(self, sitting=tuple(sorted({*self.sitting, index})))


def make_election(
    title: str,
    seats: int,
    names: list[str] | tuple[str, ...],
    *,
    slates: list[str] | tuple[str, ...] = (),
    withdrawn: tuple[int, ...] = (),
) -> Election:
    """An election from plain names, in ballot-paper order; `slates` beside them or not at all."""
    parties = list(slates) or [""] * len(names)
    candidates = tuple(
        Candidate(index, name, slate)
        for index, (name, slate) in enumerate(zip(names, parties, strict=True))
    )
    return Election(title, seats, candidates, tuple(sorted(set(withdrawn))))
