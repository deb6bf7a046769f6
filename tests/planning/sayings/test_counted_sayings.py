"""Sayings 1, 2 and 8 on small elections that can be counted by hand, and their theorems."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.election.packed import unpack
from hustings.planning.sayings import model
from hustings.planning.sayings.ask import ask
from hustings.planning.sayings.claims import beyond, exhausted, loathed
from planning.sayings.letters import Papers, ground

RULES = ("ers97", "scotland", "northern-ireland", "wigm-prf")
SLATES = {"ours": "AB", "theirs": "CD", "others": "EF"}
names = st.permutations("ABCDEF").flatmap(
    lambda order: st.integers(1, 6).map(lambda size: "".join(order[:size]))
)
papers = st.lists(st.tuples(names, st.integers(1, 30)), min_size=2, max_size=20)


def figures(reading: model.Reading) -> dict[str, float]:
    return {figure.what: figure.value for figure in reading.figures}


def reading(tested: model.Tested, name: str) -> model.Reading:
    return next(one for one in tested.readings if one.name == name)


def test_where_cutting_changes_a_seat_by_hand() -> None:
    # One seat, 60 papers. A has 25, B 21, C 14: C goes, 13 of its papers look at D and then at B,
    # who wins by 34 to 25. Cut at two names they stop at D, who was never in: A wins. D goes first,
    # with no first preferences at all.
    slates = {"ours": "AC", "theirs": "BD"}
    there = ground([("A", 25), ("B", 21), ("CDB", 13), ("C", 1)], slates, seats=1)
    assert there.given is not None
    row = beyond.measure(there, there.given)
    assert {key: value for key, value in row.items() if key.startswith("everybody")} == {
        "everybody settled": 3,
        "everybody changed 1": 1,
        "everybody changed 2": 1,
        "everybody changed 3": 0,
        "everybody seats 1": 1,
        "everybody seats 2": 1,
        "everybody seats 3": 0,
        "everybody longer 1": 216_666,
        "everybody longer 2": 216_666,
        "everybody longer 3": 0,
        "everybody papers 1": 216_666,  # 13 of 60
        "everybody papers 2": 216_666,
        "everybody papers 3": 0,
        "everybody weight 1": 216_666,
        "everybody weight 2": 216_666,
        "everybody weight 3": 0,
    }
    # All that is cut is of one slate: the readings differ in what the shares are of.
    assert row["slate settled"] == 3
    assert row["slate papers 2"] == 333_333  # 13 of 39


def test_the_unwelcome_last_elect_one_of_them_by_hand() -> None:
    # Two seats, 100 papers, quota 34. A is elected with 40; its surplus of 6 goes nowhere, or to B,
    # who goes next, and from there to D, whom the slate ranks before C: of those left C has 31 and
    # D 29, and 6 votes from A are enough for D.
    there = ground([("A", 40), ("C", 31), ("D", 26), ("DC", 3)], SLATES, seats=2, slate="ours")
    assert there.given is not None
    assert there.sides[there.rival].name == "theirs"
    row = loathed.measure(there, there.given)
    # Nobody of the slate names anybody, so C comes before D: with 6 more votes C wins as before.
    assert row == {
        "own": 0,
        "others": 0,
        "among": 0,
        "beyond": 0,
        "seats 0": 0,
        "seats 1": 0,
        "seats 2": 0,
    }
    there = ground(
        [("A", 39), ("ABD", 1), ("C", 31), ("D", 26), ("DC", 3)], SLATES, seats=2, slate="ours"
    )
    assert there.given is not None
    row = loathed.measure(there, there.given)
    assert row == {
        "own": 0,
        "others": 1,
        "among": 1,
        "beyond": 0,
        "seats 0": 0,
        "seats 1": 0,
        "seats 2": 0,
    }


def test_stopping_after_the_slate_by_hand() -> None:
    # As above: whoever stops after A and B leaves C in front of D; whoever goes on elects D.
    there = ground(
        [("A", 38), ("AB", 1), ("ABD", 1), ("C", 31), ("D", 26), ("DC", 3)],
        SLATES,
        seats=2,
        slate="ours",
    )
    tested = ask(there, ["exhausted"]).sayings[0]
    assert tested.about == {"slate": "ours", "k": 2}
    # The surplus: 6 of 40, 0.15 of a vote each: 38 papers take it along to nobody at
    # once, and one when B has gone.
    papers = figures(reading(tested, "papers"))
    assert (papers["exhausted_papers"], papers["short"]) == (1.0, 0.975)
    weight = figures(reading(tested, "weight"))
    assert weight["exhausted_weight"] == 0.15
    difference = figures(reading(tested, "difference"))
    assert difference["stopping_changes_here"] == 1
    assert difference["stopping_seats_here"] == 0


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=40)
@given(papers=papers, seats=st.integers(1, 4))
def test_what_stands_below_all_of_ones_own_changes_nothing_for_them(
    rules: str, papers: Papers, seats: int
) -> None:
    there = ground([*papers, ("AB", 1), ("C", 1)], SLATES, seats=seats, rules=rules, slate="ours")
    assert there.given is not None
    row = loathed.measure(there, there.given)
    assert (row["own"], row["beyond"]) == (0, 0)


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=40)
@given(papers=papers, seats=st.integers(1, 4))
def test_a_seat_changes_only_where_a_paper_looked_beyond(
    rules: str, papers: Papers, seats: int
) -> None:
    there = ground([*papers, ("F", 1)], SLATES, seats=seats, rules=rules)
    assert there.given is not None
    row = beyond.measure(there, there.given)
    for who in ("everybody", "slate"):
        for k in beyond.cuts(there):
            assert row[f"{who} weight {k}"] <= row[f"{who} papers {k}"] <= row[f"{who} longer {k}"]
            if not row[f"{who} papers {k}"]:
                assert not row[f"{who} changed {k}"]
        settled = row[f"{who} settled"]
        changed = [k for k in beyond.cuts(there) if row[f"{who} changed {k}"]]
        assert settled == max(changed, default=0) + 1


@pytest.mark.parametrize("rules", [*RULES, "meek-prf", "block-vote"])
@settings(max_examples=12)
@given(papers=papers, seats=st.integers(1, 4))
def test_cut_ballots_are_counted_as_the_reference_counts_them(
    rules: str, papers: Papers, seats: int
) -> None:
    there = ground([*papers, ("F", 1)], SLATES, seats=seats, rules=rules)
    assert there.given is not None
    row = beyond.measure(there, there.given)
    whole = unpack(there.given.profile)
    order = {"lots": there.given.lots, "engine": "reference"}

    def winners(most: int) -> set[str]:
        cut = type(whole).gather(
            [(r[:most], n) for r, n in zip(whole.rankings, whole.papers, strict=True)]
        )
        record = count(there.election, cut, find(rules), **order)
        return set(record.winners)

    for k in beyond.cuts(there):
        assert row[f"everybody changed {k}"] == (winners(k) != winners(6))


def test_a_later_name_can_hurt_an_earlier_one_under_meek_and_no_theorem_is_claimed() -> None:
    there = ground(
        [("AB", 30), ("CA", 20), ("D", 25), ("EF", 15)],
        SLATES,
        seats=2,
        rules="meek-prf",
        slate="ours",
    )
    tested = ask(there, ["loathed"]).sayings[0]
    assert reading(tested, "own").verdict is model.Verdict.CANNOT_TELL
    assert [said.key for said in reading(tested, "own").reasons] == ["no_theorem"]


def test_where_as_many_stand_as_there_are_places_there_are_no_names_to_spare() -> None:
    there = ground([("A", 3), ("BA", 2)], {"ours": "AB"}, seats=2)
    everybody = reading(ask(there, ["beyond"]).sayings[0], "everybody")
    assert [said.key for said in everybody.reasons] == ["beyond_few"]
    assert everybody.verdict is model.Verdict.CANNOT_TELL


def test_who_is_asked_for_when_nothing_is_said() -> None:
    papers = [("A", 5), ("CB", 4), ("DE", 4), ("F", 2)]
    slates = {"Independent (Ind)": "AF", "Blue": "CD", "Red": "BE"}
    assert ground(papers, slates, seats=2).name == "Blue"
    # Independents are no slate, however many: then it is the largest party, if of one candidate.
    slates = {"Independent (Ind)": "AFB", "Red": "C", "Blue": "D", "Green": "E"}
    alone = ground([*papers, ("D", 1)], slates, seats=2)
    assert (alone.name, alone.sides[alone.rival].name) == ("Blue", "Red")
    assert ground(papers, slates, seats=2, slate="independent (ind)").asked == 0


def test_nobody_else_stands_together() -> None:
    there = ground([("A", 3), ("BA", 2)], {"ours": "AB"}, seats=1)
    tested = ask(there).sayings
    assert [one.verdict for one in tested if one.name == "loathed"] == [model.Verdict.CANNOT_TELL]
    assert exhausted.stop(there) == 2


def test_the_ballots_of_a_count_are_figured_on_as_they_are() -> None:
    there = ground([("A", 25), ("B", 21), ("CDB", 13), ("C", 1)], {"ours": "AC", "theirs": "BD"},
                   seats=1, draws=20)  # fmt: skip
    asked = ask(there, ["beyond"])
    assert (asked.source, asked.draws, asked.complete) == ("ballots", 20, True)
    assert ask(there, ["beyond"], cores=1) == asked
    everybody = reading(asked.sayings[0], "everybody")
    # Nobody has a thirteenth name; there is one place.
    assert [said.key for said in everybody.reasons] == ["beyond_fewer"]
    assert everybody.reasons[0].values == {"standing": 4, "k": 1, "claimed": 12}
    assert figures(everybody) == {
        "changed_here": 1,
        "changed": 0.4,  # where A has most of the first preferences again
        "seats_here": 1,
        "seats_changed": 0.4,
        "settled": 3,
        "longer": 0.216666,
        "papers_beyond": 0.216666,
        "weight_beyond": 0.216666,
    }
    assert everybody.verdict is model.Verdict.CANNOT_TELL
    lots = seeded("letters", there.election)
    assert there.given is not None
    assert there.given.lots == lots
