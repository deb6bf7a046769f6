"""Documents: canonical JSON that says its form, with its values checked as they are asked for.

Knows forms and bytes written in hexadecimal. Must not know what a document is for.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from hustings.errors import InputError
from hustings.inputs.entry import Entry, nearest
from hustings.inputs.text import shown
from hustings.sealing.writing.canonical import canonical, read_canonical

# A contest's id: it stands in addresses and file names.
CONTEST_ID = re.compile("(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*")

_HEX = re.compile("(?:[0-9a-f]{2})*")


def write_document(form: str, values: dict[str, Any]) -> bytes:
    """`values` and `"format": form` as canonical JSON; errors as of `canonical`."""
    return canonical({"format": form, **values})


def read_document(data: bytes, form: str, keys: Collection[str], *, source: str = "") -> Entry:
    """The document in `data`.

    Args:
        form: what its key `format` must say, "hustings-receipt/1".
        keys: every other key it must have; it may have no more.

    Raises:
        InputError: it is not canonical JSON, a document of another form, or has other keys.
    """
    value = read_canonical(data, source=source)
    if not isinstance(value, dict) or value.get("format") != form:
        raise InputError(
            f"this is not a document of the form {form}",
            remedy="check which file it is",
            source=source,
        )
    entry = Entry(source, "the document", 0, value)
    exactly(entry, ("format", *keys))
    return entry


def exactly(entry: Entry, keys: Collection[str]) -> None:
    """Refuse an entry that has a key more or less than `keys`.

    Raises:
        InputError: it does.
    """
    entry.allow(keys)
    for key in keys:
        if key not in entry:
            raise entry.fault(f"{entry.what} has no {shown(key)}")


def raw(entry: Entry, key: str, length: int | None = None) -> bytes:
    """The bytes that stand under `key` in lower-case hexadecimal.

    Args:
        length: how many there must be; any number unless given.

    Raises:
        InputError: something else stands there.
    """
    value = entry.values.get(key)
    wanted = "bytes" if length is None else f"{length} bytes"
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise entry.fault(f"`{key}` of {entry.what} is not {wanted} in lower-case hexadecimal", key)
    if length is not None and len(value) != 2 * length:
        raise entry.fault(f"`{key}` of {entry.what} has {len(value) // 2} bytes, not {length}", key)
    return bytes.fromhex(value)


def contest_id(entry: Entry, key: str) -> str:
    """The id of a contest that stands under `key`.

    Raises:
        InputError: something else stands there.
    """
    word = entry.text(key)
    if not CONTEST_ID.fullmatch(word):
        raise entry.fault(
            f"`{key}` of {entry.what} is {shown(word)}, which is not the id of a contest",
            key,
            remedy="use up to 40 lower-case letters and digits, with hyphens between",
        )
    return word


def truth(entry: Entry, key: str) -> bool:
    """The truth value under `key`.

    Raises:
        InputError: something else stands there.
    """
    value = entry.values.get(key)
    if not isinstance(value, bool):
        raise entry.fault(f"`{key}` of {entry.what} is neither true nor false", key)
    return value


def choice(entry: Entry, key: str, known: Collection[str]) -> str:
    """The word under `key`, one of `known`.

    Raises:
        InputError: another stands there.
    """
    word = entry.text(key)
    if word not in known:
        raise entry.fault(
            f"`{key}` of {entry.what} is {shown(word)}", key, remedy=nearest(word, known)
        )
    return word
