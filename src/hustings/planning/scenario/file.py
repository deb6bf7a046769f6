"""`scenario.toml`: one readable file, with CSV files beside it where lists are long.

Knows in which order the file's tables are understood. Must not know drawing or counting; which keys
the tables have and what holds without them stands in `keys`, and what is in them is read by
`regions`, `candidates`, `support` and `habits`.
"""

from __future__ import annotations

import os
from dataclasses import replace

from hustings.counting.law import find
from hustings.counting.ruleset import GregoryRules, RuleSet
from hustings.election.model import Candidate, Election
from hustings.errors import InputError
from hustings.inputs.entry import Entry, kind, nearest
from hustings.inputs.figures import Read
from hustings.inputs.text import read_text, shown
from hustings.inputs.toml import toml
from hustings.planning.scenario import defaults, habits
from hustings.planning.scenario.candidates import RESERVE, Listed, candidates, check_slates
from hustings.planning.scenario.following import following, lists
from hustings.planning.scenario.keys import SCENARIO, SLATE
from hustings.planning.scenario.model import Ranking, Region, Scenario, Slate
from hustings.planning.scenario.regions import in_one_piece, regions
from hustings.planning.scenario.support import mean, says_support, support, uncertainties

MAX_MARKS = 10**9  # voters times names: 2 GB


def load(path: str, read_as: list[Read] | None = None) -> Scenario:
    """The scenario in a file; CSV files are looked for beside it.

    Args:
        read_as: as of `parse`.

    Raises:
        InputError: the first mistake, with its line.
    """
    text = read_text(path, standard=False)
    return parse(text, source=path, folder=os.path.dirname(path), read_as=read_as)


def parse(
    text: str, source: str = "", folder: str = ".", read_as: list[Read] | None = None
) -> Scenario:
    """The scenario that `text` describes.

    Args:
        source: what to call the text in a message.
        folder: where CSV files are looked for.
        read_as: takes in the numbers of CSV files that are not in plain digits.

    Raises:
        InputError: the first mistake, with its line.
    """
    _check_kind(text, source)
    root = replace(toml(text, source, SCENARIO), read_as=read_as)
    if "election" not in root:
        raise root.fault("there is no [election]", remedy="add it, with `seats` and `rules`")
    election = root.table("election")
    seats, rules = _seats(election)
    places = regions(root, election, folder)
    listed = candidates(root, places, folder)
    standing = sum(one.stands for one in listed)
    if standing <= seats:
        raise election.fault(
            f"there are {seats} seats and {standing} candidates, so that all are elected",
            "seats",
            remedy="correct the seats, or list all candidates",
        )
    own = _slates(root, listed)
    planned = _planned(root, own, listed)
    slates, ranking = _supporters(root, own, planned, places, listed, folder)
    _check_size(root, slates, ranking, places)
    title = election.text("title", default=f"Election for {seats} seat{'s' * (seats > 1)}")
    names = tuple(Candidate(i, one.name, one.slates[0], one.groups) for i, one in enumerate(listed))
    plan = root.table("plan")
    team = sum(one.stands and slates[planned].name in one.slates for one in listed)
    withdrawn = tuple(place for place, one in enumerate(listed) if not one.stands)
    scenario = Scenario(
        title=title,
        election=Election(title, seats, names, withdrawn),
        rules=rules,
        regions=places,
        slates=slates,
        home=tuple(one.home for one in listed),
        ranking=ranking,
        following=following(root, places, team, folder),
        slate=planned,
        lists=lists(plan, len(places), team),
        draws=plan.whole("draws"),
        seed=plan.whole("seed"),
        in_one_piece=in_one_piece(root),
    )
    return _with_ballots(scenario, root, own, folder)


def _check_kind(text: str, source: str) -> None:
    """Refuse a plan, and other JSON, in place of a scenario."""
    if not text.lstrip().startswith("{"):
        return
    plan = '"hustings-plan/1"' in text
    raise InputError(
        "this is a plan, not a scenario" if plan else "this is JSON, not a scenario",
        remedy="give the scenario first, then the plan: SCENARIO.toml PLAN.json"
        if plan
        else "give a scenario: TOML, as `hustings plan new` writes it",
        source=source,
    )


def _seats(election: Entry) -> tuple[int, str]:
    """Seats, and the name of the rules."""
    seats = election.whole("seats")
    name = election.text("rules", remedy='say how it is counted, such as `rules = "ers97"`')
    try:
        rules: RuleSet = find(name)
    except InputError as error:
        raise election.fault(error.what, "rules", remedy=error.remedy) from None
    if isinstance(rules, GregoryRules) and rules.single_winner and seats > 1:
        raise election.fault(
            f"{shown(name)} fills one seat, not {seats}", "rules", remedy="choose other rules"
        )
    return seats, name


def _slates(root: Entry, listed: list[Listed]) -> dict[str, Entry]:
    """The table of each slate, in the order of the file; checked against the candidates."""
    if "slates" not in root:
        raise root.fault(
            "there are no slates", remedy='add [slates."NAME"] with the support of each slate'
        )
    table = root.table("slates")
    own = {}
    for name in table.values:
        table.plain(name, "the slate's name", name)
        own[name] = table.table(name, f"the slate {shown(name)}")
    if any(defaults.NO_SLATE in one.slates for one in listed):
        nothing = Entry(root.source, defaults.NO_SLATE, table.line, {}, SLATE)
        own.setdefault(defaults.NO_SLATE, nothing)
    root.check_length("slates", len(own))
    check_slates(listed, list(own), table)
    return own


def _planned(root: Entry, own: dict[str, Entry], listed: list[Listed]) -> int:
    """The index of the slate to plan for, the only one that can have reserves."""
    plan = root.table("plan")
    names = [name for name in own if name != defaults.NO_SLATE]
    if not names:
        raise root.fault(
            "there is no slate to plan for", "slates", remedy="give candidates a slate"
        )
    if "slate" not in plan and len(names) > 1:
        raise plan.missing("slate", f'write `slate = "{names[0]}"`, or whom you plan for')
    name = plan.text("slate", default=names[0])
    if name not in names:
        raise plan.fault(
            f"no slate is called {shown(name)}",
            "slate",
            remedy=nearest(name, names, what="they are"),
        )
    for one in listed:
        if not one.stands and one.slates != (name,):
            raise one.entry.fault(
                f"only {shown(name)} can have a {RESERVE}, the slate you plan for",
                "group",
                remedy="take this candidate out",
            )
    return list(own).index(name)


def _supporters(
    root: Entry,
    own: dict[str, Entry],
    planned: int,
    places: tuple[Region, ...],
    listed: list[Listed],
    folder: str,
) -> tuple[tuple[Slate, ...], Ranking]:
    """The slates with their support and habits, and the habits of all."""
    sizes = [sum(one.stands and name in one.slates for one in listed) for name in own]
    if _ballot_files(root, folder) and not says_support(root, own):
        # Stands in until the ballots have been read.
        shares = [(1.0 / len(own),) * len(places)] * len(own)
    else:
        shares = support(root, own, places, folder)
    table = root.table("ranking")
    means = [mean(share, places) for share in shares]
    ranking = habits.ranking(table, listed, tuple(own), means, sizes[planned])
    slates = []
    for (name, entry), share, size in zip(own.items(), shares, sizes, strict=True):
        sds = uncertainties(entry, name, share, places)
        slate = habits.slate(
            entry, table, name, support=share, sds=sds, size=size, standing=len(listed)
        )
        slates.append(
            replace(
                slate,
                lengths=() if slate.lengths == ranking.lengths else slate.lengths,
                shared=tuple(i for i, one in enumerate(listed) if name in one.slates[1:]),
            )
        )
    return tuple(slates), ranking


def _check_size(
    root: Entry, slates: tuple[Slate, ...], ranking: Ranking, places: tuple[Region, ...]
) -> None:
    """Refuse an electorate whose ballots might not fit into memory."""
    longest = max(len(slate.lengths or ranking.lengths) for slate in slates)
    voters = sum(region.voters for region in places)
    if voters * longest > MAX_MARKS:
        raise root.fault(
            f"{voters:,} voters who may rank {longest} names are too many to draw",
            "regions" if "regions" in root else "election",
            remedy=f"cut `lengths` to {MAX_MARKS // voters} names, or scale the voters down",
        )


def _with_ballots(scenario: Scenario, root: Entry, own: dict[str, Entry], folder: str) -> Scenario:
    """The scenario with electorates drawn from real ballots, where the file asks for it."""
    files = _ballot_files(root, folder)
    if not files:
        return scenario
    from hustings.planning.scenario.ballots import attach, with_support_of_ballots

    scenario = attach(scenario, files)
    if says_support(root, own):
        return scenario
    scenario = with_support_of_ballots(scenario)
    slates = []
    for slate, entry in zip(scenario.slates, own.values(), strict=True):
        sds = uncertainties(entry, slate.name, slate.support, scenario.regions)
        slates.append(replace(slate, national_sd=sds[0], regional_sd=sds[1]))
    return replace(scenario, slates=tuple(slates))


def _ballot_files(root: Entry, folder: str) -> list[str]:
    """The ballot files to draw electorates from; none for the model of habits."""
    model = root.choice("model")
    if model != "ballots":
        if "ballots" in root:
            raise root.fault(
                "ballots are named but not used", "ballots", remedy='add `model = "ballots"`'
            )
        return []
    names = root.values.get("ballots")
    if isinstance(names, str):
        names = [names]
    if not isinstance(names, list) or not names:
        raise root.fault(
            '`model = "ballots"` needs ballot files',
            "ballots" if "ballots" in root else "model",
            remedy='add `ballots = ["FILE", …]`',
        )
    for place, name in enumerate(names):
        if not isinstance(name, str):
            raise root.fault(
                f"`ballots` must be names of files, not {kind(name)}", "ballots", place
            )
        root.plain(name, "`ballots`", "ballots", place)
    return [os.path.join(folder, name) for name in names]
