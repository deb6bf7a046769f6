"""Which papers count, and how far down.

Knows how a rule set's `Validity` reads a ranking. Must not know how rankings are counted.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.counting.ruleset import Treatment, Validity
from hustings.election.model import Election
from hustings.election.profile import Profile, Ranking, ranks_of
from hustings.errors import InputError

BLANK = "no first preference"
EQUAL = "two candidates at one preference"
GAP = "a preference left out"
REPEAT = "a candidate ranked twice"
WITHDRAWN = "no preference but for withdrawn candidates"
FIRST_EQUAL = "more than one first preference"


class Admitted(NamedTuple):
    """The papers that count: each ranking strict, over standing candidates only.

    Attributes:
        profile: what is counted; no ranking is empty.
        rejected, curtailed: as in `counting.record.Ballots`.
    """

    profile: Profile
    rejected: tuple[tuple[str, int], ...]
    curtailed: tuple[tuple[str, int], ...]


def admit(election: Election, profile: Profile, validity: Validity) -> Admitted:
    """The papers of `profile` that count in `election`, as `validity` reads them.

    A withdrawn candidate is passed over as if never on the paper, before anything else is asked.

    Raises:
        InputError: a candidate out of range, or a fault that the rules do not provide for.
    """
    highest = len(election.candidates)
    marks = profile.marks
    if marks and (max(marks) >= highest or -2 - min(marks) >= highest):
        raise InputError(f"a ballot ranks a candidate beyond the {highest} of the election")
    if profile.strict and marks.isdisjoint(election.withdrawn):
        return Admitted(profile, profile.rejected, ())
    kept: dict[Ranking, int] = {}
    rejected: dict[str, int] = dict(profile.rejected)
    curtailed: dict[str, int] = {}
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        used, fault = _read(ranking, election.withdrawn, validity)
        if fault and used:
            curtailed[fault] = curtailed.get(fault, 0) + papers
        if used:
            kept[used] = kept.get(used, 0) + papers
        else:
            rejected[fault] = rejected.get(fault, 0) + papers
    return Admitted(
        Profile.from_totals(kept), tuple(sorted(rejected.items())), tuple(sorted(curtailed.items()))
    )


def _read(ranking: Ranking, withdrawn: tuple[int, ...], validity: Validity) -> tuple[Ranking, str]:
    """The part of a ranking that counts, and the fault it stops at or is rejected for."""
    ranks = [list(rank) for rank in ranks_of(ranking)]
    while ranks and not ranks[-1]:
        ranks.pop()
    if not ranks:
        return (), BLANK
    used: list[int] = []
    first_reached = False
    for rank in ranks:
        standing = [c for c in rank if c not in withdrawn]
        if rank and not standing:
            continue
        if len(standing) == 1 and standing[0] not in used:
            used.append(standing[0])
            first_reached = True
            continue
        if not first_reached:
            return (), FIRST_EQUAL if len(standing) > 1 else BLANK
        fault, treatment = GAP, validity.gap
        if len(standing) > 1:
            fault, treatment = EQUAL, validity.equal
        elif standing:
            fault, treatment = REPEAT, validity.repeat
        match treatment:
            case Treatment.SKIP:
                continue
            case Treatment.STOP:
                return tuple(used), fault
            case Treatment.REFUSE:
                raise InputError(
                    f"a ballot has {fault}, for which these rules do not provide",
                    remedy="correct the file or choose rules that say what becomes of it",
                )
    if not used:
        return (), WITHDRAWN
    return tuple(used), ""
