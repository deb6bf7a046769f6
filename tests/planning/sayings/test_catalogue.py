"""The sayings there are, and what is asked for by name."""

from __future__ import annotations

import pytest

from hustings.errors import InputError
from hustings.planning.sayings.catalogue import NAMES, chosen


def test_they_come_in_their_order_whatever_the_order_asked_for() -> None:
    assert [one.name for one in chosen(["exhausted", "beyond"])] == ["beyond", "exhausted"]
    assert tuple(one.name for one in chosen([])) == NAMES
    with pytest.raises(InputError, match="no saying is called 'beyonds'"):
        chosen(["beyonds"])
