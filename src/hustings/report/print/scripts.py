"""Which letters may be set one after the other, and which font of the Noto family has them.

Knows scripts by Unicode's names. Must not know fonts' files, nor what is printed.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

# Scripts whose letters stand one after the other, from left to right, each the same whatever stands
# beside it, and what the font's name adds to "Noto Sans" where that is not the script's own name.
_PLAIN = {
    "Latin": "",
    "Greek": "",
    "Cyrillic": "",
    "Armenian": "Armenian",
    "Georgian": "Georgian",
    "Han": "SC",
    "Hiragana": "JP",
    "Katakana": "JP",
    "Bopomofo": "TC",
    "Hangul": "KR",
    "Ethiopic": "Ethiopic",
    "Cherokee": "Cherokee",
    "Canadian Aboriginal": "Canadian Aboriginal",
    "Tifinagh": "Tifinagh",
    "Vai": "Vai",
    "Yi": "Yi",
    "Lisu": "Lisu",
    "Ol Chiki": "Ol Chiki",
    "Osage": "Osage",
    "Deseret": "Deseret",
    "Shavian": "Shavian",
    "Coptic": "Coptic",
    "Glagolitic": "Glagolitic",
    "Gothic": "Gothic",
    "Ogham": "Ogham",
    "Runic": "Runic",
    "Common": "Symbols",
}
_SIGNS = "Common"  # what no script has for itself: punctuation, signs, emoji
_WITH_HAN = ("CJK", "Halfwidth")  # blocks of signs that its fonts have
_EMOJI = (range(0x2600, 0x27C0), range(0x1F300, 0x1FB00))
# Parts of syllables, put together by rules; whole syllables are letters.
_PARTS = "Hangul Jamo"
# Parts of emoji: letters of flags, shades of skin, tags.
_EMOJI_PARTS = (range(0x1F1E6, 0x1F200), range(0x1F3FB, 0x1F400), range(0xE0000, 0xE0080))


class Script(NamedTuple):
    """What a letter belongs to.

    Attributes:
        name: as Unicode calls it.
        font: of the Noto family that has most of its letters; empty where `why_not` speaks.
        why_not: why its letters cannot be set one after the other, a clause; empty where they can.
    """

    name: str
    font: str = ""
    why_not: str = ""


def script(letter: str) -> Script:
    """The script of a letter."""
    from fontTools import unicodedata as scripts  # type: ignore[import-untyped]

    if any(ord(letter) in places for places in _EMOJI_PARTS):
        return Script("signs", why_not="are one sign with those beside them")
    code, block = scripts.script(letter), scripts.block(letter)
    name = scripts.script_name(code, default=code).replace("_", " ")
    if unicodedata.category(letter).startswith("M"):
        return Script("combining marks", why_not="stand over or under another letter")
    backwards = unicodedata.bidirectional(letter) in ("R", "AL", "AN")
    if backwards or scripts.script_horizontal_direction(code, "LTR") == "RTL":
        return Script(name, why_not="run from right to left")
    if name not in _PLAIN or block.startswith(_PARTS):
        return Script(name, why_not="change or move with the letters beside them")
    if name == _SIGNS and block.startswith(_WITH_HAN):
        name = "Han"
    elif name == _SIGNS and block in _PLAIN:
        name = block
    if name == _SIGNS:
        emoji = any(ord(letter) in places for places in _EMOJI)
        return Script("signs", "Noto Emoji" if emoji else "Noto Sans Symbols")
    return Script(name, f"Noto Sans {_PLAIN[name]}".rstrip())
