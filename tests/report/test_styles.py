"""How pages look: every style sheet as stored, and what each page has of them."""

from __future__ import annotations

from pathlib import Path

from hustings.report import styles

from .stored import SHEETS, check_stored


def test_style_sheets_as_stored() -> None:
    sheets = (f"/* {name}.css */\n{styles.style(name)}" for name in SHEETS)
    check_stored(Path(__file__).parent / "golden", "styles.css", "\n".join(sheets))


def test_every_style_sheet_is_known() -> None:
    folder = Path(styles.__file__).parent
    assert {path.stem for path in folder.glob("*.css")} == set(SHEETS)
