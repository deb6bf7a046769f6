"""Server and database are killed while votes are cast: whatever was promised holds."""

from __future__ import annotations

import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from threading import Event, Lock

import pytest

from hustings.demo.vote.casting import Site
from hustings.sealing.board import chain
from hustings.sealing.board.receipt import Receipt
from hustings.sealing.voters import links
from hustings.web.folder import Folder
from voting import processes, webserver
from voting.acknowledged import on_board
from voting.elections import crowded, envelope
from voting.postgres import Cluster

CASTERS = 4
# Voters enough for each kill: as many cast meanwhile, and more.
EACH = 60
# Of the kills, every so-manieth is of gunicorn with all its processes, the others of its workers.
WHOLE = 5


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.soak)])
def test_what_was_acknowledged_outlives_kills(
    election: Folder, request: pytest.FixtureRequest, kills: int
) -> None:
    """By -9, all at one moment. A voter without an answer casts the same ballot again."""
    from django.db import connection, connections

    cluster: Cluster | None = None
    if connection.vendor == "postgresql":
        cluster = request.getfixturevalue("cluster")
    database = f"postgresql://tester@/election?host={cluster.folder}" if cluster else ""
    tokens = crowded(election, kills * EACH, database=database)
    size = envelope("committee").length("M1")
    ballots = {links.fragment(token): os.urandom(size) for token in tokens}
    connections.close_all()
    voters, turn, over = iter(ballots.items()), Lock(), Event()
    cast: dict[bytes, Receipt] = {}
    again: list[str] = []

    def casting(site: Site) -> None:
        while not over.is_set():
            with turn:
                code, blob = next(voters)
            deadline = time.monotonic() + 120
            while not (receipts := tried(site, code, blob, again)):
                assert time.monotonic() < deadline
                time.sleep(0.01)
            (cast[blob],) = receipts

    draw = random.Random(kills)
    options = ("--preload", "--workers", "2", "--graceful-timeout", "1")
    with webserver.served(election, *options) as server, ThreadPoolExecutor(CASTERS) as threads:
        done = [threads.submit(casting, Site(server.port)) for _ in range(CASTERS)]
        try:
            for number in range(kills):
                enough = len(cast) + draw.randint(1, 8)
                deadline = time.monotonic() + 120
                while len(cast) < enough:
                    assert time.monotonic() < deadline
                    assert not any(one.done() for one in done)
                    time.sleep(0.001)
                time.sleep(draw.random() * 0.02)
                kill(number, server, cluster)
        finally:
            over.set()
        for one in done:
            one.result()
    assert len(again) >= kills
    assert {receipt.blob_hash for receipt in cast.values()} == set(map(chain.blob_hash, cast))
    assert on_board(cast.values()) == {"committee": len(cast)}


def tried(site: Site, code: str, blob: bytes, again: list[str]) -> tuple[Receipt, ...]:
    """The receipts for a ballot; none where there was no answer."""
    try:
        return site.cast({"code": code, "browser.committee": blob.hex()})
    except (OSError, HTTPException) as fault:
        again.append(str(fault))
        return ()


def kill(number: int, server: webserver.Server, cluster: Cluster | None) -> None:
    """The database in every other turn where it is one of its own; else the server."""
    if cluster and number % 2:
        processes.kill(list(processes.family(cluster.process.pid)))
        cluster.process.wait()
        cluster.start()
        return
    first, *workers = processes.family(server.process.pid)
    if number // 2 % WHOLE:
        # Gunicorn makes new ones.
        processes.kill(workers)
        return
    processes.kill([first, *workers])
    server.process.wait()
    server.start()
