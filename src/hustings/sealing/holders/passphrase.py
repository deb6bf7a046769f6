"""Passphrases: seven words chosen for the holder of a key, so that nobody has to think one up.

Knows the word list and how what is typed is read. Must not know what a passphrase protects.

The list is the EFF's, of 7,776 words (words/eff_large.txt says by whom and under which licence):
seven words are 90 bits.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import resources
from unicodedata import normalize

from hustings.sealing.ballots.envelope import Random

WORDS = 7
LIST_LENGTH = 7776


@cache
def word_list() -> tuple[str, ...]:
    """The words, in the order of the dice: 11111 first."""
    text = (resources.files("hustings.sealing.holders") / "words" / "eff_large.txt").read_text(
        "utf-8"
    )
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


def choose(*, random: Random = os.urandom) -> str:
    """A passphrase of seven words, each as likely as any other.

    Args:
        random: asked for two bytes a word, and again (once in twenty times) where they would make
            some words likelier.
    """
    return " ".join(_word(random) for _ in range(WORDS))


def as_typed(text: str) -> str:
    """A passphrase as it enters the hash: lower case, one space between words."""
    return " ".join(normalize("NFKC", text).casefold().split())


def _word(random: Random) -> str:
    fair = 65536 - 65536 % LIST_LENGTH
    while (number := int.from_bytes(random(2), "big")) >= fair:
        pass
    return word_list()[number % LIST_LENGTH]
