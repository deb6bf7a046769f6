"""A poll that was extended: stated, published, and looked at by whoever verifies."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hustings.errors import NotVerified
from hustings.sealing import closing
from hustings.sealing.closing import Extension, Proceedings
from hustings.sealing.extension import end, sealed_end
from hustings.sealing.manifest import Setting
from hustings.sealing.mixing.lists import Summary
from hustings.sealing.proceedings import EXTEND
from hustings.sealing.statements import read_statement, state
from hustings.sealing.writing.canonical import canonical, read_canonical
from sealing.test_archive import failed, signed_again, verified
from sealing.whole import Whole, voted

SEALED = datetime(2026, 11, 12, 17, 5, tzinfo=UTC)
LATER = datetime(2026, 11, 13, 17, tzinfo=UTC)
LAST = datetime(2026, 11, 14, 12, tzinfo=UTC)
SERVER = "booth.example"

GOOD: dict[str, Any] = {
    "at": "2026-11-12T16:00:00Z",
    "replaces": "2026-11-12T17:05:00Z",
    "closes_at": "2026-11-13T17:00:00Z",
    "reason": "Storm",
}


def open_again() -> Whole:
    """A club's poll with all its ballots on the boards and nothing said of the close."""
    whole = voted(setting=Setting.CLUB)
    kept = [
        document
        for document in whole.proceedings.statements
        if read_statement(document).kind != "close"
    ]
    whole.proceedings = Proceedings(whole.proceedings.document, tuple(kept))
    return whole


def heads(whole: Whole, n: int) -> dict[str, Summary]:
    """Entry n and its head on each board."""
    return {c: Summary(n, whole.head(c, n).head) for c in whole.proceedings.contests}


def extend(whole: Whole, at: datetime, until: datetime, n: int, reason: str = "Storm") -> None:
    whole.proceedings = closing.extend(
        whole.proceedings,
        whole.signer(SERVER),
        at=at,
        closes_at=until,
        reason=reason,
        heads=heads(whole, n),
    )


def lying(
    change: Callable[[dict[str, Any]], object], *, by: str = SERVER, contest: str = ""
) -> Whole:
    """A poll whose extension says something else, past the door that refuses it; closed."""
    whole = open_again()
    said = {
        **GOOD,
        "heads": {
            contest: {"lines": head.lines, "hash": head.hash.hex()}
            for contest, head in heads(whole, 4).items()
        },
    }
    change(said)
    document = state(
        whole.proceedings.eid,
        whole.proceedings.statements,
        whole.signer(by).secret,
        by=by,
        kind=EXTEND,
        contest=contest,
        content=said,
    )
    whole.proceedings = Proceedings(
        whole.proceedings.document, (*whole.proceedings.statements, document)
    )
    return whole


def finished(whole: Whole) -> bytes:
    whole.close()
    return whole.finish()


def test_an_extended_poll_verifies_and_says_so(tmp_path: Path) -> None:
    whole = open_again()
    assert end(whole.proceedings) == sealed_end(whole.proceedings.manifest) == SEALED
    first, second = datetime(2026, 11, 12, 16, tzinfo=UTC), datetime(2026, 11, 13, 9, tzinfo=UTC)
    extend(whole, first, LATER, 4)
    extend(whole, second, LAST, 9, "More storm")
    assert end(whole.proceedings) == LAST
    assert closing.extensions(whole.proceedings) == (
        Extension(first, SEALED, LATER, "Storm", heads(whole, 4)),
        Extension(second, LATER, LAST, "More storm", heads(whole, 9)),
    )
    found = verified(tmp_path, finished(whole))
    assert found.verified
    told = {check.name: (check.held, check.what) for check in found.checks}
    assert told["extensions"] == (
        True,
        "extended at 2026-11-12T16:00:00Z, before the end at 2026-11-12T17:05:00Z (Storm);"
        " extended at 2026-11-13T09:00:00Z, before the end at 2026-11-13T17:00:00Z (More storm);"
        " the last ballots were to be taken until 2026-11-14T12:00:00Z",
    )
    held, what = told["times"]
    assert held is None
    assert what.startswith("when the poll was extended is the server's word")


def test_a_poll_that_was_not_extended_ends_as_the_manifest_says(tmp_path: Path) -> None:
    found = verified(tmp_path, finished(open_again()))
    told = {check.name: (check.held, check.what) for check in found.checks}
    assert told["extensions"] == (
        True,
        "none; the last ballots were to be taken until 2026-11-12T17:05:00Z, as in the manifest",
    )
    assert "times" not in told


LIES: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (
        lambda said: said.update(at="2026-11-12T17:05:00Z"),
        "was made at 2026-11-12T17:05:00Z, after the end that it replaces, 2026-11-12T17:05:00Z",
    ),
    (
        lambda said: said.update(replaces="2026-11-12T18:05:00Z"),
        "replaces the end 2026-11-12T18:05:00Z; the end was 2026-11-12T17:05:00Z",
    ),
    (
        lambda said: said.update(closes_at="2026-11-12T17:05:00Z"),
        "names 2026-11-12T17:05:00Z, which is no later end",
    ),
    (lambda said: said.update(at="2026-11-12 16:00"), "`at` is `2026-11-12 16:00`"),
    (lambda said: said.update(note="well"), "note"),
    (lambda said: said["heads"].pop("nec"), "does not say how far each contest's board had come"),
]


@pytest.mark.parametrize(("change", "what"), LIES, ids=range(len(LIES)))
def test_an_extension_that_is_none(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], what: str
) -> None:
    found = verified(tmp_path, finished(lying(change)))
    assert failed(found) == "extensions"
    assert what in found.checks[-1].what


def test_the_server_states_no_extension_after_the_end() -> None:
    whole = open_again()
    with pytest.raises(NotVerified, match="after the end that it replaces"):
        extend(whole, SEALED, LATER, 4)
    assert closing.extensions(whole.proceedings) == ()


def test_an_extension_after_a_board_was_closed(tmp_path: Path) -> None:
    whole = voted(setting=Setting.CLUB)
    number = len(whole.proceedings.statements)
    head = {c: {"lines": 4, "hash": heads(whole, 4)[c].hash.hex()} for c in ("nec", "treasurer")}
    whole.proceedings = whole.proceedings.stated(
        whole.signer(SERVER), EXTEND, "", {**GOOD, "heads": head}
    )
    found = verified(tmp_path, whole.finish())
    assert failed(found) == "extensions"
    assert found.checks[-1].what == (
        f"statement {number + 1} (extend) comes after a board was closed, in statement {number - 1}"
    )


def test_an_extension_of_one_contest(tmp_path: Path) -> None:
    found = verified(tmp_path, finished(lying(lambda said: None, contest="nec")))
    assert failed(found) == "extensions"
    assert found.checks[-1].what.endswith("is about one contest; a poll is extended in all of them")


def test_two_extensions_the_second_before_the_first(tmp_path: Path) -> None:
    whole = open_again()
    extend(whole, datetime(2026, 11, 12, 16, tzinfo=UTC), LATER, 4)
    with pytest.raises(NotVerified, match="was made before the extension that it follows"):
        extend(whole, datetime(2026, 11, 12, 15, tzinfo=UTC), LAST, 5)
    with pytest.raises(NotVerified, match="the board of nec has become shorter"):
        extend(whole, datetime(2026, 11, 12, 17, tzinfo=UTC), LAST, 3)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (5, "treasurer: head 5 of the board is not the one that was signed"),
        (999, "treasurer: the board ends at entry 11, and head 999 was signed"),
    ],
)
def test_an_extension_with_a_head_that_no_board_had(tmp_path: Path, lines: int, said: str) -> None:
    found = verified(
        tmp_path, finished(lying(lambda content: content["heads"]["treasurer"].update(lines=lines)))
    )
    assert failed(found) == "board treasurer"
    assert found.checks[-1].what == said


def test_an_extension_that_is_not_the_servers(tmp_path: Path) -> None:
    """Signed by the officer; or forged in the server's name; or by the server, then altered."""
    officers = lying(lambda said: None, by="Olu")
    with pytest.raises(NotVerified, match="is by `Olu`, who is not the server"):
        _ = officers.proceedings.said
    # The archive of an extended poll, and in it another extension.
    whole = open_again()
    extend(whole, datetime(2026, 11, 12, 16, tzinfo=UTC), LATER, 4)
    place = len(whole.proceedings.statements) - 1
    packed = finished(whole)
    true = whole.proceedings.statements[place]
    body = read_canonical(true)
    other = {**body, "content": {**body["content"], "closes_at": "2026-11-15T17:00:00Z"}}
    forged = state(
        whole.proceedings.eid,
        whole.proceedings.statements[:place],
        b"f" * 32,
        by=SERVER,
        kind=EXTEND,
        content=other["content"],
    )
    for instead in (canonical(other), forged):
        found = verified(tmp_path, with_statements(whole, packed, place, instead))
        assert failed(found) == "statements"
        assert found.checks[-1].what == (f"statement {place + 1} was not signed by `booth.example`")


def test_an_extension_that_was_taken_out(tmp_path: Path) -> None:
    """Every later statement covers it: the officer who signs the index cannot leave it out."""
    whole = open_again()
    extend(whole, datetime(2026, 11, 12, 16, tzinfo=UTC), LATER, 4)
    place = len(whole.proceedings.statements) - 1
    found = verified(tmp_path, with_statements(whole, finished(whole), place, None))
    assert failed(found) == "statements"
    assert found.checks[-1].what == (f"statement {place + 1} does not follow the one before it")


def with_statements(whole: Whole, packed: bytes, place: int, instead: bytes | None) -> bytes:
    """The archive with another statement at `place`, or none, the index signed for it."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    lines = content["statements.jsonl"].splitlines(keepends=True)
    lines[place : place + 1] = [instead + b"\n"] if instead else []
    return signed_again({**content, "statements.jsonl": b"".join(lines)}, whole)
