"""The ballot lines of a BLT file.

Knows how papers, candidates, equal and empty ranks and ballot identifiers stand on a line.

Plain lines (digits and single spaces) take the short way: equal lines are added up as text before
anything is made of them, and each different one is split and looked up once. Any other line is
read token by token; what it means is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter

from hustings.election.formats.ballots import Papers, Places, gather_profile
from hustings.election.profile import Profile, Ranking, ranking_of
from hustings.inputs.text import Source, shown, whole_number

_END = "0"
_BARE = (
    "a number alone is neither a ballot nor the `0` that ends the ballots",
    "a withdrawn candidate is written `-2`, a blank ballot `1 0`, the end `0`",
)
_EXAMPLE = (
    "write a ballot as the number of papers, the candidates' numbers in order of preference and a"
    " closing 0, such as `1 4 2 3 0`"
)


class _Odd(Exception):
    """What is wrong with the tokens of one ballot, before anybody knows its line."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy


def read_ballots(
    source: Source,
    lines: list[str],
    start: int,
    places: Places,
    notes: list[str],
    *,
    rejected: Iterable[tuple[str, int]],
    faulty_ballots: bool,
) -> tuple[Profile, int]:
    """The profile, and the index of the line after the `0` that ends the ballots.

    Args:
        start: index of the first line that is neither header nor option.
        places: indexes by number or nickname.
        rejected: papers refused before the count, as (reason, papers).
        faulty_ballots: keep a ranking with a repeated candidate instead of refusing it.

    Raises:
        InputError: a line that is not a ballot, or no `0` at the end.
    """
    closed = _first_is_closed(lines, start)
    if not closed:
        notes.append(
            f"The ballot on line {source.line(start + 1)} has no closing 0: ballots are taken to"
            " end with their lines."
        )
    reading = _Reading(source, lines, start, places, closed)
    after = reading.take()
    rankings = reading.rankings()
    profile = gather_profile(
        source,
        rankings,
        reading.tails.values(),
        rejected,
        plain=reading.plain,
        by_line=None if faulty_ballots else reading.again,
    )
    return profile, after


def _first_is_closed(lines: list[str], start: int) -> bool:
    """Whether the first ballot ends with a 0, which decides for the whole file."""
    tokens = lines[start].partition("#")[0].split() if start < len(lines) else []
    if len(tokens) < 2 or not (whole_number(tokens[0]) > 0 or tokens[0][0] == "("):
        return True  # no ballot at all: for the reading of ballots to complain of
    return tokens[-1] == _END


class _Reading:
    """The ballots of one file on their way to being rankings."""

    def __init__(
        self, source: Source, lines: list[str], start: int, places: Places, closed: bool
    ) -> None:
        self.source = source
        self.lines = lines
        self.start = start
        self.places = places
        self.closed = closed
        self.tails: dict[str, int] = {}  # papers by what follows the number of papers
        self.ids: set[str] = set()
        self.plain = True  # no equal or empty rank was met

    def take(self) -> int:
        """Add up the ballot lines; the index of the line after their end."""
        papers_of = Papers()
        tails = self.tails
        count = tails.get
        for place, line in enumerate(islice(self.lines, self.start, None), self.start):
            head, _, tail = line.partition(" ")
            try:
                papers = papers_of[head]
            except KeyError:
                papers_and_tail = self._look_closer(line, place)
                if papers_and_tail is None:
                    continue
                papers, tail = papers_and_tail
                if not papers:
                    return place + 1
            tails[tail] = count(tail, 0) + papers
        self._refuse_bare_number()
        raise self.source.fault(
            "the file ends before the ballots do",
            line=len(self.lines) - (not self.lines[-1]),
            remedy="end the ballots with a line `0` and give the candidates' names and the title",
        )

    def _look_closer(self, line: str, place: int) -> tuple[int, str] | None:
        """Papers and tail of a line that is not plain; (0, "") for the end, None for no ballot."""
        text = line.partition("#")[0].strip()
        if not text:
            return None
        if text == _END:
            return 0, ""
        if text[0] == "(":
            return self._with_id(text, place)
        head, *rest = text.split(None, 1)
        papers = whole_number(head)
        if papers < 1:
            raise self._no_ballot(text, head, place)
        return papers, rest[0] if rest else ""

    def _with_id(self, text: str, place: int) -> tuple[int, str]:
        name, closing, rest = text[1:].partition(")")
        head, *tail = rest.split(None, 1) or [""]
        if not closing or head != "1":
            raise self.source.fault(
                f"{shown(text)} is not a ballot with an identifier",
                line=place + 1,
                remedy="write the identifier in round brackets, then a ballot of one paper, such as"
                " `(A17) 1 4 2 3 0`",
            )
        name = name.strip()
        if name in self.ids:
            raise self.source.fault(
                f"a second ballot has the identifier {shown(name)}",
                line=place + 1,
                remedy="take the ballot out if it was entered twice, or correct the identifier",
            )
        self.ids.add(name)
        return 1, tail[0] if tail else ""

    def _no_ballot(self, text: str, head: str, place: int) -> Exception:
        what, remedy = f"{shown(text)} is not a ballot", _EXAMPLE
        if text[0] == '"':
            self._refuse_bare_number()
            what = "the names begin before the ballots have ended"
            remedy = "put a line holding only `0` before the first name"
        elif text[0] == "[":
            what = f"the option {shown(text)} is among the ballots"
            remedy = "put options before the first ballot"
        elif whole_number(head) == 0:
            what = f"a ballot on 0 papers: {shown(text)}"
            remedy = "take the line out, or give its number of papers"
        elif head[0] == "-" and whole_number(head[1:]) >= 0:
            what = f"{shown(text)} is among the ballots"
            remedy = "put withdrawn candidates before the first ballot"
        elif head.isascii() and head.isdigit():
            what = f"{shown(head)} papers are too many"
            remedy = "correct the number of papers"
        return self.source.fault(what, line=place + 1, remedy=remedy)

    def _refuse_bare_number(self) -> None:
        """Say where a number stood alone, which may have been meant as the end of the ballots."""
        if "" in self.tails:
            what, remedy = _BARE
            raise self.source.fault(what, line=self._line_of(""), remedy=remedy)

    def rankings(self) -> list[Ranking]:
        """The ranking of each different tail, in the order of `tails`."""
        rankings: list[Ranking] = []
        places = self.places
        closed = self.closed
        for tail in self.tails:
            tokens = tail.split()
            try:
                if tokens[-1] == _END:
                    del tokens[-1]
                elif closed:
                    raise KeyError
                # itemgetter looks several up at once, a sixth faster than map; one it would not
                # put in a tuple.
                if len(tokens) > 1:
                    rankings.append(itemgetter(*tokens)(places))
                else:
                    rankings.append(tuple(map(places.__getitem__, tokens)))
            except (KeyError, IndexError):
                try:
                    rankings.append(self._read_tail(tail))
                except _Odd as odd:
                    raise self.source.fault(
                        odd.what, line=self._line_of(tail), remedy=odd.remedy
                    ) from None
        return rankings

    def _read_tail(self, tail: str) -> Ranking:
        """The ranking of a tail with comments, equal or empty ranks; `_Odd` where it is none."""
        text = tail.partition("#")[0]
        tokens = _joined(text).split()
        if not tokens:
            raise _Odd(*_BARE)
        if tokens[-1] == _END:
            del tokens[-1]
        elif self.closed:
            raise _Odd(
                f"the ballot {shown(tail.strip())} does not end with 0",
                "close it with a 0, as the first ballot is",
            )
        ranking = ranking_of([] if token == "-" else self._rank(token) for token in tokens)
        self.plain = self.plain and min(ranking, default=0) >= 0
        return ranking

    def _rank(self, token: str) -> list[int]:
        try:
            return [self.places[part] for part in token.split("=")]
        except KeyError as error:
            part = error.args[0]
        if part == _END:
            raise _Odd(
                "there is a 0 within a ballot",
                "end each ballot with its only 0, one ballot to a line",
            )
        raise _Odd(
            f"{shown(part)} is on a ballot but is not a candidate",
            f"candidates are numbered from 1 to {self.places.candidates} here",
        )

    def again(self) -> Iterator[tuple[int, Ranking]]:
        """Each ballot with its line, read a second time to say where a fault lies."""
        for line, tail in self._tails():
            yield line, self._read_tail(tail)

    def _line_of(self, wanted: str) -> int:
        return next(line for line, tail in self._tails() if tail == wanted)

    def _tails(self) -> Iterator[tuple[int, str]]:
        papers_of = Papers()
        self.ids = set()
        for place, line in enumerate(islice(self.lines, self.start, None), self.start):
            head, _, tail = line.partition(" ")
            try:
                papers_of[head]
            except KeyError:
                papers_and_tail = self._look_closer(line, place)
                if papers_and_tail is None:
                    continue
                papers, tail = papers_and_tail
                if not papers:
                    return
            yield place + 1, tail


def _joined(text: str) -> str:
    """`text` with equal preferences joined by `=` alone: `2 = 3` and Hill's `(2 3)` as `2=3`."""
    if "(" in text:
        before, *groups = text.split("(")
        parts = [before]
        for group in groups:
            inside, closing, behind = group.partition(")")
            if not closing or not inside.split():
                raise _Odd(
                    "a round bracket on a ballot is not closed or holds nothing",
                    "write equal preferences as `2=3`",
                )
            parts += ["=".join(inside.split()), behind]
        text = " ".join(parts)
    if "=" in text:
        parts = [part.strip() for part in text.split("=")]
        if not all(parts) or any(part.split(None, 1)[0] == _END for part in parts[1:]):
            raise _Odd(
                "an equals sign on a ballot is not beside a candidate",
                "write equal preferences as `2=3`",
            )
        text = "=".join(parts)
    return text
