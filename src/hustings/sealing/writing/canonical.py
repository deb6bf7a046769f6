"""Canonical JSON: a document that is hashed or signed can be written in one way only.

Knows that one way, and how to refuse every other. Must not know what a document means.

It is RFC 8785 without its numbers: UTF-8 without a byte order mark, no white space, keys sorted,
only the escapes that JSON demands, lower-case hexadecimal. Keys are printable ASCII, texts are in
Unicode's normal form C, numbers are whole and below 2^53 in size, nothing is nested more than 32
deep. So `JSON.stringify` of sorted objects writes the same bytes in a browser.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn
from unicodedata import is_normalized

from hustings.errors import InputError
from hustings.inputs.text import shown
from hustings.sealing.writing.framing import MOST

DEEPEST = 32

_REMEDY = "use the file as it was published, unchanged"


def canonical(value: Any) -> bytes:
    """`value` as canonical JSON.

    Args:
        value: None, truth values, whole numbers, texts, lists (or tuples) and dicts of them.

    Raises:
        InputError: `value` has no canonical form; the message says what stands in the way.
    """
    _check(value, 1)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def read_canonical(data: bytes, *, source: str = "") -> Any:
    """The value of which `data` is the canonical JSON.

    Raises:
        InputError: it is not JSON, or is written in any other way than `canonical` writes it.
    """

    def refuse(what: str) -> NoReturn:
        raise InputError(what, remedy=_REMEDY, source=source)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        entries = dict(pairs)
        if len(entries) < len(pairs):
            refuse("a key stands twice in one object")
        return entries

    def other_number(text: str) -> NoReturn:
        refuse(f"{shown(text)} is not a whole number in plain digits")

    try:
        value = json.loads(
            data.decode(),
            object_pairs_hook=unique,
            parse_float=other_number,
            parse_constant=other_number,
        )
        again = canonical(value)
    except UnicodeDecodeError:
        refuse("this is not UTF-8")
    except json.JSONDecodeError as error:
        refuse(f"this is not JSON: {error.msg}")
    except RecursionError:
        refuse(f"this is nested more than {DEEPEST} deep")
    except ValueError:  # Python's own limit on the digits of an integer
        refuse("a number has too many digits")
    except InputError as error:
        refuse(error.what)
    if again != data:
        refuse("this JSON is not in canonical form: its spaces, order or escapes are others")
    return value


def _check(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise InputError(f"this is nested more than {DEEPEST} deep")
    match value:
        case None | bool():
            pass
        case int():
            if abs(value) > MOST:
                raise InputError("a number is 2^53 or larger")
        case str():
            _check_text(value)
        case list() | tuple():
            for entry in value:
                _check(entry, depth + 1)
        case dict():
            for key, entry in value.items():
                if not (isinstance(key, str) and key.isascii() and key.isprintable()):
                    raise InputError(f"the key {key!a} is not plain ASCII")
                _check(entry, depth + 1)
        case _:
            raise InputError(f"{value!a} is neither a whole number nor text")


def _check_text(text: str) -> None:
    if not is_normalized("NFC", text):
        raise InputError(f"{shown(text)} is not in Unicode's normal form C")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InputError(f"{shown(text)} holds half a character") from None
