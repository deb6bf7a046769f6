"""Whether the boards keep what was promised: every receipt's ballot, once, in an unbroken chain."""

from __future__ import annotations

from collections.abc import Iterable

from hustings.sealing.board import chain, receipt
from hustings.sealing.board.receipt import Receipt


def on_board(receipts: Iterable[Receipt]) -> dict[str, int]:
    """How many ballots are on each board.

    Args:
        receipts: all that were given, one for each ballot.

    Raises:
        AssertionError: a receipt is for what is not on the board, two are for one ballot, or as
            many entitlements are not used as there are ballots.
        NotVerified: a receipt is not signed, or a chain does not hold.
    """
    from hustings.voting.domain import poll
    from hustings.voting.models import Board, Chain, Entitlement

    eid, server = poll.eid(), poll.manifest().server
    promised: dict[str, dict[int, Receipt]] = {}
    for one in receipts:
        receipt.verify_signed(one, server)
        of_contest = promised.setdefault(one.contest, {})
        assert one.n not in of_contest, f"two receipts for ballot {one.n} of {one.contest}"
        of_contest[one.n] = one
    found: dict[str, int] = {}
    for end in Chain.objects.order_by("contest"):
        rows = list(Board.objects.filter(contest=end.contest).order_by("n"))
        entries = [chain.Posted(row.n, row.sealed_by, bytes(row.blob)) for row in rows]
        heads = {row.n: bytes(row.head) for row in rows}
        assert chain.verify_board(eid, end.contest, entries, heads=heads) == bytes(end.head)
        assert end.n == len(rows)
        hashes = {row.n: bytes(row.blob_hash) for row in rows}
        assert hashes == {entry.n: chain.blob_hash(entry.blob) for entry in entries}
        for n, one in promised.pop(end.contest, {}).items():
            stands = (hashes.get(n), heads.get(n))
            assert stands == (one.blob_hash, one.head), f"{end.contest} lacks {one}"
        used = Entitlement.objects.filter(contest=end.contest, used=True).count()
        assert used == len(rows), f"{used} entitlements used in {end.contest}, {len(rows)} ballots"
        found[end.contest] = len(rows)
    assert not promised, f"receipts of {sorted(promised)}"
    return found
