"""election.toml as a whole: everything an organisation says of its election.

Knows in which order the file is read, and what its keys ask of each other. Must not know the
database, nor Django.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from hustings.errors import InputError
from hustings.inputs.entry import Entry, kind
from hustings.inputs.moment import minutes, moment, moments
from hustings.inputs.text import shown
from hustings.voting.config.contests import contests
from hustings.voting.config.faults import Faults
from hustings.voting.config.keys import COLUMN, COLUMNS, ELECTION, TEXTS
from hustings.voting.config.model import (
    AREA,
    BETWEEN_REMINDERS,
    Dates,
    Mail,
    Retention,
    Seal,
    Setting,
    Setup,
    Turnout,
    Words,
)
from hustings.voting.config.nominations import nominations
from hustings.voting.config.words import languages, words
from hustings.web.folder import Folder, database, entry

ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")


def load(folder: Folder) -> Setup:
    """The election of a folder.

    Raises:
        InputError: the first mistake, with its file and line.
    """
    setup, faults = examine(folder)
    if setup is None:
        raise faults[0]
    return setup


def examine(folder: Folder) -> tuple[Setup | None, tuple[InputError, ...]]:
    """The election of a folder, and every mistake in election.toml and the files it names.

    Returns:
        None instead of the election where there is a mistake.

    Raises:
        InputError: there is no election.toml, or it is not TOML.
    """
    root = entry(folder, ELECTION)
    faults = Faults()
    attempt = faults.attempt
    attempt(root.allow)
    codes = attempt(languages, root) or ("en",)
    attempt(database, folder, root)
    setting = attempt(_setting, root)
    parts: dict[str, Any] = {
        "title": attempt(words, root, "title", codes),
        "organisation": attempt(root.text, "organisation", remedy="say whose election this is"),
        "address": attempt(_address, root),
        "setting": setting,
        "trustees": attempt(_trustees, root, setting),
        "seal": attempt(_seal, root, setting),
        "languages": codes,
        "dates": attempt(_dates, root),
        "texts": attempt(_texts, root, codes),
        "retention": attempt(_retention, root),
    }
    parts["mail"] = attempt(_mail, root, setting, parts["dates"])
    parts["turnout"] = attempt(_turnout, root)
    parts["contests"] = contests(root, codes, folder.path, faults)
    parts["nominations"] = attempt(nominations, root, parts["dates"])
    parts["headings"] = attempt(_headings, root)
    if faults.met:
        return None, faults.in_order()
    return Setup(**parts), ()


def _setting(root: Entry) -> Setting:
    return Setting(root.choice("setting"))


def _trustees(root: Entry, setting: Setting | None) -> int:
    if setting in (None, Setting.CLUB):
        if setting and "trustees" in root:
            raise root.fault(
                "a club has no trustees: the officer alone holds a key",
                "trustees",
                remedy='write `setting = "society"`, or take it out',
            )
        return 1
    return root.whole("trustees")


def _seal(root: Entry, setting: Setting | None) -> Seal:
    entry = root.table("seal")
    entry.allow()
    mixed = setting is not Setting.CLUB
    if not mixed and "least_decoys" in entry:
        raise entry.fault(
            "a club has no decoys: nobody mixes", "least_decoys", remedy="take it out"
        )
    return Seal(
        entry.flag("practice"),
        entry.flag("check_codes"),
        entry.flag("server_seals"),
        entry.whole("least_decoys") if mixed else 0,
        entry.text("links", default=None if setting is Setting.ORGANISATION else ""),
    )


def _turnout(root: Entry) -> Turnout:
    entry = root.table("turnout")
    entry.allow()
    by = entry.text("by")
    if not re.fullmatch(COLUMN, by) or (by in COLUMNS and by != AREA):
        raise entry.fault(
            f"turnout cannot be told by {shown(by)}",
            "by",
            remedy='name a column of the roll in lower-case letters, such as `by = "region"`',
        )
    return Turnout(by, entry.flag("public"))


def _address(root: Entry) -> str:
    address = root.text("address", remedy='add `address = "https://vote.example.org/"`')
    parts = urlsplit(address)
    local = parts.hostname in ("127.0.0.1", "localhost")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise root.fault(
            f"{shown(address)} is not the address of a site",
            "address",
            remedy="write it as in https://vote.example.org/",
        )
    if parts.scheme == "http" and not local:
        raise root.fault(
            "`address` is not encrypted: whoever is on the way reads links and ballots",
            "address",
            remedy=f"write https://{address.removeprefix('http://')}",
        )
    if parts.path not in ("", "/"):
        raise root.fault(
            "`address` has a path", "address", remedy="give the election a host name of its own"
        )
    return address.rstrip("/") + "/"


def _dates(root: Entry) -> Dates:
    entry = root.table("dates")
    entry.allow()
    zone = entry.text("zone")
    opens, closes = (moment(entry, key, zone) for key in ("opens", "closes"))
    if opens is None or closes is None:
        key = "closes" if opens else "opens"
        raise entry.missing(key, f"add `{key} = 2027-03-15T09:00:00` under [dates]")
    if opens >= closes:
        raise entry.fault(
            f"`closes` ({minutes(closes)}) is not after `opens` ({minutes(opens)})",
            "closes",
            remedy="correct one of them",
        )
    if type(entry.values["closes"]) is date:
        raise entry.fault(
            "`closes` is a day without a time",
            "closes",
            remedy=f"write {closes.date()}T12:00:00 for noon of that day",
        )
    freeze = entry.values.get("freeze")
    if freeze is not None and (isinstance(freeze, datetime) or not isinstance(freeze, date)):
        raise entry.fault(
            f"`freeze` must be a day, not {kind(freeze)}", "freeze", remedy="write 2027-03-01"
        )
    grace = entry.whole("grace")
    return Dates(zone, freeze, opens, closes, timedelta(minutes=grace))


def _mail(root: Entry, setting: Setting | None, dates: Dates | None) -> Mail:
    entry = root.table("mail")
    entry.allow()
    host = entry.text("host", default="")
    observers = _observers(entry, host)
    reminders = _reminders(entry, host, setting, dates)
    if not host:
        return Mail(entry.text("from", default=""))
    security = entry.choice("security")
    sender = entry.text("from", remedy='add `from = "votes@example.org"`')
    if "@" not in sender:
        raise entry.fault(f"{shown(sender)} is not an e-mail address", "from")
    return Mail(
        sender,
        host,
        entry.whole("port", default=465 if security == "tls" else 587),
        security,
        entry.text("user", default=""),
        entry.text("password_file", default=""),
        entry.whole("rate"),
        observers,
        reminders,
    )


def _observers(entry: Entry, host: str) -> tuple[str, ...]:
    found = entry.texts("observers", "observer")
    for place, one in enumerate(found):
        if not ADDRESS.fullmatch(one):
            raise entry.fault(f"{shown(one)} is not an e-mail address", "observers", place)
    if found and not host:
        raise entry.fault(
            "observers are named, but no mail server that mails could leave through",
            "observers",
            remedy="add `host`, or take them out: the heads stand on the election's first page",
        )
    return found


def _reminders(
    entry: Entry, host: str, setting: Setting | None, dates: Dates | None
) -> tuple[datetime, ...]:
    """When voters are reminded, in order.

    Raises:
        InputError: nothing could be mailed then, or to nobody; or two are close to each other.
    """
    key = "reminders"
    found = moments(entry, key, dates.zone if dates else "Europe/London", "reminder")
    entry.check_length(key, len(found))
    if found and setting is Setting.ORGANISATION:
        raise entry.fault(
            "in an organisation whoever makes the links mails them, and reminds",
            key,
            remedy="take them out",
        )
    if found and not host:
        raise entry.fault(
            "reminders are planned, but no mail server that mails could leave through",
            key,
            remedy="add `host`, or take them out: an officer reminds by hand",
        )
    for place, one in enumerate(found):
        if dates and not dates.opens < one < dates.closes:
            raise entry.fault(
                f"reminder {place + 1} ({minutes(one)}) is not while voting goes on",
                key,
                place,
                remedy=f"give a time from {minutes(dates.opens)} to {minutes(dates.closes)}",
            )
        if place and one < found[place - 1] + BETWEEN_REMINDERS:
            raise entry.fault(
                f"reminder {place + 1} ({minutes(one)}) is not a day after the one before it",
                key,
                place,
                remedy="put them in order, a day apart at least",
            )
    return found


def _headings(root: Entry) -> tuple[tuple[str, str], ...]:
    entry = root.table("roll")
    columns: set[str] = set()
    for contest in root.tables("contests", "contest"):
        if isinstance(voters := contest.values.get("voters"), dict):
            columns |= voters.keys()
    columns.add(root.table("turnout").text("by"))
    entry.allow((*COLUMNS, *sorted(columns - set(COLUMNS))))
    return tuple((column, entry.text(column)) for column in entry.values)


def _retention(root: Entry) -> Retention:
    entry = root.table("retention")
    entry.allow()
    return Retention(entry.whole("mails"), entry.whole("roll"))


def _texts(root: Entry, codes: tuple[str, ...]) -> tuple[tuple[str, Words], ...]:
    entry = root.table("texts")
    entry.allow()
    names = [name for name in TEXTS.names if name in entry]
    return tuple((name, words(entry, name, codes, long=True)) for name in names)
