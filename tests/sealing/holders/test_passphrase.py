"""Passphrases: every word as likely as any other, and read however they are typed."""

from __future__ import annotations

import pytest

from hustings.sealing.holders.passphrase import LIST_LENGTH, as_typed, choose, word_list


def test_the_word_list() -> None:
    words = word_list()
    assert len(set(words)) == len(words) == LIST_LENGTH == 6**5
    assert (words[0], words[-1]) == ("abacus", "zoom")
    assert all(as_typed(word) == word and word.isascii() for word in words)


def test_every_word_is_as_likely() -> None:
    """Each of 7,776 words stands for eight of the numbers from two bytes; the rest ask again."""
    asked = iter((0, 7775, 62208, 65535, 7776, 62207, 1, 2, 3))
    passphrase = choose(random=lambda length: next(asked).to_bytes({2: 2}[length], "big"))
    assert passphrase == "abacus zoom abacus zoom abdomen abdominal abide"


@pytest.mark.parametrize("typed", ["Abacus  ZOOM", " abacus zoom\n", "abacus\u00a0zoom"])
def test_as_typed(typed: str) -> None:
    assert as_typed(typed) == "abacus zoom"
