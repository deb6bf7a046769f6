"""The demonstration ends: two elections are held, each by a program of its own.

Knows where their folders go. Must not know how an election is held.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from itertools import count

from hustings.commands.vote.shell import NEEDED

NAME = "society"
# On the roll: enough that no contest has too few ballots to be opened, few enough for ten seconds.
VOTERS = 100

HEAD = ("6. Held: a whole election, from the roll to an archive that anybody can check", "")

NAME_2020 = "nec2020-held"
# Of the election of 2020: 323 of its papers, enough that the small contests have some.
SCALE = 400
HEAD_2020 = (
    "",
    f"7. Held as well: the election of 2020, a {SCALE}th of it. Six contests on one ballot, each",
    "with its own electorate; sealed, mixed twice, checked, opened, counted, verified. Who is on",
    "the roll, and every vote, is assumed:",
    "",
)
END = (
    "",
    "The demonstration ends with these elections. `hustings vote demo` holds a larger one, and then"
    " shows one that is still open.",
)


def run(out: str, echo: Callable[[str], object]) -> int:
    """Hold the elections in new folders below the folder `out`; the exit status.

    Without the packages that voting needs, say so and do nothing.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        echo(
            f"6. Holding an election needs {', '.join(missing)}:"
            " pip install hustings[voting], then run the demonstration again."
        )
        return 0
    society = ("hustings", "vote", "demo", "--no-serve", "--voters", f"{VOTERS}", "--dir")
    again = ("hustings.demo.vote.reconstructed", "--scale", f"{SCALE}")
    for head, words, name in ((HEAD, society, NAME), (HEAD_2020, again, NAME_2020)):
        for line in head:
            echo(line)
        if sys.stdout is not None:
            sys.stdout.flush()
        status = subprocess.call([sys.executable, "-m", *words, _free(out, name)])
        if status:
            return status
    for line in END:
        echo(line)
    return 0


def _free(out: str, name: str) -> str:
    """A folder that is not there yet: an election is never written over."""
    names = (f"{name}-{number}" if number > 1 else name for number in count(1))
    return next(path for name in names if not os.path.lexists(path := os.path.join(out, name)))
