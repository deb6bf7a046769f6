"""Words that an organisation writes, in one language or several.

Knows which languages an election has. Must not know where a text is shown.
"""

from __future__ import annotations

from hustings.inputs.entry import Entry, kind, nearest
from hustings.inputs.text import has_control, shown
from hustings.voting.config.model import Words

LANGUAGES = ("en", "cy")
MOST_LETTERS = 20_000


def languages(root: Entry) -> tuple[str, ...]:
    """The languages that the file asks for, the election's own first; English where none.

    Raises:
        InputError: one that the pages do not speak.
    """
    codes = root.texts("languages", "language") if "languages" in root else ("en",)
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


def words(
    entry: Entry, key: str, codes: tuple[str, ...], *, needed: bool = False, long: bool = False
) -> Words:
    """The text under `key`: `"…"`, or `{ en = "…", cy = "…" }`; none where absent.

    Args:
        codes: the election's languages.
        needed: whether it must be there.
        long: whether it may have several lines.

    Raises:
        InputError: something else stands there, or a language that the election does not have.
    """
    value = entry.values.get(key)
    if value is None:
        if needed:
            raise entry.missing(key, f'add `{key} = "…"`')
        return ()
    if isinstance(value, str):
        return ((codes[0], _checked(entry, value, long, key)),)
    example = ", ".join(f'{code} = "…"' for code in codes)
    if not isinstance(value, dict) or not value:
        raise entry.fault(
            f"`{key}` must be text, not {kind(value)}",
            key,
            remedy=f'write `{key} = "…"`, or `{key} = {{ {example} }}`',
        )
    for code, text in value.items():
        if code not in codes:
            raise entry.fault(
                f"`{key}` is given in {shown(code)}, which is not among `languages`",
                *(key, code),
                remedy=nearest(code, codes, what="they are"),
            )
        if not isinstance(text, str):
            raise entry.fault(f"`{key}` in {shown(code)} must be text, not {kind(text)}", key, code)
    return tuple(
        (code, _checked(entry, value[code], long, key, code)) for code in codes if code in value
    )


def _checked(entry: Entry, text: str, long: bool, *keys: str) -> str:
    called = f"`{keys[0]}`"
    if not long:
        return entry.plain(text, called, *keys)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise entry.fault(f"{called} is empty", *keys)
    if has_control(text.replace("\n", " ").replace("\t", " ")):
        raise entry.fault(f"{called} holds a control character", *keys)
    if len(text) > MOST_LETTERS:
        raise entry.fault(f"{called} has {len(text):,} letters", *keys, remedy="make it shorter")
    return text
