"""`hustings vote status`: how far an election is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output
from hustings.commands.vote.count import said
from hustings.commands.vote.shell import opened

if TYPE_CHECKING:
    from hustings.voting.adapters.results import Result


def run(path: str, *, format: str | None, output: str | None) -> int:
    """Say the state, and of each contest how many may vote and how many ballots there are.

    Raises:
        InputError: there is no election, or its database cannot be reached.
    """
    folder = opened(path)
    from hustings.voting.domain.queries import status
    from hustings.voting.domain.results import counting

    found, results = status(), counting.results()
    with Output(output, for_machines=format == "json") as out:
        if format == "json":
            document = {
                "format": "hustings-vote-status/1",
                "state": found.state,
                "contests": [turnout._asdict() for turnout in found.contests],
                "results": [_result(one) for one in results.contests] if results else [],
            }
            out.write(as_json(document, indent=2))
        else:
            out.write(f"{path}: {found.state}\n")
            for name, entitled, on_board in found.contests:
                # Once the roll is deleted nobody is entitled.
                of = f" of {entitled:,}" if entitled or not on_board else ""
                out.write(f"{name}: {on_board:,}{of} have voted\n")
            if results:
                out.write(f"Results, which lie in {counting.place(folder)}:\n{said(results)}")
    return 0


def _result(one: Result) -> dict[str, object]:
    return {
        "contest": one.contest,
        "title": one.title,
        "on_board": one.on_board,
        "counted": one.counted,
        "invalid": one.invalid,
        "elected": list(one.elected),
        "standing": None if one.standing is None else list(one.standing),
    }
