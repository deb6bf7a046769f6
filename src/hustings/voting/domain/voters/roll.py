"""The roll: who may vote in what; compared with what comes in, changed, closed at the freeze.

Knows which changes are allowed when. Must not know files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import connection, transaction
from django.db.models import Model

from hustings.errors import InputError
from hustings.inputs.entry import nearest
from hustings.inputs.text import has_control, shown
from hustings.voting.config.model import Line, Setup
from hustings.voting.domain.office import log
from hustings.voting.models import Chain, Entitlement, Poll, Voter

# Rows written or deleted at once.
BATCH = 5_000
VOTER_COLUMNS = Line._fields
# In the log; what became of a roll after the freeze is read from there.
ADDED, ENTITLED, REVOKED = "roll-add", "roll-entitle", "roll-revoke"
ENTITLEMENT_COLUMNS = ("voter_id", "contest", "used")

T = TypeVar("T")


class Changes(NamedTuple):
    """What an import would change.

    Attributes:
        gone: numbers of members who are on the roll and not in the file.
    """

    added: tuple[Line, ...]
    changed: tuple[Line, ...]
    gone: tuple[str, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)


def compare(lines: Iterable[Line]) -> Changes:
    """What the roll would become if these were all who are on it."""
    rows = Voter.objects.values_list(*VOTER_COLUMNS).iterator(chunk_size=BATCH)
    stored = {
        line.member: line._replace(columns=tuple(sorted(dict(line.columns).items())))
        for line in map(Line._make, rows)
    }
    added, changed, unchanged = [], [], 0
    for line in lines:
        before = stored.pop(line.member, None)
        if before is None:
            added.append(line)
        elif before != line:
            changed.append(line)
        else:
            unchanged += 1
    return Changes(tuple(added), tuple(changed), tuple(sorted(stored)), unchanged)


@transaction.atomic
def apply(changes: Changes, setup: Setup, who: str, *, file: str, refused: int) -> None:
    """Change the roll; the election must be in draft.

    Entitlements follow from the conditions of each contest that is voted on, for everybody: a
    condition may have changed since the last import.

    Args:
        file: where the lines come from, for the log.
        refused: how many lines of it were not taken.

    Raises:
        InputError: the manifest is sealed, and the roll with it.
    """
    if Poll.objects.select_for_update().get().state != Poll.State.DRAFT:
        raise InputError(
            "the roll is frozen: the manifest has its size and its root",
            remedy="an officer can add a voter, correct an address, or revoke an entitlement",
        )
    Entitlement.objects.all().delete()  # for those who are gone are deleted
    for members in batches(changes.gone, BATCH):
        Voter.objects.filter(member__in=members).delete()
    insert(Voter, VOTER_COLUMNS, ((*line[:5], _json(line), *line[6:]) for line in changes.added))
    for lines in batches(changes.changed, BATCH):
        by_member = {line.member: line for line in lines}
        voters = list(Voter.objects.filter(member__in=by_member))
        for voter in voters:
            for field, value in _fields(by_member[voter.member]).items():
                setattr(voter, field, value)
        Voter.objects.bulk_update(voters, VOTER_COLUMNS[1:], batch_size=100)
    entitle_anew(setup)
    log.record(
        who,
        "roll",
        file=file,
        refused=refused,
        added=len(changes.added),
        changed=len(changes.changed),
        gone=len(changes.gone),
    )


def entitle_anew(setup: Setup) -> None:
    """Let everybody on the roll vote in what the election has now, in the caller's transaction.

    Only in draft: what stood there is forgotten.
    """
    Entitlement.objects.all().delete()
    insert(Entitlement, ENTITLEMENT_COLUMNS, _entitlements(setup))


@transaction.atomic
def add(line: Line, setup: Setup, who: str, reason: str) -> Voter:
    """Put a voter on the roll after the freeze, as long as the poll is not closed; no link yet.

    Raises:
        InputError: the roll is not frozen yet, the poll is closed, the number or the address is on
            the roll, or what is said of the voter lets them vote in nothing.
    """
    _while_open()
    if Poll.objects.get().state == Poll.State.DRAFT:
        raise InputError("the roll is not frozen yet", remedy="import it with this voter on it")
    contests = [one.id for one in setup.contested if one.may_vote(dict(line.columns))]
    if not contests:
        raise InputError(
            f"{shown(line.member)} could vote in nothing",
            remedy=f"say what the contests ask for: {', '.join(setup.columns)}",
        )
    for field in ("member", "email"):
        value = getattr(line, field)
        if value and Voter.objects.filter(**{f"{field}__iexact": value}).exists():
            raise InputError(f"{shown(value)} is on the roll already")
    voter = Voter.objects.create(**_fields(line))
    insert(Entitlement, ENTITLEMENT_COLUMNS, _of_voter(voter.pk, voter.columns, setup))
    log.record(who, ADDED, member=line.member, contests=contests, reason=reason)
    return voter


@transaction.atomic
def entitle(member: str, contest: str, who: str, reason: str) -> Voter:
    """Let a voter on the frozen roll vote in one more contest, as long as the poll is not closed.

    Raises:
        InputError: the roll is not frozen yet, the poll is closed, there is no such member or
            contest, or they may vote in it already.
    """
    _while_open()
    if Poll.objects.get().state == Poll.State.DRAFT:
        raise InputError("the roll is not frozen yet", remedy="correct it, and import it again")
    voter = find(member)
    contests = sorted(Chain.objects.values_list("contest", flat=True))
    if contest not in contests:
        raise InputError(
            f"there is no contest {shown(contest)}",
            remedy=nearest(contest, contests, what="the contests are"),
        )
    _, new = Entitlement.objects.get_or_create(voter=voter, contest=contest)
    if not new:
        raise InputError(f"{shown(member)} may vote in {shown(contest)} already")
    log.record(who, ENTITLED, member=member, contest=contest, reason=reason)
    return voter


@transaction.atomic
def readdress(member: str, email: str, who: str, reason: str) -> None:
    """Give a voter another address, as long as the poll is not closed.

    Raises:
        InputError: the poll is closed, there is no such member, or the address is another's.
    """
    _while_open()
    voter = find(member)
    if Voter.objects.filter(email__iexact=email).exclude(pk=voter.pk).exists():
        raise InputError(f"{shown(email)} is on the roll already")
    voter.email = email
    voter.save(update_fields=["email"])
    log.record(who, "roll-address", member=member, reason=reason)


@transaction.atomic
def revoke(member: str, contest: str, who: str, reason: str) -> None:
    """Take an entitlement away that is not used; a ballot on the board stands.

    Raises:
        InputError: the poll is closed, there is no such entitlement, or it is used.
    """
    _while_open()
    voter = find(member)
    rows = Entitlement.objects.filter(voter=voter, contest=contest)
    # One statement, so that a ballot being cast at this moment either stands or is refused.
    if not rows.filter(used=False).delete()[0]:
        used = rows.exists()
        raise InputError(
            f"{shown(member)} has voted in {shown(contest)} already, and the ballot stands"
            if used
            else f"{shown(member)} may not vote in {shown(contest)} anyway"
        )
    log.record(who, REVOKED, member=member, contest=contest, reason=reason)


def find(member: str) -> Voter:
    """The voter with a member's number.

    Raises:
        InputError: there is none.
    """
    # No database can be asked for half a character, nor every one for a zero.
    voter = None if has_control(member) else Voter.objects.filter(member=member).first()
    if voter is None:
        raise InputError(f"no member {shown(member)} is on the roll")
    return voter


def _while_open() -> None:
    state = Poll.objects.select_for_update().get().state
    if state not in (Poll.State.DRAFT, Poll.State.FROZEN, Poll.State.OPEN):
        raise InputError("the poll is closed: the roll stands as it is")


def _fields(line: Line) -> dict[str, object]:
    return {**line._asdict(), "columns": dict(line.columns)}


def _json(line: Line) -> str:
    return json.dumps(dict(line.columns), ensure_ascii=False)


def _entitlements(setup: Setup) -> Iterator[tuple[object, ...]]:
    """What everybody on the roll may vote in, sorted by voter."""
    voters = Voter.objects.order_by("pk").values_list("pk", "columns")
    for pk, columns in voters.iterator(chunk_size=BATCH):
        yield from _of_voter(pk, columns, setup)


def _of_voter(pk: int, columns: dict[str, str], setup: Setup) -> Iterator[tuple[object, ...]]:
    for contest in setup.contested:
        if contest.may_vote(columns):
            yield pk, contest.id, False


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> int:
    """Insert rows without making an object of each, for a roll of a million; how many."""
    names, places = ", ".join(columns), ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})"
    count = 0
    with connection.cursor() as cursor:
        for batch in batches(rows, BATCH):
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def batches(rows: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Rows, `size` at a time."""
    several = iter(rows)
    while batch := list(islice(several, size)):
        yield batch
