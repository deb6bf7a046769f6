"""`hustings convert` and `hustings digest`: the same ballots in another dress."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import WARD, Hustings

PROFILE = "sha256:6450fb27cb99351b65f184741f61e83ac35c53adde426d9dffc83135a63623b0"


@pytest.mark.parametrize(
    ("suffix", "output_format"),
    [
        ("blt", "blt"),
        ("csv", "csv"),
        ("csv", "csv-ranks"),
        ("csv", "scottish-csv"),
        ("soi", "preflib"),
        ("toc", "preflib"),
        ("abif", "abif"),
        ("cvotes", "cef"),
    ],
)
def test_there_and_back_keeps_the_digests(
    hustings: Hustings, ward: Path, tmp_path: Path, suffix: str, output_format: str
) -> None:
    before = hustings("digest", ward)
    assert (before.status, before.err) == (0, "")
    assert [line.split()[0] for line in before.out.splitlines()] == ["election", "ballots"]
    assert before.out.splitlines()[1].split()[1] == PROFILE
    there = tmp_path / f"there.{suffix}"
    assert hustings("convert", ward, there, "--output-format", output_format).status == 0
    assert hustings("digest", there).out == before.out
    back = tmp_path / "back.blt"
    assert hustings("convert", there, back).status == 0
    assert hustings("digest", back).out == before.out


@pytest.mark.parametrize("suffix", ["blt", "csv", "soi", "SOC", "abif", "cvotes"])
def test_the_name_tells_the_format(
    hustings: Hustings, ward: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"there.{suffix}"
    assert hustings("convert", ward, path) == (0, "", "")
    name = {"soi": "preflib", "SOC": "preflib", "cvotes": "cef"}.get(suffix, suffix)
    out = hustings("convert", "-", "-", "--output-format", name, stdin=WARD.encode())
    assert out == (0, path.read_text(encoding="utf-8"), "")


def test_seats(hustings: Hustings, ward: Path) -> None:
    out = hustings("convert", ward, "-", "--output-format", "blt", "--seats", "3").out
    assert out.splitlines()[0] == "4 3"


def test_what_cannot_be_held_is_refused(hustings: Hustings, tmp_path: Path) -> None:
    equal = tmp_path / "equal.csv"
    equal.write_text("# form: ranks\n# seats: 1\npapers,Ann,Ben\n2,1,1\n1,1,2\n", encoding="utf-8")
    target = tmp_path / "ward.csv"
    target.write_text("before", encoding="utf-8")
    options = ("--output-format", "scottish-csv", "-q")
    assert hustings("convert", equal, target, *options) == (
        2,
        "",
        f"hustings: {equal}: a Scottish CSV file has no place for equal or empty ranks, withdrawn"
        " candidates, groups, rejected papers or a title with quotation marks; write blt or csv\n",
    )
    assert target.read_text(encoding="utf-8") == "before"
