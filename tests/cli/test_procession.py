"""A society's election from `vote new` to `verify`: scrutineer and three trustees on sticks."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from cli.conftest import command
from cli.procession import ACTS, HOLDERS, Society, content, run, society
from hustings.sealing.holders import keys
from hustings.sealing.statements import read_statement

COUNTED = """\
soc: counted
chair: Eve elected; 12 ballots on the board, 12 counted
committee: Ann, Ben elected; 11 ballots on the board, 11 counted
Boards that were compared here with no observer's head, only with the server's own: chair; committee
soc/published/election.zip: verified, no check failed"""


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Society:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "lock", partial(keys.lock, cost=keys.LEAST_COST))
        return society(tmp_path_factory.mktemp("society"))


def test_from_the_close_to_the_verified_archive(closed: Society, tmp_path: Path) -> None:
    soc = closed.copy(tmp_path)
    early = soc.vote("count", "soc", "--keys", "Olive", stdin=soc.words["Olive"])
    assert (early.status, early.out, early.err) == (
        2,
        "",
        "hustings: the holders have not released their keys yet: Sam comes next, who commits to the"
        " decoys; count when the stick has come round and is taken in by `hustings vote receive`,"
        " or give every holder's keys\n",
    )
    for number, (name, role, what) in enumerate(ACTS):
        done = soc.act(name, role, what)
        assert (done.status, done.err) == (0, ""), (name, what)
        if number == 2:  # The officer looks how far they are, and it goes on.
            shutil.copytree(soc.stick, tmp_path / "half")
            taken = soc.vote("receive", "soc", "stick")
            assert taken == (
                0,
                "statement 9: decoys, by Sam, chair\n"
                "statement 10: decoys, by Sam, committee\n"
                "statement 11: mix, by Sam, chair\n"
                "statement 12: mix, by Sam, committee\n"
                "statement 13: mix, by Tess, chair\n"
                "statement 14: mix, by Tess, committee\n"
                "Pass the stick to Uri, who mixes at M2:\n"
                "  hustings trustee mix STICK --keys FOLDER --head FILE\n",
                "",
            )
    # A lost stick is made again; one that has gone further is not written over.
    assert soc.vote("procession", "soc", "-o", "again").status == 0
    assert content(tmp_path / "again") == content(tmp_path / "half")
    ahead = soc.vote("procession", "soc", "-o", "stick")
    assert (ahead.status, ahead.err) == (
        2,
        "hustings: stick: this stick has gone further than what was handed in here; hand it in"
        " first: hustings vote receive\n",
    )
    taken = soc.vote("receive", "soc", "stick")
    assert (taken.status, taken.err) == (0, "")
    assert taken.out.splitlines()[-6:] == [
        *(f"statement {20 + n}: release, by {name}" for n, name in enumerate(HOLDERS[2:])),
        "Every key is released. Now",
        "  hustings vote count soc --keys FOLDER",
        "with your own key, which signs the result.",
    ]
    assert soc.vote("receive", "soc", "half").out.splitlines()[0] == (
        "soc: nothing on this stick is new"
    )
    done = soc.vote("count", "soc", "--keys", "Olive", stdin=soc.words["Olive"])
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(COUNTED)
    assert soc.vote("publish", "soc").status == 0
    archive = tmp_path / "soc" / "published" / "election.zip"
    verified = run(
        tmp_path,
        *command("verify", archive, "--head", "heads.jsonl", "--format", "json"),
    )
    assert (verified.status, verified.err) == (0, "")
    checks = json.loads(verified.out)["checks"]
    assert [one["name"] for one in checks if one["held"] is False] == []
    acts = json.loads(soc.vote("log", "soc", "--format", "json").out)["acts"]
    assert [(one["act"], one["details"]) for one in acts[-5:-2]] == [
        ("procession", {"statements": 8}),
        ("received", {"by": ["Sam", "Tess"], "statements": 14}),
        ("received", {"by": ["Sam", "Tess", "Uri", "Val"], "statements": 22}),
    ]
    late = soc.vote("receive", "soc", "stick")
    assert (late.status, late.err) == (
        2,
        "hustings: the election is published: a stick goes round between the close and the count\n",
    )
    # With all keys on one machine it comes to the same archive, from the beginning or half-way.
    one = closed.copy(tmp_path / "one")
    for name in ("Sam", "Tess"):
        shutil.rmtree(one.place / name)
        shutil.copytree(tmp_path / name, one.place / name)
    shutil.copytree(tmp_path / "half", one.place / "half")
    assert one.vote("receive", "soc", "half").status == 0
    words = [soc.words[name] for name in HOLDERS]
    folders = [word for name in HOLDERS for word in ("--keys", name)]
    both = one.vote("count", "soc", *folders, stdin="\n".join(words))
    assert (both.status, both.err) == (0, "")
    assert (one.place / "soc" / "published" / "election.zip").read_bytes() == archive.read_bytes()


def test_what_is_not_taken_in(closed: Society, tmp_path: Path) -> None:
    soc = closed.copy(tmp_path)
    for act in ACTS[:3]:
        assert soc.act(*act).status == 0

    def refused(status: int, line: str) -> None:
        found = soc.vote("receive", "soc", "stick")
        assert (found.status, found.out, found.err) == (status, "", f"hustings: {line}\n")
        assert not (tmp_path / "soc" / "procession").exists()

    path = tmp_path / "stick" / "contests" / "chair" / "lists" / "M2.bin"
    whole = path.read_bytes()
    path.write_bytes(whole[:-304])
    refused(1, "chair: the list M2 is not the one that Tess signed")
    path.unlink()
    refused(
        2,
        "stick/contests/chair/lists/M2.bin: this cannot be read: No such file or directory; ask"
        " whoever passed it to you for the whole folder",
    )
    path.write_bytes(whole)
    # A stick that has forked: the scrutineer began anew after it was taken in.
    assert soc.vote("receive", "soc", "stick").status == 0
    for seed in (tmp_path / "Sam" / "keys").glob("*.seed"):
        seed.unlink()
    shutil.rmtree(tmp_path / "stick")
    shutil.copytree(closed.stick, tmp_path / "stick")
    assert soc.act(*ACTS[0]).status == 0
    lines = (tmp_path / "stick" / "statements.jsonl").read_bytes().splitlines()
    assert read_statement(lines[-1]).number == 10
    forked = soc.vote("receive", "soc", "stick")
    assert (forked.status, forked.out) == (1, "")
    assert forked.err == (
        "hustings: statement 9 on the stick is not the one that is here: two sticks have gone"
        " different ways\n"
    )
    full = soc.vote("procession", "soc", "-o", "Sam")
    assert (full.status, full.err) == (
        *(2, "hustings: Sam: this is there already, and not a stick; name a new folder\n"),
    )
