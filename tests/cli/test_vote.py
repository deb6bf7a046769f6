"""`hustings vote`: the folder of an election, and what is missing in it."""

from __future__ import annotations

import json
import socket
import stat
from pathlib import Path

from cli.conftest import Hustings
from hustings.sealing.holders import keys
from hustings.sealing.holders.keys import public_file

PASSWORD = "kettle on the hob at four"


def test_a_new_election_lacks_but_its_voters(process: Hustings, tmp_path: Path) -> None:
    made = process("vote", "new", "tea", "--officer", "Ann", stdin=f"{PASSWORD}\n".encode())
    assert (made.status, made.err) == (0, "")
    assert made.out.startswith("tea: an election to be filled in; edit election.toml, then\n")
    assert "█" in made.out
    assert PASSWORD not in made.out
    files = sorted(path.relative_to(tmp_path / "tea") for path in (tmp_path / "tea").rglob("*"))
    secret = ["election.sqlite3", "keys/django.key", "keys/link.key", "keys/server.key"]
    names = [path.as_posix() for path in files if path.suffix]
    assert names == [secret[0], "election.toml", *secret[1:]]
    for name in secret:
        assert stat.S_IMODE((tmp_path / "tea" / name).stat().st_mode) == 0o600
    checked = process("vote", "check", "tea", "--format", "json")
    assert (checked.status, checked.err) == (2, "")
    assert json.loads(checked.out) == {
        "format": "hustings-vote-check/1",
        "ready": False,
        "wrong": [
            {
                "source": "tea",
                "line": 0,
                "what": "there is nobody on the roll",
                "remedy": "take it in: under `The roll` in the office, or by `hustings vote roll`",
            }
        ],
        "notes": [
            "in a club the officer's key opens every ballot: everybody trusts the officer",
            "no mails are sent: links are shown on the officer's page",
        ],
    }


def test_mistakes_of_the_file_are_told_by_line(process: Hustings, tmp_path: Path) -> None:
    process("vote", "new", "tea", "--officer", "Ann", HUSTINGS_PASSWORD=PASSWORD)
    path = tmp_path / "tea" / "election.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("seats = 2", "seats = 0").replace("club", "pub"), "utf-8")
    (tmp_path / "tea" / "keys" / "server.key").chmod(0o644)
    checked = process("vote", "check", "tea")
    assert (checked.status, checked.err) == (2, "")
    assert [line.split(";")[0] for line in checked.out.splitlines()] == [
        "tea/election.toml, line 23: `setting` cannot be `pub`",
        "tea/election.toml, line 138: `seats` is 0",
        "tea/keys/server.key: others on this machine may read this key",
    ]


def test_a_key_that_is_lost_is_missed_once(process: Hustings, tmp_path: Path) -> None:
    process("vote", "new", "tea", "--officer", "Ann", HUSTINGS_PASSWORD=PASSWORD)
    (tmp_path / "tea" / "keys" / "django.key").unlink()
    checked = process("vote", "check", "tea")
    assert (checked.status, checked.err) == (2, "")
    assert checked.out.count("django.key: this key cannot be read") == 1
    assert str(tmp_path) not in checked.out


def test_a_weak_password_leaves_nothing_behind(process: Hustings, tmp_path: Path) -> None:
    made = process("vote", "new", "tea", "--officer", "Ann", HUSTINGS_PASSWORD="password")
    assert made.status == 2
    assert made.err == "hustings: this password is too common; choose another\n"
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_not_there_leaves_nothing_behind(
    process: Hustings, tmp_path: Path
) -> None:
    address = "postgresql://ann@127.0.0.1:1/tea"
    made = process(
        *("vote", "new", "tea", "--officer", "Ann", "--database", address),
        HUSTINGS_PASSWORD=PASSWORD,
    )
    assert made.status == 2
    assert made.err.startswith("hustings: the database cannot be reached: ")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_anything_in_it_is_left_alone(hustings: Hustings, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    made = hustings("vote", "new", tmp_path)
    fault = f"hustings: {tmp_path}: this is there already, and not empty; name a new folder\n"
    assert made == (2, "", fault)


def test_no_election_is_said_to_be_none(hustings: Hustings, tmp_path: Path) -> None:
    checked = hustings("vote", "check", tmp_path)
    assert checked == (
        2,
        "",
        f"hustings: {tmp_path}/election.toml: there is no election here;"
        f" `hustings vote new {tmp_path}` makes one\n",
    )


def test_help_imports_no_django() -> None:
    from cli.test_start import imported

    modules = imported("vote", "new", "--help")
    assert not [name for name in modules if name.split(".")[0] in ("django", "cryptography")]


def test_an_election_from_roll_to_open(process: Hustings, tmp_path: Path) -> None:
    from hustings.sealing.holders import keys

    process("vote", "new", "tea", "--officer", "Ann", HUSTINGS_PASSWORD=PASSWORD)
    toml = tmp_path / "tea" / "election.toml"
    text = toml.read_text("utf-8").replace("# practice = true", "practice = true ")
    toml.write_text(text.replace("opens = 2027", "opens = 2020"), "utf-8")
    (tmp_path / "roll.csv").write_text("ID,Email\n1,a@example.org\n2,b@example.org\n3,c\n")
    asked = process("vote", "roll", "tea", "roll.csv")
    assert asked.status == 2
    assert asked.err == (
        "hustings: nobody can be asked whether to change the roll; give --yes, or --dry-run\n"
    )
    seen = process("vote", "roll", "tea", "roll.csv", "--dry-run")
    assert seen == (
        0,
        "Columns: member from `ID`, email from `Email`.\n"
        "2 lines taken.\n"
        "1 lines refused; they are in roll.refused.csv:\n"
        "  line 4: this is not an e-mail address\n"
        "Against the roll as it is: 2 added, 0 changed, 0 gone, 0 as before.\n",
        "hustings: note: nothing was changed\n",
    )
    assert (tmp_path / "roll.refused.csv").read_text("utf-8-sig") == (
        "line,reason,ID,Email\n4,this is not an e-mail address,3,c\n"
    )
    assert process("vote", "roll", "tea", "roll.csv", "--yes") == (0, seen.out, "")
    assert process("vote", "check", "tea").status == 0
    early = process("vote", "open", "tea")
    assert early.status == 2
    assert early.err == (
        "hustings: the poll is opened once, after the freeze; this election is not frozen yet\n"
    )
    (tmp_path / "tea" / "holders").mkdir()
    for use in ("M1", "sign"):
        public = keys.public_file(keys.make("Ann", "tea", use).public)
        (tmp_path / "tea" / "holders" / f"{use}.json").write_bytes(public)
    frozen = process("vote", "freeze", "tea")
    assert (frozen.status, frozen.err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "tea" / "sealed").iterdir()) == [
        *("keytest-M1-backup.json", "keytest-M1-key.json", "manifest.json", "statements.jsonl")
    ]
    assert process("vote", "open", "tea") == (0, "tea: open\n", "")
    extend = ("vote", "extend", "tea")
    assert process(*extend, "9999-12-31T23:59-05:00", "--reason", "Storm") == (
        *(2, ""),
        "hustings: `9999-12-31T23:59-05:00` is in the year 9999; correct the year\n",
    )
    assert process(*extend, "2199-12-31T23:59Z", "--reason", " ").err == (
        "hustings: no reason is given; write in a few words why: --reason\n"
    )
    assert json.loads(process("vote", "status", "tea", "--format", "json").out) == {
        "format": "hustings-vote-status/1",
        "state": "open",
        "contests": [{"name": "committee", "entitled": 2, "on_board": 0}],
        "results": [],
    }
    acts = json.loads(process("vote", "log", "tea", "--format", "json").out)["acts"]
    assert [(act["who"], act["act"]) for act in acts] == [
        ("command line", "officer"),
        *(("Ann (command line)", act) for act in ("roll", "freeze", "open")),
    ]


def test_a_second_officer_gets_codes_of_their_own(process: Hustings, tmp_path: Path) -> None:
    first = process("vote", "new", "tea", "--officer", "Ann", HUSTINGS_PASSWORD=PASSWORD)
    second = process("vote", "officer", "tea", "Otto", stdin=f"{PASSWORD}\n".encode())
    assert (second.status, second.err) == (0, "")
    assert second.out.startswith("Otto signs in with the password and a code of six digits.")
    assert first.out.count("█") > 0 < second.out.count("█")
    assert second.out.splitlines()[3] not in first.out
    again = process("vote", "officer", "tea", "Otto", HUSTINGS_PASSWORD=PASSWORD)
    assert (again.status, again.err) == (
        *(2, "hustings: there is an officer `Otto` already; choose another name\n"),
    )
    logged = process("vote", "log", "tea")
    assert [line.split(" ", 2)[2] for line in logged.out.splitlines()[:-1]] == [
        'command line: officer {"name":"Ann"}',
        'command line: officer {"name":"Otto"}',
    ]


def test_what_cannot_be_served_or_sent_is_said(process: Hustings, tmp_path: Path) -> None:
    process("vote", "new", "tea", "--officer", "Ann", HUSTINGS_PASSWORD=PASSWORD)
    sent = process("vote", "mail", "tea")
    assert (sent.status, sent.err) == (
        2,
        "hustings: tea/election.toml: no mails are sent: election.toml names no mail server;"
        " they are shown on the officer's page; or add `host` under [mail]\n",
    )
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        served = process("vote", "serve", "tea", "--port", str(port))
    assert (served.status, served.err) == (
        2,
        f"hustings: port {port} cannot be used: Address already in use; name another with --port\n",
    )
    path = tmp_path / "tea" / "election.toml"
    path.write_text(
        path.read_text("utf-8").replace("http://127.0.0.1:8000/", "https://vote.example.org/", 1),
        "utf-8",
    )
    served = process("vote", "serve", "tea")
    assert served.status == 2
    assert "the election's address is https://vote.example.org/, which this command" in served.err


def test_a_voter_is_added_after_the_freeze(process: Hustings, tmp_path: Path) -> None:
    """Refused with one line before it, and where something of the voter is wrong."""
    process("vote", "new", "tea", "--officer", "Ann", HUSTINGS_PASSWORD=PASSWORD)
    path = tmp_path / "tea" / "election.toml"
    text = path.read_text("utf-8").replace("# practice = true", "practice = true")
    path.write_text(text.replace('voters = "all"', 'voters = { region = "Wales" }'), "utf-8")
    roll = tmp_path / "roll.csv"
    roll.write_text("member,email,region\n1,una@example.org,Wales\n2,vic@example.org,\n", "utf-8")
    assert process("vote", "roll", "tea", roll, "--yes").status == 0
    asked = ("vote", "add", "tea", "417", "--email", "jo@example.org", "--reason", "Paid in time")
    early = process(*asked, "--says", "region=Wales")
    assert (early.status, early.out) == (2, "")
    assert early.err == ("hustings: the roll is not frozen yet; import it with this voter on it\n")
    holders = tmp_path / "tea" / "holders"
    holders.mkdir(exist_ok=True)
    for use in ("M1", "sign"):
        made = keys.make("Ann", "Tea", use, random=lambda size, use=use: use[:1].encode() * size)
        (holders / f"{use}.json").write_bytes(public_file(made.public))
    frozen = process("vote", "freeze", "tea")
    assert (frozen.status, frozen.err) == (0, "")
    for more, said in (
        ((), "`417` could vote in nothing; say what the contests ask for: region"),
        (("--says", "Wales"), "`Wales` is not what the roll says"),
        (("--says", "regoin=Wales"), "the roll has no column `regoin`"),
    ):
        refused = process(*asked, *more)
        assert (refused.status, refused.out) == (2, "")
        assert refused.err.startswith(f"hustings: {said}")
    nobody = process(*asked, "--says", "region=Wales", "--email", "nobody")
    assert (nobody.status, nobody.err) == (
        2,
        "hustings: `nobody` is not an e-mail address; correct it\n",
    )
    added = process(*asked, "--says", "region=Wales")
    assert (added.status, added.err) == (0, "")
    assert added.out == (
        "tea: 417 is on the roll and may vote in committee; their invitation is queued\n"
    )
    log = json.loads(process("vote", "log", "tea", "--format", "json").out)["acts"][-1]
    assert (log["act"], log["details"]) == (
        "roll-add",
        {"contests": ["committee"], "member": "417", "reason": "Paid in time"},
    )
    entitled = process("vote", "entitle", "tea", "2", "committee", "--reason", "Lives in Wales")
    assert (entitled.status, entitled.err) == (0, "")
    assert entitled.out == "tea: 2 may vote in committee, with the link they have\n"
    refused = process("vote", "entitle", "tea", "2", "committee", "--reason", "Twice")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == "hustings: `2` may vote in `committee` already\n"
