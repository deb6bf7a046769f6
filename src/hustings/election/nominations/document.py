"""A tally as JSON for programs, and its fractions in decimal figures.

Knows the document `hustings-nominations/1`. Numbers of nominations are integers, shares and means
decimal strings, rounded half up.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hustings.election.nominations.tally import Tally

FORMAT = "hustings-nominations/1"
_SHARE, _MEAN = 6, 3


def rounded(number: Fraction, places: int) -> str:
    """A fraction, not negative, with so many decimals, half up: exact but for that."""
    units = (2 * number.numerator * 10**places + number.denominator) // (2 * number.denominator)
    whole, part = divmod(units, 10**places)
    return f"{whole}.{part:0{places}d}" if places else str(whole)


def to_json(tally: Tally, notes: Sequence[str] = ()) -> dict[str, Any]:
    """The tally as a document.

    Args:
        notes: what a person should know of how the list was read.
    """

    def share(number: int) -> str:
        return rounded(tally.share(number), _SHARE)

    def parts(numbers: Sequence[int], names: Sequence[str]) -> dict[str, int]:
        return dict(zip(names, numbers, strict=True))

    regions = [part.name for part in tally.regions]
    kinds = [part.name for part in tally.kinds]
    least = tally.threshold
    return {
        "format": FORMAT,
        "title": tally.title,
        "nominations": tally.whole,
        "listed": tally.listed,
        "bodies": len(tally.bodies) if tally.bodies else None,
        "threshold": {"bodies": least.bodies, "by_kind": dict(least.by_kind)}
        if least.bodies or least.by_kind
        else None,
        "candidates": [
            {
                "name": one.name,
                "slate": one.slate,
                "rank": one.rank,
                "tied": one.tied,
                "nominations": one.number,
                "share": share(one.number),
                "by_region": parts(one.by_region, regions),
                "by_kind": parts(one.by_kind, kinds),
                "passes": one.passes,
            }
            for one in tally.nominees
        ],
        "slates": [
            {
                "name": one.name,
                "candidates": one.candidates,
                "nominations": one.number,
                "share": share(one.number),
                "mean": rounded(one.mean, _MEAN),
                "lowest": one.lowest,
                "highest": one.highest,
                "by_region": parts(one.by_region, regions),
                "passing": one.passing,
            }
            for one in tally.slates
        ],
        **{
            key: [
                {
                    "name": part.name,
                    "bodies": part.bodies,
                    "nominations": part.number,
                    "share": share(part.number),
                }
                for part in found
            ]
            for key, found in (("regions", tally.regions), ("kinds", tally.kinds))
        },
        "by_body": [
            {
                "name": body.name,
                "region": body.region,
                "kind": body.kind,
                "candidates": list(body.candidates),
            }
            for body in tally.bodies
        ],
        "notes": list(notes),
    }
