"""What a count hands back: every stage, exactly, and nothing that needs the ballots again.

Knows the one result type and its one JSON form.

Votes are integers in units of 1 / 10**places; papers are integers; the two never mix. In each
stage, for rule sets that count papers, the candidates' votes and the non-transferable votes add up
to the valid papers, exactly; so do the papers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from hustings.election.digest import json_digest
from hustings.election.model import Election

FORMAT = "hustings-count/1"
# Keys of the JSON form that its digest does not cover: which engine counted, how the file was read,
# and what follows from the rest.
OUTSIDE_DIGEST = ("digest", "engine", "source", "unfilled", "equal")


class Action(Enum):
    """What a stage does."""

    FIRST_PREFERENCES = "first-preferences"
    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    LAST_VACANCIES = "last-vacancies"
    ITERATION = "iteration"


class Reason(Enum):
    """Why a candidate is deemed elected."""

    QUOTA = "quota"
    ACTIVE_VOTE = "active-vote"
    OUTVOTES_OTHERS = "outvotes-others"
    LAST_VACANCIES = "last-vacancies"
    MOST_VOTES = "most-votes"
    TIE = "tie"


class Purpose(Enum):
    """What a tie had to decide."""

    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    ELECTION = "election"


class Means(Enum):
    """How a tie was broken; NONE where the rules say that nobody is chosen."""

    HISTORY = "history"
    LOT = "lot"
    NONE = "none"


class Transfer(NamedTuple):
    """One batch of papers on the move.

    Attributes:
        of: candidates whose papers these were.
        value: value of each paper before, in units; None where the papers differ.
        transfer_value: value of each paper after; None where the papers differ.
        papers: papers received, per candidate.
        votes: votes credited, per candidate.
        non_transferable_papers: papers set aside.
        non_transferable: votes that become non-transferable, without those lost to fractions.
        lost_to_fractions: votes lost because remainders are ignored.
    """

    of: tuple[int, ...]
    value: int | None
    transfer_value: int | None
    papers: tuple[int, ...]
    votes: tuple[int, ...]
    non_transferable_papers: int
    non_transferable: int
    lost_to_fractions: int


class Tie(NamedTuple):
    """Equal candidates and who was chosen from them for `purpose`.

    Attributes:
        among: the tied, ascending.
        chosen: whose surplus goes first, who is excluded, or who takes the place; None for nobody.
        by: how.
        stage: the stage at which they differed, for HISTORY; else 0.
        clause: the clause that says so.
    """

    purpose: Purpose
    among: tuple[int, ...]
    chosen: int | None
    by: Means
    stage: int
    clause: str


class Elected(NamedTuple):
    """One candidate deemed elected: at which stage, with how many votes then, why."""

    candidate: int
    stage: int
    votes: int
    reason: Reason
    clause: str


class Stage(NamedTuple):
    """One stage of the count, as it stands at its end.

    Attributes:
        number: 1 for the first.
        action: what was done.
        of: on whom.
        clause: under which clause.
        quota: in units; the one in force at the end of the stage.
        votes: per candidate.
        papers: per candidate; empty for rule sets that share papers between candidates (Meek).
        non_transferable: total so far, with what was lost to fractions.
        lost_to_fractions: of which lost to fractions.
        non_transferable_papers: total so far.
        transfers: batches moved in this stage, in order.
        elected: deemed elected in this stage, in order.
        excluded: excluded in this stage.
        ties: ties met in this stage.
        keep: keep factors in units, per candidate (Meek); else empty.
        iterations: times the votes were distributed (Meek); else 0.
    """

    number: int
    action: Action
    of: tuple[int, ...]
    clause: str
    quota: int
    votes: tuple[int, ...]
    papers: tuple[int, ...]
    non_transferable: int
    lost_to_fractions: int
    non_transferable_papers: int
    transfers: tuple[Transfer, ...] = ()
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    ties: tuple[Tie, ...] = ()
    keep: tuple[int, ...] = ()
    iterations: int = 0


class Ballots(NamedTuple):
    """The papers of a count.

    Attributes:
        valid: papers counted.
        rejected: (reason, papers) of papers not counted, reasons ascending.
        curtailed: (reason, papers) of papers counted only down to a fault, reasons ascending.
        distinct: different rankings among the papers read.
        digest: of the profile as read.
    """

    valid: int
    rejected: tuple[tuple[str, int], ...]
    curtailed: tuple[tuple[str, int], ...]
    distinct: int
    digest: str

    @property
    def invalid(self) -> int:
        """Papers not counted."""
        return sum(papers for _, papers in self.rejected)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a record came about, for whoever makes it again; no figure in it depends on this.

    Attributes:
        asked: (option, value) of the command line, beyond what the record says: how the file was
            read, policies; the value of an option that takes none is empty.
        files: (name, lines) of files that `asked` names and that are published nowhere else.
        source: how the file was read, column by column; empty where nothing is to tell.
        notes: what a person should know of how the file was read, one sentence each.
        unused_lots: what the officer drew and the count did not ask for, a clause each.
    """

    asked: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    source: Mapping[str, object] = field(default_factory=dict, hash=False)
    notes: tuple[str, ...] = ()
    unused_lots: tuple[str, ...] = ()


UNKNOWN = Provenance()


class CountRecord(NamedTuple):
    """The whole of a count.

    Attributes:
        rules: (name, version) of the rule set.
        engine: "reference" or "fast"; says nothing about the result.
        places: decimal places of votes.
        quota: as first calculated, in units; each stage has the one in force at its end.
        elected: in order of election.
        lots: whether a seed (and which) or the officer drew, when a lot was needed; else empty. On
            whom each fell stands in the ties of its stage.
        policies: (fault, treatment) where the rules left open what becomes of faulty ballots.
        provenance: how it came about; empty for a record made without a file of ballots.
    """

    election: Election
    ballots: Ballots
    rules: tuple[str, str]
    engine: str
    places: int
    quota: int
    stages: tuple[Stage, ...]
    elected: tuple[Elected, ...]
    lots: str = ""
    policies: tuple[tuple[str, str], ...] = ()
    provenance: Provenance = UNKNOWN

    @property
    def winners(self) -> tuple[str, ...]:
        """Names of those elected, in order of election."""
        names = self.election.names
        return tuple(names[one.candidate] for one in self.elected)

    @property
    def unfilled(self) -> int:
        """Places that nobody was left to take."""
        return self.election.seats - len(self.elected)

    @property
    def places_taken(self) -> tuple[int, ...]:
        """The place of each elected in order of election: 1, 1, 3 where the first two are equal.

        Equal are those elected one after the other at one stage with equal votes: nothing in the
        law says which of them comes first.
        """
        taken: list[int] = []
        for place, one in enumerate(self.elected):
            before = self.elected[place - 1]
            equal = place and (one.stage, one.votes) == (before.stage, before.votes)
            taken.append(taken[-1] if equal else place + 1)
        return tuple(taken)

    @property
    def equal(self) -> tuple[tuple[int, ...], ...]:
        """Candidates who share a place, by place."""
        shared: dict[int, list[int]] = {}
        for place, one in zip(self.places_taken, self.elected, strict=True):
            shared.setdefault(place, []).append(one.candidate)
        return tuple(tuple(group) for group in shared.values() if len(group) > 1)


# (stages done, elected so far, places) -> None
Progress = Callable[[int, int, int], None]


class Result(NamedTuple):
    """A count's first quota (in units), stages, elected in order, and whether a lot was used."""

    quota: int
    stages: tuple[Stage, ...]
    elected: tuple[Elected, ...]
    lot_used: bool


def decimal(units: int, places: int) -> str:
    """`units` of 1 / 10**places as a decimal string with that many places: 10758, 2 -> "107.58"."""
    if not places:
        return str(units)
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), 10**places)
    return f"{sign}{whole}.{rest:0{places}d}"


def to_json(record: CountRecord) -> dict[str, Any]:
    """The record as the JSON document that scripts rely on (DESIGN, "Contracts").

    `digest` is the SHA-256 of the canonical JSON of everything but the keys `OUTSIDE_DIGEST`, so
    that both engines, and anyone with a JSON library, reach the same. `unfilled` (a number of
    places), `equal` (lists of those elected at one stage with equal votes) and `source` (how the
    file was read) are there only where there is something to say. `quota` at the top is the first,
    that of a stage the one at its end.
    """
    election, ballots = record.election, record.ballots
    names = election.names
    document: dict[str, Any] = {
        "format": FORMAT,
        "election": {
            "title": election.title,
            "seats": election.seats,
            "candidates": list(names),
            "slates": {c.name: c.slate for c in election.candidates if c.slate},
            "withdrawn": [names[i] for i in election.withdrawn],
            **({"sitting": [names[i] for i in election.sitting]} if election.sitting else {}),
        },
        "rules": {"name": record.rules[0], "version": record.rules[1]},
        "engine": record.engine,
        "ballots": {
            "valid": ballots.valid,
            "invalid": ballots.invalid,
            "distinct": ballots.distinct,
            "rejected": dict(ballots.rejected),
            "curtailed": dict(ballots.curtailed),
            "digest": ballots.digest,
        },
        "quota": decimal(record.quota, record.places),
        "stages": [_stage_json(stage, names, record.places) for stage in record.stages],
        "elected": list(record.winners),
        "elections": [
            {
                "candidate": names[one.candidate],
                "stage": one.stage,
                "votes": decimal(one.votes, record.places),
                "reason": one.reason.value,
                "clause": one.clause,
            }
            for one in record.elected
        ],
        "lots": record.lots,
    }
    if record.policies:
        document["policies"] = dict(record.policies)
    covered = {key: value for key, value in document.items() if key not in OUTSIDE_DIGEST}
    if record.unfilled:
        document["unfilled"] = record.unfilled
    if record.equal:
        document["equal"] = [[names[c] for c in group] for group in record.equal]
    document["digest"] = json_digest(covered)
    if record.provenance.source:
        document["source"] = dict(record.provenance.source)
    return document


def _stage_json(stage: Stage, names: tuple[str, ...], places: int) -> dict[str, Any]:
    def called(indexes: tuple[int, ...]) -> list[str]:
        return [names[i] for i in indexes]

    document: dict[str, Any] = {
        "number": stage.number,
        "action": stage.action.value,
        "of": called(stage.of),
        "clause": stage.clause,
        "quota": decimal(stage.quota, places),
        "votes": {n: decimal(v, places) for n, v in zip(names, stage.votes, strict=True)},
        "non_transferable": decimal(stage.non_transferable, places),
        "lost_to_fractions": decimal(stage.lost_to_fractions, places),
        "elected": called(stage.elected),
        "excluded": called(stage.excluded),
        "ties": [
            {
                "purpose": tie.purpose.value,
                "among": called(tie.among),
                "chosen": None if tie.chosen is None else names[tie.chosen],
                "by": tie.by.value,
                "stage": tie.stage or None,
                "clause": tie.clause,
            }
            for tie in stage.ties
        ],
    }
    if stage.papers:
        document["papers"] = dict(zip(names, stage.papers, strict=True))
        document["non_transferable_papers"] = stage.non_transferable_papers
        document["transfers"] = [_transfer_json(t, names, places) for t in stage.transfers]
    if stage.keep:
        document["keep"] = {n: decimal(k, places) for n, k in zip(names, stage.keep, strict=True)}
        document["iterations"] = stage.iterations
    return document


def _transfer_json(transfer: Transfer, names: tuple[str, ...], places: int) -> dict[str, Any]:
    return {
        "of": [names[i] for i in transfer.of],
        "value": None if transfer.value is None else decimal(transfer.value, places),
        "transfer_value": (
            None if transfer.transfer_value is None else decimal(transfer.transfer_value, places)
        ),
        "papers": {names[i]: n for i, n in enumerate(transfer.papers) if n},
        "votes": {names[i]: decimal(v, places) for i, v in enumerate(transfer.votes) if v},
        "non_transferable_papers": transfer.non_transferable_papers,
        "non_transferable": decimal(transfer.non_transferable, places),
        "lost_to_fractions": decimal(transfer.lost_to_fractions, places),
    }
