"""`hustings rules`: which rule sets there are, and what one of them says.

Knows how to put a rule set's choices into words.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output, width
from hustings.counting.law import MODULES, find
from hustings.counting.record import decimal
from hustings.counting.ruleset import Instrument, RuleSet, Validity
from hustings.errors import InputError

# The question that each field answers; a field that is not here is called by its own name.
QUESTIONS = {
    "equal": "A paper with two candidates at one preference",
    "gap": "A paper with a preference left out",
    "repeat": "A paper with a candidate ranked twice",
    "single_winner": "Only for one place",
    "places": "Decimal places of votes",
    "quota": "The quota",
    "quota_revision": "The quota is calculated again",
    "hurdle": "What elects",
    "checked": "Candidates are looked at for election",
    "outvoting": "The last place goes to whoever outvotes all the others together",
    "sole_vacancy_waits": "With one place in all, an exclusion comes before any election",
    "last_pair": "Of two equal candidates left for one place, the tie elects one",
    "surplus_papers": "A surplus is taken from",
    "transfer_value": "The value of a paper transferred",
    "deferral": "Surpluses wait, set against the candidate next above the lowest",
    "zero_surplus_stage": "A surplus of nothing makes a stage",
    "bulk_exclusion": "Several are excluded together, set against the candidate next above",
    "batches": "An excluded candidate's papers are transferred",
    "history": "A tie is broken by looking at",
    "history_points": "For that, votes are noted",
    "last_vacancies": "When only as many remain as places, they are elected",
    "omega": "Iteration ends when all surpluses together are below",
    "votes_each": "Votes on each paper",
}


class Choice(NamedTuple):
    """A question the law asks and how a rule set answers it, in words."""

    field: str
    question: str
    answer: str


def run(name: str | None, *, format: str | None, notes: bool, output: str | None) -> int:
    """List all rule sets, or show one."""
    if notes and name is None:
        raise InputError("--notes belongs to one rule set", remedy="name it: hustings rules NAME")
    with Output(output, for_machines=format == "json") as out:
        if name is None:
            everything = [find(known) for known in MODULES]
            out.write(
                as_json([_heading(rules.instrument) for rules in everything], indent=1)
                if format == "json"
                else "\n".join(_listed(rules.instrument, width(output)) for rules in everything)
            )
            return 0
        rules = find(name)
        if format == "json":
            out.write(as_json(_document(rules, name, notes=notes), indent=1))
        elif notes:
            out.write(_notes(name))
        else:
            out.write(_shown(rules, name, width(output)))
    return 0


def choices(rules: RuleSet) -> tuple[Choice, ...]:
    """Every legal choice of a rule set, in words."""
    return tuple(_choices(rules, rules))


def _choices(part: RuleSet | Validity, rules: RuleSet) -> Iterator[Choice]:
    for field, value in zip(part._fields, part, strict=True):
        if isinstance(value, Validity):
            yield from _choices(value, rules)
        elif not isinstance(value, Instrument):
            question = QUESTIONS.get(field) or field.replace("_", " ").capitalize()
            yield Choice(field, question, _answer(field, value, rules))


def _answer(name: str, value: Any, rules: RuleSet) -> str:
    """A choice in words."""
    match value:
        case Enum():
            return str(value.value)
        case bool():
            return "yes" if value else "no"
        case int() if name == "omega":
            return decimal(value, getattr(rules, "places", 0))
        case _ if callable(value):
            return _meaning(value)
        case _:
            return str(value)


def _meaning(function: Callable[..., object]) -> str:
    """What a function of a rule set does: the first paragraph of its docstring."""
    paragraph = (function.__doc__ or function.__name__).strip().split("\n\n")[0]
    words = " ".join(paragraph.split()).rstrip(".").removesuffix(" (in units)")
    return words[:1].lower() + words[1:]


def notes_path(name: str) -> str:
    """Where the notes on a rule set's doubtful points lie."""
    from hustings.counting import law

    return os.path.join(os.path.dirname(law.__file__), MODULES[name] + ".md")


def _notes(name: str) -> str:
    path = notes_path(name)
    if not os.path.isfile(path):
        raise InputError(f"there are no notes on {name}", remedy="see hustings rules " + name)
    with open(path, encoding="utf-8") as file:
        return file.read()


def _heading(instrument: Instrument) -> dict[str, Any]:
    return {
        "name": instrument.name,
        "version": instrument.version,
        "title": instrument.title,
        "source": instrument.source,
    }


def _document(rules: RuleSet, name: str, *, notes: bool) -> dict[str, Any]:
    """One rule set as JSON; with the text of its notes where asked for."""
    document = _heading(rules.instrument)
    document["choices"] = {choice.field: choice.answer for choice in choices(rules)}
    document["clauses"] = [
        {"step": step, "number": clause.number, "words": clause.words}
        for step, clause in rules.instrument.clauses
    ]
    if notes:
        document["notes"] = _notes(name)
    return document


def _listed(instrument: Instrument, columns: int) -> str:
    """One rule set in the list of all."""
    return (
        f"{instrument.name}\n"
        + _wrapped(instrument.title, columns, "  ")
        + _wrapped(f"Source: {instrument.source}", columns, "  ")
    )


def _shown(rules: RuleSet, name: str, columns: int) -> str:
    """One rule set in full."""
    instrument = rules.instrument
    parts = [
        f"{instrument.name}, version {instrument.version}\n",
        _wrapped(instrument.title, columns),
        _wrapped(f"Source: {instrument.source}", columns),
        "\nWhat these rules decide\n",
        *(_wrapped(f"{c.question}: {c.answer}.", columns, "  ") for c in choices(rules)),
        "\nClauses\n",
    ]
    for step, clause in instrument.clauses:
        number = clause.number if clause.number != "-" else "no clause"
        parts.append(
            _wrapped(f"{step.replace('-', ' ')} ({number}): {clause.words}", columns, "  ")
        )
    if os.path.isfile(notes_path(name)):
        parts.append(
            f"\nDoubtful points, our reading and the evidence: hustings rules {name} --notes\n"
            f"({notes_path(name)})\n"
        )
    return "".join(parts)


def _wrapped(text: str, columns: int, indent: str = "") -> str:
    """`text` in lines no longer than `columns`, the second and later ones further in."""
    from textwrap import fill

    return (
        fill(
            text,
            max(columns, 40),
            initial_indent=indent,
            subsequent_indent=indent + "  ",
            break_on_hyphens=False,
            break_long_words=False,
        )
        + "\n"
    )
