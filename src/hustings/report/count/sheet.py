"""The result sheet: the one table that text, CSV and HTML are made from.

Knows a count's figures by candidate and stage, and the words beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hustings.counting.record import Action, CountRecord, Stage
from hustings.report.count.values import transfer_value
from hustings.report.wording import listed, printable


class Column(NamedTuple):
    """One stage: its number and what was done, in words.

    Attributes:
        number: 1 for the first.
        action: "Surplus of", "Exclusion of" and so on; says the whole where `of` is empty.
        of: on whom, in full.
        quota: in units, at the end of the stage.
        elected, excluded: names, in order.
        iterations: times the votes were distributed (Meek); else 0.
        transfer_value: of the surplus that moved, in units; None where none did.
        transfer_sum: the sum it came from; empty where that is not known.
    """

    number: int
    action: str
    of: tuple[str, ...]
    quota: int
    elected: tuple[str, ...]
    excluded: tuple[str, ...]
    iterations: int
    transfer_value: int | None = None
    transfer_sum: str = ""

    @property
    def title(self) -> str:
        """What was done, in one phrase: "Exclusion of Glazier and Wright"."""
        return f"{self.action} {listed(self.of)}" if self.of else self.action


class Row(NamedTuple):
    """Figures of a candidate, or of the votes no candidate holds.

    Attributes:
        label: the candidate's name, or what the row holds.
        slate: party or slate; empty for none.
        state: what became of the candidate, e.g. "Elected at stage 3"; empty for other rows.
        votes: in units, at the end of each stage; empty for a candidate who withdrew.
        changes: in units, since the stage before; None at the first stage.
        keep: keep factors in units at each stage (Meek); else empty.
        elected, excluded: the stage at which that happened; 0 for never.
    """

    label: str
    slate: str
    state: str
    votes: tuple[int, ...]
    changes: tuple[int | None, ...]
    keep: tuple[int, ...] = ()
    elected: int = 0
    excluded: int = 0

    def over(self, place: int) -> bool:
        """Whether the candidate was excluded before column `place` (0-based) and holds nothing."""
        return bool(self.excluded) and self.excluded < place + 1 and not self.votes[place]


class Sheet(NamedTuple):
    """The whole table.

    Attributes:
        columns: the stages.
        candidates: in ballot-paper order.
        non_transferable: total at each stage, with what was lost to fractions, as the official
            sheets have it.
        lost: of which lost to fractions; None where nothing ever was.
        total: votes of all candidates and non-transferable votes.
        quota_changes: whether the quota differs between stages.
        has_values: whether any surplus moved at a value that is known.
        has_quota: whether the rules have one.
    """

    columns: tuple[Column, ...]
    candidates: tuple[Row, ...]
    non_transferable: Row
    lost: Row | None
    total: Row
    quota_changes: bool
    has_quota: bool
    has_values: bool


def sheet_of(record: CountRecord) -> Sheet:
    """The result sheet of a count."""
    stages = record.stages
    names = names_of(record)
    elected = {one.candidate: one.stage for one in record.elected}
    excluded = {c: stage.number for stage in stages for c in stage.excluded}
    lost = [stage.lost_to_fractions for stage in stages]
    columns = tuple(_column(stage, names, record) for stage in stages)
    return Sheet(
        columns=columns,
        candidates=tuple(
            _candidate(record, index, elected.get(index, 0), excluded.get(index, 0))
            for index in range(len(names))
        ),
        non_transferable=_plain(
            "Non-transferable" if record.quota else "Votes not used",
            [stage.non_transferable for stage in stages],
        ),
        lost=_plain("of which lost to fractions", lost) if any(lost) else None,
        total=_plain("Total", [sum(s.votes) + s.non_transferable for s in stages]),
        quota_changes=len({stage.quota for stage in stages}) > 1,
        has_quota=any(stage.quota for stage in stages),
        has_values=any(column.transfer_value is not None for column in columns),
    )


def names_of(record: CountRecord) -> tuple[str, ...]:
    """Candidates' names as they can be printed, in ballot-paper order."""
    return tuple(map(printable, record.election.names))


def title_of(record: CountRecord) -> str:
    """The election's title as it can be printed, or what to call one without."""
    return printable(record.election.title) or "Election without a title"


def _plain(label: str, votes: list[int]) -> Row:
    return Row(label, "", "", tuple(votes), _changes(votes))


def _changes(votes: Sequence[int]) -> tuple[int | None, ...]:
    return (None, *(after - before for before, after in pairwise(votes)))


def _candidate(record: CountRecord, index: int, elected: int, excluded: int) -> Row:
    candidate = record.election.candidates[index]
    name, slate = printable(candidate.name), printable(candidate.slate)
    if index in record.election.withdrawn:
        return Row(name, slate, "Withdrawn", (), ())
    votes = [stage.votes[index] for stage in record.stages]
    state = "Not elected"
    if elected:
        state = f"Elected at stage {elected}" if record.quota else "Elected"
    elif excluded:
        state = f"Excluded at stage {excluded}"
    keep = tuple(stage.keep[index] for stage in record.stages if stage.keep)
    return Row(name, slate, state, tuple(votes), _changes(votes), keep, elected, excluded)


def _column(stage: Stage, names: tuple[str, ...], record: CountRecord) -> Column:
    of = tuple(names[c] for c in stage.of)
    value = transfer_value(record, stage.number)
    match stage.action:
        case Action.FIRST_PREFERENCES:
            action = "First preferences" if record.quota else "Votes"
        case Action.SURPLUS:
            action = "Surplus of"
        case Action.EXCLUSION:
            action = "Exclusion of"
        case Action.LAST_VACANCIES:
            action = "Last places filled; exclusion of" if of else "Last places filled"
        case Action.ITERATION:
            action = "Surpluses of" if of else "Surpluses"
    return Column(
        number=stage.number,
        action=action,
        of=of,
        quota=stage.quota,
        elected=tuple(names[c] for c in stage.elected),
        excluded=tuple(names[c] for c in stage.excluded),
        iterations=stage.iterations,
        transfer_value=value.value if value else None,
        transfer_sum=value.sum if value else "",
    )
