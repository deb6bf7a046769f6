"""The sayings there are, in their order.

Knows their names and modules, each of which measures one electorate and concludes from many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hustings.errors import InputError
from hustings.inputs.entry import nearest
from hustings.planning.sayings.claims import (
    beyond,
    exhausted,
    how_many,
    loathed,
    other_slate,
    partitions,
    shares,
    spread,
    sweep,
)
from hustings.planning.sayings.ground import Ground, Sample
from hustings.planning.sayings.measured import Measured, Row
from hustings.planning.sayings.model import Tested


class Saying(NamedTuple):
    """A saying.

    Attributes:
        measure: what is counted of one electorate: whole numbers by name, the same names in each.
        conclude: what the rows of all electorates come to.
    """

    name: str
    measure: Callable[[Ground, Sample], Row]
    conclude: Callable[[Ground, Measured], Tested]


SAYINGS = tuple(
    Saying(module.NAME, module.measure, module.conclude)
    for module in (
        beyond,
        loathed,
        other_slate,
        how_many,
        spread,
        shares,
        partitions,
        exhausted,
        sweep,
    )
)
NAMES = tuple(saying.name for saying in SAYINGS)


def chosen(names: Sequence[str]) -> tuple[Saying, ...]:
    """The sayings of these names, in the order of all; all of them for no names.

    Raises:
        InputError: none is called so.
    """
    for name in names:
        if name not in NAMES:
            raise InputError(f"no saying is called {name!r}", remedy=nearest(name, NAMES))
    return tuple(saying for saying in SAYINGS if not names or saying.name in names)
