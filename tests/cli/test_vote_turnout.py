"""`hustings vote turnout` and `hustings vote letters`: what they say and what they write."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

from cli.conftest import Hustings
from cli.test_vote import PASSWORD

ACT = """\
import sys
from pathlib import Path
from hustings.web.folder import Folder
from hustings.web.start import start
folder = Folder(sys.argv[1])
start(folder)
from hustings.voting.models import LogEntry
if sys.argv[2] == "turnout":
    from voting.turning_out import opened, vote
    opened(folder, mail=False)
    vote("committee", {"North": 20, "South": 13, "Rhyl": 10})
    LogEntry.objects.filter(act="open").update(at="2026-01-01T00:00:00Z")
else:
    from voting.interfaces.test_letters import ROLL, opened
    opened(folder, Path(sys.argv[1]), ROLL + "7,名 Li,,,,1 East Road,,York,YO1 1AA\\n")
"""


def made(process: Hustings, tmp_path: Path, what: str) -> None:
    """An election in the folder `tea` whose poll is open."""
    process("vote", "new", "tea", "--officer", "Olive", HUSTINGS_PASSWORD=PASSWORD)
    root = Path(__file__).parents[2]
    paths = os.pathsep.join((str(root / "src"), str(root / "tests")))
    subprocess.run(
        [sys.executable, "-c", ACT, str(tmp_path / "tea"), what],
        env={**os.environ, "PYTHONPATH": paths},
        check=True,
    )


def test_a_day_is_counted_and_said(process: Hustings, tmp_path: Path) -> None:
    made(process, tmp_path, "turnout")
    head = "tea: open; turnout by area, counted once a day\n"
    assert process("vote", "turnout", "tea") == (
        0,
        head,
        "hustings: note: nothing was counted yet; the first time is a day after the opening\n",
    )
    shown = process("vote", "turnout", "tea", "--note")
    assert (shown.status, shown.err) == (0, "")
    lines = shown.out.removeprefix(head).splitlines()
    assert lines[0].partition("UTC")[2] == ": 43 of 138 have voted"
    assert lines[1:4] == [
        "  North: 20 of 60",
        "  South: 13 of 45",
        "  not said, Conwy, Rhyl: 10 of 33",
    ]
    # The day is counted, and the next has not gone by.
    assert process("vote", "turnout", "tea", "--note") == shown
    found = json.loads(process("vote", "turnout", "tea", "--format", "json").out)
    assert found["format"] == "hustings-vote-turnout/1"
    assert [day["voted"] for day in found["contests"][0]["days"]] == [43]
    assert process("vote", "turnout", "tea", "--format", "csv", "-o", "t.csv").status == 0
    table = (tmp_path / "t.csv").read_text("utf-8-sig").splitlines()
    assert table[0] == "contest,at,areas,entitled,voted"
    assert [line.split(",", 2)[2] for line in table[1:5]] == [
        *("all,138,43", "North,60,20", "South,45,13", "; Conwy; Rhyl,33,10"),
    ]


def test_letters_are_written_once_and_only_their_owner_can_read_them(
    process: Hustings, tmp_path: Path
) -> None:
    made(process, tmp_path, "letters")
    words = ("vote", "letters", "tea", "-o", "letters.pdf")
    first = process(*words, "--only-new")
    assert (first.status, first.out) == (
        0,
        "letters.pdf: 5 letters on 5 pages, by postcode; whoever has this file can vote in these"
        " voters' place: print it, and delete it\n",
    )
    assert first.err == (
        "hustings: note: a box stands for letters that cannot be set in 1 names or addresses:"
        " members 7\n"
    )
    out = tmp_path / "letters.pdf"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert process(*words) == (
        2,
        "",
        "hustings: letters.pdf: there is such a file, and letters are not written over; name"
        " another\n",
    )
    out.unlink()
    assert process(*words, "--only-new") == (0, "tea: no letters to print\n", "")
    assert not out.exists()
