"""Mails to those who nominate and are nominated: what they say, and to whom none goes any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from hustings.sealing.voters import links as codes
from hustings.web.folder import Folder
from voting import nominations as noms
from voting.elections import WHO, fill
from voting.mailserver import Mailbox, mailbox
from voting.nominations import bodies, choice, find, nominate

pytestmark = pytest.mark.parametrize("election", ["sqlite"], indirect=True)
MAIL = """
[mail]
from = "votes@tea.example.org"
host = "127.0.0.1"
port = {}
security = "none"
rate = 100000
"""


@pytest.fixture
def box() -> Iterator[tuple[Mailbox, int]]:
    with mailbox() as found:
        yield found


def send(folder: Folder, made: Any) -> tuple[int, int, int]:
    from hustings.voting.interfaces.mails.sending import send_due

    return tuple(send_due(folder, made, Event()))


def body(mail: Any) -> str:
    return mail.get_body(("plain",)).get_content()


def test_bodies_and_candidates_get_their_own_links(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.nominations import consent, links, mails
    from hustings.voting.models import Nominator

    kept, port = box
    made = noms.setup(election, f"threshold = 2{MAIL.format(port)}")
    leeds, york = bodies(made, "Leeds", "York")
    Nominator.objects.filter(pk=york.pk).update(language="cy")
    kept.refuses["york@example.org"] = "550 no such mailbox"
    mails.invite(election, made, 2, WHO)
    assert send(election, made) == (1, 1, 0)
    ((york_again, error),) = mails.failures(9)
    assert (york_again.name, error) == ("York", "550 no such mailbox")
    kept.refuses.clear()
    mails.again(election, york, WHO)
    assert send(election, made) == (1, 0, 0)
    assert kept.receivers == ["leeds@example.org", "york@example.org"]
    first, second = kept.mails
    assert first["Subject"] == "Committee: your link to nominate"
    text = body(first)
    assert "Tea Club asks Leeds to nominate candidates: Committee." in text
    assert "You may nominate in: Committee; Wales." in text
    assert "Nominations close: 5pm on Wednesday 1 February 2090." in text
    assert f"/n/#{codes.fragment(links.token(election, leeds))}" in text
    assert codes.code(links.token(election, leeds)) in text
    assert second["Subject"] == "Pwyllgor: eich dolen i enwebu"

    nominate(election, made, leeds, choice("wales", "Jo Ash"), choice("committee", "Bo Day"))
    nominate(election, made, leeds, choice("committee"))
    assert send(election, made) == (1, 0, 1)
    jo = find("wales", "Jo Ash")
    (mail,) = kept.mails[2:]
    assert (mail["To"], mail["Subject"]) == (
        *("jo.ash@example.org", "Committee: you have been nominated"),
    )
    assert "You are nominated for: Wales." in body(mail)
    (code,) = re.findall(r"/n/#(\w{26})", body(mail))
    assert links.holder(codes.read_code(code)) == jo
    consent.accept(jo, made, {}, "")
    # Nobody nominated Bo any more; nominated again they are asked.
    nominate(election, made, leeds, choice("committee", "Bo Day"))
    assert send(election, made) == (1, 0, 0)
    assert len({mail["Message-ID"] for mail in kept.mails}) == len(kept.mails)
    # Once it is too late nothing leaves.
    mails.again(election, jo, WHO)
    mails.again(election, leeds, WHO)
    late = noms.over(election, f"threshold = 2{MAIL.format(port)}")
    assert send(election, late) == (0, 0, 2)


def test_a_member_is_written_to_as_the_roll_has_them_now(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.nominations import mails
    from hustings.voting.models import Entitlement, Voter

    kept, port = box
    made = noms.setup(election, f'by = "members"{MAIL.format(port)}')
    fill(election, made)
    mails.invite(election, made, 3, WHO)
    Voter.objects.filter(member="1").update(email="new@example.org")
    Entitlement.objects.filter(voter__member="2").delete()
    Voter.objects.filter(member="2").delete()
    assert send(election, made) == (2, 0, 1)
    assert kept.receivers == ["new@example.org", "win@example.org"]
    assert "asks Una to nominate" in body(kept.mails[0])
    assert "You may nominate in: Committee; Wales." in body(kept.mails[0])
    assert "You may nominate in: Committee." in body(kept.mails[1])


def test_whoever_asks_is_sent_the_same_links_again(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.mails import selfservice
    from hustings.voting.domain.nominations import links, mails
    from hustings.voting.models import Mail

    kept, port = box
    made = noms.setup(election, f"threshold = 2{MAIL.format(port)}")
    leeds, _ = bodies(made, "Leeds", "York")
    # Nobody was sent a link yet: nothing is sent, and nobody learns it.
    assert selfservice.ask("leeds@example.org")
    assert send(election, made) == (0, 0, 0)
    mails.invite(election, made, 2, WHO)
    # One address can have several links.
    nominate(election, made, leeds, choice("wales", "Jo Ash"), choice("committee", "Jo Ash"))
    assert send(election, made) == (4, 0, 0)
    before = [re.findall(r"/n/#(\w{26})", body(mail)) for mail in kept.mails]
    asked = ("Jo.Ash@Example.org ", "leeds@example.org", "nobody@example.org")
    assert [selfservice.ask(address) for address in asked] == [True] * 3
    assert send(election, made) == (3, 0, 0)
    assert kept.receivers[4:] == ["jo.ash@example.org", "jo.ash@example.org", "leeds@example.org"]
    again = [re.findall(r"/n/#(\w{26})", body(mail)) for mail in kept.mails[4:]]
    own = codes.fragment(links.token(election, leeds))
    assert (again[-1], [one in before for one in again]) == ([own], [True] * 3)
    # Who got one waits; who is unknown is asked for as often as anybody likes, and for nothing.
    assert [selfservice.ask(address) for address in asked] == [False, False, True]
    assert send(election, made) == (0, 0, 0)
    typed = Mail.objects.filter(kind="asked").order_by("pk").values_list("to", "state")
    assert list(typed) == [("jo.ash@example.org", "sent"), ("leeds@example.org", "sent")]
    Mail.objects.update(not_before="2026-01-01T00:00:00Z")
    assert selfservice.forget() == 2
    # Too late for nominations, and not for candidates.
    late = noms.over(election, f"threshold = 2{MAIL.format(port)}")
    assert selfservice.ask("leeds@example.org")
    assert send(election, late) == (0, 0, 1)


def test_a_member_asks_by_the_address_on_the_roll(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.mails import selfservice
    from hustings.voting.domain.nominations import mails
    from hustings.voting.models import Voter

    kept, port = box
    made = noms.setup(election, f'by = "members"{MAIL.format(port)}')
    fill(election, made)
    mails.invite(election, made, 3, WHO)
    send(election, made)
    Voter.objects.filter(member="1").update(email="new@example.org")
    for address in ("una@example.org", "new@example.org"):
        assert selfservice.ask(address)
    assert send(election, made) == (1, 0, 0)
    assert kept.receivers[3:] == ["new@example.org"]
