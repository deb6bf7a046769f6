"""What anybody can fetch is the same, byte for byte, whoever proposed, voted, or got a letter.

Two worlds are lived one after the other in one database; the first is undone before the second.
They have the numbers in common that may be told, and differ in who stands behind them. How closely
the numbers themselves may be told is `test_turnout`'s.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

from hustings.sealing.archive.vacancy import Asked
from hustings.sealing.ballots import envelope as sealing
from hustings.sealing.ballots import payload
from hustings.sealing.board.chain import BROWSER
from hustings.sealing.closing import Noted
from hustings.voting.domain.results.opening import Held
from hustings.web.folder import Folder
from voting import elections
from voting import nominations as noms
from voting.domain.results.test_count import counted
from voting.elections import WHO
from voting.nominations import choice, nominate
from voting.turning_out import AREAS, OBSERVER, days_go_by, opened, vote

# The worlds are lived one after the other.
MOMENT = re.compile(rb"(20\d\d-\d\d-\d\d[T ])?\d\d:\d\d(:\d\d)?")


def addresses(published: Sequence[str]) -> Iterator[str]:
    """Every address outside the office, with everything that can stand in it."""
    from django.urls import URLPattern

    from hustings.voting.pages.urls import urlpatterns

    contests, documents = ("committee", "wales"), ["manifest", "statement-1", "statement-2"]
    documents += [f"head-{contest}" for contest in contests]
    filled: dict[str, Sequence[str]] = {
        "nominations/<slug:contest>.csv": [f"nominations/{one}.csv" for one in contests],
        "nominations/<slug:contest>.json": [f"nominations/{one}.json" for one in contests],
        "statements/<slug:contest>/": [f"statements/{one}/" for one in contests],
        "statements/<slug:contest>/<int:number>.<slug:language>.txt": [
            "statements/committee/3.en.txt"
        ],
        "photographs/<slug:hash>.jpg": [f"photographs/{'0' * 64}.jpg"],
        "documents/<slug:name>.json": [f"documents/{one}.json" for one in documents],
        "results/<str:name>": [f"results/{one}" for one in published if "/" not in one],
        "results/<slug:contest>/<str:name>": [f"results/{one}" for one in published if "/" in one],
        "boards/<slug:contest>.bin": [f"boards/{one}.bin" for one in contests],
    }
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield from filled[route] if "<" in route else (route,)
        else:
            assert route == "office/"


def seen() -> dict[str, tuple[int, bytes]]:
    """All that anybody can fetch now."""
    from hustings.voting.domain.results import counting

    found, client = counting.published(), Client(SERVER_NAME="127.0.0.1")
    answers = {}
    for address in addresses(found.files if found else ()):
        answer = client.get(f"/{address}")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answers[address] = answer.status_code, MOMENT.sub(b"MOMENT", content)
    return answers


@contextmanager
def undone(folder: Folder) -> Iterator[None]:
    """Whatever is done here is undone at the end, in the database and in the folder."""
    from django.db import connections

    kept = f"{folder.path}-kept"
    connections.close_all()
    shutil.copytree(folder.path, kept)
    try:
        yield
    finally:
        connections.close_all()
        shutil.rmtree(folder.path)
        os.rename(kept, folder.path)


def same(folder: Folder, *worlds: Callable[[], Any]) -> list[dict[str, tuple[int, bytes]]]:
    """What is seen in each world, at each time that it yields; it is the same in all of them."""
    every = []
    for world in worlds:
        with undone(folder):
            every.append([seen() for _ in world()])
    first, *others = every
    for other in others:
        for one, two in zip(first, other, strict=True):
            assert [name for name in one if one[name] != two.get(name)] == []
            assert one.keys() == two.keys()
    return first


def test_it_is_the_same_whichever_members_propose(election: Folder) -> None:
    from hustings.voting.domain.nominations import mails
    from hustings.voting.domain.voters import roll
    from hustings.voting.models import Nominator

    made = noms.setup(election, 'by = "members"\nassentors = 1\ntally = true')
    areas = ("North", "South", "Rhyl")
    lines = [
        roll.Line(str(n), f"Voter {n}", f"v{n}@example.org", "", areas[n % 3], (("region", ""),))
        for n in range(1, 10)
    ]
    roll.apply(roll.compare(lines), made, WHO, file="", refused=0)
    mails.invite(election, made, 9, WHO)
    members = {one.member: one for one in Nominator.objects.all()}

    def world(first: str, *others: str) -> Callable[[], Iterator[None]]:
        def lived() -> Iterator[None]:
            nominate(election, made, members[first], choice("committee", "Jo Ash", "Bo Day"))
            for one in others:
                nominate(election, made, members[one], choice("committee", listed=["Jo Ash"]))
            yield

        return lived

    (found,) = same(election, world("1", "2", "4"), world("9", "6", "3"), world("4", "1", "2"))
    document = json.loads(found["nominations/committee.json"][1])
    assert [(one["name"], one["nominations"]) for one in document["candidates"]] == [
        ("Jo Ash", 3),
        ("Bo Day", 1),
    ]
    assert (document["regions"], document["by_body"]) == ([], [])
    everything = b"".join(content for _, content in found.values())
    assert not any(name in everything for name in (b"Voter ", b"v1@", b"ash@", b"Rhyl"))


def test_it_is_the_same_until_a_day_is_over_whatever_is_done(election: Folder) -> None:
    from hustings.voting.domain.mails import mailing, outbox, selfservice
    from hustings.voting.domain.voters import links, roll
    from hustings.voting.models import Mail, Voter

    setup = opened(election)
    mailing.queue(outbox.INVITATION, sum(AREAS.values()), setup, WHO)
    Mail.objects.update(state=Mail.State.SENT)
    vote("committee", {"North": 15, "South": 13, "Rhyl": 12})
    days_go_by(election, setup)

    def nothing() -> Iterator[None]:
        yield

    def much() -> Iterator[None]:
        vote("committee", {"North": 45, "South": 15, "Rhyl": 25})
        vote("wales", {"Rhyl": 20})
        days_go_by(election, setup, 0)
        left = mailing.receivers(outbox.REMINDER).count()
        mailing.queue(outbox.REMINDER, left, setup, WHO)
        links.reissue(election, "North 1", WHO, "lost")
        roll.readdress("North 2", "new@example.org", WHO, "moved")
        roll.revoke("Conwy 1", "wales", WHO, "twice on it")
        selfservice.ask("north3@example.org")
        Voter.objects.filter(member="North 3").update(email="", address="1 High Street")
        mailing.send_again("North 3", setup, WHO)
        yield

    (found,) = same(election, nothing, much)
    assert b"40" in found[""][1]
    assert OBSERVER.encode() not in b"".join(content for _, content in found.values())


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        # Every group can be told of on the day; the close brings nothing new but the whole.
        ({"North": 11, "South": 11, "Rhyl": 8, "Conwy": 2}, {"Rhyl": 6, "Conwy": 4}, [3, 1]),
        # South and those together cannot: not on the day, nor alone after the close.
        (
            {"North": 11, "South": 9, "Rhyl": 1, "Conwy": 1},
            {"South": 2, "Rhyl": 9, "Conwy": 0},
            [2],
        ),
    ],
)
def test_it_is_the_same_whoever_of_a_group_votes_from_the_days_to_a_vacancy(
    election: Folder,
    monkeypatch: pytest.MonkeyPatch,
    one: Mapping[str, int],
    other: Mapping[str, int],
    groups: Sequence[int],
) -> None:
    """Turnout of days and of the close, heads, results, the archive, a vacancy."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.domain.results import counting, vacancies
    from hustings.voting.domain.turnout import days
    from hustings.voting.models import Entitlement, Voter

    monkeypatch.setattr(days, "mac", lambda *about: bytes(32))
    setup = opened(election)
    keys = tuple(Held(key, Noted()) for key in elections.officer_keys())
    wrapped = elections.envelope("committee")
    rankings = ([(1, 2)] * 9 + [(2, 1)] * 8 + [(3, 2)] * 15)[: sum(one.values())]
    blobs = [sealing.seal(payload.vote(ranking), wrapped) for ranking in rankings]

    def world(
        voted: Mapping[str, int], without: Sequence[str], *, last: bool = False
    ) -> Callable[[], Iterator[None]]:
        """So many of each area vote, the first of it or the last; some of the roll get letters."""

        def lived() -> Iterator[None]:
            Voter.objects.filter(member__in=without).update(email="", address="1 High Street")
            votes = [
                f"{area} {AREAS[area] - 1 - n if last else n}"
                for area, number in voted.items()
                for n in range(number)
            ]
            for member, blob in zip(votes, blobs, strict=True):
                accept(election, wrapped, elections.token(election, member), blob, BROWSER)
            days_go_by(election, setup)
            yield
            poll.close_poll(election, WHO)
            yield
            counted(election, setup, few=True, held=keys)
            counting.publish(election, WHO)
            assert Entitlement.objects.filter(used=True).count() == len(blobs)
            yield
            vacancies.publish(election, setup, vacancies.fill(election, Asked(("Ben",))), WHO)
            yield

        return lived

    *_, found = same(
        election,
        world(one, ["North 1", "North 2", "South 1"]),
        world({**one, **other}, ["North 1", "Rhyl 2", "Conwy 1"], last=True),
    )
    (committee, _) = json.loads(found["turnout/turnout.json"][1])["contests"]
    assert [len(day["groups"]) for day in committee["days"]] == groups
    results = json.loads(found["results/results.json"][1])
    assert results["format"].startswith("hustings-")
    assert "results/committee/vacancy-1.html" in found
