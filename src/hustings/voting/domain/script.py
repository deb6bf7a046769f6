"""The booth's script as this version has it, held to the one that the election has sealed.

Knows both hashes. Must not know pages, nor what the script does.

Browsers run no other script than the sealed one: with another each ballot is sealed by the server,
or, where the server may not seal, none at all.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db import connection

from hustings.voting.domain.settled import settled
from hustings.voting.models import Poll

BOOTH = Path(__file__).parents[1] / "static" / "voting" / "booth.js"
_VOTES_TO_COME = (Poll.State.FROZEN, Poll.State.OPEN)


def script_hash() -> bytes:
    """SHA-256 of this version's script, 32 bytes."""
    return hashlib.sha256(BOOTH.read_bytes() if BOOTH.is_file() else b"").digest()


def altered() -> bool:
    """Whether votes are still to be cast, and browsers would refuse this version's script.

    Reads the tables of any version; False where there are none.
    """
    if Poll._meta.db_table not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM poll")
        states = [state for (state,) in cursor.fetchall()]
    if not states or states[0] not in _VOTES_TO_COME:
        return False
    found = settled()
    return found is not None and found[1].booth != script_hash()
