"""A rule set: one field for each question the law asks, and no default for a legal choice.

Knows the questions and their possible answers. Which instrument gives which answer stands in
`counting.law`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple


class Treatment(Enum):
    """What becomes of a paper with a fault below its first preference."""

    STOP = "counts down to the fault and is non-transferable from there"
    SKIP = "counts on with the next clear preference"
    REFUSE = "is not provided for: the count is refused"


class Revision(Enum):
    """When the quota is calculated again."""

    NEVER = "never"
    UNTIL_ELECTION = "whenever papers become non-transferable before anyone is elected"
    EVERY_STAGE = "at every stage, from the votes of continuing candidates"


class Hurdle(Enum):
    """What vote elects a candidate."""

    QUOTA = "the quota"
    QUOTA_OR_ACTIVE_VOTE = (
        "the quota, or the total active vote divided by one more than the places left"
    )


class Moment(Enum):
    """How often a thing is looked at."""

    STAGE = "at the end of each stage"
    BATCH = "after each batch of papers"


class Margin(Enum):
    """When votes and surpluses are too few to matter to the candidate next above."""

    NEVER = "never"
    AT_MOST = "when together they do not exceed that candidate's vote"
    LESS_THAN = "when together they are less than that candidate's vote"


class SurplusPapers(Enum):
    """Which of an elected candidate's papers a surplus is taken from."""

    LAST_PARCEL = "the last parcel received"
    ALL = "every paper the candidate holds"


class Batches(Enum):
    """In which batches an excluded candidate's papers are transferred."""

    TOGETHER = "all at once, each at its present value"
    BY_VALUE = "in descending order of value"
    FIRST_PREFERENCES_THEN_BY_VALUE = "first preferences, then the rest in descending value"


class History(Enum):
    """Where to look when candidates are equal, before a lot is drawn."""

    EARLIEST = "the earliest point at which they differed"
    LATEST = "the most recent point at which they differed"
    NONE = "nowhere"


class LastVacancies(Enum):
    """When the continuing candidates are elected because only as many remain as places."""

    AFTER_STAGE = "at the end of the stage"
    AT_ONCE = "at once: nothing more is transferred"


class Validity(NamedTuple):
    """Which marks count. A paper without one clear first preference is always invalid.

    Attributes:
        equal: two candidates at one rank below the first.
        gap: a rank left out below the first.
        repeat: a candidate ranked a second time.
    """

    equal: Treatment
    gap: Treatment
    repeat: Treatment


class Clause(NamedTuple):
    """A clause of the instrument: its number and what it says, in our words."""

    number: str
    words: str


class Instrument(NamedTuple):
    """Where a rule set comes from.

    Attributes:
        name: as on the command line.
        version: of our reading; changes when any count could differ.
        title: the instrument's own title.
        source: citation and address of the text.
        clauses: (step, clause) in the order of the count. Steps are the keys of `Rules.clause`.
    """

    name: str
    version: str
    title: str
    source: str
    clauses: tuple[tuple[str, Clause], ...]

    def clause(self, step: str) -> str:
        """The clause number for a step of the count, "" where the instrument is silent."""
        for key, clause in self.clauses:
            if key == step:
                return clause.number
        return ""


# (valid votes in units, seats, units in one vote) -> quota in units
Quota = Callable[[int, int, int], int]
# (surplus, transferable papers, value of each paper, the candidate's vote, units in one vote)
# -> new value of a paper
TransferValue = Callable[[int, int, int, int, int], int]


class GregoryRules(NamedTuple):
    """Rules that move whole papers at a value: Gregory methods, and exclusion only (IRV).

    Attributes:
        single_winner: whether only one place can be filled under these rules.
        places: decimal places of votes and values; remainders are ignored.
        quota: how the quota is calculated.
        quota_revision: when it is calculated again.
        hurdle: what vote elects.
        checked: when candidates are looked at for election.
        outvoting: whether a candidate for the one place left is elected on a vote no less than all
            others' together with the surpluses not transferred.
        sole_vacancy_waits: whether, with one place in all, nobody is elected on votes before a
            candidate has been excluded.
        last_pair: whether of the last two candidates for one place, if equal, one is elected on
            the tie and neither excluded.
        surplus_papers, transfer_value: what is transferred of a surplus, at what value.
        deferral: when surpluses wait.
        zero_surplus_stage: whether a surplus of nothing makes a stage.
        bulk_exclusion: when several of the lowest are excluded together.
        batches: how an excluded candidate's papers are transferred.
        history: which way to look to break a tie.
        history_points: at which points.
        last_vacancies: when the remaining candidates are elected.
    """

    instrument: Instrument
    validity: Validity
    single_winner: bool
    places: int
    quota: Quota
    quota_revision: Revision
    hurdle: Hurdle
    checked: Moment
    outvoting: bool
    sole_vacancy_waits: bool
    last_pair: bool
    surplus_papers: SurplusPapers
    transfer_value: TransferValue
    deferral: Margin
    zero_surplus_stage: bool
    bulk_exclusion: Margin
    batches: Batches
    history: History
    history_points: Moment
    last_vacancies: LastVacancies


class MeekRules(NamedTuple):
    """Rules that let each elected candidate keep a fraction of every vote (Meek).

    Attributes:
        places: decimal places of votes, weights and keep factors.
        omega: total surplus, in units, below which iteration ends.
    """

    instrument: Instrument
    validity: Validity
    places: int
    omega: int


class PluralityRules(NamedTuple):
    """Rules without transfer: each paper's first preferences are votes of equal value.

    Attributes:
        votes_each: votes a paper may give, from the number of seats.
    """

    instrument: Instrument
    validity: Validity
    votes_each: Callable[[int], int]


RuleSet = GregoryRules | MeekRules | PluralityRules
