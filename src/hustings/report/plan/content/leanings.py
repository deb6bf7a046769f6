"""What a plan leans on, in sentences.

Knows what each assumption is called and how a change of it is described.
"""

from __future__ import annotations

from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.explanation import Case, Explanation, Leaning
from hustings.planning.scenario.assumptions import Assumption
from hustings.report.plan.figures import change, clear, fixed, percent
from hustings.report.wording import listed

# What each assumption is called at the head of its row.
TITLES = {
    Assumption.SUPPORT: "Support for the slate",
    Assumption.FOLLOWING: "Supporters who follow the advice",
    Assumption.RETENTION: "Next preference stays in the slate",
    Assumption.HOME_PULL: "Pull of a candidate's own area",
    Assumption.LENGTH: "Names ranked on a ballot",
}
# So many cases are named one by one.
_FEW = 3
_LEANS_ON = {
    Assumption.SUPPORT: "how much support the slate has",
    Assumption.FOLLOWING: "how many of its supporters follow the advice",
    Assumption.RETENTION: "how often a supporter's next preference stays in the slate",
    Assumption.HOME_PULL: "how strongly candidates draw voters of their own area",
    Assumption.LENGTH: "how many names voters rank",
}


def setting(assumption: Assumption, value: float) -> str:
    """Where an assumption stands: "41 % of voters"."""
    match assumption:
        case Assumption.SUPPORT:
            return f"{_share(value)} of voters"
        case Assumption.FOLLOWING:
            return f"{_share(value)} of supporters"
        case Assumption.RETENTION:
            return f"{_share(value)} of the time"
        case Assumption.HOME_PULL:
            return f"{fixed(value, 1)} times as likely"
        case Assumption.LENGTH:
            return f"{fixed(value, 1)} names"


def _share(value: float) -> str:
    hundred = value * 100
    return percent(value) if abs(hundred - round(hundred)) < 0.05 else f"{fixed(hundred, 1)} %"


def leaning(one: Leaning) -> str:
    """One sentence on what an assumption does to the plan's seats."""
    lower, higher = _moved(one, one.lower), _moved(one, one.higher)
    stands = setting(one.assumption, one.value)
    if not clear(one.lower.seats) and not clear(one.higher.seats):
        low, high = (setting(one.assumption, case.value) for case in (one.lower, one.higher))
        return (
            f"{TITLES[one.assumption]}, {stands}: no clear change at {low} or at {high}"
            f" ({change(one.lower.seats)}, {change(one.higher.seats)}).{_further(one)}"
        )
    return f"{TITLES[one.assumption]}, {stands}: {lower}; {higher}."


def _further(one: Leaning) -> str:
    """Where to look for what a small step does not show."""
    if one.assumption is not Assumption.FOLLOWING:
        return ""
    return " That is a small step: hustings plan following tries 10 to 90 %."


def _moved(one: Leaning, case: Case) -> str:
    at = f"at {setting(one.assumption, case.value)}"
    if not clear(case.seats):
        return f"{at}, no clear change ({change(case.seats)})"
    return f"{at}, {change(case.seats)}"


def leans_most(explanation: Explanation) -> str:
    """One sentence: the assumption that matters most, or that none clearly does."""
    if not explanation.leanings:
        return "The work was stopped before the assumptions were moved."
    first = explanation.leanings[0]
    if not clear(first.lower.seats) and not clear(first.higher.seats):
        return "Moved by these amounts, no assumption clearly changes the seats won."
    return f"The plan leans most on {_LEANS_ON[first.assumption]}."


def still_worth_it(explanation: Explanation, gain: Estimate | None = None) -> str:
    """One sentence: whether the plan stays better than no advice, whatever is moved.

    Args:
        gain: over no advice as things stand, where it is known from more draws.
    """
    gain = gain or explanation.gain
    if not _better(gain):
        return (
            "Even with everything as assumed the plan is not clearly better than no advice"
            f" ({change(gain)})."
        )
    cases = [(one, case) for one in explanation.leanings for case in (one.lower, one.higher)]
    if not cases:
        return ""
    doubtful = [
        f"{_lower(TITLES[one.assumption])} at {setting(one.assumption, case.value)}"
        for one, case in cases
        if not _better(case.gain)
    ]
    if not doubtful:
        least = min((case.gain for _, case in cases), key=lambda gain: gain.mean)
        return (
            "Whichever assumption is moved, and either way, the plan wins more than no advice: at"
            f" least {change(least)}."
        )
    if len(doubtful) > _FEW:
        return (
            f"In {len(doubtful)} of the {len(cases)} cases the plan is not clearly better than no"
            " advice."
        )
    return f"The plan is no longer clearly better than no advice with {listed(doubtful)}."


def _better(gain: Estimate) -> bool:
    return clear(gain) and gain.mean > 0


def how_moved(explanation: Explanation) -> str:
    """How far each assumption was moved, and why so far."""
    stated = [TITLES[one.assumption] for one in explanation.leanings if one.stated]
    chosen = [TITLES[one.assumption] for one in explanation.leanings if not one.stated]
    sentences = []
    if stated:
        sentences.append(
            f"Moved by one standard deviation, as the scenario states it: {_lowered(stated)}."
        )
    if chosen:
        sentences.append(
            "Moved by an amount chosen for this report, as the scenario states none:"
            f" {_lowered(chosen)}."
        )
    sentences.append(
        f"Each was counted in the same {explanation.draws} draws, so that only the assumption"
        " differs."
    )
    return " ".join(sentences)


def _lowered(titles: list[str]) -> str:
    return listed([_lower(title) for title in titles])


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]
