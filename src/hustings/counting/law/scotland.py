"""Scottish local government elections. The clauses, and one rule set.

Knows what the Order asks, in our words; `scotland.md` beside it holds the doubtful points.
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
        name="scotland",
        version="1",
        title="The Scottish Local Government Elections Order 2011",
        source="SSI 2011/399, schedule 1, rules 46-53, as amended by SSI 2021/437; the same as "
        "SSI 2007/42, schedule 1, rules 45-52 (one number lower); legislation.gov.uk",
        clauses=(
            (
                "validity",
                Clause(
                    "44, art. 2",
                    "A paper needs the figure 1 beside one candidate only; after "
                    "that only preferences in consecutive order count.",
                ),
            ),
            ("first-preferences", Clause("46", "Sort the valid papers by first preference.")),
            (
                "quota",
                Clause(
                    "47",
                    "Valid papers divided by one more than the seats, fraction ignored, plus one.",
                ),
            ),
            (
                "elected",
                Clause(
                    "48(1)",
                    "Whoever's votes equal or exceed the quota at any stage is deemed elected.",
                ),
            ),
            (
                "surplus",
                Clause(
                    "49, 50(1)",
                    "The highest surplus goes first; every paper the candidate "
                    "holds is sorted by next available preference.",
                ),
            ),
            (
                "transfer-value",
                Clause(
                    "49(3)",
                    "The surplus times the value of the paper when received, divided "
                    "by the candidate's votes, to five decimal places, remainder ignored.",
                ),
            ),
            (
                "tie-surplus",
                Clause(
                    "50(2)-(3)",
                    "Equal surpluses: whoever had more votes at the end of the "
                    "most recent stage at which they differed; else by lot.",
                ),
            ),
            (
                "exclusion",
                Clause(
                    "51",
                    "When no surplus is left to transfer, the candidate with the fewest "
                    "votes is excluded and the papers transferred at their present value.",
                ),
            ),
            (
                "tie-exclusion",
                Clause(
                    "52",
                    "Equal lowest: whoever had fewer votes at the end of the most recent "
                    "stage at which they differed; else by lot.",
                ),
            ),
            (
                "last-vacancies",
                Clause(
                    "53",
                    "When as many candidates continue as vacancies remain, they are "
                    "deemed elected.",
                ),
            ),
        ),
    ),
    validity=Validity(equal=Treatment.STOP, gap=Treatment.STOP, repeat=Treatment.STOP),
    single_winner=False,
    places=5,
    quota=whole_number,
    quota_revision=Revision.NEVER,
    hurdle=Hurdle.QUOTA,
    checked=Moment.STAGE,
    outvoting=False,
    sole_vacancy_waits=False,
    last_pair=False,
    surplus_papers=SurplusPapers.ALL,
    transfer_value=in_proportion,
    deferral=Margin.NEVER,
    zero_surplus_stage=False,
    bulk_exclusion=Margin.NEVER,
    batches=Batches.TOGETHER,
    history=History.LATEST,
    history_points=Moment.STAGE,
    last_vacancies=LastVacancies.AFTER_STAGE,
)
