"""The report on a plan as one self-contained page.

Knows how its blocks are written in HTML. The page loads nothing and runs nothing; every text from
outside is escaped.
"""

from __future__ import annotations

from html import escape

from hustings.planning.plan.evaluation import Evaluation
from hustings.planning.plan.explanation import Explanation
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.size import Sizes
from hustings.planning.trials.following import FollowingCurves
from hustings.report import page, styles
from hustings.report.charts import PATTERNS
from hustings.report.plan import charts
from hustings.report.plan.blocks import (
    Block,
    Card,
    Cards,
    Code,
    Content,
    Drawn,
    Items,
    Paragraph,
    Row,
    Table,
)
from hustings.report.plan.content.content import content
from hustings.report.plan.figures import PLUS_MINUS

_FIXED = "&nbsp;"


def render(
    scenario: Scenario,
    evaluation: Evaluation,
    plan_name: str,
    explanation: Explanation | None = None,
    sizes: Sizes | None = None,
    curves: FollowingCurves | None = None,
) -> str:
    """The whole page.

    Raises:
        KeyError: no plan called `plan_name` was evaluated.
    """
    return written(content(scenario, evaluation, plan_name, explanation, sizes, curves))


def written(report: Content) -> str:
    """A report as a page."""
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(number)}</dd></div>"
        for label, number in report.facts
    )
    frame = page.Frame(
        title=f"Plan: {report.title}",
        kicker=report.kicker,
        heading=report.title,
        facts=f'<dl class="facts">{facts}</dl>\n<p class="notes">{_text(report.notes)}</p>',
        skip=("short", "Skip to the plan in short"),
        about="Everything on this page comes from counting drawn electorates.",
        patterns=PATTERNS,
        styles=(*styles.PAGE, "marks", "plan"),
    )
    parts = [
        (section.name, section.title, "\n".join(_block(block) for block in section.blocks))
        for section in report.sections
    ]
    return page.render(frame, parts)


def _block(block: Block) -> str:
    match block:
        case Paragraph(text, strong):
            kind = ' class="lead"' if strong else ""
            return f"<p{kind}>{_text(text)}</p>"
        case Items(texts):
            items = "\n".join(f"<li>{_text(text)}</li>" for text in texts)
            return f'<ul class="points">\n{items}\n</ul>'
        case Table():
            return _table(block)
        case Drawn(drawing):
            return charts.inline(drawing)
        case Cards(cards):
            return '<div class="cards">\n' + "\n".join(map(_card, cards)) + "\n</div>"
        case Code(text):
            return f'<pre tabindex="0"><code>{escape(text)}</code></pre>'


def _text(text: str) -> str:
    """A sentence, no figure of which is broken over two lines."""
    return (
        escape(text)
        .replace(f" {PLUS_MINUS} ", f"{_FIXED}{PLUS_MINUS}{_FIXED}")
        .replace(" %", f"{_FIXED}%")
    )


def _card(card: Card) -> str:
    names = "".join(f"<li>{escape(name)}</li>" for name in card.names)
    because = "".join(f"<p>{_text(sentence)}</p>\n" for sentence in card.sentences)
    return (
        f'<div class="card">\n<h3>{escape(card.title)}</h3>\n<p class="slate">{escape(card.note)}'
        f'</p>\n<ol class="names">{names}</ol>\n{because}</div>'
    )


def _table(table: Table) -> str:
    """A table to scroll sideways where it is too wide."""
    kinds = [' class="w"' if k in table.words else "" for k in range(len(table.head))]
    head = "".join(
        f'<th scope="col"{kind}>{escape(text)}</th>'
        for text, kind in zip(table.head, kinds, strict=True)
    )
    rows = "\n".join(_row(row, kinds) for row in table.rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(table.caption)}">'
        f"<table>\n<caption>{escape(table.caption)}</caption>\n<thead><tr>{head}</tr></thead>"
        f"\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _row(row: Row, kinds: list[str]) -> str:
    marked = ' class="total"' if row.strong else ""
    cells = "".join(
        f"<td{kind}>{escape(text)}</td>"
        for text, kind in zip(row.cells[1:], kinds[1:], strict=True)
    )
    return f'<tr{marked}><th scope="row">{escape(row.cells[0])}</th>{cells}</tr>'
