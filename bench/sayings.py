"""Sayings about STV put to the election of 2020 and to Scottish elections, and the page about them.

python bench/sayings.py -o docs/sayings.md [--draws 200] [--data ARCHIVE] [--wards N]
"""

from __future__ import annotations

import argparse
import math
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from hustings.commands.plan import call as plan
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.demo.plan import EXAMPLE, example
from hustings.election.formats.fast.read import parse_packed
from hustings.planning.sayings.ask import ask
from hustings.planning.sayings.ground import on_ballots, on_scenario
from hustings.planning.sayings.model import Asked, Figure, Unit
from hustings.planning.trials.evaluate import LEAST_DRAWS
from hustings.planning.trials.simulate import Progress
from hustings.report.ask.sayings.content import Section, Way, content
from hustings.report.ask.words import load
from hustings.report.wording import wrap

DATA = (
    Path(__file__).resolve().parents[2]
    / "shared"
    / "data"
    / "counting"
    / "scot-elex"
    / "dev.tar.xz"
)
WORDS = load("en")
OPEN = (
    *("share", "number", "other_each", "other_share", "other_number", "seats", "k", "most"),
    *("against", "who", "way", "of", "by", "asked"),
)
# What fills the places of a reading that is about many elections.
MANY = {
    "slate": "the party",
    "other": "another",
    "best": "the most popular",
    "unwelcome": "the largest other party",
    "order": "in mixed order",
    "k_names": "that many names",
    **dict.fromkeys(OPEN, "…"),
}


def main() -> int:
    """Ask, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--wards", type=int, default=None)
    call = parser.parse_args()
    if not call.data.exists():
        print(f"{call.data}: the ballots are not there; give --data ARCHIVE", file=sys.stderr)
        return 2
    scenario = ask(
        on_scenario(plan.scenario_of(example(EXAMPLE), plan.Call()), draws=call.draws),
        progress=_progress("draws"),
    )
    found: dict[tuple[str, str], list[Figure]] = {}
    wards = 0
    for wards, asked in enumerate(_wards(call.data, call.wards), 1):
        _progress("wards")(wards, 559)
        for tested in asked.sayings:
            for reading in tested.readings:
                found.setdefault((tested.name, reading.name), []).extend(reading.figures[:1])
    call.output.write_text(page(scenario, found, wards), encoding="utf-8")
    return 0


def _progress(what: str) -> Progress:
    def show(done: int, every: int) -> bool:
        if sys.stderr.isatty() or done % 20 == 0:
            print(f"{done} of {every} {what}", file=sys.stderr)
        return True

    return show


def _wards(archive: Path, most: int | None) -> Iterator[Asked]:
    with tarfile.open(archive) as files:
        members = sorted(
            (one for one in files.getmembers() if one.name.endswith(".csv")),
            key=lambda one: one.name,
        )
        for member in members[:most]:
            file = files.extractfile(member)
            assert file is not None
            read = parse_packed(file.read(), source=member.name)
            yield ask(
                on_ballots(
                    read.election,
                    read.profile,
                    find("scotland"),
                    lots=seeded("sayings", read.election),
                    draws=LEAST_DRAWS,
                )
            )


# -- the page ------------------------------------------------------------------------------------


def page(scenario: Asked, found: dict[tuple[str, str], list[Figure]], wards: int) -> str:
    """The whole page, in Markdown."""
    whole = content(scenario, WORDS)
    lines = [
        "# Sayings about STV, put to the test",
        "",
        *wrap(
            "Nine things that members told each other about the single transferable vote in 2020,"
            f" counted: on {scenario.draws} electorates drawn from the 2020 scenario (its ballots"
            " were never published: what it assumes stands in its file), and on the real ballots"
            f" of {wards} Scottish council elections, for the largest party with two candidates"
            " or more, where there is one. Each saying holds, fails, depends, or cannot be told:"
            " never more certainly than the figures. For Scotland it is said what is so on the"
            " ballots as they are: exact facts of each election, added up or averaged.",
            100,
        ),
        "",
        "`hustings ask` asks all of it of the 2020 scenario, `hustings ask FILE` of a scenario or"
        " of",
        "ballots of your own; `--format html` makes a page to send round, `--language cy` in",
        "Welsh. This page is made by `python bench/sayings.py -o docs/sayings.md`.",
        "",
        "## In short",
        "",
        "| saying | 2020 scenario |",
        "|---|---|",
        *(f"| {one.title} | {one.verdict} |" for one in whole.sections),
    ]
    for section in whole.sections:
        lines += ["", *_section(section, found, scenario.for_whom)]
    lines += ["", "## What every figure rests on", ""]
    for sentence in whole.assumed:
        lines += [f"* {line}" if at == 0 else f"  {line}" for at, line in enumerate(_98(sentence))]
    return "\n".join(lines) + "\n"


def _section(
    section: Section, found: dict[tuple[str, str], list[Figure]], asked_for: str
) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    yield from wrap(section.tested, 100)
    yield ""
    yield f"| read as | 2020, {asked_for} | | Scottish elections |"
    yield "|---|---|---|---|"
    for way in section.ways:
        wards = _facts(found.pop((section.name, way.name), []))
        yield f"| {way.heading} {way.claim} | **{way.verdict}** | {_decides(way)} | {wards} |"
    # Readings that only real ballots have: who stood alone, what cannot be tried there.
    for (name, reading), figures in sorted(found.items()):
        if name == section.name and figures:
            yield f"| {_heading(name, reading)} | | | {_facts(figures)} |"
    if section.assumed:
        yield ""
        yield from wrap(f"Assumed in 2020: {' '.join(section.assumed)}", 100)


def _heading(saying: str, reading: str) -> str:
    """What a reading is called where it is about many elections."""
    text = WORDS(f"readings.{saying}_{reading}", **MANY)
    return text[:1].upper() + text[1:]


def _decides(way: Way) -> str:
    return f"{way.rows[0][0]}: {way.rows[0][1]}" if way.rows else ""


def _facts(figures: Sequence[Figure]) -> str:
    """In how many elections it is so, or how much on average, over those that have the figure."""
    if not figures:
        return ""
    what = Counter(one.what for one in figures).most_common(1)[0][0]
    same = [one for one in figures if one.what == what]
    label = WORDS(f"figures.{what}", **MANY)
    mean = math.fsum(one.value for one in same) / len(same)
    match same[0].unit:
        case Unit.FACT:
            return f"{label}: in {sum(bool(one.value) for one in same)} of {len(same)}"
        case Unit.CHANCE | Unit.SHARE:
            return f"{label}: {mean * 100:.1f} % on average of {len(same)}"
        case Unit.DRAWS:
            return f"{label}: never in {len(same)}" if not mean else f"{label}: {mean:.3f}"
        case unit:
            return f"{label}: {mean:.2f} {unit.value} on average of {len(same)}"


def _98(sentence: str) -> list[str]:
    return list(wrap(sentence, 98))


if __name__ == "__main__":
    sys.exit(main())
