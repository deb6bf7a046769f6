"""What can go wrong, said so that the person who reads it knows what to do.

Knows the one tree of exceptions and how each reads on one line.
"""

from __future__ import annotations


class HustingsError(Exception):
    """Something this software refuses or cannot do; reads as one clear line.

    Attributes:
        exit_status: what the command line ends with: 1 the work itself failed, 2 the input or the
            call is wrong.
    """

    exit_status = 1


class InputError(HustingsError):
    """An input that cannot be read or a call that makes no sense: what, where, what to do.

    Args:
        what: the fault, as a clause without a full stop.
        remedy: what the reader can do about it, in the imperative; empty where `what` says it all.
        source: the file's name, `-` for standard input, empty where there is no file.
        line: 1-based line in `source`; 0 where the fault is not on one line.
    """

    exit_status = 2

    def __init__(self, what: str, *, remedy: str = "", source: str = "", line: int = 0) -> None:
        super().__init__(what, remedy, source, line)
        self.what = what
        self.remedy = remedy
        self.source = source
        self.line = line

    def __str__(self) -> str:
        where = self.source
        if self.line:
            where = f"{where}, line {self.line}" if where else f"line {self.line}"
        text = f"{where}: {self.what}" if where else self.what
        return f"{text}; {self.remedy}" if self.remedy else text


class NothingToCount(InputError):
    """There is no valid paper, or nobody stands: no rule set gives a result."""


class SeveralContests(InputError):
    """A table holds the ballots of several contests, and none of them was asked for.

    Attributes:
        contests: each as it can be asked for, in the order of the table; a single one where all
            were asked for and there is one.
    """

    def __init__(
        self,
        what: str,
        contests: tuple[str, ...],
        *,
        remedy: str = "",
        source: str = "",
        line: int = 0,
    ) -> None:
        super().__init__(what, remedy=remedy, source=source, line=line)
        self.contests = contests


class LotNeeded(HustingsError):
    """Candidates are equal on everything the rules look at, and no lot has been drawn.

    Args:
        stage: the stage at which the count stopped.
        purpose: what the lot decides, e.g. "exclusion".
        names: the tied candidates, in ballot-paper order.
        clause: the clause that calls for a lot.
    """

    def __init__(self, *, stage: int, purpose: str, names: tuple[str, ...], clause: str) -> None:
        super().__init__(stage, purpose, names, clause)
        self.stage = stage
        self.purpose = purpose
        self.names = names
        self.clause = clause

    def __str__(self) -> str:
        who = ", ".join(self.names)
        what = {
            "surplus": "whose surplus is transferred first",
            "exclusion": "who is excluded",
            "election": "who takes the last place",
        }[self.purpose]
        return (
            f"stage {self.stage}: a lot must decide {what} ({self.clause}): {who} are equal on"
            f" everything else; draw it, write `stage {self.stage}: NAME` (the one on whom the lot"
            f" falls) in a file and give --lots FILE; or draw all the candidates, one name a line"
            f" in the order drawn, for this and every later tie; or give --lots SEED for a"
            f" reproducible draw"
        )


class NotCovered(HustingsError):
    """This engine does not cover that rule set or that size; it refuses rather than approximate."""

    exit_status = 2


class CannotOpen(HustingsError):
    """Something sealed does not open: another key, another place than its own, or altered."""


class NotVerified(HustingsError):
    """A signature, a chain or a list is not what it claims to be; says which entry of it."""


class Blamed(NotVerified):
    """A list is not what its signer says, and only one holder can have made it so.

    Args:
        what: the fault, as a clause.
        culprit: the holder's name in the manifest.
    """

    def __init__(self, what: str, *, culprit: str) -> None:
        super().__init__(what, culprit)
        self.what = what
        self.culprit = culprit

    def __str__(self) -> str:
        return f"{self.what}; only {self.culprit} can have done that"
