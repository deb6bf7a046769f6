"""nominated.toml: the candidates whom nominations have put on the ballot, by contest.

Knows how the file is written and read. Must not know who may stand.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence

from hustings.inputs.entry import Entry
from hustings.inputs.keys.kinds import Key, ListOf, Table, Text
from hustings.inputs.text import read_text, shown
from hustings.inputs.toml import toml
from hustings.voting.config.keys import CANDIDATE, MOST_CANDIDATES
from hustings.voting.config.model import Candidate
from hustings.voting.config.words import words

FILE = "nominated.toml"
_HASH = re.compile(r"[0-9a-f]{64}")
_NOMINATED = Table(
    (
        *CANDIDATE.keys,
        Key("photograph", Text("the hash of a photograph"), "Of it and of what describes it."),
    )
)
_HEAD = """\
# Written by `hustings vote nominations DIR adopt`, or by the office, from nominations that were
# accepted. What is changed here is lost when it is written again.
"""


def nominated(folder: str, contest: str | None, codes: tuple[str, ...]) -> tuple[Candidate, ...]:
    """The candidates of a contest in the order of the file; none as long as none were put there.

    Args:
        folder: the election's.
        contest: its id; None where that has a mistake.
        codes: the election's languages.

    Raises:
        InputError: the file cannot be read, or is not what is written here.
    """
    path = os.path.join(folder, FILE)
    if not contest or not os.path.isfile(path):
        return ()
    whole = toml(read_text(path, standard=False), path)
    shape = Table((Key(contest, ListOf(_NOMINATED, most=MOST_CANDIDATES), ""),))
    entries = Entry(path, "the file", 0, whole.values, shape, lines=whole.lines).tables(
        contest, "candidate"
    )
    found: list[Candidate] = []
    for entry in entries:
        # A statement is what it says, never the name of a file: candidates have written it.
        statement = words(entry, "statement", codes, long=True)
        photograph = entry.text("photograph", default="")
        if photograph and not _HASH.fullmatch(photograph):
            raise entry.fault(
                "the hash of the photograph has not 64 digits and letters from a to f",
                "photograph",
                remedy="adopt again",
            )
        one = Candidate(
            entry.text("name"),
            entry.text("slate", default=""),
            statement,
            bytes.fromhex(photograph),
        )
        if one.name.casefold() in (other.name.casefold() for other in found):
            raise entry.fault(f"{shown(one.name)} is there twice", "name", remedy="adopt again")
        found.append(one)
    return tuple(found)


def written(contests: Mapping[str, Sequence[Candidate]]) -> str:
    """The file: the candidates of each contest, by its id."""
    lines = [_HEAD]
    for contest, candidates in contests.items():
        for one in candidates:
            lines.append(f"[[{contest}]]\nname = {_text(one.name)}\n")
            if one.slate:
                lines.append(f"slate = {_text(one.slate)}\n")
            if one.statement:
                texts = ", ".join(f"{code} = {_text(text)}" for code, text in one.statement)
                lines.append(f"statement = {{ {texts} }}\n")
            if one.photograph:
                lines.append(f'photograph = "{one.photograph.hex()}"\n')
            lines.append("\n")
    return "".join(lines)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
