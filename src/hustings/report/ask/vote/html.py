"""One vote as one self-contained page. It loads nothing and runs nothing; all text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from hustings.counting.own_vote import OwnVote
from hustings.report import page
from hustings.report.ask.vote.sentences import Part, parts
from hustings.report.count.sheet import title_of
from hustings.report.styles import PAGE


def render(own: OwnVote, withdrawn: Sequence[int] = ()) -> str:
    """The whole page.

    Args:
        withdrawn: candidates named in the vote who have withdrawn.
    """
    title = title_of(own.record)
    vote, *others = parts(own, withdrawn)
    ranked, *sentences = vote.sentences
    frame = page.Frame(
        title=f"One vote: {title}",
        kicker="Where one vote goes",
        heading=title,
        facts=page.notice(ranked) + "\n".join(f"<p>{escape(said)}</p>" for said in sentences),
        skip=("way", "Skip to where it goes"),
        about="Everything on this page comes from counts of the ballots.",
        styles=(*PAGE, "vote"),
    )
    return page.render(frame, [(part.name, part.heading, _body(part)) for part in others])


def _body(part: Part) -> str:
    said = "\n".join(f"<p>{escape(sentence)}</p>" for sentence in part.sentences)
    if not part.rows:
        return said
    rows = "\n".join(
        f'<tr><th scope="row">{stage}</th><td>{escape(done)}</td><td>{escape(where)}</td></tr>'
        for stage, done, where in part.rows
    )
    return (
        '<table class="clauses way"><thead><tr><th scope="col">Stage</th><th scope="col">What was'
        ' done</th><th scope="col">The vote</th></tr></thead>\n<tbody>\n'
        f"{rows}\n</tbody></table>\n{said}"
    )
