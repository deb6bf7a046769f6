"""A page of lines, boxes and a QR code as a PDF: text to select, tags to read aloud.

Knows how fpdf2 writes a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from hustings.report import qr
from hustings.report.print import lettering
from hustings.report.print.lettering import Line
from hustings.report.print.numbered import Square
from hustings.report.print.page import Code, Page
from hustings.report.print.stacked import Space

if TYPE_CHECKING:
    from fpdf import FPDF

_POINTS = 72 / 25.4
_FONT = "Inter"

# A line that ends inside a word.
_HELD = re.compile(r"[^ ][/–—-]$")

# What parts of a page are to those who hear it; all others are paragraphs.
_TAGS = {"regions": "H1"}


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


def write(page: Page, about: About) -> bytes:
    """The document of one page; the same bytes for the same page."""
    pdf = _begun(about)
    with _artifact(pdf):
        for bar in page.bars:
            pdf.rect(bar.x, bar.y, bar.width, bar.height, style="F")
        for square in page.squares:
            _square(pdf, square)
    for part, lines in groupby(page.lines, key=lambda line: line.part):
        if page.code and part == page.code.part:
            with _tagged(pdf, "Figure", about.code):
                _code(pdf, page.code)
        *others, last = lines
        with _tagged(pdf, _TAGS.get(part, "P")):
            for line in others:
                # A space that nobody sees keeps words apart that are read as one sentence.
                space = "" if _HELD.search(line.text) else " "
                _line(pdf, line._replace(text=line.text + space))
            _line(pdf, last)
    for area, address in _links(page):
        pdf.link(area.x, area.y, area.width, area.height, address)
    return bytes(pdf.output())


def _begun(about: About) -> FPDF:
    from fpdf import FPDF
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
    pdf.add_font(_FONT, "", lettering.file(bold=False))
    pdf.add_font(_FONT, "B", lettering.file(bold=True))
    pdf.add_page()
    return pdf


# fpdf2 writes text without kerning and tags nothing but pictures; both take its own operators.


def _line(pdf: FPDF, line: Line) -> None:
    """A line of letters, each where `lettering` says it begins."""
    pdf.set_font(_FONT, "B" if line.bold else "", line.size * _POINTS)
    font = pdf.current_font
    assert font is not None
    begins = lettering.places(line.text, bold=line.bold)
    advance = lettering.face(bold=line.bold).advance
    shown = []
    for letter, begin, end in zip(line.text, begins, begins[1:], strict=False):
        shown.append(font.encode_text(letter).removesuffix(" Tj"))
        # Thousandths of an em by which the next letter stands further left.
        if back := round((begin + advance[letter] - end) * 1000):
            shown.append(str(back))
    place = f"{line.x * _POINTS:.2f} {pdf.h_pt - line.baseline * _POINTS:.2f}"
    pdf._out(pdf._set_font_for_page(font, pdf.font_size_pt))
    pdf._out(f"BT {place} Td [{' '.join(shown)}] TJ ET")


@contextmanager
def _tagged(pdf: FPDF, kind: str, spoken: str = "") -> Iterator[None]:
    """What is drawn meanwhile is a `kind` of element; `spoken` stands for a picture."""
    number = pdf.struct_builder.next_mcid_for_page(pdf.page)
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
