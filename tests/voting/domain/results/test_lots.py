"""Lots from the draw to the officer's statement; the one count that runs, and what it leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from hustings.errors import InputError
from hustings.voting.adapters.results import Tie, Undrawn
from hustings.web.folder import Folder
from voting.domain.results.test_count import (
    CAST,
    ON_SQLITE,
    SEED,
    TIED,
    WHO,
    closed,
    counted,
    held,
)

FIRST = Tie("committee", "all", 3, "exclusion", ("Ann", "Ben", "Cát"), "5.2.5")
# Two tie at the last place of each: the committee and the chair.
TWICE = {"committee": TIED["committee"], "chair": [(1,)] * 3 + [(2,)] * 3}


def needed(folder: Folder, setup: Any, same: Any, **choices: Any) -> Tie:
    with pytest.raises(Undrawn) as caught:
        counted(folder, setup, held=same, **choices)
    return caught.value.tie


def drawn_acts() -> list[tuple[str, dict[str, Any]]]:
    from hustings.voting.domain.queries import acts

    return [(act.who, json.loads(act.details)) for act in acts() if act.act == "lots"]


@ON_SQLITE
def test_ties_come_one_after_the_other_and_what_was_drawn_is_kept_and_stated(
    election: Folder,
) -> None:
    from hustings.voting.domain.queries import documents
    from hustings.voting.domain.results import lots

    setup, _ = closed(election, TWICE)
    same = held(club=True)
    assert needed(election, setup, same) == FIRST
    assert not lots.settled(FIRST)
    lots.enter(FIRST, ["Cát", "Ann", "Ben"], "Zoe", later=False)
    assert lots.settled(FIRST)
    with pytest.raises(InputError, match="this lot was entered already"):
        lots.enter(FIRST, ["Ann", "Cát", "Ben"], "Zoe", later=False)
    second = needed(election, setup, same)
    assert (second.contest, second.of, second.purpose, second.names) == (
        *("chair", "all", "election", ("Eve", "Fay")),
    )
    names = lots.names(second, later=True)
    assert names == ("Eve", "Fay", "Gil")
    lots.enter(second, ["Gil", "Fay", "Eve"], WHO, later=True)
    one, other = counted(election, setup, held=same).results.contests
    assert (one.elected, other.elected) == (("Ann", "Ben"), ("Fay",))
    stage = "stage 3: Cát; Ann; Ben"
    assert drawn_acts() == [
        ("Zoe", {"contest": "committee", "count": "all", "lines": [stage]}),
        (WHO, {"contest": "chair", "count": "all", "lines": ["Gil", "Fay", "Eve"]}),
    ]
    stated = [json.loads(text) for _, text in documents("statement/")]
    assert [(s["by"], s["contest"], s["content"]) for s in stated if s["kind"] == "lots"] == [
        (WHO, "committee", {"count": "all", "lines": [stage]}),
        (WHO, "chair", {"count": "all", "lines": ["Gil", "Fay", "Eve"]}),
    ]
    with pytest.raises(InputError, match="the election is counted; lots are drawn between"):
        lots.keep("chair", "all", ["Eve"], WHO)


@ON_SQLITE
def test_the_command_keeps_and_logs_the_same_and_once(election: Folder) -> None:
    setup, _ = closed(election, TWICE)
    same = held(club=True)
    handed = ("committee", ("stage 3: Cát; Ann; Ben",))
    for _ in range(2):
        assert needed(election, setup, same, lots=(handed,)).contest == "chair"
    assert drawn_acts() == [
        (WHO, {"contest": "committee", "count": "all", "lines": ["stage 3: Cát; Ann; Ben"]})
    ]
    with pytest.raises(InputError, match="no candidate is called 'Nobody'"):
        counted(election, setup, held=same, lots=(("chair", ("Nobody",)),))
    assert needed(election, setup, same, lots=(("committee", ("stage 3: Ann",)),))
    assert len(drawn_acts()) == 2


@ON_SQLITE
def test_a_tie_in_the_count_without_those_withdrawn_is_its_own(election: Folder) -> None:
    from hustings.voting.domain.results import lots

    setup, _ = closed(election, {**CAST, "chair": [(3,)] * 7 + [(1,)] * 3 + [(2,)] * 3})
    same = held(club=True)
    with pytest.raises(Undrawn, match=r"^chair/standing: .* --lots chair/standing FILE,") as caught:
        counted(election, setup, held=same, withdrawn=("Gil",))
    tie = caught.value.tie
    assert (tie.contest, tie.of, tie.names) == ("chair", "standing", ("Eve", "Fay"))
    lots.enter(tie, ["Eve", "Fay"], WHO, later=False)
    line = f"stage {tie.stage}: Eve; Fay"
    assert drawn_acts() == [(WHO, {"contest": "chair", "count": "standing", "lines": [line]})]
    chair = counted(election, setup, held=same, withdrawn=("Gil",)).results.contests[1]
    assert (chair.elected, chair.standing) == (("Gil",), ("Eve",))


@ON_SQLITE
def test_where_a_seed_decides_nothing_is_drawn(election: Folder) -> None:
    from hustings.voting.domain.results import lots

    closed(election, TIED, ties=f'ties = "seed"\nties_seed = "{SEED}"')
    with pytest.raises(InputError, match="come from the seed that the manifest commits to"):
        lots.enter(FIRST, ["Ann", "Ben", "Cát"], WHO, later=False)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (["Ann", "", "Ben"], "the 2nd place is empty; choose a name for every place"),
        (["Ann", "Ben"], "the 3rd place is empty; choose a name for every place"),
        (["Ann", "Ben", "Ann"], "Ann has 2 places; give every name one place"),
        (["Ann", "Ben", "Dot"], "Dot is not among the names; choose from the list"),
    ],
)
def test_an_order_with_a_hole_a_double_or_another_name_is_refused(
    order: list[str], said: str, pattern: Folder
) -> None:
    from hustings.voting.domain.results import lots

    lots.check(["Ben", "Cát", "Ann"], FIRST.names)
    with pytest.raises(InputError) as caught:
        lots.check(order, FIRST.names)
    assert str(caught.value) == said


# -- one count at a time ---------------------------------------------------------------------------

HOLD = """\
import sys, time
from hustings.web.folder import Folder
from hustings.web.start import start
folder = Folder(sys.argv[1])
start(folder)
from hustings.voting.domain.results import running
with running.running(folder, "Olive") as run:
    run.report("committee", "opened", 3, 12)
    print("held", flush=True)
    time.sleep(60)
"""


@ON_SQLITE
def test_one_count_runs_at_a_time_and_a_kill_leaves_nothing_locked(election: Folder) -> None:
    from hustings.voting.domain.results import running

    assert running.seen(election) == (False, None)
    holder = subprocess.Popen([sys.executable, "-c", HOLD, election.path], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        runs, progress = running.seen(election)
        assert runs
        assert progress is not None
        said = (progress.who, progress.contest, progress.what, progress.share, progress.ended)
        assert said == ("Olive", "committee", "opened", 25, False)
        with (
            pytest.raises(InputError, match=r"a count is running already, started by Olive at 20"),
            running.running(election, "Otto"),
        ):
            pass
        assert running.seen(election) == (True, progress)
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    assert running.seen(election) == (False, progress)
    with pytest.raises(InputError, match="no ink"), running.running(election, "Otto"):
        raise InputError("no ink", remedy="buy some", source="/a/secret/path")
    runs, after = running.seen(election)
    assert after is not None
    assert (runs, after.who, after.fault, after.ended) == (
        *(False, "Otto", "no ink; buy some", True),
    )


def test_no_process_of_a_pool_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    """Killed, it cannot tell them to end; they hold a key."""
    script = tmp_path / "pool.py"
    script.write_text(
        "import os, pathlib, sys, time\n"
        "from hustings.sealing.mixing.cores import spread\n"
        "def work(items):\n"
        "    pathlib.Path(sys.argv[1], f'{os.getpid()}.pid').touch()\n"
        "    time.sleep(0.2)\n"
        "    return items\n"
        "if __name__ == '__main__':\n"
        "    spread(work, list(range(200_000)), cores=2)\n",
        encoding="utf-8",
    )
    parent = subprocess.Popen([sys.executable, str(script), str(tmp_path)])
    try:
        wait(lambda: len(list(tmp_path.glob("*.pid"))) == 2)
    finally:
        parent.kill()
        parent.wait()
    wait(lambda: not any(alive(int(path.stem)) for path in tmp_path.glob("*.pid")))


def wait(until: Any) -> None:
    end = time.monotonic() + 60
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(process: int) -> bool:
    """Whether it runs; one that nobody has asked about since it ended does not."""
    try:
        os.kill(process, 0)
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
