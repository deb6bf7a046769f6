"""Writes docs/reference/ and the table of formats.md from the code, which alone says what holds.

    .venv/bin/python docs/make_reference.py            # write
    .venv/bin/python docs/make_reference.py --check    # say whether they are up to date

Knows where the pages lie.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from hustings.cli.main import group
from hustings.counting.law import MODULES
from hustings.counting.law.absent import ABSENT, Absent
from hustings.election.formats.registry import TABLE
from hustings.guide.config.keys import GUIDE
from hustings.inputs.keys.page import page
from hustings.planning.scenario.keys import SCENARIO
from hustings.voting.config.keys import ELECTION

FOLDER = Path(__file__).parent / "reference"


def said(*arguments: str) -> str:
    """What `hustings ARGUMENTS` prints."""
    result = CliRunner().invoke(group, list(arguments), prog_name="hustings", terminal_width=80)
    if result.exit_code:
        raise SystemExit(f"hustings {' '.join(arguments)}: {result.output}")
    return result.output.rstrip() + "\n"


def commands(within: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command, sub-commands after their group, by name."""
    for name, command in sorted(within.commands.items()):
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def command_page() -> str:
    """The help of every command."""
    parts = ["# Commands\n\nMade by `docs/make_reference.py` from the program's own help.\n"]
    parts.append(f"```text\n{said('--help')}```\n")
    for path in commands(group):
        parts.append(f"## hustings {' '.join(path)}\n\n```text\n{said(*path, '--help')}```\n")
    return "\n".join(parts)


def rules_page() -> str:
    """Every rule set: source, choices, clauses."""
    parts = ["# Rule sets\n\nMade by `docs/make_reference.py` from the rule sets themselves.\n"]
    for name in MODULES:
        notes = f"../../src/hustings/counting/law/{MODULES[name]}.md"
        # Its last lines say where the notes lie on this machine; the link above says it here.
        shown = said("rules", name).split("\nDoubtful points", 1)[0].rstrip()
        parts.append(f"## {name}\n\nDoubtful points and evidence: [{name}]({notes})\n")
        parts.append(f"```text\n{shown}\n```\n")
    parts.append(
        "## Not here\n\nAsked for one of these by name, `hustings` says the same: what is nearest,"
        " and in what that differs.\n"
    )
    parts += [f"* {one.title[:1].upper()}{one.title[1:]}: {_nearest(one)}." for one in ABSENT]
    return "\n".join(parts) + "\n"


def _nearest(one: Absent) -> str:
    near = ", ".join(f"`{name}`" for name in one.nearest)
    return f"{near}; {one.differs}" if near else one.differs


def scenario_page() -> str:
    """Every key of scenario.toml."""
    return _keys_page("scenario.toml", "plan", "planning/scenario/keys.py", page(SCENARIO))


def guide_page() -> str:
    """Every key of guide.toml."""
    return _keys_page("guide.toml", "guide", "guide/config/keys.py", page(GUIDE))


def election_page() -> str:
    """Every key of election.toml."""
    module, new = "voting/config/keys.py", "new DIR"
    return _keys_page("election.toml", "vote", module, page(ELECTION), new=new)


def _keys_page(file: str, command: str, module: str, sections: str, *, new: str = "") -> str:
    source = f"[{module}](../../src/hustings/{module})"
    schema = file.replace(".toml", ".schema.json")
    return f"""# {file}

Made by `docs/make_reference.py` from
{source},
by which the file is read.

`hustings {command} {new or f"new -o {file}"}` writes a file to start from. A key that is not
said to be needed may be left out; what then holds stands at its end.

An editor can check the file and offer its keys while you type. Make a schema for it with
`hustings {command} schema -o {schema}`, and let {file} begin with the line
`#:schema {schema}`. VS Code with the extension Even Better TOML understands that line, and so does
[taplo](https://taplo.tamasfe.dev/): `taplo check {file}`.

{sections}"""


def format_table() -> str:
    """The table of ballot formats."""
    heads = ("format", "read", "written as", "seats", "title", "slates")
    heads += ("equal ranks", "empty ranks", "repeats", "withdrawn")
    rows = [heads, ("---",) * len(heads)]
    for row in TABLE:
        called, read, written, *places = row
        rows.append((called, f"`{read}`", f"`{written}`" if written else "–", *places))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines[1] = lines[1].replace(" ", "")
    return "\n".join(lines) + "\n"


def formats_page() -> str:
    """docs/formats.md with its table made anew; the rest is written by hand."""
    text = (FOLDER.parent / "formats.md").read_text("utf-8")
    before, rest = text.split(_MADE, 1)
    _, after = rest.split(_END, 1)
    return f"{before}{_MADE}{format_table()}{_END}{after}"


# The table of docs/formats.md stands between these.
_MADE = "<!-- made by make_reference.py from election/formats/registry.py -->\n"
_END = "<!-- end -->\n"
PAGES = {
    "commands.md": command_page,
    "election.md": election_page,
    "guide.md": guide_page,
    "rules.md": rules_page,
    "scenario.md": scenario_page,
    "../formats.md": formats_page,
}


def main() -> int:
    """Write the pages, or with --check compare them; 1 when one is out of date."""
    stale = []
    for name, make in PAGES.items():
        path = FOLDER / name
        text = make()
        if "--check" in sys.argv:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(name)
        else:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    if stale:
        print(f"out of date: {', '.join(stale)}; run python docs/make_reference.py")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
