"""The forecast holds as often as it says, in elections that run as the model says and in others."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from hustings.voting.domain.turnout.forecast import (
    CURVES,
    HOLDS,
    STEADY,
    Calendar,
    Curve,
    Forecast,
    forecast,
    shares,
)

DAYS = 14
ENTITLED = 10**6


def calendar(days: int, reminders: tuple[int, ...] = (4, 9)) -> Calendar:
    """A poll of two weeks after so many days, with reminders on these."""
    return Calendar(
        tuple(day / DAYS for day in range(1, days + 1)),
        tuple(day / DAYS for day in reminders if day <= days),
        1 / DAYS,
    )


def an_end(chance: random.Random, days: int, expected: tuple[float, ...]) -> tuple[list[int], int]:
    """How many had voted after each day, and in the end, of some thousands who vote."""
    end = chance.randint(500, 50_000)
    drawn = [chance.gammavariate(STEADY * share, 1.0) for share in expected]
    votes, so_far = [], 0.0
    for one in drawn[:days]:
        so_far += one
        votes.append(round(end * so_far / sum(drawn)))
    return votes, end


def held(elections: int, days: int, curve: Callable[[random.Random], tuple[float, ...]]) -> int:
    """In how many elections the end was between the bounds."""
    chance = random.Random(days)
    guessed = found = 0
    while guessed < elections:
        votes, end = an_end(chance, days, curve(chance))
        guess = forecast(votes, calendar(days), ENTITLED)
        if guess is not None:
            guessed += 1
            found += guess.least <= end <= guess.most
    return found


@pytest.mark.parametrize("days", [3, 8])
def test_the_bounds_hold_as_often_as_they_say(days: int) -> None:
    """Elections that run as the model says: within three standard errors."""
    elections = 200

    def curve(chance: random.Random) -> tuple[float, ...]:
        return shares(chance.choice(CURVES), calendar(days))

    expected = elections * HOLDS / 100
    error = (expected * (100 - HOLDS) / 100) ** 0.5
    assert abs(held(elections, days, curve) - expected) <= 3 * error


def test_the_bounds_hold_in_elections_that_fade_day_by_day() -> None:
    """No curve of the model's: each day a fixed part of the day before, and quiet weekends."""
    days = 7

    def curve(chance: random.Random) -> tuple[float, ...]:
        fade = chance.uniform(0.7, 0.95)
        weights = [fade**day * (0.5 if day % 7 in (5, 6) else 1.0) for day in range(DAYS)]
        whole = sum(weights)
        return (*(one / whole for one in weights[:days]), sum(weights[days:]) / whole)

    assert held(200, days, curve) >= 130


def test_shares_by_hand() -> None:
    """Half the time is gone: with `bend` 0.5 the root of a half of all votes have come."""
    half = Calendar((0.25, 0.5), (), 0.1)
    plain = shares(Curve(0.5, 0.0, 0.0, 0.0), half)
    assert plain == pytest.approx((0.5, 0.5**0.5 - 0.5, 1 - 0.5**0.5))
    # The last tenth counts twice, and so does the fifth that follows a reminder at 0.25.
    reminded = shares(Curve(1.0, 0.0, 1.0, 1.0), half._replace(reminders=(0.25,)))
    assert reminded == pytest.approx((0.25 / 1.3, 0.45 / 1.3, 0.6 / 1.3))


def test_what_is_guessed_is_bounded_and_the_same_each_time() -> None:
    counts = calendar(4)
    votes = [3000, 4200, 5000, 6500]
    guess = forecast(votes, counts, 30_000)
    assert guess == forecast(votes, counts, 30_000)
    assert guess is not None
    assert 6500 <= guess.least < guess.likely < guess.most <= 30_000
    assert forecast(votes, counts, 6500) == Forecast(6500, 6500, 6500)
    assert forecast([29, 29], calendar(2), 100) is None
    assert forecast([5000], calendar(1), 10_000) is None
