"""plan.json as a document: its format, and its plans by name.

Knows what every reader of a plan asks first. `read` says who is asked for which names, `write`
writes a document.
"""

from __future__ import annotations

import re

from hustings.errors import InputError
from hustings.inputs.entry import kind
from hustings.inputs.json import Document, json_document
from hustings.inputs.text import flaw, shown

FORMAT = "hustings-plan/1"
_SCENARIO = re.compile(r"^\s*\[(?:election|\[candidates\])\]", re.MULTILINE)
MAKE_ONE = "give a file written by `hustings plan search SCENARIO -o plan.json`"


def opened(text: str, source: str = "") -> Document:
    """The document in a text.

    Raises:
        InputError: it is not JSON, or of another format.
    """
    if _SCENARIO.search(text):
        raise InputError(
            "this is a scenario, not a plan",
            remedy="give the scenario first, then the plan: SCENARIO.toml PLAN.json",
            source=source,
        )
    document = json_document(text, source, what="plan", remedy=MAKE_ONE)
    if "format" not in document.whole:
        raise document.fault("this is not a plan: it names no format", remedy=MAKE_ONE)
    if document.whole["format"] != FORMAT:
        raise document.fault(
            f"this is not a plan of format `{FORMAT}`: its format is"
            f" {quoted(document.whole['format'])}",
            "format",
            remedy=MAKE_ONE,
        )
    return document


def plan_names(document: Document) -> tuple[str, ...]:
    """The names of the plans in a document, in its order.

    Raises:
        InputError: there are none, or one has no name, a bad one or that of another.
    """
    plans = document.whole.get("plans")
    if not isinstance(plans, list) or not plans:
        raise document.fault("there are no plans in this", "plans", remedy=MAKE_ONE)
    names: list[str] = []
    for place, one in enumerate(plans):
        at = ("plans", place, "name")
        name = one.get("name") if isinstance(one, dict) else None
        if not isinstance(name, str) or not name.strip():
            raise document.fault(
                f"plan {place + 1} has no name", *at, remedy='give each plan a "name"'
            )
        check_word(document, name, "the plan's name", *at)
        if name in names:
            raise document.fault(
                f"two plans are called {shown(name)}", *at, remedy="rename one of them"
            )
        names.append(name)
    return tuple(names)


def check_word(document: Document, word: str, called: str, *path: str | int) -> None:
    """Refuse a name that cannot stand on a page as it is."""
    if wrong := flaw(word, called):
        raise document.fault(wrong[0], *path, remedy=wrong[1])


def quoted(value: object) -> str:
    """A value of a document as a message shows it."""
    return shown(value) if isinstance(value, str) else "nothing" if value is None else kind(value)
