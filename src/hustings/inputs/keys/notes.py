"""Notes beside the keys of a file to start from, taken from the description of each key.

Knows where a note is wanted and how it is wrapped. Must not know what a note says.

A text asks for notes with two marks: `##` at the end of a line `key = value` is replaced by what
the key is for, at its right and below; a line `## table.key` by the same on lines of its own.
"""

from __future__ import annotations

import re
from textwrap import wrap

from hustings.inputs.keys.kinds import Kind, Named, Table, explained, within

WIDTH = 100
_HEADER = re.compile(r'(?:# )?\[{1,2}(?P<path>(?:"(?:[^"\\]|\\.)*"|[^]"=])+)\]{1,2}')
_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[^."]+')
_BESIDE = re.compile(r"(?P<line>(?:# )?(?P<key>\w+) = .*?) *##")
_ABOVE = re.compile(r"## (?P<path>[\w.]+)")


def noted(text: str, whole: Table, column: int) -> str:
    """`text` with its notes.

    Args:
        whole: the tables of the file.
        column: where notes at the right of a line begin, counted from 0.

    Raises:
        KeyError: a note is asked for on a key or table that is not described.
    """
    lines: list[str] = []
    table = whole
    for line in text.split("\n"):
        if header := _HEADER.fullmatch(line):
            table = _table(whole, _PART.findall(header["path"]))
            lines.append(line)
        elif ask := _BESIDE.fullmatch(line):
            said = wrapped(explained(table.key(ask["key"])), WIDTH - column - 2)
            beside = ask["line"].ljust(column)
            if len(beside) > column:
                lines.append(ask["line"])
                beside = " " * column
            lines.append(f"{beside}# {said[0]}")
            lines += [f"{' ' * column}# {more}" for more in said[1:]]
        elif ask := _ABOVE.fullmatch(line):
            *above, key = ask["path"].split(".")
            said = wrapped(explained(_table(whole, above).key(key)), WIDTH - 2)
            lines += [f"# {more}" for more in said]
        else:
            lines.append(line)
    return "\n".join(lines)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of a note; code stays in one piece, and figures beside the words they belong to."""
    tied = re.sub(r"`[^`]*`|\{[^}]*\}|Default \S+", lambda code: code[0].replace(" ", "\x00"), text)
    tied = tied.replace(" %", "\x00%").replace(" …", "\x00…")
    lines = wrap(tied, width, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\x00", " ") for line in lines]


def _table(whole: Table, path: list[str]) -> Table:
    """The table under a header; one without keys where none of them is described."""
    kind: Kind = whole
    for part in path:
        at = next(one for one in within(kind) if isinstance(one, Table | Named))
        kind = at.key(part).kind if isinstance(at, Table) else at.each
    return next((one for one in within(kind) if isinstance(one, Table)), Table(()))
