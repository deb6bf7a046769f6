"""Candidates' photographs: kept by the candidate, taken away by either, shown once sealed.

Knows the rows, and which of them a manifest has. Must not know how a picture is read, nor pages.

A photograph is not in the archive, which is for good: it goes with the roll, as `retention` says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from hustings.sealing.candidates import CandidatePhotograph, photograph_hash
from hustings.voting.domain.settled import settled
from hustings.voting.models import Nominee, Photograph


class Given(NamedTuple):
    """What a candidate says about their photograph.

    Attributes:
        picture: a JPEG in place of the one there is; empty to keep that.
        texts: what describes it, by language; all that there is from now on.
        remove: whether there is to be none.
    """

    picture: bytes
    texts: Mapping[str, str]
    remove: bool


class Shown(NamedTuple):
    """A photograph that may be shown: its hash, and what describes it, by language."""

    hash: bytes
    texts: dict[str, str]


def of(nominee: Nominee) -> Photograph | None:
    """What is kept of a nominee's photograph; without content where it was taken away."""
    return Photograph.objects.filter(nominee=nominee).first()


def hash_of(nominee: Nominee) -> bytes:
    """The hash of a nominee's photograph with what describes it; empty where there is none."""
    rows = Photograph.objects.filter(nominee=nominee).values_list("hash", flat=True)
    return next(map(bytes, rows), b"")


def keep(nominee: Nominee, picture: bytes, texts: Mapping[str, str]) -> bool:
    """Keep a nominee's photograph in place of any other; whether that changed anything."""
    sha256 = hashlib.sha256(picture).digest()
    found = photograph_hash(sha256, texts)
    before = of(nominee)
    if before and bytes(before.hash) == found:
        return False
    Photograph.objects.update_or_create(
        nominee=nominee,
        defaults={
            "content": picture,
            "sha256": sha256,
            "texts": dict(texts),
            "hash": found,
            "reason": "",
        },
    )
    return True


def remove(nominee: Nominee, reason: str = "") -> bool:
    """Delete a nominee's photograph; whether there was one.

    Args:
        reason: why the officer takes it away, which is kept; empty where the candidate does.
    """
    there = Photograph.objects.filter(nominee=nominee)
    had = there.exclude(content=b"").exists()
    if had and reason:
        there.update(content=b"", sha256=b"", texts={}, hash=b"", reason=reason)
    elif had:
        there.delete()
    return had


def clear(nominee: Nominee) -> None:
    """Keep nothing of a nominee's photograph, nor why one was taken away."""
    Photograph.objects.filter(nominee=nominee).delete()


def shown(listed: tuple[CandidatePhotograph, ...]) -> dict[int, Shown]:
    """The photographs of a contest that may be shown, by the candidate's number.

    Only those with the very texts that the manifest has: what is altered is shown to nobody.

    Args:
        listed: what the manifest says of them.
    """
    if not listed:
        return {}
    rows = Photograph.objects.filter(hash__in=[one.hash for one in listed])
    texts = {
        bytes(hash): dict(texts)
        for hash, sha256, texts in rows.values_list("hash", "sha256", "texts")
        if photograph_hash(bytes(sha256), texts) == bytes(hash)
    }
    return {one.number: Shown(one.hash, texts[one.hash]) for one in listed if one.hash in texts}


def picture(hash: bytes, *, sealed: bool = True) -> bytes | None:
    """The JPEG of a photograph with this hash; None where there is none, or another.

    Args:
        sealed: whether it must be in the manifest; not for whoever decides on it.
    """
    if sealed and not _listed(hash):
        return None
    found = Photograph.objects.filter(hash=hash).exclude(content=b"").first()
    if found is None:
        return None
    content = bytes(found.content)
    same = photograph_hash(hashlib.sha256(content).digest(), found.texts) == hash
    return content if same else None


def _listed(hash: bytes) -> bool:
    found = settled()
    contests = found[1].contests if found else ()
    return any(hash == one.hash for contest in contests for one in contest.photographs)
