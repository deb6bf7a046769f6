"""Numbers as people write them: 9,000, 30 %, 0,35.

Knows which of them can mean one thing only, and what to write in place of the others. Must not know
what a number is for.

Read without guessing: thousands set apart where a whole number is wanted ("9,000", "9 000",
"9'000"), a share in per cent ("30 %"), a decimal comma where it cannot set thousands apart ("0,35",
"12,5"). Not read: "1,234" where a decimal is possible, and "9.000" where a whole number is wanted,
which are one number here and another there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# More digits than any number here can have; longer ones are read as decimals.
MAX_DIGITS = 18

PLAIN = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_APART = (
    " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"
)
_GROUPED = re.compile(
    rf"[-+]?[1-9][0-9]{{0,2}}(?P<apart>[,.{_APART}])[0-9]{{3}}(?:(?P=apart)[0-9]{{3}})*"
)
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")


class Read(NamedTuple):
    """A number that was not written in plain digits, and what it was taken for.

    Attributes:
        source, line, key: where it stands.
    """

    source: str
    line: int
    key: str
    text: str
    value: int | float


def plain(text: str) -> int | float | None:
    """The number that plain digits write, with a point for decimals; None for anything else."""
    if not PLAIN.fullmatch(text):
        return None
    if len(text) <= MAX_DIGITS and text.lstrip("+-").isdigit():
        return int(text)
    return float(text)


def number(text: str, *, whole: bool, share: bool) -> int | float | None:
    """The one number that a text can mean; None where it means none, or could mean two.

    Args:
        whole: whether a number without decimals is wanted.
        share: whether a part of one is wanted, so that per cent have a meaning.
    """
    text = text.strip()
    if text.endswith("%"):
        part = number(text[:-1], whole=False, share=False) if share else None
        return None if part is None else round(part / 100, 12)
    apart = _GROUPED.fullmatch(text)
    if apart and whole:
        return None if apart["apart"] == "." else int(re.sub(r"[^0-9+-]", "", text))
    if apart and apart["apart"] != ".":
        return None
    if _COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    return plain(text)


def instead(text: str, *, whole: bool, share: bool) -> str:
    """What to write in place of a text that is not a plain number, as far as it can be told."""
    text = text.strip()
    meant = number(text, whole=whole, share=share)
    if meant is not None and len(text) <= MAX_DIGITS:
        return f"write {meant if isinstance(meant, int) else f'{meant:.12g}'}"
    apart = _GROUPED.fullmatch(text)
    if apart and len(text) <= MAX_DIGITS:
        together = re.sub(r"[^0-9+-]", "", text)
        if whole:
            return f"write {together} or {re.split(r'[,.]', text)[0]}, whichever is meant"
        if apart["apart"] in ",.":
            return f"write {together}, or {text.replace(',', '.')} if that is a decimal"
        return f"write {together}"
    if text.endswith("%"):
        part = number(text[:-1], whole=False, share=False)
        if part is not None and len(text) <= MAX_DIGITS:
            return f"write a plain number: {text} are {part / 100:.12g}"
    return "write plain digits, with a point for decimals"


# -- lines that are not TOML -----------------------------------------------------------------------

_QUOTES = re.compile(
    "[\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    "\N{RIGHT SINGLE QUOTATION MARK}]"
)
_VALUE = re.compile(rf"=\s*(?P<value>[-+]?[0-9.][0-9.,{_APART}]*\s?%?)(?=\s*(?:[,}}\]#]|$))")
_STRAIGHT = re.compile(r'"(?:[^"\\]|\\.)*"')


def on_line(line: str) -> tuple[str, str] | None:
    """What is wrong with a line of TOML that a person wrote, and what to do; None for what else.

    Args:
        line: one that the reader of TOML could not take.
    """
    bare = _STRAIGHT.sub('""', line).split("#", 1)[0]
    if found := _QUOTES.search(bare):
        return (
            f"`{found[0]}` is a quotation mark as printers set it",
            'write straight ones: "…"',
        )
    for found in _VALUE.finditer(bare):
        value = found["value"].strip().rstrip(",")
        if plain(value) is None or value.strip("+-")[0] == "." or value[-1] == ".":
            return (
                f"`{value}` is not a number as TOML writes it",
                instead(value, whole=False, share=True),
            )
    return None
