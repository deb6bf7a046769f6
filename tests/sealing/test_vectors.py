"""The vectors for other implementations are what ours makes, and they open."""

from __future__ import annotations

import json
import os
from pathlib import Path

from hustings.sealing.ballots.envelope import Envelope, Layer, open_layer
from hustings.sealing.ballots.payload import ranking
from hustings.sealing.board.receipt import read_receipt, verify_signed
from sealing.parties import KEYS
from sealing.vectors import vectors

STORED = Path(__file__).with_name("vectors.json")


def test_stored_vectors_are_up_to_date() -> None:
    text = json.dumps(vectors(), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("HUSTINGS_GOLDEN") == "write":
        STORED.write_text(text, "utf-8")
    assert STORED.read_text("utf-8") == text


def test_stored_ballots_open() -> None:
    stored = json.loads(STORED.read_text("utf-8"))
    eid = bytes.fromhex(stored["manifest"]["eid"])
    for ballot in stored["ballots"]:
        layers = tuple(Layer(name, KEYS[name].public) for name in ballot["layers"])
        content = bytes.fromhex(ballot["stages"][0])
        for name in ballot["layers"]:
            content = open_layer(
                content, Envelope(eid, ballot["contest"], layers), name, KEYS[name]
            )
        assert ranking(content, 63) == tuple(ballot["ranking"])


def test_stored_receipts_are_signed() -> None:
    board = json.loads(STORED.read_text("utf-8"))["board"]
    for entry in board["entries"]:
        made = read_receipt(entry["receipt"].encode())
        assert made == read_receipt(entry["receipt_line"].encode())
        verify_signed(made, bytes.fromhex(board["server"]))
