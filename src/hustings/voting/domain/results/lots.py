"""Lots that an officer has drawn, kept from the draw until the count has stated them.

Knows what may be kept when. Must not know who asks, nor how a count comes to need a lot.

Kept are lines as `counting.lots.parse` reads them, one document for each count of a contest. What
is kept, and every change of it, is an act of the log.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import transaction

from hustings.counting.lots import Lots, parse
from hustings.election.model import Election
from hustings.errors import InputError
from hustings.inputs.text import ordinal
from hustings.sealing.closing import ALL, STANDING
from hustings.voting.adapters.results import Tie
from hustings.voting.domain import poll
from hustings.voting.domain.office import log
from hustings.voting.models import Document, Poll

ACT = "lots"


def kept(contest: str) -> dict[str, tuple[str, ...]]:
    """The lines kept for a contest, by count."""
    names = {f"{ACT}/{contest}/{of}": of for of in (ALL, STANDING)}
    found = Document.objects.filter(name__in=names).order_by("name")
    return {names[one.name]: tuple(json.loads(one.text)) for one in found}


@transaction.atomic
def keep(contest: str, of: str, lines: Sequence[str], who: str) -> None:
    """Keep lots as drawn, in the place of any that were kept before; the same ones once.

    Raises:
        InputError: it is not the time, a seed decides, or the lines cannot be read.
    """
    state = Poll.objects.select_for_update().get().state
    if state != Poll.State.CLOSED:
        raise InputError(
            f"the election is {state}", remedy="lots are drawn between the close and the count"
        )
    parse("\n".join(lines), _election(contest), source="the lots")
    if kept(contest).get(of) == tuple(lines):
        return
    text = json.dumps(list(lines), ensure_ascii=False)
    Document.objects.update_or_create(name=f"{ACT}/{contest}/{of}", defaults={"text": text})
    log.record(who, ACT, contest=contest, count=of, lines=list(lines))


@transaction.atomic
def enter(tie: Tie, order: Sequence[str], who: str, *, later: bool) -> None:
    """Keep the order in which names were drawn for a tie, beside what was drawn before.

    Args:
        order: every name among `names(tie, later=later)`, in the order drawn.
        later: whether the order settles every later tie of the contest as well.

    Raises:
        InputError: as of `check` and `keep`, or this tie is settled already.
    """
    Poll.objects.select_for_update().get()
    if settled(tie):
        raise InputError("this lot was entered already", remedy="look at what is drawn now")
    check(order, names(tie, later=later))
    election, before = _election(tie.contest), _before(tie)
    general = [election.names[candidate] for candidate in before.order]
    single = {stage: [election.names[c] for c in chosen] for stage, chosen in before.stages}
    if later:
        general = list(order)
    else:
        single[tie.stage] = [*single.get(tie.stage, ()), *order]
    lines = [f"stage {stage}: {'; '.join(names)}" for stage, names in sorted(single.items())]
    keep(tie.contest, tie.of, [*lines, *general], who)


def check(order: Sequence[str], among: Sequence[str]) -> None:
    """Refuse an order that leaves a place empty, has a name twice, or is not of the names.

    Args:
        order: a name for each place, empty for a place with none.

    Raises:
        InputError: so it is; says which place or name.
    """
    for place in range(len(among)):
        if place >= len(order) or not order[place]:
            raise InputError(
                f"the {ordinal(place + 1)} place is empty", remedy="choose a name for every place"
            )
    for name in order:
        if name not in among:
            raise InputError(f"{name} is not among the names", remedy="choose from the list")
        if order.count(name) > 1:
            raise InputError(
                f"{name} has {order.count(name)} places", remedy="give every name one place"
            )


def names(tie: Tie, *, later: bool) -> tuple[str, ...]:
    """Who is drawn for a tie: the tied, or everybody in the contest where later ties count too."""
    return tuple(_election(tie.contest).names) if later else tie.names


def settled(tie: Tie) -> bool:
    """Whether what is kept decides the tie."""
    election = _election(tie.contest)
    tied = [election.find(name) for name in tie.names]
    return _before(tie).fall(tie.stage, tied) is not None


def _before(tie: Tie) -> Lots:
    """What is kept for the count of a tie; lots of the first count serve in the second."""
    found = kept(tie.contest)
    lines = found.get(tie.of) or found.get(ALL)
    return parse("\n".join(lines), _election(tie.contest)) if lines else Lots()


def _election(contest: str) -> Election:
    settled = poll.manifest().contest(contest)
    if settled.tie_commitment:
        raise InputError(
            f"the lots of {contest} come from the seed that the manifest commits to",
            remedy="nothing has to be drawn",
        )
    return settled.election
