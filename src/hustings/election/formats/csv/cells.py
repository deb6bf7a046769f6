"""What a single cell of a table says: a rank, no preference, a spoiled mark, a write-in, a moment.

Knows the words that forms and counting machines write. Must not know columns.
"""

from __future__ import annotations

import re

from hustings.election.formats.csv.labels import folded, rank_alone
from hustings.inputs.text import whole_number

# "No preference at this rank", case-blind. A dash is what people type; the rest is what machines
# and forms write.
NO_PREFERENCE = frozenset(
    (
        *("", "-", "--", "–", "—", "undervote", "undervotes", "under", "skipped", "skip", "xxx"),
        *("no opinion", "no preference", "n/a", "na", "n.a.", "blank", "none", "not ranked"),
        *("unranked", "no answer", "prefer not to say", "abstain", "keine angabe", "sans opinion"),
        *("sin opinion", "dim barn", "null"),
    )
)
# More than one mark at this rank; which ones, nobody knows.
OVERVOTE = frozenset({"overvote", "overvotes", "overvoted", "over", "++"})
WRITE_IN = frozenset(
    (
        *("uwi", "write-in", "write-ins", "writein", "write in", "undeclared write-in"),
        *("undeclared write-ins", "unresolved write-in", "other write-in", "write-in:"),
    )
)
ERRORS = frozenset(
    {"#n/a", "#div/0!", "#ref!", "#value!", "#name?", "#num!", "#null!", "#nv", "#wert!"}
)

_PLAIN = re.compile(r"#?[0-9]+(?:[.]0+)?(?:st|nd|rd|th|[.])?")
_DATE = re.compile(
    r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[ -][a-z]{3,9}[ -,]+\d{2,4}"
    r"|[a-z]{3,9} \d{1,2},? \d{4})"
    r"(?:[t ,]+\d{1,2}[:.h]\d{2}.*)?|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?.*"
)
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]*)?")
# Marks of other kinds of ballot.
_MARKS = frozenset({"x", "✓", "✔", "✗", "✘", "yes", "no", "*"})
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_ID = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9_-]{4,}|[0-9a-f]{8}-[0-9a-f-]{13,}|\d{6,}")


def rank_of(text: str) -> int:
    """The rank that a cell writes: 1, 1.0, 1st, First choice; 0 for none, -1 for anything else."""
    if not text:
        return 0
    number = whole_number(text)
    if number >= 0:
        return number or -1
    if is_no_preference(text):
        return 0
    return rank_alone(text) or -1


def is_plain_number(text: str) -> bool:
    """Whether a cell is a rank in digits alone, which no candidate is called."""
    return _PLAIN.fullmatch(text) is not None


def is_slip_of_rank(text: str) -> bool:
    """Whether a cell is no rank but stands where one should: another number, or a mark."""
    return _NUMBER.fullmatch(text) is not None or text.casefold() in _MARKS


def is_no_preference(text: str) -> bool:
    """Whether a cell says that nobody is preferred at this rank."""
    return not text or folded(text) in NO_PREFERENCE or text in ("nan", "NaN")


def is_overvote(text: str) -> bool:
    """Whether a cell says that several were marked, but not whom."""
    return folded(text) in OVERVOTE


def is_write_in(text: str) -> bool:
    """Whether a cell or heading is a counting machine's word for a name that was written in."""
    return folded(text) in WRITE_IN


def is_never_a_name(text: str) -> bool:
    """Whether a cell holds a moment, an e-mail or network address, an error, or true or false."""
    said = text.casefold().strip()
    return (
        said in ERRORS
        or said in ("true", "false")
        or _DATE.fullmatch(said) is not None
        or _EMAIL.fullmatch(said) is not None
        or _ADDRESS.fullmatch(said) is not None
    )


def is_id(text: str) -> bool:
    """Whether a cell looks like a mark of identity: letters and digits mixed, or many digits."""
    return _ID.fullmatch(text.casefold().strip()) is not None
