"""Hustings: elections by the single transferable vote, counted exactly.

For programs:

    ballots = hustings.read("ward.blt")
    record = hustings.count(ballots, "scotland")
    record.winners

Each name is imported when it is asked for, so that `import hustings` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hustings.counting.record import CountRecord, to_json
    from hustings.errors import HustingsError, InputError, LotNeeded, NotCovered
    from hustings.face.ballots import Ballots, read
    from hustings.face.count import count, rules, to_html

__version__ = "0.1.0"

__all__ = [
    "Ballots",
    "CountRecord",
    "HustingsError",
    "InputError",
    "LotNeeded",
    "NotCovered",
    "__version__",
    "count",
    "read",
    "rules",
    "to_html",
    "to_json",
]

_MODULES = {
    "Ballots": "face.ballots",
    "CountRecord": "counting.record",
    "HustingsError": "errors",
    "InputError": "errors",
    "LotNeeded": "errors",
    "NotCovered": "errors",
    "count": "face.count",
    "read": "face.ballots",
    "rules": "face.count",
    "to_html": "face.count",
    "to_json": "counting.record",
}


if not TYPE_CHECKING:  # a type checker would take any name for granted

    def __getattr__(name: str) -> object:
        """Import a name of `__all__` when it is first asked for."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return list(__all__)
