"""`hustings plan fit`: how real voters ranked, or whom bodies nominated, as part of a scenario.

Knows the way from ballot files, or a list of nominations, to the lines of a scenario.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from hustings.commands.many import BALLOT_SUFFIXES
from hustings.commands.plan.call import Call, needs
from hustings.commands.shell.compiling import note_compiling
from hustings.commands.shell.streams import check_inputs
from hustings.errors import InputError


class Listed(NamedTuple):
    """A list of nominations and what goes with it; None where nothing is given."""

    nominations: str | None = None
    slates: str | None = None
    aliases: str | None = None
    sheet: str | None = None


def run(paths: tuple[str, ...], candidates: str | None, listed: Listed, call: Call) -> int:
    """Learn from ballots or nominations and write what was learnt; the exit status.

    Args:
        candidates: a CSV file with their slates and home regions; None for what the ballots say.

    Raises:
        InputError: there are both, or neither, or an option that goes with the other.
    """
    if listed.nominations is not None:
        if paths or candidates is not None:
            raise InputError(
                "--nominations takes the place of ballots",
                remedy="leave out BALLOTS and --candidates, or --nominations",
            )
        return _from_nominations(listed.nominations, listed, call)
    if listed != Listed():
        raise InputError(
            "--slates, --aliases and --sheet go with --nominations",
            remedy="leave them out, or give --nominations FILE",
        )
    if not paths:
        raise InputError(
            "there is nothing to learn from", remedy="give ballot files, or --nominations FILE"
        )
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


def _from_nominations(path: str, listed: Listed, call: Call) -> int:
    """Propose support and write it."""
    from hustings.election.nominations.file import read
    from hustings.election.nominations.tally import tally
    from hustings.face.options import Options
    from hustings.planning.fit.nominations import as_toml, document, propose

    inputs = [one for one in (path, listed.slates, listed.aliases) if one is not None]
    check_inputs(*inputs)
    call = call.shaped("toml", "json")
    with call.out(*inputs) as out:
        found = read(
            path,
            slates=listed.slates,
            aliases=Options(aliases=listed.aliases).directions.aliases,
            sheet=listed.sheet,
        )
        for note in found.notes:
            call.note(note)
        proposal = propose(tally(found.nominations))
        if call.format == "json":
            from hustings.commands.shell.jsonout import as_json

            out.write(as_json(document(proposal), indent=1))
        else:
            out.write(as_toml(proposal))
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
