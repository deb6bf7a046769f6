"""Mails: who gets which, what they say, and that none is lost when the sender dies."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from hustings.errors import InputError
from hustings.sealing.voters import links as codes
from hustings.voting.config.model import Setup
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO, ballot, token
from voting.mailserver import Mailbox, mailbox

MAIL = """
[mail]
from = "votes@tea.example.org"
host = "127.0.0.1"
port = {}
security = "none"
rate = 100000

[texts]
help = "Write to office@tea.example.org."
"""


@pytest.fixture
def box() -> Iterator[tuple[Mailbox, int]]:
    with mailbox() as found:
        yield found


def opened(folder: Folder, port: int) -> Setup:
    """A poll that is open, in English and Welsh, whose mails leave through `port`; Una is Welsh."""
    from hustings.voting.config.file import load
    from hustings.voting.models import Voter

    elections.opened(folder)
    path = Path(folder.toml)
    text = path.read_text("utf-8").replace(
        'title = "Committee"\norganisation',
        'title = { en = "Committee", cy = "Pwyllgor" }\nlanguages = ["en", "cy"]\norganisation',
    )
    path.write_text(text.replace("\n[seal]", f"{MAIL.format(port)}\n[seal]", 1), "utf-8")
    Voter.objects.filter(member="1").update(language="cy")
    return load(folder)


def send(folder: Folder, setup: Setup) -> tuple[int, int, int]:
    from hustings.voting.interfaces.mails.sending import send_due

    return tuple(send_due(folder, setup, Event()))


def cast(folder: Folder, member: str) -> None:
    from hustings.voting.domain.casting.accept import accept

    accept(
        folder,
        elections.envelope("committee"),
        token(folder, member),
        ballot("committee", 1),
        "browser",
    )


def everything_stored() -> str:
    """All of the database and its log, in one text."""
    from django.apps import apps

    rows = []
    for model in apps.get_models():
        for row in model.objects.values():
            rows.append(
                repr({k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items()})
            )
    return "\n".join(rows)


def test_an_invitation_brings_each_voter_their_own_link(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.mails import mailing
    from hustings.voting.domain.mails.outbox import Fate, fates
    from hustings.voting.domain.voters import roll
    from hustings.voting.models import Link

    kept, port = box
    setup = opened(election, port)
    with pytest.raises(InputError, match="there would be 3 mails, not 2: nothing was queued"):
        mailing.queue("invitation", 2, setup, WHO)
    assert fates() == ()
    assert mailing.queue("invitation", 3, setup, WHO) == 3
    with pytest.raises(InputError, match="nobody has to be sent this invitation"):
        mailing.queue("invitation", 3, setup, WHO)
    assert send(election, setup) == (3, 0, 0)
    assert kept.receivers == ["una@example.org", "vic@example.org", "win@example.org"]
    assert fates() == (Fate("invitation", "sent", 3),)
    for member, mail in zip("123", kept.mails, strict=True):
        text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
        (found,) = re.findall(r"http://127\.0\.0\.1:8000/v/#(\w+)", text)
        assert Link.objects.get(
            token_hash=codes.token_hash(codes.read_code(found))
        ).voter == roll.find(member)
        assert f'href="http://127.0.0.1:8000/v/#{found}"' in html
        assert codes.code(codes.read_code(found)) in text
        stored = everything_stored()
        for secret in (found, codes.code(codes.read_code(found)), codes.read_code(found).hex()):
            assert secret not in stored
        assert repr(codes.read_code(found))[2:-1] not in stored
    assert [mail["Subject"] for mail in kept.mails] == [
        "Pwyllgor: eich dolen i bleidleisio",
        "Committee: your link to vote",
        "Committee: your link to vote",
    ]
    assert kept.mails[1].get_body(("plain",)).get_content().splitlines()[::2][:6] == [
        "This is a practice election. Nothing voted here counts.",
        "Dear Vic,",
        "Tea Club asks you to vote: Committee.",
        "You may vote in: Committee.",
        "Voting closes: noon on Wednesday 29 March 2090.",
        "This link is yours alone. Whoever has it can vote in your place, so do not pass it on:",
    ]
    assert "You may vote in: Committee; Wales" not in str(kept.mails[1])


def test_who_has_voted_is_reminded_no_more(election: Folder, box: tuple[Mailbox, int]) -> None:
    from hustings.voting.domain.mails import mailing
    from hustings.voting.models import LogEntry

    kept, port = box
    setup = opened(election, port)
    with pytest.raises(InputError, match="nobody has to be sent this reminder"):
        mailing.queue("reminder", 3, setup, WHO)
    mailing.queue("invitation", 3, setup, WHO)
    send(election, setup)
    cast(election, "1")
    with pytest.raises(InputError, match="there would be 2 mails, not 3"):
        mailing.queue("reminder", 3, setup, WHO)
    mailing.queue("reminder", 2, setup, WHO)
    cast(election, "2")
    kept.mails.clear()
    assert send(election, setup) == (1, 0, 1)
    assert kept.receivers == ["win@example.org"]
    with pytest.raises(InputError, match="the last reminders were queued at"):
        mailing.queue("reminder", 1, setup, WHO)
    for count in range(2):
        LogEntry.objects.update(at="2026-01-01T00:00:00Z")
        assert mailing.queue("reminder", 1, setup, WHO) == 1, count
        send(election, setup)
    LogEntry.objects.update(at="2026-01-01T00:00:00Z")
    with pytest.raises(InputError, match="nobody has to be sent this reminder"):
        mailing.queue("reminder", 1, setup, WHO)


def test_who_has_voted_hears_so_once_in_a_daily_sweep(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.models import LogEntry, Mail

    kept, port = box
    setup = opened(election, port)
    cast(election, "2")
    cast(election, "1")
    assert not Mail.objects.exists()
    assert send(election, setup) == (0, 0, 0)
    LogEntry.objects.filter(act="open").update(at="2026-01-01T00:00:00Z")
    assert send(election, setup) == (2, 0, 0)
    assert kept.receivers == ["una@example.org", "vic@example.org"]
    assert kept.mails[1]["Subject"] == "Committee: you are marked as having voted"
    assert "/v/#" not in str(kept.mails[1])
    cast(election, "3")
    assert send(election, setup) == (0, 0, 0)
    LogEntry.objects.filter(act="mail-voted").update(at="2026-01-01T00:00:00Z")
    assert send(election, setup) == (1, 0, 0)


def test_asking_again_is_answered_alike_and_brings_the_same_link(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.mails import selfservice
    from hustings.voting.models import Mail

    kept, port = box
    setup = opened(election, port)
    assert [selfservice.ask(text) for text in (" VIC@example.org", "nobody@example.org")] == [
        *(True, True)
    ]
    rows = Mail.objects.order_by("pk").values_list("voter", "to", "kind", "state")
    assert list(rows) == [
        (None, "vic@example.org", "again", "waiting"),
        (None, "nobody@example.org", "again", "waiting"),
    ]
    assert send(election, setup) == (1, 0, 1)
    assert kept.receivers == ["vic@example.org"]
    link = f"/v/#{codes.fragment(token(election, '2'))}"
    assert link in kept.mails[0].get_body(("plain",)).get_content()
    assert not selfservice.ask("vic@example.org")
    assert Mail.objects.get().to == "vic@example.org"
    Mail.objects.update(not_before="2026-01-01T00:00:00Z")
    assert selfservice.ask("vic@example.org")
    send(election, setup)
    assert len(kept.mails) == 2
    assert Mail.objects.order_by("pk").first().to == ""


def test_asking_twice_is_the_same_work_whoever_has_the_address(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from hustings.voting.domain.mails import selfservice

    setup = opened(election, box[1])

    def done(address: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            selfservice.ask(address)
        return [" ".join(query["sql"].split()[:3]) for query in queries.captured_queries]

    both = ("vic@example.org", "nobody@example.org")
    first = [done(one) for one in both]
    assert send(election, setup) == (1, 0, 1)
    # Of Vic's a mail is kept now, and of nobody's none; one is queued and one is not.
    second = [done(one) for one in both]
    assert first[0] == first[1] == second[0] == second[1]
    assert any(one.startswith("INSERT") for one in second[0])


@pytest.mark.parametrize("address", ["vic\0@example.org", "\0", "vic\ud800@example.org"])
def test_what_no_database_can_be_asked_for_is_nobodys_address(
    election: Folder, address: str
) -> None:
    from hustings.voting.domain.mails import selfservice

    assert selfservice.ask(address) is False


def test_one_address_gets_five_a_day(election: Folder) -> None:
    from django.db.models import F

    from hustings.voting.domain.mails import selfservice
    from hustings.voting.models import Mail

    asked = []
    for _ in range(6):
        asked.append(selfservice.ask("vic@example.org"))
        Mail.objects.update(not_before=F("not_before") - timedelta(minutes=11))
    assert asked == [True] * 5 + [False]


def test_a_mailbox_that_is_not_there_is_told_from_a_server_that_is_away(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.mails import mailing, outbox
    from hustings.voting.interfaces.mails.sending import ServerAway
    from hustings.voting.models import Mail

    kept, port = box
    setup = opened(election, port)
    mailing.queue("invitation", 3, setup, WHO)
    away = setup.mail._replace(port=1)
    from dataclasses import replace

    with pytest.raises(ServerAway, match="takes no mails"):
        send(election, replace(setup, mail=away))
    assert set(Mail.objects.values_list("state", "attempts")) == {("waiting", 0)}
    kept.refuses = {"una@example.org": "550 no such user", "vic@example.org": "451 later"}
    assert send(election, setup) == (1, 2, 0)
    assert outbox.failures(10) == (
        outbox.Failure("1", "Una", "una@example.org", "invitation", "550 no such user"),
    )
    waiting = Mail.objects.get(state="waiting")
    assert (waiting.voter.member, waiting.attempts, waiting.error) == ("2", 1, "451 later")
    kept.refuses = {}
    assert outbox.try_again(WHO) == 1
    assert send(election, setup) == (1, 0, 0)


def test_a_mail_is_one_senders_until_its_lease_is_over(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.mails import mailing, outbox, selfservice
    from hustings.voting.models import Mail

    setup = opened(election, box[1])
    mailing.queue("invitation", 3, setup, WHO)
    selfservice.ask("win@example.org")
    claimed = [outbox.claim() for _ in range(5)]
    assert [mail and (mail.kind, mail.attempts) for mail in claimed] == [
        *(("again", 1), ("invitation", 1), ("invitation", 1), ("invitation", 1), None),
    ]
    assert len({mail.id for mail in claimed if mail}) == 4
    late = claimed[2]
    Mail.objects.filter(pk=late.id).update(not_before="2026-01-01T00:00:00Z")
    other = outbox.claim()
    assert (other.id, other.attempts) == (late.id, 2)
    # Who held it before has no say any more.
    outbox.failed(late, "550 no", for_good=True)
    outbox.drop(late)
    assert Mail.objects.get(pk=late.id).state == "sending"
    outbox.sent(other)
    assert Mail.objects.get(pk=late.id).state == "sent"


SENDER = """
import sys
from datetime import timedelta
from threading import Event
from hustings.web.folder import Folder
from hustings.web.start import start
folder = Folder(sys.argv[1])
start(folder)
from hustings.voting.config.file import load
from hustings.voting.interfaces.mails.sending import send_due
setup = load(folder)
print("ready", flush=True)
send_due(folder, setup, Event(), lease=timedelta(seconds=float(sys.argv[2])))
"""


@pytest.mark.parametrize(
    ("kills", "voters"), [(4, 60), pytest.param(100, 1500, marks=pytest.mark.soak)]
)
def test_a_sender_that_is_killed_misses_nobody(
    crowded: tuple[Folder, Mailbox], kills: int, voters: int
) -> None:
    """Killed with -9 at any moment: each mail arrives, and one more at most for each kill."""
    from hustings.voting.config.file import load
    from hustings.voting.domain.mails import mailing

    folder, kept = crowded
    mailing.queue("invitation", voters, load(folder), WHO)
    killed(folder, kept, kills, voters)
    reached(kept, kills, voters)


@pytest.mark.parametrize(
    ("kills", "voters"), [(3, 45), pytest.param(100, 1500, marks=pytest.mark.soak)]
)
def test_a_planned_reminder_outlives_kills(
    crowded: tuple[Folder, Mailbox], kills: int, voters: int
) -> None:
    """Queued once, and nobody is missed; one more mail at most for each kill."""
    folder, kept = crowded
    due(folder, voters)
    killed(folder, kept, kills, voters)
    reached(kept, kills, voters)
    settled(folder, voters)


@pytest.mark.parametrize("voters", [20])
def test_a_planned_reminder_is_queued_by_one_of_several_senders(
    crowded: tuple[Folder, Mailbox], voters: int
) -> None:
    folder, kept = crowded
    due(folder, voters)
    with sender(folder, "60") as one, sender(folder, "60") as other:
        assert [process.wait(timeout=300) for process in (one, other)] == [0, 0]
    reached(kept, 0, voters)
    settled(folder, voters)


def due(folder: Folder, voters: int) -> None:
    """Everybody was invited, and a reminder is due that was planned."""
    from hustings.voting.config.file import load
    from hustings.voting.domain.mails import mailing
    from hustings.voting.models import LogEntry, Mail

    mailing.queue("invitation", voters, load(folder), WHO)
    Mail.objects.update(state="sent")
    LogEntry.objects.filter(act="open").update(at="2026-01-01T00:00:00Z")
    path = Path(folder.toml)
    text = path.read_text("utf-8")
    planned = "rate = 100000\nreminders = [2026-01-10T09:00:00Z]\n"
    path.write_text(text.replace("rate = 100000\n", planned), "utf-8")


def settled(folder: Folder, voters: int) -> None:
    """The reminder of `due` went to everybody, by one entry of the log."""
    from hustings.voting.config.file import load
    from hustings.voting.domain.mails import reminding
    from hustings.voting.models import Mail

    (sent,) = reminding.rounds(load(folder))
    assert (sent.who, sent.act, sent.mails) == ("mailer", "mail", voters)
    assert Mail.objects.filter(kind="reminder").count() == voters


@pytest.fixture
def crowded(
    request: pytest.FixtureRequest, pattern: Folder, tmp_path: Path, box: tuple[Mailbox, int]
) -> Iterator[tuple[Folder, Mailbox]]:
    """An election of `voters` that is open, on SQLite, whose mails are kept."""
    import shutil

    from django.db import connections

    from hustings.voting.domain import poll
    from hustings.voting.domain.voters import roll
    from voting.conftest import _point

    voters = request.getfixturevalue("voters")
    kept, port = box
    folder = Folder(str(tmp_path / "election"))
    shutil.copytree(pattern.path, folder.path)
    before = dict(connections.databases["default"])
    _point({**before, "NAME": folder.sqlite})
    try:
        made = elections.setup(folder)
        lines = [
            roll.Line(str(n), "", f"v{n}@example.org", "", "", (("region", ""),))
            for n in range(1, voters)
        ]
        lines.append(roll.Line("0", "", "v0@example.org", "", "", (("region", "Wales"),)))
        roll.apply(roll.compare(lines), made, WHO, file="roll.csv", refused=0)
        poll.freeze(folder, made, tuple(key.public for key in elections.officer_keys()), WHO)
        poll.open_poll(WHO)
        path = Path(folder.toml)
        text = path.read_text("utf-8")
        path.write_text(text.replace("\n[seal]", f"{MAIL.format(port)}\n[seal]", 1), "utf-8")
        yield folder, kept
    finally:
        connections.close_all()
        _point(before)


def killed(folder: Folder, kept: Mailbox, kills: int, voters: int) -> None:
    """Senders, each killed after some of the mails; then one that is not."""
    draw = random.Random(20)
    for _ in range(kills):
        with sender(folder) as process:
            assert process.stdout.readline() == "ready\n"
            had = len(kept.mails)
            deadline = time.monotonic() + 20
            while len(kept.mails) < min(had + draw.randint(1, voters // kills // 2), voters):
                assert time.monotonic() < deadline
                time.sleep(0.002)
            time.sleep(draw.random() * 0.02)
            process.send_signal(signal.SIGKILL)
    time.sleep(1.0)
    with sender(folder) as process:
        assert process.wait(timeout=300) == 0


def reached(kept: Mailbox, kills: int, voters: int) -> None:
    """Everybody has had their mail, and at most one had it twice for each kill."""
    from hustings.voting.models import Mail

    counts = Counter(kept.receivers)
    assert set(counts) == {f"v{n}@example.org" for n in range(voters)}
    assert sum(counts.values()) <= voters + kills
    assert len({mail["Message-ID"] for mail in kept.mails}) == voters
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}


def sender(folder: Folder, lease: str = "0.5") -> subprocess.Popen[str]:
    """A sender; `lease` in seconds."""
    return subprocess.Popen(
        [sys.executable, "-c", SENDER, folder.path, lease],
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
