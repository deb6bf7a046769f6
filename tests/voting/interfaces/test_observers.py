"""Observers are sent the signed heads of the boards: daily, at the close, each of them once."""

from __future__ import annotations

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hustings.errors import InputError, NotVerified
from hustings.sealing.board import receipt
from hustings.voting.config.file import load
from hustings.voting.config.model import Setup
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO
from voting.interfaces.test_mails import MAIL, cast, send, sender
from voting.mailserver import Mailbox, mailbox

OBSERVERS = ("ada@observers.example.org", "bob@observers.example.org")
LONG_AGO = "2026-01-01T00:00:00Z"


@pytest.fixture
def box() -> Iterator[tuple[Mailbox, int]]:
    with mailbox() as found:
        yield found


def named(folder: Folder, port: int, *observers: str) -> Setup:
    """The election's mails leave through `port`, and it has observers."""
    path = Path(folder.toml)
    text = path.read_text("utf-8").partition("\n[mail]")[0].partition("\n[seal]")
    rest = path.read_text("utf-8")
    rest = rest[rest.index("\n[seal]") :]
    mail = MAIL.format(port).replace("rate =", f"observers = {list(observers)}\nrate =")
    path.write_text(f"{text[0]}{mail}{rest}", "utf-8")
    return load(folder)


def day_over() -> None:
    from hustings.voting.models import LogEntry

    LogEntry.objects.filter(act__in=("open", "turnout")).update(at=LONG_AGO)


def attached(mail: Any) -> tuple[str, bytes]:
    (one,) = mail.iter_attachments()
    return one.get_filename(), one.get_payload(decode=True)


def taken(kept: Mailbox) -> list[Any]:
    """The mails that have brought heads since this was asked last; words to voters are passed."""
    found = [mail for mail in kept.mails if mail["To"] in OBSERVERS]
    kept.mails.clear()
    return found


def test_heads_daily_and_at_the_close(
    election: Folder, box: tuple[Mailbox, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.sealing.board import chain
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import acts
    from hustings.voting.domain.turnout import disclosure
    from hustings.voting.models import Board

    # Three voters stand for thirty.
    monkeypatch.setattr(disclosure, "FEW", 1)
    kept, port = box
    eid = elections.opened(election)
    setup = named(election, port, *OBSERVERS)
    cast(election, "1")
    assert send(election, setup) == (0, 0, 0)
    day_over()
    send(election, setup)
    assert send(election, setup) == (0, 0, 0)
    mails = taken(kept)
    assert [mail["To"] for mail in mails] == list(OBSERVERS)
    posted = [
        chain.Posted(row.n, row.sealed_by, bytes(row.blob)) for row in Board.objects.order_by("n")
    ]
    first = chain.verify_board(eid, "committee", posted)
    name, content = attached(mails[0])
    assert name == "heads-0001.jsonl"
    heads = receipt.read_heads(content)
    empty = chain.first_head(eid, "wales")
    assert [one[:4] for one in heads] == [(eid, "committee", 1, first), (eid, "wales", 0, empty)]
    for one in heads:
        receipt.verify_signed(one, poll.manifest().server)
    assert attached(mails[1]) == (name, content)
    body = mails[0].get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert mails[0]["Subject"] == "Committee: heads of the boards, no. 1"
    assert mails[0].get_body(("html",)) is None
    for said in (
        f"Committee: 1 sealed ballot, head\n{first.hex()}\n",
        f"Wales: 0 sealed ballots, head\n{empty.hex()}\n",
        f"hustings verify election.zip --eid {eid.hex()} --head heads-0001.jsonl\n",
        "This is a practice election.",
    ):
        assert said in body
    cast(election, "2")
    assert send(election, setup) == (0, 0, 0)
    day_over()
    send(election, setup)
    assert [attached(mail)[0] for mail in taken(kept)] == ["heads-0002.jsonl"] * 2
    poll.close_poll(election, WHO)
    send(election, setup)
    mails = taken(kept)
    assert [mail["To"] for mail in mails] == list(OBSERVERS)
    name, content = attached(mails[0])
    assert (name, [one.n for one in receipt.read_heads(content)]) == ("heads-final.jsonl", [2, 0])
    assert mails[0]["Subject"] == "Committee: the last heads of the boards"
    assert send(election, setup) == (0, 0, 0)
    assert [act.act for act in acts() if "heads" in act.act] == [
        *("heads", "mail-heads", "heads", "mail-heads", "mail-heads"),
    ]


def test_an_observer_named_late_gets_the_last_heads_and_one_left_out_none(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    kept, port = box
    elections.opened(election)
    ada, bob = OBSERVERS
    setup = named(election, port, ada)
    day_over()
    assert send(election, setup) == (1, 0, 0)
    setup = named(election, port, ada, bob)
    assert send(election, setup) == (1, 0, 0)
    assert kept.receivers == [ada, bob]
    day_over()
    from hustings.voting.domain.mails import observers

    assert observers.announce(election, setup) == 2
    assert send(election, named(election, port, bob)) == (1, 0, 1)
    assert kept.receivers == [ada, bob, bob]


def test_a_voters_address_is_no_observers(election: Folder, box: tuple[Mailbox, int]) -> None:
    """A mail with heads is never taken for a voter's, though the voter observes."""
    kept, port = box
    elections.opened(election)
    setup = named(election, port, "una@example.org")
    day_over()
    send(election, setup)
    assert kept.receivers == ["una@example.org"]
    assert "/v/#" not in str(kept.mails[0])


def test_a_mailbox_that_is_not_there_is_shown_to_the_officer(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain.mails import outbox

    kept, port = box
    elections.opened(election)
    setup = named(election, port, *OBSERVERS)
    day_over()
    kept.refuses = {OBSERVERS[0]: "550 no such user"}
    assert send(election, setup) == (1, 1, 0)
    assert outbox.failures(10) == (
        outbox.Failure("", "", OBSERVERS[0], "heads", "550 no such user"),
    )


def test_the_page_shows_the_last_announced_heads_and_the_archive_has_all(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import announced, heads
    from hustings.voting.domain.results.counting import _published_heads

    _, port = box
    elections.opened(election)
    setup = named(election, port, *OBSERVERS)
    assert (announced(), heads(announced())) == ("", ())
    day_over()
    send(election, setup)
    cast(election, "1")
    assert announced() == "0001"
    assert [receipt.read_head(text.encode()).n for text in heads("0001")] == [0, 0]
    poll.close_poll(election, WHO)
    assert announced() == "final"
    assert [receipt.read_head(text.encode()).n for text in heads("final")] == [1, 0]
    assert sorted((one.contest, one.n) for one in _published_heads()) == [
        *(("committee", 0), ("committee", 1), ("wales", 0), ("wales", 0)),
    ]


def test_a_saved_file_is_what_verify_takes(tmp_path: Path) -> None:
    """A line for each contest; also with other ends of lines, as a mail program may leave it."""
    from sealing.whole import voted

    whole = voted()
    heads = [whole.head("nec"), whole.head("treasurer")]
    lines = [receipt.write_head(one) for one in heads]
    for data in (b"\n".join(lines), b"".join(line + b"\r\n" for line in lines)):
        assert list(receipt.read_heads(data)) == heads
    for bad in (b"", b"\n", lines[0] + b"\nmore"):
        with pytest.raises(InputError):
            receipt.read_heads(bad)
    other = heads[0]._replace(n=12)
    with pytest.raises(NotVerified):
        receipt.verify_signed(other, whole.proceedings.manifest.server)


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.soak)])
def test_a_sender_that_is_killed_misses_no_observer(
    pattern: Folder, tmp_path: Path, box: tuple[Mailbox, int], kills: int
) -> None:
    """Killed with -9 at any moment, while heads are signed too: each observer has each of them."""
    import shutil

    from django.db import connections

    from hustings.voting.domain.queries import documents
    from hustings.voting.models import Mail
    from voting.conftest import _point

    kept, port = box
    folder = Folder(str(tmp_path / "election"))
    shutil.copytree(pattern.path, folder.path)
    before = dict(connections.databases["default"])
    _point({**before, "NAME": folder.sqlite})
    addresses = [f"o{number}@example.org" for number in range(12)]
    try:
        elections.opened(folder)
        named(folder, port, *addresses)
        for number in range(kills):
            day_over()
            connections.close_all()
            with sender(folder) as process:
                assert process.stdout.readline() == "ready\n"
                time.sleep(number % 5 * 0.012)
                process.send_signal(signal.SIGKILL)
        time.sleep(0.6)
        with sender(folder) as process:
            assert process.wait(timeout=120) == 0
        signed = {name.split("/")[1] for name, _ in documents("observed/")}
        got = Counter((mail["To"], attached(mail)[0]) for mail in kept.mails)
        wanted = {(one, f"heads-{number}.jsonl") for one in addresses for number in signed}
        assert signed
        assert set(got) == wanted
        assert sum(got.values()) <= len(wanted) + kills
        assert len({mail["Message-ID"] for mail in kept.mails}) == len(wanted)
        assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    finally:
        connections.close_all()
        _point(before)


def test_two_senders_sign_and_queue_once(pattern: Folder, tmp_path: Path) -> None:
    """Two at the same time, as on two machines."""
    import shutil

    from django.db import connections

    from hustings.voting.domain.queries import acts
    from hustings.voting.models import Mail
    from voting.conftest import _point

    with mailbox() as (kept, port):
        folder = Folder(str(tmp_path / "election"))
        shutil.copytree(pattern.path, folder.path)
        before = dict(connections.databases["default"])
        _point({**before, "NAME": folder.sqlite})
        try:
            elections.opened(folder)
            named(folder, port, *OBSERVERS)
            day_over()
            connections.close_all()
            both: list[subprocess.Popen[str]] = [sender(folder, "60") for _ in range(2)]
            assert [process.wait(timeout=120) for process in both] == [0, 0]
            for process in both:
                process.stdout.close()
            assert sorted(kept.receivers) == list(OBSERVERS)
            assert Mail.objects.filter(kind="heads").count() == 2
            assert [act.act for act in acts() if "heads" in act.act] == ["heads", "mail-heads"]
        finally:
            connections.close_all()
            _point(before)


def test_an_extension_is_sent_with_the_heads_of_that_moment(
    election: Folder, box: tuple[Mailbox, int]
) -> None:
    from datetime import timedelta

    from hustings.sealing.extension import extensions
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import closing, statements

    kept, port = box
    elections.opened(election)
    setup = named(election, port, OBSERVERS[0])
    cast(election, "1")
    end = closing()
    assert end is not None
    poll.extend(election, end + timedelta(days=1), WHO, "storm")
    send(election, setup)
    (mail,) = taken(kept)
    files = {one.get_filename(): one.get_payload(decode=True) for one in mail.iter_attachments()}
    assert list(files) == ["heads-0001.jsonl", "statements.jsonl"]
    assert files["statements.jsonl"] == statements().encode()
    (made,) = extensions(poll.proceedings())
    assert (made.replaces, made.closes_at, made.reason) == (end, end + timedelta(days=1), "storm")
    heads = receipt.read_heads(files["heads-0001.jsonl"])
    assert {one.contest: (one.n, one.head) for one in heads} == dict(made.heads)
    assert [made.heads[one].lines for one in ("committee", "wales")] == [1, 0]
    assert "The poll has been extended." in mail.get_body(("plain",)).get_content()
