"""`hustings plan new`: a scenario to start from."""

from __future__ import annotations

import os

from hustings.commands.plan.call import needs
from hustings.commands.shell.streams import Output
from hustings.errors import InputError
from hustings.inputs.text import STANDARD


def run(output: str | None) -> int:
    """Write the template; a file that is there already is left alone.

    Raises:
        InputError: the file exists.
    """
    needs("numpy", "numba")
    from hustings.planning.scenario.template import template

    if output not in (None, STANDARD) and os.path.isfile(output or ""):
        raise InputError("this file already exists", remedy="name another", source=output or "")
    with Output(output) as out:
        out.write(template())
    return 0
