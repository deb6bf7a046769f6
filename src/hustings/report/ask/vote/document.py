"""What was asked of one vote, as the JSON document that scripts rely on.

Votes are decimal strings where they come out even in the record's decimal places, else fractions
such as "2/3": exact either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hustings.counting.journey import Place
from hustings.counting.own_vote import Other, OwnVote, Result, used
from hustings.counting.record import CountRecord, decimal

FORMAT = "hustings-ask-vote/1"


def to_json(own: OwnVote, withdrawn: Sequence[int] = ()) -> dict[str, Any]:
    """The document.

    Args:
        withdrawn: candidates named in the vote who have withdrawn.
    """
    record, names = own.record, own.record.election.names
    end, elected = own.places[-1], own.result.elected
    changing = own.changing
    return {
        "format": FORMAT,
        "election": {
            "title": record.election.title,
            "seats": record.election.seats,
            "withdrawn": [names[c] for c in record.election.withdrawn],
        },
        "rules": {"name": record.rules[0], "version": record.rules[1]},
        "vote": [names[c] for c in own.ranking],
        "passed_over": [names[c] for c in withdrawn],
        "papers_alike": own.alike,
        "added": own.added,
        "valid": record.ballots.valid,
        "read": own.read,
        "ran_out": own.ran_out,
        "stages": [_stage(place, record) for place in own.places],
        "end": {**_parts(end, record), "with_the_elected": votes(used(end, elected), record)},
        "result": _result(own.result, own.result, names),
        "without": _result(own.without, own.result, names),
        "friends": {
            "tried": [
                {"friends": one.friends, **_result(one.result, own.result, names)}
                for one in own.friends
            ],
            "fewest_that_change": None if changing is None else changing.friends,
        },
        "fewer": [_other(other, own) for other in own.fewer],
        "more": [_other(other, own) for other in own.more],
    }


def votes(part: Fraction, record: CountRecord) -> str:
    """A part of a vote, given in units: "0.67", or "2/3" where decimals would not be exact."""
    if part.denominator == 1:
        return decimal(part.numerator, record.places)
    return str(part / 10**record.places)


def _parts(place: Place, record: CountRecord) -> dict[str, Any]:
    names = record.election.names
    return {
        "votes": {names[c]: votes(part, record) for c, part in place.parts},
        "non_transferable": votes(place.non_transferable, record),
        "lost_to_fractions": votes(place.lost_to_fractions, record),
    }


def _stage(place: Place, record: CountRecord) -> dict[str, Any]:
    stage, names = record.stages[place.stage - 1], record.election.names
    return {
        "number": place.stage,
        "action": stage.action.value,
        "of": [names[c] for c in stage.of],
        "clause": stage.clause,
        "at": None if place.at is None else names[place.at],
        "value": decimal(place.value, record.places),
        "moved": place.moved,
        **_parts(place, record),
    }


def _result(result: Result, base: Result, names: Sequence[str]) -> dict[str, Any]:
    """Who is elected, None where a lot must decide; `changes`: whether others than in the count."""
    if result.undecided:
        return {"elected": None, "changes": None, "undecided": result.undecided}
    changes = result.differs(base)
    found: dict[str, Any] = {"elected": [names[c] for c in result.elected], "changes": changes}
    return {**found, "by_lot": True} if result.lot else found


def _other(other: Other, own: OwnVote) -> dict[str, Any]:
    names = own.record.election.names
    return {
        "vote": [names[c] for c in other.ranking],
        **_result(other.result, own.result, names),
        "end": None if other.end is None else _parts(other.end, own.record),
    }
