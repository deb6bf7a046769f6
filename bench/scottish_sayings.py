"""What sayings come to on many real elections: how often each thing happened on the very ballots.

python bench/scottish_sayings.py FOLDER [--rules scotland] [--each 1]

FOLDER holds ballot files that name parties, as the Scottish ones do. Asked for is the largest party
of each election with two candidates or more; elections without one are left out. Nothing is drawn
again: these are counts of what is so, without errors.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.election.formats.fast.read import parse_packed
from hustings.planning.sayings.catalogue import SAYINGS
from hustings.planning.sayings.ground import on_ballots


def main() -> int:
    """Ask of every election, and print how often each number came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rules", default="scotland")
    parser.add_argument("--each", type=int, default=1, help="take one file of so many")
    call = parser.parse_args()
    rules = find(call.rules)
    found: Counter[tuple[str, str, int]] = Counter()
    asked = 0
    for path in sorted(call.folder.rglob("*.csv"))[:: call.each]:
        file = parse_packed(path.read_bytes(), source=str(path))
        ground = on_ballots(
            file.election, file.profile, rules, lots=seeded("sayings", file.election), draws=2
        )
        if ground.given is None or len(ground.team) < 2:
            continue
        asked += 1
        for saying in SAYINGS:
            for name, number in saying.measure(ground, ground.given).items():
                if -9 <= number <= 9:
                    found[saying.name, name, number] += 1
    print(f"{asked} elections")
    for (saying, name, number), times in sorted(found.items()):
        print(f"{saying:12} {name:24} {number:3} {times:5}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
