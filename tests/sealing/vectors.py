"""Sealed ballots, byte for byte, for other implementations: what stands in vectors.json.

`HUSTINGS_GOLDEN=write pytest tests/sealing/test_vectors.py` writes the file anew. Bytes are in
hexadecimal; docs/sealing.md says what each is made of. Every secret in it is made up.
"""

from __future__ import annotations

from typing import Any

from hustings.sealing.ballots import payload
from hustings.sealing.ballots.envelope import (
    CLUB,
    SEAL,
    Envelope,
    Layer,
    check_code,
    seal_stages,
    society,
)
from hustings.sealing.ballots.hpke import derive_key_pair
from hustings.sealing.board import receipt
from hustings.sealing.board.chain import SEALED_BY, blob_hash, first_head, next_head
from hustings.sealing.candidates import text_hash
from hustings.sealing.holders.keys import fingerprint
from hustings.sealing.manifest import election_id, envelope, write_manifest
from hustings.sealing.voters import links
from hustings.sealing.writing import signing
from hustings.sealing.writing.framing import frame
from sealing.parties import KEYS, SOCIETY, repeatable

SERVER = b"s" * 32
BALLOTS = (("nec", (2, 3, 1)), ("nec", ()), ("wales", (1,)), ("nec", tuple(range(1, 64))))


def vectors() -> dict[str, Any]:
    """All of vectors.json."""
    document = write_manifest(SOCIETY)
    eid = election_id(document)
    club = Envelope(eid, "club", (Layer("M1", KEYS["M1"].public),))
    sealed = [_ballot(envelope(SOCIETY, eid, contest), list(order)) for contest, order in BALLOTS]
    return {
        "framing": _framing(),
        "manifest": {"document": document.decode(), "eid": eid.hex()},
        "candidate_statements": [
            {"text": text, "hash": text_hash(text.encode()).hex()}
            for text in ("More tea.", "Mwy o de.", "Ó 𝄞\n\nTea.")
        ],
        "keys": {
            name: {
                "secret": KEYS[name].secret.hex(),
                "public": KEYS[name].public.hex(),
                "fingerprint": fingerprint(KEYS[name].public),
            }
            for name in society(2)
        },
        "ballots": [*sealed, _ballot(club, [1])],
        "payloads": _payloads(),
        "board": _board(eid, [bytes.fromhex(ballot["stages"][0]) for ballot in sealed[:3]]),
        "links": _links(eid),
    }


def _framing() -> list[dict[str, Any]]:
    return [
        {
            "label": "hustings-board/1",
            "fields": [{"bytes": "00ff"}, {"text": "Ó 𝄞"}, {"integer": 2**53 - 1}, {"text": ""}],
            "framed": frame("hustings-board/1", b"\0\xff", "Ó 𝄞", 2**53 - 1, "").hex(),
        },
        {"label": SEAL, "fields": [], "framed": frame(SEAL).hex()},
    ]


def _ballot(sealing: Envelope, ranking: list[int]) -> dict[str, Any]:
    random = repeatable(f"{sealing.contest} {ranking}")
    material = [random(32) for _ in sealing.layers]
    content = payload.vote(ranking)
    given = iter(material)
    stages = seal_stages(content, sealing, random=lambda length: next(given))
    names = [layer.name for layer in sealing.layers]
    innermost_first = list(zip(reversed(names), material, strict=True))
    return {
        "contest": sealing.contest,
        "layers": names,
        "ranking": ranking,
        "payload": content.hex(),
        "material": {name: drawn.hex() for name, drawn in innermost_first},
        "ephemeral": {name: derive_key_pair(drawn).secret.hex() for name, drawn in innermost_first},
        "info": {name: frame(SEAL, sealing.eid, sealing.contest, name).hex() for name in names},
        "stages": [stage.hex() for stage in stages],
        "check_code": ""
        if tuple(names) == CLUB
        else check_code(stages[names.index("O1")], sealing),
        "blob_hash": blob_hash(stages[0]).hex(),
    }


def _payloads() -> list[dict[str, Any]]:
    contents = (
        payload.vote([]),
        payload.vote([5, 1]),
        payload.decoy(bytes(range(63))),
        bytes(64),
        b"\x01\x06" + bytes(62),
        b"\x01\x00\x01" + bytes(61),
        b"\x01\x01\x01" + bytes(61),
        b"\x01" + bytes(62),
    )
    found = []
    for content in contents:
        read = payload.ranking(content, 5)
        outcome = (
            {"fault": read.name} if isinstance(read, payload.Fault) else {"ranking": list(read)}
        )
        found.append({"payload": content.hex(), "candidates": 5, **outcome})
    return found


def _board(eid: bytes, blobs: list[bytes]) -> dict[str, Any]:
    head, entries = first_head(eid, "nec"), []
    for n, blob in enumerate(blobs, 1):
        sealed_by = SEALED_BY[n % 2]
        hashed = blob_hash(blob)
        head = next_head(head, n, sealed_by, hashed)
        made = receipt.sign_receipt(
            SERVER, eid, "nec", n=n, sealed_by=sealed_by, blob_hash=hashed, head=head
        )
        entries.append(
            {
                "n": n,
                "sealed_by": sealed_by,
                "blob": blob.hex(),
                "head": head.hex(),
                "receipt": receipt.write_receipt(made).decode(),
                "receipt_line": receipt.receipt_line(made),
            }
        )
    return {
        "contest": "nec",
        "server": signing.public_key(SERVER).hex(),
        "first_head": first_head(eid, "nec").hex(),
        "entries": entries,
        "head": receipt.write_head(
            receipt.sign_head(SERVER, eid, "nec", n=len(blobs), head=head)
        ).decode(),
    }


def _links(eid: bytes) -> list[dict[str, Any]]:
    made = []
    for voter, issue in (("A-17", 1), ("A-17", 2), ("Ó", 1)):
        token = links.token(b"k" * 32, eid, voter, issue)
        made.append(
            {
                "key": (b"k" * 32).hex(),
                "voter": voter,
                "issue": issue,
                "token": token.hex(),
                "fragment": links.fragment(token),
                "code": links.code(token),
                "hash": links.token_hash(token).hex(),
            }
        )
    return made
