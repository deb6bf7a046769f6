"""`hustings vote letters`: letters to voters without an e-mail address, as one PDF.

Knows files and what is said. Must not know what a letter says.
"""

from __future__ import annotations

import os

from hustings.commands.shell.packages import check
from hustings.commands.shell.streams import Output, say
from hustings.commands.vote.shell import acting, opened
from hustings.errors import InputError
from hustings.web.folder import write_secret

MOST_SHOWN = 5


def run(path: str, *, output: str, only_new: bool, officer: str | None) -> int:
    """Write the PDF, which only its owner may read, and note that it was printed.

    Raises:
        InputError: there is such a file, it is not the time for links, or another body makes them.
    """
    check("letters", "voting", "fpdf", "fontTools", "zxingcpp")
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.config.file import load
    from hustings.voting.domain.mails import letters
    from hustings.voting.interfaces.letters import sheets

    if os.path.lexists(output):
        raise InputError(
            "there is such a file, and letters are not written over",
            remedy="name another",
            source=output,
        )
    setup = load(folder)
    found = letters.to_print(folder, setup, only_new=only_new)
    if not found:
        _say(f"{path}: no letters to print")
        return 0
    made = sheets(setup, found)
    try:
        write_secret(os.path.abspath(output), made.content)
    except OSError as error:
        raise InputError(
            f"this cannot be written: {error.strerror or error}", source=output
        ) from None
    letters.printed(found, who)
    _say(
        f"{output}: {len(found):,} letters on {made.pages:,} pages, by postcode; whoever has this"
        " file can vote in these voters' place: print it, and delete it"
    )
    if made.unset:
        more = ", …" if len(made.unset) > MOST_SHOWN else ""
        say(
            f"hustings: note: a box stands for letters that cannot be set in {len(made.unset):,}"
            f" names or addresses: members {', '.join(made.unset[:MOST_SHOWN])}{more}"
        )
    return 0


def _say(line: str) -> None:
    with Output(None) as out:
        out.write(f"{line}\n")
