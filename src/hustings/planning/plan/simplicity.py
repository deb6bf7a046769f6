"""Which of two plans is simpler to explain and to carry out.

Knows how many lists a plan has and in how many pieces they lie. Must not know how well it does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hustings.planning.plan.model import Plan, Split
from hustings.planning.scenario.model import Scenario

# A part of the alphabet: one letter, or from one to another.
_LETTERS = re.compile(r"\w(\s*[-\N{EN DASH}]\s*\w)?")


class Simplicity(NamedTuple):
    """The smaller, the simpler: first fewer lists, then fewer pieces.

    Attributes:
        lists: different lists that somebody is asked for.
        pieces: ranges of the alphabet that these lists are for, where regions are its parts; else
            as many as there are lists, for a scenario does not say which places lie together.
    """

    lists: int
    pieces: int


def simplicity(scenario: Scenario, plan: Plan) -> Simplicity:
    """How simple a plan is."""
    match plan.split:
        case Split.SURNAME:
            return Simplicity(len(plan.sequences), len(plan.sequences))
        case Split.REGION:
            asked = [plan.sequence_of(region) for region in range(len(plan.list_of))]
            lists = len({sequence for sequence in asked if sequence})
            if not all(_LETTERS.fullmatch(region.name) for region in scenario.regions):
                return Simplicity(lists, lists)
            begun = [one for k, one in enumerate(asked) if one and (not k or asked[k - 1] != one)]
            return Simplicity(lists, len(begun))
