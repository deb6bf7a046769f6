"""How STV works: what the page tells of every order is what the engine counts."""

from __future__ import annotations

import json
from functools import cache
from itertools import permutations
from typing import Any

import pytest

from guide.examples import BUILD, nec2020
from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.record import Action, CountRecord, Reason, decimal
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.guide import words
from hustings.guide.pages import how, how_count
from hustings.guide.pages import site as pages

NAMES = ["Ada", "Ben", "Cai", "Dot", "Eli"]
SEATS = 3
ORDERS = [order for length in range(6) for order in permutations(range(5), length)]
LANGUAGES = ["en", "cy"]


@cache
def shown(language: str) -> dict[str, Any]:
    """What the page is given, its data as the script reads it."""
    view = how.view(words.load(language))
    return view | {"data": json.loads(str(view["data"]))}


@cache
def by_order(language: str) -> dict[str, dict[str, Any]]:
    return {
        order: outcome
        for outcome in shown(language)["data"]["outcomes"]
        for order in outcome["orders"].split(" ")
    }


def key(order: tuple[int, ...]) -> str:
    return "".join(map(str, order)) or "-"


@cache
def fresh(order: tuple[int, ...]) -> CountRecord:
    """The count of the papers that the page says the others have, with four of this order."""
    ballots = [(order, 4)] if order else []
    for line in shown("en")["others"]:
        members, _, names = line.partition(": ")
        ranking = tuple(NAMES.index(name) for name in names.split(", "))
        ballots.append((ranking, int(members.split()[0])))
    election = make_election("", SEATS, NAMES)
    return count(election, Profile.gather(ballots), find("ers97"), engine="reference")


def figure(units: int) -> str:
    whole, _, rest = decimal(units, 2).partition(".")
    return f"{whole}.{rest}".rstrip("0").rstrip(".")


def test_the_papers_are_the_page_s() -> None:
    assert shown("en")["yours_how"].startswith("You and 3 others")
    assert fresh(()).ballots.valid == 20
    assert fresh((0,)).ballots.valid == 24
    assert shown("en")["setting"] == (
        "24 members fill 3 places, so the quota is 24 ÷ 4 = 6. Ada, Ben and Cai are a slate:"
        " they ask for votes together. Dot and Eli each stand alone."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_order_is_there_once(language: str) -> None:
    told = [
        order for one in shown(language)["data"]["outcomes"] for order in one["orders"].split(" ")
    ]
    assert len(told) == 326
    assert sorted(told) == sorted(map(key, ORDERS))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_order_is_shown_as_it_is_counted(language: str) -> None:
    for order in ORDERS:
        as_it_is_counted(order, language)


def as_it_is_counted(order: tuple[int, ...], language: str) -> None:
    data = shown(language)["data"]
    outcome = by_order(language)[key(order)]
    record = fresh(order)
    stages = [data["stages"][one] for one in outcome["stages"]]
    assert len(stages) == len(record.stages)
    past = [0] * 5
    for stage, told in zip(record.stages, stages, strict=True):
        number, _, _, caption, quota, _, rows = told
        changes = [now - before for now, before in zip(stage.votes, past, strict=True)]
        assert str(stage.number) in number.split()
        assert figure(stage.quota) in caption.replace(".", " ").split()
        assert figure(stage.quota) == quota.split()[-1]
        assert [row[0] for row in rows] == [figure(votes) for votes in stage.votes]
        if stage.number > 1:
            assert [row[1] for row in rows] == [
                ("+" if change > 0 else "\N{MINUS SIGN}") + figure(abs(change)) if change else ""
                for change in changes
            ]
        assert {c for c in range(5) if rows[c][6] == "now"} == set(stage.elected)
        assert {c for c in range(5) if rows[c][6] == "gone"} == set(stage.excluded)
        past = list(stage.votes)
    joined = outcome["elected"].replace(" and ", ", ").replace(" ac ", ", ").replace(" a ", ", ")
    assert joined.split(", ") == list(record.winners)


def test_bars_are_as_long_as_votes_are_many() -> None:
    for order in ORDERS:
        as_long_as_votes_are_many(order)


def as_long_as_votes_are_many(order: tuple[int, ...]) -> None:
    data = shown("en")["data"]
    record = fresh(order)
    for stage, one in zip(record.stages, by_order("en")[key(order)]["stages"], strict=True):
        _, _, _, _, _, line, rows = data["stages"][one]
        assert line == f"{figure(stage.quota * 10)}%"  # ten votes take the whole width
        before = record.stages[stage.number - 2].votes if stage.number > 1 else stage.votes
        elected = {c for past in record.stages[: stage.number] for c in past.elected}
        for candidate, (_, _, kept, part, kind, _, _) in enumerate(rows):
            now, then = stage.votes[candidate], before[candidate]
            assert kept == f"{figure(min(now, then) * 10)}%"
            assert part == f"{figure(abs(now - then) * 10)}%"
            assert kind == ("e" if candidate in elected else "c") + ("l" if now < then else "g")


def test_papers_are_followed_as_they_were_counted() -> None:
    for order in ORDERS:
        followed_as_they_were_counted(order)


def followed_as_they_were_counted(order: tuple[int, ...]) -> None:
    outcome = how_count.outcome(order)
    record = fresh(order)
    assert outcome.record == record
    papers = how_count.groups(order)
    held = {g: (group.ranking[0], 100) for g, group in enumerate(papers)}
    for stage, moves in zip(record.stages, outcome.moves, strict=True):
        got, given, stayed = [0] * 5, [0] * 5, 0
        for move in moves:
            if move.to is None:
                stayed += move.papers
                continue
            got[move.to] += move.papers
            given[move.to] += move.papers * move.value
            held[move.group] = (move.to, move.value)
        if stage.number == 1:
            assert moves == ()
            continue
        (transfer,) = stage.transfers
        assert tuple(got) == transfer.papers
        assert tuple(given) == transfer.votes
        assert stayed == transfer.non_transferable_papers
    if order:
        last = outcome.way[-1]
        assert (last.candidate, last.value) == held[0]
        assert [step.elected for step in outcome.way] == [
            step.candidate in outcome.winners for step in outcome.way
        ]


def test_the_small_election_is_easy_to_follow() -> None:
    """What the sentences rely on, and what makes the example worth its place."""
    for order in ORDERS:
        record = fresh(order)
        assert len(record.stages) <= 4
        assert not any(stage.ties for stage in record.stages)
        assert all(one.reason is Reason.QUOTA for one in record.elected)
        assert len({stage.quota for stage in record.stages}) == 1
        assert record.stages[0].elected
        for stage in record.stages[1:]:
            assert stage.action in (Action.SURPLUS, Action.EXCLUSION)
            assert len(stage.of) == len(stage.transfers) == 1
    results = {frozenset(fresh(order).winners) for order in ORDERS}
    assert len(results) == 6


def test_the_usual_order_costs_the_slate_a_place() -> None:
    def elected(*order: int) -> set[str]:
        return set(fresh(order).winners)

    assert elected(0, 1, 2) == {"Ada", "Ben", "Dot"}
    assert elected(2, 1, 0) == {"Ada", "Ben", "Cai"}  # first choices spread
    assert elected(1, 0, 2) == {"Ada", "Ben", "Dot"}  # spread to no avail
    assert elected(4, 3) == {"Ada", "Dot", "Eli"}
    # Lower choices matter too, once the first needs no more.
    assert elected(2, 3, 1) == {"Ada", "Cai", "Dot"}
    assert elected(2, 4, 1) == {"Ada", "Cai", "Eli"}
    assert [(preset.title, preset.order) for preset in shown("en")["presets"]] == [
        ("All in the same order", (0, 1, 2)),
        ("First choices spread", (2, 1, 0)),
        ("Spread differently", (1, 0, 2)),
        ("Somebody else first", (4, 3)),
    ]


def test_a_later_choice_hurts_no_earlier_one() -> None:
    for order in ORDERS:
        mine = {NAMES[c] for c in order}
        for more in set(range(5)) - set(order):
            now = set(fresh((*order, more)).winners)
            assert set(fresh(order).winners) & mine <= now


def test_what_the_prose_says_of_the_example_is_so() -> None:
    def votes(order: tuple[int, ...], stage: int) -> dict[str, str]:
        counted = map(figure, fresh(order).stages[stage - 1].votes)
        return dict(zip(NAMES, counted, strict=True))

    say = words.load("en")
    assert say("how.usual_how") == (
        "Ada has 10 first choices and needs 6. The rest lifts Ben to 6. Eli's papers name Ada and"
        " Ben next; both are in already, so they go on to Dot. Cai is left with 4: the slate has 2"
        " places."
    )
    assert votes((0, 1, 2), 1)["Ada"] == "10"
    assert votes((0, 1, 2), 2) == {"Ada": "6", "Ben": "6", "Cai": "4", "Dot": "5", "Eli": "3"}
    assert votes((0, 1, 2), 3) == {"Ada": "6", "Ben": "6", "Cai": "4", "Dot": "8", "Eli": "0"}
    assert say("how.spread_how") == (
        "You and 3 others put Cai first, then Ben, then Ada. Ada still has 6, and Cai has 8. Ben is"
        " not in yet, so Eli's papers stop at Ben: the slate has 3 places, with the same voters."
    )
    assert votes((2, 1, 0), 1) == {"Ada": "6", "Ben": "2", "Cai": "8", "Dot": "5", "Eli": "3"}
    assert votes((2, 1, 0), 3)["Ben"] == "7"
    assert say("how.other_spread_how").startswith(
        "Put Ben first instead, and nothing is gained: Ada and Ben have 6 each, and Cai is left"
        " with 4 again."
    )
    assert votes((1, 0, 2), 1) == {"Ada": "6", "Ben": "6", "Cai": "4", "Dot": "5", "Eli": "3"}
    assert votes((1, 0, 2), 2)["Cai"] == "4"


# What one reads, for each kind of sentence there is.
TOLD = {
    (0, 1, 2): [
        "Ada, Ben and Dot. The slate has 2 of the 3 places.",
        "Your vote helped to elect Ada, and 0.4 of it went on and helped to elect Ben.",
        "First choices: Ada (10) has reached the quota of 6 and is elected.",
        "Ada's surplus passes on: Ada has 10 and needs only 6, so 4 pass on. They are shared by the"
        " 10 papers: each goes to its next choice as 0.4 of a vote. Ben gains 4. Ben (6) reaches"
        " the quota and is elected.",
        "Eli is excluded: Eli has the fewest votes, 3. Those 3 papers name Ada and Ben next,"
        " elected already, so they go on to Dot. Dot (8) reaches the quota and is elected. All 3"
        " places are filled, so the count ends.",
    ],
    (2, 1, 0): [
        "Cai, Ada and Ben. The slate has 3 of the 3 places.",
        "Your vote helped to elect Cai, and 0.25 of it went on and helped to elect Ben.",
        "First choices: Cai (8) and Ada (6) have reached the quota of 6 and are elected.",
        "Cai's surplus passes on: Cai has 8 and needs only 6, so 2 pass on. They are shared by the"
        " 8 papers: each goes to its next choice as 0.25 of a vote. Ben gains 2. That is not enough"
        " for anybody else to reach the quota.",
        "Eli is excluded: Eli has the fewest votes, 3. Those 3 papers name Ada next, elected"
        " already, so they go on to Ben. Ben (7) reaches the quota and is elected. All 3 places are"
        " filled, so the count ends.",
    ],
    (0,): [
        "Ada, Ben and Dot. The slate has 2 of the 3 places.",
        "Your vote helped to elect Ada. Some of it could have gone on, but you named nobody else"
        " who was still in.",
        "First choices: Ada (10) has reached the quota of 6 and is elected.",
        "Ada's surplus passes on: Ada has 10 and needs only 6, so 4 pass on. They are shared by the"
        " 6 papers that name somebody else: each goes there as 0.66 of a vote. Ben gains 3.96. 0.04"
        " of a vote is lost to rounding. That is not enough for anybody else to reach the quota.",
        "Eli is excluded: Eli has the fewest votes, 3. Those 3 papers name Ada next, elected"
        " already, so they go on to Ben. Ben (8.96) reaches the quota and is elected.",
        "Ben's surplus passes on: Ben has 8.96 and needs only 6, so 2.96 pass on. They are shared"
        " by the 3 papers that came last: each goes on as 0.98 of a vote. Dot gains 2.94. 0.02 of a"
        " vote is lost to rounding. Dot (7.94) reaches the quota and is elected. All 3 places are"
        " filled, so the count ends.",
    ],
    (0, 4): [
        "Ada, Ben and Eli. The slate has 2 of the 3 places.",
        "Your vote helped to elect Ada, and 0.4 of it went on and helped to elect Eli.",
        "First choices: Ada (10) has reached the quota of 6 and is elected.",
        "Ada's surplus passes on: Ada has 10 and needs only 6, so 4 pass on. They are shared by the"
        " 10 papers: each goes to its next choice as 0.4 of a vote. Ben gains 2.4 and Eli gains"
        " 1.6. That is not enough for anybody else to reach the quota.",
        "Cai is excluded: Cai has the fewest votes, 4. Those 4 papers go on to Ben. Ben (8.4)"
        " reaches the quota and is elected.",
        "Ben's surplus passes on: Ben has 8.4 and needs only 6, so 2.4 pass on. They are shared by"
        " the 4 papers that came last: each goes on as 0.6 of a vote. Eli gains 2.4. Eli (7)"
        " reaches the quota and is elected. All 3 places are filled, so the count ends.",
    ],
    (0, 2): [
        "Ada, Ben and Dot. The slate has 2 of the 3 places.",
        "Your vote helped to elect Ada, and 0.4 of it went on to Cai, who is not elected.",
    ],
    (2, 4, 1): [
        "Cai, Ada and Eli. The slate has 2 of the 3 places.",
        "Your vote helped to elect Cai, and 0.25 of it went on and helped to elect Eli.",
        "First choices: Cai (8) and Ada (6) have reached the quota of 6 and are elected.",
        "Cai's surplus passes on: Cai has 8 and needs only 6, so 2 pass on. They are shared by the"
        " 8 papers: each goes to its next choice as 0.25 of a vote. Ben gains 1 and Eli gains 1."
        " That is not enough for anybody else to reach the quota.",
        "Ben is excluded: Ben has the fewest votes, 3. Papers worth a whole vote go first. These 2"
        " name Ada next, elected already, so they go on to Eli. Eli (6) reaches the quota and is"
        " elected. All 3 places are filled, so the count ends.",
    ],
    (4,): [
        "Eli, Ada and Dot. The slate has 1 of the 3 places.",
        "Your vote helped to elect Eli.",
        "First choices: Eli (7) and Ada (6) have reached the quota of 6 and are elected.",
        "Ben is excluded: Eli's surplus of 1 waits: it could not change who is last. Ben has the"
        " fewest votes, 2. Those 2 papers name Ada and Eli next, elected already, so they go on to"
        " Dot. Dot (7) reaches the quota and is elected. All 3 places are filled, so the count"
        " ends.",
    ],
    (1, 0, 2): [
        "Ada, Ben and Dot. The slate has 2 of the 3 places.",
        "Your vote helped to elect Ben. None of your other choices was needed.",
    ],
    (): [
        "Ada, Dot and Eli. The slate has 1 of the 3 places.",
        "Your paper is blank, so it is not counted. With fewer votes the quota is lower: 5.",
        "First choices: Ada (6) and Dot (5) have reached the quota of 5 and are elected.",
        "Ben is excluded: Ada's surplus of 1 waits: it could not change who is last. Ben has the"
        " fewest votes, 2. Those 2 papers name Ada next, elected already, so they go on to Eli. Eli"
        " (5) reaches the quota and is elected. All 3 places are filled, so the count ends.",
    ],
}


def read_out(language: str, order: tuple[int, ...]) -> list[str]:
    outcome = by_order(language)[key(order)]
    stages = [shown(language)["data"]["stages"][one] for one in outcome["stages"]]
    return [
        f"{outcome['elected']}. {outcome['slate']}",
        outcome["way"],
        *(f"{title}: {told}" for _, title, told, *_ in stages),
    ]


@pytest.mark.parametrize("order", TOLD, ids=key)
def test_what_one_reads(order: tuple[int, ...]) -> None:
    assert read_out("en", order)[: len(TOLD[order])] == TOLD[order]


def test_what_one_reads_in_welsh() -> None:
    assert read_out("cy", (2, 1, 0)) == [
        "Cai, Ada a Ben. Mae gan y llechen 3 o'r 3 lle.",
        "Helpodd eich pleidlais i ethol Cai, ac aeth 0.25 ohoni ymlaen a helpu i ethol Ben.",
        "Dewisiadau cyntaf: Mae Cai (8) ac Ada (6) wedi cyrraedd y cwota o 6, ac felly'n ennill"
        " lle.",
        "Mae'r hyn sydd gan Cai dros ben yn mynd ymlaen: Mae gan Cai 8, a dim ond 6 sydd eu hangen,"
        " felly mae 2 yn mynd ymlaen. Rhennir y rheini rhwng y 8 papur: mae pob un yn mynd i'w"
        " ddewis nesaf fel 0.25 o bleidlais. Mae Ben yn cael 2. Nid yw hynny'n ddigon i neb arall"
        " gyrraedd y cwota.",
        "Eithrio Eli: Gan Eli y mae'r nifer lleiaf o bleidleisiau, 3. Mae'r 3 phapur hynny'n enwi"
        " Ada nesaf, sydd eisoes wedi ennill lle, felly maent yn mynd ymlaen at Ben. Mae Ben (7) yn"
        " cyrraedd y cwota ac yn ennill lle. Mae'r 3 lle wedi'u llenwi, felly mae'r cyfrif ar ben.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_out_of_a_sentence(language: str) -> None:
    data = shown(language)["data"]
    told = json.dumps([data["stages"], data["outcomes"], data["changes"]])
    assert "{" not in json.dumps([data["stages"], data["changes"]])
    assert "  " not in told
    assert data["moved"].count("{name}") == data["moved"].count("{n}") == 1


def test_what_has_changed_is_said_from_every_result_to_every_other() -> None:
    data = shown("en")["data"]
    winners: dict[int, frozenset[str]] = {}
    for order in ORDERS:
        at = by_order("en")[key(order)]["winners"]
        assert winners.setdefault(at, frozenset(fresh(order).winners)) == set(fresh(order).winners)
    assert sorted(winners) == list(range(6))
    for before in range(6):
        for now in range(6):
            elected = sorted(winners[now] - winners[before])
            lost = sorted(winners[before] - winners[now])
            verb = "is" if len(elected) == 1 else "are"
            assert data["changes"][before][now] == (
                f"Now {' and '.join(elected)} {verb} elected instead of {' and '.join(lost)}."
                if elected
                else "The same three are elected."
            )


@pytest.mark.parametrize("path", ["how.html", "cy/how.html"])
def test_the_page_is_small_and_safe(path: str) -> None:
    page = dict(pages.render(nec2020(), BUILD, None))[path]
    assert len(page.encode()) < 60_000
    assert " style=" not in page
    data = page.partition('<script type="application/json" id="how">')[2]
    assert "<" not in data.partition("</script>")[0]


@pytest.mark.parametrize("path", ["how.html", "cy/how.html"])
def test_the_worked_example_stands_in_the_page(path: str) -> None:
    """The default order, for those without scripts, with the same words as the script's."""
    page = dict(pages.render(nec2020(), BUILD, None))[path].replace("&#39;", "'")
    language = "cy" if path.startswith("cy/") else "en"
    first = by_order(language)["012"]
    for told in (first["slate"], first["way"]):
        assert f">{told}</p>" in page
    assert page.count('<li class="stage">') == 3
    for stage in first["stages"]:
        _, title, says, caption, *_ = shown(language)["data"]["stages"][stage]
        for told in (f">{title}</span>", f">{says}</p>", f">{caption}</caption>"):
            assert told in page
