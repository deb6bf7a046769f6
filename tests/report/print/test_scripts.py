"""Which letters may be set one after the other, and which font has them."""

from __future__ import annotations

import pytest

from hustings.report.print.scripts import Script, script

BACKWARDS = "run from right to left"
JOINED = "change or move with the letters beside them"
PART = "are one sign with those beside them"


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("李𠮷。！", Script("Han", "Noto Sans SC")),  # noqa: RUF001
        ("が", Script("Hiragana", "Noto Sans JP")),
        ("ハーｱ", Script("Katakana", "Noto Sans JP")),
        ("한ㄱ", Script("Hangul", "Noto Sans KR")),
        ("Հ։", Script("Armenian", "Noto Sans Armenian")),  # noqa: RUF001
        ("გ", Script("Georgian", "Noto Sans Georgian")),
        ("ᐃ", Script("Canadian Aboriginal", "Noto Sans Canadian Aboriginal")),
        ("ꞵ", Script("Latin", "Noto Sans")),
        ("Ἀ", Script("Greek", "Noto Sans")),
        ("☕🎉", Script("signs", "Noto Emoji")),
        ("∰", Script("signs", "Noto Sans Symbols")),
        ("ש", Script("Hebrew", why_not=BACKWARDS)),
        ("سﷺ", Script("Arabic", why_not=BACKWARDS)),
        ("؟", Script("Common", why_not=BACKWARDS)),
        ("द", Script("Devanagari", why_not=JOINED)),
        ("க", Script("Tamil", why_not=JOINED)),
        ("ก", Script("Thai", why_not=JOINED)),
        ("ᄀ", Script("Hangul", why_not=JOINED)),
        ("\u0302\u093f", Script("combining marks", why_not="stand over or under another letter")),
        ("🇬🏽\U000e0067", Script("signs", why_not=PART)),
    ],
)
def test_scripts(letters: str, expected: Script) -> None:
    assert {script(letter) for letter in letters} == {expected}
