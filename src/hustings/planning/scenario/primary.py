"""The slate that a primary chose, as part of a scenario's file.

Knows which keys of `scenario.toml` a slate needs, and how they are added to a file as it stands: at
its end, and nothing else is touched. A primary is an election like any other; its result is the
record of its count.
"""

from __future__ import annotations

import os
import re
from typing import Any, NamedTuple

from hustings.counting.account import digest_fits, fold
from hustings.counting.record import FORMAT
from hustings.inputs.entry import Entry
from hustings.inputs.json import json_document
from hustings.inputs.keys.kinds import written
from hustings.inputs.text import flaw, read_text, shown
from hustings.inputs.toml import toml
from hustings.planning.scenario.candidates import slates_of
from hustings.planning.scenario.file import parse
from hustings.planning.scenario.keys import SCENARIO

_MAKE_ONE = "make one with hustings count FILE --format json"
_LISTED = re.compile(r"^[ \t]*\[\[[ \t]*candidates[ \t]*\]\]", re.MULTILINE)


class Primary(NamedTuple):
    """Who won a primary.

    Attributes:
        elected: in order of election.
        rules: the name of the rule set.
        changed: whether the record's digest is not that of its content.
    """

    title: str
    elected: tuple[str, ...]
    rules: str
    changed: bool


def read(path: str) -> Primary:
    """The result in a record, `-` for standard input.

    Raises:
        InputError: this is no record of a count, or nobody was elected.
    """
    text = read_text(path, most=0)
    document = json_document(text, path, what="record of a count", remedy=_MAKE_ONE)
    whole = document.whole
    if whole.get("format") != FORMAT:
        raise document.fault("this is not the record of a count", "format", remedy=_MAKE_ONE)
    elected = whole.get("elected")
    given = elected if isinstance(elected, list) else [None]
    names = [one for one in given if isinstance(one, str) and flaw(one, "a name") is None]
    if len(names) < len(given):
        raise document.fault("`elected` is not a list of names", "elected", remedy=_MAKE_ONE)
    if not names:
        raise document.fault("nobody was elected", "elected", remedy="give another record")
    if len({fold(name) for name in names}) < len(names):
        raise document.fault("somebody was elected twice", "elected", remedy=_MAKE_ONE)
    return Primary(
        _text(whole.get("election"), "title"),
        tuple(names),
        _text(whole.get("rules"), "name"),
        not digest_fits(whole),
    )


def _text(table: Any, key: str) -> str:
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, str) and flaw(value, key) is None else ""


def lines(primary: Primary, name: str, support: float | None) -> str:
    """Lines of a scenario: the candidates in order of election, and their slate.

    Args:
        support: its share of the voters; None for a line that leaves it to be filled in.
    """
    share = "# support = 0.3" if support is None else f"support = {support:g}"
    why = "  # a share of the voters: say yours" if support is None else ""
    return _candidates(primary, name, primary.elected) + (
        f"\n[slates.{written(name)}]\n{share}{why}\n"
    )


def added(
    text: str, primary: Primary, name: str, support: float | None, *, source: str = ""
) -> str:
    """A scenario's text with the slate added at its end, once it is a scenario that can be read.

    Who stands there for the slate already is not added again.

    Args:
        support: the slate's share of the voters, needed where [slates] does not have it.
        source: the scenario's file; CSV files are looked for beside it.

    Raises:
        InputError: the two do not go together, or the whole is no scenario.
    """
    root = toml(text, source, SCENARIO)
    new = _new(root, primary, name, listed=bool(_LISTED.search(text)))
    has = "slates" in root and name in root.table("slates").values
    if has and support is not None:
        raise root.table("slates").fault(
            f"the scenario has the slate {shown(name)} with its support",
            name,
            remedy="leave --support out",
        )
    if not has and support is None:
        raise root.fault(
            f"the scenario has no slate {shown(name)} yet",
            "slates",
            remedy="say what share of the voters it has with --support 0.3, or its name there with"
            " --name",
        )
    parts = [text.rstrip("\n") + "\n"]
    if new:
        parts.append(_candidates(primary, name, new))
    if not has:
        parts.append(f"[slates.{written(name)}]\nsupport = {support:g}\n")
    whole = "\n".join(parts)
    parse(whole, source=source, folder=os.path.dirname(source))
    return whole


def _new(root: Entry, primary: Primary, name: str, *, listed: bool) -> tuple[str, ...]:
    """Those elected who are not in the scenario for the slate already.

    Args:
        listed: whether candidates stand in tables of their own, to which others can be added.
    """
    if "candidates" not in root:
        return primary.elected
    everybody = ", ".join(primary.elected)
    if isinstance(root.values["candidates"], str):
        raise root.fault(
            f"the candidates are in {shown(root.text('candidates'))}",
            "candidates",
            remedy=f"add a row for each there, with the slate {shown(name)}: {everybody}",
        )
    if not listed:
        raise root.fault(
            "the candidates are a list in brackets",
            "candidates",
            remedy="write each in a table [[candidates]], to which others can be added",
        )
    standing = {}
    for entry in root.tables("candidates", "candidate", or_file=True):
        standing[fold(entry.text("name"))] = entry
    new = []
    for one in primary.elected:
        known = standing.get(fold(one))
        if known is None:
            new.append(one)
        elif name not in slates_of(known, one):
            raise known.fault(
                f"{shown(one)} stands here, but not for {shown(name)}",
                *(["slate"] if "slate" in known else ["name"]),
                remedy=f"write `slate = {written(name)}`",
            )
    return tuple(new)


def _candidates(primary: Primary, name: str, names: tuple[str, ...]) -> str:
    """Tables of candidates, after a comment that says where they come from."""
    by = f", counted under {primary.rules}" if primary.rules else ""
    head = f"# In order of election: {primary.title or 'the primary'}{by}.\n"
    return head + "\n".join(
        f"[[candidates]]\nname = {written(one)}\nslate = {written(name)}\n" for one in names
    )
