"""Few who differ: in what they may vote, or in that they get letters; two numbers tell of them.

Knows who may vote in what. Must not know who has voted.
"""

from __future__ import annotations

from itertools import permutations

from django.db.models import Exists, OuterRef

from hustings.voting.config.model import Setup, said
from hustings.voting.domain.queries import kinds
from hustings.voting.domain.turnout.disclosure import FEW
from hustings.voting.models import Entitlement, Voter


def remarks(setup: Setup) -> tuple[str, ...]:
    """A sentence for each contest that fewer than ten may vote in who may not in another.

    And one where fewer than ten get letters.
    """
    every = kinds()
    titles = {one.id: said(one.title, setup.languages[0]) for one in setup.contested}
    found = []
    for one, other in permutations(titles, 2):
        several = [kind for kind in every if one in kind.contests]
        apart = sum(kind.voters for kind in several if other not in kind.contests)
        if 0 < apart < FEW and apart < sum(kind.voters for kind in several):
            found.append(
                f"{apart} who may vote in `{titles[one]}` may not in `{titles[other]}`: whoever"
                " supposes that everybody votes in all they may can tell from the numbers of both"
                " how many of these few have voted"
            )
    entitled = Entitlement.objects.filter(voter=OuterRef("pk"))
    on_paper = Voter.objects.filter(Exists(entitled), email="").count()
    if 0 < on_paper < FEW:
        found.append(
            f"{on_paper} who may vote get letters and no reminders: whoever sends reminders can"
            " tell from their number, and from how many have voted, how many of these few have"
        )
    return tuple(found)
