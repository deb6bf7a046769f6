"""A rule set called by another name than its own: the names that fit are offered."""

from __future__ import annotations

import pytest

from hustings.counting.law import _CALLED, MODULES, find
from hustings.counting.law.absent import ABSENT, absent, sentence
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


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        (
            "ireland",
            "Ireland's count (Dail, councils) is not here; the nearest is northern-ireland, but"
            " Ireland moves a surplus as whole papers, the last filed of each pile, where Northern"
            " Ireland moves all of them at a lower value",
        ),
        (
            "warren",
            "Warren's method is not here; the nearest is meek-prf, but in Warren's each ballot pays"
            " the same price for a candidate, in Meek's the same share of what it has left",
        ),
        (
            "Droop",
            "for the Droop quota choose northern-ireland, scotland or ers97; it is a quota and no"
            " whole set of rules: the first two take it in whole votes, ers97 to two decimals",
        ),
        (
            "QPQ",
            "quota preferential by quotient (QPQ) is not here: it elects by quotients, which none"
            " of them does",
        ),
    ],
)
def test_what_is_not_here_says_what_is_nearest(name: str, remedy: str) -> None:
    with pytest.raises(InputError) as caught:
        find(name)
    assert str(caught.value) == f"no rule set is called {name!r}; {remedy}"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("malta", "Malta's count"),
        ("NZ", "New Zealand's Meek"),
        ("new-zealand-meek", "New Zealand's Meek"),
        ("australia-senate", "the Australian Senate's count"),
        ("senate-2016", "the Australian Senate's count"),
        ("ireland-dail", "Ireland's count (Dail, councils)"),
        ("act", "Hare-Clark in the Australian Capital Territory"),
        ("Hare-Clark", "Hare-Clark in the Australian Capital Territory"),
        ("gregory", "the Gregory method"),
        ("ers76", "the Electoral Reform Society's rules before 1997"),
        ("san_francisco", "the count with ranks in Maine, Alaska, New York or San Francisco"),
    ],
)
def test_names_of_the_field_are_known(name: str, title: str) -> None:
    (one,) = (each for each in ABSENT if each.title == title)
    with pytest.raises(InputError) as caught:
        find(name)
    assert caught.value.remedy == sentence(one)


def test_another_country_is_never_all_that_is_said() -> None:
    names = [name for one in ABSENT for name in one.names]
    assert len(set(names)) == len(names)
    assert not set(names) & (set(MODULES) | set(_CALLED))
    for one in ABSENT:
        assert set(one.nearest) <= set(MODULES)
        for name in one.names:
            assert absent(name) == one
            with pytest.raises(InputError) as caught:
                find(name)
            assert one.differs in caught.value.remedy


@pytest.mark.parametrize("name", ["northern irish", "Northern-Ireland-STV", "ulster"])
def test_northern_ireland_is_not_ireland(name: str) -> None:
    with pytest.raises(InputError) as caught:
        find(name)
    assert caught.value.remedy == "did you mean northern-ireland?"
