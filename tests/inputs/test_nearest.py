"""What a message says of a word that is not known."""

import pytest

from hustings.inputs.entry import nearest


def test_the_nearest_is_offered_and_nothing_else() -> None:
    assert nearest("grean", ["Green", "Red"]) == "did you mean `Green`?"


def test_all_are_listed_where_none_is_near() -> None:
    assert nearest("x", ["Green", "Red"], what="they are") == "they are `Green`, `Red`"
    assert nearest("x", []) == "there are none yet"


@pytest.mark.parametrize(("size", "shown"), [(24, 24), (25, 12), (51, 12)])
def test_of_a_long_list_the_beginning_is_shown(size: int, shown: int) -> None:
    listed = nearest("zzz", [f"name {n:02}" for n in range(size)], what="they are")
    assert listed.count("`") == 2 * shown
    assert listed.endswith(f", and {size - 12} more") == (size > shown)
    assert listed.startswith("they are `name 00`, `name 01`")
