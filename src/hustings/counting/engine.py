"""The only front door to a count.

Knows which engine counts what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.counting.lots import NO_LOTS, Lots
from hustings.counting.parts.validity import Admitted, Policies, admit, with_policies
from hustings.counting.record import Ballots, CountRecord
from hustings.counting.ruleset import GregoryRules, MeekRules, PluralityRules, RuleSet
from hustings.election.digest import packed_digest, profile_digest
from hustings.election.profile import Profile
from hustings.errors import InputError, NotCovered, NothingToCount

if TYPE_CHECKING:
    from hustings.counting.record import Progress, Result
    from hustings.election.model import Election
    from hustings.election.packed import PackedProfile

ENGINES = ("reference", "fast")

# From how many distinct rankings the fast engine is worth loading (about half a second). Measured
# by bench/engines.py: the reference takes some 3 microseconds a ranking under Gregory rules, and
# mostly the same under Meek's; but there unkind ballots (eight favourites in every order) take it a
# minute and the fast engine a second.
FAST_FROM = 150_000
FAST_FROM_MEEK = 20_000


def count(
    election: Election,
    profile: Profile | PackedProfile,
    rules: RuleSet,
    *,
    lots: Lots = NO_LOTS,
    engine: str | None = None,
    progress: Progress | None = None,
    policies: Policies = (),
) -> CountRecord:
    """Count an election under a rule set.

    Args:
        lots: drawn lots, for ties that nothing else breaks.
        engine: "reference", "fast", or None to choose: the fast one for packed and for big
            profiles where it covers the rules and is installed. Both give the same record.
        progress: called after each stage of the reference with stages done, elected so far, places.
        policies: what becomes of faulty ballots where the rules leave it open.

    Raises:
        InputError: ballots or an election that these rules cannot count.
        LotNeeded: a tie that only a lot can break, and it has not been drawn.
        NotCovered: the fast engine was asked for by name and cannot do this.
    """
    _check(election, rules, engine)
    validity = with_policies(rules.validity, policies, rules.instrument.name)
    rules = rules._replace(validity=validity)
    if engine == "fast" or (engine is None and not election.sitting and _worth_it(profile, rules)):
        try:
            return _count_fast(election, profile, rules, lots)._replace(policies=policies)
        except NotCovered:
            if engine == "fast":
                raise
    if not isinstance(profile, Profile):
        from hustings.election.packed import unpack

        profile = unpack(profile)
    admitted = admit(election, profile, rules.validity)
    _check_papers(admitted)
    result, places = _reference(election, admitted.profile, rules, lots, progress)
    ballots = Ballots(
        valid=admitted.profile.total,
        rejected=admitted.rejected,
        curtailed=admitted.curtailed,
        distinct=len(profile.rankings),
        digest=profile_digest(profile),
    )
    record = _record(election, ballots, rules, result, places, lots, "reference")
    return record._replace(policies=policies)


def _check(election: Election, rules: RuleSet, engine: str | None) -> None:
    """Refuse what cannot be counted at all under these rules."""
    if engine not in (None, *ENGINES):
        raise InputError(f"no engine is called {engine!r}", remedy="choose reference or fast")
    if not election.standing:
        raise NothingToCount("nobody stands in this election", remedy="name at least one candidate")
    check_places(election, rules)


def check_places(
    election: Election, rules: RuleSet, remedy: str = "give --seats 1 or choose other rules"
) -> None:
    """Refuse rules that fill one place for an election that has more.

    Raises:
        InputError: they are such rules, and it has more.
    """
    if isinstance(rules, GregoryRules) and rules.single_winner and election.seats != 1:
        raise InputError(
            f"{rules.instrument.name} fills one place, this election has {election.seats}",
            remedy=remedy,
        )


def _check_papers(admitted: Admitted) -> None:
    if not admitted.profile.rankings:
        raise NothingToCount("there is no valid paper to count", remedy="check the ballot file")


def _worth_it(profile: Profile | PackedProfile, rules: RuleSet) -> bool:
    """Whether the fast engine is there and pays."""
    if isinstance(rules, PluralityRules):
        return False
    least = FAST_FROM_MEEK if isinstance(rules, MeekRules) else FAST_FROM
    if isinstance(profile, Profile) and len(profile.rankings) < least:
        return False
    from importlib.util import find_spec

    return find_spec("numba") is not None


def _reference(
    election: Election, profile: Profile, rules: RuleSet, lots: Lots, progress: Progress | None
) -> tuple[Result, int]:
    """The reference count and the decimal places of its votes."""
    match rules:
        case GregoryRules():
            from hustings.counting.reference.gregory import count as count_gregory

            return count_gregory(election, profile, rules, lots, progress), rules.places
        case MeekRules():
            from hustings.counting.reference.meek import count as count_meek

            return count_meek(election, profile, rules, lots, progress), rules.places
        case PluralityRules():
            from hustings.counting.reference.plurality import count as count_plurality

            return count_plurality(election, profile, rules, lots), 0


def _count_fast(
    election: Election, profile: Profile | PackedProfile, rules: RuleSet, lots: Lots
) -> CountRecord:
    """The same by the fast engine."""
    if election.sitting:
        raise NotCovered("the fast engine does not cover sitting members; use --engine reference")
    if isinstance(rules, PluralityRules):
        raise NotCovered(
            f"the fast engine does not cover {rules.instrument.name}; use --engine reference"
        )
    try:
        from hustings.counting.fast.gregory import count as count_gregory
        from hustings.counting.fast.meek import count as count_meek
        from hustings.election.packed import pack, unpack
    except ModuleNotFoundError as error:
        raise NotCovered(
            f"the fast engine needs {error.name}; install it with `pip install hustings[fast]` or"
            " use --engine reference"
        ) from None

    packed = pack(profile) if isinstance(profile, Profile) else profile
    digest = packed_digest(packed)
    rejected = packed.rejected
    curtailed: tuple[tuple[str, int], ...] = ()
    admitted_packed = packed
    if not packed.strict or election.withdrawn:
        loose = profile if isinstance(profile, Profile) else unpack(packed)
        admitted = admit(election, loose, rules.validity)
        _check_papers(admitted)
        rejected, curtailed = admitted.rejected, admitted.curtailed
        admitted_packed = pack(admitted.profile)
    elif packed.distinct == 0:
        raise NothingToCount("there is no valid paper to count", remedy="check the ballot file")
    elif int(packed.entries.max()) >= len(election.candidates):
        raise InputError(
            f"a ballot ranks a candidate beyond the {len(election.candidates)} of the election"
        )
    if isinstance(rules, GregoryRules):
        result = count_gregory(election, admitted_packed, rules, lots)
    else:
        result = count_meek(election, admitted_packed, rules, lots)
    ballots = Ballots(
        valid=admitted_packed.total,
        rejected=rejected,
        curtailed=curtailed,
        distinct=packed.distinct,
        digest=digest,
    )
    return _record(election, ballots, rules, result, rules.places, lots, "fast")


def _record(
    election: Election,
    ballots: Ballots,
    rules: RuleSet,
    result: Result,
    places: int,
    lots: Lots,
    engine: str,
) -> CountRecord:
    return CountRecord(
        election=election,
        ballots=ballots,
        rules=(rules.instrument.name, rules.instrument.version),
        engine=engine,
        places=places,
        quota=result.quota,
        stages=result.stages,
        elected=result.elected,
        lots=lots.source if result.lot_used else "",
    )
