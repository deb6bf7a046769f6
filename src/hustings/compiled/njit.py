"""Numba's decorator, in the one place that imports Numba.

Knows when Numba compiles: it says so itself, and only where nothing is in its cache. Must not know
any kernel.
"""

from __future__ import annotations

from numba import njit
from numba.core.event import Event, Listener, register

from hustings.compiled.notice import begun

__all__ = ["njit"]


class _Compiling(Listener):  # type: ignore[misc]
    """Passes on that something is compiled."""

    def on_start(self, event: Event) -> None:
        begun()

    def on_end(self, event: Event) -> None:
        pass


register("numba:compile", _Compiling())
