"""`hustings vote status`: how far an election is."""

from __future__ import annotations

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import opened


def run(path: str, *, format: str | None, output: str | None) -> int:
    """Say the state, and of each contest how many may vote and how many ballots there are.

    Raises:
        InputError: there is no election, or its database cannot be reached.
    """
    opened(path)
    from hustings.voting.domain.queries import status

    found = status()
    with Output(output, for_machines=format == "json") as out:
        if format == "json":
            document = {
                "format": "hustings-vote-status/1",
                "state": found.state,
                "contests": [turnout._asdict() for turnout in found.contests],
            }
            out.write(as_json(document, indent=2))
        else:
            out.write(f"{path}: {found.state}\n")
            for name, entitled, on_board in found.contests:
                out.write(f"{name}: {on_board:,} of {entitled:,} have voted\n")
    return 0
