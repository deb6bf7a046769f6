"""The alternative vote (instant run-off) for one place. The clauses, and one rule set.

Knows what the rules ask, in our words; `irv.md` beside it holds the doubtful points.
"""

from __future__ import annotations

from hustings.counting.parts.quotas import whole_number
from hustings.counting.parts.surpluses import in_proportion
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
        name="irv",
        version="1",
        title="The alternative vote",
        source="Parliamentary Voting System and Constituencies Act 2011 (c. 1), section 9, "
        "parliamentary elections rules 37A and 45A (never in force); legislation.gov.uk",
        clauses=(
            (
                "validity",
                Clause(
                    "37A",
                    "A paper needs a clear first preference; below it, a paper whose "
                    "next preference is unclear is not used again.",
                ),
            ),
            (
                "first-preferences",
                Clause("45A(2)", "Votes are allocated by first preference."),
            ),
            (
                "quota",
                Clause(
                    "45A(2), (4)",
                    "More votes than all the others left in the count put "
                    "together: half of the votes still in use, fraction ignored, plus one.",
                ),
            ),
            (
                "quota-revision",
                Clause("45A(4)", "Papers no longer in use do not count towards that."),
            ),
            ("elected", Clause("45A(2), (4)", "Whoever has that many votes is elected.")),
            ("surplus", Clause("-", "One place: nothing is transferred from the winner.")),
            (
                "exclusion",
                Clause(
                    "45A(3)",
                    "Otherwise the candidate with the fewest votes goes, and each of "
                    "those papers passes to its next candidate still in the count.",
                ),
            ),
            (
                "tie-exclusion",
                Clause(
                    "49",
                    "Equal lowest: whoever had fewer first preferences, or fewer "
                    "votes at the next stage at which they differed; else by lot.",
                ),
            ),
            (
                "tie-election",
                Clause(
                    "49A",
                    "Two candidates left and equal: whoever had more first preferences, or more "
                    "votes at the next stage at which they differed, is elected; else by lot.",
                ),
            ),
            (
                "last-vacancies",
                Clause("45A(4)", "The only candidate left is elected."),
            ),
        ),
    ),
    validity=Validity(equal=Treatment.STOP, gap=Treatment.STOP, repeat=Treatment.STOP),
    single_winner=True,
    places=0,
    quota=whole_number,
    quota_revision=Revision.EVERY_STAGE,
    hurdle=Hurdle.QUOTA,
    checked=Moment.STAGE,
    outvoting=False,
    sole_vacancy_waits=False,
    last_pair=True,
    surplus_papers=SurplusPapers.ALL,
    transfer_value=in_proportion,
    deferral=Margin.NEVER,
    zero_surplus_stage=False,
    bulk_exclusion=Margin.NEVER,
    batches=Batches.TOGETHER,
    history=History.EARLIEST,
    history_points=Moment.STAGE,
    last_vacancies=LastVacancies.AFTER_STAGE,
)
