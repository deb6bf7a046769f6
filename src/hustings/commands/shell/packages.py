"""Packages that only some commands need.

Knows how to tell a person that one is missing.
"""

from __future__ import annotations

from hustings.errors import InputError


def check(part: str, extra: str, *modules: str) -> None:
    """Refuse to go on without these packages.

    Args:
        part: what needs them, "planning".
        extra: of our package, which brings them.

    Raises:
        InputError: one is not installed.
    """
    from importlib.util import find_spec

    for module in modules:
        if find_spec(module) is None:
            raise InputError(
                f"{part} needs the package {module}",
                remedy=f"install it with `pip install hustings[{extra}]`",
            )
