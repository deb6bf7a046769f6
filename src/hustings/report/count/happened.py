"""What each stage of a count did, in a few sentences.

Knows plain words for a stage.
"""

from __future__ import annotations

from hustings.counting.record import Action, CountRecord, Purpose, Stage, decimal
from hustings.errors import InputError
from hustings.report.count.phrases import (
    cited,
    figure,
    in_votes,
    instrument,
    many,
    votes_were,
    were,
)
from hustings.report.count.sheet import names_of
from hustings.report.count.values import transfer_value
from hustings.report.wording import grouped, listed


def stage(record: CountRecord, n: int) -> str:
    """What stage `n` did (1 for the first), in a few sentences.

    Raises:
        InputError: the count has no such stage.
    """
    if not 1 <= n <= len(record.stages):
        raise InputError(
            f"there is no stage {n}", remedy=f"choose one from 1 to {len(record.stages)}"
        )
    now = record.stages[n - 1]
    match now.action:
        case Action.FIRST_PREFERENCES:
            sentences = _first(record, now)
        case Action.SURPLUS:
            sentences = _surplus(record, now)
        case Action.EXCLUSION:
            sentences = _exclusion(record, now)
        case Action.LAST_VACANCIES:
            sentences = _last_vacancies(record, now)
        case Action.ITERATION:
            sentences = _iteration(record, now)
    names = names_of(record)
    if now.elected:
        sentences.append(
            f"{listed([names[c] for c in now.elected])} {were(len(now.elected))} elected."
        )
    elif now.action is not Action.LAST_VACANCIES:
        sentences.append("Nobody was elected at this stage.")
    return " ".join(sentences)


def _first(record: CountRecord, now: Stage) -> list[str]:
    valid = record.ballots.valid
    if not record.quota:
        each = (sum(now.votes) + now.non_transferable) // valid if valid else 0
        sentences = [f"Each of the {many(valid, 'valid paper')} gave up to {many(each, 'vote')}"]
        sentences[0] += f" of equal value{cited(now.clause)}."
        if now.non_transferable:
            sentences.append(f"{votes_were(now.non_transferable, record)} not used.")
        return sentences
    sentences = [f"The {many(valid, 'valid paper')} {were(valid)} sorted by first preference"]
    sentences[0] += f"{cited(now.clause)}."
    law = instrument(record)
    clause = cited(law.clause("quota")) if law else ""
    sentences.append(f"The quota was {figure(now.quota, record)}{clause}.")
    return sentences


def _surplus(record: CountRecord, now: Stage) -> list[str]:
    before = record.stages[now.number - 2]
    names = names_of(record)
    surplus = sum(before.votes[c] - before.quota for c in now.of)
    whose = f"The surplus of {listed([names[c] for c in now.of])}"
    sentences = [f"{whose}, {in_votes(surplus, record)}, was transferred{cited(now.clause)}"]
    if not surplus:
        return [f"{whose} was nothing, so no papers moved{cited(now.clause)}."]
    moved = sum(sum(t.papers) for t in now.transfers)
    stayed = sum(t.non_transferable_papers for t in now.transfers)
    if moved:
        sentences[0] += f": {many(moved, 'paper')} went on to the next preference"
        sentences[0] += _at_a_value(record, now, moved)
        if stayed:
            sentences[0] += f", and {grouped(str(stayed))} showed no further preference"
    elif stayed:
        sentences[0] += f", but no paper showed a further preference ({many(stayed, 'paper')})"
    sentences[0] += "."
    return sentences + _gains(record, now)


def _at_a_value(record: CountRecord, now: Stage, moved: int) -> str:
    """What the papers of a surplus were worth then, and by which sum."""
    transfer = transfer_value(record, now.number)
    if transfer is None:
        return " at a reduced value"
    value = decimal(transfer.value, record.places)
    if transfer.differ:
        own = "each at its own value" if moved > 1 else "at its own value"
        return f", {own} × {transfer.sum} ({value} for a paper worth a whole vote)"
    worth = f", {'each ' if moved > 1 else ''}{'still ' if transfer.kept else ''}worth {value}"
    if not transfer.sum:
        return worth
    return f"{worth} ({transfer.sum})" if transfer.kept else f"{worth} ({transfer.sum} = {value})"


def _exclusion(record: CountRecord, now: Stage) -> list[str]:
    before = record.stages[now.number - 2] if now.number > 1 else now
    names = names_of(record)
    who = listed([names[c] for c in now.of])
    held = sum(before.votes[c] for c in now.of)
    if len(now.of) > 1:
        sentences = [f"{who} were excluded together, with {in_votes(held, record)} between them"]
    elif any(tie.purpose is Purpose.EXCLUSION for tie in now.ties):
        sentences = [
            f"{who} was excluded with {in_votes(held, record)}, after a tie for the fewest"
        ]
    else:
        sentences = [f"{who} was excluded with the fewest votes, {figure(held, record)}"]
    sentences[0] += f"{cited(now.clause)}."
    if now.papers:
        moved = sum(sum(t.papers) + t.non_transferable_papers for t in now.transfers)
        if not moved:
            sentences.append("There were no papers to transfer.")
        elif len(now.transfers) > 1:
            sentences.append(
                f"{many(moved, 'paper')} moved, in {many(len(now.transfers), 'batch', 'es')}."
            )
        else:
            sentences.append(f"{many(moved, 'paper')} moved.")
    sentences += _gains(record, now)
    if left := sum(now.votes[c] for c in now.of):
        sentences.append(
            f"{in_votes(left, record)} stayed where they were: the places were filled before the"
            " last papers moved."
        )
    return sentences


def _last_vacancies(record: CountRecord, now: Stage) -> list[str]:
    names = names_of(record)
    filled = f"the places left went to those who remained{cited(now.clause)}."
    if not now.of:
        return [f"As no more candidates were left than places, {filled}"]
    who = listed([names[c] for c in now.of])
    return [
        f"With the exclusion of {who} no more candidates were left than places:"
        f" nothing more was transferred, and {filled}"
    ]


def _iteration(record: CountRecord, now: Stage) -> list[str]:
    often = "once" if now.iterations == 1 else f"{now.iterations} times"
    until = "somebody had the quota" if now.elected else "next to nothing of the surpluses was left"
    return [
        f"The keep factors of those elected were adjusted {often}, until"
        f" {until}{cited(now.clause)}.",
        *_gains(record, now),
    ]


def _gains(record: CountRecord, now: Stage) -> list[str]:
    """Who gained, most first, and what became non-transferable."""
    before = record.stages[now.number - 2] if now.number > 1 else now
    names = names_of(record)
    changes = [after - old for after, old in zip(now.votes, before.votes, strict=True)]
    gained = sorted((c for c in range(len(names)) if changes[c] > 0), key=lambda c: -changes[c])
    sentences: list[str] = []
    shares = listed([f"{names[c]} (+{figure(changes[c], record)})" for c in gained[:3]])
    if len(gained) > 3:
        sentences.append(f"Most went to {shares}.")
    elif gained:
        sentences.append(f"The votes went to {shares}.")
    aside = now.non_transferable - before.non_transferable
    lost = now.lost_to_fractions - before.lost_to_fractions
    if aside > 0:
        sentences.append(f"{in_votes(aside, record)} became non-transferable")
        if lost == aside:
            sentences[-1] += ", lost to fractions"
        elif lost > 0:
            sentences[-1] += f", {figure(lost, record)} of them lost to fractions"
        sentences[-1] += "."
    return sentences
