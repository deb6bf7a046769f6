"""Write a large BLT file of made-up ballots, the same for the same seed.

Knows how popular candidates and long rankings are in a made-up electorate. It imports nothing of
the package: the file has to be a test of the readers, not a product of them.

    python bench/make_big_blt.py --distinct 1000000 --ballots 4700000 --candidates 75 --seats 9 \\
        -o bench/.work/big.blt
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Integers = npt.NDArray[np.int64]
    Small = npt.NDArray[np.int16]

CHUNK = 100_000


def draw_rankings(
    draw: np.random.Generator, count: int, appeal: Floats, mean_length: float
) -> tuple[Small, Integers]:
    """`count` rankings, padded to one width, and their lengths; they may repeat.

    Candidates are drawn without replacement in proportion to their appeal (the order of
    log appeal + Gumbel noise); lengths are geometric, no longer than the ballot paper.
    """
    candidates = len(appeal)
    lengths = np.minimum(draw.geometric(1 / mean_length, count), candidates)
    noise = draw.random((count, candidates), dtype=np.float32)
    np.clip(noise, np.float32(1e-7), np.float32(1 - 1e-7), out=noise)
    scores = np.log(-np.log(noise)) - np.log(appeal)
    return np.argsort(scores, axis=1).astype(np.int16), lengths


def draw_distinct(
    draw: np.random.Generator, distinct: int, candidates: int, mean_length: float
) -> tuple[list[Small], list[Integers]]:
    """Exactly `distinct` different rankings, in chunks, in the order they were first drawn.

    A ranking is known by the sum of one random 64-bit word for each (place, candidate): different
    sums mean different rankings, and two rankings with one sum only cost a draw.

    Raises:
        SystemExit: when so many different rankings do not turn up.
    """
    appeal = (1 / np.arange(1, candidates + 1) ** 0.8).astype(np.float32)
    draw.shuffle(appeal)
    words = draw.integers(0, 2**63, (candidates, candidates), dtype=np.uint64)
    places = np.arange(candidates)
    chunks: list[Small] = []
    lengths: list[Integers] = []
    known = np.zeros(0, dtype=np.uint64)
    while len(known) < distinct:
        rankings, sizes = draw_rankings(draw, CHUNK, appeal, mean_length)
        marks = words[places, rankings]
        marks[places >= sizes[:, None]] = 0
        sums = marks.sum(axis=1)
        _, first = np.unique(sums, return_index=True)
        first.sort()
        first = first[~np.isin(sums[first], known)][: distinct - len(known)]
        if len(first) < CHUNK // 1000 and len(known) + len(first) < distinct:
            sys.exit(f"{candidates} candidates do not give {distinct} different rankings")
        known = np.concatenate([known, sums[first]])
        chunks.append(rankings[first])
        lengths.append(sizes[first])
    return chunks, lengths


def draw_papers(draw: np.random.Generator, lengths: Integers, ballots: int) -> Integers:
    """Papers for each ranking, `ballots` in all: one each, the rest by Zipf, short ones first."""
    rank = np.empty(len(lengths), dtype=np.int64)
    rank[np.argsort(lengths * draw.exponential(1.0, len(lengths)))] = np.arange(len(lengths))
    share = 1 / (rank + 2.0)
    papers: Integers = 1 + draw.multinomial(ballots - len(lengths), share / share.sum())
    return papers


def write_blt(args: argparse.Namespace) -> None:
    """The file that the arguments describe."""
    draw = np.random.default_rng(args.seed)
    chunks, sizes = draw_distinct(draw, args.distinct, args.candidates, args.mean_length)
    papers = draw_papers(draw, np.concatenate(sizes), args.ballots)
    text = [str(candidate + 1) for candidate in range(args.candidates)]
    at = 0
    with Path(args.output).open("w", encoding="ascii", newline="\n") as file:
        file.write(f"{args.candidates} {args.seats}\n")
        for rankings, lengths in zip(chunks, sizes, strict=True):
            lines = [
                f"{number} {' '.join([text[mark] for mark in ranking[:length]])} 0\n"
                for number, ranking, length in zip(
                    papers[at : at + len(lengths)].tolist(),
                    rankings.tolist(),
                    lengths.tolist(),
                    strict=True,
                )
            ]
            file.write("".join(lines))
            at += len(lengths)
        file.write("0\n")
        file.writelines(f'"Candidate {name}"\n' for name in text)
        file.write(f'"{args.ballots} made-up ballots, seed {args.seed}"\n')


def main() -> None:
    """Read the call and write the file."""
    parser = argparse.ArgumentParser(description="Write a large BLT file of made-up ballots.")
    parser.add_argument("--distinct", type=int, default=1_000_000, help="different rankings")
    parser.add_argument("--ballots", type=int, default=4_700_000, help="papers in all")
    parser.add_argument("--candidates", type=int, default=75)
    parser.add_argument("--seats", type=int, default=9)
    parser.add_argument("--mean-length", type=float, default=6.0, help="before repeats go")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", required=True, metavar="FILE")
    args = parser.parse_args()
    if not (1 <= args.distinct <= args.ballots and 1 <= args.seats <= args.candidates <= 30_000):
        parser.error("need 1 <= distinct <= ballots and 1 <= seats <= candidates <= 30000")
    if args.mean_length < 1:
        parser.error("the mean length must be at least 1")
    write_blt(args)


if __name__ == "__main__":
    main()
