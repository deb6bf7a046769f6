"""Which ballot format a text is, told by its content and never by its file's name.

Knows the first lines of each format. Must not know how to read the rest.
"""

from __future__ import annotations

import re

from hustings.inputs.text import Source, shown

# Compiled when there are comments to look at: most files have none.
_PREFLIB = r"#\s*(FILE NAME|DATA TYPE|NUMBER ALTERNATIVES|NUMBER VOTERS|ALTERNATIVE NAME [0-9]+):"
_OWN_CSV = r"#\s*(title|seats|form|candidates):"


def recognise(source: Source) -> str:
    """The format's name: "blt", "scottish-csv", "preflib" or "csv".

    Raises:
        InputError: the text begins like none of them.
    """
    first, second, comments = _beginning(source.text)
    if any(re.match(_PREFLIB, comment, re.IGNORECASE) for comment in comments):
        return "preflib"
    words = first.split()
    if _digits(first):
        number, comma, _ = second.partition(",")
        return "preflib" if comma and _digits(number.rstrip()) else "blt"
    if len(words) > 1 and _digits(words[0]) and words[1].lstrip("-")[:1].isdecimal():
        return "blt"
    cells = first.rstrip(", \t").split(",")
    header = len(cells) == 2 and all(_digits(cell.strip()) for cell in cells)
    # A header of plain CSV may look the same, but then names follow.
    if header and (not second or second[0] == '"' or second[0].isdecimal()):
        return "scottish-csv"
    tabular = any(mark in first for mark in ",;\t") or any(
        re.match(_OWN_CSV, comment, re.IGNORECASE) for comment in comments
    )
    if tabular and first[:1] not in ("", "{", "[", "<"):
        return "csv"
    raise source.fault(
        f"this begins like no ballot file known: {shown(first)}",
        remedy="say which it is with --input-format: blt, scottish-csv, preflib or csv",
    )


def _digits(text: str) -> bool:
    return text.isdecimal() and text.isascii()


def _beginning(text: str) -> tuple[str, str, list[str]]:
    """The first two lines that say something, and the comment lines before the first."""
    said: list[str] = []
    comments: list[str] = []
    start = 0
    while start < len(text) and len(said) < 2:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        if line[:1] == "#":
            if not said:
                comments.append(line)
        elif line[:2] == "/*":
            closing = text.find("*/", start)
            end = closing + 1 if closing >= 0 else len(text)
        elif line:
            said.append(line)
        start = end + 1
    first, second = (*said, "", "")[:2]
    return first, second, comments
