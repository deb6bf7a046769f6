"""One vote in plain text, for a terminal or a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hustings.counting.own_vote import OwnVote
from hustings.report.ask.vote.sentences import Part, parts
from hustings.report.count.sheet import title_of
from hustings.report.wording import wrap

# How far what happens to the vote stands in, below what a stage did.
_INDENT = "          "


def render(own: OwnVote, withdrawn: Sequence[int] = (), *, width: int = 80) -> str:
    """Every part, one below the other.

    Args:
        withdrawn: candidates named in the vote who have withdrawn.
    """
    lines = wrap(title_of(own.record), width)
    for part in parts(own, withdrawn):
        lines += ["", part.heading, "-" * len(part.heading), *_lines(part, width)]
    return "\n".join(lines) + "\n"


def _lines(part: Part, width: int) -> Iterator[str]:
    for stage, done, where in part.rows:
        first, *rest = wrap(done, width - len(_INDENT))
        yield f"{f'Stage {stage}':<{len(_INDENT)}}{first}"
        yield from (_INDENT + line for line in [*rest, *wrap(where, width - len(_INDENT))])
    for sentence in part.sentences:
        yield from wrap(sentence, width)
