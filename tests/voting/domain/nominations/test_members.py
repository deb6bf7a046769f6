"""Members propose, second and assent: who may, in which contest, and how many it takes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hustings.errors import InputError
from hustings.web.folder import Folder
from voting import nominations as noms
from voting.elections import WHO, fill
from voting.nominations import choice, nominate

MEMBERS = 'by = "members"\nassentors = 1'


def members(folder: Folder) -> tuple[Any, list[Any]]:
    """The election, and its three members with their links: Una in Wales, Vic, Win."""
    from hustings.voting.domain.nominations import mails
    from hustings.voting.models import Nominator

    made = noms.setup(folder, MEMBERS)
    fill(folder, made)
    assert mails.waiting(made) == 3
    with pytest.raises(InputError, match="there would be 3 mails, not 2"):
        mails.invite(folder, made, 2, WHO)
    assert Nominator.objects.count() == 0
    assert mails.invite(folder, made, 3, WHO) == 3
    assert mails.waiting(made) == 0
    return made, list(Nominator.objects.order_by("member"))


def test_the_first_proposes_the_second_seconds_the_others_assent(election: Folder) -> None:
    from hustings.voting.domain.nominations.standings import in_contest, tallied
    from hustings.voting.domain.queries import acts

    made, (una, vic, win) = members(election)
    nominate(election, made, vic, choice("committee", "Jo Ash"))
    nominate(election, made, una, choice("committee", listed=["Jo Ash"]))

    def jo() -> tuple[list[str], bool]:
        (one,) = in_contest(made.contest("committee"), made)
        return [each.name for each in one.by], one.passes

    assert jo() == (["Vic", "Una"], False)
    nominate(election, made, win, choice("committee", listed=["Jo Ash"]))
    assert jo() == (["Vic", "Una", "Win"], True)
    # Nobody is named to everybody.
    added = tallied(made.contest("committee"), made)
    assert (added.bodies, added.nominees[0].number) == ((), 3)
    made_by = [one for one in acts() if one.act == "nomination-made"]
    assert {one.who for one in made_by} == {"a member"}
    assert [json.loads(one.details)["member"] for one in made_by] == ["2", "1", "3"]


def test_members_nominate_where_they_may_vote_and_as_long_as_they_are_on_the_roll(
    election: Folder,
) -> None:
    from hustings.voting.domain.nominations.nominating import contests_of
    from hustings.voting.domain.nominations.window import Refused
    from hustings.voting.domain.voters import roll

    made, (una, vic, _) = members(election)
    assert [one.id for one in contests_of(una, made)] == ["committee", "wales"]
    assert [one.id for one in contests_of(vic, made)] == ["committee"]
    with pytest.raises(Refused, match="no_contest"):
        nominate(election, made, vic, choice("wales", "Jo Ash"))
    roll.apply(roll.compare([]), made, WHO, file="", refused=0)
    assert contests_of(una, made) == ()


def test_no_bodies_are_taken_in_where_members_nominate(election: Folder) -> None:
    from hustings.voting.domain.nominations.bodies import take_in

    with pytest.raises(InputError, match="members nominate, not bodies"):
        take_in([], noms.setup(election, MEMBERS), WHO)
