"""Photographs beside guide.toml: what is taken, what is made of it, what is refused in one line."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from guide.config.pictures import photograph
from guide.config.small import CONFIG, load_in
from hustings.errors import InputError
from hustings.guide.config.photographs import SIDE
from hustings.guide.model import Text

# Its first line is line 65 of the file.
ANN = """
[photographs."Ann Archer"]
file = "ann.jpg"
alt = { en = "Ann at sea", cy = "Ann ar y môr" }
"""
UNREADABLE = "is not a photograph that can be read; save it as a JPEG, PNG or WebP"


def test_each_becomes_a_square_of_one_size_with_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "ann.jpg").write_bytes(photograph())
    (tmp_path / "bea.png").write_bytes(photograph((900, 500), "#224488", "PNG"))
    bea = '[photographs."Bea Bell"]\nfile = "bea.png"\nalt = "Bea laughing"\n'
    loaded = load_in(tmp_path, CONFIG + ANN + bea)
    found = loaded.guide.photographs
    assert [(one.name, one.path, one.alt) for one in found] == [
        (
            "Ann Archer",
            "photographs/ann-archer.jpg",
            Text((("en", "Ann at sea"), ("cy", "Ann ar y môr"))),
        ),
        ("Bea Bell", "photographs/bea-bell.jpg", Text((("en", "Bea laughing"),))),
    ]
    for one in found:
        image = Image.open(BytesIO(one.content))
        assert (image.format, image.size) == ("JPEG", (SIDE, SIDE))
        assert not image.getexif()
        assert b"Maker" not in one.content
    assert any("photographs.Bea Bell.alt (line 70)" in remark for remark in loaded.remarks)
    assert load_in(tmp_path, CONFIG + ANN + bea).guide.photographs == found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "line 66: `ann.jpg` is not a file; name one as seen from the folder of guide.toml"),
        (
            b"",
            f"line 66: `ann.jpg` {UNREADABLE}",
        ),
        (
            b"GIF89a",
            f"line 66: `ann.jpg` {UNREADABLE}",
        ),
        (
            photograph()[:700],
            "line 66: `ann.jpg` is damaged; save it again, or use another",
        ),
        (
            photograph((300, 90)),
            "line 66: `ann.jpg` has 300 by 90 pixels; use one with 200 or more on each side",
        ),
        (bytes(10_000_001), "line 66: `ann.jpg` is larger than 10 MB; make it smaller"),
        (
            photograph((6000, 5000)),
            "line 66: `ann.jpg` has more than 25 million pixels; make it smaller",
        ),
    ],
)
def test_a_file_that_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "ann.jpg").write_bytes(content)
    assert refusal(tmp_path, ANN) == f"guide.toml, {said}"


def refusal(folder: Path, added: str) -> str:
    with pytest.raises(InputError) as caught:
        load_in(folder, CONFIG + added)
    return str(caught.value).replace(f"{folder}/", "")


def test_none_of_somebody_else_and_none_without_words(tmp_path: Path) -> None:
    (tmp_path / "ann.jpg").write_bytes(photograph())
    assert refusal(tmp_path, ANN.replace("Archer", "Arche")) == (
        "guide.toml, line 65: no list has `Ann Arche`; did you mean `Ann Archer`?"
    )
    silent = ANN.partition("alt")[0]
    assert refusal(tmp_path, silent) == (
        'guide.toml, line 65: `alt` is missing from [photographs."Ann Archer"]; add `alt = "…"`'
    )
    assert refusal(tmp_path, f'{silent}alt = ""\n') == "guide.toml, line 67: `alt` is empty"


def test_without_pillow_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ann.jpg").write_bytes(photograph())
    monkeypatch.delitem(sys.modules, "hustings.report.photographs", raising=False)
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert refusal(tmp_path, ANN) == (
        "guide.toml, line 65: photographs need Pillow, which is not there; pip install"
        " hustings[guide]"
    )
