"""Voters added after the freeze: one act, logged, and the officer's word in the archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hustings.errors import InputError, NotVerified
from hustings.sealing.archive.verify import Asked, verify
from hustings.sealing.board.receipt import Receipt
from hustings.voting.config.model import Line
from hustings.web.folder import Folder
from voting import elections
from voting.domain.results import test_count as counts
from voting.elections import WHO, ballot, token

NEW = Line("4", "Xan", "xan@example.org", "", "", (("region", "Wales"),))


def queued() -> list[tuple[str, str]]:
    from hustings.voting.models import Mail

    return list(Mail.objects.order_by("pk").values_list("voter__member", "kind"))


def cast(folder: Folder, member: str, contest: str) -> Any:
    from hustings.voting.domain.casting.accept import accept

    return accept(
        folder,
        elections.envelope(contest),
        token(folder, member),
        ballot(contest, 1),
        "browser",
    )


def test_one_act_puts_on_the_roll_makes_the_link_and_queues_the_invitation(
    election: Folder,
) -> None:
    from hustings.voting.domain import late
    from hustings.voting.domain.queries import acts

    elections.opened(election)
    made = elections.setup(election)
    done = late.admit(election, made, NEW, WHO, "left out by mistake")
    assert done == ("committee", "wales")
    assert queued() == [("4", "invitation")]
    assert isinstance(cast(election, "4", "wales"), Receipt)
    last = acts()[-1]
    assert (last.who, last.act, json.loads(last.details)) == (
        WHO,
        "roll-add",
        {"contests": ["committee", "wales"], "member": "4", "reason": "left out by mistake"},
    )


def test_nothing_of_it_is_done_where_a_part_cannot_be(
    election: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from hustings.voting.config.model import Setting
    from hustings.voting.domain import late, poll
    from hustings.voting.domain.queries import acts, search

    made = elections.setup(election)
    elections.fill(election, made)
    with pytest.raises(InputError, match="the roll is not frozen yet; import it with this voter"):
        late.admit(election, made, NEW, WHO, "early")
    poll.freeze(election, made, tuple(key.public for key in elections.officer_keys()), WHO)
    before = len(acts())
    elsewhere = replace(
        made, setting=Setting.ORGANISATION, seal=made.seal._replace(links="Mailing House")
    )
    with pytest.raises(InputError, match="Mailing House makes the links: nobody added here"):
        late.admit(election, elsewhere, NEW, WHO, "left out")
    with pytest.raises(InputError, match="`1` is on the roll already"):
        late.admit(election, made, NEW._replace(member="1"), WHO, "left out")
    alone = replace(made, contests=made.contests[1:])
    with pytest.raises(InputError, match="`4` could vote in nothing; say what the contests ask"):
        late.admit(election, alone, NEW._replace(columns=(("region", ""),)), WHO, "left out")

    def no_key(folder: Folder, voter: Any) -> None:
        raise InputError("K_link is not here")

    with monkeypatch.context() as patch:
        patch.setattr(late.links, "make", no_key)
        with pytest.raises(InputError, match="K_link is not here"):
            late.admit(election, made, NEW, WHO, "left out")
    assert (search("4"), queued(), len(acts())) == ((), [], before)
    poll.open_poll(WHO)
    poll.close_poll(election, WHO)
    with pytest.raises(InputError, match="the poll is closed: the roll stands as it is"):
        late.admit(election, made, NEW, WHO, "left out")


def test_one_act_gives_a_voter_one_more_contest(election: Folder) -> None:
    from hustings.voting.domain import late
    from hustings.voting.domain.mails import mailing
    from hustings.voting.domain.queries import acts
    from hustings.voting.models import Mail

    elections.opened(election)
    made = elections.setup(election)
    one = ("2", "wales", WHO, "lives in Wales")
    assert late.entitle(made, *one) == ("committee", "wales")
    # Nobody has been invited: they are with the others.
    assert queued() == []
    mailing.queue("invitation", 3, made, WHO)
    late.entitle(made, "3", "wales", WHO, "lives in Wales too")
    Mail.objects.update(state=Mail.State.SENT)
    late.roll.revoke("3", "wales", WHO, "does not")
    late.entitle(made, "3", "wales", WHO, "does")
    assert queued() == [*((str(n), "invitation") for n in (1, 2, 3)), ("3", "again")]
    assert isinstance(cast(election, "2", "wales"), Receipt)
    done = [(act.who, act.act, json.loads(act.details)) for act in acts()]
    told = {"contest": "wales", "member": "2", "reason": "lives in Wales"}
    assert (WHO, "roll-entitle", told) in done
    assert len([act for act in done if act[1] == "roll-entitle"]) == 3


def test_a_contest_that_cannot_be_given(election: Folder) -> None:
    from hustings.voting.domain import late, poll
    from hustings.voting.domain.queries import acts

    made = elections.setup(election)
    elections.fill(election, made)
    with pytest.raises(InputError, match="the roll is not frozen yet; correct it, and import it"):
        late.entitle(made, "2", "wales", WHO, "early")
    poll.freeze(election, made, tuple(key.public for key in elections.officer_keys()), WHO)
    before = len(acts())
    for member, contest, what in (
        ("9", "wales", "no member `9` is on the roll"),
        ("\udcff", "wales", "no member `.udcff` is on the roll"),
        ("2\0", "wales", "no member `2.x00` is on the roll"),
        ("2", "whales", "there is no contest `whales`; did you mean `wales`"),
        ("1", "wales", "`1` may vote in `wales` already"),
    ):
        with pytest.raises(InputError, match=what):
            late.entitle(made, member, contest, WHO, "lives in Wales")
    poll.open_poll(WHO)
    poll.close_poll(election, WHO)
    with pytest.raises(InputError, match="the poll is closed: the roll stands as it is"):
        late.entitle(made, "2", "wales", WHO, "lives in Wales")
    assert len(acts()) == before + 2


@pytest.mark.parametrize("club", [True, False])
@counts.ON_SQLITE
def test_the_archive_explains_the_roll_at_the_close(election: Folder, club: bool) -> None:
    """More ballots than were on the roll as sealed, and verify says on whose word."""
    from hustings.sealing.voters.roll import roll_root
    from hustings.voting.domain import late, poll
    from hustings.voting.domain.queries import documents
    from hustings.voting.domain.voters import roll

    setup = counts.opened(election, club=club)
    for number in (26, 27):
        line = Line(str(number), "", f"v{number}@example.org", "", "", ())
        late.admit(election, setup, line, WHO, "the fee was paid in time")
    roll.revoke("25", "chair", WHO, "has died")
    roll.revoke("27", "chair", WHO, "added by mistake")
    # Taken away and given again, and the other way round.
    roll.revoke("24", "chair", WHO, "has died")
    late.entitle(setup, "24", "chair", WHO, "has not")
    late.entitle(setup, "27", "chair", WHO, "rightly added")
    roll.revoke("27", "chair", WHO, "no")
    receipts = counts.cast(election, {"committee": [(1, 2)] * 27, "chair": [(1,)] * 24})
    assert len(receipts) == 51
    poll.close_poll(election, WHO)
    done = counts.counted(election, setup, club=club)
    told = {check.name: (check.held, check.what) for check in done.verification.checks}
    assert done.verification.verified
    assert told["roll committee"] == (
        None,
        "2 added to the roll after it was sealed and 0 revoked, so 27 at the close: that this was"
        " right is the officer's word",
    )
    assert told["roll chair"][1].startswith("4 added to the roll after it was sealed and 4 revoked")
    stated = [json.loads(text) for _, text in documents("statement/")]
    salt = bytes.fromhex(dict(documents("roll-salt"))["roll-salt"])
    assert [
        (one["by"], one["contest"], one["content"]) for one in stated if one["kind"] == "roll"
    ] == [
        (
            WHO,
            contest,
            {
                "added": added,
                "revoked": revoked,
                "size": len(members),
                "root": roll_root(salt, contest, map(str, members)).hex(),
            },
        )
        for contest, added, revoked, members in (
            ("committee", 2, 0, range(1, 28)),
            ("chair", 4, 4, [*range(1, 25), 26]),
        )
    ]
    archive = str(Path(election.path) / "published" / "election.zip")
    assert verify(archive, Asked(poll.eid(), (), tuple(receipts)), cores=1).verified


@counts.ON_SQLITE
def test_a_roll_as_it_was_sealed_needs_no_word(election: Folder) -> None:
    setup, _ = counts.closed(election)
    found = counts.counted(election, setup).verification.checks
    assert not [check for check in found if check.name.startswith("roll")]


@pytest.mark.parametrize("how", ["added", "given back", "taken away", "log"])
@counts.ON_SQLITE
def test_a_roll_changed_past_the_log_is_found_at_the_count(election: Folder, how: str) -> None:
    from hustings.voting.domain import late
    from hustings.voting.models import Entitlement, LogEntry, Voter

    setup = counts.opened(election)
    late.admit(election, setup, Line("26", "", "v26@example.org", "", "", ()), WHO, "late")
    if how == "added":
        stuffed = Voter.objects.create(member="99", email="x@example.org")
        Entitlement.objects.create(voter=stuffed, contest="chair")
    elif how == "given back":
        late.roll.revoke("7", "chair", WHO, "has died")
        Entitlement.objects.create(voter=Voter.objects.get(member="7"), contest="chair")
    elif how == "taken away":
        Entitlement.objects.filter(voter__member="7", contest="chair").delete()
    else:
        LogEntry.objects.filter(act="roll-add").update(act="roll-address")
    from hustings.voting.domain import poll

    poll.close_poll(election, WHO)
    with pytest.raises(NotVerified, match="the roll is not the one that was sealed"):
        counts.counted(election, setup)
