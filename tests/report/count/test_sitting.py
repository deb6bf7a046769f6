"""What is said of a count for a vacancy in which sitting members keep their seats."""

from __future__ import annotations

from counting.helpers import counted, vote

from hustings.report.count.explain import why
from hustings.report.count.html import render
from hustings.report.count.text import render as text


def test_reports_say_who_keeps_a_seat() -> None:
    election, profile = vote("ABCD", 2, "40 A, 30 CD, 26 DC, 4 BD", withdrawn="A")
    record = counted(election.keep(1), profile, "ers97")
    assert record.winners == ("C", "B")
    assert why(record, record.elected[1]) == (
        "at stage 1 with 4.00 votes, keeping the seat they held"
    )
    assert "A count for a vacancy; keeping a seat: B." in render(record)
    assert "keeping a seat: B" in text(record)
    free = counted(election, profile, "ers97")
    assert "keeping a seat" not in render(free) + text(free)
