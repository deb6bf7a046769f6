"""`hustings guide schema`: the JSON Schema of guide.toml.

Knows where it is written. Must not know what is in it.
"""

from __future__ import annotations

from hustings.commands.shell.streams import Output


def run(output: str | None) -> int:
    """Write the schema."""
    from hustings.guide.config.keys import GUIDE
    from hustings.inputs.keys.schema import document

    with Output(output) as out:
        out.write(document(GUIDE, "A guide of Hustings"))
    return 0
