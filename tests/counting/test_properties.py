"""What holds for every election under every rule set, on small elections full of ties."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting.helpers import counted, document
from hustings.counting.law import MODULES, find
from hustings.counting.lots import NO_LOTS, Lots, parse, seeded
from hustings.counting.record import CountRecord, Means
from hustings.counting.ruleset import GregoryRules, Treatment
from hustings.election.model import Candidate, Election
from hustings.election.profile import Profile, Ranking, ranking_of
from hustings.errors import LotNeeded

LAWS = tuple(MODULES)
NAMES = ("Ash", "Birch", "Cedar", "Elder", "Fir", "Hazel")


def single(law: str) -> bool:
    rules = find(law)
    return isinstance(rules, GregoryRules) and rules.single_winner


def takes_faulty_papers(law: str) -> bool:
    return find(law).validity.gap is not Treatment.REFUSE


@st.composite
def elections(
    draw: st.DrawFn, law: str, *, faulty: bool = True, withdrawals: bool = True
) -> tuple[Election, list[tuple[Ranking, int]]]:
    """One to six candidates, one to seven seats, few papers of few kinds: ties, short papers.

    At least one paper has a valid first preference.
    """
    size = draw(st.integers(1, len(NAMES)))
    seats = 1 if single(law) else draw(st.integers(1, 7))
    withdrawn: set[int] = set()
    if withdrawals and size > 1 and draw(st.integers(0, 3)) == 0:
        withdrawn = draw(st.sets(st.integers(0, size - 1), min_size=1, max_size=size - 1))
    election = Election(
        "",
        seats,
        tuple(Candidate(index, name) for index, name in enumerate(NAMES[:size])),
        tuple(sorted(withdrawn)),
    )
    longest = draw(st.sampled_from((1, 2, size)))
    ranking: st.SearchStrategy[Ranking] = st.permutations(range(size)).flatmap(
        lambda order: st.integers(1, longest).map(lambda length: tuple(order[:length]))
    )
    if faulty and takes_faulty_papers(law) and draw(st.integers(0, 3)) == 0:
        marks = st.sets(st.integers(0, size - 1), max_size=2)
        ranking |= st.lists(marks, max_size=size + 1).map(ranking_of)
    papers = draw(st.sampled_from((st.just(1), st.just(6), st.integers(1, 4), st.integers(1, 60))))
    ballots = draw(st.lists(st.tuples(ranking, papers), max_size=14))
    standing = draw(st.sampled_from(election.standing))
    return election, [*ballots, ((standing,), draw(papers))]


def drawn(draw: st.DrawFn, election: Election) -> Lots:
    """A complete order, drawn beforehand."""
    return Lots("drawn", tuple(draw(st.permutations(range(len(election.candidates))))))


each_law = pytest.mark.parametrize("law", LAWS)


@each_law
@given(data=st.data())
def test_a_count_with_complete_lots_fills_the_places_and_names_its_clauses(
    law: str, data: st.DataObject
) -> None:
    """`counted` checks the invariants; a lot that is missing would be an error."""
    election, ballots = data.draw(elections(law))
    record = counted(election, Profile.gather(ballots), law, lots=seeded("7", election))
    assert len(record.winners) == min(election.seats, len(election.standing))
    unnamed = [stage.number for stage in record.stages if not stage.clause]
    unnamed += [tie.stage for stage in record.stages for tie in stage.ties if not tie.clause]
    unnamed += [one.stage for one in record.elected if not one.clause]
    assert unnamed == []


@each_law
@given(data=st.data())
def test_the_order_and_bundling_of_papers_does_not_matter(law: str, data: st.DataObject) -> None:
    election, ballots = data.draw(elections(law))
    lots = seeded("7", election)
    papers = [(ranking, 1) for ranking, number in ballots for _ in range(number)]
    random.Random(data.draw(st.integers(0, 99))).shuffle(papers)
    shuffled = counted(election, Profile.gather(papers), law, lots=lots)
    assert shuffled == counted(election, Profile.gather(ballots), law, lots=lots)


@each_law
@given(data=st.data())
def test_renaming_candidates_renames_the_record_and_nothing_else(
    law: str, data: st.DataObject
) -> None:
    election, ballots = data.draw(elections(law))
    lots = drawn(data.draw, election)
    fresh = tuple(replace(c, name=f"{9 - c.index} {c.name[::-1]}") for c in election.candidates)
    renamed = counted(replace(election, candidates=fresh), Profile.gather(ballots), law, lots=lots)
    record = counted(election, Profile.gather(ballots), law, lots=lots)
    assert renamed._replace(election=election) == record


@each_law
@given(data=st.data())
def test_the_order_on_the_ballot_paper_does_not_matter(law: str, data: st.DataObject) -> None:
    """Not even with ties, for lots are drawn on candidates, not on places on the paper."""
    election, ballots = data.draw(elections(law, faulty=False))
    lots = drawn(data.draw, election)
    place = data.draw(st.permutations(range(len(election.candidates))))
    there = tuple(sorted(range(len(place)), key=place.__getitem__))
    moved = Election(
        "",
        election.seats,
        tuple(Candidate(i, election.candidates[there[i]].name) for i in range(len(place))),
        tuple(sorted(place[c] for c in election.withdrawn)),
    )
    reordered = counted(
        moved,
        Profile.gather((tuple(place[c] for c in ranking), n) for ranking, n in ballots),
        law,
        lots=Lots("drawn", tuple(place[c] for c in lots.order)),
    )
    record = counted(election, Profile.gather(ballots), law, lots=lots)
    assert by_name(reordered) == by_name(record)


def by_name(record: CountRecord) -> list[Any]:
    """A record without what depends on the ballot paper: the order of names alone."""
    stages = document(record)["stages"]
    for stage in stages:
        for key in ("elected", "excluded", "of"):
            stage[key] = sorted(stage[key])
        for tie in stage["ties"]:
            tie["among"] = sorted(tie["among"])
        for transfer in stage.get("transfers", ()):
            transfer["of"] = sorted(transfer["of"])
    return [*stages, sorted(record.winners)]


@each_law
@given(data=st.data())
def test_a_withdrawn_stand_in_changes_nothing_but_the_lists_of_names(
    law: str, data: st.DataObject
) -> None:
    """Somebody who withdrew stands on the paper and on ballots, anywhere and at their own rank."""
    election, ballots = data.draw(elections(law, withdrawals=False))
    lots = drawn(data.draw, election)
    place = data.draw(st.integers(0, len(election.candidates)))

    def shifted(entry: int) -> int:
        if entry < 0:
            return entry - (-2 - entry >= place) if entry < -1 else entry
        return entry + (entry >= place)

    names = [*election.names[:place], "Withdrawn", *election.names[place:]]
    stand_in = Election(
        "",
        election.seats,
        tuple(Candidate(index, name) for index, name in enumerate(names)),
        (place,),
    )
    marked = []
    for ranking, papers in ballots:
        entries = [shifted(entry) for entry in ranking]
        # not between equals, and not behind an empty last rank, where it would fill a gap
        spots = [
            spot
            for spot in range(len(entries) + 1)
            if entries and -1 not in entries and (spot == len(entries) or entries[spot] >= -1)
        ]
        if spots and data.draw(st.booleans()):
            entries.insert(data.draw(st.sampled_from(spots)), place)
        marked.append((tuple(entries), papers))
    order = tuple(shifted(c) for c in lots.order)
    theirs = counted(stand_in, Profile.gather(marked), law, lots=Lots("drawn", (*order, place)))
    ours = counted(election, Profile.gather(ballots), law, lots=lots)
    assert without_names(theirs) == without_names(ours)


def without_names(record: CountRecord) -> dict[str, Any]:
    """A record's JSON without lists of candidates, digests and the withdrawn one's figures."""
    reduced = document(record)
    del reduced["digest"], reduced["election"]
    for key in ("digest", "distinct"):
        del reduced["ballots"][key]
    for stage in reduced["stages"]:
        for key in ("votes", "papers", "keep"):
            stage.get(key, {}).pop("Withdrawn", None)
    return reduced


@each_law
@given(data=st.data())
def test_a_lot_that_is_needed_is_asked_for_at_its_stage_with_its_names(
    law: str, data: st.DataObject
) -> None:
    """Without lots the count stops exactly where with lots the first lot falls."""
    election, ballots = data.draw(elections(law))
    profile = Profile.gather(ballots)
    record = counted(election, profile, law, lots=seeded("7", election))
    by_lot = [
        (stage.number, tie) for stage in record.stages for tie in stage.ties if tie.by is Means.LOT
    ]
    if not by_lot:
        assert counted(election, profile, law, lots=NO_LOTS) == record
        return
    with pytest.raises(LotNeeded) as caught:
        counted(election, profile, law, lots=NO_LOTS)
    needed, (stage, tie) = caught.value, by_lot[0]
    assert (needed.stage, needed.purpose, needed.clause) == (stage, tie.purpose.value, tie.clause)
    assert set(needed.names) <= {election.names[c] for c in tie.among}
    assert tie.chosen is not None
    assert election.names[tie.chosen] in needed.names


@each_law
@given(data=st.data())
def test_the_officer_s_lots_written_stage_by_stage_give_the_same_record(
    law: str, data: st.DataObject
) -> None:
    election, ballots = data.draw(elections(law))
    profile = Profile.gather(ballots)
    record = counted(election, profile, law, lots=seeded("7", election))
    fallen: dict[int, list[str]] = {}
    for stage in record.stages:
        for tie in stage.ties:
            if tie.by is Means.LOT and tie.chosen is not None:
                fallen.setdefault(stage.number, []).append(election.names[tie.chosen])
    if fallen:
        text = "\n".join(f"stage {number}: {'; '.join(who)}" for number, who in fallen.items())
        again = counted(election, profile, law, lots=parse(text, election))
        assert again._replace(lots=record.lots) == record


@each_law
def test_exactly_one_candidate_is_elected_at_once(law: str) -> None:
    election = Election("", 1, (Candidate(0, "Ash"),))
    record = counted(election, Profile.gather([((0,), 3)]), law)
    assert (len(record.stages), record.winners) == (1, ("Ash",))
