"""One electorate, drawn by the model of how people rank or from real ballots.

Knows which of the two a scenario asks for.
"""

from __future__ import annotations

from hustings.planning.drawing import kernel
from hustings.planning.drawing.electorate import Electorate, tables_of
from hustings.planning.scenario.model import Scenario


def draw_electorate(scenario: Scenario, draw: int) -> Electorate:
    """Electorate number `draw` of a scenario; the same on any machine and any number of cores."""
    if scenario.ballots is not None:
        from hustings.planning.drawing.resample import resampled

        return resampled(scenario, draw)
    tables, threshold = tables_of(scenario, draw)
    starts, entries, region, slate, luck = kernel.draw(tables)
    return Electorate(starts, entries, region, slate, luck, threshold)
