"""The roll: compared, changed, frozen; who may vote in what follows from it."""

from __future__ import annotations

import pytest

from hustings.errors import InputError
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO, ballot, fill, opened


def entitled() -> list[tuple[str, str, bool]]:
    from hustings.voting.models import Entitlement

    rows = Entitlement.objects.values_list("voter__member", "contest", "used")
    return sorted(rows)


def test_an_import_says_what_changes_and_changes_it(election: Folder) -> None:
    from hustings.voting.domain.office import log
    from hustings.voting.domain.queries import acts
    from hustings.voting.domain.voters import roll

    made = elections.setup(election)
    fill(election, made)
    assert entitled() == [
        ("1", "committee", False),
        ("1", "wales", False),
        ("2", "committee", False),
        ("3", "committee", False),
    ]
    una = roll.Line("1", "Una", "una@example.com", "", "North", (("region", "Kent"),))
    win = roll.Line("3", "Win", "win@example.org", "", "South", (("region", ""),))
    xan = roll.Line("4", "Xan", "xan@example.org", "cy", "", (("region", "WALES"),))
    changes = roll.compare([una, win, xan])
    assert changes == roll.Changes((xan,), (una,), ("2",), 1)
    roll.apply(changes, made, WHO, file="b.csv", refused=2)
    assert roll.compare([una, win, xan]) == roll.Changes((), (), (), 3)
    assert entitled() == [
        ("1", "committee", False),
        ("3", "committee", False),
        ("4", "committee", False),
        ("4", "wales", False),
    ]
    assert [act[2:] for act in acts()] == [
        (WHO, "roll", '{"added":3,"changed":0,"file":"roll.csv","gone":0,"refused":0}'),
        (WHO, "roll", '{"added":1,"changed":1,"file":"b.csv","gone":1,"refused":2}'),
    ]
    log.verify()


def test_after_the_freeze_officers_change_single_voters(election: Folder) -> None:
    from hustings.sealing.board import chain
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.domain.voters import links, roll

    opened(election)
    made = elections.setup(election)
    with pytest.raises(InputError, match="the roll is frozen"):
        fill(election, made)
    new = roll.Line("4", "Xan", "xan@example.org", "", "", (("region", "Wales"),))
    roll.add(new, made, WHO, "left out by mistake")
    with pytest.raises(InputError, match="`4` is on the roll already"):
        roll.add(new._replace(email="x@example.org"), made, WHO, "again")
    links.make(election, roll.find("4"))
    accept(
        election,
        elections.envelope("wales"),
        elections.token(election, "4"),
        ballot("wales", 1),
        chain.BROWSER,
    )
    with pytest.raises(InputError, match="`4` has voted in `wales` already, and the ballot stands"):
        roll.revoke("4", "wales", WHO, "left")
    roll.revoke("4", "committee", WHO, "left")
    with pytest.raises(InputError, match="`4` may not vote in `committee` anyway"):
        roll.revoke("4", "committee", WHO, "left")
    with pytest.raises(InputError, match=r"`una@example\.org` is on the roll already"):
        roll.readdress("4", "una@example.org", WHO, "typing")
    roll.readdress("4", "xan@example.com", WHO, "typing")
    assert roll.find("4").email == "xan@example.com"
    assert [row for row in entitled() if row[0] == "4"] == [("4", "wales", True)]
