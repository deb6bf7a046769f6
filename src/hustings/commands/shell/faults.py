"""How a fault is reported on the command line: one line, and the exit status of the contract.

Knows exceptions of this project and of the operating system.
"""

from __future__ import annotations

import os

from hustings.errors import HustingsError, InputError

# What the caller can put right: no such file, a folder in a file's place, no permission.
_WRONG_CALL = (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError)


def fault_line(error: HustingsError | OSError, source: str = "") -> str:
    """The line for standard error, with the file in question if the error does not name it."""
    if isinstance(error, OSError):
        where = os.fsdecode(error.filename) if error.filename else source
        what = (error.strerror or str(error) or type(error).__name__).lower()
        return f"hustings: {where}: {what}" if where else f"hustings: {what}"
    # The name of what is in a wrapping begins with that of the file.
    if source and not (isinstance(error, InputError) and error.source.startswith(source)):
        return f"hustings: {source}: {error}"
    return f"hustings: {error}"


def fault_status(error: HustingsError | OSError) -> int:
    """The exit status: 2 where the call or an input is wrong, 1 where the work failed."""
    if isinstance(error, OSError):
        return 2 if isinstance(error, _WRONG_CALL) else 1
    return error.exit_status
