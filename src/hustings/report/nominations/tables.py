"""The tables that tell of nominations: by candidate, slate, region, kind and body.

Knows their headings and cells, all of them text that a screen may be sent. Whoever writes them into
a page escapes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from hustings.election.nominations.document import rounded
from hustings.election.nominations.model import Threshold
from hustings.election.nominations.tally import Nominee, PartSum, SlateSum, Tally
from hustings.report.wording import grouped, listed, printable

NO_SLATE, NO_REGION, NO_KIND = "no slate", "no region said", "no kind said"


class Table(NamedTuple):
    """A table.

    Attributes:
        name: unique, for links.
        caption: what it shows, a sentence.
        words: so many columns from the left hold words, the others figures.
        wide: whether its last column holds long text.
    """

    name: str
    title: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    wide: bool = False


def tables(tally: Tally) -> tuple[Table, ...]:
    """Every table that there is something for, in the order in which they are read."""
    found = [_candidates(tally)]
    if tally.slates:
        found.append(_slates(tally))
    if tally.regions:
        found += _by_region(tally)
    if tally.kinds:
        found.append(
            _crossed(
                "kinds",
                "By kind of body",
                tally.kinds,
                NO_KIND,
                "Candidate",
                [(one.name, one.by_kind) for one in tally.nominees],
            )
        )
    if tally.bodies:
        found.append(_bodies(tally))
    return tuple(found)


def rank(one: Nominee) -> str:
    """3, or 3= where it is shared."""
    return f"{one.rank}{'=' * one.tied}"


def slate(name: str) -> str:
    """What a slate is called; candidates of none stand together."""
    return printable(name) or NO_SLATE


def share(part: Fraction) -> str:
    """A share with one decimal: 8.5 %."""
    return f"{rounded(100 * part, 1)} %"


def needed(threshold: Threshold) -> str:
    """What a candidate needs, as part of a sentence; empty where nothing."""
    parts = [_bodies_of(threshold.bodies, "")] if threshold.bodies else []
    parts += [_bodies_of(least, printable(kind)) for kind, least in threshold.by_kind]
    return listed(parts)


def _bodies_of(least: int, kind: str) -> str:
    bodies = "body" if least == 1 else "bodies"
    return f"{least} {bodies}{f' of the kind {kind}' if kind else ''}"


def enough(passes: bool | None) -> str:
    """Whether the threshold is reached, in a word."""
    return "yes" if passes else "no"


def count(number: int) -> str:
    """A number as a table shows it."""
    return grouped(str(number))


def _candidates(tally: Tally) -> Table:
    slated, judged = bool(tally.slates), needed(tally.threshold)
    head = ("Candidate", *("Slate",) * slated, "Rank", "Nominations", "Share of all")
    caption = f"Share of all: of {count(tally.whole)} nominations."
    if judged:
        caption += f" Enough: nominated by at least {judged}."
    return Table(
        "candidates",
        "By candidate",
        caption,
        (*head, *("Enough",) * bool(judged)),
        tuple(
            (
                printable(one.name),
                *(slate(one.slate),) * slated,
                rank(one),
                count(one.number),
                share(tally.share(one.number)),
                *(enough(one.passes),) * bool(judged),
            )
            for one in tally.nominees
        ),
        words=1 + slated,
    )


def _slates(tally: Tally) -> Table:
    judged = tally.slates[0].passing is not None
    head = ("Slate", "Candidates", "Nominations", "Share of all", "Mean", "Lowest", "Highest")
    return Table(
        "slates",
        "By slate",
        "Mean, lowest and highest: nominations of one candidate.",
        (*head, *("With enough",) * judged),
        tuple(
            (
                slate(one.name),
                str(one.candidates),
                count(one.number),
                share(tally.share(one.number)),
                rounded(one.mean, 1),
                count(one.lowest),
                count(one.highest),
                *(str(one.passing),) * judged,
            )
            for one in tally.slates
        ),
    )


def _by_region(tally: Tally) -> list[Table]:
    """Regions with what they have, then slates and candidates in each."""
    counted = any(part.bodies is not None for part in tally.regions)
    found = [
        Table(
            "regions",
            "By region",
            "Bodies that named somebody, and their nominations."
            if counted
            else "Nominations from each region.",
            ("Region", *("Bodies",) * counted, "Nominations", "Share of all"),
            tuple(
                (
                    printable(part.name) or NO_REGION,
                    *(count(part.bodies or 0),) * counted,
                    count(part.number),
                    share(tally.share(part.number)),
                )
                for part in tally.regions
            ),
        )
    ]
    rows: list[tuple[str, Sequence[SlateSum | Nominee]]] = [("Candidates", tally.nominees)]
    if tally.slates:
        rows.insert(0, ("Slates", tally.slates))
    found += [
        _crossed(
            f"{what.lower()}-by-region",
            f"{what} by region",
            tally.regions,
            NO_REGION,
            what.removesuffix("s"),
            [(slate(one.name) if what == "Slates" else one.name, one.by_region) for one in members],
        )
        for what, members in rows
    ]
    return found


def _crossed(
    name: str,
    title: str,
    parts: Sequence[PartSum],
    nothing: str,
    who: str,
    rows: Sequence[tuple[str, tuple[int, ...]]],
) -> Table:
    """Numbers of nominations by part, a row each."""
    return Table(
        name,
        title,
        "Numbers of nominations.",
        (who, *(printable(part.name) or nothing for part in parts)),
        tuple((printable(label), *map(count, numbers)) for label, numbers in rows),
    )


def _bodies(tally: Tally) -> Table:
    placed, classed = bool(tally.regions), bool(tally.kinds)
    return Table(
        "bodies",
        "By body",
        "Whom each body named, in alphabetical order.",
        ("Body", *("Region",) * placed, *("Kind",) * classed, "Named"),
        tuple(
            (
                printable(body.name),
                *(printable(body.region) or NO_REGION,) * placed,
                *(printable(body.kind) or NO_KIND,) * classed,
                ", ".join(map(printable, body.candidates)),
            )
            for body in tally.bodies
        ),
        words=2 + placed + classed,
        wide=True,
    )
