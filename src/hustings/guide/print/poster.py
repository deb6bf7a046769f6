"""The poster of a list: one A4 page to hang up, in black on white.

Knows what stands on the page, and where.
"""

from __future__ import annotations

from hustings.guide.model import Build, Guide, Partition, PublishedSequence
from hustings.guide.print.whom import made, titles
from hustings.guide.words.wording import after, of_parts
from hustings.report import qr, when
from hustings.report.languages import Words
from hustings.report.print import numbered, pdf
from hustings.report.print.lettering import ABOVE, CAPITALS, HARD, Letters
from hustings.report.print.page import Code, Page
from hustings.report.print.stacked import Block, Say, Space, stack

# Millimetres. Office printers leave up to 6 mm of a sheet white, and a wall needs pins.
PAGE = Space(0, 0, 210, 297)
TEXT = Space(13, 12, 184, 273)

LARGEST = 28.0  # letters of names
CALL = 8.5  # letters of the last day to vote
DARK = 40.0  # side of the QR code without its white border
BAR, HAIR = 3.0, 0.3  # thick and thin lines
APART = 5.0  # from a line to what is below it


def poster(
    guide: Guide,
    build: Build,
    order: PublishedSequence,
    language: str,
    words: Words,
    letters: Letters,
) -> bytes:
    """The PDF of a list's poster; the same bytes for the same guide, build and letters."""
    title = f"{guide.title.given(language)[1]}: {regions(guide, order, language)}"
    title = title.replace(HARD, " ")
    code = words("poster.qr", address=address_of(guide, order, language)) if guide.address else ""
    about = pdf.About(title, guide.organisation, language, build.day, code)
    page = layout(guide, build, order, language, words, letters)
    return pdf.write(page, about, letters)


def address_of(guide: Guide, order: PublishedSequence, language: str) -> str:
    """Of the list's page; empty where the site's address is not known."""
    if not guide.address:
        return ""
    at = "" if language == guide.languages[0] else f"{language}/"
    return f"{guide.address}{at}lists/{order.slug}.html"


def typed(guide: Guide) -> str:
    """The address for people to type; empty where the site's address is not known."""
    return guide.address and (guide.short or guide.address.partition("://")[2].rstrip("/"))


def regions(guide: Guide, order: PublishedSequence, language: str) -> str:
    """Whom a list is for; lines break between regions rather than in them."""
    said = titles(guide, order, language)
    return " ".join(f"{title} ·".replace(" ", HARD) for title in said).rstrip("·" + HARD)


def layout(
    guide: Guide,
    build: Build,
    order: PublishedSequence,
    language: str,
    words: Words,
    letters: Letters,
) -> Page:
    """What a list's poster says, in its place: the names take what the rest leaves."""
    above = _above(guide, order, language, words, letters)
    top = TEXT.y + BAR + APART
    below = _below(guide, build, order, language, words, letters)
    foot = TEXT.bottom - below.height
    call = _call(guide, language, words, letters)
    address = address_of(guide, order, language)
    code = _code(address) if address else None
    caption = _caption(words, letters) if code else Block((), 0)
    height = max(call.height, code.y + code.side + caption.height if code else 0)
    start = foot - APART - height
    bars = [Space(TEXT.x, TEXT.y, TEXT.width, BAR), _hair(foot - APART / 2)]
    if height:
        bars.append(_hair(start - APART))
    y = top + above.height + APART
    _, later = after(words, guide, len(order.sequence))
    then = stack(letters, [Say("later", later, 5, lines=2.4)], TEXT.x, TEXT.width)
    end = bars[-1].y - APART - then.height
    room = Space(TEXT.x, y, TEXT.width, end - (APART if then.lines else 0) - y)
    shown = [letters.shown(name) for name in order.sequence]
    names = numbered.fill(letters, shown, room, LARGEST, columns=2)
    if code:
        code = code._replace(y=code.y + start)
        caption = Block(caption.at(code.y + code.side), 0)
    lines = (
        *above.at(top),
        *names.lines,
        *then.at(end),
        *call.at(start),
        *caption.lines,
        *below.at(foot),
    )
    return Page(lines, names.squares, tuple(bars), code, guide.address)


def _above(
    guide: Guide, order: PublishedSequence, language: str, words: Words, letters: Letters
) -> Block:
    """Above the names: who asks, in which election, whom, and for what."""
    if guide.partition in (Partition.PLACE, Partition.CHOICE):
        who = of_parts(words, guide, "poster.for_place", len(order.regions))
    elif made(guide, order, language):
        who = words(f"poster.for_{guide.partition.value.replace('-', '_')}")
    else:
        who = of_parts(words, guide, "poster.for_group")
    texts = (
        Say("slate", guide.slate, 8.5, lines=2, bold=True),
        Say("title", guide.title.given(language)[1], 5.5, lines=2),
        Say("for", who, 5.5, above=5),
        Say("regions", regions(guide, order, language), 15, lines=1.6, bold=True),
        Say(
            "order",
            words("poster.order", n=len(order.sequence)),
            6.5,
            lines=2,
            above=2.5,
            bold=True,
        ),
    )
    return stack(letters, texts, TEXT.x, TEXT.width)


def _call(guide: Guide, language: str, words: Words, letters: Letters) -> Block:
    """Below the names: until when to vote, where to look."""
    texts = []
    if guide.dates.closes is not None:
        until = words("poster.vote_by", when=when.end(words, guide.dates.closes))
        texts.append(Say("closes", until, CALL, lines=2, bold=True))
    if guide.address:
        find = words("poster.not_yours" if len(guide.lists) > 1 else "poster.more")
        texts.append(Say("find", find, 5, above=4))
        texts.append(Say("address", typed(guide), 11, lines=2, bold=True))
    return stack(letters, texts, TEXT.x, TEXT.width - (DARK + 10 if guide.address else 0))


def _code(address: str) -> Code:
    """Its dark part ends with the text on the right and begins at the height of capitals."""
    quiet = DARK * qr.QUIET / qr.grid(address).side
    y = (ABOVE - CAPITALS) * CALL - quiet
    return Code(TEXT.right - DARK - quiet, y, DARK + 2 * quiet, address)


def _caption(words: Words, letters: Letters) -> Block:
    return stack(letters, [Say("scan", words("poster.scan"), 3.8)], TEXT.right - DARK, DARK)


def _hair(y: float) -> Space:
    return Space(TEXT.x, y, TEXT.width, HAIR)


def _below(
    guide: Guide,
    build: Build,
    order: PublishedSequence,
    language: str,
    words: Words,
    letters: Letters,
) -> Block:
    """At the foot: what the law asks for, and which version this is."""
    imprint = guide.imprint.given(language)[1]
    by = imprint or words("poster.published", organisation=guide.organisation)
    day = when.day(words, build.day)
    version = words("poster.build", number=order.number, version=build.number, day=day)
    texts = (Say("imprint", by, 3.4, lines=3), Say("build", version, 3.2, above=0.6))
    return stack(letters, texts, TEXT.x, TEXT.width)
