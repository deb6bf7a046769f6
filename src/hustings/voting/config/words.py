"""Words that an organisation writes, in one language or several.

Knows which languages an election has. Must not know where a text is shown.
"""

from __future__ import annotations

from hustings.inputs.entry import Entry, nearest
from hustings.inputs.text import shown
from hustings.inputs.tongues import by_language
from hustings.voting.config.keys import LANGUAGES
from hustings.voting.config.model import Words


def languages(root: Entry) -> tuple[str, ...]:
    """The languages that the file asks for, the election's own first; English where none.

    Raises:
        InputError: one that the pages do not speak.
    """
    codes = root.texts("languages", "language")
    if not codes:
        raise root.fault("`languages` is empty", "languages", remedy='write `languages = ["en"]`')
    for place, code in enumerate(codes):
        if code not in LANGUAGES:
            raise root.fault(
                f"the pages do not speak {shown(code)}",
                *("languages", place),
                remedy=nearest(code, LANGUAGES, what="they speak"),
            )
    return codes


def words(entry: Entry, key: str, codes: tuple[str, ...], *, long: bool = False) -> Words:
    """The text under `key`: `"…"`, or `{ en = "…", cy = "…" }`; none where absent.

    Args:
        codes: the election's languages.
        long: whether it may have several lines.

    Raises:
        InputError: something else stands there, or a language that the election does not have; it
            is not there, and must be.
    """
    if key not in entry and entry.needs(key):
        raise entry.missing(key, f'add `{key} = "…"`')
    most = entry.letters(key) if long else None
    return tuple(by_language(entry, key, codes, most=most).items())
