"""BLT as first described, where a line feed is a space like any other.

Knows how to put each part of such a file on a line of its own.
"""

from __future__ import annotations

import re

from hustings.inputs.text import Source

_TOKEN = re.compile(r"\S+")


def in_lines(source: Source, lines: list[str]) -> Source:
    """The file with header, withdrawn candidates, options and ballots each on a line.

    The lines keep their numbers for messages (`Source.numbers`).
    """
    parts: list[str] = []
    numbers: list[int] = []
    pending: list[str] = []
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0] if line.lstrip()[:1] != "#" else ""
        for match in _TOKEN.finditer(text):
            token = match[0]
            if not pending and token[0] == '"':  # the names begin, and are read as they stand
                rest = [line[match.start() :], *lines[number:]]
                return _put(source, [*parts, *rest], [*numbers, *range(number, len(lines) + 1)])
            pending.append(token)
            if _complete(pending, len(parts)):
                parts.append(" ".join(pending))
                numbers.append(number)
                pending.clear()
                if token == "0" == parts[-1]:
                    rest = [line[match.end() :], *lines[number:]]
                    return _put(source, [*parts, *rest], [*numbers, *range(number, len(lines) + 1)])
    return _put(source, [*parts, " ".join(pending)], [*numbers, len(lines)])


def _complete(tokens: list[str], before: int) -> bool:
    if not before:
        return len(tokens) == 2
    first, last = tokens[0], tokens[-1]
    if first[0] == "[":
        return last[-1] == "]"
    return last == "0" or (first[0] == "-" and first == last)


def _put(source: Source, lines: list[str], numbers: list[int]) -> Source:
    return Source(source.name, "\n".join(lines), source.notes, tuple(numbers))
