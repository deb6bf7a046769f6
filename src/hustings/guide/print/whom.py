"""Whom a list is for, in few words: regions that follow each other in one, as "A–F".

Knows that letters, months and digits have an order. Titles of the campaign's own stay as they are.
"""

from __future__ import annotations

from hustings.guide.model import Guide, Partition, PublishedSequence, Region


def titles(guide: Guide, order: PublishedSequence, language: str) -> list[str]:
    """The titles of a list's regions, those of parts that follow each other put together."""
    regions = [guide.regions[index] for index in order.regions]
    plain = [region.title.given(language)[1] for region in regions]
    if guide.partition in (Partition.PLACE, Partition.CHOICE):
        return plain
    joined: list[tuple[int, str, str]] = []
    if not made(guide, order, language):
        return plain
    for region, title in sorted(zip(regions, plain, strict=True), key=lambda one: _ends(one[0])):
        first, last = _ends(region)
        start, end = title.split("–")[0], title.split("–")[-1]
        if joined and joined[-1][0] == first - 1:
            start = joined.pop()[1]
        joined.append((last, start, end))
    return [start if start == end else f"{start}–{end}" for _, start, end in joined]


def made(guide: Guide, order: PublishedSequence, language: str) -> bool:
    """Whether all titles of a list are those of its letters, months or digits."""
    regions = [guide.regions[index] for index in order.regions]
    return all(_made(guide, one, one.title.given(language)[1]) for one in regions)


def _ends(region: Region) -> tuple[int, int]:
    """The first and the last of its keys, as places in their order; (-1, -1) for none."""
    places = [ord(key) if key.isalpha() else int(key) for key in region.keys]
    return min(places, default=-1), max(places, default=-1)


def _made(guide: Guide, region: Region, title: str) -> bool:
    """Whether a title is that of one piece, as it is made where the campaign gives none."""
    first, last = _ends(region)
    if not region.keys or last - first + 1 != len(region.keys):
        return False
    ends = title.split("–")
    if guide.partition is Partition.BIRTH_MONTH:  # in any language
        return len(ends) == (1 if first == last else 2) and " " not in title
    return ends == list(dict.fromkeys((region.keys[0], region.keys[-1])))
