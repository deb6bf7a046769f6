"""What a mail says to somebody who may nominate, or who is nominated; written when it is sent.

Knows words and links. Must not know the queue. Nothing it writes is kept: it holds a link.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hustings.report import when
from hustings.report.languages import Words
from hustings.sealing.voters import links as codes
from hustings.voting.config.model import Setup, said
from hustings.voting.domain.mails.outbox import NOMINATE
from hustings.voting.domain.nominations import links, nominating
from hustings.voting.domain.nominations.links import Holder
from hustings.voting.domain.nominations.window import asked_for
from hustings.voting.interfaces.mails.written import Letter, closing, link, spoken
from hustings.voting.models import Nominator, Nominee
from hustings.web.folder import Folder

PLACE = "n/"


def address(holder: Holder) -> str:
    """Where mails to somebody go."""
    return str(holder.contact if isinstance(holder, Nominator) else holder.email)


def letter(folder: Folder, setup: Setup, holder: Holder) -> Letter:
    """What a mail says to them now, with their link as it is now."""
    return _letter(setup, holder, links.token(folder, holder))


def preview(kind: str, setup: Setup, language: str) -> Letter:
    """What a mail of this kind says to somebody who is made up, and so is the code."""
    holder: Holder = (
        Nominator(name="N. N.", language=language)
        if kind == NOMINATE
        else Nominee(name="N. N.", language=language, contest=setup.nominated[0].id)
    )
    return _letter(setup, holder, bytes(codes.TOKEN_BYTES))


def _letter(setup: Setup, holder: Holder, token: bytes) -> Letter:
    words = spoken(setup, holder.language)
    kind = "nominate" if isinstance(holder, Nominator) else "stand"
    rules = asked_for(setup)
    about = {
        "title": said(setup.title, words.language),
        "organisation": setup.organisation,
        "contests": "; ".join(_titles(setup, holder, words)),
        "body": holder.name,
    }

    def until(key: str, moment: datetime) -> str:
        local = moment.astimezone(ZoneInfo(setup.dates.zone))
        return words(key, when=when.end(words, local))

    if isinstance(holder, Nominator):
        times = [until("nominate.opens", rules.opens), until("nominate.closes", rules.closes)]
    else:
        times = [until("stand.accept_by", rules.accept_by)]
    before = (
        words("mail.greeting", name=holder.name),
        words(f"{kind}.lead", **about),
        words(f"{kind}.contests", **about),
        *times,
        words(f"{kind}.own"),
    )
    return Letter(
        words.language,
        words(f"{kind}.subject", **about),
        before,
        link(token, setup, words, PLACE, words(f"{kind}.button")),
        closing(setup, words),
        words("mail.practice") if setup.seal.practice else "",
    )


def _titles(setup: Setup, holder: Holder, words: Words) -> list[str]:
    if isinstance(holder, Nominator):
        contests = nominating.contests_of(holder, setup) if holder.pk else setup.nominated
    else:
        contests = tuple(one for one in setup.contests if one.id == holder.contest)
    return [said(one.title, words.language) for one in contests]
