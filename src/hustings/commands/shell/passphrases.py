"""Passwords and passphrases: from the environment, a terminal or standard input.

Knows how they are asked for without being shown. Must not know what they open.
"""

from __future__ import annotations

import os
import sys

from hustings.commands.shell.streams import is_terminal
from hustings.errors import InputError


def asked(what: str, variable: str, *, missing: str, twice: bool = False) -> str:
    """What a person types unseen, or a script gives.

    Args:
        what: it is called at the prompt, "Password".
        variable: of the environment, which is looked at first.
        missing: the fault where neither a person nor a script gives it.
        twice: whether a person types it again, against slips.

    Raises:
        InputError: there is no terminal to ask on, and nothing on standard input.
    """
    if variable in os.environ:
        return os.environ[variable]
    if is_terminal(sys.stdin):
        import click

        typed: str = click.prompt(what, hide_input=True, confirmation_prompt=twice, err=True)
        return typed
    line = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    if not line:
        raise InputError(
            missing, remedy=f"give it on standard input or in the environment variable {variable}"
        )
    return line
