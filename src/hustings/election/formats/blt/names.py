"""What follows the ballots of a BLT file: the candidates' names, the title and what came to be put
after it.

Knows quotation marks in all their dialects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from hustings.election.formats.ballots import check_name
from hustings.inputs.text import Source, shown

# Compiled when they are wanted: few files have such names, such comments or no title.
# One piece of a quoted string: plain characters, our escapes, a doubled mark, the closing mark.
_PIECE = r'[^"\\]+|\\["\\]|\\|""|"'
_ALTERNATIVE = r"#\s*ALTERNATIVE NAME ([0-9]+):(.*)"
_TITLE_WORDS = r"(?i:\b(by-?)?elections?\b|\breferendum\b)"


@dataclass(slots=True, eq=False, repr=False)
class Found:
    """Names with their lines, and the title (empty where there is none)."""

    names: list[str]
    lines: list[int]
    title: str


@dataclass(slots=True, eq=False, repr=False)
class _Entry:
    """A name or title as it stands.

    Attributes:
        text: without marks and without spaces at the ends.
        line: 1-based.
        quoted: it stood in quotation marks.
        doubled: its marks, or marks inside it, stood doubled.
    """

    text: str
    line: int
    quoted: bool
    doubled: bool = False


def quoted(text: str) -> str:
    r"""`text` in quotation marks, with `\"` for a mark and `\\` for a backslash inside it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_names(
    source: Source,
    lines: list[str],
    start: int,
    *,
    candidates: int,
    header_line: int,
    title_known: bool,
    notes: list[str],
) -> Found:
    """The names and the title from index `start` on.

    Args:
        candidates: how many the header announces.
        header_line: where it does.
        title_known: a missing title is meant, or given otherwise.

    Raises:
        InputError: too few or too many names, quotation marks that do not match, quoted and
            unquoted names in one file.
    """
    entries, remainder = _entries(source, lines, start, candidates)
    last = entries[-1].line if entries else start
    if len(entries) < candidates:
        raise source.fault(
            f"{len(entries)} names follow the ballots, but line {source.line(header_line)}"
            f" announces {candidates} candidates",
            line=last,
            remedy="name every candidate and then the election, or correct the number",
        )
    names, rest = entries[:candidates], entries[candidates:]
    _check_alike(source, names, rest, notes)
    title = _title(source, names, rest, title_known, notes)
    if len(rest) == 3:
        notes.append(f"After the title: source {shown(rest[1].text, 200)}.")
        notes.append(f"After the title: comment {shown(rest[2].text, 200)}.")
    if remainder:
        notes.append(
            f"The text after the title, from line {source.line(remainder)} on, was passed over."
        )
    return Found([entry.text for entry in names], [entry.line for entry in names], title)


def _entries(
    source: Source, lines: list[str], start: int, candidates: int
) -> tuple[list[_Entry], int]:
    """Names, title, source and comment as they stand; the line where free text begins, or 0."""
    entries: list[_Entry] = []
    most = candidates + 3  # title, source, comment; one more is enough to complain of
    for place, line in enumerate(islice(lines, start, None), start + 1):
        text = line.strip()
        if not text:
            continue
        if len(entries) > most:
            break
        if text[0] == '"':
            entries += _quoted_strings(source, text, place, most)
        elif text[0] == "#":
            named = re.fullmatch(_ALTERNATIVE, text)
            if named is not None and named[1] == str(len(entries) + 1):
                entries.append(_Entry(named[2].strip(), place, False))
        elif len(entries) > candidates and entries[0].quoted:
            if not any(map(str.isalpha, text)):
                raise source.fault(
                    f"{shown(text)} comes after the title and belongs to nothing",
                    line=place,
                    remedy="take it out",
                )
            return entries, place
        else:
            entries.append(_unquoted(source, text, place))
    return entries, 0


def _stray(source: Source, text: str, line: int) -> Exception:
    return source.fault(
        f"{shown(text)} is where a name or the title is expected",
        line=line,
        remedy="take it out, or put it in quotation marks if it is one",
    )


def _unquoted(source: Source, text: str, line: int) -> _Entry:
    if "#" in text:
        raise source.fault(
            f"the `#` in {shown(text)} may begin a comment or belong to the name",
            line=line,
            remedy="put all names and the title in quotation marks",
        )
    if '"' in text:
        raise _misquoted(source, text, line)
    if not any(map(str.isalpha, text)):
        raise _stray(source, text, line)
    return _Entry(text, line, False)


def _misquoted(source: Source, text: str, line: int) -> Exception:
    return source.fault(
        f"the quotation marks do not match in {shown(text)}",
        line=line,
        remedy=r"put one mark before and one after the name, and write \" for a mark inside it",
    )


def _quoted_strings(source: Source, text: str, line: int, most: int) -> list[_Entry]:
    """The quoted strings of a line that holds nothing else but a comment; at most `most` + 1."""
    entries: list[_Entry] = []
    place = 0
    while place < len(text) and text[place] != "#" and len(entries) <= most:
        if text[place].isspace():
            place += 1
            continue
        if text[place] != '"':
            raise _misquoted(source, text, line)
        string, doubled, place = _quoted_string(text, place)
        if place < 0 or (place < len(text) and text[place] not in " \t#"):
            raise _misquoted(source, text, line)
        entries.append(_Entry(string.strip(), line, True, doubled))
    return entries


def _quoted_string(text: str, start: int) -> tuple[str, bool, int]:
    """The string whose first mark is at `start`, whether marks are doubled, the place after it.

    The place is -1 where the marks do not match. An even run of marks at the beginning cannot be
    the first mark and doubled ones inside, so it is the whole string's mark, doubled.
    """
    run = 1
    while text[start + run : start + run + 1] == '"':
        run += 1
    if run % 2 == 0:
        if run == 2 and text[start + 2 : start + 3] in ("", " ", "\t", "#"):
            return "", False, start + 2
        end = text.find('"', start + run)
        if end < 0 or text[end : end + run] != '"' * run:
            return "", True, -1
        return text[start + run : end], True, end + run
    end = text.find('"', start + 1)
    if end > 0 and text[end + 1 : end + 2] != '"' and "\\" not in text[start:end]:
        return text[start + 1 : end], False, end + 1
    pieces: list[str] = []
    doubled = False
    for match in re.compile(_PIECE).finditer(text, start + 1):
        piece = match[0]
        if piece == '"':
            string = "".join(pieces).strip()
            if doubled and string.count('"') == 2 and string[0] == string[-1] == '"':
                string = string[1:-1]
            return string, doubled, match.end()
        doubled = doubled or piece == '""'
        pieces.append(piece[1:] if piece in ('""', '\\"', "\\\\") else piece)
    return "", doubled, -1


def _check_alike(source: Source, names: list[_Entry], rest: list[_Entry], notes: list[str]) -> None:
    """Refuse names with quotation marks beside names without, where a mark may have been lost.

    Two dialects keep to a rule of their own and are read: unquoted names with a quoted title, and
    names with doubled marks inside (as spreadsheets write them) with a title that needed none.
    """
    for entry in names:
        if entry.quoted != names[0].quoted:
            raise _mixed(source, entry, "name")
    if rest and rest[0].quoted != names[0].quoted:
        if names[0].quoted and not all(entry.doubled for entry in names):
            raise _mixed(source, rest[0], "title")
        notes.append("Some of the names and the title have quotation marks, others have none.")


def _mixed(source: Source, entry: _Entry, what: str) -> Exception:
    has, others = ("has", "have none") if entry.quoted else ("has no", "have them")
    return source.fault(
        f"the {what} {shown(entry.text)} {has} quotation marks where the names before it {others}",
        line=entry.line,
        remedy="put all names and the title in quotation marks",
    )


def _title(
    source: Source,
    names: list[_Entry],
    rest: list[_Entry],
    title_known: bool,
    notes: list[str],
) -> str:
    last = (rest or names)[-1]
    count = f"{len(names)} names and a title are expected after the ballots"
    if len(rest) not in (0, 1, 3) or (len(rest) == 3 and re.search(_TITLE_WORDS, last.text)):
        raise source.fault(
            f"{count}, but there are {'at least ' * (len(rest) > 3)}{len(names) + len(rest)}",
            line=rest[1].line,
            remedy="correct the number of candidates in the header, or take out the rest"
            " (a source and a comment may follow the title, both or neither)",
        )
    if len(rest) == 3 and not rest[0].quoted:
        raise _mixed(source, rest[1], "text after the title")
    if rest:
        if not rest[0].text and not title_known:
            raise source.fault(
                "the title is empty",
                line=last.line,
                remedy="write the election's title between the quotation marks",
            )
        check_name(source, rest[0].text, rest[0].line, "title")
        return rest[0].text
    if not title_known:
        if re.search(_TITLE_WORDS, last.text):
            raise source.fault(
                f"{count}, but there are only {len(names)}, the last of them {shown(last.text)}",
                line=last.line,
                remedy="add the missing name or title, or correct the number of candidates",
            )
        notes.append(f"The file ends after the last name, {last.text}: it has no title.")
    return ""
