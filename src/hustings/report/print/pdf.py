"""Pages of lines, boxes and QR codes as a PDF: text to select, tags to read aloud.

Knows how fpdf2 writes a page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count, groupby
from typing import TYPE_CHECKING, NamedTuple

from hustings.report import qr
from hustings.report.print.lettering import Letters, Line
from hustings.report.print.numbered import Square
from hustings.report.print.page import Code, Page
from hustings.report.print.stacked import Space

if TYPE_CHECKING:
    from fpdf import FPDF

_POINTS = 72 / 25.4
# Inter, and the font of the letters that it lacks.
_FONTS = ("Inter", "Further")

# A line that ends inside a word.
_HELD = re.compile(r"[^ ][/–—-]$")

# What parts of a page are to those who hear it; all others are paragraphs.
_TAGS = {"regions": "H1", "subject": "H1"}

# Of lines as they are written already, for the one document.
_Written = dict[tuple[str, float, bool], tuple["_Run", ...]]


class About(NamedTuple):
    """What a document says of itself.

    Attributes:
        language: its code.
        day: it was made.
        code: the QR code in words.
    """

    title: str
    author: str
    language: str
    day: date
    code: str


class _Run(NamedTuple):
    """Letters of one font within a line.

    Attributes:
        font: its name.
        first: where the first begins, in em.
        shown: the operand that shows them.
    """

    font: str
    first: float
    shown: str


def write(page: Page, about: About, letters: Letters) -> bytes:
    """The document of one page; the same bytes for the same page and letters."""
    return write_all([page], about, letters)


def write_all(pages: Iterable[Page], about: About, letters: Letters) -> bytes:
    """The document of many pages; the same bytes for the same pages and letters."""
    pdf = _begun(about, letters)
    written: _Written = {}
    for page in pages:
        pdf.add_page()
        _put(pdf, page, about, letters, written)
    return bytes(pdf.output())


def _put(pdf: FPDF, page: Page, about: About, letters: Letters, written: _Written) -> None:
    """What stands on a page."""
    with _artifact(pdf):
        for bar in page.bars:
            pdf.rect(bar.x, bar.y, bar.width, bar.height, style="F")
        for square in page.squares:
            _square(pdf, square)
    # fpdf2 would look through all that is marked, for each mark.
    marks = count()
    for part, lines in groupby(page.lines, key=lambda line: line.part):
        if page.code and part == page.code.part:
            with _tagged(pdf, "Figure", next(marks), about.code):
                _code(pdf, page.code)
        *others, last = lines
        with _tagged(pdf, _TAGS.get(part, "P"), next(marks)):
            for line in others:
                # A space that nobody sees keeps words apart that are read as one sentence.
                space = "" if _HELD.search(line.text) else " "
                _line(pdf, line._replace(text=line.text + space), letters, written)
            _line(pdf, last, letters, written)
    for area, address in _links(page):
        pdf.link(area.x, area.y, area.width, area.height, address)


def _begun(about: About, letters: Letters) -> FPDF:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont
    from fpdf.prefs import ViewerPreferences

    pdf = FPDF(format="A4")
    pdf.set_display_mode("fullpage", "single")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.set_title(about.title)
    pdf.set_author(about.author)
    pdf.set_lang(about.language)
    pdf.set_creator("Hustings")
    pdf.set_creation_date(datetime(about.day.year, about.day.month, about.day.day, tzinfo=UTC))
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    for bold, style in ((False, ""), (True, "B")):
        for name, face in zip(_FONTS, letters.faces(bold=bold), strict=False):
            # As `add_font` does, which knows files alone.
            key, content = f"{name.lower()}{style}", io.BytesIO(face.content)
            pdf.fonts[key] = TTFFont(pdf, content, key, style)  # type: ignore[arg-type]
    return pdf


# fpdf2 writes text without kerning and tags nothing but pictures; both take its own operators.


def _line(pdf: FPDF, line: Line, letters: Letters, written: _Written) -> None:
    """A line of letters, each where `letters` says it begins, run by run of the same font."""
    known = (line.text, line.size, line.bold)
    if known not in written:
        written[known] = tuple(_runs(pdf, line, letters))
    for run in written[known]:
        pdf.set_font(run.font, "B" if line.bold else "", line.size * _POINTS)
        font = pdf.current_font
        assert font is not None
        x = (line.x + run.first * line.size) * _POINTS
        pdf._out(pdf._set_font_for_page(font, pdf.font_size_pt))
        at = f"{x:.2f} {pdf.h_pt - line.baseline * _POINTS:.2f}"
        pdf._out(f"BT {at} Td [{run.shown}] TJ ET")


def _runs(pdf: FPDF, line: Line, letters: Letters) -> Iterator[_Run]:
    faces = letters.faces(bold=line.bold)
    begins = letters.places(line.text, bold=line.bold)
    placed = zip(line.text, begins, begins[1:], strict=False)
    for place, run in groupby(placed, lambda one: letters.place(one[0], bold=line.bold)):
        pdf.set_font(_FONTS[place], "B" if line.bold else "", line.size * _POINTS)
        font = pdf.current_font
        assert font is not None
        shown, first = [], None
        for letter, begin, end in run:
            first = begin if first is None else first
            shown.append(font.encode_text(letter).removesuffix(" Tj"))
            # Thousandths of an em by which the next letter stands further left.
            if back := round((begin + faces[place].advance[letter] - end) * 1000):
                shown.append(str(back))
        assert first is not None
        yield _Run(_FONTS[place], first, " ".join(shown))


@contextmanager
def _tagged(pdf: FPDF, kind: str, number: int, spoken: str = "") -> Iterator[None]:
    """What is drawn meanwhile is a `kind` of element, the page's own `number` of it.

    Args:
        spoken: what stands for a picture.
    """
    pdf._add_marked_content(struct_type=f"/{kind}", mcid=number, alt_text=spoken or None)
    pdf._out(f"/{kind} <</MCID {number}>> BDC")
    yield
    pdf._out("EMC")


@contextmanager
def _artifact(pdf: FPDF) -> Iterator[None]:
    """What is drawn meanwhile is not read aloud."""
    pdf._out("/Artifact BMC")
    yield
    pdf._out("EMC")


def _code(pdf: FPDF, code: Code) -> None:
    """All modules as one shape: no hair of white between them at any size."""
    grid = qr.grid(code.address)
    module = code.side / (grid.side + 2 * qr.QUIET) * _POINTS
    left = code.x * _POINTS + qr.QUIET * module
    top = pdf.h_pt - code.y * _POINTS - qr.QUIET * module
    shape = (
        f"{left + run.x * module:.3f} {top - run.y * module:.3f} "
        f"{run.length * module:.3f} {-module:.3f} re"
        for run in grid.runs
    )
    pdf._out(f"{' '.join(shape)} f")


def _square(pdf: FPDF, square: Square) -> None:
    pdf.set_line_width(square.stroke)
    inner = square.side - square.stroke
    pdf.rect(square.x + square.stroke / 2, square.y + square.stroke / 2, inner, inner)


def _links(page: Page) -> Iterator[tuple[Space, str]]:
    """Where a tap leads somewhere, on a screen."""
    for line in page.lines:
        if line.part == "address":
            left, top, right, bottom = line.box
            yield Space(left, top, right - left, bottom - top), page.short
    if page.code:
        code = page.code
        yield Space(code.x, code.y, code.side, code.side), code.address
