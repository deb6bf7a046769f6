"""A folder that is replaced whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.guide.site import publish

MARKER = "build.json"
FIRST = {"index.html": b"one", "lists/a.html": b"a", MARKER: b"{}"}
SECOND = {"index.html": b"two", "cy/index.html": b"dau", MARKER: b"{}"}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_new_folder_holds_just_the_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish.check(str(site), MARKER)
    publish.replace(str(site), FIRST, before=frozenset())
    assert tree(site) == FIRST
    assert os.listdir(tmp_path) == ["site"]


def test_the_next_build_takes_its_place_and_keeps_what_somebody_else_put_there(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    publish.replace(str(site), FIRST, before=frozenset())
    (site / "CNAME").write_text("lists.example.org")
    (site / "photos").mkdir()
    (site / "photos" / "me.jpg").write_bytes(b"jpg")
    (site / "linked").symlink_to("photos")
    site.chmod(0o755)
    publish.replace(str(site), SECOND, before=frozenset(FIRST))
    assert tree(site) == {
        **SECOND,
        "CNAME": b"lists.example.org",
        "photos/me.jpg": b"jpg",
    }
    assert os.readlink(site / "linked") == "photos"
    assert site.stat().st_mode & 0o777 == 0o755
    assert os.listdir(tmp_path) == ["site"]


def test_a_file_of_ours_wins_over_one_of_the_same_name(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish.replace(str(site), FIRST, before=frozenset())
    publish.replace(str(site), SECOND, before=frozenset({"lists/a.html", MARKER}))
    assert tree(site) == SECOND


def test_a_repository_in_it_stays_one(tmp_path: Path) -> None:
    # Git knows its folder by folders that may well be empty.
    site = tmp_path / "site"
    publish.replace(str(site), FIRST, before=frozenset())
    (site / ".git" / "refs" / "heads").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref: refs/heads/main")
    (site / "empty").mkdir()
    publish.replace(str(site), SECOND, before=frozenset(FIRST))
    assert (site / ".git" / "refs" / "heads").is_dir()
    assert (site / "empty").is_dir()
    assert not (site / "lists").exists()
    assert tree(site) == {**SECOND, ".git/HEAD": b"ref: refs/heads/main"}


def test_what_cannot_be_read_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    publish.replace(str(site), FIRST, before=frozenset())
    (site / "theirs").mkdir()
    (site / "theirs" / "note").write_text("dear")
    scan = os.scandir

    def refusing(path: object) -> object:
        if str(path).endswith("theirs"):
            raise PermissionError(13, "Permission denied")
        return scan(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(InputError, match="Permission denied; nothing was changed"):
        publish.replace(str(site), SECOND, before=frozenset(FIRST))
    monkeypatch.undo()
    assert tree(site) == {**FIRST, "theirs/note": b"dear"}
    assert os.listdir(tmp_path) == ["site"]


def test_a_build_that_was_overtaken_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish.replace(str(site), {**FIRST, "CNAME": b"theirs"}, before=frozenset())
    rename = os.rename

    def overtaken(source: str, target: str) -> None:
        rename(source, target)
        if target.endswith(".old"):
            site.mkdir()
            (site / "index.html").write_bytes(b"another build")

    monkeypatch.setattr(os, "rename", overtaken)
    with pytest.raises(InputError, match="cannot be written"):
        publish.replace(str(site), SECOND, before=frozenset(FIRST))
    monkeypatch.undo()
    assert tree(site) == {"index.html": b"another build"}
    (kept,) = (path for path in tmp_path.iterdir() if path.name.endswith(".old"))
    assert tree(kept) == {**FIRST, "CNAME": b"theirs"}


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "a//x", ".", "a\0b", ""])
def test_no_file_of_a_site_is_outside_its_folder(tmp_path: Path, path: str) -> None:
    site = tmp_path / "site"
    with pytest.raises(ValueError, match="cannot be called"):
        publish.replace(str(site), {**FIRST, path: b"x"}, before=frozenset())
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("moment", ["open", "rename to old", "rename to new"])
def test_the_old_site_stands_whatever_goes_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, moment: str
) -> None:
    site = tmp_path / "site"
    publish.replace(str(site), FIRST, before=frozenset())
    rename = os.rename

    def failing(source: str, target: str) -> None:
        to_old = target.endswith(".old")
        back = source.endswith(".old")
        if not back and to_old == (moment == "rename to old"):
            raise error
        rename(source, target)

    files = dict(SECOND)
    if moment == "open":
        monkeypatch.setattr(
            "hustings.guide.site.publish.open",
            lambda *_: (_ for _ in ()).throw(error),
            raising=False,
        )
    else:
        monkeypatch.setattr(os, "rename", failing)
    expected = InputError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected) as caught:
        publish.replace(str(site), files, before=frozenset(FIRST))
    monkeypatch.undo()
    if isinstance(error, OSError):
        assert str(caught.value) == (
            f"{site}: cannot be written: No space left on device;"
            " nothing was changed; name another place or free some space"
        )
    assert tree(site) == FIRST
    assert os.listdir(tmp_path) == ["site"]


def test_folders_that_are_not_ours_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letters.txt").write_text("dear")
    (tmp_path / "file").write_text("")
    empty = tmp_path / "empty"
    empty.mkdir()
    publish.check(str(empty), MARKER)
    wrong = {
        str(home): "this folder has other files in it, which a build would remove",
        str(tmp_path / "file"): "this is a file",
        str(tmp_path / "no" / "site"): f"there is no folder {tmp_path}/no",
    }
    for folder, what in wrong.items():
        with pytest.raises(InputError) as caught:
            publish.check(folder, MARKER)
        assert what in str(caught.value)
    monkeypatch.chdir(empty)
    with pytest.raises(InputError, match="the one you are in"):
        publish.check(".", MARKER)
    assert tree(home) == {"letters.txt": b"dear"}
