"""Sentences in which the campaign has a say: what a part is called, what comes after a list.

Knows where the campaign's words stand in place of the site's own. Must not know pages.
"""

from __future__ import annotations

from hustings.guide.model import Guide
from hustings.report.languages import Words


def of_parts(words: Words, guide: Guide, key: str, n: int = 1, **places: object) -> str:
    """A sentence about regions; about what members call them, where the guide says that.

    Those are in the table [part], under the same key, and made so that any name fits: a Welsh
    sentence must not change its first letter, nor know its gender.

    Args:
        n: how many regions it is about.
    """
    key, names = naming(guide, words.language, key, n)
    return words(key, n=n, **names, **places)


def naming(guide: Guide, language: str, key: str, n: int = 1) -> tuple[str, dict[str, str]]:
    """The key of such a sentence, and what its places for the names of parts are filled with."""
    if guide.part is None:
        return key, {}
    one, several = (guide.part.given(language, number) for number in (1, 2))
    named = one if n == 1 else several
    return f"part.{key.partition('.')[2]}", {"part": one, "parts": several, "named": named}


def after(words: Words, guide: Guide, names: int, *, short: bool = False) -> tuple[str, str]:
    """(language, text): what follows a list with so many names; empty for nothing.

    Args:
        short: in a few words, where there is little room; the campaign's own are as they are.
    """
    if guide.later is None:
        return words.language, ""
    if guide.later:
        return guide.later.given(words.language)
    return words.language, words("card.later" if short else "poster.later", n=names)
