"""Even splits of first preferences tried on real Scottish ballots, and the page about them.

python bench/scottish -o docs/vote-management-scotland.md [--splits 20]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from example import example
from slates import DATA, SPLITS, Trial, measure, wards
from words import page


def main() -> int:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--splits", type=int, default=SPLITS)
    call = parser.parse_args()
    if not call.data.is_file():
        print(f"{call.data}: the ballots are not there; give --data FILE", file=sys.stderr)
        return 2
    trials: list[Trial] = []
    for done, ward in enumerate(wards(call.data), 1):
        trials += measure(ward, call.splits)
        if sys.stderr.isatty() and done % 20 == 0:
            print(f"{done} elections", file=sys.stderr)
    text = page(trials, example(call.data), elections=done, splits=call.splits)
    if call.output:
        call.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
