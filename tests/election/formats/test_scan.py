"""The reading kernel against the ordinary readers, a plain parser and `pack(Profile.gather(...))`.

Knows what a plain file looks like and how it can be spoilt. Must not know how the kernel works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.election import formats
from hustings.election.profile import SKIPPED, Profile, Ranking, same_rank
from hustings.errors import InputError

np = pytest.importorskip("numpy")
pytest.importorskip("numba")

from hustings.election.formats.fast import kernel, scan  # noqa: E402
from hustings.election.packed import PackedProfile, pack, unpack  # noqa: E402

Ballots = list[tuple[Ranking, int]]
Plain = tuple[int, int, tuple[int, ...], Profile, int]
Scan = Callable[[bytes], scan.Scanned | None]

MOST_PAPERS = 2**53 - 1


def assert_same(packed: PackedProfile, profile: Profile) -> None:
    """Every array, its type, and all else of a packed profile are those of `pack(profile)`."""
    expected = pack(profile)
    for name in ("starts", "entries", "papers"):
        found, wanted = getattr(packed, name), getattr(expected, name)
        assert found.dtype == wanted.dtype
        assert found.flags.c_contiguous
        assert not found.flags.writeable
        np.testing.assert_array_equal(found, wanted, err_msg=name)
    assert packed.strict is expected.strict
    assert packed.rejected == expected.rejected


def raw(ballots: Ballots) -> PackedProfile:
    """`pack_rankings` of ballots in this order."""
    starts = np.cumsum([0, *(len(ranking) for ranking, _ in ballots)], dtype=np.int64)
    entries = np.array([entry for ranking, _ in ballots for entry in ranking], dtype=np.int16)
    papers = np.array([number for _, number in ballots], dtype=np.int64)
    return scan.pack_rankings(starts, entries, papers)


# --- a plain parser, as slow and as simple as can be --------------------------------------------


def line_at(data: bytes, at: int) -> tuple[str, int]:
    """The line that begins at byte `at` and where the next begins; LF or CR LF ends it."""
    stop = data.index(b"\n", at)
    line = data[at:stop].decode("ascii")
    return line.removesuffix("\r"), stop + 1


def number(token: str) -> int:
    """A number in plain digits; ValueError for anything else."""
    if not (token.isascii() and token.isdigit()):
        raise ValueError(token)
    return int(token)


def ranking_from(tokens: list[str], candidates: int) -> Ranking:
    """The ranking of 1-based numbers; ValueError for one that is not strict."""
    ranking = tuple(number(token) - 1 for token in tokens)
    if not ranking or len(set(ranking)) < len(ranking):
        raise ValueError("blank, or a repeated candidate")
    if not 0 <= min(ranking) <= max(ranking) < candidates:
        raise ValueError("nobody has this number")
    return ranking


def gathered(ballots: Ballots) -> Profile:
    profile = Profile.gather(ballots)
    if any(papers < 1 for _, papers in ballots) or profile.total > MOST_PAPERS:
        raise ValueError("a ballot without papers, or too many of them")
    return profile


def header_of(tokens: list[str]) -> tuple[int, int]:
    candidates, seats = (number(token) for token in tokens)
    if not (1 <= candidates <= 30_000 and 1 <= seats <= 30_000):
        raise ValueError("too few or too many")
    return candidates, seats


def plain_blt(data: bytes) -> Plain:
    line, at = line_at(data, 0)
    candidates, seats = header_of(line.split())
    withdrawn: list[int] = []
    line, after = line_at(data, at)
    while line.startswith("-"):
        for token in line.split():
            if token[0] != "-":
                raise ValueError(token)
            withdrawn.append(number(token[1:]) - 1)
        at = after
        line, after = line_at(data, at)
    if len(set(withdrawn)) < len(withdrawn) or not set(withdrawn) <= set(range(candidates)):
        raise ValueError("nobody, or somebody twice")
    ballots: Ballots = []
    while line.strip() != "0":
        papers, *tokens = line.split()
        if tokens.pop() != "0":
            raise ValueError("no closing zero")
        ballots.append((ranking_from(tokens, candidates), number(papers)))
        line, after = line_at(data, after)
    return candidates, seats, tuple(sorted(withdrawn)), gathered(ballots), after


def plain_csv(data: bytes) -> Plain:
    line, at = line_at(data, 0)
    candidates, seats = header_of(line.removesuffix(",").split(","))
    ballots: Ballots = []
    while data[at : at + 1] != b'"':
        line, at = line_at(data, at)
        papers, *tokens = line.removesuffix(",").split(",")
        ballots.append((ranking_from(tokens, candidates), number(papers)))
    return candidates, seats, (), gathered(ballots), at


PLAIN = {scan.scan_blt: plain_blt, scan.scan_scottish_csv: plain_csv}


def assert_none_or_same(scan_it: Scan, data: bytes) -> bool:
    """The kernel steps back, or says exactly what the plain parser says and what the ordinary
    reader says when proper names follow; whether it scanned."""
    scanned = scan_it(data)
    if scanned is None:
        return False
    candidates, seats, withdrawn, profile, rest = PLAIN[scan_it](data)
    assert (scanned.candidates, scanned.seats) == (candidates, seats)
    assert (scanned.withdrawn, scanned.rest) == (withdrawn, rest)
    assert_same(scanned.packed, profile)
    name = '"%d"\n' if scan_it is scan.scan_blt else '"Candidate %d","%d",\n'
    names = "".join(name.replace("%d", str(k)) for k in range(1, candidates + 1))
    ordinary = formats.parse(data[:rest] + names.encode())
    assert len(ordinary.election.candidates) == candidates
    assert (ordinary.election.seats, ordinary.election.withdrawn) == (seats, withdrawn)
    assert ordinary.profile == profile
    return True


# --- made-up files -------------------------------------------------------------------------------


@st.composite
def elections(draw: st.DrawFn) -> tuple[int, Ballots]:
    """A number of candidates and ballots in any order, some of them the same, some beginnings."""
    candidates = draw(st.sampled_from([1, 2, 3, 9, 10, 33, 64, 200, 30_000]))
    ranking = st.lists(st.integers(0, candidates - 1), min_size=1, max_size=40, unique=True)
    pool = draw(st.lists(ranking.map(tuple), min_size=1, max_size=12))
    ballot = st.tuples(st.sampled_from(pool), st.integers(1, 40)).map(
        lambda pair: (pair[0][: pair[1]], pair[1])
    )
    return candidates, draw(st.lists(ballot, min_size=1, max_size=80))


def write_blt(candidates: int, seats: int, gone: Iterable[int], ballots: Ballots) -> list[str]:
    lines = [f"{candidates} {seats}"]
    lines += [f"-{index + 1}" for index in gone]
    lines += [f"{n} {' '.join(str(c + 1) for c in ranking)} 0" for ranking, n in ballots]
    return [*lines, "0", *(f'"Candidate {k}"' for k in range(1, 4)), '"Title"']


def write_csv(candidates: int, seats: int, ballots: Ballots) -> list[str]:
    lines = [f"{candidates},{seats},"]
    lines += [f"{n},{','.join(str(c + 1) for c in ranking)}," for ranking, n in ballots]
    return [*lines, *(f'"Candidate {k}","Name {k}","Party (P)",' for k in range(1, 4)), '"Ward"']


def joined(lines: list[str], line_end: str, final: bool) -> bytes:
    return (line_end.join(lines) + (line_end if final else "")).encode()


line_ends = st.sampled_from(["\n", "\r\n"])


@given(elections(), st.integers(1, 9), st.data(), line_ends, st.booleans())
def test_blt_gives_the_profile(
    election: tuple[int, Ballots], seats: int, data: st.DataObject, line_end: str, final: bool
) -> None:
    candidates, ballots = election
    gone = data.draw(st.lists(st.integers(0, min(candidates, 5) - 1), max_size=3, unique=True))
    text = joined(write_blt(candidates, seats, gone, ballots), line_end, final)
    scanned = scan.scan_blt(text)
    assert scanned is not None
    assert (scanned.candidates, scanned.seats) == (candidates, seats)
    assert scanned.withdrawn == tuple(sorted(gone))
    assert text[scanned.rest :].startswith(b'"Candidate 1"')
    assert_same(scanned.packed, Profile.gather(ballots))
    assert unpack(scanned.packed) == Profile.gather(ballots)


@given(elections(), st.integers(1, 9), line_ends, st.booleans())
def test_csv_gives_the_profile(
    election: tuple[int, Ballots], seats: int, line_end: str, final: bool
) -> None:
    candidates, ballots = election
    text = joined(write_csv(candidates, seats, ballots), line_end, final)
    scanned = scan.scan_scottish_csv(text)
    assert scanned is not None
    assert (scanned.candidates, scanned.seats, scanned.withdrawn) == (candidates, seats, ())
    assert text[scanned.rest :].startswith(b'"Candidate 1"')
    assert_same(scanned.packed, Profile.gather(ballots))


# --- spoilt files --------------------------------------------------------------------------------

SMALL_BLT = b'4 2\n-3\n12 4 1 2 0\n1 2 0\n3 4 1 0\n12 10 0\n0\n"Amy"\n'
SMALL_CSV = b'4,2,\n12,4,1,2,\n1,2,\n3,4,1,\n1,2,\n"Candidate 1","Amy","A (A)",\n"Ward"\n'
BYTES = st.sampled_from([b"", *(bytes([k]) for k in b'0123456789 \t,\n\r-="#ab\xc3\0')])


@st.composite
def spoilt(draw: st.DrawFn, sample: bytes) -> bytes:
    """`sample` with bytes put in, changed, taken out, or a piece of it repeated or cut off."""
    data = sample.replace(b"\n", draw(st.sampled_from([b"\n", b"\r\n"])))
    for _ in range(draw(st.integers(1, 3))):
        a = draw(st.integers(0, len(data)))
        b = draw(st.integers(a, min(a + 3, len(data))))
        data = data[:a] + draw(BYTES) + draw(BYTES) + data[b:]
    if draw(st.integers(0, 9)) == 0:
        data = data[: draw(st.integers(0, len(data)))]
    return data


@settings(max_examples=400)
@given(spoilt(SMALL_BLT.replace(b"12 10 0\n", b"")))
def test_spoilt_blt_is_left_alone_or_read_the_same(data: bytes) -> None:
    assert_none_or_same(scan.scan_blt, data)


@settings(max_examples=400)
@given(spoilt(SMALL_CSV))
def test_spoilt_csv_is_left_alone_or_read_the_same(data: bytes) -> None:
    assert_none_or_same(scan.scan_scottish_csv, data)


@pytest.mark.parametrize(
    ("scan_it", "wrap"),
    [
        (scan.scan_blt, lambda body: b"4 2\n" + body + b'0\n"A"\n"B"\n"C"\n"D"\n"T"\n'),
        (
            scan.scan_scottish_csv,
            lambda body: (
                b"4,2,\n"
                + body
                + b"".join(b'"Candidate %d","%c",\n' % (k, k + 64) for k in range(1, 5))
            ),
        ),
    ],
    ids=["blt", "csv"],
)
@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("3 1 2 0", True),
        ("3 4 3 2 1 0", True),
        ("9007199254740991 1 0", True),  # the most papers there can be
        ("9007199254740992 1 0", False),
        ("92233720368547758080 1 0", False),
        ("18446744073709551617 1 0", False),  # 1, to a counter of 64 bits
        ("0 1 0", False),
        ("-1 1 0", False),
        ("03 1 0", False),
        ("3 0", False),
        ("3 5 0", False),
        ("3 65537 0", False),  # 1, to an entry of 16 bits
        ("3 18446744073709551617 0", False),
        ("3 1 1 0", False),
        ("3 1 2 1 0", False),
        ("3 1 0 2 0", False),
        ("3 01 0", False),
        ("3 1=2 0", False),
        ("3 - 1 0", False),
        ("3 1 2 0 # comment", False),
        ("", False),
        ("3", False),
        ("(a) 1 1 0", False),
        ("3 \u0661 0", False),  # an Arabic 1
        ("3 1 \u00a02 0", False),
        ("3 1\v2 0", False),
        (" 3 1 2 0", False),
    ],
)
def test_only_the_plain_line_is_scanned(
    scan_it: Scan, wrap: Callable[[bytes], bytes], line: str, plain: bool
) -> None:
    """Between plain lines, and as the last one; the ordinary reader agrees with what is scanned."""
    other = "1 2 0"
    if scan_it is scan.scan_scottish_csv:
        line, other = (
            text.removesuffix(" 0").replace(" ", ",") + "," if text else text
            for text in (line, other)
        )
    alone = "9007199254740991" in line
    body = f"{line}\n" if alone else f"{other}\n{line}\n{other}\n"
    data = wrap(body.encode())
    assert (scan_it(data) is not None) is plain
    if plain:
        assert_none_or_same(scan_it, data)
        assert_same(scan_it(data).packed, formats.parse(data).profile)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"4 2",
        b"4 2\n",
        b"4 2\n0\n",
        b"4 2\n3 1 0\n",
        b"4 2\n3 1 0\n0",
        b"4 2\n3 1 0\n0 1\n",
        b"4 2\n3 1 0\n00\n",
        b"4 2\n3 1 2 0",
        b"4 2\n3 1 2\n0\n",
        b"4 2\n3 1 0 0\n0\n",
        b"4 2\n3 1  0\n\n0\n",
        b"4 2\r3 1 0\r0\r",
        b"4 2\n3 1 0\r\r\n0\n",
        b"4 2 1\n3 1 0\n0\n",
        b"4\n3 1 0\n0\n",
        b"0 2\n3 1 0\n0\n",
        b"4 0\n3 1 0\n0\n",
        b"30001 2\n3 1 0\n0\n",
        b"4 30001\n3 1 0\n0\n",
        b"4 2\n-5\n3 1 0\n0\n",
        b"4 2\n-0\n3 1 0\n0\n",
        b"4 2\n-1 -1\n3 1 0\n0\n",
        b"4 2\n-1\n-1\n3 1 0\n0\n",
        b"4 2\n-1 2\n3 1 0\n0\n",
        b"4 2\n3 1 0\n-1\n0\n",
        b"4 2,\n3 1 0,\n0,\n",
        b"\xef\xbb\xbf4 2\n3 1 0\n0\n",
        b"9007199254740991 2\n3 1 0\n0\n",
        b"4 2\n9007199254740991 1 0\n1 2 0\n0\n",  # one paper too many in all
        b"4,2,\n3,1,\n",
        b"4,2,\n3,1,\nName",
        b'4,2,\n3,1,\n0,1,\n"',
        b'4,2,\n"Candidate 1"',
        b'4,2\n3,1,\n"',
        b'4,2,\n3,1\n"',
        b'4,2,\n3,1,,\n"',
        b'4,2,\n3, 1,\n"',
        b'4,2,\n3,1,2\n,\n"',
        b'4,2,\n9007199254740991,1,\n1,2,\n"',
    ],
)
def test_what_is_not_plain_is_left_alone(data: bytes) -> None:
    assert scan.scan_blt(data) is None
    assert scan.scan_scottish_csv(data) is None


def test_blanks_and_line_ends_that_are_still_plain() -> None:
    data = b"4\t2 \r\n-4  -2\t\n-1\r\n3\t4  1\t 0 \r\n2 4 1 0\n0\t\r\nrest"
    scanned = scan.scan_blt(data)
    assert scanned is not None
    assert (scanned.candidates, scanned.seats, scanned.withdrawn) == (4, 2, (0, 1, 3))
    assert data[scanned.rest :] == b"rest"
    assert_same(scanned.packed, Profile(((3, 0),), (5,)))


# --- real files ----------------------------------------------------------------------------------


def test_every_scottish_election(scot_elex: Path) -> None:
    """All are plain, and read as the ordinary reader reads them."""
    paths = sorted(scot_elex.glob("*.csv"))
    assert len(paths) == 559
    for path in paths:
        data = path.read_bytes()
        assert assert_none_or_same(scan.scan_scottish_csv, data), path.name
        assert_same(scan.scan_scottish_csv(data).packed, formats.parse(data).profile)


def test_every_blt_file(data: Path) -> None:
    """What is scanned is read as the ordinary reader reads it, which may still refuse the names."""
    scanned = [
        path
        for path in sorted((data / "counting").rglob("*.blt"))
        if assert_none_or_same(scan.scan_blt, path.read_bytes())
    ]
    whole = 0
    for path in scanned:
        text = path.read_bytes()
        try:
            ordinary = formats.parse(text)
        except InputError:
            continue
        whole += 1
        assert_same(scan.scan_blt(text).packed, ordinary.profile)
    assert len(scanned) >= 76
    assert whole >= 60


# --- raw rankings --------------------------------------------------------------------------------


@st.composite
def raw_rankings(draw: st.DrawFn) -> Ballots:
    """Rankings of any kind: blank, with empty and equal ranks, with repeats, long beginnings."""
    most = draw(st.sampled_from([1, 3, 62, 63, 64, 1000, 30_000]))
    entry = st.integers(0, most - 1)
    if draw(st.booleans()):
        entry = entry | st.just(SKIPPED) | entry.map(same_rank)
    beginning = tuple(draw(st.lists(entry, max_size=70)))
    ending = st.lists(entry, max_size=6).map(tuple)
    ranking = ending | ending.map(lambda end: beginning + end)
    return draw(st.lists(st.tuples(ranking, st.integers(1, 9)), max_size=60))


@given(raw_rankings())
def test_raw_rankings_give_the_profile(ballots: Ballots) -> None:
    assert_same(raw(ballots), Profile.gather(ballots))


def test_entries_of_the_whole_range() -> None:
    ballots: Ballots = [((low, high), 1) for low in (-32768, 0, 32767) for high in (32767, -32768)]
    assert_same(raw(ballots * 10), Profile.gather(ballots * 10))


def many(seed: int, count: int, candidates: int) -> Ballots:
    """Random strict rankings, popular ones many times."""
    generator = np.random.default_rng(seed)
    pool = [
        tuple(generator.permutation(candidates)[:size].tolist())
        for size in generator.integers(1, candidates + 1, count // 2)
    ]
    picks = np.minimum(generator.geometric(8 / count, count), len(pool)) - 1
    return [
        (pool[pick], int(n)) for pick, n in zip(picks, generator.integers(1, 9, count), strict=True)
    ]


HARD: dict[str, Ballots] = {
    "all the same": [(tuple(range(75)), 2)] * 3000,
    "differ at the end": [((*range(74), 74 + k % 500), 1) for k in range(3000)],
    "each begins the next": [(tuple(range(k % 300 + 1)), 1) for k in range(3000)],
    "descending": [((k // 50, 60 + k % 50), 1) for k in reversed(range(3000))],
    "one candidate": [((0,), 3)] * 100,
    "two entries, long": [(tuple((k >> b) & 1 for b in range(12)) * 8, 1) for k in range(4096)],
    "blank among others": [((), 1), ((0,), 2)] * 50,
    "wide": [((k * 7919 % 30_000, k % 3), 1) for k in range(5000)],
    "random": many(1, 20_000, 12),
    "random, long": many(2, 3000, 100),
}


@pytest.mark.parametrize("name", HARD)
def test_hard_input_is_put_in_order(name: str) -> None:
    ballots = HARD[name]
    assert_same(raw(ballots), Profile.gather(ballots))
    assert_same(raw(ballots[::-1]), Profile.gather(ballots))


def test_a_canonical_profile_stays_as_it_is() -> None:
    packed = pack(Profile.gather(HARD["random"]))
    again = scan.pack_rankings(packed.starts, packed.entries, packed.papers)
    assert_same(again, unpack(packed))


def test_what_is_packed_shares_nothing_with_the_raw_arrays() -> None:
    starts = np.array([0, 1, 3])
    entries = np.array([2, 1, 0], dtype=np.int16)
    papers = np.array([4, 5])
    packed = scan.pack_rankings(starts, entries, papers)
    for array in (starts, entries, papers):
        assert array.flags.writeable
        array[:] = 1
    assert unpack(packed) == Profile(((1, 0), (2,)), (5, 4))


def test_other_types_and_strides_are_taken() -> None:
    starts = np.array([0, 9, 2, 9, 3], dtype=np.int32)[::2]
    entries = np.array([1, 0, 1], dtype=np.int64)
    papers = np.array([2, 3], dtype=np.int32)
    assert unpack(scan.pack_rankings(starts, entries, papers)) == Profile(((1,), (1, 0)), (3, 2))


@pytest.mark.parametrize(
    ("starts", "entries", "papers"),
    [
        ([0, 1, 3], [0, 1], [1, 1]),
        ([1, 1, 2], [0, 1], [1, 1]),
        ([0, 2, 1, 2], [0, 1], [1, 1, 1]),
        ([0, 1, 2], [0, 1], [1]),
        ([0], [], [1]),
        ([], [], []),
        ([0, 1, 2], [0, 1], [1, 0]),
        ([0, 1, 2], [0, 1], [1, -4]),
        ([0, 1, 2], [0, 1], [2**53 - 1, 2**12]),
        ([0, 1, 2], [0, 1], [2**63 - 1, 2**63 - 1]),
    ],
)
def test_arrays_that_do_not_fit_are_refused(
    starts: list[int], entries: list[int], papers: list[int]
) -> None:
    with pytest.raises(InputError):
        scan.pack_rankings(
            np.array(starts, dtype=np.int64),
            np.array(entries, dtype=np.int16),
            np.array(papers, dtype=np.int64),
        )


@pytest.mark.parametrize(
    ("rankings", "strict"),
    [
        ([(1,), (0, 1)], True),
        ([], True),
        ([(1,), ()], False),
        ([(1,), (0, SKIPPED)], False),
        ([(1,), (0, SKIPPED, 1)], False),
        ([(1,), (0, same_rank(1))], False),
        ([(1,), (0, 1, 0)], False),
    ],
)
def test_strict_is_told(rankings: list[Ranking], strict: bool) -> None:
    assert raw([(ranking, 1) for ranking in rankings]).strict is strict


def test_no_kind_of_array_has_its_kernels_compiled_anew() -> None:
    """Read-only or not, cut or not: a second kind would cost seconds in the middle of a run."""
    packed = raw([((1,), 2), ((0, 1), 3)])
    scan.pack_rankings(packed.starts, packed.entries, packed.papers)
    scan.pack_rankings(packed.starts.copy(), packed.entries.copy(), packed.papers[::1])
    scan.scan_blt(b"2 1\n3 2 0\n1 1 0\n0\n")
    scan.scan_scottish_csv(b'2,1,\n3,2,\n1,1,\n"')
    for function in (kernel.parse, kernel.order, kernel.gather, kernel.is_strict):
        assert len(function.signatures) == 1


@pytest.mark.parametrize("entry", [-32769, 32768, 65536])
def test_entries_beyond_16_bits_are_refused(entry: int) -> None:
    with pytest.raises(InputError):
        scan.pack_rankings(np.array([0, 1]), np.array([entry]), np.array([1]))
