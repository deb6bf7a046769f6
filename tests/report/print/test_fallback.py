"""Letters that Inter lacks: from which font they are taken, and which fonts are refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.report.print import fallback
from hustings.report.print.fallback import Font, Unusable
from hustings.report.print.lettering import ABOVE, BELOW, BOX, EM, Letters, inter
from report.print.fonts import Bar, write


def letters(folder: Path, *names: str, text: str) -> Letters:
    return fallback.letters([fallback.font(name, str(folder)) for name in names], [text])


def further(found: Letters, *, bold: bool = False) -> dict[str, float]:
    """The letters that are not Inter's, with how far they move on."""
    return dict(found.faces(bold=bold)[1].advance)


def outlines(found: Letters, letter: str, *, bold: bool = False) -> tuple[int, int, int, int]:
    """Left, bottom, right, top, in units of EM to the em."""
    import io

    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(found.faces(bold=bold)[1].content))
    glyph = font["glyf"][font.getBestCmap()[ord(letter)]]
    return glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax


def test_a_letter_comes_from_the_first_font_that_has_it_and_inter_comes_before_all(
    tmp_path: Path,
) -> None:
    write(tmp_path / "one.ttf", {"李": Bar(500), "a": Bar(999)})
    write(tmp_path / "two.ttf", {"李": Bar(900), "明": Bar(1000), "Հ": Bar(250)}, em=2000)
    found = letters(tmp_path, "one.ttf", "two.ttf", text="李明 aՀ")
    assert further(found) == {"李": 0.5, "明": 0.5, "Հ": 0.125}
    assert further(found, bold=True) == further(found)
    assert [found.place(letter, bold=True) for letter in "a李"] == [0, 1]
    assert found.missing(["李明 aՀ", "გ"]) == "გ"
    assert found.shown("李 გ") == f"李 {BOX}"
    assert found.places("a李n", bold=False) == pytest.approx(
        (0, (a := inter(bold=False).advance)["a"], a["a"] + 0.5, a["a"] + 0.5 + a["n"])
    )
    assert found.width("李明", bold=False) == 1.0


def test_without_need_of_them_fonts_make_no_difference(tmp_path: Path) -> None:
    write(tmp_path / "one.ttf", {"李": Bar()})
    assert len(letters(tmp_path, "one.ttf", text="Siân").faces(bold=True)) == 1
    assert len(letters(tmp_path, "one.ttf", text="გ").faces(bold=True)) == 1


def test_bold_stands_in_a_file_of_its_own_or_is_the_same(tmp_path: Path) -> None:
    write(tmp_path / "Tiny-Regular.ttf", {"李": Bar(500), "明": Bar(500)})
    alone = fallback.font("Tiny-Regular.ttf", str(tmp_path))
    path = str(tmp_path / "Tiny-Regular.ttf")
    assert alone == Font("Tiny-Regular.ttf", path, path)
    write(tmp_path / "Tiny-Bold.ttf", {"李": Bar(700), "გ": Bar(700)})
    both = fallback.font("Tiny-Regular.ttf", str(tmp_path))
    assert both == alone._replace(bold=str(tmp_path / "Tiny-Bold.ttf"))
    found = fallback.letters([both], ["李明გ"])
    assert further(found) == {"李": 0.5, "明": 0.5, "გ": pytest.approx(0.7, abs=1 / EM)}
    assert further(found, bold=True) == {
        "李": pytest.approx(0.7, abs=1 / EM),
        "明": 0.5,
        "გ": pytest.approx(0.7, abs=1 / EM),
    }


def test_of_a_font_of_many_weights_two_are_taken(tmp_path: Path) -> None:
    """400 and 700 where the file begins with 100, as Noto's do."""
    write(tmp_path / "many.ttf", {"李": Bar(400)}, heavy=800)
    found = letters(tmp_path, "many.ttf", text="李")
    assert further(found)["李"] == pytest.approx(0.4 + 0.8 * 3 / 8, abs=0.001)
    assert further(found, bold=True)["李"] == pytest.approx(0.4 + 0.8 * 6 / 8, abs=0.001)
    assert outlines(found, "李")[2] == pytest.approx(0.7 * EM, abs=2)
    assert outlines(found, "李", bold=True)[2] == pytest.approx(EM, abs=2)


def test_outlines_in_postscripts_way_are_taken_as_well(tmp_path: Path) -> None:
    write(tmp_path / "one.otf", {"李": Bar(500, -100, 800)}, curves=True)
    found = letters(tmp_path, "one.otf", text="李")
    assert further(found) == {"李": 0.5}
    assert outlines(found, "李") == (0, -205, 1024, 1638)


@pytest.mark.parametrize(
    ("bar", "scale"), [(Bar(500, -100, 900), 1.0), (Bar(500, 0, 1900), 0.5), (Bar(500, -920), 0.25)]
)
def test_letters_stay_within_what_a_line_takes(tmp_path: Path, bar: Bar, scale: float) -> None:
    write(tmp_path / "one.ttf", {"李": bar, "明": Bar()})
    found = letters(tmp_path, "one.ttf", text="李明")
    assert further(found) == pytest.approx({"李": 0.5 * scale, "明": 0.6 * scale}, abs=1 / EM)
    _, bottom, _, top = outlines(found, "李")
    assert (bottom, top) == (round(bar.bottom * scale * 2.048), round(bar.top * scale * 2.048))
    assert -BELOW * EM - 1 <= bottom < top <= ABOVE * EM + 1


@pytest.mark.parametrize("letter", ["ש", "س", "द", "ก", "\u0302", "ᄀ", "🏽", "🇬"])
def test_letters_that_need_more_than_their_place_are_left_out(tmp_path: Path, letter: str) -> None:
    write(tmp_path / "one.ttf", {letter: Bar(), "李": Bar()})
    assert set(further(letters(tmp_path, "one.ttf", text=f"李{letter}"))) == {"李"}


def test_a_letter_without_an_outline_is_left_out(tmp_path: Path) -> None:
    """It would be a blank where a letter should be."""
    write(tmp_path / "one.ttf", {"李": None, "明": Bar()})
    write(tmp_path / "two.ttf", {"李": Bar()})
    assert letters(tmp_path, "one.ttf", text="李明").missing(["李明"]) == "李"
    assert letters(tmp_path, "one.ttf", "two.ttf", text="李明").missing(["李明"]) == ""


def test_the_same_letters_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "one.ttf", {"李": Bar(), "明": Bar(500)})
    one = letters(tmp_path, "one.ttf", text="李明")
    monkeypatch.setattr(time, "time", lambda: 2e9)
    other = letters(tmp_path, "one.ttf", text="明李李")
    assert one.faces(bold=True)[1].content == other.faces(bold=True)[1].content


def unusable(folder: Path, name: str) -> tuple[str, str]:
    with pytest.raises(Unusable) as caught:
        fallback.font(name, str(folder))
    return caught.value.what, caught.value.remedy


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "it is not a font"),
        (b"%PDF-1.7 and so on", "it is not a font"),
        (b"ttcf" + bytes(99), "it is a collection of several fonts"),
        (b"wOF2" + bytes(99), "it is a font packed for web pages"),
        (b"wOFF" + bytes(99), "it is a font packed for web pages"),
        (b"\0\1\0\0" + bytes(99), "it does not say which letters it has"),
        (b"OTTO", "it is damaged"),
    ],
)
def test_a_file_that_is_no_font_to_be_used(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "one.ttf").write_bytes(content)
    assert unusable(tmp_path, "one.ttf") == (what, "name a font's .ttf or .otf file")


def test_a_font_that_is_not_there_or_not_to_be_read(tmp_path: Path) -> None:
    what, remedy = unusable(tmp_path, "one.ttf")
    assert what == "it cannot be read: No such file or directory"
    assert remedy == "name a font's .ttf or .otf file"
    assert unusable(tmp_path, ".")[0] == "it cannot be read: Is a directory"


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "one.ttf", {"李": Bar()})
    monkeypatch.setattr(fallback, "LARGEST", 1_000)
    (tmp_path / "one.ttf").write_bytes((tmp_path / "one.ttf").read_bytes().ljust(1_001))
    assert unusable(tmp_path, "one.ttf")[0] == "it is larger than 0 MB"


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.7])
def test_half_a_font_is_damaged(tmp_path: Path, cut: float) -> None:
    whole = write(tmp_path / "one.ttf", {"李": Bar(), "明": Bar()}).read_bytes()
    (tmp_path / "one.ttf").write_bytes(whole[: round(len(whole) * cut)])
    assert unusable(tmp_path, "one.ttf")[0] == "it is damaged"


def test_a_damaged_outline_is_told_when_it_is_needed(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    path = write(tmp_path / "one.ttf", {"李": Bar(), "明": Bar()})
    with TTFont(path) as font:
        place, length = (getattr(font.reader.tables["glyf"], key) for key in ("offset", "length"))
    content = bytearray(path.read_bytes())
    content[place : place + length] = b"\x7f" * length
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        letters(tmp_path, "one.ttf", text="李")
    assert str(caught.value) == f"{path}: it is damaged; name a font's .ttf or .otf file"


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("glyf", "it has pictures, not outlines of letters"),
        ("cmap", "it does not say which letters it has"),
    ],
)
def test_a_font_without_what_is_needed(tmp_path: Path, table: str, what: str) -> None:
    drop = (table, "loca") if table == "glyf" else (table,)
    write(tmp_path / "one.ttf", {"李": Bar()}, drop=drop)
    assert unusable(tmp_path, "one.ttf")[0] == what


@pytest.mark.parametrize(
    ("embedding", "allowed"),
    [
        (0, True),
        (0x2, False),
        (0x4, True),
        (0x6, True),
        (0x8, True),
        (0x100, False),
        (0x204, False),
    ],
)
def test_what_the_maker_of_a_font_allows(tmp_path: Path, embedding: int, allowed: bool) -> None:
    write(tmp_path / "one.ttf", {"李": Bar()}, embedding=embedding)
    if allowed:
        assert fallback.font("one.ttf", str(tmp_path)).name == "one.ttf"
    else:
        assert unusable(tmp_path, "one.ttf") == (
            "its maker does not allow it in other documents",
            "name one that may be embedded",
        )


def test_what_is_wrong_with_the_bold_is_told_of_the_bold(tmp_path: Path) -> None:
    write(tmp_path / "Tiny-Regular.ttf", {"李": Bar()})
    (tmp_path / "Tiny-Bold.ttf").write_bytes(b"Bold")
    assert (
        unusable(tmp_path, "Tiny-Regular.ttf")[0] == "in its bold, Tiny-Bold.ttf, it is not a font"
    )
