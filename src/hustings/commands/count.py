"""`hustings count`: one ballot file to its result sheet, or many counts to one line each.

Knows the way from a file through `counting.engine` to a report. Must not know how any of them does
its work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.commands.ballots import Call, Draw, counted, read, rules_of
from hustings.commands.sheet import rendered, shape_of
from hustings.commands.shell.progress import Progress
from hustings.commands.shell.streams import Output, check_inputs

if TYPE_CHECKING:
    from hustings.election.formats import BallotFile
    from hustings.election.formats.fast.read import PackedBallotFile


def run(call: Call) -> int:
    """Count and report; the exit status.

    Raises:
        HustingsError: the call, the one file or the count of it is wrong.
        OSError: a file cannot be read or written.
    """
    file: BallotFile | PackedBallotFile | None = None
    check_inputs(*call.files, call.lots)
    if call.wants_every_contest:
        from hustings.commands.contests import Form, count_contests, opened

        form = opened(call)
        if isinstance(form, Form):
            return count_contests(call, form)
        file = form
    shape = shape_of(call)
    rules = rules_of(call)
    with Output(
        call.output,
        for_machines=shape != "text",
        inputs=call.files,
        spreadsheet=shape == "csv",
    ) as out:
        draw = Draw(call.lots)
        call.note_rules()
        if call.many:
            from hustings.commands.many import count_many

            return count_many(call, rules, draw, shape, out)
        source = call.files[0]
        progress = Progress(source, quiet=call.quiet)
        try:
            file = read(call, source) if file is None else file
            record = counted(call, rules, draw, file, source, progress=progress)
        finally:
            progress.clear()
        out.write(rendered(record, call, shape, file.account))
    return 0
