"""How ballots are to be read: the reading options of `hustings count`, as a caller gives them.

Knows how each is written on the command line, in files and in a program. Must not know what
becomes of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar, cast

from hustings.election.formats.request import Directions
from hustings.errors import InputError
from hustings.inputs.text import read_text, shown

# The name of a file. Wherever a sequence of names is taken as well, a string is a file's name.
File = str | os.PathLike[str]
WriteIns = Literal["leave-out", "candidate"]
Treatment = Literal["skip", "stop", "refuse"]

WRITE_INS = ("leave-out", "candidate")
TREATMENTS = ("skip", "stop", "refuse")
# What a page calls the files of a caller who gave names without a file.
CANDIDATES_FILE = "candidates.txt"
ALIASES_FILE = "aliases.txt"

T = TypeVar("T")


class Options(NamedTuple):
    """How ballots are to be read; None where nothing is given.

    Attributes:
        input_format: one of `registry.FORMATS`; else told by the content.
        seats: places to fill instead of what the file says.
        faulty_ballots: keep ballots that rank a candidate twice.
        columns: headings of the columns of votes in order of preference, as a row of CSV or as a
            sequence.
        candidates: who stands: a file with a name on each line, or the names.
        contest: which of several contests in one form.
        write_ins: what becomes of UWI, Write-in and the like.
        aliases: other spellings: a file with lines such as `Bob Smith = Robert Smith`, or a
            mapping from what ballots say to whom it means.
        sheet: of a spreadsheet that has several.
        on_gap, on_repeat, on_overvote: what becomes of faulty ballots where the rules leave it
            open.
    """

    input_format: str | None = None
    seats: int | None = None
    faulty_ballots: bool = False
    columns: str | Sequence[str] | None = None
    candidates: File | Sequence[str] | None = None
    contest: str | None = None
    write_ins: WriteIns | None = None
    aliases: File | Mapping[str, str] | None = None
    sheet: str | None = None
    on_gap: Treatment | None = None
    on_repeat: Treatment | None = None
    on_overvote: Treatment | None = None

    @property
    def directions(self) -> Directions:
        """How a table is to be read.

        Raises:
            InputError: a file that says so cannot be read, or one of these is not as it should be.
        """
        _check(self.write_ins, "write_ins", WRITE_INS)
        return Directions(
            () if self.columns is None else _columns(_row(self.columns)),
            _listed(self.candidates, _candidate_lines, candidate_names),
            self.contest,
            self.write_ins,
            _listed(self.aliases, _alias_lines, alias_pairs),
            self.sheet,
        )

    @property
    def policies(self) -> tuple[tuple[str, str], ...]:
        """What becomes of faulty ballots: (fault, treatment) where one is given.

        Raises:
            InputError: there is no such treatment.
        """
        given = (("gap", self.on_gap), ("repeat", self.on_repeat), ("overvote", self.on_overvote))
        for fault, word in given:
            _check(word, f"on_{fault}", TREATMENTS)
        return tuple((fault, word) for fault, word in given if word is not None)

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """(option, value) of `hustings count` for what is given, in the order of its help.

        Seats are left out, which a record repeats. Files are named without their folder.
        """
        given: tuple[tuple[str, str | None], ...] = (
            ("--input-format", self.input_format),
            ("--faulty-ballots", "" if self.faulty_ballots else None),
            ("--columns", None if self.columns is None else _row(self.columns)),
            ("--candidates", _published(self.candidates, CANDIDATES_FILE)),
            ("--contest", self.contest),
            ("--write-ins", self.write_ins),
            ("--aliases", _published(self.aliases, ALIASES_FILE)),
            ("--sheet", self.sheet),
            *((f"--on-{fault}", word) for fault, word in self.policies),
        )
        return tuple((option, value) for option, value in given if value is not None)

    @property
    def files(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Files that `asked` names and that are nowhere yet: name and lines."""
        files: list[tuple[str, tuple[str, ...]]] = []
        if self.candidates is not None and not isinstance(self.candidates, str | os.PathLike):
            files.append((CANDIDATES_FILE, _candidate_lines(self.candidates)))
        if self.aliases is not None and not isinstance(self.aliases, str | os.PathLike):
            files.append((ALIASES_FILE, _alias_lines(self.aliases)))
        return tuple(files)


def _check(word: str | None, called: str, known: tuple[str, ...]) -> None:
    if word is not None and word not in known:
        raise InputError(
            f"{shown(str(word))} is not a value of {called}",
            remedy="choose one of " + ", ".join(known),
        )


def _published(given: object, name: str) -> str | None:
    """The name by which a file is known to others: its own without the folder, else `name`."""
    if isinstance(given, str | os.PathLike):
        return os.path.basename(os.fspath(cast(File, given)))
    return None if given is None else name


def _row(columns: str | Sequence[str]) -> str:
    """Headings as a row of CSV."""
    if isinstance(columns, str):
        return columns
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(columns)
    return out.getvalue()


def _columns(given: str) -> tuple[str, ...]:
    import csv
    import io

    try:
        rows = list(csv.reader(io.StringIO(given), strict=True, skipinitialspace=True))
    except csv.Error:
        rows = []
    names = tuple(cell.strip() for row in rows for cell in row if cell.strip())
    if len(rows) != 1 or not names:
        raise InputError(
            f"{shown(given)} names no columns",
            remedy='give headings with commas between them: --columns "Choice 1,Choice 2"',
        )
    return names


Given = TypeVar("Given", Sequence[str], Mapping[str, str])


def _listed(
    given: File | Given | None,
    lines: Callable[[Given], tuple[str, ...]],
    parse: Callable[[str, str], tuple[T, ...]],
) -> tuple[T, ...]:
    """What a file says line by line, or what stands in for one."""
    if given is None:
        return ()
    if isinstance(given, str | os.PathLike):
        path = os.fspath(given)
        return parse(read_text(path), path)
    return parse("\n".join(lines(given)), "")


def _candidate_lines(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(_line(name, candidate_names, name.strip()) for name in names)


def _alias_lines(aliases: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        _line(f"{alias} = {name}", alias_pairs, (alias.strip(), name.strip()))
        for alias, name in aliases.items()
    )


def _line(line: str, parse: Callable[[str, str], tuple[T, ...]], meant: T) -> str:
    """A line as it can stand in a file, from which it is read as it was meant.

    Raises:
        InputError: there is no such line.
    """
    try:
        if parse(line, "") == (meant,):
            return line.strip()
    except InputError:
        pass
    raise InputError(f"{shown(line)} cannot stand on a line of its own", remedy="rename them")


def candidate_names(text: str, source: str) -> tuple[str, ...]:
    """The names in a text, one on each line; `#` begins a comment.

    Raises:
        InputError: a name is listed twice, or there are none.
    """
    names: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        if name in names:
            raise InputError(
                f"{shown(name)} is listed twice",
                remedy="take one out",
                source=source,
                line=number,
            )
        names.append(name)
    if not names:
        raise InputError("no names are given", remedy="write one on each line", source=source)
    return tuple(names)


def alias_pairs(text: str, source: str) -> tuple[tuple[str, str], ...]:
    """(what a ballot says, whom it means) from lines such as `Bob Smith = Robert Smith`.

    Raises:
        InputError: a line is not an alias.
    """
    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        alias, equals, name = (part.strip() for part in line.partition("="))
        if not (alias and equals and name):
            raise InputError(
                f"{shown(line.strip())} is not an alias",
                remedy="write what ballots say, an equals sign and the candidate's name:"
                " `Bob Smith = Robert Smith`",
                source=source,
                line=number,
            )
        pairs.append((alias, name))
    return tuple(pairs)
