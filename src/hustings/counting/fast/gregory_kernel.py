"""The arrays and integers of the fast count for the Gregory family, compiled by Numba.

Knows how to walk the stages on arrays; `gregory` prepares them and writes the record. A rule set
comes as a row of small integers, and everything that could overflow 64 bits has been refused
before.

Papers with the same ranking always stand at the same candidate at the same value, so a ranking has
one place, one value, and stands in one linked list, newest first, which begins at its candidate's
HEAD. The papers a candidate received in the last batch are those before BATCH_END in that list.

One long module on purpose: Numba's cache looks at the date of one file, so that a kernel spread
over several could go on running old machine code (docs/decisions/0001).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.compiled.njit import njit

Ints = npt.NDArray[np.int64]


def _codes(number: int, start: int = 0) -> tuple[np.int64, ...]:
    """Typed integers: Numba compiles a function once for an int64, but again for each literal."""
    return tuple(np.int64(start + k) for k in range(number))


NO = np.int64(0)
YES = np.int64(1)
NOBODY = np.int64(-1)

# Places in `num`: first the rule set, then the running totals.
(
    SCALE,
    QUOTA,
    REVISION,
    HURDLE,
    CHECKED_BATCH,
    OUTVOTING,
    SURPLUS,
    DEFERRAL,
    ZERO_SURPLUS,
    BULK,
    BATCHES,
    HISTORY,
    HISTORY_BATCH,
    LAST_AT_ONCE,
    SOLE_WAITS,
    LAST_PAIR,
    SEATS,
    VALID,
    QUOTA_NOW,
    LOST_VOTES,
    LOST_FRACTIONS,
    SET_ASIDE,
    ELECTED,
    POINTS,
    TIES,
    TRANSFERS,
    STAGES,
    BATCH,
    LOT_USED,
    NEED_STAGE,
    NEED_PURPOSE,
    FIRST_QUOTA,
    EXCLUSIONS,
) = _codes(33)
NUMBERS = 33

# Codes for the rule set's answers.
QUOTA_WHOLE, QUOTA_ROUNDED_UP, QUOTA_JUST_ABOVE = _codes(3)
REVISION_NEVER, REVISION_UNTIL_ELECTION, REVISION_EVERY_STAGE = _codes(3)
HURDLE_QUOTA, HURDLE_ACTIVE_VOTE = _codes(2)
MARGIN_NEVER, MARGIN_AT_MOST, MARGIN_LESS_THAN = _codes(3)
BATCHES_TOGETHER, BATCHES_BY_VALUE, BATCHES_FIRST_THEN_BY_VALUE = _codes(3)
HISTORY_NONE, HISTORY_EARLIEST, HISTORY_LATEST = _codes(3)

PURPOSE_SURPLUS, PURPOSE_EXCLUSION, PURPOSE_ELECTION = _codes(3)
MEANS_HISTORY, MEANS_LOT, MEANS_NONE = _codes(3)
REASON_QUOTA, REASON_ACTIVE_VOTE, REASON_OUTVOTES, REASON_LAST, REASON_TIE = _codes(5)
SURPLUS_LAST_BATCH, SURPLUS_CUT_ONCE, SURPLUS_CUT_TWICE = _codes(3)
STEP_FIRST, STEP_SURPLUS, STEP_EXCLUSION, STEP_BULK, STEP_LAST = _codes(5)

# Columns of `ballot`: where the ranking stands and ends among the entries, the next ranking in the
# list, the value of each paper, the papers.
POS, END, NEXT, VALUE, PAPERS = _codes(5)
# Columns of `cand`.
(
    VOTES,
    HELD,
    HEAD,
    BATCH_END,
    STAMP,
    SURPLUS_DONE,
    CONTINUING,
    LOT_RANK,
    NEEDED,
) = _codes(9)
CAND_COLUMNS = 9
# Columns of the other tables; of those per candidate, which of several figures.
S_STEP, S_QUOTA, S_NON_TRANSFERABLE, S_LOST, S_PAPERS, S_TRANSFERS = _codes(6)
C_VOTES, C_HELD, C_OF, C_EXCLUDED = _codes(4)
T_VALUE, T_NEW_VALUE, T_PAPERS, T_VOTES, T_LOST = _codes(5)
I_STAGE, I_PURPOSE, I_CHOSEN, I_MEANS, I_DIFFERED = _codes(5)
E_CANDIDATE, E_STAGE, E_VOTES, E_REASON = _codes(4)
TO_PAPERS, TO_VOTES = _codes(2)


class State(NamedTuple):
    """Everything a count reads and writes, all int64 but `entries`.

    Attributes:
        starts, entries: the rankings, as in `PackedProfile`.
        ballot: (rankings, 5); see POS and its neighbours.
        num: (33,) the rule set and the running totals.
        cand: (candidates, 9); see VOTES and its neighbours.
        elected: (candidates, 4) in order of election.
        points: (points, candidates + 1) votes at the points of history; last, their stage.
        stage_num, stage_cand: (stages, 6) and (stages, 4, candidates).
        transfer_num, transfer_cand: (batches, 5) and (batches, 2, candidates).
        tie_num, tie_cand: (ties, 5) and (ties, candidates).
        lots: (drawn, 2) stage and candidate, for lots drawn at one stage, in order.
    """

    starts: Any
    entries: Any
    ballot: Any
    num: Any
    cand: Any
    elected: Any
    points: Any
    stage_num: Any
    stage_cand: Any
    transfer_num: Any
    transfer_cand: Any
    tie_num: Any
    tie_cand: Any
    lots: Any


@njit(nogil=True)
def _quota(st, valid):  # type: ignore[no-untyped-def]
    divisor = st.num[SEATS] + 1
    if st.num[QUOTA] == QUOTA_WHOLE:
        return (valid // (divisor * st.num[SCALE]) + 1) * st.num[SCALE]
    if st.num[QUOTA] == QUOTA_ROUNDED_UP:
        return -((-valid) // divisor)
    return valid // divisor + 1


@njit(nogil=True)
def _narrow(st, tied, size, most):  # type: ignore[no-untyped-def]
    """Keep, in place, those of `tied` who did best where they differed; how many, and the stage."""
    stage = NO
    history = st.num[HISTORY]
    points = st.num[POINTS]
    if history == HISTORY_NONE:
        return size, stage
    for k in range(points):
        row = k if history == HISTORY_EARLIEST else points - 1 - k
        best = st.points[row, tied[0]]
        differ = False
        for j in range(1, size):
            there = st.points[row, tied[j]]
            if there != best:
                differ = True
                if (there > best) == (most == YES):
                    best = there
        if differ:
            kept = NO
            for j in range(size):
                if st.points[row, tied[j]] == best:
                    tied[kept] = tied[j]
                    kept += 1
            size = kept
            stage = st.points[row, len(st.cand)]
            if size == 1:
                break
    return size, stage


@njit(nogil=True)
def _note_tie(st, among, size, purpose, chosen, means, differed):  # type: ignore[no-untyped-def]
    row = st.num[TIES]
    st.tie_cand[row, :] = 0
    for j in range(size):
        st.tie_cand[row, among[j]] = 1
    st.tie_num[row, I_STAGE] = st.num[STAGES] + 1
    st.tie_num[row, I_PURPOSE] = purpose
    st.tie_num[row, I_CHOSEN] = chosen
    st.tie_num[row, I_MEANS] = means
    st.tie_num[row, I_DIFFERED] = differed
    st.num[TIES] += 1


@njit(nogil=True)
def _lot(st, left, size):  # type: ignore[no-untyped-def]
    """On whom the lot falls; -1 when it has not been drawn."""
    stage = st.num[STAGES] + 1
    for k in range(len(st.lots)):
        if st.lots[k, 0] == stage:
            for j in range(size):
                if left[j] == st.lots[k, 1]:
                    return left[j]
    best = NOBODY
    for j in range(size):
        if st.cand[left[j], LOT_RANK] < 0:
            return NOBODY
        if best < 0 or st.cand[left[j], LOT_RANK] < st.cand[best, LOT_RANK]:
            best = left[j]
    return best


@njit(nogil=True)
def _choose(st, tied, size, purpose):  # type: ignore[no-untyped-def]
    """One of the tied (ascending), by history or lot; -1 when a lot is needed."""
    if size == 1:
        return tied[0]
    left = tied[:size].copy()
    remaining, differed = _narrow(st, left, size, NO if purpose == PURPOSE_EXCLUSION else YES)
    if remaining == 1:
        _note_tie(st, tied, size, purpose, left[0], MEANS_HISTORY, differed)
        return left[0]
    st.num[LOT_USED] = 1
    chosen = _lot(st, left, remaining)
    if chosen < 0:
        st.num[NEED_STAGE] = st.num[STAGES] + 1
        st.num[NEED_PURPOSE] = purpose
        st.cand[:, NEEDED] = 0
        for j in range(remaining):
            st.cand[left[j], NEEDED] = 1
        return NOBODY
    _note_tie(st, tied, size, purpose, chosen, MEANS_LOT, NO)
    return chosen


@njit(nogil=True)
def _surplus_least(st):  # type: ignore[no-untyped-def]
    return NO if st.num[ZERO_SURPLUS] else YES


@njit(nogil=True)
def _surpluses(st):  # type: ignore[no-untyped-def]
    total = NO
    for k in range(st.num[ELECTED]):
        c = st.elected[k, E_CANDIDATE]
        over = st.cand[c, VOTES] - st.num[QUOTA_NOW]
        if not st.cand[c, SURPLUS_DONE] and over > 0:
            total += over
    return total


@njit(nogil=True)
def _elect(st, candidate, reason):  # type: ignore[no-untyped-def]
    row = st.num[ELECTED]
    st.cand[candidate, CONTINUING] = NO
    st.elected[row, E_CANDIDATE] = candidate
    st.elected[row, E_STAGE] = st.num[STAGES] + 1
    st.elected[row, E_VOTES] = st.cand[candidate, VOTES]
    st.elected[row, E_REASON] = reason
    st.num[ELECTED] += 1


@njit(nogil=True)
def _descending(st, chosen, size):  # type: ignore[no-untyped-def]
    """Order `chosen` (ascending) in place: most votes first, equals by history, then index."""
    for j in range(1, size):
        c = chosen[j]
        k = j
        while k > 0 and st.cand[chosen[k - 1], VOTES] < st.cand[c, VOTES]:
            chosen[k] = chosen[k - 1]
            k -= 1
        chosen[k] = c
    first = NO
    while first < size:
        last = first + 1
        while last < size and st.cand[chosen[last], VOTES] == st.cand[chosen[first], VOTES]:
            last += 1
        while last - first > 1:
            best = chosen[first:last].copy()
            _narrow(st, best, last - first, YES)
            k = first
            while chosen[k] != best[0]:
                k += 1
            while k > first:
                chosen[k] = chosen[k - 1]
                k -= 1
            chosen[first] = best[0]
            first += 1
        first = last


@njit(nogil=True)
def _still_in(st):  # type: ignore[no-untyped-def]
    left = np.empty(len(st.cand), np.int64)
    size = NO
    for c in range(len(st.cand)):
        if st.cand[c, CONTINUING]:
            left[size] = c
            size += 1
    return left, size


@njit(nogil=True)
def _elect_highest(st):  # type: ignore[no-untyped-def]
    """The candidate with most votes, if over the quota or the share of the active vote."""
    vacancies = st.num[SEATS] - st.num[ELECTED]
    most = NO
    for c in range(len(st.cand)):
        if st.cand[c, CONTINUING] and st.cand[c, VOTES] > most:
            most = st.cand[c, VOTES]
    if most == 0:
        return False
    quota = st.num[QUOTA_NOW]
    active = st.num[VALID] - st.num[LOST_VOTES]
    for k in range(st.num[ELECTED]):
        active -= min(st.cand[st.elected[k, E_CANDIDATE], VOTES], quota)
    if most < quota and most * (vacancies + 1) < active:
        return False
    tied = np.empty(len(st.cand), np.int64)
    size = NO
    for c in range(len(st.cand)):
        if st.cand[c, CONTINUING] and st.cand[c, VOTES] == most:
            tied[size] = c
            size += 1
    best = tied[:size].copy()
    remaining, differed = _narrow(st, best, size, YES)
    if size > vacancies:
        if remaining > vacancies:
            _note_tie(st, best, remaining, PURPOSE_ELECTION, NOBODY, MEANS_NONE, NO)
            return False
        _note_tie(st, tied, size, PURPOSE_ELECTION, best[0], MEANS_HISTORY, differed)
    _elect(st, best[0], REASON_QUOTA if most >= quota else REASON_ACTIVE_VOTE)
    return True


@njit(nogil=True)
def _too_early(st):  # type: ignore[no-untyped-def]
    """With one place in all, some rules exclude somebody before they elect anybody on votes."""
    return st.num[SOLE_WAITS] and st.num[SEATS] == 1 and st.num[EXCLUSIONS] == 0


@njit(nogil=True)
def _check_elected(st):  # type: ignore[no-untyped-def]
    if _too_early(st):
        return
    if st.num[HURDLE] == HURDLE_ACTIVE_VOTE:
        while st.num[ELECTED] < st.num[SEATS] and _elect_highest(st):
            pass
        return
    over, size = _still_in(st)
    kept = NO
    for j in range(size):
        if st.cand[over[j], VOTES] >= st.num[QUOTA_NOW]:
            over[kept] = over[j]
            kept += 1
    _descending(st, over, kept)
    for j in range(min(kept, st.num[SEATS] - st.num[ELECTED])):
        _elect(st, over[j], REASON_QUOTA)


@njit(nogil=True)
def _fill_last_vacancies(st):  # type: ignore[no-untyped-def]
    vacancies = st.num[SEATS] - st.num[ELECTED]
    left, size = _still_in(st)
    if vacancies and size <= vacancies:
        _descending(st, left, size)
        for j in range(size):
            _elect(st, left[j], REASON_LAST)


@njit(nogil=True)
def _check_outvoting(st):  # type: ignore[no-untyped-def]
    if not st.num[OUTVOTING] or st.num[SEATS] - st.num[ELECTED] != 1 or _too_early(st):
        return
    against = _surpluses(st)
    for c in range(len(st.cand)):
        if st.cand[c, CONTINUING]:
            against += st.cand[c, VOTES]
    ahead = NOBODY
    for c in range(len(st.cand)):
        if st.cand[c, CONTINUING] and st.cand[c, VOTES] and 2 * st.cand[c, VOTES] >= against:
            if ahead >= 0:
                return
            ahead = c
    if ahead >= 0:
        _elect(st, ahead, REASON_OUTVOTES)


@njit(nogil=True)
def _check_last_pair(st):  # type: ignore[no-untyped-def]
    """Of two equal candidates left for one place, elect one on the tie; NO when a lot is needed."""
    left, size = _still_in(st)
    if not st.num[LAST_PAIR] or st.num[SEATS] - st.num[ELECTED] != 1 or size != 2:
        return YES
    if st.cand[left[0], VOTES] == st.cand[left[1], VOTES]:
        chosen = _choose(st, left, size, PURPOSE_ELECTION)
        if chosen < 0:
            return NO
        _elect(st, chosen, REASON_TIE)
    return YES


@njit(nogil=True)
def _revise_quota(st):  # type: ignore[no-untyped-def]
    if st.num[ELECTED]:
        return
    if st.num[REVISION] == REVISION_UNTIL_ELECTION:
        st.num[QUOTA_NOW] = _quota(st, st.num[VALID] - st.num[LOST_VOTES])
    elif st.num[REVISION] == REVISION_EVERY_STAGE:
        in_use = NO
        for c in range(len(st.cand)):
            if st.cand[c, CONTINUING]:
                in_use += st.cand[c, VOTES]
        st.num[QUOTA_NOW] = _quota(st, in_use)


@njit(nogil=True)
def _note_point(st):  # type: ignore[no-untyped-def]
    row = st.num[POINTS]
    for c in range(len(st.cand)):
        st.points[row, c] = st.cand[c, VOTES]
    st.points[row, len(st.cand)] = st.num[STAGES] + 1
    st.num[POINTS] += 1


@njit(nogil=True)
def _after_batch(st):  # type: ignore[no-untyped-def]
    if st.num[HISTORY_BATCH]:
        _note_point(st)
    if st.num[CHECKED_BATCH]:
        _revise_quota(st)
        _check_elected(st)
        if st.num[LAST_AT_ONCE]:
            _fill_last_vacancies(st)


@njit(nogil=True)
def _end(st, step, going, size, excluding):  # type: ignore[no-untyped-def]
    """Finish the stage and write its row; NO when a lot is needed first."""
    if not st.num[HISTORY_BATCH]:
        _note_point(st)
    if not st.num[CHECKED_BATCH]:
        _revise_quota(st)
        _check_elected(st)
    _fill_last_vacancies(st)
    _check_outvoting(st)
    if not _check_last_pair(st):
        return NO
    row = st.num[STAGES]
    st.stage_num[row, S_STEP] = step
    st.stage_num[row, S_QUOTA] = st.num[QUOTA_NOW]
    st.stage_num[row, S_NON_TRANSFERABLE] = st.num[LOST_VOTES]
    st.stage_num[row, S_LOST] = st.num[LOST_FRACTIONS]
    st.stage_num[row, S_PAPERS] = st.num[SET_ASIDE]
    st.stage_num[row, S_TRANSFERS] = st.num[TRANSFERS]
    for c in range(len(st.cand)):
        st.stage_cand[row, C_VOTES, c] = st.cand[c, VOTES]
        st.stage_cand[row, C_HELD, c] = st.cand[c, HELD]
        st.stage_cand[row, C_OF, c] = 0
        st.stage_cand[row, C_EXCLUDED, c] = 0
    for j in range(size):
        st.stage_cand[row, C_OF, going[j]] = 1
        if excluding:
            st.stage_cand[row, C_EXCLUDED, going[j]] = 1
    st.num[STAGES] += 1
    return YES


@njit(nogil=True)
def _advance(st, i):  # type: ignore[no-untyped-def]
    """Move ranking i on to its next continuing candidate; that candidate, or -1 for none."""
    end = st.ballot[i, END]
    at = st.ballot[i, POS] + 1
    while at < end and not st.cand[st.entries[at], CONTINUING]:
        at += 1
    st.ballot[i, POS] = at
    if at < end:
        return np.int64(st.entries[at])
    return NOBODY


@njit(nogil=True)
def _attach(st, i, c):  # type: ignore[no-untyped-def]
    """Put ranking i on top of candidate c's papers, as part of the present batch."""
    if st.cand[c, STAMP] != st.num[BATCH]:
        st.cand[c, STAMP] = st.num[BATCH]
        st.cand[c, BATCH_END] = st.cand[c, HEAD]
    st.ballot[i, NEXT] = st.cand[c, HEAD]
    st.cand[c, HEAD] = i


@njit(nogil=True)
def _new_transfer(st):  # type: ignore[no-untyped-def]
    row = st.num[TRANSFERS]
    st.num[TRANSFERS] += 1
    st.num[BATCH] += 1
    st.transfer_num[row, :] = 0
    st.transfer_cand[row, :, :] = 0
    return row


@njit(nogil=True)
def _close_transfer(st, row):  # type: ignore[no-untyped-def]
    """Credit what the batch brought, and add what it lost to the totals."""
    for c in range(len(st.cand)):
        st.cand[c, VOTES] += st.transfer_cand[row, TO_VOTES, c]
        st.cand[c, HELD] += st.transfer_cand[row, TO_PAPERS, c]
    st.num[LOST_VOTES] += st.transfer_num[row, T_VOTES] + st.transfer_num[row, T_LOST]
    st.num[LOST_FRACTIONS] += st.transfer_num[row, T_LOST]
    st.num[SET_ASIDE] += st.transfer_num[row, T_PAPERS]


@njit(nogil=True)
def _surplus_of_all(st, donor, surplus):  # type: ignore[no-untyped-def]
    """Every paper moves at its value times surplus over vote, cut to the unit."""
    row = _new_transfer(st)
    total = st.cand[donor, VOTES]
    credited = NO
    i = st.cand[donor, HEAD]
    while i >= 0:
        following = st.ballot[i, NEXT]
        n = st.ballot[i, PAPERS]
        if st.num[SURPLUS] == SURPLUS_CUT_TWICE:
            product = surplus * st.ballot[i, VALUE] // st.num[SCALE]
            value = product * st.num[SCALE] // total
        else:
            value = surplus * st.ballot[i, VALUE] // total
        st.cand[donor, HELD] -= n
        c = _advance(st, i)
        if c >= 0:
            st.ballot[i, VALUE] = value
            _attach(st, i, c)
            st.transfer_cand[row, TO_PAPERS, c] += n
            st.transfer_cand[row, TO_VOTES, c] += value * n
            credited += value * n
        else:
            st.transfer_num[row, T_PAPERS] += n
            st.transfer_num[row, T_VOTES] += value * n
        i = following
    st.cand[donor, HEAD] = NOBODY
    st.transfer_num[row, T_VALUE] = NOBODY
    st.transfer_num[row, T_NEW_VALUE] = NOBODY
    st.transfer_num[row, T_LOST] = surplus - credited - st.transfer_num[row, T_VOTES]
    st.cand[donor, VOTES] -= surplus
    _close_transfer(st, row)


@njit(nogil=True)
def _surplus_of_last_batch(st, donor, surplus):  # type: ignore[no-untyped-def]
    """The last batch's transferable papers share the surplus equally, at most at their value."""
    row = _new_transfer(st)
    stop = st.cand[donor, BATCH_END]
    value = st.ballot[st.cand[donor, HEAD], VALUE]
    transferable = NO
    i = st.cand[donor, HEAD]
    while i != stop:
        n = st.ballot[i, PAPERS]
        st.cand[donor, HELD] -= n
        c = _advance(st, i)
        if c >= 0:
            transferable += n
            st.transfer_cand[row, TO_PAPERS, c] += n
        else:
            st.transfer_num[row, T_PAPERS] += n
        i = st.ballot[i, NEXT]
    new_value = NO
    if transferable:
        new_value = value if transferable * value <= surplus else surplus // transferable
    i = st.cand[donor, HEAD]
    while i != stop:
        following = st.ballot[i, NEXT]
        if st.ballot[i, POS] < st.ballot[i, END]:
            st.ballot[i, VALUE] = new_value
            _attach(st, i, np.int64(st.entries[st.ballot[i, POS]]))
        i = following
    st.cand[donor, HEAD] = stop
    for c in range(len(st.cand)):
        st.transfer_cand[row, TO_VOTES, c] = new_value * st.transfer_cand[row, TO_PAPERS, c]
    short = surplus - new_value * transferable
    if new_value == value or not transferable:
        st.transfer_num[row, T_VOTES] = short
    else:
        st.transfer_num[row, T_LOST] = short
    st.transfer_num[row, T_VALUE] = value
    st.transfer_num[row, T_NEW_VALUE] = new_value
    st.cand[donor, VOTES] -= surplus
    _close_transfer(st, row)


@njit(nogil=True)
def _batch(st, pool, first, last, together):  # type: ignore[no-untyped-def]
    """Transfer rankings `pool[first:last]` of excluded candidates at their present values."""
    row = _new_transfer(st)
    for k in range(first, last):
        i = pool[k]
        n = st.ballot[i, PAPERS]
        value = st.ballot[i, VALUE]
        donor = st.entries[st.ballot[i, POS]]
        st.cand[donor, HELD] -= n
        st.cand[donor, VOTES] -= value * n
        c = _advance(st, i)
        if c >= 0:
            _attach(st, i, c)
            st.transfer_cand[row, TO_PAPERS, c] += n
            st.transfer_cand[row, TO_VOTES, c] += value * n
        else:
            st.transfer_num[row, T_PAPERS] += n
            st.transfer_num[row, T_VOTES] += value * n
    st.transfer_num[row, T_VALUE] = NOBODY if together else value
    st.transfer_num[row, T_NEW_VALUE] = st.transfer_num[row, T_VALUE]
    _close_transfer(st, row)


@njit(nogil=True)
def _pool(st, going, size):  # type: ignore[no-untyped-def]
    """The rankings standing at those excluded, in batches; where each batch begins."""
    number = NO
    for j in range(size):
        i = st.cand[going[j], HEAD]
        while i >= 0:
            number += 1
            i = st.ballot[i, NEXT]
    collected = np.empty(number, np.int32)
    group = np.empty(number, np.int32)
    # Group 0 is first preferences where they go first; the others are values, found as met.
    values = np.empty(16, np.int64)
    known = NO
    apart = st.num[BATCHES] == BATCHES_FIRST_THEN_BY_VALUE
    by_value = st.num[BATCHES] != BATCHES_TOGETHER
    if apart or not by_value:
        values[0] = np.iinfo(np.int64).max
        known = 1
    k = 0
    latest = NO
    for j in range(size):
        i = st.cand[going[j], HEAD]
        while i >= 0:
            collected[k] = i
            if not by_value or (apart and st.ballot[i, POS] == st.starts[i]):
                group[k] = 0
            else:
                if latest >= known or values[latest] != st.ballot[i, VALUE]:
                    latest = NO
                    while latest < known and values[latest] != st.ballot[i, VALUE]:
                        latest += 1
                    if latest == known:
                        if known == len(values):
                            longer = np.empty(2 * known, np.int64)
                            longer[:known] = values
                            values = longer
                        values[known] = st.ballot[i, VALUE]
                        known += 1
                group[k] = latest
            k += 1
            i = st.ballot[i, NEXT]
        st.cand[going[j], HEAD] = NOBODY
    order = np.argsort(-values[:known])
    place = np.empty(known, np.int64)
    for k in range(known):
        place[order[k]] = k
    begins = np.zeros(known + 1, np.int64)
    for k in range(number):
        begins[place[group[k]] + 1] += 1
    for k in range(known):
        begins[k + 1] += begins[k]
    pool = np.empty(number, np.int32)
    at = begins[:known].copy()
    for k in range(number):
        batch = place[group[k]]
        pool[at[batch]] = collected[k]
        at[batch] += 1
    return pool, begins


@njit(nogil=True)
def _group_to_exclude(st, margin, smallest):  # type: ignore[no-untyped-def]
    """Those left in ascending order of votes, and how many of the lowest the margin lets go."""
    left, size = _still_in(st)
    if margin == MARGIN_NEVER:
        return left, 0
    for j in range(1, size):
        c = left[j]
        k = j
        while k > 0 and st.cand[left[k - 1], VOTES] > st.cand[c, VOTES]:
            left[k] = left[k - 1]
            k -= 1
        left[k] = c
    spare = size - (st.num[SEATS] - st.num[ELECTED])
    total = _surpluses(st)
    best = NO
    for number in range(1, min(spare, size - 1) + 1):
        total += st.cand[left[number - 1], VOTES]
        above = st.cand[left[number], VOTES]
        if number < smallest or (number > 1 and st.cand[left[number - 1], VOTES] == above):
            continue
        if total < above or (margin == MARGIN_AT_MOST and total == above):
            best = number
    return left, best


@njit(nogil=True)
def _surplus_stage(st):  # type: ignore[no-untyped-def]
    """1 when a surplus was transferred, 0 when there is none to, -1 when a lot is needed."""
    least = _surplus_least(st)
    largest = np.int64(-1)
    for k in range(st.num[ELECTED]):
        c = st.elected[k, E_CANDIDATE]
        over = st.cand[c, VOTES] - st.num[QUOTA_NOW]
        if not st.cand[c, SURPLUS_DONE] and over >= least and over > largest:
            largest = over
    if largest < 0:
        return NO
    _, waiting = _group_to_exclude(st, st.num[DEFERRAL], YES)
    if waiting:
        return NO
    tied = np.empty(len(st.cand), np.int64)
    size = NO
    for c in range(len(st.cand)):
        for k in range(st.num[ELECTED]):
            if (
                st.elected[k, E_CANDIDATE] == c
                and not st.cand[c, SURPLUS_DONE]
                and st.cand[c, VOTES] - st.num[QUOTA_NOW] == largest
            ):
                tied[size] = c
                size += 1
    donor = _choose(st, tied, size, PURPOSE_SURPLUS)
    if donor < 0:
        return NOBODY
    st.cand[donor, SURPLUS_DONE] = YES
    if largest:
        if st.num[SURPLUS] == SURPLUS_LAST_BATCH:
            _surplus_of_last_batch(st, donor, largest)
        else:
            _surplus_of_all(st, donor, largest)
    _after_batch(st)
    tied[0] = donor
    return YES if _end(st, STEP_SURPLUS, tied, YES, NO) else NOBODY


@njit(nogil=True)
def _exclusion_stage(st):  # type: ignore[no-untyped-def]
    """1 when done, -1 when a lot is needed."""
    going, size = _group_to_exclude(st, st.num[BULK], np.int64(2))
    step = STEP_BULK
    left, remaining = _still_in(st)
    if not size:
        lowest = st.cand[left[0], VOTES]
        for j in range(1, remaining):
            lowest = min(lowest, st.cand[left[j], VOTES])
        tied = np.empty(len(st.cand), np.int64)
        number = NO
        for j in range(remaining):
            if st.cand[left[j], VOTES] == lowest:
                tied[number] = left[j]
                number += 1
        chosen = _choose(st, tied, number, PURPOSE_EXCLUSION)
        if chosen < 0:
            return NOBODY
        going[0] = chosen
        size = YES
        step = STEP_EXCLUSION
    for j in range(size):
        st.cand[going[j], CONTINUING] = NO
        st.num[EXCLUSIONS] += 1
    at_once = st.num[LAST_AT_ONCE]
    if at_once and remaining - size == st.num[SEATS] - st.num[ELECTED]:
        return YES if _end(st, STEP_LAST, going, size, YES) else NOBODY
    pool, begins = _pool(st, going, size)
    together = st.num[BATCHES] == BATCHES_TOGETHER
    for k in range(len(begins) - 1):
        if begins[k] == begins[k + 1]:
            continue
        _batch(st, pool, begins[k], begins[k + 1], together)
        _after_batch(st)
        if at_once and st.num[ELECTED] == st.num[SEATS]:
            break
    return YES if _end(st, step, going, size, YES) else NOBODY


@njit(cache=True, nogil=True)
def count(st):  # type: ignore[no-untyped-def]
    """Walk the whole count. True when done; False when a lot is needed (`num`, `need`)."""
    scale = st.num[SCALE]
    for i in range(len(st.ballot)):
        c = st.entries[st.starts[i]]
        st.ballot[i, POS] = st.starts[i]
        st.ballot[i, END] = st.starts[i + 1]
        st.ballot[i, VALUE] = scale
        st.ballot[i, NEXT] = st.cand[c, HEAD]
        st.cand[c, HEAD] = i
        st.cand[c, HELD] += st.ballot[i, PAPERS]
        st.num[VALID] += st.ballot[i, PAPERS] * scale
    for c in range(len(st.cand)):
        st.cand[c, VOTES] = st.cand[c, HELD] * scale
    st.num[QUOTA_NOW] = _quota(st, st.num[VALID])
    st.num[FIRST_QUOTA] = st.num[QUOTA_NOW]
    nobody = np.empty(1, np.int64)
    _after_batch(st)
    if not _end(st, STEP_FIRST, nobody, NO, NO):
        return False
    while st.num[ELECTED] < st.num[SEATS]:
        _, size = _still_in(st)
        if not size:
            break
        done = _surplus_stage(st)
        if done == 0:
            done = _exclusion_stage(st)
        if done < 0:
            return False
    return True
