"""What only a person at a terminal sees: its width, colours, how far a long count has come."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import pytest

from cli.conftest import command
from hustings.commands.shell.progress import Progress

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")


def on_terminal(columns: int, *arguments: str, **environment: str) -> tuple[int, str]:
    """Exit status of a call, and what a terminal of that many columns shows of it."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    running = subprocess.Popen(
        command(*arguments),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={"PATH": os.environ["PATH"], "TERM": "xterm", **environment},
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # Linux says that the other end is closed by an error
        pass
    os.close(ours)
    return running.wait(60), shown.decode().replace("\r\n", "\n")


def test_text_takes_the_width_of_the_terminal(ward: Path) -> None:
    call = ("count", str(ward), "--rules", "scotland", "-q")
    widths = {}
    for columns in (60, 120):
        status, shown = on_terminal(columns, *call, NO_COLOR="1")
        assert status == 0
        assert "\x1b" not in shown
        widths[columns] = max(map(len, shown.splitlines()))
    assert widths[60] <= 60
    assert 80 < widths[120] <= 120


def test_colours_are_for_terminals_that_want_them(ward: Path) -> None:
    call = ("count", str(ward), "--rules", "scotland", "-q")
    assert "\x1b[" in on_terminal(80, *call)[1]
    assert "\x1b" not in on_terminal(80, *call, TERM="dumb")[1]


class Terminal(io.StringIO):
    """A terminal that remembers what was sent to it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be set by a test."""
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_progress_waits_then_writes_one_line_and_clears_it(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    progress = Progress("ward.blt")
    assert progress.active
    progress(1, 0, 9)
    assert terminal.getvalue() == ""
    clock[0] = 0.6
    progress(10, 2, 9)
    progress(11, 3, 9)
    clock[0] = 0.8
    progress(9, 3, 9)
    progress.clear()
    progress.clear()
    long, short = "ward.blt: stage 10, 2 of 9 elected", "ward.blt: stage 9, 3 of 9 elected"
    assert terminal.getvalue() == f"\r{long}\r{short} \r{' ' * len(short)}\r"


def test_progress_is_silent_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert not Progress("ward.blt").active
    monkeypatch.setattr("sys.stderr", Terminal())
    assert not Progress("ward.blt", quiet=True).active
