"""Draws the house from the code: docs/images/house.svg, and the table of rooms in architecture.md.

    .venv/bin/python docs/make_architecture.py            # write
    .venv/bin/python docs/make_architecture.py --check    # say whether they are up to date

Names, sentences, modules and arrows are read from the package's folders, docstrings and imports.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from html import escape
from pathlib import Path
from textwrap import wrap

DOCS = Path(__file__).resolve().parent
PACKAGE = DOCS.parent / "src" / "hustings"
PICTURE = DOCS / "images" / "house.svg"
PAGE = DOCS / "architecture.md"
BEGIN, END = "<!-- rooms: made by make_architecture.py -->", "<!-- end of rooms -->"

WIDTH, LEFT, BOX = 960, 16, 640
LINE, GAP, PAD = 17, 14, 12
LETTERS = 92  # of a line in a box


@dataclass(frozen=True)
class Room:
    """A folder at the top of the package.

    Attributes:
        about: the first sentence of its docstring.
        places: its modules and the folders in it, folders with their modules.
        below: the rooms it imports.
    """

    name: str
    about: str
    places: tuple[str, ...]
    below: frozenset[str]


def rooms() -> list[Room]:
    """Every room, from the top floor down; rooms that do not need each other by name."""
    folders = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))
    names = {folder.name for folder in folders}
    by_name = {
        folder.name: Room(
            folder.name,
            sentence(folder / "__init__.py"),
            tuple(places(folder)),
            frozenset(
                name
                for path in folder.rglob("*.py")
                for name in imported(path)
                if name in names and name != folder.name
            ),
        )
        for folder in folders
    }
    order = TopologicalSorter({room.name: sorted(room.below) for room in by_name.values()})
    return [by_name[name] for name in reversed(list(order.static_order()))]


def places(folder: Path) -> Iterator[str]:
    """The modules of a folder by name, then the folders in it: "parts (4)"."""
    for path in sorted(folder.glob("*.py")):
        if not path.stem.startswith("__"):
            yield path.stem
    for inner in sorted(path.parent for path in folder.glob("*/__init__.py")):
        modules = [path for path in inner.rglob("*.py") if path.name != "__init__.py"]
        yield f"{inner.name}/" + (f" ({len(modules)})" if modules else "")


def imported(path: Path) -> Iterator[str]:
    """The rooms that a module imports from, its own among them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            package, _, inner = node.module.partition(".")
            if package == "hustings":
                yield from [inner.split(".")[0]] if inner else [name.name for name in node.names]


def sentence(path: Path) -> str:
    """The first sentence of a module's docstring."""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())


def picture(house: list[Room]) -> str:
    """The house as a drawing: a box for each room, an arrow to every room it imports."""
    tops: dict[str, tuple[int, int]] = {}
    parts: list[str] = []
    y = 16
    for room in house:
        lines = [*wrap(room.about, LETTERS), *wrap(", ".join(room.places), LETTERS)]
        about = len(wrap(room.about, LETTERS))
        height = 2 * PAD + LINE * (len(lines) + 1)
        tops[room.name] = (y, height)
        parts.append(f'<rect x="{LEFT}" y="{y}" width="{BOX}" height="{height}" class="room"/>')
        parts.append(text(LEFT + PAD, y + PAD + 12, room.name, "name"))
        for number, line in enumerate(lines, 1):
            kind = "about" if number <= about else "place"
            parts.append(text(LEFT + PAD, y + PAD + 12 + number * LINE, line, kind))
        y += height + GAP
    # Arrows leave a room from its middle down and come in above it, a lane for each room.
    for lane, room in enumerate(house):
        x = LEFT + BOX + 24 + lane * 24
        top, height = tops[room.name]
        start = top + height // 2
        ends = [tops[name][0] + 14 + 6 * lane % 24 for name in sorted(room.below)]
        if not ends:
            continue
        parts.append(f'<path class="way" d="M{LEFT + BOX} {start}H{x}V{max(ends)}"/>')
        for end in ends:
            parts.append(
                f'<path class="way" marker-end="url(#tip)" d="M{x} {end}H{LEFT + BOX + 4}"/>'
            )
    names = ", ".join(room.name for room in house)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img">
<title>The rooms of Hustings and which of them import which</title>
<desc>From the top floor down: {names}. Every arrow leads downward.</desc>
<style>
svg {{ background: #fff; font: 14px "Helvetica Neue", Helvetica, Arial, sans-serif; }}
.room {{ fill: #f2f5f6; stroke: #44535e; }}
.name {{ font-weight: 700; font-size: 15px; fill: #0a5960; }}
.about {{ fill: #15191e; }}
.place {{ fill: #4d5761; font-size: 13px; }}
.way {{ fill: none; stroke: #0a5960; stroke-width: 1.2; }}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7"
 orient="auto"><path d="M0 0L8 4L0 8z" fill="#0a5960"/></marker></defs>
{chr(10).join(parts)}
</svg>
"""


def text(x: int, y: int, words: str, kind: str) -> str:
    return f'<text x="{x}" y="{y}" class="{kind}">{escape(words)}</text>'


def table(house: list[Room]) -> str:
    """The rooms as a table: what each is for, what stands in it, what it may ask."""
    rows = ["| room | what it is for | in it | asks |", "|---|---|---|---|"]
    for room in house:
        asks = ", ".join(other.name for other in house if other.name in room.below) or "nobody"
        rows.append(f"| `{room.name}` | {room.about} | {', '.join(room.places)} | {asks} |")
    return "\n".join(rows)


def main() -> int:
    """Write picture and table, or with --check compare them; 1 when one is out of date."""
    house = rooms()
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{PAGE}: the marks {BEGIN} and {END} are missing")
    made = {PICTURE: picture(house), PAGE: f"{before}{BEGIN}\n{table(house)}\n{END}{after}"}
    if "--check" not in sys.argv:
        for path, content in made.items():
            path.write_text(content, "utf-8")
        return 0
    stale = [
        path.name
        for path, content in made.items()
        if not path.exists() or path.read_text("utf-8") != content
    ]
    if stale:
        print(f"out of date: {', '.join(stale)}; run python docs/make_architecture.py")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
