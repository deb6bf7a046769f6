"""The line of every key, against the standard reader's own idea of which keys there are."""

from __future__ import annotations

import pathlib as files
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from hustings.inputs.entry import Path
from hustings.inputs.toml import key_lines

SCENARIO = files.Path(__file__).parents[2] / "examples" / "nec2020" / "scenario.toml"
AWKWARD = r'''# a comment with = and [brackets]
title = "say \"[a]\" = 'b' # not a comment" # one
"quoted key" = 'C:\path'
'single # quoted' = 1
a.b . "c.d" = 2024-01-01T10:00:00Z
text = """
[not.a.table]
key = "no"\
   """
quotes = """a "" b"""""
raw = ''' + "'''" + r'''
[[neither]]
''' + "''''" + r'''
list = [ 1, # one ]
  [2, "]"], { x = 1, y.z = [3,
  4] },

]
empty = []
none = {}

[table]
k = { deep = { deeper = "}" } , n = -1.5e3 }
[table.sub."dotted.name"]
v = true
[[rows]]
name = "first"
[rows.extra]
more = 1
[[rows]]
name = "second"
  [[rows.inner]]
  w = inf
  [[rows.inner]]
  w = nan
[late.child]
x = 1
[late]
y = 2
'''  # fmt: skip


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every key and every place in a list."""
    match value:
        case dict():
            parts: list[tuple[str | int, Any]] = list(value.items())
        case list():
            parts = list(enumerate(value))
        case _:
            parts = []
    for key, one in parts:
        yield (*path, key)
        yield from paths(one, (*path, key))


@pytest.mark.parametrize(
    "text", ["", "# nothing", AWKWARD, AWKWARD.replace("\n", "\r\n"), SCENARIO.read_text("utf-8")]
)
def test_every_key_has_a_line_and_nothing_else_has(text: str) -> None:
    assert set(key_lines(text)) == set(paths(tomllib.loads(text)))


def test_lines_of_an_awkward_file() -> None:
    lines = AWKWARD.split("\n")

    def line(beginning: str, nth: int = 1) -> int:
        found = [n for n, text in enumerate(lines, 1) if text.strip().startswith(beginning)]
        return found[nth - 1]

    found = key_lines(AWKWARD)
    assert found == key_lines(AWKWARD.replace("\n", "\r\n"))
    assert {path: found[path] for path in found if path[0] not in ("rows", "late")} == {
        ("title",): 2,
        ("quoted key",): 3,
        ("single # quoted",): 4,
        ("a",): 5,
        ("a", "b"): 5,
        ("a", "b", "c.d"): 5,
        ("text",): 6,
        ("quotes",): 10,
        ("raw",): 11,
        ("list",): 14,
        ("list", 0): 14,
        ("list", 1): 15,
        ("list", 1, 0): 15,
        ("list", 1, 1): 15,
        ("list", 2): 15,
        ("list", 2, "x"): 15,
        ("list", 2, "y"): 15,
        ("list", 2, "y", "z"): 15,
        ("list", 2, "y", "z", 0): 15,
        ("list", 2, "y", "z", 1): 16,
        ("empty",): line("empty"),
        ("none",): line("none"),
        ("table",): line("[table]"),
        ("table", "k"): line("k ="),
        ("table", "k", "deep"): line("k ="),
        ("table", "k", "deep", "deeper"): line("k ="),
        ("table", "k", "n"): line("k ="),
        ("table", "sub"): line("[table.sub"),
        ("table", "sub", "dotted.name"): line("[table.sub"),
        ("table", "sub", "dotted.name", "v"): line("v ="),
    }
    assert {path[1:]: found[path] for path in found if path[0] == "rows"} == {
        (): line("[[rows]]"),
        (0,): line("[[rows]]"),
        (0, "name"): line('name = "first"'),
        (0, "extra"): line("[rows.extra]"),
        (0, "extra", "more"): line("more"),
        (1,): line("[[rows]]", 2),
        (1, "name"): line('name = "second"'),
        (1, "inner"): line("[[rows.inner]]"),
        (1, "inner", 0): line("[[rows.inner]]"),
        (1, "inner", 0, "w"): line("w = inf"),
        (1, "inner", 1): line("[[rows.inner]]", 2),
        (1, "inner", 1, "w"): line("w = nan"),
    }
    # A table stands where it is written itself, though a sub-table had made it before.
    assert found["late",] == line("[late]")
    assert found["late", "child"] == line("[late.child]")
