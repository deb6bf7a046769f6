"""Compressed files: read whatever they are packed in, refused in one line, always in bounds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable

import pytest

from hustings.errors import InputError
from hustings.inputs.compressed import unpacked
from hustings.inputs.zipped import HARMLESS, MAX_ENTRIES

TEXT = b"2 1\n1 1 2 0\n0\n" * 100
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "xz": lzma.compress,
    "bzip2": bz2.compress,
}


def zipped(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        unpacked(data, "f")
    said = str(caught.value)
    assert said.isprintable()
    return said


@pytest.mark.parametrize("kind", PACKERS)
def test_what_is_packed_is_unpacked(kind: str) -> None:
    pack = PACKERS[kind]
    large = bytes(range(256)) * 5_000
    assert unpacked(pack(TEXT), "f") == (TEXT, "f", (f"Unpacked from {kind}.",))
    assert unpacked(pack(large), "f")[0] == large
    assert unpacked(pack(b""), "f")[0] == b""
    # Several streams one after another, as some programs write them, and zeros to fill up.
    assert unpacked(pack(TEXT) + pack(large) + bytes(70_000), "f")[0] == TEXT + large


@pytest.mark.parametrize("kind", PACKERS)
def test_packed_files_that_are_damaged(kind: str) -> None:
    whole = PACKERS[kind](TEXT)
    assert refusal(whole[:-3]) == (
        f"f: this is compressed with {kind} and ends too early; fetch it again, it was cut off on"
        " its way"
    )
    damaged = f"f: this is compressed with {kind} and damaged; fetch or compress it again"
    assert refusal(whole + b"more and more") == damaged
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :]
    assert refusal(flipped).startswith(f"f: this is compressed with {kind} and ")


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_zip_archive_of_one_file(how: int) -> None:
    litter = [("__MACOSX/._ward.blt", b"x"), ("a/.DS_Store", b"x"), ("a/", b"")]
    packed = zipped(*litter, ("a/ward.blt", TEXT), how=how)
    notes = ("Unpacked a/ward.blt from a zip archive.",)
    assert unpacked(packed, "f.zip") == (TEXT, "f.zip/a/ward.blt", notes)
    assert unpacked(packed, "")[1] == "a/ward.blt"


def test_zip_archives_that_are_refused() -> None:
    one = zipped(("a", TEXT))
    assert refusal(zipped(("a", TEXT), ("b\n", TEXT))) == (
        "f: this zip archive holds 2 files: `a`, `b\\n`; unpack it, and give the files of ballots"
    )
    many = [(f"{number}", b"") for number in range(7)]
    assert refusal(zipped(*many)).endswith(
        "`3`, `4` and 2 more; unpack it, and give the files of ballots"
    )
    assert refusal(zipped()) == "f: this zip archive holds no file; look what was sent"
    assert refusal(one[:-8]) == (
        "f: this is compressed with zip and damaged; fetch or compress it again"
    )
    assert refusal(one.replace(zlib.crc32(TEXT).to_bytes(4, "little"), b"crc!")) == (
        "f: this is compressed with zip and damaged; fetch or compress it again"
    )
    nameless = zipped(("?name?", TEXT)).replace(b"?name?", b"\0name?")  # a zero ends the name
    assert zipfile.ZipFile(io.BytesIO(nameless)).namelist() == [""]
    assert refusal(nameless) == (
        "f: this is compressed with zip and damaged; fetch or compress it again"
    )
    unusual = zipped(("a", TEXT), how=zipfile.ZIP_LZMA)
    assert refusal(unusual) == (
        "f: this zip archive is packed in an unusual way; unpack it, and give the file"
    )
    locked = bytearray(one)
    locked[6] |= 1  # the bit that says so, in the file's own header and in the list
    locked[one.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(locked)) == (
        "f: this zip archive is locked with a password; unpack it, and give the file"
    )
    crowd = b"PK\x03\x04" + b"PK\x01\x02" * (MAX_ENTRIES + 1)
    assert refusal(crowd) == "f: this zip archive holds far too many files; give one file"


@pytest.mark.parametrize("outer", [*PACKERS, "zip"])
@pytest.mark.parametrize("inner", [*PACKERS, "zip"])
def test_one_in_another_is_refused(outer: str, inner: str) -> None:
    packers = {**PACKERS, "zip": lambda data: zipped(("a", data))}
    where = "f/a" if outer == "zip" else "f"
    assert refusal(packers[outer](packers[inner](TEXT))) == (
        f"{where}: there is another compressed file in this one; unpack both, and give the file of"
        " ballots"
    )


def test_an_archive_of_tapes_is_refused() -> None:
    tar = b"ward.blt".ljust(257, b"\0") + b"ustar\0" + bytes(249)
    assert (
        refusal(gzip.compress(tar)) == "f: this holds a tar archive; unpack it, and give one file"
    )


BOMB = """
import io, lzma, resource, sys, zipfile, zlib, bz2
def pieces(compressor, size):
    zeros = bytes(1_000_000)
    out = [compressor.compress(zeros) for _ in range(size // len(zeros))]
    return b"".join([*out, compressor.flush()])
kind, size = sys.argv[1], 400_000_000
if kind == "gzip":
    data = pieces(zlib.compressobj(9, zlib.DEFLATED, 31), size)
elif kind == "bzip2":
    data = pieces(bz2.BZ2Compressor(), 60_000_000)
elif kind == "members":
    data = zlib.compress(b"", wbits=31) * 150_000
elif kind == "dictionary":  # says that unpacking it needs a gigabyte
    wide = [{"id": lzma.FILTER_LZMA2, "dict_size": 1_000_000_000, "mode": lzma.MODE_FAST,
             "mf": lzma.MF_HC3, "nice_len": 10}]
    data = lzma.compress(b"x", filters=wide)
else:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("a", "w", force_zip64=True) as file:
            for _ in range(size // 1_000_000):
                file.write(bytes(1_000_000))
    data = out.getvalue()
from hustings.errors import InputError
from hustings.inputs.compressed import unpacked
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    unpacked(data, "f")
except InputError as error:
    print(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("gzip", "f: this unpacks to more than "),
        ("bzip2", "f: this unpacks to more than "),
        ("zip", "f/a: this unpacks to more than "),
        ("dictionary", "f: unpacking this would take far too much memory"),
        ("members", "f: this is compressed with gzip and damaged"),
    ],
)
def test_bombs_take_bounded_memory(kind: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BOMB, kind], capture_output=True, text=True, check=True, timeout=300
    )
    line, grown = done.stdout.splitlines()
    assert line.startswith(said)
    # 400 megabytes of zeros come in 0.4; what is kept is 250 times those, at most.
    assert int(grown) < 200_000_000


def test_small_files_may_be_as_repetitive_as_they_like() -> None:
    text = b"1 1 2 0\n" * (HARMLESS // 8)
    assert unpacked(gzip.compress(text), "f")[0] == text
    assert refusal(gzip.compress(text + b"\n")) == (
        f"f: this unpacks to more than {HARMLESS:,} bytes; unpack it first, if it is what it says"
    )
