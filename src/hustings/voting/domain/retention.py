"""What is kept of an election for how long, and its deletion once that falls due.

Knows every table and which files hold what is personal; what deleting leaves behind: a certificate,
and an entry of the log. Must not know how it is asked for. Copies elsewhere (backups, a mail
server's logs, keys that holders keep) are out of reach: the certificate says whose they are.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Count, Q

from hustings.errors import InputError
from hustings.inputs.text import shown
from hustings.sealing.manifest import Role, Setting
from hustings.voting.config import nominated
from hustings.voting.config.model import Setup, said
from hustings.voting.domain import forgetting, poll
from hustings.voting.domain.office import log
from hustings.voting.domain.queries import documents
from hustings.voting.domain.results import counting, procession
from hustings.voting.models import Document, Entitlement, Nominator, Nominee, Poll, Voter
from hustings.web.folder import Folder

CERTIFICATE = "hustings-certificate/1"
CERTIFICATES = "certificate/"
MAILS, ROLL = "mails", "roll"
# Of each table what it holds, and with which stage its rows go; None: they stay. A table that is
# not here is nobody's: a test holds this to the tables there are. Rows go in this order, those that
# point at others first.
TABLES: dict[str, tuple[str, str | None]] = {
    "outbox": ("mails: to whom, of which kind, whether they left", MAILS),
    "link": ("hashes of links, by voter", ROLL),
    "entitlement": ("who may vote in what, and whether they have", ROLL),
    "voter": ("the roll, postal addresses with it", ROLL),
    "nomination_link": ("hashes of links of those who nominate or are nominated", ROLL),
    "nomination": ("who nominates whom", ROLL),
    "photograph": ("candidates' photographs, and what describes them", ROLL),
    "nominee": ("who is nominated: addresses, statements, answers", ROLL),
    "nominator": ("bodies with their contacts, and members, who nominate", ROLL),
    "django_session": ("officers who are signed in", None),
    "log": ("who did what when; details that name somebody go with the roll", None),
    "poll": ("how far the election is", None),
    "document": ("manifest, statements, heads, results: what was published", None),
    "chain": ("the ends of the boards, as published", None),
    "board": ("sealed ballots, as published", None),
    "auth_user": ("officers: names, hashes of passwords", None),
    "otp_totp_totpdevice": ("officers: secrets of their codes", None),
    "auth_group": ("nothing", None),
    "auth_group_permissions": ("nothing", None),
    "auth_permission": ("names of tables", None),
    "auth_user_groups": ("nothing", None),
    "auth_user_user_permissions": ("nothing", None),
    "django_content_type": ("names of tables", None),
    "django_migrations": ("which version the tables are of", None),
}
# Acts whose details stay: they name officers, holders and those on the ballot, and nobody else. Of
# every other act they go, so that one which a new version brings is not forgotten here.
NAMING_NOBODY = frozenset(
    {
        *("officer", "sign-in", "freeze", "keytest", "statement", "open-agreed", "open", "extend"),
        *("close", "counted", "published", "lots", "procession", "received", "vacancy"),
        *("turnout", "heads", "letters", "nominations-close", log.FORGET),
        *("mail", "mail-heads", "mail-voted", "mail-retry", "mail-by-hand"),
        *("reminder-left-out", "reminder-off"),
    }
)
# Files in the election's folder that go with the roll: of these folders all.
_FOLDERS = ("incoming", "journals", procession.PLACE)
_FILES = (
    "counting.json",
    "counting.log",
    os.path.join("keys", "link.key"),
    os.path.join("keys", "nomination.key"),
)
# Files that stay, and that nobody has to look at.
_KEPT_FOLDERS = ("holders", "sealed", "published", "certificates", "statements")
_KEPT_FILES = (
    "election.toml",
    nominated.FILE,
    "election.sqlite3",
    "election.sqlite3-wal",
    "election.sqlite3-shm",
    "counting.lock",
    os.path.join("keys", "django.key"),
    os.path.join("keys", "server.key"),
)
_ADDRESS = re.compile(rb"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_BETWEEN = re.compile(rb'[\r\n\t",;]+')
_MOST = 50_000_000  # bytes of a file that is looked into
OF_PEOPLE = "of the roll or of nominations"


class Stage(NamedTuple):
    """A time at which something falls due.

    Attributes:
        days: after `since`.
        since: "the close" or "the results were published".
        due: the day; None where that has not happened yet.
        done: whether it was done before.
    """

    name: str
    days: int
    since: str
    due: date | None
    done: bool


class Rows(NamedTuple):
    """Rows of a table that go, or entries of the log of which the details go."""

    table: str
    what: str
    number: int


class File(NamedTuple):
    """A file in the election's folder, by its name in it; its size in bytes."""

    name: str
    size: int


class Strange(NamedTuple):
    """A file that this program has not made: somebody has to look at it.

    Attributes:
        addresses: how many addresses of the roll and of nominations stand in it, e-mail or the
            first line of postal ones; None where it cannot be told, as after those were deleted.
    """

    name: str
    addresses: int | None


class People(NamedTuple):
    """Their e-mail addresses, and the first lines of their postal addresses, in small letters."""

    emails: set[bytes]
    lines: set[bytes]


class Plan(NamedTuple):
    """What would be deleted, stage by stage, and what else lies in the folder."""

    stages: tuple[Stage, ...]
    rows: dict[str, tuple[Rows, ...]]
    files: dict[str, tuple[File, ...]]
    strange: tuple[Strange, ...]

    def falls_due(self, today: date) -> tuple[str, ...]:
        """The stages that are due and not done."""
        return tuple(
            stage.name
            for stage in self.stages
            if stage.due is not None and stage.due <= today and not stage.done
        )


def plan(folder: Folder, setup: Setup) -> Plan:
    """What is kept until when, and exactly what would be deleted of it now; nothing changes."""
    done = {name for each in log.details(log.FORGET, since="") for name in each["stages"]}
    since = {
        MAILS: (setup.retention.mails, "the close", log.last("close")),
        ROLL: (setup.retention.roll, "the results were published", log.last("published")),
    }
    rows = {
        name: tuple(
            Rows(table, what, _number(table))
            for table, (what, goes) in TABLES.items()
            if goes == name
        )
        for name in since
    }
    rows[ROLL] += (Rows("log", "details that may name somebody", len(log.others(NAMING_NOBODY))),)
    files: dict[str, tuple[File, ...]] = {MAILS: (), ROLL: tuple(_going(folder))}
    stages = tuple(
        Stage(
            name,
            days,
            words,
            at.date() + timedelta(days=days) if at else None,
            name in done and not files[name] and not any(row.number for row in rows[name]),
        )
        for name, (days, words, at) in since.items()
    )
    return Plan(stages, rows, files, tuple(_strange(folder)))


def forget(
    folder: Folder,
    setup: Setup,
    stages: Sequence[str],
    who: str,
    *,
    also: Sequence[str] = (),
    today: date | None = None,
) -> dict[str, Any]:
    """Delete what belongs to the stages; the certificate, which is kept and written.

    Args:
        stages: of `MAILS` and `ROLL`; the mails go with the roll, whose voters they name.
        also: names of further files in the folder.
        today: the day; the clock's unless given.

    Raises:
        InputError: the results are not published, there is nothing to delete, or one of `also` is
            none of the files that somebody has to look at.
    """
    also = tuple(dict.fromkeys(also))
    made = plan(folder, setup)
    names = [stage.name for stage in made.stages if stage.name in stages]
    if ROLL in names and MAILS not in names:
        names.insert(0, MAILS)
    if not names:
        raise InputError("nothing falls due")
    for name in also:
        if name not in {one.name for one in made.strange}:
            raise InputError(
                f"{shown(name)} is no file in the election's folder that this program has not made",
                remedy="`--dry-run` lists those",
            )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    certificate = _delete_rows(folder, setup, made, names, who, also, today or _today())
    files = [one.name for name in names for one in made.files[name]]
    for name in (*files, *also):
        # Gone where two have asked for it at the same time.
        Path(folder.file(name)).unlink(missing_ok=True)
    for name in _FOLDERS if ROLL in names else ():
        shutil.rmtree(folder.file(name), ignore_errors=True)
    forgetting.clear_old_pages()
    _clear_tables()
    # A run that was killed has left one that is in the database alone.
    for _, text in documents(CERTIFICATES):
        _write(folder, json.loads(text))
    return certificate


@transaction.atomic
def _delete_rows(
    folder: Folder,
    setup: Setup,
    made: Plan,
    names: Sequence[str],
    who: str,
    also: Sequence[str],
    today: date,
) -> dict[str, Any]:
    state = Poll.objects.select_for_update().get().state
    if state != Poll.State.PUBLISHED:
        raise InputError(
            f"the election is {state}", remedy="nothing is deleted before the results are published"
        )
    before = log.verify()
    turnout = _turnout()
    deleted: dict[str, int] = {}
    with connection.cursor() as cursor:
        for name in names:
            for table in (row.table for row in made.rows[name] if row.table != "log"):
                cursor.execute(f"DELETE FROM {table}")
                deleted[table] = cursor.rowcount
    entries = log.others(NAMING_NOBODY) if ROLL in names else ()
    log.delete_details(entries)
    files = [one for name in names for one in made.files[name]]
    entry = log.record(
        who,
        log.FORGET,
        stages=list(names),
        rows=deleted,
        files=len(files) + len(also),
        **{log.ENTRIES: list(entries)},
    )
    number = Document.objects.filter(name__startswith=CERTIFICATES).count() + 1
    results = counting.results()
    certificate = {
        "format": CERTIFICATE,
        "number": number,
        "election": said(setup.title, setup.languages[0]),
        "organisation": setup.organisation,
        "eid": poll.eid().hex(),
        "at": entry.at,
        "by": who,
        "stages": [
            {
                "name": stage.name,
                "days": stage.days,
                "since": stage.since,
                "due": stage.due.isoformat() if stage.due else None,
                "early": stage.due is None or stage.due > today,
            }
            for stage in made.stages
            if stage.name in names
        ],
        "rows": deleted,
        "log_entries": list(entries),
        "files": [one._asdict() for one in files],
        "also": list(also),
        "turnout": turnout,
        "log": {"entries": entry.n, "before": before.hex(), "head": bytes(entry.head).hex()},
        "archive": results.sha256 if results else "",
        "left": [one._asdict() for one in made.strange if one.name not in also],
        "by_hand": by_hand(setup),
    }
    text = json.dumps(certificate, ensure_ascii=False)
    Document.objects.create(name=f"{CERTIFICATES}{number:04d}", text=text)
    return certificate


def by_hand(setup: Setup) -> list[str]:
    """What no program reaches: who destroys what, a sentence each."""
    manifest = poll.manifest()
    proceedings = poll.proceedings()
    said_ = []
    for layer in proceedings.mixes:
        holder = proceedings.holder_of(layer)
        said_.append(
            f"{holder}: every copy of the key {layer}, the sheet with its passphrase, and the"
            " journal beside it. So does whoever keeps its backup, and whoever keeps the envelope."
        )
    links = {holder.name for holder in manifest.holders if holder.role is Role.LINKS} or {
        "Whoever looks after the server"
    }
    said_.append(
        f"{', '.join(sorted(links))}: every copy of link.key, from which all links were made, in"
        " backups too."
    )
    said_.append(
        "Whoever looks after the server: backups and dumps of the database and of this folder, and"
        " logs of the mail server, which names who was written to."
    )
    if log.last("letters"):
        said_.append(
            "Whoever printed letters: the PDF, and paper that was not sent. They have names, postal"
            " addresses, and codes to vote with."
        )
    if setup.nominations:
        said_.append(
            "Whoever looked after nominations: lists of bodies with their contacts, and mails of"
            " candidates."
        )
    if setup.mail.observers:
        said_.append("The officer: observers' addresses stand in election.toml, under [mail].")
    if setup.setting is Setting.ORGANISATION:
        said_.append("The body that made the links: its copy of the roll, and its mails.")
    said_.append(
        "Destroying the M keys, and not this certificate, keeps what has been voted from being"
        " joined to who voted, now and later."
    )
    return said_


def certificate_text(certificate: dict[str, Any]) -> str:
    """The certificate for people."""
    lines = [
        f"Certificate {certificate['number']}: what was deleted",
        "",
        f"Election:     {certificate['election']} ({certificate['organisation']})",
        f"Its id:       {certificate['eid']}",
        f"Deleted at:   {certificate['at']}",
        f"By:           {certificate['by']}",
        "",
        "Due",
        *(
            f"  {stage['name']}: {stage['due'] or 'no day'}, {stage['days']} days after"
            f" {stage['since']}{'; deleted early' if stage['early'] else ''}"
            for stage in certificate["stages"]
        ),
        "",
        "Deleted from the database",
        *(
            f"  {table}: {number:,} row{'' if number == 1 else 's'} ({TABLES[table][0]})"
            for table, number in certificate["rows"].items()
        ),
        f"  log: the details of {len(certificate['log_entries']):,} entries that may name somebody",
        "",
        "Deleted files",
        *(f"  {one['name']}, {one['size']:,} bytes" for one in certificate["files"]),
        *(f"  {name}, which this program had not made" for name in certificate["also"]),
        *(("  none",) if not certificate["files"] and not certificate["also"] else ()),
        "",
        "Kept: numbers that name nobody",
        *(
            f"  {one['contest']}: {one['voted']:,} of {one['entitled']:,} had voted"
            for one in certificate["turnout"]
        ),
        f"  log: {certificate['log']['entries']:,} entries, head before"
        f" {certificate['log']['before']}",
        f"       and with this one {certificate['log']['head']}",
        f"  election.zip: sha256 {certificate['archive']}",
        "",
        "Left in the folder, not made by this program: look at each",
        *(f"  {one['name']}{_said_of(one['addresses'])}" for one in certificate["left"]),
        *(("  none",) if not certificate["left"] else ()),
        "",
        "To be destroyed by hand",
        *(f"  {one}" for one in certificate["by_hand"]),
    ]
    return "".join(f"{line}\n" for line in lines)


def _said_of(addresses: int | None) -> str:
    if addresses is None:
        return ": could not be looked into"
    return f": {addresses:,} addresses {OF_PEOPLE} stood in it" if addresses else ""


def _write(folder: Folder, certificate: dict[str, Any]) -> None:
    name = f"certificate-{certificate['number']}"
    place = folder.file("certificates")
    text = json.dumps(certificate, ensure_ascii=False, indent=1) + "\n"
    counting.write(place, f"{name}.json", text.encode())
    counting.write(place, f"{name}.txt", certificate_text(certificate).encode())


def _turnout() -> list[dict[str, Any]]:
    """By contest how many might vote and how many had."""
    voted = Count("contest", filter=Q(used=True))
    counted = Entitlement.objects.values("contest").annotate(n=Count("contest"), voted=voted)
    return [
        {"contest": one["contest"], "entitled": one["n"], "voted": one["voted"]}
        for one in counted.order_by("contest")
    ]


def _today() -> date:
    return datetime.now(UTC).date()


def _number(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return int(cursor.fetchone()[0])


def _clear_tables() -> None:
    """On PostgreSQL, write anew the tables from which rows went, outside any transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table, (_, goes) in TABLES.items():
                if goes or table == "log":
                    cursor.execute(f"VACUUM FULL {table}")


# -- files -----------------------------------------------------------------------------------------


def _going(folder: Folder) -> Iterator[File]:
    for name in _names(folder):
        if name in _FILES or name.split(os.sep)[0] in _FOLDERS:
            yield File(name, os.lstat(folder.file(name)).st_size)


def _strange(folder: Folder) -> Iterator[Strange]:
    known = {*_FILES, *_KEPT_FILES}
    people: People | None = None
    for name in _names(folder):
        if name in known or name.split(os.sep)[0] in (*_FOLDERS, *_KEPT_FOLDERS):
            continue
        people = people or _people()
        yield Strange(name, _addresses(folder.file(name), people))


def _people() -> People:
    """The addresses of everybody of whom one is kept."""
    voters = Voter.objects.values_list("email", "address").iterator()
    emails, lines = set(), set()
    for email, address in voters:
        emails.add(email)
        lines.add(address.partition("\n")[0])
    emails.update(Nominator.objects.values_list("contact", flat=True))
    emails.update(Nominee.objects.values_list("email", flat=True))
    return People(*({one.encode().lower() for one in some if one} for some in (emails, lines)))


def _addresses(path: str, people: People) -> int | None:
    """How many of their addresses stand in a file; None where that cannot be told."""
    if not any(people):
        return None
    try:
        if os.path.getsize(path) > _MOST:
            return None
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return None
    found = {one.lower() for one in _ADDRESS.findall(content)} & people.emails
    found |= {one.strip().lower() for one in _BETWEEN.split(content)} & people.lines
    return len(found) if found or b"\0" not in content[:8_000] else None


def _names(folder: Folder) -> Iterator[str]:
    """Every file below the folder, by its name in it, in order; a link is a file."""
    for place, folders, files in os.walk(folder.path):
        folders.sort()
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in sorted((*links, *files)):
            yield os.path.relpath(os.path.join(place, name), folder.path)


def tables() -> tuple[str, ...]:
    """Every table of the database."""
    return tuple(sorted(connection.introspection.table_names()))
