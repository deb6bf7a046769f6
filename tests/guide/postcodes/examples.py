"""Made-up directories of postcodes in the publishers' layouts, and ways to type a postcode.

Knows headers and codes. Must not know how the package reads them.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterable, Sequence
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
