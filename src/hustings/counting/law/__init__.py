"""One module an instrument: the clauses in our words beside one rule set; `find` looks it up.

Knows which rule sets there are.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hustings.errors import InputError

if TYPE_CHECKING:
    from hustings.counting.ruleset import RuleSet

# Name on the command line -> module in this folder. In the order `hustings rules` lists them.
MODULES = {
    "ers97": "ers97",
    "scotland": "scotland",
    "northern-ireland": "northern_ireland",
    "wigm-prf": "wigm_prf",
    "meek-prf": "meek_prf",
    "irv": "irv",
    "block-vote": "block_vote",
}


# What people call a rule set that is not part of its name.
_CALLED = {
    "ers": ("ers97",),
    "electoral reform society": ("ers97",),
    "scottish": ("scotland",),
    "scots": ("scotland",),
    "ulster": ("northern-ireland",),
    "ni": ("northern-ireland",),
    "prf": ("wigm-prf", "meek-prf"),
    "wig": ("wigm-prf",),
    "northern irish": ("northern-ireland",),
    "stv": ("ers97", "scotland", "northern-ireland", "wigm-prf", "meek-prf"),
    "single transferable vote": ("ers97", "scotland", "northern-ireland", "wigm-prf", "meek-prf"),
    "av": ("irv",),
    "rcv": ("irv", "ers97"),
    "alternative vote": ("irv",),
    "instant runoff": ("irv",),
    "ranked choice": ("irv", "ers97"),
    "fptp": ("block-vote",),
    "first past the post": ("block-vote",),
    "bloc": ("block-vote",),
    "plurality": ("block-vote",),
}
_GENERAL = {"stv", "vote", "voting", "rules", "election", "elections"}  # said of all of them


def find(name: str) -> RuleSet:
    """The rule set called `name`.

    Raises:
        InputError: there is none; the message offers the one that is meant, or says what is nearest
            to rules that are not here and in what it differs, or lists those there are.
    """
    if name not in MODULES:
        raise InputError(f"no rule set is called {name!r}", remedy=_instead(name))
    rules: RuleSet = import_module(f"hustings.counting.law.{MODULES[name]}").RULES
    return rules


def _instead(name: str) -> str:
    """What somebody should write who wrote `name`."""
    from hustings.counting.law.absent import absent, sentence

    words = " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
    spelt = {known.replace("-", "") for known in MODULES}
    core = "".join(word for word in words.split() if word not in _GENERAL)
    if words not in _CALLED and core not in spelt and (one := absent(words)):
        return sentence(one)
    fitting = _fitting(words)
    listed = " or ".join(filter(None, [", ".join(fitting[:-1]), *fitting[-1:]]))
    return f"did you mean {listed}?" if fitting else "choose one of " + ", ".join(MODULES)


def _fitting(words: str) -> list[str]:
    """The rule sets that somebody may mean who writes these words, in the order of `MODULES`."""
    plain = {known: known.replace("-", " ") for known in MODULES}
    for known, spelt in plain.items():
        if words.replace(" ", "") == spelt.replace(" ", ""):
            return [known]
    parts = set(words.split()) - _GENERAL
    meant = set(_CALLED.get(words, ()))
    if not meant and parts:
        meant = {known for part in parts for known in _CALLED.get(part, ())}
        meant |= {known for known, spelt in plain.items() if words in spelt}
        meant |= {known for known, spelt in plain.items() if parts & set(spelt.split())}
    if not meant:
        from difflib import get_close_matches

        meant = set(get_close_matches(words.replace(" ", "-"), MODULES))
    if not meant:
        near = get_close_matches(words, _CALLED, n=1, cutoff=0.85)
        meant = {known for called in near for known in _CALLED[called]}
    return [known for known in MODULES if known in meant]
