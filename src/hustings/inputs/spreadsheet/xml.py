"""Reading XML that somebody else made: no entities, nothing without a bound.

Knows the standard library's parser and what it must not be fed. Must not know any document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from xml.parsers import expat

from hustings.errors import InputError
from hustings.inputs.spreadsheet.cells import damaged

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_NAMES = 2_000  # of elements and attributes; documents have some hundred
_MOST_DEPTH = 200
_MOST_ATTRIBUTES = 200
_MOST_TAG = 4_000_000  # bytes of one tag

# An element's name without its namespace, and its attributes, whose names have theirs before a
# blank.
Start = Callable[[str, "Mapping[str, str]"], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def walk(pieces: Iterable[bytes], source: str, start: Start, end: End, text: Text) -> None:
    """Call `start`, `end` and `text` for what stands in a document, in its order.

    Raises:
        InputError: it is not well-formed, declares a document type (where entities could hide), or
            has more names, levels or attributes than any spreadsheet.
    """
    parser = expat.ParserCreate(namespace_separator=" ", intern=None)
    parser.buffer_text = True
    names: set[str] = set()
    locals_: dict[str, str] = {}
    depth = 0

    def open_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        local = locals_.get(name)
        if local is None:
            names.add(name)
            local = locals_[name] = name.rpartition(" ")[2]
        names.update(attributes)
        if depth > _MOST_DEPTH or len(names) > _MOST_NAMES or len(attributes) > _MOST_ATTRIBUTES:
            raise damaged(source)
        start(local, attributes)

    def close_element(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(locals_[name])

    def refuse(*_: object) -> None:
        raise InputError(
            "this spreadsheet holds a document type declaration, which none has",
            remedy="save it anew with a spreadsheet program, or as CSV",
            source=source,
        )

    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    fed = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - max(parser.CurrentByteIndex, 0) > _MOST_TAG:
                raise damaged(source)
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError, ValueError):
        raise damaged(source) from None


def attribute(attributes: Mapping[str, str], wanted: str) -> str:
    """The attribute called `wanted` in whichever namespace; empty where there is none."""
    for name, value in attributes.items():
        if name.rpartition(" ")[2] == wanted:
            return value
    return ""
