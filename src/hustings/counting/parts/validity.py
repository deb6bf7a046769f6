"""Which papers count, and how far down.

Knows how a rule set's `Validity` reads a ranking.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.counting.ruleset import Treatment, Validity
from hustings.election.model import Election
from hustings.election.profile import Profile, Ranking, ranks_of
from hustings.errors import InputError

# (fault, treatment) in words: ("gap", "skip").
Policies = tuple[tuple[str, str], ...]

BLANK = "no first preference"
EQUAL = "two candidates at one preference"
GAP = "a preference left out"
REPEAT = "a candidate ranked twice"
WITHDRAWN = "no preference but for withdrawn candidates"
FIRST_EQUAL = "more than one first preference"


# What a caller may decide where the rules do not: the field of `Validity`, and the fault in words.
POLICIES = {"gap": GAP, "repeat": REPEAT, "overvote": EQUAL}
_FIELDS = {"gap": "gap", "repeat": "repeat", "overvote": "equal"}
TREATMENTS = {"skip": Treatment.SKIP, "stop": Treatment.STOP, "refuse": Treatment.REFUSE}


def with_policies(validity: Validity, policies: Policies, rules: str) -> Validity:
    """What a rule set says of faulty ballots, and where it says nothing, what the caller decides.

    Args:
        policies: (fault, treatment) in the words of `POLICIES` and `TREATMENTS`.
        rules: name of the rule set.

    Raises:
        InputError: the rules say themselves what becomes of such a ballot.
    """
    for fault, word in policies:
        own = getattr(validity, _FIELDS[fault])
        if own is not Treatment.REFUSE and own is not TREATMENTS[word]:
            raise InputError(
                f"{rules} already says what becomes of a ballot with {POLICIES[fault]}: it"
                f" {own.value}",
                remedy=f"leave --on-{fault} out, or choose rules that leave it open",
            )
        validity = validity._replace(**{_FIELDS[fault]: TREATMENTS[word]})
    return validity


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


def _option(fault: str) -> str:
    """The option that decides what becomes of a ballot with a fault."""
    word = next(word for word, said in POLICIES.items() if said == fault)
    return f"--on-{word} skip or --on-{word} stop"


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
                    remedy=f"say what becomes of it with {_option(fault)}, correct the file, or"
                    " choose rules that say so",
                )
    if not used:
        return (), WITHDRAWN
    return tuple(used), ""
