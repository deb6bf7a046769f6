"""The count of a contest under its rules, with lots as they were settled.

Knows how ties are settled, what the officer states of lots and withdrawals, and that somebody who
withdrew late is counted both ways. Must not know how papers were opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hustings.counting import law
from hustings.counting.engine import count
from hustings.counting.lots import NO_LOTS, Lots, parse, seeded
from hustings.counting.record import CountRecord, to_json
from hustings.counting.ruleset import RuleSet
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError, LotNeeded, NothingToCount, NotVerified
from hustings.inputs.entry import Entry
from hustings.inputs.text import shown
from hustings.sealing.manifest import Contest, tie_commitment
from hustings.sealing.proceedings import (
    LOTS,
    RESULT,
    TIE_SEED,
    WITHDRAWN,
    Proceedings,
    Signer,
    content_of,
)
from hustings.sealing.writing.document import choice, exactly

# Which of two counts lots are for: of all names on the paper, or without those withdrawn late.
ALL = "all"
STANDING = "standing"


class Tally(NamedTuple):
    """A contest counted.

    Attributes:
        record: with every name on the paper; None where there is no valid paper to count.
        standing: without the names withdrawn after the manifest; None where there are none, or no
            valid paper is left.
    """

    record: CountRecord | None
    standing: CountRecord | None


class Undecided(LotNeeded):
    """A lot that one of a contest's two counts needs.

    Attributes:
        of: `ALL` or `STANDING`.
    """

    def __init__(self, of: str, needed: LotNeeded) -> None:
        super().__init__(
            stage=needed.stage, purpose=needed.purpose, names=needed.names, clause=needed.clause
        )
        self.of = of


def draw(
    proceedings: Proceedings,
    officer: Signer,
    contest: str,
    lines: Sequence[str],
    *,
    of: str = ALL,
) -> Proceedings:
    """The officer states the lots as drawn.

    Args:
        lines: as `counting.lots.parse` reads them, "stage 3: Ann" or a name each.
        of: `ALL`, or `STANDING` for the count without those withdrawn.

    Raises:
        InputError: lots that cannot be read.
        NotVerified: the contest's lots come from a seed, or were stated before.
    """
    settled = proceedings.manifest.contest(contest)
    if settled.tie_commitment:
        raise NotVerified(f"the lots of {contest} come from a seed")
    if of in _drawn(proceedings, contest):
        raise NotVerified(f"the lots of {contest} are stated already")
    parse("\n".join(lines), settled.election, source="the lots")
    content = {"count": of, "lines": list(lines)}
    return proceedings.stated(officer, LOTS, contest, content)


def publish_seed(proceedings: Proceedings, officer: Signer, contest: str, seed: str) -> Proceedings:
    """The officer publishes the seed that the manifest commits to.

    Raises:
        NotVerified: it is another, or the manifest commits to none.
    """
    _check_seed(proceedings.manifest.contest(contest), seed)
    return proceedings.stated(officer, TIE_SEED, contest, {"seed": seed})


def withdraw(
    proceedings: Proceedings, officer: Signer, contest: str, names: Sequence[str]
) -> Proceedings:
    """The officer states who has withdrawn since the manifest; both counts are shown.

    Raises:
        InputError: a name that nobody bears.
        NotVerified: it was stated before.
    """
    if proceedings.only(WITHDRAWN, contest):
        raise NotVerified(f"who withdrew from {contest} is stated already")
    election = proceedings.manifest.contest(contest).election
    written = [election.names[election.find(name)] for name in names]
    return proceedings.stated(officer, WITHDRAWN, contest, {"names": written})


def tally(proceedings: Proceedings, contest: str, profile: Profile) -> Tally:
    """A contest counted.

    Raises:
        Undecided: a lot has to be drawn, and none is stated.
        InputError: these rules cannot count these ballots.
        NotVerified: the manifest's rules are of another version than ours, or a statement does not
            fit.
    """
    settled = proceedings.manifest.contest(contest)
    rules = law.find(settled.rules)
    if rules.instrument.version != settled.rules_version:
        raise NotVerified(
            f"{contest} is counted under version {settled.rules_version} of {settled.rules}, this"
            f" program has {rules.instrument.version}"
        )
    election = settled.election
    record = _count(election, profile, rules, stated_lots(proceedings, contest, ALL), ALL)
    without = without_withdrawn(proceedings, contest, election)
    if without is None:
        return Tally(record, None)
    lots = stated_lots(proceedings, contest, STANDING)
    return Tally(record, _count(without, profile, rules, lots, STANDING))


def state_result(
    proceedings: Proceedings, officer: Signer, contest: str, counted: Tally
) -> Proceedings:
    """The officer states the record digests of a contest; errors as of `Proceedings.stated`."""
    if proceedings.only(RESULT, contest):
        raise NotVerified(f"the result of {contest} is stated already")
    return proceedings.stated(officer, RESULT, contest, result_content(counted))


def result_content(counted: Tally) -> dict[str, str]:
    """What a statement `result` says: the digest of each count's record; empty for no count."""
    return {
        of: to_json(record)["digest"] if record else ""
        for of, record in ((ALL, counted.record), (STANDING, counted.standing))
    }


def _count(
    election: Election, profile: Profile, rules: RuleSet, lots: Lots, of: str
) -> CountRecord | None:
    try:
        return count(election, profile, rules, lots=lots)
    except NothingToCount:
        return None
    except LotNeeded as needed:
        raise Undecided(of, needed) from None


def without_withdrawn(
    proceedings: Proceedings, contest: str, election: Election
) -> Election | None:
    """The election without those who withdrew after the manifest; None where nobody did.

    Raises:
        NotVerified: somebody withdrew who does not stand.
    """
    statement = proceedings.only(WITHDRAWN, contest)
    if statement is None:
        return None
    entry = content_of(statement)
    exactly(entry, ("names",))
    for name in entry.texts("names", "name"):
        if name not in election.names:
            raise NotVerified(f"{shown(name)} withdrew from {contest} and does not stand in it")
        election = election.withdraw(election.names.index(name))
    return election


def stated_lots(proceedings: Proceedings, contest: str, of: str) -> Lots:
    """The lots of one of a contest's counts as they were settled; `NO_LOTS` where none were.

    Raises:
        NotVerified: a statement does not fit.
    """
    settled = proceedings.manifest.contest(contest)
    if settled.tie_commitment:
        statement = proceedings.only(TIE_SEED, contest)
        if statement is None:
            return NO_LOTS
        entry = content_of(statement)
        exactly(entry, ("seed",))
        seed = entry.text("seed")
        _check_seed(settled, seed)
        return seeded(seed, settled.election)
    drawn = _drawn(proceedings, contest)
    lines = drawn.get(of, drawn.get(ALL))
    if lines is None:
        return NO_LOTS
    return parse("\n".join(lines), settled.election, source="the lots")


def _drawn(proceedings: Proceedings, contest: str) -> dict[str, tuple[str, ...]]:
    drawn: dict[str, tuple[str, ...]] = {}
    for statement in proceedings.find(LOTS, contest):
        entry = content_of(statement)
        exactly(entry, ("count", "lines"))
        of = choice(entry, "count", (ALL, STANDING))
        if of in drawn:
            raise NotVerified(f"statement {statement.number} draws the lots of {contest} again")
        drawn[of] = _lines(entry)
    return drawn


def _lines(entry: Entry) -> tuple[str, ...]:
    lines = entry.values["lines"]
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise InputError("`lines` is not a list of texts", source=entry.source)
    return tuple(lines)


def _check_seed(contest: Contest, seed: str) -> None:
    if tie_commitment(seed) != contest.tie_commitment:
        raise NotVerified(f"the seed for the lots of {contest.id} is not the one committed to")
