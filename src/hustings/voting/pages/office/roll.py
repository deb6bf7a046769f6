"""The roll from a file: shown first, then taken in. And what is done for one voter."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from hustings.errors import HustingsError, InputError
from hustings.inputs.text import shown
from hustings.voting.config.file import load
from hustings.voting.domain import late
from hustings.voting.domain.mails import mailing
from hustings.voting.domain.queries import search, status
from hustings.voting.domain.voters import links, roll
from hustings.voting.interfaces import roll_file
from hustings.voting.pages.office.shown import (
    folder,
    looked_for,
    officer,
    page,
    reason,
    see,
    titles,
    upload,
    who,
)
from hustings.web.folder import write_secret

MOST_SHOWN = 20
_NAME = re.compile(r"[0-9a-f]{64}")


@officer
def voters(request: HttpRequest) -> HttpResponse:
    """Take in a roll: a file is read and compared; the same file, once confirmed, is applied."""
    wrong: HustingsError | None = None
    if request.method == "POST":
        try:
            setup = load(folder())
            if request.POST.get("act") == "apply":
                _apply(request)
                return see("office-roll", "roll")
            name = _keep(upload(request, "file"))
            came = roll_file.read(_path(name), setup)
            changes = roll.compare(came.lines)
            return page(
                request,
                "roll",
                name=name,
                file=request.FILES["file"].name[:100],
                came=came,
                refused=came.refused[:MOST_SHOWN],
                changes=changes,
                added=changes.added[:MOST_SHOWN],
                changed=changes.changed[:MOST_SHOWN],
                gone=changes.gone[:MOST_SHOWN],
                most=MOST_SHOWN,
            )
        except HustingsError as error:
            wrong = error
    return page(request, "roll", wrong=wrong)


@officer
def one(request: HttpRequest) -> HttpResponse:
    """Look a voter up, and do what an officer may do for one."""
    wrong: HustingsError | None = None
    if request.method == "POST":
        try:
            return see("office-voters", _for_one(request))
        except HustingsError as error:
            wrong = error
    asked = looked_for(request)
    setup = load(folder())
    named = titles()
    every = {one.name for one in status().contests}

    def entitled(contests: Iterable[str]) -> list[tuple[str, str]]:
        return [(contest, named.get(contest, contest)) for contest in contests]

    return page(
        request,
        "voters",
        wrong=wrong,
        asked=asked,
        found=[
            (one, entitled(one.contests), entitled(sorted(every - set(one.contests))))
            for one in search(asked)
        ],
        columns=setup.columns,
    )


def _for_one(request: HttpRequest) -> str:
    """The act that was asked for, done; which word is said of it.

    Raises:
        HustingsError: it cannot be done; says why.
    """
    member = request.POST.get("member", "").strip()
    setup = load(folder())
    match request.POST.get("act"):
        case "again":
            mailing.send_again(member, setup, who(request))
            return "again" if roll.find(member).email else "reprint"
        case "reissue":
            why = reason(request)
            with transaction.atomic():
                links.reissue(folder(), member, who(request), why)
                mailing.send_again(member, setup, who(request))
            return "reissued"
        case "readdress":
            roll.readdress(member, _address(request), who(request), reason(request))
            return "readdressed"
        case "revoke":
            roll.revoke(member, request.POST.get("contest", ""), who(request), reason(request))
            return "revoked"
        case "entitle":
            contest = request.POST.get("contest", "")
            late.entitle(setup, member, contest, who(request), reason(request))
            return "entitled"
        case "add":
            given = {name: request.POST.get(f"column-{name}", "") for name in setup.columns}
            fields = ("member", "name", "email", "address", "postcode")
            given |= {name: request.POST.get(name, "") for name in fields}
            line = roll_file.one(given, setup)
            late.admit(folder(), setup, line, who(request), reason(request))
            return "added"
    raise InputError("nothing was asked for", remedy="choose what to do")


def _address(request: HttpRequest) -> str:
    text = request.POST.get("email", "").strip()
    if not roll_file.is_address(text):
        raise InputError(f"{shown(text)} is not an e-mail address", remedy="correct it")
    return text


def _keep(data: bytes) -> str:
    """Keep an uploaded roll until it is applied, the last one only; its name."""
    place = folder().file("incoming")
    for old in os.listdir(place) if os.path.isdir(place) else ():
        os.unlink(os.path.join(place, old))
    name = hashlib.sha256(data).hexdigest()
    write_secret(_path(name), data)
    return name


def _path(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise InputError("there is no such file any more", remedy="choose the file again")
    return os.path.join(folder().file("incoming"), name)


def _apply(request: HttpRequest) -> None:
    """Apply the file that was shown, and forget it.

    Raises:
        InputError: it is not there any more, or the roll is frozen.
    """
    path = _path(request.POST.get("name", ""))
    if not os.path.exists(path):
        raise InputError("there is no such file any more", remedy="choose the file again")
    setup = load(folder())
    came = roll_file.read(path, setup)
    file = request.POST.get("file", "")[:100]
    refused = len(came.refused)
    roll.apply(roll.compare(came.lines), setup, who(request), file=file, refused=refused)
    os.unlink(path)
