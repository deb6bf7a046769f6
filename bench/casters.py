"""Voters who cast at a given rate, whatever becomes of the casts before: `vote_load.py` starts it.

    casters.py PORT RATE WAY FILE

Knows when each cast is due and how forms are posted. Must not know an election. FILE has a cast a
line, the fields of its form as JSON; what became of each is printed, a line each:
[seconds late when it began, seconds from when it was due to its answer, receipts, error].
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import Any

from hustings.demo.vote.casting import Site
from hustings.errors import InputError
from hustings.sealing.board.receipt import Receipt, receipt_line

# At once; a cast that finds none free waits, and its waiting is counted.
THREADS = 200
# Until the threads are there.
PAUSE = 1.0

Way = Callable[[Site, Mapping[str, str]], tuple[Receipt, ...]]
WAYS: dict[str, Way] = {"blobs": Site.cast, "visit": Site.visit, "form": Site.cast_by_form}


def one(way: Way, site: Site, fields: Mapping[str, str], due: float) -> list[Any]:
    """A cast, and what became of it."""
    late, receipts, error = time.perf_counter() - due, (), ""
    try:
        receipts = way(site, fields)
        error = "" if receipts else "no receipt on the page"
    except (OSError, HTTPException, InputError) as fault:
        error = f"{type(fault).__name__}: {fault}"
    ended = time.perf_counter()
    return [round(late, 6), round(ended - due, 6), [*map(receipt_line, receipts)], error]


def main(port: str, rate: str, way: str, path: str) -> None:
    with open(path, encoding="utf-8") as file:
        casts = [json.loads(line) for line in file]
    site, began = Site(int(port)), time.perf_counter() + PAUSE
    with ThreadPoolExecutor(THREADS) as threads:
        pending = []
        for number, fields in enumerate(casts):
            due = began + number / float(rate)
            time.sleep(max(0.0, due - time.perf_counter()))
            pending.append(threads.submit(one, WAYS[way], site, fields, due))
        for done in pending:
            print(json.dumps(done.result()))


if __name__ == "__main__":
    main(*sys.argv[1:])
