"""What an engine hands to the front door, which makes the record of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hustings.counting.record import Elected, Stage

# (stages done, elected so far, places) -> None
Progress = Callable[[int, int, int], None]


class Result(NamedTuple):
    """A count's first quota (in units), stages, elected in order, and whether a lot was used."""

    quota: int
    stages: tuple[Stage, ...]
    elected: tuple[Elected, ...]
    lot_used: bool
