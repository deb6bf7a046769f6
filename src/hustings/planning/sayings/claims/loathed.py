"""Saying 2: "Voting for any of them at all cannot advantage any of ours": rank them last, or not?

All voters of a slate rank their own candidates and everybody else but the unwelcome, in their own
order; then the unwelcome last, or not at all. Two readings: what that is to their own candidates,
and which of the others it elects.

Under rules that transfer whole papers, a name on a ballot is not looked at before everybody above
it is elected or excluded. So a name put below all of one's own changes nothing for them, ever: that
is a theorem, and it is checked in every draw. It goes further: put below everybody but the
unwelcome it can only change which of the unwelcome is elected.
"""

from __future__ import annotations

import numpy as np

from hustings.planning.sayings.completed import completed
from hustings.planning.sayings.ground import NONE, Ground, Sample
from hustings.planning.sayings.measured import Measured, Row
from hustings.planning.sayings.model import (
    Figure,
    Reading,
    Said,
    Series,
    Tested,
    Unit,
    Values,
    Verdict,
)
from hustings.planning.sayings.series import by_slate
from hustings.planning.sayings.verdict import UNLIKELY, below, joined, theorem

NAME = "loathed"


def measure(ground: Ground, sample: Sample) -> Row:
    """One electorate: the unwelcome left off with everybody else, left off alone, ranked last."""
    if ground.rival == NONE:
        return {}
    filled = completed(ground, sample, ground.rival)
    off = sample.elected(filled.until(filled.own))
    alone = sample.elected(filled.until(filled.welcome))
    last = sample.elected(filled.profile)
    own = _mask(ground, ground.asked)
    rival = _mask(ground, ground.rival)
    row = {
        "own": int((off != last)[own].any()),
        "others": int((off != last)[~own].any()),
        "among": int((alone != last).any()),
        "beyond": int((alone != last)[~rival].any()),
    }
    for place in range(len(ground.sides)):
        side = _mask(ground, place)
        row[f"seats {place}"] = int(last[side].sum()) - int(off[side].sum())
    return row


def _mask(ground: Ground, place: int) -> np.ndarray:
    """Candidates of a slate."""
    mask = np.zeros(len(ground.election.candidates), np.bool_)
    mask[list(ground.sides[place].team)] = True
    return mask


def conclude(ground: Ground, measured: Measured) -> Tested:
    """What it is to one's own, and what to the others."""
    about: dict[str, str | int | float] = {"slate": ground.name}
    if ground.rival == NONE:
        nobody = (Said("loathed_nobody", about),)
        names = ("own", "others")
        none = tuple(Reading(name, (), Verdict.CANNOT_TELL, nobody, about) for name in names)
        return Tested(NAME, ground.name, none, Verdict.CANNOT_TELL, (), (), about)
    about["unwelcome"] = ground.sides[ground.rival].name
    readings = (_own(ground, measured, about), _others(ground, measured, about))
    return Tested(
        NAME,
        ground.name,
        readings,
        joined(reading.verdict for reading in readings),
        (Said("loathed_rival", about), Said("filled_order", about)),
        (_gains(ground, measured),),
        about,
    )


def _own(ground: Ground, measured: Measured, about: Values) -> Reading:
    """Nothing changes for one's own: proved for some rules, looked at for the others."""
    broken = measured.total("own")
    if ground.gregory:
        times = Figure("own_changed_times", broken, None, Unit.DRAWS, about)
        checked = Said(
            "loathed_broken" if broken else "loathed_theorem",
            {**about, "draws": len(measured.drawn), "broken": broken},
        )
        return Reading("own", (times,), theorem(broken), (checked,), about)
    figures = (
        *measured.fact("own_changed_here", "own", Unit.FACT, **about),
        measured.chance("own_changed", "own", **about),
    )
    verdict = Verdict.FAILS if broken else Verdict.CANNOT_TELL
    return Reading("own", figures, verdict, (Said("no_theorem"),), about)


def _others(ground: Ground, measured: Measured, about: Values) -> Reading:
    """Which of the others wins."""
    facts = measured.fact("others_changed_here", "others", Unit.FACT, **about)
    changed = measured.chance("others_changed", "others", **about)
    gains = measured.mean("unwelcome_seats", f"seats {ground.rival}", Unit.SEATS, **about)
    here = measured.fact("unwelcome_seats_here", f"seats {ground.rival}", Unit.SEATS, **about)
    among = measured.chance("among_unwelcome", "among", **about)
    reasons = []
    if ground.gregory:
        broken = measured.total("beyond")
        reasons.append(
            Said(
                "loathed_beyond_broken" if broken else "loathed_beyond", {**about, "broken": broken}
            )
        )
    verdict = joined(below(figure, UNLIKELY) for figure in (*facts, changed))
    return Reading("others", (*facts, changed, *here, gains, among), verdict, tuple(reasons), about)


def _gains(ground: Ground, measured: Measured) -> Series:
    """Seats of each slate more or fewer when the unwelcome are ranked last."""
    return by_slate(
        ground,
        "gains",
        Unit.SEATS,
        lambda place: measured.mean("gains", f"seats {place}", Unit.SEATS),
    )
