"""Reads back the little of a PDF that the tests ask for: its text by tag, its links, its facts."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple


class Read(NamedTuple):
    """Attributes:
    pages: how many.
    text: (tag, letters) in the order of the page's content.
    links: (address, left, bottom, right, top in points).
    facts: everything outside of streams.
    drawn: the page's content.
    """

    pages: int
    text: list[tuple[str, str]]
    links: list[tuple[str, tuple[float, ...]]]
    facts: str
    drawn: str


def read(pdf: bytes) -> Read:
    streams = {}
    for number, about, body in re.findall(
        rb"(\d+) 0 obj\n<<([^>]*?)>>\nstream\n(.*?)\nendstream", pdf, re.S
    ):
        plain = zlib.decompress(body) if b"/FlateDecode" in about else body
        streams[int(number)] = plain.decode("latin-1")
    facts = re.sub(rb"stream\n.*?\nendstream", b"", pdf, flags=re.S).decode("latin-1")
    (content,) = (body for body in streams.values() if "BDC" in body)
    return Read(
        len(re.findall(r"/Type /Page\n", facts)),
        _text(content, _fonts(facts, streams)),
        _links(facts),
        facts,
        content,
    )


def _fonts(facts: str, streams: dict[int, str]) -> dict[str, dict[str, str]]:
    """By name on the page: the letters of its codes."""
    found = {}
    for name, number in re.findall(r"/(F\d+) (\d+) 0 R", facts):
        about = re.search(rf"^{number} 0 obj\n(.*?)endobj", facts, re.S | re.M)
        assert about
        to_unicode = re.search(r"/ToUnicode (\d+) 0 R", about[1])
        assert to_unicode
        pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]{4})>\n", streams[int(to_unicode[1])])
        found[name] = {chr(int(code, 16)): chr(int(letter, 16)) for code, letter in pairs}
    return found


_TOKEN = re.compile(
    r"/(?P<tag>\w+) <</MCID \d+>> BDC|/(?P<font>F\d+) [\d.]+ Tf|(?P<shown>\[.*?\] TJ ET)",
    re.S,
)


def _text(content: str, fonts: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    letters: dict[str, str] = {}
    for token in _TOKEN.finditer(content):
        if token["tag"]:
            said.append((token["tag"], ""))
        elif token["font"]:
            letters = fonts[token["font"]]
        elif token["shown"]:
            for piece in re.findall(r"\(((?:\\.|[^\\)])*)\)", token["shown"], re.S):
                plain = re.sub(r"\\(.)", lambda m: {"r": "\r"}.get(m[1], m[1]), piece, flags=re.S)
                codes = plain.encode("latin-1").decode("utf-16-be")
                tag, before = said[-1]
                said[-1] = (tag, before + "".join(letters[code] for code in codes))
    return said


def _links(facts: str) -> list[tuple[str, tuple[float, ...]]]:
    found = []
    for about in re.findall(r"<<[^<]*?/Subtype /Link.*?>>", facts, re.S):
        address = re.search(r"/URI \((.*?)\)", about)
        place = re.search(r"/Rect \[(.*?)\]", about)
        assert address
        assert place
        found.append((address[1], tuple(map(float, place[1].split()))))
    return found
