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


def members(folder: Folder, more: str = "") -> tuple[Any, list[Any]]:
    """The election, and its three members with their links: Una in Wales, Vic, Win."""
    from hustings.voting.domain.nominations import mails
    from hustings.voting.models import Nominator

    made = noms.setup(folder, MEMBERS + more)
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
    assert [
        (one.who, json.loads(one.details)["member"]) for one in acts() if one.act == "nominate"
    ] == [("a member", "2"), ("a member", "1"), ("a member", "3")]


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
        take_in(election, [], noms.setup(election, MEMBERS), WHO)


def test_members_without_an_e_mail_address_are_sent_no_link_and_said_to_be_left_out(
    election: Folder,
) -> None:
    from hustings.voting.domain.mails import outbox
    from hustings.voting.domain.nominations import mails
    from hustings.voting.domain.nominations.members import unreached
    from hustings.voting.domain.voters import roll
    from hustings.voting.models import Nominator, Voter

    made = noms.setup(election, MEMBERS)
    lines = [
        roll.Line("1", "Una", "una@example.org", "", "", ()),
        roll.Line("2", "Vic", "", "", "", (), "1 High Street", "B1 1AA"),
    ]
    roll.apply(roll.compare(lines), made, WHO, file="", refused=0)
    assert (mails.waiting(made), unreached(made)) == (1, 1)
    assert mails.invite(election, made, 1, WHO) == 1
    assert [one.member for one in Nominator.objects.all()] == ["1"]
    # Whoever has no address any more is not said to have been written to.
    Voter.objects.filter(member="1").update(email="")
    mail = outbox.claim()
    assert mail is not None
    assert mails.wanted(mail, made) is None
