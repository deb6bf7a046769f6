"""`hustings trustee`: what holders do with their keys, up to a poll that is open."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
from functools import partial
from pathlib import Path

import pytest

from cli.conftest import Ended, Hustings, command
from cli.test_start import imported
from hustings.sealing import manifest, statements
from hustings.sealing.holders import keys, keytest
from hustings.sealing.holders.passphrase import word_list
from hustings.sealing.writing.canonical import canonical

PASSWORD = "kettle on the hob at four"
PASSPHRASE = re.compile(r"\n\n  ((?:[a-z-]+ ){6}[a-z-]+)\n\n")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key files that are opened in a twentieth of a second; in processes they take their time."""
    monkeypatch.setattr(keys, "lock", partial(keys.lock, cost=keys.LEAST_COST))


class People:
    """Holders with a folder each, and what they wrote down."""

    def __init__(self, hustings: Hustings, tmp_path: Path) -> None:
        self.hustings, self.place = hustings, tmp_path
        self.passphrases: dict[str, str] = {}

    def make(self, name: str, role: str, *more: str, election: str = "Tea") -> Ended:
        """`hustings trustee keygen`, its passphrase written down."""
        made = self.hustings(
            *("trustee", "keygen", self.place / name, "--holder", name),
            *("--election", election, "--role", role, *more),
        )
        if found := PASSPHRASE.search(made.out):
            self.passphrases[name] = found[1]
        return made

    def key(self, name: str, use: str) -> keys.Key:
        """A holder's key, opened."""
        content = (self.place / name / "keys" / f"{use}.json").read_bytes()
        return keys.unlock(content, self.passphrases[name])

    def run(self, name: str, *arguments: str | Path) -> Ended:
        """`hustings trustee`, the holder's passphrase on standard input."""
        stdin = f"{self.passphrases[name]}\n".encode()
        return self.hustings("trustee", *arguments, stdin=stdin)


@pytest.fixture
def people(hustings: Hustings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> People:
    monkeypatch.delenv("HUSTINGS_PASSPHRASE", raising=False)
    return People(hustings, tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# -- keygen ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "number", "uses"),
    [
        ("club-officer", (), ["M1", "sign"]),
        ("scrutineer", (), ["S", "sign"]),
        ("trustee", ("--number", "2"), ["M2", "O2", "sign"]),
        ("officer", (), ["sign"]),
        ("links", (), ["sign"]),
    ],
)
def test_a_role_has_its_keys(
    people: People, tmp_path: Path, role: str, number: tuple[str, ...], uses: list[str]
) -> None:
    made = people.make("Tom", role, *number)
    assert (made.status, made.err) == (0, "")
    secret, public = tmp_path / "Tom" / "keys", tmp_path / "Tom" / "public"
    assert names(tmp_path / "Tom") == [
        *(f"keys/{use}.json" for use in uses),
        *(f"public/Tom-{use}.json" for use in uses),
    ]
    assert set(people.passphrases["Tom"].split()) <= set(word_list())
    assert stat.S_IMODE(secret.stat().st_mode) == 0o700
    for use in uses:
        assert stat.S_IMODE((secret / f"{use}.json").stat().st_mode) == 0o600
        key = people.key("Tom", use)
        assert (key.holder, key.election, key.use, key.eid) == ("Tom", "Tea", use, b"")
        assert keys.read_public((public / f"Tom-{use}.json").read_bytes()) == key.public
        assert f"  {use:<5} {keys.fingerprint(key.public.public)}\n" in made.out


def test_every_passphrase_and_key_is_another(people: People) -> None:
    people.make("Tom", "scrutineer")
    people.make("Uma", "scrutineer")
    assert people.passphrases["Tom"] != people.passphrases["Uma"]
    secrets = {people.key(name, use).secret for name in ("Tom", "Uma") for use in ("S", "sign")}
    assert len(secrets) == 4


def test_keys_are_never_written_over(people: People, tmp_path: Path) -> None:
    people.make("Tom", "scrutineer")
    before = {name: (tmp_path / "Tom" / name).read_bytes() for name in names(tmp_path / "Tom")}
    assert people.make("Tom", "scrutineer") == (
        2,
        "",
        f"hustings: {tmp_path}/Tom: this is there already, and not empty; keys are never written"
        " over; name a new folder\n",
    )
    assert {name: (tmp_path / "Tom" / name).read_bytes() for name in before} == before
    assert [path.name for path in tmp_path.iterdir()] == ["Tom"]


@pytest.mark.parametrize(
    ("role", "more", "fault"),
    [
        ("trustee", (), "a trustee has a number, by which the layers are called; ask the"),
        ("trustee", ("--number", "10"), "a trustee has a number, by which the layers are called;"),
        ("officer", ("--number", "1"), "only trustees have a number; leave --number out"),
        ("cook", (), "invalid value for '--role': 'cook' is not one of 'club-officer',"),
    ],
)
def test_a_wrong_call_makes_nothing(
    people: People, tmp_path: Path, role: str, more: tuple[str, ...], fault: str
) -> None:
    made = people.make("Tom", role, *more)
    assert (made.status, made.out, made.err.count("\n")) == (2, "", 1)
    assert made.err.startswith(f"hustings: {fault}")
    assert list(tmp_path.iterdir()) == []


def test_a_holder_has_a_name(hustings: Hustings, tmp_path: Path) -> None:
    made = hustings(
        *("trustee", "keygen", tmp_path / "keys", "--holder", " "),
        *("--election", "Tea", "--role", "links"),
    )
    assert made == (2, "", "hustings: the holder's name is empty\n")
    assert list(tmp_path.iterdir()) == []


def test_keys_are_made_without_django_and_opened_by_a_process(
    process: Hustings, tmp_path: Path
) -> None:
    modules = imported(
        *("trustee", "keygen", str(tmp_path / "mine"), "--holder", "Ann", "--election", "Tea"),
        *("--role", "links"),
    )
    assert [name for name in modules if name.split(".")[0] == "django"] == []
    made = process("trustee", "keygen", "s", "--holder=Sam", "--election=Tea", "--role=scrutineer")
    words = PASSPHRASE.search(made.out)
    assert words is not None
    key = keys.unlock((tmp_path / "s" / "keys" / "S.json").read_bytes(), words[1])
    test = keytest.challenge(bytes(32), key.public, "key")
    (tmp_path / "test.json").write_bytes(test.document)
    call = ("trustee", "prove", "test.json", "--key", "s/keys/S.json")
    assert process(*call, HUSTINGS_PASSPHRASE=words[1].upper()) == (
        *(0, f"{test.answer.hex()}\n", ""),
    )
    assert process(*call) == (
        2,
        "",
        "hustings: there is no passphrase; give it on standard input or in the environment"
        " variable HUSTINGS_PASSPHRASE\n",
    )


def test_help_needs_no_cryptography() -> None:
    modules = imported("trustee", "accept", "--help")
    assert [name for name in modules if name.split(".")[0] in ("django", "cryptography")] == []


# -- prove -----------------------------------------------------------------------------------------


def test_what_does_not_answer_a_challenge_is_said(people: People, tmp_path: Path) -> None:
    people.make("Tom", "scrutineer")
    people.make("Uma", "scrutineer")
    tom, uma = (people.key(name, "S").public for name in ("Tom", "Uma"))
    challenge, key = tmp_path / "test.json", tmp_path / "Tom" / "keys" / "S.json"
    challenge.write_bytes(keytest.challenge(bytes(32), tom, "key").document)
    call = ("prove", challenge, "--key")
    assert people.run("Uma", *call, key) == (
        2,
        "",
        f"hustings: {key}: the passphrase does not open this key; type its seven words in their"
        " order, and check that this is the right file\n",
    )
    assert people.run("Tom", *call, tmp_path / "Uma" / "keys" / "S.json") == (
        2,
        "",
        f"hustings: {challenge}: this challenge is for the key S with the fingerprint"
        f" {keys.fingerprint(tom.public)}; the key at hand is S, {keys.fingerprint(uma.public)}\n",
    )
    assert people.run("Tom", *call, tmp_path / "Tom" / "public" / "Tom-S.json") == (
        2,
        "",
        f"hustings: {tmp_path}/Tom/public/Tom-S.json: this is not a document of the form"
        " hustings-key/1; check which file it is\n",
    )
    assert people.run("Tom", "prove", key, "--key", key) == (
        2,
        "",
        f"hustings: {key}: this is not a document of the form hustings-keytest/1; check which"
        " file it is\n",
    )
    assert people.run("Tom", *call, tmp_path / "none.json") == (
        2,
        "",
        f"hustings: {tmp_path}/none.json: this cannot be read: No such file or directory\n",
    )
    key.write_bytes(keys.lock(keys.bind(people.key("Tom", "S"), b"\1" * 32), "one two"))
    people.passphrases["Tom"] = "one two"
    other = people.run("Tom", *call, key)
    assert (other.status, other.out) == (2, "")
    assert other.err == (
        "hustings: Tom's key S serves the election 0101010101010101…, not 0000000000000000…;"
        " make a new key for every election\n"
    )


# -- from `vote new` to `vote open` ----------------------------------------------------------------


def hold(process: Hustings, tmp_path: Path, setting: str) -> None:
    """An election with two voters that is no exercise, ready to be frozen."""
    process("vote", "new", "tea", "--officer", "Ann", HUSTINGS_PASSWORD=PASSWORD)
    toml = tmp_path / "tea" / "election.toml"
    text = toml.read_text("utf-8").replace("opens = 2027", "opens = 2020")
    if setting == "society":
        text = text.replace('"club"\n# trustees', '"society"\ntrustees')
    toml.write_text(text, "utf-8")
    (tmp_path / "roll.csv").write_text("ID,Email\n1,a@example.org\n2,b@example.org\n")
    assert process("vote", "roll", "tea", "roll.csv", "--yes").status == 0
    (tmp_path / "tea" / "holders").mkdir()


def hand_in(tmp_path: Path, *holders: str) -> None:
    """Every holder's public keys, and a backup of the secret ones."""
    for name in holders:
        for path in (tmp_path / name / "public").iterdir():
            shutil.copy(path, tmp_path / "tea" / "holders")
        shutil.copytree(tmp_path / name / "keys", tmp_path / "backup" / name)


def answer_all(people: People, process: Hustings, tmp_path: Path, layers: dict[str, str]) -> None:
    """Every key and every backup opens its challenge."""
    for layer, name in layers.items():
        for copy, place in (("key", f"{name}/keys"), ("backup", f"backup/{name}")):
            challenge = tmp_path / "tea" / "sealed" / f"keytest-{layer}-{copy}.json"
            key = tmp_path / place / f"{layer}.json"
            answered = people.run(name, "prove", challenge, "--key", key)
            assert (answered.status, answered.err) == (0, "")
            assert process("vote", "answer", "tea", layer, copy, answered.out.strip()) == (
                *(0, f"the {copy} of {layer} opens\n", ""),
            )


def test_a_club_from_new_to_open(people: People, process: Hustings, tmp_path: Path) -> None:
    hold(process, tmp_path, "club")
    people.make("Olive", "club-officer")
    hand_in(tmp_path, "Olive")
    frozen = process("vote", "freeze", "tea")
    assert (frozen.status, frozen.err) == (0, "")
    sealed = tmp_path / "tea" / "sealed"
    assert names(sealed) == [
        *("keytest-M1-backup.json", "keytest-M1-key.json", "manifest.json", "statements.jsonl")
    ]
    lacking = process("vote", "open", "tea")
    assert (lacking.status, lacking.err) == (
        2,
        "hustings: the poll cannot open: the key of M1 (Olive) has not opened its challenge;"
        " the backup of M1 (Olive) has not opened its challenge; Olive has not signed the"
        " manifest\n",
    )
    answer_all(people, process, tmp_path, {"M1": "Olive"})
    call = ("accept", sealed / "manifest.json", "--keys", tmp_path / "Olive")
    eid = manifest.election_id((sealed / "manifest.json").read_bytes())
    accepted = people.run("Olive", *call)
    mark, sign = (
        keys.fingerprint(people.key("Olive", use).public.public) for use in ("M1", "sign")
    )
    server = manifest.read_manifest((sealed / "manifest.json").read_bytes()).server
    assert accepted == (
        0,
        f"""Election of the committee (club)

  id      {eid.hex()}
  opens   2020-03-15 09:00 UTC
  closes  2027-03-29 11:00 UTC

  Committee: 2 of 3 by ers97
    candidates: Ann Example, Ben Example, Cát Example
    voters: everybody on the roll; 2 on the roll

  server, server
    sign  {keys.fingerprint(server)}
  Olive, officer
    sign  {sign}
    M1    {mark}

Olive's keys stand in it: M1, sign.
Signed. Send {tmp_path}/Olive/accept-2.json to the returning officer.
""",
        "",
    )
    assert {use: people.key("Olive", use).eid for use in ("M1", "sign")} == {
        "M1": eid,
        "sign": eid,
    }
    for path in (tmp_path / "Olive" / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert people.run("Olive", *call) == accepted
    assert process("vote", "statement", "tea", "Olive/accept-2.json") == (
        0,
        "statement 2: accept, by Olive; every holder has signed the manifest\n",
        "",
    )
    assert people.run("Olive", *call) == (
        *(2, "", "hustings: Olive has signed this manifest: statement 2\n"),
    )
    assert process("vote", "open", "tea") == (0, "tea: open\n", "")


def test_a_society_from_new_to_open(people: People, process: Hustings, tmp_path: Path) -> None:
    hold(process, tmp_path, "society")
    people.make("Olive", "officer")
    people.make("Sam", "scrutineer")
    people.make("Tom", "trustee", "--number", "1")
    people.make("Uma", "trustee", "--number", "2")
    holders = ("Olive", "Sam", "Tom", "Uma")
    hand_in(tmp_path, *holders)
    assert process("vote", "freeze", "tea").status == 0
    layers = {"S": "Sam", "M1": "Tom", "M2": "Uma", "O1": "Tom", "O2": "Uma"}
    answer_all(people, process, tmp_path, layers)
    sealed = tmp_path / "tea" / "sealed"
    # Two sign after the same statements: the second has to sign again after the first.
    early = people.run("Uma", "accept", sealed / "manifest.json", "--keys", tmp_path / "Uma")
    assert (early.status, early.err) == (0, "")
    for number, name in enumerate(holders, 2):
        signed = people.run(name, "accept", sealed / "manifest.json", "--keys", tmp_path / name)
        assert (signed.status, signed.err) == (0, "")
        uses = [use for use, holder in layers.items() if holder == name]
        assert f"\n{name}'s keys stand in it: {', '.join([*uses, 'sign'])}.\n" in signed.out
        taken = process("vote", "statement", "tea", f"{name}/accept-{number}.json")
        assert (taken.status, taken.err) == (0, "")
        others = ", ".join(holders[number - 1 :])
        assert taken.out == (
            f"statement {number}: accept, by {name};"
            + (
                f" with it tea/sealed/statements.jsonl is for whoever signs next of {others}\n"
                if others
                else " every holder has signed the manifest\n"
            )
        )
        if number == 2:
            late = process("vote", "statement", "tea", "Uma/accept-2.json")
            assert (late.status, late.err) == (
                2,
                "hustings: `Uma` has signed as statement 2, and there are 2 now; send them the"
                " statements as they are now, and let them sign again\n",
            )
            twice = process("vote", "statement", "tea", "Olive/accept-2.json")
            assert (twice.status, twice.err) == (
                2,
                "hustings: statement 2, by `Olive`, is taken in already\n",
            )
    document = (sealed / "manifest.json").read_bytes()
    lines = (sealed / "statements.jsonl").read_bytes().splitlines()
    said = statements.verify_statements(
        manifest.election_id(document), lines, manifest.read_manifest(document).signers
    )
    assert [(one.by, one.kind) for one in said] == [
        (name, "accept") for name in ("server", *holders)
    ]
    assert process("vote", "open", "tea") == (0, "tea: open\n", "")


def test_a_manifest_with_another_key_is_not_signed(
    people: People, process: Hustings, tmp_path: Path
) -> None:
    hold(process, tmp_path, "club")
    people.make("Olive", "club-officer")
    hand_in(tmp_path, "Olive")
    assert process("vote", "freeze", "tea").status == 0
    path = tmp_path / "tea" / "sealed" / "manifest.json"
    call = ("accept", path, "--keys", tmp_path / "Olive")
    values = json.loads(path.read_bytes())
    true = path.read_bytes()

    def refused(*statements: str | Path) -> str:
        given = people.run("Olive", *call, *statements)
        assert (given.status, given.err.count("\n")) == (2, 1)
        assert not list((tmp_path / "Olive").glob("accept*"))
        assert people.key("Olive", "M1").eid == b""
        return given.err

    mine, other = people.key("Olive", "M1").public, keys.make("Olive", "Tea", "M1").public
    path.write_bytes(true.replace(mine.public.hex().encode(), other.public.hex().encode()))
    assert refused() == (
        f"hustings: {path}: Olive's key M1 is {keys.fingerprint(other.public)} in this manifest,"
        f" and {keys.fingerprint(mine.public)} in the folder; sign nothing, and ask the returning"
        " officer\n"
    )
    path.write_bytes(true.replace(b'"Olive"', b'"Oscar"'))
    assert refused() == (
        f"hustings: {path}: `Olive` holds no key in this manifest; sign nothing, and ask the"
        " returning officer\n"
    )
    path.write_bytes(true)
    spare = tmp_path / "Olive" / "keys" / "M1.json"
    spare.rename(tmp_path / "M1.json")
    gone = people.run("Olive", *call)
    assert (gone.status, gone.out) == (2, "")
    assert f"is {keys.fingerprint(mine.public)} in this manifest, and none in the fol" in gone.err
    (tmp_path / "M1.json").rename(spare)
    (path.parent / "statements.jsonl").rename(tmp_path / "so-far")
    assert refused() == (
        f"hustings: {path.parent}/statements.jsonl: this cannot be read:"
        " No such file or directory; ask the returning officer for the statements so far\n"
    )
    people.passphrases["Olive"], right = "one two three", people.passphrases["Olive"]
    wrong = people.run("Olive", *call, "--statements", tmp_path / "so-far")
    assert (wrong.status, wrong.err.count("\n")) == (2, 1)
    assert "M1.json: the passphrase does not open this key; type its seven words" in wrong.err
    people.passphrases["Olive"] = right
    signed = people.run("Olive", *call, "--statements", tmp_path / "so-far")
    assert (signed.status, signed.err) == (0, "")
    server = bytes.fromhex((tmp_path / "tea" / "keys" / "server.key").read_text().strip())

    def hand_out(kind: str) -> None:
        eid = manifest.election_id(path.read_bytes())
        first = statements.state(eid, [], server, by="server", kind=kind)
        (path.parent / "statements.jsonl").write_bytes(first + b"\n")

    # Other statements for the same election, then another election with the same keys.
    kept = (tmp_path / "Olive" / "accept-2.json").read_bytes()
    hand_out("extend")
    twice = people.run("Olive", *call)
    assert (twice.status, twice.err) == (
        2,
        f"hustings: {tmp_path}/Olive/accept-2.json: you have signed after other statements than"
        " these; ask the returning officer why there are two versions of them\n",
    )
    assert (tmp_path / "Olive" / "accept-2.json").read_bytes() == kept
    path.write_bytes(manifest.write_manifest(manifest.read_manifest(true)._replace(title="Two")))
    hand_out("accept")
    again = people.run("Olive", *call)
    assert (again.status, again.err.count("\n")) == (2, 1)
    assert again.err.startswith("hustings: Olive's key M1 serves the election ")
    assert values["title"] == "Election of the committee"


def test_a_person_sees_the_manifest_before_the_passphrase_is_asked_for(
    people: People, tmp_path: Path
) -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    people.make("Sam", "scrutineer")
    vectors = Path(__file__).parents[1] / "sealing" / "vectors.json"
    values = json.loads(json.loads(vectors.read_text("utf-8"))["manifest"]["document"])
    values["holders"][2]["sign"] = people.key("Sam", "sign").public.public.hex()
    values["layers"][0]["key"] = people.key("Sam", "S").public.public.hex()
    document = canonical(values)
    (tmp_path / "manifest.json").write_bytes(document + b"\n")
    (tmp_path / "statements.jsonl").write_bytes(b"")
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        command("trustee", "accept", "manifest.json", "--keys", "Sam"),
        **{"stdin": theirs, "stdout": theirs, "stderr": theirs, "start_new_session": True},
        env={"PATH": os.environ["PATH"], "TERM": "xterm"},
        cwd=tmp_path,
    )
    os.close(theirs)
    shown = b""
    while b"Passphrase:" not in shown:
        shown += os.read(ours, 65536)
    assert manifest.election_id(document).hex().encode() in shown
    assert not list((tmp_path / "Sam").glob("accept*"))
    os.write(ours, f"{people.passphrases['Sam']}\n".encode())
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # Linux says that the other end is closed by an error
        pass
    os.close(ours)
    assert running.wait(60) == 0
    assert people.passphrases["Sam"].encode() not in shown
    assert b"Signed. Send Sam/accept-1.json to the returning officer." in shown
    said = (tmp_path / "Sam" / "accept-1.json").read_bytes()
    sealed = manifest.read_manifest(document)
    assert statements.verify_statements(manifest.election_id(document), [said], sealed.signers) == (
        statements.read_statement(said),
    )


def test_keys_of_two_holders_or_none_are_refused(people: People, tmp_path: Path) -> None:
    made = tmp_path / "manifest.json"
    vectors = Path(__file__).parents[1] / "sealing" / "vectors.json"
    made.write_text(json.loads(vectors.read_text("utf-8"))["manifest"]["document"], "utf-8")
    people.make("Tom", "scrutineer")
    people.make("Uma", "officer")
    shutil.copy(tmp_path / "Uma" / "keys" / "sign.json", tmp_path / "Tom" / "keys" / "two.json")
    assert people.run("Tom", "accept", made, "--keys", tmp_path / "Tom") == (
        2,
        "",
        f"hustings: {tmp_path}/Tom/keys: these are keys of Tom and Uma; keep each holder's keys in"
        " a folder of their own\n",
    )
    assert people.run("Tom", "accept", made, "--keys", tmp_path) == (
        2,
        "",
        f"hustings: {tmp_path}/keys: there are no keys here; name the folder that"
        " `hustings trustee keygen` made\n",
    )


def test_two_keys_for_one_layer_are_not_sealed(
    people: People, process: Hustings, tmp_path: Path
) -> None:
    hold(process, tmp_path, "club")
    people.make("Olive", "club-officer")
    people.make("Tom", "trustee", "--number", "1")
    hand_in(tmp_path, "Olive", "Tom")
    frozen = process("vote", "freeze", "tea")
    assert (frozen.status, frozen.err) == (
        2,
        "hustings: there are two keys M1: Olive's and Tom's; take the wrong one out of the folder"
        " `holders` of the election\n",
    )
