"""Files that are on the disk whole or not at all, whenever the machine goes off.

Knows how a file takes the place of another. Must not know what stands in it.
"""

from __future__ import annotations

import os
from contextlib import suppress


def write_whole(path: str, content: bytes) -> None:
    """Put a file in its place; on the disk when this returns.

    What lies beside it under the name of the unfinished file is taken away and never written
    through: it could be a link.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    part = f"{path}.part"
    with suppress(FileNotFoundError):
        os.unlink(part)
    with open(part, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    if os.name == "posix":
        folder = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
