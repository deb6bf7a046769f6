"""The demonstration ends: an election is held, by a program of its own.

Knows where its folder goes. Must not know how an election is held.
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
END = (
    "",
    "The demonstration ends with this election. `hustings vote demo` holds a larger one, and then"
    " shows one that is still open.",
)


def run(out: str, echo: Callable[[str], object]) -> int:
    """Hold an election in a new folder below the folder `out`; the exit status.

    Without the packages that voting needs, say so and do nothing.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        echo(
            f"6. Holding an election needs {', '.join(missing)}:"
            " pip install hustings[voting], then run the demonstration again."
        )
        return 0
    for line in HEAD:
        echo(line)
    if sys.stdout is not None:
        sys.stdout.flush()
    command = [sys.executable, "-m", "hustings", "vote", "demo", "--no-serve"]
    status = subprocess.call([*command, "--voters", str(VOTERS), "--dir", _free(out)])
    if status == 0:
        for line in END:
            echo(line)
    return status


def _free(out: str) -> str:
    """A folder that is not there yet: an election is never written over."""
    names = (f"{NAME}-{number}" if number > 1 else NAME for number in count(1))
    return next(path for name in names if not os.path.lexists(path := os.path.join(out, name)))
