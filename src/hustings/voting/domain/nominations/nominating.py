"""A body, or a member, nominates: names chosen from those proposed, and names written down.

Knows what may be chosen, and how often. Must not know forms, nor who accepts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from hustings.voting.config.model import Contest, Nominations, Setup
from hustings.voting.domain.mails.outbox import STAND
from hustings.voting.domain.nominations import links, photographs
from hustings.voting.domain.nominations.window import Fault, Refused, asked_for, while_open
from hustings.voting.domain.office import log
from hustings.voting.models import (
    Mail,
    Nomination,
    NominationLink,
    Nominator,
    Nominee,
    Voter,
)
from hustings.web.folder import Folder

# Names, and other addresses of names, that one may write down in a contest altogether: so many
# times what it may nominate. Each brings somebody a mail.
MOST_WRITTEN = 4


class Written(NamedTuple):
    """A name that is written down, with the address at which the candidate is asked."""

    name: str
    email: str


class Choice(NamedTuple):
    """What somebody nominates in a contest.

    Attributes:
        listed: numbers of those chosen from the list.
        written: the others.
    """

    contest: str
    listed: tuple[int, ...]
    written: tuple[Written, ...]


def contests_of(nominator: Nominator, setup: Setup) -> tuple[Contest, ...]:
    """The contests in which somebody nominates: a member in those that they may vote in."""
    if not nominator.member:
        region, kind = nominator.region, nominator.kind
        return tuple(one for one in setup.nominated if one.may_nominate(region, kind))
    voter = Voter.objects.filter(member=nominator.member).first()
    columns = voter.columns if voter else {}
    return tuple(one for one in setup.nominated if voter and one.may_vote(columns))


def listed(contest: str) -> tuple[Nominee, ...]:
    """Who has been proposed in a contest and is still nominated by somebody, by surname."""
    supported = Exists(Nomination.objects.filter(nominee=OuterRef("pk")))
    return tuple(sorted(Nominee.objects.filter(supported, contest=contest), key=by_surname))


def chosen(nominator: Nominator, contest: str) -> frozenset[int]:
    """The numbers of those whom somebody has nominated in a contest."""
    own = Nomination.objects.filter(nominator=nominator, nominee__contest=contest)
    return frozenset(own.values_list("nominee_id", flat=True))


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def by_surname(nominee: Nominee) -> tuple[str, str]:
    """What names are sorted by."""
    return nominee.folded.split()[-1], nominee.folded


def proposed(contest: str, name: str) -> Nominee | None:
    """Whoever was proposed under this name."""
    return Nominee.objects.filter(contest=contest, folded=folded(name)).first()


def open_to(nominee: Nominee) -> bool:
    """Whether somebody can still be nominated by others: they have not said no, nor the officer."""
    return (
        nominee.answer in (Nominee.Answer.WAITING, Nominee.Answer.ACCEPTED)
        and nominee.decision != Nominee.Decision.INVALID
    )


def faults(
    choices: Sequence[Choice], nominator: Nominator, setup: Setup
) -> tuple[tuple[Fault, ...], tuple[Choice, ...]]:
    """What is wrong with what somebody would nominate, and the choices that change anything.

    Nothing is changed here.
    """
    rules = asked_for(setup)
    own = {one.id for one in contests_of(nominator, setup)}
    found: list[Fault] = []
    changed: list[Choice] = []
    for choice in choices:
        if choice.contest not in own:
            found.append(Fault("no_contest", choice.contest))
            continue
        before = chosen(nominator, choice.contest)
        if not choice.written and frozenset(choice.listed) == before:
            continue
        wrong = _of_choice(choice, before, nominator, rules)
        found.extend(wrong)
        if not wrong:
            changed.append(choice)
    if not found and not changed and not rules.changes:
        found.append(Fault("nobody"))
    return tuple(found), tuple(changed)


@transaction.atomic
def nominate(
    folder: Folder,
    setup: Setup,
    nominator: Nominator,
    choices: Sequence[Choice],
    language: str,
) -> tuple[str, ...]:
    """Take what somebody nominates: all of it or nothing.

    Whoever is written down for the first time is queued a mail that asks whether they accept.

    Args:
        language: of the page on which it was done; candidates who are new are written to in it.

    Returns:
        The contests in which anything has changed.

    Raises:
        Refused: it is too early or too late, or says what is wrong with it.
    """
    while_open(asked_for(setup))
    wrong, changed = faults(choices, nominator, setup)
    if wrong:
        raise Refused(*wrong)
    for choice in changed:
        _take(folder, nominator, choice, language)
    return tuple(choice.contest for choice in changed)


def _of_choice(
    choice: Choice, before: frozenset[int], nominator: Nominator, rules: Nominations
) -> list[Fault]:
    contest = choice.contest
    if before and not rules.changes:
        return [Fault("stands", contest)]
    found: list[Fault] = []
    here = {one.pk: one for one in listed(contest)}
    if set(choice.listed) - here.keys():
        found.append(Fault("not_listed", contest))
    for pk in sorted(set(choice.listed) & here.keys() - before):
        if not open_to(here[pk]):
            found.append(Fault("does_not_stand", contest, (("name", here[pk].name),)))
    many = len(set(choice.listed)) + len(choice.written)
    if many > rules.most:
        found.append(Fault("too_many", contest, (("n", many), ("most", rules.most))))
    seen: set[str] = set()
    for one in choice.written:
        name = folded(one.name)
        there = proposed(contest, one.name)
        if name in seen:
            found.append(Fault("twice", contest, (("name", one.name),)))
        elif there is not None and (there.pk in here or not open_to(there)):
            found.append(Fault("on_the_list", contest, (("name", there.name),)))
        seen.add(name)
    there_before = [(one, proposed(contest, one.name)) for one in choice.written]
    fresh = [one for one, there in there_before if there is None or _moved(there, one)]
    # A link for each name, and one more for each other address of it, whoever wrote it down.
    own = Q(nominee__proposed_by=nominator) | Q(nominee__in=[there for _, there in there_before])
    written = NominationLink.objects.filter(own, nominee__contest=contest).count()
    if fresh and written + len(fresh) > MOST_WRITTEN * rules.most:
        found.append(Fault("too_many_written", contest, (("most", MOST_WRITTEN * rules.most),)))
    return found


def _take(folder: Folder, nominator: Nominator, choice: Choice, language: str) -> None:
    wanted = set(choice.listed)
    for one in choice.written:
        wanted.add(_proposed(folder, nominator, choice.contest, one, language).pk)
    own = Nomination.objects.filter(nominator=nominator, nominee__contest=choice.contest)
    own.exclude(nominee__in=wanted).delete()
    there = set(own.values_list("nominee_id", flat=True))
    for pk in sorted(wanted - there):
        Nomination.objects.create(nominator=nominator, nominee_id=pk)
    names = Nominee.objects.filter(pk__in=wanted).order_by("folded").values_list("name", flat=True)
    who, named = called(nominator)
    log.record(who, "nominate", contest=choice.contest, names=list(names), **named)


def _proposed(
    folder: Folder, nominator: Nominator, contest: str, written: Written, language: str
) -> Nominee:
    """Who was written down: new, or proposed before and nominated by nobody since."""
    there = proposed(contest, written.name)
    if there is not None and not _moved(there, written):
        # A mail that waited when nobody nominated them any more was dropped.
        if not Mail.objects.filter(kind=STAND, about=str(there.pk)).exists():
            Mail.objects.create(kind=STAND, about=str(there.pk))
        return there
    if there is None:
        there = Nominee.objects.create(
            contest=contest,
            name=" ".join(written.name.split()),
            folded=folded(written.name),
            email=written.email,
            language=language,
            proposed_by=nominator,
        )
    else:
        # Whoever reads mails at the first address must not answer for this one, nor this one have
        # what was written there, or what the officer decided of it.
        there.email, there.proposed_by, there.language = written.email, nominator, language
        there.answer, there.decision, there.reason = Nominee.Answer.WAITING, "", ""
        there.statement, there.slate = {}, ""
        there.save()
        photographs.clear(there)
    links.make(folder, there)
    Mail.objects.create(kind=STAND, about=str(there.pk))
    return there


def _moved(there: Nominee, written: Written) -> bool:
    """Whether a name is written down with another address than before."""
    return bool(there.email.casefold() != written.email.casefold())


def called(nominator: Nominator) -> tuple[str, dict[str, str]]:
    """Who nominates, as the log has it: what they are, and the details that name them."""
    if nominator.member:
        return "a member", {"member": nominator.member}
    return "a body", {"body": nominator.name}
