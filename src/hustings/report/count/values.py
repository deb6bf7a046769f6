"""The transfer value of a surplus, and the sum it came from.

Knows how each formula of `counting.parts.surpluses` is written. It is reckoned from the record
alone: the surplus, the vote, the papers that moved.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.counting.parts.surpluses import per_transferable_paper
from hustings.counting.record import Action, CountRecord
from hustings.counting.ruleset import GregoryRules
from hustings.report.count.phrases import figure, gregory, in_votes, many


class TransferValue(NamedTuple):
    """What the papers of a surplus went on with.

    Attributes:
        value: in units; of a paper worth one vote where the papers' values differ.
        sum: how it was reached, e.g. "surplus 26.42 / 123 papers"; empty where that is not known.
        kept: whether the papers kept the value they had.
        differ: whether the papers' values differed, so that each went on at its own times the sum.
    """

    value: int
    sum: str
    kept: bool
    differ: bool


def transfer_value(record: CountRecord, n: int) -> TransferValue | None:
    """The transfer value of stage `n` (1 for the first); None where no surplus moved."""
    now = record.stages[n - 1]
    if now.action is not Action.SURPLUS or len(now.transfers) != 1:
        return None
    moved = now.transfers[0]
    papers = sum(moved.papers)
    if not papers:
        return None
    before = record.stages[n - 2]
    (donor,) = now.of
    vote = before.votes[donor]
    surplus = vote - before.quota
    over = f"surplus {figure(surplus, record)}"
    rules = gregory(record)
    if moved.transfer_value is not None:
        kept = moved.transfer_value == moved.value
        formula = ""
        if rules and rules.transfer_value is per_transferable_paper:
            formula = f"{over} / {many(papers, 'paper')}"
            if kept:
                worth = figure(moved.transfer_value * papers, record)
                left = figure(surplus, record)
                formula = (
                    f"{many(papers, 'paper')} worth {worth}, no more than the surplus of {left}"
                )
        return TransferValue(moved.transfer_value, formula, kept, differ=False)
    if rules is None:
        return None
    scale = 10**record.places
    value = _of_a_whole_vote(rules, surplus, papers, vote, scale)
    differ = before.papers[donor] * scale != vote
    return TransferValue(value, f"{over} / {in_votes(vote, record)}", kept=False, differ=differ)


def _of_a_whole_vote(
    rules: GregoryRules, surplus: int, transferable: int, vote: int, scale: int
) -> int:
    """What a paper worth one vote went on with, by the rules' own function."""
    return rules.transfer_value(surplus, transferable, scale, vote, scale)
