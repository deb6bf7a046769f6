"""The steps of an election: what each asks for, and what it leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hustings.errors import InputError, NotVerified
from hustings.sealing import statements
from hustings.sealing.board import receipt
from hustings.sealing.holders import keytest
from hustings.sealing.holders.keys import bind
from hustings.sealing.manifest import utc_text
from hustings.sealing.voters import links
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO, fill, officer_keys, opened


def text(name: str) -> bytes:
    from hustings.voting.models import Document

    return Document.objects.get(name=name).text.encode()


def test_the_poll_opens_when_every_key_was_tried_and_every_holder_has_signed(
    election: Folder,
) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.office import log
    from hustings.voting.domain.queries import Status, Turnout, acts, status

    made = elections.setup(election, practice=False)
    fill(election, made)
    mix, sign = officer_keys()
    eid = poll.freeze(election, made, (mix.public, sign.public), WHO)
    with pytest.raises(InputError) as caught:
        poll.open_poll(WHO)
    assert str(caught.value) == (
        "the poll cannot open: the key of M1 (Olive) has not opened its challenge;"
        " the backup of M1 (Olive) has not opened its challenge; Olive has not signed the manifest"
    )
    with pytest.raises(InputError, match="this is not the answer to the challenge for the key"):
        poll.take_answer("M1", "key", bytes(32), WHO)
    for copy in keytest.COPIES:
        challenge = text(f"keytest/M1/{copy}")
        poll.take_answer("M1", copy, keytest.answer(challenge, bind(mix, eid)), WHO)
    first = text("statement/0001")
    with pytest.raises(NotVerified, match="statement 2 was not signed by `Olive`"):
        poll.take_statement(statements.state(eid, [first], bytes(32), by=WHO, kind="accept"), WHO)
    with pytest.raises(NotVerified, match="is by `Olive`, who is not the server"):
        poll.take_statement(statements.state(eid, [first], sign.secret, by=WHO, kind="extend"), WHO)
    poll.take_statement(statements.state(eid, [first], sign.secret, by=WHO, kind="accept"), WHO)
    poll.open_poll(WHO)
    assert status() == Status("open", (Turnout("committee", 3, 0), Turnout("wales", 1, 0)))
    assert [act.act for act in acts()] == [
        *("roll", "freeze", "keytest", "keytest", "statement", "open")
    ]
    log.verify()


def test_the_manifest_says_what_election_toml_and_the_roll_say(election: Folder) -> None:
    from hustings.sealing.manifest import election_id
    from hustings.sealing.voters.roll import roll_root
    from hustings.voting.domain import poll

    eid = opened(election)
    sealed = poll.manifest()
    assert election_id(text("manifest")) == eid == poll.eid()
    assert [holder.name for holder in sealed.holders] == ["server", WHO]
    assert [(layer.name, layer.holder) for layer in sealed.layers] == [("M1", WHO)]
    committee, wales = sealed.contests
    assert [one.name for one in committee.election.candidates] == ["Ann", "Ben", "Cát"]
    assert wales.electorate == "those of whom the roll says: region is wales"
    salt = bytes.fromhex(text("roll-salt").decode())
    assert committee.roll_root == roll_root(salt, "committee", ["3", "2", "1"])
    assert wales.roll_root == roll_root(salt, "wales", ["1"])
    assert text("candidate/committee/3/en") == b"More tea."


def test_a_key_that_is_missing_stops_the_freeze(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.models import Chain

    made = elections.setup(election)
    fill(election, made)
    mix, sign = officer_keys()
    with pytest.raises(InputError, match="there is no key M1"):
        poll.freeze(election, made, (sign.public,), WHO)
    with pytest.raises(InputError, match="Olive has no key to sign with"):
        poll.freeze(election, made, (mix.public,), WHO)
    assert not Chain.objects.exists()
    poll.freeze(election, made, (mix.public, sign.public), WHO)
    with pytest.raises(InputError, match="an election is frozen once; this election is frozen"):
        poll.freeze(election, made, (mix.public, sign.public), WHO)


def test_a_poll_closes_at_its_end_and_is_extended_only_before(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import now
    from hustings.voting.domain.office import log
    from hustings.voting.models import Chain, Document, Poll

    made = elections.setup(election, practice=False)
    fill(election, made)
    poll.freeze(election, made, tuple(key.public for key in officer_keys()), WHO)
    Chain.objects.update(state=Chain.State.OPEN)
    Poll.objects.update(state=Poll.State.OPEN)
    with pytest.raises(InputError, match="and the last ballots are taken until 2090-03-29T11:05"):
        poll.close_poll(election, WHO)
    end = Chain.objects.first().closes_at
    with pytest.raises(InputError, match="name a later end"):
        poll.extend(election, end, WHO, "storm")
    for reason, said in (
        (" ", "the reason is empty; say in a few words why"),
        ("x" * 201, "the reason has 201 letters; use at most 200"),
        ("storm\nheld statements: 3", "the reason holds a line break or a control character"),
    ):
        with pytest.raises(InputError, match=said):
            poll.extend(election, end + timedelta(days=1), WHO, reason)
    before = now().replace(microsecond=0)
    poll.extend(election, end + timedelta(days=1, milliseconds=1), WHO, "storm")
    assert set(Chain.objects.values_list("closes_at", flat=True)) == {end + timedelta(days=1)}
    said = statements.read_statement(text("statement/0002"))
    at = said.content.pop("at")
    assert utc_text(before) <= at <= utc_text(now())
    empty = {one: receipt.read_head(text(f"observed/0001/{one}")) for one in ("committee", "wales")}
    assert (said.kind, said.by, said.content) == (
        "extend",
        "server",
        {
            "replaces": "2090-03-29T11:05:00Z",
            "closes_at": "2090-03-30T11:05:00Z",
            "reason": "storm",
            "heads": {
                contest: {"lines": 0, "hash": head.head.hex()} for contest, head in empty.items()
            },
        },
    )
    # Again, while it lasts: the end that is replaced is now the later one.
    poll.extend(election, end + timedelta(days=2), WHO, "more storm")
    assert statements.read_statement(text("statement/0003")).content["replaces"] == (
        "2090-03-30T11:05:00Z"
    )
    Chain.objects.update(closes_at=now())
    with pytest.raises(InputError, match="it cannot be extended any more"):
        poll.extend(election, end + timedelta(days=3), WHO, "storm")
    assert not Document.objects.filter(name="statement/0004").exists()
    heads = poll.close_poll(election, WHO)
    assert [(head.contest, head.n) for head in heads] == [("committee", 0), ("wales", 0)]
    receipt.verify_signed(heads[0], poll.manifest().server)
    assert receipt.read_head(text("head/committee")) == heads[0]
    with pytest.raises(InputError, match="the election is closed, and cannot be published next"):
        poll.advance("published", WHO)
    poll.advance("counted", WHO)
    poll.advance("published", WHO)
    log.verify()


def test_an_exercise_is_closed_at_any_time(election: Folder) -> None:
    from hustings.voting.domain import poll

    opened(election)
    assert [head.n for head in poll.close_poll(election, WHO)] == [0, 0]


def test_links_are_made_again_from_the_key_alone(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import Refusal
    from hustings.voting.domain.casting.standing import Place, Standing, standing
    from hustings.voting.domain.voters import links as held
    from hustings.voting.domain.voters import roll
    from hustings.voting.models import Link

    eid = opened(election)
    una = roll.find("1")
    token = links.token(b"\x03" * 32, eid, "1", 1)
    assert held.token(election, una) == token
    assert (
        held.address(election, "https://x.org/", una) == f"https://x.org/v/#{links.fragment(token)}"
    )
    sealed = poll.manifest()
    assert standing(token, sealed) == Standing(
        una.pk,
        "",
        {"region": "Wales"},
        (Place("committee", True, False), Place("wales", True, False)),
    )
    assert held.reissue(election, "1", WHO, "lost") == 2
    assert standing(token, sealed) is Refusal.REPLACED_LINK
    assert held.token(election, una) == links.token(b"\x03" * 32, eid, "1", 2)
    assert standing(bytes(16), sealed) is Refusal.UNKNOWN_LINK
    stored = {bytes(hashed) for hashed in Link.objects.values_list("token_hash", flat=True)}
    assert links.token_hash(token) in stored
    assert token not in stored


def test_an_altered_log_is_found(election: Folder) -> None:
    from hustings.voting.domain.office import log
    from hustings.voting.models import LogEntry

    opened(election)
    log.verify()
    LogEntry.objects.filter(n=2).update(who="Nobody")
    with pytest.raises(NotVerified, match="entry 2 of the log is not what was written"):
        log.verify()
    LogEntry.objects.filter(n=2).update(who=WHO)
    LogEntry.objects.filter(n=1).delete()
    with pytest.raises(NotVerified, match="entry 1 of the log is not what was written"):
        log.verify()
