"""Even splits of first preferences tried on real ballots: seats gained and lost in Scotland.

Knows how the ballots of a council election are dealt into halves, how an even split is chosen from
one half and followed in the other, and what the count then says.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.counting.law import find
from hustings.counting.lots import Lots, seeded
from hustings.election.formats import parse
from hustings.election.model import Election
from hustings.election.packed import PackedProfile, pack
from hustings.planning.drawing import kernel
from hustings.planning.drawing.electorate import numbers
from hustings.planning.trials.simulate import winners

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "counting" / "scot-elex" / "dev.tar.xz"
RULES = find("scotland")
SEED = 2020
SHARES = (0.25, 0.5, 1.0)
SPLITS = 20
ALONE = "Independent (Ind)"
FULL = 2**32

Ints = npt.NDArray[np.int64]


class Lead(Enum):
    """Whom followers are asked to lead with."""

    EVEN = "so that all first preferences come out as even as they can"
    EQUAL = "each candidate for as many followers, whatever their first preferences without advice"
    POPULAR = "the most popular, all of them"


@dataclass(frozen=True)
class Advice:
    """What followers are asked for.

    Attributes:
        key: short name.
        lead: whom they put first.
        whole: whether the slate's other names follow, most popular first; else only the leader is
            put on top.
        proved: whether it is given only where the half it is chosen from gains a seat by it.
        named: whether only those follow whose ballot names the candidate anyway.
    """

    key: str
    lead: Lead
    whole: bool = False
    proved: bool = False
    named: bool = False


EVEN = Advice("even split", Lead.EVEN)
EQUAL = Advice("equal shares of the followers", Lead.EQUAL)
PROVED = Advice("even split where a count promises a seat", Lead.EVEN, proved=True)
NAMED = Advice("even split, no name added", Lead.EVEN, named=True)
WHOLE = Advice("even split, whole slate on top", Lead.EVEN, whole=True)
POPULAR = Advice("one order for all, whole slate on top", Lead.POPULAR, whole=True)
ADVICE = (EVEN, NAMED, EQUAL, PROVED, WHOLE, POPULAR)


class Ward(NamedTuple):
    """An election and its ballots; `papers` one by one, as the ranking each has."""

    name: str
    election: Election
    profile: PackedProfile
    papers: Ints
    first: Ints
    lots: Lots


class Change(NamedTuple):
    """A slate's seats more or fewer than without advice, over all splits.

    Attributes:
        gained, lost: seats a split, each averaged over the splits.
        splits: share of the splits in which it has more, and in which it has fewer.
    """

    gained: float
    lost: float
    splits: tuple[float, float]


@dataclass(frozen=True)
class Trial:
    """What came of one slate.

    Attributes:
        ward, title, slate: names.
        size: candidates of the slate; seats: of the ward; held: seats it really won.
        quotas: its first preferences in quotas.
        natural: share of its first preferences by candidate, in ballot-paper order.
        halves: by advice and share, the change in the other half, counted on its own.
        whole: by advice and share, the change against the real result when all ballots are counted
            and each half follows what is chosen from the other.
        unlike: how often a half counted on its own gave the slate other than its real seats.
    """

    ward: str
    title: str
    slate: str
    size: int
    seats: int
    held: int
    quotas: float
    natural: tuple[float, ...]
    halves: dict[tuple[str, float], Change]
    whole: dict[tuple[str, float], Change]
    unlike: float


def files(source: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the CSV files in a folder or an archive (tar, zip), or of one file."""
    if source.is_dir():
        for path in source.rglob("*.csv"):
            yield path.name, path.read_bytes()
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for entry in archive.namelist():
                if entry.endswith(".csv"):
                    yield Path(entry).name, archive.read(entry)
    elif source.suffix == ".csv":
        yield source.name, source.read_bytes()
    else:
        with tarfile.open(source) as tar:
            for member in tar:
                file = tar.extractfile(member) if member.name.endswith(".csv") else None
                if file is not None:
                    yield Path(member.name).name, file.read()


def wards(source: Path, only: frozenset[str] = frozenset()) -> Iterator[Ward]:
    """The elections of a folder, an archive or a file, by name.

    Args:
        only: names of the files that are wanted; none for all.

    Raises:
        InputError: a file is not such ballots.
    """
    texts = {name: data for name, data in files(source) if not only or name in only}
    for name in sorted(texts):
        read = parse(texts[name], source=name, input_format="scottish-csv")
        profile = pack(read.profile)
        papers = np.repeat(np.arange(profile.distinct), profile.papers)
        first = profile.entries[profile.starts[:-1]].astype(np.int64)
        lots = seeded(str(SEED), read.election)
        yield Ward(name, read.election, profile, papers, first, lots)


def slates(election: Election) -> dict[str, tuple[int, ...]]:
    """Slates of two or more: candidates with the same party text, independents left out."""
    teams: dict[str, tuple[int, ...]] = {}
    for candidate in election.candidates:
        if candidate.slate != ALONE:
            teams[candidate.slate] = (*teams.get(candidate.slate, ()), candidate.index)
    return {slate: team for slate, team in teams.items() if len(team) > 1}


def even(natural: npt.NDArray[np.float64], share: float) -> npt.NDArray[np.float64]:
    """Whom followers lead with, so that all first preferences come out as even as they can.

    Args:
        natural: share of the slate's first preferences of each candidate, without advice.
        share: of the slate's voters who follow.

    Returns:
        Shares of the followers, adding up to 1.
    """
    kept = natural * (1.0 - share)
    order = np.sort(kept)
    # Fill from the lowest until the water is used up.
    for size in range(len(kept), 0, -1):
        level = (share + order[:size].sum()) / size
        if level >= order[size - 1]:
            break
    poured = np.maximum(level - kept, 0.0)
    return poured / poured.sum()


class Half(NamedTuple):
    """What a half of the ballots says of a slate: its natural shares, its popular order."""

    natural: npt.NDArray[np.float64]
    order: tuple[int, ...]


def look(ward: Ward, team: tuple[int, ...], inside: npt.NDArray[np.bool_]) -> Half:
    """The slate as the papers marked `inside` show it."""
    votes = np.bincount(ward.first[ward.papers[inside]], minlength=len(ward.election.candidates))
    own = votes[list(team)].astype(float)
    natural = own / own.sum() if own.sum() else np.full(len(team), 1 / len(team))
    return Half(natural, tuple(np.argsort(-own, kind="stable").tolist()))


def sequences(team: tuple[int, ...], half: Half, advice: Advice) -> npt.NDArray[np.int16]:
    """A row for each leader in the slate's order: who is put on top."""
    rows = []
    for place in range(len(team)):
        rest = [team[other] for other in half.order if other != place]
        rows.append([team[place], *rest] if advice.whole else [team[place]])
    return np.array(rows, np.int16)


class Dealt(NamedTuple):
    """A split: which half each paper is in, whether it follows, whom it leads with."""

    second: npt.NDArray[np.bool_]
    luck: Ints
    lead: Ints


def deal(ward: Ward, split: int) -> Dealt:
    """Every paper's half and luck; the same for every slate, share and advice."""

    def uniform(what: str) -> Ints:
        stream = numbers(SEED, split, f"{ward.name} {what}").bit_generator
        raw: npt.NDArray[np.uint64] = stream.random_raw(len(ward.papers))
        return (raw >> np.uint64(32)).astype(np.int64)

    return Dealt(uniform("half") >= FULL // 2, uniform("luck"), uniform("lead"))


def led(dealt: Dealt, half: Half, advice: Advice, share: float) -> Ints:
    """Per paper, whom it leads with if it follows: a place in the slate."""
    size = len(half.natural)
    match advice.lead:
        case Lead.EVEN:
            shares = even(half.natural, share)
        case Lead.EQUAL:
            shares = np.full(size, 1 / size)
        case Lead.POPULAR:
            return np.full(len(dealt.lead), half.order[0], np.int64)
    below = np.round(np.cumsum(shares) * FULL).astype(np.int64)
    below[-1] = FULL
    return np.searchsorted(below, dealt.lead, side="right")


def names(profile: PackedProfile, team: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Whether each ranking names each of the slate: bool[rankings, team]."""
    row = np.repeat(np.arange(profile.distinct), np.diff(profile.starts))
    named = np.zeros((profile.distinct, len(team)), np.bool_)
    for place, candidate in enumerate(team):
        named[row[profile.entries == candidate], place] = True
    return named


def advised(
    ward: Ward, inside: npt.NDArray[np.bool_], which: Ints, rows: npt.NDArray[np.int16]
) -> PackedProfile:
    """The papers marked `inside`, with row `which` of `rows` on top of each; -1 for none."""
    profile = ward.profile
    key = ward.papers[inside] * (len(rows) + 1) + which[inside] + 1
    number = np.bincount(key, minlength=profile.distinct * (len(rows) + 1))
    number = number.reshape(profile.distinct, len(rows) + 1)
    others = np.flatnonzero(number[:, 0])
    ranking, row = np.nonzero(number[:, 1:])
    o_starts, o_entries = taken(profile, others)
    f_starts, f_entries = taken(profile, ranking)
    starts, entries, papers = kernel.follow(
        o_starts,
        o_entries,
        number[others, 0],
        f_starts,
        f_entries,
        row.astype(np.int64),
        rows,
        np.full(len(rows), rows.shape[1], np.int64),
    )
    papers[len(others) :] = number[ranking, row + 1]
    return PackedProfile(starts, entries, papers, True)


def counted(
    ward: Ward, inside: npt.NDArray[np.bool_], which: Ints, rows: npt.NDArray[np.int16]
) -> npt.NDArray[np.bool_]:
    """Who is elected by the papers that `advised` gives."""
    return winners(ward.election, advised(ward, inside, which, rows), RULES, ward.lots)


def taken(profile: PackedProfile, which: Ints) -> tuple[Ints, npt.NDArray[np.int16]]:
    """Starts and entries of some rankings."""
    lengths = np.diff(profile.starts)[which]
    starts = np.zeros(len(which) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    source = np.arange(starts[-1]) + np.repeat(profile.starts[which] - starts[:-1], lengths)
    return starts, profile.entries[source]


def measure(ward: Ward, splits: int = SPLITS) -> list[Trial]:
    """Every slate of a ward under every advice, share and split."""
    everybody = np.ones(len(ward.papers), np.bool_)
    nobody = np.full(len(ward.papers), -1, np.int64)
    none = np.zeros((1, 1), np.int16)
    real = counted(ward, everybody, nobody, none)
    dealt = [deal(ward, split) for split in range(splits)]
    alone = [
        [counted(ward, d.second == second, nobody, none) for second in (False, True)] for d in dealt
    ]
    trials = []
    for slate, team in slates(ward.election).items():
        members = list(team)
        voters = np.isin(ward.first[ward.papers], members)
        held = int(real[members].sum())
        halves: dict[tuple[str, float], list[int]] = {}
        whole: dict[tuple[str, float], list[int]] = {}
        for d, bases in zip(dealt, alone, strict=True):
            base = [int(elected[members].sum()) for elected in bases]
            for advice in ADVICE:
                for share in SHARES:
                    apart, together = _seats(ward, team, voters, d, advice, share, base)
                    key = (advice.key, share)
                    halves.setdefault(key, []).extend(
                        seats - before for seats, before in zip(apart, base, strict=True)
                    )
                    whole.setdefault(key, []).append(together - held)
        seen = look(ward, team, everybody)
        other = [int(elected[members].sum()) != held for bases in alone for elected in bases]
        quota = len(ward.papers) // (ward.election.seats + 1) + 1
        trials.append(
            Trial(
                ward=ward.name,
                title=ward.election.title,
                slate=slate,
                size=len(team),
                seats=ward.election.seats,
                held=held,
                quotas=float(voters.sum()) / quota,
                natural=tuple(seen.natural.tolist()),
                halves={key: _change(seats) for key, seats in halves.items()},
                whole={key: _change(seats) for key, seats in whole.items()},
                unlike=sum(other) / len(other),
            )
        )
    return trials


def _seats(
    ward: Ward,
    team: tuple[int, ...],
    voters: npt.NDArray[np.bool_],
    dealt: Dealt,
    advice: Advice,
    share: float,
    base: list[int],
) -> tuple[list[int], int]:
    """The slate's seats: in each half on its own, and with all ballots counted."""
    members = list(team)
    named = names(ward.profile, team) if advice.named else None
    which = np.full(len(voters), -1, np.int64)
    rows = []
    apart = []
    for second in (False, True):
        inside = dealt.second == second
        half = look(ward, team, ~inside)
        follows = voters & (dealt.luck < round(share * FULL))
        row = sequences(team, half, advice)
        lead = led(dealt, half, advice, share)
        if named is not None:
            follows &= named[ward.papers, lead]
        lead = np.where(follows, lead, -1)
        if advice.proved:
            promised = int(counted(ward, ~inside, lead, row)[members].sum())
            if promised <= base[1 - second]:
                lead = np.full(len(voters), -1, np.int64)
        apart.append(int(counted(ward, inside, lead, row)[members].sum()))
        which = np.where(inside & (lead >= 0), lead + len(team) * second, which)
        rows.append(row)
    everybody = np.ones(len(voters), np.bool_)
    together = counted(ward, everybody, which, np.concatenate(rows))
    return apart, int(together[members].sum())


def _change(changes: list[int]) -> Change:
    more = [max(seats, 0) for seats in changes]
    fewer = [max(-seats, 0) for seats in changes]
    size = len(changes)
    return Change(
        sum(more) / size,
        sum(fewer) / size,
        (sum(map(bool, more)) / size, sum(map(bool, fewer)) / size),
    )
