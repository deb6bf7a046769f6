"""One election from the first nomination to the deletion: every part hands on to the next.

A society of two trustees and a scrutineer, whose keys never meet; bodies nominate for one contest,
two voters get letters, one seat falls vacant. What each part does by itself is tested where it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hustings.sealing.archive.contest import read_contest
from hustings.sealing.archive.vacancy import Asked as Vacated
from hustings.sealing.archive.vacancy import refill
from hustings.sealing.archive.verify import Asked, verify
from hustings.sealing.ballots import envelope as sealing
from hustings.sealing.ballots import payload
from hustings.sealing.board.chain import BROWSER
from hustings.sealing.board.receipt import Head, Receipt, read_head
from hustings.sealing.closing import Signer
from hustings.sealing.holders import keys, keytest
from hustings.sealing.procession import acts, stick
from hustings.sealing.statements import ACCEPT, state
from hustings.voting.config.file import load
from hustings.voting.config.model import Setup
from hustings.voting.domain.results.opening import Held
from hustings.web.folder import Folder
from voting import elections, nominations
from voting.domain.results.test_count import SOCIETY, held, seeds
from voting.elections import WHO
from voting.nominations import choice, nominate
from voting.turning_out import MAIL

TOML = """\
title = "Committee"
organisation = "Tea Society"
address = "http://127.0.0.1:8000/"
setting = "society"
trustees = 2

[seal]
least_decoys = 5

[dates]
opens = OPENS
closes = 2090-03-29T12:00:00

MAIL
[nominations]
opens = 2019-01-01T09:00:00
closes = CLOSES
most = 4
threshold = 2
tally = true

[[contests]]
id = "committee"
title = "Committee"
seats = 2
rules = "ers97"
candidates = "nominated"

[[contests]]
id = "chair"
title = "Chair"
seats = 1
rules = "irv"
candidates = [{ name = "Eve" }, { name = "Fay" }]
"""
STANDING = ("Ann Ash", "Ben Bell", "Cát Cole", "Dot Dunn")
# Ann and Ben are elected; without Ann it is Cát.
CAST = {
    "committee": [(1, 3)] * 6 + [(2, 1)] * 5 + [(3, 4)] * 2,
    "chair": [(1, 2)] * 8 + [(2,)] * 4,
}
VOTERS = 26


def written(folder: Folder, opens: str, closes: str) -> Setup:
    text = TOML.replace("OPENS", opens).replace("CLOSES", closes).replace("MAIL", MAIL)
    Path(folder.toml).write_text(text, encoding="utf-8")
    return load(folder)


def nominated(folder: Folder) -> Setup:
    """Three bodies nominate; four stand, one declines."""
    from hustings.voting.domain.nominations import consent, deciding, mails

    setup = written(folder, "2090-03-15T09:00:00", "2090-02-01T09:00:00")
    leeds, york, hull = nominations.bodies(setup, "Leeds", "York", "Hull")
    assert mails.invite(folder, setup, 3, WHO) == 3
    nominate(folder, setup, leeds, choice("committee", *STANDING))
    nominate(folder, setup, york, choice("committee", "Nia Nash", listed=STANDING[:2]))
    nominate(folder, setup, hull, choice("committee", listed=[*STANDING[2:], "Nia Nash"]))
    consent.decline(nominations.find("committee", "Nia Nash"), setup)
    nominations.accepted(setup, *STANDING)
    setup = written(folder, "2020-03-15T09:00:00", "2020-02-01T09:00:00")
    assert deciding.close(setup, WHO) == 5
    assert deciding.adopt(folder, setup, WHO) == {"committee": STANDING}
    return load(folder)


def sealed_and_opened(folder: Folder, setup: Setup, every: Mapping[tuple[str, str], Held]) -> None:
    """Frozen; every key and backup is tried, everybody signs; opened."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import documents

    eid = poll.freeze(folder, setup, tuple(one.key.public for one in every.values()), WHO)
    assert len(poll.lacking()) == 2 * len(SOCIETY) + 4
    for (name, use), (key, _) in every.items():
        if use == keys.SIGN:
            earlier = poll.proceedings().statements
            poll.take_statement(state(eid, earlier, key.secret, by=name, kind=ACCEPT), WHO)
            continue
        for copy in keytest.COPIES:
            ((_, document),) = documents(f"keytest/{use}/{copy}")
            poll.take_answer(use, copy, keytest.answer(document.encode(), key), WHO)
    assert poll.open_poll(WHO)


def procession(folder: Folder, place: Path, every: Mapping[tuple[str, str], Held]) -> None:
    """The stick goes round: each holder reads it, acts with their own keys, and hands it on."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import documents
    from hustings.voting.domain.results import procession

    heads = {one.contest: one for one in read_heads(documents("head/"))}
    path = str(place / "stick")
    stick.write(path, procession.begin(folder, WHO))

    def signer(name: str) -> Signer:
        return Signer(name, every[name, keys.SIGN].key.secret)

    sam, outer = signer("Sam"), every["Sam", "S"]
    stick.write(path, acts.commit(stick.read(path), sam, seeds))
    opened = acts.open_boards(stick.read(path), sam, outer.key, seeds, journal=outer.journal)
    stick.write(path, opened)
    for name, use in (("Tess", "M1"), ("Uri", "M2")):
        key, journal = every[name, use]
        mixed = acts.mix(stick.read(path), signer(name), key, heads, journal=journal)
        stick.write(path, mixed)
    stick.write(path, acts.publish(stick.read(path), sam, outer.key, seeds))
    # Half way the server takes in what there is.
    assert procession.receive(folder, stick.read(path), WHO)
    for name, use in (("Tess", "O1"), ("Uri", "O2")):
        passed = stick.read(path)
        checked = acts.check_decoys(passed)
        stick.write(path, acts.release(passed, signer(name), every[name, use].key, checked))
    assert {one.by for one in procession.receive(folder, stick.read(path), WHO)} == {"Tess", "Uri"}
    assert procession.finished(poll.proceedings())


def read_heads(found: tuple[tuple[str, str], ...]) -> list[Head]:
    return [read_head(text.encode()) for _, text in found]


@pytest.mark.parametrize("election", ["sqlite"], indirect=True)
def test_from_the_first_nomination_to_the_deletion(
    election: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.voting.domain import poll, retention
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.domain.mails import letters, mailing, observers, outbox
    from hustings.voting.domain.office import log, officers
    from hustings.voting.domain.queries import documents
    from hustings.voting.domain.results import counting, vacancies
    from hustings.voting.domain.turnout import days
    from hustings.voting.domain.voters import roll
    from hustings.voting.interfaces import turnout
    from hustings.voting.models import Chain, Nominator, Nominee, Voter

    # The coin falls so that all is told that may be.
    monkeypatch.setattr(days, "mac", lambda *about: bytes(32))
    officers.create(WHO, "kettle on the hob at four")
    every = {(one.key.holder, one.key.use): one for one in held(club=False)}
    lines = [
        roll.Line(str(n), f"Voter {n}", f"v{n}@example.org", "", "", ()) for n in range(VOTERS - 2)
    ]
    lines += [
        roll.Line(f"paper {n}", f"Paper {n}", "", "", "", (), "1 High Street", "B1 1AA")
        for n in range(2)
    ]
    setup = nominated(election)
    roll.apply(roll.compare(lines), setup, WHO, file="roll.csv", refused=0)
    sealed_and_opened(election, setup, every)
    eid = poll.eid()
    assert [one.name for one in poll.manifest().contest("committee").election.candidates] == [
        *STANDING
    ]
    assert mailing.queue(outbox.INVITATION, VOTERS - 2, setup, WHO) == VOTERS - 2
    printed = letters.to_print(election, setup, only_new=True)
    letters.printed(printed, WHO)
    # Those who got letters vote with the code that was printed, the others with their link.
    tokens = [one.token for one in printed]
    tokens += [elections.token(election, line.member) for line in lines[: VOTERS - 2]]
    receipts = []
    for contest, rankings in CAST.items():
        wrapped = elections.envelope(contest)
        for token, ranking in zip(tokens, rankings, strict=False):
            blob = sealing.seal(payload.vote(ranking), wrapped)
            given = accept(election, wrapped, token, blob, BROWSER)
            assert isinstance(given, Receipt)
            receipts.append(given)
    with monkeypatch.context() as patch:
        patch.setattr(days, "now", lambda: datetime.now(UTC) + days.DAY)
        observers.announce(election, setup)
    told = turnout.for_everybody(setup, "en")
    assert [(one.contest, [day.cast for day in one.days]) for one in told] == [
        ("committee", [13]),
        ("chair", [12]),
    ]
    observed = read_heads(documents("observed/"))
    assert [(one.contest, one.n) for one in observed] == [("chair", 12), ("committee", 13)]
    Chain.objects.update(closes_at=datetime(2026, 1, 1, tzinfo=UTC))
    poll.close_poll(election, WHO)
    procession(election, tmp_path, every)
    # The officer counts with the key to sign with alone.
    done = counting.count(election, setup, (every[WHO, keys.SIGN],), WHO, seeds=seeds, cores=1)
    results = [
        (one.contest, one.on_board, one.counted, one.elected) for one in done.results.contests
    ]
    assert results == [
        ("committee", 13, 13, ("Ann Ash", "Ben Bell")),
        ("chair", 12, 12, ("Eve",)),
    ]
    counting.publish(election, WHO)
    refilled = vacancies.fill(election, Vacated(("Ann Ash",)), "committee")
    vacancies.publish(election, setup, refilled, WHO)
    assert vacancies.sitting("committee") == ("Ben Bell", "Cát Cole")
    certificate = retention.forget(election, setup, (retention.ROLL,), WHO)
    assert not any(model.objects.exists() for model in (Voter, Nominator, Nominee))
    assert certificate["left"] == []
    assert certificate["turnout"] == [
        {"contest": "chair", "entitled": VOTERS, "voted": 12},
        {"contest": "committee", "entitled": VOTERS, "voted": 13},
    ]
    log.verify()
    # What stays can still be verified, by every receipt and head, and counted for a vacancy.
    archive = str(Path(election.path, "published", "election.zip"))
    heads = (*observed, *read_heads(documents("head/")))
    found = verify(archive, Asked(eid, heads, tuple(receipts)), cores=1)
    assert found.verified
    assert [check.name for check in found.checks if check.held is False] == []
    again = refill(read_contest(archive, "committee"), Vacated(("Ann Ash",)))
    assert again.asked == refilled.asked
    assert load(election).contest("committee").candidates == setup.contest("committee").candidates
    second = vacancies.fill(election, Vacated(("Ben Bell",)), "committee")
    assert second.brings(second.sitting).members == ("Cát Cole", "Dot Dunn")
