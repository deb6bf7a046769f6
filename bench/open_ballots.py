"""How long it takes from a closed board to a published result, with five layers.

    .venv/bin/python bench/open_ballots.py                    # 2,000 ballots
    .venv/bin/python bench/open_ballots.py --ballots 130000   # 143,000 lines with the decoys

Seals the ballots first, which is the voters' work and not counted. Prints wall-clock seconds and
seconds of processor of each act, of this process and those it started.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random as chance
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from sealing.whole import NEC, Parties, Whole, manifest

from hustings.election.model import make_election
from hustings.sealing import closing
from hustings.sealing.archive.verify import Asked, verify
from hustings.sealing.ballots import payload
from hustings.sealing.ballots.envelope import Envelope, seal
from hustings.sealing.manifest import write_manifest
from hustings.sealing.mixing.cores import spread

Made = TypeVar("Made")

CANDIDATES = 42


def sealed(envelope: Envelope, payloads: Sequence[bytes]) -> list[bytes]:
    return [seal(content, envelope) for content in payloads]


def timed(figures: dict[str, list[float]], name: str, act: Callable[[], Made]) -> Made:
    """Do an act and keep its wall-clock and processor seconds."""
    before, began = os.times(), time.perf_counter()
    made = act()
    after, ended = os.times(), time.perf_counter()
    figures[name] = [round(ended - began, 1), round(sum(after[:4]) - sum(before[:4]), 1)]
    print(f"{name:<10} {figures[name][0]:8.1f} s, processor {figures[name][1]:8.1f} s", flush=True)
    return made


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--ballots", type=int, default=2000)
    arguments.add_argument("--cores", type=int, default=os.cpu_count())
    asked = arguments.parse_args()
    names = [f"Candidate {number}" for number in range(1, CANDIDATES + 1)]
    contest = NEC._replace(election=make_election("Members", 9, names), roll_size=asked.ballots)
    parties = Parties("bench")
    settled = manifest([contest], parties, least_decoys=min(1000, asked.ballots))
    proceedings = closing.Proceedings(write_manifest(settled))
    for holder in settled.holders:
        proceedings = closing.accept(proceedings, parties.signer(holder.name))
    whole = Whole(parties, proceedings, cores=asked.cores)
    drawn = chance.Random(2026)
    votes = [
        payload.vote(drawn.sample(range(1, CANDIDATES + 1), drawn.randint(1, 12)))
        for _ in range(asked.ballots)
    ]
    figures: dict[str, list[float]] = {}
    envelope = proceedings.envelope("nec")
    blobs = timed(
        figures, "seal", lambda: spread(partial(sealed, envelope), votes, cores=asked.cores)
    )
    whole.post("nec", blobs)
    began = time.perf_counter()
    timed(figures, "close", whole.close)
    whole.commit()
    timed(figures, "open S", lambda: whole.open_board("nec"))
    for layer in proceedings.mixes:
        timed(figures, f"mix {layer}", partial(whole.mix, "nec", layer))
    whole.reveal()
    checked = timed(figures, "check", whole.check)
    whole.release(checked)
    papers = timed(figures, "open O", lambda: whole.papers(checked))
    tallies = timed(figures, "count", lambda: whole.count(papers, {}))
    packed = timed(figures, "pack", lambda: whole.pack(papers, tallies))
    total = time.perf_counter() - began
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(io.BytesIO(packed).getbuffer())
        file.flush()
        found = timed(figures, "verify", lambda: verify(file.name, Asked(), cores=asked.cores))
    if not found.verified:
        raise SystemExit(found.checks[-1])
    print(
        json.dumps(
            {
                "ballots": asked.ballots,
                "lines": len(whole.lists["nec"]["M1"]),
                "archive_bytes": len(packed),
                "close_to_archive_seconds": round(total, 1),
                "seconds": figures,
            }
        )
    )


if __name__ == "__main__":
    main()
