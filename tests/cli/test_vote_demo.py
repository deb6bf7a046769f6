"""`hustings vote demo`: a whole election through the pages, the same result each time."""

from __future__ import annotations

import json
import re
import socket
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from cli.conftest import Hustings
from hustings.demo.vote import last
from hustings.sealing.board.receipt import sign_head, write_head

ELECTED = {
    "Committee": [
        *("Xanthe Roberts", "Una Underwood", "Kiran Morgan", "Cara Evans", "Hana Bevan"),
        *("Lowri Taylor", "Jo Patel", "Nia Taylor", "Nia Jones"),
    ],
    "Chair": ["Farah Fletcher"],
    "Members for the North": ["Lowri Hughes", "Nia Vaughan"],
}


def test_a_made_up_election_is_held_and_anybody_can_check_it(
    process: Hustings, tmp_path: Path
) -> None:
    demo = process(
        *("vote", "demo", "--voters", "40", "--dir", "demo", "--no-serve", "--format", "json")
    )
    assert (demo.status, demo.err) == (0, "")
    assert json.loads(demo.out) == {
        "format": "hustings-vote-demo/1",
        "voters": 40,
        "contests": [
            {
                "name": name,
                "on_board": number,
                "counted": number,
                "invalid": 0,
                "elected": ELECTED[name],
            }
            for name, number in (("Committee", 32), ("Chair", 32), ("Members for the North", 8))
        ],
        "archive": "demo/published/election.zip",
        "verified": True,
    }
    folder = tmp_path / "demo"
    held = [
        *(word for file in sorted((folder / "heads").iterdir()) for word in ("--head", str(file))),
        *(w for file in sorted((folder / "receipts").iterdir()) for w in ("--receipt", str(file))),
    ]
    assert len(held) == 12
    archive = folder / "published" / "election.zip"
    verified = process("verify", str(archive), *held)
    assert verified.out.endswith("\nVerified: no check failed.\n")
    assert (verified.status, verified.err) == (0, "")
    assert "sealed by the server 3" in verified.out
    status = json.loads(process("vote", "status", "demo", "--format", "json").out)
    assert status["state"] == "published"
    assert [one["elected"] for one in status["results"]] == list(ELECTED.values())
    again = process("vote", "demo", "--dir", "demo")
    assert (again.status, again.err) == (
        2,
        "hustings: demo: this is there already, and not empty; name a new folder\n",
    )
    _change_one_member(archive)
    assert process("verify", str(archive)).status == 1


def write_heads(folder: Path, eid: bytes, path: Path, heads: Mapping[str, str]) -> None:
    """Heads as the election's server signs them, of 16 entries each, whatever is on the boards."""
    secret = bytes.fromhex((folder / "keys" / "server.key").read_text().strip())
    signed = (
        sign_head(secret, eid, contest, n=16, head=bytes.fromhex(head))
        for contest, head in heads.items()
    )
    path.write_bytes(b"".join(write_head(head) + b"\n" for head in signed))


def _change_one_member(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["contests/chair/ballots.blt"] += b"\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def test_a_poll_left_open_is_closed_counted_and_published_by_hand(
    process: Hustings, tmp_path: Path
) -> None:
    options = ("--voters", "20", "--keep-open", "--no-serve", "--port", "8123")
    demo = process("vote", "demo", "--dir", "demo", *options)
    assert (demo.status, demo.err) == (0, "")
    assert "Committee: 16 on the board, nothing is opened\n" in demo.out
    assert "\n   http://127.0.0.1:8123/v/#" in demo.out
    assert 'address = "http://127.0.0.1:8123/"' in (tmp_path / "demo" / "election.toml").read_text()
    acts = json.loads(process("vote", "log", "demo", "--format", "json").out)["acts"]
    assert [act["act"] for act in acts[-17:]] == [
        *("freeze", "keytest", "keytest", "statement", *["keytest"] * 4, "statement"),
        *(*["keytest"] * 4, "statement", "statement", "open", "mail"),
    ]
    keys = "demo/private-keys"
    early = process("vote", "count", "demo", "--keys", keys)
    assert (early.status, early.err) == (
        2,
        "hustings: the election is open: nothing is opened before the close\n",
    )
    closed = process("vote", "close", "demo")
    assert closed.status == 0
    wrong = process("vote", "count", "demo", "--keys", keys, stdin=b"wrong words\n")
    assert (wrong.status, wrong.err) == (
        2,
        "hustings: demo/private-keys/Olive-sign.json: the passphrase does not open this key;"
        " type its seven words in their order, and check that this is the right file\n",
    )
    words = (tmp_path / keys / "passphrase.txt").read_text("utf-8").strip()
    few = process("vote", "count", "demo", "--keys", keys, HUSTINGS_PASSPHRASE=words)
    assert (few.status, few.err) == (
        2,
        "hustings: north has 4 ballots: whoever knows some of the voters may know the votes of the"
        " others; give --few to open them all the same, if the voters know that\n",
    )
    call = ("vote", "count", "demo", "--keys", keys, "--few", "--withdraw", "Lowri Hughes")
    acts = json.loads(process("vote", "log", "demo", "--format", "json").out)["acts"]
    eid = next(bytes.fromhex(act["details"]["eid"]) for act in acts if act["act"] == "freeze")
    heads = dict(re.findall(r"(\w+): \d+ ballots, head (\w{64})", closed.out))
    observer = tmp_path / "heads-final.jsonl"
    write_heads(tmp_path / "demo", eid, observer, {**heads, "committee": "00" * 32})
    other = process(*call, "--head", observer, HUSTINGS_PASSPHRASE=words)
    assert (other.status, other.out) == (1, "")
    assert other.err == "hustings: committee: two heads 16 were signed, and they differ\n"
    assert not list((tmp_path / keys).glob("*.journal"))
    key = f"{keys}/Tess-M1.json"
    itself = process(*call, "--backup", "Sam", key, HUSTINGS_PASSPHRASE=words)
    assert (itself.status, itself.err) == (
        2,
        f"hustings: {key}: this is the key itself; give the copy that is its backup\n",
    )
    write_heads(tmp_path / "demo", eid, observer, {"committee": heads["committee"]})
    counted = process(*call, "--head", observer, HUSTINGS_PASSPHRASE=words)
    assert (counted.status, counted.err) == (0, "")
    assert counted.out.startswith("demo: counted\ncommittee: ")
    others = "; ".join(sorted(heads.keys() - {"committee"}))
    assert f"no observer's head, only with the server's own: {others}\n" in counted.out
    assert "\nnorth, without Lowri Hughes, withdrawn since: " in counted.out
    assert counted.out.endswith("then\n  hustings vote publish demo\n")
    published = process("vote", "publish", "demo")
    assert published.out.startswith("demo: published\ncommittee: ")
    assert process("verify", "demo/published/election.zip").status == 0


def test_the_demonstration_ends_with_two_elections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(last, "VOTERS", 20)
    monkeypatch.setattr(last, "SCALE", 1000)
    (tmp_path / "society").mkdir()
    said: list[str] = []
    assert last.run(str(tmp_path), said.append) == 0
    held = capfd.readouterr()
    assert (
        said[0] == "6. Held: a whole election, from the roll to an archive that anybody can check"
    )
    assert said[-1].startswith("The demonstration ends with these elections.")
    assert f"\nWritten to {tmp_path / 'society-2'}:\n" in held.out
    assert (tmp_path / "society-2" / "published" / "election.zip").is_file()
    of_2020 = held.out.splitlines()[-7:]
    assert [line.partition("; elected")[0] for line in of_2020[:-1]] == [
        "   Members: 129 ballots",
        "   Councillors: 1 ballots",
        "   Young members: 14 ballots",
        "   Disabled members: 9 ballots",
        "   Members in Wales: 6 ballots",
        "   Treasurer: 129 ballots",
    ]
    assert of_2020[-1].startswith("Every check held, in ")
    assert (tmp_path / "nec2020-held" / "published" / "election.zip").is_file()
    assert held.err == ""


def test_without_its_packages_no_election_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last, "find_spec", lambda name: None if name == "django_otp" else True)
    said: list[str] = []
    assert last.run(str(tmp_path), said.append) == 0
    assert said == [
        "6. Holding an election needs django_otp: pip install hustings[voting], then run the"
        " demonstration again."
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_port_in_use_is_said_before_anything_is_made(process: Hustings, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        demo = process("vote", "demo", "--serve", "--port", str(port))
    assert (demo.status, demo.out, demo.err) == (
        2,
        "",
        f"hustings: port {port} cannot be used: Address already in use; name another with --port\n",
    )
    assert list(tmp_path.iterdir()) == []
