"""`hustings count` on one file: what is written where, and what each option changes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import DEFAULT_NOTE, TIE, WARD, Ended, Hustings

KEYS = ["format", "election", "rules", "engine", "ballots", "quota", "stages", "elected"]


def counted(ended: Ended) -> dict[str, object]:
    """The record in the JSON that was written."""
    assert ended.status == 0, ended.err
    document: dict[str, object] = json.loads(ended.out)
    return document


def test_text_names_the_rules_and_the_elected(hustings: Hustings, ward: Path) -> None:
    status, out, err = hustings("count", ward, "--rules", "scotland")
    assert (status, err) == (0, "")
    assert "(scotland,\n            version 1)" in out
    assert "1. Ann was elected at stage 1" in out
    assert "2. Cát was elected at stage 4" in out


def test_rules_not_named_are_said_on_standard_error(hustings: Hustings, ward: Path) -> None:
    status, out, err = hustings("count", ward)
    assert (status, err) == (0, DEFAULT_NOTE)
    assert "(ers97, version 1)" in out
    assert hustings("count", ward, "--quiet") == (0, out, "")


def test_json_has_the_shape_of_the_contract(hustings: Hustings, ward: Path) -> None:
    ended = hustings("count", ward, "--rules", "scotland", "--format", "json")
    document = counted(ended)
    assert [key for key in document if key in KEYS] == KEYS
    assert list(document)[:4] == KEYS[:4]
    assert list(document)[-1] == "digest"
    assert document["elected"] == ["Ann", "Cát"]
    assert ended.out == json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def test_json_of_the_ers97_model(hustings: Hustings, data: Path) -> None:
    path = data / "counting" / "ers97-model" / "ers97_strict.blt"
    document = counted(hustings("count", path, "--format", "json", "--rules", "ers97"))
    stages = document["stages"]
    assert isinstance(stages, list)
    assert document["format"] == "hustings-count/1"
    assert document["rules"] == {"name": "ers97", "version": "1"}
    assert document["engine"] == "reference"
    assert document["quota"] == "107.58"
    first = stages[0]
    assert {key: first[key] for key in ("number", "action", "of", "quota")} == {
        "number": 1,
        "action": "first-preferences",
        "of": [],
        "quota": "107.58",
    }
    assert first["votes"] == {
        "Smith": "134.00",
        "Carpenter": "81.00",
        "Wright": "27.00",
        "Glazier": "24.00",
        "Duke": "105.00",
        "Prince": "91.00",
        "Baron": "64.00",
        "Abbot": "59.00",
        "Vicar": "55.00",
        "Monk": "23.00",
        "Freeman": "90.00",
    }
    assert (first["non_transferable"], first["elected"]) == ("0.00", ["Smith"])
    assert (first["excluded"], first["ties"]) == ([], [])
    assert set(document["elected"]) == {  # type: ignore[call-overload]
        *("Smith", "Carpenter", "Duke", "Prince", "Vicar", "Freeman")
    }
    assert str(document["digest"]).startswith("sha256:")


def test_standard_input_gives_the_same_record(hustings: Hustings, ward: Path) -> None:
    options = ("--rules", "scotland", "--format", "json")
    assert hustings("count", "-", *options, stdin=WARD.encode()) == hustings(
        "count", ward, *options
    )


def test_csv_and_page(hustings: Hustings, ward: Path) -> None:
    csv = hustings("count", ward, "--rules", "scotland", "--format", "csv")
    assert csv.out.splitlines()[0].startswith("Title,Tea club,")
    page = hustings("count", ward, "--rules", "scotland", "--format", "html")
    assert (page.status, page.err) == (0, "")
    assert page.out.lower().startswith("<!doctype html>")
    assert page.out.rstrip().endswith("</html>")


def test_seats(hustings: Hustings, ward: Path) -> None:
    options = ("--rules", "scotland", "--format", "json")
    document = counted(hustings("count", ward, "--seats", "1", *options))
    assert document["elected"] == ["Ann"]
    assert document["quota"] == "8.00000"


def test_withdraw(hustings: Hustings, ward: Path) -> None:
    options = ("--rules", "scotland", "--format", "json", "--withdraw", "ann", "--withdraw", "Dev")
    document = counted(hustings("count", ward, *options))
    election = document["election"]
    assert isinstance(election, dict)
    assert election["withdrawn"] == ["Ann", "Dev"]
    assert document["elected"] == ["Cát", "Ben"]


def test_engines_give_one_record(hustings: Hustings, ward: Path) -> None:
    pytest.importorskip("numba")
    options = ("count", ward, "--rules", "scotland", "--format", "json", "--engine")
    reference, fast = (counted(hustings(*options, name)) for name in ("reference", "fast"))
    assert (reference.pop("engine"), fast.pop("engine")) == ("reference", "fast")
    assert reference == fast


def test_stages_shows_the_stages_asked_for(hustings: Hustings, ward: Path) -> None:
    status, out, _ = hustings("count", ward, "--rules", "scotland", "--stages", "2")
    assert status == 0
    assert "Stage 2" in out
    assert "Stage 3 " not in out


def test_text_is_as_wide_in_a_pipe_whatever_the_environment_says(
    process: Hustings, ward: Path
) -> None:
    narrow = process("count", ward, "--rules", "scotland", COLUMNS="50")
    wide = process("count", ward, "--rules", "scotland", COLUMNS="200")
    assert narrow.out == wide.out
    assert max(map(len, wide.out.splitlines())) <= 80


def test_a_terminal_that_lacks_a_letter_gets_a_question_mark(process: Hustings, ward: Path) -> None:
    status, out, err = process(
        "count", ward, "--rules", "scotland", PYTHONIOENCODING="ascii", LC_ALL="C"
    )
    assert (status, err) == (0, "")
    assert "2. C?t was elected" in out


def test_json_is_utf8_whatever_the_terminal_speaks(process: Hustings, ward: Path) -> None:
    options = ("count", ward, "--rules", "scotland", "--format", "json")
    plain = process(*options)
    assert "Cát" in plain.out
    assert process(*options, PYTHONIOENCODING="latin-1", LC_ALL="C") == plain


# -- lots ------------------------------------------------------------------------------------------


def test_a_tie_without_lots_ends_the_count(hustings: Hustings, tie: Path) -> None:
    status, out, err = hustings("count", tie, "--rules", "scotland")
    assert (status, out) == (1, "")
    assert err == (
        "hustings: stage 2: a lot must decide who is excluded (52): Ann, Ben, Cát are equal on"
        " everything else; draw it, write `stage 2: NAME` (the one on whom the lot falls) in a"
        " file and give --lots FILE; or draw all the candidates, one name a line in the order"
        " drawn, for this and every later tie; or give --lots SEED for a reproducible draw\n"
    )


def test_a_seed_draws_lots_the_same_every_time(hustings: Hustings, tie: Path) -> None:
    options = ("count", tie, "--rules", "scotland", "--format", "json", "--lots")
    first = counted(hustings(*options, "2024-05-02"))
    assert first["lots"] == "seed 2024-05-02"
    assert counted(hustings(*options, "2024-05-02")) == first


def test_a_file_of_that_name_is_the_officers_draw(
    hustings: Hustings, tie: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = ("count", tie, "--rules", "scotland", "--format", "json", "--lots")
    Path("draw").write_text("Ben\nAnn\nCát\n", encoding="utf-8")
    document = counted(hustings(*options, "draw"))
    assert document["lots"] == "drawn by the returning officer"
    assert document["elected"] == ["Cát"]
    Path("draw").write_text("Cát\nAnn\nBen\n", encoding="utf-8")
    assert counted(hustings(*options, "draw"))["elected"] == ["Ben"]
    os.remove("draw")
    assert counted(hustings(*options, "draw"))["lots"] == "seed draw"


def test_lots_from_standard_input(hustings: Hustings, tie: Path) -> None:
    draw = "Ben\nAnn\nCát\n".encode()
    options = ("count", tie, "--rules", "scotland", "--format", "json", "--lots", "-")
    assert counted(hustings(*options, stdin=draw))["elected"] == ["Cát"]


def test_notes_of_the_reader_go_to_standard_error(hustings: Hustings, tmp_path: Path) -> None:
    path = tmp_path / "old.blt"
    path.write_bytes(TIE.encode("cp1252"))
    status, out, err = hustings("count", path, "--rules", "scotland", "--lots", "1")
    assert status == 0
    assert "Cát" in out
    assert err == (
        f"hustings: note: {path}: Not UTF-8: read as Windows-1252; check the accents in the"
        " names.\n"
    )
    assert hustings("count", path, "--rules", "scotland", "--lots", "1", "-q") == (0, out, "")


def test_where_the_officers_file_lies_is_told_to_nobody(
    hustings: Hustings, tie: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret-folder").mkdir()
    one, other = tmp_path / "draw.txt", tmp_path / "secret-folder" / "other-name.txt"
    for path in (one, other):
        path.write_text("Ben\nAnn\nCát\n", encoding="utf-8")
    for shape in ("text", "json", "csv", "html"):
        options = ("count", tie, "--rules", "scotland", "--format", shape, "--lots")
        written = hustings(*options, one)
        assert (written.status, written.err) == (0, "")
        assert hustings(*options, other) == written
        assert "draw.txt" not in written.out
        assert "drawn by the returning officer" in written.out


def test_a_lot_that_was_not_used_is_noted(hustings: Hustings, tie: Path, tmp_path: Path) -> None:
    draw = tmp_path / "draw"
    draw.write_text("stage 2: Ben\nstage 7: Ann\nstage 3: Cát; Ann", encoding="utf-8")
    options = ("count", tie, "--rules", "scotland", "--lots", draw)
    status, _, err = hustings(*options)
    assert (status, err) == (
        0,
        f"hustings: note: {tie}: the lot `stage 7: Ann` was not used: the count ended with"
        " stage 3\n",
    )
    assert hustings(*options, "--quiet").err == ""
    draw.write_text("stage 3: Ann", encoding="utf-8")
    assert hustings(*options).err.count("\n") == 1
    draw.write_text("Ann\nBen", encoding="utf-8")
    status, _, err = hustings(*options)
    assert status == 1
    assert err.startswith(
        f"hustings: note: {tie}: the order of names lacks Cát\nhustings: stage 2: a lot must decide"
    )


# -- places that stay empty, places that are shared ------------------------------------------------

SHARED = '4 3\n6 1 0\n6 2 0\n5 3 0\n4 4 3 0\n0\n"Zed"\n"Abe"\n"Cy"\n"Di"\n"Order"\n'


def test_places_that_stay_empty_are_said_everywhere(hustings: Hustings, tmp_path: Path) -> None:
    path = tmp_path / "one.blt"
    path.write_text('1 3\n5 1 0\n0\n"Only"\n"Uncontested"\n', encoding="utf-8")
    options = ("count", path, "--rules", "scotland", "--format")
    sentence = "2 places stay empty: 1 candidate stood for 3 places."
    document = counted(hustings(*options, "json"))
    assert document["unfilled"] == 2
    assert sentence in hustings(*options, "text").out.splitlines()
    assert f"<p>{sentence}</p>" in hustings(*options, "html").out
    assert f"Places not filled,2,{sentence}" in hustings(*options, "csv").out
    digest = counted(hustings(*options, "json", "--seats", "1"))
    assert "unfilled" not in digest
    listing = hustings("count", path, path, "--rules", "scotland", "-q").out.splitlines()
    assert listing[1:] == [f"{path}: Only; places not filled: 2"] * 2


def test_equal_votes_at_one_stage_share_a_place(hustings: Hustings, tmp_path: Path) -> None:
    path = tmp_path / "order.blt"
    path.write_text(SHARED, encoding="utf-8")
    options = ("count", path, "--rules", "scotland", "--format")
    document = counted(hustings(*options, "json"))
    assert document["equal"] == [["Zed", "Abe"]]
    text = hustings(*options, "text").out
    assert "1= Zed was elected" in text
    assert "1= Abe was elected" in text
    assert "3. Cy was elected" in text
    assert "No tie had to be broken." in text
    page = hustings(*options, "html").out
    assert page.count('<span class="place">1=</span>') == 2
    assert page.count('<span class="place">3</span>') == 1
    said = "Zed and Abe were elected at one stage with equal votes: neither comes before the other."
    assert said in " ".join(text.split())
    assert said in page
    assert f"Equal,{said}" in hustings(*options, "csv").out


def test_what_follows_from_the_rest_is_outside_the_digest(
    hustings: Hustings, tmp_path: Path
) -> None:
    from hustings.election.digest import json_digest

    path = tmp_path / "order.blt"
    path.write_text(SHARED.replace("4 3", "4 5", 1), encoding="utf-8")
    document = counted(hustings("count", path, "--rules", "scotland", "--format", "json"))
    assert (document["unfilled"], document["equal"]) == (1, [["Zed", "Abe"]])
    covered = {k: v for k, v in document.items() if k not in ("engine", "unfilled", "equal")}
    assert covered.pop("digest") == json_digest(covered)


# -- files that a spreadsheet opens ----------------------------------------------------------------


def test_a_csv_file_has_the_mark_that_excel_needs(
    hustings: Hustings, ward: Path, tmp_path: Path
) -> None:
    path = tmp_path / "result.csv"
    options = ("count", ward, "--rules", "scotland")
    assert hustings(*options, "-o", path) == (0, "", "")
    stream = hustings(*options, "--format", "csv").out
    assert stream.startswith("Title")
    assert path.read_bytes() == b"\xef\xbb\xbf" + stream.encode()
    for name in ("result.json", "result.html", "result.txt"):
        assert hustings(*options, "-o", tmp_path / name).status == 0
        assert not (tmp_path / name).read_bytes().startswith(b"\xef\xbb\xbf")
    assert hustings("count", ward, ward, "--rules", "scotland", "-o", path).status == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbffile,title")


def test_a_person_is_told_why_they_wait_for_the_compiler(
    hustings: Hustings, ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.compiled.notice import begun, listen
    from hustings.counting import engine

    count = engine.count

    def compiling(*given: Any, **options: Any) -> Any:
        begun()
        begun()
        return count(*given, **options)

    monkeypatch.setattr(engine, "count", compiling)
    monkeypatch.setattr("hustings.commands.shell.compiling.listen", listen)
    note = "hustings: note: compiling the fast engine, once: about a minute\n"
    fast = ("--rules", "scotland", "--engine", "fast")
    assert hustings("count", ward, *fast).err == note
    assert hustings("count", ward, *fast, "-q").err == ""
    large = ward.with_name("large.blt")
    large.write_text(ward.read_text("utf-8") + "\n" * 35_000, "utf-8")
    assert hustings("count", large, "--rules", "meek-prf").err == note
