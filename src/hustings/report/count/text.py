"""The result of a count for a terminal.

Knows how a count is written in plain text that fits a given width.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.counting.record import CountRecord, to_json
from hustings.errors import InputError
from hustings.report.count import explain
from hustings.report.count.phrases import instrument
from hustings.report.count.sheet import Sheet, sheet_of, title_of
from hustings.report.count.texttable import NAMES_IN_HEADING, Style, keep_table, stage_table
from hustings.report.wording import listed, printable, wrap

NARROWEST = 40


def render(
    record: CountRecord, *, width: int = 80, stages: str | None = None, colour: bool = False
) -> str:
    """The count as text: who was elected and why, the stage table, ties, digests.

    Args:
        width: characters a line; less than 40 is taken as 40.
        stages: which stages the table shows, e.g. "3", "1-4", "1,5-7", "last"; these are also
            described in sentences. All, without the sentences, where None.
        colour: whether headings and elected candidates are marked for a terminal.

    Raises:
        InputError: `stages` does not name stages of this count.
    """
    sheet = sheet_of(record)
    chosen = choose(stages, len(sheet.columns))
    page = _Page(max(width, NARROWEST), colour)
    page.heading(title_of(record), "=")
    _summary(page, record, sheet)
    _elected(page, record)
    _stages(page, record, sheet, chosen)
    if stages is not None:
        page.heading("What happened", "-")
        for place in chosen:
            page.item(f"Stage {place + 1}: {explain.stage(record, place + 1)}")
    _ties(page, record)
    page.heading("Digests", "-")
    page.item(record.ballots.digest, "Ballots", indent=9)
    page.item(to_json(record)["digest"], "Record", indent=9)
    return "\n".join(page.lines) + "\n"


def choose(stages: str | None, last: int) -> list[int]:
    """0-based places of the stages that `stages` names, ascending; all of `last` for None.

    Raises:
        InputError: it is not a list of stages and ranges, or names one that is not there.
    """
    if stages is None:
        return list(range(last))
    chosen: set[int] = set()
    for part in stages.split(","):
        first, dash, end = part.strip().partition("-")
        start = _stage(first, last, stages)
        stop = _stage(end, last, stages) if dash else start
        if stop < start:
            raise InputError(
                f"stages {stages!r}: {part.strip()} runs backwards",
                remedy=f"write {stop}-{start}",
            )
        chosen.update(range(start - 1, stop))
    return sorted(chosen)


def _stage(word: str, last: int, stages: str) -> int:
    word = word.strip()
    if word == "last":
        return last
    if not (word.isascii() and word.isdigit() and len(word) < 7):
        raise InputError(
            f"stages {stages!r}: {word!r} is not a stage",
            remedy='write for example "3", "1-4", "1,5-7" or "last"',
        )
    if not 1 <= int(word) <= last:
        there = f"stages 1 to {last}" if last > 1 else "one stage only"
        raise InputError(
            f"stages {stages!r}: there is no stage {int(word)}", remedy=f"this count has {there}"
        )
    return int(word)


class _Page:
    """Lines written so far, none longer than the width."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = width
        self.colour = colour
        self.lines: list[str] = []

    def line(self, text: str, style: Style = Style.PLAIN) -> None:
        marked = self.colour and style is not Style.PLAIN and text
        self.lines.append(f"\x1b[{style.value}m{text}\x1b[0m" if marked else text)

    def heading(self, text: str, rule: str) -> None:
        if self.lines:
            self.line("")
        wrapped = wrap(text, self.width)
        for line in wrapped:
            self.line(line, Style.HEADING)
        self.line(rule * max(map(len, wrapped)))

    def item(
        self, text: str, label: str = "", *, indent: int = 0, style: Style = Style.PLAIN
    ) -> None:
        """A paragraph that hangs from its label."""
        start = label.ljust(indent)
        for line in wrap(text, self.width - indent):
            self.line((start + line).rstrip(), style)
            start = " " * indent
            style = Style.PLAIN


def _summary(page: _Page, record: CountRecord, sheet: Sheet) -> None:
    """Rules with their source, seats, papers, quota."""
    facts = [("Rules", _rules(record)), ("Seats", str(record.election.seats))]
    standing = str(len(record.election.standing))
    withdrawn = [row.label for row in sheet.candidates if not row.votes]
    if withdrawn:
        standing += f"; withdrawn before the count: {listed(withdrawn)}"
    sitting = [sheet.candidates[c].label for c in record.election.sitting]
    if sitting:
        standing += f"; keeping a seat: {listed(sitting)}"
    facts.append(("Candidates", standing))
    facts.append(("Papers", " ".join(explain.ballots(record))))
    if sheet.has_quota:
        changes = ", calculated again during the count" if sheet.quota_changes else ""
        facts.append(("Quota", explain.quota(record) + changes))
    facts.append(("Stages", str(len(record.stages))))
    for label, text in facts:
        page.item(text, label, indent=12)


def _rules(record: CountRecord) -> str:
    name, version = map(printable, record.rules)
    law = instrument(record)
    called = f"{name}, version {version}"
    return f"{law.title} ({called}). Source: {law.source}" if law else called


def _elected(page: _Page, record: CountRecord) -> None:
    page.heading("Elected", "-")
    sentences = explain.elected(record)
    labels = [place if place.endswith("=") else f"{place}." for place in explain.places(record)]
    digits = max(map(len, labels), default=0)
    for label, sentence in zip(labels, sentences, strict=True):
        page.item(sentence, label.rjust(digits), indent=digits + 1, style=Style.ELECTED)
    if not sentences:
        page.item("Nobody was elected.")
    for sentence in [*explain.equal(record), *explain.unfilled(record)]:
        page.item(sentence)
    if any("[" in sentence for sentence in sentences):
        page.item("Numbers in square brackets are clauses of the rules.")


def _stages(page: _Page, record: CountRecord, sheet: Sheet, chosen: Sequence[int]) -> None:
    page.heading("Stages", "-")
    for text, style in stage_table(sheet, chosen, record.places, page.width):
        page.line(text, style)
    for place in chosen:
        column = sheet.columns[place]
        if len(column.of) > NAMES_IN_HEADING:
            page.item(f"Stage {column.number}: {column.title}.")
    values = [explain.transfer_value(record, place + 1) for place in chosen]
    if any(values):
        page.heading("Transfer values", "-")
        for sentence in filter(None, values):
            page.item(sentence)
    keep = keep_table(sheet, chosen, record.places, page.width)
    if keep:
        page.heading("Keep factors of elected candidates", "-")
        for text, style in keep:
            page.line(text, style)


def _ties(page: _Page, record: CountRecord) -> None:
    page.heading("Ties", "-")
    sentences = explain.ties(record)
    for sentence in sentences:
        page.item(sentence, "-", indent=2)
    if not sentences:
        page.item("No tie had to be broken.")
    if record.lots:
        page.item(explain.lots(record))
