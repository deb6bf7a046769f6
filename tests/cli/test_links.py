"""`hustings links`: another body makes the links, and the server holds their hashes."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest
from sealing.parties import SOCIETY, Parties, organisation

from cli.conftest import Ended, Hustings
from cli.sticks import WORDS
from hustings.errors import InputError, NotVerified
from hustings.sealing.holders import keys
from hustings.sealing.holders.keys import SIGN, Key
from hustings.sealing.manifest import Manifest, election_id, write_manifest
from hustings.sealing.voters import links
from hustings.sealing.voters.handed import LinkHash, link_key, read_hashes, write_hashes

ROLL = "Member no,Full name,E-mail,Region\n1,Una,una@example.org,Wales\n2,=Vic,vic@example.org,\n"
MAKER = "Mail Ltd"


class Body:
    """Whoever makes the links, with a manifest, keys and a roll."""

    def __init__(self, place: Path, hustings: Hustings, manifest: Manifest) -> None:
        self.place, self.hustings, self.manifest = place, hustings, manifest
        document = write_manifest(manifest)
        self.eid = election_id(document)
        (place / "manifest.json").write_bytes(document)
        (place / "roll.csv").write_text(ROLL, "utf-8")
        for name, uses in ((MAKER, (SIGN,)), ("Olu", (SIGN,))):
            (place / name / "keys").mkdir(parents=True)
            for use in uses:
                key = Key(name, "2026", use, Parties().signer(name).secret)
                locked = keys.lock(key, WORDS, cost=keys.LEAST_COST)
                (place / name / "keys" / f"{use}.json").write_bytes(locked)

    def make(self, *more: str, name: str = MAKER, words: str = WORDS, out: str = "out") -> Ended:
        call = ("links", "make", self.place / "manifest.json", self.place / "roll.csv")
        address = more or ("--address", "https://vote.example.org")
        return self.hustings(
            *(*call, "--keys", self.place / name, *address, "-o", self.place / out),
            stdin=f"{words}\n".encode(),
        )

    def reissue(self, member: str, *more: str) -> Ended:
        call = ("links", "reissue", self.place / "out", member, "--keys", self.place / MAKER)
        return self.hustings(*call, *more, stdin=f"{WORDS}\n".encode())

    def hashes(self, number: int) -> tuple[LinkHash, ...]:
        path = self.place / "out" / f"hashes-{number:04d}.json"
        return read_hashes(path.read_bytes(), self.eid, self.manifest)

    def rows(self) -> list[list[str]]:
        return list(csv.reader((self.place / "out" / "links.csv").read_text("utf-8").splitlines()))

    def token(self, member: str, issue: int) -> bytes:
        secret = Parties().signer(MAKER).secret
        return links.token(link_key(secret, self.eid), self.eid, member, issue)

    def listed(self, member: str, issue: int) -> list[str]:
        token = self.token(member, issue)
        link = f"https://vote.example.org/v/#{links.fragment(token)}"
        return [str(issue), link, links.code(token)]


@pytest.fixture
def body(tmp_path: Path, hustings: Hustings) -> Body:
    return Body(tmp_path, hustings, organisation())


def test_links_are_made_for_the_mailing_and_their_hashes_for_the_server(body: Body) -> None:
    made = body.make()
    out = body.place / "out"
    assert made == (
        0,
        f"{out}: 2 links\n"
        f"Send {out}/hashes-0001.json to the returning officer.\n"
        f"{out}/links.csv is your mailing list. Whoever has it can vote for everybody: show it to"
        " nobody.\n",
        "",
    )
    assert body.rows() == [
        ["member", "name", "email", "issue", "link", "code"],
        ["1", "Una", "una@example.org", *body.listed("1", 1)],
        ["2", "'=Vic", "vic@example.org", *body.listed("2", 1)],
    ]
    assert stat.S_IMODE((out / "links.csv").stat().st_mode) == 0o600
    assert body.hashes(1) == tuple(
        LinkHash(member, 1, links.token_hash(body.token(member, 1))) for member in ("1", "2")
    )
    assert not any(
        row[5].encode() in (out / "hashes-0001.json").read_bytes() for row in body.rows()[1:]
    )
    again = body.make(out="second")
    assert again.status == 0
    for name in ("links.csv", "hashes-0001.json", "manifest.json"):
        assert (body.place / "second" / name).read_bytes() == (out / name).read_bytes()


def test_a_link_is_issued_again(body: Body) -> None:
    body.make()
    out = body.place / "out"
    assert body.reissue("2", "--email", "new@example.org") == (
        0,
        f"2: link 2, in {out}/links.csv, for new@example.org\n"
        f"Send {out}/hashes-0002.json to the returning officer; mail the link once it is taken in:"
        " until then the one before is the voter's.\n",
        "",
    )
    assert body.rows()[1:] == [
        ["1", "Una", "una@example.org", *body.listed("1", 1)],
        ["2", "'=Vic", "new@example.org", *body.listed("2", 2)],
    ]
    assert body.hashes(2) == (LinkHash("2", 2, links.token_hash(body.token("2", 2))),)
    assert body.reissue("2").status == 0
    assert body.hashes(3) == (LinkHash("2", 3, links.token_hash(body.token("2", 3))),)
    assert stat.S_IMODE((out / "links.csv").stat().st_mode) == 0o600


def test_lines_without_an_address_get_no_link(body: Body) -> None:
    (body.place / "roll.csv").write_text(f"{ROLL}3,Win,,\n4,Xan,nobody,\n1,Una,u@example.org,\n")
    made = body.make()
    roll = body.place / "roll.csv"
    assert (made.status, made.out.splitlines()[0]) == (0, f"{body.place}/out: 2 links")
    assert made.err == (
        f"hustings: note: {roll}, line 4 gets no link: no e-mail address\n"
        f"hustings: note: {roll}, line 5 gets no link: this is not an e-mail address\n"
        f"hustings: note: {roll}, line 6 gets no link: the member number of line 2\n"
    )


def test_what_does_not_fit_is_refused(body: Body) -> None:
    place = body.place

    def refused(given: Ended, line: str) -> None:
        assert given == (2, "", f"hustings: {line}\n")
        assert not (place / "out").exists()

    refused(
        body.make(name="Olu"),
        f"{place}/manifest.json: Olu does not make the links of this election, but Mail Ltd does",
    )
    refused(
        body.make("--address", "vote.example.org"),
        "`vote.example.org` is not the address of the election's pages; give it as in"
        " https://vote.example.org/",
    )
    refused(
        body.make(words="one two"),
        f"{place}/Mail Ltd/keys/sign.json: the passphrase does not open this key; type its seven"
        " words in their order, and check that this is the right file",
    )
    (place / "roll.csv").write_text("Name,E-mail\nUna,una@example.org\n")
    missing = body.make()
    assert (missing.status, missing.err.count("\n")) == (2, 1)
    assert "no column is headed `member` or the like" in missing.err
    (place / "roll.csv").write_text(ROLL)
    body.make()
    assert body.make() == (
        *(2, ""),
        f"hustings: {place}/out: this is there already, and links are never written over; name a"
        " new folder\n",
    )
    assert body.reissue("7").err == (
        f"hustings: {place}/out/links.csv: no member `7` has a link here\n"
    )
    assert body.reissue("1", "--email", "nobody").err == (
        "hustings: `nobody` is not an e-mail address; correct it\n"
    )
    table = place / "out" / "links.csv"
    whole = table.read_text("utf-8")
    for wrong in ("a,b\n1,2\n", f"{whole}9,{'x' * 200_000},,1,,\n", f'{whole}"9,X,x@y,1,,\n'):
        table.write_text(wrong)
        assert body.reissue("1").err == (
            f"hustings: {table}: this is not the list that `hustings links make` wrote;"
            " name the folder that it made\n"
        )
    for wrong in ("9" * 5_000, "0", "-1", "²"):
        table.write_text(whole.replace("una@example.org,1,", f"una@example.org,{wrong},"))
        assert body.reissue("1").err == (
            f"hustings: {table}: the column `issue` of this list has been changed\n"
        )


def test_a_society_has_no_maker_of_links(tmp_path: Path, hustings: Hustings) -> None:
    refused = Body(tmp_path, hustings, SOCIETY).make(name="Olu")
    assert (refused.status, refused.err) == (
        2,
        f"hustings: {tmp_path}/manifest.json: Olu does not make the links of this election: the"
        " server does\n",
    )


def test_hashes_that_somebody_else_signed_or_altered() -> None:
    manifest = organisation()
    eid = election_id(write_manifest(manifest))
    made = [LinkHash("1", 1, b"h" * 32)]
    good = write_hashes(eid, Parties().signer(MAKER).secret, made)
    assert read_hashes(good, eid, manifest) == tuple(made)
    with pytest.raises(NotVerified, match="these links were not signed by Mail Ltd"):
        read_hashes(write_hashes(eid, Parties().signer("Olu").secret, made), eid, manifest)
    values = json.loads(good)
    values["links"][0]["member"] = "2"
    altered = json.dumps(values, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(NotVerified, match="these links were not signed by Mail Ltd"):
        read_hashes(altered, eid, manifest)
    with pytest.raises(InputError, match="these links are of another election, "):
        read_hashes(good, b"e" * 32, manifest)
    with pytest.raises(InputError, match="in this election the server makes the links itself"):
        read_hashes(good, eid, SOCIETY)
