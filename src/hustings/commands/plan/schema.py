"""`hustings plan schema`: the JSON Schema of scenarios.

Knows where it is written. Must not know what is in it.
"""

from __future__ import annotations

from hustings.commands.shell.streams import Output


def run(output: str | None) -> int:
    """Write the schema."""
    from hustings.inputs.keys.schema import document
    from hustings.planning.scenario.keys import SCENARIO

    with Output(output) as out:
        out.write(document(SCENARIO, "A scenario of Hustings"))
    return 0
