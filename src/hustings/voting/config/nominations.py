"""[nominations]: the window, who nominates, how many it takes, what candidates may do until when.

Knows what its keys ask of each other and of the election's dates. Must not know who is nominated.
"""

from __future__ import annotations

from datetime import datetime

from hustings.election.nominations.model import Threshold
from hustings.inputs.entry import Entry
from hustings.inputs.moment import minutes, moment
from hustings.voting.config.keys import MEMBERS, MOST_CANDIDATES, NOMINATED
from hustings.voting.config.model import Dates, Nominations

_PROPOSER_AND_SECONDER = 2


def nominations(root: Entry, dates: Dates | None) -> Nominations | None:
    """How candidates are nominated; None where they are not.

    Args:
        dates: of the poll; None where they have a mistake of their own.

    Raises:
        InputError: a mistake, or a contest waits for nominations and nobody may make any.
    """
    waiting = [
        one
        for one in root.tables("contests", "contest")
        if one.values.get("candidates") == NOMINATED
    ]
    if "nominations" not in root:
        if waiting:
            raise waiting[0].fault(
                "the candidates are to be nominated, but there is no table [nominations]",
                "candidates",
                remedy="add it, with `opens` and `closes`",
            )
        return None
    entry = root.table("nominations")
    entry.allow()
    if not waiting:
        raise entry.fault(
            "no contest waits for nominations",
            remedy='write `candidates = "nominated"` in those that do',
        )
    zone = dates.zone if dates else "Europe/London"
    opens, closes = (_needed(entry, key, zone) for key in ("opens", "closes"))
    accept_by = moment(entry, "accept_by", zone) or closes
    withdraw_by = moment(entry, "withdraw_by", zone) or accept_by
    _in_order(entry, ("opens", opens), ("closes", closes))
    _in_order(entry, ("closes", closes), ("accept_by", accept_by), equal=True)
    _in_order(entry, ("accept_by", accept_by), ("withdraw_by", withdraw_by), equal=True)
    if dates and withdraw_by > dates.opens:
        raise entry.fault(
            f"nominations go on until {minutes(withdraw_by)}, after voting begins",
            next(key for key in ("withdraw_by", "accept_by", "closes") if key in entry),
            remedy=f"end them before {minutes(dates.opens)}",
        )
    members = entry.choice("by") == MEMBERS if "by" in entry else False
    seats = [one.values.get("seats") for one in waiting]
    most = max((n for n in seats if isinstance(n, int)), default=1)
    return Nominations(
        opens,
        closes,
        members,
        entry.whole("most", default=max(1, min(most, MOST_CANDIDATES))),
        _threshold(entry, members),
        entry.flag("changes"),
        entry.whole("words"),
        entry.flag("photographs"),
        entry.flag("tally"),
        accept_by,
        withdraw_by,
    )


def _needed(entry: Entry, key: str, zone: str) -> datetime:
    found = moment(entry, key, zone)
    if found is None:
        raise entry.missing(key, f"add `{key} = 2027-02-05T17:00:00` under [nominations]")
    if key != "opens" and not isinstance(entry.values[key], datetime):
        raise entry.fault(
            f"`{key}` is a day without a time",
            key,
            remedy=f"write {found.date()}T17:00:00 for five in the afternoon of that day",
        )
    return found


def _in_order(
    entry: Entry, first: tuple[str, datetime], then: tuple[str, datetime], *, equal: bool = False
) -> None:
    if then[1] < first[1] or (then[1] == first[1] and not equal):
        raise entry.fault(
            f"`{then[0]}` ({minutes(then[1])}) is not after `{first[0]}` ({minutes(first[1])})",
            then[0],
            remedy="correct one of them",
        )


def _threshold(entry: Entry, members: bool) -> Threshold:
    """What it takes to stand."""
    if members:
        if "threshold" in entry:
            raise entry.fault(
                "`threshold` is of bodies, and here members nominate",
                "threshold",
                remedy="write `assentors`: those beside the proposer and the seconder",
            )
        return Threshold(_PROPOSER_AND_SECONDER + entry.whole("assentors"))
    if "assentors" in entry:
        raise entry.fault(
            "`assentors` are members, and here bodies nominate",
            "assentors",
            remedy='write `by = "members"`, or `threshold`',
        )
    if not isinstance(entry.values.get("threshold"), dict):
        return Threshold(entry.whole("threshold", default=1))
    kinds = entry.table("threshold", "`threshold`")
    if not kinds.values:
        raise entry.fault("`threshold` is empty", "threshold", remedy="write a number")
    for kind in kinds.values:
        kinds.plain(kind, "the kind of body", kind)
    return Threshold(by_kind=tuple((kind, kinds.whole(kind)) for kind in kinds.values))
