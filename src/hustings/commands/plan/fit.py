"""`hustings plan fit`: how real voters ranked, as the parameters of a scenario.

Knows the way from ballot files to the lines of a scenario.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hustings.commands.many import BALLOT_SUFFIXES
from hustings.commands.plan.call import Call, needs
from hustings.commands.shell.compiling import note_compiling
from hustings.commands.shell.streams import check_inputs
from hustings.errors import InputError


def run(paths: tuple[str, ...], candidates: str | None, call: Call) -> int:
    """Learn from the ballots and write what was learnt; the exit status.

    Args:
        candidates: a CSV file with their slates and home regions; None for what the ballots say.
    """
    check_inputs(*paths)
    needs("numpy", "numba")
    note_compiling(quiet=call.quiet)
    call = call.shaped("toml", "json")
    with call.out(*paths, *([candidates] if candidates else [])) as out:
        from hustings.planning.fit.fit import as_toml, document, fit
        from hustings.planning.scenario.regional import read

        parts = read(list(_files(paths)))
        homes: dict[str, str] = {}
        if candidates is not None:
            from hustings.planning.fit.candidates import slates_and_homes

            parts, homes = slates_and_homes(candidates, parts)
        fitted = fit(parts, homes=homes)
        if call.format == "json":
            from hustings.commands.shell.jsonout import as_json

            out.write(as_json(document(fitted), indent=1))
        else:
            out.write(as_toml(fitted))
    return 0


def _files(paths: tuple[str, ...]) -> Iterator[str]:
    """The files named, and those in folders named that are named like ballot files, by name.

    Raises:
        InputError: a folder has none.
    """
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        inner = [name for name in sorted(os.listdir(path)) if name.endswith(BALLOT_SUFFIXES)]
        if not inner:
            raise InputError(
                "there is no ballot file here",
                remedy="give files, or a folder with ballot files in it",
                source=path,
            )
        yield from (os.path.join(path, name) for name in inner)
