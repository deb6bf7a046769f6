"""The PR Foundation's reference rule for the weighted inclusive Gregory method, and one rule set.

Knows what the rule asks, in our words; `wigm_prf.md` beside it holds the doubtful points.
"""

from __future__ import annotations

from hustings.counting.parts.quotas import just_above
from hustings.counting.parts.surpluses import in_proportion_cut_twice
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
        name="wigm-prf",
        version="1",
        title="Proportional Representation Foundation, Reference WIGM Rule",
        source="prfound.org/resources/reference/reference-wigm-rule (without the optional B.2)",
        clauses=(
            (
                "validity",
                Clause(
                    "-",
                    "The rule speaks of ranked ballots only; a file with gaps, "
                    "equal or repeated preferences is refused.",
                ),
            ),
            (
                "first-preferences",
                Clause("A.4-A.5", "Each ballot goes to its top-ranked candidate."),
            ),
            (
                "quota",
                Clause(
                    "A.1, D.4",
                    "Valid ballots divided by one more than the seats, cut to four "
                    "decimal places, plus 0.0001.",
                ),
            ),
            ("elected", Clause("B.1", "Whoever has at least the quota is elected.")),
            (
                "surplus",
                Clause("B.3", "The largest surplus, even one of nothing, goes first."),
            ),
            (
                "transfer-value",
                Clause(
                    "B.3, D.4",
                    "Each ballot's weight times the surplus, cut to four decimal places, then "
                    "divided by the candidate's vote and cut again.",
                ),
            ),
            (
                "tie-surplus",
                Clause("D.1", "Ties are broken by an order drawn by lot beforehand."),
            ),
            (
                "exclusion",
                Clause(
                    "B.4",
                    "When no surplus is pending, the lowest candidate is defeated and "
                    "the ballots transferred at their weight.",
                ),
            ),
            (
                "tie-exclusion",
                Clause("D.1", "Ties are broken by an order drawn by lot beforehand."),
            ),
            (
                "last-vacancies",
                Clause(
                    "D.3, C",
                    "When elected and hopeful candidates are no more than the seats, "
                    "all are elected.",
                ),
            ),
        ),
    ),
    validity=Validity(equal=Treatment.REFUSE, gap=Treatment.REFUSE, repeat=Treatment.REFUSE),
    single_winner=False,
    places=4,
    quota=just_above,
    quota_revision=Revision.NEVER,
    hurdle=Hurdle.QUOTA,
    checked=Moment.STAGE,
    outvoting=False,
    sole_vacancy_waits=False,
    last_pair=False,
    surplus_papers=SurplusPapers.ALL,
    transfer_value=in_proportion_cut_twice,
    deferral=Margin.NEVER,
    zero_surplus_stage=True,
    bulk_exclusion=Margin.NEVER,
    batches=Batches.TOGETHER,
    history=History.NONE,
    history_points=Moment.STAGE,
    last_vacancies=LastVacancies.AFTER_STAGE,
)
