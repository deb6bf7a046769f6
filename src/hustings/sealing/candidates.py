"""Candidates' statements and photographs: each by its hash in the manifest, which the id covers.

Knows how each is hashed and that texts are those of a manifest. Must not know where they lie.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from hustings.errors import NotVerified
from hustings.sealing.writing.framing import digest

CANDIDATE_STATEMENT = "hustings-candidate-statement/1"
CANDIDATE_PHOTOGRAPH = "hustings-candidate-photograph/1"

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")

# The statements of a contest: the very bytes (UTF-8) by the candidate's number and language.
Texts = Mapping[tuple[int, str], bytes]


class CandidateStatement(NamedTuple):
    """What a manifest says of one text: the candidate's number, its language, its 32-byte hash."""

    number: int
    language: str
    hash: bytes


def text_hash(text: bytes) -> bytes:
    """The hash of a candidate's statement, 32 bytes.

    Args:
        text: as it is published and shown, in UTF-8.
    """
    return digest(CANDIDATE_STATEMENT, text)


class CandidatePhotograph(NamedTuple):
    """What a manifest says of a photograph: the candidate's number, its 32-byte hash."""

    number: int
    hash: bytes


def photograph_hash(picture: bytes, texts: Mapping[str, str]) -> bytes:
    """The hash of a candidate's photograph with what describes it, 32 bytes.

    Args:
        picture: SHA-256 of the file, 32 bytes.
        texts: what describes it for those who cannot see it, by language.
    """
    described = [part for language in sorted(texts) for part in (language, texts[language])]
    return digest(CANDIDATE_PHOTOGRAPH, picture, *described)


def hashed(texts: Texts) -> tuple[CandidateStatement, ...]:
    """What a manifest says of a contest's statements, by number, then by language."""
    return tuple(
        CandidateStatement(number, language, text_hash(texts[number, language]))
        for number, language in sorted(texts)
    )


def check_texts(contest: str, listed: tuple[CandidateStatement, ...], texts: Texts) -> None:
    """Find that the statements of a contest are those its manifest lists, all of them and no other.

    Raises:
        NotVerified: one is missing, altered or not listed; says whose.
    """
    for one in listed:
        text = texts.get((one.number, one.language))
        called = f"{contest}: the statement of candidate {one.number} ({one.language})"
        if text is None:
            raise NotVerified(f"{called} is missing")
        if text_hash(text) != one.hash:
            raise NotVerified(f"{called} is not the one in the manifest")
    if others := texts.keys() - {(one.number, one.language) for one in listed}:
        number, language = min(others)
        raise NotVerified(
            f"{contest}: the manifest knows of no statement of candidate {number} ({language})"
        )
