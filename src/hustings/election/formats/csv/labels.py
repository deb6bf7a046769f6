"""Labels of ranks, as headings and cells of forms have them: "1st choice", "Rang 2", "Dewis 3".

Knows ordinals and the nouns that go with them in nine languages. Must not know columns or ballots.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

# From the first on; what stands at one place means the same rank.
_ORDINALS = (
    "first erste erster erstes premier premiere primero primera primer cyntaf unfed prima primo"
    " primeiro primeira eerste erst",
    "second zweite zweiter zweites deuxieme seconde segundo segunda ail seconda secondo tweede"
    " zweit",
    "third dritte dritter drittes troisieme tercero tercera tercer trydydd trydedd terza terzo"
    " terceiro terceira derde dritt",
    "fourth vierte vierter viertes quatrieme cuarto cuarta pedwerydd pedwaredd quarta quarto vierde"
    " viert",
    "fifth funfte funfter funftes cinquieme quinto quinta pumed vijfde funft",
    "sixth sechste sechster sechstes sixieme sexto sexta chweched sesta sesto zesde sechst",
    "seventh siebte siebter siebtes septieme septimo septima seithfed settima settimo setimo setima"
    " zevende siebt",
    "eighth achte achter achtes huitieme octavo octava wythfed ottava ottavo oitavo oitava achtste"
    " acht",
    "ninth neunte neunter neuntes neuvieme noveno novena nawfed nona nono negende neunt",
    "tenth zehnte zehnter zehntes dixieme decimo decima degfed tiende zehnt",
    "eleventh elfte onzieme undecimo undecima elfde",
    "twelfth zwolfte douzieme duodecimo duodecima deuddegfed twaalfde",
)
RANKS = {word: rank for rank, words in enumerate(_ORDINALS, 1) for word in words.split()}
_NOUN = (
    "(?:choices?|preferences?|prefs?|ranks?|rankings?|votes?|options?|positions?|places?|priority|"
    "picks?|"
    "wahl|wunsch|praferenz|rang|platz|prioritat|"
    "choix|preferencia|opcion|eleccion|puesto|lugar|rango|prioridad|"
    "dd?ewis(?:iad)?|safle|blaenoriaeth|ffafriaeth|"
    "scelta|preferenza|escolha|opcao|keuze|voorkeur|plaats)"
)
_WORST = re.compile(r"worst|least|lowest|last|schlecht|pire|peor|gwaeth")
_FIRST_IS_WORST = re.compile(rf"[#(]?0*(?:1(?:st|[.]0*)?|first)\b[^0-9]*\b(?:{_WORST.pattern})")
_NUMBERED = re.compile(r" *\([0-9]+\)$")
_TEENS = " ar ddeg"  # Welsh: first upon ten
_NOUN_ALONE = re.compile(f"(?:your |my )?{_NOUN}")
_ENDING = (
    "(?:st|nd|rd|th|er|ere|re|e|eme|ieme|nde|de|ste|af|il|ail|ydd|edd|ed|fed|eg|[.]?[ao]|\\.)?"
)
_DIGITS = f"(?P<d>[0-9]{{1,5}})(?:[.]0+)?{_ENDING}"
_WORD = "(?P<w>" + "|".join(sorted(RANKS, key=lambda word: (-len(word), word))) + ")"
_ORDINAL = f"(?:{_DIGITS}|{_WORD})"
_GAP = "[ .:_#-]*"
# First what is clearly an ordinal, then a number behind the noun, then one before it.
_WITH_NOUN = (
    re.compile(f"(?<![a-z0-9])(?:(?P<d>[0-9]{{1,3}}){_ENDING[:-1]}|{_WORD}){_GAP}{_NOUN}(?![a-z])"),
    re.compile(
        f"(?<![a-z]){_NOUN}{_GAP}(?:(?:no|nr|number|numero)[ .]*)?{_ORDINAL}(?![a-z0-9])"
        "(?: *(?:of|von|de|sur|o|di|van) *[0-9]{1,5}(?![0-9]))?"
    ),
    re.compile(f"(?<![a-z0-9])(?P<d>[0-9]{{1,2}})(?P<w>(?!))?[ _-]*{_NOUN}(?![a-z])"),
)
_ALONE = re.compile(
    f"(?:[#(]|(?:no|nr|num|number)[. ]*)?{_ORDINAL}[)]?(?: *\\((?P<about>[^()]*)\\))?"
)


def folded(text: str) -> str:
    """`text` without case, accents and doubled space, as labels and headings are compared."""
    if not text.isascii():
        text = text.replace("º", "o").replace("ª", "a").replace("ß", "ss")
        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return " ".join(text.casefold().replace("_", " ").split())


@cache
def rank_alone(text: str) -> int:
    """The rank that a label says and nothing else; 0 where it is no such label."""
    said = folded(text)
    if said.endswith(_TEENS):
        below = rank_alone(said.removesuffix(_TEENS))
        return below + 10 if below else 0
    match = _ALONE.fullmatch(said)
    if match is not None and match["about"] and _WORST.search(match["about"]):
        # On such a scale the first is the last; whoever reads it as ranks elects the loser.
        return 0 if _rank(match) == 1 else _rank(match)
    if match is None:
        found = rank_within(said)
        return found[0] if found is not None and not found[1] else 0
    return _rank(match)


def is_worst_first(text: str) -> bool:
    """Whether a cell is the 1 of a scale that begins with the worst: "1 (worst)"."""
    return _FIRST_IS_WORST.match(folded(text)) is not None


def is_noun(text: str) -> bool:
    """Whether a heading is the noun of a rank alone: "Choice", "Vote"."""
    return _NOUN_ALONE.fullmatch(folded(text)) is not None


def rank_within(text: str) -> tuple[int, str] | None:
    """The rank that a heading holds with its noun, and the rest; None where it holds none."""
    said = folded(text)
    for pattern in _WITH_NOUN:
        if match := pattern.search(said):
            # Voting machines put a number of their own at the end.
            rest = f"{said[: match.start()]} {_NUMBERED.sub('', said[match.end() :])}"
            return _rank(match), " ".join(re.sub(r"[()\[\]:;,/|–—-]+", " ", rest).split())
    return None


def _rank(match: re.Match[str]) -> int:
    return int(match["d"]) if match["d"] else RANKS[match["w"]]
