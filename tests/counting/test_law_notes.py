"""Beside each rule set stands a note, and the note speaks of every clause the rule set names."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.counting import law
from hustings.counting.law import MODULES, find

NOTES = {
    name: Path(law.__file__).with_name(f"{module}.md")
    for name, module in MODULES.items()
    if name != "meek-prf"
}


@pytest.mark.parametrize("name", tuple(NOTES))
def test_the_note_has_the_source_and_every_clause(name: str) -> None:
    text = NOTES[name].read_text("utf-8")
    instrument = find(name).instrument
    missing = [clause.number for _, clause in instrument.clauses if clause.number not in text]
    assert missing == []
    for heading in ("## Source", "## Clause by clause", "## Doubtful points", "## Peers"):
        assert heading in text
