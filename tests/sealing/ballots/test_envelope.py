"""Layers: sealed and opened in order, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.errors import CannotOpen
from hustings.sealing.ballots import hpke
from hustings.sealing.ballots.envelope import (
    CLUB,
    Envelope,
    check_code,
    open_layer,
    seal,
    seal_stages,
    society,
)
from hustings.sealing.ballots.payload import vote
from hustings.sealing.writing.framing import frame
from sealing.parties import KEYS, envelope, opened, repeatable

PAYLOAD = vote([3, 1, 2])
SEALED = seal(PAYLOAD, envelope(), random=repeatable("voter"))


def test_names_of_layers() -> None:
    assert society(2) == ("S", "M1", "M2", "O1", "O2")
    assert CLUB == ("M1",)


@pytest.mark.parametrize(("names", "length"), [(CLUB, 112), (society(2), 304), (society(3), 400)])
def test_sealed_and_opened(names: tuple[str, ...], length: int) -> None:
    sealing = envelope(names)
    sealed = seal(PAYLOAD, sealing, random=repeatable("voter"))
    assert len(sealed) == length == sealing.length(names[0])
    assert opened(sealed, sealing, KEYS) == PAYLOAD


def test_every_stage_is_what_opening_finds() -> None:
    sealing = envelope()
    stages = seal_stages(PAYLOAD, sealing, random=repeatable("voter"))
    assert [len(stage) for stage in stages] == [304, 256, 208, 160, 112]
    for name, stage, content in zip(society(2), stages, [*stages[1:], PAYLOAD], strict=True):
        assert open_layer(stage, sealing, name, KEYS[name]) == content


def test_decoys_are_sealed_from_the_first_mix_inward() -> None:
    sealing = envelope()
    inner = seal_stages(PAYLOAD, sealing, outermost="M1", random=repeatable("voter"))
    assert inner == seal_stages(PAYLOAD, sealing, random=repeatable("voter"))[1:]


def test_each_layer_is_hpke_with_its_own_place() -> None:
    """Written out from the design, with nothing of the module."""
    random = repeatable("voter")
    content = PAYLOAD
    for name in reversed(society(2)):
        info = frame("hustings-seal/1", b"e" * 32, "nec", name)
        once = hpke.derive_key_pair(random(32))
        content = hpke.seal(KEYS[name].public, info, content, ephemeral=once)
    assert content == SEALED


def test_every_sealing_is_another_without_chosen_bytes() -> None:
    assert seal(PAYLOAD, envelope()) != seal(PAYLOAD, envelope())


@pytest.mark.parametrize(
    ("other", "name", "key"),
    [
        (envelope(contest="wales"), "S", "S"),
        (Envelope(b"f" * 32, *envelope()[1:]), "S", "S"),
        (envelope(), "S", "M1"),
        (envelope(("M1", "S", "M2", "O1", "O2")), "M1", "S"),
    ],
    ids=["contest", "election", "key", "layer"],
)
def test_it_opens_nowhere_else(other: Envelope, name: str, key: str) -> None:
    with pytest.raises(CannotOpen, match="another key or another place"):
        open_layer(SEALED, other, name, KEYS[key])


@settings(max_examples=40)
@given(st.integers(0, 8 * len(SEALED) - 1))
def test_any_bit_flipped_is_refused(bit: int) -> None:
    altered = bytearray(SEALED)
    altered[bit // 8] ^= 1 << bit % 8
    with pytest.raises(CannotOpen):
        open_layer(bytes(altered), envelope(), "S", KEYS["S"])


@settings(max_examples=30)
@given(st.binary(max_size=400))
def test_junk_is_refused(junk: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_layer(junk, envelope(), "S", KEYS["S"])


@pytest.mark.parametrize("sealed", [SEALED[:-1], SEALED + b"\0", b""])
def test_another_length_is_refused(sealed: bytes) -> None:
    with pytest.raises(CannotOpen, match=f"{len(sealed)} bytes, where layer S has 304"):
        open_layer(sealed, envelope(), "S", KEYS["S"])


def test_a_layer_sealed_with_another_length_inside_is_refused_at_the_next() -> None:
    """A voter may seal whatever they like under a public key."""
    sealing = envelope()
    info = frame("hustings-seal/1", b"e" * 32, "nec", "M1")
    short = hpke.seal(KEYS["M1"].public, info, bytes(3), ephemeral=hpke.derive_key_pair(bytes(32)))
    with pytest.raises(CannotOpen, match="51 bytes, where layer M1 has 256"):
        open_layer(short, sealing, "M1", KEYS["M1"])


def test_only_payloads_are_sealed() -> None:
    with pytest.raises(ValueError, match="64 bytes, not 63"):
        seal(bytes(63), envelope())


def test_check_codes() -> None:
    stages = seal_stages(PAYLOAD, envelope(), random=repeatable("voter"))
    code = check_code(stages[3], envelope())
    assert len(code) == 19
    assert code != check_code(stages[3], envelope(contest="wales"))
    assert code == check_code(stages[3], envelope())
