"""The stick from hand to hand: each holder's command, what it refuses, and what a crash leaves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sealing.parties import NEC, Parties
from sealing.whole import RANKINGS, Whole, voted

from cli.conftest import Ended, Hustings
from cli.procession import called
from cli.sticks import ACTS, WORDS, Stick, copied, files, holder_folder, lay
from hustings.sealing import closing
from hustings.sealing.ballots import payload
from hustings.sealing.ballots.envelope import seal
from hustings.sealing.board.receipt import sign_head, write_head
from hustings.sealing.holders import keys
from hustings.sealing.manifest import Setting, read_manifest, write_manifest
from hustings.sealing.mixing import lists, step
from hustings.sealing.mixing.layer import open_list
from hustings.sealing.proceedings import MIX, UNOPENED, Proceedings
from hustings.sealing.procession import acts, stick
from hustings.sealing.procession.acts import Passed
from hustings.sealing.statements import read_statement

EID = "id 9c6e23bb6cc4cab1834afea5519aecd705c319da40f7016d7f5ce73ce2eb5974"
# How many acts are done before each.
DECOYS, OPEN, MIX_1, MIX_2, CHECK, RELEASE_1, RELEASE_2, DONE = range(8)


class Stages:
    """A procession that has gone through, and the stick as it was before each act."""

    def __init__(self, made: Stick) -> None:
        self.made, self.sticks, self.said = made, [made.files()], list[Ended]()
        for act in ACTS:
            self.said.append(made.act(*act))
            self.sticks.append(made.files())

    def at(self, done: int, place: Path, hustings: Hustings = called) -> Stick:
        """The stick after so many acts; journals and seeds lie beside the keys."""
        there = copied(self.made, place, hustings)
        put(there.path, self.sticks[done])
        return there


def put(path: Path, content: dict[str, bytes]) -> None:
    shutil.rmtree(path)
    for name, data in content.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(lay(tmp_path_factory.mktemp("stick"), called, voted()))


def said(made: Stick) -> list[tuple[str, str, str]]:
    """Who stated what of which contest since the close."""
    lines = (made.path / "statements.jsonl").read_bytes().splitlines()
    stated = map(read_statement, lines)
    return [(s.by, s.kind, s.contest) for s in stated if s.kind not in ("accept", "close")]


# -- as it should be -------------------------------------------------------------------------------


def test_each_says_what_they_did_and_who_comes_next(stages: Stages) -> None:
    assert [(one.status, one.err) for one in stages.said] == [(0, "")] * 7
    told = [one.out.replace(str(stages.made.place), "PLACE") for one in stages.said]
    title = f"Election of 2026 (society), {EID}\n"
    every = "nec: all 8 decoys stand in every list\ntreasurer: all 8 decoys stand in every list\n"
    assert told == [
        f"{title}nec: committed to 8 decoys\ntreasurer: committed to 8 decoys\n"
        "The seeds lie beside your keys, in PLACE/Sam/keys\n"
        "Without them the election cannot be counted: copy that folder to your backup now, and"
        "\nshow it to nobody.\n\n"
        "Next, Sam again, who opens S and puts the decoys in:\n"
        "  hustings scrutineer open STICK --keys FOLDER\n",
        f"{title}"
        "nec: 13 opened at S, of which 0 do not open and 0 are copies, 8 decoys put in; 21 handed"
        " on\n"
        "treasurer: 11 opened at S, of which 0 do not open and 0 are copies, 8 decoys put in; 19"
        " handed on\n\n"
        "Pass the stick to Tom, who mixes at M1:\n"
        "  hustings trustee mix STICK --keys FOLDER --head FILE\n",
        f"{title}"
        "nec: 21 opened at M1, of which 0 do not open and 0 are copies; 21 handed on\n"
        "treasurer: 19 opened at M1, of which 0 do not open and 0 are copies; 19 handed on\n"
        "The boards end with the heads that observers hold.\n\n"
        "Pass the stick to Uma, who mixes at M2:\n"
        "  hustings trustee mix STICK --keys FOLDER --head FILE\n",
        f"{title}"
        "nec: 21 opened at M2, of which 0 do not open and 0 are copies; 21 handed on\n"
        "treasurer: 19 opened at M2, of which 0 do not open and 0 are copies; 19 handed on\n"
        "The boards end with the heads that observers hold.\n\n"
        "Pass the stick to Sam, who publishes S and the decoys’ seeds, and checks that no decoy"
        " vanished:\n"
        "  hustings scrutineer check STICK --keys FOLDER\n",
        f"{title}{every}S and the seeds are published: everybody can check it now.\n\n"
        "Pass the stick on, in any order:\n"
        "  Tom checks everything, and releases O1\n"
        "  Uma checks everything, and releases O2\n"
        "each with\n"
        "  hustings trustee release STICK --keys FOLDER\n",
        f"{title}{every}O1 is released.\n\n"
        "Pass the stick to Uma, who checks everything, and releases O2:\n"
        "  hustings trustee release STICK --keys FOLDER\n",
        f"{title}{every}O2 is released.\n\n"
        "Every key is released. Hand the stick in to the returning officer, who runs\n"
        "  hustings vote receive DIR STICK\n",
    ]
    contests = ("nec", "treasurer")
    assert said(stages.made) == [
        *(("Sam", "decoys", one) for one in contests),
        *((name, "mix", one) for name in ("Sam", "Tom", "Uma") for one in contests),
        ("Sam", "reveal", ""),
        ("Tom", "release", ""),
        ("Uma", "release", ""),
    ]


def test_the_readme_says_whose_turn_it_is(stages: Stages) -> None:
    """To whoever finds the folder and has no program."""
    readme = stages.sticks[MIX_1]["README.txt"].decode()
    assert readme.splitlines()[7:18] == [
        "Done, and still to do:",
        "  [x] Sam commits to the decoys",
        "  [x] Sam opens S and puts the decoys in",
        "  [ ] Tom mixes at M1",
        "  [ ] Uma mixes at M2",
        "  [ ] Sam publishes S and the decoys’ seeds, and checks that no decoy vanished",
        "  [ ] Tom checks everything, and releases O1",
        "  [ ] Uma checks everything, and releases O2",
        "",
        "Pass the stick to Tom, who mixes at M1:",
        "  hustings trustee mix STICK --keys FOLDER --head FILE",
    ]
    assert sorted(stages.sticks[MIX_1]) == [
        "README.txt",
        *("contests/nec/board.bin", "contests/nec/lists/M1.bin"),
        *("contests/treasurer/board.bin", "contests/treasurer/lists/M1.bin"),
        *("manifest.json", "statements.jsonl"),
    ]


def test_keys_may_be_released_in_any_order(stages: Stages, tmp_path: Path) -> None:
    there = stages.at(RELEASE_1, tmp_path)
    assert there.act(*ACTS[RELEASE_2]).status == 0
    assert there.act(*ACTS[RELEASE_1]).out.splitlines()[-1] == "  hustings vote receive DIR STICK"
    assert said(there)[-2:] == [("Uma", "release", ""), ("Tom", "release", "")]


def test_a_practice_election_says_so(tmp_path: Path) -> None:
    whole = voted(contests=(NEC,))
    sealed = whole.proceedings.manifest._replace(practice=True)
    proceedings = Proceedings(write_manifest(sealed))
    for holder in sealed.holders:
        proceedings = closing.accept(proceedings, whole.parties.signer(holder.name))
    exercise = Whole(whole.parties, proceedings)
    exercise.post("nec", exercise.seal("nec", [payload.vote(one) for one in RANKINGS["nec"]]))
    exercise.close()
    there = lay(tmp_path, called, exercise)
    first = "Election of 2026 (an exercise: nothing that comes of it counts)"
    assert (there.path / "README.txt").read_text("utf-8").splitlines()[0] == first
    done = there.act(*ACTS[DECOYS])
    assert done.out.startswith("Election of 2026 (society, an exercise), id ")


# -- again, and after a crash ----------------------------------------------------------------------


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(done=st.integers(0, 6), after=st.integers(0, 8), wrecked=st.booleans())
def test_a_crash_leaves_the_stick_as_it_was_and_the_same_act_gives_the_same_bytes(
    stages: Stages, tmp_path_factory: pytest.TempPathFactory, done: int, after: int, wrecked: bool
) -> None:
    there = stages.at(done, tmp_path_factory.mktemp("crash"))
    written, replace = 0, os.replace

    def crash(part: str, file: str) -> None:
        nonlocal written
        if written == after:
            if wrecked:
                Path(part).write_bytes(Path(part).read_bytes()[: written + 1])
            raise KeyboardInterrupt
        written += 1
        replace(part, file)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stick.os, "replace", crash)
        stopped = there.act(*ACTS[done]).status != 0
    # What counts is as it was, or all there, whatever else lies about.
    left = there.files()["statements.jsonl"]
    assert left in (stages.sticks[n]["statements.jsonl"] for n in (done, done + 1))
    assert stopped or there.files() == stages.sticks[done + 1]
    there.read()
    again = there.act(*ACTS[done])
    assert (again.status, again.err) == (0, "")
    assert there.files() == stages.sticks[done + 1]


@pytest.mark.parametrize("done", range(7))
def test_the_same_act_again_changes_nothing(stages: Stages, tmp_path: Path, done: int) -> None:
    """Right after it, and when everybody has gone on; what was lost from the stick comes back."""
    for later in (done + 1, DONE):
        there = stages.at(later, tmp_path / f"{later}")
        again = there.act(*ACTS[done])
        assert (again.status, again.err, there.files()) == (0, "", stages.sticks[later])
    made_by = {OPEN: "M1", MIX_1: "M2", MIX_2: "O1"}
    if done in made_by:
        lost = there.path / "contests" / "nec" / "lists" / f"{made_by[done]}.bin"
        lost.unlink()
        assert there.act(*ACTS[done]).status == 0
        assert there.files() == stages.sticks[DONE]


# -- refused ---------------------------------------------------------------------------------------


def spoil(name: str, change: Callable[[bytes], bytes]) -> Callable[[Stick], None]:
    """A file of the stick altered."""

    def spoiled(there: Stick) -> None:
        path = there.path / name
        path.write_bytes(change(path.read_bytes()))

    return spoiled


def gone(name: str) -> Callable[[Stick], None]:
    return lambda there: (there.path / name).unlink()


def flip(place: int) -> Callable[[bytes], bytes]:
    return lambda data: data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[bytes], bytes]:
    return lambda data: b"".join(change(data.splitlines(keepends=True)))


def heads(change: Callable[[Stick], list[bytes]]) -> Callable[[Stick], None]:
    return lambda there: there.heads.write_bytes(b"\n".join(change(there)) + b"\n") and None


def signed_head(there: Stick, contest: str, n: int, head: bytes) -> bytes:
    secret = there.whole.signer("booth.example").secret
    eid = there.whole.proceedings.eid
    return write_head(sign_head(secret, eid, contest, n=n, head=head))


def club(there: Stick) -> None:
    whole = voted(contests=(NEC,), setting=Setting.CLUB)
    (there.path / "manifest.json").write_bytes(whole.proceedings.document)
    (there.path / "statements.jsonl").write_bytes(b"")


def title(data: bytes) -> bytes:
    return write_manifest(read_manifest(data)._replace(title="Another"))


def other_people(there: Stick) -> None:
    for name in ("Sam", "Tom", "Uma"):
        shutil.rmtree(there.place / name)
        holder_folder(there.place / name, name, Parties("other"))


def state_unopened(there: Stick, content: dict[str, object]) -> None:
    """Tom says something of a backup."""
    passed = there.read()
    said = passed.proceedings.stated(there.whole.signer("Tom"), UNOPENED, "nec", content)
    stick.write(str(there.path), passed._replace(proceedings=said))


BOARD, STATEMENTS = "contests/nec/board.bin", "statements.jsonl"
LIST_1, LIST_2 = "contests/nec/lists/M1.bin", "contests/treasurer/lists/M2.bin"
WHOLE = "ask whoever passed it to you for the whole folder"
ELECTION = "check that stick and folder of keys are of the same election"
NO_FILE = "this cannot be read: No such file or directory"
# What is wrong, before which act, how, the exit status, what is said.
REFUSED = {
    "no stick": (
        *(DECOYS, lambda there: shutil.rmtree(there.path), 2),
        "STICK: there is no folder here; name the folder that was passed to you",
    ),
    "an empty folder": (
        *(OPEN, lambda there: (shutil.rmtree(there.path), there.path.mkdir()), 2),
        f"STICK/manifest.json: {NO_FILE}; {WHOLE}",
    ),
    "a file in the stick's place": (
        *(OPEN, lambda there: (shutil.rmtree(there.path), there.path.write_text("x")), 2),
        "STICK: there is no folder here; name the folder that was passed to you",
    ),
    "no statements": (OPEN, gone(STATEMENTS), 2, f"STICK/{STATEMENTS}: {NO_FILE}; {WHOLE}"),
    "no board": (MIX_1, gone(BOARD), 2, f"STICK/{BOARD}: {NO_FILE}; {WHOLE}"),
    "no list": (MIX_1, gone(LIST_1), 2, f"STICK/{LIST_1}: {NO_FILE}; {WHOLE}"),
    "no earlier list": (CHECK, gone(LIST_2), 2, f"STICK/{LIST_2}: {NO_FILE}; {WHOLE}"),
    "a bit of the board": (
        *(OPEN, spoil(BOARD, flip(100)), 1),
        "nec: this is not the board that was closed",
    ),
    "a board cut short": (
        *(DECOYS, spoil(BOARD, lambda data: data[:-1]), 1),
        "nec: entry 13 of the board cannot be read",
    ),
    "a ballot dropped": (
        *(OPEN, spoil(BOARD, lambda data: data[: -5 - 304]), 1),
        "nec: this is not the board that was closed",
    ),
    "a bit of the list": (
        *(MIX_1, spoil(LIST_1, flip(255)), 1),
        "nec: the list M1 is not the one that Sam signed",
    ),
    "two lines exchanged": (
        *(MIX_1, spoil(LIST_1, lambda data: data[256:512] + data[:256] + data[512:]), 1),
        "nec: line 2 of the list M1 is out of order",
    ),
    "a board of many more ballots": (
        *(OPEN, spoil(BOARD, lambda data: data * 2), 2),
        f"STICK/{BOARD}: this has more than 4,017 bytes; {WHOLE}",
    ),
    "a list of many more lines": (
        *(MIX_1, spoil(LIST_1, lambda data: data * 2), 2),
        f"STICK/{LIST_1}: this has more than 5,376 bytes; {WHOLE}",
    ),
    "a line cut short": (
        *(MIX_1, spoil(LIST_1, lambda data: data[:-1]), 1),
        "nec: line 21 of the list M1 has 255 bytes, not 256",
    ),
    "a line dropped from an earlier list": (
        *(RELEASE_1, spoil(LIST_2, lambda data: data[208:]), 1),
        "treasurer: the list M2 is not the one that Tom signed",
    ),
    "a statement cut short": (
        *(OPEN, spoil(STATEMENTS, lambda data: data[:-1]), 1),
        "`statements.jsonl` ends within a line",
    ),
    "a statement left out": (
        *(MIX_1, spoil(STATEMENTS, lines(lambda every: every[:2] + every[3:])), 1),
        "statement 3 does not follow the one before it",
    ),
    "a statement altered": (
        *(MIX_1, spoil(STATEMENTS, lambda data: data.replace(b'"added":8', b'"added":7')), 1),
        "statement 10 was not signed by `Sam`",
    ),
    "the decoys' statements left out": (
        *(MIX_1, spoil(STATEMENTS, lines(lambda every: every[:7])), 2),
        "it is not your turn: Sam comes first (decoys at S); pass the stick on to Sam",
    ),
    "a stick from before the close": (
        *(DECOYS, spoil(STATEMENTS, lines(lambda every: every[:6])), 2),
        "STICK: treasurer is not closed in these statements; ask the returning officer for a stick"
        " made after the close",
    ),
    "a manifest altered": (
        *(OPEN, spoil("manifest.json", title), 1),
        "statement 1 does not follow the one before it",
    ),
    "no manifest at all": (
        *(OPEN, spoil("manifest.json", lambda _: b'{"format":"hustings-head/1"}'), 2),
        "the manifest: this is not a document of the form hustings-manifest/1; check which file"
        " it is",
    ),
    "a club": (DECOYS, club, 2, "STICK: this is a club's election: nobody mixes in it"),
    "keys of another election": (
        *(OPEN, other_people, 2),
        f"STICK/manifest.json: Sam's key S is … in this manifest, and … in the folder; {ELECTION}",
    ),
    "a key is missing": (
        *(MIX_1, lambda there: (there.place / "Tom" / "keys" / "O1.json").unlink(), 2),
        f"STICK/manifest.json: Tom's key O1 is … in this manifest, and none in the folder;"
        f" {ELECTION}",
    ),
    "a folder without keys": (
        *(OPEN, lambda there: shutil.rmtree(there.place / "Sam" / "keys"), 2),
        "PLACE/Sam/keys: there are no keys here; name the folder that `hustings trustee keygen`"
        " made",
    ),
    "a folder without keys, and a file in it that no program reads": (
        OPEN,
        lambda there: (
            shutil.rmtree(there.place / "Sam" / "keys"),
            (there.place / "Sam" / "deep.json").write_text("[" * 100_000),
        ),
        *(
            2,
            "PLACE/Sam/keys: there are no keys here; name the folder that `hustings trustee"
            " keygen` made",
        ),
    ),
    "a statement of a backup that nobody could follow": (
        *(MIX_2, lambda there: state_unopened(there, {"layer": "M1"}), 1),
        "statement 14: the content has no `hash`",
    ),
    "a holder on the backup of their own key": (
        MIX_2,
        lambda there: state_unopened(there, {"layer": "M1", "hash": "00" * 32, "unopened": []}),
        1,
        "statement 14 (unopened) is by `Tom`: the backup of M1 has to be tried by a holder who is"
        " neither the key's own nor the server",
    ),
    "a head that is no head": (
        *(MIX_1, heads(lambda there: [b"nonsense"]), 2),
        "HEADS: this is not JSON: Expecting value; use the file as it was published, unchanged",
    ),
    "no last head of one contest": (
        *(MIX_1, heads(lambda there: [write_head(there.whole.head("nec"))]), 2),
        "none of these heads is the last of treasurer, whose board has 11 entries; ask for those"
        " that were mailed at the close; or --no-head takes the server's word",
    ),
    "only an earlier head": (
        *(MIX_1, heads(lambda there: [write_head(there.whole.head("nec", 4))]), 2),
        "none of these heads is the last of nec, whose board has 13 entries; ask for those that"
        " were mailed at the close; or --no-head takes the server's word",
    ),
    "an earlier head of another board": (
        *(MIX_1, heads(lambda there: [signed_head(there, "nec", 4, b"h" * 32)]), 1),
        "nec: head 4 of the board is not the one that was signed",
    ),
    "another last head": (
        *(MIX_2, heads(lambda there: [signed_head(there, "nec", 13, b"h" * 32)]), 1),
        "nec: two heads 13 were signed, and they differ",
    ),
    "a head beyond the board": (
        *(MIX_1, heads(lambda there: [signed_head(there, "treasurer", 12, b"h" * 32)]), 1),
        "treasurer: the board ends at entry 11, and head 12 was signed",
    ),
    "a head that the server did not sign": (
        MIX_1,
        heads(lambda there: [write_head(there.whole.head("nec")._replace(signature=bytes(64)))]),
        *(1, "the head for entry 13 of nec was not signed by this server"),
    ),
    "a head of another election": (
        *(
            MIX_1,
            heads(lambda there: [write_head(there.whole.head("nec")._replace(eid=b"e" * 32))]),
        ),
        *(1, f"a head is of another election, {'65' * 32}"),
    ),
    "no seed": (
        *(OPEN, lambda there: (there.place / "Sam" / "keys" / "decoys-nec.seed").unlink(), 2),
        "PLACE/Sam/keys/decoys-nec.seed: the seed that was committed to does not lie beside the"
        " key S; use the folder in which it was drawn, or the copy made after that",
    ),
    "another seed": (
        CHECK,
        lambda there: (there.place / "Sam" / "keys" / "decoys-nec.seed").write_text("00" * 32),
        *(1, "nec: the seed of the decoys is not the one that was committed to; only Sam can have"),
    ),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_does_not_fit_is_refused_in_one_line(
    stages: Stages, tmp_path: Path, wrong: str
) -> None:
    done, change, status, line = REFUSED[wrong]
    there = stages.at(done, tmp_path)
    change(there)
    before = files(there.place)
    refused = there.act(*ACTS[done])
    shown = refused.err.removeprefix("hustings: ").replace(f"{there.heads}", "HEADS")
    shown = shown.replace(f"{there.path}", "STICK").replace(f"{there.place}", "PLACE")
    if "…" in line:
        first, second, *rest = line.split("…")
        assert shown.startswith(first)
        assert shown.endswith(f"{rest[0] if rest else second}\n")
    elif line.endswith("can have"):
        assert shown == f"{line} done that\n"
    else:
        assert shown == f"{line}\n"
    assert (refused.status, refused.out, refused.err.count("\n")) == (status, "", 1)
    assert files(there.place) == before


@pytest.mark.parametrize(
    ("done", "act", "line"),
    [
        (
            DECOYS,
            ("Sam", "scrutineer", "open"),
            "another act of yours comes first (decoys at S); its",
        ),
        (DECOYS, ("Tom", "trustee", "mix"), "Sam comes first (decoys at S); pass the stick on"),
        (MIX_1, ("Uma", "trustee", "mix"), "Tom comes first (mix at M1); pass the stick on to Tom"),
        (MIX_2, ("Sam", "scrutineer", "check"), "Uma comes first (mix at M2); pass the stick on"),
        (CHECK, ("Tom", "trustee", "release"), "Sam comes first (check at S); pass the stick on"),
    ],
)
def test_out_of_turn(
    stages: Stages, tmp_path: Path, done: int, act: tuple[str, str, str], line: str
) -> None:
    there = stages.at(done, tmp_path)
    refused = there.act(*act)
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    yours = "" if line.startswith("another") else "it is not your turn: "
    assert refused.err.startswith(f"hustings: {yours}{line}")
    assert there.files() == stages.sticks[done]


@pytest.mark.parametrize(
    ("done", "act", "line"),
    [
        (OPEN, ("Tom", "scrutineer", "open"), "not for Tom to do, but for Sam"),
        (MIX_1, ("Sam", "trustee", "mix"), "not for Sam to do, but for Tom or Uma"),
        (RELEASE_1, ("Olu", "trustee", "release"), "not for Olu to do, but for Tom or Uma"),
    ],
)
def test_a_folder_of_somebody_else(
    stages: Stages, tmp_path: Path, done: int, act: tuple[str, str, str], line: str
) -> None:
    there = stages.at(done, tmp_path)
    assert there.act(*act) == (
        *(2, ""),
        f"hustings: in this election that is {line}; check the command, and whose folder of keys"
        " this is\n",
    )
    assert there.files() == stages.sticks[done]


def test_a_stranger_and_a_wrong_passphrase(stages: Stages, tmp_path: Path) -> None:
    there = stages.at(OPEN, tmp_path)
    wrong = there.act(*ACTS[OPEN], words=("seven other words",))
    assert (wrong.status, wrong.out, wrong.err.count("\n")) == (2, "", 1)
    assert "sign.json: the passphrase does not open this key; type its seven words" in wrong.err
    there.hustings(
        *("trustee", "keygen", there.place / "Zed", "--holder", "Zed", "--election", "Tea"),
        *("--role", "scrutineer"),
    )
    stranger = there.act("Zed", "scrutineer", "open")
    assert (stranger.status, stranger.out) == (2, "")
    assert stranger.err == (
        f"hustings: {there.path}/manifest.json: `Zed` holds no key in this manifest; {ELECTION}\n"
    )
    assert there.files() == stages.sticks[OPEN]


def test_a_key_that_serves_another_election(stages: Stages, tmp_path: Path) -> None:
    """It was bound when its holder signed that election's manifest."""
    there = stages.at(MIX_1, tmp_path)
    path = there.place / "Tom" / "keys" / "M1.json"
    bound = keys.bind(keys.unlock(path.read_bytes(), WORDS), b"e" * 32)
    path.write_bytes(keys.lock(bound, WORDS, cost=keys.LEAST_COST))
    refused = there.act(*ACTS[MIX_1])
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("hustings: Tom's key M1 serves the election 6565656565656565…,")
    assert there.files() == stages.sticks[MIX_1]


def test_without_an_observers_head_a_trustee_has_to_say_so(stages: Stages, tmp_path: Path) -> None:
    there = stages.at(MIX_1, tmp_path)
    call = ("trustee", "mix", there.path, "--keys", there.place / "Tom")
    stdin = f"{WORDS}\n".encode()
    assert there.hustings(*call, stdin=stdin) == (
        *(2, ""),
        "hustings: no observer's head is given, and a server that has exchanged its board shows"
        " you the other one; ask an observer for the files they were mailed and give each with"
        " --head; where nobody observes, --no-head takes the server's word\n",
    )
    inside = there.path / "heads.jsonl"
    shutil.copy(there.heads, inside)
    assert there.hustings(*call, "--head", inside, stdin=stdin) == (
        *(2, ""),
        f"hustings: {inside}: this lies on the stick, and comes from the server like the rest of"
        " it; ask an observer for the file\n",
    )
    inside.unlink()
    assert there.files() == stages.sticks[MIX_1]
    there.heads.write_bytes(write_head(there.whole.head("nec")) + b"\n")
    done = there.hustings(*call, "--no-head", "--head", there.heads, stdin=stdin)
    assert (done.status, done.err) == (0, "")
    assert "\nCompared with no observer's head: treasurer\n" in done.out
    assert there.files() == stages.sticks[MIX_2]


def test_a_stick_that_cannot_be_written(stages: Stages, tmp_path: Path) -> None:
    """Whatever the reason, such as no room: here a file lies where the folder of lists would be."""
    there = stages.at(OPEN, tmp_path)
    wrong = there.path / "contests" / "treasurer" / "lists"
    wrong.write_bytes(b"")
    assert there.act(*ACTS[OPEN]) == (
        *(2, ""),
        f"hustings: {there.path}: this cannot be written: File exists; make room, or take another"
        " stick, and run this again\n",
    )
    assert there.files()["statements.jsonl"] == stages.sticks[OPEN]["statements.jsonl"]
    wrong.unlink()
    assert there.act(*ACTS[OPEN]).status == 0
    assert there.files() == stages.sticks[MIX_1]


def test_another_list_than_the_journals(stages: Stages, tmp_path: Path) -> None:
    """The scrutineer begins anew with other seeds: who has mixed the first list mixes no other."""
    there = stages.at(DECOYS, tmp_path)
    for path in (there.place / "Sam" / "keys").glob("*.seed"):
        path.unlink()
    there.go(MIX_1)
    other = there.files()
    assert there.act(*ACTS[MIX_1]) == (
        *(2, ""),
        "hustings: the key M1 has opened another list of nec; two lists reveal what differs"
        " between them: find out who gave you two\n",
    )
    assert there.files() == other


def test_very_few_ballots(tmp_path: Path) -> None:
    rankings = {"nec": RANKINGS["nec"][:9]}
    there = lay(tmp_path, called, voted(rankings, contests=(NEC,)))
    there.go(MIX_1)
    before = there.files()
    assert there.act(*ACTS[MIX_1]) == (
        *(2, ""),
        "hustings: nec has 9 ballots: whoever knows some of the voters may know the votes of the"
        " others; give --few to mix them all the same, if the voters know that\n",
    )
    assert there.files() == before
    few = there.act(*ACTS[MIX_1], "--head", there.heads, "--few")
    assert (few.status, few.err) == (0, "")
    assert said(there)[-1] == ("Tom", "mix", "nec")


# -- too much that does not open -------------------------------------------------------------------


def junk() -> Whole:
    """Six ballots of ill will: sealed for M2 with a key that nobody has."""
    whole = voted(contests=(NEC,))
    opened = Proceedings(whole.proceedings.document, whole.proceedings.statements[:-1])
    spoiled = Whole(whole.parties, opened)
    envelope = opened.envelope("nec")
    nobody = keys.make("Nobody", "2026", "M2", random=lambda size: b"n" * size).public.public
    false = [one._replace(public=nobody) if one.name == "M2" else one for one in envelope.layers]
    good = whole.seal("nec", [payload.vote(one) for one in RANKINGS["nec"]])
    bad = [seal(payload.vote((1,)), envelope._replace(layers=tuple(false))) for _ in range(6)]
    spoiled.post("nec", [*good, *bad])
    spoiled.close()
    return spoiled


def test_too_much_does_not_open_until_whoever_keeps_the_backup_signs(tmp_path: Path) -> None:
    there = lay(tmp_path, called, junk())
    backup = there.place / "backup-of-uma"
    shutil.copytree(there.place / "Uma" / "keys", backup)
    confirm = ("trustee", "confirm", "--backup", backup)
    both = (WORDS, WORDS)
    assert there.act("Tom", *confirm, words=both).err == (
        "hustings: nobody mixes at this moment: there is no backup to try\n"
    )
    there.go(MIX_1)
    assert there.act("Sam", *confirm, words=both).err == (
        f"hustings: {backup}: the key M1 is not in this folder; give the backup of Tom's keys\n"
    )
    tom = there.place / "Tom"
    assert there.act("Sam", *confirm[:2], "--backup", tom, words=both).err == (
        "hustings: this backup of M1 opens all that has to open: there is nothing to sign; let Tom"
        " mix with it: hustings trustee mix, with this folder as --keys\n"
    )
    assert there.act(*ACTS[MIX_1]).status == 0
    before = there.files()
    assert there.act(*ACTS[MIX_2]) == (
        *(1, ""),
        "hustings: nec: 6 of 27 lines do not open at M2: the contest stops until whoever keeps the"
        " backup of the key has tried it and signed: pass the stick, which is unchanged, to a"
        " holder who keeps the backup of M2, for `hustings trustee confirm`\n",
    )
    assert there.act("Uma", *confirm, words=both) == (
        *(2, ""),
        "hustings: somebody else than Uma has to try the backup of M2; let the holder sign who"
        " keeps it\n",
    )
    assert there.act("Sam", *confirm) == (
        *(2, ""),
        "hustings: there is no passphrase of the backup; give it on standard input or in the"
        " environment variable HUSTINGS_BACKUP_PASSPHRASE\n",
    )
    assert there.files() == before
    done = there.act("Sam", *confirm, words=both)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[1:] == [
        "nec: 6 of 27 do not open at M2 with the backup either",
        "",
        "Pass the stick to Uma, who mixes at M2:",
        "  hustings trustee mix STICK --keys FOLDER --head FILE",
    ]
    after = there.files()
    assert there.act("Sam", *confirm, words=both) == done
    assert there.files() == after
    for act in ACTS[MIX_2:]:
        assert there.act(*act).status == 0, act
    assert said(there)[3:5] == [("Sam", "unopened", "nec"), ("Uma", "mix", "nec")]
    assert [path.name for path in backup.glob("*.journal")] == ["M2.json.journal"]


def test_a_backup_mixes_in_the_place_of_a_lost_key(stages: Stages, tmp_path: Path) -> None:
    there = stages.at(MIX_1, tmp_path)
    (there.place / "Tom" / "keys").rename(there.place / "backup-of-tom")
    assert there.act(*ACTS[MIX_1], keys="backup-of-tom").status == 0
    assert there.files() == stages.sticks[MIX_2]


# -- no key is released after a failed check -------------------------------------------------------


def lie(there: Stick, layer: str, change: Callable[[tuple[bytes, ...]], list[bytes]]) -> None:
    """The holder of a layer hands on something else than came out of nec, and signs it."""
    passed, whole = there.read(), there.whole
    proceedings = passed.proceedings
    name = proceedings.holder_of(layer)
    for contest in proceedings.contests:
        envelope = proceedings.envelope(contest)
        taken = [*step.steps(proceedings, contest).values()][-1].given
        own = proceedings.pair(whole.parties.key(layer, name), layer)
        opened = open_list(passed.lists[contest][layer], envelope, layer, own)
        handed = opened.lines if contest != "nec" else tuple(sorted(change(opened.lines)))
        enters = acts.after(proceedings, layer)
        given = lists.summary(handed, envelope, enters)
        lost = len(opened.lines) - len(handed)
        done = step.Step(layer, taken, opened.unopened, opened.copies + lost, 0, given)
        proceedings = proceedings.stated(whole.signer(name), MIX, contest, step.content(done))
        listed = {**passed.lists[contest], enters: handed}
        passed = Passed(proceedings, passed.boards, {**passed.lists, contest: listed})
    stick.write(str(there.path), passed)


def decoys_at(there: Stick, layer: str) -> list[bytes]:
    from hustings.sealing.mixing import decoys

    seed = bytes.fromhex((there.place / "Sam" / "keys" / "decoys-nec.seed").read_text())
    envelope = there.whole.proceedings.envelope("nec")
    return decoys.entering(decoys.grow(seed, envelope, 8), envelope, layer)


@pytest.mark.parametrize(("layer", "culprit"), [("M1", "Tom"), ("M2", "Uma")])
def test_no_key_is_released_where_a_decoy_was_dropped(
    stages: Stages, tmp_path: Path, layer: str, culprit: str
) -> None:
    there = stages.at(MIX_1 if layer == "M1" else MIX_2, tmp_path)
    decoy = decoys_at(there, acts.after(there.whole.proceedings, layer))[0]
    lie(there, layer, lambda every: [line for line in every if line != decoy])
    if layer == "M1":
        uma = there.place / "Uma" / "keys" / "M2.json.journal"
        uma.unlink()  # of the procession in which Tom was honest
        assert there.act(*ACTS[MIX_2]).status == 0
    blame = f"hustings: nec: 1 of 8 decoys vanished at {layer}; only {culprit} can have done that\n"
    checked = there.act(*ACTS[CHECK])
    assert (checked.status, checked.out) == (1, "")
    assert checked.err == (
        "hustings: note: S and the seeds are published on the stick, so that everybody can see"
        f" this; no key will be released, and the contest is void\n{blame}"
    )
    assert said(there)[-1] == ("Sam", "reveal", "")
    found = there.files()
    for act in ACTS[RELEASE_1:]:
        assert there.act(*act) == (1, "", blame)
    assert there.files() == found
    assert not any(kind == "release" for _, kind, _ in said(there))


def test_no_key_is_released_where_the_scrutineer_stated_another_list(
    stages: Stages, tmp_path: Path
) -> None:
    """A ballot of the scrutineer's own in the place of a voter's, before the first mix."""
    there = stages.at(OPEN, tmp_path)
    passed, whole = there.read(), there.whole
    proceedings, listed = passed.proceedings, {}
    for contest in proceedings.contests:
        envelope = proceedings.envelope(contest)
        inward = envelope._replace(layers=envelope.layers[1:])
        own = seal(payload.vote((3,)), inward)
        signed = stages.sticks[MIX_1][f"contests/{contest}/lists/M1.bin"]
        every = list(lists.split(signed, envelope, "M1"))
        if contest == "nec":
            grown = set(decoys_at(there, "M1"))
            every[next(n for n, line in enumerate(every) if line not in grown)] = own
        every.sort()
        made = step.steps(stages.made.read().proceedings, contest)["S"]
        given = lists.summary(every, envelope, "M1")
        content = step.content(made._replace(given=given))
        proceedings = proceedings.stated(whole.signer("Sam"), MIX, contest, content)
        listed[contest] = {"M1": tuple(every)}
    stick.write(str(there.path), Passed(proceedings, passed.boards, listed))
    for name in ("Tom/keys/M1.json.journal", "Uma/keys/M2.json.journal"):
        (there.place / name).unlink()
    assert [there.act(*act).status for act in ACTS[MIX_1:CHECK]] == [0, 0]
    blame = "hustings: nec: the list M1 is not what the board and the seed give (`given`); only Sam"
    assert there.act(*ACTS[CHECK]).status == 1
    for act in ACTS[RELEASE_1:]:
        refused = there.act(*act)
        assert (refused.status, refused.out) == (1, "")
        assert refused.err.startswith(blame)
    assert not any(kind == "release" for _, kind, _ in said(there))


# -- a stick that was made to do harm --------------------------------------------------------------


def linked(name: str) -> Callable[[Stick], None]:
    """A file or folder of the stick that lies elsewhere."""

    def change(there: Stick) -> None:
        path = there.path / name
        path.rename(there.place / "elsewhere")
        path.symlink_to(there.place / "elsewhere")

    return change


@pytest.mark.parametrize(
    "name", [STATEMENTS, "manifest.json", BOARD, LIST_1, "contests", "contests/nec/lists"]
)
def test_no_link_leads_away_from_the_stick(stages: Stages, tmp_path: Path, name: str) -> None:
    there = stages.at(MIX_1, tmp_path)
    linked(name)(there)
    before = files(there.place)
    refused = there.act(*ACTS[MIX_1])
    assert refused == (
        2,
        "",
        f"hustings: {there.path / name}: this is a link, and leads away; {WHOLE}\n",
    )
    assert files(there.place) == before


@pytest.mark.parametrize("name", ["README.txt", "contests/nec/lists/M2.bin", STATEMENTS])
def test_nothing_of_the_holders_is_written_over(stages: Stages, tmp_path: Path, name: str) -> None:
    """Where the stick is written a link lies that leads to the holder's key."""
    there = stages.at(MIX_1, tmp_path)
    key = there.place / "Tom" / "keys" / "O1.json"
    before = key.read_bytes()
    (there.path / f"{name}.part").symlink_to(key)
    assert there.act(*ACTS[MIX_1]).status == 0
    assert key.read_bytes() == before
    assert there.files() == stages.sticks[MIX_2]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(stages: Stages, tmp_path: Path) -> None:
    there = stages.at(MIX_1, tmp_path)
    (there.path / BOARD).unlink()
    os.mkfifo(there.path / BOARD)
    refused = there.act(*ACTS[MIX_1])
    assert refused == (2, "", f"hustings: {there.path / BOARD}: this is not a file; {WHOLE}\n")
