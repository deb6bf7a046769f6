"""What a heading says of its column: a rank, a candidate, a number of papers, or no vote at all.

Knows the headings that forms, counting machines and their tools write. Must not know the cells
below.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hustings.election.formats.csv.labels import folded, rank_alone, rank_within

PAPERS = ("papers", "count", "number")
WEIGHTS = ("weight", "weights", "gewicht", "poids", "peso", "pwysau")
# Headings that are never a vote, as letters and digits alone. The table of forms (docs/formats.md)
# says whose they are.
_NEVER_VOTES = """
age branch year yearofbirth alter ortsverein wohnbezirk arbeitsbezirk geburtsjahr wahlbezirk
wahllokal
lieudevote bureaudevote anneedenaissance colegioelectoral anodenacimiento blwyddyngeni
timestamp time date datetime datesubmitted submitdate submissiondate submittedat startdate
enddate recordeddate starttime completiontime endtime lastmodifiedtime datestamp startlanguage
userlanguage lastpage seed progress finished status duration durationinseconds
distributionchannel ipaddress useragent browser referer locationlatitude locationlongitude
externalreference createdat updatedat id responseid respondentid collectorid submissionid
entryid uuid guid token voterid voterkey voternumber memberid membershipnumber membernumber
ballotid ballotnumber ballotno recordid email emailaddress username recipientemail
recipientfirstname recipientlastname yourname whatisyourname fullname firstname lastname surname
phone phonenumber customdata1 customdata precinct precinctid precinctportion precinctstylename
ward wardid district batchid batch tabulatorid contestid sourcefilepath cvrprovider ballotstyle
ballotstyleid castvoterecord rownumber boxid boxposition scancomputername remade pollingplace
overvoterank hasduplicaterank comments comment feedback remarks zeitstempel datum uhrzeit
startzeit fertigstellungszeit enddatum startdatum emailadresse mailadresse benutzername nachname
vorname antwortid kommentar bemerkungen wahlkreis horodateur heurededebut heuredefin adressemail
adresseemail courriel prenom commentaire commentaires marcatemporal horadeinicio
horadefinalizacion correoelectronico direcciondecorreoelectronico nombredeusuario comentarios
stampamser amserdechrau amsercwblhau cyfeiriadebost ebost sylwadau
"""
_NEVER = frozenset(_NEVER_VOTES.split())
# Beside preferences that have labels these are not votes either; alone they could be candidates.
_NAMES = frozenset({"name", "names", "nom", "nombre", "enw", "number", "nr", "no", "nummer"})

_AFTER_MARK = re.compile(r"(?P<before>.*\S)\s*(?::|\s[-–—])\s*(?P<within>[^:]*)", re.DOTALL)
_IN_PARENTHESES = re.compile(r"(?P<before>.*?)\s*\((?P<within>[^()]*)\)\s*", re.DOTALL)
_MARK = re.compile(
    r"Choice_\d+_\d+:(?P<contest>[^:]*):(?P<rank>\d+):[^:]*:(?P<name>[^:]*)(?::(?P<party>[^:]*))?"
)
_NUMBERS = frozenset(
    (
        *("ballot", "no", "nr", "num", "number", "numero", "nummer", "id", "row", "voter", "paper"),
        *(
            "stimmzettel",
            "lfd",
            "seq",
            "sequence",
            "line",
            "record",
            "rhif",
            "bulletin",
            "papeleta",
        ),
    )
)
# Words of headings below which voters write what they like.
_ASKS_TO_WRITE = (
    *("comment", "remark", "feedback", "suggest", "bemerk", "kommen", "anmerk", "remarque"),
    *("observ", "sylw"),
)
# What may stand beside a rank's number without making it another question.
_ABOUT = frozenset(
    {"", "best", "worst", "most preferred", "least preferred", "favourite", "favorite", "highest"}
    | {"lowest", "top", "most", "least", "mehr", "beste"}
)


class Heading(NamedTuple):
    """A column's heading, taken apart.

    Attributes:
        text: the heading as the file has it.
        rank: that the column is for; 0 where the heading names none.
        candidate: that the column is for, between brackets; "" where the heading names none.
        contest: what is left of the heading: the question, in the file's own words.
        never: whether such a heading is never a vote.
        mark: whether the column marks a candidate at a rank with 0 or 1.
    """

    text: str
    rank: int = 0
    candidate: str = ""
    contest: str = ""
    never: bool = False
    mark: bool = False


def taken_apart(text: str) -> Heading:
    """What a heading says."""
    if match := _MARK.fullmatch(text):
        return Heading(text, int(match["rank"]), match["name"], match["contest"], mark=True)
    if is_never(text):
        return Heading(text, never=True)
    before, within = _in_brackets(text)
    if within:
        rank = rank_alone(within)
        if rank:
            return Heading(text, rank, contest=before)
        return Heading(text, candidate=within, contest=before)
    if rank := rank_alone(text):
        return Heading(text, rank)
    if "!!" in text:
        contest, _, name = text.partition("!!")
        if is_never(name):
            return Heading(text, never=True)
        rank = rank_alone(name)
        return Heading(text, rank, "" if rank else name.strip(), contest.strip())
    if found := rank_within(text):
        rank, rest = found
        return Heading(text, rank, contest="" if rest in _ABOUT else rest)
    for pattern in (_IN_PARENTHESES, _AFTER_MARK):
        if (match := pattern.fullmatch(text)) and (rank := rank_alone(match["within"])):
            return Heading(text, rank, contest=match["before"])
    return Heading(text)


def _in_brackets(text: str) -> tuple[str, str]:
    """What stands in the square brackets at the end of a heading, and what before them.

    Brackets within belong to it: `Your vote [Lee [she/her]]`.
    """
    if not text.endswith("]"):
        return text, ""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += {"]": 1, "[": -1}.get(text[at], 0)
        if not depth:
            return text[:at].strip(), text[at + 1 : -1].strip()
    return text, ""


def is_never(text: str) -> bool:
    """Whether a heading is one of those that no vote stands below."""
    said = squashed(text)
    return said in _NEVER or text.endswith("_TEXT") or folded(text).endswith(" - text")


def is_somebody(text: str) -> bool:
    """Whether a heading is the voter's name or number, where preferences have labels."""
    return squashed(text) in _NAMES


def is_papers(text: str) -> bool:
    """Whether a heading is that of a number of equal papers."""
    return text.strip().lower() in PAPERS


def is_weight(text: str) -> bool:
    """Whether a heading is that of a voter's weight, which is no number of papers."""
    return squashed(text) in WEIGHTS


def is_numbering(text: str) -> bool:
    """Whether a heading reads like that of a number of rows, ballots or voters."""
    words = set("".join(c if c.isalnum() else " " for c in folded(text)).split())
    return bool(words & _NUMBERS) or "#" in text


def is_question(text: str) -> bool:
    """Whether a heading reads like a question or an invitation to write, not like a name."""
    said = folded(text)
    return "?" in text or len(said.split()) > 5 or any(word in said for word in _ASKS_TO_WRITE)


def squashed(text: str) -> str:
    """A heading's letters and digits alone, without case and accents."""
    return "".join(c for c in folded(text) if c.isalnum())
