"""`-o`: a file appears whole or not at all, and its name tells the format."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cli.conftest import Hustings
from hustings.commands.shell.streams import Output

RULES = ("--rules", "scotland")


@pytest.mark.parametrize("shape", ["txt", "json", "csv", "html"])
def test_the_name_tells_the_format(
    hustings: Hustings, ward: Path, tmp_path: Path, shape: str
) -> None:
    path = tmp_path / f"sheet.{shape}"
    assert hustings("count", ward, *RULES, "-o", path) == (0, "", "")
    written = path.read_bytes().decode()
    name = {"txt": "text"}.get(shape, shape)
    mark = "\ufeff" if shape == "csv" else ""  # by which Excel knows UTF-8
    assert mark + hustings("count", ward, *RULES, "--format", name).out == written
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["ward.blt", path.name])


def test_a_format_asked_for_goes_before_the_name(
    hustings: Hustings, ward: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.txt"
    assert hustings("count", ward, *RULES, "-o", path, "--format", "json").status == 0
    assert json.loads(path.read_text(encoding="utf-8"))["elected"] == ["Ann", "Cát"]


def test_a_dash_is_standard_output(hustings: Hustings, ward: Path) -> None:
    assert hustings("count", ward, *RULES, "-o", "-") == hustings("count", ward, *RULES)


def test_a_count_that_fails_leaves_the_old_file(
    hustings: Hustings, tie: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.json"
    path.write_text("before", encoding="utf-8")
    assert hustings("count", tie, *RULES, "-o", path).status == 1
    assert path.read_text(encoding="utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["sheet.json", "tie.blt"]


def test_an_old_file_is_replaced_and_keeps_its_permissions(
    hustings: Hustings, ward: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.txt"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    assert hustings("count", ward, *RULES, "-o", link).status == 0
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8").startswith("Tea club\n")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to(hustings: Hustings, ward: Path) -> None:
    assert hustings("count", ward, *RULES, "-o", os.devnull, "--format", "csv") == (0, "", "")
    assert not os.path.isfile(os.devnull)


def test_what_was_written_before_an_error_is_taken_away(tmp_path: Path) -> None:
    def half() -> None:
        with Output(str(tmp_path / "x.txt")) as out:
            out.write("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_seen_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with Output(str(path)) as out:
        out.write("Cát\n")
        assert not path.exists()
    assert path.read_bytes() == "Cát\n".encode()
