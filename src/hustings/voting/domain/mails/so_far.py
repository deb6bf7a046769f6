"""What a reminder may say of how many have voted: roughly, and only what was told of anyway.

Knows what was told of. Must not know words.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from hustings.voting.domain.mails import observers
from hustings.voting.domain.turnout import days
from hustings.voting.domain.turnout.roughly import Between, between
from hustings.voting.models import Entitlement


def of_the_largest(contests: Sequence[str]) -> tuple[str, Between] | None:
    """The contest of these in which most may vote, and roughly how many have, as was told last."""
    sizes = Entitlement.objects.filter(contest__in=contests).values_list("contest")
    counted = dict(sizes.annotate(size=Count("contest")).order_by())
    if not counted:
        return None
    largest = max(sorted(counted), key=counted.__getitem__)
    announced = observers.boards_announced()
    cast = max(
        announced[largest].n if largest in announced else 0, days.told_last().get(largest, 0)
    )
    found = between(cast, counted[largest])
    return (largest, found) if found else None
