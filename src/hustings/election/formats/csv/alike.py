"""Names that may be one: which differ in nothing but case, accents and spaces, which in one letter.

Knows names as text. What becomes of those that are alike is for whoever reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hustings.election.formats.csv.labels import folded

# Shorter names differ in one letter by nature.
_LEAST = 5


def key(name: str) -> str:
    """What is left of a name without case, accents and spaces."""
    return folded(name).replace(" ", "")


def one_letter_apart(by_key: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each two names whose keys differ in one letter, the earlier of them first.

    Args:
        by_key: names by their key.
    """
    pairs = [(key, name) for key, name in by_key.items() if len(key) >= _LEAST]
    for place, (own, name) in enumerate(pairs):
        for other_key, other in pairs[:place]:
            if abs(len(own) - len(other_key)) < 2 and _one_letter(own, other_key):
                yield other, name


def _one_letter(one: str, other: str) -> bool:
    """Whether one letter changed, put in or taken out makes one key of the other."""
    if len(one) < len(other):
        one, other = other, one
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    rest = other[at + 1 :] if len(one) == len(other) else other[at:]
    return one[at + 1 :] == rest and not (one[at : at + 1] + other[at : at + 1]).isdigit()
