"""Single postcodes, gathered by outcode, and the index that they make.

Knows how many second halves an outcode can have, and how to tell a region from its neighbours. Each
outcode has one slot for each of the 6,760 second halves: two bytes for what stands there, so that
2.7 million postcodes take 40 MB.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

from hustings.errors import InputError
from hustings.guide.postcodes.importing.layout import Key, Layout
from hustings.guide.postcodes.index import Index, Straddling
from hustings.inputs.text import shown

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
INCODES = tuple(f"{n}{one}{two}" for n in range(10) for one in _LETTERS for two in _LETTERS)
_SLOT = {incode: slot for slot, incode in enumerate(INCODES)}
_OUTCODE = re.compile(r"[A-Z]{1,2}(?:[0-9]|[1-9][0-9]|[0-9][A-Z])")
# Girobank's GIR and Newport's old NPT, which ended long ago.
_OLD = re.compile(r"[A-Z]{3}")
_NORTHERN_IRELAND = "Northern Ireland"

Board = dict[str, "array[int]"]


class Slots:
    """What every postcode was said to lie in; 0 stands for nothing said.

    Attributes:
        labels: names of areas or countries, or codes of districts; the first stands for nothing.
        live, ended: by outcode, the label of each slot.
    """

    def __init__(self, base: Index) -> None:
        self.base = base
        self.labels: list[str] = [""]
        self.live: Board = {}
        self.ended: Board = {}
        self._known: dict[str, int] = {"": 0}
        self._keys: dict[Key, int] = {}

    def fill(
        self,
        rows: Iterable[Sequence[str]],
        layout: Layout,
        source: str,
        line: Callable[[], int],
    ) -> int:
        """Put rows into their slots; how many.

        Args:
            line: the line in the file of the row in hand.

        Raises:
            InputError: a row of another width, no postcode where one should be, an unknown code.
        """
        key_of = itemgetter(*layout.key)
        keys, live, ended, slot_of = self._keys, self.live, self.ended, _SLOT
        width, postcode_at, ended_at = layout.width, layout.postcode, layout.ended
        count = 0
        for row in rows:
            count += 1
            if len(row) != width:
                raise InputError(
                    f"this row has {len(row)} columns, the first has {width}",
                    remedy="download the file again",
                    source=source,
                    line=line(),
                )
            key = key_of(row)
            label = keys.get(key)
            if label is None:
                label = self._label(key, layout, source, line())
            if not label:
                continue
            postcode = row[postcode_at]
            board = ended if ended_at >= 0 and row[ended_at] else live
            slot = slot_of.get(postcode[-3:])
            outcode = postcode[:-3].rstrip(" ")
            if slot is None:
                raise _no_postcode(postcode, source, line())
            try:
                board[outcode][slot] = label
            except KeyError:
                if _OUTCODE.fullmatch(outcode):
                    board[outcode] = array("H", bytes(2 * len(INCODES)))
                    board[outcode][slot] = label
                elif not _OLD.fullmatch(outcode):
                    raise _no_postcode(postcode, source, line()) from None
        return count

    def _label(self, key: Key, layout: Layout, source: str, line: int) -> int:
        """The number of what a row says of the place, met for the first time."""
        meaning = layout.meaning(key)
        if meaning is None:
            raise InputError(
                f"{shown(' '.join(key))} is not a known country and region",
                remedy="see whether there is a newer version of Hustings",
                source=source,
                line=line,
            )
        if meaning not in self._known:
            self._known[meaning] = len(self.labels)
            self.labels.append(meaning)
        self._keys[key] = self._known[meaning]
        return self._keys[key]

    def resolved(self, source: str) -> tuple[int, ...]:
        """The area of each label, by its place in the index; the first stands for nothing.

        A district of England lies in the region where most of its postcodes lie by the base index:
        regions hardly ever change, and where a boundary cuts through an outcode the others decide.

        Raises:
            InputError: a district has no postcode that the base index knows.
        """
        names = {area.name: place for place, area in enumerate(self.base.areas)}
        votes: dict[int, Counter[int]] = {}
        if any(label not in names for label in self.labels[1:]):
            votes = self._votes()
        areas = [-1]
        for place, label in enumerate(self.labels[1:], 1):
            by_area = votes.get(place)
            if label in names:
                areas.append(names[label])
            elif by_area:
                areas.append(min(by_area, key=lambda area: (-by_area[area], area)))
            else:
                raise InputError(
                    f"the region of the district {shown(label)} cannot be told:"
                    " none of its outcodes is known",
                    remedy="use the ONS Postcode Directory",
                    source=source,
                )
        return tuple(areas)

    def _votes(self) -> dict[int, Counter[int]]:
        """How many postcodes of each label the base index has in each area."""
        votes: dict[int, Counter[int]] = {}
        for outcode, slots in self.live.items():
            whole = self.base.whole(outcode)
            straddler = self.base.straddler(outcode)
            for label, slot in _filled(slots):
                area = whole
                if area is None and straddler is not None:
                    run = bisect_right(straddler.starts, INCODES[slot]) - 1
                    area = straddler.run_areas[run]
                if area is not None:
                    votes.setdefault(label, Counter())[area] += 1
        return votes

    def outcodes(
        self, areas: Sequence[int]
    ) -> tuple[tuple[tuple[str, int], ...], tuple[Straddling, ...]]:
        """The outcodes that lie in one area, and the others, as an index has them.

        Args:
            areas: of the labels.
        """
        whole: dict[str, int] = {}
        straddling: list[Straddling] = []
        for outcode in sorted({*self.live, *self.ended}):
            placed = self._placed(outcode, areas)
            counts = Counter(area for _, area in placed)
            if len(counts) == 1:
                whole[outcode] = placed[0][1]
            else:
                straddling.append(self._straddling(outcode, placed, counts))
        northern = [area.name for area in self.base.areas].index(_NORTHERN_IRELAND)
        if northern not in whole.values():
            whole.update(pair for pair in self.base.outcodes if pair[1] == northern)
        return tuple(sorted(whole.items())), tuple(straddling)

    def _placed(self, outcode: str, areas: Sequence[int]) -> list[tuple[int, int]]:
        """(slot, area) of an outcode, ascending.

        What is in use decides in which areas an outcode lies. Postcodes that have ended fill in
        between them, or stand for the outcode where nothing of it is in use.
        """
        live = {slot: areas[label] for label, slot in _filled(self.live.get(outcode, ()))}
        met = set(live.values())
        for label, slot in _filled(self.ended.get(outcode, ())):
            if not met or areas[label] in met:
                live.setdefault(slot, areas[label])
        return sorted(live.items())

    def _straddling(
        self, outcode: str, placed: Sequence[tuple[int, int]], counts: Counter[int]
    ) -> Straddling:
        starts, run_areas = ["0AA"], [placed[0][1]]
        for slot, area in placed:
            if area != run_areas[-1]:
                starts.append(INCODES[slot])
                run_areas.append(area)
        ordered = tuple(sorted(counts, key=lambda area: (-counts[area], area)))
        before = self.base.straddler(outcode)
        towns = dict(zip(before.areas, before.places, strict=True)) if before else {}
        return Straddling(
            outcode,
            ordered,
            tuple(towns.get(area, "") for area in ordered),
            tuple(starts),
            tuple(run_areas),
        )


def _filled(slots: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(label, slot) of what was said."""
    return ((label, slot) for slot, label in enumerate(slots) if label)


def _no_postcode(text: str, source: str, line: int) -> InputError:
    return InputError(
        f"{shown(text)} is not a postcode",
        remedy="download the file again",
        source=source,
        line=line,
    )
