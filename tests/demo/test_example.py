"""examples/nec2020: it holds what is known, and the known result is the likeliest."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from hustings.counting.law import find
from hustings.counting.ruleset import GregoryRules
from hustings.demo import nec2020, reconstruction
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.model import Plan, no_advice, one_order
from hustings.planning.plan.read import read as read_plans
from hustings.planning.scenario.file import load
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.simulate import Trials, simulate

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "nec2020"
SLATES = (
    "Grassroots Voice",
    "Labour to Win",
    "Open Labour",
    "Tribune",
    "Labour Left Alliance",
)
DRAWS = 100
LISTS = "six lists of 2020, as far as known"
FOUND = "six lists that a search finds"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(str(FOLDER / "scenario.toml"))


@pytest.fixture(scope="module")
def lists(scenario: Scenario) -> Plan:
    (plan,) = read_plans(str(FOLDER / "plan2020.json"), scenario)
    return plan


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Plan:
    (plan,) = read_plans(str(FOLDER / "found.json"), scenario)
    return plan


@pytest.fixture(scope="module")
def trials(scenario: Scenario, lists: Plan, found: Plan) -> Trials:
    plans = (lists, no_advice(scenario), one_order(scenario), found)
    return simulate(scenario, plans, range(DRAWS), cores=2)


def team(scenario: Scenario, slate: str) -> list[int]:
    return [c.index for c in scenario.election.candidates if c.slate == slate]


def test_what_is_known_stands_in_it(scenario: Scenario) -> None:
    known = nec2020.election()
    election = scenario.election
    assert (election.seats, scenario.rules, scenario.voters) == (9, "ers97", 129_549)
    assert len(election.standing) == 42
    assert election.names[:42] == known.names
    for candidate, real in zip(election.candidates, known.candidates, strict=False):
        assert candidate.slate == (real.slate if real.slate in SLATES else "no slate")
    assert tuple(region.name for region in scenario.regions) == nec2020.REGIONS
    homes = [scenario.regions[home].name if home >= 0 else "" for home in scenario.home]
    assert homes[:30] == [one.region for one in nec2020.KNOWN]
    assert set(homes[30:]) == {""}
    assert [slate.name for slate in scenario.slates] == [*SLATES, "no slate"]
    assert [election.names[c] for c in scenario.team] == [k.name for k in nec2020.KNOWN[:6]]
    assert scenario.lists == 6


def test_the_reserves_are_said_to_be_assumed(scenario: Scenario) -> None:
    names = [scenario.election.names[c] for c in scenario.election.withdrawn]
    assert names == ["seventh name (assumed)", "eighth name (assumed)", "ninth name (assumed)"]


def test_the_lists_are_those_of_the_reconstruction(scenario: Scenario, lists: Plan) -> None:
    names = scenario.election.names
    assert lists.name == LISTS
    assert [[names[c].split()[-1] for c in sequence] for sequence in lists.sequences] == [
        list(one) for one in reconstruction.LISTS
    ]
    assert lists.list_of == (0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5)
    assert nec2020.REGIONS[:2] == ("Northern", "South West")
    assert [names[c] for c in lists.sequences[0][:2]] == ["Laura Pidcock", "Ann Henderson"]


def test_the_known_result_is_the_likeliest(scenario: Scenario, trials: Trials) -> None:
    seats = {slate: trials.seats(team(scenario, slate))[0] for slate in SLATES}
    likeliest = {slate: int(np.bincount(one).argmax()) for slate, one in seats.items()}
    assert likeliest == {
        "Grassroots Voice": 5,
        "Labour to Win": 3,
        "Open Labour": 1,
        "Tribune": 0,
        "Labour Left Alliance": 0,
    }
    assert 0.7 < (seats["Grassroots Voice"] == 5).mean() < 0.98
    assert 0.7 < (seats["Labour to Win"] == 3).mean() < 0.98
    # Unsure, as it should be: four or six are possible.
    assert set(seats["Grassroots Voice"].tolist()) >= {4, 5, 6}
    chance = trials.elected[0].mean(axis=0)
    nine = sorted(range(len(chance)), key=lambda c: -chance[c])[:9]
    assert {scenario.election.names[c] for c in nine} == set(nec2020.WINNERS)
    assert 0.2 < chance[scenario.election.find(nec2020.FOLLOWED)] < 0.6
    known = np.isin(np.arange(len(chance)), [scenario.election.find(n) for n in nec2020.WINNERS])
    assert (trials.elected[0] & known).sum(axis=1).min() >= 6


def test_one_order_wins_less_than_the_lists(scenario: Scenario, trials: Trials) -> None:
    seats = trials.seats(scenario.team)
    assert 0.1 < (seats[0] - seats[2]).mean() < 0.4
    assert -0.1 < (seats[0] - seats[1]).mean() < 0.15


def test_lists_found_by_search_win_more(scenario: Scenario, found: Plan, trials: Trials) -> None:
    assert found.name == FOUND
    assert len(found.sequences) <= scenario.lists
    seats = trials.seats(scenario.team)
    for other in (0, 1, 2):
        gain = seats[3] - seats[other]
        assert gain.mean() > 2 * gain.std(ddof=1) / len(gain) ** 0.5, other


def test_first_preferences_are_plausible(scenario: Scenario, lists: Plan) -> None:
    names = scenario.election.names
    first = np.array([sequence[0] for sequence in lists.sequences])
    totals = []
    for draw in range(40):
        electorate = draw_electorate(scenario, draw)
        given = electorate.entries[electorate.starts[:-1]].astype(np.int64)
        region = electorate.region
        follows = (electorate.slate == 0) & (electorate.luck < electorate.threshold[region])
        given[follows] = first[np.array(lists.list_of)[region[follows]]]
        totals.append(np.bincount(given, minlength=len(names)))
    mean = np.mean(totals, axis=0)
    order = [names[c] for c in np.argsort(-mean)]
    assert order[:3] == ["Luke Akehurst", "Laura Pidcock", "Ann Black"]
    assert set(order[3:8]) == {
        "Mish Rahman",
        "Gemma Bolton",
        "Yasmine Dar",
        "Nadia Jama",
        "Ann Henderson",
    }
    rules = find(scenario.rules)
    assert isinstance(rules, GregoryRules)
    assert rules.quota(scenario.voters * 100, 9, 100) == 1_295_490
    # Known: Akehurst had a surplus at the start.
    assert mean[scenario.election.find("Luke Akehurst")] > 12_954.9
    assert 17_000 < mean[scenario.election.find("Luke Akehurst")] < 21_000
    assert 15_000 < mean[scenario.election.find("Laura Pidcock")] < 18_500


def test_the_page_tells_what_comes_out(scenario: Scenario, trials: Trials) -> None:
    """Its table is of 1,000 draws; these are the first hundred of them."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = {
        cells[0]: cells[1:]
        for line in page.splitlines()
        if len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 6
    }
    for number, name in enumerate((LISTS, "no advice", "one order for all", FOUND)):
        seats = trials.seats(scenario.team)[number]
        mean = float(rows[name][0].split()[0])
        assert seats.mean() == pytest.approx(mean, abs=0.15), name
        for column, count in ((2, 4), (3, 5), (4, 6)):
            share = int(re.sub(r"\D", "", rows[name][column])) / 100
            assert (seats == count).mean() == pytest.approx(share, abs=0.13), (name, count)
    for name in re.findall(r"`([\w.]+\.(?:csv|toml|json))`", page):
        assert (FOLDER / name).exists() or name == "plan.json", name
