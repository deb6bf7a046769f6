"""Make the ballot files that are measured and are not at hand.

Knows where they come from. It is run as a process of its own, so that its memory is not that of the
measuring process.

    python bench/prepare.py scottish ARCHIVE FOLDER ELECTIONS
    python bench/prepare.py reconstruction FILE
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path


def scottish(archive: Path, folder: Path, elections: int) -> None:
    """`elections` CSV files: those of the archive, then as many of them a second time as it takes.

    All 1,070 councils' elections are public; the archive holds about half of them.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as unpacked:
        with tarfile.open(archive) as tar:
            if hasattr(tarfile, "data_filter"):
                tar.extractall(unpacked, filter="data")
            else:
                tar.extractall(unpacked)
        files = sorted(Path(unpacked).rglob("*.csv"))
        if not len(files) <= elections <= 2 * len(files):
            sys.exit(f"{archive} holds {len(files)} elections: ask for that many up to twice that")
        for file in files[: elections - len(files)]:
            shutil.copyfile(file, folder / f"{file.stem}.again.csv")
        for file in files:
            shutil.move(file, folder / file.name)


def reconstruction(file: Path) -> None:
    """The ballots of `hustings demo`, without the comment lines that some packages cannot read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "drawn.blt"
        command = [sys.executable, "-m", "hustings.demo", "--ballots", str(drawn)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        lines = drawn.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("#")), "utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["scottish", archive, folder, elections]:
            scottish(Path(archive), Path(folder), int(elections))
        case ["reconstruction", file]:
            reconstruction(Path(file))
        case _:
            sys.exit(__doc__)
