"""Word that machine code is being made, for whoever keeps a person waiting.

Knows one listener. Must not know Numba: this is imported by commands that never load it.
"""

from __future__ import annotations

from collections.abc import Callable

_listening: list[Callable[[], object]] = []


def listen(tell: Callable[[], object] | None) -> None:
    """Have `tell` called when compiling begins, once; None for nobody any more."""
    _listening[:] = [] if tell is None else [tell]


def begun() -> None:
    """Tell the listener that compiling has begun."""
    while _listening:
        _listening.pop()()
