"""The report on a plan in Markdown, for minutes, wikis and mail.

Knows how its blocks are written in Markdown. Drawings are files of their own beside it; where there
is no place for them they are left out, and the tables hold the same figures.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from hustings.planning.plan.evaluation import Evaluation
from hustings.planning.plan.explanation import Explanation
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.size import Sizes
from hustings.planning.trials.following import FollowingCurves
from hustings.report.plan.blocks import (
    Block,
    Card,
    Cards,
    Code,
    Content,
    Drawn,
    Items,
    Paragraph,
    Table,
)
from hustings.report.plan.content.content import content
from hustings.report.plan.pieces import standalone

# What could be taken for markup: inside a line, and at its beginning.
_INSIDE = re.compile(r"([\\`*_{}\[\]<>|~&#])")
_BEGINNING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])(?=[-+=\s]|$)")


def render(
    scenario: Scenario,
    evaluation: Evaluation,
    plan_name: str,
    explanation: Explanation | None = None,
    sizes: Sizes | None = None,
    curves: FollowingCurves | None = None,
) -> str:
    """The whole report, without drawings.

    Raises:
        KeyError: no plan called `plan_name` was evaluated.
    """
    return written(content(scenario, evaluation, plan_name, explanation, sizes, curves))


def drawings(report: Content, beside: str) -> dict[str, str]:
    """The drawings of a report that is called `beside`, by the names of their files: SVG."""
    return {
        _file(block, beside): standalone(block.drawing)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Drawn)
    }


def written(report: Content, beside: str = "") -> str:
    """A report as Markdown.

    Args:
        beside: what the report's file is called, without its suffix, where drawings lie beside it;
            empty to leave them out.
    """
    facts = [f"{plain(label)}: {plain(number)}" for label, number in report.facts]
    parts = [
        f"# {plain(report.title)}",
        f"{plain(report.kicker)}. {'; '.join(facts)}.",
        plain(report.notes),
    ]
    for section in report.sections:
        parts.append(f"## {plain(section.title)}")
        parts += [text for block in section.blocks if (text := _block(block, beside))]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Text in which nothing is taken for markup."""
    escaped = _INSIDE.sub(r"\\\1", text)
    return _BEGINNING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _file(block: Drawn, beside: str) -> str:
    return f"{beside}-{block.drawing.name.removeprefix('chart-')}.svg"


def _block(block: Block, beside: str) -> str:
    match block:
        case Paragraph(text, strong):
            return f"**{plain(text)}**" if strong else plain(text)
        case Items(texts):
            return "\n".join(f"- {plain(text)}" for text in texts)
        case Table():
            return _table(block)
        case Drawn(drawing):
            label = f"{plain(drawing.title)}: {plain(drawing.words)}"
            return f"![{label}]({quote(_file(block, beside))})" if beside else ""
        case Cards(cards):
            return "\n\n".join(map(_card, cards))
        case Code(text):
            return f"```sh\n{text}\n```"


def _card(card: Card) -> str:
    names = "\n".join(f"{place}. {plain(name)}" for place, name in enumerate(card.names, 1))
    because = " ".join(plain(sentence) for sentence in card.sentences)
    parts = [f"### {plain(card.title)}", plain(card.note), names, because]
    return "\n\n".join(part for part in parts if part)


def _table(table: Table) -> str:
    """A pipe table below its caption; the plan's own row is bold."""
    words = (0, *table.words)
    rule = ["---" if k in words else "---:" for k in range(len(table.head))]
    lines = [_line([plain(text) for text in table.head]), _line(rule)]
    for row in table.rows:
        cells = [plain(text) for text in row.cells]
        lines.append(
            _line([f"**{cell}**" if cell else "" for cell in cells] if row.strong else cells)
        )
    return f"{plain(table.caption)}:\n\n" + "\n".join(lines)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
