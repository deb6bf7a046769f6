"""`hustings vote mail`: what waits in the outbox leaves.

Knows how it is told to stop. Must not know what is sent to whom.
"""

from __future__ import annotations

import signal
from threading import Event

from hustings.commands.shell.streams import Output, say
from hustings.commands.vote.shell import opened


def run(path: str, *, stay: bool) -> int:
    """Send what is due; with `stay`, go on until Ctrl-C or SIGTERM.

    Raises:
        InputError: there is no mail server, or it cannot be reached.
    """
    folder = opened(path)
    from hustings.voting.config.file import load
    from hustings.voting.interfaces.mails import sending

    setup = load(folder)
    sending.smtp(folder, setup)
    stop = Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    if stay:
        sending.keep_sending(folder, stop, lambda text: say(f"hustings: note: {text}"))
        return 0
    found = sending.send_due(folder, setup, stop)
    with Output(None) as out:
        out.write(f"{path}: {found.sent:,} sent, {found.failed:,} failed")
        out.write(f", {found.dropped:,} not wanted any more\n" if found.dropped else "\n")
    return 0
