"""Files as text: read, decoded, shown in a message, and how to say what is wrong and where.

Knows encodings, line ends and the wording of a fault. Must not know what a file means.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

from hustings.errors import InputError

# Larger files than this are none that people write.
MAX_BYTES = 20_000_000
STANDARD = "-"  # standard input

# Makes an error from what is wrong.
Blame = Callable[[str], InputError]

MAX_DIGITS = 16  # more than MAX_PAPERS needs; longer runs of digits are never made a number

# What a file that is no text at all begins with, and what to do about it.
_NOT_TEXT = (
    (b"PK\x03\x04", "is a spreadsheet or a zip archive", "save the sheet as CSV, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "is an old office document", "save the table as CSV"),
    (b"\x1f\x8b", "is compressed with gzip", "unpack it first"),
    (b"\xfd7zXZ\x00", "is compressed with xz", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed with Zstandard", "unpack it first"),
    (b"\x1f\x9d", "is compressed", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "unpack it, and give the file of ballots"),
    (b"Rar!\x1a\x07", "is a RAR archive", "unpack it, and give the file of ballots"),
    (b"SQLite format 3\0", "is a database", "export the ballots as CSV"),
    (b"%PDF-", "is a PDF", "give the ballots as BLT, PrefLib or CSV"),
    (b"\x89PNG\r\n", "is a picture (PNG)", "type the ballots in, as BLT or CSV"),
    (b"\xff\xd8\xff", "is a picture (JPEG)", "type the ballots in, as BLT or CSV"),
    (b"GIF87a", "is a picture (GIF)", "type the ballots in, as BLT or CSV"),
    (b"GIF89a", "is a picture (GIF)", "type the ballots in, as BLT or CSV"),
    (b"II*\0", "is a picture (TIFF)", "type the ballots in, as BLT or CSV"),
    (b"MM\0*", "is a picture (TIFF)", "type the ballots in, as BLT or CSV"),
    (b"{\\rtf", "is a text document (RTF)", "save it as plain text, or the table as CSV"),
)
_MARKED = (
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)


class Source(NamedTuple):
    """A file's text.

    Attributes:
        name: the file's name, `-` for standard input, empty where there is none.
        text: the whole text; lines end with a line feed alone.
        notes: what a person should know about how it was decoded, one sentence each.
        numbers: the file's line for each line of `text`, where the two differ.
    """

    name: str
    text: str
    notes: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    def line(self, line: int) -> int:
        """The file's line for a line of the text (both 1-based; 0 for the whole file)."""
        return self.numbers[line - 1] if line and self.numbers else line

    def fault(self, what: str, *, line: int = 0, remedy: str = "") -> InputError:
        """The error that says what is wrong on `line` of the text (1-based; 0 for all of it)."""
        return InputError(what, remedy=remedy, source=self.name, line=self.line(line))


def shown(text: str, most: int = 40) -> str:
    """`text` between backticks as it can stand in a message: one line of `most` characters."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    if not text.isprintable():
        text = ascii(text)[1:-1]
    return f"`{text}`"


def plain_number(number: float) -> str:
    """A number as people read it, with commas between thousands."""
    if isinstance(number, int) or number == int(number):
        return f"{int(number):,}" if abs(number) < 10**18 else f"{float(number):g}"
    return f"{number:.12g}"


def whole_number(token: str) -> int:
    """The number that `token` writes in plain digits; -1 where it is anything else or too long."""
    if token.isdigit() and token.isascii() and len(token) <= MAX_DIGITS:
        return int(token)
    return -1


def ordinal(number: int) -> str:
    """21st, 22nd, 23rd, 11th."""
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def has_control(text: str) -> bool:
    """Whether `text` holds a control character or half of a surrogate pair."""
    if text.isprintable():
        return False
    from unicodedata import category

    return any(category(character) in ("Cc", "Cs") for character in text)


def decode(data: bytes, name: str) -> Source:
    """The text of `data`: UTF-8, else by its byte-order mark, else Windows-1252 or Latin-1, noted.

    Raises:
        InputError: the file is empty or is not text.
    """
    notes: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, notes = _decode_other(data, name)
    for beginning, what, remedy in _NOT_TEXT:
        if data.startswith(beginning):
            raise InputError(f"this {what}", remedy=remedy, source=name)
    if "\0" in text:
        raise InputError(
            "this is not a text file: it holds zero bytes",
            remedy="save it as plain text in UTF-8",
            source=name,
        )
    if text.endswith("\x1a"):  # how files ended under DOS
        text = text.rstrip("\x1a")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        raise InputError("the file is empty", remedy="give a file of ballots", source=name)
    return Source(name, text, notes)


def _decode_other(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, codec, called in _MARKED:
        if data.startswith(mark):
            try:
                return data.decode(codec), (f"Read as {called}.",)
            except UnicodeDecodeError:
                raise InputError(
                    f"this begins as {called} but is damaged",
                    remedy="save it as plain text in UTF-8",
                    source=name,
                ) from None
    try:
        return data.decode("cp1252"), (
            "Not UTF-8: read as Windows-1252; check the accents in the names.",
        )
    except UnicodeDecodeError:
        return data.decode("latin-1"), (
            "Not UTF-8: read as Latin-1; check the accents in the names.",
        )


def read_bytes(path: str, blame: Blame, *, standard: bool = True, most: int = 0) -> bytes:
    """The bytes of a file.

    Args:
        blame: makes the error where the file cannot be read, from why not.
        standard: whether `-` is standard input.
        most: read no more than these, and one; 0 for all.

    Raises:
        InputError: the file cannot be read.
    """
    size = most + 1 if most else -1
    try:
        if standard and path == STANDARD:
            return sys.stdin.buffer.read(size)
        with open(path, "rb") as file:
            return file.read(size)
    except (OSError, ValueError) as error:
        raise blame(getattr(error, "strerror", None) or str(error)) from None


def read_text(
    path: str, blame: Blame | None = None, *, standard: bool = True, most: int = MAX_BYTES
) -> str:
    """The text of a file in UTF-8, line ends as they are.

    Args:
        blame: makes the error where the file cannot be read, from what is wrong with it: whoever
            named the file is told where.
        standard: whether `-` is standard input.
        most: bytes; 0 for any number.

    Raises:
        InputError: it cannot be read, is too large or is no text in UTF-8.
    """

    def unreadable(why: str) -> InputError:
        if blame is not None:
            return blame(f"{shown(path, 200)} cannot be read: {why}")
        return InputError(f"this cannot be read: {why}", source=path)

    content = read_bytes(path, unreadable, standard=standard, most=most)
    if most and len(content) > most:
        raise InputError("this is far too large", source=path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        decode(content, path)  # says so if this is no text at all
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            "this is not text in UTF-8", remedy="save it as UTF-8", source=path, line=line
        ) from None


# Longest text in a file that people write: a name, a title.
MAX_TEXT = 200


def flaw(words: str, called: str) -> tuple[str, str] | None:
    """Why `words` cannot stand on a page as they are, and the remedy; None where they can."""
    if has_control(words):
        return f"{called} holds a line break or a control character", ""
    if len(words) > MAX_TEXT:
        return f"{called} has {len(words)} letters", f"use at most {MAX_TEXT}"
    if not words.strip():
        return f"{called} is empty", ""
    if words != words.strip():
        return f"{called} begins or ends with a space: {shown(words, MAX_TEXT + 2)}", "take it out"
    return None
