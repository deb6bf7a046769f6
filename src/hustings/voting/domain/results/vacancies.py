"""Vacancies filled from an election's published ballots, kept and published beside the results.

Knows what is stored, logged and written when. Must not know how ballots are counted. The archive
stays as it was published: a vacancy is counted from it and is nowhere in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import transaction

from hustings.errors import InputError, NotVerified
from hustings.sealing.archive.contest import Archived, read_contest
from hustings.sealing.archive.vacancy import (
    Asked,
    Refilled,
    read_earlier,
    refill,
    to_document,
)
from hustings.voting.adapters.vacancies import again, vacancy
from hustings.voting.config.model import Setup
from hustings.voting.domain import poll
from hustings.voting.domain.office import log
from hustings.voting.domain.queries import documents
from hustings.voting.domain.results import counting
from hustings.voting.models import Document, Poll
from hustings.web.folder import Folder


class Kept(NamedTuple):
    """A vacancy as it was published.

    Attributes:
        number: of the contest's vacancies, from 1.
        at: the day, ISO 8601.
        document: the document `hustings-vacancy/1`.
        files: what there is to read of it, by name in the folder of what is published.
    """

    contest: str
    number: int
    at: str
    document: Mapping[str, Any]
    files: tuple[str, ...]


def kept(contest: str = "") -> tuple[Kept, ...]:
    """Every vacancy published so far, or those of a contest, in order."""
    found = (Kept(**json.loads(text)) for _, text in documents(counting.VACANCIES))
    return tuple(
        one._replace(files=tuple(one.files)) for one in found if contest in ("", one.contest)
    )


def archived(folder: Folder, contest: str, names: tuple[str, ...]) -> Archived:
    """A contest of the election's own archive.

    Raises:
        InputError: nothing is published yet, or it does not say which contest is meant.
        NotVerified: the archive is not the one that was made.
    """
    found = counting.published()
    if found is None:
        raise InputError(
            "no results are published yet, and nobody sits", remedy="publish the results first"
        )
    path = os.path.join(counting.place(folder), counting.ARCHIVE)
    if not os.path.isfile(path) or counting.sha256(path) != found.sha256:
        raise NotVerified(f"{path} is not the archive that the count has made")
    return read_contest(path, contest, on_paper=names)


def fill(folder: Folder, asked: Asked, contest: str = "") -> Refilled:
    """Count for a vacancy; nothing is kept.

    Raises:
        InputError, NotVerified, Undecided: as of `archived` and `archive.vacancy.refill`.
    """
    found = archived(folder, contest, (*asked.leaving, *asked.unavailable))
    before = [one.document for one in kept(found.contest)]
    return refill(found, asked, read_earlier(found, before))


def files(setup: Setup, refilled: Refilled) -> dict[str, bytes]:
    """What there is to read of a vacancy that was counted, by name in the folder published."""
    before = kept(refilled.archived.contest)
    names = [f"vacancy-{one.number}.json" for one in before]
    return vacancy(
        refilled,
        len(before) + 1,
        setup=setup,
        command=again(refilled, counting.ARCHIVE, names),
        archive=counting.ARCHIVE,
    )


def publish(folder: Folder, setup: Setup, refilled: Refilled, who: str) -> Kept:
    """Keep a vacancy that was counted, and show it beside the results.

    Raises:
        InputError: others sit than when it was counted.
    """
    contest = refilled.archived.contest
    document = to_document(refilled)
    at = datetime.now(UTC).date().isoformat()
    with transaction.atomic():
        Poll.objects.select_for_update().get()
        if sitting(contest) != refilled.vacancy.before:
            raise InputError(
                "another vacancy was published while this was counted", remedy="run this again"
            )
        number = len(kept(contest)) + 1
        made = files(setup, refilled)
        one = Kept(contest, number, at, document, tuple(made))
        for name, content in made.items():
            counting.write(counting.place(folder), name, content)
        Document.objects.create(
            name=f"{counting.VACANCIES}{contest}/{number:04d}",
            text=json.dumps(one._asdict(), ensure_ascii=False),
        )
        log.record(
            who,
            "vacancy",
            contest=contest,
            number=number,
            leaving=document["leaving"],
            unavailable=document["unavailable"],
            sitting=refilled.sitting,
            joining=document["joining"],
            losing=document["losing"],
            digest=document["counts"][refilled.sitting]["digest"],
        )
        counting.write_overview(folder, setup, poll.proceedings())
    return one


def sitting(contest: str) -> tuple[str, ...]:
    """Who sits now in a contest whose results are published."""
    before = kept(contest)
    if before:
        return tuple(before[-1].document["members"])
    found = counting.published()
    for one in found.contests if found else ():
        if one.contest == contest:
            return one.elected if one.standing is None else one.standing
    return ()
