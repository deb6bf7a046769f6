"""Slates and home regions given beside the ballots, where ballot files do not have them.

Knows the CSV file of candidates: that of a scenario, of which name, slate and region are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hustings.errors import InputError
from hustings.inputs.entry import Entry, nearest
from hustings.inputs.table import rows
from hustings.inputs.text import shown
from hustings.planning.scenario.candidates import slates_of
from hustings.planning.scenario.defaults import NO_SLATE
from hustings.planning.scenario.keys import CANDIDATE
from hustings.planning.scenario.regional import Part


def slates_and_homes(path: str, parts: Sequence[Part]) -> tuple[list[Part], dict[str, str]]:
    """The parts with each candidate's slate as the file has it, and home regions by name.

    Names that are on no ballot are left aside: nobody voted for them.

    Raises:
        InputError: the file cannot be read, names somebody twice, leaves a candidate out, or has a
            region that the ballots do not have.
    """
    entries: dict[str, Entry] = {}
    for entry in rows(path, None, "", what="candidate", shape=CANDIDATE):
        name = entry.text("name")
        if name in entries:
            raise entry.fault(
                f"two candidates are called {shown(name)}",
                "name",
                remedy=f"the other is on line {entries[name].line_of('name')}",
            )
        entries[name] = entry
    regions = tuple(dict.fromkeys(part.region for part in parts if part.region))
    for entry in entries.values():
        home = entry.text("region", default="")
        if home and regions and home not in regions:
            raise entry.fault(
                f"no ballot is from {shown(home)}", "region", remedy=nearest(home, regions)
            )
    slated = [_with_slates(part, entries, path) for part in parts]
    homes = {name: entry.text("region", default="") for name, entry in entries.items()}
    return slated, {name: home for name, home in homes.items() if home}


def _with_slates(part: Part, entries: dict[str, Entry], path: str) -> Part:
    for candidate in part.election.candidates:
        if candidate.name not in entries:
            raise InputError(
                f"there is no row for {shown(candidate.name)}, who is on the ballots",
                remedy=nearest(candidate.name, tuple(entries), what="those listed are"),
                source=path,
            )
    candidates = tuple(
        replace(candidate, slate=_first_slate(entries[candidate.name], candidate.name))
        for candidate in part.election.candidates
    )
    return part._replace(election=replace(part.election, candidates=candidates))


def _first_slate(entry: Entry, name: str) -> str:
    """The slate that is named first; a ballot does not tell which of several was meant."""
    first = slates_of(entry, name)[0]
    return "" if first == NO_SLATE else first
