"""The page of a vacancy filled: who takes the seat, who sits then, and how anybody checks it.

Knows a page's frame and its words. Must not know how anything was counted, or where its files lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from hustings.report import page, words
from hustings.report.languages import Words
from hustings.report.wording import printable


class Way(NamedTuple):
    """One of the two counts; plain text.

    Attributes:
        name: what is said of those who sit, as a heading.
        joining, losing, members: names.
        counted: whether the count was made to its end.
        links: (address, words) of what there is to read.
        digest: of the record; empty for none.
    """

    name: str
    joining: Sequence[str]
    losing: Sequence[str]
    members: Sequence[str]
    counted: bool
    links: Sequence[tuple[str, str]]
    digest: str


class Vacant(NamedTuple):
    """A vacancy; plain text.

    Attributes:
        title: of the contest.
        election: title of the election, and organisation where it is known.
        seats: of the contest.
        asked, other: the count that the organisation's rules mean, and the other.
        differ: whether they give other members; None where the other is not counted.
        archive: the file that both were counted from.
        command: what makes the same again from it.
    """

    title: str
    election: str
    eid: str
    seats: int
    leaving: Sequence[str]
    unavailable: Sequence[str]
    gone: Sequence[str]
    asked: Way
    other: Way
    differ: bool | None
    archive: str
    command: str


def render(
    language: str, vacant: Vacant, notice: str = "", others: Sequence[page.Other] = ()
) -> str:
    """The whole page.

    Args:
        language: its code; every text is in it.
        notice: a sentence above everything; plain text.
        others: the page in other languages.
    """
    tongue = words.load(language)
    title = printable(vacant.title)
    frame = page.Frame(
        title=tongue("vacancy.title", title=title),
        kicker=tongue("vacancy.kicker", election=printable(vacant.election)),
        heading=title,
        facts=page.notice(notice),
        skip=("seat", tongue("vacancy.skip")),
        about=tongue("vacancy.about"),
        language=language,
        others=others,
    )
    parts: list[tuple[str, str, str | page.Held]] = [
        ("seat", tongue("vacancy.seat"), _seat(tongue, vacant)),
        ("members", tongue("vacancy.members"), _names(tongue, vacant.asked.members)),
        ("ways", tongue("vacancy.ways"), _both(tongue, vacant)),
        ("check", tongue("vacancy.check"), _check(tongue, vacant)),
    ]
    return page.render(frame, parts)


def joining(tongue: Words, names: Sequence[str]) -> str:
    """Who takes a seat, in a sentence."""
    if not names:
        return tongue("vacancy.joins_nobody")
    return tongue("vacancy.joins", n=len(names), names=tongue.joined(names))


def both(tongue: Words, differ: bool | None) -> str:
    """Whether the two counts give other members, in a sentence."""
    if differ is None:
        return tongue("vacancy.undrawn")
    return tongue("vacancy.differ" if differ else "vacancy.same")


def _seat(tongue: Words, vacant: Vacant) -> str:
    left = tongue("vacancy.left", n=len(vacant.leaving), names=tongue.joined(vacant.leaving))
    said = [f"{left} {tongue('vacancy.counted', seats=vacant.seats)}"]
    for key, names in (
        ("vacancy.unavailable", vacant.unavailable),
        ("vacancy.gone", vacant.gone),
    ):
        if names:
            said.append(tongue(key, n=len(names), names=tongue.joined(names)))
    joins = joining(tongue, vacant.asked.joining)
    return f"<p><strong>{escape(printable(joins))}</strong></p>\n" + _paragraphs(
        [*said, *_lost(tongue, vacant.asked)]
    )


def _both(tongue: Words, vacant: Vacant) -> str:
    ways = [vacant.asked] + ([vacant.other] if vacant.other.counted else [])
    text = _paragraphs([f"{tongue('vacancy.ways_more')} {both(tongue, vacant.differ)}"])
    for way in ways:
        name = tongue("vacancy.decides", way=way.name) if way is vacant.asked else way.name
        found = [joining(tongue, way.joining), *_lost(tongue, way)]
        links = "".join(f'<li><a href="{at}">{escape(said)}</a></li>' for at, said in way.links)
        text += f"<h3>{escape(name)}</h3>\n{_paragraphs(found)}"
        text += f"<ul>{links}</ul>\n" if links else ""
    return text


def _lost(tongue: Words, way: Way) -> list[str]:
    return [tongue("vacancy.lost", names=tongue.joined(way.losing))] if way.losing else []


def _check(tongue: Words, vacant: Vacant) -> str:
    digests = "".join(
        f"<div><dt>{escape(tongue('vacancy.digest', way=way.name))}</dt>"
        f"<dd><code>{way.digest}</code></dd></div>\n"
        for way in (vacant.asked, vacant.other)
        if way.digest
    )
    return (
        _paragraphs([tongue("vacancy.check_more", archive=vacant.archive)])
        + f'<pre tabindex="0"><code>{escape(printable(vacant.command))}</code></pre>\n'
        f'<dl class="digests">\n{digests}</dl>\n'
        f"<p>{escape(tongue('vacancy.eid'))} <code>{vacant.eid}</code></p>"
    )


def _names(tongue: Words, names: Sequence[str]) -> str:
    if not names:
        return f"<p>{escape(tongue('vacancy.nobody'))}</p>"
    return f"<ul>{''.join(f'<li>{escape(printable(name))}</li>' for name in names)}</ul>"


def _paragraphs(sentences: Sequence[str]) -> str:
    return "".join(f"<p>{escape(printable(one))}</p>\n" for one in sentences)
