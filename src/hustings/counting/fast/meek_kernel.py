"""The arrays and integers of the fast count by Meek's method, compiled by Numba.

Knows how papers are weighed and moved, and how keep factors are adjusted; `meek` prepares the
arrays and walks the stages. Every number that could overflow 64 bits has been refused before.

Papers lie in *holdings*: those of one continuing candidate that have passed the same elected
candidates in the same order, their *path*. Papers on one path have one weight. A table (open
addressing, linear probing) finds what comes after a path with a candidate: the candidate's holding
while continuing, the longer path once elected.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.compiled.njit import njit

Ints = npt.NDArray[np.int64]

# Units in one vote. A constant, because a division by one is many times faster.
SCALE = 10**9
# Places in `num`. FREE heads the list of holdings that can be used again, linked by `first`.
PATHS, HOLDINGS, FREE, USED, QUOTA, SURPLUS, ITERATIONS = range(7)
NUMBERS = 7
NONE = np.int64(-1)
ZERO = np.int64(0)
ONE = np.int64(1)
DIGITS = 9


class State(NamedTuple):
    """Everything a count reads and writes; int64 unless something else is said.

    Attributes:
        starts, entries (int16), papers: the rankings, as in `PackedProfile`.
        read: per ranking, the place in `entries` from which to read on.
        after: per ranking, the next one in the same holding, or -1.
        continuing, keep, votes: per candidate; of those who do not continue, the elected have a
            keep factor above 0.
        before, passed, taken, weight: per path, the path it goes on from, the elected candidate
            it adds, the papers that took it, what each is worth at its end. Path 0 is empty.
        path, holder, held, first: per holding, path, candidate, papers, first ranking. One not in
            use holds no papers.
        keys, values: the table; key 0 is an empty place.
        num: single numbers; see PATHS and its neighbours.
    """

    starts: Ints
    entries: npt.NDArray[np.int16]
    papers: Ints
    read: Ints
    after: Ints
    continuing: Ints
    keep: Ints
    votes: Ints
    before: Ints
    passed: Ints
    taken: Ints
    weight: Ints
    path: Ints
    holder: Ints
    held: Ints
    first: Ints
    keys: Ints
    values: Ints
    num: Ints


@njit(nogil=True, inline="always")
def _place(keys, key):  # type: ignore[no-untyped-def]
    """Where `key` is in the table, or the empty place where it belongs."""
    mask = len(keys) - 1
    at = (key * 0x9E3779B97F4A7C1 >> 20) & mask
    while keys[at] != 0 and keys[at] != key:
        at = (at + 1) & mask
    return at


@njit(cache=True, nogil=True)
def count_holdings(s, candidate):  # type: ignore[no-untyped-def]
    """How many holdings a candidate has: as many paths will end in the candidate when elected."""
    number = ZERO
    for holding in range(s.num[HOLDINGS]):
        if s.holder[holding] == candidate and s.held[holding]:
            number += 1
    return number


@njit(cache=True, nogil=True)
def open_paths(s, candidate):  # type: ignore[no-untyped-def]
    """Make a path of each holding of a candidate who has been elected; the papers stay there."""
    for holding in range(s.num[HOLDINGS]):
        if s.holder[holding] == candidate and s.held[holding]:
            at = _place(s.keys, s.path[holding] * len(s.keep) + candidate + 1)
            path = s.num[PATHS]
            s.num[PATHS] += 1
            s.values[at] = path
            s.before[path] = s.path[holding]
            s.passed[path] = candidate
            s.taken[path] = s.held[holding]
            s.path[holding] = path


@njit(cache=True, nogil=True)
def release(s, candidate, most_paths):  # type: ignore[no-untyped-def]
    """Give the papers of one who does not continue to the next continuing candidates.

    One function with names of its own for all arrays: handing the state on to another function
    for each ranking takes several times as long as the work.

    Args:
        most_paths: the most paths that reading on in a ranking can make.

    Returns:
        True when done; False when the arrays must grow first: then call again.
    """
    starts, entries, papers, read, after = s.starts, s.entries, s.papers, s.read, s.after
    continuing, keep, keys, values = s.continuing, s.keep, s.keys, s.values
    before, passed, taken = s.before, s.passed, s.taken
    path, holder, held, first = s.path, s.holder, s.held, s.first
    size = len(keep)
    paths, holdings, free, used = s.num[PATHS], s.num[HOLDINGS], s.num[FREE], s.num[USED]
    done = True
    for holding in range(s.num[HOLDINGS]):
        if holder[holding] != candidate or not held[holding]:
            continue
        while first[holding] >= 0:
            if (
                paths + most_paths > len(before)
                or holdings == len(first)
                or 2 * (used + most_paths + 1) > len(keys)
            ):
                done = False
                break
            ranking = first[holding]
            first[holding] = after[ranking]
            at = path[holding]
            for entry in range(read[ranking], starts[ranking + 1]):
                following = entries[entry]
                if not continuing[following] and not keep[following]:
                    continue
                key = at * size + following + 1
                place = _place(keys, key)
                new = keys[place] == 0
                if new:
                    keys[place] = key
                    used += 1
                if continuing[following]:
                    if not new:
                        to = values[place]
                    else:
                        if free >= 0:
                            to = free
                            free = first[free]
                        else:
                            to = holdings
                            holdings += 1
                        values[place] = to
                        path[to] = at
                        holder[to] = following
                        held[to] = 0
                        first[to] = NONE
                    held[to] += papers[ranking]
                    after[ranking] = first[to]
                    first[to] = ranking
                    read[ranking] = entry + 1
                    break
                if new:
                    values[place] = paths
                    before[paths] = at
                    passed[paths] = following
                    taken[paths] = 0
                    paths += 1
                at = values[place]
                taken[at] += papers[ranking]
        if not done:
            break
        holder[holding] = 0
        held[holding] = 0
        first[holding] = free
        free = holding
    s.num[PATHS], s.num[HOLDINGS], s.num[FREE], s.num[USED] = paths, holdings, free, used
    return done


@njit(cache=True, nogil=True)
def copy_table(s, keys, values):  # type: ignore[no-untyped-def]
    """Put what is still needed of the table into a larger, empty one; the number of entries."""
    old_keys, old_values, keep = s.keys, s.values, s.keep
    used = ZERO
    for old in range(len(old_keys)):
        key = old_keys[old]
        if key != 0 and keep[(key - 1) % len(keep)] > 0:
            place = _place(keys, key)
            keys[place] = key
            values[place] = old_values[old]
            used += 1
    return used


@njit(cache=True, nogil=True)
def distribute(s, seats):  # type: ignore[no-untyped-def]
    """B.2.a and B.2.b: the votes, and the quota from their sum."""
    s.votes[:] = 0
    s.weight[0] = SCALE
    for path in range(1, s.num[PATHS]):
        candidate = s.passed[path]
        weight = s.weight[s.before[path]]
        kept = (weight * s.keep[candidate] + (SCALE - 1)) // SCALE
        s.votes[candidate] += kept * s.taken[path]
        s.weight[path] = weight - kept
    for holding in range(s.num[HOLDINGS]):
        s.votes[s.holder[holding]] += s.held[holding] * s.weight[s.path[holding]]
    s.num[QUOTA] = s.votes.sum() // (seats + 1) + 1


@njit(cache=True, nogil=True)
def next_keep(keep, quota, vote):  # type: ignore[no-untyped-def]
    """B.2.f: keep x quota, rounded up, divided by the vote, rounded up; at most 1.

    keep x quota is taken apart into whole votes and units; the division is written out in decimal
    digits, as by hand, so that no number exceeds ten times the vote.
    """
    share = keep * (quota // SCALE) + (keep * (quota % SCALE) + (SCALE - 1)) // SCALE
    if share >= vote:
        return ONE * SCALE
    quotient = ZERO
    for _ in range(DIGITS):
        share *= 10
        quotient = quotient * 10 + share // vote
        share %= vote
    return quotient + ONE if share else quotient


@njit(nogil=True)
def _surplus(s, elected):  # type: ignore[no-untyped-def]
    total = ZERO
    for candidate in elected:
        total += s.votes[candidate] - s.num[QUOTA]
    return max(total, ZERO)


@njit(nogil=True)
def _somebody_over(s):  # type: ignore[no-untyped-def]
    for candidate in range(len(s.votes)):
        if s.continuing[candidate] and s.votes[candidate] >= s.num[QUOTA]:
            return True
    return False


@njit(cache=True, nogil=True)
def iterate(s, elected, seats, omega):  # type: ignore[no-untyped-def]
    """B.2 from d, after a round's first distribution: until somebody has the quota or B.2.e.

    Leaves votes, keep factors, quota, total surplus and the number of distributions made.
    """
    s.num[ITERATIONS] = 0
    s.num[SURPLUS] = _surplus(s, elected)
    while s.num[SURPLUS] >= omega:
        for candidate in elected:
            s.keep[candidate] = next_keep(s.keep[candidate], s.num[QUOTA], s.votes[candidate])
        distribute(s, seats)
        s.num[ITERATIONS] += 1
        previous = s.num[SURPLUS]
        s.num[SURPLUS] = _surplus(s, elected)
        if _somebody_over(s) or s.num[SURPLUS] >= previous:
            break
