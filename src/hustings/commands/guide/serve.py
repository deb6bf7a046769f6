"""`hustings guide serve`: look at a site on this machine.

Knows how to tell a person where it is and how to stop it.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from hustings.commands.shell.streams import Output


def run(folder: str, port: int | None) -> int:
    """Serve until interrupted; the exit status."""
    from hustings.guide.site.serve import server

    with server(folder, port) as serving:
        host, number = serving.server_address[:2]
        with Output(None) as out:
            out.write(f"Serving {folder} at http://{host!s}:{number}/\nStop with Ctrl-C.\n")
        if sys.stdout is not None:
            sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            serving.serve_forever()
    return 0
