"""`python -m hustings.demo --ballots FILE` writes the reconstructed ballots and nothing else."""

from __future__ import annotations

import sys

from hustings.demo.count import ballots, save
from hustings.demo.nec2020 import election
from hustings.demo.reconstruction import profile
from hustings.errors import InputError


def main(arguments: list[str]) -> None:
    """`--ballots FILE`: write the ballots alone, for measuring.

    Raises:
        InputError: any other arguments, or the file cannot be written.
    """
    if len(arguments) != 2 or arguments[0] != "--ballots":
        raise InputError(
            "python -m hustings.demo only writes the ballots",
            remedy="give --ballots FILE, or run `hustings demo`",
        )
    save(arguments[1], ballots(election(), profile()))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as fault:
        print(f"hustings: {fault}", file=sys.stderr)
        sys.exit(fault.exit_status)
