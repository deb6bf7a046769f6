"""A count as a program asks for it, and its record as JSON and as a page.

Knows the way from ballots through `counting.engine` to a record. Must not know how any of them does
its work.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from hustings.counting.law import MODULES, find
from hustings.counting.lots import lacking, unused
from hustings.counting.record import CountRecord, Provenance
from hustings.election.formats.request import check_seats
from hustings.errors import LotNeeded
from hustings.face.draw import Draw, Lots, draw

if TYPE_CHECKING:
    from hustings.counting.record import Progress
    from hustings.counting.ruleset import RuleSet
    from hustings.face.ballots import Ballots

Engine = Literal["reference", "fast"]


def count(
    ballots: Ballots,
    rules: str = "scotland",
    *,
    seats: int | None = None,
    lots: Lots | None = None,
    withdraw: str | Iterable[str] = (),
    keep: str | Iterable[str] = (),
    engine: Engine | None = None,
) -> CountRecord:
    """Count ballots, as `hustings count` does.

    Args:
        ballots: as `read` gives them.
        rules: name of a rule set; `hustings.rules()` has them all.
        seats: places to fill, instead of what the ballots' file says.
        lots: for ties that only a lot can break. An integer or text is a seed to draw from; a
            sequence of names is the order in which they were drawn; a mapping has for the number of
            a stage the one, or those in order, on whom the lot fell there; a `pathlib.Path` is a
            file of lots.
        withdraw: who is to be counted as if withdrawn: names, or one name.
        keep: who sits already and keeps the seat, in a count for a vacancy; names, or one name.
        engine: "reference" or "fast"; both give the same record. Else chosen by size.

    Raises:
        InputError: there are no such rules or candidates, or these rules cannot count this.
        LotNeeded: a tie that only a lot can break, and none was drawn for it.
        NotCovered: the fast engine was asked for and cannot do this.
    """
    found, lots_drawn = find(rules), draw(lots)
    if seats is not None:
        check_seats(seats)
        ballots = ballots._replace(election=ballots.election.with_seats(seats))
    return counted(
        ballots,
        found,
        lots_drawn,
        withdraw=(withdraw,) if isinstance(withdraw, str) else tuple(withdraw),
        keep=(keep,) if isinstance(keep, str) else tuple(keep),
        engine=engine,
    )


def counted(
    ballots: Ballots,
    rules: RuleSet,
    lots_drawn: Draw,
    *,
    withdraw: tuple[str, ...] = (),
    keep: tuple[str, ...] = (),
    engine: str | None = None,
    progress: Progress | None = None,
) -> CountRecord:
    """The record of ballots, with its provenance.

    Raises:
        HustingsError: as `count`; a `LotNeeded` has among its notes why the lots at hand do not do.
    """
    from hustings.counting.engine import count as count_ballots

    election, options = ballots.election, ballots.options
    for name in withdraw:
        election = election.withdraw(election.find(name))
    for name in keep:
        election = election.keep(election.find(name))
    lots = lots_drawn(election)
    try:
        record = count_ballots(
            election,
            ballots.profile,
            rules,
            lots=lots,
            engine=engine,
            progress=progress,
            policies=options.policies,
        )
    except LotNeeded as needed:
        for clause in lacking(lots, election, needed):
            needed.add_note(clause)
        raise
    provenance = Provenance(
        asked=options.asked,
        files=options.files,
        source=ballots.account,
        notes=ballots.notes,
        unused_lots=tuple(unused(lots, record)),
    )
    return record._replace(provenance=provenance)


def to_html(record: CountRecord, ballots: Ballots | None = None) -> str:
    """The result as one self-contained page: what `hustings count --format html` writes.

    Args:
        ballots: those counted, for the page to say how many begin like a reader's own; without
            them it says nothing of that.
    """
    from hustings.report.count.html import render
    from hustings.report.count.own_vote import beginnings

    return render(record, begin=None if ballots is None else beginnings(record, ballots.profile))


def rules() -> dict[str, str]:
    """The title of every rule set there is, by its name."""
    return {name: find(name).instrument.title for name in MODULES}
