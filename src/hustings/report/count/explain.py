"""A count in sentences: who was elected and why, what each stage did, how ties were broken.

Knows plain words for what a record holds.

Numbers in square brackets are clauses of the rules.
"""

from __future__ import annotations

from hustings.counting.parts.validity import POLICIES, TREATMENTS
from hustings.counting.record import (
    Action,
    CountRecord,
    Elected,
    Means,
    Purpose,
    Reason,
    Stage,
    Tie,
    decimal,
)
from hustings.counting.ruleset import Clause
from hustings.report.count import values
from hustings.report.count.happened import stage
from hustings.report.count.phrases import (
    cited,
    figure,
    in_votes,
    instrument,
    many,
    reasons,
    single_winner,
    votes_were,
    were,
)
from hustings.report.count.sheet import names_of
from hustings.report.wording import listed, printable

__all__ = (
    "ballots",
    "clauses",
    "elected",
    "equal",
    "lots",
    "non_transferable",
    "places",
    "quota",
    "stage",
    "ties",
    "transfer_value",
    "unfilled",
    "why",
)
# The step of the count that each reason belongs to (the keys of `Instrument.clauses`).
_STEP = {
    Reason.QUOTA: "elected",
    Reason.MOST_VOTES: "elected",
    Reason.ACTIVE_VOTE: "elected-active-vote",
    Reason.OUTVOTES_OTHERS: "elected-outvotes",
    Reason.LAST_VACANCIES: "last-vacancies",
    Reason.TIE: "tie-election",
}

# Why a sitting member can be deemed elected where it is not their votes that do it.
_NOT_BY_VOTES = (Reason.LAST_VACANCIES, Reason.MOST_VOTES)


def elected(record: CountRecord) -> list[str]:
    """One sentence for each elected candidate, in order of election."""
    names = names_of(record)
    return [
        f"{names[one.candidate]} was elected {why(record, one)}{cited(one.clause)}."
        for one in record.elected
    ]


def why(record: CountRecord, one: Elected) -> str:
    """At which stage and why, without the name: goes on from "was elected" or "Elected"."""
    stage = record.stages[one.stage - 1]
    start = f"at stage {one.stage} with {in_votes(one.votes, record)}"
    if one.candidate in record.election.sitting and one.reason in _NOT_BY_VOTES:
        return f"{start}, keeping the seat they held"
    match one.reason:
        case Reason.QUOTA if single_winner(record):
            in_use = sum(stage.votes)
            return f"{start}, more than half of the {figure(in_use, record)} in use"
        case Reason.QUOTA:
            over, quota = one.votes - stage.quota, figure(stage.quota, record)
            if over > 0:
                return f"{start}, {figure(over, record)} over the quota of {quota}"
            return f"{start}, exactly the quota of {quota}" if not over else start
        case Reason.ACTIVE_VOTE:
            return (
                f"{start}, short of the quota of {figure(stage.quota, record)} but no fewer than"
                " the votes still in play divided by one more than the places left"
            )
        case Reason.OUTVOTES_OTHERS:
            return (
                f"{start}, no fewer than all the others left had together with the surpluses not"
                " transferred"
            )
        case Reason.LAST_VACANCIES:
            return f"{start}, because no more candidates were left than places to fill"
        case Reason.TIE:
            return f"{start}, chosen from the last two, who were equal"
        case Reason.MOST_VOTES:
            votes = f"with {in_votes(one.votes, record)}"
            if any(tie.chosen == one.candidate for tie in stage.ties):
                return f"{votes}, by lot among those with as many"
            seats = record.election.seats
            most = "the most" if seats == 1 else f"among the {seats} with the most votes"
            return f"{votes}, {most}"


def places(record: CountRecord) -> list[str]:
    """The place of each elected, in order of election: "1", or "1=" for one that is shared."""
    shared = {candidate for group in record.equal for candidate in group}
    return [
        f"{place}=" if one.candidate in shared else str(place)
        for place, one in zip(record.places_taken, record.elected, strict=True)
    ]


def equal(record: CountRecord) -> list[str]:
    """One sentence for each place that is shared."""
    names = names_of(record)
    sentences = []
    for group in record.equal:
        rest = "neither comes before the other" if len(group) == 2 else "none comes before another"
        who = listed([names[candidate] for candidate in group])
        sentences.append(f"{who} were elected at one stage with equal votes: {rest}.")
    return sentences


def unfilled(record: CountRecord) -> list[str]:
    """A sentence where places stay empty; else nothing."""
    empty, standing = record.unfilled, len(record.election.standing)
    if not empty:
        return []
    verb = "stays" if empty == 1 else "stay"
    stood = f"{many(standing, 'candidate')} stood for {many(record.election.seats, 'place')}"
    return [f"{many(empty, 'place')} {verb} empty: {stood}."]


def transfer_value(record: CountRecord, n: int) -> str:
    """Whose surplus stage `n` transferred at what value, with the sum; empty where none moved."""
    transfer = values.transfer_value(record, n)
    if transfer is None:
        return ""
    names = names_of(record)
    whose = listed([names[candidate] for candidate in record.stages[n - 1].of])
    value = figure(transfer.value, record)
    if transfer.kept:
        return f"Stage {n}, {whose}: still {value}" + (
            f" ({transfer.sum})." if transfer.sum else "."
        )
    sentence = f"Stage {n}, {whose}: " + (f"{transfer.sum} = {value}" if transfer.sum else value)
    more = ", for a paper worth a whole vote; others in proportion" if transfer.differ else ""
    return f"{sentence}{more}."


def ties(record: CountRecord) -> list[str]:
    """One sentence for each tie, in order: who were equal, who was chosen, how."""
    return [_tie(record, stage, tie) for stage in record.stages for tie in stage.ties]


def ballots(record: CountRecord) -> list[str]:
    """The papers: how many were valid, invalid and why, counted only in part and why."""
    papers = record.ballots
    sentences = [f"{many(papers.valid, 'paper')} {were(papers.valid)} valid."]
    if papers.rejected:
        sentences.append(f"{many(papers.invalid, 'paper')} {were(papers.invalid)} invalid:")
        sentences[-1] += f" {reasons(papers.rejected)}."
    else:
        sentences.append("No paper was invalid.")
    if papers.curtailed:
        number = sum(n for _, n in papers.curtailed)
        sentences.append(
            f"{many(number, 'valid paper')} {were(number)} counted only down to a fault:"
        )
        sentences[-1] += f" {reasons(papers.curtailed)}."
    sentences += [
        f"The rules leave open what becomes of a paper with {POLICIES[fault]}: here it"
        f" {TREATMENTS[word].value}."
        for fault, word in record.policies
    ]
    return sentences


def non_transferable(record: CountRecord) -> str:
    """What became of votes that no candidate holds at the end, in a few sentences."""
    last = record.stages[-1]
    if not record.quota:
        return f"{votes_were(last.non_transferable, record)} not given, though papers could have."
    if not last.non_transferable:
        return "No vote became non-transferable."
    sentences = [f"At the end {votes_were(last.non_transferable, record)} non-transferable"]
    if last.lost_to_fractions == last.non_transferable:
        sentences[0] += ", all of them lost to fractions"
    elif last.lost_to_fractions:
        sentences[0] += f", {figure(last.lost_to_fractions, record)} of them lost to fractions"
    sentences[0] += "."
    if last.non_transferable_papers:
        papers = many(last.non_transferable_papers, "paper")
        sentences.append(f"{papers} showed no further preference for a continuing candidate.")
    return " ".join(sentences)


def lots(record: CountRecord) -> str:
    """How lots were drawn, in a sentence; empty where none was needed."""
    return f"Lots: {printable(record.lots)}." if record.lots else ""


def quota(record: CountRecord) -> str:
    """The quota; the first and the last where it was calculated again."""
    last = record.stages[-1].quota
    first = figure(record.quota, record)
    return first if last == record.quota else f"{first} at first, {figure(last, record)} at the end"


def clauses(record: CountRecord) -> list[Clause]:
    """The clauses that this count came to use, in the order of the instrument."""
    law = instrument(record)
    if law is None:
        return []
    used = {"validity", "first-preferences", "distribution", "quota"}
    used.update(_STEP[one.reason] for one in record.elected)
    for now in record.stages:
        used.update(f"tie-{tie.purpose.value}" for tie in now.ties)
        if now.quota != record.quota:
            used.add("quota-revision")
        match now.action:
            case Action.SURPLUS:
                used.update(("surplus", "transfer-value"))
            case Action.EXCLUSION:
                used.add("bulk-exclusion" if len(now.of) > 1 else "exclusion")
            case Action.LAST_VACANCIES:
                used.add("last-vacancies")
            case Action.ITERATION:
                used.add("iteration")
            case Action.FIRST_PREFERENCES:
                pass
    return [clause for step, clause in law.clauses if step in used]


def _tie(record: CountRecord, now: Stage, tie: Tie) -> str:
    names = names_of(record)
    match tie.purpose:
        case Purpose.SURPLUS:
            equal, chosen = "had equal surpluses", "went first"
        case Purpose.EXCLUSION:
            before = record.stages[now.number - 2].votes if now.number > 1 else now.votes
            votes = {before[c] for c in tie.among}
            equal, chosen = "counted as equal lowest", "was excluded"
            if len(votes) == 1:
                equal = f"were equal lowest with {in_votes(votes.pop(), record)} each"
        case Purpose.ELECTION:
            equal, chosen = "were equal for too few places", "was elected"
    start = f"Stage {now.number}: {listed([names[c] for c in tie.among])} {equal}"
    if tie.chosen is None or tie.by is Means.NONE:
        return f"{start} at every point, so none of them was elected yet{cited(tie.clause)}."
    who = names[tie.chosen]
    if tie.by is Means.LOT:
        source = f" ({printable(record.lots)})" if record.lots else ""
        return f"{start}; the lot{source} fell on {who}, who {chosen}{cited(tie.clause)}."
    more = "fewer" if tie.purpose is Purpose.EXCLUSION else "more"
    return (
        f"{start}; {who} {chosen}, having had {more} votes at stage {tie.stage}"
        f"{_then(record, tie)}{cited(tie.clause)}."
    )


def _then(record: CountRecord, tie: Tie) -> str:
    """The tied candidates' votes at the stage that decided, where its end shows it."""
    votes = record.stages[tie.stage - 1].votes
    least = tie.purpose is Purpose.EXCLUSION
    others = [votes[c] for c in tie.among if c != tie.chosen]
    mine = votes[tie.chosen or 0]
    if not all(mine < other if least else mine > other for other in others):
        return ""
    against = listed([decimal(other, record.places) for other in others])
    return f" ({decimal(mine, record.places)} against {against})"
