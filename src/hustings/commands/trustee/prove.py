"""`hustings trustee prove`: show that a key, or its backup, opens.

Knows what is asked and said. Must not know what a challenge is.
"""

from __future__ import annotations

from hustings.commands.shell.streams import Output
from hustings.commands.trustee.files import key_file, passphrase, read
from hustings.sealing.holders import keytest


def run(path: str, *, key: str) -> int:
    """Print the answer to the challenge in `path`.

    Raises:
        InputError: it is no challenge, is for another key, or the passphrase is another.
        CannotOpen: it was altered.
    """
    challenge, locked = read(path), key_file(key)
    keytest.check_meant_for(challenge, locked.public, source=path)
    answer = keytest.answer(challenge, locked.opened(passphrase()), source=path)
    with Output(None) as out:
        out.write(f"{answer.hex()}\n")
    return 0
