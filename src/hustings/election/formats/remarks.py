"""Comment lines that keep what a format itself has no place for.

Knows the lines `# key: value` and `# key N: value` which the writers write and the readers read
back. The caller names the keys it uses.

    # title: Ward 3            # seats: 4              # form: ranks
    # candidates: Amy;Bob      # withdrawn: Bob        # untitled:
    # slate 2: Labour          # groups 2: women;new   # rejected 12: no first preference

Candidates are numbered from 1. A list is separated by semicolons; an item that holds a semicolon or
a quotation mark is quoted as in CSV.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from hustings.election.formats.request import MAX_SEATS
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.inputs.text import Source, has_control, shown, whole_number

# Compiled when there is a comment to look at: most files have none.
_REMARK = (
    r"(?i:#\s*(title|seats|form|candidates|withdrawn|untitled|slate|groups|rejected))"
    r"(?: ([0-9]{1,16}))?:(.*)"
)
_NUMBERED = {"slate", "groups", "rejected"}


@dataclass(slots=True, eq=False, repr=False)
class Remarks:
    """What the comment lines of one file said.

    Attributes:
        single: value and line by key, for the keys that occur once.
        numbered: (key, number) to (value, line): slates and groups by 0-based candidate.
        rejected: papers refused before the count, as (reason, papers).
    """

    single: dict[str, tuple[str, int]] = field(default_factory=dict)
    numbered: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    rejected: list[tuple[str, int]] = field(default_factory=list)

    def note(self, source: Source, comment: str, line: int, keys: set[str]) -> None:
        """Take in a comment line if it is a remark with one of `keys`; any other is left alone.

        Raises:
            InputError: a remark that is there twice.
        """
        match = re.fullmatch(_REMARK, comment.strip())
        if match is None:
            return
        key, value = match[1].lower(), match[3].strip()
        if key not in keys or (key in _NUMBERED) != (match[2] is not None):
            return
        if has_control(value):
            raise source.fault(
                f"the remark {shown(comment.strip())} holds a control character",
                line=line,
                remedy="take the character out",
            )
        if key == "rejected":
            self.rejected.append((value, int(match[2])))
            return
        place = (key, int(match[2]) - 1 if match[2] else 0)
        if place in self.numbered or key in self.single:
            raise source.fault(
                f"a second line gives the {key}", line=line, remedy="take one of them out"
            )
        if match[2]:
            self.numbered[place] = (value, line)
        else:
            self.single[key] = (value, line)

    def seats(self, source: Source) -> int | None:
        """The number of seats given, None where none is."""
        if "seats" not in self.single:
            return None
        value, line = self.single["seats"]
        number = whole_number(value)
        if not 1 <= number <= MAX_SEATS:
            raise source.fault(
                f"{shown(value)} is not a number of seats",
                line=line,
                remedy=f"give a whole number from 1 to {MAX_SEATS}",
            )
        return number

    def of_candidates(
        self, source: Source, candidates: int
    ) -> tuple[list[str], dict[int, tuple[str, ...]]]:
        """The slate of each candidate and the groups of those who have any.

        Raises:
            InputError: a remark about a candidate who is not standing.
        """
        slates = [""] * candidates
        groups: dict[int, tuple[str, ...]] = {}
        for (key, place), (value, line) in self.numbered.items():
            if not 0 <= place < candidates:
                raise source.fault(
                    f"a {key} is given for candidate {place + 1} of {candidates}",
                    line=line,
                    remedy="correct the number",
                )
            if key == "slate":
                slates[place] = value
            else:
                groups[place] = tuple(split_list(source, value, line))
        return slates, groups

    def withdrawn(self, source: Source, names: list[str]) -> list[int]:
        """Indexes of the candidates given as withdrawn, by name, or else by number."""
        if "withdrawn" not in self.single:
            return []
        value, line = self.single["withdrawn"]
        places = {name: place for place, name in enumerate(names)}
        withdrawn: list[int] = []
        for item in split_list(source, value, line):
            place = places.get(item, whole_number(item) - 1)
            if not 0 <= place < len(names) or place in withdrawn:
                raise source.fault(
                    f"{shown(item)} cannot be withdrawn: no candidate is called that, or it is"
                    " there twice",
                    line=line,
                    remedy="name each withdrawn candidate once, separated by semicolons",
                )
            withdrawn.append(place)
        return withdrawn


def split_list(source: Source, value: str, line: int) -> list[str]:
    """The items of a list in a remark."""
    import csv

    try:
        rows = list(csv.reader([value], delimiter=";", strict=True, skipinitialspace=True))
    except csv.Error:
        raise source.fault(
            f"{shown(value)} is not a list",
            line=line,
            remedy="separate the items with semicolons and close every quotation mark",
        ) from None
    return [item.strip() for item in rows[0]] if rows else []


def join_list(items: Iterable[str]) -> str:
    """A list as a remark holds it."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="").writerow(items)
    return out.getvalue()


def writable(text: str, what: str) -> str:
    """`text`, if it can stand on a line and comes back the same.

    Raises:
        InputError: a control character, or spaces at either end, which readers take away.
    """
    if has_control(text) or text != text.strip():
        raise InputError(
            f"the {what} {shown(text)} cannot be written: it holds a control character or begins"
            " or ends with a space",
            remedy="correct it",
        )
    return text


def remark_lines(election: Election, profile: Profile, keys: set[str]) -> list[str]:
    """The remarks with `keys` that `election` and `profile` need, in a fixed order.

    Raises:
        InputError: something that cannot stand in a remark.
    """
    lines: list[str] = []
    if "title" in keys:
        lines.append(f"# title: {writable(election.title, 'title')}")
    if "seats" in keys:
        lines.append(f"# seats: {election.seats}")
    if "candidates" in keys:
        names = [writable(name, "name") for name in election.names]
        lines.append(f"# candidates: {join_list(names)}")
    if "withdrawn" in keys and election.withdrawn:
        names = [writable(election.names[place], "name") for place in election.withdrawn]
        lines.append(f"# withdrawn: {join_list(names)}")
    if "untitled" in keys and not election.title:
        lines.append("# untitled:")
    for candidate in election.candidates:
        if candidate.slate:
            slate = writable(candidate.slate, "slate")
            lines.append(f"# slate {candidate.index + 1}: {slate}")
        if candidate.groups:
            groups = join_list(writable(group, "group") for group in candidate.groups)
            lines.append(f"# groups {candidate.index + 1}: {groups}")
    for reason, papers in profile.rejected:
        lines.append(f"# rejected {papers}: {writable(reason, 'reason')}")
    return lines
