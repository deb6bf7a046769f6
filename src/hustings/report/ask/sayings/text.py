"""Sayings that were tested, in plain text, for a terminal or a mail.

Knows the order of things and how they are indented.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.planning.sayings.model import Asked
from hustings.report.ask.sayings.content import Content, Section, Way, content
from hustings.report.ask.words import load
from hustings.report.languages import Words
from hustings.report.wording import printable, wrap

_IN = "   "
# Room for the longest verdict.
_VERDICT = 11


def render(asked: Asked, *, width: int = 80, language: str = "en") -> str:
    """Everything, in lines of at most `width`."""
    words = load(language)
    whole = content(asked, words)
    lines = [
        *wrap(printable(whole.title), width),
        *wrap(printable(whole.election), width),
        "",
        *wrap(printable(" ".join(whole.head)), width),
    ]
    if len(whole.sections) > 1:
        lines.append("")
        for number, section in enumerate(whole.sections, 1):
            verdict = f"{section.verdict.upper():<{_VERDICT}}"
            lines += _hanging(f"{number}. {verdict}", section.title, width)
    for number, section in enumerate(whole.sections, 1):
        lines += ["", *_section(number, section, words, width)]
    lines += ["", *_listed(words("page.assumed_all"), whole, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _section(number: int, section: Section, words: Words, width: int) -> Iterator[str]:
    yield from _hanging(f"{number}.", section.title, width)
    yield f"{_IN}{section.verdict.upper()}"
    yield from _indented(section.tested, width)
    for way in section.ways:
        yield ""
        yield from _way(way, width)
    if section.assumed:
        yield ""
        yield from _indented(f"{words('page.assumed')}: {' '.join(section.assumed)}", width)


def _way(way: Way, width: int) -> Iterator[str]:
    yield from _indented(f"{way.heading} {way.claim}", width)
    yield f"{_IN}{way.verdict.upper()}"
    for label, value in way.rows:
        yield from _indented(f"{label}: {value}", width, deeper=_IN)
    for reason in way.reasons:
        yield from _indented(reason, width)


def _listed(heading: str, whole: Content, width: int) -> Iterator[str]:
    yield heading
    for sentence in whole.assumed:
        yield from _indented(sentence, width)


def _indented(text: str, width: int, *, deeper: str = "") -> Iterator[str]:
    """Lines below a heading; further ones of the same text stand in by two more."""
    first, *rest = wrap(printable(text), width - len(_IN) - 2 * len(deeper))
    yield f"{_IN}{deeper}{first}"
    yield from (f"{_IN}{deeper}{deeper}{line}" for line in rest)


def _hanging(mark: str, text: str, width: int) -> Iterator[str]:
    """A text beside a mark; further lines stand below the first."""
    first, *rest = wrap(printable(text), width - len(mark) - 1)
    yield f"{mark} {first}"
    yield from (f"{' ' * len(mark)} {line}" for line in rest)
