"""The small change of sentences: figures with their nouns, clauses, the instrument.

Knows how a figure of a record is written in prose.
"""

from __future__ import annotations

from hustings.counting.record import CountRecord, decimal
from hustings.counting.ruleset import GregoryRules, Instrument, RuleSet
from hustings.errors import InputError
from hustings.report.wording import grouped, printable


def many(number: int, noun: str, ending: str = "s") -> str:
    """A number with its noun: "1 paper", "12,000 papers"."""
    return f"{grouped(str(number))} {noun}" + ("" if number == 1 else ending)


def figure(units: int, record: CountRecord) -> str:
    """Votes in the record's decimal places: "12,954.90"."""
    return grouped(decimal(units, record.places))


def in_votes(units: int, record: CountRecord) -> str:
    """A figure with its noun: "1 vote", "1.00 votes"."""
    return f"{figure(units, record)} vote" + ("" if units == 1 and not record.places else "s")


def votes_were(units: int, record: CountRecord) -> str:
    """A figure with noun and verb: "1 vote was", "1.00 votes were"."""
    return f"{in_votes(units, record)} " + were(1 if units == 1 and not record.places else 2)


def were(number: int) -> str:
    """The verb after a number of things."""
    return "was" if number == 1 else "were"


def reasons(given: tuple[tuple[str, int], ...]) -> str:
    """Reasons with their papers: "no first preference (3), spoilt (1)"."""
    return ", ".join(f"{printable(reason)} ({grouped(str(number))})" for reason, number in given)


def cited(clause: str) -> str:
    """A clause as these sentences cite it, with a space before; nothing where there is none."""
    return f" [{clause}]" if clause not in {"", "-"} else ""


def instrument(record: CountRecord) -> Instrument | None:
    """The instrument counted under; None where this version of the software has another reading."""
    from hustings.counting.law import find

    name, version = record.rules
    try:
        law = find(name).instrument
    except InputError:
        return None
    return law if law.version == version else None


def gregory(record: CountRecord) -> GregoryRules | None:
    """The rules counted under, where they are of the Gregory family and in this reading."""
    rules = rules_of(record)
    return rules if isinstance(rules, GregoryRules) else None


def rules_of(record: CountRecord) -> RuleSet | None:
    """The rules counted under; None where this version of the software has another reading."""
    from hustings.counting.law import find

    return None if instrument(record) is None else find(record.rules[0])


def single_winner(record: CountRecord) -> bool:
    """Whether only one place can be filled under the record's rules."""
    from hustings.counting.law import find

    try:
        rules = find(record.rules[0])
    except InputError:
        return False
    return isinstance(rules, GregoryRules) and rules.single_winner
