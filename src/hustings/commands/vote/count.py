"""`hustings vote count` and `publish`: from the closed boards to what everybody may see.

Knows who is asked for passphrases, and what is said. Must not know how ballots are opened.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.commands.shell.heads import heads as read_heads
from hustings.commands.shell.progress import Line
from hustings.commands.shell.streams import Output, is_terminal
from hustings.commands.vote.shell import acting, opened
from hustings.errors import InputError
from hustings.inputs.text import read_text

if TYPE_CHECKING:
    from hustings.sealing.holders.keys import PublicKey
    from hustings.voting.domain.results.counting import Results

PASSPHRASE = "HUSTINGS_PASSPHRASE"


def count(
    path: str,
    *,
    keys: Sequence[str],
    lots: Sequence[tuple[str, str]],
    withdraw: Sequence[str],
    few: bool,
    heads: Sequence[str],
    backups: Sequence[tuple[str, str]],
    officer: str | None,
    quiet: bool,
) -> int:
    """Open, count and write what is to be published; the exit status.

    Raises:
        InputError: a key or passphrase is missing, a lot has to be drawn; nothing is changed then.
        NotVerified: something does not fit.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.config.file import load
    from hustings.voting.domain.results import counting, running
    from hustings.voting.interfaces.private_keys import unlocked

    setup = load(folder)
    drawn = tuple((contest, tuple(_lines(file))) for contest, file in lots)
    observed = read_heads(heads)
    counting.check_closed()
    ours = unlocked(keys, _Passphrases(), backups)
    choices = counting.Choices(drawn, tuple(withdraw), few, observed, ours.backups)
    line = Line(quiet=quiet)
    with running.running(folder, who) as run:

        def report(contest: str, what: str, done: int, number: int) -> None:
            run.report(contest, what, done, number)
            if line.due:
                line.show(f"{contest or path}: {done:,} of {number:,} {what}")

        try:
            done = counting.count(
                folder, setup, ours.held, who, choices, seeds=ours.seeds, report=report
            )
        finally:
            line.clear()
    unknown = sum(check.held is None for check in done.verification.checks)
    with Output(None) as out:
        out.write(f"{path}: counted\n{said(done.results)}{_compared(done.not_compared)}")
        out.write(
            f"{os.path.join(counting.place(folder), counting.ARCHIVE)}: verified, no check failed"
            f" ({unknown} things nobody can know from it; `hustings verify` names them)\n"
            f"Look at {os.path.join(counting.place(folder), counting.INDEX)}, then\n"
            f"  hustings vote publish {path}\n"
        )
    return 0


def _compared(without: Sequence[str]) -> str:
    if not without:
        return "The boards are those of the observers' heads.\n"
    return (
        "Boards that were compared here with no observer's head, only with the server's own:"
        f" {'; '.join(without)}\n"
    )


def publish(path: str, *, officer: str | None) -> int:
    """Let everybody see the results.

    Raises:
        InputError: nothing is counted, or it is published already.
        NotVerified: the archive has been changed.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.domain.results import counting

    results = counting.publish(folder, who)
    with Output(None) as out:
        out.write(f"{path}: published\n{said(results)}")
    return 0


def said(results: Results) -> str:
    """The results, a line or two for each contest."""
    lines = []
    for one in results.contests:
        invalid = f", {one.invalid:,} not valid" if one.invalid else ""
        lines.append(
            f"{one.contest}: {', '.join(one.elected) or 'nobody'} elected;"
            f" {one.on_board:,} ballots on the board, {one.counted:,} counted{invalid}"
        )
        if one.standing is not None:
            lines.append(
                f"{one.contest}, without {', '.join(one.withdrawn)}, withdrawn since:"
                f" {', '.join(one.standing) or 'nobody'}"
            )
    lines += [f"{title}: {', '.join(names)} unopposed" for title, names in results.unopposed]
    return "".join(f"{line}\n" for line in lines)


class _Passphrases:
    """Passphrases as they are asked for: typed, or from a script, one for all or a line each."""

    def __init__(self) -> None:
        self.given: list[str] | None = None
        if PASSPHRASE in os.environ:
            self.given = os.environ[PASSPHRASE].splitlines()
        elif not is_terminal(sys.stdin):
            self.given = sys.stdin.read().splitlines() if sys.stdin is not None else []
        self.taken = 0

    def __call__(self, path: str, public: PublicKey) -> str:
        if self.given is None:
            import click

            asked = f"Passphrase of {public.holder} for {public.use} ({path})"
            typed: str = click.prompt(asked, hide_input=True, err=True)
            return typed
        self.taken += 1
        if len(self.given) == 1:
            return self.given[0]
        if self.taken > len(self.given):
            raise InputError(
                f"there is no passphrase for {public.holder}'s key {public.use}",
                remedy=f"give one for all, or one a line, on standard input or in {PASSPHRASE}",
                source=path,
            )
        return self.given[self.taken - 1]


def _lines(path: str) -> list[str]:
    def unread(why: str) -> InputError:
        return InputError(why, remedy="give a file with a lot a line", source=path)

    lines = (line.strip() for line in read_text(path, unread, standard=False).splitlines())
    return [line for line in lines if line]
