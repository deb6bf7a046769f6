"""One module an instrument: the clauses in our words beside one rule set; `find` looks it up.

Knows which rule sets there are. Must not know how they are counted.
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


def find(name: str) -> RuleSet:
    """The rule set called `name`.

    Raises:
        InputError: there is none; the message lists those there are.
    """
    if name not in MODULES:
        raise InputError(
            f"no rule set is called {name!r}", remedy="choose one of " + ", ".join(MODULES)
        )
    rules: RuleSet = import_module(f"hustings.counting.law.{MODULES[name]}").RULES
    return rules
