"""`hustings guide postcodes import`: an index of postcodes from a download.

Knows how a call becomes an index and what to say of it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hustings.commands.shell.progress import Line
from hustings.commands.shell.streams import Output, say
from hustings.commands.shell.watch import Watch
from hustings.errors import InputError
from hustings.inputs.text import STANDARD

if TYPE_CHECKING:
    from hustings.guide.postcodes.importing.directory import Imported

# So many outcodes that are gone are named.
_NAMED = 8


def run(source: str, output: str | None, *, month: str | None = None, quiet: bool = False) -> int:
    """Write the index that a download makes; the exit status.

    Args:
        month: of the data, where the download does not say.
    """
    if source == STANDARD:
        raise InputError(
            "a download of postcodes cannot be read from standard input", remedy="give a file"
        )
    with Output(output, for_machines=True, inputs=(source,)) as out:
        from hustings.guide.postcodes import file as index_file
        from hustings.guide.postcodes.importing import directory as postcodes_import

        line = Line(quiet=quiet)
        bar = Watch("reading", quiet=quiet)
        began = time.monotonic()

        def note(done: int, of: int) -> None:
            if line.due:
                line.show(bar.text(done, of, time.monotonic() - began))

        try:
            imported = postcodes_import.read(source, month=month or "", note=note)
        finally:
            line.clear()
        out.write(index_file.encode(imported.index))
    if not quiet:
        for remark in summary(imported):
            say(f"hustings: note: {remark}")
    return 0


def summary(imported: Imported) -> list[str]:
    """What came of it, for people."""
    index = imported.index
    count = len(index.outcodes) + len(index.straddling)
    month = f" of {index.month}" if index.month else ", month not known"
    rows = f"{imported.rows:,} rows, " if imported.rows else ""
    lines = [
        f"{index.source}{month}: {rows}{count:,} outcodes,"
        f" {len(index.straddling)} of them in more than one area"
    ]
    if missing := imported.missing:
        named = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
        lines.append(
            f"{len(missing):,} outcodes of the bundled index are not in it ({named});"
            " if that is a surprise, the file may be incomplete"
        )
    return lines
