"""What real ballots show of how people rank, as counts that add up.

Knows how ballots become counts: who stays with a slate, who leaves it for which other, how long
ballots are, whom voters pick within a slate.

Every count is kept apart by group of papers, so that anything can be estimated again without one
group (its error), and apart for papers that are held out (how well it fits).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.planning.drawing.electorate import numbers
from hustings.planning.scenario.defaults import NO_SLATE
from hustings.planning.scenario.regional import clear_part

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

GROUPS = 20
# One paper in five is held out.
HELD = 5
SEED = 1
# More slates than this in one election, and a set of them no longer fits a number of 64 bits.
MOST_SLATES = 40
# Candidates within a slate, likewise.
MOST_MATES = 40
_ALONE = ("independent", "independents", "ind", "no party", "non-party", "none", NO_SLATE)


@dataclass(frozen=True, eq=False)
class Contest:
    """One ballot paper and all the ballots cast on it.

    Attributes:
        election: who stands.
        regions: names; `("",)` where nothing distinguishes any.
        slate_of: int64[candidates], place in `slates`.
        slates: names, in the order of their first candidate.
        entries: int16[n, longest], rankings as far as they are clear, -1 after their end.
        lengths: int64[n]; region: int64[n].
        papers: int64[n, 2 * GROUPS]: papers of each group, kept and held out in turn.
        unclear: papers cut short or left out, since a rank was empty, shared, or a repeat.
    """

    election: Election
    regions: tuple[str, ...]
    slate_of: Ints
    slates: tuple[str, ...]
    entries: npt.NDArray[np.int16]
    lengths: Ints
    region: Ints
    papers: Ints
    unclear: int

    @property
    def total(self) -> Ints:
        """Papers of each ranking: int64[n]."""
        total: Ints = self.papers.sum(axis=1)
        return total

    @property
    def sizes(self) -> Ints:
        """Candidates of each slate."""
        sizes: Ints = np.bincount(self.slate_of, minlength=len(self.slates))
        return sizes


def stands_alone(slate: str) -> bool:
    """Whether candidates with this text stand for themselves and are not a slate together."""
    plain = slate.partition("(")[0].strip().casefold()
    return not slate.strip() or plain in _ALONE


def contests_of(parts: Sequence[tuple[Election, Profile, str]]) -> list[Contest]:
    """Ballots put together by ballot paper: the same names and slates in the same order.

    Raises:
        InputError: no ballots, no slates, or too many.
    """
    papers: dict[tuple[tuple[str, str], ...], list[tuple[Election, Profile, str]]] = {}
    for part in parts:
        standing = [part[0].candidates[index] for index in part[0].standing]
        key = tuple((candidate.name, candidate.slate) for candidate in standing)
        papers.setdefault(key, []).append(part)
    single = len(papers) < GROUPS
    contests = [
        _contest(group, None if single else number % GROUPS, number)
        for number, group in enumerate(papers.values())
    ]
    if not sum(int(contest.papers.sum()) for contest in contests):
        raise InputError("there are no ballots to learn from", remedy="give files with ballots")
    if all(
        size < 2 or stands_alone(slate)
        for contest in contests
        for slate, size in zip(contest.slates, contest.sizes.tolist(), strict=True)
    ):
        raise InputError(
            "no two candidates in these files share a slate, so there is nothing to learn about"
            " how supporters rank one",
            remedy="say who stands with whom, by --candidates or in CSV with lines such as"
            " `# slate 1: Green`",
        )
    return contests


def _contest(
    parts: Sequence[tuple[Election, Profile, str]], group: int | None, number: int
) -> Contest:
    election, _ = _standing(parts[0][0])
    names = [candidate.slate or NO_SLATE for candidate in election.candidates]
    slates = tuple(dict.fromkeys(names))
    most = max(names.count(slate) for slate in slates)
    if len(slates) > MOST_SLATES or most > MOST_MATES:
        raise InputError(
            f"an election with {len(slates)} slates, the largest of {most} candidates, is too much"
            " to learn from",
            remedy=f"put small slates together: {MOST_SLATES} slates of {MOST_MATES} will do",
        )
    regions = tuple(dict.fromkeys(region for _, _, region in parts))
    rankings: list[tuple[int, ...]] = []
    where: list[int] = []
    papers: list[int] = []
    unclear = 0
    for whole, profile, region in parts:
        place = _standing(whole)[1]
        for ranking, count in zip(profile.rankings, profile.papers, strict=True):
            clear = ranking if profile.strict else clear_part(ranking)
            unclear += count * (len(clear) < len(ranking) or not ranking)
            if whole.withdrawn:
                clear = tuple(place[entry] for entry in clear if entry in place)
            if clear:
                rankings.append(clear)
                where.append(regions.index(region))
                papers.append(count)
    lengths = np.array([len(ranking) for ranking in rankings], np.int64)
    entries = np.full((len(rankings), max(lengths, default=1)), -1, np.int16)
    entries[np.arange(entries.shape[1]) < lengths[:, None]] = [
        entry for ranking in rankings for entry in ranking
    ]
    return Contest(
        election=election,
        regions=regions,
        slate_of=np.array([slates.index(name) for name in names], np.int64),
        slates=slates,
        entries=entries,
        lengths=lengths,
        region=np.array(where, np.int64),
        papers=_dealt(np.array(papers, np.int64), group, number),
        unclear=unclear,
    )


def _standing(election: Election) -> tuple[Election, dict[int, int]]:
    """The election as if those who withdrew had never stood, and everybody's place in it."""
    place = {candidate: number for number, candidate in enumerate(election.standing)}
    candidates = tuple(
        replace(election.candidates[candidate], index=number) for candidate, number in place.items()
    )
    return replace(election, candidates=candidates, withdrawn=()), place


def _dealt(papers: Ints, group: int | None, number: int) -> Ints:
    """Papers dealt into groups and into kept and held out: the same in every run.

    Args:
        group: all papers of an election to one group, since those of one ward are alike; None to
            deal them singly.
    """
    bits = numbers(SEED, number, "fit groups").bit_generator.random_raw(int(papers.sum()))
    held = (bits >> np.uint64(32)) % np.uint64(HELD) == 0
    of = (bits & np.uint64(0xFFFFFFFF)) % np.uint64(GROUPS) if group is None else np.uint64(group)
    column = (of * np.uint64(2)).astype(np.int64) + held
    row = np.repeat(np.arange(len(papers)), papers)
    flat = np.bincount(row * 2 * GROUPS + column, minlength=len(papers) * 2 * GROUPS)
    return flat.reshape(len(papers), 2 * GROUPS)


@dataclass(frozen=True, eq=False)
class Table:
    """Counts by key, a column for each group of papers.

    Attributes:
        keys: int64[rows, fields].
        counts: int64[rows, 2 * GROUPS].
    """

    keys: Ints
    counts: Ints

    def take(self, columns: Sequence[int]) -> npt.NDArray[np.float64]:
        """Counts over some columns: float64[rows]."""
        total: npt.NDArray[np.float64] = self.counts[:, list(columns)].sum(axis=1).astype(float)
        return total


def table(keys: Sequence[Ints], counts: Ints) -> Table:
    """Rows with equal keys added up; `keys` field by field."""
    stacked = np.stack([np.asarray(field, np.int64) for field in keys], axis=1)
    if not len(stacked):
        return Table(stacked, counts)
    order = np.lexsort(stacked.T[::-1])
    stacked, counts = stacked[order], counts[order]
    new = np.append(True, (stacked[1:] != stacked[:-1]).any(axis=1))
    first = np.flatnonzero(new)
    return Table(stacked[first], np.add.reduceat(counts, first, axis=0))


def joined(tables: Sequence[Table]) -> Table:
    """Tables with the same fields put together."""
    keys = np.concatenate([one.keys for one in tables])
    return table(list(keys.T), np.concatenate([one.counts for one in tables]))


@dataclass(frozen=True, eq=False)
class Tally:
    """Everything counted in one contest. Slates are places in `Contest.slates`.

    Attributes:
        loyal: ballots that name nobody outside the own slate, by (slate, length, ends), `ends`
            being 1 where the ballot ranks every candidate there is.
        strayed: the others, by (slate, length, ends).
        steps: of the strayed, by (slate, 1 if the next name stays with it), wherever both were
            possible, up to the first name of another slate. What voters do among the names of a
            slate that is not theirs is another matter: they leave it much sooner.
        moves: turns to another slate, by (own, from, to, slates that still had names as a number).
        picks: names picked within a slate, by (region, slate, names still left as a number, place
            within the slate), wherever more than one was left.
        first: first preferences, by (region, slate, candidate).
        runs: by (slate, names of it before any other, 1 if the ballot ends there).
        second: by (slate, slate of the second preference, -1 for none).
        after: by (slate, slate of the first name outside it, -1 for none).
    """

    loyal: Table
    strayed: Table
    steps: Table
    moves: Table
    picks: Table
    first: Table
    runs: Table
    second: Table
    after: Table


def tally(contest: Contest) -> Tally:
    """Count one contest."""
    entries, lengths, papers = contest.entries, contest.lengths, contest.papers
    slate_of, sizes = contest.slate_of, contest.sizes
    count, longest = entries.shape
    place_of = _places(contest)
    slate = np.where(entries >= 0, slate_of[entries], -1)
    own = slate[:, 0]
    loyal = ((slate == own[:, None]) | (slate < 0)).all(axis=1)
    ends = (lengths == len(slate_of)).astype(np.int64)
    used = np.zeros((count, len(sizes)), np.int64)
    left = np.tile((np.int64(1) << sizes) - 1, (count, 1))
    run = np.ones(count, np.bool_)  # nobody outside the own slate so far
    rows = np.arange(count)
    steps, moves, picks = [], [], []
    for k in range(longest):
        at = rows[lengths > k]
        to, candidate = slate[at, k], entries[at, k]
        if k:
            now = slate[at, k - 1]
            others = used[at] < sizes
            here = others[np.arange(len(at)), now]
            others[np.arange(len(at)), now] = False
            stays = to == now
            both = here & others.any(axis=1) & ~loyal[at] & run[at]
            run[at] &= to == own[at]
            steps.append(table([now[both], stays[both]], papers[at[both]]))
            mask = (others.astype(np.int64) << np.arange(len(sizes))).sum(axis=1)
            gone = ~stays
            moves.append(table([own[at[gone]], now[gone], to[gone], mask[gone]], papers[at[gone]]))
        names = left[at, to]
        place = place_of[candidate]
        several = names & (names - 1) != 0
        picks.append(
            table(
                [contest.region[at[several]], to[several], names[several], place[several]],
                papers[at[several]],
            )
        )
        used[at, to] += 1
        left[at, to] = names & ~(np.int64(1) << place)
    keys = [own, lengths, ends]
    outside = (slate != own[:, None]) & (slate >= 0)
    run_length = np.where(loyal, lengths, outside.argmax(axis=1))
    second = slate[:, 1] if longest > 1 else np.full(count, -1)
    after = np.where(loyal, -1, slate[rows, np.minimum(run_length, longest - 1)])
    return Tally(
        loyal=table([key[loyal] for key in keys], papers[loyal]),
        strayed=table([key[~loyal] for key in keys], papers[~loyal]),
        steps=joined(steps) if steps else table([own[:0]] * 2, papers[:0]),
        moves=joined(moves) if moves else table([own[:0]] * 4, papers[:0]),
        picks=joined(picks),
        first=table([contest.region, own, entries[:, 0].astype(np.int64)], papers),
        runs=table([own, run_length, loyal], papers),
        second=table([own, second], papers),
        after=table([own, after], papers),
    )


def _places(contest: Contest) -> Ints:
    """Each candidate's place within the slate, in ballot-paper order."""
    seen = [0] * len(contest.slates)
    places = []
    for slate in contest.slate_of.tolist():
        places.append(seen[slate])
        seen[slate] += 1
    return np.array(places, np.int64)


def members(contest: Contest, slate: int) -> list[int]:
    """Candidates of a slate, in ballot-paper order."""
    places: list[int] = np.flatnonzero(contest.slate_of == slate).tolist()
    return places


def kept(without: int | None = None) -> list[int]:
    """Columns of the papers that are not held out, all groups but one."""
    return [2 * group for group in range(GROUPS) if group != without]


def held() -> list[int]:
    """Columns of the papers that are held out."""
    return [2 * group + 1 for group in range(GROUPS)]


def every(without: int | None = None) -> list[int]:
    """Columns of all papers, all groups but one."""
    return [column for column in range(2 * GROUPS) if column // 2 != without]


def error(parts: Sequence[float] | npt.NDArray[np.float64]) -> float:
    """The standard error of an estimate from those without each group."""
    values = np.array(parts, np.float64)
    size = len(values)
    return float(np.sqrt((size - 1) / size * ((values - values.mean()) ** 2).sum()))
