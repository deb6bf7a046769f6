"""Which ballot format a text is, recognised by its content and never by its file's name.

Knows the first lines of each format, and of files that people take for ballots.
"""

from __future__ import annotations

import re

from hustings.errors import InputError
from hustings.inputs.text import Source, shown

# Compiled when there are comments to look at: most files have none.
_PREFLIB = r"#\s*(FILE NAME|DATA TYPE|NUMBER ALTERNATIVES|NUMBER VOTERS|ALTERNATIVE NAME [0-9]+):"
_OWN_CSV = r"#\s*(title|seats|form|candidates):"
_CEF = r"#/\s*(candidates|number of seats|implicit ranking|weight allowed|voting methods?)\s*:"
_STV = r"(title|method|quota|random|seats|candidate|order|ballots)\s*="
_ABIF = r"=\s*[^\s:][^:]*:|ABIF(\s+[0-9.]+)?\s*(\{.*\})?$"
_PAPERS = r"[0-9]+\s*[:*]"
_DEVOTEE = r"^[ \t/|\\]{0,60}Option\s{1,9}[0-9]{1,4}\s{0,9}-+>|^\s{0,9}V:\s{1,9}[-0-9]+\s"
_BEGINNING = 20_000  # characters looked at where the first line does not tell

# Files that people take for ballots, by how they begin, and what to do.
_REMEDY = "give the ballots as BLT, CSV or a spreadsheet"
_OTHERS = (
    (r"\s*\{\s*\"format\"\s*:\s*\"hustings-count/", "the record of a count, not ballots", "give"
     " the file of ballots; hustings compare compares records"),
    (r"\s*\{\s*\"format\"\s*:\s*\"hustings-", "a file that hustings wrote, not ballots", "give the"
     " file of ballots"),
    (r"\s*[{\[]", "JSON", f"{_REMEDY}; ballots in JSON cannot be read"),
    (r"\s*(<!doctype\s+html|<html|<table|<head|<body|<meta|<style|<div)", "a web page (HTML), as"
     " some programs write for spreadsheets", "open it in a spreadsheet program, and save it as"
     " .xlsx, .ods or CSV"),
    (r"\s*<svg|\s*<\?xml[^>]*>\s*(<!doctype svg[^>]*>\s*)?<svg", "a picture (SVG)", _REMEDY),
    (r"\s*<", "XML", f"{_REMEDY}; ballots in XML cannot be read"),
    (r"(From \S+@|Received:|Return-Path:|Delivered-To:|MIME-Version:)", "an e-mail", "save the file"
     " that came with it, and give that"),
    (r"(---\s*$|%YAML)", "YAML", _REMEDY),
    (r"\[[\w.\"-]+\]\s*$|\w+\s*=\s*[\"\[{]", "TOML or a configuration", _REMEDY),
    (r"#!", "a program", _REMEDY),
    (r"%!PS", "PostScript", _REMEDY),
)  # fmt: skip


def recognise(source: Source) -> str:
    """The format's name, one of `registry.FORMATS`.

    Raises:
        InputError: the text begins like none of them; what it seems to be, and what to do.
    """
    first, second, comments = _beginning(source.text)
    if any(re.match(_PREFLIB, comment, re.IGNORECASE) for comment in comments):
        return "preflib"
    if any(re.match(_CEF, comment, re.IGNORECASE) for comment in comments):
        return "cef"
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
    named = _by_marks(source, first, second)
    if named:
        return named
    # Above a table there may be a title, or what separates its cells.
    tabular = (
        any(mark in line for line in (first, second) for mark in ",;\t")
        or any(re.match(_OWN_CSV, comment, re.IGNORECASE) for comment in comments)
        or first.lower().strip('"') == "sep="
    )
    if tabular and first[:1] not in ("", "{", "[", "<"):
        return "csv"
    raise unknown(source, first)


def unknown(source: Source, first: str) -> InputError:
    """The error that says what a text seems to be, and what to do with it."""
    for beginning, what, remedy in _OTHERS:
        if re.match(beginning, source.text, re.IGNORECASE | re.MULTILINE):
            return source.fault(f"this is {what}", remedy=remedy)
    if not first:
        return source.fault(
            "there is nothing but comments", remedy="give a file with ballots in it"
        )
    return source.fault(
        f"this does not begin like any known ballot file: {shown(first)}",
        remedy="give the ballots as BLT (begin with the numbers of candidates and seats, such as"
        " `4 2`), as CSV with a header, or as rankings such as `12: Ann > Bo`; docs/formats.md has"
        " them all",
    )


def _by_marks(source: Source, first: str, second: str) -> str:
    """The format of a text with marks that no table has; empty where there are none."""
    if re.match(_STV, first, re.IGNORECASE) and re.match(_STV, second, re.IGNORECASE):
        return "stv"
    beginning = source.text[:_BEGINNING]
    if re.search(_DEVOTEE, beginning, re.MULTILINE):
        return "devotee"
    if re.match(_ABIF, first) or (
        _is_metadata(first) and (_is_metadata(second) or _is_abif(second))
    ):
        return "abif"
    if re.match(_PAPERS, first) and (_is_row(first) or ">" in first or "/" in first):
        return "abif"
    if not _is_arrows(first):
        return ""
    lines = [line for line in beginning.split("\n") if _is_arrows(line)]
    return "cef" if any(map(_has_quantifier, lines)) else "abif"


def _is_metadata(line: str) -> bool:
    """Whether a line is metadata of ABIF, `{key: value}`, and not the first of a JSON document."""
    inner = line[1:-1]
    return line[:1] == "{" and line[-1:] == "}" and ":" in inner and not set(inner) & set("{}[]")


def _is_abif(line: str) -> bool:
    return bool(re.match(_ABIF, line) or re.match(_PAPERS, line))


def _is_row(line: str) -> bool:
    """Whether a line has no separator of tables outside names in brackets or quotation marks."""
    return not set(_bare(line)) & set(",;\t")


def _is_arrows(line: str) -> bool:
    """Whether a line is a ranking of names: an arrow, and no row of a table or tag of HTML."""
    bare = _bare(line).strip()
    ranking = bare.rpartition("||")[2]
    return (
        ">" in ranking and "<" not in ranking and not set(ranking) & set(",;\t") and bare[0] != "{"
    )


def _bare(line: str) -> str:
    return re.sub(r'"[^"]*"|\[[^\]]*\]', "x", line.partition("#")[0])


def _has_quantifier(line: str) -> bool:
    """Whether a ranking ends as in the Condorcet Election Format, or has tags before it."""
    bare = _bare(line)
    ends = (bare.rpartition(mark)[2].strip() for mark in "*^" if ">" in bare.rpartition(mark)[0])
    return "||" in bare or any(map(_digits, ends))


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
