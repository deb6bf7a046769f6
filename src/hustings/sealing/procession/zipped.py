"""A stick as a zip archive: for whoever sends it by other ways than from hand to hand.

Knows which files a stick has, and what a hostile zip archive can be. Must not know what stands in
them: what is unpacked is read as any stick is.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from hustings.errors import InputError
from hustings.inputs.text import shown
from hustings.inputs.zipped import ZIP, bounded, damaged, member, open_zip
from hustings.sealing.archive.members import MANIFEST, STATEMENTS
from hustings.sealing.archive.pack import write_zip
from hustings.sealing.procession.stick import README

if TYPE_CHECKING:
    from zipfile import ZipInfo

# The folder that a stick is in it, so that it unpacks into one of its own.
FOLDER = "stick"
# As a file, and unpacked: some 40,000 ballots in five layers with all their lists.
MOST_BYTES = 50_000_000
# The files of a stick. A computer that packs a folder adds others of its own, which are left out.
_FILES = re.compile(
    rf"{re.escape(README)}|{re.escape(MANIFEST)}|{re.escape(STATEMENTS)}"
    r"|contests/[a-z0-9-]{1,32}/(board|lists/[A-Z0-9]{1,8})\.bin"
)
_REMEDY = "pack the folder of the stick anew, as it is, and hand that in"


def packed(path: str) -> bytes:
    """The folder of a stick as a zip archive; the same bytes for the same stick."""
    target = BytesIO()
    write_zip(
        target,
        {
            f"{FOLDER}/{name}": (Path(path) / name).read_bytes()
            for name in _below(path)
            if _FILES.fullmatch(name)
        },
    )
    return target.getvalue()


def unpack(data: bytes, path: str) -> None:
    """Put the files of a stick that was packed as a zip archive into an empty folder.

    The stick may be the whole of it, or a folder in it.

    Raises:
        InputError: it is not a zip archive, holds no stick or several, or is made to do harm: names
            that lead elsewhere, links, a name twice, more than it may unpack to, a lock.
    """
    if not data.startswith(ZIP):
        raise InputError("this is not a zip archive", remedy=_REMEDY)
    if len(data) > MOST_BYTES:
        raise InputError(f"this has more than {MOST_BYTES:,} bytes", remedy="hand in the folder")
    with closing(open_zip(data, "the zip archive")) as archive:
        entries = dict(_checked(archive.infolist()))
        start = _start(entries)
        wanted = {
            name.removeprefix(start): entry
            for name, entry in entries.items()
            if name.startswith(start) and _FILES.fullmatch(name.removeprefix(start))
        }
        if sum(entry.file_size for entry in wanted.values()) > MOST_BYTES:
            raise InputError(
                f"this unpacks to more than {MOST_BYTES:,} bytes", remedy="hand in the folder"
            )
        for name, entry in wanted.items():
            pieces = member(archive, entry, name)
            content = b"".join(bounded(pieces, entry.compress_size, name, MOST_BYTES))
            if len(content) != entry.file_size:
                raise damaged("zip", name)
            file = os.path.join(path, name)
            os.makedirs(os.path.dirname(file), exist_ok=True)
            Path(file).write_bytes(content)


def _checked(listed: list[ZipInfo]) -> Iterator[tuple[str, ZipInfo]]:
    """The files in an archive, each found to lie where its name says.

    Raises:
        InputError: a name leads elsewhere, is there twice, or is a link's.
    """
    seen: set[str] = set()
    for entry in listed:
        name = entry.filename
        strange = entry.orig_filename != name or "\\" in name or name.startswith("/")
        if strange or ".." in name.split("/"):
            raise InputError(f"a name in it leads elsewhere, {shown(name)}", remedy=_REMEDY)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise InputError(f"{shown(name)} in it is a link", remedy=_REMEDY)
        if name.casefold() in seen:
            raise InputError(f"{shown(name)} is in it twice", remedy=_REMEDY)
        seen.add(name.casefold())
        if not entry.is_dir():
            yield name, entry


def _start(entries: dict[str, ZipInfo]) -> str:
    """What stands before the names of the stick's files: the folder that it is in.

    Raises:
        InputError: there is no stick, or there are several.
    """
    found = [name.removesuffix(MANIFEST) for name in entries if name.split("/")[-1] == MANIFEST]
    if len(found) != 1:
        many = "several sticks are" if found else "no stick is"
        raise InputError(f"{many} in it", remedy=_REMEDY)
    return found[0]


def _below(path: str) -> Iterator[str]:
    """Every file below a folder, by its name from there."""
    for file in Path(path).rglob("*"):
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(path).as_posix()
