"""How far the election is, and the acts that take it further: freeze, open, extend, close.

Knows the states and what each step asks for. Must not know who asks, nor pages.

draft -> frozen -> open -> closed -> counted -> published; never back. Every act is logged in the
transaction in which it is done.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hmac import compare_digest

from django.db import transaction

from hustings.errors import InputError
from hustings.inputs.text import flaw, plain_number, shown
from hustings.sealing import closing, statements
from hustings.sealing.board import chain, receipt
from hustings.sealing.closing import Proceedings, Signer
from hustings.sealing.holders import keytest
from hustings.sealing.holders.keys import PublicKey
from hustings.sealing.manifest import Manifest, election_id, read_manifest, utc_text, write_manifest
from hustings.sealing.mixing.lists import Summary
from hustings.voting.config.model import Setting, Setup
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.forgetting import clear_old_pages, write_entitlements_anew
from hustings.voting.domain.keys import server_secret
from hustings.voting.domain.mails import observers
from hustings.voting.domain.manifest import SERVER, drawn_up, texts
from hustings.voting.domain.nominations import deciding
from hustings.voting.domain.office import log, officers
from hustings.voting.domain.turnout import days
from hustings.voting.domain.voters import links
from hustings.voting.models import Chain, Document, Poll
from hustings.web.folder import Folder

State = Poll.State
AGREED = "opening-agreed"
_ORDER = list(State)


def manifest() -> Manifest:
    """The manifest, once the election is frozen.

    Raises:
        InputError: it is not frozen yet.
    """
    return read_manifest(_sealed(), source="manifest")


def eid() -> bytes:
    """The election's id, 32 bytes; empty before the freeze."""
    return bytes(Poll.objects.get().eid)


def proceedings() -> Proceedings:
    """The manifest as published, and every statement so far.

    Raises:
        InputError: the election is not frozen yet.
    """
    return Proceedings(_sealed(), tuple(_statements()))


@transaction.atomic
def freeze(folder: Folder, setup: Setup, holders: tuple[PublicKey, ...], who: str) -> bytes:
    """Seal everything that is settled into the manifest; the election's id.

    Makes the boards, the links (unless another body does) and a challenge for every key and backup.

    Args:
        holders: every public key that the holders have handed out.

    Raises:
        InputError: the election is frozen already, candidates are still to be nominated, the roll
            is empty, or keys do not fit.
    """
    poll = _in(State.DRAFT, "an election is frozen once")
    if missing := deciding.lacking(folder, setup):
        raise missing[0]
    drawn, salt = drawn_up(folder, setup, holders)
    data = write_manifest(drawn)
    poll.state, poll.eid = State.FROZEN, election_id(data)
    poll.save()
    _keep("manifest", data)
    _keep("roll-salt", salt.hex().encode())
    for contest in setup.contested:
        for (number, code), text in texts(contest).items():
            _keep(f"candidate/{contest.id}/{number}/{code}", text)
        Chain.objects.create(
            contest=contest.id,
            head=chain.first_head(poll.eid, contest.id),
            closes_at=setup.dates.closes + setup.dates.grace,
        )
    if setup.setting is not Setting.ORGANISATION:
        links.make_all(folder, poll.eid)
    publics = {public.public: public for public in holders}
    for layer in drawn.layers:
        for copy in keytest.COPIES:
            made = keytest.challenge(poll.eid, publics[layer.key], copy)
            _keep(f"keytest/{layer.name}/{copy}", made.document)
            _keep(f"keytest-answer/{layer.name}/{copy}", made.answer.hex().encode())
    days.begin(setup.turnout.by)
    accepted = closing.accept(proceedings(), Signer(SERVER, server_secret(folder)))
    _keep_last(accepted)
    log.record(who, "freeze", eid=poll.eid.hex())
    return poll.eid


@transaction.atomic
def take_answer(use: str, copy: str, answer: bytes, who: str) -> None:
    """Note that a key, or its backup, has opened its challenge.

    Args:
        use: the layer, "M1".
        copy: "key" or "backup".
        answer: 32 bytes, as `keytest.answer` gave it.

    Raises:
        InputError: there is no such challenge, or this is not its answer.
    """
    expected = Document.objects.filter(name=f"keytest-answer/{use}/{copy}").first()
    if expected is None:
        raise InputError(f"there is no challenge for the {copy} of {shown(use)}")
    if not compare_digest(bytes.fromhex(expected.text), answer):
        raise InputError(
            f"this is not the answer to the challenge for the {copy} of {shown(use)}",
            remedy="check that the right key opened the right challenge",
        )
    _keep(f"keytest-passed/{use}/{copy}", answer.hex().encode())
    log.record(who, "keytest", use=use, copy=copy)


@transaction.atomic
def take_statement(data: bytes, who: str) -> statements.Statement:
    """Put a holder's signed statement after those there are.

    Raises:
        InputError: it is not a statement, is taken in already, was signed after other statements
            than there are, or there is no manifest yet.
        NotVerified: it does not follow the last one, is not signed by a holder, or by one whose
            it is not to say.
    """
    Poll.objects.select_for_update().get()
    before = proceedings()
    given = statements.read_statement(data, source="the statement")
    if data in before.statements:
        raise InputError(f"statement {given.number}, by {shown(given.by)}, is taken in already")
    if given.number <= len(before.statements):
        raise InputError(
            f"{shown(given.by)} has signed as statement {given.number}, and there are"
            f" {len(before.statements)} now",
            remedy="send them the statements as they are now, and let them sign again",
        )
    after = replace(before, statements=(*before.statements, data))
    last = after.said[-1]
    _keep_last(after)
    log.record(who, "statement", kind=last.kind, by=last.by, number=last.number)
    return last


def lacking() -> tuple[str, ...]:
    """What has to come before the poll can open, a clause each; none in a practice election."""
    sealed = manifest()
    if sealed.practice:
        return ()
    passed = set(_names("keytest-passed/"))
    found = [
        f"the {copy} of {layer.name} ({layer.holder}) has not opened its challenge"
        for layer in sealed.layers
        for copy in keytest.COPIES
        if f"keytest-passed/{layer.name}/{copy}" not in passed
    ]
    found.extend(f"{name} has not signed the manifest" for name in unsigned())
    if (maker := links.maker()) and (number := links.missing()):
        have = "voter has" if number == 1 else "voters have"
        found.append(f"{plain_number(number)} {have} no link, which {maker} makes")
    return tuple(found)


def unsigned() -> tuple[str, ...]:
    """The holders who have not signed the sealed manifest."""
    accepted = {
        statement.by
        for statement in map(statements.read_statement, _statements())
        if statement.kind == statements.ACCEPT
    }
    return tuple(name for name in manifest().signers if name not in accepted)


def tried() -> bool:
    """Whether every key and every backup of the sealed election has opened its challenge."""
    passed = set(_names("keytest-passed/"))
    return all(
        f"keytest-passed/{layer.name}/{copy}" in passed
        for layer in manifest().layers
        for copy in keytest.COPIES
    )


@transaction.atomic
def open_poll(who: str) -> bool:
    """Take ballots from now on; where there are two officers or more, when a second says so too.

    Returns:
        Whether the poll is open: not yet where another officer has to agree.

    Raises:
        InputError: not frozen, before the time, or a key was not tried; says everything missing.
    """
    poll = _in(State.FROZEN, "the poll is opened once, after the freeze")
    sealed = manifest()
    if missing := lacking():
        raise InputError(f"the poll cannot open: {'; '.join(missing)}")
    if (moment := now()) < sealed.opens:
        raise InputError(
            f"it is {utc_text(moment)}, and voting opens at {utc_text(sealed.opens)}",
            remedy="open it then",
        )
    if len(officers.names()) > 1 and opening_agreed() in ("", officers.named(who)):
        _keep(AGREED, officers.named(who).encode())
        log.record(who, "open-agreed")
        return False
    Chain.objects.update(state=Chain.State.OPEN)
    poll.state = State.OPEN
    poll.save()
    log.record(who, "open")
    return True


def opening_agreed() -> str:
    """The officer who has said that the poll may open, where a second must; empty for nobody."""
    found = Document.objects.filter(name=AGREED).first()
    return str(found.text) if found else ""


@transaction.atomic
def extend(folder: Folder, closes_at: datetime, who: str, reason: str) -> None:
    """Take ballots longer, signed by the server; only before the close.

    The heads of the boards are signed with it, so that observers are sent them.

    Args:
        closes_at: the new end, grace included; taken to the second.

    Raises:
        InputError: the poll is not open or over, the new end is not later, or the reason is not
            one line that documents can hold.
    """
    poll = _in(State.OPEN, "only an open poll can be extended")
    chains = list(Chain.objects.select_for_update().order_by("contest"))
    end = max(chain.closes_at for chain in chains)
    if (moment := now()) >= end:
        raise InputError(f"the poll ended at {utc_text(end)}: it cannot be extended any more")
    closes_at = closes_at.replace(microsecond=0)
    if closes_at <= end:
        raise InputError(f"the poll ends at {utc_text(end)}", remedy="name a later end")
    if wrong := flaw(reason, "the reason"):
        raise InputError(wrong[0], remedy=wrong[1] or "say in a few words why")
    Chain.objects.update(closes_at=closes_at)
    stated = closing.extend(
        proceedings(),
        Signer(SERVER, server_secret(folder)),
        at=moment,
        closes_at=closes_at,
        reason=reason,
        heads={one.contest: Summary(one.n, bytes(one.head)) for one in chains},
    )
    _keep_last(stated)
    observers.sign(folder, bytes(poll.eid), observers.boards(), who)
    log.record(who, "extend", closes_at=utc_text(closes_at), reason=reason)


@transaction.atomic
def close_poll(folder: Folder, who: str) -> tuple[receipt.Head, ...]:
    """Take no ballot any more; the signed last head of every board.

    The entitlements are written anew, so that no order of writing joins them to the board. An
    exercise can be closed at any time: nobody loses a vote by it.

    Raises:
        InputError: the poll is not open, or its end has not come.
    """
    poll = _in(State.OPEN, "only an open poll can be closed")
    chains = list(Chain.objects.select_for_update().order_by("contest"))
    end = max(chain.closes_at for chain in chains)
    if (moment := now()) < end and not manifest().practice:
        raise InputError(
            f"it is {utc_text(moment)}, and the last ballots are taken until {utc_text(end)}",
            remedy="close it then; a poll is never cut short",
        )
    Chain.objects.update(state=Chain.State.CLOSED)
    before = observers.boards_announced()
    secret = server_secret(folder)
    heads = tuple(
        receipt.sign_head(secret, bytes(poll.eid), one.contest, n=one.n, head=bytes(one.head))
        for one in chains
    )
    for head in heads:
        _keep(f"head/{head.contest}", receipt.write_head(head))
    poll.state = State.CLOSED
    poll.save()
    days.end({one: board.n for one, board in before.items()})
    write_entitlements_anew()
    log.record(who, "close", boards={head.contest: head.head.hex() for head in heads})
    transaction.on_commit(clear_old_pages)
    return heads


@transaction.atomic
def advance(to: str, who: str, **details: str | int) -> None:
    """Note that the election is counted or published.

    Args:
        to: `State.COUNTED` or `State.PUBLISHED`.

    Raises:
        InputError: it is not the next state.
    """
    poll = Poll.objects.select_for_update().get()
    if to not in (State.COUNTED, State.PUBLISHED) or (
        _ORDER.index(State(to)) != _ORDER.index(State(poll.state)) + 1
    ):
        raise InputError(f"the election is {poll.state}, and cannot be {to} next")
    poll.state = to
    poll.save()
    log.record(who, to, **details)


def keep_statements(grown: Proceedings) -> None:
    """Put after the statements there are those that follow; call it in a transaction.

    Raises:
        InputError: those there are, are others: one was handed in meanwhile.
    """
    before = proceedings().statements
    if grown.statements[: len(before)] != before:
        raise InputError(
            "a statement was handed in while this was being done", remedy="run this again"
        )
    for number, document in enumerate(grown.statements, 1):
        if number > len(before):
            _keep(f"statement/{number:04d}", document)


def _in(state: str, otherwise: str) -> Poll:
    """The poll's row, locked.

    Raises:
        InputError: it is in another state; says `otherwise`.
    """
    poll = Poll.objects.select_for_update().get()
    if poll.state != state:
        now_is = "not frozen yet" if poll.state == State.DRAFT else poll.state
        raise InputError(f"{otherwise}; this election is {now_is}")
    return poll


def _sealed() -> bytes:
    document = Document.objects.filter(name="manifest").first()
    if document is None:
        raise InputError("the election is not frozen yet", remedy="run `hustings vote freeze DIR`")
    return str(document.text).encode()


def _keep(name: str, data: bytes) -> None:
    Document.objects.update_or_create(name=name, defaults={"text": data.decode()})


def _names(start: str) -> list[str]:
    found = Document.objects.filter(name__startswith=start).order_by("name")
    return list(found.values_list("name", flat=True))


def _statements() -> list[bytes]:
    found = Document.objects.filter(name__startswith="statement/").order_by("name")
    return [text.encode() for text in found.values_list("text", flat=True)]


def _keep_last(stated: Proceedings) -> None:
    number = len(stated.statements)
    _keep(f"statement/{number:04d}", stated.statements[-1])
