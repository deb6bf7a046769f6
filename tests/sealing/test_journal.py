"""The journal: a key opens one list of a contest, and the same one as often as it has to."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.sealing.mixing.journal import Kept, Noted, Opening

FIRST = Opening(b"e" * 32, "nec", "M1", b"1" * 32)
ELSEWHERE = (
    FIRST._replace(eid=b"f" * 32, hash=b"2" * 32),
    FIRST._replace(contest="wales", hash=b"2" * 32),
    FIRST._replace(layer="M2", hash=b"2" * 32),
)


@pytest.mark.parametrize("kept", [False, True], ids=["in memory", "in a file"])
def test_one_list_a_contest_and_layer(tmp_path: Path, kept: bool) -> None:
    path = tmp_path / "journal.json"
    journal = Kept(path) if kept else Noted()
    for opening in (FIRST, FIRST, *ELSEWHERE):
        journal.enter(opening)
    again = Kept(path) if kept else journal
    again.enter(FIRST)
    with pytest.raises(InputError, match=r"the key M1 has opened another list of nec"):
        again.enter(FIRST._replace(hash=b"2" * 32))
    again.enter(FIRST)


def test_the_file(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    Kept(path).enter(FIRST)
    assert path.read_bytes() == (
        b'{"format":"hustings-journal/1","openings":[{"contest":"nec","eid":"'
        + b"65" * 32
        + b'","hash":"'
        + b"31" * 32
        + b'","layer":"M1"}]}'
    )
    assert list(tmp_path.iterdir()) == [path]


def test_a_spoilt_journal_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    path.write_bytes(b"")
    with pytest.raises(InputError, match=r"journal\.json"):
        Kept(path).enter(FIRST)
