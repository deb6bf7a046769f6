"""Texts that people write in one language or several: `"…"`, or `{ en = "…", cy = "…" }`.

Knows languages by their codes. Must not know where a text is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.inputs.entry import Entry, kind, nearest
from hustings.inputs.text import has_control, shown


def by_language(
    entry: Entry, key: str, codes: Sequence[str], *, most: int | None = None
) -> dict[str, str]:
    """The text under `key` in each language it is given in, in the order of `codes`.

    A bare text is in the first of `codes`. Nothing where the key is absent.

    Args:
        most: letters of a text of several lines; None for a single line.

    Raises:
        InputError: something else stands there, or a language that is not among `codes`.
    """
    value = entry.values.get(key)
    if value is None:
        return {}
    if isinstance(value, str):
        return {codes[0]: _checked(entry, value, f"`{key}`", key, most=most)}
    if not isinstance(value, dict):
        example = ", ".join(f'{code} = "…"' for code in codes)
        raise entry.fault(
            f"`{key}` must be text, not {kind(value)}",
            key,
            remedy=f'write `{key} = "…"`, or `{key} = {{ {example} }}`',
        )
    given: dict[str, str] = {}
    for code, text in value.items():
        if code not in codes:
            raise entry.fault(
                f"`{key}` is given in {shown(code)}, which is not among `languages`",
                *(key, code),
                remedy=nearest(code, codes, what="they are"),
            )
        called = f"`{key}` in {shown(code)}"
        if not isinstance(text, str):
            raise entry.fault(
                f"{called} must be text, not {kind(text)}",
                *(key, code),
                remedy="put it in quotation marks",
            )
        given[code] = _checked(entry, text, called, key, code, most=most)
    if not given:
        raise entry.fault(f"`{key}` is empty", key, remedy=f'write `{key} = "…"`, or take it out')
    return {code: given[code] for code in codes if code in given}


def _checked(entry: Entry, text: str, called: str, *keys: str, most: int | None) -> str:
    if most is None:
        return entry.plain(text, called, *keys)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise entry.fault(f"{called} is empty", *keys)
    if has_control(text.replace("\n", " ").replace("\t", " ")):
        raise entry.fault(f"{called} holds a control character", *keys)
    if len(text) > most:
        raise entry.fault(
            f"{called} has {len(text):,} letters", *keys, remedy=f"use at most {most:,}"
        )
    return text
