"""Files of tables against the description of their keys, for the tests of those who read them."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import jsonschema
import pytest

from hustings.errors import InputError
from hustings.inputs.keys.kinds import Key, Kind, ListOf, Named, Number, Table, within
from hustings.inputs.keys.schema import document, schema
from hustings.inputs.text import plain_number

Path = tuple[str | int, ...]
Read = Callable[[str], object]
# No key may have this, whatever it is.
NONSENSE: Any = [[[]]]


def toml(values: Mapping[str, Any]) -> str:
    """A file with these values, one line for each key above the first table."""
    return "".join(f"{json.dumps(key)} = {_inline(value)}\n" for key, value in values.items())


def _inline(value: Any) -> str:
    match value:
        case dict():
            return (
                "{ " + ", ".join(f"{json.dumps(k)} = {_inline(v)}" for k, v in value.items()) + " }"
            )
        case list():
            return f"[{', '.join(map(_inline, value))}]"
        case date():
            return value.isoformat()
        case _:
            return json.dumps(value)


def plain(value: Any) -> Any:
    """A value as an editor hands it to a schema: dates are text."""
    match value:
        case dict():
            return {key: plain(one) for key, one in value.items()}
        case list():
            return [plain(one) for one in value]
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return value


class Schema:
    """The schema of a file, as it is written for editors."""

    def __init__(self, whole: Table) -> None:
        written = json.loads(document(whole, "a file"))
        jsonschema.Draft202012Validator.check_schema(written)
        self._validator = jsonschema.Draft202012Validator(written)

    def accepts(self, values: Mapping[str, Any]) -> bool:
        """Whether a file with these values is valid."""
        return bool(self._validator.is_valid(plain(values)))


def tables_of(
    table: Table, values: Mapping[str, Any], path: Path = ()
) -> Iterator[tuple[Path, Table]]:
    """Each described table that `values` has, with where it stands."""
    yield path, table
    for key in table.keys:
        if key.name in values:
            yield from _inner(key.kind, values[key.name], (*path, key.name))


def _inner(kind: Kind, value: Any, path: Path) -> Iterator[tuple[Path, Table]]:
    for one in within(kind):
        match one, value:
            case Table(), dict():
                yield from tables_of(one, value, path)
                return
            case ListOf(Table() as each), list():
                for place, entry in enumerate(value):
                    yield from tables_of(each, entry, (*path, place))
                return
            case Named(_, Table() as each), dict():
                for name, entry in value.items():
                    yield from tables_of(each, entry, (*path, name))
                return


def changed(values: Mapping[str, Any], path: Path, name: str, value: Any) -> dict[str, Any]:
    """The values with another one under a key of the table at `path`; None for no such key."""
    found: Any = copy.deepcopy(dict(values))
    table = found
    for part in path:
        table = table[part]
    table.pop(name, None)
    if value is not None:
        table[name] = value
    return dict(found)


def check_keys(whole: Table, files: Sequence[Mapping[str, Any]], read: Read) -> None:
    """Check that a reader and its schema know the keys that are described, and no others.

    Args:
        files: which are right, and have every table and every number between them.
        read: reads the text of a file.
    """
    editor = Schema(whole)
    met: set[tuple[int, str]] = set()
    for values in files:
        read(toml(values))
        assert editor.accepts(values)
        for path, table in tables_of(whole, values):
            for bad, said in _mistakes(values, path, table):
                with pytest.raises(InputError) as caught:
                    read(toml(bad))
                assert said in str(caught.value), (path, said)
                assert not editor.accepts(bad), (path, said)
            for key in table.keys:
                here = key.name in _at(values, path)
                if here or not isinstance(key.kind, Number):
                    met.add((id(table), key.name))
                for right in _ends(key, inside=True):
                    assert editor.accepts(changed(values, path, key.name, right)), key.name
    missing = [
        name for table in every(whole) for name in table.names if (id(table), name) not in met
    ]
    assert missing == []


def _mistakes(
    values: Mapping[str, Any], path: Path, table: Table
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Files with one mistake in a table, and what is said of it among other things."""
    yield changed(values, path, "oddly", 1), "`oddly` is not a key of "
    for key in table.keys:
        yield changed(values, path, key.name, NONSENSE), key.name
        if key.needed:
            yield changed(values, path, key.name, None), key.name
        if key.name in _at(values, path):
            for wrong in _ends(key, inside=False):
                yield (
                    changed(values, path, key.name, wrong),
                    f"`{key.name}` is {plain_number(wrong)}",
                )


def _at(values: Any, path: Path) -> Any:
    for part in path:
        values = values[part]
    return values


def _ends(key: Key, *, inside: bool) -> list[float]:
    """Numbers at the ends of a key's bounds, or just outside them."""
    if not isinstance(key.kind, Number):
        return []
    least, most = key.kind.least, key.kind.most
    step = 1 if key.kind.whole else 0.125
    if inside:
        ends = (least, most)
        return [one for one in ends if one is not None and not (key.kind.above and one == least)]
    ends = [least] if key.kind.above else [least - step]
    return ends if most is None else [*ends, most + step]


def every(table: Table) -> Iterator[Table]:
    """A table and all that are described within it."""
    yield table
    for key in table.keys:
        for one in within(key.kind):
            if isinstance(one, Table):
                yield from every(one)


def check_words(whole: Table) -> None:
    """Check that every key says what it is for, in sentences, every table with an example."""
    for table in every(whole):
        assert len(set(table.names)) == len(table.names)
        for key in table.keys:
            assert key.says[0].isupper(), key
            assert key.says.endswith("."), key
            assert not key.basis.endswith("."), key
            assert not (key.needed and key.default is not None), key
        values = plain(tomllib.loads(table.example))
        assert values, table
        jsonschema.validate(values, {**schema(table), "required": []})
