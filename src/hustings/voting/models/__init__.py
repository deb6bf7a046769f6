"""Tables, and what the database itself forbids. No column joins voter and ballot."""

from hustings.voting.models.ballots import Board, Chain
from hustings.voting.models.nominations import (
    Nomination,
    NominationLink,
    Nominator,
    Nominee,
    Photograph,
)
from hustings.voting.models.poll import Document, LogEntry, Poll
from hustings.voting.models.queue import Mail
from hustings.voting.models.roll import Entitlement, Link, Voter

__all__ = [
    "Board",
    "Chain",
    "Document",
    "Entitlement",
    "Link",
    "LogEntry",
    "Mail",
    "Nomination",
    "NominationLink",
    "Nominator",
    "Nominee",
    "Photograph",
    "Poll",
    "Voter",
]
