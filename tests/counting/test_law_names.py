"""A rule set called by another name than its own: the names that fit are offered."""

from __future__ import annotations

import pytest

from hustings.counting.law import _CALLED, MODULES, find
from hustings.errors import InputError

STV = "ers97, scotland, northern-ireland, wigm-prf or meek-prf"


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("ERS97", "ers97"),
        ("ers 97", "ers97"),
        ("ers", "ers97"),
        ("Scottish", "scotland"),
        ("scottish-stv", "scotland"),
        ("SCOTLAND", "scotland"),
        ("Northern Ireland", "northern-ireland"),
        ("northern_ireland", "northern-ireland"),
        ("meek", "meek-prf"),
        ("Meek", "meek-prf"),
        ("wigm", "wigm-prf"),
        ("prf", "wigm-prf or meek-prf"),
        ("AV", "irv"),
        ("instant-runoff", "irv"),
        ("stv", STV),
        ("single transferable vote", STV),
        ("block", "block-vote"),
        ("ers79", "ers97"),
        ("scotlnad", "scotland"),
        ("scotish", "scotland"),
        ("alternativ vote", "irv"),
    ],
)
def test_names_that_fit_are_offered(name: str, offered: str) -> None:
    with pytest.raises(InputError) as caught:
        find(name)
    assert str(caught.value) == f"no rule set is called {name!r}; did you mean {offered}?"


@pytest.mark.parametrize("name", ["", "nix", "x" * 50])
def test_where_nothing_fits_all_are_listed(name: str) -> None:
    with pytest.raises(InputError) as caught:
        find(name)
    assert caught.value.remedy == f"choose one of {', '.join(MODULES)}"


def test_whatever_is_offered_is_there() -> None:
    assert {known for names in _CALLED.values() for known in names} <= set(MODULES)
