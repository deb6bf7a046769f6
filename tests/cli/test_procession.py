"""After the close, each holder on a machine of their own: the stick from hand to hand."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from cli.procession import ACTS, Society, content, society
from hustings.sealing.holders import keys
from hustings.sealing.statements import read_statement


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Society:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "lock", partial(keys.lock, cost=keys.LEAST_COST))
        return society(tmp_path_factory.mktemp("society"))


@pytest.fixture
def soc(made: Society, tmp_path: Path) -> Society:
    return made.copy(tmp_path)


def kinds(soc: Society) -> list[tuple[str, str, str]]:
    lines = (soc.stick / "statements.jsonl").read_bytes().splitlines()
    said = map(read_statement, lines)
    return [(one.by, one.kind, one.contest) for one in said if one.kind != "accept"]


def test_from_the_close_to_the_verified_archive(soc: Society) -> None:
    print(content(soc.stick).keys())
    print((soc.stick / "README.txt").read_text())
    for name, role, what in ACTS:
        done = soc.act(name, role, what)
        print(name, role, what, done.status, done.err)
        print(done.out)
    print(kinds(soc))
    r = soc.vote("receive", "soc", "stick")
    print(r)
    r = soc.vote("count", "soc", "--keys", "Olive", stdin=soc.words["Olive"])
    print(r)
    assert 0
