"""How supporters rank: ballot lengths, staying with the slate, turning to others, from the file.

Knows which habit is said of one slate, which of all, and what holds where neither is. Must not know
how many supporters a slate has, except as the measure of how likely others turn to it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from hustings.inputs.entry import ADDS_UP, Entry, kind
from hustings.inputs.text import shown
from hustings.planning.scenario import defaults
from hustings.planning.scenario.candidates import Listed
from hustings.planning.scenario.model import Ranking, Slate
from hustings.planning.scenario.support import unknown_slate


def slate(
    entry: Entry,
    ranking: Entry,
    name: str,
    *,
    support: tuple[float, ...],
    sds: tuple[float, float],
    size: int,
    standing: int,
) -> Slate:
    """A slate with its supporters' habits.

    Args:
        entry, ranking: its own table, and [ranking], which speaks for all slates.
        size: candidates of the slate.
        standing: candidates in all.
    """
    # What is said of all slates is not meant for candidates who stand for none.
    general = ranking if name != defaults.NO_SLATE else entry
    like = size if name != defaults.NO_SLATE else 1
    retention = _said(entry, general, "retention").number(
        "retention", default=defaults.retention(name, size)
    )
    alone = _said(entry, general, "slate_only").number(
        "slate_only", default=defaults.slate_only(name, size)
    )
    return Slate(
        name,
        support,
        *sds,
        retention,
        slate_lengths(entry, general, like, standing),
        alone,
        _unsure(entry, general, name, "retention", retention),
        _unsure(entry, general, name, "slate_only", alone),
    )


def _said(entry: Entry, general: Entry, key: str) -> Entry:
    """What speaks for a slate: its own table, else [ranking]."""
    return entry if key in entry else general


def _unsure(entry: Entry, general: Entry, name: str, habit: str, chance: float) -> float:
    """The standard deviation of a chance; 0 where nothing is said.

    What is said of all slates is not said of one whose chance is 0 or 1.

    Raises:
        InputError: there is not room for two of them on either side of the chance.
    """
    key = f"{habit}_uncertainty"
    source = _said(entry, general, key)
    if key not in source:
        return 0.0
    sd = source.number(key)
    room = round(min(chance, 1.0 - chance), 9)
    if not room and source is not entry:
        return 0.0
    if sd > room / 2:
        remedy = f"take it out, or take the {chance:g} for less sure"
        if room:
            edge = 0 if chance < 0.5 else 1
            remedy = (
                f"it is a standard deviation: give at most {room / 2:.4g}, half the way to {edge}"
            )
        raise source.fault(
            f"`{key}` is {sd:g}, too much for `{habit}` of {shown(name)}, which is {chance:g}",
            key,
            remedy=remedy,
        )
    return sd


def ranking(
    entry: Entry, listed: Sequence[Listed], names: Sequence[str], means: Sequence[float], size: int
) -> Ranking:
    """What holds for all slates that say nothing else.

    Args:
        names, means: slates, and each one's share of the whole electorate.
        size: candidates of the planned slate, whose supporters' habits hold where nothing is said.
    """
    return Ranking(
        lengths=slate_lengths(entry, entry, size, len(listed)),
        slate_only=entry.number("slate_only", default=defaults.slate_only("", size)),
        home_pull=entry.number("home_pull"),
        position=entry.number("position"),
        alphabet=entry.number("alphabet"),
        appeal=tuple(one.appeal for one in listed),
        affinity=_affinity(entry, names, means),
        appeal_sd=entry.number("appeal_uncertainty"),
    )


def slate_lengths(entry: Entry, ranking: Entry, size: int, standing: int) -> tuple[float, ...]:
    """Ballot lengths of one slate's supporters: what it says itself, else all, else the default."""
    source = next((e for e in (entry, ranking) if "lengths" in e), None)
    shares = _lengths(source, standing) if source else defaults.lengths(size, standing)
    bullet = entry if "bullet" in entry else ranking
    if source is entry:
        bullet = entry  # its own lengths are not changed by what is said of all
    return _with_bullet(bullet, shares)


def _with_bullet(entry: Entry, shares: tuple[float, ...]) -> tuple[float, ...]:
    """The shares with that of one-name ballots replaced, the others keeping their proportions."""
    if "bullet" not in entry or len(shares) == 1:
        return shares
    bullet = entry.number("bullet")
    if "lengths" in entry and shares[0]:
        raise entry.fault(
            "`lengths` already gives the share of ballots with one name",
            "bullet",
            remedy="take `bullet` out, or begin `lengths` with 0",
        )
    left = math.fsum(shares[1:])
    if not left:
        raise entry.fault("`bullet` leaves no other ballots", "bullet", remedy="take it out")
    longer = [round(share / left * (1.0 - bullet), 6) for share in shares[1:]]
    return (bullet, *longer)


def _lengths(entry: Entry, standing: int) -> tuple[float, ...]:
    """`lengths`: a list of shares for 1, 2, 3 … names, or a table `{ 1 = 0.1, 6 = 0.9 }`."""
    value = entry.values["lengths"]
    match value:
        case list():
            if not 1 <= len(value) <= standing:
                raise entry.fault(
                    f"`lengths` gives {len(value)} shares, but only {standing} candidates stand",
                    "lengths",
                    remedy="give at least one share and at most as many as there are candidates",
                )
            shares = [entry.number("lengths", place) for place in range(len(value))]
        case dict():
            shares = _sparse(entry.table("lengths", "`lengths`"), standing)
        case _:
            raise entry.fault(
                f"`lengths` must be a list or a table, not {kind(value)}",
                "lengths",
                remedy="write the shares of ballots with 1, 2, 3 … names: [0.1, 0.3, 0.6]",
            )
    # A share of one-name ballots that `bullet` says is not among them.
    total = math.fsum(shares)
    if abs(total - 1.0) > ADDS_UP:
        raise entry.fault(
            f"`lengths` adds up to {total:.4g}, not to 1",
            "lengths",
            remedy="make the shares add up to 1",
        )
    return defaults.cut(shares, standing)


def _sparse(table: Entry, standing: int) -> list[float]:
    found: dict[int, float] = {}
    for key in table.values:
        length = int(key) if key.isascii() and key.isdigit() and len(key) < 6 else 0
        if not 1 <= length <= standing or str(length) != key:
            raise table.fault(
                f"{shown(key)} is not a number of names on a ballot",
                key,
                remedy=f"write a whole number from 1 to {standing}",
            )
        found[length] = table.number(key)
    return [found.get(length, 0.0) for length in range(1, max(found, default=1) + 1)]


def _affinity(
    entry: Entry, names: Sequence[str], means: Sequence[float]
) -> tuple[tuple[float, ...], ...]:
    """Weights of turning from each slate to each: how large the other is, times what is said."""
    table = entry.table("affinity", "[ranking.affinity]")
    for name in table.values:
        if name not in names:
            raise unknown_slate(name, names, table, name)
    rows = []
    for own in names:
        said = table.table(own, f"the affinity of {shown(own)}")
        for name in said.values:
            if name not in names:
                raise unknown_slate(name, names, said, name)
        weights = [
            share * said.number(name, default=defaults.COMES_BACK if name == own else 1.0)
            for name, share in zip(names, means, strict=True)
        ]
        largest = max(weights)
        rows.append(tuple(round(weight / largest, 9) if largest else 0.0 for weight in weights))
    return tuple(rows)
