"""Payloads: every ranking comes back, everything else has the name of its fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.sealing.ballots.payload import (
    BYTES,
    DECOY,
    MOST_CANDIDATES,
    Fault,
    decoy,
    ranking,
    vote,
)


@given(st.permutations(range(1, 64)), st.integers(0, 63))
def test_rankings_round_trip(order: list[int], length: int) -> None:
    payload = vote(order[:length])
    assert len(payload) == BYTES
    assert ranking(payload, MOST_CANDIDATES) == tuple(order[:length])


def test_bytes_of_a_vote() -> None:
    assert vote([3, 1]) == b"\x01\x03\x01" + bytes(61)
    assert vote([]) == b"\x01" + bytes(63)


@pytest.mark.parametrize(
    ("payload", "fault"),
    [
        (b"", Fault.LENGTH),
        (b"\x01" + bytes(62), Fault.LENGTH),
        (b"\x01" + bytes(64), Fault.LENGTH),
        (decoy(bytes(63)), Fault.DECOY),
        (bytes(64), Fault.KIND),
        (b"\x03\x01" + bytes(62), Fault.KIND),
        (b"\x01\x06" + bytes(62), Fault.BEYOND),
        (b"\x01\x00\x06" + bytes(61), Fault.BEYOND),
        (b"\x01\x00\x01" + bytes(61), Fault.GAP),
        (b"\x01\x01\x00\x01" + bytes(60), Fault.GAP),
        (b"\x01\x01\x01" + bytes(61), Fault.TWICE),
        (b"\x01" + bytes([1] * 63), Fault.TWICE),
    ],
)
def test_faults(payload: bytes, fault: Fault) -> None:
    assert ranking(payload, 5) is fault


@given(st.binary(min_size=60, max_size=66), st.integers(1, 63))
def test_any_bytes_are_a_ranking_or_a_fault(payload: bytes, candidates: int) -> None:
    match ranking(payload, candidates):
        case Fault():
            pass
        case numbers:
            assert vote(numbers) == payload
            assert max(numbers, default=0) <= candidates


@pytest.mark.parametrize("order", [[0], [64], [1, 1], [-1]])
def test_what_is_no_ranking_is_not_made(order: list[int]) -> None:
    with pytest.raises(ValueError, match="is not a ranking"):
        vote(order)


def test_decoys() -> None:
    assert decoy(b"x" * 63) == bytes([DECOY]) + b"x" * 63
    with pytest.raises(ValueError, match="63 bytes, not 62"):
        decoy(bytes(62))
