"""Names as they can stand in an address or a file's name: lower-case letters, digits, hyphens.

Knows letters with marks and what file systems cannot hold. Must not know what the names are of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

MAX_SLUG = 48

# Letters that are no plain letter with a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "\u0131": "i",
    }
)
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
# Names that Windows keeps for its devices, and a folder's own page.
_TAKEN = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]|index")


def slugs(names: Sequence[Sequence[str]], kind: str) -> tuple[str, ...]:
    """A slug for each of `names`, all different; the same names in the same order give the same.

    Args:
        names: of each thing one or more names; as many of them as fit stand in the slug.
        kind: what to call a thing by its number whose name leaves nothing, "list".
    """
    found: list[str] = []
    for place, parts in enumerate(names, 1):
        slug = _joined([plain(part) for part in parts]) or f"{kind}-{place}"
        if _TAKEN.fullmatch(slug):
            slug = f"{kind}-{slug}"
        number, free = 1, slug
        while free in found:
            number += 1
            free = f"{slug}-{number}"
        found.append(free)
    return tuple(found)


def plain(name: str) -> str:
    """A name in lower-case ASCII letters and digits with single hyphens; may be empty."""
    text = name.casefold().replace("&", " and ").translate(_LETTERS)
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def _joined(parts: Sequence[str]) -> str:
    """As many whole parts as fit, from the first on; of a first that does not, whole words."""
    text = ""
    for part in parts:
        longer = f"{text}-{part}" if text and part else text or part
        if len(longer) > MAX_SLUG:
            return text or part[: MAX_SLUG + 1].rpartition("-")[0] or part[:MAX_SLUG]
        text = longer
    return text
