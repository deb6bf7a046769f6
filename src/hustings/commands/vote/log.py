"""`hustings vote log`: every act, checked to be as it was written."""

from __future__ import annotations

import json

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import opened


def run(path: str, *, format: str | None, output: str | None) -> int:
    """Show the log.

    Raises:
        NotVerified: an entry is not what was written.
    """
    opened(path)
    from hustings.voting.domain.office import log
    from hustings.voting.domain.queries import acts

    head = log.verify()
    entries = acts()
    with Output(output, for_machines=format == "json") as out:
        if format == "json":
            document = {
                "format": "hustings-vote-log/1",
                "head": head.hex(),
                "acts": [
                    {**entry._asdict(), "details": json.loads(entry.details)} for entry in entries
                ],
            }
            out.write(as_json(document, indent=2))
        else:
            for entry in entries:
                out.write(f"{entry.n} {entry.at} {entry.who}: {entry.act} {entry.details}\n")
            out.write(f"head {head.hex()}\n")
    return 0
