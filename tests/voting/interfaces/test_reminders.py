"""Reminders by the calendar: each when its time has come and once, or left out with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from hustings.errors import InputError
from hustings.voting.config.model import Setup
from hustings.web.folder import Folder
from voting import turning_out
from voting.elections import WHO
from voting.interfaces.test_mails import cast, opened, send
from voting.mailserver import Mailbox, mailbox

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
EARLIER, LATER = NOW - 3 * DAY, NOW + 3 * DAY


@pytest.fixture
def box() -> Iterator[tuple[Mailbox, int]]:
    with mailbox() as found:
        yield found


def invited(folder: Folder, port: int) -> Setup:
    """A poll that was opened ten days ago; three voters were sent their invitations."""
    from hustings.voting.domain.mails import mailing
    from hustings.voting.models import LogEntry

    setup = opened(folder, port)
    mailing.queue("invitation", 3, setup, WHO)
    send(folder, setup)
    _at(NOW - 10 * DAY, LogEntry.objects.filter(act="open"))
    return setup


def _at(moment: datetime, entries: object) -> None:
    entries.update(at=moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def planned(setup: Setup, *moments: datetime) -> Setup:
    return replace(setup, mail=setup.mail._replace(reminders=moments))


def told(setup: Setup) -> list[tuple[datetime, str, int, str]]:
    from hustings.voting.domain.mails import reminding

    return [(one.at, one.act, one.mails, one.why) for one in reminding.rounds(setup)]


def test_each_goes_once_to_those_who_have_voted_in_nothing(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.models import LogEntry, Mail

    kept, port = box
    setup = planned(invited(election, port), EARLIER, LATER)
    kept.mails.clear()
    cast(election, "1")
    _at(NOW, LogEntry.objects.filter(act="mail"))
    # Una has voted; that she is marked as having voted is said once a day.
    assert send(election, setup) == (3, 0, 0)
    assert [(mail["To"], mail["Subject"]) for mail in kept.mails[:2]] == [
        ("vic@example.org", "Committee: you have not voted yet"),
        ("win@example.org", "Committee: you have not voted yet"),
    ]
    assert told(setup) == [(EARLIER, "mail", 2, ""), (LATER, "", 0, "")]
    entry = LogEntry.objects.filter(act="mail").order_by("-n").first()
    assert (entry.who, entry.details) == (
        "mailer",
        f'{{"count":2,"kind":"reminder","planned":"{EARLIER:%Y-%m-%dT%H:%M:%SZ}"}}',
    )
    # Sent or not yet: it is settled.
    assert send(election, setup) == (0, 0, 0)
    assert told(setup) == [(EARLIER, "mail", 2, ""), (LATER, "", 0, "")]
    assert Mail.objects.filter(kind="reminder").count() == 2


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
def test_what_is_left_out_says_why(election: Folder, box: tuple[Mailbox, int]) -> None:
    from hustings.voting.domain.mails import mailing, reminding
    from hustings.voting.models import LogEntry

    kept, port = box
    setup = invited(election, port)
    before = NOW - 11 * DAY
    # The mailer was away for a week; what is due in a few hours counts as the next.
    first, second, third = NOW - 6 * DAY, NOW - 2 * DAY, NOW + timedelta(hours=9)
    made = planned(setup, before, first, second, third)
    kept.mails.clear()
    assert reminding.queue_due(made) == 0
    shown = [f"{one:%Y-%m-%d %H:%M} UTC" for one in (second, third)]
    assert told(made) == [
        (before, "reminder-left-out", 0, "the poll was not open yet"),
        (
            first,
            "reminder-left-out",
            0,
            f"mails were not sent then, and the next reminder is at {shown[0]}",
        ),
        (
            second,
            "reminder-left-out",
            0,
            f"mails were not sent then, and the next reminder is at {shown[1]}",
        ),
        (third, "", 0, ""),
    ]
    # An officer has just sent some: the one of the plan is not sent upon it.
    mailing.queue("reminder", 3, setup, WHO)
    just = NOW - timedelta(minutes=1)
    assert reminding.queue_due(planned(setup, just)) == 0
    why = LogEntry.objects.order_by("-n").values_list("details", flat=True)[0]
    assert '"why":"the last reminders were queued at ' in why
    found = [one for one in reminding.rounds(setup) if not one.planned]
    assert [(one.who, one.act, one.mails) for one in found] == [(WHO, "mail", 3)]
    # Everybody has voted.
    LogEntry.objects.filter(act="mail").update(at=f"{NOW - 2 * DAY:%Y-%m-%dT%H:%M:%SZ}")
    for member in "123":
        cast(election, member)
    assert reminding.queue_due(planned(setup, NOW)) == 0
    assert told(planned(setup, NOW))[-1] == (
        NOW,
        "reminder-left-out",
        0,
        "everybody who was invited has voted, or was reminded often enough",
    )


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
def test_nobody_is_reminded_after_the_end(election: Folder, box: tuple[Mailbox, int]) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import now
    from hustings.voting.domain.mails import mailing, reminding
    from hustings.voting.models import Chain, LogEntry, Mail

    kept, port = box
    setup = planned(invited(election, port), EARLIER)
    kept.mails.clear()
    entries = LogEntry.objects.count()
    # The end has come; ballots under way are still taken.
    Chain.objects.update(closes_at=now() + setup.dates.grace / 2)
    with pytest.raises(InputError, match="voters are reminded of a poll that is open"):
        mailing.queue("reminder", 3, setup, WHO)
    assert reminding.queue_due(setup) == 0
    assert told(setup) == [(EARLIER, "", 0, "")]
    assert LogEntry.objects.count() == entries
    # What was queued a moment before it is not sent.
    Chain.objects.update(closes_at=now() + 2 * setup.dates.grace)
    assert reminding.queue_due(setup) == 3
    Chain.objects.update(closes_at=now() + setup.dates.grace / 2)
    assert send(election, setup) == (0, 0, 3)
    assert not Mail.objects.filter(kind="reminder").exists()
    Chain.objects.update(closes_at=now())
    poll.close_poll(election, WHO)
    assert reminding.queue_due(planned(setup, NOW)) == 0


def test_an_officer_calls_one_off(election: Folder, box: tuple[Mailbox, int]) -> None:
    from hustings.voting.domain.mails import reminding

    _, port = box
    setup = planned(invited(election, port), EARLIER, LATER)
    reminding.call_off(EARLIER, setup, WHO)
    assert reminding.queue_due(setup) == 0
    for moment, why in ((EARLIER, "not to come any more"), (NOW, "no reminder is planned")):
        with pytest.raises(InputError, match=why):
            reminding.call_off(moment, setup, WHO)
    # Out of the plan again, it was called off all the same.
    assert [one[:2] for one in told(planned(setup, LATER))] == [
        (EARLIER, "reminder-off"),
        (LATER, ""),
    ]


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
def test_a_mistake_in_the_file_is_waited_out_once_mails_are_sent(
    election: Folder, box: tuple[Mailbox, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.voting.interfaces.mails import sending

    monkeypatch.setattr(sending, "REST", 0)
    invited(election, box[1])
    toml = Path(election.toml)
    whole = toml.read_text(encoding="utf-8")

    def mended(text: str) -> None:
        said.append(text)
        toml.write_text(whole, encoding="utf-8")

    said: list[str] = []
    stop, looks = Event(), []

    def due(*_: object) -> None:
        looks.append(len(said))
        toml.write_text(whole + "\n[mail", encoding="utf-8")
        if len(looks) == 2:
            stop.set()

    monkeypatch.setattr(sending, "send_due", due)
    sending.keep_sending(election, stop, mended)
    assert looks == [0, 1]
    (trouble,) = said
    assert str(toml) in trouble
    # At the first look it ends, and whoever has started it reads why.
    with pytest.raises(InputError):
        sending.keep_sending(election, Event(), mended)


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
def test_a_late_one_makes_no_room_for_one_that_was_called_off(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.mails import reminding

    _, port = box
    late, soon = NOW - timedelta(hours=5), NOW + timedelta(hours=17)
    setup = planned(invited(election, port), late, soon, LATER)
    from hustings.voting.models import LogEntry

    _at(NOW - 9 * DAY, LogEntry.objects.filter(act="mail"))
    reminding.call_off(soon, setup, WHO)
    assert reminding.queue_due(setup) == 3
    assert told(setup) == [
        (late, "mail", 3, ""),
        (soon, "reminder-off", 0, ""),
        (LATER, "", 0, ""),
    ]


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
def test_who_waits_for_an_invitation_is_not_reminded(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.mails import mailing, reminding
    from hustings.voting.models import Mail

    _, port = box
    setup = invited(election, port)
    Mail.objects.filter(voter__member="1").update(state="waiting")
    Mail.objects.filter(voter__member="2").update(state="failed")
    assert len(mailing.to_remind()) == 2
    assert reminding.queue_due(planned(setup, EARLIER)) == 2


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
def test_one_that_falls_due_while_many_mails_leave_is_not_late(
    election: Folder, box: tuple[Mailbox, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.voting.domain.mails import mailing, reminding
    from hustings.voting.interfaces.mails import sending

    kept, port = box
    setup = invited(election, port)
    kept.mails.clear()
    for member in "123":
        mailing.send_again(member, setup, WHO)
    monkeypatch.setattr(sending, "LOOK", 0)
    due = iter([False, True])
    queue_due = reminding.queue_due
    monkeypatch.setattr(
        reminding, "queue_due", lambda made: queue_due(made) if next(due, False) else 0
    )
    assert send(election, planned(setup, EARLIER)) == (6, 0, 0)


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
def test_it_says_how_many_have_voted_as_counted_just_before(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from django.db import transaction

    from hustings.voting.config.file import load
    from hustings.voting.domain.office import log
    from hustings.voting.models import LogEntry, Mail, Voter

    kept, port = box
    turning_out.opened(election)
    path = Path(election.toml)
    path.write_text(path.read_text("utf-8").replace("port = 9\n", f"port = {port}\n"), "utf-8")
    _at(NOW - 10 * DAY, LogEntry.objects.filter(act="open"))
    few = Voter.objects.filter(area="Conwy").values_list("pk", flat=True)
    Mail.objects.bulk_create(Mail(voter_id=one, kind="invitation", state="sent") for one in few)
    with transaction.atomic():
        # That they are marked as having voted was said today.
        log.record("mailer", "mail-voted", count=0)
    turning_out.vote("committee", {"North": 40, "South": 12})
    setup = planned(load(election), EARLIER)
    send(election, replace(setup, mail=setup.mail._replace(rate=10**6)))
    reminded = [mail for mail in kept.mails if "you have not voted yet" in mail["Subject"]]
    assert len(reminded) == 5
    said = "Committee: between a third and a half of those who may vote have voted."
    for mail in reminded:
        assert said in mail.get_body(("plain",)).get_content()
