"""Turnout as it is noted: small areas together, once a day, with the numbers of the heads."""

from __future__ import annotations

import pytest

from hustings.sealing.board import receipt
from hustings.voting.config.file import load
from hustings.voting.domain.turnout.disclosure import Cell
from hustings.web.folder import Folder
from voting.elections import WHO
from voting.turning_out import days_go_by, opened, vote

TOGETHER = ("", "Conwy", "Rhyl")


def numbers(contest: str) -> list[list[tuple[tuple[str, ...], int, int]]]:
    from hustings.voting.domain.turnout import days

    return [[tuple(cell) for cell in note.contests[contest]] for note in days.notes()]


def announced() -> list[tuple[str, int]]:
    from hustings.voting.domain.queries import announced, heads

    read = [receipt.read_head(text.encode()) for text in heads(announced())]
    return [(one.contest, one.n) for one in read]


def test_it_is_noted_once_a_day_and_at_the_close(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.mails import observers
    from hustings.voting.domain.queries import acts, documents
    from hustings.voting.domain.turnout import days

    setup = opened(election)
    sizes = [(("North",), 0, 60), (("South",), 0, 45), (TOGETHER, 0, 33)]
    assert numbers("committee") == [sizes]
    # Rhyl alone has twenty; five more would be too few together.
    assert numbers("wales") == [[(("Conwy", "Rhyl"), 0, 30)]]
    vote("committee", {"North": 12, "South": 7, "Rhyl": 3})
    assert observers.announce(election, setup) == 0
    assert len(days.notes()) == 1
    days_go_by(election, setup)
    observers.announce(election, setup)
    assert numbers("committee")[1:] == [
        [(("North",), 12, 60), (("South",), 7, 45), (TOGETHER, 3, 33)],
    ]
    assert [act.who for act in acts() if act.act == "turnout"] == ["mailer"]
    assert announced() == [("committee", 22), ("wales", 0)]
    vote("wales", {"Rhyl": 9})
    vote("committee", {"North": 20})
    days_go_by(election, setup)
    # Nine, and eight more than last time: both boards as they were.
    assert announced() == [("committee", 22), ("wales", 0)]
    first, second = (dict(documents(f"observed/{n}/")) for n in ("0001", "0002"))
    assert list(first.values()) == list(second.values())
    vote("committee", {"North": 22, "South": 20, "Rhyl": 19, "Conwy": 5})
    poll.close_poll(election, WHO)
    assert numbers("committee")[-1] == [
        (("North",), 22, 60),
        (("South",), 20, 45),
        (TOGETHER, 24, 33),
    ]
    assert announced() == [("committee", 66), ("wales", 9)]
    # Nine of those who are counted together have not voted: South joins them.
    told = days.told()[-1].contests
    assert told == {
        "committee": (Cell(("North",), 22, 60), Cell(("", "Conwy", "Rhyl", "South"), 44, 78)),
        "wales": (Cell(("Conwy", "Rhyl"), 9, 30),),
    }
    days_go_by(election, setup)
    assert len(days.notes()) == 4


def test_by_another_column_and_with_somebody_added(election: Folder) -> None:
    from hustings.voting.config.model import Line
    from hustings.voting.domain import late

    setup = opened(election, turnout='by = "region"')
    assert numbers("committee") == [[(("England",), 0, 108), (("Wales",), 0, 30)]]
    line = Line("new", "", "new@example.org", "", "North", (("region", "Isle of Man"),))
    late.admit(election, setup, line, WHO, "left out")
    vote("committee", {"North": 4, "Rhyl": 2})
    days_go_by(election, setup)
    # An area that nobody was of is counted with the last.
    assert numbers("committee")[1:] == [[(("England",), 4, 108), (("Wales",), 2, 31)]]


def test_what_is_told_is_drawn_by_a_lot_that_only_the_server_knows(
    election: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.voting.domain.turnout import days

    setup = opened(election)
    drawn: list[tuple[object, ...]] = []

    def mac(key: bytes, *about: object) -> bytes:
        drawn.append((len(key), *about[:1], *about[2:]))
        return b"\x01" if about[-1] == 1 else b"\x02"

    monkeypatch.setattr(days, "mac", mac)
    vote("committee", {"North": 12, "South": 11, "Rhyl": 10})
    days_go_by(election, setup)
    assert days.told() == ()
    vote("committee", {"North": 20, "South": 21, "Rhyl": 11})
    days_go_by(election, setup)
    cells = (Cell(("North",), 20, 60), Cell(("South",), 21, 45), Cell(TOGETHER, 11, 33))
    assert [note.contests for note in days.told()] == [{"committee": cells}]
    assert drawn == [
        (32, "hustings-turnout-lot/1", contest, day)
        for day in (1, 2)
        for contest in ("committee", "wales")
    ]


def test_contests_of_nearly_the_same_voters_are_remarked_on(election: Folder) -> None:
    from hustings.voting.domain.turnout import alike
    from hustings.voting.models import Entitlement

    setup = opened(election)
    # Wales is a part of the whole: the others are many, and nobody is in Wales alone.
    assert alike.remarks(setup) == ()
    members = [f"North {n}" for n in range(60)] + [f"South {n}" for n in range(40)]
    members += [" 0", " 1"]
    Entitlement.objects.filter(contest="committee", voter__member__in=members).delete()
    assert [one.partition(":")[0] for one in alike.remarks(setup)] == [
        "6 who may vote in `Committee` may not in `Wales`"
    ]


def test_few_who_get_letters_are_remarked_on(election: Folder) -> None:
    from hustings.voting.domain.turnout import alike
    from hustings.voting.models import Entitlement, Voter

    opened(election)
    on_paper = [f"North {n}" for n in range(10)]
    Voter.objects.filter(member__in=on_paper).update(email="")
    assert alike.remarks(load(election)) == ()
    Entitlement.objects.filter(voter__member="North 0").delete()
    assert alike.remarks(load(election)) == (
        "9 who may vote get letters and no reminders: whoever sends reminders can tell from their"
        " number, and from how many have voted, how many of these few have",
    )
