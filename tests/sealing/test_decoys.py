"""Decoys: all of a contest from one seed."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from hustings.sealing.ballots import payload
from hustings.sealing.ballots.envelope import seal
from hustings.sealing.ballots.hpke import derive_key_pair
from hustings.sealing.mixing.decoys import commitment, entering, grow, number_needed
from hustings.sealing.writing.framing import frame
from sealing.parties import KEYS, envelope, opened

SEED = hashlib.sha256(b"a seed").digest()
ENVELOPE = envelope()


def material(number: int, use: str, *, contest: str = "nec") -> bytes:
    framed = frame("hustings-decoy/1", b"e" * 32, contest, number, use)
    return hmac.digest(SEED, framed, "sha256")


def test_as_documented() -> None:
    (decoy,) = grow(SEED, ENVELOPE, 3)[1:2]
    filling = (material(2, "payload-1") + material(2, "payload-2"))[:63]
    assert decoy.payload == b"\x02" + filling
    materials = iter([material(2, layer) for layer in ("O2", "O1", "M2", "M1")])
    inward = ENVELOPE._replace(layers=ENVELOPE.layers[1:])
    assert decoy.stages[0] == seal(decoy.payload, inward, random=lambda _: next(materials))
    assert decoy.stages[3][:32] == derive_key_pair(material(2, "O2")).public


def test_every_stage_opens_to_the_next() -> None:
    for decoy in grow(SEED, ENVELOPE, 2):
        for place, stage in enumerate(decoy.stages, 1):
            inward = ENVELOPE._replace(layers=ENVELOPE.layers[place:])
            assert len(stage) == ENVELOPE.length(ENVELOPE.layers[place].name)
            assert opened(stage, inward, KEYS) == decoy.payload
        assert payload.ranking(decoy.payload, 63) is payload.Fault.DECOY


def test_the_stage_of_a_layer() -> None:
    grown = grow(SEED, ENVELOPE, 2)
    assert entering(grown, ENVELOPE, "M1") == [decoy.stages[0] for decoy in grown]
    assert entering(grown, ENVELOPE, "O2") == [decoy.stages[3] for decoy in grown]


def test_another_seed_contest_or_number_gives_others() -> None:
    grown = grow(SEED, ENVELOPE, 4)
    assert grow(SEED, ENVELOPE, 2) == grown[:2]
    others = (*grow(b"s" * 32, ENVELOPE, 4), *grow(SEED, envelope(contest="wales"), 4))
    payloads = {decoy.payload for decoy in (*grown, *others)}
    assert len(payloads) == 12
    with pytest.raises(ValueError, match="32 bytes"):
        grow(SEED[:31], ENVELOPE, 1)


def test_the_same_on_any_number_of_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings.sealing.mixing.cores.PIECE", 3)
    monkeypatch.setattr("hustings.sealing.mixing.cores.WORTH_IT", 4)
    told: list[tuple[int, int]] = []
    spread = grow(
        SEED, ENVELOPE, 8, cores=2, progress=lambda done, number: told.append((done, number))
    )
    assert spread == grow(SEED, ENVELOPE, 8, cores=1)
    assert told == [(3, 8), (6, 8), (8, 8)]


@pytest.mark.parametrize(
    ("ballots", "least", "number"),
    [
        (0, 1000, 1000),
        (9_999, 1000, 1000),
        (10_001, 1000, 1001),
        (130_000, 1000, 13_000),
        (5, 1, 1),
    ],
)
def test_how_many(ballots: int, least: int, number: int) -> None:
    assert number_needed(ballots, least) == number


def test_commitment() -> None:
    framed = frame("hustings-decoys/1", b"e" * 32, "nec", 7, SEED)
    assert commitment(ENVELOPE, 7, SEED) == hashlib.sha256(framed).digest()
