"""What is personal goes when it falls due: nobody of the roll or of nominations is left anywhere.

But candidates, as they were published.

The search looks at every column of every table, at every file of the election's folder, unpacked
where it is packed, and at the very bytes of the database's files.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from hustings.errors import InputError, NotVerified
from hustings.voting.config.file import load
from hustings.voting.config.model import Setup
from hustings.web.folder import Folder
from voting import elections, nominations
from voting.domain.results.test_count import ON_SQLITE, TOML, WHO, counted, held

# Of everybody all begins with this, so that a search finds whatever is left.
MARK = "Quixwop"
# A candidate who is on the roll too; two who were nominated.
ANN, NAN, NED = "Ann", "Nan Pugh", "Ned Rees"
BODIES = (f"{MARK}Branch", f"{MARK}Union")
# Nominated, and not on the ballot: too few nominate the last two.
DECLINED, WITHDRAWN, INVALID, SILENT, WRONG = (
    f"{MARK} {name}" for name in ("Declined", "Withdrawn", "Invalid", "Silent", "Misspelt")
)
NOMINATIONS = """
[nominations]
opens = 2019-01-01T09:00:00
closes = CLOSES
most = 9
by = "BY"
THRESHOLD
tally = true
changes = true
photographs = true

[[contests]]
id = "secretary"
title = "Secretary"
seats = 1
rules = "irv"
candidates = "nominated"
"""
DAYS = {"2020-02-01T09:00:00": "2020-03-15T09:00:00", "2090-02-01T09:00:00": "2090-02-15T09:00:00"}


def voters() -> list[Any]:
    from hustings.voting.domain.voters import roll

    def line(name: str, shown: str, area: str, email: bool = True, *address: str) -> Any:
        to = f"{MARK}.{name}@example.org".lower() if email else ""
        return roll.Line(f"{MARK}-{name}", shown, to, "", area, (), *address)

    lines = [line(str(n), f"{MARK}name Number{n}", "North") for n in range(1, 12)]
    paper = (f"1 {MARK} Road\nBirmingham", f"{MARK[:2]}1 1AA")
    return [*lines, line("ann", ANN, ""), line("paper", f"{MARK} Paper", "North", False, *paper)]


def needles() -> set[bytes]:
    """Whatever no file and no table may hold: every value of the roll that is a person's."""
    found = {
        text.encode()
        for line in voters()
        for text in (line.member, line.name, line.email, line.postcode)
        if text
    }
    found |= {f"{MARK}-late".encode(), f"{MARK}.typed@example.org".lower().encode()}
    # Candidates' addresses; of members who nominate, and of bodies, everything has the mark.
    found |= {b"nan.pugh@example.org", b"ned.rees@example.org"}
    return (found | {MARK.encode(), MARK.lower().encode()}) - {ANN.encode()}


def written(folder: Folder, by: str, closes: str) -> Setup:
    """The election, in which nominations close at a time."""
    text = TOML.replace("SETTING", "").replace("DECOYS", "").replace("TIES", "")
    threshold = "threshold = 2" if by == "bodies" else ""
    more = NOMINATIONS.replace("CLOSES", closes).replace("BY", by).replace("THRESHOLD", threshold)
    text = text.replace("2020-03-15T09:00:00", DAYS[closes]) + more
    Path(folder.toml).write_text(text, encoding="utf-8")
    return load(folder)


def nominated(folder: Folder, by: str) -> Setup:
    """Nominations with everything that somebody can do in them, closed and adopted."""
    from hustings.voting.domain.nominations import consent, deciding, links, mails, photographs
    from hustings.voting.models import Nominator

    setup = written(folder, by, "2090-02-01T09:00:00")
    if by == "bodies":
        first, second = nominations.bodies(setup, *BODIES)
    mails.invite(folder, setup, 2 if by == "bodies" else len(voters()) - 1, WHO)
    if by == "members":
        first, second, *_ = Nominator.objects.order_by("pk")

    def choice(*written: str, listed: Sequence[str] = ()) -> Any:
        return nominations.choice("secretary", *written, listed=listed)

    nominations.nominate(
        *(folder, setup, first),
        choice(NAN, DECLINED, WITHDRAWN, INVALID, WRONG),
    )
    listed = [NAN, WITHDRAWN, INVALID]
    nominations.nominate(folder, setup, second, choice(NED, SILENT, listed=listed))
    assert setup.nominations
    nominee = {name: nominations.find("secretary", name) for name in (DECLINED, WITHDRAWN, WRONG)}
    consent.decline(nominee[DECLINED], setup)
    deciding.correct(
        *(folder, nominee[WRONG].pk, NED.replace("Ned", f"{MARK} Ted")),
        *(f"{MARK}.ted@example.org".lower(), WHO, f"{MARK} has moved"),
    )
    mails.again(folder, first, WHO, revoke=f"{MARK} lost it")
    mails.again(folder, nominee[WITHDRAWN], WHO)
    links.token(folder, nominee[WITHDRAWN])
    # Ned is nominated by the other, too, as soon as he is listed.
    nominations.nominate(
        *(folder, setup, first),
        choice(listed=[NAN, NED, DECLINED, WITHDRAWN, INVALID, f"{MARK} Ted Rees"]),
    )
    nominations.accepted(setup, NAN, NED, WITHDRAWN, INVALID, contest="secretary")
    described = {"en": f"{MARK} in a hat"}
    for name in (NAN, WITHDRAWN, INVALID):
        photographs.keep(nominations.find("secretary", name), MARK.encode(), described)
    deciding.take_photograph_away(
        nominations.find("secretary", INVALID).pk, WHO, f"{MARK} Somebody else"
    )
    deciding.decide(
        nominations.find("secretary", INVALID).pk, False, WHO, f"{MARK} Invalid pays nothing"
    )
    deciding.merge(nominee[WRONG].pk, nominee[DECLINED].pk, WHO, f"{MARK} is one")
    later = datetime.now(UTC) + timedelta(days=1)
    setup = written(folder, by, "2020-02-01T09:00:00")
    assert setup.nominations
    deciding.close(setup, WHO)
    assert deciding.adopt(folder, setup, WHO)["secretary"] == (NAN, NED, WITHDRAWN)
    rules = setup.nominations._replace(withdraw_by=later)
    consent.withdraw(nominee[WITHDRAWN], replace(setup, nominations=rules))
    assert deciding.adopt(folder, setup, WHO)["secretary"] == (NAN, NED)
    return load(folder)


def held_long(folder: Folder, by: str = "bodies") -> Setup:
    """An election in which everything happened that leaves something personal behind.

    Args:
        by: who nominates in it, "bodies" or "members".
    """
    from django.db import transaction

    from hustings.sealing.ballots import envelope as sealing
    from hustings.sealing.ballots import payload
    from hustings.sealing.board.chain import BROWSER
    from hustings.voting.domain import late, poll
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.domain.mails import letters, mailing, outbox, selfservice
    from hustings.voting.domain.office import log, officers
    from hustings.voting.domain.results import counting
    from hustings.voting.domain.voters import links, roll

    setup = written(folder, by, "2090-02-01T09:00:00")
    officers.create(WHO, "kettle on the hob at four")
    roll.apply(roll.compare(voters()), setup, WHO, file=f"{MARK}.csv", refused=0)
    setup = nominated(folder, by)
    poll.freeze(folder, setup, tuple(one.key.public for one in held(club=True)), WHO)
    poll.open_poll(WHO)
    mailing.queue(outbox.INVITATION, len(voters()) - 1, setup, WHO)
    letters.printed(letters.to_print(folder, setup, only_new=True), WHO)
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
    with transaction.atomic():
        # As it is written where another body makes the links.
        log.record(WHO, "links", taken=1, reissued=[f"{MARK}-4"], without=0)
    poll.close_poll(folder, WHO)
    for name, content in (
        ("incoming/0123", f"member\n{MARK}-1\n"),
        ("journals/1.json.journal", "{}"),
        ("procession/contests/committee/lists/M1.raw", f"{MARK}\n"),
        ("counting.log", f"{MARK}\n"),
        ("roll.csv", "".join(f"{line.member},{line.email}\n" for line in voters())),
        ("bodies.csv", f"name,contact\n{BODIES[0]},{BODIES[0].lower()}@example.org\n"),
        ("paper.csv", f'no,address\n1,"1 {MARK} Road, Birmingham"\n'),
        ("letters.pdf", f"%PDF-1.7\n\0{MARK}"),
        ("notes.txt", "Tea at four.\n"),
    ):
        path = Path(folder.file(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    counted(folder, setup)
    counting.publish(folder, WHO)
    return setup


def going() -> tuple[Any, ...]:
    """The tables of which every row goes."""
    from hustings.voting import models

    return (
        *(models.Mail, models.Link, models.Entitlement, models.Voter, models.NominationLink),
        *(models.Nomination, models.Photograph, models.Nominee, models.Nominator),
    )


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


@pytest.mark.parametrize(
    ("election", "by"),
    [("sqlite", "bodies"), ("sqlite", "members"), ("postgresql", "bodies")],
    indirect=["election"],
)
def test_nothing_personal_is_left_but_candidates(
    election: Folder, by: str, request: pytest.FixtureRequest
) -> None:
    from django.db import connection

    from hustings.voting.domain import retention
    from hustings.voting.domain.mails import selfservice
    from hustings.voting.domain.office import log
    from hustings.voting.domain.queries import acts
    from hustings.voting.domain.results import counting
    from hustings.voting.models import Document

    setup = held_long(election, by)
    before = in_tables()
    assert before == {
        "voter": {"member", "name", "email", "address", "postcode"},
        "outbox": {"to"},
        "log": {"details"},
        "nominator": {"name", "contact"} | ({"member"} if by == "members" else set()),
        "nominee": {"name", "folded", "email", "statement", "reason"},
        "photograph": {"content", "texts", "reason"},
    }
    strange = {"bodies.csv", "letters.pdf", "paper.csv", "roll.csv"}
    gone = [
        *("counting.json", "counting.log", "incoming/0123", "journals/1.json.journal"),
        *("keys/link.key", "keys/nomination.key", "procession/contests/committee/lists/M1.raw"),
    ]
    assert in_files(election) >= strange | {"incoming/0123", "counting.log", gone[-1]}
    if connection.vendor == "postgresql":
        assert in_cluster(request.getfixturevalue("cluster").folder)
    archive = Path(election.path, "published", "election.zip").read_bytes()
    heads = {one.n: one for one in acts()}
    head = log.verify()
    counts = {model._meta.db_table: model.objects.count() for model in going()}
    assert min(counts.values()) > 1
    plan = retention.plan(election, setup)
    assert {one.name: one.addresses for one in plan.strange} == {
        "bodies.csv": 1 if by == "bodies" else 0,
        "letters.pdf": None,
        "notes.txt": 0,
        "paper.csv": 1,
        # One has no e-mail address, and one another by now; a member's first is kept, too.
        "roll.csv": len(voters()) - (2 if by == "bodies" else 1),
    }
    certificate = retention.forget(
        *(election, setup, (retention.ROLL,), WHO), also=tuple(sorted(strange))
    )

    # The search: every column of every table, every file, and every byte of the database's own.
    assert in_tables() == {}
    assert in_files(election) == set()
    if connection.vendor == "postgresql":
        assert in_cluster(request.getfixturevalue("cluster").folder) == set()
    # Nor does anybody leave an address who asks for a link to what is over.
    assert selfservice.ask(f"{MARK}.typed@example.org".lower()) is False
    assert not any(model.objects.exists() for model in going())
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
        "nominate", "nominations-adopt", "nomination-accept", "nomination-decline",
        "nomination-withdraw", "nomination-decide", "nomination-correct", "nomination-mail",
        "nomination-relink", "nomination-merge", "photograph-remove", "links",
        *(["bodies"] if by == "bodies" else []),
    }  # fmt: skip
    assert all(now[n]._replace(details="") == heads[n]._replace(details="") for n in changed)
    # The certificate says what went, in numbers, and how the log stood.
    assert certificate["rows"] == counts
    assert [one["name"] for one in certificate["files"]] == gone[1:]
    assert not any(Path(election.path, one["name"]).exists() for one in certificate["files"])
    assert certificate["also"] == sorted(strange)
    assert not any(Path(election.path, name).exists() for name in ("incoming", "procession"))
    assert certificate["left"] == [{"name": "notes.txt", "addresses": 0}]
    assert certificate["turnout"] == [
        {"contest": "chair", "entitled": 13, "voted": 0},
        {"contest": "committee", "entitled": 14, "voted": 8},
        {"contest": "secretary", "entitled": 14, "voted": 0},
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
    assert f"  voter: {counts['voter']} rows (the roll, postal addresses with it)\n" in text
    assert "  committee: 8 of 14 had voted\n" in text
    assert "  Whoever printed letters: the PDF, and paper that was not sent." in text
    assert "  Whoever looked after nominations: lists of bodies with their contacts" in text
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
def test_folders_and_links_that_somebody_has_put_there_go_too(
    election: Folder, tmp_path: Path
) -> None:
    from hustings.voting.domain import retention

    setup = held_long(election)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "kept").write_text(MARK)
    for name in ("incoming/2027/roll.csv", "procession/contests/chair/lists/M1.bin"):
        path = Path(election.file(name))
        path.parent.mkdir(parents=True)
        path.write_text(MARK)
    Path(election.file("journals"), "link").symlink_to(tmp_path / "other")
    certificate = retention.forget(election, setup, (retention.ROLL,), WHO)
    assert {
        "incoming/2027/roll.csv",
        "journals/link",
        "procession/contests/chair/lists/M1.bin",
    } <= {one["name"] for one in certificate["files"]}
    for name in ("incoming", "journals", "procession"):
        assert not Path(election.file(name)).exists()
    assert (tmp_path / "other" / "kept").exists()


@ON_SQLITE
def test_a_file_that_is_named_twice_or_gone_by_now_stops_nothing(
    election: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.voting.domain import retention

    setup = held_long(election)
    made = retention.plan(election, setup)
    # As another officer's deletion would, between the plan and the deed.
    monkeypatch.setattr(retention, "plan", lambda *_: made)
    gone = Path(election.file("counting.log"))
    gone.unlink()
    also = ("roll.csv", "roll.csv")
    certificate = retention.forget(election, setup, (retention.ROLL,), WHO, also=also)
    assert certificate["also"] == ["roll.csv"]
    assert not Path(election.file("roll.csv")).exists()
    written = Path(election.file("certificates"), "certificate-1.json")
    assert json.loads(written.read_text()) == certificate


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
    numbers = certificate["log_entries"]
    last = next(n for n in numbers if n + 1 not in numbers)
    LogEntry.objects.filter(n=last).update(head=b"\1" * 32)
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
