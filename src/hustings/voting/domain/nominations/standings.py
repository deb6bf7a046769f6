"""Who is nominated by whom, who has accepted, who passes the threshold, who may stand.

Knows how nominations are counted. Changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from hustings.voting.config.model import Contest, Nominations, Setup
from hustings.voting.domain.nominations.nominating import by_surname
from hustings.voting.domain.nominations.window import asked_for
from hustings.voting.models import Nomination, Nominator, Nominee


class Standing(NamedTuple):
    """Somebody who is nominated.

    Attributes:
        by: who nominates them, the first first.
        passes: whether by as many as it takes.
    """

    nominee: Nominee
    by: tuple[Nominator, ...]
    passes: bool

    @property
    def accepted(self) -> bool:
        """Whether they want to stand."""
        return bool(self.nominee.answer == Nominee.Answer.ACCEPTED)

    @property
    def undecided(self) -> bool:
        """Whether the officer still has to say that the nomination is valid, or why not."""
        return self.passes and self.accepted and not self.nominee.decision

    @property
    def stands(self) -> bool:
        """Whether they come on the ballot."""
        valid = self.nominee.decision == Nominee.Decision.VALID
        return self.passes and self.accepted and valid


def standings(setup: Setup) -> tuple[tuple[Contest, tuple[Standing, ...]], ...]:
    """Everybody who is nominated, by contest: those nominated most often first, then by surname."""
    rules = asked_for(setup)
    by: dict[int, list[Nominator]] = defaultdict(list)
    for one in Nomination.objects.select_related("nominator").order_by("pk"):
        by[one.nominee_id].append(one.nominator)
    contests = {contest.id: contest for contest in setup.nominated}
    found: dict[str, list[Standing]] = {id: [] for id in contests}
    for nominee in Nominee.objects.filter(contest__in=contests):
        if those := tuple(by[nominee.pk]):
            found[nominee.contest].append(Standing(nominee, those, passes(those, rules)))
    return tuple(
        (contest, tuple(sorted(found[contest.id], key=_often_first))) for contest in setup.nominated
    )


def nominators(nominee: Nominee) -> tuple[Nominator, ...]:
    """Who nominates somebody, the first first."""
    found = Nomination.objects.filter(nominee=nominee).select_related("nominator").order_by("pk")
    return tuple(one.nominator for one in found)


def passes(by: tuple[Nominator, ...], rules: Nominations) -> bool:
    """Whether these are as many as it takes: together, or of one kind that is enough."""
    counted = Counter(one.kind.casefold() for one in by)
    counted[""] = len(by)
    return any(counted[kind] >= needed for kind, needed in rules.threshold)


def silent() -> tuple[Nominator, ...]:
    """Bodies that have nominated nobody, by name."""
    spoken = Nomination.objects.values("nominator")
    bodies = Nominator.objects.filter(member="").exclude(pk__in=spoken)
    return tuple(bodies.order_by("name"))


def _often_first(one: Standing) -> tuple[int, tuple[str, str]]:
    return -len(one.by), by_surname(one.nominee)
