"""Everything there is to say on sayings that were tested, in the words of one language.

Knows which sentence belongs to which figure and reading. Text and page set it.
"""

from __future__ import annotations

from dataclasses import dataclass

from hustings.planning.sayings.model import Asked, Figure, Reading, Said, Tested
from hustings.report.ask.sayings.numbers import filled, written
from hustings.report.languages import Words


@dataclass(frozen=True, slots=True)
class Way:
    """A reading: what is understood, when it holds, the verdict, figures with labels."""

    name: str
    heading: str
    claim: str
    verdict: str
    rows: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A saying: its words, what was tested, the verdict, and the ways to understand it."""

    name: str
    title: str
    verdict: str
    tested: str
    ways: tuple[Way, ...]
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The whole: head, sayings, what all rests on."""

    title: str
    election: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]
    assumed: tuple[str, ...]


def content(asked: Asked, words: Words) -> Content:
    """Everything in the words of one language."""
    head = [
        words("page.for", slate=asked.for_whom),
        words("page.rules", rules=asked.rules),
        words(f"page.{asked.source}", n=asked.draws),
        words("page.interval"),
    ]
    if not asked.complete:
        head.append(words("page.stopped"))
    return Content(
        words("page.title"),
        asked.title,
        tuple(head),
        tuple(_section(tested, words) for tested in asked.sayings),
        (*(said(one, words) for one in asked.assumed), words("page.seed", seed=asked.seed)),
    )


def said(one: Said, words: Words) -> str:
    """A sentence."""
    return words(f"said.{one.key}", **filled(one.values, words))


def _section(tested: Tested, words: Words) -> Section:
    return Section(
        tested.name,
        words(f"sayings.{tested.name}"),
        words(f"verdicts.{tested.verdict.name.lower()}"),
        words(f"tested.{tested.name}", **filled(tested.about, words)),
        tuple(_way(tested.name, reading, words) for reading in tested.readings),
        tuple(said(one, words) for one in tested.assumed),
    )


def _way(saying: str, reading: Reading, words: Words) -> Way:
    key = f"{saying}_{reading.name}"
    about = filled(reading.about, words)
    return Way(
        reading.name,
        words(f"readings.{key}", **about),
        words(f"claims.{key}", **about),
        words(f"verdicts.{reading.verdict.name.lower()}"),
        tuple(_row(figure, words) for figure in reading.figures),
        tuple(said(one, words) for one in reading.reasons),
    )


def _row(figure: Figure, words: Words) -> tuple[str, str]:
    label = words(f"figures.{figure.what}", **filled(figure.about, words))
    return label, written(figure, words)
