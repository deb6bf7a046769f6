"""A ballot file as text, and how to say what is wrong with it and where.

Knows encodings, line ends, limits and the wording of a fault. Must not know any ballot format.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.errors import InputError

MAX_CANDIDATES = 30_000  # entries of a ranking are 16-bit integers in the packed profile
MAX_SEATS = 30_000
MAX_PAPERS = 2**53 - 1  # so that every JSON reader holds a number of papers exactly
MAX_MARKS = 65_535  # the length of a ranking is a 16-bit number in its canonical bytes
MAX_DIGITS = 16  # more than MAX_PAPERS needs; longer runs of digits are never made a number

# What a file that is no text at all begins with, and what to do about it.
_NOT_TEXT = (
    (b"PK\x03\x04", "is a spreadsheet or a zip archive", "save the sheet as CSV, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "is an old spreadsheet", "save the sheet as CSV"),
    (b"\x1f\x8b", "is compressed with gzip", "unpack it first"),
    (b"\xfd7zXZ\x00", "is compressed with xz", "unpack it first"),
    (b"BZh", "is compressed with bzip2", "unpack it first"),
    (b"%PDF-", "is a PDF", "give the ballots as BLT, PrefLib or CSV"),
)
_MARKED = (
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)


class Request(NamedTuple):
    """What the caller asks for beyond what the file says.

    Attributes:
        seats: places to fill instead of the file's own number; None for the file's.
        title: instead of the file's own title; None for the file's.
        faulty_ballots: keep rankings with a repeated candidate as marked, in the formats that
            otherwise take one for a slip of the transcription.
    """

    seats: int | None = None
    title: str | None = None
    faulty_ballots: bool = False


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


def whole_number(token: str) -> int:
    """The number that `token` writes in plain digits; -1 where it is anything else or too long."""
    if token.isdigit() and token.isascii() and len(token) <= MAX_DIGITS:
        return int(token)
    return -1


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
