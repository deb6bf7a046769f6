"""The lots of a caller: a seed, names in the order drawn, or a file of them, for any election.

Knows in which forms lots are handed over. What they decide is `hustings.counting.lots`' affair.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from hustings.counting.lots import NO_LOTS, drawn, parse, seeded
from hustings.counting.lots import Lots as OfElection
from hustings.election.model import Election
from hustings.errors import InputError
from hustings.inputs.text import read_text, shown

# A seed; names in the order drawn; the lots of single stages; a file of lots.
Lots = int | str | Sequence[str] | Mapping[int, str | Sequence[str]] | os.PathLike[str]
# The same for the election that is counted.
Draw = Callable[[Election], OfElection]

# A name like this is meant as a file of lots, never as a seed.
SUFFIXES = (".txt", ".text", ".lots", ".csv", ".json", ".md")


def draw(lots: Lots | None) -> Draw:
    """The lots that a program hands over.

    Raises:
        InputError: a file cannot be read, or a seed is empty or looks like the name of a file.
    """
    match lots:
        case None:
            return by_nobody
        case int():
            return by_seed(str(lots))
        case str():
            if lots.lower().endswith(SUFFIXES):
                raise InputError(
                    f"{shown(lots)} looks like a file's name, and text is a seed",
                    remedy="give pathlib.Path(name) for a file, or another seed",
                )
            return by_seed(lots)
        case os.PathLike():
            return by_file(os.fspath(lots))
        case Mapping():
            return lambda election: drawn(election, stages=lots)
        case _:
            return lambda election: drawn(election, order=lots)


def by_nobody(election: Election) -> OfElection:
    """No lots."""
    return NO_LOTS


def by_seed(seed: str) -> Draw:
    """Lots from a seed.

    Raises:
        InputError: it is empty.
    """
    if not seed.strip():
        raise InputError("the seed is empty", remedy="give --lots SEED or FILE")
    return lambda election: seeded(seed, election)


def by_file(path: str) -> Draw:
    """Lots as the returning officer wrote them; `-` is standard input.

    Raises:
        InputError: the file cannot be read.
    """
    text = read_text(path, most=0)
    return lambda election: parse(text, election, source=path)
