"""Which column of a table holds the body, the candidate and so on, by its heading.

Knows the headings that people write. Must not know what becomes of the cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hustings.election.formats.csv.headings import squashed
from hustings.election.formats.csv.table import Table
from hustings.inputs.text import shown

# Headings of each column, as letters and digits alone. The first is the one that messages ask for.
CANDIDATE = ("candidate", "candidatename", "nameofcandidate", "nominee", "nominated")
_REGION = ("region", "regionornation", "nationorregion", "nation", "area")
SINGLE = {
    "body": (
        *("body", "nominatingbody", "nominatedby", "nominator", "bodyname", "nameofbody"),
        *("clp", "constituencylabourparty", "constituencyparty", "constituency", "localparty"),
        *("branch", "affiliate", "union", "society", "organisation", "organization"),
    ),
    "candidate": CANDIDATE,
    "region": _REGION,
    "kind": ("kind", "kindofbody", "bodykind", "type", "typeofbody", "bodytype", "section"),
}
TOTALS = {
    "candidate": CANDIDATE,
    "region": _REGION,
    "nominations": ("nominations", "numberofnominations", "nominationsreceived", "total"),
}
SLATES = {"candidate": (*CANDIDATE, "name"), "slate": ("slate", "slatename", "list", "grouping")}

# Of the headings of a table so many are named.
_MOST_SHOWN = 12


def columns_of(
    table: Table, wanted: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> dict[str, int]:
    """Where each wanted column stands, by what it is wanted for.

    Raises:
        InputError: two columns may be the same one, or a needed one is missing.
    """
    found: dict[str, int] = {}
    for place, heading in enumerate(table.headings):
        said = squashed(heading)
        role = next((role for role, headings in wanted.items() if said in headings), None)
        if role is None:
            continue
        if role in found:
            raise table.source.fault(
                f"both {shown(table.headings[found[role]])} and {shown(heading)} may be the column"
                f" {shown(role)}",
                line=table.line,
                remedy=f"call the right one {shown(role)}, and the other something else",
            )
        found[role] = place
    for role in needed:
        if role not in found:
            every = [shown(one) for one in table.headings if one]
            more = ", …" if len(every) > _MOST_SHOWN else ""
            headings = f"{', '.join(every[:_MOST_SHOWN])}{more}" or "empty"
            raise table.source.fault(
                f"there is no column {shown(role)}; the headings are {headings}",
                line=table.line,
                remedy=f"write {' and '.join(shown(one) for one in needed)} over the columns",
            )
    return found


def said_of(table: Table, found: Mapping[str, int]) -> list[str]:
    """What a person should know of how the columns were taken, a sentence each."""
    notes = [
        f"The column {shown(table.headings[place])} is read as the {role}."
        for role, place in found.items()
        if squashed(table.headings[place]) != role
    ]
    aside = [
        shown(heading)
        for place, heading in enumerate(table.headings)
        if heading and place not in found.values()
    ]
    if aside:
        columns = "column is" if len(aside) == 1 else "columns are"
        notes.append(f"{len(aside)} {columns} left aside: {', '.join(aside)}.")
    return notes
