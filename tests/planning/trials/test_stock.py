"""Drawn electorates in memory count every plan as drawing them anew would."""

from __future__ import annotations

import numpy as np
import pytest

from hustings.planning.plan.model import by_surname, natural_alternatives, rotated
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.simulate import simulate
from hustings.planning.trials.stock import DRAW_COST, Draw, Stock, Stopped, drawn
from planning.small import random_scenario

DRAWS = (5, 900, 3, 17, 4)


@pytest.mark.parametrize("seed", [1, 5, 7])
@pytest.mark.parametrize("cores", [1, 3])
def test_a_stock_counts_as_trials_do(seed: int, cores: int) -> None:
    planned = random_scenario(seed)
    plans = natural_alternatives(planned)
    expected = simulate(planned, plans, DRAWS, cores=1).elected
    with Stock(planned, DRAWS, cores=cores) as stock:
        assert np.array_equal(stock.elected(plans, 0, 3), expected[:, :3])
        assert np.array_equal(stock.elected(plans[2:], 1, 5), expected[2:, 1:])
        assert np.array_equal(stock.elected(plans, 0, 5), expected)
        assert stock.elected((), 0, 5).shape == (0, 5, expected.shape[2])
        assert stock.elected(plans, 2, 2).shape == (len(plans), 0, expected.shape[2])


@pytest.mark.parametrize("room", [0, 1, 3, 99])
def test_the_limit_on_memory_changes_nothing_but_what_is_held(room: int) -> None:
    planned = random_scenario(5)
    plans = natural_alternatives(planned)
    expected = simulate(planned, plans, DRAWS, cores=1).elected
    times: dict[int, int] = {}

    def drawing(scenario: Scenario, draw: int) -> Draw:
        times[draw] = times.get(draw, 0) + 1
        return drawn(scenario, draw)

    sizes = [drawn(planned, draw).size for draw in DRAWS]
    limit = sum(sizes[:room])
    with Stock(planned, DRAWS, cores=1, limit=limit, drawing=drawing) as stock:
        for _ in range(2):
            assert np.array_equal(stock.elected(plans, 0, 5), expected)
        assert stock.held == (min(room, 5), limit)
    assert [times[draw] for draw in DRAWS] == [1 if place < room else 2 for place in range(5)]


def test_ticks_count_the_work_and_can_stop_it() -> None:
    planned = random_scenario(5)
    plans = (rotated(planned), by_surname(planned))
    ticks: list[int] = []
    with Stock(planned, DRAWS, cores=1) as stock:
        stock.elected(plans, 0, 2, tick=ticks.append)
        assert ticks == [2 + DRAW_COST, 2 + DRAW_COST]
        stock.elected(plans, 0, 3, tick=ticks.append)
        assert ticks[2:] == [2, 2, 2 + DRAW_COST]

        def enough(counts: int) -> None:
            raise Stopped

        with pytest.raises(Stopped):
            stock.elected(plans, 0, 5, tick=enough)
        expected = simulate(planned, plans, DRAWS, cores=1).elected
        assert np.array_equal(stock.elected(plans, 0, 5), expected)
