"""Even splits of first preferences tried on real Scottish ballots, and the page about them.

python bench/scottish -o docs/vote-management-scotland.md [--splits 20] [--data FOLDER]

Any folder or archive (tar, zip) of CSV files as the Scottish council elections have them will do.
"""

from __future__ import annotations

import argparse
import sys
import tarfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from example import choose, example
from slates import DATA, SPLITS, Trial, measure, wards
from words import page

from hustings.errors import InputError


def main() -> int:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--splits", type=int, default=SPLITS)
    call = parser.parse_args()
    if not call.data.exists():
        remedy = "give --data with a folder, an archive or a file of them"
        print(f"{call.data}: the ballots are not there; {remedy}", file=sys.stderr)
        return 2
    trials: list[Trial] = []
    done = 0
    try:
        for done, ward in enumerate(wards(call.data), 1):
            trials += measure(ward, call.splits)
            if sys.stderr.isatty() and done % 20 == 0:
                print(f"{done} elections", file=sys.stderr)
    except (InputError, tarfile.ReadError) as error:
        print(f"{call.data}: {error}", file=sys.stderr)
        return 2
    if not trials:
        print(
            f"{call.data}: none of {done} elections has a slate of two or more; give others",
            file=sys.stderr,
        )
        return 2
    shown = choose(trials)
    one = example(call.data, *shown) if shown else None
    text = page(
        trials, one, elections=done, splits=call.splits, known=call.data.resolve() == DATA.resolve()
    )
    if call.output:
        call.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
