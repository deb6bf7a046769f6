"""`hustings trustee accept`: a holder finds their own keys in the manifest, and signs that.

Knows what a holder has to see before signing. Must not know how a statement is written.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from hustings.commands.shell.streams import Output, one_line
from hustings.commands.trustee.files import KeyFile, check_mine, key_files, passphrase, read
from hustings.errors import InputError
from hustings.inputs.text import plain_number
from hustings.sealing.holders.keys import SIGN, bind, fingerprint
from hustings.sealing.manifest import Manifest, election_id, read_manifest
from hustings.sealing.statements import ACCEPT, Statement, state, verify_statements

STATEMENTS = "statements.jsonl"
ASK = "sign nothing, and ask the returning officer"


def run(path: str, *, keys: str, statements: Sequence[str]) -> int:
    """Show the manifest, bind the keys to its election and write the signed statement.

    Args:
        statements: files with those so far; else `statements.jsonl` beside the manifest.

    Raises:
        InputError: something is no such document, a key does not stand in the manifest or opens
            with another passphrase, or this holder has signed.
        NotVerified: an earlier statement is not what it claims to be.
    """
    document = read(path)
    manifest, eid = read_manifest(document, source=path), election_id(document)
    mine = key_files(keys)
    check_mine(manifest, mine, path, remedy=ASK)
    beside = os.path.join(os.path.dirname(path), STATEMENTS)
    ask = "ask the returning officer for the statements so far"
    earlier = [
        line for file in statements or (beside,) for line in read(file, remedy=ask).splitlines()
    ]
    holder = mine[0].public.holder
    _check_unsigned(verify_statements(eid, earlier, manifest.signers), holder)
    with Output(None) as out:
        out.write(_in_words(manifest, eid))
        out.write(f"\n{holder}'s keys stand in it: {', '.join(one.public.use for one in mine)}.\n")
    secret = _bound(mine, eid)
    signed = state(eid, earlier, secret, by=holder, kind=ACCEPT)
    target = os.path.join(keys, f"accept-{len(earlier) + 1}.json")
    _write_once(target, signed)
    with Output(None) as out:
        out.write(f"Signed. Send {target} to the returning officer.\n")
    return 0


def _check_unsigned(earlier: Sequence[Statement], holder: str) -> None:
    for one in earlier:
        if (one.by, one.kind) == (holder, ACCEPT):
            raise InputError(f"{holder} has signed this manifest: statement {one.number}")


def _bound(mine: Sequence[KeyFile], eid: bytes) -> bytes:
    """The secret to sign with, once every key opens and serves this election alone.

    Raises:
        InputError: one opens with another passphrase, or serves another election.
    """
    typed = passphrase()
    opened = [one.opened(typed) for one in mine]
    bound = [bind(key, eid) for key in opened]
    for file, before, after in zip(mine, opened, bound, strict=True):
        if before != after:
            file.write_bound(after, typed)
    return next(key.secret for key in bound if key.use == SIGN)


def _write_once(path: str, content: bytes) -> None:
    """Write a file, unless it is there as it would be written.

    Raises:
        InputError: there is another.
    """
    if os.path.exists(path):
        if read(path) == content:
            return
        raise InputError(
            "you have signed after other statements than these",
            remedy="ask the returning officer why there are two versions of them",
            source=path,
        )
    with open(path, "xb") as file:
        file.write(content)


def _in_words(manifest: Manifest, eid: bytes) -> str:
    """What a holder has to see before signing."""
    exercise = ", an exercise" if manifest.practice else ""
    lines = [
        f"{manifest.title} ({manifest.setting.value}{exercise})",
        "",
        f"  id      {eid.hex()}",
        f"  opens   {manifest.opens:%Y-%m-%d %H:%M} UTC",
        f"  closes  {manifest.closes:%Y-%m-%d %H:%M} UTC",
    ]
    for contest in manifest.contests:
        election = contest.election
        names = ", ".join(candidate.name for candidate in election.candidates)
        chosen = f"{election.seats} of {len(election.candidates)} by {contest.rules}"
        lines += [
            "",
            f"  {election.title}: {chosen}",
            f"    candidates: {names}",
            f"    voters: {contest.electorate}; {plain_number(contest.roll_size)} on the roll",
        ]
    lines.append("")
    for holder in manifest.holders:
        layers = [layer for layer in manifest.layers if layer.holder == holder.name]
        held = [(SIGN, holder.sign), *((layer.name, layer.key) for layer in layers)]
        lines.append(f"  {holder.name}, {holder.role.value}")
        lines += [f"    {use:<5} {fingerprint(public)}" for use, public in held]
    return "".join(f"{one_line(line)}\n" for line in lines)
