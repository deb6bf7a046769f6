"""What the demonstration of a count holds: the reconstructed ballots and three counts of them.

Knows the files they are written to and the options that make them again. The ballots are drawn in
`reconstruction`; the sentences are in `words`.
"""

from __future__ import annotations

from dataclasses import dataclass

from hustings.counting.record import CountRecord
from hustings.demo.nec2020 import LEFT
from hustings.election.model import Election
from hustings.election.profile import Profile

NAME = "nec2020-reconstruction"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The reconstructed ballots and three counts of them.

    Attributes:
        stv: by ERS97.
        equal_votes: by nine votes of equal value, the rule until 2018.
        vacancy: by ERS97 without the candidate who left in 2022.
    """

    election: Election
    profile: Profile
    stv: CountRecord
    equal_votes: CountRecord
    vacancy: CountRecord

    @property
    def records(self) -> tuple[tuple[str, CountRecord, str], ...]:
        """(file name, record, options that make the same count from the ballot file)."""
        return (
            (NAME, self.stv, "--rules ers97"),
            (f"{NAME}-block-vote", self.equal_votes, "--rules block-vote"),
            (f"{NAME}-vacancy", self.vacancy, f'--rules ers97 --withdraw "{LEFT}"'),
        )
