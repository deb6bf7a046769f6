"""What a mail says, in the voter's language, as text and as HTML; written when it is sent.

Knows words and links. Must not know the queue. Nothing it writes is kept: it holds a link.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from hustings.report import when
from hustings.report.languages import Words
from hustings.sealing.voters import links as codes
from hustings.voting import words as shelf
from hustings.voting.config.model import Setup, said
from hustings.voting.domain.mails import mailing, so_far
from hustings.voting.domain.mails.outbox import REMINDER, VOTED
from hustings.voting.domain.voters import links
from hustings.voting.models import Chain, Poll, Voter
from hustings.web.folder import Folder


@dataclass(frozen=True, slots=True)
class Link:
    """A voter's link in a mail: where it leads, what stands on it, and the code to be typed."""

    address: str
    button: str
    typed: str
    code: str


class Letter(NamedTuple):
    """What a mail says.

    Attributes:
        before, after: paragraphs on either side of the link.
        link: None where there is none in this kind.
        practice: the sentence that it is practice; empty where it is not.
    """

    language: str
    subject: str
    before: tuple[str, ...]
    link: Link | None
    after: tuple[str, ...]
    practice: str

    @property
    def text(self) -> str:
        """The whole as plain text."""
        parts = [self.practice, *self.before]
        if self.link:
            parts += [self.link.address, f"{self.link.typed}\n{self.link.code}"]
        return "\n\n".join(filter(None, (*parts, *self.after))) + "\n"

    @property
    def html(self) -> str:
        """The whole as a page without pictures."""
        return str(render_to_string("mails/mail.html", self._asdict()))


def letter(kind: str, folder: Folder, setup: Setup, voter: Voter) -> Letter:
    """What a mail of this kind says to a voter now, with their link as it is now.

    Raises:
        InputError: the voter has no link, or K_link is not here.
    """
    own = None
    if kind != VOTED:
        own = _link(links.token(folder, voter), setup, spoken(setup, voter.language))
    voted = mailing.contests_of(voter, used=True if kind == VOTED else None)
    return _letter(kind, setup, voter.language, voter.name, voted, own)


def preview(kind: str, setup: Setup, language: str) -> Letter:
    """What a mail of this kind says to somebody who may vote in everything; the code is made up."""
    words = spoken(setup, language)
    own = None if kind == VOTED else _link(bytes(codes.TOKEN_BYTES), setup, words)
    everything = tuple(contest.id for contest in setup.contested)
    return _letter(kind, setup, language, "", everything, own)


def message(made: Letter, setup: Setup, to: str, mail: int) -> EmailMultiAlternatives:
    """A letter as it is sent; the same id each time, so that a mailbox shows a second copy once.

    Args:
        to: the address.
        mail: its number in the outbox.
    """
    sent = EmailMultiAlternatives(
        made.subject,
        made.text,
        setup.mail.sender,
        [to],
        headers=headers(setup, mail, made.language),
    )
    sent.attach_alternative(made.html, "text/html")
    return sent


def headers(setup: Setup, mail: int, language: str) -> dict[str, str]:
    """What stands above every mail; `mail` is its number in the outbox."""
    eid, sender = bytes(Poll.objects.get().eid), setup.mail.sender
    # Before the seal there is no id, and the same host may hold another election next.
    eid = eid or f"{said(setup.title, '')} {setup.dates.opens.isoformat()}".encode()
    name = hashlib.sha256(b"hustings-mail/1" + eid + mail.to_bytes(8, "big")).hexdigest()[:32]
    return {
        "Message-ID": f"<{name}@{sender.rpartition('@')[2].strip('<> ')}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }


def named(setup: Setup, code: str, contests: tuple[str, ...]) -> dict[str, str]:
    """What sentences to a voter name: the election, and the contests that they may vote in.

    Args:
        code: of the language.
        contests: ids.
    """
    titles = {one.id: said(one.title, code) for one in setup.contests}
    return {
        "title": said(setup.title, code),
        "organisation": setup.organisation,
        "contests": "; ".join(titles.get(one, one) for one in contests),
    }


def _letter(
    kind: str,
    setup: Setup,
    language: str,
    name: str,
    contests: tuple[str, ...],
    own: Link | None,
) -> Letter:
    words = spoken(setup, language)
    code = words.language
    about = named(setup, code, contests)
    texts = dict(setup.texts)
    greeting = words("mail.greeting", name=name) if name else words("mail.greeting_nobody")
    before = [greeting, words(f"{kind}.lead", **about)]
    if kind == VOTED:
        before.append(words("voted.unless"))
    else:
        before += [said(texts.get("welcome", ()), code), words("mail.contests", **about)]
        before += [*times(setup, words), words("mail.own")]
    if kind == REMINDER:
        before.insert(2, _so_far(setup, words, contests))
    return Letter(
        code,
        words(f"{kind}.subject", **about),
        tuple(filter(None, before)),
        own,
        closing(setup, words),
        words("mail.practice") if setup.seal.practice else "",
    )


def _so_far(setup: Setup, words: Words, contests: tuple[str, ...]) -> str:
    """Roughly how many have voted; empty where the election does not tell everybody."""
    found = so_far.of_the_largest(contests) if setup.turnout.public else None
    if found is None:
        return ""
    contest, share = found
    described = setup.contest(contest)
    title = said(described.title, words.language) if described else contest
    least = words(f"shares.{share.least}")
    if not share.most:
        return words("reminder.above", title=title, least=least)
    return words("reminder.between", title=title, least=least, most=words(f"shares.{share.most}"))


def times(setup: Setup, words: Words) -> tuple[str, ...]:
    """When the poll opens, until it has, and when it closes, on the clock on the wall.

    The grace is for ballots under way and not promised.
    """
    zone = ZoneInfo(setup.dates.zone)
    poll = Poll.objects.get()
    last = Chain.objects.order_by("-closes_at").values_list("closes_at", flat=True).first()
    closes = last - setup.dates.grace if last else setup.dates.closes

    def shown(key: str, moment: datetime) -> str:
        return words(key, when=when.end(words, moment.astimezone(zone)))

    closing = shown("mail.closes", closes)
    if poll.state in (Poll.State.DRAFT, Poll.State.FROZEN):
        return shown("mail.opens", setup.dates.opens), closing
    return (closing,)


def link(token: bytes, setup: Setup, words: Words, place: str, button: str) -> Link:
    """A link to one of the places where a code is given, "v/", and what stands on it."""
    return Link(
        f"{setup.address}{place}#{codes.fragment(token)}",
        button,
        words("mail.code", address=f"{setup.address}{place}"),
        codes.code(token),
    )


def _link(token: bytes, setup: Setup, words: Words) -> Link:
    return link(token, setup, words, "v/", words("mail.button"))


def closing(setup: Setup, words: Words) -> tuple[str, ...]:
    """What ends every mail: whom to ask, who signs, that it was sent by itself."""
    texts = dict(setup.texts)
    help = said(texts.get("help", ()), words.language)
    return (
        *((f"{words('mail.question')} {help}",) if help else ()),
        said(texts.get("signature", ()), words.language) or setup.organisation,
        words("mail.automatic"),
    )


def spoken(setup: Setup, language: str) -> Words:
    """The words of a language, or of the election's own where it does not have that one."""
    return shelf.load(language if language in setup.languages else setup.languages[0])
