"""Cheats, each simulated with the real acts and checks: how each ends, and how often in theory.

One contest of 270 ballots and 30 decoys: Sam is its scrutineer, Tom opens `M1` and `O1`, Uma `M2`
and `O2`, Olu is the officer. Whoever cheats puts votes of their own for the third candidate, whom
nobody else votes for; so what a cheat that nothing found has changed is counted at the end.

`bench/cheats.py` runs each a thousand times and writes docs/cheats.md; a test runs some of each.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from fractions import Fraction
from functools import cache, lru_cache, partial
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

from hustings.errors import Blamed, InputError, NotVerified
from hustings.sealing import closing
from hustings.sealing.archive.verify import Asked, verify
from hustings.sealing.ballots.envelope import open_layer
from hustings.sealing.board import chain
from hustings.sealing.board.chain import BROWSER, Posted, blob_hash
from hustings.sealing.board.receipt import Head, Receipt
from hustings.sealing.manifest import read_manifest
from hustings.sealing.mixing import decoys, step
from hustings.sealing.mixing.check import unseen
from hustings.sealing.mixing.release import released
from hustings.sealing.proceedings import UNOPENED, Proceedings
from hustings.sealing.statements import read_statement
from hustings.sealing.writing import signing
from sealing.dishonest import (
    ballot_for,
    decoys_entering,
    first_list,
    lie,
    outward,
    when,
)
from sealing.whole import NEC, Whole, voted

BALLOTS, DECOYS = 270, 30
RANKINGS = [(1, 2)] * 110 + [(2, 1)] * 90 + [(1,)] * 69 + [()]

# How a cheat ends, but for the name of whoever is blamed.
NOBODY = "nobody"
NOT_FOUND = "not found"

TRUSTEES = {"M1": "Tom", "M2": "Uma"}
RECEIPTS = 3
HEAD_AT = 200


class Ending(NamedTuple):
    """How one simulation ended.

    Attributes:
        named: who is blamed; `NOBODY` where it was found and can have been more than one;
            `NOT_FOUND`.
        what: what was said of it; where nothing found it, what it changed.
    """

    named: str
    what: str


class Cheat(NamedTuple):
    """A cheat.

    Attributes:
        group: the heading it stands under.
        what: what is done, for the table in the docs.
        found_by: what finds it, and when, for the same.
        theory: the chance of each ending.
        said: a pattern for what is said, for each ending.
        act: one simulation.
    """

    group: str
    what: str
    found_by: str
    theory: Mapping[str, Fraction]
    said: Mapping[str, str]
    act: Callable[[Random], Ending]


@contextmanager
def remembered() -> Iterator[None]:
    """What opens, seals, hashes and checks signatures is asked once for the same thing.

    All these are functions of what they are given alone: nothing is found more or less often.
    """
    with ExitStack() as stack:
        for pure, places in (
            (open_layer, ("mixing.layer.open_layer",)),
            (partial(decoys.grow, cores=1), ("mixing.decoys.grow",)),
            (signing.is_signed, ("writing.signing.is_signed",)),
            (chain.blob_hash, ("board.chain.blob_hash", "mixing.layer.blob_hash")),
            (chain.next_head, ("board.chain.next_head",)),
            (read_manifest, ("proceedings.read_manifest",)),
            (read_statement, ("statements.read_statement",)),
        ):
            known = _remembering(pure)
            for place in places:
                stack.enter_context(patch(f"hustings.sealing.{place}", known))
        yield


def _remembering(pure: Callable[..., Any]) -> Callable[..., Any]:
    """`pure`, remembered by all but the options that decide how fast it is."""
    known = lru_cache(maxsize=200_000)(pure)

    def asked(*given: Any, cores: int | None = 1, progress: object = None, **more: Any) -> Any:
        return known(*given, **more)

    return asked


def simulate(cheat: Cheat, number: int, *, seed: int, first: int = 0) -> list[Ending]:
    """Simulations `first` to `first` + `number` of a cheat, the same for the same seed."""
    return [
        cheat.act(Random(f"{seed} {cheat.group} {cheat.what} {n}"))
        for n in range(first, first + number)
    ]


def errors_away(cheat: Cheat, endings: Sequence[Ending]) -> float:
    """How many standard errors the farthest ending is from theory; infinite for an impossible one.

    What theory says happens always, or never, has no error to allow.
    """
    number = len(endings)
    seen = Counter(ending.named for ending in endings)
    farthest = 0.0
    for named in {*seen, *cheat.theory}:
        chance = cheat.theory.get(named, Fraction(0))
        away = abs(seen[named] - number * chance)
        variance = number * chance * (1 - chance)
        if away:
            farthest = max(farthest, float(away) / float(variance) ** 0.5 if variance else 1e9)
    return farthest


# -- the honest election, and how one ends ---------------------------------------------------------


@cache
def _honest() -> Whole:
    contest = NEC._replace(roll_size=2 * BALLOTS)
    whole = voted({"nec": RANKINGS}, contests=(contest,), least_decoys=DECOYS)
    whole.commit()
    whole.mix_all()
    return whole


def honest() -> Whole:
    """Mixed as it should be, nothing revealed."""
    return _honest().copy()


@cache
def own(layer: str) -> tuple[bytes, ...]:
    """As many ballots of a cheat's own as there are lines, sealed from a layer inward."""
    return tuple(
        ballot_for(_honest(), layer, f"own {number}") for number in range(BALLOTS + DECOYS)
    )


def lines_entering(layer: str) -> tuple[bytes, ...]:
    """An honest list."""
    return _honest().lists["nec"][layer]


def before(layer: str) -> Whole:
    """The honest election when it is the turn of `M1` or `M2`."""
    return when(_honest(), {"M1": 1, "M2": 2}[layer])


def mixed_after(whole: Whole, layer: str) -> None:
    """Whoever comes after a layer mixes as they should."""
    if layer == "M1":
        whole.mix("nec", "M2")


def ended(act: Callable[[], Ending]) -> Ending:
    """How an act ends that a check may stop."""
    try:
        return act()
    except Blamed as error:
        return Ending(error.culprit, str(error))
    except (NotVerified, InputError) as error:
        return Ending(NOBODY, str(error))


def checked_and_counted(whole: Whole) -> Ending:
    """The check; only where it finds nothing, the release and the count."""

    def act() -> Ending:
        whole.reveal()
        checked = whole.check()
        whole.release(checked)
        return Ending(NOT_FOUND, f"{own_votes(whole.papers(checked)['nec'])} votes of their own")

    ending = ended(act)
    if ending.named != NOT_FOUND and released(whole.proceedings):
        raise AssertionError("a key was released after a check that failed")
    return ending


def own_votes(papers: closing.Papers) -> int:
    """How many votes of the cheat's were counted."""
    return dict(zip(papers.profile.rankings, papers.profile.papers, strict=True)).get((2,), 0)


# -- lines exchanged in a mix ----------------------------------------------------------------------


def swap(
    drawn: Random, exchanged: Mapping[str, int], *, known: int = 0, kept: bytes = b""
) -> Ending:
    """At some layers lines, by lot, are exchanged for votes of the holder's own.

    Args:
        exchanged: how many at which layer.
        known: how many of the decoys the holder knows, and leaves alone.
        kept: a line that is left alone too.
    """
    whole = before(min(exchanged))
    for layer in ("M1", "M2")[min(exchanged) == "M2" :]:
        if layer not in exchanged:
            whole.mix("nec", layer)
            continue
        after = whole.after(layer)
        left_alone = {kept, *decoys_entering(whole, after)[:known]}

        def change(lines: Sequence[bytes], layer: str = layer, after: str = after) -> list[bytes]:
            some = [line for line in lines if line not in left_alone]  # noqa: B023
            gone = set(drawn.sample(some, exchanged[layer]))
            return [*(line for line in lines if line not in gone), *own(after)[: len(gone)]]

        lie(whole, layer, change)
    return checked_and_counted(whole)


def single_out(drawn: Random) -> Ending:
    """The server says whose ballot it is, Sam opens `S` for Tom and names the decoys."""
    whole = _honest()
    place = drawn.randrange(BALLOTS)
    line = whole.boards["nec"][place].blob
    envelope = whole.proceedings.envelope("nec")
    for layer in ("S", "M1"):
        line = open_layer(line, envelope, layer, whole.key(layer).pair)
    return swap(drawn, {"M1": BALLOTS - 1}, known=DECOYS, kept=line)


# -- what is said not to open ----------------------------------------------------------------------


def say_unopened(drawn: Random, layer: str, number: int, witness: str = "") -> Ending:
    """The holder of a layer says that some lines do not open; the witness says so too."""
    whole = before(layer)
    envelope = whole.proceedings.envelope("nec")
    pair = whole.key(layer).pair
    taken = drawn.sample(lines_entering(layer), number)
    hidden = {open_layer(line, envelope, layer, pair) for line in taken}
    unopened = tuple(sorted(map(blob_hash, taken)))
    if witness:
        given = [*step.steps(whole.proceedings, "nec").values()][-1].given
        content = {
            "layer": layer,
            "hash": given.hash.hex(),
            "unopened": [hashed.hex() for hashed in unopened],
        }
        whole.proceedings = whole.proceedings.stated(
            whole.signer(witness), UNOPENED, "nec", content
        )
    lie(
        whole,
        layer,
        lambda lines: [line for line in lines if line not in hidden],
        unopened=unopened,
    )
    mixed_after(whole, layer)
    return checked_and_counted(whole)


# -- a second list ---------------------------------------------------------------------------------


def forked(drawn: Random) -> Whole:
    """Tom, who keeps no journal, has signed another list `M2`: one ballot or decoy less."""
    whole = before("M1")
    gone = drawn.choice(lines_entering("M2"))
    lie(whole, "M1", lambda lines: [line for line in lines if line != gone], copies=1)
    return whole


def second_list(drawn: Random) -> Ending:
    """Uma, who has mixed, is given another list."""
    whole = forked(drawn)
    whole.journal = honest().journal

    def act() -> Ending:
        whole.mix("nec", "M2")
        return Ending(NOT_FOUND, "both lists were opened")

    return ended(act)


def second_list_for_backup(drawn: Random) -> Ending:
    """Olu, who has tried the backup of Uma's key on the list, is given another."""
    journal = closing.Noted()
    key = _honest().key("M2")

    def tried(whole: Whole) -> None:
        closing.confirm(
            whole.proceedings,
            whole.signer("Olu"),
            "nec",
            whole.lists["nec"]["M2"],
            key,
            journal=journal,
            cores=1,
        )

    def act() -> Ending:
        tried(before("M2"))
        tried(forked(drawn))
        return Ending(NOT_FOUND, "both lists were opened")

    return ended(act)


def second_statement(drawn: Random) -> Ending:
    """Tom signs another list after his first."""
    whole = before("M2")
    other = forked(drawn)
    lie_content = other.proceedings.said[-1]
    whole.proceedings = whole.proceedings.stated(
        whole.signer("Tom"), lie_content.kind, "nec", lie_content.content
    )
    whole.lists["nec"]["M2"] = other.lists["nec"]["M2"]

    def act() -> Ending:
        whole.mix("nec", "M2")
        return Ending(NOT_FOUND, "the second list was mixed")

    return ended(act)


def second_board(drawn: Random) -> Ending:
    """Sam, who has opened the board, is given another, closed and signed by the server."""
    whole = with_board(altered(drawn, "dropped"))
    whole.journal = honest().journal

    def act() -> Ending:
        whole.open_board("nec")
        return Ending(NOT_FOUND, "both boards were opened")

    return ended(act)


# -- another board ---------------------------------------------------------------------------------


def altered(drawn: Random, how: str) -> list[Posted]:
    """The board with a ballot dropped, added or swapped, at a place by lot."""
    board = list(_honest().boards["nec"])
    place = drawn.randrange(BALLOTS)
    match how:
        case "dropped":
            del board[place]
        case "added":
            board.insert(place, Posted(0, BROWSER, own("S")[0]))
        case _:
            board[place] = board[place]._replace(blob=own("S")[0])
    return board


def with_board(board: Sequence[Posted]) -> Whole:
    """An election with another board, closed by the server and committed to by Sam."""
    whole = honest()
    accepted = len(whole.proceedings.manifest.holders)
    statements = whole.proceedings.statements[:accepted]
    whole.proceedings = Proceedings(whole.proceedings.document, statements)
    whole.boards["nec"] = [entry._replace(n=n) for n, entry in enumerate(board, 1)]
    whole.journal = closing.Noted()
    whole.close()
    whole.commit()
    return whole


def against_last_head(board: Sequence[Posted]) -> Ending:
    """Tom mixes only what goes with the last head that an observer holds."""
    whole = with_board(board)
    whole.open_board("nec")

    def act() -> Ending:
        closing.mix(
            whole.proceedings,
            whole.signer("Tom"),
            "nec",
            whole.lists["nec"]["M1"],
            whole.key("M1"),
            observed=observed(BALLOTS),
            journal=whole.journal,
            cores=1,
        )
        return Ending(NOT_FOUND, "the board was mixed")

    return ended(act)


def another_board(drawn: Random, how: str) -> Ending:
    """The server closes another board; observers hold the last head."""
    return against_last_head(altered(drawn, how))


def all_but_one(drawn: Random) -> Ending:
    """The server closes a board in which one ballot is left."""
    kept = drawn.randrange(BALLOTS)
    return against_last_head(
        [
            entry if place == kept else entry._replace(blob=own("S")[place])
            for place, entry in enumerate(_honest().boards["nec"])
        ]
    )


@cache
def observed(n: int) -> Head:
    """What observers hold of the honest board."""
    return _honest().head("nec", n)


@cache
def receipt(n: int) -> Receipt:
    """What the voter of an entry of the honest board holds."""
    return _honest().receipt("nec", n)


def verified(board: Sequence[Posted], asked: Asked) -> Ending:
    """The server closes another board, everybody else is honest; what `verify` says at the end."""
    whole = with_board(board)
    whole.mix_all()
    whole.reveal()
    checked = whole.check()
    whole.release(checked)
    papers = whole.papers(checked)
    packed = whole.pack(papers, whole.count(papers, {}))
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(packed)
        file.flush()
        found = verify(file.name, asked, cores=1)
    if found.verified:
        return Ending(NOT_FOUND, "verified")
    return Ending(NOBODY, f"{found.checks[-1].name}: {found.checks[-1].what}")


def against_receipts(drawn: Random, how: str) -> Ending:
    """Observers hold no head of the honest board; some voters, by lot, give their receipts."""
    numbers = drawn.sample(range(1, BALLOTS + 1), RECEIPTS)
    return verified(altered(drawn, how), Asked(receipts=tuple(map(receipt, numbers))))


def against_earlier_head(drawn: Random, how: str) -> Ending:
    """Observers hold a head, and not the last."""
    return verified(altered(drawn, how), Asked(heads=(observed(HEAD_AT),)))


def none_beyond(number: int) -> Fraction:
    """The chance that no receipt is of an altered entry or a later one: every place as likely."""
    return Fraction(BALLOTS - number, BALLOTS * (number + 1))


# -- copies ----------------------------------------------------------------------------------------


def posted(blob: bytes) -> Whole:
    """The honest election with one more entry on its board."""
    return with_board([*_honest().boards["nec"], Posted(0, BROWSER, blob)])


def posted_twice(drawn: Random) -> Ending:
    """The same sealed ballot again."""
    blob = drawn.choice(_honest().boards["nec"]).blob

    def act() -> Ending:
        posted(blob)
        return Ending(NOT_FOUND, "both stand on the board")

    return ended(act)


def counted_as_before(whole: Whole) -> Ending:
    """Mixed, opened and counted: whether one more entry has changed the ballots."""
    whole.mix_all()
    whole.reveal()
    checked = whole.check()
    whole.release(checked)
    papers = whole.papers(checked)["nec"]
    totals = dict(zip(papers.profile.rankings, papers.profile.papers, strict=True))
    wanted = Counter(tuple(candidate - 1 for candidate in ranking) for ranking in RANKINGS)
    if totals != wanted:
        return Ending(NOT_FOUND, "another ballot was counted")
    copies = {name: number for name, number in papers.copies.items() if number}
    unopened = {name: number for name, number in papers.unopened.items() if number}
    return Ending(NOBODY, f"copies {copies}, not opened {unopened}")


def copied_from(drawn: Random, layer: str) -> Ending:
    """The content of somebody's ballot from a layer inward, in new outer layers.

    Only those who hold the keys of the outer layers can take it out.
    """
    place = drawn.randrange(BALLOTS)
    inner = _honest().boards["nec"][place].blob
    envelope = _honest().proceedings.envelope("nec")
    for outer in envelope.layers[: envelope.place(layer)]:
        inner = open_layer(inner, envelope, outer.name, _honest().key(outer.name).pair)
    return counted_as_before(posted(outward(_honest(), inner, layer, f"copy {drawn.random()}")))


def flipped(drawn: Random) -> Ending:
    """Somebody's sealed ballot again with one bit changed."""
    blob = bytearray(drawn.choice(_honest().boards["nec"]).blob)
    place = drawn.randrange(8 * len(blob))
    blob[place // 8] ^= 1 << place % 8
    return counted_as_before(posted(bytes(blob)))


def line_repeated(drawn: Random) -> Ending:
    """Tom puts a line in twice, in another's place."""
    whole = before("M1")
    gone, again = drawn.sample(lines_entering("M2"), 2)
    lie(whole, "M1", lambda lines: [again if line == gone else line for line in lines])

    def act() -> Ending:
        whole.mix("nec", "M2")
        return checked_and_counted(whole)

    return ended(act)


# -- the scrutineer --------------------------------------------------------------------------------


def first_list_with_votes(drawn: Random, of: str, number: int) -> Ending:
    """Sam hands on votes in place of decoys, or of ballots."""
    whole = before("M1")
    grown = set(decoys_entering(whole, "M1"))
    some = [line for line in lines_entering("M1") if (line in grown) == (of == "decoys")]
    gone = set(drawn.sample(some, number))
    first_list(
        whole,
        lambda lines: [*(line for line in lines if line not in gone), *own("M1")[:number]],
    )
    whole.mix("nec", "M1")
    whole.mix("nec", "M2")
    return checked_and_counted(whole)


def votes_beside(drawn: Random) -> Ending:
    """Sam hands on more lines than there are ballots and decoys, as if they were decoys."""
    whole = before("M1")
    number = drawn.randint(1, 100)
    first_list(
        whole,
        lambda lines: [*lines, *own("M1")[:number]],
        added=DECOYS + number,
        copies=0,
    )

    def act() -> Ending:
        whole.mix("nec", "M1")
        whole.mix("nec", "M2")
        return checked_and_counted(whole)

    return ended(act)


def decoy_made_vote(drawn: Random) -> Ending:
    """Sam shows Uma a decoy, and she puts a vote in its place."""
    whole = before("M2")
    decoy = drawn.choice(decoys_entering(whole, "O1"))
    lie(whole, "M2", lambda lines: [own("O1")[0] if line == decoy else line for line in lines])
    return checked_and_counted(whole)


# -- all of them -----------------------------------------------------------------------------------

ALWAYS = Fraction(1)


def _by_lot(layer: str, number: int, hidden: int = DECOYS) -> dict[str, Fraction]:
    chance = unseen(BALLOTS, hidden, number)
    return {NOT_FOUND: chance, TRUSTEES[layer]: 1 - chance}


def _vanished(layer: str, number: int) -> dict[str, str]:
    return {
        TRUSTEES[layer]: rf"nec: \d+ of 30 decoys vanished at {layer}; only {TRUSTEES[layer]} can",
        NOT_FOUND: rf"{number} votes of their own$",
    }


def _swaps() -> Iterator[Cheat]:
    group = "Lines exchanged in a mix"
    check = "a decoy is missing: the check, before any key O"
    for layer, name in TRUSTEES.items():
        for number in (5, 10, 100):
            yield Cheat(
                group,
                f"{name} exchanges {number} lines at {layer}",
                check,
                _by_lot(layer, number),
                _vanished(layer, number),
                partial(swap, exchanged={layer: number}),
            )
    chance = unseen(BALLOTS, DECOYS, 5)
    both = {"Tom": 1 - chance, "Uma": chance * (1 - chance), NOT_FOUND: chance**2}
    yield Cheat(
        group,
        "Tom exchanges 5 lines at M1, Uma 5 at M2",
        check,
        both,
        {
            "Tom": "vanished at M1; only Tom can",
            "Uma": "vanished at M2; only Uma can",
            NOT_FOUND: "([5-9]|10) votes of their own$",
        },
        partial(swap, exchanged={"M1": 5, "M2": 5}),
    )


def _all_but_one() -> Iterator[Cheat]:
    group = "All replaced but one"
    number = BALLOTS + DECOYS - 1
    for layer, name in TRUSTEES.items():
        yield Cheat(
            group,
            f"{name}, helped by the server, replaces all lines at {layer} but one",
            "decoys are missing: the check, before any key O",
            {name: ALWAYS},
            _vanished(layer, number),
            partial(swap, exchanged={layer: number}),
        )
    yield Cheat(
        group,
        "the server replaces all ballots on the board but one",
        "the observers' last head: Tom's program, before M1 is opened",
        {NOBODY: ALWAYS},
        {NOBODY: "the two heads differ"},
        all_but_one,
    )


def _unopened() -> Iterator[Cheat]:
    group = "“It does not open”"
    check = "a decoy is among them: the check, before any key O"
    for layer, name in TRUSTEES.items():
        for number in (1, 5):
            yield Cheat(
                group,
                f"{name} says of {'a line' if number == 1 else f'{number} lines'} at {layer}",
                check,
                _by_lot(layer, number),
                {name: f"a decoy is said not to open at {layer}; only {name} can", NOT_FOUND: "^0"},
                partial(say_unopened, layer=layer, number=number),
            )
    yield Cheat(
        group,
        "Uma says of 6 lines at M2, and no backup was tried",
        "more than may be without a witness, or a decoy: the check",
        {
            NOBODY: unseen(BALLOTS, DECOYS, 6),
            "Uma": 1 - unseen(BALLOTS, DECOYS, 6),
        },
        {
            NOBODY: "6 of 300 lines do not open at M2: the contest stops",
            "Uma": "a decoy is said not to open",
        },
        partial(say_unopened, layer="M2", number=6),
    )
    yield Cheat(
        group,
        "Uma says of 20 lines at M2, and Olu, who keeps her backup, says so too",
        check,
        _by_lot("M2", 20),
        {"Uma": "a decoy is said not to open", NOT_FOUND: "^0"},
        partial(say_unopened, layer="M2", number=20, witness="Olu"),
    )


def _second() -> Iterator[Cheat]:
    group = "A second list"
    for what, found_by, said, act in (
        (
            "Uma, who has mixed, is given another list M2 that Tom has signed",
            "the journal of her key, before it is opened",
            "the key M2 has opened another list of nec",
            second_list,
        ),
        (
            "Olu, who has tried Uma's backup, is given another list M2",
            "the journal of the backup, before it is opened",
            "the key M2 has opened another list of nec",
            second_list_for_backup,
        ),
        (
            "Tom signs a second list, after his first",
            "his second statement: Uma's program, before M2 is opened",
            r"statement 10 \(mix of nec at M1\) is out of turn",
            second_statement,
        ),
        (
            "Sam, who has opened the board, is given another that the server has closed",
            "the journal of his key, before it is opened",
            "the key S has opened another list of nec",
            second_board,
        ),
    ):
        yield Cheat(group, what, found_by, {NOBODY: ALWAYS}, {NOBODY: said}, act)


def _boards() -> Iterator[Cheat]:
    group = "Another board"
    for how in ("dropped", "added", "swapped"):
        yield Cheat(
            group,
            f"a ballot {how}; observers hold the last head",
            "the observers' last head: Tom's program, before M1 is opened",
            {NOBODY: ALWAYS},
            {NOBODY: "the observer's last head is 270"},
            partial(another_board, how=how),
        )
    signed = "nec: .*signed|nec: the board ends"
    for how in ("dropped", "added", "swapped"):
        chance = none_beyond(RECEIPTS)
        yield Cheat(
            group,
            f"a ballot {how}; no observer, but {RECEIPTS} voters by lot give receipts",
            "a receipt of that entry or a later one: `hustings verify`",
            {NOT_FOUND: chance, NOBODY: 1 - chance},
            {NOT_FOUND: "verified", NOBODY: signed},
            partial(against_receipts, how=how),
        )
    chance = Fraction(BALLOTS - HEAD_AT, BALLOTS)
    yield Cheat(
        group,
        f"a ballot swapped; observers hold head {HEAD_AT} of {BALLOTS}, and no later one",
        "a head that covers the entry: `hustings verify`",
        {NOT_FOUND: chance, NOBODY: 1 - chance},
        {NOT_FOUND: "verified", NOBODY: signed},
        partial(against_earlier_head, how="swapped"),
    )


def _copies() -> Iterator[Cheat]:
    group = "A copied ballot"
    yield Cheat(
        group,
        "a sealed ballot posted again",
        "the board takes each once: nobody can close it",
        {NOBODY: ALWAYS},
        {NOBODY: r"nec: entries \d+ and 271 are the same ballot"},
        posted_twice,
    )
    yield Cheat(
        group,
        "the same with one bit changed",
        "it does not open at S, is listed by its hash and not counted",
        {NOBODY: ALWAYS},
        {NOBODY: r"copies \{\}, not opened \{'S': 1\}"},
        flipped,
    )
    for layer, merged in (("M1", "S"), ("M2", "M1"), ("O1", "M2")):
        yield Cheat(
            group,
            f"its content from {layer} on, sealed anew outside",
            f"equal lines after {merged} become one, and are counted in public",
            {NOBODY: ALWAYS},
            {NOBODY: rf"copies {{'{merged}': 1}}, not opened {{}}"},
            partial(copied_from, layer=layer),
        )
    yield Cheat(
        group,
        "Tom puts a line in twice, in another's place",
        "the order of his list: Uma's program, before M2 is opened",
        {NOBODY: ALWAYS},
        {NOBODY: r"nec: line \d+ of the list M2 is out of order"},
        line_repeated,
    )


def _scrutineer() -> Iterator[Cheat]:
    group = "The scrutineer makes votes"
    for of, number in (("decoys", 1), ("decoys", DECOYS), ("ballots", 1)):
        many = {1: f"a {of[:-1]}", DECOYS: f"all {DECOYS} {of}"}[number]
        yield Cheat(
            group,
            f"Sam hands on votes in place of {many}",
            "the list M1 is made again from board and seed: the check, before any key O",
            {"Sam": ALWAYS},
            {"Sam": "the list M1 is not what the board and the seed give"},
            partial(first_list_with_votes, of=of, number=number),
        )
    yield Cheat(
        group,
        "Sam hands on 1 to 100 votes beside the decoys",
        "the number that he committed to: Tom's program, before M1 is opened",
        {NOBODY: ALWAYS},
        {NOBODY: "not as many decoys as the scrutineer committed to"},
        votes_beside,
    )
    yield Cheat(
        group,
        "Sam shows Uma a decoy, and she puts a vote in its place",
        "the decoy is missing: the check, before any key O",
        {"Uma": ALWAYS},
        _vanished("M2", 1),
        decoy_made_vote,
    )


def _leaked() -> Iterator[Cheat]:
    group = "Decoys leaked"
    yield Cheat(
        group,
        "Sam shows Uma half of the decoys; she exchanges 10 other lines",
        "one of the other half is missing: the check, before any key O",
        _by_lot("M2", 10, DECOYS // 2),
        _vanished("M2", 10),
        partial(swap, exchanged={"M2": 10}, known=DECOYS // 2),
    )
    for number in (5, 100):
        yield Cheat(
            group,
            f"Sam shows Uma all of them; she exchanges {number} other lines",
            "nothing",
            {NOT_FOUND: ALWAYS},
            _vanished("M2", number),
            partial(swap, exchanged={"M2": number}, known=DECOYS),
        )
    yield Cheat(
        group,
        "Sam, Tom and the server single out one voter's ballot",
        "nothing",
        {NOT_FOUND: ALWAYS},
        _vanished("M1", BALLOTS - 1),
        single_out,
    )


CHEATS: tuple[Cheat, ...] = (
    *_swaps(),
    *_all_but_one(),
    *_unopened(),
    *_second(),
    *_boards(),
    *_copies(),
    *_scrutineer(),
    *_leaked(),
)
