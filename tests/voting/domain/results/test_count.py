"""After the close: opened, counted, verified, published; and whatever can come between."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from hustings.errors import InputError, NotVerified
from hustings.sealing.archive.verify import Asked, verify
from hustings.sealing.ballots import envelope as sealing
from hustings.sealing.ballots import payload
from hustings.sealing.board.chain import BROWSER
from hustings.sealing.board.receipt import Receipt, read_head
from hustings.sealing.closing import Noted
from hustings.sealing.holders import keys
from hustings.voting.config.file import load
from hustings.voting.config.model import Setup
from hustings.voting.domain.results.opening import Held
from hustings.web.folder import Folder
from voting import elections

WHO = elections.WHO
SEED = "twenty letters nobody guesses"
SOCIETY = {
    "S": "Sam",
    "M1": "Tess",
    "M2": "Uri",
    "O1": "Tess",
    "O2": "Uri",
}
VOTERS = 25
# What does not depend on the database is looked at on one.
ON_SQLITE = pytest.mark.parametrize("election", ["sqlite"], indirect=True)
TOML = """\
title = "Committee"
organisation = "Tea Club"
address = "http://127.0.0.1:8000/"
SETTING

[seal]
practice = true
DECOYS

[dates]
opens = 2020-03-15T09:00:00
closes = 2090-03-29T12:00:00

[[contests]]
id = "committee"
title = "Committee"
seats = 2
rules = "ers97"
TIES
candidates = [
    { name = "Ann", statement = "More tea." },
    { name = "Ben" }, { name = "Cát" }, { name = "Dot" },
]

[[contests]]
id = "chair"
title = "Chair"
seats = 1
rules = "irv"
candidates = [{ name = "Eve" }, { name = "Fay" }, { name = "Gil" }]

[[contests]]
id = "auditor"
title = "Auditor"
seats = 1
rules = "irv"
candidates = [{ name = "Hal" }]
"""

Rankings = Mapping[str, Sequence[Sequence[int]]]
# Of the committee: Ann, then Ben; of the chair: Eve.
CAST: Rankings = {
    "committee": [(1, 2)] * 8 + [(2, 1)] * 5 + [(3, 4)] * 3 + [(4,)] * 2,
    "chair": [(1, 2)] * 7 + [(2,)] * 4 + [(3, 2)] * 2,
}


def held(*, club: bool) -> tuple[Held, ...]:
    """Every holder's keys, the same each time, with journals of their own."""
    uses = [("M1", WHO), ("sign", WHO)] if club else [*SOCIETY.items(), ("sign", WHO)]
    uses += [] if club else [("sign", name) for name in ("Sam", "Tess", "Uri")]
    return tuple(
        Held(keys.make(name, "2026", use, random=lambda size, n=n: bytes([n]) * size), Noted())
        for n, (use, name) in enumerate(uses, 65)
    )


def seeds(contest: str) -> bytes:
    return contest.encode().ljust(32, b"!")


def opened(folder: Folder, *, club: bool = True, ties: str = "") -> Setup:
    """An open poll of `VOTERS` voters."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.voters import roll

    text = TOML.replace("SETTING", "" if club else 'setting = "society"\ntrustees = 2')
    text = text.replace("DECOYS", "" if club else "least_decoys = 6").replace("TIES", ties)
    Path(folder.toml).write_text(text, encoding="utf-8")
    setup = load(folder)
    lines = [
        roll.Line(str(n), f"Voter {n}", f"v{n}@example.org", "", "", ())
        for n in range(1, VOTERS + 1)
    ]
    roll.apply(roll.compare(lines), setup, WHO, file="roll.csv", refused=0)
    poll.freeze(folder, setup, tuple(one.key.public for one in held(club=club)), WHO)
    poll.open_poll(WHO)
    return setup


def cast(folder: Folder, cast: Rankings = CAST) -> list[Receipt]:
    from hustings.voting.domain.casting.accept import accept

    receipts = []
    for contest, rankings in cast.items():
        wrapped = elections.envelope(contest)
        for n, ranking in enumerate(rankings, 1):
            blob = sealing.seal(payload.vote(ranking), wrapped)
            given = accept(folder, wrapped, elections.token(folder, str(n)), blob, BROWSER)
            assert isinstance(given, Receipt)
            receipts.append(given)
    return receipts


def closed(folder: Folder, voted: Rankings = CAST, **options: Any) -> tuple[Setup, list[Receipt]]:
    from hustings.voting.domain import poll

    setup = opened(folder, **options)
    receipts = cast(folder, voted)
    poll.close_poll(folder, WHO)
    return setup, receipts


def counted(folder: Folder, setup: Setup, *, club: bool = True, **choices: Any) -> Any:
    from hustings.voting.domain.results import counting

    return counting.count(
        folder,
        setup,
        choices.pop("held", held(club=club)),
        WHO,
        counting.Choices(**choices),
        seeds=seeds,
        cores=1,
    )


def files(folder: Folder) -> dict[str, bytes]:
    place = Path(folder.path) / "published"
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("club", [True, False])
def test_from_the_close_to_the_published_result(election: Folder, club: bool) -> None:
    from hustings.voting.domain.office import log
    from hustings.voting.domain.queries import acts, documents, status
    from hustings.voting.domain.results import counting

    setup, receipts = closed(election, club=club)
    assert counting.results() is None
    done = counted(election, setup, club=club)
    assert [one[:6] for one in done.results.contests] == [
        ("committee", "Committee", 18, 18, ("Ann", "Ben"), None),
        ("chair", "Chair", 13, 13, ("Eve",), None),
    ]
    assert done.results.unopposed == (("Auditor", ("Hal",)),)
    assert done.verification.verified
    assert counting.results() == done.results
    assert (status().state, counting.published()) == ("counted", None)
    archive = str(Path(election.path) / "published" / "election.zip")
    heads = tuple(read_head(text.encode()) for _, text in documents("head/"))
    from hustings.voting.domain import poll

    found = verify(archive, Asked(poll.eid(), heads, tuple(receipts)), cores=1)
    assert [check for check in found.checks if check.held is False] == []
    assert sorted(files(election)) == sorted(done.results.files)
    page = files(election)["index.html"].decode()
    for said in ("Ann", "Elected unopposed.", "Hal", poll.eid().hex(), 'href="election.zip"'):
        assert said in page
    assert counting.publish(election, "Zoe") == done.results == counting.published()
    assert [(act.who, act.act) for act in acts()][-3:] == [
        (WHO, "close"),
        (WHO, "counted"),
        ("Zoe", "published"),
    ]
    log.verify()
    with pytest.raises(InputError, match="published already"):
        counting.publish(election, WHO)
    with pytest.raises(InputError, match="the election is published already"):
        counted(election, setup, club=club)


@ON_SQLITE
def test_the_boards_are_compared_with_observers_heads_before_anything_is_opened(
    election: Folder,
) -> None:
    from hustings.sealing.board.receipt import Head, sign_head
    from hustings.voting.domain import poll
    from hustings.voting.domain.keys import server_secret
    from hustings.voting.domain.queries import status
    from hustings.voting.domain.results import lots

    setup, receipts = closed(election, club=False)
    of = {(one.contest, one.n): one.head for one in receipts}
    mine = held(club=False)

    def observed(contest: str, n: int, head: bytes = b"") -> Head:
        secret = server_secret(election)
        return sign_head(secret, poll.eid(), contest, n=n, head=head or of[contest, n])

    good = (observed("committee", 18), observed("committee", 4), observed("chair", 2))
    for wrong, said in (
        (observed("chair", 5, b"h" * 32), "chair: head 5 of the board is not the one that"),
        (observed("chair", 13, b"h" * 32), "chair: two heads 13 were signed, and they differ"),
        (
            observed("chair", 14, b"h" * 32),
            "chair: the board ends at entry 13, and head 14 was signed",
        ),
        (good[2]._replace(n=3), "the head for entry 3 of chair was not signed by this server"),
        (good[2]._replace(eid=b"e" * 32), "a head is of another election"),
        (good[2]._replace(contest="nec"), "a head is of `nec`, not a contest of it"),
    ):
        lot = (("committee", ("stage 1: Ann",)),)
        with pytest.raises(NotVerified, match=said):
            counted(election, setup, club=False, held=mine, heads=(*good, wrong), lots=lot)
    assert status().state == "closed"
    assert (lots.kept("committee"), [one.journal.openings for one in mine]) == ({}, [[]] * 9)
    done = counted(election, setup, club=False, held=mine, heads=good)
    assert done.verification.verified
    assert done.not_compared == ("chair, after entry 2",)


@ON_SQLITE
def test_what_a_key_does_not_open_its_backup_does_not_either(election: Folder) -> None:
    """Six ballots of ill will: sealed for M2 with a key that nobody has."""
    from hustings.sealing.closing import DoesNotOpen
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.domain.results.opening import Backup

    setup = opened(election, club=False)
    cast(election)
    wrapped = elections.envelope("committee")
    nobody = keys.make("Nobody", "2026", "M2", random=lambda size: b"n" * size).public.public
    false = [one._replace(public=nobody) if one.name == "M2" else one for one in wrapped.layers]
    for n in range(19, 25):
        blob = sealing.seal(payload.vote((1,)), wrapped._replace(layers=tuple(false)))
        accept(election, wrapped, elections.token(election, str(n)), blob, BROWSER)
    poll.close_poll(election, WHO)
    mine = held(club=False)
    key = next(one.key for one in mine if one.key.use == "M2")

    def backup(keeper: str, key: keys.Key = key) -> tuple[Backup, ...]:
        return (Backup(keeper, Held(key, Noted())),)

    other = keys.make("Uri", "2026", "M2", random=lambda size: b"o" * size)
    refused: tuple[tuple[tuple[Backup, ...], type[Exception], str], ...] = (
        ((), DoesNotOpen, "signed; give the backup of M2, and who keeps it, with --backup"),
        (backup("Uri"), InputError, "somebody else than Uri has to try the backup of M2"),
        (backup("server"), InputError, "somebody else than server has to try the backup"),
        (backup("Vera"), InputError, "the key with which Vera signs, who keeps the backup"),
        (backup("Tess", other), InputError, "key M2 is not the key M2 of the manifest"),
        (
            backup("Tess", next(one.key for one in mine if one.key.use == "O1")),
            InputError,
            "none of the keys whose backup Tess keeps mixes; give the backup of M1 or M2",
        ),
    )
    for given, wrong, said in refused:
        with pytest.raises(wrong, match=said):
            counted(election, setup, club=False, held=mine, backups=given)
    tess = backup("Tess")
    done = counted(election, setup, club=False, held=mine, backups=tess)
    assert [one[2:4] for one in done.results.contests] == [(24, 18), (13, 13)]
    assert isinstance(journal := tess[0].held.journal, Noted)
    assert [one[1:3] for one in journal.openings] == [("committee", "M2")]
    told = {check.name: (check.held, check.what) for check in done.verification.checks}
    assert told["unopened committee"] == (
        None,
        "Tess has tried the backup of Uri's key M2 and states that 6 of 30 lines do not open with"
        " it, the same as with the key: that is the word of Tess and Uri, for the key is not"
        " published",
    )
    assert "unopened chair" not in told


@ON_SQLITE
def test_one_changed_member_is_found(election: Folder, tmp_path: Path) -> None:
    from hustings.sealing.archive.pack import write_zip
    from hustings.voting.domain.results import counting

    setup, _ = closed(election)
    counted(election, setup)
    path = Path(election.path) / "published" / "election.zip"
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert members["contests/committee/statements/1.en.txt"] == b"More tea."
    changed = members["contests/chair/record.json"].replace(b"Eve", b"Gil")
    with path.open("wb") as file:
        write_zip(file, {**members, "contests/chair/record.json": changed})
    assert not verify(str(path), cores=1).verified
    with pytest.raises(NotVerified, match="is not the archive that the count has made"):
        counting.publish(election, WHO)


@ON_SQLITE
def test_nothing_is_opened_before_the_close_and_nothing_published_before_the_count(
    election: Folder,
) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.results import counting

    setup = opened(election)
    with pytest.raises(InputError, match="the election is open: nothing is opened before"):
        counted(election, setup)
    poll.close_poll(election, WHO)
    with pytest.raises(InputError, match="there is nothing to publish: the election is closed"):
        counting.publish(election, WHO)


@ON_SQLITE
@pytest.mark.parametrize("club", [True, False])
def test_killed_anywhere_it_gives_the_same_when_it_is_run_again(
    election: Folder, club: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after everything was made, and again between the folder's move and the commit."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import documents, status
    from hustings.voting.domain.results import counting

    setup, _ = closed(election, club=club)
    same = held(club=club)
    before = documents("statement/")
    sums = []

    class Killed(Exception):
        pass

    def killed(path: str) -> str:
        sums.append(Path(path).read_bytes())
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(counting, "sha256", killed)
        with pytest.raises(Killed):
            counted(election, setup, club=club, held=same)
    rename = counting.os.rename

    def killed_after(source: str, target: str) -> None:
        rename(source, target)
        sums.append((Path(target) / "election.zip").read_bytes())
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(counting.os, "rename", killed_after)
        with pytest.raises(Killed):
            counted(election, setup, club=club, held=same)
    assert (status().state, documents("statement/"), poll.eid() != b"") == ("closed", before, True)
    (Path(election.path) / ".published-left").mkdir()
    counted(election, setup, club=club, held=same)
    assert [files(election)["election.zip"]] * 2 == sums
    assert not list(Path(election.path).glob(".published-*"))


@ON_SQLITE
def test_somebody_who_withdrew_late_is_counted_both_ways(election: Folder) -> None:
    setup, _ = closed(election)
    with pytest.raises(InputError, match="nobody called `An` stands; did you mean `Ann`"):
        counted(election, setup, withdrawn=("An",))
    done = counted(election, setup, withdrawn=("Ann",))
    committee, chair = done.results.contests
    assert (committee.elected, committee.standing) == (("Ann", "Ben"), ("Ben", "Cát"))
    assert chair.standing is None
    assert {"committee/without-withdrawn.html", "committee/without-withdrawn.json"} <= set(
        files(election)
    )
    page = files(election)["index.html"].decode()
    assert "Without Ann, withdrawn since the papers were made: Ben and Cát." in page


TIED: Rankings = {
    "committee": [(1,)] * 4 + [(2,)] * 4 + [(3,)] * 4,
    "chair": CAST["chair"],
}


@ON_SQLITE
def test_a_tie_is_settled_by_the_seed_committed_to(election: Folder) -> None:
    setup, _ = closed(election, TIED, ties=f'ties = "seed"\nties_seed = "{SEED}"')
    done = counted(election, setup)
    record = json.loads(files(election)["committee/result.json"])
    assert record["lots"] == f"seed {SEED}"
    assert done.results.contests[0].elected == ("Ann", "Ben")


@ON_SQLITE
def test_a_tie_that_the_officer_draws(election: Folder) -> None:
    from hustings.voting.domain.queries import status

    setup, _ = closed(election, TIED)
    same = held(club=True)
    with pytest.raises(InputError) as caught:
        counted(election, setup, held=same)
    assert str(caught.value) == (
        "committee: stage 3: a lot must decide who is excluded (5.2.5): Ann, Ben, Cát are"
        " equal on everything else; draw it before witnesses, write `stage 3: NAME` in a file (the"
        " one on whom the lot falls; a line for each lot) and run this again with --lots committee"
        " FILE, or enter it in the office, under `After the close`, and run this again as it is"
    )
    assert status().state == "closed"
    with pytest.raises(InputError, match="there is no contest `comittee`"):
        counted(election, setup, held=same, lots=(("comittee", ("Ann",)),))
    lots = (("committee", ("Ann", "Cát", "Ben", "Dot")),)
    assert counted(election, setup, held=same, lots=lots).results.contests[0].elected == (
        "Ben",
        "Cát",
    )


@ON_SQLITE
def test_keys_that_are_missing_or_another(election: Folder) -> None:
    setup, _ = closed(election, club=False)
    whole = held(club=False)
    for left_out, what in (
        (0, "the key S of Sam is not here"),
        (5, "the key with which Olive signs is not here"),
    ):
        with pytest.raises(InputError, match=what):
            counted(election, setup, held=(*whole[:left_out], *whole[left_out + 1 :]))
    other = keys.make("Sam", "2026", "S")
    with pytest.raises(InputError, match="`Sam`'s key S is not the key S of the manifest"):
        counted(election, setup, held=(Held(other, Noted()), *whole[1:]))
    sign = keys.make(WHO, "2026", "sign")
    with pytest.raises(InputError, match="with which Olive signs is not the one in the manifest"):
        counted(election, setup, held=(*whole[:5], Held(sign, Noted()), *whole[6:]))


# -- contests that are out of the ordinary ---------------------------------------------------------


@ON_SQLITE
@pytest.mark.parametrize("club", [True, False])
def test_all_blank_and_nobody_voted(election: Folder, club: bool) -> None:
    setup, _ = closed(election, {"committee": [()] * 3}, club=club)
    if not club:
        with pytest.raises(InputError, match=r"committee has 3 ballots: whoever knows .* --few"):
            counted(election, setup, club=club)
    done = counted(election, setup, club=club, few=True)
    assert [(one.on_board, one.counted, one.elected) for one in done.results.contests] == [
        (3, 0, ()),
        (0, 0, ()),
    ]
    assert done.verification.verified
    assert b"No paper is valid." in files(election)["index.html"]


@ON_SQLITE
@pytest.mark.parametrize("club", [True, False])
def test_what_is_no_ballot_on_the_board_is_counted_as_not_valid(
    election: Folder, club: bool
) -> None:
    """Junk of the right length, a payload that says nothing, and the same ballot twice."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import Refusal, accept

    setup = opened(election, club=club)
    cast(election)
    wrapped = elections.envelope("chair")
    length = wrapped.length(wrapped.layers[0].name)
    twice = sealing.seal(payload.vote((1,)), wrapped)
    blobs = [b"\x07" * length, sealing.seal(bytes([1, 2, 2]) + bytes(61), wrapped), twice]
    for member, blob in zip(("20", "21", "22"), blobs, strict=True):
        given = accept(election, wrapped, elections.token(election, member), blob, BROWSER)
        assert isinstance(given, Receipt)
    again = accept(election, wrapped, elections.token(election, "22"), twice, BROWSER)
    assert again == given
    # Another voter who posts what somebody else has cast gets a receipt, and keeps the vote.
    assert accept(election, wrapped, elections.token(election, "23"), twice, BROWSER) == given
    other = sealing.seal(payload.vote((3,)), wrapped)
    used = accept(election, wrapped, elections.token(election, "22"), other, BROWSER)
    assert used is Refusal.USED
    poll.close_poll(election, WHO)
    chair = counted(election, setup, club=club).results.contests[1]
    assert (chair.on_board, chair.counted, chair.invalid, chair.elected) == (16, 14, 2, ("Eve",))


def test_fifty_voters_cast_while_the_poll_closes(election: Folder) -> None:
    """Every ballot that was acknowledged is counted, and no other; no entitlement is burnt."""
    from threading import Barrier, Thread

    from django.db import connections

    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.models import Entitlement

    setup = opened(election)
    jobs: list[tuple[Any, bytes, bytes]] = []
    for contest in ("committee", "chair"):
        wrapped = elections.envelope(contest)
        for n in range(1, VOTERS + 1):
            blob = sealing.seal(payload.vote((1 + n % 3,)), wrapped)
            jobs.append((wrapped, elections.token(election, str(n)), blob))
    outcomes: list[Any] = [None] * len(jobs)
    start = Barrier(len(jobs) + 1)

    def voter(number: int) -> None:
        start.wait()
        try:
            outcomes[number] = accept(election, *jobs[number], BROWSER)
        finally:
            connections.close_all()

    threads = [Thread(target=voter, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    start.wait()
    poll.close_poll(election, WHO)
    for thread in threads:
        thread.join()
    taken = [one for one in outcomes if isinstance(one, Receipt)]
    lots = (("committee", ("Ann", "Ben", "Cát", "Dot")), ("chair", ("Eve", "Fay", "Gil")))
    results = counted(election, setup, lots=lots).results
    assert sum(one.on_board for one in results.contests) == len(taken)
    assert Entitlement.objects.filter(used=True).count() == len(taken)
    path = str(Path(election.path) / "published" / "election.zip")
    assert verify(path, Asked(receipts=tuple(taken)), cores=1).verified
