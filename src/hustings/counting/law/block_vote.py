"""Votes of equal value, as many as there are seats; most votes win. One rule set.

Knows what the rule asks, in our words; `block_vote.md` beside it holds the doubtful points.
"""

from __future__ import annotations

from hustings.counting.ruleset import (
    Clause,
    Instrument,
    PluralityRules,
    Treatment,
    Validity,
)


def one_for_each_seat(seats: int) -> int:
    """As many votes as there are seats."""
    return seats


RULES = PluralityRules(
    instrument=Instrument(
        name="block-vote",
        version="1",
        title="Block vote: as many equal votes as seats, most votes win",
        source="multiple vote for several seats, as in English local elections (Local Elections "
        "(Principal Areas) (England and Wales) Rules 2006, SI 2006/3304, rules 47-51); a "
        "ranked ballot's first preferences, as many as there are seats, are its votes",
        clauses=(
            (
                "validity",
                Clause(
                    "-",
                    "A paper's first preferences count as equal votes, as many as there "
                    "are seats; a faulty mark ends the list.",
                ),
            ),
            (
                "first-preferences",
                Clause(
                    "-",
                    "Each paper gives one vote to each of its first "
                    "preferences, as many as there are seats.",
                ),
            ),
            ("elected", Clause("-", "Those with the most votes are elected.")),
            ("tie-election", Clause("49", "Equal votes for the last place: by lot.")),
        ),
    ),
    validity=Validity(equal=Treatment.STOP, gap=Treatment.STOP, repeat=Treatment.STOP),
    votes_each=one_for_each_seat,
)
