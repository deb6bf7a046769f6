"""Words that a campaign writes: titles, paragraphs, addresses, in one language or several.

Knows which languages a guide has and which texts are missing in one. Must not know where a text
is shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

from hustings.errors import InputError
from hustings.guide.model import Ballot, Text
from hustings.inputs.entry import Entry, kind, nearest
from hustings.inputs.text import has_control, shown
from hustings.inputs.tongues import by_language
from hustings.sealing.writing.document import CONTEST_ID

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:[0-9]{1,5})?")
_MAIL = re.compile(r"mailto:[^\s@?<>\"]+@[^\s@?<>\"]+\.[^\s@?<>\"]+(\?[^\s<>\"]*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Languages(NamedTuple):
    """The languages of a guide.

    Attributes:
        codes: the site's own first.
        gaps: (text, line, language) of every text that is not there in every language; filled as
            texts are read.
        beside: folder that may hold language files of the campaign's own.
    """

    codes: tuple[str, ...]
    gaps: list[tuple[str, int, str]]
    beside: str = ""

    def everywhere(self, said: str) -> Text:
        """A text that reads the same in every language, such as "A–C"."""
        return Text(tuple((code, said) for code in self.codes))


def languages(root: Entry, known: Collection[str], beside: str = "") -> Languages:
    """The languages that the file asks for; English where it asks for none.

    Args:
        known: codes of the languages there are words for.
        beside: folder that may hold language files of the campaign's own.

    Raises:
        InputError: one that there are no words for, or one twice.
    """
    codes = root.texts("languages", "language")
    if not codes:
        raise root.fault("`languages` is empty", "languages", remedy='write `languages = ["en"]`')
    for place, code in enumerate(codes):
        if code not in known:
            raise root.fault(
                f"there are no words for the language {shown(code)}",
                *("languages", place),
                remedy=f"{nearest(code, sorted(known), what='there are')}; or put words/{code}.toml"
                " beside this file"
                if re.fullmatch(r"[a-z]{2,3}", code)
                else nearest(code, sorted(known), what="there are"),
            )
    return Languages(codes, [], beside)


def text(entry: Entry, key: str, spoken: Languages) -> Text:
    """One line, in one language or several; empty where it is absent and need not be there."""
    return _text(entry, key, spoken, long=False)


def paragraphs(entry: Entry, key: str, spoken: Languages) -> Text:
    """Some lines, an empty one between paragraphs; empty where they are absent."""
    return _text(entry, key, spoken, long=True)


def _text(entry: Entry, key: str, spoken: Languages, *, long: bool) -> Text:
    if key not in entry:
        if entry.needs(key):
            raise entry.missing(key, f'add `{key} = "…"`')
        return Text()
    said = by_language(entry, key, spoken.codes, most=entry.letters(key) if long else None)
    called = ".".join([*(str(part) for part in entry.path if isinstance(part, str)), key])
    for code in spoken.codes:
        if code not in said:
            spoken.gaps.append((called, entry.line_of(key), code))
    return Text(tuple(said.items()))


# -- addresses -------------------------------------------------------------------------------------


def link(entry: Entry, key: str) -> str:
    """An address to follow, of a page or for mail; empty where it is absent and need not be there.

    Raises:
        InputError: it is anything else, such as a link that runs something.
    """
    if key not in entry and not entry.needs(key):
        return ""
    said = _address(entry, key)
    if said.casefold().startswith("mailto:"):
        if not _MAIL.fullmatch(said):
            raise entry.fault(
                f"{shown(said)} is not an address for mail",
                key,
                remedy="write mailto:name@example.org",
            )
        return said
    _check_page(entry, key, said, "https:// or mailto:")
    return said


def site_address(entry: Entry, key: str) -> str:
    """The address of the finished site, ending in a slash; empty where it is absent."""
    if key not in entry:
        return ""
    said = _address(entry, key)
    _check_page(entry, key, said, "https://")
    parts = urlsplit(said)
    if parts.query or parts.fragment or parts.path.endswith((".html", ".htm")):
        raise entry.fault(
            f"{shown(said)} is the address of a page", key, remedy="give its folder's, up to a /"
        )
    return said if said.endswith("/") else f"{said}/"


def ballot(root: Entry) -> Ballot | None:
    """Where members vote; None where the file does not say.

    Raises:
        InputError: the address has a fragment of its own, perhaps somebody's voting code.
    """
    if "ballot" not in root:
        return None
    entry = root.table("ballot")
    address = link(entry, "address")
    if "#" in address:
        raise entry.fault(
            "`address` has something behind a #, perhaps somebody's voting code",
            "address",
            remedy="give the address that is the same for everybody, up to /v/",
        )
    _check_page(entry, "address", address, "https://")
    contest = entry.text("contest") if "contest" in entry else ""
    if contest and not CONTEST_ID.fullmatch(contest):
        raise entry.fault(
            f"{shown(contest)} is not the id of a contest",
            "contest",
            remedy="copy it from election.toml: small letters, digits and hyphens",
        )
    return Ballot(address, contest)


def short_address(entry: Entry, key: str) -> str:
    """An address as people type it, without "https://"; empty where it is absent."""
    if key not in entry:
        return ""
    said = _address(entry, key)
    if _SCHEME.match(said) and "//" in said:
        raise entry.fault(
            f"{shown(said)} is not short", key, remedy=f"write {shown(said.partition('//')[2])}"
        )
    host = said.partition("/")[0]
    if not _HOST.fullmatch(host.casefold()):
        raise entry.fault(
            f"{shown(said)} is not an address", key, remedy="write one such as example.org/vote"
        )
    return said


def _address(entry: Entry, key: str) -> str:
    """A text without spaces that can stand in a link."""
    if key not in entry:
        raise entry.missing(key, f'add `{key} = "https://…"`')
    value = entry.values[key]
    if not isinstance(value, str):
        raise entry.fault(
            f"`{key}` must be an address, not {kind(value)}", key, remedy='write "https://…"'
        )
    if len(value) > (most := entry.letters(key)):
        raise entry.fault(
            f"`{key}` has {len(value):,} letters", key, remedy=f"use at most {most:,}"
        )
    if not value:
        raise entry.fault(f"`{key}` is empty", key, remedy="write an address, or take it out")
    if has_control(value) or re.search(r"[\s<>\"\\^`{|}]", value):
        raise entry.fault(
            f"`{key}` is not an address: {shown(value)}", key, remedy="write it without spaces"
        )
    return value


def _check_page(entry: Entry, key: str, said: str, allowed: str) -> None:
    """Refuse what is not the address of a web page.

    Raises:
        InputError: another scheme, no host, a name or password in it.
    """
    remedy = f"begin with {allowed}"
    error: InputError | None = None
    try:
        parts = urlsplit(said)
        host = parts.netloc.casefold()
        _ = parts.port  # raises where it is not a number
    except ValueError:
        raise entry.fault(f"{shown(said)} is not an address", key, remedy=remedy) from None
    if not _SCHEME.match(said) or not said.casefold().startswith("https://"):
        scheme = _SCHEME.match(said)
        if scheme and "." not in scheme[0]:
            error = entry.fault(f"links that begin with {shown(scheme[0])} are not allowed", key)
            error.remedy = remedy
        elif _HOST.fullmatch(said.partition("/")[0].casefold()):
            error = entry.fault(
                f"{shown(said)} is not a whole address", key, remedy=f"did you mean https://{said}?"
            )
        else:
            error = entry.fault(f"{shown(said)} is not an address", key, remedy=remedy)
    elif "@" in host:
        error = entry.fault(f"{shown(said)} contains a user name", key, remedy="take it out")
    elif not host.isascii():
        error = entry.fault(
            f"{shown(said)} has accented letters in its host name",
            key,
            remedy="copy the address from a browser",
        )
    elif not _HOST.fullmatch(host):
        error = entry.fault(
            f"{shown(said)} has no host name", key, remedy="write one such as https://example.org/"
        )
    if error is not None:
        raise error
