"""The page that lists the results of an election of several contests: who is elected, what to read.

Knows a page's frame. Must not know how anything was counted, or where its files lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from hustings.report import page
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
    after: str = ""
    links: Sequence[tuple[str, str]] = ()
    nobody: str = "Nobody was elected."


def render(
    title: str,
    organisation: str,
    eid: str,
    contests: Sequence[Listed],
    checking: Sequence[str],
    archive: tuple[str, str],
    notice: str = "",
    about: str = "",
) -> str:
    """The whole page.

    Args:
        eid: the election's id, in hexadecimal.
        checking: paragraphs on how anybody checks the results.
        archive: address of the file to check, and its words.
        notice: a sentence above everything; plain text.
        about: in the foot, in the place of the words that all is in the archive.
    """
    frame = page.Frame(
        title=f"Results: {printable(title)}",
        kicker=f"Results, {printable(organisation)}",
        heading=printable(title),
        facts=page.notice(notice),
        skip=("check", "Skip to how to check this"),
        about=about or "Everything on this page stands in the archive that the officer has signed.",
    )
    parts: list[tuple[str, str, str | page.Held]] = [
        (f"c-{one.id}", printable(one.title), _contest(one)) for one in contests
    ]
    said = "".join(f"<p>{escape(one)}</p>\n" for one in checking)
    said += f"<p>The election's id: <code>{eid}</code></p>\n"
    address, words = archive
    parts.append(
        ("check", "Check it yourself", f'{said}<p><a href="{address}">{escape(words)}</a></p>')
    )
    return page.render(frame, parts)


def ballots(on_board: int, counted: int) -> str:
    """How many ballots there were, in a sentence."""
    said = f"{grouped(str(on_board))} ballots on the board, {grouped(str(counted))} counted"
    left = on_board - counted
    return f"{said}, {grouped(str(left))} not valid." if left else f"{said}."


def _contest(one: Listed) -> str:
    said = "".join(f"<p>{escape(printable(text))}</p>\n" for text in one.said)
    names = "".join(f"<li><strong>{escape(printable(name))}</strong></li>" for name in one.names)
    after = f"<p>{escape(printable(one.after))}</p>\n" if one.after else ""
    links = "".join(f'<li><a href="{at}">{escape(words)}</a></li>' for at, words in one.links)
    return (
        said
        + (f"<ol>{names}</ol>\n" if names else f"<p>{escape(one.nobody)}</p>\n")
        + after
        + (f"<ul>{links}</ul>" if links else "")
    )
