"""A note while a person waits for the compiler.

Knows how it is worded. Must not know what is compiled.
"""

from __future__ import annotations

from hustings.commands.shell.streams import say
from hustings.compiled.notice import listen

NOTE = "hustings: note: compiling the fast engine, once: about a minute"


def note_compiling(*, quiet: bool = False) -> None:
    """From now on say so when machine code has to be made, since none is kept yet."""
    listen(None if quiet else lambda: say(NOTE))
