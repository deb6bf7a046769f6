"""Candidates answer, the officer decides, closes, and puts names on the ballot without typing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.errors import InputError
from hustings.voting.config.file import load
from hustings.voting.config.model import Body, Candidate
from hustings.web.folder import Folder
from voting import nominations as noms
from voting.elections import WHO, officer_keys
from voting.nominations import accepted, bodies, choice, find, nominate


def refused(act: Any, *arguments: Any) -> list[str]:
    """Why a candidate's act was not taken."""
    from hustings.voting.domain.nominations.window import Refused

    with pytest.raises(Refused) as caught:
        act(*arguments)
    return [fault.key for fault in caught.value.faults]


def nominated(folder: Folder, more: str = "threshold = 2") -> Any:
    """Two bodies that have nominated in both contests; Jo and Ed by both, Bo by one."""
    made = noms.setup(folder, more)
    leeds, york = bodies(made, "Leeds", "York")
    nominate(folder, made, leeds, choice("committee", "Jo Ash", "Ed Élan"), choice("wales", "Dai"))
    both = choice("committee", listed=["Jo Ash", "Ed Élan"])
    nominate(folder, made, york, both, choice("wales", listed=["Dai"]))
    return made


def test_a_candidate_accepts_writes_declines_and_withdraws(election: Folder) -> None:
    from hustings.voting.domain.nominations import consent

    made = nominated(election)
    jo, ed, dai = find("committee", "Jo Ash"), find("committee", "Ed Élan"), find("wales", "Dai")
    assert refused(consent.withdraw, jo, made) == ["too_late"]
    long = {"en": "one two three four five six", "cy": "un dau tri pedwar pump chwech saith"}
    assert refused(consent.accept, jo, made, long, "") == ["too_long", "too_long"]
    # Few words, and more letters than `election.toml` and all that comes of it has room for.
    assert refused(consent.accept, jo, made, {"en": "x" * 20_001}, "") == ["too_many_letters"]
    consent.accept(jo, made, {"en": "More tea,\n\nmore\tcups  now", "cy": ""}, "Kettle")
    jo.refresh_from_db()
    assert (jo.answer, jo.statement, jo.slate) == (
        *("accepted", {"en": "More tea,\n\nmore\tcups  now"}, "Kettle"),
    )
    # Whoever has declined can change their mind; whoever has accepted can only withdraw.
    assert refused(consent.decline, jo, made) == ["too_late"]
    consent.decline(ed, made)
    consent.accept(ed, made, {}, "")
    consent.withdraw(jo, made)
    assert refused(consent.withdraw, jo, made) == ["too_late"]
    assert refused(consent.accept, jo, made, {}, "") == ["withdrawn"]
    # After their time neither.
    late = noms.over(election)
    assert refused(consent.accept, dai, late, {}, "") == ["too_late"]
    assert refused(consent.decline, dai, late) == ["too_late"]
    assert refused(consent.withdraw, ed, late) == ["too_late"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("  one\ttwo\nthree\u00a0four ", 4), ("it's well-known – really", 4)],
)
def test_how_words_are_counted(pattern: Folder, text: str, words: int) -> None:
    from hustings.voting.domain.nominations import consent

    assert consent.words(text) == words


def test_names_come_on_the_ballot_without_being_typed_again(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.nominations import consent, deciding
    from hustings.voting.domain.queries import acts, status, unready
    from hustings.voting.domain.voters import roll

    made = nominated(election)
    lines = [roll.Line("1", "Una", "una@example.org", "", "", (("region", "Wales"),))]
    roll.apply(roll.compare(lines), made, WHO, file="", refused=0)
    # Only what has its candidates is voted on so far.
    assert [one.name for one in status().contests] == ["treasurer"]
    leeds = bodies(made, "Leeds", "York")[0]
    nominate(election, made, leeds, choice("committee", "Ann Ox", listed=["Jo Ash"]))
    nominate(election, made, leeds, choice("committee", listed=["Jo Ash", "Ed Élan"]))
    with pytest.raises(InputError, match="nominations have not ended yet; wait for 2090-02-01"):
        deciding.close(made, WHO)
    with pytest.raises(InputError, match="nominations are not closed yet"):
        deciding.adopt(election, made, WHO)

    made = noms.over(election)
    assert deciding.close(made, WHO) == 3
    with pytest.raises(InputError, match="closed already"):
        deciding.close(made, WHO)
    assert [error.what for error in deciding.lacking(election, made)] == [
        "the candidates of `Committee` are not on the ballot yet",
        "the candidates of `Wales` are not on the ballot yet",
    ]
    with pytest.raises(InputError, match="the candidates of `Committee` are not on the ballot"):
        poll.freeze(election, made, tuple(key.public for key in officer_keys()), WHO)
    with pytest.raises(InputError, match="Committee: nobody may stand"):
        deciding.adopt(election, made, WHO)
    accepted(made, "Jo Ash")
    ed = find("committee", "Ed Élan")
    rules = made.nominations._replace(accept_by=_later(), withdraw_by=_later())
    later = replace(made, nominations=rules)
    with pytest.raises(InputError, match="Committee: Ed Élan may still accept"):
        deciding.adopt(election, later, WHO)
    consent.accept(ed, later, {"en": 'Say "tea"', "cy": "Te\n\nkeys/server.key.txt"}, "Kettle")
    with pytest.raises(InputError, match="Committee: you have not decided on Ed Élan"):
        deciding.adopt(election, made, WHO)
    deciding.decide(ed.pk, True, WHO, "on the roll since 2019")
    accepted(made, "Dai", contest="wales")
    assert deciding.adopt(election, made, WHO) == {
        "committee": ("Jo Ash", "Ed Élan"),
        "wales": ("Dai",),
    }

    now = load(election)
    assert now.contest("committee").candidates == (
        Candidate("Jo Ash", "", (("en", "Jo Ash asks."),)),
        Candidate("Ed Élan", "Kettle", (("en", 'Say "tea"'), ("cy", "Te\n\nkeys/server.key.txt"))),
    )
    # Committee is not contested: two for two places. Wales neither.
    assert [one.name for one in status().contests] == ["treasurer"]
    assert unready(election, now) == []
    assert deciding.lacking(election, now) == []
    assert [(one.act, json.loads(one.details)) for one in acts()][-1] == (
        "nominations-adopt",
        {"committee": ["Jo Ash", "Ed Élan"], "wales": ["Dai"]},
    )
    # As long as candidates may withdraw, nothing is sealed over their heads.
    soon = replace(now, nominations=rules, seal=now.seal._replace(practice=False))
    assert [error.what for error in deciding.lacking(election, soon)] == [
        f"candidates may withdraw until {rules.withdraw_by:%Y-%m-%d %H:%M}"
    ]
    assert deciding.lacking(election, replace(now, nominations=rules)) == []
    # Somebody withdraws: the ballot is not what it should be, until it is made again.
    consent.withdraw(find("committee", "Jo Ash"), later)
    assert [error.what for error in deciding.lacking(election, now)] == [
        "those on the ballot are not those who may stand now"
    ]
    deciding.adopt(election, now, WHO)
    assert [one.name for one in load(election).contest("committee").candidates] == ["Ed Élan"]


def test_what_cannot_be_read_is_not_put_on_the_ballot(election: Folder) -> None:
    """Every page reads the file: a mistake in it would be the end of them all."""
    from hustings.voting.domain.nominations import deciding
    from hustings.voting.domain.queries import acts
    from hustings.voting.models import Nominee

    nominated(election)
    made = noms.over(election)
    deciding.close(made, WHO)
    accepted(made, "Jo Ash")
    accepted(made, "Dai", contest="wales")
    Nominee.objects.filter(name="Jo Ash").update(statement={"en": "x" * 20_001})
    logged = len(acts())
    with pytest.raises(InputError, match="`statement` in `en` has 20,001 letters"):
        deciding.adopt(election, made, WHO)
    assert not Path(election.file("nominated.toml")).exists()
    Nominee.objects.filter(name="Jo Ash").update(statement={})
    deciding.adopt(election, made, WHO)
    before = Path(election.file("nominated.toml")).read_bytes()
    Nominee.objects.filter(name="Dai").update(statement={"en": "x" * 20_001})
    with pytest.raises(InputError, match="`statement` in `en` has 20,001 letters"):
        deciding.adopt(election, made, WHO)
    assert Path(election.file("nominated.toml")).read_bytes() == before
    assert len(acts()) == logged + 1


def _later() -> Any:
    from datetime import UTC, datetime, timedelta

    return datetime.now(UTC) + timedelta(days=1)


def test_whoever_comes_onto_the_roll_before_the_candidates_votes_on_them(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.nominations import deciding
    from hustings.voting.domain.queries import status
    from hustings.voting.domain.voters import roll

    made = noms.setup(election, "threshold = 1")
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("wales", "Dai", "Eve"), choice("committee", "Jo", "Al"))
    lines = [roll.Line("1", "Una", "una@example.org", "", "", (("region", "Wales"),))]
    roll.apply(roll.compare(lines), made, WHO, file="", refused=0)
    made = noms.over(election, "threshold = 1")
    deciding.close(made, WHO)
    accepted(made, "Dai", "Eve", contest="wales")
    accepted(made, "Jo")
    deciding.adopt(election, made, WHO)
    now = load(election)
    assert {one.name: one.entitled for one in status().contests} == {"treasurer": 1, "wales": 1}
    eid = poll.freeze(election, now, tuple(key.public for key in officer_keys()), WHO)
    assert len(eid) == 32
    names = [one.name for one in poll.manifest().contest("wales").election.candidates]
    assert names == ["Dai", "Eve"]
    # Sealed is sealed.
    for act in (
        lambda: deciding.adopt(election, now, WHO),
        lambda: deciding.decide(find("wales", "Dai").pk, False, WHO, "late"),
        lambda: deciding.correct(election, find("wales", "Dai").pk, "D", "d@e.org", WHO, "late"),
    ):
        with pytest.raises(InputError, match="the election is sealed"):
            act()


def test_the_officer_decides_and_corrects_with_reasons_in_the_log(election: Folder) -> None:
    from hustings.voting.domain.nominations import deciding, links
    from hustings.voting.domain.office import log
    from hustings.voting.domain.queries import acts

    nominated(election)
    jo = find("committee", "Jo Ash")
    old = links.token(election, jo)
    deciding.decide(jo.pk, False, WHO, "not on the roll")
    deciding.correct(election, jo.pk, " Joan  Ash ", jo.email, WHO, "her full name")
    assert links.holder(old) == jo
    deciding.correct(election, jo.pk, "Joan Ash", "joan@example.org", WHO, "a slip")
    assert links.holder(old) is links.NotKnown.REPLACED
    with pytest.raises(InputError, match="`ed ÉLAN` is nominated already"):
        deciding.correct(election, jo.pk, "ed ÉLAN", jo.email, WHO, "no")
    with pytest.raises(InputError, match="there is no such nomination"):
        deciding.decide(jo.pk + 1000, True, WHO, "no")
    assert [
        (one.act, json.loads(one.details)) for one in acts() if one.act.startswith("nomination-")
    ] == [
        (
            "nomination-decide",
            {
                "contest": "committee",
                "name": "Jo Ash",
                "reason": "not on the roll",
                "valid": False,
            },
        ),
        (
            "nomination-correct",
            {
                **{"contest": "committee", "name": "Jo Ash", "now": "Joan Ash"},
                **{"address": False, "reason": "her full name"},
            },
        ),
        (
            "nomination-correct",
            {
                **{"contest": "committee", "name": "Joan Ash", "now": "Joan Ash"},
                **{"address": True, "reason": "a slip"},
            },
        ),
    ]
    log.verify()


def test_somebody_written_down_twice_is_made_one(election: Folder) -> None:
    from hustings.voting.domain.nominations import deciding
    from hustings.voting.domain.nominations.standings import in_contest
    from hustings.voting.domain.queries import acts

    made = noms.setup(election)
    leeds, york, hull = bodies(made, "Leeds", "York", "Hull")
    nominate(election, made, leeds, choice("committee", "Jo Ash", "Joe Ash"))
    nominate(election, made, york, choice("committee", listed=["Joe Ash"]))
    nominate(election, made, hull, choice("wales", "Dai"))
    jo, joe, dai = find("committee", "Jo Ash"), find("committee", "Joe Ash"), find("wales", "Dai")
    for pair in ((joe.pk, joe.pk), (joe.pk, dai.pk)):
        with pytest.raises(InputError, match="not two nominations in one contest"):
            deciding.merge(*pair, WHO, "no")
    deciding.merge(joe.pk, jo.pk, WHO, "the same address")
    (one,) = in_contest(made.contest("committee"), made)
    assert (one.nominee, [each.name for each in one.by], one.passes) == (
        *(jo, ["Leeds", "York"], True),
    )
    assert json.loads(acts()[-1].details) == {
        **{"contest": "committee", "name": "Joe Ash", "into": "Jo Ash"},
        **{"moved": 1, "doubles": 1, "reason": "the same address"},
    }


ACTS = st.lists(st.sampled_from(["accept", "decline", "withdraw", "valid", "invalid"]), max_size=8)


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_after_any_acts_a_candidate_stands_who_accepted_last_and_was_found_valid(
    election: Folder, acts: list[str]
) -> None:
    from hustings.voting.domain.nominations import consent, deciding
    from hustings.voting.domain.nominations.standings import standing
    from hustings.voting.domain.nominations.window import Refused
    from hustings.voting.models import Mail, Nomination, NominationLink, Nominator, Nominee

    for model in (Nomination, NominationLink, Nominee, Nominator, Mail):
        model.objects.all().delete()
    made = noms.setup(election, "threshold = 1")
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    jo = find("committee", "Jo Ash")
    after = {
        ("waiting", "accept"): "accepted",
        ("waiting", "decline"): "declined",
        ("declined", "accept"): "accepted",
        ("accepted", "accept"): "accepted",
        ("accepted", "withdraw"): "withdrawn",
    }
    answer, decision = "waiting", ""
    for act in acts:
        if act in ("valid", "invalid"):
            deciding.decide(jo.pk, act == "valid", WHO, "because")
            decision = act
            continue
        does = {
            "accept": lambda: consent.accept(jo, made, {}, ""),
            "decline": lambda: consent.decline(jo, made),
            "withdraw": lambda: consent.withdraw(jo, made),
        }[act]
        if (answer, act) in after:
            does()
            answer = after[answer, act]
        else:
            with pytest.raises(Refused):
                does()
        found = standing(find("committee", "Jo Ash"), made)
        assert (found.nominee.answer, found.nominee.decision) == (answer, decision)
        assert found.stands == (answer == "accepted" and decision == "valid")


def test_bodies_come_go_and_change(election: Folder) -> None:
    from hustings.voting.domain.nominations.bodies import take_in
    from hustings.voting.domain.nominations.standings import silent

    made = nominated(election)
    list_ = [
        Body("LEEDS", "North", "leeds@example.org", "", ""),
        Body("Hull", "North", "hull@example.org", "", ""),
    ]
    taken = take_in(election, list_, made, WHO)
    assert taken == (1, 1, 0, 0, ("York",))
    assert [one.name for one in silent()] == ["Hull"]
    assert take_in(election, list_[:1], made, WHO) == (0, 0, 1, 1, ("York",))


def test_whoever_read_mails_at_another_address_nominates_no_more(election: Folder) -> None:
    from hustings.voting.domain.nominations import links, mails
    from hustings.voting.domain.nominations.bodies import take_in
    from hustings.voting.domain.queries import acts
    from hustings.voting.models import Mail

    made = noms.setup(election)
    leeds, york = bodies(made, "Leeds", "York")
    mails.invite(election, made, 2, WHO)
    Mail.objects.update(state=Mail.State.SENT)
    old = [links.token(election, body) for body in (leeds, york)]
    contacts = [("Leeds", "wrong@example.org"), ("York", "YORK@example.org")]
    list_ = [Body(name, "North", contact, "", "") for name, contact in contacts]
    assert take_in(election, list_, made, WHO)[:2] == (0, 2)
    assert [links.holder(one) for one in old] == [links.NotKnown.REPLACED, york]
    assert links.holder(links.token(election, leeds)) == leeds
    queued = Mail.objects.filter(state=Mail.State.WAITING)
    assert [(one.kind, one.about) for one in queued] == [("nominate", str(leeds.pk))]
    (relinked,) = [one for one in acts() if one.act == "nomination-relink"]
    assert json.loads(relinked.details) == {"whose": "Leeds", "reason": "another address"}


def test_links_are_mailed_to_as_many_as_the_officer_has_typed(election: Folder) -> None:
    from hustings.voting.domain.mails.outbox import claim
    from hustings.voting.domain.nominations import links, mails
    from hustings.voting.models import Mail, NominationLink

    made = noms.setup(election)
    with pytest.raises(InputError, match="nobody who nominates yet; take in the list of bodies"):
        mails.invite(election, made, 0, WHO)
    leeds, york = bodies(made, "Leeds", "York")
    with pytest.raises(InputError, match="there would be 2 mails, not 3: nothing was queued"):
        mails.invite(election, made, 3, WHO)
    assert mails.invite(election, made, 2, WHO) == 2
    with pytest.raises(InputError, match="nobody has to be sent a link"):
        mails.invite(election, made, 0, WHO)
    # No token, and nothing from which one could be made, is in the database.
    held = [bytes(one) for one in NominationLink.objects.values_list("token_hash", flat=True)]
    tokens = [links.token(election, body) for body in (leeds, york)]
    assert len(held) == 2
    assert not set(held) & set(tokens)
    claimed = claim()
    assert claimed is not None
    assert mails.wanted(claimed, made) == leeds
    mails.again(election, york, WHO, revoke="somebody else has it")
    assert links.holder(tokens[1]) is links.NotKnown.REPLACED
    assert links.holder(links.token(election, york)) == york
    # One waits already.
    assert Mail.objects.filter(about=str(york.pk)).count() == 1
    # A candidate whom nobody nominates any more is not written to.
    nominate(election, made, york, choice("committee", "Jo Ash"))
    nominate(election, made, york, choice("committee"))
    mail = claim()
    assert mail is not None
    assert (mail.kind, mails.wanted(mail, made)) == ("stand", None)


def test_a_threshold_by_kind_asks_for_all_of_it(election: Folder) -> None:
    from hustings.voting.domain.nominations.standings import in_contest

    made = noms.setup(election, "threshold = { branch = 2, union = 1 }")
    a, b, c = bodies(made, "A", "B", "C", kinds=["branch", "branch", "union"])
    nominate(election, made, a, choice("committee", "Jo", "Al"))
    nominate(election, made, b, choice("committee", listed=["Jo", "Al"]))
    nominate(election, made, c, choice("committee", listed=["Jo"]))
    found = in_contest(made.contest("committee"), made)
    assert [(one.nominee.name, len(one.by), one.passes) for one in found] == [
        *(("Jo", 3, True), ("Al", 2, False)),
    ]


def test_the_key_of_links_is_made_once_and_kept_from_others(election: Folder) -> None:
    from hustings.voting.domain.keys import nomination_key

    path = Path(election.nomination_key)
    assert not path.exists()
    made = nomination_key(election)
    assert len(made) == 32
    assert path.stat().st_mode & 0o077 == 0
    nomination_key.cache_clear()
    assert nomination_key(election) == made
