"""Key files: opened with the passphrase and with nothing else; key tests."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from hustings.errors import CannotOpen, InputError
from hustings.sealing.holders.keys import (
    Key,
    PublicKey,
    bind,
    fingerprint,
    lock,
    locked_public,
    make,
    public_file,
    read_public,
    unlock,
)
from hustings.sealing.holders.keytest import answer, challenge, check_meant_for
from hustings.sealing.writing import signing
from hustings.sealing.writing.canonical import canonical
from sealing.parties import repeatable

EID, OTHER_EID = b"e" * 32, b"f" * 32
PASSPHRASE = "abacus zoom abacus zoom abdomen abdominal abide"
KEY = make("Ann Ó Briain", "NEC 2026", "M1", random=repeatable("ann"))
SIGNER = make("Ann Ó Briain", "NEC 2026", "sign", random=repeatable("ann signs"))
LOCKED = lock(KEY, PASSPHRASE, cost=14, random=repeatable("file"))


def altered(**values: Any) -> bytes:
    return canonical({**json.loads(LOCKED), **values})


@pytest.mark.parametrize("key", [KEY, SIGNER, bind(KEY, EID)])
def test_round_trip(key: Key) -> None:
    assert unlock(lock(key, PASSPHRASE, cost=14), f" {PASSPHRASE.upper()}\n") == key


def test_the_file_is_made_from_random_bytes_alone() -> None:
    assert lock(KEY, PASSPHRASE, cost=14, random=repeatable("file")) == LOCKED
    assert KEY.secret.hex() not in LOCKED.decode()
    assert json.loads(LOCKED)["scrypt"]["cost"] == 14
    assert json.loads(lock(KEY, PASSPHRASE))["scrypt"]["cost"] == 17
    assert repr(KEY) == "Key(holder='Ann Ó Briain', election='NEC 2026', use='M1', eid=b'')"


def test_a_file_says_whose_it_is_without_the_passphrase() -> None:
    assert locked_public(LOCKED) == KEY.public
    with pytest.raises(InputError, match="not a document of the form hustings-key/1"):
        locked_public(public_file(KEY.public))


def test_a_wrong_passphrase() -> None:
    with pytest.raises(InputError) as caught:
        unlock(LOCKED, PASSPHRASE.replace("abide", "zoom"), source="ann.key")
    assert str(caught.value) == (
        "ann.key: the passphrase does not open this key; type its seven words in their order,"
        " and check that this is the right file"
    )


@pytest.mark.parametrize(
    "values",
    [
        {"holder": "Bo"},
        {"election": "NEC 2027"},
        {"use": "M2"},
        {"eid": EID.hex()},
        {"public": SIGNER.public.public.hex()},
        {"locked": "00" * 48},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_stands_beside_a_key_cannot_be_altered(values: dict[str, str]) -> None:
    with pytest.raises(InputError, match="does not open this key"):
        unlock(altered(**values), PASSPHRASE)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"cost": 13}, "`cost` is 13; give a whole number from 14 to 20"),
        ({"cost": 21}, "`cost` is 21; give a whole number from 14 to 20"),
        ({"cost": 2**52}, "from 14 to 20"),
        ({"cost": "14"}, "must be a number"),
        ({"block_size": 1024}, "`block_size` is 1,024"),
        ({"parallel": 1000}, "`parallel` is 1,000"),
        ({"salt": ""}, "`salt` of scrypt has 0 bytes, not 16"),
        ({"more": 1}, "`more` is not a key of scrypt"),
    ],
)
def test_costs_are_bounded(values: dict[str, Any], said: str) -> None:
    scrypt = {**json.loads(LOCKED)["scrypt"], **values}
    with pytest.raises(InputError, match=said):
        unlock(altered(scrypt=scrypt), PASSPHRASE)


def test_one_election_a_key() -> None:
    bound = bind(KEY, EID)
    assert bound == replace(KEY, eid=EID) == bind(bound, EID)
    with pytest.raises(InputError, match="serves the election 6565656565656565…, not 66666666"):
        bind(bound, OTHER_EID)


@pytest.mark.parametrize("use", ["", "s", "M0", "M", "O100", "S1", "X1"])
def test_uses(use: str) -> None:
    with pytest.raises(InputError, match="is not a use of a key"):
        make("Ann", "NEC 2026", use)


def test_names() -> None:
    assert make("O\u0301 Briain", "NEC", "S").holder == "Ó Briain"
    for holder, election in (("", "NEC"), ("Ann", "a\nb")):
        with pytest.raises(InputError, match="'s name"):
            make(holder, election, "S")


def test_public_files() -> None:
    assert read_public(public_file(KEY.public)) == KEY.public
    assert KEY.public == PublicKey("Ann Ó Briain", "NEC 2026", "M1", KEY.pair.public)
    assert SIGNER.public.public == signing.public_key(SIGNER.secret)
    with pytest.raises(InputError, match="this is a secret key, which its holder keeps; delete"):
        read_public(LOCKED)
    with pytest.raises(InputError, match="not a document of the form hustings-public-key/1"):
        read_public(b'{"format":"hustings-head/1"}')


def test_fingerprints() -> None:
    assert fingerprint(KEY.public.public) == "174d f572 b351 5488 3835 bad4 c1c6 98c7"
    assert fingerprint(bytes(32)) != fingerprint(KEY.public.public)


def test_signatures() -> None:
    public = SIGNER.public.public
    signature = signing.sign(SIGNER.secret, "hustings-x/1", b"a", 1)
    assert len(signature) == 64
    assert signing.is_signed(public, signature, "hustings-x/1", b"a", 1)
    assert not signing.is_signed(public, signature, "hustings-x/1", b"a", 2)
    assert not signing.is_signed(public, signature, "hustings-y/1", b"a", 1)
    assert not signing.is_signed(KEY.public.public, signature, "hustings-x/1", b"a", 1)
    assert not signing.is_signed(public, signature[:-1], "hustings-x/1", b"a", 1)
    assert not signing.is_signed(public[:-1], signature, "hustings-x/1", b"a", 1)


@pytest.mark.parametrize("copy", ["key", "backup"])
def test_a_key_test_is_passed_by_its_key(copy: str) -> None:
    made = challenge(EID, KEY.public, copy, random=repeatable("challenge"))
    assert answer(made.document, KEY) == made.answer
    assert len(bytes.fromhex(json.loads(made.document)["sealed"])) == 32 + 48
    assert made.answer.hex() not in made.document.decode()


def test_every_challenge_has_an_answer_of_its_own() -> None:
    answers = {
        challenge(eid, KEY.public, copy, random=repeatable(seed)).answer
        for eid in (EID, OTHER_EID)
        for copy in ("key", "backup")
        for seed in "ab"
    }
    assert len(answers) == 8


def test_a_key_test_is_failed_by_another_key() -> None:
    made = challenge(EID, KEY.public, "key")
    other = make("Bo", "NEC 2026", "M1")
    with pytest.raises(InputError, match="this challenge is for the key M1 with the fingerprint"):
        answer(made.document, other)
    with pytest.raises(InputError, match="this challenge is for the key M1 with the fingerprint"):
        check_meant_for(made.document, other.public)
    check_meant_for(made.document, KEY.public)
    with pytest.raises(InputError, match="serves the election"):
        answer(made.document, bind(KEY, OTHER_EID))


def test_an_altered_challenge() -> None:
    values = json.loads(challenge(EID, KEY.public, "key").document)
    for change in ({"copy": "backup"}, {"eid": OTHER_EID.hex()}, {"sealed": "00" * 80}):
        with pytest.raises(CannotOpen, match="it has been altered"):
            answer(canonical({**values, **change}), KEY)


def test_a_key_for_signing_opens_nothing() -> None:
    with pytest.raises(InputError, match="key for signing opens nothing"):
        _ = SIGNER.pair
    with pytest.raises(ValueError, match="neither key nor backup"):
        challenge(EID, KEY.public, "copy")
    with pytest.raises(ValueError, match="opens no challenge"):
        challenge(EID, SIGNER.public, "key")
