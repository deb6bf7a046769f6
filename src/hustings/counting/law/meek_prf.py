"""The PR Foundation's reference rule for Meek's method. The clauses, and one rule set.

Knows what the rule asks, in our words; `meek_prf.md` beside it holds the doubtful points.
"""

from __future__ import annotations

from hustings.counting.ruleset import Clause, Instrument, MeekRules, Treatment, Validity

RULES = MeekRules(
    instrument=Instrument(
        name="meek-prf",
        version="1",
        title="Proportional Representation Foundation, Reference Meek Rule",
        source="prfound.org/resources/reference/reference-meek-rule; the method: Hill, Wichmann "
        "and Woodall, Algorithm 123, The Computer Journal 30(3), 1987, 277-281",
        clauses=(
            (
                "validity",
                Clause(
                    "-",
                    "The rule speaks of ranked ballots only; a file with gaps, equal or "
                    "repeated preferences is refused.",
                ),
            ),
            (
                "distribution",
                Clause(
                    "B.2.a",
                    "Each candidate on a ballot, in order, keeps the ballot's weight "
                    "times the keep factor, rounded up to nine places; the rest goes on.",
                ),
            ),
            (
                "quota",
                Clause(
                    "B.2.b",
                    "The sum of all votes divided by one more than the seats, cut to "
                    "nine places, plus 0.000000001; again at every iteration.",
                ),
            ),
            ("elected", Clause("B.2.c", "Whoever has at least the quota is elected.")),
            (
                "tie-election",
                Clause(
                    "T, B.2.c",
                    "Not foreseen: when rounding lets more candidates reach the quota than there "
                    "are seats, those with the most votes are elected; ties are broken by lot.",
                ),
            ),
            (
                "iteration",
                Clause(
                    "B.2.d-B.2.f",
                    "Keep factors are adjusted until somebody is elected or the "
                    "total surplus is below 0.000001 or no longer falls.",
                ),
            ),
            (
                "exclusion",
                Clause(
                    "B.3",
                    "The lowest candidate is defeated; whoever is within the total "
                    "surplus of the lowest counts as equal.",
                ),
            ),
            ("tie-exclusion", Clause("T, B.3", "Ties are broken by an order drawn by lot.")),
            (
                "last-vacancies",
                Clause(
                    "B.1, C.1",
                    "When elected and hopeful candidates are no more than the "
                    "seats, all are elected.",
                ),
            ),
        ),
    ),
    validity=Validity(equal=Treatment.REFUSE, gap=Treatment.REFUSE, repeat=Treatment.REFUSE),
    places=9,
    omega=1000,
)
