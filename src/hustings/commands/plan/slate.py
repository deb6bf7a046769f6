"""`hustings plan slate`: the slate that a primary chose, for a scenario.

Knows the way from a record to a scenario's file.
"""

from __future__ import annotations

from hustings.commands.plan.call import needs
from hustings.commands.shell.streams import Output, check_inputs, say
from hustings.errors import InputError
from hustings.inputs.text import STANDARD, flaw, read_text, shown


def run(
    result: str,
    *,
    name: str | None,
    scenario: str | None,
    support: float | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Write the slate's lines, or a whole scenario with them; the exit status.

    Raises:
        InputError: the record or the scenario cannot be read, or they do not go together.
    """
    inputs = [one for one in (result, scenario) if one is not None]
    check_inputs(*inputs)
    needs("numpy", "numba")
    from hustings.planning.scenario.primary import added, lines, read

    # A scenario may be written back to its own file, which appears whole or not at all.
    with Output(output, for_machines=True, inputs=[result]) as out:
        primary = read(result)
        called = name if name is not None else primary.title
        if not called:
            raise InputError(
                "the primary has no title to call the slate by",
                remedy="give --name",
                source=result,
            )
        fault = flaw(called, "the name of the slate")
        if fault:
            raise InputError(fault[0], remedy=fault[1] or "give another --name")
        if primary.changed and not quiet:
            say(f"hustings: note: {result}: the digest does not match the content: it has been"
                " changed")  # fmt: skip
        if scenario is None:
            out.write(lines(primary, called, support))
        else:
            source = "" if scenario == STANDARD else scenario
            text = read_text(scenario)
            out.write(added(text, primary, called, support, source=source))
        if name is None and not quiet:
            say(f"hustings: note: the slate is called {shown(called, 200)}; --name says otherwise")
    return 0
