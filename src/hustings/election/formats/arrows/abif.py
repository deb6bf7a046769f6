"""ABIF, the Aggregated Ballot Information Format: `=Ann:[Ann Long Name]`, `27:Ann>Bo=Cy`; and plain
lists of such rankings, `12: Ann > Bo` or `Ann > Bo`, with or without a number of papers.

Knows tokens, quoted names, metadata in braces and what ABIF has besides rankings. ABIF has no
seats: they come from the caller or from a line `# seats: N`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hustings.election.formats.arrows.names import Ballots, Ranks, arrows, ranks_in
from hustings.election.formats.ballots import (
    Parsed,
    check_name,
    check_size,
    check_writable,
    make_election,
)
from hustings.election.formats.remarks import Remarks, remark_lines, writable
from hustings.election.formats.request import MAX_CANDIDATES, Request
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.inputs.text import Source, shown, whole_number

_KEYS = {"title", "seats", "withdrawn", "slate", "groups", "rejected"}
_PAPERS = re.compile(r"\s*([0-9]+)\s*[:*]\s*(.*)", re.DOTALL)
_QUOTED = re.compile(r'\[([^\[\]]*)\]|"([^"]*)"')
_RATING = re.compile(r"/\s*[0-9]+(?:\.[0-9]+)?\s*")
_COMMENT = re.compile(r"\s#(?!\S).*")
_HEADER = re.compile(r"ABIF(?:\s+[0-9.]+)?(?:\s*\{.*\})?\s*", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# What stands for a quoted name while a line is cut at its arrows: no text holds one.
_MARK = "\0"


@dataclass(slots=True)
class _File:
    """What was read so far; names and lines by token, in the order of the file."""

    declared: dict[str, tuple[str, int]] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)
    ballots: Ballots = field(default_factory=Ballots)
    title: str = ""
    announced: int = -1  # ballots, by the metadata
    rated: bool = False
    extended: bool = False
    bare: bool = False  # whether some line has no number of papers
    numbered: bool = False


def read(source: Source, request: Request) -> Parsed:
    """The election and the profile of a file in ABIF, or of a plain list of rankings.

    Raises:
        InputError: a line that is none of these, scores instead of rankings, or the number of seats
            is not given.
    """
    file = _File()
    notes: list[str] = []
    for line, text in enumerate(source.text.split("\n"), start=1):
        _read_line(source, text.strip(), line, file, notes)
    find: dict[str, int] = {}
    if file.declared:
        names = [name for name, _ in file.declared.values()]
        name_lines = [line for _, line in file.declared.values()]
        check_size(source, candidates=len(names), seats=1, line=name_lines[0])
        find = {name: place for place, name in enumerate(names)}
        for place, token in enumerate(file.declared):
            if find.get(token, place) != place:
                raise source.fault(
                    f"{shown(token)} is the token of one candidate and the name of another",
                    line=name_lines[place],
                    remedy="give each a token of their own",
                )
            find[token] = place
    else:
        names, name_lines = file.ballots.names(source, notes)
        find = {name: place for place, name in enumerate(names)}
        _refuse_numbers(source, names, name_lines)
    profile = file.ballots.profile(
        source,
        find.__getitem__,
        file.remarks.rejected,
        listed="the candidates, as `=Token:[Name]`",
        faulty_ballots=request.faulty_ballots,
    )
    if file.announced not in (-1, profile.total):
        raise source.fault(
            f"the metadata say {file.announced} ballots, but the lines hold {profile.total}",
            remedy="complete the file, or correct the number",
        )
    slates, groups = file.remarks.of_candidates(source, len(names))
    election = make_election(
        source,
        request,
        names,
        name_lines,
        title=file.remarks.single.get("title", (file.title, 0))[0],
        seats=file.remarks.seats(source),
        notes=notes,
        slates=slates,
        groups=groups,
        withdrawn=file.remarks.withdrawn(source, names),
    )
    if file.rated:
        notes.append("The scores after `/` were passed over: the order is that of the arrows.")
    if file.extended:
        notes.append("The data in braces after ballots were passed over.")
    if file.bare and file.numbered:
        notes.append("Lines without a number of papers were taken for one paper each.")
    return Parsed(election, profile, notes)


def _read_line(source: Source, text: str, line: int, file: _File, notes: list[str]) -> None:
    if not text:
        return
    if text[0] == "#":
        file.remarks.note(source, text, line, _KEYS)
    elif text[0] == "=":
        _read_candidate(source, text, line, file)
    elif text[0] == "{":
        _read_metadata(source, text, line, file, notes)
    elif _HEADER.fullmatch(text) and not file.declared and not file.ballots.each:
        return
    else:
        _read_ballot(source, text, line, file)


def _read_candidate(source: Source, text: str, line: int, file: _File) -> None:
    rest = text[1:].strip()
    closing = {"[": "]", '"': '"'}.get(rest[:1], "")
    if closing:
        token, closed, rest = rest[1:].partition(closing)
        rest = rest.strip()
        colon, name = rest[:1] if closed else "", rest[1:].strip()
    else:
        token, colon, name = (part.strip() for part in rest.partition(":"))
    if name[:1] == "[" and name[-1:] == "]":
        name = name[1:-1]
    if colon != ":" or set(token) & set('[]"') or set(name) & set("[]"):
        raise source.fault(
            f"{shown(text)} is not the line of a candidate",
            line=line,
            remedy="write it as `=Token:[Name]`",
        )
    token, name = token.strip(), name.strip() or token.strip()
    if not token or token in file.declared or len(file.declared) >= MAX_CANDIDATES:
        raise source.fault(
            f"the candidate {shown(token)} is listed twice, or has no token",
            line=line,
            remedy="give each candidate one line `=Token:[Name]`",
        )
    file.declared[token] = (name, line)


def _read_metadata(source: Source, text: str, line: int, file: _File, notes: list[str]) -> None:
    """One line in braces: the title and the number of ballots are taken up, others noted."""
    key, colon, value = (part.strip() for part in text[1:-1].partition(":"))
    key = key.strip("\"'").strip()
    if text[-1] != "}" or not colon or not key:
        raise source.fault(
            f"{shown(text)} is not a line of metadata",
            line=line,
            remedy='write one key and its value on a line, such as `{"title": "Club"}`',
        )
    if value[:1] in ("'", '"'):
        value = _unquoted(source, value, line)
    if key == "title":
        check_name(source, value, line, "title")
        file.title = value.strip()
    elif key == "ballotcount":
        file.announced = whole_number(value)
    elif key not in ("version", "filename", "description", "comments"):
        notes.append(f"Line {source.line(line)}, {shown(text)}, is not acted on.")


def _unquoted(source: Source, value: str, line: int) -> str:
    """A text between quotation marks, with JSON's escapes where the marks are JSON's."""
    if value[0] == '"':
        import json

        try:
            text = json.loads(value)
        except ValueError:
            text = None
        if isinstance(text, str):
            return text
    elif len(value) > 1 and value[-1] == "'" and "'" not in value[1:-1]:
        return value[1:-1]
    raise source.fault(
        f"the quotation marks do not match in {shown(value)}",
        line=line,
        remedy="put one before and one after the value",
    )


def _read_ballot(source: Source, text: str, line: int, file: _File) -> None:
    papers = 1
    match = _PAPERS.fullmatch(text)
    if match is None:
        file.bare = True
    else:
        file.numbered = True
        papers, text = whole_number(match[1]), match[2]
        if papers < 1:
            raise source.fault(
                f"{shown(match[1])} is not a number of papers",
                line=line,
                remedy="give a whole number, 1 or more",
            )
    text, quoted = _without_quoted(source, text, line)
    if text[-1:] == "}" and "{" in text:
        text = text[: text.rfind("{")].rstrip().removesuffix(":")
        file.extended = True
    text = _COMMENT.sub("", f" {text}", count=1).strip()
    if "#" in text:
        whole = shown(_with_quoted(text, quoted))
        raise source.fault(
            f"the `#` in {whole} may begin a comment or belong to a name",
            line=line,
            remedy="put a space on both sides of it, or the name in square brackets",
        )
    if not text and match is not None:
        file.ballots.add((), papers, line)
        return
    if "/" in text:
        text, ratings = _RATING.subn("", text)
        file.rated = file.rated or bool(ratings)
        if "/" in text or "," in text:
            raise _scores(source, line)
    if "," in text or ";" in text or "\t" in text:
        raise source.fault(
            f"there is a comma, semicolon or tab on the ballot {shown(_with_quoted(text, quoted))}",
            line=line,
            remedy="write `>` between ranks and `=` between equals; put a name that holds one in"
            " square brackets",
        )
    if "*" in text:
        raise _scores(source, line)
    ranks = ranks_in(source, text, line)
    file.ballots.add(_named(source, ranks, quoted, line), papers, line)


def _scores(source: Source, line: int) -> Exception:
    return source.fault(
        "this ballot gives scores or weights, not a ranking",
        line=line,
        remedy="write the order with `>` and `=`, such as `27: Ann > Bo = Cy`",
    )


def _without_quoted(source: Source, text: str, line: int) -> tuple[str, list[str]]:
    """The line with a mark in place of each name in brackets or quotation marks, and the names."""
    if "[" not in text and '"' not in text and "]" not in text:
        return text, []
    # Data in braces after a ballot have quotation marks of their own.
    brace = text.find("{")
    head, behind = (text, "") if brace < 0 or "[" in text[brace:] else (text[:brace], text[brace:])
    quoted: list[str] = []

    def take(match: re.Match[str]) -> str:
        quoted.append((match[1] if match[1] is not None else match[2]).strip())
        return _MARK

    head = _QUOTED.sub(take, head)
    if set(_COMMENT.sub("", head, count=1)) & set('[]"'):
        raise source.fault(
            f"the brackets or quotation marks do not match in {shown(text)}",
            line=line,
            remedy="put each name in one pair of square brackets",
        )
    return head + behind, quoted


def _with_quoted(text: str, quoted: list[str]) -> str:
    names = iter(quoted)
    return "".join(f"[{next(names)}]" if letter == _MARK else letter for letter in text)


def _named(source: Source, ranks: Ranks, quoted: list[str], line: int) -> Ranks:
    """The ranks with the quoted names back in their places."""
    if not quoted:
        return ranks
    names = iter(quoted)
    named: list[tuple[str, ...]] = []
    for rank in ranks:
        members: list[str] = []
        for name in rank:
            if _MARK in name and name != _MARK:
                raise source.fault(
                    "there are words beside a name in brackets or quotation marks",
                    line=line,
                    remedy="put the whole name inside",
                )
            members.append(next(names) if _MARK in name else name)
        named.append(tuple(members))
    if not all(all(rank) for rank in named):
        raise source.fault("a name is empty", line=line, remedy="name the candidate")
    return tuple(named)


def _refuse_numbers(source: Source, names: list[str], lines: list[int]) -> None:
    """Refuse names that may begin with a number of papers, where no list says what is a name."""
    for name, line in zip(names, lines, strict=True):
        head = name.split(None, 1)[0]
        if head.isdecimal() or ":" in name:
            raise source.fault(
                f"the name {shown(name)} begins with a number, or holds a colon",
                line=line,
                remedy="write a number of papers as `12: Ann > Bo`, or list the candidates as"
                " `=Token:[Name]`",
            )


def write(election: Election, profile: Profile) -> str:
    """A file in ABIF, with the rest that our reader reads back in comments.

    Raises:
        InputError: an empty rank, or a name with square brackets.
    """
    check_writable(election, profile)
    names = [writable(name, "name") for name in election.names]
    for name in names:
        if "[" in name or "]" in name:
            raise InputError(
                f"the name {shown(name)} holds a square bracket, which ABIF has no way to write",
                remedy="write blt or csv",
            )
    tokens = _tokens(names)
    lines = ['{"version": "0.1"}', *remark_lines(election, profile, _KEYS)]
    lines += [f"={token}:[{name}]" for token, name in zip(tokens, names, strict=True)]
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        lines.append(f"{papers}:{arrows(ranking, tokens, above='>', beside='=')}")
    return "\n".join([*lines, ""])


def _tokens(names: list[str]) -> list[str]:
    """A word for each candidate: the name where all of them are words, else C1, C2 …"""
    if all(_TOKEN.fullmatch(name) for name in names):
        return names
    return [f"C{place + 1}" for place in range(len(names))]
