"""Nominations as one self-contained page: bars by candidate, and every table.

Knows how numbers become bars and slates become colours. The page loads nothing and runs nothing;
every text from outside is escaped. What a colour says, the slate's name beside each bar says too,
and every figure stands in a table.
"""

from __future__ import annotations

from html import escape

from hustings.election.nominations.tally import Nominee, Tally
from hustings.report import page, styles
from hustings.report.nominations.sentences import sentences
from hustings.report.nominations.tables import (
    Table,
    count,
    needed,
    rank,
    share,
    slate,
    tables,
)
from hustings.report.wording import printable

# Slates with a colour of their own; the others share one.
_COLOURS = 6
_OTHERS = "other slates"
# CSS pixels: the height of a bar, how far the threshold's line stands out, a digit's width.
_BAR, _BEYOND, _DIGIT = 13, 4, 7.8


def render(tally: Tally, notice: str = "") -> str:
    """The whole page.

    Args:
        notice: a sentence above everything; plain text.
    """
    title = printable(tally.title) or "Nominations"
    lead = f'<p class="lead">{_text(" ".join(sentences(tally)))}</p>'
    parts: list[tuple[str, str, str | page.Held]] = [
        ("bars", "Who was nominated", f"{lead}\n{_key(tally)}\n{_bars(tally)}")
    ]
    parts += [(table.name, table.title, _table(table)) for table in tables(tally)]
    frame = page.Frame(
        title=title if title == "Nominations" else f"Nominations: {title}",
        kicker="Nominations" if tally.title else "Before the election",
        heading=title,
        facts=page.notice(notice) + _facts(tally),
        skip=("bars", "Skip to who was nominated"),
        about="Everything on this page comes from the list of nominations.",
        styles=(*styles.PAGE, "nominations"),
    )
    return page.render(frame, parts)


def _facts(tally: Tally) -> str:
    facts = [("Nominations", count(tally.whole))]
    if tally.bodies:
        facts.append(("Bodies", count(len(tally.bodies))))
    facts.append(("Candidates", count(len(tally.nominees))))
    slates = sum(bool(one.name) for one in tally.slates)
    if slates:
        facts.append(("Slates", count(slates)))
    if tally.regions:
        facts.append(("Regions", count(sum(bool(one.name) for one in tally.regions))))
    if needed(tally.threshold):
        facts.append(("With enough", count(sum(bool(one.passes) for one in tally.nominees))))
    items = "".join(f"<div><dt>{label}</dt><dd>{number}</dd></div>" for label, number in facts)
    return f'<dl class="facts">{items}</dl>'


# -- bars ----------------------------------------------------------------------------------------


def _colours(tally: Tally) -> dict[str, str]:
    """The mark of each slate's bars."""
    named = [one.name for one in tally.slates if one.name]
    marks = {name: f"s{min(place, _COLOURS)}" for place, name in enumerate(named)}
    return {**marks, "": "c" if named else "e"}


def _key(tally: Tally) -> str:
    """What the marks mean: a list of samples with words."""
    marks = _colours(tally)
    items = {}
    for one in tally.slates:
        mark = marks[one.name]
        items[mark] = _OTHERS if mark == f"s{_COLOURS}" else slate(one.name)
    samples = [
        f'<rect class="{mark}" x="1" y="1" width="26" height="12"/></svg> {escape(words)}'
        for mark, words in items.items()
    ]
    if tally.threshold.bodies:
        samples.append(
            '<line class="q" x1="14" x2="14" y1="0" y2="14"/></svg> threshold,'
            f" {tally.threshold.bodies}"
        )
    if not samples:
        return ""
    svg = '<li><svg width="28" height="14" aria-hidden="true" focusable="false">'
    return f'<ul class="key">{"".join(f"{svg}{sample}</li>" for sample in samples)}</ul>'


def _bars(tally: Tally) -> str:
    full = max([1, tally.threshold.bodies, *(one.number for one in tally.nominees)])
    room = int(max(len(_figures(tally, one)) for one in tally.nominees) * _DIGIT) + 10
    marks = _colours(tally)
    items = "\n".join(_item(tally, one, marks[one.slate], full) for one in tally.nominees)
    return (
        '<ul class="chart" aria-label="Nominations of each candidate"'
        f' style="--room:{room}px">\n{items}\n</ul>'
    )


def _figures(tally: Tally, one: Nominee) -> str:
    return f"{count(one.number)} ({share(tally.share(one.number))})"


def _item(tally: Tally, one: Nominee, mark: str, full: int) -> str:
    said = [slate(one.slate)] if tally.slates else []
    if one.passes is not None:
        said.append("enough" if one.passes else "not enough")
    words = f' <span class="s">{escape(", ".join(said))}</span>' if said else ""
    shapes = ""
    if one.number:
        shapes = f'<rect class="{mark}" width="{_part(one.number, full)}" height="{_BAR}"/>'
    if tally.threshold.bodies:
        at = _part(tally.threshold.bodies, full)
        ends = f'y1="{-_BEYOND}" y2="{_BAR + _BEYOND}"'
        shapes += f'<line class="q" x1="{at}" x2="{at}" {ends}/>'
    place = rank(one) if one.tied else f"{one.rank}."
    return (
        f'<li><span class="a">{place} {escape(printable(one.name))}{words}</span>'
        f'<svg width="100%" height="{_BAR}" aria-hidden="true" focusable="false">{shapes}</svg>'
        f'<span class="v">{_text(_figures(tally, one))}</span></li>'
    )


def _part(number: int, full: int) -> str:
    """`number` as a percentage of `full`, two decimals, without floats."""
    hundredths = number * 10_000 // full
    return f"{hundredths // 100}.{hundredths % 100:02d}%".replace(".00%", "%")


# -- tables --------------------------------------------------------------------------------------


def _table(table: Table) -> str:
    """A table to scroll sideways where it is too wide."""
    kinds = [' class="w"' if place < table.words else "" for place in range(len(table.head))]
    head = "".join(
        f'<th scope="col"{kind}>{escape(text)}</th>'
        for text, kind in zip(table.head, kinds, strict=True)
    )
    rows = "\n".join(
        f'<tr><th scope="row">{escape(cells[0])}</th>'
        + "".join(
            f"<td{kind}>{_text(text)}</td>" for text, kind in zip(cells[1:], kinds[1:], strict=True)
        )
        + "</tr>"
        for cells in table.rows
    )
    caption = escape(table.caption)
    return (
        f'<div class="scroll" role="region" tabindex="0"'
        f' aria-label="{escape(table.title)}, to scroll sideways">'
        f"<table>\n<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>"
        f"\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _text(text: str) -> str:
    """A text, no figure of which is broken over two lines."""
    return escape(text).replace(" %", "&nbsp;%")
