"""For any small election: the sheet adds up, the text fits, the page is whole, nothing fails."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from hustings.counting.lots import seeded
from hustings.counting.record import CountRecord, decimal
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.report.count import csvout, explain, html, text
from hustings.report.count.own_vote import program
from hustings.report.wording import printable
from report.count.examples import counted
from report.pages import Page

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda name: bool(name.strip())
)
AWKWARD = st.sampled_from(
    ["<script>", "\"&'", "]]>", "</svg>", "=1+1", "-", "a\nb", "\x1b[2J", "&amp;", "x" * 200]
)
MANY_SEATS = ("ers97", "scotland", "northern-ireland", "wigm-prf", "meek-prf", "block-vote")


@st.composite
def records(draw: st.DrawFn) -> CountRecord:
    """A count of up to 7 candidates under any rules; big numbers of papers now and then."""
    names = draw(st.lists(NAMES | AWKWARD, min_size=1, max_size=7, unique=True))
    rules = draw(st.sampled_from([*MANY_SEATS, "irv"]))
    seats = 1 if rules == "irv" else draw(st.integers(1, len(names) + 1))
    ranking = st.permutations(range(len(names))).flatmap(
        lambda order: st.integers(1, len(order)).map(lambda length: tuple(order[:length]))
    )
    papers = st.integers(1, 12) | st.sampled_from([1000, 1_000_000])
    ballots = draw(st.lists(st.tuples(ranking, papers), min_size=1, max_size=12))
    faulty: list[tuple[str, int]] = []
    if draw(st.booleans()):
        faulty = [(draw(NAMES), draw(papers))]
    standing = sorted({ballot[0][0] for ballot in ballots})
    outside = [c for c in range(len(names)) if c not in standing]
    withdrawn = tuple(draw(st.lists(st.sampled_from(outside), unique=True))) if outside else ()
    election = make_election(
        draw(st.just("") | NAMES),
        seats,
        names,
        slates=[draw(st.just("") | NAMES) for _ in names],
        withdrawn=withdrawn,
    )
    lots = seeded("1", election)
    return counted(election, Profile.gather(ballots, faulty), rules, lots=lots)


@given(records())
def test_sheet_adds_up(record: CountRecord) -> None:
    rows = list(csv.reader(StringIO(csvout.render(record)), strict=True))
    start = next(i for i, row in enumerate(rows) if row[:2] == ["Candidate", "Slate"])
    size = 3 if record.stages[0].keep else 2
    size_of_count = len(record.stages)
    candidates = rows[start + 1 : start + 1 + len(record.election.candidates)]
    others = {row[0]: row for row in rows[start + 1 + len(candidates) :]}
    total = others["Total"]
    aside = others["Non-transferable" if record.quota else "Votes not used"]
    for stage in range(size_of_count):
        votes = 3 + size * stage
        held = sum(Decimal(row[votes] or 0) for row in candidates)
        assert held + Decimal(aside[votes]) == Decimal(total[votes])
        assert total[votes] == total[3]
        for row in [*candidates, aside, total]:
            if stage and row[votes]:
                before = Decimal(row[votes - size])
                assert before + Decimal(row[votes - 1]) == Decimal(row[votes])
            elif not stage:
                assert row[votes - 1] == ""
        if record.quota:
            assert others["Quota"][votes] == decimal(record.stages[stage].quota, record.places)
    if record.quota:
        assert Decimal(total[3]) == record.ballots.valid
    elected = [row for row in candidates if row[-1].startswith("Elected")]
    assert len(elected) == len(record.elected)


@given(records(), st.integers(60, 200), st.booleans())
def test_text_fits(record: CountRecord, width: int, told: bool) -> None:
    page = text.render(record, width=width, stages="1-last" if told else None)
    assert [line for line in page.split("\n") if len(line) > width] == []
    assert [line for line in page.split("\n") if line != line.rstrip()] == []
    assert all(c.isprintable() or c in "\n\u200c\u200d" for c in page)
    for stage in record.stages:
        for candidate, votes in enumerate(stage.votes):
            if votes and candidate not in record.election.withdrawn:
                assert decimal(votes, record.places) in page


@given(records())
def test_page_is_whole(record: CountRecord) -> None:
    written = html.render(record)
    page = Page(written)
    # One program, and nothing of the election's in it: what it reads stands in an element apart.
    assert written.count("<script") == 1 + written.count('<script type="application/json"') == 2
    assert f"<script>\n{program()}</script>" in written
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    for name in record.election.names:
        assert printable(name) in page.words


@given(records())
def test_everything_is_told(record: CountRecord) -> None:
    assert len(explain.elected(record)) == len(record.elected)
    assert len(explain.ties(record)) == sum(len(stage.ties) for stage in record.stages)
    sentences = explain.elected(record) + explain.ties(record) + explain.ballots(record)
    sentences += [explain.stage(record, stage.number) for stage in record.stages]
    sentences.append(explain.non_transferable(record))
    assert all(sentence.endswith(".") for sentence in sentences)
    assert all("\n" not in sentence and "  " not in sentence for sentence in sentences)
    line = csvout.line(record, "a.blt")
    assert len(next(csv.reader(StringIO(line), strict=True))) == len(csvout.LINE)
