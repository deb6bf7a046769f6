"""`hustings verify`: whether an election can be followed from its board to its result.

Knows which files a caller holds and how checks are told. Must not know what is checked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.commands.shell import packages
from hustings.commands.shell.heads import content
from hustings.commands.shell.heads import heads as read_heads
from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.progress import Line
from hustings.commands.shell.streams import Output, one_line
from hustings.errors import InputError
from hustings.inputs.text import shown

if TYPE_CHECKING:
    from hustings.sealing.archive.verify import Verification

_EID = re.compile("[0-9a-f]{64}")
_SIGNS = {True: "held", False: "FAILED", None: "unknown"}


def run(
    archive: str,
    *,
    eid: str | None,
    heads: Sequence[str],
    receipts: Sequence[str],
    format: str | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Verify an archive: 0 where no check fails, 1 where one does."""
    packages.check("verifying", "voting", "cryptography")
    from hustings.sealing.archive.verify import Asked, to_json, verify
    from hustings.sealing.board.receipt import read_receipt

    asked = Asked(
        _eid(eid),
        read_heads(heads),
        tuple(read_receipt(content(path), source=path) for path in receipts),
    )
    with Output(output, for_machines=format == "json", inputs=(archive, *heads, *receipts)) as out:
        line = Line(quiet=quiet)

        def progress(done: int, number: int) -> None:
            if line.due:
                line.show(f"{archive}: {done} of {number} opened")

        try:
            verification = verify(archive, asked, progress=progress)
        finally:
            line.clear()
        if format == "json":
            out.write(as_json(to_json(verification), indent=1))
        else:
            out.write(_in_words(verification))
    return 0 if verification.verified else 1


def _eid(given: str | None) -> bytes:
    if given is None:
        return b""
    plain = "".join(given.split()).lower()
    if not _EID.fullmatch(plain):
        raise InputError(
            f"{shown(given)} is not the id of an election",
            remedy="give 64 hexadecimal digits to --eid",
        )
    return bytes.fromhex(plain)


def _in_words(verification: Verification) -> str:
    """The checks a line each, then what observers can compare, then the answer."""
    lines = [
        f"{_SIGNS[check.held]:<8} {check.name}: {one_line(check.what)}"
        for check in verification.checks
    ]
    if verification.eid:
        lines += ["", "Compare with what observers hold:", f"  election {verification.eid.hex()}"]
    lines += [
        f"  {contest} head {end.lines} {end.hash.hex()}"
        for contest, end in verification.heads.items()
    ]
    answer = "Verified: no check failed."
    if not verification.verified:
        answer = f"NOT verified: {verification.checks[-1].name}."
    return "\n".join([*lines, "", answer, ""])
