"""Who is nominated by whom, who has accepted, who passes the threshold, who may stand.

Knows where nominations are kept; how they are added up is `election.nominations`'s. Changes
nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from hustings.election.nominations import model
from hustings.election.nominations.tally import Tally, tally
from hustings.voting.config.model import Contest, Setup, said
from hustings.voting.domain.nominations.nominating import by_surname
from hustings.voting.domain.nominations.window import Phase, asked_for, phase
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
    return tuple((contest, in_contest(contest, setup)) for contest in setup.nominated)


def in_contest(contest: Contest, setup: Setup) -> tuple[Standing, ...]:
    """Everybody who is nominated in a contest, in the same order."""
    by: dict[Nominee, list[Nominator]] = defaultdict(list)
    for one in _nominations(contest.id):
        by[one.nominee].append(one.nominator)
    enough = {one.name for one in tallied(contest, setup).nominees if one.passes}
    found = [Standing(one, tuple(those), one.name in enough) for one, those in by.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.by), by_surname(one.nominee))))


def standing(nominee: Nominee, setup: Setup) -> Standing:
    """One of them; by nobody where nobody nominates them any more."""
    contest = setup.contest(nominee.contest)
    several = in_contest(contest, setup) if contest else ()
    found = (one for one in several if one.nominee.pk == nominee.pk)
    return next(found, Standing(nominee, (), False))


def tallied(contest: Contest, setup: Setup, language: str = "") -> Tally:
    """The nominations of a contest added up; which members made them is not in it.

    Args:
        language: of the title.
    """
    rules = asked_for(setup)
    several = _nominations(contest.id)
    slates = {one.nominee.name: one.nominee.slate for one in several if one.nominee.slate}
    known = model.Nominations(slates=tuple(slates.items()), title=said(contest.title, language))
    if rules.members:
        counted = Counter(one.nominee.name for one in several)
        totals = tuple(model.Total(name, number) for name, number in counted.items())
        return tally(known._replace(totals=totals), rules.threshold)
    single = tuple(
        model.Nomination(
            one.nominator.name, one.nominee.name, one.nominator.region, one.nominator.kind
        )
        for one in several
    )
    return tally(known._replace(single=single), rules.threshold)


def deleted(setup: Setup) -> bool:
    """Whether nominations were deleted, once they were closed."""
    return phase(asked_for(setup)) is Phase.CLOSED and not Nominee.objects.exists()


def silent() -> tuple[Nominator, ...]:
    """Bodies that have nominated nobody, by name."""
    spoken = Nomination.objects.values("nominator")
    bodies = Nominator.objects.filter(member="").exclude(pk__in=spoken)
    return tuple(bodies.order_by("name"))


def _nominations(contest: str) -> list[Nomination]:
    found = Nomination.objects.filter(nominee__contest=contest)
    return list(found.select_related("nominator", "nominee").order_by("pk"))
