"""Statements: signed by holders, each covering the one before."""

from __future__ import annotations

import pytest

from hustings.errors import InputError, NotVerified
from hustings.sealing.statements import (
    ACCEPT,
    Statement,
    read_statement,
    state,
    statement_hash,
    verify_statements,
)
from hustings.sealing.writing import signing
from hustings.sealing.writing.canonical import canonical, read_canonical
from hustings.sealing.writing.framing import digest

EID = b"e" * 32
SECRETS = {"Ann": b"a" * 32, "Bo Ó": b"b" * 32}
SIGNERS = {name: signing.public_key(secret) for name, secret in SECRETS.items()}


def chain() -> list[bytes]:
    documents: list[bytes] = []
    for by, kind, contest, content in (
        ("Ann", ACCEPT, "", {}),
        ("Bo Ó", ACCEPT, "", {}),
        ("Ann", "mix", "nec", {"lines": 7, "hash": "00"}),
    ):
        documents.append(
            state(EID, documents, SECRETS[by], by=by, kind=kind, contest=contest, content=content)
        )
    return documents


CHAIN = chain()


def test_a_chain_holds() -> None:
    statements = verify_statements(EID, CHAIN, SIGNERS)
    assert [s[:6] for s in statements] == [
        (1, EID, "accept", "Ann", "", {}),
        (2, statement_hash(CHAIN[0]), "accept", "Bo Ó", "", {}),
        (3, statement_hash(CHAIN[1]), "mix", "Ann", "nec", {"lines": 7, "hash": "00"}),
    ]
    assert verify_statements(EID, [], SIGNERS) == ()


def test_bytes_as_documented() -> None:
    values = read_canonical(CHAIN[1])
    signature = bytes.fromhex(values.pop("signature"))
    assert values == {
        "format": "hustings-statement/1",
        "number": 2,
        "previous": digest("hustings-statement-hash/1", CHAIN[0]).hex(),
        "kind": "accept",
        "by": "Bo Ó",
        "contest": "",
        "content": {},
    }
    body = canonical(values)
    assert signing.is_signed(SIGNERS["Bo Ó"], signature, "hustings-statement/1", EID, body)


def forged(place: int, /, **change: object) -> list[bytes]:
    """The chain with one statement altered after it was signed."""
    values = {**read_canonical(CHAIN[place - 1]), **change}
    return [*CHAIN[: place - 1], canonical(values), *CHAIN[place:]]


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        (CHAIN[1:], "statement 1 does not follow"),
        ([CHAIN[0], CHAIN[2]], "statement 2 does not follow"),
        ([CHAIN[0], CHAIN[0]], "statement 2 does not follow"),
        ([CHAIN[1], CHAIN[0], CHAIN[2]], "statement 1 does not follow"),
        (forged(3, content={"lines": 8, "hash": "00"}), "statement 3 was not signed by `Ann`"),
        (forged(3, contest="wales"), "statement 3 was not signed by `Ann`"),
        (forged(2, kind="release"), "statement 2 was not signed by `Bo Ó`"),
        (forged(2, by="Ann"), "statement 2 was not signed by `Ann`"),
        (forged(2, by="Cy"), "statement 2 is by `Cy`, who is not in the manifest"),
        (forged(1, signature="00" * 64), "statement 1 was not signed by `Ann`"),
    ],
)
def test_a_chain_that_does_not_hold(documents: list[bytes], said: str) -> None:
    with pytest.raises(NotVerified, match=said):
        verify_statements(EID, documents, SIGNERS)


def test_another_election() -> None:
    with pytest.raises(NotVerified, match="statement 1 does not follow"):
        verify_statements(b"f" * 32, CHAIN, SIGNERS)


@pytest.mark.parametrize(
    "change",
    [{"number": 0}, {"content": []}, {"contest": None}, {"kind": "Mix!"}, {"by": ""}, {"x": 1}],
    ids=repr,
)
def test_documents_that_are_no_statement(change: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"^statement 3: "):
        verify_statements(EID, forged(3, **change), SIGNERS)


def test_what_cannot_be_stated() -> None:
    with pytest.raises(InputError, match="not a kind of statement"):
        state(EID, [], SECRETS["Ann"], by="Ann", kind="Mix 1")
    with pytest.raises(InputError, match="neither a whole number nor text"):
        state(EID, [], SECRETS["Ann"], by="Ann", kind="mix", content={"share": 0.5})


def test_one_statement() -> None:
    assert isinstance(read_statement(CHAIN[2]), Statement)
    assert read_statement(CHAIN[2]).content == {"lines": 7, "hash": "00"}
