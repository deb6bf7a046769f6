"""Nominations as one sheet for spreadsheets and scripts: a row a candidate.

Knows its columns. No text is a formula to a spreadsheet (`inputs.export`).
"""

from __future__ import annotations

from hustings.election.nominations.document import rounded
from hustings.election.nominations.tally import Tally
from hustings.inputs.export import written
from hustings.report.nominations.tables import NO_KIND, NO_REGION, enough, needed
from hustings.report.wording import printable


def render(tally: Tally) -> str:
    """The sheet: candidate, slate, rank, nominations, share (0 to 1), then each region and kind."""
    judged = bool(needed(tally.threshold))
    head = ["candidate", "slate", "rank", "nominations", "share", *["enough"] * judged]
    head += [printable(part.name) or NO_REGION for part in tally.regions]
    head += [printable(part.name) or NO_KIND for part in tally.kinds]
    rows = [
        [
            printable(one.name),
            printable(one.slate),
            str(one.rank),
            str(one.number),
            rounded(tally.share(one.number), 6),
            *[enough(one.passes)] * judged,
            *map(str, (*one.by_region, *one.by_kind)),
        ]
        for one in tally.nominees
    ]
    return written([head, *rows])
