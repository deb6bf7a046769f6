"""The end of the demonstration: where its election goes, and what is said when none is held."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.demo.vote import last


@pytest.mark.parametrize(("status", "end"), [(0, list(last.END)), (2, [])])
def test_an_election_that_failed_has_no_happy_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int, end: list[str]
) -> None:
    called: list[list[str]] = []

    def call(command: list[str]) -> int:
        called.append(command)
        return status

    monkeypatch.setattr("subprocess.call", call)
    (tmp_path / "society").mkdir()
    said: list[str] = []
    assert last.run(str(tmp_path), said.append) == status
    both = [*last.HEAD, *last.HEAD_2020]
    assert said == [*(last.HEAD if status else both), *end]
    folders = [str(tmp_path / "society-2"), str(tmp_path / "nec2020-held")]
    assert [command[-1] for command in called] == (folders[:1] if status else folders)
