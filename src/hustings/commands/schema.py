"""`hustings plan schema`, `guide schema`, `vote schema`: the JSON Schema of a file to write.

Knows where the keys of each are described. Must not know what they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.commands.shell.packages import check
from hustings.commands.shell.streams import Output

if TYPE_CHECKING:
    from hustings.inputs.keys.kinds import Table


def scenario(output: str | None) -> int:
    """Write the schema of scenario.toml."""
    from hustings.planning.scenario.keys import SCENARIO

    return _write(SCENARIO, "A scenario of Hustings", output)


def guide(output: str | None) -> int:
    """Write the schema of guide.toml."""
    from hustings.guide.config.keys import GUIDE

    return _write(GUIDE, "A guide of Hustings", output)


def election(output: str | None) -> int:
    """Write the schema of election.toml.

    Raises:
        InputError: a package of the extra `voting` is not installed.
    """
    check("voting", "voting", "cryptography")
    from hustings.voting.config.keys import ELECTION

    return _write(ELECTION, "An election of Hustings", output)


def _write(table: Table, title: str, output: str | None) -> int:
    from hustings.inputs.keys.schema import document

    with Output(output) as out:
        out.write(document(table, title))
    return 0
