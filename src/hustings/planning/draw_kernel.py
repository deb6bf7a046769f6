"""Drawing ballots: the compiled part.

Knows how one voter's slate, ballot length and preferences are drawn from integer tables, and how a
follower's ballot is rewritten. Must not know scenarios; `electorate.py` makes the tables.

Each voter has a stream of random numbers of their own (SplitMix64, seeded from seed, draw and
voter), so that a change of one assumption leaves every other voter's luck as it was, and the number
of processors makes no difference. All draws are integers against integer tables.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S32 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(32)


class Tables(NamedTuple):
    """What a draw needs, as integers; probabilities are thresholds of 2**32.

    Attributes:
        seed: uint64, of the scenario and the draw.
        voters: (regions,) voters in each region.
        slate_below: (regions, slates) a slate is drawn when the number is below its threshold.
        length_below: (slates, longest) likewise for ballots of 1, 2, 3 … preferences.
        slate_only, retention: (slates,) thresholds.
        affinity: (slates, slates) weights of turning to another slate, each at most 2**20.
        members, starts: candidates by slate; slate s has members[starts[s]:starts[s + 1]].
        weight: (regions, candidates) weights within the slate, each 1 to 2**20.
    """

    seed: Any
    voters: Any
    slate_below: Any
    length_below: Any
    slate_only: Any
    retention: Any
    affinity: Any
    members: Any
    starts: Any
    weight: Any


@njit(inline="always")
def _next(state):  # type: ignore[no-untyped-def]
    state += _GOLDEN
    z = state
    z = (z ^ (z >> _S30)) * _MIX_1
    z = (z ^ (z >> _S27)) * _MIX_2
    return state, np.int64((z ^ (z >> _S31)) >> _S32)


@njit(inline="always")
def _pick(number, weights, size):  # type: ignore[no-untyped-def]
    """Index drawn in proportion to weights[:size] by a number below 2**32; -1 if all are 0."""
    total = np.int64(0)
    for k in range(size):
        total += weights[k]
    if total == 0:
        return np.int64(-1)
    point = (number * total) >> 32
    k = np.int64(0)
    while point >= weights[k]:
        point -= weights[k]
        k += 1
    return k


@njit(cache=True, nogil=True)
def draw(tables):  # type: ignore[no-untyped-def]
    """Every voter's ballot.

    Returns:
        starts int64[n + 1] and entries int16, as in a packed profile but one ranking a voter;
        region int16[n], slate int16[n], and luck int64[n], a number below 2**32 that decides
        whether the voter follows.
    """
    regions = len(tables.voters)
    slates = len(tables.retention)
    longest = tables.length_below.shape[1]
    n = np.int64(0)
    for r in range(regions):
        n += tables.voters[r]
    starts = np.zeros(n + 1, np.int64)
    entries = np.empty(n * longest, np.int16)
    region = np.empty(n, np.int16)
    slate = np.empty(n, np.int16)
    luck = np.empty(n, np.int64)
    most = np.int64(0)
    for s in range(slates):
        most = max(most, tables.starts[s + 1] - tables.starts[s])
    left = np.empty((slates, most), np.int64)
    who = np.empty((slates, most), np.int64)
    size = np.empty(slates, np.int64)
    fresh = np.empty(slates, np.bool_)
    turn = np.empty(slates, np.int64)
    voter = np.int64(0)
    at = np.int64(0)
    for r in range(regions):
        for _ in range(tables.voters[r]):
            state = tables.seed ^ (np.uint64(voter + 1) * _MIX_1)
            state, number = _next(state)
            own = np.int64(0)
            while own < slates - 1 and number >= tables.slate_below[r, own]:
                own += 1
            state, luck[voter] = _next(state)
            state, number = _next(state)
            length = np.int64(1)
            while length < longest and number >= tables.length_below[own, length - 1]:
                length += 1
            state, number = _next(state)
            alone = number < tables.slate_only[own]
            fresh[:] = True
            now = own
            for _ in range(length):
                # Leave the slate that is running when it has no names left, or by chance.
                if fresh[now]:
                    fresh[now] = False
                    first = tables.starts[now]
                    size[now] = tables.starts[now + 1] - first
                    for k in range(size[now]):
                        who[now, k] = tables.members[first + k]
                        left[now, k] = tables.weight[r, who[now, k]]
                state, number = _next(state)
                leave = size[now] == 0
                if not leave and at > starts[voter]:
                    leave = number >= tables.retention[now]
                if leave:
                    if alone:
                        break
                    for s in range(slates):
                        empty = (
                            size[s] == 0
                            if not fresh[s]
                            else (tables.starts[s + 1] == tables.starts[s])
                        )
                        turn[s] = 0 if s == now or empty else tables.affinity[own, s]
                    state, number = _next(state)
                    other = _pick(number, turn, slates)
                    if other < 0:
                        if size[now] == 0:
                            break
                    else:
                        now = other
                        if fresh[now]:
                            fresh[now] = False
                            first = tables.starts[now]
                            size[now] = tables.starts[now + 1] - first
                            for k in range(size[now]):
                                who[now, k] = tables.members[first + k]
                                left[now, k] = tables.weight[r, who[now, k]]
                state, number = _next(state)
                k = _pick(number, left[now], size[now])
                entries[at] = who[now, k]
                at += 1
                size[now] -= 1
                who[now, k] = who[now, size[now]]
                left[now, k] = left[now, size[now]]
            starts[voter + 1] = at
            region[voter] = r
            slate[voter] = own
            voter += 1
    return starts, entries[:at].copy(), region, slate, luck


@njit(cache=True, nogil=True)
def part(starts, entries, region, slate, luck, planned, threshold):  # type: ignore[no-untyped-def]
    """The ballots of those who follow and of the others.

    A voter of slate `planned` follows whose luck is below the region's threshold.

    Returns:
        followers' starts, entries and voters (their places in the electorate); then the others'
        starts and entries.
    """
    n = len(region)
    followers = np.int64(0)
    kept = np.int64(0)
    for v in range(n):
        if slate[v] == planned and luck[v] < threshold[region[v]]:
            followers += 1
            kept += starts[v + 1] - starts[v]
    f_starts = np.zeros(followers + 1, np.int64)
    f_entries = np.empty(kept, np.int16)
    f_voter = np.empty(followers, np.int64)
    o_starts = np.zeros(n - followers + 1, np.int64)
    o_entries = np.empty(len(entries) - kept, np.int16)
    f = np.int64(0)
    o = np.int64(0)
    f_at = np.int64(0)
    o_at = np.int64(0)
    for v in range(n):
        if slate[v] == planned and luck[v] < threshold[region[v]]:
            for k in range(starts[v], starts[v + 1]):
                f_entries[f_at] = entries[k]
                f_at += 1
            f_voter[f] = v
            f += 1
            f_starts[f] = f_at
        else:
            for k in range(starts[v], starts[v + 1]):
                o_entries[o_at] = entries[k]
                o_at += 1
            o += 1
            o_starts[o] = o_at
    return f_starts, f_entries, f_voter, o_starts, o_entries


@njit(cache=True, nogil=True)
def follow(  # type: ignore[no-untyped-def]
    o_starts, o_entries, o_papers, f_starts, f_entries, which_list, sequences, depths
):
    """The whole electorate when followers put their list's sequence on top.

    Args:
        o_*: the others' rankings and papers.
        f_*: the followers' own rankings.
        which_list: (followers,) which sequence each is given; -1 for none.
        sequences: (lists, longest) candidates; depths: (lists,) how many of them are copied.

    Returns:
        starts, entries, papers: the others first, then a ranking for each follower: the sequence,
        then the rest of their own ranking in its order.
    """
    others = len(o_papers)
    followers = len(which_list)
    starts = np.empty(others + followers + 1, np.int64)
    papers = np.empty(others + followers, np.int64)
    entries = np.empty(len(o_entries) + len(f_entries) + followers * sequences.shape[1], np.int16)
    starts[: others + 1] = o_starts
    papers[:others] = o_papers
    at = np.int64(len(o_entries))
    entries[:at] = o_entries
    # Who is on which list; the last row, that of no advice, has nobody.
    most = np.int64(0)
    for c in f_entries:
        most = max(most, np.int64(c))
    for which in range(len(depths)):
        for k in range(depths[which]):
            most = max(most, np.int64(sequences[which, k]))
    copied = np.zeros((len(depths) + 1, most + 1), np.bool_)
    for which in range(len(depths)):
        for k in range(depths[which]):
            copied[which, sequences[which, k]] = True
    for f in range(followers):
        which = which_list[f]
        depth = depths[which] if which >= 0 else 0
        for k in range(depth):
            entries[at] = sequences[which, k]
            at += 1
        for k in range(f_starts[f], f_starts[f + 1]):
            c = f_entries[k]
            if not copied[which, c]:
                entries[at] = c
                at += 1
        papers[others + f] = 1
        starts[others + f + 1] = at
    return starts, entries[:at], papers
