"""The page of a vacancy filled: who takes the seat, who sits then, and how anybody checks it.

Knows a page's frame. Must not know how anything was counted, or where its files lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from hustings.report import page
from hustings.report.wording import listed, printable


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
        command: what makes the same again from the archive.
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
    command: str


def render(vacant: Vacant, notice: str = "") -> str:
    """The whole page.

    Args:
        notice: a sentence above everything; plain text.
    """
    title = printable(vacant.title)
    frame = page.Frame(
        title=f"A vacancy: {title}",
        kicker=f"A vacancy, {printable(vacant.election)}",
        heading=title,
        facts=page.notice(notice),
        skip=("seat", "Skip to who takes the seat"),
        about="Everything on this page comes from counts of the ballots in the election's archive.",
    )
    parts: list[tuple[str, str, str | page.Held]] = [
        ("seat", "Who takes the seat", _seat(vacant)),
        ("members", "Who sits now", _names(vacant.asked.members)),
        ("ways", "Counted both ways", _both(vacant)),
        ("check", "Check it yourself", _check(vacant)),
    ]
    return page.render(frame, parts)


def joining(names: Sequence[str]) -> str:
    """Who takes a seat, in a sentence."""
    if not names:
        return "Nobody is left to take the seat."
    return f"{listed(names)} {'takes the seat' if len(names) == 1 else 'take seats'}."


def both(differ: bool | None) -> str:
    """Whether the two counts give other members, in a sentence."""
    if differ is None:
        return "The other count stands still at a tie for which no lot has been drawn."
    return "The two give other members." if differ else "Both give the same members."


def _seat(vacant: Vacant) -> str:
    left = f"{listed(vacant.leaving)} {'has' if len(vacant.leaving) == 1 else 'have'} left."
    said = [
        f"{left} The ballots of the election were counted again under its rules, for all"
        f" {vacant.seats} seats, as if nobody who has left were on them: each ballot goes to the"
        " next name on it.",
    ]
    for names, why in (
        (vacant.unavailable, "said that they do not want the seat, and"),
        (vacant.gone, "had withdrawn or left before, and"),
    ):
        if names:
            passed = "was" if len(names) == 1 else "were"
            said.append(f"{listed(names)} {why} {passed} passed over too.")
    strong = f"<p><strong>{escape(printable(joining(vacant.asked.joining)))}</strong></p>\n"
    if vacant.asked.losing:
        said.append(f"Not elected again: {listed(vacant.asked.losing)}.")
    return strong + _paragraphs(said)


def _both(vacant: Vacant) -> str:
    ways = [vacant.asked] + ([vacant.other] if vacant.other.counted else [])
    said = (
        "Rules of organisations do not always say whether those who sit can lose their seats in"
        f" such a count. It was made both ways. {both(vacant.differ)}"
    )
    text = _paragraphs([said])
    for way in ways:
        which = ": the count that decides" if way is vacant.asked else ""
        found = [joining(way.joining)]
        if way.losing:
            found.append(f"Not elected again: {listed(way.losing)}.")
        links = "".join(f'<li><a href="{at}">{escape(words)}</a></li>' for at, words in way.links)
        text += f"<h3>{escape(way.name)}{which}</h3>\n{_paragraphs(found)}"
        text += f"<ul>{links}</ul>\n" if links else ""
    return text


def _check(vacant: Vacant) -> str:
    digests = "".join(
        f"<div><dt>{escape(way.name)}: record digest</dt><dd><code>{way.digest}</code></dd></div>\n"
        for way in (vacant.asked, vacant.other)
        if way.digest
    )
    return (
        "<p>Anybody who has <code>election.zip</code> makes the same counts from it, with no"
        " server. The archive is the one that was published after the election; nothing in it has"
        f' changed.</p>\n<pre tabindex="0"><code>{escape(printable(vacant.command))}</code></pre>\n'
        f'<dl class="digests">\n{digests}</dl>\n'
        f"<p>The election's id: <code>{vacant.eid}</code></p>"
    )


def _names(names: Sequence[str]) -> str:
    if not names:
        return "<p>Nobody.</p>"
    return f"<ul>{''.join(f'<li>{escape(printable(name))}</li>' for name in names)}</ul>"


def _paragraphs(sentences: Sequence[str]) -> str:
    return "".join(f"<p>{escape(printable(one))}</p>\n" for one in sentences)
