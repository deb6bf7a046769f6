"""Voters' codes, the same whenever made again and read however they are typed; their base32."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.errors import InputError
from hustings.sealing.voters.links import code, fragment, read_code, token, token_hash
from hustings.sealing.writing.base32 import ALPHABET, decoded, encoded, grouped
from hustings.sealing.writing.framing import digest, frame

KEY, EID = b"k" * 32, b"e" * 32
TOKEN = token(KEY, EID, "A-17", 1)


@given(st.binary(max_size=40))
def test_base32_round_trip(data: bytes) -> None:
    assert decoded(encoded(data)) == data
    assert decoded(grouped(encoded(data), 5).lower()) == data


@given(st.text(ALPHABET + ALPHABET.lower(), max_size=12))
def test_one_text_for_the_same_bytes(text: str) -> None:
    data = decoded(text)
    assert data is None or encoded(data) == text.upper()


def test_base32_of_known_bytes() -> None:
    assert encoded(b"") == ""
    assert encoded(b"\xff") == "ZW"
    assert encoded(b"foobar") == "CSQPYRK1E8"
    assert decoded("cs-qp yrkiE8") == decoded("CSQP\u2212YRKLE8") == b"foobar"


@pytest.mark.parametrize("text", ["Z", "ZZ", "U0", "ZW!", "é0", "ZW0", "CSQPYRK1E9"])
def test_what_is_not_base32(text: str) -> None:
    assert decoded(text) is None


def test_a_token_is_the_hmac_of_what_the_design_says() -> None:
    framed = frame("hustings-link/1", EID, "A-17", 1)
    assert hmac.new(KEY, framed, hashlib.sha256).digest()[:16] == TOKEN
    assert token_hash(TOKEN) == digest("hustings-token/1", TOKEN)


def test_every_voter_issue_election_and_key_has_another_token() -> None:
    tokens = {
        token(key, eid, voter, issue)
        for key in (KEY, b"l" * 32)
        for eid in (EID, b"f" * 32)
        for voter in ("A-17", "A-18")
        for issue in (1, 2)
    }
    assert len(tokens) == 16


def test_codes() -> None:
    assert len(fragment(TOKEN)) == 26
    assert [len(group) for group in code(TOKEN).split("-")] == [4] * 6 + [2]


@given(st.binary(min_size=16, max_size=16))
def test_codes_are_read_however_they_are_typed(made: bytes) -> None:
    typed = code(made).lower().replace("0", "o").replace("1", "l").replace("-", " \u2013 ")
    assert (
        read_code(f" {typed}\n") == read_code(f"#{fragment(made)}") == read_code(code(made)) == made
    )
    link = f"https://vote.example/v/#{fragment(made)}"
    assert read_code(f"{link}\n") == read_code(f"{link}&list=A%0AB") == made


@pytest.mark.parametrize("text", ["", "#", "A" * 25, "A" * 27, "9" * 26, "U" * 26, "not a code!"])
def test_what_is_no_code(text: str) -> None:
    with pytest.raises(InputError, match="this is not a voting code: one has 26 letters") as caught:
        read_code(text)
    assert not text or text not in str(caught.value)


def test_a_short_key_makes_no_tokens() -> None:
    with pytest.raises(ValueError, match="32 bytes, not 31"):
        token(bytes(31), EID, "A-17", 1)
