"""The reference page of a file of tables, in Markdown: every table with its keys and an example.

Knows how a description reads. Must not know any file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hustings.inputs.keys.kinds import (
    Choice,
    Either,
    Key,
    Kind,
    ListOf,
    Moment,
    Named,
    Number,
    Table,
    Text,
    explained,
    written,
)
from hustings.inputs.keys.notes import wrapped
from hustings.inputs.text import plain_number

WIDTH = 118


def page(whole: Table) -> str:
    """A section for each table, in the order in which their keys are described.

    A table that may stand in several places is described once; what it is for in each of them then
    stands with its key, and else above its own.
    """
    places = list(tables(whole))
    headers = {id(table): [h for h, _, one in places if one is table] for _, _, table in places}
    alone = {key for _, key, table in places if len(headers[id(table)]) == 1}
    sections = ["## Above the first table", "", *_keys(whole, "", alone)]
    for header, key, table in places:
        same = headers[id(table)]
        if header != same[0]:
            continue
        sections += [f"## {', '.join(f'`{other}`' for other in same)}", ""]
        if key in alone:
            sections += [*wrapped(explained(key), WIDTH), ""]
        sections += _keys(table, header, alone)
    return "\n".join(sections)


def tables(whole: Table, path: str = "") -> Iterator[tuple[str, Key, Table]]:
    """Header, key and description of each table within `whole`, those within it after it."""
    for key in whole.keys:
        for header, at, table in _headers(key.kind, f"{path}{key.name}"):
            yield header, key, table
            yield from tables(table, f"{at}.")


def _headers(kind: Kind, path: str) -> Iterator[tuple[str, str, Table]]:
    """Header, path and description of each table that may stand at a path."""
    match kind:
        case Table():
            yield f"[{path}]", path, kind
        case ListOf(Table() as each):
            yield f"[[{path}]]", path, each
        case Named(_, each):
            yield from _headers(each, f'{path}."…"')
        case Either(kinds):
            for one in kinds:
                yield from _headers(one, path)


def _keys(table: Table, header: str, elsewhere: Collection[Key]) -> Iterator[str]:
    """The lines of a table's keys, but for what is said of some elsewhere, and of its example."""
    for key in table.keys:
        needed = "; needed" if key.needed else ""
        first, *more = wrapped(f"`{key.name}`: {words(key.kind)}{needed}.", WIDTH - 2)
        if key not in elsewhere:
            more += wrapped(explained(key), WIDTH - 2)
        yield f"* {first}"
        yield from (f"  {line}" for line in more)
    yield ""
    if table.example:
        yield "```toml"
        yield from [header] * bool(header)
        yield from table.example.strip("\n").split("\n")
        yield "```"
        yield ""


def words(kind: Kind) -> str:
    """A kind of value, in words."""
    match kind:
        case Number(what, least, most, above):
            return what + _bounds(least, most, above)
        case Text(what):
            return what
        case Choice(values):
            *others, last = [f"`{written(value)}`" for value in values]
            return f"{', '.join(others)} or {last}" if others else last
        case Moment(day, time):
            return ", or ".join(["a date"] * day + ["a date and a time"] * time)
        case ListOf(each):
            return "tables, see below" if isinstance(each, Table) else f"a list, each {words(each)}"
        case Named(by, each):
            return f"for each {by}, {words(each)}"
        case Either((one, ListOf(each))) if each == one:
            return f"{words(one)}; or a list of them"
        case Either(kinds):
            plain = all(isinstance(one, Number | Text | Choice | Moment) for one in kinds)
            return (" or " if plain else "; or ").join(words(one) for one in kinds)
        case Table():
            return "a table, see below"


def _bounds(least: float, most: float | None, above: bool) -> str:
    if most is None:
        return f", at least {plain_number(least)}" if least else ""
    if above:
        return f" above {plain_number(least)}, up to {plain_number(most)}"
    return f" from {plain_number(least)} to {plain_number(most)}"
