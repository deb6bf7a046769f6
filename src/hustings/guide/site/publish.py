"""A folder that is replaced whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping

from hustings.errors import InputError

# A build's own name for the file that says what it wrote; a folder without it is not ours.
Files = Mapping[str, bytes]


def check(folder: str, marker: str) -> None:
    """Refuse a folder that cannot be replaced, before any work is done.

    Args:
        marker: the file that says that an earlier build made this folder.

    Raises:
        InputError: there is a file of this name, a folder with other things in it, no folder
            above it, or no permission.
    """
    real = os.path.realpath(folder)
    above = os.path.dirname(real)
    if not os.path.isdir(above):
        raise InputError(f"there is no folder {above}", remedy="make it first", source=folder)
    if not os.access(above, os.W_OK | os.X_OK):
        raise InputError(
            "there is no permission to write here", remedy="name another place", source=folder
        )
    if not os.path.lexists(real):
        return
    if not os.path.isdir(real):
        raise InputError("this is a file", remedy="name a folder", source=folder)
    if os.path.ismount(real) or real == os.path.realpath(os.getcwd()):
        raise InputError(
            "this folder cannot be replaced whole: it is the one you are in, or a device",
            remedy="name a folder in it",
            source=folder,
        )
    if os.listdir(real) and not os.path.isfile(os.path.join(real, marker)):
        raise InputError(
            "this folder has other files in it, which a build would remove",
            remedy="name a new folder, or an earlier build",
            source=folder,
        )


def replace(folder: str, files: Files, *, before: frozenset[str]) -> None:
    """Put `files`, by path, into `folder`, in place of what was there.

    Everything is written beside it first; until that is complete the old folder is untouched. What
    somebody else has put into the old one (it is not in `before`, the files of the earlier build)
    is taken over: a host's own CNAME, a .git.

    Raises:
        InputError: something could not be written; the old folder is as it was.
        ValueError: a path leads out of the folder.
    """
    real = os.path.realpath(folder)
    above, name = os.path.split(real)
    part = os.path.join(above, f".{name}.{os.getpid()}.part")
    old = os.path.join(above, f".{name}.{os.getpid()}.old")
    done = False
    try:
        os.mkdir(part)
        for path, content in files.items():
            target = _inside(part, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "xb") as file:
                file.write(content)
        if os.path.isdir(real):
            _take_over(real, part, before)
            os.chmod(part, os.stat(real).st_mode & 0o7777)
            os.rename(real, old)
        os.rename(part, real)
        done = True
    except OSError as error:
        raise InputError(
            f"cannot be written: {error.strerror or error}",
            remedy="nothing was changed; name another place or free some space",
            source=folder,
        ) from None
    finally:
        # Also when interrupted between the two: the old folder goes back.
        if os.path.isdir(old) and not os.path.lexists(real):
            os.rename(old, real)
        shutil.rmtree(part, ignore_errors=True)
        # Another build may have put its own in the place meanwhile; then the old one is kept.
        if done:
            shutil.rmtree(old, ignore_errors=True)


def _inside(folder: str, path: str) -> str:
    """Where `path` of a site is in `folder`.

    Raises:
        ValueError: it would be elsewhere; no site of ours has such a path.
    """
    parts = path.split("/")
    if any(part in ("", ".", "..") or "\0" in part or os.sep in part for part in parts):
        raise ValueError(f"a file of a site cannot be called {path!r}")
    return os.path.join(folder, *parts)


def _take_over(real: str, part: str, before: frozenset[str]) -> None:
    """Copy what the earlier build did not write.

    Folders with nothing in them too, unless they held files of the earlier build: a .git without
    its empty folders is none.
    """
    ours = {os.path.dirname(path) for path in before}

    def unread(error: OSError) -> None:
        raise error  # what cannot be read would be lost

    for at, folders, names in os.walk(real, onerror=unread):
        inner = "" if at == real else os.path.relpath(at, real).replace(os.sep, "/")
        if not folders and not names and inner not in ours:
            os.makedirs(os.path.join(part, *inner.split("/")), exist_ok=True)
        for name in (*names, *(f for f in folders if os.path.islink(os.path.join(at, f)))):
            path = f"{inner}/{name}" if inner else name
            target = os.path.join(part, *path.split("/"))
            if path in before or os.path.lexists(target):
                continue
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copy2(os.path.join(at, name), target, follow_symlinks=False)
