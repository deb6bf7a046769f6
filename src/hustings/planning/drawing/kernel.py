"""Drawing ballots: the compiled part.

Knows how one voter's slate, ballot length and preferences are drawn from integer tables, and how a
follower's ballot is rewritten. `electorate` makes the tables from a scenario.

Each voter has a stream of random numbers of their own (SplitMix64, seeded from seed, draw and
voter), so that a change of one assumption leaves every other voter's luck as it was, and the number
of processors makes no difference. All draws are integers against integer tables.

The inner loop reckons in unsigned integers throughout: to index by a signed one costs a test for
negative numbers each time, and to mix the two makes floats of both.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from hustings.compiled.njit import njit

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S32 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(32)
_0, _1, _2, _3, _4 = (np.uint64(number) for number in range(5))
# A number's upper 8 bits say where in a row of thresholds to begin looking.
_BUCKETS = 256
_S24 = np.uint64(24)


class Tables(NamedTuple):
    """What a draw needs, as integers; probabilities are thresholds of 2**32.

    Attributes:
        seed: uint64, of the scenario and the draw.
        voters: (regions,) voters in each region.
        expected: (regions,) voters expected there, whose luck is theirs however many come.
        slate_below: (regions, slates) a slate is drawn when the number is below its threshold.
        length_below: (slates, longest) likewise for ballots of 1, 2, 3 … preferences.
        slate_only, retention: (slates,) thresholds.
        affinity: (slates, slates) weights of turning to another slate, each at most 2**20.
        members, starts: candidates by slate; slate s has members[starts[s]:starts[s + 1]].
        columns: as `members`, the column of `weight` of each.
        weight: (regions, columns) weights within the slate, each 1 to 2**20.
        overlapping: whether a candidate is a member of two slates.
    """

    seed: Any
    voters: Any
    expected: Any
    slate_below: Any
    length_below: Any
    slate_only: Any
    retention: Any
    affinity: Any
    members: Any
    columns: Any
    starts: Any
    weight: Any
    overlapping: bool


class _Names(NamedTuple):
    """Names of each slate, those still to be ranked first, all uint64 but `who`.

    Attributes:
        size, total: (slates,) how many names, and the sum of their weights.
        weight: (slates, a multiple of four) 0 after the last name.
        who: int16, as `weight`: the candidates.
    """

    size: Any
    total: Any
    weight: Any
    who: Any


class _Turns(NamedTuple):
    """Where voters of each slate may turn: uint64 (slates, slates) weights and their sums."""

    weight: Any
    total: Any


@njit(inline="always")
def _next(state):  # type: ignore[no-untyped-def]
    state += _GOLDEN
    z = state
    z = (z ^ (z >> _S30)) * _MIX_1
    z = (z ^ (z >> _S27)) * _MIX_2
    return state, (z ^ (z >> _S31)) >> _S32


@njit
def _guide(below):  # type: ignore[no-untyped-def]
    """Per row and upper 8 bits of a number, the first threshold it can be below."""
    guide = np.zeros((len(below), _BUCKETS), np.uint64)
    for row in range(len(below)):
        k = _0
        for bucket in range(_BUCKETS):
            while np.uint64(bucket) << _S24 >= below[row, k]:
                k += _1
            guide[row, bucket] = k
    return guide


@njit(inline="always")
def _place(number, guide, below, row):  # type: ignore[no-untyped-def]
    """The first threshold of a row that a number below 2**32 is below."""
    k = guide[row, number >> _S24]
    while number >= below[row, k]:
        k += _1
    return k


@njit(inline="always")
def _pick(point, weight, row):  # type: ignore[no-untyped-def]
    """Which of the weights a point below their sum falls on.

    Four at a time, without a branch: where it falls cannot be foretold, and a branch that is
    foretold wrongly costs more than the others' additions.
    """
    base = _0
    while True:
        a = weight[row, base]
        b = a + weight[row, base + _1]
        c = b + weight[row, base + _2]
        d = c + weight[row, base + _3]
        if point < d:
            return base + np.uint64(a <= point) + np.uint64(b <= point) + np.uint64(c <= point)
        point -= d
        base += _4


@njit
def _blank(tables):  # type: ignore[no-untyped-def]
    """Room for the names of every slate."""
    slates = len(tables.retention)
    most = np.int64(1)
    for s in range(slates):
        most = max(most, tables.starts[s + 1] - tables.starts[s])
    shape = (slates, (most + 3) // 4 * 4)
    return _Names(
        np.zeros(slates, np.uint64),
        np.zeros(slates, np.uint64),
        np.zeros(shape, np.uint64),
        np.zeros(shape, np.int16),
    )


@njit
def _list_names(tables, region, names):  # type: ignore[no-untyped-def]
    """Every slate whole, as a voter of the region finds it."""
    for s in range(len(tables.retention)):
        first = tables.starts[s]
        names.size[s] = tables.starts[s + 1] - first
        names.total[s] = 0
        for k in range(tables.starts[s + 1] - first):
            weight = np.uint64(tables.weight[region, tables.columns[first + k]])
            names.who[s, k] = tables.members[first + k]
            names.weight[s, k] = weight
            names.total[s] += weight


@njit
def _turns(tables):  # type: ignore[no-untyped-def]
    """Weights of turning to each slate; none for one without names."""
    slates = len(tables.retention)
    weight = np.zeros((slates, slates), np.uint64)
    total = np.zeros(slates, np.uint64)
    for own in range(slates):
        for s in range(slates):
            if tables.starts[s + 1] > tables.starts[s]:
                weight[own, s] = tables.affinity[own, s]
                total[own] += weight[own, s]
    return _Turns(weight, total)


@njit(inline="always")
def _open(left, whole, slate):  # type: ignore[no-untyped-def]
    left.size[slate] = whole.size[slate]
    left.total[slate] = whole.total[slate]
    for k in range(whole.size[slate]):
        left.weight[slate, k] = whole.weight[slate, k]
        left.who[slate, k] = whole.who[slate, k]


@njit(inline="always")
def _take(left, slate, point):  # type: ignore[no-untyped-def]
    """A name of the slate by a point below the sum of its weights; the last fills the gap."""
    k = _pick(point, left.weight, slate)
    who = left.who[slate, k]
    _close_gap(left, slate, k)
    return who


@njit(inline="always")
def _close_gap(left, slate, k):  # type: ignore[no-untyped-def]
    last = left.size[slate] - _1
    left.size[slate] = last
    left.total[slate] -= left.weight[slate, k]
    left.who[slate, k] = left.who[slate, last]
    left.weight[slate, k] = left.weight[slate, last]
    left.weight[slate, last] = _0


@njit
def _strike(left, who):  # type: ignore[no-untyped-def]
    """Take a name that has been ranked for one slate out of all that have it."""
    for s in range(len(left.size)):
        for k in range(left.size[s]):
            if left.who[s, k] == who:
                _close_gap(left, s, k)
                break


@njit(cache=True, nogil=True)
def draw(tables):  # type: ignore[no-untyped-def]
    """Every voter's ballot.

    Returns:
        starts int64[n + 1] and entries int16, as in a packed profile but one ranking a voter;
        region int16[n], slate int16[n], and luck int64[n], a number below 2**32 that decides
        whether the voter follows.
    """
    slates = np.uint64(len(tables.retention))
    n = np.int64(0)
    for r in range(len(tables.voters)):
        n += tables.voters[r]
    starts = np.empty(n + 1, np.int64)
    starts[0] = 0
    entries = np.empty(n * tables.length_below.shape[1], np.int16)
    region = np.empty(n, np.int16)
    slate = np.empty(n, np.int16)
    luck = np.empty(n, np.int64)
    slate_below = tables.slate_below.astype(np.uint64)
    slate_guide = _guide(slate_below)
    length_below = tables.length_below.astype(np.uint64)
    length_guide = _guide(length_below)
    slate_only = tables.slate_only.astype(np.uint64)
    retention = tables.retention.astype(np.uint64)
    overlapping = tables.overlapping
    turns = _turns(tables)
    turn = np.empty(slates, np.uint64)
    whole = _blank(tables)
    left = _blank(tables)
    opened = np.zeros(slates, np.uint64)  # by which voter last, the first being number 1
    voter = _0
    at = _0
    before = np.uint64(1)
    for r in range(len(tables.voters)):
        _list_names(tables, r, whole)
        expected = np.uint64(tables.expected[r])
        for k in range(np.uint64(tables.voters[r])):
            # Whoever comes beyond those expected has a number that nobody else has.
            own_number = before + k if k < expected else (np.uint64(r + 1) << _S32) + k
            state = tables.seed ^ (own_number * _MIX_1)
            state, number = _next(state)
            own = _place(number, slate_guide, slate_below, r)
            region[voter] = r
            slate[voter] = own
            state, number = _next(state)
            luck[voter] = number
            voter += _1
            state, number = _next(state)
            length = _place(number, length_guide, length_below, own) + _1
            state, number = _next(state)
            alone = number < slate_only[own]
            turned = False
            turn_total = _0
            now = own
            opened[now] = voter
            _open(left, whole, now)
            if overlapping:  # what is ranked for one slate is ranked for all that have it
                for s in range(slates):
                    opened[s] = voter
                    _open(left, whole, s)
            first = at
            while at < first + length:
                # Leave the slate that is running when it has no names left, or by chance.
                state, number = _next(state)
                if left.size[now] == _0 or (number >= retention[now] and at > first):
                    if alone:
                        break
                    if not turned:
                        turned = True
                        turn_total = turns.total[own]
                        for s in range(slates):
                            turn[s] = turns.weight[own, s]
                    if left.size[now] == _0:
                        turn_total -= turn[now]
                        turn[now] = _0
                    if overlapping:
                        for s in range(slates):
                            if left.size[s] == _0:
                                turn_total -= turn[s]
                                turn[s] = _0
                    state, number = _next(state)
                    here = turn[now]
                    if turn_total > here:
                        turn[now] = _0
                        point = (number * (turn_total - here)) >> _S32
                        other = _0
                        while point >= turn[other]:
                            point -= turn[other]
                            other += _1
                        turn[now] = here
                        now = other
                        if opened[now] != voter:
                            opened[now] = voter
                            _open(left, whole, now)
                    elif left.size[now] == _0:
                        break
                state, number = _next(state)
                who = _take(left, now, (number * left.total[now]) >> _S32)
                entries[at] = who
                at += _1
                if overlapping:
                    _strike(left, who)
            starts[voter] = at
        before += expected
    return starts, entries[:at], region, slate, luck


def part(
    starts: Any, entries: Any, region: Any, slate: Any, luck: Any, planned: int, threshold: Any
) -> Any:
    """The ballots of those who follow and of the others, both in the order of the voters.

    A voter of slate `planned` follows whose luck is below the region's threshold.

    Returns:
        followers' starts, entries and voters (their places in the electorate); then the others'
        starts and entries.
    """
    return _part(starts, entries, region, slate, luck, planned, threshold, False)


def part_for_counting(
    starts: Any, entries: Any, region: Any, slate: Any, luck: Any, planned: int, threshold: Any
) -> Any:
    """As `part`, but the others ordered by first preference.

    A count takes up the papers of one candidate at a time, and is faster when they lie together in
    memory.
    """
    return _part(starts, entries, region, slate, luck, planned, threshold, True)


@njit(cache=True, nogil=True)
def _part(  # type: ignore[no-untyped-def]
    starts, entries, region, slate, luck, planned, threshold, by_first
):
    n = len(region)
    most = np.int64(0)
    for c in entries:
        most = max(most, np.int64(c))
    # Heap 0 has the followers, heap 1 the others without an order or without preferences.
    heap = np.empty(n, np.int16)
    papers = np.zeros(most + 4, np.int64)
    length = np.zeros(most + 4, np.int64)
    for v in range(n):
        many = starts[v + 1] - starts[v]
        k = np.int64(1)
        if by_first and many:
            k += entries[starts[v]] + 1
        if (slate[v] == planned) & (luck[v] < threshold[region[v]]):
            k = 0
        heap[v] = k
        papers[k + 1] += 1
        length[k + 1] += many
    followers, kept = papers[1], length[1]
    f_starts = np.zeros(followers + 1, np.int64)
    f_entries = np.empty(kept, np.int16)
    f_voter = np.empty(followers, np.int64)
    o_starts = np.zeros(n - followers + 1, np.int64)
    o_entries = np.empty(len(entries) - kept, np.int16)
    # From here on, where the next ballot of each heap goes.
    papers[1] = 0
    length[1] = 0
    for k in range(1, len(papers) - 1):
        papers[k + 1] += papers[k]
        length[k + 1] += length[k]
    for v in range(n):
        k = heap[v]
        at = length[k]
        first = starts[v]
        many = starts[v + 1] - first
        length[k] = at + many
        papers[k] += 1
        if k == 0:
            for j in range(many):
                f_entries[at + j] = entries[first + j]
            f_voter[papers[k] - 1] = v
            f_starts[papers[k]] = at + many
        else:
            for j in range(many):
                o_entries[at + j] = entries[first + j]
            o_starts[papers[k]] = at + many
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
