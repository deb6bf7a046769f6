"""What is said of one vote is what counts give; what is not counted could make no difference."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting.helpers import counted
from counting.test_properties import LAWS, elections
from hustings.counting.journey import Place, course, follow
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.counting.own_vote import OwnVote, Result, Tried, ask, between, steps
from hustings.counting.parts.validity import admit
from hustings.counting.record import CountRecord
from hustings.election.profile import Profile, Ranking

each_law = pytest.mark.parametrize("law", LAWS)


class Asked:
    """A drawn election, a vote in it, and counts of the papers with others in its place."""

    def __init__(self, data: st.DataObject, law: str) -> None:
        self.election, ballots = data.draw(elections(law, faulty=False))
        self.law = law
        profile = Profile.gather(ballots)
        self.papers = admit(self.election, profile, find(law).validity).profile
        order = data.draw(st.permutations(self.election.standing))
        strange = tuple(order[: data.draw(st.integers(1, len(order)))])
        self.ranking: Ranking = data.draw(st.sampled_from((strange, *self.papers.rankings)))
        self.own: OwnVote = ask(
            self.count(self.papers), self.papers, find(law), self.ranking, self.count, friends=3
        )

    def count(self, papers: Profile) -> CountRecord:
        return counted(self.election, papers, self.law, lots=seeded("7", self.election))

    def instead(self, *rankings: Ranking) -> CountRecord | None:
        """A count with these rankings in place of the vote; None without papers."""
        papers = dict(zip(self.papers.rankings, self.papers.papers, strict=True))
        if self.own.alike:
            papers[self.ranking] -= 1
        ballots = [pair for pair in papers.items() if pair[1]]
        profile = Profile.gather([*ballots, *((ranking, 1) for ranking in rankings)])
        return self.count(profile) if profile.rankings else None

    def end(self, record: CountRecord, ranking: Ranking) -> Place:
        return follow(course(record, find(self.law)), ranking)[-1]

    @property
    def further(self) -> list[Ranking]:
        return [(*self.ranking, c) for c in self.election.standing if c not in self.ranking]


def elected(record: CountRecord | None) -> tuple[int, ...]:
    return () if record is None else tuple(one.candidate for one in record.elected)


@each_law
@settings(max_examples=20)
@given(data=st.data())
def test_results_with_other_votes_are_those_of_counts(law: str, data: st.DataObject) -> None:
    asked = Asked(data, law)
    own = asked.own
    with_it = asked.instead(asked.ranking)
    assert with_it is not None
    assert own.record.stages == with_it.stages
    assert own.without.elected == elected(asked.instead())
    (three,) = own.friends
    assert three.result.elected == elected(asked.instead(*[asked.ranking] * 4))
    for other in (*own.fewer, *own.more):
        record = asked.instead(other.ranking)
        assert record is not None
        assert other.result.elected == elected(record)
        assert other.end == asked.end(record, other.ranking)


@each_law
@settings(max_examples=20)
@given(data=st.data())
def test_preferences_that_are_not_asked_about_make_no_difference(
    law: str, data: st.DataObject
) -> None:
    """Those below the last that was read, and those of whom the vote could not have reached."""
    asked = Asked(data, law)
    own = asked.own
    cut = [asked.ranking[:length] for length in range(own.read, len(asked.ranking))]
    longer = [ranking for ranking in asked.further if ranking not in {o.ranking for o in own.more}]
    for ranking in (*cut, *longer):
        record = asked.instead(ranking)
        assert record is not None
        assert record.stages == own.record.stages
        assert asked.end(record, ranking) == own.places[-1]


def test_ever_more_friends_up_to_as_many_as_there_are_papers() -> None:
    assert list(steps(1)) == [1]
    assert list(steps(5)) == [1, 2, 5]
    assert list(steps(60)) == [1, 2, 5, 10, 20, 50, 60]
    assert list(steps(129_549))[-3:] == [50_000, 100_000, 129_549]


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_numbers_between_two_come_closer_until_they_are_neighbours(low: int, gap: int) -> None:
    numbers = between(low, low + gap)
    assert numbers == sorted(set(numbers))
    assert all(low < number < low + gap for number in numbers)
    assert bool(numbers) == (gap > 1)
    assert len(numbers) == min(9, gap - 1)


def test_whether_others_are_elected_cannot_be_told_where_a_lot_would_decide() -> None:
    known = Result((2, 0))
    assert not known.differs(Result((0, 2)))
    assert known.differs(Result((0, 1)))
    assert not known.differs(Result((), undecided="a lot must decide"))


def test_the_fewest_that_change_are_the_fewest_of_those_tried() -> None:
    """A number that changes the result can have a greater one after it that does not."""
    tried = tuple(Tried(n, Result((0,) if n in (1, 4) else (1,))) for n in (1, 2, 3, 4))
    base = OwnVote((0,), 1, None, (), 1, False, Result((0,)), Result(()), tried, (), ())  # type: ignore[arg-type]
    assert base.changing == tried[1]
