"""How the call wants a table of ballots read: columns, candidates, contest, write-ins, aliases.

Knows how these are written on the command line and in files.
"""

from __future__ import annotations

from hustings.election.formats.request import Directions
from hustings.errors import InputError
from hustings.inputs.text import shown


def directions(
    *,
    columns: str | None = None,
    candidates: str | None = None,
    contest: str | None = None,
    write_ins: str | None = None,
    aliases: str | None = None,
    sheet: str | None = None,
) -> Directions:
    """The directions of a call.

    Args:
        columns: headings of the columns of votes, as a row of CSV.
        candidates: path of a file with a candidate's name on each line.
        aliases: path of a file with lines such as `Bob Smith = Robert Smith`.

    Raises:
        InputError: a file cannot be read, or one of these is not as it should be.
    """
    return Directions(
        _columns(columns) if columns is not None else (),
        _candidates(candidates) if candidates is not None else (),
        contest,
        write_ins,
        _aliases(aliases) if aliases is not None else (),
        sheet,
    )


def _columns(given: str) -> tuple[str, ...]:
    import csv
    import io

    try:
        rows = list(csv.reader(io.StringIO(given), strict=True, skipinitialspace=True))
    except csv.Error:
        rows = []
    names = tuple(cell.strip() for row in rows for cell in row if cell.strip())
    if len(rows) != 1 or not names:
        raise InputError(
            f"{shown(given)} names no columns",
            remedy='give headings with commas between them: --columns "Choice 1,Choice 2"',
        )
    return names


def _candidates(path: str) -> tuple[str, ...]:
    from hustings.inputs.text import read_text

    names: list[str] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        if name in names:
            raise InputError(
                f"{shown(name)} is listed twice",
                remedy="take one out",
                source=path,
                line=number,
            )
        names.append(name)
    if not names:
        raise InputError("this file has no names", remedy="write one on each line", source=path)
    return tuple(names)


def _aliases(path: str) -> tuple[tuple[str, str], ...]:
    from hustings.inputs.text import read_text

    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        alias, equals, name = (part.strip() for part in line.partition("="))
        if not (alias and equals and name):
            raise InputError(
                f"{shown(line.strip())} is not an alias",
                remedy="write what ballots say, an equals sign and the candidate's name:"
                " `Bob Smith = Robert Smith`",
                source=path,
                line=number,
            )
        pairs.append((alias, name))
    return tuple(pairs)
