"""What a voter wrote on a ballot paper, and what is wrong with it.

Knows numbers, ticks, gaps and doubles. Must not know sealing, nor how a page looks. Nothing is
mended here but what the voter asks for (`closed_up`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

# More letters than this are no number of a candidate.
LONGEST = 6


class Marks(NamedTuple):
    """One contest's ballot as it was written.

    Attributes:
        written: by the candidate's number, what stands beside the name, where anything does.
        unreadable: candidates beside whom stands something else than a number from 1.
        doubles: (place, candidates) where several have the same place, sorted.
        gaps: places that nobody has, though somebody has a later one.
        over: how many names are ticked beyond those that may be; 0 where names are ranked.
        order: candidates as ranked, or as ticked in the order of their numbers.
    """

    written: Mapping[int, str]
    unreadable: tuple[int, ...] = ()
    doubles: tuple[tuple[int, tuple[int, ...]], ...] = ()
    gaps: tuple[int, ...] = ()
    over: int = 0
    order: tuple[int, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it can be sealed as it is."""
        return not (self.unreadable or self.doubles or self.gaps or self.over)

    @property
    def blank(self) -> bool:
        """Whether nothing is marked."""
        return not self.written


def ranked(written: Mapping[int, str]) -> Marks:
    """Numbers beside names.

    Args:
        written: by the candidate's number, the text in the box; boxes with nothing are left out.
    """
    written = {number: text.strip() for number, text in written.items() if text.strip()}
    places: dict[int, list[int]] = {}
    unreadable = []
    for number, text in sorted(written.items()):
        # Only the digits 0 to 9: others look alike and are not the same everywhere.
        if text.isascii() and text.isdigit() and len(text) <= LONGEST and int(text):
            places.setdefault(int(text), []).append(number)
        else:
            unreadable.append(number)
    # A place beyond the number of names leaves a gap among the first of them: none need be listed
    # beyond that.
    last = min(max(places, default=0), len(written) + 1)
    gaps = tuple(place for place in range(1, last) if place not in places)
    doubles = tuple(
        (place, tuple(several)) for place, several in sorted(places.items()) if len(several) > 1
    )
    order = tuple(number for place in sorted(places) for number in places[place])
    return Marks(written, tuple(unreadable), doubles, gaps, order=order)


def ticked(numbers: Sequence[int], most: int) -> Marks:
    """Names ticked, at most `most` of them."""
    chosen = tuple(sorted(set(numbers)))
    return Marks(dict.fromkeys(chosen, "x"), over=max(0, len(chosen) - most), order=chosen)


def closed_up(marks: Marks) -> Marks:
    """The same order numbered without gaps; doubles and what is unreadable stay as they are."""
    new, place = {}, 0
    before: str | None = None
    for number in marks.order:
        if marks.written[number].lstrip("0") != before:
            place += 1
        before = marks.written[number].lstrip("0")
        new[number] = str(place)
    return ranked({**marks.written, **new})
