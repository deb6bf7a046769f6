"""Where a command reads and writes: standard streams, and files that appear whole or not at all.

Knows encodings, terminals and temporary files.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TextIO

from hustings.errors import InputError
from hustings.inputs.text import STANDARD

# By this Excel knows a file for UTF-8, accents and all.
MARK = "\ufeff"
PLAIN_WIDTH = 80


def say(text: str) -> None:
    """One line on standard error; whatever could break the line is written out."""
    stream = sys.stderr
    if stream is not None:
        stream.write(one_line(text) + "\n")
        stream.flush()


def one_line(text: str) -> str:
    """`text` without line breaks, control characters or half characters."""
    line = " ".join(text.splitlines())
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether `stream` is shown to a person."""
    return stream is not None and not stream.closed and stream.isatty()


def width(output: str | None) -> int:
    """Columns of text: the terminal's for a person, else `PLAIN_WIDTH`, always the same."""
    if output not in (None, STANDARD) or not is_terminal(sys.stdout):
        return PLAIN_WIDTH
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or PLAIN_WIDTH
    except (OSError, ValueError):
        return PLAIN_WIDTH


def shows_colour(output: str | None) -> bool:
    """Whether text goes to a terminal that may be sent colours (see no-color.org)."""
    return (
        output in (None, STANDARD)
        and is_terminal(sys.stdout)
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def check_inputs(*paths: str | None) -> None:
    """Refuse to read standard input twice, or where there is none."""
    times = sum(path == STANDARD for path in paths)
    if times > 1:
        raise InputError("standard input can be read only once", remedy="give one `-`")
    if times and sys.stdin is None:
        raise InputError("there is no standard input", remedy="give a file", source=STANDARD)


class Output:
    """Standard output, or a file that is put in its place only when everything is written.

    Use in a `with` statement; when that ends by an exception, or after `discard`, a file that was
    there before is left as it was. What is not a regular file, such as /dev/null, is written to
    directly.

    Args:
        path: None or `-` for standard output.
        for_machines: write UTF-8 whatever the terminal uses; else a character that the terminal
            cannot show becomes a question mark.
        inputs: files that must not be written over.
        spreadsheet: begin a file (never a stream) with the mark by which Excel knows UTF-8.

    Raises:
        InputError: at once, before any work, when the file could not be written.
    """

    def __init__(
        self,
        path: str | None,
        *,
        for_machines: bool = False,
        inputs: Iterable[str] = (),
        spreadsheet: bool = False,
    ) -> None:
        self.given = "" if path is None or path == STANDARD else path
        self.path = os.path.realpath(self.given) if self.given else ""
        self.for_machines = for_machines or bool(self.path)
        # Not a regular file: a device or a pipe, which cannot be replaced.
        self.direct = os.path.exists(self.given) and not os.path.isfile(self.given)
        self.part = ""
        self.discarded = False
        self.mark = MARK if spreadsheet and self.path and not self.direct else ""
        self._write: Callable[[bytes], object] | None = None
        self._close: Callable[[], None] | None = None
        if os.path.isdir(self.given):
            raise InputError("this is a folder", remedy="name a file in it", source=self.given)
        if self.given and not self.direct:
            self._check(self.given, inputs)

    def _check(self, path: str, inputs: Iterable[str]) -> None:
        """Refuse a file that could not be put in its place."""
        folder = os.path.dirname(self.path)
        if not os.path.isdir(folder):
            raise InputError(f"there is no folder {folder}", remedy="make it first", source=path)
        kept = self.path if os.path.exists(self.path) else folder
        if not (os.access(folder, os.W_OK) and os.access(kept, os.W_OK)):
            raise InputError(
                "there is no permission to write here", remedy="name another place", source=path
            )
        for name in inputs:
            if name != STANDARD and os.path.realpath(name) == self.path:
                raise InputError(
                    "this would overwrite what is read",
                    remedy="name another file",
                    source=path,
                )

    def __enter__(self) -> Output:
        if not self.path:
            return self
        if self.direct:
            file = open(self.given, "wb")
        else:
            folder, name = os.path.split(self.path)
            self.part = os.path.join(folder, f".{name}.{os.getpid()}.part")
            file = open(self.part, "xb")
        self._write, self._close = file.write, file.close
        return self

    def write(self, text: str) -> None:
        """Write `text`."""
        text, self.mark = self.mark + text, ""
        if self.for_machines:
            self.write_bytes(text.encode("utf-8", "replace"))
            return
        stream = _standard_output()
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "replace").decode(encoding))

    def write_bytes(self, content: bytes) -> None:
        """Write `content` as it is."""
        if self._write is not None:
            self._write(content)
            return
        stream = _standard_output()
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()

    def discard(self) -> None:
        """Leave what was there before."""
        self.discarded = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._close is not None:
                self._close()
            if self.part and kind is None and not self.discarded:
                if os.path.exists(self.path):
                    os.chmod(self.part, os.stat(self.path).st_mode & 0o7777)
                os.replace(self.part, self.path)
                self.part = ""
        finally:
            if self.part:
                os.unlink(self.part)


def _standard_output() -> TextIO:
    if sys.stdout is None:
        raise InputError("there is no standard output", remedy="give -o FILE")
    return sys.stdout
