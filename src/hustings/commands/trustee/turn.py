"""A holder at the stick: whose keys these are, whether it is their turn, what is said afterwards.

Knows the stick's folder, the holder's folder and the passphrase. Must not know what an act does.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from hustings.commands.shell.progress import Line
from hustings.commands.shell.streams import Output, one_line
from hustings.commands.trustee.files import KeyFile, check_mine, key_files, passphrase
from hustings.inputs.text import plain_number
from hustings.sealing.holders.keys import SIGN, Key
from hustings.sealing.mixing import step
from hustings.sealing.mixing.journal import Kept
from hustings.sealing.mixing.mix import OUTERMOST
from hustings.sealing.proceedings import Proceedings, Signer
from hustings.sealing.procession import stick
from hustings.sealing.procession.acts import Manner, Passed
from hustings.sealing.procession.turns import Act, Turn, check_turn
from hustings.sealing.procession.words import following


@dataclass(frozen=True)
class Holder:
    """A holder whose turn it is, the keys unlocked.

    Attributes:
        turn: what they do.
        passed: the stick as it was passed to them.
        key: of the turn's layer.
        journal: the key's.
        place: the folder in which the key lies.
    """

    turn: Turn
    passed: Passed
    signer: Signer
    key: Key
    journal: Kept
    place: str


def holder(
    path: str, keys: str, act: Act, *, before: Callable[[Passed], None] | None = None
) -> Holder:
    """The holder whose keys are in a folder, at a stick on which it is their turn, or was.

    Args:
        path: the stick.
        before: finds what else has to hold before the passphrase is asked for.

    Raises:
        InputError: either is not what it should be, the keys are not of this election, it is not
            their turn, or the passphrase is another.
        NotVerified: something on the stick is not what was signed.
    """
    mine = key_files(keys)
    passed = stick.read(path, remade=_remade(act, mine))
    proceedings = passed.proceedings
    check_mine(
        proceedings.manifest,
        mine,
        os.path.join(path, "manifest.json"),
        remedy="check that stick and folder of keys are of the same election",
    )
    turn = check_turn(proceedings, act, mine[0].public.holder)
    if before is not None:
        before(passed)
    files = {one.public.use: one for one in mine}
    typed = passphrase()
    signer = Signer(turn.holder, files[SIGN].opened(typed).secret)
    file = files[turn.layer]
    key = file.opened(typed)
    proceedings.pair(key, turn.layer)
    return Holder(turn, passed, signer, key, file.journal, os.path.dirname(file.path))


def hand_on(path: str, passed: Passed, lines: list[str], *, by: str) -> None:
    """Write the stick, and say what was done and to whom it goes now from whom it is `by`."""
    stick.write(path, passed)
    with Output(None) as out:
        said = (_title(passed.proceedings), *lines, "", *following(passed.proceedings, by=by))
        out.write("".join(f"{one_line(line)}\n" for line in said))


def steps_said(proceedings: Proceedings, layer: str) -> list[str]:
    """What came of a layer, a line for each contest."""
    lines = []
    for contest in proceedings.contests:
        done = step.steps(proceedings, contest)[layer]
        taken = plain_number(done.taken.lines)
        added = f", {plain_number(done.added)} decoys put in" if layer == OUTERMOST else ""
        lines.append(
            f"{contest}: {taken} opened at {layer}, of which {plain_number(len(done.unopened))} do"
            f" not open and {plain_number(done.copies)} are copies{added};"
            f" {plain_number(done.given.lines)} handed on"
        )
    return lines


class Shown:
    """How far the work is, on a line of the terminal; use in a `with` statement."""

    def __init__(self, *, quiet: bool) -> None:
        self.line = Line(quiet=quiet)

    def __enter__(self) -> Manner:
        return Manner(report=self._report)

    def __exit__(self, *_: object) -> None:
        self.line.clear()

    def _report(self, contest: str, what: str, done: int, number: int) -> None:
        if self.line.due:
            self.line.show(f"{contest or 'all contests'}: {done:,} of {number:,} {what}")


def _title(proceedings: Proceedings) -> str:
    manifest = proceedings.manifest
    exercise = ", an exercise" if manifest.practice else ""
    return f"{manifest.title} ({manifest.setting.value}{exercise}), id {proceedings.eid.hex()}"


def _remade(act: Act, mine: tuple[KeyFile, ...]) -> str:
    """The layer that this act opens, perhaps again; empty for none."""
    if act is Act.OPEN:
        return OUTERMOST
    mixes = (one.public.use for one in mine if one.public.use.startswith("M"))
    return next(mixes, "") if act is Act.MIX else ""
