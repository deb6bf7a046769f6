"""A society's election with a scrutineer and three trustees, closed; made once for a module.

Knows folders and what each holder wrote down. Must not know what a command answers.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from cli.conftest import Ended, command
from hustings.cli.main import main

PASSWORD = "kettle on the hob at four"
PASSPHRASE = re.compile(r"\n\n  ((?:[a-z-]+ ){6}[a-z-]+)\n\n")
TRUSTEES = ("Tess", "Uri", "Val")
LAYERS = {
    "S": "Sam",
    **{f"M{n}": name for n, name in enumerate(TRUSTEES, 1)},
    **{f"O{n}": name for n, name in enumerate(TRUSTEES, 1)},
}
HOLDERS = ("Olive", "Sam", *TRUSTEES)
TOML = """\
title = "Committee"
organisation = "Tea Society"
address = "http://127.0.0.1:8000/"
setting = "society"
trustees = 3

[seal]
least_decoys = 5

[dates]
opens = 2020-03-15T09:00:00
closes = 2090-03-29T12:00:00

[[contests]]
id = "chair"
title = "Chair"
seats = 1
rules = "irv"
candidates = [{ name = "Eve" }, { name = "Fay" }]

[[contests]]
id = "committee"
title = "Committee"
seats = 2
rules = "ers97"
candidates = [{ name = "Ann" }, { name = "Ben" }, { name = "Cát" }]
"""
# What stands between the freeze and the close and is tested elsewhere: every key and backup is
# tried, everybody signs, twelve people vote, the hours go by.
BETWEEN = """
from datetime import datetime, UTC
from pathlib import Path
from hustings.web.folder import Folder
from hustings.web.start import start
folder = Folder("soc")
start(folder)
from hustings.sealing.ballots import envelope, payload
from hustings.sealing.holders import keys, keytest
from hustings.sealing import manifest
from hustings.sealing.statements import ACCEPT, state
from hustings.voting.domain import poll
from hustings.voting.domain.casting.accept import accept
from hustings.voting.domain.queries import documents
from hustings.voting.domain.voters import links, roll
from hustings.voting.models import Chain

words = dict(line.split("=") for line in Path("words.txt").read_text().splitlines())
eid = poll.eid()
for name, phrase in words.items():
    for path in sorted(Path(name, "keys").glob("*.json")):
        key = keys.bind(keys.unlock(path.read_bytes(), phrase), eid)
        if key.use == keys.SIGN:
            earlier = poll.proceedings().statements
            poll.take_statement(state(eid, earlier, key.secret, by=name, kind=ACCEPT), "Olive")
            continue
        for copy in keytest.COPIES:
            document = dict(documents(f"keytest/{key.use}/{copy}")).popitem()[1].encode()
            poll.take_answer(key.use, copy, keytest.answer(document, key), "Olive")
poll.open_poll("Olive")
cast = {
    "chair": [(1,)] * 7 + [(2, 1)] * 5,
    "committee": [(1, 2)] * 5 + [(2, 3)] * 4 + [(3,)] * 2,
}
for contest, rankings in cast.items():
    sealed = manifest.envelope(poll.manifest(), eid, contest)
    for n, ranking in enumerate(rankings, 1):
        blob = envelope.seal(payload.vote(ranking), sealed)
        accept(folder, sealed, links.token(folder, roll.find(str(n))), blob, "browser")
Chain.objects.update(closes_at=datetime(2026, 1, 1, tzinfo=UTC))
"""


def called(*arguments: str | Path, stdin: bytes = b"") -> Ended:
    """The command in this process."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = main([str(argument) for argument in arguments])
    finally:
        sys.stdin = before
    return Ended(status, out.getvalue(), err.getvalue())


class Society(NamedTuple):
    """The election and its people, in one folder.

    Attributes:
        place: holds the election `soc`, each holder's folder, observers' heads `heads.jsonl`.
        words: each holder's passphrase.
    """

    place: Path
    words: Mapping[str, str]

    @property
    def stick(self) -> Path:
        return self.place / "stick"

    def copy(self, place: Path) -> Society:
        shutil.copytree(self.place, place, dirs_exist_ok=True)
        return Society(place, self.words)

    def vote(self, *arguments: str | Path, stdin: str = "") -> Ended:
        """`hustings vote`, in a process of its own."""
        return run(self.place, *command("vote", *arguments), stdin=stdin)

    def act(self, name: str, *arguments: str, stick: Path | None = None, keys: str = "") -> Ended:
        """A holder's command at the stick: `act("Sam", "scrutineer", "open")`."""
        role, what, *more = arguments
        if role == "trustee" and what == "mix" and not more:
            more = ["--head", str(self.place / "heads.jsonl")]
        return called(
            *(role, what, stick or self.stick, "--keys", self.place / (keys or name), *more),
            stdin=f"{self.words[name]}\n".encode(),
        )


ACTS = (
    ("Sam", "scrutineer", "decoys"),
    ("Sam", "scrutineer", "open"),
    *((name, "trustee", "mix") for name in TRUSTEES),
    ("Sam", "scrutineer", "check"),
    *((name, "trustee", "release") for name in TRUSTEES),
)


def run(place: Path, *words: str, stdin: str = "") -> Ended:
    done = subprocess.run(
        words,
        input=stdin.encode(),
        capture_output=True,
        env={"PATH": os.environ["PATH"], "COLUMNS": "80", "HUSTINGS_PASSWORD": PASSWORD},
        cwd=place,
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def society(place: Path) -> Society:
    """The election after the close, its first stick written."""
    words: dict[str, str] = {}
    made = Society(place, words)
    assert made.vote("new", "soc", "--officer", "Olive").status == 0
    (place / "soc" / "election.toml").write_text(TOML, "utf-8")
    lines = "".join(f"{n},v{n}@example.org\n" for n in range(1, 13))
    (place / "roll.csv").write_text(f"ID,Email\n{lines}")
    assert made.vote("roll", "soc", "roll.csv", "--yes").status == 0
    (place / "soc" / "holders").mkdir()
    for name in HOLDERS:
        role = {"Olive": ("officer",), "Sam": ("scrutineer",)}.get(name)
        role = role or ("trustee", "--number", str(TRUSTEES.index(name) + 1))
        ended = called(
            *("trustee", "keygen", place / name, "--holder", name, "--election", "Tea"),
            *("--role", *role),
        )
        found = PASSPHRASE.search(ended.out)
        assert found
        words[name] = found[1]
        for path in (place / name / "public").iterdir():
            shutil.copy(path, place / "soc" / "holders")
    (place / "words.txt").write_text("".join(f"{n}={w}\n" for n, w in words.items()))
    frozen = made.vote("freeze", "soc")
    assert (frozen.status, frozen.err) == (0, ""), frozen
    between = run(place, sys.executable, "-c", BETWEEN)
    assert (between.status, between.err) == (0, ""), between
    closed = made.vote("close", "soc")
    assert (closed.status, closed.err) == (0, ""), closed
    heads = run(place, sys.executable, "-c", HEADS)
    assert (heads.status, heads.err) == (0, ""), heads
    (place / "heads.jsonl").write_text(heads.out)
    sent = made.vote("procession", "soc", "-o", "stick")
    assert (sent.status, sent.err) == (0, ""), sent
    return made


HEADS = """
from hustings.web.folder import Folder
from hustings.web.start import start
start(Folder("soc"))
from hustings.voting.domain.queries import heads
print("\\n".join(heads("final")))
"""


def content(stick: Path) -> dict[str, bytes]:
    """Every file of a stick."""
    return {
        path.relative_to(stick).as_posix(): path.read_bytes()
        for path in sorted(stick.rglob("*"))
        if path.is_file()
    }
