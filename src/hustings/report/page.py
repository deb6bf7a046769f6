"""The frame of every page: one self-contained file that loads nothing.

A page runs nothing but the one program it may have, which its policy names by its digest.

Knows head, header, links and sections. All that it is given is HTML already, but for the names of
the sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from hustings.report.styles import PAGE, style

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class Around(NamedTuple):
    """What every page says around its own words, in its language.

    Attributes:
        language: code for the document.
        contents: what the list of links is called.
        alone: the sentence at the very end: that the page loads nothing and runs nothing.
        program: the same of a page that has a program: that it sends nothing.
    """

    language: str
    contents: str
    alone: str
    program: str


ENGLISH = Around(
    "en-GB",
    "On this page",
    "The page loads nothing from\nelsewhere and runs no program.",
    "The page loads nothing from\nelsewhere and its program sends nothing anywhere.",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the sections of a page.

    Attributes:
        title: of the document; plain text, as are all but `facts` and `patterns`.
        kicker: above the heading.
        heading: the page's own.
        facts: HTML below the heading.
        skip: id of the section to skip to, and the words that say so.
        about: in the foot: where everything comes from.
        patterns: HTML that drawings of the page refer to.
        styles: names of its style sheets.
        around: what stands on every page, in this one's language.
        program: JavaScript that the page runs; empty for none.
        allowed: what its policy calls the program: 'sha256-…', in quotation marks.
    """

    title: str
    kicker: str
    heading: str
    facts: str
    skip: tuple[str, str]
    about: str
    patterns: str = ""
    styles: tuple[str, ...] = PAGE
    around: Around = ENGLISH
    program: str = ""
    allowed: str = ""


class Held(NamedTuple):
    """HTML of a section whose first piece paper must not part from the section's heading."""

    first: str
    rest: str


def with_program(allowed: str) -> str:
    """The policy of a page with a program, which is called `allowed` in it."""
    return f"{POLICY}; script-src {allowed}"


def notice(text: str) -> str:
    """HTML of a sentence that nobody may miss, for a frame's `facts`; empty for none."""
    return f"<p><strong>{escape(text)}</strong></p>\n" if text else ""


def render(frame: Frame, parts: Sequence[tuple[str, str, str | Held]]) -> str:
    """The whole page; each part is an id, a heading (plain text) and HTML."""
    links = "".join(f'<li><a href="#{name}">{escape(text)}</a></li>' for name, text, _ in parts)
    sections = "\n".join(
        f'<section id="{name}" aria-labelledby="{name}-h">\n{_headed(name, text, body)}\n</section>'
        for name, text, body in parts
    )
    policy, script, alone = POLICY, "", frame.around.alone
    if frame.program:
        policy = with_program(frame.allowed)
        script = f"<script>\n{frame.program}</script>\n"
        alone = frame.around.program
    return f"""<!doctype html>
<html lang="{frame.around.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(frame.title)}</title>
<style>
{style(*frame.styles)}</style>
</head>
<body>
<a class="skip" href="#{frame.skip[0]}">{escape(frame.skip[1])}</a>
{frame.patterns}
<header>
<p class="kicker">{escape(frame.kicker)}</p>
<h1>{escape(frame.heading)}</h1>
{frame.facts}
</header>
<nav aria-label="{escape(frame.around.contents)}"><ul>{links}</ul></nav>
<main>
{sections}
</main>
<footer>
<p>{escape(frame.about)} {escape(alone)}</p>
</footer>
{script}</body>
</html>
"""


def _headed(name: str, text: str, body: str | Held) -> str:
    """A section's heading and what follows it."""
    heading = f'<h2 id="{name}-h">{escape(text)}</h2>'
    if isinstance(body, str):
        return f"{heading}\n{body}"
    held = f'<div class="held">\n{heading}\n{body.first}\n</div>'
    return f"{held}\n{body.rest}" if body.rest else held
