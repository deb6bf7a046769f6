"""`hustings vote demo`: the made-up election held from its roll to the archive, or left open.

Knows the order of things and which files are written. Must not know what is said of them.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from hustings.commands.vote.new import check_new, make
from hustings.commands.vote.shell import needed
from hustings.demo.vote import society
from hustings.web.folder import Folder, write_secret

if TYPE_CHECKING:
    from hustings.sealing.holders.keys import Key
    from hustings.voting.domain.results.counting import Counted

DEMO = "hustings-vote-demo/1"
# In each contest; an election that is none needs the least that shows how it is done.
DECOYS = 40
# Every so-manieth voter has no JavaScript.
BY_FORMS = 10
# Whose receipts are kept, to be looked up.
RECEIPTS = 3
PRIVATE = "private-keys"

Note = Callable[[str], object]


class Office(NamedTuple):
    """How the officer signs in."""

    password: str
    secret: str
    address: str


class Held(NamedTuple):
    """An election as it was held.

    Attributes:
        contests: as of `hustings-vote-demo/1` (docs/reference).
        archive: path of `election.zip`; empty for a poll that was left open.
        verified: None for such a poll.
        links: of voters who have not voted.
    """

    folder: Folder
    office: Office
    voters: int
    contests: tuple[dict[str, Any], ...]
    archive: str
    verified: bool | None
    checks: tuple[str, ...]
    links: tuple[str, ...]


def to_json(held: Held) -> dict[str, Any]:
    """The document `hustings-vote-demo/1`."""
    return {
        "format": DEMO,
        "voters": held.voters,
        "contests": list(held.contests),
        "archive": held.archive or None,
        "verified": held.verified,
    }


def hold(path: str, voters: int, *, keep_open: bool, port: int, note: Note) -> Held:
    """Hold the election in a new folder.

    Args:
        voters: on the roll.
        keep_open: leave the poll open: nothing is counted.
        port: in the links of mails.

    Raises:
        InputError: the folder is there and not empty, or a package is missing.
    """
    needed()
    check_new(path)
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    note("making the folder, the tables and an officer")
    codes = make(path, society.OFFICER, password, toml=society.toml(DECOYS, port))
    folder = Folder(path)
    office = Office(password, *codes)
    everybody = list(society.voters(voters))
    passphrase = _sealed(folder, everybody, note)
    links = _cast(folder, everybody, note)
    if keep_open:
        _invite(folder)
        return Held(folder, office, voters, _boards(), "", None, (), links)
    return _counted(folder, office, everybody, passphrase, note)


def _sealed(folder: Folder, everybody: list[society.Voter], note: Note) -> str:
    """The roll taken in, keys made, the manifest sealed, the poll open; the keys' passphrase."""
    from hustings.voting.config.file import load
    from hustings.voting.config.model import Line
    from hustings.voting.domain.voters import roll

    setup = load(folder)
    note(f"taking in a roll of {len(everybody):,}")
    lines = [
        Line(one.member, one.name, f"{one.member}@example.org", "", one.region, _region(one))
        for one in everybody
    ]
    roll.apply(roll.compare(lines), setup, society.OFFICER, file="made up", refused=0)
    return sealed(folder, note)


def sealed(folder: Folder, note: Note) -> str:
    """Keys made, the manifest sealed, every key tested, the poll open; the keys' passphrase."""
    from hustings.sealing.holders import keys, passphrase
    from hustings.voting.config.file import load
    from hustings.voting.domain import poll

    note("making the holders' keys, sealing the manifest")
    words = passphrase.choose()
    first, second = society.TRUSTEES
    uses = [(society.SCRUTINEER, ("S",)), (first, ("M1", "O1")), (second, ("M2", "O2"))]
    made = []
    for holder, own in (*uses, (society.OFFICER, ())):
        for use in (*own, keys.SIGN):
            key = keys.make(holder, society.TITLE, use)
            made.append(key)
            file = folder.file(os.path.join(PRIVATE, f"{holder}-{use}.json"))
            write_secret(file, keys.lock(key, words, cost=keys.LEAST_COST))
    write_secret(folder.file(os.path.join(PRIVATE, "passphrase.txt")), f"{words}\n".encode())
    poll.freeze(folder, load(folder), tuple(key.public for key in made), society.OFFICER)
    note("every key and its backup opens its challenge, every holder signs; the poll is opened")
    _tested(folder, made, words)
    poll.open_poll(society.OFFICER)
    return words


def _tested(folder: Folder, made: Sequence[Key], words: str) -> None:
    """The test of the keys, which an exercise could leave out, and everybody's acceptance.

    The backup of a key is its encrypted file, opened with the passphrase.
    """
    from hustings.sealing.holders import keys, keytest
    from hustings.sealing.statements import ACCEPT, state
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import documents

    eid = poll.eid()
    for key in made:
        if key.use == keys.SIGN:
            earlier = poll.proceedings().statements
            signed = state(eid, earlier, key.secret, by=key.holder, kind=ACCEPT)
            poll.take_statement(signed, society.OFFICER)
            continue
        with open(folder.file(os.path.join(PRIVATE, f"{key.holder}-{key.use}.json")), "rb") as file:
            backup = keys.bind(keys.unlock(file.read(), words), eid)
        for copy, own in zip(keytest.COPIES, (keys.bind(key, eid), backup), strict=True):
            name = f"keytest/{key.use}/{copy}"
            challenge = dict(documents(name))[name].encode()
            poll.take_answer(key.use, copy, keytest.answer(challenge, own), society.OFFICER)


def _region(one: society.Voter) -> tuple[tuple[str, str], ...]:
    return (("region", one.region),)


def _cast(folder: Folder, everybody: list[society.Voter], note: Note) -> tuple[str, ...]:
    """Ballots cast through HTTP; links of those who have not voted."""
    from hustings.sealing import manifest
    from hustings.sealing.board.receipt import write_receipt
    from hustings.sealing.voters import links
    from hustings.voting.domain import poll
    from hustings.voting.domain.voters import links as held
    from hustings.voting.domain.voters import roll
    from hustings.web.serve import served

    sealed, eid = poll.manifest(), poll.eid()
    envelopes = {one.id: manifest.envelope(sealed, eid, one.id) for one in society.CONTESTS}
    tokens = {one.member: held.token(folder, roll.find(one.member)) for one in everybody}
    voting = [one for one in everybody if one.votes]
    receipts: list[Any] = []
    with served() as port:
        from hustings.demo.vote.casting import Site

        site = Site(port)
        for number, one in enumerate(voting, 1):
            code = links.fragment(tokens[one.member])
            if number % BY_FORMS == 0:
                receipts += site.cast_by_forms(code, one.rankings)
            else:
                receipts += site.cast_sealed(code, one.rankings, envelopes)
            if number % 50 == 0 or number == len(voting):
                note(f"casting through the pages: {number:,} of {len(voting):,} voters")
    os.makedirs(folder.file("receipts"), exist_ok=True)
    for receipt in receipts[:RECEIPTS]:
        file = folder.file(os.path.join("receipts", f"{receipt.contest}-{receipt.n}.json"))
        with open(file, "wb") as written:
            written.write(write_receipt(receipt))
    return tuple(links.fragment(tokens[one.member]) for one in everybody if not one.votes)[
        :RECEIPTS
    ]


def _invite(folder: Folder) -> None:
    """Invitations queued, so that the office has mails to show."""
    from hustings.voting.config.file import load
    from hustings.voting.domain.mails import mailing
    from hustings.voting.domain.mails.outbox import INVITATION

    number = mailing.receivers(INVITATION).count()
    mailing.queue(INVITATION, number, load(folder), society.OFFICER)


def _boards() -> tuple[dict[str, Any], ...]:
    from hustings.voting.domain.queries import status

    found = {one.name: one.on_board for one in status().contests}
    return tuple(
        {
            "name": one.title,
            "on_board": found.get(one.id, 0),
            "counted": None,
            "invalid": None,
            "elected": [],
        }
        for one in society.CONTESTS
    )


def _counted(
    folder: Folder, office: Office, everybody: list[society.Voter], passphrase: str, note: Note
) -> Held:
    from hustings.voting.domain.results import counting

    done = counted(folder, passphrase, note)
    contests = tuple(
        {
            "name": one.title,
            "on_board": one.on_board,
            "counted": one.counted,
            "invalid": one.invalid,
            "elected": list(one.elected),
        }
        for one in done.results.contests
    )
    return Held(
        folder,
        office,
        len(everybody),
        contests,
        os.path.join(counting.place(folder), counting.ARCHIVE),
        done.verification.verified,
        tuple(check.name for check in done.verification.checks if check.held),
        (),
    )


def counted(folder: Folder, passphrase: str, note: Note) -> Counted:
    """The poll closed, its last heads written, all ballots counted, the results published."""
    from hustings.sealing.board.receipt import write_head
    from hustings.voting.config.file import load
    from hustings.voting.domain import poll
    from hustings.voting.domain.results import counting
    from hustings.voting.interfaces.private_keys import unlocked

    note("closing the poll")
    os.makedirs(folder.file("heads"), exist_ok=True)
    for head in poll.close_poll(folder, society.OFFICER):
        with open(folder.file(os.path.join("heads", f"{head.contest}.json")), "wb") as file:
            file.write(write_head(head))
    note("decoys put in, mixed twice, checked, opened, counted, packed, verified")
    ours = unlocked((folder.file(PRIVATE),), lambda *_: passphrase)
    done = counting.count(
        folder,
        load(folder),
        ours.held,
        society.OFFICER,
        counting.Choices(few=True),
        seeds=ours.seeds,
    )
    counting.publish(folder, society.OFFICER)
    return done
