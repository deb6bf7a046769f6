"""The result sheet as CSV, for spreadsheets and scripts.

Knows rows and columns; `sheets` reads them back.

No text is a formula to a spreadsheet (`inputs.export`); figures stay as they are.
"""

from __future__ import annotations

from hustings.counting.parts.validity import POLICIES
from hustings.counting.record import CountRecord, decimal, to_json
from hustings.inputs.export import written
from hustings.report.count import explain
from hustings.report.count.phrases import instrument
from hustings.report.count.sheet import Row, Sheet, names_of, sheet_of
from hustings.report.wording import printable

LINE = (
    "file",
    "title",
    "rules",
    "seats",
    "candidates",
    "valid",
    "invalid",
    "quota",
    "stages",
    "elected",
    "digest",
    "unfilled",
)


def render(record: CountRecord) -> str:
    """The whole count as a sheet; every row has the same number of cells, lines end in \\n.

    First what describes the count (label, value), then a row each for stage, action, on whom and
    clause, then the candidates with change and votes for each stage (and the keep factor, under
    Meek) and what became of them, then votes no candidate holds, totals, the quota at the end of
    each stage and transfer values with the sum each came from.
    """
    sheet = sheet_of(record)
    keep = any(stage.keep for stage in record.stages)
    rows = _about(record)
    rows.append([])
    rows += _stages(record, sheet, keep)
    rows += [_figures(row, record, keep) for row in sheet.candidates]
    rows.append(_figures(sheet.non_transferable, record, keep))
    if sheet.lost:
        rows.append(_figures(sheet.lost, record, keep))
    rows.append(_figures(sheet.total, record, keep))
    if sheet.has_quota:
        rows.append(_per_stage("Quota", [_units(c.quota, record) for c in sheet.columns], keep, 1))
    if sheet.has_values:
        transfer_values = [column.transfer_value for column in sheet.columns]
        values = ["" if value is None else _units(value, record) for value in transfer_values]
        rows.append(_per_stage("Transfer value", values, keep, 1))
        sums = [column.transfer_sum for column in sheet.columns]
        rows.append(_per_stage("Transfer value from", sums, keep, 1))
    if any(column.iterations for column in sheet.columns):
        iterations = [str(column.iterations) for column in sheet.columns]
        rows.append(_per_stage("Iterations", iterations, keep, 1))
    width = max(map(len, rows))
    return written([row + [""] * (width - len(row)) for row in rows])


def line_header() -> str:
    """The line above those of `line`."""
    return written([list(LINE)])


def line(record: CountRecord, source: str) -> str:
    """One line for a whole count, to stand in a list of many elections.

    Args:
        source: where the ballots came from: the file's name.
    """
    election = record.election
    names = names_of(record)
    return written(
        [
            [
                printable(source),
                printable(election.title),
                record.rules[0],
                str(election.seats),
                str(len(election.standing)),
                str(record.ballots.valid),
                str(record.ballots.invalid),
                _units(record.quota, record) if record.quota else "",
                str(len(record.stages)),
                "; ".join(names[one.candidate] for one in record.elected),
                to_json(record)["digest"],
                str(record.unfilled),
            ]
        ]
    )


def _about(record: CountRecord) -> list[list[str]]:
    election, ballots = record.election, record.ballots
    law = instrument(record)
    rows = [
        ["Title", printable(election.title)],
        ["Seats", str(election.seats)],
        ["Candidates", str(len(election.standing))],
        ["Valid papers", str(ballots.valid)],
        ["Invalid papers", str(ballots.invalid)],
    ]
    rows += [[printable(f"Invalid: {why}"), str(number)] for why, number in ballots.rejected]
    rows += [[f"Policy: {POLICIES[fault]}", word] for fault, word in record.policies]
    rows += [
        [printable(f"Counted only down to a fault: {why}"), str(number)]
        for why, number in ballots.curtailed
    ]
    if record.quota:
        rows.append(["Quota at first", _units(record.quota, record)])
    rows.append(["Rules", *map(printable, record.rules)])
    if law:
        rows.append(["Instrument", law.title])
    rows.append(["Elected", "; ".join(map(printable, record.winners))])
    rows += [["Equal", sentence] for sentence in explain.equal(record)]
    if record.unfilled:
        rows.append(["Places not filled", str(record.unfilled), *explain.unfilled(record)])
    rows += [["Tie", sentence] for sentence in explain.ties(record)]
    if record.lots:
        rows.append(["Lots", printable(record.lots)])
    rows.append(["Ballots digest", ballots.digest])
    rows.append(["Record digest", to_json(record)["digest"]])
    return rows


def _stages(record: CountRecord, sheet: Sheet, keep: bool) -> list[list[str]]:
    names = names_of(record)
    rows = [
        _per_stage("Stage", [str(stage.number) for stage in record.stages], keep, 0),
        _per_stage("Action", [stage.action.value for stage in record.stages], keep, 0),
        _per_stage(
            "Of", ["; ".join(names[c] for c in stage.of) for stage in record.stages], keep, 0
        ),
        _per_stage("Clause", [printable(stage.clause) for stage in record.stages], keep, 0),
    ]
    each = ["Change", "Votes", "Keep factor"] if keep else ["Change", "Votes"]
    rows.append(["Candidate", "Slate", *each * len(sheet.columns), "Result"])
    return rows


def _per_stage(label: str, values: list[str], keep: bool, offset: int) -> list[str]:
    """A row with one value a stage, in the column `offset` of that stage."""
    size = 3 if keep else 2
    cells = [""] * (size * len(values))
    cells[offset::size] = values
    return [label, "", *cells]


def _figures(row: Row, record: CountRecord, keep: bool) -> list[str]:
    cells: list[str] = []
    for place in range(len(record.stages)):
        if not row.votes:
            cells += [""] * (3 if keep else 2)
            continue
        change = row.changes[place]
        cells.append("" if change is None else _units(change, record))
        cells.append(_units(row.votes[place], record))
        if keep:
            cells.append(_units(row.keep[place], record) if row.keep else "")
    return [row.label, row.slate, *cells, row.state]


def _units(units: int, record: CountRecord) -> str:
    return decimal(units, record.places)
