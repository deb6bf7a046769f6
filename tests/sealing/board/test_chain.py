"""The board's chain: any change to any entry shows, and observers' heads hold it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.errors import NotVerified
from hustings.sealing.board.chain import Posted, blob_hash, first_head, next_head, verify_board
from hustings.sealing.writing.framing import digest

EID = b"e" * 32
BOARD = [Posted(1, "browser", b"a"), Posted(2, "server", b"b"), Posted(3, "browser", b"c")]
HEADS = [first_head(EID, "nec")]
for posted in BOARD:
    HEADS.append(next_head(HEADS[-1], posted.n, posted.sealed_by, blob_hash(posted.blob)))


def test_heads_as_documented() -> None:
    assert HEADS[0] == digest("hustings-board/1", EID, "nec")
    assert HEADS[1] == digest(
        "hustings-entry/1", HEADS[0], 1, "browser", digest("hustings-blob/1", b"a")
    )


def test_a_whole_board() -> None:
    assert verify_board(EID, "nec", []) == HEADS[0]
    assert verify_board(EID, "nec", BOARD) == HEADS[3]
    assert verify_board(EID, "nec", BOARD, heads=dict(enumerate(HEADS))) == HEADS[3]


boards = st.lists(
    st.tuples(st.sampled_from(["browser", "server"]), st.binary(max_size=2)),
    max_size=4,
    unique_by=lambda entry: entry[1],
).map(lambda entries: tuple(Posted(n, *entry) for n, entry in enumerate(entries, 1)))


@given(boards, boards)
def test_two_boards_have_one_head_only_where_they_are_equal(
    one: tuple[Posted, ...], other: tuple[Posted, ...]
) -> None:
    heads = verify_board(EID, "nec", one), verify_board(EID, "nec", other)
    assert (heads[0] == heads[1]) == (one == other)


def test_another_contest_or_election_has_other_heads() -> None:
    assert len({HEADS[0], first_head(EID, "wales"), first_head(b"f" * 32, "nec")}) == 3


@pytest.mark.parametrize(
    ("board", "said"),
    [
        (BOARD[1:], "nec: entry 2 follows entry 0"),
        ([BOARD[0], BOARD[2]], "nec: entry 3 follows entry 1"),
        ([BOARD[0], BOARD[0]], "nec: entry 1 follows entry 1"),
        ([BOARD[0], Posted(2, "browser", b"a")], "nec: entries 1 and 2 are the same ballot"),
        ([Posted(1, "officer", b"a")], "nec: entry 1 was sealed by neither"),
        ([BOARD[0], Posted(2, "browser", b"b"), BOARD[2]], "nec: head 2 of the board is not the"),
        ([BOARD[0], Posted(2, "server", b"x"), BOARD[2]], "nec: head 2 of the board is not the"),
        (BOARD[:2], "nec: the board ends at entry 2, and head 3 was signed"),
    ],
)
def test_a_board_that_does_not_hold(board: list[Posted], said: str) -> None:
    with pytest.raises(NotVerified, match=said):
        verify_board(EID, "nec", board, heads={2: HEADS[2], 3: HEADS[3]})


def test_an_observers_copy_of_the_empty_board() -> None:
    with pytest.raises(NotVerified, match="head 0 of the board"):
        verify_board(EID, "nec", [], heads={0: HEADS[1]})


def test_sealed_by_nobody_known() -> None:
    with pytest.raises(ValueError, match="browser or server"):
        next_head(HEADS[0], 1, "", bytes(32))
