"""What people read, compared whole with what is stored in a folder.

`HUSTINGS_GOLDEN=write make test ARGS=tests/report` writes the files anew. A page's style sheets are
stored once, in golden/styles.css, and named where they stand on a page; so is its program.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from hustings.report import styles
from hustings.report.count.own_vote import program, source

SHEETS = (*styles.PAGE, "vote", "marks", "plan", "nominations", "embed")
_STYLE = re.compile(r"<style>\n(.*?)</style>", re.DOTALL)


def check_stored(folder: Path, name: str, text: str) -> None:
    """Compare `text` with the stored file `name`, or write it where the environment asks for it."""
    if name.endswith(".html"):
        text = text.replace(f"<script>\n{program()}</script>", "<script>vote.js</script>")
        text = text.replace(source(), "'vote.js'")
        text = _STYLE.sub(lambda found: f"<style>{_sheets(found[1])}</style>", text)
    path = folder / name
    if os.environ.get("HUSTINGS_GOLDEN") == "write":
        folder.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert path.exists(), f"no stored file {name}: write it with HUSTINGS_GOLDEN=write"
    assert text.split("\n") == path.read_bytes().decode().split("\n")


def _sheets(css: str) -> str:
    """The names of the style sheets that `css` is made of, one after the other and nothing else."""
    names = []
    while css:
        name = next(name for name in SHEETS if css.startswith(styles.style(name)))
        names.append(name)
        css = css.removeprefix(styles.style(name))
    return " ".join(names)
