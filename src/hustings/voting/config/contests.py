"""[[contests]]: what is voted on, who stands, who may vote.

Knows what rules ask of a contest. Must not know the roll.
"""

from __future__ import annotations

import os
import re
from typing import Any

from hustings.counting.law import MODULES, find
from hustings.counting.lots import seeded
from hustings.election import model as counted
from hustings.errors import InputError
from hustings.inputs.entry import Entry, kind
from hustings.inputs.text import read_text, shown
from hustings.voting.config.faults import Faults
from hustings.voting.config.keys import ALL, BODY_COLUMNS, COLUMN, MOST_CANDIDATES, NOMINATED, SEED
from hustings.voting.config.model import Candidate, Condition, Contest, Order, Words
from hustings.voting.config.nominated import nominated
from hustings.voting.config.words import words

TICKED = ("block-vote",)
_ID = re.compile(r"(?=.{1,32}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FILES = (".md", ".txt")


def contests(
    root: Entry, codes: tuple[str, ...], folder: str, faults: Faults
) -> tuple[Contest, ...]:
    """The contests, in the order of the file; those with a mistake are left out.

    Args:
        folder: in which statements lie.
        faults: every mistake is added.
    """
    entries = faults.attempt(root.tables, "contests", "contest")
    if entries is None:
        return ()
    if not entries:
        faults.attempt(_none, root)
    ids: dict[str, int] = {}
    found = [_contest(entry, codes, folder, ids, faults) for entry in entries]
    return tuple(contest for contest in found if contest is not None)


def _none(root: Entry) -> None:
    raise root.missing("contests", "write [[contests]] above what is voted on")


def _contest(
    entry: Entry, codes: tuple[str, ...], folder: str, ids: dict[str, int], faults: Faults
) -> Contest | None:
    before = len(faults.met)
    attempt = faults.attempt
    attempt(entry.allow)
    id = attempt(_id, entry, ids)
    title = attempt(words, entry, "title", codes)
    seats = attempt(entry.whole, "seats")
    rules = attempt(_rules, entry, seats)
    order, order_seed = attempt(_order, entry) or (Order.LISTED, "")
    ties_seed = attempt(_ties, entry)
    voters = attempt(_voters, entry)
    nominators = attempt(_nominators, entry)
    awaited = entry.values.get("candidates") == NOMINATED
    candidates = (
        (attempt(nominated, folder, id, codes) or ())
        if awaited
        else _candidates(entry, codes, folder, faults)
    )
    if len(faults.met) > before:
        return None
    return Contest(
        id=id,
        title=title,
        seats=seats,
        rules=rules,
        ticks=rules in TICKED,
        candidates=_ordered(candidates, order, order_seed),
        order=order,
        order_seed=order_seed,
        ties_seed=ties_seed,
        voters=voters,
        line=entry.line,
        nominated=awaited,
        nominators=nominators,
    )


def _id(entry: Entry, ids: dict[str, int]) -> str:
    id = entry.text("id", remedy='add `id = "committee"`: a short name for addresses and files')
    if not _ID.fullmatch(id):
        raise entry.fault(
            f"the id {shown(id)} cannot stand in an address",
            "id",
            remedy="use at most 32 lower-case letters, digits and single hyphens, a letter first",
        )
    if id in ids:
        raise entry.fault(
            f"the id {shown(id)} stands on line {ids[id]} too", "id", remedy="give each its own"
        )
    ids[id] = entry.line_of("id")
    return id


def _rules(entry: Entry, seats: int | None) -> str:
    name = entry.text("rules", remedy='add `rules = "ers97"`; `hustings rules` lists them')
    if name not in MODULES:
        try:
            find(name)
        except InputError as error:
            raise entry.fault(error.what, "rules", remedy=error.remedy) from None
    if seats is not None and seats > 1 and getattr(find(name), "single_winner", False):
        raise entry.fault(
            f"{name} fills one seat, not {seats}", "rules", remedy="choose others: hustings rules"
        )
    return name


def _order(entry: Entry) -> tuple[Order, str]:
    order = Order(entry.choice("order"))
    return order, _seed(entry, "order", order is Order.LOT)


def _ties(entry: Entry) -> str:
    remedy = 'write "officer" if the officer draws lots, "seed" to draw from `ties_seed`'
    return _seed(entry, "ties", entry.choice("ties", remedy=remedy) == SEED)


def _seed(entry: Entry, key: str, wanted: bool) -> str:
    """The seed of a lot; empty where none is drawn."""
    name = f"{key}_seed"
    if wanted:
        return entry.text(
            name, remedy=f'add `{name} = "…"`: throw dice before witnesses and write what they show'
        )
    if name in entry:
        raise entry.fault(
            f"`{name}` is given, but nothing is drawn from it",
            name,
            remedy=f'write `{key} = "{"lot" if key == "order" else SEED}"`, or take it out',
        )
    return ""


def _voters(entry: Entry) -> tuple[Condition, ...]:
    value: Any = entry.values.get("voters", ALL)
    if value == ALL:
        return ()
    example = '`voters = "all"`, or as in `voters = { region = "Wales", councillor = true }`'
    if not isinstance(value, dict) or not value:
        raise entry.fault(
            f"`voters` cannot be {shown(value) if isinstance(value, str) else kind(value)}",
            "voters",
            remedy=f"write {example}",
        )
    return tuple(_condition(entry, column, value[column]) for column in sorted(value))


def _nominators(entry: Entry) -> tuple[Condition, ...]:
    value: Any = entry.values.get("nominators", ALL)
    if value == ALL:
        return ()
    example = '`nominators = "all"`, or as in `nominators = { region = "Wales" }`'
    if not isinstance(value, dict) or not value:
        raise entry.fault(
            f"`nominators` cannot be {shown(value) if isinstance(value, str) else kind(value)}",
            "nominators",
            remedy=f"write {example}",
        )
    for column, wanted in value.items():
        if column not in BODY_COLUMNS or isinstance(wanted, bool):
            raise entry.fault(
                f"{shown(column)} cannot be asked of a body so",
                *("nominators", column),
                remedy=f"write {example}; `kind` goes as well",
            )
    if entry.values.get("candidates") != NOMINATED:
        raise entry.fault(
            "`nominators` is given, but nobody is nominated here",
            "nominators",
            remedy='write `candidates = "nominated"`, or take it out',
        )
    return tuple(_condition(entry, column, value[column]) for column in sorted(value))


def _condition(entry: Entry, column: str, value: Any) -> Condition:
    if not re.fullmatch(COLUMN, column):
        raise entry.fault(
            f"{shown(column)} cannot be a column of the roll",
            *("voters", column),
            remedy="use lower-case letters, digits and _; [roll] says what the heading is",
        )
    match value:
        case True:
            return Condition(column, YES)
        case False:
            return Condition(column, NO)
        case str() if value.strip():
            return Condition(column, (value.strip().casefold(),))
        case list() if value and all(isinstance(one, str) and one.strip() for one in value):
            return Condition(column, tuple(sorted({one.strip().casefold() for one in value})))
        case _:
            raise entry.fault(
                f"{shown(column)} must be text, a list of texts, true or false",
                *("voters", column),
                remedy=f'write `{column} = "Wales"`, `{column} = ["Wales", "Scotland"]` or true',
            )


# How a roll says yes and no; an empty cell is a no.
YES = ("1", "true", "x", "y", "yes")
NO = ("", "0", "false", "n", "no")


def _candidates(
    entry: Entry, codes: tuple[str, ...], folder: str, faults: Faults
) -> tuple[Candidate, ...]:
    entries = faults.attempt(entry.tables, "candidates", "candidate") or []
    if not entries and "candidates" not in entry:
        faults.attempt(_nobody, entry)
    if len(entries) > MOST_CANDIDATES:
        faults.attempt(_too_many, entry, len(entries))
    names: dict[str, int] = {}
    found = [faults.attempt(_candidate, one, codes, folder, names) for one in entries]
    return tuple(one for one in found if one is not None)


def _nobody(entry: Entry) -> None:
    raise entry.missing(
        "candidates",
        'write [[contests.candidates]] above each name, or `candidates = "nominated"`',
    )


def _too_many(entry: Entry, count: int) -> None:
    raise entry.fault(
        f"there are {count} candidates",
        "candidates",
        remedy=f"a sealed ballot has room for {MOST_CANDIDATES}; hold a primary, or two contests",
    )


def _candidate(
    entry: Entry, codes: tuple[str, ...], folder: str, names: dict[str, int]
) -> Candidate:
    entry.allow()
    name = entry.text("name")
    folded = name.casefold()
    if folded in names:
        raise entry.fault(
            f"{shown(name)} stands on line {names[folded]} too",
            "name",
            remedy="add what tells them apart, or take one out",
        )
    names[folded] = entry.line_of("name")
    statement = words(entry, "statement", codes, long=True)
    return Candidate(
        name, entry.text("slate", default=""), _statement(entry, statement, codes, folder)
    )


def _statement(entry: Entry, given: Words, codes: tuple[str, ...], folder: str) -> Words:
    """The statement itself, where the name of a file is given for it."""
    return tuple((code, _from_file(entry, text, folder)) for code, text in given)


def _from_file(entry: Entry, text: str, folder: str) -> str:
    if "\n" in text or not text.lower().endswith(_FILES):
        return text

    def unread(what: str) -> InputError:
        return entry.fault(what, "statement", remedy="name a file beside election.toml")

    path = os.path.join(folder, text)
    content = read_text(path, unread, standard=False).replace("\r\n", "\n").strip()
    if not content:
        raise InputError("the statement is empty", remedy="write it", source=path)
    if len(content) > entry.letters("statement"):
        raise InputError(f"the statement has {len(content):,} letters", source=path)
    return content


def _ordered(candidates: tuple[Candidate, ...], order: Order, seed: str) -> tuple[Candidate, ...]:
    """The candidates in the order of the ballot paper."""
    match order:
        case Order.LISTED | Order.ROTATED:
            return candidates
        case Order.ALPHABETICAL:
            return tuple(sorted(candidates, key=_by_surname))
        case Order.LOT:
            election = counted.Election(
                "",
                1,
                tuple(counted.Candidate(n, one.name) for n, one in enumerate(candidates)),
            )
            return tuple(candidates[place] for place in seeded(seed, election).order)


def _by_surname(candidate: Candidate) -> tuple[str, str]:
    return candidate.name.split()[-1].casefold(), candidate.name.casefold()
