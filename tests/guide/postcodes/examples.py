"""Made-up directories of postcodes in the publishers' layouts, and ways to type a postcode.

Knows headers and codes. Must not know how the package reads them.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

# Used in second halves.
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
INCODES = tuple(f"{n}{one}{two}" for n in range(10) for one in LETTERS for two in LETTERS)

ENGLAND, WALES, SCOTLAND, NI = "E92000001", "W92000004", "S92000003", "N92000002"
LONDON, WEST_MIDLANDS, EAST_MIDLANDS, NORTH_WEST = (
    "E12000007",
    "E12000005",
    "E12000004",
    "E12000002",
)
OLD = ("pcd", "pcd2", "pcds", "dointr", "doterm", "oscty", "oslaua", "ctry", "rgn", "pcon")
NEW = (
    "pcd7",
    "pcd8",
    "pcds",
    "dointr",
    "doterm",
    "cty25cd",
    "lad25cd",
    "ctry25cd",
    "rgn25cd",
    "pcon24cd",
)


class Row(NamedTuple):
    """A postcode of the ONS Postcode Directory."""

    postcode: str
    country: str
    region: str = ""
    district: str = "E06000001"
    ended: str = ""


def ons(rows: Iterable[Row], header: Sequence[str] = OLD) -> str:
    """The table as it is published: a header, the rest in quotation marks."""
    lines = [",".join(header)]
    for row in rows:
        first, rest = row.postcode.split()
        cells = (
            f"{first:4}{rest}",
            f"{first:4} {rest}",
            row.postcode,
            "198001",
            row.ended,
            "E99999999",
            row.district,
            row.country,
            row.region or f"{row.country[:1]}99999999",
            "E14001063",
        )
        lines.append(",".join(f'"{cell}"' for cell in cells))
    return "\r\n".join(lines) + "\r\n"


def code_point(rows: Iterable[tuple[str, str, str]]) -> str:
    """Rows of (postcode, country, district) as Code-Point Open has them."""
    return "".join(
        f'"{postcode}",10,385177,801314,"{country}","E19000001","E18000001","","{district}",'
        '"E05000001"\r\n'
        for postcode, country, district in rows
    )


def zipped(path: Path, members: dict[str, str]) -> Path:
    """A zip of these texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def typed(postcode: str, draw: random.Random) -> str:
    """A full postcode as somebody might type it, without slips."""
    whole = postcode.replace(" ", "")
    match draw.randrange(6):
        case 0:
            return whole.lower()
        case 1:
            return f"  {postcode} "
        case 2:
            return " ".join(whole)
        case 3:
            return f"{whole[:-3]}-{whole[-3:]}".title()
        case 4:
            return whole.replace("0", "O").replace("1", "I")
        case _:
            return postcode


_ODD = (
    *"OI01SLZB58AQ9 .,-_'\"/\\()+*#@&;:!?<>[]{}|~`^%$£€",
    *"\t\n\0\x7f\u00a0\u00ad\u00b7\u1680\u2003\u200b\u200d\u2019\u2028\u202e\u202f\u2060\u3000",
    *"\u3002\ufeff\ufe0f\uff21\uff41\uff11\uff10\uff0déß\u0131\u017fİ\u0391\u0412٣२Ⅳ①²ª",
    *("😀", "🇬🇧", "1️⃣", "GIR 0AA", "__proto__", "constructor", "BFPO", "AI-2640", "ff"),
)


def mutated(postcode: str, draw: random.Random) -> str:
    """A postcode after one to four accidents."""
    text = postcode
    for _ in range(draw.randint(1, 4)):
        at = draw.randint(0, len(text))
        match draw.randrange(5):
            case 0:
                text = text[:at] + text[at + 1 :]
            case 1:
                text = text[:at] + draw.choice(_ODD) + text[at:]
            case 2:
                text = text[:at] + draw.choice(_ODD) + text[at + 1 :]
            case 3:
                text = text[at:] + text[:at]
            case _:
                text = text[:at] * draw.randint(1, 12) + text[at:]
    return text


# What one is taken for another, on paper, on a screen and on a keyboard.
ALIKE = ("0O", "1I", "1L", "5S", "8B", "2Z", "6G")
# A small l is to be seen as one only among capitals.
_SLIPS = {
    sign: [
        *(other for pair in ALIKE if sign in pair for other in pair if other != sign),
        *(["l"] if sign == "1" else []),
    ]
    for sign in "".join(ALIKE)
}
# Together they have every sign that can be taken for another, in every place where it can stand.
TAKEN = ("0LB", "1SG", "5ZL", "8GS", "6BZ", "2AA")


def slips(postcode: str) -> Iterator[str]:
    """The postcode with one of its signs taken for another."""
    for at, sign in enumerate(postcode):
        for other in _SLIPS.get(sign, ()):
            yield postcode[:at] + other + postcode[at + 1 :]


class Pasted(NamedTuple):
    """A line as somebody pastes it, and the postcodes in it."""

    line: str
    postcodes: tuple[str, ...]


_BEFORE = (
    *("", "London ", "Postcode: ", "Home (", "My postcode is ", "Cod post: ", "“", "- "),
    *("221B Baker Street\nMarylebone\nLondon\n", "Flat 2, 14 High St, Leeds, ", "1 ", "(2) "),
    *("Dear all,\r\n\r\nI am in ", "Mrs Siân Ŵyn, Tŷ Gwyn, ", "c/o The Old Mill\tMill Lane\t", "@"),
    *("Tel. 020 7946 0000, ", "Thanks & regards, José, ", "📍 ", "12/3 Main St., ", "AB-12: "),
)
_BEHIND = (
    *("", " (home)", ", UK", ".", "\nUnited Kingdom", ")", " please", "; thanks", "\r\n", " – ta!"),
    *("\n\nSent from my phone", ", Lloegr", " 📮", "”", " since 2019", ", Tel 01632 960123"),
)
_NOTHING = (
    *("", "   ", "hello", "Who are you?", "London", "Tel. 020 7946 0000", "12 High Street, Leeds"),
    *("Dear all,\nthank you", "N/A", "asdf1234", "£100", "Llanfair­pwllgwyngyll", "2nd floor, B1"),
    *("http://example.org/?p=1", "me@example.org", "x" * 2000, "북한산", "not telling 12 3"),
)


def pasted(outcodes: Sequence[str], draw: random.Random) -> Pasted:
    """A line with one postcode, with two, or with none."""
    kind = draw.randrange(10)
    if kind == 0:
        return Pasted(draw.choice(_NOTHING), ())
    # "1ST" behind a postcode's first half might be a floor.
    incodes = [incode for incode in INCODES if incode[1:] not in ("ST", "ND", "RD", "TH")]
    postcodes = [f"{draw.choice(outcodes)} {draw.choice(incodes)}" for _ in range(1 + (kind < 3))]
    told = [_told(one, draw) for one in postcodes]
    between = draw.choice((" or ", ", ", "\n", " (work), ", " and before that "))
    line = draw.choice(_BEFORE) + between.join(told) + draw.choice(_BEHIND)
    return Pasted(line, tuple(dict.fromkeys(postcodes)))


def _told(postcode: str, draw: random.Random) -> str:
    match draw.randrange(6):
        case 0:
            return postcode.lower()
        case 1:
            return postcode.replace(" ", "")
        case 2:
            return "".join(chr(ord(c) + 0xFEE0) if c != " " else "\u3000" for c in postcode)
        case 3:
            return postcode.replace(" ", "\u00a0")
        case 4:
            return postcode.replace(" ", "  ")
        case _:
            return postcode
