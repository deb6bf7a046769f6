"""A count of the small election, described in one language: sentences, figures, bars.

Knows the words for each stage and how its figures become bars.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hustings.counting.record import Action, Stage, decimal
from hustings.election.profile import Ranking
from hustings.guide.pages import how_count
from hustings.guide.pages.how_count import NAMES, SEATS, SLATE, Outcome
from hustings.report.languages import Words

_MINUS = "\N{MINUS SIGN}"


class Row(NamedTuple):
    """A candidate at the end of a stage.

    Attributes:
        votes, moved: as shown, `moved` with its sign; empty for nothing moved.
        kept, part: widths of the bars for what was there before and still is, and for what came or
            went.
        kind: class of the first bar, "e" elected or "c" not; of the second "g" gained or "l" lost.
        state: what is said beside the name.
        row: class of the row: "now" and "gone" if elected or excluded at this stage, "in" and "out"
            if that is past.
    """

    votes: str
    moved: str
    kept: str
    part: str
    kind: str
    state: str
    row: str


class StageView(NamedTuple):
    """A stage as it is shown."""

    number: str
    title: str
    text: str
    caption: str
    quota: str
    line: str
    rows: tuple[Row, ...]


class Result(NamedTuple):
    """A count as it is shown."""

    elected: str
    slate: str
    way: str
    stages: tuple[StageView, ...]
    winners: tuple[int, ...]


def result(words: Words, order: Ranking) -> Result:
    """The count if your papers have `order`, in a language."""
    outcome = how_count.outcome(order)
    record = outcome.record
    return Result(
        elected=listed(words, (one.candidate for one in record.elected)),
        slate=words("how.slate", n=len(set(SLATE) & set(outcome.winners)), places=SEATS),
        way=_way(words, order, outcome),
        stages=tuple(_stage(words, outcome, n) for n in range(len(record.stages))),
        winners=outcome.winners,
    )


def _way(words: Words, order: Ranking, outcome: Outcome) -> str:
    """What became of your paper. In this election its first choice is always elected."""
    places = outcome.record.places
    match outcome.way:
        case ():
            return words("how.way_blank", quota=plain(outcome.record.quota, places))
        case (first,):
            kind = "ended" if outcome.ended else "only" if len(order) == 1 else "rest"
            return words(f"how.way_{kind}", name=NAMES[first.candidate])
        case (first, second):
            return words(
                "how.way_won" if second.elected else "how.way_lost",
                name=NAMES[first.candidate],
                value=plain(second.value, places),
                to=NAMES[second.candidate],
            )
    raise AssertionError(f"a paper of three steps: {order}")


def _stage(words: Words, outcome: Outcome, place: int) -> StageView:
    record = outcome.record
    stage = record.stages[place]
    quota = plain(stage.quota, record.places)
    if stage.action is Action.FIRST_PREFERENCES:
        title = words("how.title_first")
        sentences = [_elected(words, "how.first", outcome, stage)]
    elif stage.action is Action.SURPLUS:
        title = words("how.title_surplus", name=NAMES[stage.of[0]])
        sentences = _surplus(words, outcome, place)
    else:
        title = words("how.title_last", name=NAMES[stage.of[0]])
        sentences = _exclusion(words, outcome, place)
    if place and stage.elected:
        sentences.append(_elected(words, "how.reach", outcome, stage))
    elif place:
        sentences.append(words("how.nobody"))
    if place == len(record.stages) - 1:
        sentences.append(words("how.filled", places=SEATS))
    return StageView(
        number=words("how.stage", n=stage.number),
        title=title,
        text=" ".join(sentences),
        caption=words("how.caption", n=stage.number, quota=quota),
        quota=words("how.quota_is", quota=quota),
        line=_width(stage.quota),
        rows=tuple(_row(words, outcome, place, c) for c in range(len(NAMES))),
    )


def _elected(words: Words, key: str, outcome: Outcome, stage: Stage) -> str:
    """Who is elected at a stage, in order, with their votes."""
    places = outcome.record.places
    names = [
        words("how.with_votes", name=NAMES[c], votes=plain(stage.votes[c], places))
        for c in stage.elected
    ]
    return words(
        key,
        n=len(names),
        names=_joined(words, names),
        quota=plain(stage.quota, places),
    )


def _surplus(words: Words, outcome: Outcome, place: int) -> list[str]:
    """Where a surplus goes, and with which papers: all, those that go on, those that came last."""
    record = outcome.record
    places = record.places
    stage, before = record.stages[place], record.stages[place - 1]
    (donor,) = stage.of
    (transfer,) = stage.transfers
    held = before.votes[donor]
    moves = [move for move in outcome.moves[place] if move.to is not None]
    kind = "each"
    if any(one.candidate == donor and one.stage > 1 for one in record.elected):
        kind = "each_last"
    elif len(moves) < len(outcome.moves[place]):
        kind = "each_named"
    sentences = [
        words(
            "how.spare",
            name=NAMES[donor],
            votes=plain(held, places),
            surplus=plain(held - before.quota, places),
            quota=plain(before.quota, places),
        ),
        words(
            f"how.{kind}",
            n=sum(move.papers for move in moves),
            value=plain(transfer.transfer_value or 0, places),
        ),
    ]
    gains = [
        words("how.gain", name=NAMES[c], votes=plain(votes, places))
        for c, votes in enumerate(transfer.votes)
        if votes
    ]
    sentences.append(words("how.gains", gains=_joined(words, gains)))
    if lost := stage.lost_to_fractions - before.lost_to_fractions:
        sentences.append(words("how.rounding", votes=plain(lost, places)))
    return sentences


def _exclusion(words: Words, outcome: Outcome, place: int) -> list[str]:
    """In this election papers of one group move, to one candidate."""
    record = outcome.record
    places = record.places
    before = record.stages[place - 1]
    (going,) = record.stages[place].of
    (move,) = outcome.moves[place]
    assert move.to is not None
    sentences = [
        words("how.waits", name=NAMES[c], surplus=plain(spare, places))
        for c, spare in _waiting(outcome, place)
    ]
    sentences.append(
        words("how.fewest", name=NAMES[going], votes=plain(before.votes[going], places))
    )
    given = {"n": move.papers, "to": NAMES[move.to]}
    if before.votes[going] != move.papers * move.value:
        sentences.append(words("how.go_first", over=listed(words, move.over), **given))
    elif move.over:
        sentences.append(words("how.go_over", over=listed(words, move.over), **given))
    else:
        sentences.append(words("how.go", **given))
    return sentences


def _waiting(outcome: Outcome, place: int) -> list[tuple[int, int]]:
    """Surpluses that a stage leaves alone, per candidate."""
    before = outcome.record.stages[place - 1]
    return [
        (one.candidate, before.votes[one.candidate] - before.quota)
        for one in outcome.record.elected
        if one.stage <= place and before.votes[one.candidate] > before.quota
    ]


# -- figures and bars --------------------------------------------------------------------------


def _row(words: Words, outcome: Outcome, place: int, candidate: int) -> Row:
    record = outcome.record
    stages = record.stages
    votes = stages[place].votes[candidate]
    change = votes - stages[place - 1].votes[candidate] if place else 0
    elected = {one.candidate: one.stage for one in record.elected}.get(candidate, 0)
    excluded = next((s.number for s in stages if candidate in s.excluded), 0)
    number = place + 1
    state, row = "", ""
    if 0 < elected <= number:
        state, row = "state_elected", "now" if elected == number else "in"
    elif 0 < excluded <= number:
        state, row = "state_excluded", "gone" if excluded == number else "out"
    elif number == len(stages):
        state, row = "state_not", "out"
    moved = ("+" if change > 0 else _MINUS) + plain(abs(change), record.places) if change else ""
    return Row(
        votes=plain(votes, record.places),
        moved=moved,
        kept=_width(min(votes, votes - change)),
        part=_width(abs(change)),
        kind=("e" if 0 < elected <= number else "c") + ("l" if change < 0 else "g"),
        state=words(f"how.{state}") if state else "",
        row=row,
    )


def _width(units: int) -> str:
    """Units as a share of the longest bar of all counts: "62.5%"."""
    tenths = 1000 * units // how_count.most()
    return f"{tenths // 10}.{tenths % 10}%".replace(".0%", "%")


def plain(units: int, places: int) -> str:
    """Votes as the record has them, without the noughts that end them: "6", "0.4"."""
    written = decimal(units, places)
    return written.rstrip("0").rstrip(".") if "." in written else written


# -- names in sentences ------------------------------------------------------------------------


def ordered(words: Words, order: Ranking) -> str:
    """Names in the order of a vote."""
    return words("joining.comma").join(NAMES[c] for c in order)


def listed(words: Words, candidates: Iterable[int]) -> str:
    """Names in a sentence."""
    return _joined(words, [NAMES[c] for c in candidates])


def _joined(words: Words, parts: Sequence[str]) -> str:
    """Parts that begin with names, which nothing before them changes: "Ada, Ben and Cai"."""
    if len(parts) < 2:
        return "".join(parts)
    last = "and_before_vowel" if parts[-1][0] in "AEIOU" else "and"
    return words("joining.comma").join(parts[:-1]) + words(f"how.{last}") + parts[-1]
