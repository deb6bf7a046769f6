"""Names in what is shown before the lists are: a text that says who stands gives them away.

Knows which texts of a guide are on its pages before the day of publication. Must not know files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hustings.guide.model import Guide, Text


class Leak(NamedTuple):
    """A text that names somebody too early.

    Attributes:
        text: its key in guide.toml, "texts.intro".
        name: of whom, as the list has it.
        word: what stands in the text where that is the surname alone; empty for the whole name.
    """

    text: str
    name: str
    word: str = ""


def leaks(guide: Guide) -> tuple[Leak, ...]:
    """Who is named in texts that are shown before the lists, each text and name once.

    A surname of more than a letter counts where it stands as the list writes it, capital and all;
    it may be another word.
    """
    names = dict.fromkeys(
        name
        for sequence in (
            *(order.sequence for order in guide.lists),
            *(contest.recommended for contest in guide.contests),
        )
        for name in sequence
    )
    found = (
        leak
        for key, words in _shown_early(guide)
        for name in names
        if (leak := _leak(key, words, name))
    )
    return tuple(dict.fromkeys(found))


def _shown_early(guide: Guide) -> Iterator[tuple[str, str]]:
    """(key, words) of every text, in each language, on the pages before publication."""
    yield "slate", guide.slate
    yield "organisation", guide.organisation
    texts: list[tuple[str, Text]] = [
        ("title", guide.title),
        ("imprint", guide.imprint),
        ("texts.intro", guide.intro),
        ("texts.about", guide.about),
    ]
    for number, contest in enumerate(guide.contests, 1):
        texts += [
            (f"contest {number} title", contest.title),
            (f"contest {number} who", contest.who),
        ]
    for number, one in enumerate(guide.endorsements, 1):
        yield f"endorsement {number} by", one.by
        texts.append((f"endorsement {number} words", one.words))
    texts += [(f"link {number} title", link.title) for number, link in enumerate(guide.links, 1)]
    for key, text in texts:
        yield from ((key, words) for _, words in text.said)


def _leak(key: str, words: str, name: str) -> Leak | None:
    parts = name.split()
    whole, surname = (r"\s+".join(map(re.escape, some)) for some in (parts, parts[-1:]))
    if re.search(rf"(?<!\w){whole}(?!\w)", words, re.IGNORECASE):
        return Leak(key, name)
    if len(parts) > 1 and len(parts[-1]) > 1 and re.search(rf"(?<!\w){surname}(?!\w)", words):
        return Leak(key, name, parts[-1])
    return None
