"""`hustings vote serve`: an election's pages, and its mails, on this machine.

Knows which address is said. Must not know what is on a page.
"""

from __future__ import annotations

from threading import Event, Thread
from urllib.parse import urlsplit

from hustings.commands.shell.streams import Output, say
from hustings.commands.vote.shell import opened
from hustings.errors import HustingsError, InputError
from hustings.web.folder import Folder

PORT = 8000


def run(path: str, *, port: int | None) -> int:
    """Serve until Ctrl-C; mails leave meanwhile where election.toml names a mail server.

    Raises:
        InputError: there is no election, its address is elsewhere, or the port cannot be used.
    """
    folder = opened(path)
    from hustings.voting.config.file import load
    from hustings.web.serve import serve

    setup = load(folder)
    address = urlsplit(setup.address)
    if address.scheme == "https":
        raise InputError(
            f"the election's address is {setup.address}, which this command cannot serve",
            remedy="docs/voting-server.md says how; to try it here, let `address` be"
            f" http://127.0.0.1:{PORT}/",
            source=folder.toml,
        )
    stop = Event()
    mailer = Thread(target=_mail, args=(folder, stop)) if setup.mail.host else None

    def started(port: int) -> None:
        here = f"http://{address.hostname}:{port}/"
        with Output(None) as out:
            out.write(
                f"Voters:   {here}\nOfficers: {here}office/\nCtrl-C ends it; nothing is lost.\n"
            )
        if here != setup.address:
            say(f"hustings: note: links in mails lead to {setup.address}, as election.toml says")
        if mailer:
            mailer.start()

    try:
        serve(port if port is not None else address.port or PORT, started)
    finally:
        stop.set()
        if mailer and mailer.ident:
            mailer.join()
    return 0


def _mail(folder: Folder, stop: Event) -> None:
    from hustings.voting.interfaces.mails.sending import keep_sending

    try:
        keep_sending(folder, stop, lambda text: say(f"hustings: note: {text}"))
    except HustingsError as error:
        say(f"hustings: note: no more mails are sent: {error}")
