"""Every mistake of a file at once, instead of the first.

Knows how to go on after a mistake. Must not know which file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hustings.errors import InputError


class Faults:
    """The mistakes met so far.

    Attributes:
        met: in the order in which they were met.
    """

    def __init__(self) -> None:
        self.met: list[InputError] = []

    def attempt(self, read: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """What `read` gives; None where it raises an InputError, which is kept."""
        try:
            return read(*arguments, **named)
        except InputError as error:
            if str(error) not in map(str, self.met):
                self.met.append(error)
            return None

    def in_order(self) -> tuple[InputError, ...]:
        """The mistakes by file and line."""
        return tuple(sorted(self.met, key=lambda error: (error.source, error.line)))
