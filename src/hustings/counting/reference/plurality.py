"""The count without transfers: most votes win. Knows `PluralityRules`."""

from __future__ import annotations

from hustings.counting.lots import Lots
from hustings.counting.record import Action, Elected, Means, Purpose, Reason, Result, Stage, Tie
from hustings.counting.ruleset import PluralityRules
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import LotNeeded


def count(election: Election, profile: Profile, rules: PluralityRules, lots: Lots) -> Result:
    """Count equal votes; the most votes win, a tie for the last place is drawn by lot.

    Votes not given (a paper that names fewer than it may) stand as non-transferable, so that votes
    and non-transferable add up to papers times votes each. Papers are not held by one candidate
    and are not recorded.

    Raises:
        LotNeeded: equal votes for the last place, and no lot drawn.
    """
    each = rules.votes_each(election.seats)
    votes = [0] * len(election.candidates)
    given = 0
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        for candidate in ranking[:each]:
            votes[candidate] += papers
        given += papers * min(each, len(ranking))
    order = sorted(
        (c for c in election.standing if c not in election.sitting), key=lambda c: (-votes[c], c)
    )
    places = election.seats - len(election.sitting)
    chosen = order[:places]
    ties: list[Tie] = []
    lot_used = False
    if 0 < places < len(order) and votes[order[places]] == votes[chosen[-1]]:
        line = votes[chosen[-1]]
        tied = [c for c in order if votes[c] == line]
        chosen = [c for c in chosen if votes[c] > line]
        clause = rules.instrument.clause("tie-election")
        while len(chosen) < places:
            drawn = lots.fall(1, tied) if len(tied) > 1 else tied[0]
            lot_used = True
            if drawn is None:
                names = tuple(election.candidates[c].name for c in sorted(tied))
                raise LotNeeded(stage=1, purpose=Purpose.ELECTION.value, names=names, clause=clause)
            ties.append(Tie(Purpose.ELECTION, tuple(sorted(tied)), drawn, Means.LOT, 0, clause))
            chosen.append(drawn)
            tied.remove(drawn)
    if election.sitting:
        chosen = sorted([*election.sitting, *chosen], key=lambda c: -votes[c])
    clause = rules.instrument.clause("elected")
    stage = Stage(
        number=1,
        action=Action.FIRST_PREFERENCES,
        of=(),
        clause=rules.instrument.clause("first-preferences"),
        quota=0,
        votes=tuple(votes),
        papers=(),
        non_transferable=profile.total * each - given,
        lost_to_fractions=0,
        non_transferable_papers=0,
        elected=tuple(chosen),
        ties=tuple(ties),
    )
    elected = tuple(Elected(c, 1, votes[c], Reason.MOST_VOTES, clause) for c in chosen)
    return Result(0, (stage,), elected, lot_used)
