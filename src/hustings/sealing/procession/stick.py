"""The stick: the folder that holders pass on, with everything that was said and handed on so far.

Knows files, and that a crash leaves a stick as it was. Must not know what a statement is about.

New lists are written first, each whole or not at all; then the statements, which make them count:
a list that no statement speaks of is not read, and the same act again writes the same one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

from hustings.errors import InputError
from hustings.inputs.text import read_bytes
from hustings.sealing.archive import members
from hustings.sealing.archive.container import MOST_DOCUMENT, MOST_MEMBER
from hustings.sealing.ballots.envelope import Envelope
from hustings.sealing.board.chain import Posted
from hustings.sealing.manifest import Setting
from hustings.sealing.mixing import lists, step
from hustings.sealing.mixing.mix import closed
from hustings.sealing.proceedings import CLOSE, Proceedings
from hustings.sealing.procession.acts import Boards, Lists, Passed, after, check_whole
from hustings.sealing.procession.words import readme
from hustings.sealing.writing.whole import write_whole

README = "README.txt"

_REMEDY = "ask whoever passed it to you for the whole folder"


def read(path: str, *, remade: str = "") -> Passed:
    """Everything on a stick, found to be as it was signed.

    Args:
        remade: as of `acts.check_whole`.

    Raises:
        InputError: it is not a stick, a file is missing or cannot be read.
        NotVerified: a statement, a board or a list is not what was signed.
    """
    if not os.path.isdir(path):
        raise InputError(
            "there is no folder here", remedy="name the folder that was passed to you", source=path
        )
    document = _content(path, members.MANIFEST)
    said = _content(path, members.STATEMENTS)
    proceedings = Proceedings(document, members.read_lines(said, members.STATEMENTS))
    if proceedings.manifest.setting is Setting.CLUB:
        raise InputError("this is a club's election: nobody mixes in it", source=path)
    for contest in proceedings.contests:
        if not proceedings.only(CLOSE, contest):
            raise InputError(
                f"{contest} is not closed in these statements",
                remedy="ask the returning officer for a stick made after the close",
                source=path,
            )
    boards = {contest: _board(path, proceedings, contest) for contest in proceedings.contests}
    passed = Passed(proceedings, boards, read_lists(path, proceedings, remade=remade))
    check_whole(passed, remade=remade)
    return passed


def read_lists(path: str, proceedings: Proceedings, *, remade: str = "") -> Lists:
    """The lists in a folder that statements speak of, in order but not compared with what they say.

    Args:
        remade: as of `acts.check_whole`.

    Raises:
        InputError: one is missing.
        NotVerified: one is not a list in order.
    """
    found: dict[str, dict[str, Sequence[bytes]]] = {}
    for contest in proceedings.contests:
        envelope = proceedings.envelope(contest)
        found[contest] = {}
        for layer, done in step.steps(proceedings, contest).items():
            if layer != remade:
                enters = after(proceedings, layer)
                found[contest][enters] = _lines(path, envelope, enters, done.given.lines)
    return found


def write(path: str, passed: Passed) -> None:
    """Bring a stick to what has been said and handed on.

    Raises:
        InputError: it cannot be written; it is then as it was, or nearly new.
    """
    proceedings = passed.proceedings
    said = members.write_lines(proceedings.statements)
    try:
        _put(path, members.MANIFEST, proceedings.document)
        write_boards(path, passed.boards)
        write_lists(path, passed.lists)
        _put(path, members.STATEMENTS, said)
        _put(path, README, readme(proceedings).encode())
    except OSError as error:
        raise InputError(
            f"this cannot be written: {error.strerror or error}",
            remedy="make room, or take another stick, and run this again",
            source=path,
        ) from None


def check_behind(path: str, proceedings: Proceedings) -> None:
    """Find that a folder is free, or a stick of this election on which nothing would be lost.

    Raises:
        InputError: it holds something else, or a stick that has gone further.
    """
    if not os.path.lexists(path) or (os.path.isdir(path) and not os.listdir(path)):
        return
    if not os.path.isfile(os.path.join(path, members.MANIFEST)):
        raise InputError(
            "this is there already, and not a stick", remedy="name a new folder", source=path
        )
    if _content(path, members.MANIFEST) != proceedings.document:
        raise InputError(
            "this is the stick of another election", remedy="name a new folder", source=path
        )
    said: tuple[bytes, ...] = ()
    if os.path.isfile(os.path.join(path, members.STATEMENTS)):
        said = members.read_lines(_content(path, members.STATEMENTS), members.STATEMENTS)
    if said != proceedings.statements[: len(said)]:
        raise InputError(
            "this stick has gone further than what was handed in here",
            remedy="hand it in first: hustings vote receive",
            source=path,
        )


def write_boards(path: str, boards: Boards) -> None:
    """Boards put into a folder, as of `write`."""
    for contest, board in boards.items():
        _put(path, members.board_name(contest), members.write_board(board))


def write_lists(path: str, handed_on: Mapping[str, Mapping[str, Sequence[bytes]]]) -> None:
    """Lists put into a folder, each whole or not at all."""
    for contest, listed in handed_on.items():
        for enters, lines in listed.items():
            _put(path, members.list_name(contest, enters), lists.joined(lines))


def _board(path: str, proceedings: Proceedings, contest: str) -> list[Posted]:
    """A board, of which no more is read than the server has closed."""
    envelope = proceedings.envelope(contest)
    entry = members.ENTRY_BYTES + envelope.length(envelope.layers[0].name)
    most = closed(proceedings, contest).lines * entry
    return members.read_board(_content(path, members.board_name(contest), most), contest)


def _lines(path: str, envelope: Envelope, enters: str, number: int) -> tuple[bytes, ...]:
    """A list, of which no more is read than the lines that were signed."""
    name = members.list_name(envelope.contest, enters)
    return lists.split(_content(path, name, number * envelope.length(enters)), envelope, enters)


def _content(path: str, name: str, most: int = MOST_DOCUMENT) -> bytes:
    file = _place(path, name)
    most = min(most, MOST_MEMBER)

    def unreadable(why: str) -> InputError:
        return InputError(f"this cannot be read: {why}", remedy=_REMEDY, source=file)

    if os.path.lexists(file) and os.path.getsize(file) > most:
        raise InputError(f"this has more than {most:,} bytes", remedy=_REMEDY, source=file)
    return read_bytes(file, unreadable, standard=False)


def _place(path: str, name: str) -> str:
    """Where a file of a stick lies: in the stick itself, whoever has had it in their hands.

    A link would lead to a file of whoever reads, and their own file would be written over.

    Raises:
        InputError: a link leads there, or something lies there that is not a file.
    """
    file = path
    for part in name.split("/"):
        file = os.path.join(file, part)
        if os.path.islink(file):
            raise InputError("this is a link, and leads away", remedy=_REMEDY, source=file)
    if os.path.lexists(file) and not os.path.isfile(file):
        raise InputError("this is not a file", remedy=_REMEDY, source=file)
    return file


def _put(path: str, name: str, content: bytes) -> None:
    """A file of a stick, on the disk when this returns; left alone where it is there already."""
    file = _place(path, name)
    with suppress(OSError), open(file, "rb") as there:
        if os.fstat(there.fileno()).st_size == len(content) and there.read() == content:
            return
    os.makedirs(os.path.dirname(file), exist_ok=True)
    write_whole(file, content)
