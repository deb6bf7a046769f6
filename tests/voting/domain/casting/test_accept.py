"""A ballot is taken once, wholly or not at all, by the database's clock."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from threading import Barrier
from time import sleep

import pytest

from hustings.sealing.board import chain, receipt
from hustings.sealing.board.receipt import Receipt
from hustings.web.folder import Folder
from voting import elections
from voting.acknowledged import on_board
from voting.elections import WHO, ballot, envelope, opened, token


def state() -> tuple[list[object], list[object], list[object]]:
    """Every row that a cast can change."""
    from hustings.voting.models import Board, Chain, Entitlement

    return (
        list(Chain.objects.order_by("contest").values_list("contest", "n", "head", "state")),
        list(Board.objects.order_by("contest", "n").values_list("contest", "n", "blob_hash")),
        list(Entitlement.objects.order_by("voter_id", "contest").values_list()),
    )


def cast(folder: Folder, member: str, contest: str, blob: bytes) -> object:
    from hustings.voting.domain.casting.accept import accept

    return accept(folder, envelope(contest), token(folder, member), blob, chain.BROWSER)


def test_a_ballot_is_on_the_board_and_receipted(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.models import Board, Entitlement

    eid = opened(election)
    blobs = [ballot("committee", 1, 2), ballot("committee", 3)]
    receipts = [
        cast(election, member, "committee", blob)
        for member, blob in zip(("1", "3"), blobs, strict=True)
    ]
    posted = [
        chain.Posted(row.n, row.sealed_by, bytes(row.blob)) for row in Board.objects.order_by("n")
    ]
    assert [entry.blob for entry in posted] == blobs
    head = chain.verify_board(eid, "committee", posted)
    last = receipts[-1]
    assert isinstance(last, Receipt)
    assert (last.n, last.head, last.blob_hash) == (2, head, chain.blob_hash(blobs[1]))
    receipt.verify_signed(last, poll.manifest().server)
    used = Entitlement.objects.filter(used=True).values_list("voter__member", "contest")
    assert sorted(used) == [("1", "committee"), ("3", "committee")]


def test_the_same_ballot_again_gives_the_same_receipt(election: Folder) -> None:
    from hustings.voting.models import Chain

    opened(election)
    blob = ballot("committee", 1)
    first = cast(election, "1", "committee", blob)
    assert isinstance(first, Receipt)
    before = state()
    assert cast(election, "1", "committee", blob) == first
    Chain.objects.update(state="closed")
    assert cast(election, "1", "committee", blob) == first
    Chain.objects.update(state="open")
    assert state() == before


def test_what_the_server_sealed_is_refused_where_the_manifest_rules_it_out(
    election: Folder,
) -> None:
    from hustings.voting.domain.casting.accept import Refusal, accept

    opened(election, seal="server_seals = false")
    before = state()
    blob, space = ballot("committee", 1), envelope("committee")
    own = token(election, "1")
    assert accept(election, space, own, blob, chain.SERVER) is Refusal.SERVER_SEAL
    assert state() == before
    given = accept(election, space, own, blob, chain.BROWSER)
    assert isinstance(given, Receipt)
    assert given.sealed_by == chain.BROWSER


def test_what_the_server_sealed_is_taken_unless_ruled_out(election: Folder) -> None:
    from hustings.voting.domain.casting.accept import accept

    opened(election)
    space, own = envelope("committee"), token(election, "1")
    given = accept(election, space, own, ballot("committee", 1), chain.SERVER)
    assert isinstance(given, Receipt)
    assert given.sealed_by == chain.SERVER


def test_a_refusal_has_its_name_and_changes_nothing(election: Folder) -> None:
    from hustings.voting.domain.casting.accept import Refusal, accept, now
    from hustings.voting.domain.voters import links, roll
    from hustings.voting.models import Chain

    opened(election)
    old = token(election, "2")
    links.reissue(election, "2", elections.WHO, "lost")
    cast(election, "1", "committee", ballot("committee", 1))
    roll.revoke("3", "committee", elections.WHO, "left")
    before = state()
    blob, space = ballot("committee", 2), envelope("committee")
    own = token(election, "2")
    assert accept(election, space, bytes(16), blob, chain.BROWSER) is Refusal.UNKNOWN_LINK
    assert accept(election, space, old, blob, chain.BROWSER) is Refusal.REPLACED_LINK
    assert accept(election, space, own, blob[:-1], chain.BROWSER) is Refusal.MALFORMED
    assert cast(election, "1", "committee", blob) is Refusal.USED
    assert cast(election, "3", "committee", blob) is Refusal.NOT_ENTITLED
    assert cast(election, "2", "wales", ballot("wales", 1)) is Refusal.NOT_ENTITLED
    other = space._replace(contest="tea")
    assert accept(election, other, own, blob, chain.BROWSER) is Refusal.NO_CONTEST
    for change, refusal in (
        ({"state": "waiting"}, Refusal.NOT_YET_OPEN),
        ({"state": "closed"}, Refusal.CLOSED),
        ({"closes_at": now() - timedelta(milliseconds=1)}, Refusal.CLOSED),
    ):
        kept = Chain.objects.values().get(contest="committee")
        Chain.objects.filter(contest="committee").update(**change)
        assert cast(election, "2", "committee", blob) is refusal
        Chain.objects.filter(contest="committee").update(**kept)
    assert state() == before
    assert isinstance(cast(election, "2", "committee", blob), Receipt)


def test_before_the_freeze_there_is_nothing_to_vote_in(election: Folder) -> None:
    from hustings.sealing.ballots.envelope import Envelope, Layer
    from hustings.voting.domain.casting.accept import Refusal, accept

    space = Envelope(bytes(32), "committee", (Layer("M1", bytes(32)),))
    assert accept(election, space, bytes(16), bytes(112), chain.BROWSER) is Refusal.NOT_YET_OPEN


@contextmanager
def crew(count: int) -> Iterator[Callable[[Callable[[int], object]], list[object]]]:
    """What `act(0)` … give, begun at one moment in as many threads, again and again."""
    from django.db import connection

    barrier = Barrier(count)

    def one(act: Callable[[int], object], number: int) -> object:
        # Nobody has a second turn before everybody has begun the first.
        connection.ensure_connection()
        barrier.wait()
        return act(number)

    with ThreadPoolExecutor(count) as threads:

        def together(act: Callable[[int], object]) -> list[object]:
            return list(threads.map(partial(one, act), range(count)))

        try:
            yield together
        finally:
            together(lambda _number: connection.close())


def blobs(count: int) -> list[bytes]:
    """As long as sealed ballots, each another: nobody here opens them."""
    return [os.urandom(envelope("committee").length("M1")) for _ in range(count)]


@pytest.mark.parametrize("rounds", [2, pytest.param(1000, marks=pytest.mark.soak)])
def test_fifty_casts_of_one_link_at_once_keep_one(election: Folder, rounds: int) -> None:
    from hustings.voting.domain.casting.accept import Refusal, accept

    tokens, kept = elections.crowded(election, rounds), []
    space = envelope("committee")
    with crew(50) as together:
        for own in tokens:
            ballots = blobs(50)
            outcomes = together(
                lambda n, own=own, ballots=ballots: accept(
                    election, space, own, ballots[n], chain.BROWSER
                )
            )
            taken = [one for one in outcomes if isinstance(one, Receipt)]
            assert [one for one in outcomes if one not in taken] == [Refusal.USED] * 49
            kept += taken
    assert on_board(kept) == {"committee": rounds}


def test_a_cast_waits_for_whoever_closes(election: Folder) -> None:
    from django.db import connection, transaction

    from hustings.voting.domain.casting.accept import Refusal, accept
    from hustings.voting.models import Board, Chain, Entitlement

    opened(election)
    blob, own, space = ballot("committee", 1), token(election, "1"), envelope("committee")

    def casting() -> object:
        try:
            return accept(election, space, own, blob, chain.BROWSER)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            Chain.objects.select_for_update().get(contest="committee")
            cast = threads.submit(casting)
            assert wait([cast], timeout=1).not_done
            Chain.objects.filter(contest="committee").update(state="closed")
        assert cast.result() is Refusal.CLOSED
    assert not Board.objects.exists()
    assert not Entitlement.objects.filter(used=True).exists()


@pytest.mark.parametrize("rounds", [2, pytest.param(200, marks=pytest.mark.soak)])
def test_casts_that_race_the_close_are_on_the_board_or_nowhere(
    election: Folder, rounds: int
) -> None:
    """Fifty in each round; every other round by the clock, the others by the act of an officer."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import Refusal, accept, now
    from hustings.voting.models import Chain, Document, Entitlement, Poll

    tokens, draw = elections.crowded(election, 50 * rounds), random.Random(rounds)
    space, far = envelope("committee"), Chain.objects.get().closes_at
    kept: list[Receipt] = []
    with crew(51) as together:
        for number in range(rounds):
            ballots = blobs(50)
            own = tokens[50 * number : 50 * number + 50]
            pauses = [draw.random() * 0.2 for _ in ballots]

            def act(n: int, own=own, ballots=ballots, pauses=pauses, by_clock=number % 2) -> object:
                if n < 50:
                    sleep(pauses[n])
                    return accept(election, space, own[n], ballots[n], chain.BROWSER)
                sleep(0.1)
                if by_clock:
                    end = now() + timedelta(milliseconds=20)
                    Chain.objects.update(closes_at=end)
                    while now() < end:
                        sleep(0.005)
                return poll.close_poll(election, WHO)[0]

            *outcomes, head = together(act)
            taken = [one for one in outcomes if isinstance(one, Receipt)]
            assert {one for one in outcomes if one not in taken} <= {Refusal.CLOSED}
            kept += taken
            end = Chain.objects.get()
            assert isinstance(head, receipt.Head)
            assert (head.n, head.head) == (len(kept), bytes(end.head))
            assert {one.n for one in kept} == set(range(1, head.n + 1))
            used = Entitlement.objects.filter(used=True, voter__in=voters(own)).count()
            assert used == len(taken)
            # And open again.
            Document.objects.filter(name__regex="^(head|turnout)").delete()
            Chain.objects.update(state=Chain.State.OPEN, closes_at=far)
            Poll.objects.update(state=Poll.State.OPEN)
    assert on_board(kept) == {"committee": len(kept)}
    assert 0 < len(kept) < 50 * rounds


def voters(tokens: list[bytes]) -> object:
    """The keys of their rows."""
    from hustings.sealing.voters import links
    from hustings.voting.models import Link

    hashes = [links.token_hash(one) for one in tokens]
    return Link.objects.filter(token_hash__in=hashes).values("voter_id")
