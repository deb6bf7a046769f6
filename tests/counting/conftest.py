"""Every count in these tests goes through the invariants, whichever way it is asked for."""

from __future__ import annotations

from .helpers import check_every_count

check_every_count()
