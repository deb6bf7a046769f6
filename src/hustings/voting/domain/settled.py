"""What is settled once the election is sealed: its id and its manifest, read once.

Knows where the manifest is kept. Must not know voters or ballots. Changes nothing.
"""

from __future__ import annotations

from functools import lru_cache

from django.db import connection

from hustings.sealing.manifest import Manifest, read_manifest
from hustings.voting.models import Document


def settled() -> tuple[bytes, Manifest] | None:
    """The election's id and its manifest; None before the freeze."""
    # Written out, for every page needs it: see `casting.accept`.
    with connection.cursor() as cursor:
        cursor.execute("SELECT eid FROM poll")
        eid = bytes(cursor.fetchone()[0])
    return (eid, sealed_manifest(eid)) if eid else None


@lru_cache(maxsize=8)
def sealed_manifest(eid: bytes) -> Manifest:
    """The manifest of the election with this id; read once, for what has an id never changes."""
    return read_manifest(Document.objects.get(name="manifest").text.encode(), source="manifest")
