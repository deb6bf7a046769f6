"""Another slate's names above ours: against ballots written out and counted by the reference."""

from __future__ import annotations

import random

import pytest

from hustings.planning.sayings.claims import other_slate
from hustings.planning.sayings.ground import Ground, on_scenario
from hustings.planning.sayings.measured import Measured
from hustings.planning.sayings.model import Verdict
from planning.sayings.papers import Papers, elected, ground_of
from planning.small import scenario

SLATES = {"Ours": "Ann Bea", "Theirs": "Cas Dot", "Others": "Eve Fay", "Alone": "Gus"}
# Ours are the larger slate and have two seats of three.
PAPERS: Papers = [
    (40, "Ann Bea Cas"),
    (20, "Bea Ann Cas"),
    (5, "Bea Eve"),
    (15, "Cas Dot"),
    (4, "Dot Cas"),
    (30, "Eve Fay"),
    (3, "Gus Ann"),
]


def by_hand(papers: Papers, share: int, *, mixed: bool) -> Papers:
    """Every paper of ours with Cas and Dot on top, or every second one.

    Cas has more first preferences, so that the slate's one order begins with her.
    """
    singles = sorted(
        (ranking for number, ranking in papers for _ in range(number)),
        key=lambda ranking: [other for word in ranking.split() for other in [NAMES.index(word)]],
    )
    chosen = [k for k, ranking in enumerate(singles) if ranking.split()[0] in ("Ann", "Bea")]
    for place, k in enumerate(chosen[:: 100 // share]):
        top = ["Dot", "Cas"] if mixed and place % 2 else ["Cas", "Dot"]
        rest = [name for name in singles[k].split() if name not in top]
        singles[k] = " ".join(top + rest)
    return [(1, ranking) for ranking in singles]


NAMES = ["Ann", "Bea", "Cas", "Dot", "Eve", "Fay", "Gus"]
TEAMS = {0: {"Ann", "Bea"}, 1: {"Cas", "Dot"}}


def expected(ground: Ground, papers: Papers, share: int, *, mixed: bool) -> dict[str, int]:
    before = elected(ground, papers)
    after = elected(ground, by_hand(papers, share, mixed=mixed))
    ours, theirs = (len(after & team) - len(before & team) for team in TEAMS.values())
    name = f"1 {'mixed' if mixed else 'one'} {share}"
    return {f"{name} ours": ours, f"{name} theirs": theirs, f"{name} lost": int(ours < 0)}


def test_all_of_ours_put_theirs_first_and_both_seats_change_hands() -> None:
    ground = ground_of(SLATES, PAPERS, seats=3, slate="Ours")
    assert ground.given is not None
    row = other_slate.measure(ground, ground.given)
    assert expected(ground, PAPERS, 100, mixed=True) == {
        "1 mixed 100 ours": -2,
        "1 mixed 100 theirs": 2,
        "1 mixed 100 lost": 1,
    }
    for share in (50, 100):
        for mixed in (True, False):
            wanted = expected(ground, PAPERS, share, mixed=mixed)
            assert {key: row[key] for key in wanted} == wanted


@pytest.mark.parametrize("seed", range(12))
def test_random_papers_are_counted_as_by_hand(seed: int) -> None:
    luck = random.Random(seed)
    # Cas is ahead of Dot, as `by_hand` takes for granted.
    papers: Papers = [(60, "Cas"), (20, "Dot")]
    for _ in range(25):
        papers.append((luck.randint(1, 9), " ".join(luck.sample(NAMES, luck.randint(1, 7)))))
    ground = ground_of(SLATES, papers, seats=luck.randint(1, 4), slate="Ours")
    assert ground.given is not None
    row = other_slate.measure(ground, ground.given)
    for share in (50, 100):
        wanted = expected(ground, papers, share, mixed=True)
        assert {key: row[key] for key in wanted} == wanted


def test_the_slate_that_ours_turn_to_decides_even_if_it_is_small() -> None:
    ground = ground_of(SLATES, PAPERS, seats=3, slate="Ours")
    # 60 of ours go on to Theirs, 5 to Others; the only one of Alone is not tried.
    assert other_slate.rivals(ground) == (1, 2)
    turned = [(number, ranking.replace("Cas", "Gus")) for number, ranking in PAPERS]
    assert other_slate.rivals(ground_of(SLATES, turned, seats=3, slate="Ours")) == (3, 2, 1)


def test_the_affinity_of_a_scenario_says_who_is_nearest() -> None:
    drawn = scenario(
        seats=2,
        slates={"Ours": ["A1", "A2"], "Big": ["B1", "B2"], "Near": ["C1", "C2"]},
        support={"Ours": (0.4,), "Big": (0.5,), "Near": (0.1,)},
        voters=(300,),
        affinity={"Ours": {"Near": 0.8, "Big": 0.2}},
    )
    assert other_slate.rivals(on_scenario(drawn, draws=2)) == (2, 1)


def test_a_seat_lost_in_these_very_ballots_and_whenever_they_are_drawn_again() -> None:
    large = [(100 * number, ranking) for number, ranking in PAPERS]
    ground = ground_of(SLATES, large, seats=3, slate="Ours", draws=20)
    assert ground.given is not None
    rows = [other_slate.measure(ground, ground.sample(draw)) for draw in range(20)]
    given = other_slate.measure(ground, ground.given)
    tested = other_slate.conclude(ground, Measured(rows, given))
    by_name = {reading.name: reading for reading in tested.readings}
    assert list(by_name) == ["share-10", "share-50", "share-100"]
    whole = by_name["share-100"]
    assert whole.verdict is Verdict.HOLDS
    fact, chance = whole.figures[:2]
    assert (fact.what, fact.value, fact.standard_error) == ("lost_here", 1, None)
    assert (chance.what, chance.value) == ("lost", 1.0)
    assert dict(whole.about) == {"slate": "Ours", "other": "Theirs", "share": 1.0}


def test_with_nobody_else_there_is_nothing_to_put_above() -> None:
    one = ground_of({"Ours": "Ann Bea"}, [(3, "Ann Bea"), (2, "Bea")], seats=1)
    assert one.given is not None
    row = other_slate.measure(one, one.given)
    assert row == {}
    tested = other_slate.conclude(one, Measured([row, row], row))
    assert tested.verdict is Verdict.CANNOT_TELL
    assert [reason.key for reason in tested.readings[0].reasons] == ["other_slate_none"]
