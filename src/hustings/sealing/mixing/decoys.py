"""Decoys: lines that the scrutineer puts among the ballots and can make again for all to see.

Knows how all decoys of a contest grow from one seed. Must not know who looks for them.

Whoever mixes cannot tell a decoy from a ballot. Once the seed is published, every decoy is made
again as it looks before each layer, and has to stand in each list.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from hustings.sealing.ballots import payload
from hustings.sealing.ballots.envelope import Envelope, seal_stages
from hustings.sealing.mixing.cores import Progress, spread
from hustings.sealing.writing.framing import digest, mac

DECOY = "hustings-decoy/1"
COMMITMENT = "hustings-decoys/1"

SEED_BYTES = 32
OUTERMOST = "M1"


class Decoy(NamedTuple):
    """A decoy.

    Attributes:
        payload: 64 bytes.
        stages: as it enters each layer, from `M1` inward.
    """

    payload: bytes
    stages: tuple[bytes, ...]


def number_needed(ballots: int, least: int) -> int:
    """How many decoys a contest has: a tenth of the board, rounded up, or the manifest's least."""
    return max(least, -(-ballots // 10))


def commitment(envelope: Envelope, number: int, seed: bytes) -> bytes:
    """What the scrutineer signs of a seed before the first mix, 32 bytes."""
    return digest(COMMITMENT, envelope.eid, envelope.contest, number, seed)


def grow(
    seed: bytes,
    envelope: Envelope,
    number: int,
    *,
    cores: int | None = None,
    progress: Progress | None = None,
) -> tuple[Decoy, ...]:
    """The decoys 1 to `number` of a contest.

    Args:
        seed: 32 random bytes, for this contest alone.

    Raises:
        ValueError: a seed of another length.
    """
    if len(seed) != SEED_BYTES:
        raise ValueError(f"a seed has {SEED_BYTES} bytes, not {len(seed)}")
    numbers = range(1, number + 1)
    return tuple(spread(partial(_grown, seed, envelope), numbers, cores=cores, progress=progress))


def entering(decoys: Sequence[Decoy], envelope: Envelope, name: str) -> list[bytes]:
    """Every decoy as it enters the layer called `name`."""
    place = envelope.place(name) - envelope.place(OUTERMOST)
    return [decoy.stages[place] for decoy in decoys]


def _grown(seed: bytes, envelope: Envelope, numbers: Sequence[int]) -> list[Decoy]:
    return [_decoy(seed, envelope, number) for number in numbers]


def _decoy(seed: bytes, envelope: Envelope, number: int) -> Decoy:
    def material(use: str) -> bytes:
        return mac(seed, DECOY, envelope.eid, envelope.contest, number, use)

    content = payload.decoy((material("payload-1") + material("payload-2"))[: payload.BYTES - 1])
    inward = envelope.layers[envelope.place(OUTERMOST) :]
    materials = iter([material(layer.name) for layer in reversed(inward)])

    stages = seal_stages(content, envelope, outermost=OUTERMOST, random=lambda _: next(materials))
    return Decoy(content, stages)
