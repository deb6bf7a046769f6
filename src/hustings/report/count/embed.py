"""The results as a small page for a frame in somebody else's: who is elected, and where to read on.

Knows a page that stands alone: it loads nothing and runs nothing. Must not know how anything was
counted. Every text comes in the page's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from hustings.report.page import POLICY
from hustings.report.styles import style
from hustings.report.wording import printable


class Shown(NamedTuple):
    """A contest in the frame; plain text.

    Attributes:
        names: who is elected, the first first.
        said: sentences below the names.
    """

    title: str
    names: Sequence[str]
    said: Sequence[str]


def render(
    language: str,
    title: str,
    organisation: str,
    contests: Sequence[Shown],
    more: tuple[str, str],
    notice: str = "",
) -> str:
    """The whole page; plain text throughout.

    Args:
        language: code of the language, for readers aloud.
        more: address and words of the page with everything, which opens outside the frame.
        notice: a sentence above everything; empty for none.
    """
    parts = "".join(map(_contest, contests))
    above = f"<p><strong>{escape(notice)}</strong></p>\n" if notice else ""
    address, words = more
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{escape(printable(title))}</title>
<style>
{style("colours", "embed")}</style>
</head>
<body>
<main>
{above}<h1>{escape(printable(title))}</h1>
<p class="soft">{escape(printable(organisation))}</p>
{parts}<p><a href="{address}" target="_blank" rel="noopener">{escape(words)}</a></p>
</main>
</body>
</html>
"""


def _contest(one: Shown) -> str:
    names = "".join(f"<li><strong>{escape(printable(name))}</strong></li>" for name in one.names)
    said = "".join(f"<p>{escape(printable(text))}</p>\n" for text in one.said)
    listed = f"<ol>{names}</ol>\n" if names else ""
    return f"<h2>{escape(printable(one.title))}</h2>\n{listed}{said}"
