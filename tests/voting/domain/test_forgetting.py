"""After the close nothing in the database's own marks joins a voter to a ballot."""

from __future__ import annotations

import pytest

from hustings.sealing.board import chain
from hustings.web.folder import Folder
from voting.elections import ballot, envelope, opened, token


def test_after_the_close_entitlements_bear_no_mark_of_their_turn(election: Folder) -> None:
    from django.db import IntegrityError, connection, transaction

    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import accept, now
    from hustings.voting.models import Chain, Entitlement

    opened(election)
    for member in ("3", "1"):
        accept(
            *(election, envelope("committee"), token(election, member)),
            *(ballot("committee", 1), chain.BROWSER),
        )
    rows = list(Entitlement.objects.order_by("voter_id", "contest").values_list())
    mark, turn = ("xmin", "ctid") if connection.vendor == "postgresql" else ("1", "rowid")

    def marks(table: str) -> list[object]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {mark} FROM {table}")
            return [row[0] for row in cursor.fetchall()]

    if connection.vendor == "postgresql":
        # What this guards against: before the close the marks do join the two.
        assert set(marks("board")) < set(marks("entitlement"))
    Chain.objects.update(closes_at=now())
    poll.close_poll(election, "Olive")
    assert len(set(marks("entitlement"))) == 1
    if connection.vendor == "postgresql":
        assert not set(marks("board")) & set(marks("entitlement"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT voter_id, contest, used FROM entitlement ORDER BY {turn}")
        written = [(voter, contest, bool(used)) for voter, contest, used in cursor.fetchall()]
    assert written == [row[-3:] for row in rows]
    with pytest.raises(IntegrityError), transaction.atomic():
        Entitlement.objects.bulk_create([Entitlement(voter_id=rows[0][-3], contest="committee")])
    # The reference to the voter is checked at once, or at the end of the transaction.
    with pytest.raises(IntegrityError), transaction.atomic():
        Entitlement.objects.create(voter_id=10**6, contest="committee")
