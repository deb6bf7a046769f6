"""A stick packed as a zip archive comes back as it went; what would do harm is refused."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from hustings.errors import InputError
from hustings.sealing.procession import zipped

FILES = {
    "README.txt": b"Pass it on.",
    "manifest.json": b"{}",
    "statements.jsonl": b"{}\n",
    "contests/chair/board.bin": bytes(200),
    "contests/chair/lists/M1.bin": b"\1" * 300,
}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    for name, content in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return place


def unpacked(data: bytes, tmp_path: Path) -> dict[str, bytes]:
    place = tmp_path / "unpacked"
    place.mkdir()
    zipped.unpack(data, str(place))
    return {
        one.relative_to(place).as_posix(): one.read_bytes()
        for one in place.rglob("*")
        if one.is_file()
    }


def archive(*members: tuple[str | ZipInfo, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return made.getvalue()


def test_what_comes_back_is_what_went(stick: Path, tmp_path: Path) -> None:
    first = zipped.packed(str(stick))
    (stick / "notes.txt").write_text("mine")
    (stick / "contests" / "away").symlink_to("/etc/passwd")
    assert zipped.packed(str(stick)) == first
    with ZipFile(BytesIO(first)) as file:
        assert sorted(file.namelist()) == sorted(f"stick/{name}" for name in FILES)
    assert unpacked(first, tmp_path) == FILES


@pytest.mark.parametrize("start", ["", "stick/", "Stick of Tess (2)/", "a/b/"])
def test_the_folder_may_be_packed_as_a_computer_does(start: str, tmp_path: Path) -> None:
    members = [(f"{start}{name}", content) for name, content in FILES.items()]
    members += [
        ("__MACOSX/stick/._manifest.json", b"x"),
        (f"{start}.DS_Store", b"x"),
        (f"{start}contests/chair/lists/", b""),
        (f"{start}contests/chair/lists/M1.bin.part", b"x"),
    ]
    assert unpacked(archive(*members), tmp_path) == FILES


def link(name: str) -> ZipInfo:
    made = ZipInfo(name)
    made.create_system = 3
    made.external_attr = (stat.S_IFLNK | 0o777) << 16
    return made


def locked(data: bytes) -> bytes:
    """The same archive, each member marked as encrypted."""
    made = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


MANIFEST = ("manifest.json", b"{}")


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: b"no zip", "this is not a zip archive"),
        (lambda: archive(MANIFEST)[:-9], "damaged"),
        (lambda: archive(("notes.txt", b"")), "no stick is in it"),
        (lambda: archive(("a/manifest.json", b""), ("b/manifest.json", b"")), "several sticks"),
        (lambda: archive(MANIFEST, ("../../etc/cron.d/x", b"")), "a name in it leads elsewhere"),
        (lambda: archive(MANIFEST, ("/etc/cron.d/x", b"")), "a name in it leads elsewhere"),
        (lambda: archive(MANIFEST, ("contests\\x", b"")), "a name in it leads elsewhere"),
        (
            lambda: archive(MANIFEST, (link("contests/chair/board.bin"), b"/etc/passwd")),
            "`contests/chair/board.bin` in it is a link",
        ),
        (lambda: archive(MANIFEST, ("MANIFEST.json", b"")), "`MANIFEST.json` is in it twice"),
        (lambda: locked(archive(MANIFEST)), "locked with a password"),
        (
            lambda: archive(MANIFEST, ("contests/c/board.bin", bytes(zipped.MOST_BYTES))),
            "this unpacks to more than",
        ),
    ],
)
def test_what_would_do_harm_is_refused_in_a_sentence(
    made: Callable[[], bytes], why: str, tmp_path: Path
) -> None:
    place = tmp_path / "unpacked"
    place.mkdir()
    with pytest.raises(InputError) as caught:
        zipped.unpack(made(), str(place))
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == [place]


def test_a_member_that_says_it_is_small_is_read_no_further(tmp_path: Path) -> None:
    """A bomb: its size in the list of members is a lie."""
    data = bytearray(archive(("manifest.json", bytes(5_000_000))))
    size, packed = (5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    assert data.count(size) == 2
    lying = bytes(data).replace(size, packed)
    place = tmp_path / "unpacked"
    place.mkdir()
    with pytest.raises(InputError, match="damaged"):
        zipped.unpack(lying, str(place))
    assert list(place.iterdir()) == []


def test_more_than_a_page_takes_is_refused_before_it_is_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(zipped, "MOST_BYTES", 1000)
    data = archive(("manifest.json", zlib.compress(bytes(range(256)) * 50, 0)))
    assert len(data) < 1000
    with pytest.raises(InputError, match="this unpacks to more than 1,000 bytes"):
        zipped.unpack(data, str(tmp_path))
    with pytest.raises(InputError, match="this has more than 1,000 bytes"):
        zipped.unpack(data + bytes(1000), str(tmp_path))
