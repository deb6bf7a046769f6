"""How far a plan's seats go with what nobody knows, in sentences and a drawing.

Knows the headline of a plan, which is never a mean and its error alone, and what the draws say when
they are sorted by support, following and appeal.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.planning.plan.evaluation import PlanResult, Sorted, Unsure
from hustings.report.plan.blocks import Block, Drawn, Items, Paragraph
from hustings.report.plan.figures import clear, digits, figure, fixed, percent
from hustings.report.plan.spans import Span, drawn
from hustings.report.wording import listed

_LABEL = {
    Unsure.SUPPORT: "Support",
    Unsure.FOLLOWING: "Followers",
    Unsure.APPEAL: "Favourite first",
}
_WHAT = {
    Unsure.SUPPORT: "support for the slate",
    Unsure.FOLLOWING: "the share of followers",
    Unsure.APPEAL: "the favourite's lead over the others of the slate",
}
_OF = {
    Unsure.SUPPORT: "of voters",
    Unsure.FOLLOWING: "of supporters",
    Unsure.APPEAL: "of supporters would put the favourite first",
}


def headline(result: PlanResult) -> str:
    """What a plan wins: "2.7 seats on average (± 0.03 from the number of draws); 1 to 4 in …"."""
    mean, error = result.expected
    places = digits(error)
    noun = "seat" if fixed(mean, places) == "1" else "seats"
    return (
        f"{fixed(mean, places)} {noun} on average (± {fixed(error, places)} from the number of"
        f" draws); {span(result)} in at least nine draws of ten"
    )


def span(result: PlanResult) -> str:
    """Seats in nine draws of ten: "1 to 4", "2"."""
    low, high = result.most_draws
    return str(low) if low == high else f"{low} to {high}"


def moved(rows: Sequence[Sorted]) -> str:
    """One or two sentences: what moves the seats most, and what these draws cannot tell."""
    if not rows:
        return ""
    told = [one for one in rows if clear(one.swing)]
    rest = listed([_WHAT[one.unsure] for one in rows if not clear(one.swing)])
    if not told:
        return f"What {rest} does to it, these draws cannot tell."
    first = told[0]
    sentence = (
        f"What moves it most is {_WHAT[first.unsure]}: {thirds(first)}."
        if len(rows) > 1
        else f"It moves with {_WHAT[first.unsure]}: {thirds(first)}."
    )
    if rest:
        sentence += f" What {rest} does to it, these draws cannot tell."
    return sentence


def thirds(one: Sorted) -> str:
    """The seats in the third of the draws with least of something, and in that with most."""
    return (
        f"{figure(one.low)} seats in the third of the draws with least of it (about"
        f" {percent(one.low_value)} {_OF[one.unsure]}), {figure(one.high)} in the third with most"
        f" (about {percent(one.high_value)})"
    )


def section(result: PlanResult, rows: Sequence[Sorted]) -> tuple[Block, ...]:
    """The headline, the drawing, and a sentence for each thing that the scenario is not sure of."""
    spans = [
        Span(
            _LABEL[one.unsure],
            percent(one.low_value),
            one.low,
            percent(one.high_value),
            one.high,
        )
        for one in rows
    ]
    sentences = tuple(f"By {_WHAT[one.unsure]}: {thirds(one)}." for one in rows)
    missing = listed([_WHAT[one] for one in Unsure if one not in {row.unsure for row in rows}])
    blocks: list[Block] = [
        Paragraph(f"{headline(result)}. {moved(rows)}".strip()),
        Drawn(drawn(result.expected, result.most_draws, spans)),
    ]
    if sentences:
        blocks.append(Items(sentences))
    if missing:
        blocks.append(Paragraph(f"Not sorted by {missing}: it is the same in all these draws."))
    blocks.append(
        Paragraph(
            "More draws make the ± smaller, and nothing else on this picture: how far the seats go"
            " with support, followers and favour is what the scenario says is not known."
        )
    )
    return tuple(blocks)
