"""What the counting tests share: small elections, checked counts, readers of peers' sheets.

Knows how to write an election in a few lines and how OpenSTV's sheets and Droop's dumps are laid
out. Must not know what a count ought to give.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import wraps
from pathlib import Path
from typing import Any

from hustings.counting import engine, invariants
from hustings.counting.law import find
from hustings.counting.lots import NO_LOTS, Lots
from hustings.counting.record import CountRecord, Stage, decimal, to_json
from hustings.counting.ruleset import RuleSet
from hustings.election import formats
from hustings.election.model import Election, make_election
from hustings.election.profile import Profile, Ranking, ranking_of

# -- counting ----------------------------------------------------------------------------------


def check_every_count() -> None:
    """Make the front door refuse, in this test run, a record that breaks an invariant."""
    if hasattr(engine.count, "unchecked"):
        return
    unchecked = engine.count

    @wraps(unchecked)
    def count(election: Election, profile: Any, rules: RuleSet, **options: Any) -> CountRecord:
        record = unchecked(election, profile, rules, **options)
        broken = invariants.check(record, rules)
        if broken:
            raise AssertionError("\n".join(broken))
        return record

    count.unchecked = unchecked  # type: ignore[attr-defined]
    engine.count = count


def counted(
    election: Election,
    profile: Profile,
    rules: str | RuleSet,
    *,
    lots: Lots = NO_LOTS,
) -> CountRecord:
    """A count by the reference engine whose record keeps every invariant."""
    law = find(rules) if isinstance(rules, str) else rules
    record = engine.count(election, profile, law, lots=lots, engine="reference")
    assert invariants.check(record, law) == []
    return record


# -- small elections ---------------------------------------------------------------------------


def vote(names: str, seats: int, ballots: str, *, withdrawn: str = "") -> tuple[Election, Profile]:
    """An election from one-letter names and ballots such as `10 ABC, 3 B(AC), 2 A_C, 1`.

    A bracket holds candidates at one preference, `_` is a preference left out.
    """
    letters = {name: index for index, name in enumerate(names)}
    gathered: list[tuple[Ranking, int]] = []
    for ballot in filter(None, (part.strip() for part in ballots.split(","))):
        number, _, marks = ballot.partition(" ")
        ranks = [
            [letters[letter] for letter in rank.strip("()_")]
            for rank in re.findall(r"\([A-Z]+\)|[A-Z_]", marks)
        ]
        gathered.append((ranking_of(ranks), int(number)))
    election = make_election(
        "", seats, list(names), withdrawn=tuple(letters[name] for name in withdrawn)
    )
    return election, Profile.gather(gathered)


def in_order(names: str, election: Election) -> Lots:
    """Lots drawn in the order of one-letter names."""
    return Lots("drawn", tuple(election.names.index(name) for name in names))


def by_ballot_paper(election: Election) -> Lots:
    """Lots that fall on whoever stands first on the ballot paper."""
    return Lots("ballot paper", tuple(range(len(election.candidates))))


def called(election: Election, indexes: tuple[int, ...]) -> str:
    """Names one after the other, for one-letter names."""
    return "".join(election.names[index] for index in indexes)


def table(record: CountRecord) -> list[str]:
    """A record as one line a stage, for golden comparison of small elections.

    number, action, on whom | votes | non-transferable | + elected | - excluded | quota
    """
    names = record.election.names

    def line(stage: Stage) -> str:
        votes = " ".join(
            f"{name} {_short(decimal(units, record.places))}"
            for name, units in zip(names, stage.votes, strict=True)
        )
        parts = [
            f"{stage.number} {stage.action.value} {called(record.election, stage.of)}".strip(),
            votes,
            f"nt {_short(decimal(stage.non_transferable, record.places))}",
            f"q {_short(decimal(stage.quota, record.places))}",
        ]
        if stage.elected:
            parts.append(f"+{called(record.election, stage.elected)}")
        if stage.excluded:
            parts.append(f"-{called(record.election, stage.excluded)}")
        return " | ".join(parts)

    return [line(stage) for stage in record.stages]


def _short(figure: str) -> str:
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def document(record: CountRecord) -> dict[str, Any]:
    """The record's JSON, through JSON."""
    loaded: dict[str, Any] = json.loads(json.dumps(to_json(record)))
    return loaded


# -- ballot files ------------------------------------------------------------------------------


def read(path: Path) -> tuple[Election, Profile]:
    """The election and the ballots of a file."""
    file = formats.read(str(path))
    return file.election, file.profile


# -- OpenSTV's sheets --------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheet:
    """A stage sheet: for each stage what was done and on whom, and the figures as printed.

    Attributes:
        quota: as printed.
        stages: (action, names, change by name, total by name); the first has no changes.
        elected: names marked as elected.
    """

    quota: Fraction
    stages: tuple[tuple[str, frozenset[str], dict[str, Fraction], dict[str, Fraction]], ...]
    elected: frozenset[str]


NON_TRANSFERABLE = "Non-transferable"
_ACTIONS = {"Surplus of": "surplus", "Exclusion of": "exclusion"}


def read_sheet(path: Path) -> Sheet:
    """One of OpenSTV's CSV reports."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    head = next(i for i, row in enumerate(rows) if row and row[0] == "Candidates")
    quota = next(Fraction(row[1]) for row in rows if row[0] == "Quota")
    actions = rows[head - 1][2::2]
    on_whom = rows[head][2::2]
    body = [row for row in rows[head + 1 :] if row and row[0] != "Totals"]
    stages: list[tuple[str, frozenset[str], dict[str, Fraction], dict[str, Fraction]]] = [
        ("first-preferences", frozenset(), {}, {row[0]: _figure(row[1]) for row in body})
    ]
    for number, (action, names) in enumerate(zip(actions, on_whom, strict=True)):
        if not action:
            continue
        change = {row[0]: _figure(row[2 + 2 * number]) for row in body}
        total = {row[0]: _figure(row[3 + 2 * number]) for row in body}
        stages.append((_ACTIONS[action], frozenset(names.split("+")), change, total))
    return Sheet(quota, tuple(stages), frozenset(row[0] for row in body if row[-1] == "Elected"))


def sheet_of(record: CountRecord) -> Sheet:
    """A record as the same kind of sheet."""
    names = record.election.names
    unit = 10**record.places
    stages: list[tuple[str, frozenset[str], dict[str, Fraction], dict[str, Fraction]]] = []
    before: dict[str, Fraction] = {}
    for stage in record.stages:
        total = {n: Fraction(v, unit) for n, v in zip(names, stage.votes, strict=True)}
        total[NON_TRANSFERABLE] = Fraction(stage.non_transferable, unit)
        change = {name: total[name] - before[name] for name in total} if before else {}
        whom = frozenset(names[candidate] for candidate in stage.of)
        stages.append((stage.action.value, whom, change, total))
        before = total
    return Sheet(Fraction(record.quota, unit), tuple(stages), frozenset(record.winners))


def _figure(cell: str) -> Fraction:
    cell = cell.strip()
    return Fraction(0) if cell in ("", "-") else Fraction(cell)


def plain(name: str) -> str:
    """A name with single spaces: peers squeeze them."""
    return " ".join(name.split())


# -- Droop's dumps -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Round:
    """The end of one of Droop's rounds.

    Attributes:
        quota, non_transferable: as printed.
        votes: by name.
        elected: who was elected on these votes.
        defeated: who was defeated in this round before papers moved.
        nothing: whether no vote moved (a surplus of nothing).
    """

    quota: Fraction
    non_transferable: Fraction
    votes: dict[str, Fraction]
    elected: frozenset[str]
    defeated: frozenset[str]
    nothing: bool


def read_dump(path: Path) -> list[Round]:
    """The rounds of one of Droop's dumps; the first holds the first preferences."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    rows = [row for row in rows if len(row) > 3 and row[0].isdigit()]
    known: dict[str, str] = {}
    moved: set[int] = {0}
    elected: dict[int, set[str]] = {}
    defeated: dict[int, set[str]] = {}
    last: dict[int, list[str]] = {}
    for row in rows:
        number = int(row[0])
        state = {plain(row[i]): row[i + 1].upper() for i in range(4, len(row) - 2, 3)}
        fresh = {name for name, letter in state.items() if known.get(name, "H") != letter}
        if row[1] == "transfer":
            moved.add(number)
        elif row[1] == "elect":
            # before papers move, on the votes that the round before left
            elected.setdefault(number if number in moved else number - 1, set()).update(fresh)
        elif row[1] == "defeat" and number not in moved:
            defeated.setdefault(number, set()).update(fresh)
        known, last[number] = state, row
    rounds: list[Round] = []
    for number, row in sorted(last.items()):
        votes = {plain(row[i]): Fraction(row[i + 2]) for i in range(4, len(row) - 2, 3)}
        rounds.append(
            Round(
                Fraction(row[2]),
                Fraction(row[3]),
                votes,
                frozenset(elected.get(number, ())),
                frozenset(defeated.get(number, ())),
                bool(rounds) and rounds[-1].votes == votes and not defeated.get(number),
            )
        )
    return rounds
