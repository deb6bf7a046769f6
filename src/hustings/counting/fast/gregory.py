"""The fast count for the Gregory family: prepares the arrays, runs the kernel, writes the result.

Knows which rule sets and sizes the kernel covers, and refuses the others. Must not know the
reference count: the two share only nouns and the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from hustings.counting.fast import gregory_kernel as k
from hustings.counting.parts import quotas, surpluses
from hustings.counting.record import (
    Action,
    Elected,
    Means,
    Purpose,
    Reason,
    Result,
    Stage,
    Tie,
    Transfer,
)
from hustings.counting.ruleset import (
    Batches,
    GregoryRules,
    History,
    Hurdle,
    LastVacancies,
    Margin,
    Moment,
    Revision,
    SurplusPapers,
)
from hustings.errors import LotNeeded, NotCovered

if TYPE_CHECKING:
    from hustings.counting.lots import Lots
    from hustings.election.model import Election
    from hustings.election.packed import PackedProfile

_QUOTAS: dict[Any, Any] = {
    quotas.whole_number: k.QUOTA_WHOLE,
    quotas.rounded_up: k.QUOTA_ROUNDED_UP,
    quotas.just_above: k.QUOTA_JUST_ABOVE,
}
_REVISIONS = {
    Revision.NEVER: k.REVISION_NEVER,
    Revision.UNTIL_ELECTION: k.REVISION_UNTIL_ELECTION,
    Revision.EVERY_STAGE: k.REVISION_EVERY_STAGE,
}
_HURDLES = {Hurdle.QUOTA: k.HURDLE_QUOTA, Hurdle.QUOTA_OR_ACTIVE_VOTE: k.HURDLE_ACTIVE_VOTE}
_MARGINS = {
    Margin.NEVER: k.MARGIN_NEVER,
    Margin.AT_MOST: k.MARGIN_AT_MOST,
    Margin.LESS_THAN: k.MARGIN_LESS_THAN,
}
_BATCHES = {
    Batches.TOGETHER: k.BATCHES_TOGETHER,
    Batches.BY_VALUE: k.BATCHES_BY_VALUE,
    Batches.FIRST_PREFERENCES_THEN_BY_VALUE: k.BATCHES_FIRST_THEN_BY_VALUE,
}
_HISTORIES = {
    History.NONE: k.HISTORY_NONE,
    History.EARLIEST: k.HISTORY_EARLIEST,
    History.LATEST: k.HISTORY_LATEST,
}
# What is taken from a surplus, and at what value, go together in the kernel.
_SURPLUSES: dict[tuple[SurplusPapers, Any], Any] = {
    (SurplusPapers.LAST_PARCEL, surpluses.per_transferable_paper): k.SURPLUS_LAST_BATCH,
    (SurplusPapers.ALL, surpluses.in_proportion): k.SURPLUS_CUT_ONCE,
    (SurplusPapers.ALL, surpluses.in_proportion_cut_twice): k.SURPLUS_CUT_TWICE,
}
_PURPOSES = (Purpose.SURPLUS, Purpose.EXCLUSION, Purpose.ELECTION)
_PURPOSE_STEPS = ("tie-surplus", "tie-exclusion", "tie-election")
_MEANS = (Means.HISTORY, Means.LOT, Means.NONE)
_REASONS = (
    (Reason.QUOTA, "elected"),
    (Reason.ACTIVE_VOTE, "elected-active-vote"),
    (Reason.OUTVOTES_OTHERS, "elected-outvotes"),
    (Reason.LAST_VACANCIES, "last-vacancies"),
    (Reason.TIE, "tie-election"),
)
_STEPS = (
    (Action.FIRST_PREFERENCES, "first-preferences"),
    (Action.SURPLUS, "surplus"),
    (Action.EXCLUSION, "exclusion"),
    (Action.EXCLUSION, "bulk-exclusion"),
    (Action.LAST_VACANCIES, "last-vacancies"),
)
# Memory for the tables of a count, in table cells of 8 bytes.
_MOST_CELLS = 64_000_000


def rule_row(rules: GregoryRules, seats: int) -> k.Ints:
    """A rule set as the first of the kernel's numbers, the running totals at nothing.

    Raises:
        NotCovered: the kernel does not implement one of its answers.
    """
    try:
        surplus = _SURPLUSES[rules.surplus_papers, rules.transfer_value]
        quota = _QUOTAS[rules.quota]
    except KeyError:
        raise NotCovered(
            f"the fast engine does not cover {rules.instrument.name}; use --engine reference"
        ) from None
    if surplus == k.SURPLUS_LAST_BATCH and rules.batches is Batches.TOGETHER:
        # A last parcel would then hold papers of several values, which the kernel does not part.
        raise NotCovered(
            f"the fast engine does not cover {rules.instrument.name}; use --engine reference"
        )
    row = np.zeros(k.NUMBERS, np.int64)
    row[k.SCALE] = 10**rules.places
    row[k.QUOTA] = quota
    row[k.REVISION] = _REVISIONS[rules.quota_revision]
    row[k.HURDLE] = _HURDLES[rules.hurdle]
    row[k.CHECKED_BATCH] = rules.checked is Moment.BATCH
    row[k.OUTVOTING] = rules.outvoting
    row[k.SURPLUS] = surplus
    row[k.SOLE_WAITS] = rules.sole_vacancy_waits
    row[k.LAST_PAIR] = rules.last_pair
    row[k.DEFERRAL] = _MARGINS[rules.deferral]
    row[k.ZERO_SURPLUS] = rules.zero_surplus_stage
    row[k.BULK] = _MARGINS[rules.bulk_exclusion]
    row[k.BATCHES] = _BATCHES[rules.batches]
    row[k.HISTORY] = _HISTORIES[rules.history]
    row[k.HISTORY_BATCH] = rules.history_points is Moment.BATCH
    row[k.LAST_AT_ONCE] = rules.last_vacancies is LastVacancies.AT_ONCE
    row[k.SEATS] = seats
    return row


def most_batches(rule: k.Ints, candidates: int) -> int:
    """No count under this rule row can move more batches of papers than this.

    Each candidate is excluded or has a surplus transferred at most once. Where papers go by value,
    an exclusion has a batch for each value there is: one vote, first preferences apart, and one
    more for each surplus transferred.
    """
    if rule[k.BATCHES] == k.BATCHES_TOGETHER:
        return candidates + 1
    return candidates * (min(int(rule[k.SEATS]), candidates) + 3) + 1


def prepare(election: Election, packed: PackedProfile, rules: GregoryRules, lots: Lots) -> k.State:
    """The kernel's state before the count.

    Raises:
        NotCovered: the rule set is not covered, or a figure could overflow 64 bits.
    """
    size = len(election.candidates)
    rule = rule_row(rules, election.seats)
    scale = int(rule[k.SCALE])
    if packed.total * scale * max(scale, election.seats + 2, 2) >= 2**62:
        raise NotCovered("too many papers for the fast engine's integers; use --engine reference")
    if packed.distinct >= 2**31 - 1:
        raise NotCovered("too many rankings for the fast engine; use --engine reference")
    batches = most_batches(rule, size)
    stages = 2 * size + 2
    points = batches + 1 if rule[k.HISTORY_BATCH] else stages
    ties = stages + (2 * points if rule[k.HURDLE] == k.HURDLE_ACTIVE_VOTE else 0)
    if (2 * batches + 4 * stages + points + ties) * size > _MOST_CELLS:
        raise NotCovered("too many candidates for the fast engine; use --engine reference")
    cand = np.zeros((size, k.CAND_COLUMNS), np.int64)
    cand[:, [k.HEAD, k.BATCH_END, k.LOT_RANK]] = -1
    cand[list(lots.order), k.LOT_RANK] = np.arange(len(lots.order))
    cand[list(election.standing), k.CONTINUING] = 1
    ballot = np.empty((packed.distinct, 5), np.int64)
    ballot[:, k.PAPERS] = packed.papers
    drawn = [(stage, candidate) for stage, order in lots.stages for candidate in order]
    return k.State(
        starts=packed.starts,
        entries=packed.entries,
        ballot=ballot,
        num=rule,
        cand=cand,
        elected=np.zeros((size, 4), np.int64),
        points=np.empty((points, size + 1), np.int64),
        stage_num=np.empty((stages, 6), np.int64),
        stage_cand=np.empty((stages, 4, size), np.int64),
        transfer_num=np.empty((batches, 5), np.int64),
        transfer_cand=np.empty((batches, 2, size), np.int64),
        tie_num=np.empty((ties, 5), np.int64),
        tie_cand=np.empty((ties, size), np.int64),
        lots=np.array(drawn, dtype=np.int64).reshape(len(drawn), 2),
    )


def count(election: Election, packed: PackedProfile, rules: GregoryRules, lots: Lots) -> Result:
    """Count under a Gregory rule set; the same result as the reference.

    Args:
        packed: strict rankings over standing candidates.

    Raises:
        LotNeeded: a tie that only a lot can break, and it has not been drawn.
        NotCovered: see `prepare`.
    """
    state = prepare(election, packed, rules, lots)
    run(state, election, rules)
    return _result(state, rules)


def run(state: k.State, election: Election, rules: GregoryRules) -> None:
    """Run the kernel on a prepared state, which then holds the whole count.

    Raises:
        LotNeeded: a tie that only a lot can break, and it has not been drawn.
    """
    if not k.count(state):
        purpose = int(state.num[k.NEED_PURPOSE])
        raise LotNeeded(
            stage=int(state.num[k.NEED_STAGE]),
            purpose=_PURPOSES[purpose].value,
            names=tuple(
                election.candidates[c].name for c in np.flatnonzero(state.cand[:, k.NEEDED])
            ),
            clause=rules.instrument.clause(_PURPOSE_STEPS[purpose]),
        )


def _result(state: k.State, rules: GregoryRules) -> Result:
    """The kernel's tables as stages."""
    clause = rules.instrument.clause
    elected = tuple(
        Elected(candidate, stage, votes, _REASONS[reason][0], clause(_REASONS[reason][1]))
        for candidate, stage, votes, reason in state.elected[: int(state.num[k.ELECTED])].tolist()
    )
    ties: dict[int, list[Tie]] = {}
    for row in range(int(state.num[k.TIES])):
        stage, purpose, chosen, means, differed = state.tie_num[row].tolist()
        ties.setdefault(stage, []).append(
            Tie(
                _PURPOSES[purpose],
                _members(state.tie_cand[row]),
                None if chosen < 0 else chosen,
                _MEANS[means],
                differed,
                clause(_PURPOSE_STEPS[purpose]),
            )
        )
    stages = []
    done = 0
    for row in range(int(state.num[k.STAGES])):
        step, quota, lost_votes, lost, papers, transfers = state.stage_num[row].tolist()
        action, name = _STEPS[step]
        of = _members(state.stage_cand[row, k.C_OF])
        stages.append(
            Stage(
                number=row + 1,
                action=action,
                of=of,
                clause=clause(name),
                quota=quota,
                votes=tuple(state.stage_cand[row, k.C_VOTES].tolist()),
                papers=tuple(state.stage_cand[row, k.C_HELD].tolist()),
                non_transferable=lost_votes,
                lost_to_fractions=lost,
                non_transferable_papers=papers,
                transfers=tuple(_transfer(state, t, of) for t in range(done, transfers)),
                elected=tuple(one.candidate for one in elected if one.stage == row + 1),
                excluded=_members(state.stage_cand[row, k.C_EXCLUDED]),
                ties=tuple(ties.get(row + 1, ())),
            )
        )
        done = transfers
    return Result(
        int(state.num[k.FIRST_QUOTA]), tuple(stages), elected, bool(state.num[k.LOT_USED])
    )


def _members(mask: Any) -> tuple[int, ...]:
    return tuple(np.flatnonzero(mask).tolist())


def _transfer(state: k.State, row: int, of: tuple[int, ...]) -> Transfer:
    value, new_value, set_aside, set_aside_votes, lost = state.transfer_num[row].tolist()
    return Transfer(
        of,
        None if value < 0 else value,
        None if new_value < 0 else new_value,
        tuple(state.transfer_cand[row, k.TO_PAPERS].tolist()),
        tuple(state.transfer_cand[row, k.TO_VOTES].tolist()),
        set_aside,
        set_aside_votes,
        lost,
    )


def warm() -> None:
    """Compile the kernels, or load them from Numba's cache, on an election of three papers."""
    from hustings.counting.law import find
    from hustings.counting.lots import seeded
    from hustings.election.model import make_election
    from hustings.election.packed import pack
    from hustings.election.profile import Profile

    election = make_election("warm-up", 1, ["A", "B", "C"])
    packed = pack(Profile.gather([((0, 1), 2), ((1, 0), 2), ((2,), 1)]))
    for name in ("ers97", "scotland"):
        rules = find(name)
        assert isinstance(rules, GregoryRules)
        count(election, packed, rules, seeded("warm-up", election))
