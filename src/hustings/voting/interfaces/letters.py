"""Letters as they are printed: A4, the address where an envelope has its window, code and QR code.

Knows words, and where on the paper they stand. Must not know who has had a letter, nor the queue.
What it writes holds links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hustings.report.print import pdf
from hustings.report.print.lettering import ABOVE, LEADING, Letters, Line
from hustings.report.print.page import Code, Page
from hustings.report.print.stacked import Space
from hustings.sealing.voters import links as codes
from hustings.voting import words as shelf
from hustings.voting.config.model import Setup, said
from hustings.voting.domain.mails.letters import Addressed
from hustings.voting.interfaces.mails.written import named, times

# Millimetres, on A4. A letter is folded in three; the window of a DL or C5 envelope shows what
# stands in WINDOW and nothing else.
TEXT = Space(22, 18, 168, 256)
WINDOW = Space(20, 44, 90, 46)
BODY = 104.0  # where the letter itself begins, below the first fold
FOOT = 284.0
NORMAL, SMALL, LARGE = 3.9, 3.0, 5.2
CODE = 5.6  # letters of the code
SQUARE = 38.0  # the QR code, its white border in it
APART = 2.6  # between paragraphs
HAIR = 0.3


class Sheets(NamedTuple):
    """The letters as a file.

    Attributes:
        content: the PDF.
        pages: how many it has.
        unset: members in whose name or address a box stands for letters that cannot be set.
    """

    content: bytes
    pages: int
    unset: tuple[str, ...]


class _Piece(NamedTuple):
    """What is not parted by the end of a page: lines from y = 0, and what else stands with them."""

    lines: tuple[Line, ...]
    height: float
    above: float
    code: Code | None = None
    bars: tuple[Space, ...] = ()


def sheets(setup: Setup, addressed: Sequence[Addressed]) -> Sheets:
    """The PDF of all letters, in their order; the same bytes for the same letters."""
    letters = Letters()
    pages: list[Page] = []
    texts: dict[tuple[str, tuple[str, ...]], _Text] = {}
    for number, one in enumerate(addressed, 1):
        key = (one.language, one.contests)
        if key not in texts:
            texts[key] = _Text(setup, letters, *key)
        pages.extend(texts[key].pages(one, number))
    first = shelf.load(setup.languages[0])
    about = pdf.About(
        first("letter.file", title=said(setup.title, first.language)),
        setup.organisation,
        first.language,
        setup.dates.opens.date(),
        first("letter.picture"),
    )
    unset = tuple(
        one.member for one in addressed if letters.missing((one.name, *one.address, one.postcode))
    )
    return Sheets(pdf.write_all(pages, about, letters), len(pages), unset)


class _Text:
    """What the letters of one language say to those who may vote in the same contests."""

    def __init__(
        self, setup: Setup, letters: Letters, language: str, contests: tuple[str, ...]
    ) -> None:
        code = language if language in setup.languages else setup.languages[0]
        self._words = words = shelf.load(code)
        self._setup, self._letters = setup, letters
        about = named(setup, code, contests)
        texts = dict(setup.texts)
        help = said(texts.get("help", ()), code)
        subject = words("letter.subject", **about)
        self._subject = tuple(self._set("subject", subject, LARGE, bold=True))
        self._before = self._all(
            "before",
            words("mail.practice") if setup.seal.practice else "",
            words("invitation.lead", **about),
            *_paragraphs(said(texts.get("welcome", ()), code)),
            words("mail.contests", **about),
            *times(setup, words),
        )
        self._after = self._all(
            "after",
            words("letter.own"),
            *_paragraphs(f"{words('mail.question')} {help}" if help else ""),
            *_paragraphs(said(texts.get("signature", ()), code) or setup.organisation),
        )

    def pages(self, one: Addressed, number: int) -> list[Page]:
        """One voter's letter."""
        words = self._words
        greeting = (
            words("mail.greeting", name=one.name) if one.name else words("mail.greeting_nobody")
        )
        pieces = [
            *self._subject,
            *self._set("greeting", greeting, NORMAL),
            *self._before,
            self._box(one),
            *self._after,
        ]
        filled = list(self._filled(pieces, self._window(one)))
        return [
            page._replace(lines=(*page.lines, *self._below(number, place, len(filled))))
            for place, page in enumerate(filled, 1)
        ]

    def _window(self, one: Addressed) -> tuple[Line, ...]:
        """Whose letter it is, and above it whose election."""
        shown = self._letters.shown
        x, y = TEXT.x + 3, WINDOW.y + 6
        sender = self._letters.flowed(
            shown(self._setup.organisation), TEXT.width / LARGE, bold=True
        )
        placed = list(self._placed("sender", sender, TEXT.x, TEXT.y, LARGE, bold=True))
        for line in filter(None, (one.name, *one.address, one.postcode)):
            text = shown(line)
            size = min(NORMAL, (WINDOW.width - 8) / self._letters.width(text, bold=False))
            placed += self._placed("window", (text,), x, y, size)
            y += LEADING * NORMAL
        return tuple(placed)

    def _box(self, one: Addressed) -> _Piece:
        """Where to go, the code to type, and the picture for a telephone."""
        words, letters = self._words, self._letters
        site = f"{self._setup.address}v/"
        across = TEXT.width - SQUARE - 6
        groups = codes.code(one.token).split("-")
        placed: list[Line] = []
        y = 3.0
        for part, texts, size, bold in (
            ("how", letters.flowed(words("letter.go"), across / NORMAL), NORMAL, False),
            ("address", letters.broken(site, across / NORMAL, bold=True), NORMAL, True),
            ("type", letters.flowed(words("letter.type"), across / NORMAL), NORMAL, False),
            ("typed", ("-".join(groups[:4]) + "-", "-".join(groups[4:])), CODE, True),
        ):
            placed += self._placed(part, texts, TEXT.x, y, size, bold=bold)
            y += LEADING * size * len(texts) + 1.2
        caption = letters.flowed(words("letter.scan"), SQUARE / SMALL)
        left = TEXT.right - SQUARE
        placed += self._placed("scan", caption, left, 2.0 + SQUARE, SMALL)
        height = max(y, 2.0 + SQUARE + LEADING * SMALL * len(caption)) + 2.0
        code = Code(left, 1.0, SQUARE, f"{site}#{codes.fragment(one.token)}")
        bars = tuple(Space(TEXT.x, at, TEXT.width, HAIR) for at in (0.0, height))
        return _Piece(tuple(placed), height, 2 * APART, code, bars)

    def _all(self, part: str, *texts: str) -> tuple[_Piece, ...]:
        """Paragraphs, those left out that are empty."""
        return tuple(
            piece
            for place, text in enumerate(filter(None, texts))
            for piece in self._set(f"{part} {place}", text, NORMAL)
        )

    def _set(self, part: str, text: str, size: float, *, bold: bool = False) -> Iterator[_Piece]:
        """A paragraph, a piece for each of its lines."""
        shown = self._letters.shown(text)
        for place, line in enumerate(self._letters.flowed(shown, TEXT.width / size, bold=bold)):
            lines = tuple(self._placed(part, (line,), TEXT.x, 0.0, size, bold=bold))
            yield _Piece(lines, LEADING * size, 0.0 if place else APART)

    def _filled(self, pieces: Iterable[_Piece], window: tuple[Line, ...]) -> Iterator[Page]:
        """Pieces one below the other, on as many pages as they take."""
        lines, bars, code, y = list(window), list[Space](), None, BODY
        for piece in pieces:
            if y + piece.above + piece.height > TEXT.bottom:
                yield Page(tuple(lines), (), tuple(bars), code, self._setup.address)
                lines, bars, code, y = [], [], None, TEXT.y
            y += piece.above
            lines += (line._replace(baseline=line.baseline + y) for line in piece.lines)
            bars += (bar._replace(y=bar.y + y) for bar in piece.bars)
            code = piece.code._replace(y=piece.code.y + y) if piece.code else code
            y += piece.height
        yield Page(tuple(lines), (), tuple(bars), code, f"{self._setup.address}v/")

    def _below(self, number: int, page: int, of: int) -> Iterator[Line]:
        text = self._words("letter.page", number=number, page=page, of=of)
        width = self._letters.width(text, bold=False) * SMALL
        return self._placed("foot", (text,), TEXT.right - width, FOOT, SMALL)

    def _placed(
        self,
        part: str,
        texts: Iterable[str],
        x: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
    ) -> Iterator[Line]:
        """Lines one below the other, the first with its top at `y`."""
        for place, text in enumerate(texts):
            baseline = y + (ABOVE + place * LEADING) * size
            yield self._letters.line(part, text, x, baseline, size, bold=bold)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split("\n") if one.strip()]
