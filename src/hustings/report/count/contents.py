"""The page that lists the results of an election of several contests: who is elected, what to read.

Knows a page's frame and its words. Must not know how anything was counted, or where its files lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from hustings.report import page, words
from hustings.report.languages import Words
from hustings.report.wording import grouped, printable


class Listed(NamedTuple):
    """A contest on the page; plain text.

    Attributes:
        id: in the address of its part of the page.
        said: paragraphs below the title, before the names.
        names: who is elected, the first first.
        after: a paragraph below the names; empty for none.
        links: (address, words) of what there is to read.
        nobody: what is said in the place of names where there are none.
    """

    id: str
    title: str
    said: Sequence[str]
    names: Sequence[str]
    after: str
    links: Sequence[tuple[str, str]]
    nobody: str


def render(
    language: str,
    title: str,
    organisation: str,
    eid: str,
    contests: Sequence[Listed],
    archive: str,
    notice: str = "",
    *,
    all_signed: bool = True,
    others: Sequence[page.Other] = (),
) -> str:
    """The whole page.

    Args:
        language: its code; every text is in it.
        eid: the election's id, in hexadecimal.
        archive: address of the file to check.
        notice: a sentence above everything; plain text.
        all_signed: whether everything on the page is in the archive.
        others: the page in other languages.
    """
    tongue = words.load(language)
    frame = page.Frame(
        title=tongue("overview.title", title=printable(title)),
        kicker=tongue("overview.kicker", organisation=printable(organisation)),
        heading=printable(title),
        facts=page.notice(notice),
        skip=("check", tongue("overview.skip")),
        about=tongue("overview.about" if all_signed else "overview.about_vacancies"),
        language=language,
        others=others,
    )
    parts: list[tuple[str, str, str | page.Held]] = [
        (f"c-{one.id}", printable(one.title), _contest(one)) for one in contests
    ]
    said = f"<p>{escape(tongue('overview.check_more', archive=archive))}</p>\n"
    said += f"<p>{escape(tongue('overview.eid'))} <code>{eid}</code></p>\n"
    said += f'<p><a href="{archive}">{escape(tongue("overview.archive"))}</a></p>'
    parts.append(("check", tongue("overview.check"), said))
    return page.render(frame, parts)


def ballots(tongue: Words, on_board: int, counted: int) -> str:
    """How many ballots there were, in a sentence."""
    left = on_board - counted
    return tongue(
        "overview.ballots_invalid" if left else "overview.ballots",
        on_board=grouped(str(on_board)),
        counted=grouped(str(counted)),
        left=grouped(str(left)),
    )


def _contest(one: Listed) -> str:
    said = "".join(f"<p>{escape(printable(text))}</p>\n" for text in one.said)
    names = "".join(f"<li><strong>{escape(printable(name))}</strong></li>" for name in one.names)
    after = f"<p>{escape(printable(one.after))}</p>\n" if one.after else ""
    links = "".join(f'<li><a href="{at}">{escape(text)}</a></li>' for at, text in one.links)
    return (
        said
        + (f"<ol>{names}</ol>\n" if names else f"<p>{escape(one.nobody)}</p>\n")
        + after
        + (f"<ul>{links}</ul>" if links else "")
    )
