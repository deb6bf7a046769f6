"""`election.zip` as a file from anybody: opened with care, its members read within bounds.

Knows what a hostile zip archive can be. Must not know what the members hold.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from hustings.errors import InputError, NotVerified
from hustings.inputs.text import read_bytes, shown
from hustings.inputs.zipped import ZIP, bounded, damaged, member, open_zip
from hustings.sealing.archive.members import INDEX, MANIFEST, NAME

if TYPE_CHECKING:
    from zipfile import ZipFile

# An archive of 140,000 ballots has 100 MB; nobody publishes one twenty times as large.
MOST_BYTES = 2_000_000_000
MOST_MEMBER = 1_000_000_000
# The index and everything else that is read before it is known to be signed.
MOST_DOCUMENT = 50_000_000
_DOCUMENTS = (".json", ".jsonl")


class Container:
    """An archive open for reading; use in a `with` statement.

    Attributes:
        names: of all members.
    """

    def __init__(self, path: str) -> None:
        """Open the archive at `path`.

        Raises:
            InputError: it cannot be read, is no zip archive or no archive of an election, or is
                made to do harm: names that lead elsewhere, a name twice, members beyond measure.
        """

        def unreadable(why: str) -> InputError:
            return InputError(why, source=path)

        data = read_bytes(path, unreadable, standard=False, most=MOST_BYTES)
        if len(data) > MOST_BYTES:
            raise InputError(f"this has more than {MOST_BYTES:,} bytes", source=path)
        if not data.startswith(ZIP):
            raise InputError(
                "this is not a zip archive", remedy="give an election.zip", source=path
            )
        self.path = path
        self.archive: ZipFile = open_zip(data, path)
        self.names = self.archive.namelist()
        try:
            self._check()
        except InputError:
            self.archive.close()
            raise

    def __enter__(self) -> Container:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.archive.close()

    def read(self, name: str) -> bytes:
        """The content of a member.

        Raises:
            NotVerified: there is none of that name.
            InputError: it is damaged, locked or unpacks to more than it may.
        """
        if name not in self.names:
            raise NotVerified(f"{shown(name)} is missing")
        entry = self.archive.getinfo(name)
        most = MOST_DOCUMENT if name.endswith(_DOCUMENTS) else MOST_MEMBER
        source = f"{self.path}, {name}"
        pieces = member(self.archive, entry, source)
        content = b"".join(bounded(pieces, entry.compress_size, source, most))
        if len(content) != entry.file_size:
            raise damaged("zip", source)
        return content

    def _check(self) -> None:
        for name in self.names:
            if not NAME.fullmatch(name):
                raise self._fault(f"a member is called {shown(name)}")
        if len(set(self.names)) < len(self.names):
            twice = next(name for name in self.names if self.names.count(name) > 1)
            raise self._fault(f"two members are called {shown(twice)}")
        if sum(entry.file_size for entry in self.archive.infolist()) > MOST_BYTES:
            raise self._fault(f"this unpacks to more than {MOST_BYTES:,} bytes")
        for name in (INDEX, MANIFEST):
            if name not in self.names:
                raise self._fault(f"there is no {name} in it")

    def _fault(self, what: str) -> InputError:
        return InputError(
            f"this is not the archive of an election: {what}",
            remedy="give an election.zip as it was published",
            source=self.path,
        )
