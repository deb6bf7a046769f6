"""From the bytes of a plain ballot file to a packed profile, fast.

Knows the plain common case of two formats, BLT and the Scottish CSV, and how raw rankings become a
profile. Whatever is not plain gets None, and the ordinary reader of the format takes over and says
what is wrong, and where.

The work is done by the reading kernel, `kernel`. NumPy and Numba are slow to import, so import
this module only where the fast path is wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hustings.election.formats.fast import kernel
from hustings.election.formats.request import MAX_CANDIDATES, MAX_PAPERS, MAX_SEATS
from hustings.election.packed import PackedProfile
from hustings.errors import InputError

MAX_RANKINGS = 2**31 - 1  # an index has 31 bits at most
ENTRY = np.iinfo(np.int16)

# Bytes: `1,1,` and a line feed; a digit and what parts it from the number before.
SHORTEST_LINE = 5
SHORTEST_ENTRY = 2

_BLT_HEADER = re.compile(rb"([1-9][0-9]{0,4})[ \t]+([1-9][0-9]{0,4})[ \t]*\r?\n")
_BLT_WITHDRAWN = re.compile(rb"-[1-9][0-9]{0,4}(?:[ \t]+-[1-9][0-9]{0,4})*[ \t]*\r?\n")
_CSV_HEADER = re.compile(rb"([1-9][0-9]{0,4}),([1-9][0-9]{0,4}),\r?\n")

Starts = npt.NDArray[np.int64]
Entries = npt.NDArray[np.int16]
Papers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a plain ballot file says before its names.

    Attributes:
        candidates: number on the ballot paper.
        seats: places to fill.
        withdrawn: 0-based, ascending, each once.
        packed: the ballots; strict.
        rest: byte offset where the names begin.
    """

    candidates: int
    seats: int
    withdrawn: tuple[int, ...]
    packed: PackedProfile
    rest: int


def scan_blt(data: bytes) -> Scanned | None:
    """A plain BLT file up to its names, or None where the ordinary reader has to look.

    Plain is: a line `candidates seats`; lines of negative numbers, if any, for those withdrawn;
    a line `papers preferences 0` for each ranking, at least one; a line `0`. Spaces or tabs stand
    between numbers and may end a line; a line ends in LF or CR LF; no number begins with a 0.
    """
    header = _BLT_HEADER.match(data)
    if header is None:
        return None
    at = header.end()
    withdrawn: list[int] = []
    while line := _BLT_WITHDRAWN.match(data, at):
        withdrawn.extend(-1 - int(number) for number in line[0].split())
        at = line.end()
    return _scan(data, at, header, withdrawn, commas=False)


def scan_scottish_csv(data: bytes) -> Scanned | None:
    """A plain Scottish CSV file up to its names, or None where the ordinary reader has to look.

    Plain is: a line `candidates,seats,`; a line `papers,preference,…,` for each ranking, at least
    one; then a line that begins with a double quotation mark. A line ends in LF or CR LF; no
    number begins with a 0.
    """
    header = _CSV_HEADER.match(data)
    if header is None:
        return None
    scanned = _scan(data, header.end(), header, [], commas=True)
    if scanned is None or data[scanned.rest : scanned.rest + 1] != b'"':
        return None
    return scanned


def pack_rankings(starts: Starts, entries: Entries, papers: Papers) -> PackedProfile:
    """A packed profile from rankings in any order, equal ones put together.

    Args:
        starts: int64[n + 1]; ranking i is `entries[starts[i]:starts[i + 1]]`.
        entries: int16; the entries of `hustings.election.profile`, of any kind.
        papers: int64[n]; each at least 1.

    Raises:
        InputError: the arrays do not fit together, or a number of papers is out of bounds.
    """
    if not (
        len(starts) == len(papers) + 1
        and len(papers) <= MAX_RANKINGS
        and starts[0] == 0
        and starts[-1] == len(entries)
        and bool((starts[:-1] <= starts[1:]).all())
    ):
        raise InputError("the starts, entries and papers of rankings do not fit together")
    low = min(int(entries.min(initial=0)), 0)
    high = int(entries.max(initial=0))
    if low < ENTRY.min or high > ENTRY.max:
        raise InputError(f"the entries of rankings are not within {ENTRY.min} to {ENTRY.max}")
    if len(papers) and (papers.min() < 1 or papers.sum(dtype=np.float64) > MAX_PAPERS):
        raise InputError(f"rankings need at least one paper each, and at most {MAX_PAPERS} in all")
    starts, entries, papers = _arrange(starts, entries, papers, low, high)
    strict = low == 0 and bool(kernel.is_strict(starts, entries, high))
    return PackedProfile(starts, entries, papers, strict)


def _scan(
    data: bytes, at: int, header: re.Match[bytes], withdrawn: list[int], *, commas: bool
) -> Scanned | None:
    """The rest of a file whose ballot lines begin at byte `at`."""
    candidates, seats = int(header[1]), int(header[2])
    if candidates > MAX_CANDIDATES or seats > MAX_SEATS:
        return None
    if max(withdrawn, default=0) >= candidates or len(set(withdrawn)) < len(withdrawn):
        return None
    # The last line feed stops every loop of the kernel, so that it need not watch the end.
    end = data.rfind(b"\n") + 1
    most = (end - at) // SHORTEST_LINE + 1
    if end <= at or most > MAX_RANKINGS:
        return None
    # What is not written to is not memory yet, and is given back below.
    starts = np.empty(most + 1, dtype=np.int64)
    entries = np.empty((end - at) // SHORTEST_ENTRY, dtype=np.int16)
    papers = np.empty(most, dtype=np.int64)
    raw = np.frombuffer(data, dtype=np.uint8)
    rest, count, ascending = kernel.parse(
        raw, at, end, candidates, MAX_PAPERS, commas, starts, entries, papers
    )
    if rest < 0 or count == 0:
        return None
    _cut(starts, entries, papers, count)
    if not ascending:
        starts, entries, papers = _arrange(starts, entries, papers, 0, candidates - 1)
    packed = PackedProfile(starts, entries, papers, strict=True)
    return Scanned(candidates, seats, tuple(sorted(withdrawn)), packed, rest)


def _arrange(
    starts: Starts, entries: Entries, papers: Papers, low: int, high: int
) -> tuple[Starts, Entries, Papers]:
    """Rankings in ascending order, equal ones together; every entry is in `low`..`high`."""
    starts = _frozen(starts, np.int64)
    entries = _frozen(entries, np.int16)
    papers = _frozen(papers, np.int64)
    words, mask, same = kernel.order(starts, entries, low, (high - low + 1).bit_length())
    new_starts = np.empty_like(starts)
    new_entries = np.empty_like(entries)
    new_papers = np.empty_like(papers)
    count, _ = kernel.gather(
        words, mask, same, starts, entries, papers, new_starts, new_entries, new_papers
    )
    _cut(new_starts, new_entries, new_papers, count)
    return new_starts, new_entries, new_papers


def _frozen(array: npt.NDArray[Any], dtype: type[np.generic]) -> npt.NDArray[Any]:
    """`array` as the kernels are compiled for: anything else would be compiled again."""
    view = np.ascontiguousarray(array, dtype=dtype).view()
    view.flags.writeable = False
    return view


def _cut(starts: Starts, entries: Entries, papers: Papers, count: int) -> None:
    """Cut the arrays, in place, to their first `count` rankings."""
    starts.resize(count + 1, refcheck=False)
    entries.resize(int(starts[count]), refcheck=False)
    papers.resize(count, refcheck=False)
