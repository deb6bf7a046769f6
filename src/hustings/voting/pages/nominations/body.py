"""The page of a body, or of a member, who nominates.

Knows how the form is laid out and what its buttons do. Must not know how nominations are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hustings.voting.config.model import Contest
from hustings.voting.config.model import said as in_language
from hustings.voting.domain.nominations import nominating
from hustings.voting.domain.nominations.window import Fault, Phase, Refused, asked_for, phase
from hustings.voting.interfaces import nomination_form
from hustings.voting.interfaces.nomination_form import Filled, Row
from hustings.voting.models import Nominator, Nominee
from hustings.voting.pages.speaking import Speech, page

ANSWERS = {
    Nominee.Answer.WAITING: "nominating.waiting",
    Nominee.Answer.ACCEPTED: "nominating.accepted",
    Nominee.Answer.DECLINED: "nominating.declined",
    Nominee.Answer.WITHDRAWN: "nominating.withdrawn",
}
# Rows for new names beside those that are filled in.
ROOM = 3


class Name(NamedTuple):
    """A name on the list of a contest.

    Attributes:
        gone: why nobody else can choose it, in words; empty where they can.
    """

    number: int
    name: str
    chosen: bool
    mine: bool
    gone: str


class Section(NamedTuple):
    """A contest on the page.

    Attributes:
        stands: whether it was sent in and cannot be changed.
        mine: (name, what the candidate says to it) as it stands.
        more: whether there could be more rows.
    """

    id: str
    title: str
    stands: bool
    mine: tuple[tuple[str, str], ...]
    names: tuple[Name, ...]
    rows: tuple[Row, ...]
    more: bool


def shown(request: HttpRequest, said: Speech, nominator: Nominator, code: str) -> HttpResponse:
    """The page, after what was asked for on it is done."""
    contests = nominating.contests_of(nominator, said.setup)
    filled = {one.id: nomination_form.read(request.POST, one.id) for one in contests}
    act = request.POST.get("act", "")
    rules = asked_for(said.setup)
    faults: Sequence[Fault] = ()
    if act in ("send", "check", "nominate"):
        faults = [fault for one in filled.values() for fault in one.faults]
        choices = [filled[one.id].choice for one in _open(contests, nominator, said)]
        if not faults:
            try:
                if act == "check" and not rules.changes and phase(rules) is Phase.OPEN:
                    faults, changed = nominating.faults(choices, nominator, said.setup)
                    if not faults:
                        return _checked(
                            request, said, code, [filled[one.contest] for one in changed]
                        )
                elif act != "check":
                    done = nominating.nominate(
                        settings.ELECTION, said.setup, nominator, choices, said.language
                    )
                    return _page(request, said, nominator, code, {}, kept=True, changed=done)
                else:
                    faults = [Fault("early" if phase(rules) is Phase.WAITING else "late")]
            except Refused as refused:
                faults = refused.faults
    # Without the mark it is the code alone that was sent, and the page shows what stands.
    typed = filled if request.POST.get("filled") else {}
    return _page(request, said, nominator, code, typed, faults=faults)


def _page(
    request: HttpRequest,
    said: Speech,
    nominator: Nominator,
    code: str,
    filled: dict[str, Filled],
    *,
    faults: Sequence[Fault] = (),
    **about: Any,
) -> HttpResponse:
    rules = asked_for(said.setup)
    more = request.POST.get("more", "")
    sections = [
        _section(one, said, nominator, filled.get(one.id), more == one.id)
        for one in nominating.contests_of(nominator, said.setup)
    ]
    return page(
        request,
        said,
        "nominations/body.html",
        422 if faults else 200,
        code=code,
        name=nominator.name,
        phase=phase(rules).value,
        opens=said.moment(rules.opens),
        closes=said.moment(rules.closes),
        changes=rules.changes,
        act="send" if rules.changes else "check",
        most=rules.most,
        sections=sections,
        any=any(not one.stands for one in sections),
        faults=sentences(faults, said, [one.id for one in sections if len(sections) > 1]),
        **about,
    )


def sentences(
    faults: Sequence[Fault], said: Speech, places: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """Each fault as a sentence, with the contest to which it leads.

    Args:
        places: contests that are named before it, as there are several on the page.
    """
    found = []
    for fault in faults:
        text = said.words(f"not_taken.{fault.key}", **dict(fault.about))
        contest = said.setup.contest(fault.contest)
        if contest and fault.contest in places:
            text = f"{in_language(contest.title, said.language)}: {text}"
        found.append((fault.contest, text))
    return found


def _open(contests: Sequence[Contest], nominator: Nominator, said: Speech) -> list[Contest]:
    """The contests in which something can still be chosen."""
    changes = asked_for(said.setup).changes
    return [one for one in contests if changes or not nominating.chosen(nominator, one.id)]


def _section(
    contest: Contest, said: Speech, nominator: Nominator, filled: Filled | None, more: bool
) -> Section:
    rules = asked_for(said.setup)
    mine = nominating.chosen(nominator, contest.id)
    chosen = frozenset(filled.choice.listed) if filled else mine
    listed = nominating.listed(contest.id)
    rows = filled.rows if filled else ()
    room = max(0, min(len(rows) + ROOM * (2 if more else 1), rules.most) - len(rows))
    blank = [Row(len(rows) + 1 + place, "", "", False) for place in range(room)]
    return Section(
        contest.id,
        in_language(contest.title, said.language),
        bool(mine) and not rules.changes,
        tuple((one.name, answer(one, said)) for one in listed if one.pk in mine),
        tuple(
            Name(
                one.pk,
                one.name,
                one.pk in chosen,
                one.pk in mine,
                "" if nominating.open_to(one) else answer(one, said),
            )
            for one in listed
        ),
        (*rows, *blank),
        len(rows) + room < rules.most,
    )


def answer(nominee: Nominee, said: Speech) -> str:
    """What a candidate, or the officer, says to a nomination."""
    if nominee.decision == Nominee.Decision.INVALID:
        return said.words("nominating.invalid")
    return said.words(ANSWERS[Nominee.Answer(nominee.answer)])


def _checked(
    request: HttpRequest, said: Speech, code: str, filled: Sequence[Filled]
) -> HttpResponse:
    """What would be sent in, before it is."""
    papers, carried = [], []
    for one in filled:
        contest = said.setup.contest(one.choice.contest)
        assert contest is not None
        names = {each.pk: each.name for each in nominating.listed(contest.id)}
        papers.append(
            (
                in_language(contest.title, said.language),
                [(names[pk], "") for pk in one.choice.listed] + list(one.choice.written),
            )
        )
    for name, values in request.POST.lists():
        if name.startswith(("name.", "new.", "email.")):
            carried += [(name, value) for value in values if value]
    return page(request, said, "nominations/check.html", code=code, papers=papers, carried=carried)
