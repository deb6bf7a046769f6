"""Northern Ireland's local elections. The clauses, and one rule set.

Knows what the Order asks, in our words; `northern_ireland.md` beside it holds the doubtful points.
"""

from __future__ import annotations

from hustings.counting.parts.quotas import whole_number
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
        name="northern-ireland",
        version="1",
        title="The Local Elections (Northern Ireland) Order 1985",
        source="SI 1985/454, local elections rules 41 and 46-52 (Electoral Law Act (Northern "
        "Ireland) 1962, schedule 5); legislation.gov.uk",
        clauses=(
            (
                "validity",
                Clause(
                    "46(1), 50(4)",
                    "A paper needs a clear first preference for one candidate; "
                    "where two share a later number or the sequence breaks, it is "
                    "non-transferable from there.",
                ),
            ),
            ("first-preferences", Clause("47", "Sort the papers by first preference.")),
            (
                "quota",
                Clause(
                    "48(1)-(2)",
                    "Valid papers divided by one more than the seats, fraction ignored, plus one.",
                ),
            ),
            (
                "elected",
                Clause(
                    "48(3)",
                    "Whoever's total equals or exceeds the quota is deemed elected; with one "
                    "vacancy in all, not before a candidate has been excluded.",
                ),
            ),
            (
                "elected-outvotes",
                Clause(
                    "52(2)",
                    "With one vacancy left, a candidate whose votes equal or exceed "
                    "all the others' and any surplus not transferred is deemed elected.",
                ),
            ),
            (
                "surplus",
                Clause(
                    "49(1)-(9), 50(1)",
                    "The largest surplus goes first, from the sub-parcel "
                    "last received (all papers where it arose from first preferences).",
                ),
            ),
            (
                "deferral",
                Clause(
                    "49(10)",
                    "Surpluses wait while together they are less than the gap above "
                    "the lowest candidate, or above the group of lowest candidates.",
                ),
            ),
            (
                "transfer-value",
                Clause(
                    "49(4), 49(7)",
                    "The surplus divided by the transferable papers, to two "
                    "decimal places, or the value at which the papers came if that is less.",
                ),
            ),
            (
                "tie-surplus",
                Clause(
                    "50(1)(a)-(b)",
                    "Equal surpluses: whoever had more at the earliest stage "
                    "at which they differed; else by lot.",
                ),
            ),
            (
                "exclusion",
                Clause(
                    "51(1)-(10)",
                    "Exclude the lowest; first preferences go first, then the "
                    "other papers in descending order of value, at that value.",
                ),
            ),
            (
                "bulk-exclusion",
                Clause(
                    "51(12)",
                    "Two or more lowest whose votes with the surpluses not "
                    "transferred are less than the next lowest go in one operation.",
                ),
            ),
            (
                "tie-exclusion",
                Clause(
                    "51(13)",
                    "Equal lowest: whoever had fewer at the earliest stage at which "
                    "they differed; else by lot.",
                ),
            ),
            (
                "last-vacancies",
                Clause(
                    "52(1), 52(3)",
                    "When as many candidates continue as vacancies remain, "
                    "they are deemed elected and nothing more is transferred.",
                ),
            ),
        ),
    ),
    validity=Validity(equal=Treatment.STOP, gap=Treatment.STOP, repeat=Treatment.STOP),
    single_winner=False,
    places=2,
    quota=whole_number,
    quota_revision=Revision.NEVER,
    hurdle=Hurdle.QUOTA,
    checked=Moment.BATCH,
    outvoting=True,
    sole_vacancy_waits=True,
    last_pair=False,
    surplus_papers=SurplusPapers.LAST_PARCEL,
    transfer_value=per_transferable_paper,
    deferral=Margin.LESS_THAN,
    zero_surplus_stage=False,
    bulk_exclusion=Margin.LESS_THAN,
    batches=Batches.FIRST_PREFERENCES_THEN_BY_VALUE,
    history=History.EARLIEST,
    history_points=Moment.STAGE,
    last_vacancies=LastVacancies.AT_ONCE,
)
