"""The bars of a stage: in which order they stand, what stands beside them, how long they are."""

from __future__ import annotations

import re
from html import unescape

import pytest

from hustings.counting.record import CountRecord
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.report.count import charts, html
from hustings.report.count.sheet import sheet_of
from report.count.examples import EXAMPLES, block_vote, counted, scotland


def drawn(record: CountRecord, number: int) -> str:
    """The bars of a stage."""
    sheet = sheet_of(record)
    return charts.bars(record, sheet, number - 1, within=charts.frame(record, sheet))


def names(bars: str) -> list[str]:
    return [
        unescape(n) for n in re.findall(r'<span class="a(?: now)?">(.*?)(?: <span|</span)', bars)
    ]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_most_votes_stand_first_at_every_stage(name: str) -> None:
    record = EXAMPLES[name]()
    rows = {row.label: row for row in sheet_of(record).candidates}
    for place, stage in enumerate(record.stages):
        shown = names(drawn(record, stage.number))
        if record.quota:
            assert shown.pop() == "Non-transferable"
        votes = [rows[one].votes[place] for one in shown]
        assert votes == sorted(votes, reverse=True)
        gone = [row.label for row in rows.values() if not row.votes or row.over(place)]
        assert sorted([*shown, *gone]) == sorted(rows)


def test_those_with_equal_votes_stand_as_they_finished() -> None:
    assert names(drawn(block_vote(), 1)) == ["Ames", "Cole", "Bly", "Dean"]


def test_a_bar_with_everything_beside_it() -> None:
    lines = drawn(scotland(), 3).split("\n")
    # 37.00000 of 69.00000, the longest bar
    quota = '<line class="q" x1="53.62%" x2="53.62%" y1="-4" y2="17"/>'
    assert lines[:2] == [
        '<ul class="chart" aria-label="Votes after stage 3" style="--room:80px">',
        '<li class="ql"><span class="to" style="width:53.62%">Quota 37.00000</span></li>',
    ]
    assert lines[3] == (
        '<li><span class="a">Catrìona Reid <span class="s">elected</span></span>'
        '<svg width="100%" height="13" aria-hidden="true" focusable="false">'
        '<rect class="e" x="0%" width="53.62%" height="13"/>'
        f'<rect class="l" x="53.62%" width="15.68%" height="13"/>{quota}</svg>'
        '<span class="v">37.00000</span><span class="m">\N{MINUS SIGN}10.82560</span></li>'
    )
    assert lines[-1] == "</ul>"


def test_the_quota_is_named_on_the_roomier_side() -> None:
    election = make_election("", 1, ("A", "B"))
    record = counted(election, Profile.gather([((0,), 300), ((1,), 2)]), "scotland")
    assert '<span class="to" style="width:50.66%">Quota 152.00000</span>' in drawn(record, 1)
    election = make_election("", 3, ("A", "B", "C", "D"))
    record = counted(election, Profile.gather([((n,), 9 - n) for n in range(4)]), "scotland")
    assert '<span class="to"' in drawn(record, 1)
    election = make_election("", 5, tuple("ABCDEF"))
    papers = [((0,), 100), *(((n,), n) for n in range(1, 6))]
    record = counted(election, Profile.gather(papers), "scotland")
    assert '<span class="from" style="margin-left:20%">Quota 20.00000</span>' in drawn(record, 1)


def test_no_name_is_cut() -> None:
    name = "Maximiliana Featherstonehaugh-Cholmondeley of the Upper Valley"
    election = make_election("", 1, (name, "B"))
    record = counted(election, Profile.gather([((0,), 3), ((1,), 2)]), "scotland")
    assert names(drawn(record, 1))[0] == name
    assert "…" not in html.render(record)
