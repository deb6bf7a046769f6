"""The options that several commands have, each with its one wording.

Knows how they are written and what help says of them. Must not know what a command does with them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Function = Callable[..., Any]

quiet_option = click.option("--quiet", "-q", is_flag=True, help="No notes and no progress.")
output_option = click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write to this file, whole or not at all; else to standard output.",
)


def format_option(
    *names: str, help: str = "How to write the answer."
) -> Callable[[Function], Function]:
    return click.option("--format", type=click.Choice(names), help=help)
