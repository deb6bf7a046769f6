"""What every record of a count must satisfy, whoever counted it.

Knows a record and the rule set it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.counting.law import find
from hustings.counting.record import Action, CountRecord, Means, Reason, Stage, Transfer
from hustings.counting.ruleset import GregoryRules, PluralityRules, Revision, RuleSet


def check(record: CountRecord, rules: RuleSet | None = None) -> list[str]:
    """Every violation of an invariant in `record`, one sentence each; empty for a sound record.

    Votes are conserved to the unit and papers to the paper at every stage, transfers explain every
    change, nobody excluded gains, each elected candidate is elected once and the places are
    filled.

    Args:
        rules: the rule set that was counted under; by default the one that the record names.

    Raises:
        InputError: no `rules`, and no rule set has the name in the record.
    """
    rules = find(record.rules[0]) if rules is None else rules
    broken = list(_shape(record))
    if broken:
        return broken
    broken = [*_whole(record), *_quota(record, rules)]
    for stage in record.stages:
        broken += [f"stage {stage.number}: {fault}" for fault in _stage(record, stage, rules)]
    for before, stage in zip(record.stages, record.stages[1:], strict=False):
        faults = [*_standing(before, stage, record), *_moves(before, stage)]
        broken += [f"stage {stage.number}: {fault}" for fault in faults]
    return broken


def _shape(record: CountRecord) -> Iterator[str]:
    """One figure for each candidate wherever figures are given by candidate."""
    size = len(record.election.candidates)
    for stage in record.stages:
        by_candidate = [stage.votes, stage.papers or stage.votes, stage.keep or stage.votes]
        by_candidate += [figures for t in stage.transfers for figures in (t.votes, t.papers)]
        if any(len(figures) != size for figures in by_candidate):
            yield f"stage {stage.number}: not one figure for each candidate"


def _whole(record: CountRecord) -> Iterator[str]:
    """What concerns the record as a whole: stages in order, who is elected and who excluded."""
    numbers = [stage.number for stage in record.stages]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"stages are numbered {numbers}"
    if not record.stages or record.stages[0].action is not Action.FIRST_PREFERENCES:
        yield "the first stage does not count first preferences"
    elected = [one.candidate for one in record.elected]
    standing = record.election.standing
    if len(set(elected)) != len(elected):
        yield "a candidate is elected twice"
    if len(elected) != min(record.election.seats, len(standing)):
        yield f"{len(elected)} are elected to {record.election.seats} places"
    if not set(elected) <= set(standing):
        yield "somebody is elected who is not standing"
    by_stage = [(stage.number, c) for stage in record.stages for c in stage.elected]
    if by_stage != [(one.stage, one.candidate) for one in record.elected]:
        yield "the stages and the list of those elected differ"
    excluded = [c for stage in record.stages for c in stage.excluded]
    if len(set(excluded)) != len(excluded):
        yield "a candidate is excluded twice"
    if set(excluded) & set(elected) or not set(excluded) <= set(standing):
        yield "somebody is excluded who is elected or not standing"
    sitting = set(record.election.sitting)
    if not sitting <= set(elected):
        yield "a sitting member has lost a seat that they keep"
    lot = any(tie.by is Means.LOT for stage in record.stages for tie in stage.ties)
    if lot != bool(record.lots):
        yield "the record is wrong about where lots came from"


def _quota(record: CountRecord, rules: RuleSet) -> Iterator[str]:
    """A quota of a Gregory count stays, or falls until somebody is elected."""
    if not isinstance(rules, GregoryRules):
        return
    if record.stages and record.stages[0].quota != record.quota:
        yield "the record's quota is not the first stage's"
    elected_before = False
    for before, stage in zip(record.stages, record.stages[1:], strict=False):
        elected_before = elected_before or bool(before.elected)
        fixed = rules.quota_revision is Revision.NEVER or elected_before
        if stage.quota > before.quota or (fixed and stage.quota != before.quota):
            yield f"stage {stage.number}: the quota goes from {before.quota} to {stage.quota}"


def _stage(record: CountRecord, stage: Stage, rules: RuleSet) -> Iterator[str]:
    """What one stage must satisfy by itself."""
    each = rules.votes_each(record.election.seats) if isinstance(rules, PluralityRules) else 1
    whole = record.ballots.valid * each * 10**record.places
    if (total := sum(stage.votes) + stage.non_transferable) != whole:
        yield f"votes add up to {total}, not to {whole}"
    if stage.papers:
        held = sum(stage.papers) + stage.non_transferable_papers
        if held != record.ballots.valid:
            yield f"papers add up to {held}, not to {record.ballots.valid}"
    figures = (
        *stage.votes,
        *stage.papers,
        *stage.keep,
        stage.non_transferable,
        stage.non_transferable_papers,
        stage.lost_to_fractions,
        stage.quota,
    )
    if min(figures) < 0:
        yield "a figure is negative"
    if stage.lost_to_fractions > stage.non_transferable:
        yield "more is lost to fractions than is non-transferable"
    for withdrawn in record.election.withdrawn:
        if stage.votes[withdrawn] or (stage.papers and stage.papers[withdrawn]):
            yield "a withdrawn candidate has votes"
    if stage.number == 1 and stage.papers:
        scale: int = 10**record.places
        if stage.votes != tuple(papers * scale for papers in stage.papers) or stage.transfers:
            yield "first preferences are not one vote a paper"
    for one in record.elected:
        if one.stage != stage.number:
            continue
        if one.votes != stage.votes[one.candidate] and isinstance(rules, GregoryRules):
            yield "somebody elected gains or loses votes before the stage ends"
        if one.reason is Reason.QUOTA and one.votes < stage.quota:
            yield "somebody is elected on the quota without it"
    for tie in stage.ties:
        distinct = len(tie.among) > 1 and tie.among == tuple(sorted(set(tie.among)))
        nobody = tie.by is Means.NONE
        if (
            not distinct
            or nobody != (tie.chosen is None)
            or not (nobody or tie.chosen in tie.among)
        ):
            yield "a tie is wrong about who was in it or who was chosen"
    for transfer in stage.transfers:
        yield from _transfer(transfer, stage)


def _transfer(transfer: Transfer, stage: Stage) -> Iterator[str]:
    """What one batch must satisfy by itself."""
    if transfer.of != stage.of:
        yield "a batch moves papers of candidates the stage is not about"
    left_over = (transfer.non_transferable, transfer.lost_to_fractions)
    if min(*transfer.votes, *transfer.papers, transfer.non_transferable_papers, *left_over) < 0:
        yield "a batch moves less than nothing"
    value = transfer.transfer_value
    if value is None or transfer.value is None:
        return
    if value > transfer.value:
        yield "papers gain value"
    if transfer.votes != tuple(papers * value for papers in transfer.papers):
        yield "votes credited are not papers times transfer value"
    if stage.action is Action.EXCLUSION and (
        value != transfer.value
        or transfer.non_transferable != transfer.non_transferable_papers * value
        or transfer.lost_to_fractions
    ):
        yield "papers of an excluded candidate move at a value other than their own"


def _standing(before: Stage, stage: Stage, record: CountRecord) -> Iterator[str]:
    """From stage to stage: nobody elected or excluded gains."""
    out = {c for past in record.stages[: before.number] for c in (*past.excluded, *past.elected)}
    gone = out | set(stage.of)
    if stage.keep or before.keep:
        gone = {c for past in record.stages[: stage.number] for c in past.excluded}
    for candidate in sorted(gone):
        if stage.votes[candidate] > before.votes[candidate]:
            yield f"{record.election.names[candidate]} gains votes after the end"
    if out & {*stage.elected, *stage.excluded}:
        yield "somebody already elected or excluded is elected or excluded again"


def _moves(before: Stage, stage: Stage) -> Iterator[str]:
    """From stage to stage: transfers explain every change, to the unit and to the paper."""
    if not stage.papers or not before.papers:
        return
    moves = stage.transfers
    credited = [sum(m.votes[c] for m in moves) for c in range(len(stage.votes))]
    received = [sum(m.papers[c] for m in moves) for c in range(len(stage.votes))]
    set_aside = sum(m.non_transferable_papers for m in moves)
    lost = sum(m.lost_to_fractions for m in moves)
    wasted = lost + sum(m.non_transferable for m in moves)
    for c, (votes, papers) in enumerate(zip(stage.votes, stage.papers, strict=True)):
        if c in stage.of:
            if credited[c] or received[c]:
                yield "a candidate is given their own papers"
        elif (votes, papers) != (before.votes[c] + credited[c], before.papers[c] + received[c]):
            yield f"transfers do not explain the votes of candidate {c + 1}"
    given = sum(before.votes[c] - stage.votes[c] for c in stage.of)
    if given != sum(credited) + wasted:
        yield "what was given is not what was received, set aside and lost"
    if sum(before.papers[c] - stage.papers[c] for c in stage.of) != sum(received) + set_aside:
        yield "papers given are not papers received and set aside"
    totals = (
        before.non_transferable + wasted,
        before.lost_to_fractions + lost,
        before.non_transferable_papers + set_aside,
    )
    if totals != (stage.non_transferable, stage.lost_to_fractions, stage.non_transferable_papers):
        yield "transfers do not explain what is non-transferable"
    if stage.action is Action.SURPLUS and any(stage.votes[c] != stage.quota for c in stage.of):
        yield "a surplus is transferred and its candidate is not left with the quota"
