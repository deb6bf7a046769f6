"""A society's stick at every stage, and its holders' folders, without any server.

Knows files and passphrases. Must not know what a command answers.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sealing.parties import PEOPLE, Parties
from sealing.whole import Whole

from cli.conftest import Ended, Hustings
from hustings.sealing.board.receipt import write_head
from hustings.sealing.holders import keys
from hustings.sealing.holders.keys import SIGN, Key
from hustings.sealing.procession import stick
from hustings.sealing.procession.acts import Passed

WORDS = "one two three"
ACTS = (
    ("Sam", "scrutineer", "decoys"),
    ("Sam", "scrutineer", "open"),
    ("Tom", "trustee", "mix"),
    ("Uma", "trustee", "mix"),
    ("Sam", "scrutineer", "check"),
    ("Tom", "trustee", "release"),
    ("Uma", "trustee", "release"),
)


@dataclass
class Stick:
    """A stick, and the people around it.

    Attributes:
        place: holds `stick`, a folder for each holder, `heads.jsonl` as an observer has them.
        whole: the election when the poll had closed.
    """

    place: Path
    whole: Whole
    hustings: Hustings

    @property
    def path(self) -> Path:
        return self.place / "stick"

    @property
    def heads(self) -> Path:
        return self.place / "heads.jsonl"

    def act(
        self,
        name: str,
        role: str,
        what: str,
        *more: str | Path,
        keys: str = "",
        words: Sequence[str] = (WORDS,),
    ) -> Ended:
        """A holder's command at the stick; a trustee who mixes has the observer's heads."""
        if what == "mix" and not more:
            more = ("--head", self.heads)
        return self.hustings(
            *(role, what, self.path, "--keys", self.place / (keys or name), *more),
            stdin="".join(f"{one}\n" for one in words).encode(),
        )

    def go(self, until: int = len(ACTS)) -> None:
        """The acts in their turn, so many of them."""
        for act in ACTS[:until]:
            done = self.act(*act)
            assert (done.status, done.err) == (0, ""), (act, done)

    def read(self) -> Passed:
        return stick.read(str(self.path))

    def files(self) -> dict[str, bytes]:
        return files(self.path)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lay(place: Path, hustings: Hustings, whole: Whole) -> Stick:
    """A stick after the close, and everybody's folder."""
    for name in ("Olu", "Sam", "Tom", "Uma"):
        holder_folder(place / name, name, whole.parties)
    contests = whole.proceedings.contests
    heads = b"".join(write_head(whole.head(contest)) + b"\n" for contest in contests)
    (place / "heads.jsonl").write_bytes(heads)
    passed = Passed(whole.proceedings, whole.boards, {contest: {} for contest in contests})
    stick.write(str(place / "stick"), passed)
    return Stick(place, whole, hustings)


def holder_folder(place: Path, name: str, parties: Parties) -> None:
    """A folder as `hustings trustee keygen` makes it."""
    made = [parties.key(layer, name) for layer, holder in PEOPLE.items() if holder == name]
    made.append(Key(name, "2026", SIGN, parties.signer(name).secret))
    (place / "keys").mkdir(parents=True)
    for key in made:
        path = place / "keys" / f"{key.use}.json"
        path.write_bytes(keys.lock(key, WORDS, cost=keys.LEAST_COST))


def copied(made: Stick, place: Path, hustings: Hustings) -> Stick:
    shutil.copytree(made.place, place, dirs_exist_ok=True)
    return Stick(place, made.whole, hustings)
