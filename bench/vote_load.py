"""Cast votes at a given rate on a server of its own, and say how long the voters waited.

    .venv/bin/python bench/vote_load.py                                        # 20 s on SQLite
    .venv/bin/python bench/vote_load.py --database postgresql --rate 100 --seconds 600 --p99 500

Makes an election of 42 names in five layers, seals the ballots first (the voters' work, not
measured), starts gunicorn as docs/voting-server.md has it and casts over HTTP, a connection a
request, from another process. A wait is counted from the moment a cast was due, so that a stall is
not hidden by casts that were not sent meanwhile. At the end every ballot with a receipt has to be
on the board once, and the chain to hold; ends with status 1 where that is not so, a cast failed, or
voters waited longer than `--p99` allows.

What a cast is, by `--way`: `blobs`, the last request of a browser that has sealed its ballot;
`visit`, the two pages before it as well, at the same moment; `form`, three pages of a browser
without JavaScript, whose ballot the server seals. The receipt's QR code is in its page. Style and
script, which browsers keep, are not fetched.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random as chance
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from voting import postgres, processes, webserver

from hustings.commands.vote.new import make
from hustings.errors import NotVerified
from hustings.sealing import manifest
from hustings.sealing.ballots.envelope import Envelope, seal
from hustings.sealing.ballots.payload import vote
from hustings.sealing.board.receipt import Receipt, read_receipt
from hustings.sealing.mixing.cores import spread
from hustings.web.folder import Folder

CASTERS = Path(__file__).resolve().parent / "casters.py"
CANDIDATES, SEATS, MOST_RANKED = 42, 9, 15
WHO = "Olive"
HEAD = """\
title = "Load"
organisation = "The Load Society"
address = "http://127.0.0.1:8000/"
setting = "society"
trustees = 2
{database}
[dates]
opens = 2020-01-01T09:00:00
closes = 2099-12-31T12:00:00

[seal]
practice = true
"""
CONTEST = """
[[contests]]
id = "c{number}"
title = "Contest {number}"
seats = {seats}
rules = "ers97"
candidates = [{candidates}]
"""

Ballot = tuple[int, tuple[int, ...]]


def toml(contests: int, database: str) -> str:
    """election.toml."""
    names = ", ".join(f'{{ name = "Candidate {number}" }}' for number in range(1, CANDIDATES + 1))
    head = HEAD.format(database=f'database = "{database}"\n' if database else "")
    return head + "".join(
        CONTEST.format(number=number, seats=SEATS, candidates=names)
        for number in range(1, contests + 1)
    )


def opened(folder: Folder, voters: int) -> list[str]:
    """A roll taken in, keys made, the poll open; every voter's code."""
    from hustings.sealing.holders import keys
    from hustings.sealing.voters import links
    from hustings.voting.config.file import load
    from hustings.voting.config.model import Line
    from hustings.voting.domain import poll
    from hustings.voting.domain.keys import link_key
    from hustings.voting.domain.voters import roll

    setup = load(folder)
    lines = [Line(f"{n}", f"Voter {n}", f"v{n}@example.org", "", "", ()) for n in range(voters)]
    roll.apply(roll.compare(lines), setup, WHO, file="made up", refused=0)
    uses = {"Sam": ("S",), "Tess": ("M1", "O1"), "Uri": ("M2", "O2"), WHO: ()}
    publics = tuple(
        keys.make(holder, "Load", use).public
        for holder, own in uses.items()
        for use in (*own, keys.SIGN)
    )
    eid = poll.freeze(folder, setup, publics, WHO)
    poll.open_poll(WHO)
    key = link_key(folder)
    return [links.fragment(links.token(key, eid, line.member, 1)) for line in lines]


def sealed(envelopes: Sequence[Envelope], ballots: Sequence[Ballot]) -> list[str]:
    """Ballots in hexadecimal."""
    return [seal(vote(ranking), envelopes[contest]).hex() for contest, ranking in ballots]


def casts(way: str, codes: list[str], contests: int) -> Iterator[dict[str, str]]:
    """The fields of each voter's form."""
    from hustings.voting.domain import poll

    settled, eid, drawn = poll.manifest(), poll.eid(), chance.Random(2026)
    ballots: list[Ballot] = [
        (contest, tuple(drawn.sample(range(1, CANDIDATES + 1), drawn.randint(1, MOST_RANKED))))
        for _ in codes
        for contest in range(contests)
    ]
    envelopes = [manifest.envelope(settled, eid, one.id) for one in settled.contests]
    if way != "form":
        made = [
            {f"browser.{envelopes[contest].contest}": blob}
            for (contest, _), blob in zip(
                ballots, spread(partial(sealed, envelopes), ballots), strict=True
            )
        ]
    else:
        made = [
            {f"rank.{envelopes[n].contest}.{one}": f"{k}" for k, one in enumerate(ranking, 1)}
            for n, ranking in ballots
        ]
    for number, code in enumerate(codes):
        fields = {"code": code}
        for of_contest in made[number * contests : (number + 1) * contests]:
            fields |= of_contest
        yield fields


def percentile(ordered: list[float], share: float) -> float:
    """The least wait that is not exceeded in `share` of them."""
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]


def figures(asked: argparse.Namespace, outcomes: list[list[Any]]) -> dict[str, Any]:
    """Counts, rate and waits."""
    good = [one for one in outcomes if not one[3]]
    waits = sorted(one[1] for one in outcomes)
    ends = [number / asked.rate + one[1] for number, one in enumerate(outcomes)]
    return {
        "casts": len(outcomes),
        "acknowledged": len(good),
        "ballots": sum(len(one[2]) for one in good),
        "errors": len(outcomes) - len(good),
        "errors_said": dict(Counter(one[3] for one in outcomes if one[3]).most_common(5)),
        "casts_a_second": round(len(good) / max(*ends, len(outcomes) / asked.rate), 1),
        "wait_ms": {
            name: round(1000 * percentile(waits, share), 1)
            for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1))
        },
        "begun_late_ms_max": round(1000 * max(one[0] for one in outcomes), 1),
    }


def checked(receipts: list[Receipt]) -> str:
    """What is wrong with the boards, given all receipts; empty for nothing."""
    from voting.acknowledged import on_board

    try:
        on_board(receipts)
    except (AssertionError, NotVerified) as fault:
        return str(fault)
    return ""


def at_rest(pid: int) -> float:
    """Seconds of processor taken so far, once all below it have started and take no more."""
    before, now = -1.0, processes.seconds(pid)
    while now - before > 0.02:
        time.sleep(0.5)
        before, now = now, processes.seconds(pid)
    return now


def measure(asked: argparse.Namespace) -> dict[str, Any]:
    """One run."""
    with ExitStack() as stack:
        cluster, database = None, ""
        if asked.database == "postgresql":
            cluster = stack.enter_context(postgres.cluster())
            if cluster is None:
                raise SystemExit("no PostgreSQL on this machine: initdb was not found")
            postgres.new_database(cluster.folder, "load")
            database = f"postgresql://tester@/load?host={cluster.folder}"
        place = stack.enter_context(tempfile.TemporaryDirectory())
        folder = Folder(os.path.join(place, "election"))
        text = toml(asked.contests, database)
        make(folder.path, WHO, "kettle-and-four-cups", database, toml=text)
        say("taking in the roll and opening the poll")
        codes = opened(folder, round(asked.rate * asked.seconds))
        say("making the ballots")
        path = os.path.join(place, "casts")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(
                f"{json.dumps(one)}\n" for one in casts(asked.way, codes, asked.contests)
            )
        options = ("--workers", f"{asked.workers}", "--threads", f"{asked.threads}")
        server = stack.enter_context(webserver.served(folder, *options))
        say(f"casting {asked.rate:g} a second for {asked.seconds:g} s")
        parts = {"server": server.process.pid} | (
            {"database": cluster.process.pid} if cluster else {}
        )
        before = {name: at_rest(pid) for name, pid in parts.items()}
        load, began = os.getloadavg()[0], time.perf_counter()
        own = sum(os.times()[2:4])
        words = [f"{server.port}", f"{asked.rate}", asked.way, path]
        done = subprocess.run(
            [sys.executable, str(CASTERS), *words],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        spent = {name: processes.seconds(pid) - before[name] for name, pid in parts.items()}
        spent["casters"] = sum(os.times()[2:4]) - own
        outcomes = [json.loads(line) for line in done.stdout.splitlines()]
        say("checking the boards")
        receipts = [read_receipt(line.encode()) for one in outcomes for line in one[2]]
        return {
            "database": asked.database,
            "way": asked.way,
            "rate": asked.rate,
            "seconds": asked.seconds,
            "contests": asked.contests,
            "gunicorn": list(options),
            **figures(asked, outcomes),
            "processor_ms_a_cast": {
                name: round(1000 * each / len(outcomes), 2) for name, each in spent.items()
            },
            "took_seconds": round(time.perf_counter() - began, 1),
            "fault": checked(receipts),
            "cores": os.cpu_count(),
            "load_average": [round(load, 1), round(os.getloadavg()[0], 1)],
            "versions": {
                "python": platform.python_version(),
                **{name: version(name) for name in ("django", "gunicorn")},
            },
        }


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def text(found: dict[str, Any]) -> str:
    """The figures in lines."""
    waits = ", ".join(f"{name} {value:g} ms" for name, value in found["wait_ms"].items())
    spent = ", ".join(f"{name} {ms:g} ms" for name, ms in found["processor_ms_a_cast"].items())
    said = "".join(f"\n  {n} times: {what}" for what, n in found["errors_said"].items())
    board = found["fault"] or "every ballot with a receipt is there once, and the chain holds"
    loads = " and ".join(f"{load:g}" for load in found["load_average"])
    return (
        f"{found['database']}, {found['way']}, {found['rate']:g} a second for"
        f" {found['seconds']:g} s, gunicorn {' '.join(found['gunicorn'])}\n"
        f"casts      {found['casts']} sent, {found['acknowledged']} acknowledged"
        f" ({found['ballots']} ballots), {found['errors']} errors{said}\n"
        f"rate       {found['casts_a_second']:g} a second\n"
        f"wait       {waits}\n"
        f"processor  a cast: {spent}\n"
        f"board      {board}\n"
        f"machine    {found['cores']} cores, load average {loads} before and after"
    )


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    arguments.add_argument("--way", choices=("blobs", "visit", "form"), default="blobs")
    arguments.add_argument("--rate", type=float, default=30, help="casts due a second")
    arguments.add_argument("--seconds", type=float, default=20)
    arguments.add_argument("--contests", type=int, default=1, help="ballots in each cast")
    arguments.add_argument("--workers", type=int, default=4)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--p99", type=float, metavar="MS", help="fail where it is longer")
    arguments.add_argument("--json", type=Path, help="where to write the figures too")
    asked = arguments.parse_args()
    found = measure(asked)
    print(text(found))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    late = asked.p99 is not None and found["wait_ms"]["p99"] > asked.p99
    return 1 if found["fault"] or found["errors"] or late else 0


if __name__ == "__main__":
    sys.exit(main())
