"""The frame of every page: one self-contained file that loads nothing.

A page runs nothing but the one program it may have, which its policy names by its digest.

Knows head, header, links and sections. All that it is given is HTML already, but for the names of
the sections, in the page's language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from hustings.report import words
from hustings.report.styles import PAGE, style

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_PROGRAM = "; script-src 'sha256-[A-Za-z0-9+/]{43}='"
_OWN = re.compile(
    f'<meta http-equiv="Content-Security-Policy" content="({re.escape(POLICY)}(?:{_PROGRAM})?)">'
)


class Other(NamedTuple):
    """The same page in another language: its code, and the page's address."""

    language: str
    address: str


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
        program: JavaScript that the page runs; empty for none.
        allowed: what its policy calls the program: 'sha256-…', in quotation marks.
        language: code of the page's own language, of those of `report.words`.
        others: the same page in other languages.
    """

    title: str
    kicker: str
    heading: str
    facts: str
    skip: tuple[str, str]
    about: str
    patterns: str = ""
    styles: tuple[str, ...] = PAGE
    program: str = ""
    allowed: str = ""
    language: str = words.REFERENCE
    others: Sequence[Other] = ()


class Held(NamedTuple):
    """HTML of a section whose first piece paper must not part from the section's heading."""

    first: str
    rest: str


def with_program(allowed: str) -> str:
    """The policy of a page with a program, which is called `allowed` in it."""
    return f"{POLICY}; script-src {allowed}"


def policy_of(start: str) -> str:
    """The policy that a page names for itself; that of a page without a program where it has none.

    Args:
        start: of the page, as it was written by whatever version.
    """
    found = _OWN.search(start)
    return found[1] if found else POLICY


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
    tongue = words.load(frame.language)
    policy, script, alone = POLICY, "", tongue("page.alone")
    if frame.program:
        policy = with_program(frame.allowed)
        script = f"<script>\n{frame.program}</script>\n"
        alone = tongue("page.program")
    others = " ".join(map(_other, frame.others))
    styles = (*frame.styles, "tongues") if others else frame.styles
    languages = f'<p class="tongues">{others}</p>\n' if others else ""
    return f"""<!doctype html>
<html lang="{tongue.locale.replace("_", "-")}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(frame.title)}</title>
<style>
{style(*styles)}</style>
</head>
<body>
<a class="skip" href="#{frame.skip[0]}">{escape(frame.skip[1])}</a>
{frame.patterns}
<header>
{languages}<p class="kicker">{escape(frame.kicker)}</p>
<h1>{escape(frame.heading)}</h1>
{frame.facts}
</header>
<nav aria-label="{escape(tongue("page.here"))}"><ul>{links}</ul></nav>
<main>
{sections}
</main>
<footer>
<p>{escape(frame.about)} {escape(alone)}</p>
</footer>
{script}</body>
</html>
"""


def _other(one: Other) -> str:
    code, name = one.language, words.load(one.language).name
    return f'<a href="{escape(one.address)}" lang="{code}" hreflang="{code}">{escape(name)}</a>'


def _headed(name: str, text: str, body: str | Held) -> str:
    """A section's heading and what follows it."""
    heading = f'<h2 id="{name}-h">{escape(text)}</h2>'
    if isinstance(body, str):
        return f"{heading}\n{body}"
    held = f'<div class="held">\n{heading}\n{body.first}\n</div>'
    return f"{held}\n{body.rest}" if body.rest else held
