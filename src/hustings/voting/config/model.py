"""What election.toml says, checked: the election before anybody has voted.

Knows the nouns of an election that is being prepared. Must not know files, nor Django.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from hustings.election.nominations.model import Threshold
from hustings.sealing.manifest import Setting

__all__ = [
    "Body",
    "Candidate",
    "Condition",
    "Contest",
    "Dates",
    "Line",
    "Mail",
    "Nominations",
    "Order",
    "Retention",
    "Seal",
    "Setting",
    "Setup",
    "Turnout",
    "Words",
    "said",
]

# Words in one or more languages: (code, words), the election's first language first.
Words = tuple[tuple[str, str], ...]


def said(words: Words, language: str) -> str:
    """`words` in `language`, else in the first there is; empty for none."""
    return dict(words).get(language) or (words[0][1] if words else "")


class Order(Enum):
    """In which order the names stand on the ballot paper; rotated: as listed, shown in turn."""

    LISTED = "listed"
    ROTATED = "rotated"
    ALPHABETICAL = "alphabetical"
    LOT = "lot"


class Candidate(NamedTuple):
    """One name on the ballot paper.

    Attributes:
        statement: in the candidate's words, by language; plain text or Markdown.
        photograph: the hash of it and of what describes it; empty for none.
    """

    name: str
    slate: str = ""
    statement: Words = ()
    photograph: bytes = b""


class Condition(NamedTuple):
    """What the roll must say of a voter, or the list of a body: one column, and what fits.

    Attributes:
        column: of the roll as it is stored, or of the list: "region".
        values: any of them, compared without case.
    """

    column: str
    values: tuple[str, ...]

    def holds(self, value: str) -> bool:
        """Whether what the roll says fits."""
        return value.strip().casefold() in self.values


@dataclass(frozen=True, slots=True)
class Contest:
    """One question on the ballot.

    Attributes:
        id: in addresses, files and signatures; lower-case letters, digits, hyphens.
        rules: name of the rule set.
        ticks: whether a ballot ticks names, at most `seats`, instead of ranking them.
        candidates: in the order of the ballot paper.
        order, order_seed: how that order came about.
        ties_seed: lots are drawn from it; empty where the officer draws them.
        voters: all must hold; none: everybody on the roll.
        line: in election.toml.
        nominated: whether the candidates come from nominations; none as long as they are awaited.
        nominators: all must hold of a body that nominates here; none: every body does.
    """

    id: str
    title: Words
    seats: int
    rules: str
    ticks: bool
    candidates: tuple[Candidate, ...]
    order: Order
    order_seed: str
    ties_seed: str
    voters: tuple[Condition, ...]
    line: int
    nominated: bool = False
    nominators: tuple[Condition, ...] = ()

    @property
    def awaited(self) -> bool:
        """Whether the candidates are still to be nominated and put on the ballot."""
        return self.nominated and not self.candidates

    @property
    def contested(self) -> bool:
        """Whether there is anything to vote on: more candidates than seats."""
        return len(self.candidates) > self.seats

    def may_nominate(self, region: str, kind: str) -> bool:
        """Whether a body of this region and kind nominates here."""
        said_of = {"region": region, "kind": kind}
        return all(one.holds(said_of[one.column]) for one in self.nominators)

    def may_vote(self, columns: dict[str, str]) -> bool:
        """Whether somebody may vote here of whom the roll says `columns`."""
        return all(one.holds(columns.get(one.column, "")) for one in self.voters)


class Dates(NamedTuple):
    """When what happens.

    Attributes:
        zone: of the clock on the wall, "Europe/London".
        freeze: who is eligible on this day may vote; None for no such day.
        grace: how long after `closes` a ballot that was under way is taken.
    """

    zone: str
    freeze: date | None
    opens: datetime
    closes: datetime
    grace: timedelta


class Nominations(NamedTuple):
    """How candidates are nominated.

    Attributes:
        members: whether members on the roll propose, second and assent; else nominating bodies.
        most: names that a body may nominate in a contest, and a member support.
        threshold: what it takes to stand.
        changes: whether what was nominated can be changed until `closes`.
        words: of a candidate's statement, at most, in each language.
        photographs: whether candidates may give one.
        tally: whether everybody sees who has been nominated how often.
        accept_by: until when candidates accept, and write their statement.
        withdraw_by: until when they withdraw.
    """

    opens: datetime
    closes: datetime
    members: bool
    most: int
    threshold: Threshold
    changes: bool
    words: int
    photographs: bool
    tally: bool
    accept_by: datetime
    withdraw_by: datetime


# Nobody is reminded twice within it: a day, with room for a mailer that was late for the first.
BETWEEN_REMINDERS = timedelta(hours=20)


class Mail(NamedTuple):
    """How mails leave.

    Attributes:
        host: of the SMTP server; empty to show mails on the officer's page instead.
        security: "starttls", "tls" or "none".
        password_file: beside election.toml; empty for none.
        rate: mails a minute at most.
        observers: addresses to which the heads of the boards are sent.
        reminders: when those who have voted in nothing are reminded, in order.
    """

    sender: str = ""
    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password_file: str = ""
    rate: int = 600
    observers: tuple[str, ...] = ()
    reminders: tuple[datetime, ...] = ()


class Line(NamedTuple):
    """A voter as the roll has them.

    Attributes:
        member: the organisation's number for them; unique.
        email: empty where letters are sent to `address`.
        columns: (column, value) of those that conditions or turnout ask for, sorted.
        address: lines of a postal address; empty where there is an e-mail address.
        postcode: of it; empty where it has none.
    """

    member: str
    name: str
    email: str
    language: str
    area: str
    columns: tuple[tuple[str, str], ...]
    address: str = ""
    postcode: str = ""


class Body(NamedTuple):
    """A nominating body as the list has it.

    Attributes:
        contact: an e-mail address.
    """

    name: str
    region: str
    contact: str
    kind: str
    language: str


class Seal(NamedTuple):
    """How ballots are sealed.

    Attributes:
        practice: whether it is an exercise, with keys to be thrown away.
        check_codes: whether voters are shown check codes.
        server_seals: whether the server seals for voters without JavaScript.
        least_decoys: in each contest; 0 in a club.
        links: the name of the body that makes the links, in an organisation.
    """

    practice: bool = False
    check_codes: bool = False
    server_seals: bool = True
    least_decoys: int = 0
    links: str = ""


# The column by which turnout is told unless another is named; every roll may have it.
AREA = "area"


class Turnout(NamedTuple):
    """How it is told how many have voted.

    Attributes:
        by: the column of the roll that groups are of.
        public: whether everybody is told.
    """

    by: str = AREA
    public: bool = False


class Retention(NamedTuple):
    """How long what is personal is kept.

    Attributes:
        mails: days from the close: what was mailed to whom.
        roll: days from the publishing of the results: the roll, who has voted, nominations,
            links.
    """

    mails: int = 30
    roll: int = 180


@dataclass(frozen=True, slots=True)
class Setup:
    """The whole of election.toml.

    Attributes:
        address: where voters find the election; ends with a slash.
        languages: codes, the election's own first.
        trustees: how many hold a mix key; 1 in a club.
        headings: (column of ours, heading in the roll's file) where election.toml maps them.
        texts: (name, words): "welcome", "help", "signature".
        turnout: how it is told how many have voted.
        nominations: None where nobody nominates.
    """

    title: Words
    organisation: str
    address: str
    setting: Setting
    trustees: int
    seal: Seal
    languages: tuple[str, ...]
    dates: Dates
    contests: tuple[Contest, ...]
    mail: Mail
    headings: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, Words], ...]
    retention: Retention
    turnout: Turnout
    nominations: Nominations | None = None

    @property
    def nominated(self) -> tuple[Contest, ...]:
        """The contests whose candidates are nominated."""
        return tuple(contest for contest in self.contests if contest.nominated)

    @property
    def contested(self) -> tuple[Contest, ...]:
        """The contests that are voted on."""
        return tuple(contest for contest in self.contests if contest.contested)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the roll that conditions or turnout ask for, each once, sorted."""
        asked = {one.column for each in self.contests for one in each.voters}
        return tuple(sorted(asked | {self.turnout.by} - {AREA}))

    def contest(self, id: str) -> Contest | None:
        """The contest of that id."""
        return next((contest for contest in self.contests if contest.id == id), None)
