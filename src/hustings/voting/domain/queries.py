"""Questions about an election that change nothing."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Count, Q

from hustings.errors import InputError
from hustings.voting.config.model import Setup, said
from hustings.voting.models import Chain, Document, Entitlement, LogEntry, Poll, Voter
from hustings.web.folder import Folder


class Turnout(NamedTuple):
    """One contest: its id, how many may vote, how many ballots are on its board."""

    name: str
    entitled: int
    on_board: int


class Status(NamedTuple):
    """How far the election is."""

    state: str
    contests: tuple[Turnout, ...]


def status() -> Status:
    """How far the election is; nothing in it changes by time alone."""
    counted = Entitlement.objects.values_list("contest").annotate(count=Count("contest"))
    entitled = dict(counted.order_by())
    boards = dict(Chain.objects.values_list("contest", "n"))
    return Status(
        str(Poll.objects.get().state),
        tuple(
            Turnout(name, entitled.get(name, 0), boards.get(name, 0))
            for name in sorted(entitled.keys() | boards.keys())
        ),
    )


def unready(folder: Folder, setup: Setup) -> list[InputError]:
    """What the database lacks before the election can open."""
    if not Voter.objects.exists():
        return [
            InputError(
                "there is nobody on the roll",
                remedy="take it in: under `The roll` in the office, or by `hustings vote roll`",
                source=folder.path,
            )
        ]
    return [
        InputError(
            f"nobody on the roll may vote in `{said(contest.title, setup.languages[0])}`",
            remedy="check its `voters`, and that column of the roll",
            source=folder.toml,
            line=contest.line,
        )
        for contest in setup.contested
        if not Entitlement.objects.filter(contest=contest.id).exists()
    ]


class Act(NamedTuple):
    """An entry of the log: as of `models.LogEntry`, without its head."""

    n: int
    at: str
    who: str
    act: str
    details: str


def acts() -> tuple[Act, ...]:
    """Every entry of the log, the first first."""
    return tuple(Act(*row) for row in LogEntry.objects.order_by("n").values_list(*Act._fields))


def documents(*names: str) -> tuple[tuple[str, str], ...]:
    """(name, text) of the documents called so, or whose name begins so where it ends with `/`."""
    wanted = Q()
    for name in names:
        wanted |= Q(name__startswith=name) if name.endswith("/") else Q(name=name)
    return tuple(Document.objects.filter(wanted).order_by("name").values_list("name", "text"))


def statements() -> str:
    """Every statement so far, in order, each followed by a line feed: what the next one covers."""
    return "".join(f"{text}\n" for _, text in documents("statement/"))


# Heads as they were signed at the close.
FINAL = "final"


def announced() -> str:
    """Which heads were announced last: their number, "0003", or `FINAL`; empty for none yet."""
    if Document.objects.filter(name__startswith="head/").exists():
        return FINAL
    last = Document.objects.filter(name__startswith="observed/").order_by("-name").first()
    return str(last.name.split("/")[1]) if last else ""


def heads(about: str) -> tuple[str, ...]:
    """The signed heads of all boards, as `announced` names them, by contest."""
    start = "head/" if about == FINAL else f"observed/{about}/"
    return tuple(text for _, text in documents(start)) if about else ()


def candidate_texts(contest: str) -> dict[tuple[int, str], bytes]:
    """Candidates' statements in a contest as they were sealed: by number and language."""
    start = f"candidate/{contest}/"
    found = {}
    for name, text in documents(start):
        number, code = name.removeprefix(start).split("/")
        found[int(number), code] = text.encode()
    return found


class Kind(NamedTuple):
    """Voters whose ballot paper is the same: its contests, and how many they are."""

    contests: tuple[str, ...]
    voters: int


def kinds() -> tuple[Kind, ...]:
    """Every kind of ballot paper that somebody gets, the most common first."""
    papers: Counter[tuple[str, ...]] = Counter()
    rows = Entitlement.objects.order_by("voter_id", "contest").values_list("voter_id", "contest")
    for _, several in groupby(rows.iterator(chunk_size=5_000), itemgetter(0)):
        papers[tuple(contest for _, contest in several)] += 1
    return tuple(Kind(*row) for row in papers.most_common())


class Found(NamedTuple):
    """Somebody on the roll, and what they may vote in; not whether they have."""

    member: str
    name: str
    email: str
    area: str
    contests: tuple[str, ...]


def search(text: str, most: int = 20) -> tuple[Found, ...]:
    """Voters whose number is `text`, or whose name or address holds it."""
    text = text.strip()
    if not text:
        return ()
    hits = Q(member=text) | Q(name__icontains=text) | Q(email__icontains=text)
    voters = list(Voter.objects.filter(hits).order_by("name", "pk")[:most])
    return tuple(
        Found(one.member, one.name, one.email, one.area, _contests(one.pk)) for one in voters
    )


def _contests(voter: int) -> tuple[str, ...]:
    found = Entitlement.objects.filter(voter_id=voter).order_by("contest")
    return tuple(found.values_list("contest", flat=True))


def closing() -> datetime | None:
    """When the last ballot is taken, grace included; None before the freeze."""
    found = Chain.objects.order_by("-closes_at").values_list("closes_at", flat=True).first()
    return found if found is None else found.astimezone(UTC)
