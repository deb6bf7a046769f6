"""`hustings guide new`: a guide.toml to start from.

Knows where it is written and which plan it is for.
"""

from __future__ import annotations

import os

from hustings.commands.shell.streams import Output
from hustings.errors import InputError
from hustings.inputs.text import STANDARD


def run(output: str | None, plan: str | None) -> int:
    """Write the file; one that is there already is left alone.

    Raises:
        InputError: the file exists; the plan cannot be read or published.
    """
    from hustings.guide.config import template
    from hustings.guide.postcodes.file import bundled
    from hustings.planning.plan import published

    if output not in (None, STANDARD) and os.path.isfile(output or ""):
        raise InputError("this file already exists", remedy="name another", source=output or "")
    planned = published.read(plan) if plan is not None else None
    path = _seen_from(output, plan) if plan not in (None, STANDARD) else "plan.json"
    with Output(output) as out:
        out.write(template.written(planned, path, bundled()))
    return 0


def _seen_from(output: str | None, plan: str | None) -> str:
    """The path of the plan from the folder that the file is written to."""
    assert plan is not None
    folder = os.path.dirname(os.path.realpath(output)) if output not in (None, STANDARD) else ""
    try:
        path = os.path.relpath(os.path.realpath(plan), folder or os.path.realpath(os.curdir))
    except ValueError:  # on another drive
        path = os.path.abspath(plan)
    return path.replace(os.sep, "/")
