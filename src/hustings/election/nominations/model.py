"""Nominations: a body names a candidate. How many are needed, and which slate a candidate is on.

Knows the nouns. Files are read in `file`, sums are made in `tally`.
"""

from __future__ import annotations

from typing import NamedTuple


class Nomination(NamedTuple):
    """One body's nomination of one candidate.

    Attributes:
        region, kind: of the body; empty where nothing is said.
    """

    body: str
    candidate: str
    region: str = ""
    kind: str = ""


class Total(NamedTuple):
    """How many nominations a candidate has, where nobody says from which bodies.

    Attributes:
        region: that they are from; empty where nothing is said.
    """

    candidate: str
    number: int
    region: str = ""


class Threshold(NamedTuple):
    """What a candidate needs, all of it; nothing where both are empty.

    Attributes:
        bodies: nominations by so many bodies; 0 for any number.
        by_kind: (kind, nominations by so many bodies of it).
    """

    bodies: int = 0
    by_kind: tuple[tuple[str, int], ...] = ()


class Nominations(NamedTuple):
    """All nominations that are known: single ones, or totals where there are no single ones.

    No body names a candidate twice, and each body has one region and one kind.

    Attributes:
        slates: by candidate, those whom nobody nominated included; a candidate who is not here
            stands for none.
        whole: nominations in all, where totals leave some out; 0 where they are all here.
        title: what they are for; empty where nothing is said.
    """

    single: tuple[Nomination, ...] = ()
    totals: tuple[Total, ...] = ()
    slates: tuple[tuple[str, str], ...] = ()
    whole: int = 0
    title: str = ""
