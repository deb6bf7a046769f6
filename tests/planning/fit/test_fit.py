"""What is learnt from ballots: known parameters found again, and the figures of real elections."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from hustings.election.formats import read
from hustings.election.model import Candidate, Election, make_election
from hustings.election.profile import Profile, same_rank
from hustings.errors import InputError
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.fit.fit import Fitted, as_toml, document, fit, sentences
from hustings.planning.fit.fitted import Figure
from hustings.planning.scenario import file as scenario_file
from hustings.planning.scenario.model import Following, Ranking, Region, Scenario, Slate
from hustings.planning.scenario.regional import parts_of

Part = tuple[Election, Profile, str]

SLATES = ("Red", "Blue", "Green", "Gold")
SIZES = (3, 2, 2, 1)


def known(voters: int = 40_000, seed: int = 1) -> Scenario:
    """A scenario whose parameters are to be found again."""
    names = ("Ada", "Bo", "Cy", "Di", "Eve", "Flo", "Gus", "Hal")
    owner = [slate for slate, size in zip(SLATES, SIZES, strict=True) for _ in range(size)]
    homes = (0, 1, -1, 1, 0, -1, 1, 0)
    region = ("North", "South")
    candidates = tuple(
        Candidate(i, f"{name} Ash", slate, (region[home],) if home >= 0 else ())
        for i, (name, slate, home) in enumerate(zip(names, owner, homes, strict=True))
    )
    support = ((0.4, 0.3), (0.3, 0.3), (0.2, 0.3), (0.1, 0.1))
    retention = (0.86, 0.75, 0.8, 0.5)
    slate_only = (0.25, 0.15, 0.3, 0.0)
    lengths = (
        (0.05, 0.1, 0.35, 0.2, 0.1, 0.1, 0.05, 0.05),
        (0.1, 0.3, 0.3, 0.1, 0.1, 0.1),
        (0.02, 0.4, 0.2, 0.2, 0.18),
        (0.2, 0.3, 0.3, 0.2),
    )
    return Scenario(
        title="Known",
        election=Election("Known", 3, candidates),
        rules="scotland",
        regions=(Region("North", voters // 2), Region("South", voters - voters // 2)),
        slates=tuple(
            Slate(name, support[s], 0.0, 0.0, retention[s], lengths[s], slate_only[s])
            for s, name in enumerate(SLATES)
        ),
        home=homes,
        ranking=Ranking(
            lengths=(1.0,),
            slate_only=0.0,
            home_pull=2.5,
            position=1.0,
            alphabet=1.0,
            appeal=(1.0, 0.5, 0.25, 1.0, 0.4, 0.8, 1.0, 1.0),
            affinity=(
                (0.6, 0.5, 1.0, 0.1),
                (0.2, 0.4, 0.3, 1.0),
                (1.0, 0.3, 0.2, 0.2),
                (0.4, 0.9, 0.4, 0.0),
            ),
        ),
        following=Following((0.0, 0.0), 0.0, 0),
        slate=0,
        lists=1,
        draws=1,
        seed=seed,
    )


def drawn(scenario: Scenario) -> list[Part]:
    """The scenario's first electorate, a part a region."""
    electorate = draw_electorate(scenario, 0)
    ballots: list[list[tuple[tuple[int, ...], int]]] = [[] for _ in scenario.regions]
    for region, (low, high) in zip(
        electorate.region.tolist(), pairwise(electorate.starts.tolist()), strict=True
    ):
        ballots[region].append((tuple(electorate.entries[low:high].tolist()), 1))
    return [
        (scenario.election, Profile.gather(own), region.name)
        for own, region in zip(ballots, scenario.regions, strict=True)
    ]


def deviations(fitted: Fitted, scenario: Scenario) -> dict[str, tuple[Figure, float]]:
    """Every parameter found, beside the known one."""
    found: dict[str, tuple[Figure, float]] = {}
    for slate, size in zip(scenario.slates, SIZES, strict=True):
        own = next(one for one in fitted.slates if one.name == slate.name)
        assert (own.retention is None) == (own.slate_only is None) == (size == 1)
        if own.retention is not None and own.slate_only is not None:
            found[f"{slate.name} retention"] = (own.retention, slate.retention)
            assert slate.slate_only is not None
            found[f"{slate.name} slate only"] = (own.slate_only, slate.slate_only)
        for k, share in enumerate(slate.lengths):
            found[f"{slate.name} length {k + 1}"] = (own.lengths[k], share)
    for slate in SLATES:
        mates = [c.index for c in scenario.election.candidates if c.slate == slate]
        logs = np.log([scenario.ranking.appeal[c] for c in mates])
        for candidate, level in zip(mates, np.exp(logs - logs.mean()).tolist(), strict=True):
            if len(mates) > 1:
                one = fitted.candidates[candidate]
                found[one.name] = (one.appeal, level)
    assert fitted.home_pull is not None
    found["home pull"] = (fitted.home_pull, scenario.ranking.home_pull)
    return found


@pytest.fixture(scope="module")
def again() -> tuple[Scenario, Fitted]:
    scenario = known()
    return scenario, fit(drawn(scenario))


def test_known_parameters_are_found_within_their_errors(again: tuple[Scenario, Fitted]) -> None:
    scenario, fitted = again
    found = deviations(fitted, scenario)
    assert len(found) == 37
    for name, (figure, true) in found.items():
        assert abs(figure.value - true) < 4 * figure.error + 1e-3, name
        assert figure.error < 0.1 * max(true, 0.2), name


@pytest.mark.parametrize("seeds", [3, pytest.param(12, marks=pytest.mark.soak)])
def test_errors_are_true(seeds: int) -> None:
    """Of the differences from the known parameters, about 95 % are within 1.96 errors."""
    within = total = 0
    for seed in range(2, 2 + seeds):
        scenario = known(8000, seed)
        for figure, true in deviations(fit(drawn(scenario)), scenario).values():
            within += abs(figure.value - true) < 1.96 * figure.error
            total += 1
    assert total == seeds * 37
    # The figures of one draw are not independent: 6 times the binomial error.
    assert abs(within / total - 0.95) < 6 * (0.95 * 0.05 / total) ** 0.5, within / total


def test_where_voters_turn_is_found(again: tuple[Scenario, Fitted]) -> None:
    scenario, fitted = again
    share = [sum(shares) / 2 for shares in fitted.support]
    for own, row in zip(SLATES, scenario.ranking.affinity, strict=True):
        place = fitted.names.index(own)
        weight = {
            name: fitted.affinity[place][at] * share[at] for at, name in enumerate(fitted.names)
        }
        # Nobody can come back to the single candidate of Gold.
        could = {n: true for n, true in zip(SLATES, row, strict=True) if n != "Gold" or own != n}
        scale = sum(could.values()) / sum(weight[name] for name in could)
        for name, true in could.items():
            seen = fitted.turned[place][fitted.names.index(name)]
            slack = 4 * (true + 0.01) / max(seen, 1) ** 0.5 + 0.02
            assert abs(weight[name] * scale - true) < slack, (own, name)


def test_regions_and_support_are_told(again: tuple[Scenario, Fitted]) -> None:
    _, fitted = again
    assert fitted.regions == (("North", 20000), ("South", 20000))
    for name, true in zip(SLATES, ((0.4, 0.3), (0.3, 0.3), (0.2, 0.3), (0.1, 0.1)), strict=True):
        found = fitted.support[fitted.names.index(name)]
        assert np.abs(np.array(found) - true).max() < 4 * (0.25 / 20000) ** 0.5


def test_its_own_model_fits_as_well_as_chance_allows(again: tuple[Scenario, Fitted]) -> None:
    _, fitted = again
    assert len(fitted.comparisons) == 4
    for one in fitted.comparisons:
        assert one.differ < one.chance + 0.01, one.what
    assert sentences(fitted)[0].startswith("It fits well: ")


def test_few_ballots_are_no_sign_of_a_bad_fit() -> None:
    """With few, chance alone makes large differences; the sentence does not blame the fit."""
    fitted = fit(drawn(known(800)))
    assert max(one.differ for one in fitted.comparisons) > 0.06
    assert sentences(fitted)[0].startswith("It fits well: ")
    assert not any(one.startswith("The largest difference") for one in sentences(fitted))


def test_another_model_does_not_fit() -> None:
    """Ballots of which half follow a habit that the model does not have."""
    scenario = known(8000)
    parts = [
        (
            election,
            Profile.gather(
                (ranking[:1] + (7,) * (ranking[0] < 3) + (3,) * (ranking[0] < 3), papers)
                if at % 2
                else (ranking, papers)
                for at, (ranking, papers) in enumerate(
                    zip(profile.rankings, profile.papers, strict=True)
                )
            ),
            region,
        )
        for election, profile, region in drawn(scenario)
    ]
    fitted = fit(parts)
    worst = max(one.differ for one in fitted.comparisons)
    assert worst > 0.06
    assert sentences(fitted)[0].startswith("It fits only roughly: ")


def many(papers: int = 90, voters: int = 600) -> list[Part]:
    """Ballot papers with names in any order and appeals of their own: position 1.5, alphabet 2,
    spread 0.4."""
    parts = []
    for number in range(papers):
        stream = np.random.default_rng(number)
        order = stream.permutation(5).tolist()
        names = [f"X {letter}{number}" for letter in "abcde"]
        slates = ["Red", "Red", "Red", "Blue", "Blue"]
        candidates = tuple(Candidate(i, names[k], slates[k]) for i, k in enumerate(order))
        scenario = replace(
            known(seed=number),
            election=Election(f"Ward {number}", 2, candidates),
            regions=(Region("", voters),),
            slates=(
                Slate("Red", (0.6,), 0.0, 0.0, 0.8, (0.2, 0.3, 0.3, 0.2), 0.2),
                Slate("Blue", (0.4,), 0.0, 0.0, 0.7, (0.3, 0.3, 0.4), 0.1),
            ),
            home=(-1,) * 5,
            ranking=Ranking(
                lengths=(1.0,),
                slate_only=0.0,
                home_pull=1.0,
                position=1.5,
                alphabet=2.0,
                appeal=tuple(np.exp(stream.normal(0, 0.4, 5)).tolist()),
                affinity=((0.5, 1.0), (1.0, 0.5)),
            ),
            following=Following((0.0,), 0.0, 0),
        )
        parts += [(election, profile, "") for election, profile, _ in drawn(scenario)]
    return parts


def test_position_and_alphabet_are_told_apart_over_many_ballot_papers() -> None:
    fitted = fit(many())
    assert fitted.candidates == ()
    for figure, true in ((fitted.position, 1.5), (fitted.alphabet, 2.0), (fitted.spread, 0.4)):
        assert figure is not None
        assert abs(figure.value - true) < 3.5 * figure.error
        assert figure.error < 0.15 * true
    # The same two slates everywhere: each ballot paper is a region.
    assert fitted.regions == tuple((f"Ward {number}", 600) for number in range(90))
    sizes = {one.size: one for one in fitted.sizes}
    assert sorted(sizes) == [2, 3]
    for size, retention, slate_only in ((3, 0.8, 0.2), (2, 0.7, 0.1)):
        own = sizes[size]
        assert own.retention is not None
        assert own.slate_only is not None
        assert abs(own.retention.value - retention) < 4 * own.retention.error
        assert abs(own.slate_only.value - slate_only) < 4 * own.slate_only.error


def test_a_fit_is_a_scenario(again: tuple[Scenario, Fitted]) -> None:
    """The lines for `scenario.toml` read back as what was found."""
    _, fitted = again
    rest = '\n[election]\nseats = 3\nrules = "scotland"\n[plan]\nslate = "Red"\n'
    scenario = scenario_file.parse(as_toml(fitted) + rest)
    assert [region.name for region in scenario.regions] == ["North", "South"]
    assert [region.voters for region in scenario.regions] == [20000, 20000]
    assert scenario.home == known().home
    assert scenario.ranking.home_pull == pytest.approx(known().ranking.home_pull, rel=0.1)
    for slate in scenario.slates:
        own = next(one for one in fitted.slates if one.name == slate.name)
        support = fitted.support[fitted.names.index(slate.name)]
        assert slate.support == pytest.approx(support, abs=1e-3)
        if own.retention is not None and own.slate_only is not None:
            assert slate.retention == pytest.approx(own.retention.value, abs=1e-4)
            assert slate.slate_only == pytest.approx(own.slate_only.value, abs=1e-4)
        lengths = slate.lengths or scenario.ranking.lengths
        assert list(lengths) == pytest.approx(
            [figure.value for figure in own.lengths][: len(lengths)], abs=3e-4
        )
    share = np.array([sum(s.support) / 2 for s in scenario.slates])
    for at, row in enumerate(scenario.ranking.affinity):
        place = fitted.names.index(scenario.slates[at].name)
        factors = [fitted.affinity[place][fitted.names.index(s.name)] for s in scenario.slates]
        expected = np.array(factors) * share
        assert np.abs(expected / expected.max() - row).max() < 0.01
    assert [one.name for one in scenario.election.candidates] == [
        one.name for one in fitted.candidates
    ]
    assert list(scenario.ranking.appeal) == pytest.approx(
        [one.appeal.value for one in fitted.candidates], abs=1e-4
    )


def test_the_same_ballots_give_the_same_fit() -> None:
    scenario = known(4000)
    parts = drawn(scenario)
    one = document(fit(parts))
    assert document(fit(parts)) == one
    assert one["format"] == "hustings-fit/1"
    assert one["ballots"] == 4000
    assert one["sentences"] == list(sentences(fit(parts)))


def test_who_withdrew_is_not_there() -> None:
    """As if they had never been on the ballot paper, wherever ballots name them."""
    parts = drawn(known(3000))
    election = parts[0][0]
    candidates = (
        Candidate(0, "Zed Zulu", "Red"),
        *(replace(c, index=c.index + 1) for c in election.candidates),
    )
    withdrawn = Election(election.title, election.seats, candidates, (0,))
    moved = [
        (
            withdrawn,
            Profile.gather(
                (((0,) if at % 3 == 0 else ()) + tuple(c + 1 for c in ranking), papers)
                for at, (ranking, papers) in enumerate(
                    zip(profile.rankings, profile.papers, strict=True)
                )
            ),
            region,
        )
        for _, profile, region in parts
    ]
    one, other = fit(parts), fit(moved)
    assert (other.papers, other.names, other.support) == (one.papers, one.names, one.support)
    assert [c.name for c in other.candidates] == [c.name for c in one.candidates]
    assert [h.observed and h.observed.leader for h in other.slates] == [
        h.observed and h.observed.leader for h in one.slates
    ]


FILE = """\
# candidates: Ann Ash;Bob Birch;Cat Cedar;Dan Dogwood
# slate 1: Red
# slate 2: Red
# slate 3: Blue
# groups 1: North
region,1st,2nd,papers
North,Ann Ash,Bob Birch,40
North,Bob Birch,Cat Cedar,20
South,Bob Birch,Ann Ash,30
South,Cat Cedar,,10
South,Dan Dogwood,Cat Cedar=Bob Birch,10
"""


def test_a_file_with_regions_is_learnt_from() -> None:
    fitted = fit(parts_of(FILE.encode()))
    assert fitted.regions == (("North", 60), ("South", 50))
    assert fitted.names == ("Red", "Blue", "no slate")
    assert fitted.support == ((1.0, 0.6), (0.0, 0.2), (0.0, 0.2))
    assert (fitted.papers, fitted.unclear) == (110, 10)
    assert fitted.home_pull is not None
    assert fitted.home_pull.value > 2
    loyalty = fitted.slates[0].retention
    assert loyalty is not None
    assert loyalty.value == pytest.approx(70 / 90, abs=0.005)
    assert loyalty.error == pytest.approx((70 * 20 / 90**3) ** 0.5, rel=0.35)
    red = fitted.slates[0].observed
    assert red is not None
    assert (red.slates, red.leader) == (1, 5 / 9)
    assert red.second_stays.value == pytest.approx(70 / 90)
    assert red.complete.value == pytest.approx(70 / 90)
    assert red.first_only.value == 0
    assert red.alphabet.value == 0


@pytest.mark.parametrize("papers", [1, 2, 30])
@pytest.mark.parametrize("ballot_papers", [1, 2, 25])
def test_few_ballots_make_a_fit_too(papers: int, ballot_papers: int) -> None:
    parts = [
        (
            make_election(
                f"Ward {n}", 1, (f"A{n}", f"B{n}", f"C{n}"), slates=("Red", "Red", "Blue")
            ),
            Profile(((0, 1), (2,)), (papers, papers)),
            "",
        )
        for n in range(ballot_papers)
    ]
    fitted = fit(parts)
    assert fitted.papers == 2 * papers * ballot_papers
    assert len(fitted.regions) == (ballot_papers if ballot_papers > 1 else 0)
    assert "ranking" in tomllib.loads(as_toml(fitted))
    assert json.loads(json.dumps(document(fitted), allow_nan=False))["ballots"] == fitted.papers


def test_homes_can_be_given_by_name() -> None:
    parts = parts_of(FILE.replace("# groups 1: North\n", "").encode())
    assert fit(parts).home_pull is None
    given = fit(parts, homes={"Ann Ash": "North"}).home_pull
    assert given == fit(parts_of(FILE.encode())).home_pull


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "there are no ballots to learn from; give files with ballots"),
        (
            [
                (
                    make_election("", 1, ("A", "B"), slates=("Red", "Red")),
                    Profile(((0, same_rank(1)),), (3,)),
                    "",
                )
            ],
            "there are no ballots to learn from; give files with ballots",
        ),
        (
            [(make_election("", 1, ("A", "B")), Profile(((0, 1),), (3,)), "")],
            "no two candidates in these files share a slate, so there is nothing to learn"
            " about"
            " how supporters rank one; say who stands with whom, by --candidates or in CSV"
            " with lines such as `# slate 1: Green`",
        ),
    ],
)
def test_ballots_that_say_nothing_are_refused(parts: Sequence[Part], said: str) -> None:
    with pytest.raises(InputError) as caught:
        fit(parts)
    assert str(caught.value) == said


@pytest.fixture(scope="module")
def scotland(scot_elex: Path) -> Fitted:
    files = [read(str(path)) for path in sorted(scot_elex.glob("*.csv"))]
    return fit([(file.election, file.profile, "") for file in files])


@pytest.mark.soak
def test_scotland(scotland: Fitted) -> None:
    """559 of the 1,070 elections that the planning defaults were measured on."""
    assert (scotland.ballot_papers, scotland.papers) == (559, 2_856_143)
    # The one slate of four is left out: it tells no error.
    assert [one.size for one in scotland.sizes] == [1, 2, 3, 0]
    sizes = {one.size: one.observed for one in scotland.sizes}
    pairs, threes = sizes[2], sizes[3]
    assert pairs is not None
    assert threes is not None
    # All 1,070: 78.1 % and 5.8 %, 33.2 %, leader 0.65, first surname leads in 81 %.
    assert pairs.slates == 628
    assert round(100 * pairs.second_stays.value, 1) == 78.0
    assert round(100 * pairs.first_only.value, 1) == 5.7
    assert round(100 * pairs.complete.value, 1) == 33.2
    assert round(pairs.leader, 2) == 0.65
    assert round(100 * pairs.alphabet.value) == 82
    # All: 79.3 %, 67.5 % all three on top, 47.5 %, leader 0.47.
    assert round(100 * threes.second_stays.value, 1) == 78.6
    assert round(100 * threes.all_on_top.value, 1) == 67.4
    assert round(100 * threes.complete.value, 1) == 47.7
    assert round(threes.leader, 2) == 0.47
    lengths = {label: real for label, real, _ in scotland.comparisons[0].rows}
    assert [round(100 * lengths[f"{k} names" if k > 1 else "1 name"]) for k in (1, 2, 3, 4)] == [
        14,
        26,
        33,
        11,
    ]


@pytest.mark.soak
def test_the_model_fits_scotland_as_the_sentence_says(scotland: Fitted) -> None:
    found = {one.what: one for one in scotland.comparisons}
    assert list(found) == [
        "number of names ranked",
        "slate of the second preference",
        "first name outside the slate",
        "names of the slate on top, by its size",
    ]
    limits = (0.01, 0.06, 0.08, 0.02)
    for one, limit in zip(found.values(), limits, strict=True):
        assert one.chance < one.differ < limit, one.what
    assert scotland.alphabet is not None
    assert scotland.position is not None
    # Together, they are the 1.8 times that the first of a slate has.
    assert 1.6 < scotland.alphabet.value * scotland.position.value**0.4 < 1.8
