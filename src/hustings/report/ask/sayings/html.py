"""Sayings that were tested, as one self-contained page that anybody can be sent.

Knows how verdicts, figures and pictures are set. The page loads nothing and runs nothing; every
text from outside is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from hustings.planning.sayings.model import Asked, Tested, Verdict
from hustings.report import page, styles
from hustings.report.ask.sayings.content import Content, Section, Way, content
from hustings.report.ask.sayings.pictures import pictures
from hustings.report.ask.words import load
from hustings.report.languages import Words
from hustings.report.wording import printable

# Figures of a reading that everybody sees.
_SHOWN = 4


def render(asked: Asked, *, language: str = "en") -> str:
    """The whole page."""
    words = load(language)
    whole = content(asked, words)
    parts: list[tuple[str, str, str | page.Held]] = [
        ("verdicts", words("html.verdicts"), _verdicts(whole, asked, words))
    ]
    for section, tested in zip(whole.sections, asked.sayings, strict=True):
        parts.append((section.name, printable(section.title), _section(section, tested, words)))
    parts.append(("assumed", words("page.assumed_all"), _paragraphs(whole.assumed)))
    frame = page.Frame(
        title=f"{printable(whole.title)}: {printable(whole.election)}",
        kicker=words("html.kicker"),
        heading=printable(whole.election) or printable(whole.title),
        facts=_paragraphs(whole.head),
        skip=("verdicts", words("html.skip")),
        about=words("html.about"),
        styles=(*styles.PAGE, "marks", "ask"),
        language=words.language,
    )
    return page.render(frame, parts)


def _verdicts(whole: Content, asked: Asked, words: Words) -> str:
    """Every saying with its verdict, and what the verdicts mean."""
    rows = "\n".join(
        f'<tr><th scope="row"><a href="#{section.name}">{_text(section.title)}</a></th>'
        f"<td>{_badge(tested.verdict, section.verdict)}</td></tr>"
        for section, tested in zip(whole.sections, asked.sayings, strict=True)
    )
    meanings = "".join(
        f"<li>{_badge(one, words(f'verdicts.{one.name.lower()}'))}"
        f" {escape(words(f'meanings.{one.name.lower()}'))}</li>"
        for one in Verdict
    )
    return (
        f'<table class="verdicts"><thead><tr><th scope="col">{escape(words("html.saying"))}</th>'
        f'<th scope="col">{escape(words("html.verdict"))}</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table>\n"
        f'<p>{escape(words("html.verdicts_lead"))}</p>\n<ul class="meanings">{meanings}</ul>'
    )


def _section(section: Section, tested: Tested, words: Words) -> str:
    ways = "\n".join(
        _way(way, reading.verdict, words)
        for way, reading in zip(section.ways, tested.readings, strict=True)
    )
    drawn = _pictures(tested, words)
    assumed = ""
    if section.assumed:
        assumed = (
            f'<p class="cite"><strong>{escape(words("page.assumed"))}:</strong>'
            f" {_text(' '.join(section.assumed))}</p>"
        )
    return (
        f'<p class="verdict">{_badge(tested.verdict, section.verdict)}</p>\n'
        f"<p>{_text(section.tested)}</p>\n{ways}\n{drawn}\n{assumed}"
    )


def _way(way: Way, verdict: Verdict, words: Words) -> str:
    """A reading: the figures that decide first, the others to be opened."""
    figures = _figures(way.rows[:_SHOWN])
    if more := way.rows[_SHOWN:]:
        opened = escape(words("html.more", n=len(more)))
        figures += f"<details><summary>{opened}</summary>\n{_figures(more)}</details>"
    return (
        f'<div class="way">\n<h3>{_text(way.heading)} {_badge(verdict, way.verdict)}</h3>\n'
        f"<p>{_text(way.claim)}</p>\n{figures}\n{_paragraphs(way.reasons)}\n</div>"
    )


def _figures(rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    items = "\n".join(
        f"<div><dt>{_text(label)}</dt><dd>{_text(value)}</dd></div>" for label, value in rows
    )
    return f'<dl class="figures">\n{items}\n</dl>'


def _pictures(tested: Tested, words: Words) -> str:
    found = pictures(tested, words)
    if not found:
        return ""
    figures = "\n".join(
        f'<figure class="drawn asked"><figcaption>{one.caption}</figcaption>{one.key}{one.drawn}'
        "</figure>"
        for one in found
    )
    ranges = any(point.standard_error for one in tested.series for point in one.points)
    said = f'<p class="cite">{escape(words("html.range"))}</p>' if ranges else ""
    return f"{figures}\n{said}"


def _badge(verdict: Verdict, said: str) -> str:
    return f'<span class="badge {verdict.name.lower()}">{escape(said)}</span>'


def _paragraphs(sentences: Sequence[str]) -> str:
    return "\n".join(f"<p>{_text(one)}</p>" for one in sentences)


def _text(text: str) -> str:
    """A text, no figure of which is broken over two lines."""
    return escape(printable(text)).replace(" %", "&nbsp;%")
