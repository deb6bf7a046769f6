"""`hustings verify`, as people and programs call it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from sealing.whole import voted

from cli.conftest import Hustings
from hustings.sealing.board.receipt import receipt_line, write_head, write_receipt

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive, and what an observer and a voter hold."""
    folder = tmp_path_factory.mktemp("verify")
    whole = voted()
    (folder / "election.zip").write_bytes(whole.finish({"nec": ["Bo"]}))
    (folder / "eid").write_text(whole.proceedings.eid.hex())
    for contest in ("nec", "treasurer"):
        (folder / f"{contest}.json").write_bytes(write_head(whole.head(contest)) + b"\n")
    (folder / "receipt.json").write_bytes(write_receipt(whole.receipt("nec", 3)))
    (folder / "receipt.txt").write_text(receipt_line(whole.receipt("treasurer", 1)) + "\n")
    (folder / "other.json").write_bytes(write_head(whole.head("nec")._replace(n=5)))
    return folder


def held(folder: Path) -> list[str]:
    return [
        str(folder / "election.zip"),
        "--eid",
        (folder / "eid").read_text().upper(),
        *(f"--head={folder / contest}.json" for contest in ("nec", "treasurer")),
        *(f"--receipt={folder / name}" for name in ("receipt.json", "receipt.txt")),
    ]


@pytest.mark.parametrize("name", ["verify.json", "verify.txt"])
def test_as_stored(hustings: Hustings, folder: Path, name: str) -> None:
    status, out, errors = hustings(
        "verify", *held(folder), "--format", name[7:].replace("txt", "text")
    )
    if os.environ.get("HUSTINGS_GOLDEN") == "write":
        (GOLDEN / name).write_text(out, encoding="utf-8")
    assert (status, errors) == (0, "")
    assert out == (GOLDEN / name).read_text(encoding="utf-8")


def test_the_document(hustings: Hustings, folder: Path) -> None:
    found = json.loads(hustings("verify", str(folder / "election.zip"), "--format", "json").out)
    assert list(found) == ["format", "verified", "eid", "heads", "checks"]
    assert (found["format"], found["verified"]) == ("hustings-verify/1", True)
    assert found["eid"] == (folder / "eid").read_text()
    assert {tuple(check) for check in found["checks"]} == {("name", "held", "what")}
    unknown = [check["name"] for check in found["checks"] if check["held"] is None]
    assert unknown == ["mixes nec", "mixes treasurer", "authenticity", "eligibility", "pages"]


def test_the_first_check_that_fails_is_named(hustings: Hustings, folder: Path) -> None:
    archive = str(folder / "election.zip")
    status, out, errors = hustings("verify", archive, "--eid", "0" * 64)
    assert (status, errors) == (1, "")
    assert out.splitlines()[1].startswith("FAILED   eid: this is the election ")
    assert out.splitlines()[-1] == "NOT verified: eid."
    status, out, _ = hustings("verify", archive, "--head", str(folder / "other.json"))
    assert status == 1
    assert out.splitlines()[-1] == "NOT verified: heads."
    status, out, _ = hustings("verify", archive, "--eid", "0" * 64, "--format", "json")
    assert (status, json.loads(out)["verified"]) == (1, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["eid"], "eid: this is not a zip archive; give an election.zip"),
        (["none.zip"], "none.zip: No such file or directory"),
        (["election.zip", "--eid", "12"], "`12` is not the id of an election; give 64"),
        (["election.zip", "--head", "eid"], "eid: this "),
        (["election.zip", "--receipt", "nec.json"], "nec.json: this is not a document of the form"),
        (["election.zip", "--head", "none"], "none: the file cannot be read"),
    ],
)
def test_a_call_that_makes_no_sense(
    hustings: Hustings, folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(folder)
    status, out, errors = hustings("verify", *words)
    assert (status, out) == (2, "")
    assert re.fullmatch(r"hustings: [^\n]+\n", errors)
    assert said in errors


def test_neither_django_nor_anything_heavy(folder: Path, process: Hustings) -> None:
    status, out, errors = process(
        "verify", str(folder / "election.zip"), PYTHONPROFILEIMPORTTIME="1"
    )
    assert (status, out.splitlines()[-1]) == (0, "Verified: no check failed.")
    loaded = {line.rpartition("|")[2].strip() for line in errors.splitlines()}
    assert "cryptography.hazmat.primitives.ciphers.aead" in loaded
    assert not [name for name in loaded if name.split(".")[0] in ("django", "numpy", "numba")]
