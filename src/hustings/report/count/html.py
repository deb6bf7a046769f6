"""The result of a count as one self-contained page.

Knows how a record is laid out for people: who was elected, the stage table, every stage as bars,
where a vote went, and how to check it all. The page loads nothing and runs one program of its own
(`own_vote`); every text from outside is escaped.
"""

from __future__ import annotations

from html import escape

from hustings.counting.record import CountRecord, decimal, to_json
from hustings.report import page
from hustings.report.charts import PATTERNS
from hustings.report.count import charts, explain, own_vote
from hustings.report.count.again import command, files
from hustings.report.count.phrases import cited, figure, instrument
from hustings.report.count.sheet import Column, Row, Sheet, sheet_of, title_of
from hustings.report.styles import PAGE
from hustings.report.wording import grouped, listed, printable

# With no more stages than this every drawing is open; else the first and the last.
_FEW_STAGES = 3
_NAMES_IN_HEADING = 3
# A4 in millimetres: what the margins leave, names, one character of a figure, the least a stage.
_PAPER, _PAPER_NAMES, _PAPER_DIGIT, _PAPER_STAGE = 184, 40, 1.55, 19


def render(record: CountRecord, notice: str = "", begin: own_vote.Beginnings | None = None) -> str:
    """The whole page.

    Args:
        notice: a sentence above everything; plain text.
        begin: how the papers begin (`own_vote.beginnings`), where there are ballots to tell.
    """
    sheet = sheet_of(record)
    title = title_of(record)
    asked, program = own_vote.section(record, begin or [])
    frame = page.Frame(
        title=f"Result: {title}",
        kicker="Result of the count",
        heading=title,
        facts=page.notice(notice) + _facts(record, sheet),
        skip=("elected", "Skip to who was elected"),
        about="Everything on this page comes from the record of the count"
        + (", how many papers begin alike from the ballots." if program and begin else "."),
        patterns=PATTERNS,
        styles=(*PAGE, "vote") if program else PAGE,
        program=program,
        allowed=own_vote.source() if program else "",
    )
    parts: list[tuple[str, str, str | page.Held]] = [
        ("elected", "Elected", _elected(record)),
        ("table", "Stage table", _tables(record, sheet)),
        ("stages", "Stage by stage", _stages(record, sheet)),
        ("non-transferable", sheet.non_transferable.label, _non_transferable(record)),
        ("ties", "Ties", _ties(record)),
        ("your-vote", "Where would a vote like yours have gone?", asked),
        ("rules", "Rules", _rules(record)),
        ("check", "Check this result", _check(record)),
    ]
    return page.render(frame, parts)


def _facts(record: CountRecord, sheet: Sheet) -> str:
    election = record.election
    facts = [
        ("Seats", str(election.seats)),
        ("Candidates", str(len(election.standing))),
        ("Valid papers", grouped(str(record.ballots.valid))),
        ("Invalid papers", grouped(str(record.ballots.invalid))),
    ]
    if sheet.has_quota:
        last = record.stages[-1].quota
        changes = " at first" if last != record.quota else ""
        facts.append((f"Quota{changes}", figure(record.quota, record)))
        if changes:
            facts.append(("Quota at the end", figure(last, record)))
    facts.append(("Stages", str(len(record.stages))))
    items = "".join(f"<div><dt>{label}</dt><dd>{number}</dd></div>" for label, number in facts)
    law = instrument(record)
    rules = escape(law.title if law else printable(record.rules[0]))
    notes = [f"Counted under: {rules}."]
    if record.ballots.rejected or record.ballots.curtailed or record.policies:
        notes += [escape(sentence) for sentence in explain.ballots(record)[1:]]
    withdrawn = [row.label for row in sheet.candidates if not row.votes]
    if withdrawn:
        notes.append(f"Withdrawn before the count: {escape(listed(withdrawn))}.")
    sitting = [sheet.candidates[c].label for c in election.sitting]
    if sitting:
        notes.append(f"A count for a vacancy; keeping a seat: {escape(listed(sitting))}.")
    return f'<dl class="facts">{items}</dl>\n<p class="notes">{" ".join(notes)}</p>'


def _elected(record: CountRecord) -> str:
    if not record.elected:
        return "<p>Nobody was elected.</p>"
    items = []
    for one, place in zip(record.elected, explain.places(record), strict=True):
        candidate = record.election.candidates[one.candidate]
        slate = printable(candidate.slate)
        items.append(
            f'<li><span class="place">{place}</span>\n<p><strong>'
            f"{escape(printable(candidate.name))}</strong>"
            + (f' <span class="slate">{escape(slate)}</span>' if slate else "")
            + f"</p>\n<p>Elected {escape(explain.why(record, one))}{_cited(one.clause)}.</p></li>"
        )
    said = "\n".join(
        f"<p>{escape(sentence)}</p>"
        for sentence in [*explain.equal(record), *explain.unfilled(record)]
    )
    return '<ol class="winners">\n' + "\n".join(items) + f"\n</ol>\n{said}"


def _cited(clause: str) -> str:
    cite = cited(clause).strip()
    return f' <span class="cite">{escape(cite)}</span>' if cite else ""


# -- the stage table ---------------------------------------------------------------------------


def _tables(record: CountRecord, sheet: Sheet) -> str:
    """The table to scroll sideways; where paper is too narrow for it, once more in pages."""
    every = range(len(sheet.columns))
    caption = "Votes of each candidate."
    if len(sheet.columns) > 1:
        caption = (
            "In each cell the votes at the end of the stage; underneath, smaller and with its sign,"
            " the change since the stage before."
        )
    fit = _stages_on_paper(record, sheet)
    media = " screen" if len(sheet.columns) > fit else ""
    cue = ""
    if len(sheet.columns) > 1:
        cue = (
            f'<p class="cue">{len(sheet.columns)} stages side by side: where the screen is narrower'
            " than the table, scroll it sideways.</p>\n"
        )
    tables = [
        f'{cue}<div class="scroll{media}" role="region" tabindex="0"'
        ' aria-label="Votes by candidate and stage, to scroll sideways">'
        f"{_table(record, sheet, every, caption)}</div>"
    ]
    if media:
        for start in range(0, len(sheet.columns), fit):
            part = range(start, min(start + fit, len(sheet.columns)))
            which = f"Stages {part[0] + 1} to {part[-1] + 1}"
            if len(part) == 1:
                which = f"Stage {part[0] + 1}"
            if start:
                which += f"; candidates excluded before stage {part[0] + 1} are left out"
            table = _table(record, sheet, part, f"{which}. {caption}", on_paper=True)
            tables.append(f'<div class="paper">{table}</div>')
    return "\n".join(tables)


def _stages_on_paper(record: CountRecord, sheet: Sheet) -> int:
    """How many stages stand side by side on A4."""
    figures = [sheet.non_transferable, sheet.total, *sheet.candidates]
    longest = max(
        len(grouped(decimal(votes, record.places))) for row in figures for votes in row.votes
    )
    stage = max(_PAPER_STAGE, (longest + 1) * _PAPER_DIGIT + 4)
    return max(1, int((_PAPER - _PAPER_NAMES) / stage))


def _table(
    record: CountRecord, sheet: Sheet, shown: range, caption: str, *, on_paper: bool = False
) -> str:
    """The table for the stages shown; on paper without slates and rows that have nothing more."""
    head = "".join(_stage_heading(sheet.columns[place]) for place in shown)
    rows = [
        _row(row, shown, record.places, slate="" if on_paper else row.slate)
        for row in sheet.candidates
        if not on_paper or not row.votes or not all(row.over(place) for place in shown)
    ]
    foot = [_row(sheet.non_transferable, shown, record.places)]
    if sheet.lost:
        foot.append(_row(sheet.lost, shown, record.places, kind="part"))
    foot.append(_row(sheet.total, shown, record.places, kind="total"))
    if any(sheet.columns[place].transfer_value is not None for place in shown):
        values = (sheet.columns[place].transfer_value for place in shown)
        cells = "".join(
            "<td></td>" if value is None else f"<td>{figure(value, record)}</td>"
            for value in values
        )
        foot.append(f'<tr><th scope="row">Transfer value</th>{cells}</tr>')
    if sheet.quota_changes:
        cells = "".join(f"<td>{figure(sheet.columns[p].quota, record)}</td>" for p in shown)
        foot.append(f'<tr><th scope="row">Quota at the end of the stage</th>{cells}</tr>')
    if any(column.iterations for column in sheet.columns):
        cells = "".join(f"<td>{sheet.columns[place].iterations}</td>" for place in shown)
        foot.append(f'<tr><th scope="row">Iterations</th>{cells}</tr>')
    return (
        f'<table>\n<caption>{escape(caption)}</caption>\n<thead><tr><th scope="col">Candidate</th>'
        f"{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n<tbody>\n"
        "" + "\n".join(foot) + "\n</tbody>\n</table>"
    )


def _stage_heading(column: Column) -> str:
    what = column.title
    if len(column.of) > _NAMES_IN_HEADING:
        what = f"{column.action} {len(column.of)} candidates"
    return (
        f'<th scope="col"><a href="#stage-{column.number}">Stage {column.number}</a>'
        f"<span>{escape(what)}</span></th>"
    )


def _row(row: Row, shown: range, places: int, *, kind: str = "", slate: str = "") -> str:
    slate = f'<span class="slate">{escape(slate)}</span>' if slate else ""
    state = f'<span class="state">{row.state}</span>' if row.state else ""
    cells = "".join(_cell(row, place, places) for place in shown)
    if row.elected:
        kind = "in"
    marked = f' class="{kind}"' if kind else ""
    return f'<tr{marked}><th scope="row">{escape(row.label)}{slate}{state}</th>{cells}</tr>'


def _cell(row: Row, place: int, places: int) -> str:
    if not row.votes or row.over(place):
        return "<td></td>"
    change = row.changes[place]
    moved = f"<i>{charts.signed(change, places)}</i>" if change else ""
    word = ""
    if row.elected == place + 1:
        word = "<b>Elected</b>"
    elif row.excluded == place + 1:
        word = "<b>Excluded</b>"
    return f"<td>{grouped(decimal(row.votes[place], places))}{moved}{word}</td>"


# -- stage by stage ----------------------------------------------------------------------------


def _stages(record: CountRecord, sheet: Sheet) -> page.Held:
    frame = charts.frame(record, sheet)
    last = len(sheet.columns)
    parts: list[str] = []
    for place, column in enumerate(sheet.columns):
        number = column.number
        steps = []
        if number > 1:
            steps.append(f'<a href="#stage-{number - 1}">Previous: stage {number - 1}</a>')
        if number < last:
            steps.append(f'<a href="#stage-{number + 1}">Next: stage {number + 1}</a>')
        is_open = " open" if last <= _FEW_STAGES or number in {1, last} else ""
        keep = _keep(record, sheet, place)
        drawing = charts.bars(record, sheet, place, within=frame)
        parts.append(
            f'<section class="stage" id="stage-{number}">\n'
            f'<div class="told"><div class="head"><h3><span>Stage {number}</span>'
            f" {escape(column.title)}</h3>\n"
            + (f'<p class="step">{" ".join(steps)}</p>' if steps else "")
            + f"</div>\n<p>{escape(explain.stage(record, number))}</p>\n{keep}</div>\n"
            f"<details{is_open}><summary>Votes after stage {number} as bars</summary>\n"
            f"<figure>{drawing}</figure></details>\n</section>"
        )
    return page.Held(f"{charts.key(sheet)}\n{parts[0]}", "\n".join(parts[1:]))


def _keep(record: CountRecord, sheet: Sheet, place: int) -> str:
    """Meek: what part of each vote the elected keep."""
    stage = record.stages[place]
    kept = [
        f"{escape(row.label)} {decimal(row.keep[place], record.places)}"
        for row in sheet.candidates
        if stage.keep and row.elected and row.elected <= place + 1
    ]
    return f'<p class="keep">Keep factors: {listed(kept)}.</p>\n' if kept else ""


# -- what else there is to know ----------------------------------------------------------------


def _non_transferable(record: CountRecord) -> str:
    return f"<p>{escape(explain.non_transferable(record))}</p>"


def _ties(record: CountRecord) -> str:
    sentences = explain.ties(record)
    if not sentences:
        return "<p>No tie had to be broken.</p>"
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    lots = f"<p>{escape(explain.lots(record))}</p>" if record.lots else ""
    return f"<ul>{items}</ul>{lots}"


def _rules(record: CountRecord) -> str:
    name, version = (escape(printable(text)) for text in record.rules)
    law = instrument(record)
    if law is None:
        return f"<p>Rule set {name}, version {version}.</p>"
    rows = "\n".join(
        f'<tr><th scope="row">{escape(clause.number)}</th><td>{escape(clause.words)}</td></tr>'
        for clause in explain.clauses(record)
    )
    return (
        f"<p><strong>{escape(law.title)}</strong></p>\n<p>Source: {escape(law.source)}.</p>\n"
        f"<p>Rule set <code>{name}</code>, version {version}. Numbers in square brackets on this"
        " page are its clauses; these were used in this count, in our words:</p>\n"
        '<table class="clauses"><thead><tr><th scope="col">Clause</th>'
        f'<th scope="col">What it says</th></tr></thead>\n<tbody>\n{rows}\n</tbody></table>'
    )


def _check(record: CountRecord) -> str:
    beside = "".join(
        f"<p>{what} are these. Put them in a file called"
        f" <code>{name}</code>, as they stand here:</p>\n"
        f'<pre tabindex="0"><code>{escape(chr(10).join(map(_verbatim, lines)))}</code></pre>\n'
        for name, what, lines in files(record)
    )
    return f"""<p>A digest is a fingerprint: if a single vote were different, it would be another.
Anyone who has the published ballots can count them again and compare.</p>
<dl class="digests">
<div><dt>Ballots digest</dt><dd><code>{escape(record.ballots.digest)}</code></dd></div>
<div><dt>Record digest</dt><dd><code>{escape(to_json(record)["digest"])}</code></dd></div>
</dl>
{beside}<p>With Hustings, and FILE for the ballot file:</p>
<pre tabindex="0"><code class="command">{escape(_verbatim(command(record)))}</code></pre>
<p>In its output the record digest is <code>digest</code>, the ballots digest as
<code>digest</code> under <code>ballots</code>. They do not depend on who counts, where, or with
which engine.</p>"""


def _verbatim(text: str) -> str:
    """`text` to the letter, spaces and all, unless a screen must not be sent it."""
    return text if text.isprintable() else printable(text)
