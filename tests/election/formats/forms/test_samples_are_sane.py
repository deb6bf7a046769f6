"""The samples and the builder themselves: a judge has to be right before anybody is judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from . import recount
from .samples import SAMPLES, Sample
from .verdict import Found, Ranking, accept, canonical, totals

BY_NAME = {sample.name: sample for sample in SAMPLES}
HELD = [sample for sample in SAMPLES if not sample.refused or sample.obey]


class Hand(NamedTuple):
    """Which cells of a sample are votes, said by hand.

    Attributes:
        how: names by rank, ranks under names, or the order in one cell.
        columns: in order of rank, or of the sample's candidates.
        first: the first row that is a paper.
        delimiter: between cells.
        within: between marks in one cell.
        papers: the column of numbers of papers.
        last: rows after the papers.
    """

    how: str
    columns: Sequence[int]
    first: int = 1
    delimiter: str = ","
    within: str = "\0"
    papers: int | None = None
    last: int = 0


def names(*columns: int, first: int = 1, delimiter: str = ",", within: str = "\0") -> Hand:
    return Hand("names", columns, first, delimiter, within)


def ranks(*columns: int, first: int = 1, delimiter: str = ",", within: str = "\0") -> Hand:
    return Hand("ranks", columns, first, delimiter, within)


def order(column: int, within: str, delimiter: str = ",") -> Hand:
    return Hand("order", (column,), 1, delimiter, within)


HANDS = {
    "google-candidates-as-rows": ranks(2, 3, 4, 5),
    "google-choices-as-rows-german": names(1, 2, 3),
    "google-choices-as-rows-welsh": names(2, 3, 4),
    "google-first-choice-french": ranks(1, 2, 3, delimiter=";"),
    "google-hand-made": ranks(1, 2, 3, 4),
    "google-voters-are-candidates": names(2, 3, 4),
    "google-checkbox-candidates-as-rows": ranks(1, 2, 3, within=";"),
    "google-checkbox-choices-as-rows": names(1, 2, 3, within=";"),
    "google-two-contests-chair": names(1, 2),
    "google-two-contests-treasurer": names(3, 4),
    "google-two-contests-ranks-under-names": ranks(1, 2),
    "google-rating-grid-beside": ranks(4, 5, 6),
    "google-yes-no-grid-beside": names(3, 4, 5),
    "google-tie-and-gap": ranks(1, 2, 3, 4),
    "google-numbers-in-names": ranks(1, 2, 3, 4),
    "microsoft-ranking": order(5, ";"),
    "microsoft-ranking-german": order(5, ";", delimiter=";"),
    "microsoft-ranking-and-days": order(6, ";"),
    "microsoft-two-rankings": order(6, ";"),
    "microsoft-likert-candidates": ranks(5, 6, 7),
    "microsoft-likert-choices": names(5, 6, 7),
    "limesurvey-text": names(5, 6, 7),
    "limesurvey-codes": names(5, 6, 7, 8),
    "limesurvey-round-brackets": names(4, 5, 6, delimiter=";"),
    "qualtrics-rank-order": ranks(11, 12, 13, first=3),
    "qualtrics-write-in-text": ranks(5, 6, 7, first=3),
    "surveymonkey-ranking": ranks(9, 10, 11, 12, first=2),
    "surveymonkey-not-applicable": ranks(9, 10, 11, first=2),
    "surveymonkey-two-questions": ranks(9, 10, 11, first=2),
    "bettervoting-one-race": ranks(2, 3, 4),
    "bettervoting-two-races": ranks(2, 3, 4),
    "cruncher-names-by-rank": names(2, 3, 4),
    "cruncher-overvote": names(2, 3, 4),
    "cruncher-weights": names(2, 3, 4),
    "cruncher-weights-of-one": names(2, 3, 4),
    "cruncher-order-in-a-cell": order(1, ">"),
    "cruncher-order-with-overvote": order(1, ">"),
    "elekto": ranks(0, 1, 2, 3),
    "elekto-no-opinion": ranks(0, 1, 2, 3),
    "member-numbers": names(1, 2, 3),
    "rctab-cvr": names(8, 9, 10, within="\n"),
    "rctab-cvr-overvote-word": names(8, 9, 10),
    "rctab-dominion-ids": names(5, 6, 7),
    "rctab-generic": ranks(3, 4, 5, 6),
    "rctab-generic-write-in": ranks(3, 4, 5, 6),
    "ess": names(3, 4, 5),
    "ess-overvote-and-write-in": names(3, 4, 5),
    "ess-two-contests": names(3, 4, 5),
    "minneapolis": Hand("names", (1, 2, 3), papers=4),
    "minneapolis-uwi": Hand("names", (1, 2, 3), papers=4),
    "point-zero": ranks(0, 1, 2),
    "comma-zero": ranks(0, 1, 2, delimiter=";"),
    "sep-line": names(0, 1, 2, delimiter=";"),
    "sep-tab": names(0, 1, delimiter="\t"),
    "trailing-empty-rows": ranks(0, 1, 2),
    "title-and-blank-row": names(2, 3, 4, first=3),
    "totals-below": Hand("ranks", (1, 2, 3), last=1),
    "paper-numbers": ranks(1, 2, 3),
    "paper-numbers-last": ranks(0, 1, 2),
    "utf-16": names(0, 1, 2, delimiter="\t"),
    "windows-1252": names(0, 1, 2, delimiter=";"),
    "ranks-out-of-order": names(2, 4, 1),
    "ranks-sorted-as-words": names(0, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2),
    "first-name-last-name": names(2, 3, 4),
    "first-language": names(2, 3, 4),
    "dates-by-choice": names(3, 4),
    "may-and-will": names(1, 2, 3, 4),
    "awkward-names": names(1, 2, 3, 4),
    "one-voter": names(2, 3, 4),
    "all-blank": ranks(1, 2, 3),
    "years-beside-ranks": ranks(1, 2, 3),
    "group-beside-ranks": ranks(1, 2, 3),
    "children-beside-ranks": ranks(1, 2, 3),
    "nomination-beside-ranks": names(2, 3, 4),
    "hash-headings": names(0, 1, 2),
    "hash-headings-after-time": names(1, 2, 3),
    "comments-over-lines": ranks(1, 2),
    "skipped-ranks": ranks(0, 1, 2),
    "best-first": ranks(1, 2, 3),
    "spanish": ranks(2, 3, 4),
    "german-ordinals-in-cells": ranks(1, 2, 3, delimiter=";"),
    "welsh-digits-in-cells": ranks(1, 2, 3, 4, 5),
}


def read_by(hand: Hand, sample: Sample) -> dict[Ranking, int]:
    """A sample's ballots from the columns that the hand points at."""
    table = recount.rows(sample.text, hand.delimiter)[hand.first :]
    table = table[: len(table) - hand.last]
    marks = [[row[column] for column in hand.columns] for row in table]
    match hand.how:
        case "names":
            rankings = [recount.from_names(cells, hand.within) for cells in marks]
        case "ranks":
            rankings = [
                recount.from_ranks(zip(sample.candidates, cells, strict=True), hand.within)
                for cells in marks
            ]
        case "order":
            rankings = [
                recount.from_names(cell.removesuffix(hand.within).split(hand.within))
                for (cell,) in marks
            ]
    return recount.tally(table, rankings, hand.papers)


def read_arrows(sample: Sample, column: int) -> dict[Ranking, int]:
    table = recount.rows(sample.text, ",")[1:]
    return recount.tally(
        table, [recount.from_names(row[column].split(">"), within="=") for row in table]
    )


def read_marks(sample: Sample) -> dict[Ranking, int]:
    """Clear Ballot: the marks of a row, its columns by rank and candidate."""
    heading, *table = recount.rows(sample.text, ",")
    votes = [
        (place, title.split(":")[4], title.split(":")[2])
        for place, title in enumerate(heading)
        if title.startswith("Choice_")
    ]
    return recount.tally(
        table,
        [
            recount.from_ranks((name, rank) for place, name, rank in votes if row[place] == "1")
            for row in table
        ],
    )


def read_pairs(sample: Sample) -> dict[Ranking, int]:
    """Dominion made flat: pairs of candidate and rank."""
    table = recount.rows(sample.text, ",")[1:]
    return recount.tally(
        table, [recount.from_ranks(zip(row[2::2], row[3::2], strict=True)) for row in table]
    )


def read_council(sample: Sample) -> dict[Ranking, int]:
    """A Scottish council's CSV: numbers of papers and of candidates, then who is who."""
    _, *table = recount.rows(sample.text, ",")
    people = {row[0].split()[1]: row[1] for row in table if row[0].startswith("Candidate ")}
    papers = [row for row in table if row[0].isdigit()]
    return recount.tally(
        papers,
        [recount.from_names([people[mark] for mark in row[1:] if mark]) for row in papers],
        count=0,
    )


SHAPES: dict[str, Callable[[Sample], dict[Ranking, int]]] = {
    "arrows-with-equals": lambda sample: read_arrows(sample, 1),
    "arrows-beside-words": lambda sample: read_arrows(sample, 0),
    "clear-ballot": read_marks,
    "dominion-flattened": read_pairs,
    "scottish-saved-again": read_council,
}

# Where a reader must do more than read: a name in small letters.
BY_EYE = {"wrong-name-once"}


def test_every_sample_is_counted_twice() -> None:
    assert len(BY_NAME) == len(SAMPLES)
    assert HANDS.keys() | SHAPES.keys() | BY_EYE == {sample.name for sample in HELD}
    assert not HANDS.keys() & SHAPES.keys()


@pytest.mark.parametrize("name", HANDS)
def test_the_columns_hold_the_stated_ballots(name: str) -> None:
    sample = BY_NAME[name]
    assert read_by(HANDS[name], sample) == totals(sample.ballots)


@pytest.mark.parametrize("name", SHAPES)
def test_the_shape_holds_the_stated_ballots(name: str) -> None:
    sample = BY_NAME[name]
    assert SHAPES[name](sample) == totals(sample.ballots)


@pytest.mark.parametrize("name", [name for name, hand in HANDS.items() if hand.how == "ranks"])
def test_candidates_stand_in_the_order_of_their_headings(name: str) -> None:
    sample, hand = BY_NAME[name], HANDS[name]
    headings = recount.rows(sample.text, hand.delimiter)[: hand.first]
    if name.startswith("google-two"):
        assert hand.columns == (1, 2)
    for candidate, column in zip(sample.candidates, hand.columns, strict=True):
        assert any(candidate in row[column] for row in headings), candidate


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_says_one_thing(sample: Sample) -> None:
    named = {
        name
        for ranking in sample.ballots
        for rank in ranking
        for name in ((rank,) if isinstance(rank, str) else rank or ())
    }
    assert named <= set(sample.candidates)
    assert len({name.casefold() for name in sample.candidates}) == len(sample.candidates)
    assert list(sample.ballots) == [canonical(ranking) for ranking in sample.ballots]
    assert all(papers > 0 for papers in sample.ballots.values())
    assert sample.about
    if sample.refused:
        assert not sample.doubt
        assert bool(sample.obey) == bool(sample.ballots) == bool(sample.candidates)
    else:
        assert not sample.obey
        assert sample.candidates
        assert sample.ballots
    if sample.obey:
        option, value = sample.obey
        assert option in {"--contest", "--columns"}
        assert all(part in sample.text for part in value.split(","))
    assert sample.data.decode(sample.encoding) == sample.text


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_is_a_table(sample: Sample) -> None:
    """Every row as wide as the first, but for titles and what councils write."""
    hand = HANDS.get(sample.name)
    table = recount.rows(sample.text, hand.delimiter if hand else ",")
    widths = {len(row) for row in table if row}
    assert len(widths) == 1


def test_a_verdict_says_what_differs() -> None:
    sample = BY_NAME["google-tie-and-gap"]
    people = frozenset(sample.candidates)
    assert accept(sample, Found(sample.ballots, people)) == ""
    turned = {
        (*(rank[::-1] if isinstance(rank, tuple) else rank for rank in ranking), None): papers
        for ranking, papers in sample.ballots.items()
    }
    assert accept(sample, Found(turned, people)) == ""
    fewer = {ranking: papers for ranking, papers in turned.items() if ranking[0] != "Isa"}
    assert accept(sample, Found(fewer, people)) == (
        "3 papers in place of 4; 'Isa' > 'Jo' > 'Kit' > 'Lou': 0 in place of 1"
    )
    assert accept(sample, Found(sample.ballots, people - {"Lou"} | {"Timestamp"})) == (
        "candidates that do not stand: 'Timestamp'; candidates not found: 'Lou'"
    )
    assert accept(sample, Found({**sample.ballots, (): 1}, people)) == (
        "5 papers in place of 4; (blank paper): 1 in place of 0"
    )
    closed: dict[Ranking, int] = {
        tuple(rank for rank in ranking if rank is not None): papers
        for ranking, papers in sample.ballots.items()
    }
    assert accept(sample, Found(closed, people)) == (
        "'Isa' = 'Jo' > 'Kit': 1 in place of 0; 'Isa' = 'Jo' > (none) > 'Kit': 0 in place of 1;"
        " 'Isa' = 'Kit' > 'Lou': 1 in place of 0;"
        " (none) > 'Isa' = 'Kit' > (none) > 'Lou': 0 in place of 1"
    )
