"""A made-up society's election from the roll to the archive that anybody can check."""

from __future__ import annotations

from collections.abc import Iterator


def last() -> Iterator[str]:
    """The end of `hustings demo`: how to see an election held, where its packages are there."""
    from importlib.util import find_spec

    from hustings.commands.vote.shell import NEEDED

    if all(find_spec(name) for name in NEEDED):
        yield ""
        yield "6. Held: a whole election, from the roll to an archive that anybody can check"
        yield "   hustings vote demo"
