"""Words of published pages: complete in every language, and each of them said by some page."""

from __future__ import annotations

import re
from pathlib import Path

import hustings.report
from hustings.report import words

ROOM = Path(hustings.report.__file__).parent


def test_every_language_says_everything() -> None:
    assert words.languages() == ("cy", "en")
    assert words.load("cy").known == words.load().known


def test_every_string_is_said_somewhere() -> None:
    files = (*ROOM.rglob("*.py"), *(ROOM.parent / "voting" / "adapters").glob("*.py"))
    said = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [
        key
        for key in words.load().known
        if not key.startswith("joining.") and not re.search(rf"[\"']{re.escape(key)}[\"']", said)
    ] == []
