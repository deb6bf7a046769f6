"""What is personal goes when it falls due: nothing of the roll is left, anywhere, but candidates.

The search looks at every column of every table, at every file of the election's folder, unpacked
where it is packed, and at the very bytes of the database's files.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from hustings.election.nominations.model import Threshold
from hustings.errors import InputError, NotVerified
from hustings.voting.config.file import load
from hustings.voting.config.model import Nominations, Setup
from hustings.web.folder import Folder
from voting import elections
from voting.domain.results.test_count import ON_SQLITE, TOML, WHO, counted, held

# Of a voter everything begins with this, so that a search finds whatever is left.
MARK = "Quixwop"
# A candidate who is on the roll too.
ANN = "Ann"


def voters() -> list[Any]:
    from hustings.voting.domain.voters import roll

    lines = [
        roll.Line(
            *(f"{MARK}-{n}", f"{MARK}name Number{n}", f"{MARK}.{n}@example.org".lower()),
            *("", "North", ()),  # areas stand in the turnout, which names nobody
        )
        for n in range(1, 12)
    ]
    return [*lines, roll.Line(f"{MARK}-ann", ANN, f"{MARK}.ann@example.org".lower(), "", "", ())]


def needles() -> set[bytes]:
    """Whatever no file and no table may hold: every value of the roll that is a person's."""
    found = {text.encode() for line in voters() for text in (line.member, line.name, line.email)}
    found |= {f"{MARK}-late".encode(), f"{MARK}.typed@example.org".lower().encode()}
    return (found | {MARK.encode(), MARK.lower().encode()}) - {ANN.encode()}


def held_long(folder: Folder) -> Setup:
    """An election in which everything happened that leaves something personal behind."""
    from hustings.sealing.ballots import envelope as sealing
    from hustings.sealing.ballots import payload
    from hustings.sealing.board.chain import BROWSER
    from hustings.voting.domain import late, poll
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.domain.mails import mailing, outbox, selfservice
    from hustings.voting.domain.office import officers
    from hustings.voting.domain.results import counting
    from hustings.voting.domain.voters import links, roll

    text = TOML.replace("SETTING", "").replace("DECOYS", "").replace("TIES", "")
    Path(folder.toml).write_text(text, encoding="utf-8")
    setup = load(folder)
    officers.create(WHO, "kettle on the hob at four")
    roll.apply(roll.compare(voters()), setup, WHO, file=f"{MARK}.csv", refused=0)
    nominate(folder, setup)
    poll.freeze(folder, setup, tuple(one.key.public for one in held(club=True)), WHO)
    poll.open_poll(WHO)
    mailing.queue(outbox.INVITATION, len(voters()), setup, WHO)
    first = voters()[0]
    mailing.send_again(first.member, setup, WHO)
    selfservice.ask(f"{MARK}.typed@example.org".lower())
    links.reissue(folder, first.member, WHO, f"{MARK}name Number1 lost it")
    roll.readdress(voters()[1].member, f"{MARK}.new@example.org".lower(), WHO, "Moved")
    added = roll.Line(
        f"{MARK}-late", f"{MARK} Late", f"{MARK}.late@example.org".lower(), "", "", ()
    )
    late.admit(folder, setup, added, WHO, f"{MARK} Late had paid")
    roll.revoke(voters()[2].member, "chair", WHO, "Twice on it")
    wrapped = elections.envelope("committee")
    for n, ranking in enumerate([(1, 2)] * 5 + [(3,)] * 3, 1):
        blob = sealing.seal(payload.vote(ranking), wrapped)
        token = links.token(folder, roll.find(f"{MARK}-{n}"))
        assert accept(folder, wrapped, token, blob, BROWSER)
    poll.close_poll(folder, WHO)
    for name, content in (
        ("incoming/0123", f"member\n{MARK}-1\n"),
        ("journals/1.json.journal", "{}"),
        ("counting.log", f"{MARK}\n"),
        ("roll.csv", "".join(f"{line.member},{line.email}\n" for line in voters())),
        ("notes.txt", "Tea at four.\n"),
    ):
        path = Path(folder.file(name))
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    counted(folder, setup)
    counting.publish(folder, WHO)
    return setup


def nominate(folder: Folder, setup: Setup) -> None:
    """Members nominate somebody who accepts, is corrected and withdraws."""
    from hustings.voting.domain.nominations import consent, deciding, mails
    from hustings.voting.domain.nominations import nominating as nominations
    from hustings.voting.models import Nominator, Nominee

    later = datetime.now(UTC) + timedelta(days=1)
    rules = Nominations(
        *(later - timedelta(days=2), later, True, 2, Threshold(1), True, 9, False, later, later)
    )
    made = replace(
        setup,
        nominations=rules,
        contests=tuple(replace(one, nominated=True) for one in setup.contests),
    )
    mails.invite(folder, made, len(voters()), WHO)
    written = nominations.Written(f"{MARK} Nominee", f"{MARK}.nominee@example.org".lower())
    choice = nominations.Choice("committee", (), (written,))
    nominations.nominate(folder, made, Nominator.objects.all()[0], [choice], "en")
    nominee = Nominee.objects.get()
    consent.accept(nominee, made, {"en": f"{MARK} asks"}, MARK)
    deciding.correct(folder, nominee.pk, f"{MARK} N", nominee.email, WHO, f"{MARK}'s wish")
    deciding.decide(nominee.pk, False, WHO, f"{MARK} may not")
    consent.withdraw(nominee, made)


def in_tables() -> dict[str, set[str]]:
    """Which columns hold something of the roll."""
    from django.db import connection

    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if holds(as_bytes(value)):
                        found.setdefault(table, set()).add(name)
    return found


def as_bytes(value: object) -> bytes:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value)
    return json.dumps(value, ensure_ascii=False, default=str).encode()


def holds(content: bytes) -> bool:
    return any(needle in content for needle in needles())


def in_files(folder: Folder) -> set[str]:
    """Which files hold something of the roll, as they lie there or unpacked."""
    found = set()
    for path in Path(folder.path).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            packed = []
            if path.suffix == ".zip":
                with ZipFile(io.BytesIO(content)) as archive:
                    packed = [archive.read(name) for name in archive.namelist()]
            if any(map(holds, (content, path.name.encode(), *packed))):
                found.add(path.relative_to(folder.path).as_posix())
    return found


def in_cluster(folder: str) -> set[str]:
    """Which files of the database's tables hold something of the roll, as PostgreSQL left them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (number,) = cursor.fetchone()
    places = Path(folder, "data", "base", str(number)).iterdir()
    return {path.name for path in places if path.is_file() and holds(path.read_bytes())}


def test_nothing_personal_is_left_but_candidates(
    election: Folder, request: pytest.FixtureRequest
) -> None:
    from django.db import connection

    from hustings.voting.domain import retention
    from hustings.voting.domain.mails import selfservice
    from hustings.voting.domain.office import log
    from hustings.voting.domain.queries import acts
    from hustings.voting.domain.results import counting
    from hustings.voting.models import (
        Document,
        Entitlement,
        Link,
        Mail,
        Nomination,
        NominationLink,
        Nominator,
        Nominee,
        Voter,
    )

    setup = held_long(election)
    before = in_tables()
    assert before == {
        "nominator": {"name", "contact", "member"},
        "nominee": {"name", "folded", "email", "slate", "statement", "reason"},
        "voter": {"member", "name", "email"},
        "outbox": {"to"},
        "log": {"details"},
    }
    assert in_files(election) >= {"incoming/0123", "counting.log", "roll.csv"}
    if connection.vendor == "postgresql":
        assert in_cluster(request.getfixturevalue("cluster").folder)
    archive = Path(election.path, "published", "election.zip").read_bytes()
    heads = {one.n: one for one in acts()}
    head = log.verify()
    counts = {
        model._meta.db_table: model.objects.count()
        for model in (
            *(Mail, Link, Entitlement, Voter),
            *(Nomination, NominationLink, Nominee, Nominator),
        )
    }
    assert min(counts.values()) > 0
    plan = retention.plan(election, setup)
    assert [one.name for one in plan.strange] == ["notes.txt", "roll.csv"]
    assert [one.addresses for one in plan.strange] == [0, len(voters()) - 1]
    certificate = retention.forget(*(election, setup, (retention.ROLL,), WHO), also=("roll.csv",))

    # The search: every column of every table, every file, and every byte of the database's own.
    assert in_tables() == {}
    assert in_files(election) == set()
    if connection.vendor == "postgresql":
        assert in_cluster(request.getfixturevalue("cluster").folder) == set()
    # Nor does anybody leave an address who asks for a link to what is over.
    assert selfservice.ask(f"{MARK}.typed@example.org".lower()) is False
    assert Mail.objects.count() == 0
    # What stays: what was published, candidates among it, and the log, every entry in its place.
    assert Path(election.path, "published", "election.zip").read_bytes() == archive
    results = counting.results()
    assert results is not None
    assert results.contests[0].elected[0] == ANN
    now = {one.n: one for one in acts()}
    changed = [n for n, one in heads.items() if now[n] != one]
    assert changed == certificate["log_entries"]
    assert {now[n].act for n in changed} == {
        "roll", "mail-again", "link-reissue", "roll-address", "roll-add", "roll-revoke",
        *(f"nomination-{act}" for act in ("made", "accept", "correct", "decide", "withdraw")),
    }  # fmt: skip
    assert all(now[n]._replace(details="") == heads[n]._replace(details="") for n in changed)
    # The certificate says what went, in numbers, and how the log stood.
    assert certificate["rows"] == counts
    assert [one["name"] for one in certificate["files"]] == [
        "counting.log", "incoming/0123", "journals/1.json.journal",
        "keys/link.key", "keys/nomination.key",
    ]  # fmt: skip
    assert not any(Path(election.path, one["name"]).exists() for one in certificate["files"])
    assert certificate["also"] == ["roll.csv"]
    assert certificate["left"] == [{"name": "notes.txt", "addresses": 0}]
    assert certificate["turnout"] == [
        {"contest": "chair", "entitled": 12, "voted": 0},
        {"contest": "committee", "entitled": 13, "voted": 8},
    ]
    assert certificate["log"] == {
        "entries": len(now),
        "before": head.hex(),
        "head": log.verify().hex(),
    }
    assert certificate["by"] == WHO
    assert any(one.startswith(f"{WHO}: every copy of the key M1") for one in certificate["by_hand"])
    place = Path(election.path, "certificates")
    assert json.loads((place / "certificate-1.json").read_text("utf-8")) == certificate
    text = (place / "certificate-1.txt").read_text("utf-8")
    assert f"  voter: {counts['voter']} rows (the roll)\n" in text
    assert "  committee: 8 of 13 had voted\n" in text
    assert Document.objects.filter(name="certificate/0001").count() == 1


@ON_SQLITE
def test_every_table_has_its_place(election: Folder) -> None:
    """A table that a new version brings is decided on here, or nobody deletes what is in it."""
    from hustings.voting.domain import retention

    assert set(retention.tables()) == set(retention.TABLES)


@ON_SQLITE
def test_what_falls_due_when(election: Folder) -> None:
    from hustings.voting.domain import retention

    setup = held_long(election)
    today = datetime.now(UTC).date()
    plan = retention.plan(election, setup)
    assert [(one.name, one.due, one.done) for one in plan.stages] == [
        ("mails", today + timedelta(days=30), False),
        ("roll", today + timedelta(days=180), False),
    ]
    assert plan.falls_due(today) == ()
    assert plan.falls_due(today + timedelta(days=30)) == ("mails",)
    assert plan.falls_due(today + timedelta(days=180)) == ("mails", "roll")
    later = today + timedelta(days=31)
    first = retention.forget(election, setup, ("mails",), WHO, today=later)
    assert (list(first["rows"]), first["stages"][0]["early"]) == (["outbox"], False)
    assert retention.plan(election, setup).falls_due(later) == ()
    assert "voter" in in_tables()
    second = retention.forget(election, setup, ("roll",), WHO, today=later)
    assert (second["number"], [one["early"] for one in second["stages"]]) == (2, [False, True])
    plan = retention.plan(election, setup)
    assert [one.done for one in plan.stages] == [True, True]
    assert plan.falls_due(date(2100, 1, 1)) == ()
    # A run that was killed before it had deleted every file is made up for by the next.
    Path(election.file("counting.log")).write_text(MARK)
    certificates = Path(election.path, "certificates")
    (certificates / "certificate-2.txt").unlink()
    assert retention.plan(election, setup).falls_due(date(2100, 1, 1)) == ("roll",)
    retention.forget(election, setup, ("roll",), WHO)
    assert not Path(election.file("counting.log")).exists()
    assert sorted(path.name for path in certificates.iterdir()) == [
        f"certificate-{n}.{suffix}" for n in (1, 2, 3) for suffix in ("json", "txt")
    ]


@ON_SQLITE
def test_details_are_deleted_only_where_the_log_says_so(election: Folder) -> None:
    from hustings.voting.domain import retention
    from hustings.voting.domain.office import log
    from hustings.voting.models import LogEntry

    setup = held_long(election)
    LogEntry.objects.filter(act="open").update(details=log.DELETED)
    with pytest.raises(NotVerified, match="of the log is not what was written"):
        retention.forget(election, setup, ("roll",), WHO)
    LogEntry.objects.filter(act="open").update(details="{}")
    certificate = retention.forget(election, setup, ("roll",), WHO)
    log.verify()
    LogEntry.objects.filter(n=certificate["log_entries"][0]).update(head=b"\1" * 32)
    with pytest.raises(NotVerified):
        log.verify()


@ON_SQLITE
def test_nothing_goes_before_the_results_are_published(election: Folder) -> None:
    from hustings.voting.domain import retention
    from hustings.voting.models import Voter

    elections.opened(election)
    setup = load(election)
    assert [one.due for one in retention.plan(election, setup).stages] == [None, None]
    with pytest.raises(InputError, match="the election is open; nothing is deleted before"):
        retention.forget(election, setup, ("roll",), WHO)
    assert Voter.objects.count() == 3
    with pytest.raises(InputError, match="nothing falls due"):
        retention.forget(election, setup, (), WHO)
    with pytest.raises(InputError, match="is no file in the election's folder that this program"):
        retention.forget(election, setup, ("roll",), WHO, also=("keys/server.key",))
