"""`hustings vote demo`: what is asked for, done and said.

Knows options and the terminal. Must not know how an election is held.
"""

from __future__ import annotations

import sys

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output, is_terminal, say
from hustings.demo.vote import tell
from hustings.demo.vote.run import hold, to_json


def run(
    path: str,
    *,
    voters: int,
    keep_open: bool,
    serve: bool | None,
    port: int,
    format: str | None,
    quiet: bool,
) -> int:
    """Hold the election, say what came of it, show one that is open where somebody looks.

    Raises:
        InputError: the folder is there and not empty, a package is missing, or the port is in use.
    """
    if serve is None:
        serve = is_terminal(sys.stdout) and format != "json"
    if serve:
        from hustings.web.serve import check_free

        check_free(port)
    watched = not quiet and is_terminal(sys.stderr)

    def note(text: str) -> None:
        if watched:
            say(f"{text} ...")

    election = hold(path, voters, keep_open=keep_open, port=port, note=note)
    with Output(None, for_machines=format == "json") as out:
        if format == "json":
            out.write(as_json(to_json(election), indent=2))
        else:
            out.write("".join(f"{line}\n" for line in tell.held(election, port)))
    if not serve:
        return 0
    if not keep_open:
        return tell.serve_another(election, port, lambda line: print(line, flush=True))
    from hustings.commands.vote.serve import run as serve_it

    return serve_it(path, port=port)
