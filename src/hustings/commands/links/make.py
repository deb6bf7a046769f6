"""`hustings links make` and `reissue`: private links, made where the server cannot see them.

Knows the folder of links and what goes to whom. Must not know how a link is made.

In the folder: `manifest.json`; `links.csv`, the mailing list, secret; `hashes-0001.json` and so on,
for the returning officer, who may show them to anybody.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Sequence
from typing import NamedTuple

from hustings.commands.shell.streams import Output, say
from hustings.commands.trustee.files import check_mine, key_files, passphrase, read
from hustings.errors import InputError
from hustings.inputs.export import meant, written
from hustings.inputs.text import plain_number, read_text, shown, whole_number
from hustings.sealing.holders.keys import SIGN, bind
from hustings.sealing.manifest import Role, election_id, read_manifest
from hustings.sealing.voters import links
from hustings.sealing.voters.handed import LinkHash, link_key, write_hashes
from hustings.voting.interfaces.roll_file import addresses, is_address
from hustings.web.folder import write_secret

MANIFEST, LINKS = "manifest.json", "links.csv"
MOST_SHOWN = 5


class _Maker(NamedTuple):
    """Whoever makes the links: id of the election, key to sign with, K_link."""

    eid: bytes
    secret: bytes
    key: bytes


class _Row(NamedTuple):
    """A line of the mailing list."""

    member: str
    name: str
    email: str
    issue: str
    link: str
    code: str


def make(path: str, roll: str, *, keys: str, address: str, output: str) -> int:
    """Make a link for everybody on a roll, in a new folder.

    Args:
        path: the manifest.
        address: of the election's pages.

    Raises:
        InputError: the keys are not those of the manifest's maker of links, the roll cannot be
            read, or the folder is there.
    """
    if os.path.lexists(output):
        raise InputError(
            "this is there already, and links are never written over",
            remedy="name a new folder",
            source=output,
        )
    if not address.startswith(("https://", "http://")):
        raise InputError(
            f"{shown(address)} is not the address of the election's pages",
            remedy="give it as in https://vote.example.org/",
        )
    site = address if address.endswith("/") else f"{address}/"
    people = addresses(roll)
    maker = _maker(path, read(path), keys)
    rows = [
        _row(maker, site, member=line.member, name=line.name, email=line.email, issue=1)
        for line in people.lines
    ]
    whole = os.path.abspath(output)
    part = tempfile.mkdtemp(prefix=".links-", dir=os.path.dirname(whole))
    try:
        write_secret(os.path.join(part, LINKS), _table(rows).encode())
        for name, content in (
            (MANIFEST, read(path)),
            ("hashes-0001.json", _hashes(maker, rows)),
        ):
            with open(os.path.join(part, name), "xb") as file:
                file.write(content)
        os.rename(part, whole)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    for one in people.refused[:MOST_SHOWN]:
        say(f"hustings: note: {roll}, line {one.number} gets no link: {one.reason}")
    if len(people.refused) > MOST_SHOWN:
        say(f"hustings: note: {len(people.refused)} lines in all get no link")
    with Output(None) as out:
        out.write(
            f"{output}: {plain_number(len(rows))} links\n"
            f"Send {os.path.join(output, 'hashes-0001.json')} to the returning officer.\n"
            f"{os.path.join(output, LINKS)} is your mailing list. Whoever has it can vote for"
            " everybody: show it to nobody.\n"
        )
    return 0


def reissue(folder: str, member: str, *, keys: str, email: str | None) -> int:
    """Make another link for a voter; the one before stops working once the hash is taken in.

    Args:
        email: where it is sent from now on; None for where the one before was.

    Raises:
        InputError: there is no such folder or member, or the keys are others.
    """
    manifest, table = os.path.join(folder, MANIFEST), os.path.join(folder, LINKS)
    rows = _rows(table)
    place = next((n for n, row in enumerate(rows) if row.member == member), None)
    if place is None:
        raise InputError(f"no member {shown(member)} has a link here", source=table)
    if email is not None and not is_address(email):
        raise InputError(f"{shown(email)} is not an e-mail address", remedy="correct it")
    maker = _maker(manifest, read(manifest), keys)
    before = rows[place]
    site = before.link.partition("v/#")[0]
    rows[place] = _row(
        maker,
        site,
        member=member,
        name=before.name,
        email=email or before.email,
        issue=int(before.issue) + 1,
    )
    number = sum(name.startswith("hashes-") for name in os.listdir(folder)) + 1
    handed = os.path.join(folder, f"hashes-{number:04d}.json")
    with open(handed, "xb") as file:
        file.write(_hashes(maker, [rows[place]]))
    new = f"{table}.part"
    if os.path.exists(new):
        os.unlink(new)
    write_secret(new, _table(rows).encode())
    os.replace(new, table)
    with Output(None) as out:
        out.write(
            f"{member}: link {rows[place].issue}, in {table}, for {rows[place].email}\n"
            f"Send {handed} to the returning officer; mail the link once it is taken in: until"
            " then the one before is the voter's.\n"
        )
    return 0


def _maker(path: str, document: bytes, keys: str) -> _Maker:
    """The maker of links whose keys are in a folder.

    Raises:
        InputError: the manifest names another, or none.
    """
    manifest, eid = read_manifest(document, source=path), election_id(document)
    mine = key_files(keys)
    check_mine(manifest, mine, path, remedy="check that manifest and keys are of one election")
    name = mine[0].public.holder
    maker = next((one.name for one in manifest.holders if one.role is Role.LINKS), "")
    if name != maker:
        raise InputError(
            f"{name} does not make the links of this election"
            + (f", but {maker} does" if maker else ": the server does"),
            source=path,
        )
    own = next(one for one in mine if one.public.use == SIGN).opened(passphrase())
    secret = bind(own, eid).secret
    return _Maker(eid, secret, link_key(secret, eid))


def _row(maker: _Maker, site: str, *, member: str, name: str, email: str, issue: int) -> _Row:
    token = links.token(maker.key, maker.eid, member, issue)
    link = f"{site}v/#{links.fragment(token)}"
    return _Row(member, name, email, str(issue), link, links.code(token))


def _hashes(maker: _Maker, rows: Sequence[_Row]) -> bytes:
    made = [
        LinkHash(row.member, int(row.issue), links.token_hash(links.read_code(row.code)))
        for row in rows
    ]
    return write_hashes(maker.eid, maker.secret, made)


def _table(rows: Sequence[_Row]) -> str:
    return written([_Row._fields, *rows])


def _rows(path: str) -> list[_Row]:
    """The mailing list that `make` wrote.

    Raises:
        InputError: it cannot be read, or is another table.
    """
    text = read_text(path, standard=False, most=0)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        table = []
    wrong = any(len(cells) != len(_Row._fields) for cells in table)
    if not table or wrong or tuple(table[0]) != _Row._fields:
        raise InputError(
            "this is not the list that `hustings links make` wrote",
            remedy="name the folder that it made",
            source=path,
        )
    rows = [_Row(*map(meant, cells)) for cells in table[1:]]
    if not all(whole_number(row.issue) > 0 for row in rows):
        raise InputError("the column `issue` of this list has been changed", source=path)
    return rows
