"""ERS97: the Electoral Reform Society's rules, third edition, 1997. The clauses, and one rule set.

Knows what the booklet asks, in our words; `ers97.md` beside it holds the doubtful points.
"""

from __future__ import annotations

from hustings.counting.parts.quotas import rounded_up
from hustings.counting.parts.surpluses import per_transferable_paper
from hustings.counting.ruleset import (
    Batches,
    Clause,
    GregoryRules,
    History,
    Hurdle,
    Instrument,
    LastVacancies,
    Margin,
    Moment,
    Revision,
    SurplusPapers,
    Treatment,
    Validity,
)

RULES = GregoryRules(
    instrument=Instrument(
        name="ers97",
        version="1",
        title="Electoral Reform Society, How to conduct an election by the single transferable "
        "vote, third edition (1997)",
        source="R. A. Newland and F. S. Britton, ERS 1997, sections 5 and 6; text at "
        "rosenstiel.co.uk/stvrules and opavote.com/methods/ers97-stv-rules",
        clauses=(
            (
                "validity",
                Clause(
                    "6.8-6.10, 6.24",
                    "A paper is valid with one clear first preference; below "
                    "it, a doubtful preference makes the paper non-transferable.",
                ),
            ),
            ("first-preferences", Clause("5.1", "Sort the papers by first preference.")),
            (
                "quota",
                Clause(
                    "5.1.6",
                    "Valid votes divided by one more than the places, to two decimal "
                    "places; 0.01 is added unless the division is exact.",
                ),
            ),
            (
                "quota-revision",
                Clause(
                    "5.4.8",
                    "While nobody is elected, the quota is calculated again without "
                    "the non-transferable vote.",
                ),
            ),
            (
                "elected",
                Clause(
                    "5.1.7, 5.3.13, 5.4.9",
                    "In descending order of votes, whoever has the "
                    "quota is deemed elected: after the first stage, a surplus, or a batch.",
                ),
            ),
            (
                "elected-active-vote",
                Clause(
                    "5.1.7(b), 5.3.13(b), 5.4.9(b)",
                    "So is whoever has the total active vote "
                    "divided by one more than the places still to be filled.",
                ),
            ),
            (
                "tie-election",
                Clause(
                    "5.6.2",
                    "Equal candidates for too few places: whoever had more at the "
                    "earliest point where they differed; else none of them yet.",
                ),
            ),
            (
                "surplus",
                Clause(
                    "5.2.3, 5.3",
                    "The largest surplus goes first, from the last batch "
                    "received, or all first preferences if it arose at the first stage.",
                ),
            ),
            (
                "deferral",
                Clause(
                    "5.2.2",
                    "All surpluses wait while together they do not exceed the gap "
                    "above the lowest candidate, or above a group that could be excluded.",
                ),
            ),
            (
                "transfer-value",
                Clause(
                    "5.3.7",
                    "The surplus divided by the transferable papers, to two decimal "
                    "places; papers keep their value where they are worth no more than it.",
                ),
            ),
            (
                "tie-surplus",
                Clause(
                    "5.2.3",
                    "Equal surpluses: whoever had more at the earliest point, after "
                    "a batch, where they differed; else by lot.",
                ),
            ),
            (
                "exclusion",
                Clause(
                    "5.2.5, 5.4",
                    "Exclude the lowest; transfer the papers in batches, in "
                    "descending order of value, at that value.",
                ),
            ),
            (
                "bulk-exclusion",
                Clause(
                    "5.2.5",
                    "Exclude as many together as possible, if enough remain and their "
                    "votes with the deferred surpluses do not exceed the next above.",
                ),
            ),
            (
                "tie-exclusion",
                Clause(
                    "5.2.5",
                    "Equal lowest: whoever had fewer at the earliest point, after a "
                    "batch, where they differed; else by lot.",
                ),
            ),
            (
                "last-vacancies",
                Clause(
                    "5.5.1",
                    "When an exclusion would leave only as many candidates as places, "
                    "those are deemed elected.",
                ),
            ),
            (
                "completion",
                Clause(
                    "5.5.2",
                    "When the places are filled nothing more is transferred; the rest "
                    "are formally excluded.",
                ),
            ),
        ),
    ),
    validity=Validity(equal=Treatment.STOP, gap=Treatment.STOP, repeat=Treatment.STOP),
    single_winner=False,
    places=2,
    quota=rounded_up,
    quota_revision=Revision.UNTIL_ELECTION,
    hurdle=Hurdle.QUOTA_OR_ACTIVE_VOTE,
    checked=Moment.BATCH,
    outvoting=False,
    sole_vacancy_waits=False,
    last_pair=False,
    surplus_papers=SurplusPapers.LAST_PARCEL,
    transfer_value=per_transferable_paper,
    deferral=Margin.AT_MOST,
    zero_surplus_stage=False,
    bulk_exclusion=Margin.AT_MOST,
    batches=Batches.BY_VALUE,
    history=History.EARLIEST,
    history_points=Moment.BATCH,
    last_vacancies=LastVacancies.AT_ONCE,
)
