"""Rankings of names with `>` between ranks and `=` within one.

Knows how names are gathered or looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hustings.election.formats.ballots import gather_profile
from hustings.election.formats.request import MAX_CANDIDATES, MAX_MARKS
from hustings.election.profile import Profile, Ranking, ranking_of, ranks_of
from hustings.errors import InputError
from hustings.inputs.text import Source, shown

# The names at each rank, as written on one line.
Ranks = tuple[tuple[str, ...], ...]


class Ballots:
    """The ballots of a file by the names on them.

    Attributes:
        papers: by the ranks as written.
        lines: the first line of each.
    """

    def __init__(self) -> None:
        self.papers: dict[Ranks, int] = {}
        self.lines: dict[Ranks, int] = {}
        self.each: list[tuple[int, Ranks]] = []  # every line, in the order of the file

    def add(self, ranks: Ranks, papers: int, line: int) -> None:
        """Take in one line."""
        self.papers[ranks] = self.papers.get(ranks, 0) + papers
        self.lines.setdefault(ranks, line)
        self.each.append((line, ranks))

    def names(self, source: Source, notes: list[str]) -> tuple[list[str], list[int]]:
        """All names on any ballot, in alphabetical order, with the first line of each.

        For files that do not list their candidates; a note says so.

        Raises:
            InputError: there are none or too many, or two that are nearly the same.
        """
        seen: dict[str, int] = {}
        for line, ranks in self.each:
            for rank in ranks:
                for name in rank:
                    seen.setdefault(name, line)
        names = sorted(seen)
        if not 1 <= len(names) <= MAX_CANDIDATES:
            raise source.fault(
                f"the ballots have {len(names)} different names",
                remedy=f"give ballots with 1 to {MAX_CANDIDATES} candidates between them",
            )
        folded: dict[str, str] = {}
        for name in names:
            key = " ".join(name.casefold().split())
            if key in folded:
                raise source.fault(
                    f"{shown(folded[key])} and {shown(name)} are nearly the same, and the"
                    " file does not list its candidates",
                    line=max(seen[name], seen[folded[key]]),
                    remedy="write the name the same way everywhere, or list the candidates",
                )
            folded[key] = name
        notes.append(
            f"The file does not list its candidates: the {len(names)} named on any ballot are"
            " taken, in alphabetical order."
        )
        return names, [seen[name] for name in names]

    def profile(
        self,
        source: Source,
        find: Callable[[str], int],
        rejected: Iterable[tuple[str, int]],
        *,
        listed: str,
        faulty_ballots: bool,
    ) -> Profile:
        """The profile of all ballots.

        Args:
            find: a candidate's index from a name as written.
            listed: where candidates are listed, for the remedy where a name is not known.
            faulty_ballots: keep a ranking with a repeated candidate instead of refusing it.

        Raises:
            InputError: a name that is not a candidate's; a candidate twice on a ballot.
            KeyError: never: what `find` raises is turned into the error above.
        """
        rankings: list[Ranking] = []
        plain = True
        for ranks in self.papers:
            try:
                rankings.append(ranking_of(tuple(map(find, rank)) for rank in ranks))
            except KeyError as error:
                raise source.fault(
                    f"{shown(error.args[0])} is on a ballot but is not a candidate",
                    line=self.lines[ranks],
                    remedy=f"correct the name, or add it to {listed}",
                ) from None
            plain = plain and all(len(rank) == 1 for rank in ranks)
        by_ranks = dict(zip(self.papers, rankings, strict=True))
        return gather_profile(
            source,
            rankings,
            self.papers.values(),
            rejected,
            plain=plain,
            by_line=None
            if faulty_ballots
            else lambda: ((line, by_ranks[ranks]) for line, ranks in self.each),
        )


def ranks_in(source: Source, text: str, line: int) -> Ranks:
    """The names at each rank of `Ann > Bo = Cy`, spaces around them taken away.

    Raises:
        InputError: a rank or a name is missing, or arrows point the other way.
    """
    if text.count(">") + text.count("=") >= MAX_MARKS:
        raise source.fault(
            f"a ballot has more than {MAX_MARKS} marks", line=line, remedy="shorten the ballot"
        )
    if "<" in text:
        raise source.fault(
            f"an arrow points to the left in {shown(text)}",
            line=line,
            remedy="write the first preference first, with `>` after it",
        )
    ranks = tuple(tuple(name.strip() for name in rank.split("=")) for rank in text.split(">"))
    if not all(all(rank) for rank in ranks):
        raise source.fault(
            f"a name is missing beside `>` or `=` in {shown(text)}",
            line=line,
            remedy="write a name on both sides of each",
        )
    return ranks


def arrows(ranking: Ranking, names: list[str], *, above: str, beside: str) -> str:
    """A ranking with these names, `above` between ranks and `beside` within one.

    Raises:
        InputError: an empty rank, which arrows cannot say.
    """
    ranks = ranks_of(ranking)
    if not all(ranks):
        raise InputError("arrows have no place for empty ranks", remedy="write blt or csv")
    return above.join(beside.join(names[candidate] for candidate in rank) for rank in ranks)
