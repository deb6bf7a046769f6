"""`hustings count`: one ballot file to its result sheet, or many counts to one line each.

Knows the way from a file through `counting.engine` to a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.commands.ballots import Call, counted, draw, read, rules_of
from hustings.commands.sheet import rendered, shape_of
from hustings.commands.shell.progress import Progress
from hustings.commands.shell.streams import Output, check_inputs

if TYPE_CHECKING:
    from hustings.face.ballots import Ballots


def run(call: Call) -> int:
    """Count and report; the exit status.

    Raises:
        HustingsError: the call, the one file or the count of it is wrong.
        OSError: a file cannot be read or written.
    """
    if call.may_compile:
        from hustings.commands.shell.compiling import note_compiling

        note_compiling(quiet=call.quiet)
    ballots: Ballots | None = None
    check_inputs(*call.files, call.lots)
    if call.wants_every_contest:
        from hustings.commands.contests import Form, count_contests, opened

        form = opened(call)
        if isinstance(form, Form):
            return count_contests(call, form)
        ballots = form
    shape = shape_of(call)
    rules = rules_of(call)
    with Output(
        call.output,
        for_machines=shape != "text",
        inputs=call.files,
        spreadsheet=shape == "csv",
    ) as out:
        lots = draw(call.lots)
        call.note_rules()
        if call.many:
            from hustings.commands.many import count_many

            return count_many(call, rules, lots, shape, out)
        source = call.files[0]
        progress = Progress(source, quiet=call.quiet)
        try:
            ballots = read(call, source) if ballots is None else ballots
            record = counted(call, rules, lots, ballots, source, progress=progress)
        finally:
            progress.clear()
        out.write(rendered(record, call, shape, ballots))
    return 0
