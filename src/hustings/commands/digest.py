"""`hustings digest`: what two people compare to see that they hold the same ballots."""

from __future__ import annotations

from typing import Any

from hustings.commands.shell.streams import Output, check_inputs, say
from hustings.election.digest import election_digest, profile_digest
from hustings.election.formats import read
from hustings.face.options import Options


def run(
    source: str,
    *,
    input_format: str | None,
    seats: int | None,
    faulty_ballots: bool,
    quiet: bool,
    **further: Any,
) -> int:
    """Print the digest of an election and that of its ballots."""
    check_inputs(source)
    file = read(
        source,
        input_format=input_format,
        seats=seats,
        faulty_ballots=faulty_ballots,
        directions=Options(**further).directions,
    )
    for note in () if quiet else file.notes:
        say(f"hustings: note: {source}: {note}")
    with Output(None) as out:
        out.write(f"election {election_digest(file.election)}\n")
        out.write(f"ballots  {profile_digest(file.profile)}\n")
    return 0
