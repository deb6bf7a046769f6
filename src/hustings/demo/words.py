"""The demonstration in words: what was reconstructed, what the counts gave, what that shows.

Knows how to tell a `Demonstration`; every figure is read off a count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hustings.counting.record import Action, CountRecord, Stage, decimal
from hustings.demo.nec2020 import (
    CANDIDATES,
    FOLLOWED,
    KNOWN,
    LEFT,
    SEATS,
    TITLE,
    VALID_PAPERS,
    WINNERS,
)
from hustings.demo.reconstruction import SEED

if TYPE_CHECKING:
    from hustings.demo.demonstration import Demonstration
    from hustings.election.profile import Profile

LABEL = (
    TITLE,
    "",
    f"Known: {SEATS} places, {CANDIDATES} candidates, {VALID_PAPERS:,} papers, who was elected,",
    "who came first and second, and who took the place that fell vacant in 2022.",
    f"Not known: the ballots, first preferences, stages, {CANDIDATES - len(KNOWN)} of the names.",
    "These papers are drawn from an assumed electorate, chosen so that the known",
    "winners come out. This shows how the count works, not how people voted.",
)


def tell(demonstration: Demonstration) -> Iterator[str]:
    """The demonstration line by line."""
    stv, papers = demonstration.stv, demonstration.profile
    yield from LABEL
    yield ""
    yield (
        f"{stv.ballots.valid:,} papers, {stv.ballots.distinct:,} different rankings,"
        f" {_mean_length(papers)} names on each; seed {SEED}"
    )
    yield f"profile {stv.ballots.digest}"
    yield ""
    yield "1. Counted by the single transferable vote (ERS97)"
    yield ""
    yield from _tell_stages(stv)
    yield ""
    if set(stv.winners) == set(WINNERS) and stv.winners[:2] == WINNERS[:2]:
        yield "   The nine are those declared in 2020, and so are the first two: the"
        yield "   assumptions were chosen for that."
    else:
        yield "   These are NOT the nine declared in 2020: the assumptions need mending."
    yield ""
    yield "2. The same papers counted as nine votes of equal value (the rule until 2018)"
    yield ""
    yield from _tell_slates(demonstration)
    yield ""
    yield f"3. Counted again without {LEFT}, who left in 2022"
    yield ""
    yield from _tell_vacancy(demonstration)
    yield ""


def _mean_length(papers: Profile) -> str:
    """Names on a paper, on average, to one place, rounded down."""
    names = sum(len(r) * n for r, n in zip(papers.rankings, papers.papers, strict=True))
    return decimal(names * 10 // papers.total, 1)


def _tell_stages(record: CountRecord) -> Iterator[str]:
    """Who is elected at which stage, and what the stages between them did."""
    names = record.election.names
    yield f"   quota {decimal(record.quota, record.places)}, {len(record.stages)} stages"
    waiting: list[Stage] = []
    for stage in record.stages:
        if not stage.elected:
            waiting.append(stage)
            continue
        if waiting:
            yield f"   {_span(waiting):<12} {_deeds(waiting)}: nobody elected"
            waiting = []
        yield f"   {_span([stage]):<12} {_deed(stage, names)}"
        for one in record.elected:
            if one.stage == stage.number:
                votes = decimal(one.votes, record.places)
                slate = record.election.candidates[one.candidate].slate
                yield f"{'elected':>24}  {names[one.candidate]:<22}{votes:>10}  {slate}"


def _span(stages: list[Stage]) -> str:
    first, last = stages[0].number, stages[-1].number
    return f"stage {first}" if first == last else f"stages {first}-{last}"


def _deed(stage: Stage, names: tuple[str, ...]) -> str:
    of = ", ".join(names[c] for c in stage.of)
    match stage.action:
        case Action.FIRST_PREFERENCES:
            return "first preferences"
        case Action.SURPLUS:
            return f"surplus of {of}"
        case Action.EXCLUSION:
            return f"{of} excluded"
        case Action.LAST_VACANCIES | Action.ITERATION:
            return "last places" + (f", {of} excluded" if of else "")


def _deeds(stages: list[Stage]) -> str:
    surpluses = sum(stage.action is Action.SURPLUS for stage in stages)
    excluded = sum(len(stage.excluded) for stage in stages)
    parts = []
    if surpluses:
        parts.append(f"{surpluses} surplus{'es' if surpluses > 1 else ''} transferred")
    if excluded:
        parts.append(f"{excluded} candidate{'s' if excluded > 1 else ''} excluded")
    return ", ".join(parts)


def _seats(record: CountRecord, slate: str) -> int:
    return sum(record.election.candidates[one.candidate].slate == slate for one in record.elected)


def _tell_slates(demonstration: Demonstration) -> Iterator[str]:
    """Places by slate under both rules, who differs, and what that shows."""
    stv, equal_votes = demonstration.stv, demonstration.equal_votes
    candidates = demonstration.election.candidates
    slates = list(dict.fromkeys(candidate.slate for candidate in candidates))
    yield f"   {'slate':<24}{'stand':>8}{'ERS97':>8}{'equal votes':>14}{'change':>9}"
    rest = [0, 0, 0]
    for slate in slates:
        stand = sum(candidate.slate == slate for candidate in candidates)
        row = (stand, _seats(stv, slate), _seats(equal_votes, slate))
        if row[1] or row[2]:
            yield _row(slate, *row)
        else:
            rest = [a + b for a, b in zip(rest, row, strict=True)]
    yield _row("everybody else", *rest)
    yield ""
    gained = [name for name in equal_votes.winners if name not in stv.winners]
    lost = [name for name in stv.winners if name not in equal_votes.winners]
    if not gained:
        yield "   The same nine are elected by both."
        return
    yield f"   Equal votes elect {_listed(gained)} instead of {_listed(lost)}."
    largest = max(slates, key=lambda slate: _first_preferences(stv, slate))
    share = _first_preferences(stv, largest) * 100 // (stv.ballots.valid * 10**stv.places)
    stand = sum(candidate.slate == largest for candidate in candidates)
    seats = _seats(equal_votes, largest)
    equally = f"all {stand} it puts up" if seats == stand else f"{seats} of its {stand}"
    yield ""
    yield f"   What it shows: {largest}, first on {share} % of these papers,"
    yield (
        f"   gets {equally} with nine equal votes, and {_seats(stv, largest)} with transferable"
        " votes."
    )
    yield "   What it does not show: how members would have voted under the old rule,"
    yield "   nor what slates of nine would have done. The preferences are assumed."


def _first_preferences(record: CountRecord, slate: str) -> int:
    """A slate's first preferences, in the record's units."""
    candidates = record.election.candidates
    votes = record.stages[0].votes
    return sum(n for one, n in zip(candidates, votes, strict=True) if one.slate == slate)


def _row(slate: str, stand: int, before: int, after: int) -> str:
    change = f"{after - before:+d}" if after != before else "-"
    return f"   {slate:<24}{stand:>8}{before:>8}{after:>14}{change:>9}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _tell_vacancy(demonstration: Demonstration) -> Iterator[str]:
    before, after = demonstration.stv.winners, demonstration.vacancy.winners
    new = [name for name in after if name not in before]
    gone = [name for name in before if name not in after and name != LEFT]
    yield f"   {_listed(new)} takes the place" + (", as in 2022." if new == [FOLLOWED] else ".")
    if gone:
        yield f"   Not elected any more: {_listed(gone)}."
    else:
        yield "   The other eight are elected again."
