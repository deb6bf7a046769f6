"""Letters for posters and cards that Inter lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from report.print.fonts import Bar, write

from hustings.report.print import fallback
from hustings.report.print.lettering import Letters


@pytest.fixture
def letters_more(tmp_path: Path) -> Letters:
    """Inter, and two letters that are bars."""
    write(tmp_path / "bars.ttf", {"李": Bar(1000), "明": Bar(800)})
    return fallback.letters([fallback.font("bars.ttf", str(tmp_path))], ["李明"])
