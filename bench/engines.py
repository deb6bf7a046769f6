"""The two engines on profiles of growing size: where the fast one begins to pay.

Knows how to time both on the same seeded profiles. Prints a table; `FAST_FROM` in
hustings.counting.engine is read off it.

    .venv/bin/python bench/engines.py
"""

from __future__ import annotations

import random
import subprocess
import sys
import time

from hustings.counting import engine
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.election.model import make_election
from hustings.election.packed import pack
from hustings.election.profile import Profile

CANDIDATES = 42
SEATS = 9
SIZES = (1_000, 10_000, 50_000, 100_000, 200_000, 400_000)


def profile_of(distinct: int) -> Profile:
    """About that many distinct rankings of some twelve preferences, popularity falling off."""
    drawn = random.Random(distinct)
    weights = [1 / (c + 1) ** 0.7 for c in range(CANDIDATES)]
    ballots = []
    for _ in range(distinct):
        length = min(CANDIDATES, max(1, int(drawn.gammavariate(3, 4))))
        keys = [drawn.random() ** (1 / weight) for weight in weights]
        order = sorted(range(CANDIDATES), key=keys.__getitem__, reverse=True)
        ballots.append((tuple(order[:length]), drawn.choice((1, 1, 2, 5))))
    return Profile.gather(ballots)


def loading() -> float:
    """Seconds for a fresh process to load the fast engine and its compiled code."""
    code = "import hustings.counting.fast as f; f.warm()"
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - begun)
        bare = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        times[-1] -= time.perf_counter() - bare
    return min(times)


def main() -> None:
    """Print seconds by rule set, size and engine, and the size from which loading pays."""
    load = loading()
    print(f"loading the fast engine: {load:.2f} s")
    print(f"{'rules':17} {'distinct':>9} {'reference':>10} {'fast':>8} {'packing':>8}")
    election = make_election("", SEATS, [f"Candidate {c}" for c in range(CANDIDATES)])
    profiles = [profile_of(size) for size in SIZES]
    for rules in ("ers97", "scotland", "northern-ireland", "wigm-prf", "meek-prf"):
        for profile in profiles:
            lots = seeded("bench", election)
            begun = time.perf_counter()
            packed = pack(profile)
            packing = time.perf_counter() - begun
            seconds = {}
            for name, ballots in (("reference", profile), ("fast", packed)):
                begun = time.perf_counter()
                engine.count(election, ballots, find(rules), lots=lots, engine=name)
                seconds[name] = time.perf_counter() - begun
            pays = seconds["reference"] > load + packing + seconds["fast"]
            print(
                f"{rules:17} {len(profile.rankings):9} {seconds['reference']:10.3f}"
                f" {seconds['fast']:8.3f} {packing:8.3f}{'  fast pays' if pays else ''}"
            )


if __name__ == "__main__":
    main()
