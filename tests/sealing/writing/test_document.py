"""Documents say their form, have just their keys, and each value is checked."""

from __future__ import annotations

import pytest

from hustings.errors import InputError
from hustings.sealing.writing.document import choice, raw, read_document, write_document

FORM = "hustings-receipt/1"


def test_round_trip() -> None:
    data = write_document(FORM, {"b": "00ff", "a": "key"})
    assert data == b'{"a":"key","b":"00ff","format":"hustings-receipt/1"}'
    entry = read_document(data, FORM, ("a", "b"))
    assert raw(entry, "b", 2) == raw(entry, "b") == b"\0\xff"
    assert choice(entry, "a", ("key", "backup")) == "key"


@pytest.mark.parametrize(
    "data", [b"{}", b"[]", b'"hustings-receipt/1"', b'{"format":"hustings-manifest/1"}']
)
def test_another_form(data: bytes) -> None:
    with pytest.raises(InputError, match=r"x\.json: this is not a document of the form") as caught:
        read_document(data, FORM, (), source="x.json")
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    ("key", "said"), [("a", "the document has no `b`"), ("c", "`c` is not a key")]
)
def test_other_keys(key: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_document(write_document(FORM, {key: "1"}), FORM, ("a", "b"))


@pytest.mark.parametrize("value", ["0", "0G", "AB", 1, None, "00", "000000", " 00ff"])
def test_other_bytes(value: object) -> None:
    entry = read_document(write_document(FORM, {"a": value}), FORM, ("a",))
    with pytest.raises(InputError, match="`a` of the document"):
        raw(entry, "a", 2)


def test_other_words() -> None:
    entry = read_document(write_document(FORM, {"a": "backups"}), FORM, ("a",))
    with pytest.raises(InputError, match="`a` of the document is `backups`; did you mean `backup`"):
        choice(entry, "a", ("key", "backup"))
