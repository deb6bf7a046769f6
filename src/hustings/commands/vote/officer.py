"""`hustings vote officer`: one more officer.

Knows what is asked and said. Must not know what an officer is.
"""

from __future__ import annotations

from hustings.commands.shell.streams import Output
from hustings.commands.vote.new import asked_for, codes_said
from hustings.commands.vote.shell import opened


def run(path: str, name: str) -> int:
    """Make an officer.

    Raises:
        InputError: the name is taken, or the password is too weak.
    """
    opened(path)
    from hustings.voting.domain.office import officers

    codes = officers.create(*asked_for(name))
    with Output(None) as out:
        out.write(codes_said(name, codes.secret, codes.address))
    return 0
