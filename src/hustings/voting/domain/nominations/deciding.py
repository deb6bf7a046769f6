"""What the officer does about nominations: corrects, decides, closes, puts names on the ballot.

Knows the order of these acts. Must not know pages, nor how nominated.toml is written.
"""

from __future__ import annotations

import os

from django.db import transaction

from hustings.errors import InputError
from hustings.inputs.text import read_text, shown
from hustings.sealing.writing.whole import write_whole
from hustings.voting.config import nominated
from hustings.voting.config.file import load
from hustings.voting.config.keys import MOST_CANDIDATES
from hustings.voting.config.model import Candidate, Setup, said
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.mails.outbox import STAND
from hustings.voting.domain.nominations import links, photographs
from hustings.voting.domain.nominations.nominating import by_surname, folded
from hustings.voting.domain.nominations.standings import standings
from hustings.voting.domain.nominations.window import CLOSED, Phase, asked_for, draft, phase
from hustings.voting.domain.office import log
from hustings.voting.domain.voters.roll import entitle_anew
from hustings.voting.models import Mail, Nomination, Nominee, Poll
from hustings.web.folder import Folder

ADOPTED = "nominations-adopt"


@transaction.atomic
def decide(nominee: int, valid: bool, who: str, reason: str) -> None:
    """Say that a nomination is valid, or that it is not; with the reason, until the seal.

    Raises:
        InputError: there is no such nomination, or the election is sealed.
    """
    draft()
    found = find(nominee)
    found.decision = Nominee.Decision.VALID if valid else Nominee.Decision.INVALID
    found.reason = reason
    found.save(update_fields=["decision", "reason"])
    log.record(
        who,
        "nomination-decide",
        contest=found.contest,
        name=found.name,
        valid=valid,
        reason=reason,
    )


@transaction.atomic
def correct(folder: Folder, nominee: int, name: str, email: str, who: str, reason: str) -> None:
    """Correct a candidate's name or address; a new address gets a new link, and the old one ends.

    Raises:
        InputError: there is no such nomination, somebody else has that name, or the election is
            sealed.
    """
    draft()
    found = find(nominee)
    name = " ".join(name.split())
    others = Nominee.objects.filter(contest=found.contest, folded=folded(name))
    if others.exclude(pk=found.pk).exists():
        raise InputError(
            f"{shown(name)} is nominated already", remedy="add what tells the two apart"
        )
    moved = found.email.casefold() != email.casefold()
    log.record(
        who,
        "nomination-correct",
        contest=found.contest,
        name=found.name,
        now=name,
        address=moved,
        reason=reason,
    )
    found.name, found.folded, found.email = name, folded(name), email
    found.save(update_fields=["name", "folded", "email"])
    if moved:
        links.make(folder, found)
        Mail.objects.create(kind=STAND, about=str(found.pk))


@transaction.atomic
def take_photograph_away(nominee: int, who: str, reason: str) -> None:
    """Take away a candidate's photograph, until the seal; they may give another as long as others.

    Raises:
        InputError: there is no such nomination, or no photograph, or the election is sealed.
    """
    draft()
    found = find(nominee)
    if not photographs.remove(found, reason):
        raise InputError("there is no photograph", remedy="look at the page again")
    log.record(who, "photograph-remove", contest=found.contest, name=found.name, reason=reason)


@transaction.atomic
def merge(nominee: int, same: int, who: str, reason: str) -> None:
    """Let somebody who was written down twice be one: all who nominate the one nominate the other.

    Args:
        nominee: who is left without nominations, and so is nominated no more.
        same: who has them now; answer, statement and decision stay as they are.

    Raises:
        InputError: there are no such nominations in one contest, or the election is sealed.
    """
    draft()
    gone, kept = find(nominee), find(same)
    if gone.contest != kept.contest or gone.pk == kept.pk:
        raise InputError("these are not two nominations in one contest", remedy="choose another")
    there = Nomination.objects.filter(nominee=kept).values_list("nominator_id", flat=True)
    both = Nomination.objects.filter(nominee=gone, nominator__in=list(there))
    doubles = both.count()
    both.delete()
    moved = Nomination.objects.filter(nominee=gone).update(nominee=kept)
    log.record(
        who,
        "nomination-merge",
        contest=gone.contest,
        name=gone.name,
        into=kept.name,
        moved=int(moved),
        doubles=doubles,
        reason=reason,
    )


@transaction.atomic
def close(setup: Setup, who: str) -> int:
    """Close nominations, after their end and for good; how many names were nominated.

    Raises:
        InputError: their end has not come, or they are closed.
    """
    rules = asked_for(setup)
    draft()
    found = phase(rules)
    if found is Phase.CLOSED:
        raise InputError("nominations are closed already")
    if found is not Phase.OVER:
        raise InputError(
            "nominations have not ended yet",
            remedy=f"wait for {rules.closes:%Y-%m-%d %H:%M}, as election.toml says",
        )
    counted = {contest.id: len(several) for contest, several in standings(setup)}
    log.record(who, CLOSED, nominated=counted)
    return sum(counted.values())


@transaction.atomic
def adopt(folder: Folder, setup: Setup, who: str) -> dict[str, tuple[str, ...]]:
    """Put those who may stand on the ballot, by nominated.toml; their names, by contest.

    Until the seal it can be done again, such as after a withdrawal.

    Raises:
        InputError: nominations are not closed, somebody may still accept, the officer has not
            decided on somebody, or in a contest nobody may stand, or too many.
    """
    rules = asked_for(setup)
    draft()
    if phase(rules) is not Phase.CLOSED:
        raise InputError("nominations are not closed yet", remedy="close them first")
    every = standings(setup)
    for contest, several in every:
        title = said(contest.title, setup.languages[0])
        waiting = [
            one.nominee.name
            for one in several
            if one.passes and one.nominee.answer == Nominee.Answer.WAITING
        ]
        if waiting and now() < rules.accept_by:
            raise InputError(
                f"{title}: {', '.join(waiting)} may still accept",
                remedy=f"wait for their answer, or for {rules.accept_by:%Y-%m-%d %H:%M}",
            )
        if undecided := [one.nominee.name for one in several if one.undecided]:
            raise InputError(
                f"{title}: you have not decided on {', '.join(undecided)}",
                remedy="say that the nomination is valid, or why it is not",
            )
        standing = sum(one.stands for one in several)
        if not standing:
            raise InputError(
                f"{title}: nobody may stand", remedy="take the contest out, or nominate anew"
            )
        if standing > MOST_CANDIDATES:
            raise InputError(
                f"{title}: {standing} may stand, and a ballot has room for {MOST_CANDIDATES}",
                remedy="hold a primary",
            )
    names = {
        contest.id: tuple(one.nominee.name for one in several if one.stands)
        for contest, several in every
    }
    log.record(who, ADOPTED, **{id: list(those) for id, those in names.items()})
    path = folder.file(nominated.FILE)
    before = read_text(path, standard=False) if os.path.isfile(path) else None
    write_whole(path, content(setup).encode())
    try:
        entitle_anew(load(folder))
    except BaseException:
        # Every page reads this file.
        if before is None:
            os.unlink(path)
        else:
            write_whole(path, before.encode())
        raise
    return names


def content(setup: Setup) -> str:
    """nominated.toml as it is to be now: by surname, so that nothing depends on who was first."""
    return nominated.written(
        {
            contest.id: [
                _candidate(one.nominee, setup)
                for one in sorted(several, key=lambda each: by_surname(each.nominee))
                if one.stands
            ]
            for contest, several in standings(setup)
        }
    )


def adopted(folder: Folder, setup: Setup) -> bool:
    """Whether those on the ballot are those who may stand now."""
    path = folder.file(nominated.FILE)
    return os.path.isfile(path) and read_text(path, standard=False) == content(setup)


def lacking(folder: Folder, setup: Setup | None) -> list[InputError]:
    """What is missing of nominations before the election can be sealed."""
    if setup is None or setup.nominations is None:
        return []
    typed = f"hustings vote nominations {folder.path} adopt"
    remedy = f"under `Nominations` in the office, or by `{typed}`"
    awaited = [contest for contest in setup.nominated if contest.awaited]
    if awaited:
        return [
            InputError(
                f"the candidates of `{said(contest.title, setup.languages[0])}` are not on the"
                " ballot yet",
                remedy=f"put those nominated there: {remedy}",
                source=folder.toml,
                line=contest.line,
            )
            for contest in awaited
        ]
    rules = setup.nominations
    if setup.nominated and not setup.seal.practice and now() < rules.withdraw_by:
        return [
            InputError(
                f"candidates may withdraw until {rules.withdraw_by:%Y-%m-%d %H:%M}",
                remedy="wait for that, or name an earlier `withdraw_by` and tell them",
                source=folder.toml,
            )
        ]
    if setup.nominated and load(folder).nominated != setup.nominated:
        # Another officer has put others there since this was read.
        return [
            InputError(
                "those on the ballot have just been changed",
                remedy="look at the ballot papers again, then seal",
                source=folder.file(nominated.FILE),
            )
        ]
    if adopted(folder, setup):
        return []
    return [
        InputError(
            "those on the ballot are not those who may stand now",
            remedy=f"put them there again: {remedy}",
            source=folder.file(nominated.FILE),
        )
    ]


def sealed() -> bool:
    """Whether who stands is settled."""
    return bool(Poll.objects.get().state != Poll.State.DRAFT)


def find(nominee: int) -> Nominee:
    """The nominee with this number.

    Raises:
        InputError: there is none.
    """
    found = Nominee.objects.filter(pk=nominee).first()
    if found is None:
        raise InputError("there is no such nomination", remedy="look at the page again")
    return found


def _candidate(nominee: Nominee, setup: Setup) -> Candidate:
    texts = [
        (code, nominee.statement[code]) for code in setup.languages if code in nominee.statement
    ]
    photograph = photographs.hash_of(nominee) if asked_for(setup).photographs else b""
    return Candidate(nominee.name, nominee.slate, tuple(texts), photograph)
