"""The reading kernel: ballot lines into arrays, rankings in order, equal ones together.

Knows bytes and arrays; `scan` prepares them and makes the profile.

Beside the counting kernels the only place for Numba. The compiled code is kept on disk: only the
first call after an installation, or after a change of this file, compiles it.
"""

from __future__ import annotations

import numpy as np

from hustings.compiled.njit import njit

SMALL = 24  # ranges up to this many rankings are put in order by insertion
DIGIT_BITS = 12  # the largest digit of the radix sort: its counts stay in the nearest caches
BLOCK = 256  # rankings looked up together


@njit(cache=True, nogil=True)
def parse(data, at, end, candidates, most_papers, commas, starts, entries, papers):  # type: ignore[no-untyped-def]
    """Ballot lines from byte `at` into the arrays; `data[end - 1]` is a line feed.

    Args:
        candidates, most_papers: the largest number of a candidate, and of papers in all.
        commas: the lines are those of a Scottish CSV file, not of a BLT file.
        starts, entries, papers: as of a packed profile, long enough for all that can come.

    Returns:
        the byte after the ballots, or -1 where they are not plain; the number of rankings;
        whether they are distinct and ascending already.
    """
    stamp = np.zeros(candidates + 1, dtype=np.int32)
    starts[0] = 0
    count = 0
    total = 0
    ascending = True
    while at < end and 49 <= data[at] <= 57:
        number, at = _number(data, at, most_papers)
        total += number
        if number < 0 or total > most_papers:
            return -1, count, False
        papers[count] = number
        first = starts[count]
        filled = first
        count += 1
        at = _next_cell(data, at, commas)
        while at >= 0 and 49 <= data[at] <= 57:
            entry, at = _number(data, at, candidates)
            if entry < 0 or stamp[entry] == count:
                return -1, count, False
            stamp[entry] = count
            entries[filled] = entry - 1
            filled += 1
            at = _next_cell(data, at, commas)
        starts[count] = filled
        if at < 0 or filled == first:
            return -1, count, False
        at = _line_end(data, at) if commas else _closing_zero(data, at)
        if at < 0:
            return -1, count, False
        if ascending and count > 1:
            ascending = _compare(entries, starts[count - 2], first, first, filled) < 0
    if commas:
        return at, count, ascending
    return (_closing_zero(data, at) if at < end else -1), count, ascending


@njit
def _number(data, at, most):  # type: ignore[no-untyped-def]
    """The number that begins with the digit at byte `at`, -1 above `most`; the byte after it."""
    number = np.int64(data[at]) - 48
    at += 1
    while 48 <= data[at] <= 57 and number <= most:
        number = number * 10 + (np.int64(data[at]) - 48)
        at += 1
    return (number if number <= most else -1), at


@njit
def _next_cell(data, at, commas):  # type: ignore[no-untyped-def]
    """The byte after the comma or the spaces at byte `at`, -1 where there are none."""
    if commas:
        return at + 1 if data[at] == 44 else -1
    mark = at
    while data[at] == 32 or data[at] == 9:
        at += 1
    return at if at > mark else -1


@njit
def _closing_zero(data, at):  # type: ignore[no-untyped-def]
    """The byte after a 0 and the end of its line, -1 where they are not at byte `at`."""
    if data[at] != 48:
        return -1
    at += 1
    while data[at] == 32 or data[at] == 9:
        at += 1
    return _line_end(data, at)


@njit
def _line_end(data, at):  # type: ignore[no-untyped-def]
    """The byte after LF or CR LF at byte `at`, -1 where there is neither."""
    if data[at] == 13:
        at += 1
    return at + 1 if data[at] == 10 else -1


@njit
def _compare(entries, a, a_end, b, b_end):  # type: ignore[no-untyped-def]
    """Below, at or above 0 as `entries[a:a_end]` sorts before, is, or sorts after the other."""
    while a < a_end and b < b_end:
        if entries[a] != entries[b]:
            return np.int64(entries[a]) - np.int64(entries[b])
        a += 1
        b += 1
    return (a_end - a) - (b_end - b)


@njit(cache=True, nogil=True)
def order(starts, entries, low, bits):  # type: ignore[no-untyped-def]
    """The rankings in ascending order, and which are the same as the one before.

    The lower part of a word is a ranking's index; its upper part holds as many entries as go into
    it, `bits` bits each. Rankings are sorted by these, then those with equal words by the entries
    that follow, and so on. Pending ranges are disjoint and hold at least two rankings each, which
    bounds their number. The time is in proportion to the number of entries, whatever they are.

    Returns:
        words, the mask of the index in a word, and for each word whether its ranking is the same.
    """
    n = len(starts) - 1
    below = np.uint64(1)
    while n >> below:
        below += np.uint64(1)
    mask = (np.uint64(1) << below) - np.uint64(1)
    per = (64 - np.int64(below)) // bits
    last = ((np.uint64(1) << np.uint64(bits)) - np.uint64(1)) << below
    words = np.empty(n, dtype=np.uint64)
    spare = np.empty(n, dtype=np.uint64)
    same = np.zeros(n, dtype=np.bool_)
    pending = np.empty((n // 2 + 1, 3), dtype=np.int32)
    slots = np.empty(1 << DIGIT_BITS, dtype=np.int64)
    for i in range(n):
        words[i] = i
    pending[0, 0], pending[0, 1], pending[0, 2] = 0, n, 0
    top = 1
    while top:
        top -= 1
        begin, end = np.int64(pending[top, 0]), np.int64(pending[top, 1])
        depth = np.int64(pending[top, 2])
        if end - begin <= SMALL:
            _insert(words, same, begin, end, mask, starts, entries, depth)
            continue
        for i in range(begin, end):
            which = np.int64(words[i] & mask)
            word = _word(entries, starts[which] + depth, starts[which + 1], per, bits, low)
            words[i] = (word << below) | np.uint64(which)
        _radix(words, spare, begin, end, below, slots)
        a = begin
        while a < end:
            b = a + 1
            while b < end and words[a] >> below == words[b] >> below:
                b += 1
            if b - a > 1 and words[a] & last:
                pending[top, 0], pending[top, 1], pending[top, 2] = a, b, depth + per
                top += 1
            else:
                for i in range(a + 1, b):
                    same[i] = True
            a = b
    return words, mask, same


@njit
def _word(entries, at, end, per, bits, low):  # type: ignore[no-untyped-def]
    """The `per` entries from `at` as one number that sorts as they do.

    An entry is a digit from 1 on; 0 stands for each place past the end, so that a prefix sorts
    before its extensions, and a last digit of 0 says that nothing follows.
    """
    stop = min(end, at + per)
    word = np.uint64(0)
    for place in range(at, stop):
        word = (word << np.uint64(bits)) | np.uint64(np.int64(entries[place]) - low + 1)
    return word << np.uint64((at + per - stop) * bits)


@njit
def _insert(words, same, begin, end, mask, starts, entries, depth):  # type: ignore[no-untyped-def]
    """Sort a small range by what follows the first `depth` entries; mark equal neighbours."""
    for i in range(begin + 1, end):
        word = words[i]
        a = np.int64(word & mask)
        sign = np.int64(1)
        j = i
        while j > begin:
            b = np.int64(words[j - 1] & mask)
            sign = _compare(
                entries, starts[a] + depth, starts[a + 1], starts[b] + depth, starts[b + 1]
            )
            if sign >= 0:
                break
            words[j], same[j] = words[j - 1], same[j - 1]
            j -= 1
        words[j], same[j] = word, sign == 0


@njit
def _radix(words, spare, begin, end, below, slots):  # type: ignore[no-untyped-def]
    """Sort a range of words by their bits from `below` up, a digit at a time from the lowest."""
    differ = np.uint64(0)
    for i in range(begin, end):
        differ |= words[i] ^ words[begin]
    # A digit has fewer values than the range has words, or clearing the slots would cost most.
    digit_bits = np.uint64(4)
    while digit_bits < np.uint64(DIGIT_BITS) and 8 << digit_bits < end - begin:
        digit_bits += np.uint64(1)
    digits = np.int64(1) << np.int64(digit_bits)
    mask = np.uint64(digits - 1)
    source, target = words, spare
    swapped = False
    shift = below
    while shift < np.uint64(64) and differ >> shift:
        for digit in range(digits):
            slots[digit] = 0
        for i in range(begin, end):
            slots[np.int64((source[i] >> shift) & mask)] += 1
        to = begin
        for digit in range(digits):
            count = slots[digit]
            slots[digit] = to
            to += count
        for i in range(begin, end):
            value = np.int64((source[i] >> shift) & mask)
            target[slots[value]] = source[i]
            slots[value] += 1
        source, target = target, source
        swapped = not swapped
        shift += digit_bits
    if swapped:
        for i in range(begin, end):
            words[i] = spare[i]


@njit(cache=True, nogil=True)
def gather(words, mask, same, starts, entries, papers, new_starts, new_entries, new_papers):  # type: ignore[no-untyped-def]
    """The rankings in this order into the new arrays, those marked as the same put together.

    Rankings lie all over memory, and the processor waits for one after the other where it has to
    guess when each ends. So a block of them is looked up and touched before any is copied.

    Returns:
        the number of distinct rankings; the lowest entry touched, without which the compiler
        would leave out the touching.
    """
    begins = np.empty(BLOCK, dtype=np.int64)
    ends = np.empty(BLOCK, dtype=np.int64)
    new_starts[0] = 0
    count = 0
    filled = 0
    lowest = np.int64(0)
    for block in range(0, len(words), BLOCK):
        wide = 0
        for i in range(block, min(block + BLOCK, len(words))):
            which = np.int64(words[i] & mask)
            begins[wide] = starts[which]
            ends[wide] = starts[which + 1]
            if same[i]:
                new_papers[count + wide - 1] += papers[which]
            else:
                new_papers[count + wide] = papers[which]
                wide += 1
        for i in range(wide):
            if begins[i] < ends[i]:
                lowest = min(lowest, np.int64(entries[begins[i]]), np.int64(entries[ends[i] - 1]))
        for i in range(wide):
            for k in range(begins[i], ends[i]):
                new_entries[filled] = entries[k]
                filled += 1
            new_starts[count + i + 1] = filled
        count += wide
    return count, lowest


@njit(cache=True, nogil=True)
def is_strict(starts, entries, high):  # type: ignore[no-untyped-def]
    """Whether no ranking is blank or repeats an entry; the entries are in 0..`high`."""
    stamp = np.zeros(high + 1, dtype=np.int32)
    for i in range(len(starts) - 1):
        if starts[i] == starts[i + 1]:
            return False
        for k in range(starts[i], starts[i + 1]):
            if stamp[entries[k]] == i + 1:
                return False
            stamp[entries[k]] = i + 1
    return True
