"""What the page "How STV works" is given: every count of its small election, in one language.

Knows which orders there are to try and how all counts are packed for the script.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hustings.election.profile import Ranking
from hustings.guide.pages import how_count, markup
from hustings.guide.pages.how_count import NAMES, OTHERS, SEATS, SLATE, USUAL, YOURS
from hustings.guide.pages.how_told import Result, StageView, listed, ordered, plain, result
from hustings.report.languages import Words

# Orders to try: key of their title in the words, and the order.
PRESETS: tuple[tuple[str, Ranking], ...] = (
    ("usual", USUAL),
    ("spread", (2, 1, 0)),
    ("other_spread", (1, 0, 2)),
    ("own", (4, 3)),
)


class Preset(NamedTuple):
    """An order to try."""

    title: str
    order: Ranking
    names: str


def view(words: Words) -> dict[str, object]:
    """What templates/how.html is given."""
    results = {order: result(words, order) for order in how_count.orders()}
    usual = how_count.outcome(USUAL).record
    alone = [c for c in range(len(NAMES)) if c not in SLATE]
    papers = usual.ballots.valid
    return {
        "names": NAMES,
        "usual": USUAL,
        "left_off": alone,
        "setting": words(
            "how.setting",
            papers=papers,
            places=SEATS,
            parts=SEATS + 1,
            quota=plain(usual.quota, usual.places),
            slate=listed(words, SLATE),
            others=listed(words, alone),
        ),
        "others": [
            words(
                "how.votes_of",
                members=words("how.members", n=group.papers),
                names=ordered(words, group.ranking),
            )
            for group in OTHERS
        ],
        "yours_how": words("how.yours_how", n=YOURS - 1),
        "presets": [
            Preset(words(f"how.{key}"), order, ordered(words, order)) for key, order in PRESETS
        ],
        "result": results[USUAL],
        "counted": words("how.counted", orders=len(results)),
        "data": markup.data(_data(words, results)),
    }


# -- for the script ----------------------------------------------------------------------------


def _data(words: Words, results: dict[Ranking, Result]) -> dict[str, object]:
    """Every result under the orders that lead to it, each stage that several share once."""
    stages: dict[StageView, int] = {}
    outcomes: dict[Result, list[str]] = {}
    for order, one in results.items():
        outcomes.setdefault(one, []).append(_key(order))
        for stage in one.stages:
            stages.setdefault(stage, len(stages))
    winners = sorted({one.winners for one in outcomes})
    return {
        "names": NAMES,
        "usual": _key(USUAL),
        "stages": list(stages),
        "outcomes": [
            {
                "orders": " ".join(orders),
                "stages": [stages[stage] for stage in one.stages],
                "elected": one.elected,
                "slate": one.slate,
                "way": one.way,
                "winners": winners.index(one.winners),
            }
            for one, orders in outcomes.items()
        ],
        "changes": [[_change(words, before, now) for now in winners] for before in winners],
        "moved": words("how.moved", name="{name}", n="{n}"),
        "dropped": words("how.dropped", name="{name}"),
        "orders": {
            _key(order): words("how.order", names=ordered(words, order)) for _, order in PRESETS
        },
    }


def _key(order: Ranking) -> str:
    """An order as the script writes it: digits; "-" for a blank paper."""
    return "".join(map(str, order)) or "-"


def _change(words: Words, before: Sequence[int], now: Sequence[int]) -> str:
    """What is new when these are elected instead of those."""
    elected = [c for c in now if c not in before]
    lost = [c for c in before if c not in now]
    if not elected:
        return words("how.same")
    return words(
        "how.changed",
        n=len(elected),
        elected=listed(words, elected),
        lost=listed(words, lost),
    )
