"""Building a site: what is in it, when it is built anew, what becomes of the one before."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from report.print.fonts import Bar
from report.print.fonts import write as font_file
from report.print.pdf_reading import read

from guide.examples import INDEX, small
from hustings.errors import InputError
from hustings.guide import words
from hustings.guide.model import Dates, Guide, Partition, Photograph, Text
from hustings.guide.site.build import build
from hustings.report.print import fallback

NOW = datetime(2020, 10, 12, 9, 0, tzinfo=UTC)
LATER = datetime(2020, 10, 20, 9, 0, tzinfo=UTC)
CLOSES = datetime(2020, 11, 12, 12, 0, tzinfo=UTC)


def two(**changed: object) -> Guide:
    """Two lists in two languages, with a closing day and an address."""
    told: dict[str, object] = {
        "languages": ("en", "cy"),
        "address": "https://dig.example/",
        "dates": Dates(closes=CLOSES),
    }
    return small(**{**told, **changed})  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_everything_a_site_has_is_there(tmp_path: Path) -> None:
    site = tmp_path / "site"
    noted: list[tuple[int, int]] = []
    built = build(two(), INDEX, str(site), now=NOW, note=lambda *told: noted.append(told))
    files = set(tree(site))
    pages = {
        f"{folder}{page}"
        for folder in ("", "cy/")
        for page in (
            "index.html",
            "lists.html",
            "how.html",
            "privacy.html",
            "embed.html",
            "finder-embed.html",
            "changes.html",
            "lists/north.html",
            "lists/south.html",
        )
    }
    pictures = {
        f"{folder}lists/{name}.{kind}"
        for folder in ("", "cy/")
        for name in ("north", "south")
        for kind in ("pdf", "png")
    }
    assert pages | pictures <= files
    assert files - pages - pictures == {
        "404.html",
        "card.png",
        "cy/card.png",
        "closing.ics",
        "cy/closing.ics",
        "lists.csv",
        "lists.json",
        "build.json",
        "style.css",
        "how.css",
        "noscript.css",
        "finder.js",
        "how.js",
        "lookup.js",
        "postcodes.js",
        "sw.js",
        "_headers",
        ".htaccess",
        ".nojekyll",
    }
    assert (built.build.number, built.build.day) == (1, date(2020, 10, 12))
    assert built.files == len(files)
    assert built.size == sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    assert built.missing == ()
    assert noted[0][0] == 0
    assert noted[-1][0] == noted[-1][1] == len(noted) - 1
    told = json.loads((site / "build.json").read_text("utf-8"))
    assert told["files"] == sorted(files)


def test_every_path_that_the_device_keeps_is_in_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(two(), INDEX, str(site), now=NOW)
    text = (site / "sw.js").read_text("utf-8")
    found = re.search(r"const KEPT = (\[.*?\]);", text, re.S)
    assert found
    kept = json.loads(found[1])
    assert kept[0] == "./"
    assert {"index.html", "cy/index.html", "lists/north.html", "postcodes.js"} <= set(kept)
    assert set(kept[1:]) <= set(tree(site))


def test_photographs_are_kept_on_the_device_only_while_they_are_light(tmp_path: Path) -> None:
    faces = tuple(
        Photograph(
            name, f"photographs/{name[:3].lower()}.jpg", Text((("en", "A face"),)), b"x" * size
        )
        for name, size in (("Ada Spade", 150_000), ("Bo Rake", 50_000))
    )
    for number, given in enumerate((faces, (*faces[:1], replace(faces[1], content=b"x" * 50_001)))):
        site = tmp_path / f"site{number}"
        build(two(photographs=given), INDEX, str(site), now=NOW)
        assert (site / "photographs" / "ada.jpg").read_bytes() == b"x" * 150_000
        kept = (site / "sw.js").read_text("utf-8")
        assert ("photographs/ada.jpg" in kept, "photographs/bo .jpg" in kept) == (not number,) * 2
        (listed, *_) = json.loads((site / "lists.json").read_text("utf-8"))["photographs"].items()
        assert listed == (
            "Ada Spade",
            {"address": "https://dig.example/photographs/ada.jpg", "alt": {"en": "A face"}},
        )


def test_the_same_again_is_left_alone_and_a_change_is_numbered(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(two(), INDEX, str(site), now=NOW)
    before = tree(site)
    stamp = os.stat(site / "index.html").st_mtime_ns
    again = build(two(), INDEX, str(site), now=LATER)
    assert (again.build.number, again.build.day, again.files) == (1, date(2020, 10, 12), 0)
    assert os.stat(site / "index.html").st_mtime_ns == stamp

    anew = build(two(), INDEX, str(site), now=LATER, again=True)
    assert anew.files == len(before)
    assert tree(site) == before

    first, second = two().lists
    changed = two(lists=(first, replace(second, sequence=first.sequence)))
    third = build(changed, INDEX, str(site), now=LATER)
    assert (third.build.number, third.build.day) == (2, date(2020, 10, 20))
    assert third.build.changes[0].lists == (
        ("South", ("Bo Rake", "Ada Spade"), ("Ada Spade", "Bo Rake")),
    )
    assert "South" in (site / "changes.html").read_text("utf-8")


def test_equal_builds_are_equal_byte_by_byte(tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(two(), INDEX, str(tmp_path / name), now=NOW)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_lists_that_may_not_be_seen_yet_are_nowhere_in_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    dates = Dates(published=LATER, closes=CLOSES)
    face = Photograph("Ada Spade", "photographs/ada.jpg", Text((("en", "Spade"),)), b"x")
    early = two(dates=dates, slate="The slate", photographs=(face,))
    built = build(early, INDEX, str(site), now=NOW)
    assert built.build.early
    for path in site.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for name in (b"Spade", b"Rake"):
            assert name not in content, path
    assert not (site / "photographs").exists()
    assert not (site / "lists").exists()
    assert not (site / "lists.json").exists()
    # Other lists, not seen either, must not show by another key.
    first, second = early.lists
    turned = replace(early, lists=(second, first))
    assert build(turned, INDEX, str(site), now=NOW).files == 0

    seen = build(early, INDEX, str(site), now=LATER)
    assert (seen.build.number, seen.build.early) == (2, False)
    assert b"Spade" in (site / "lists" / "north.html").read_bytes()


def test_an_old_address_leads_to_the_regions_it_was_for(tmp_path: Path) -> None:
    site = tmp_path / "site"
    guide = two()
    build(guide, INDEX, str(site), now=NOW)
    both = replace(guide.lists[0], slug="north-and-south", regions=(0, 1))
    together = replace(
        guide, lists=(both,), regions=tuple(replace(region, list=0) for region in guide.regions)
    )
    build(together, INDEX, str(site), now=LATER)
    for folder in (site / "lists", site / "cy" / "lists"):
        assert "north-and-south.html" in (folder / "south.html").read_text("utf-8")
        assert not (folder / "south.pdf").exists()


@pytest.mark.parametrize("partition", [Partition.SURNAME, Partition.BIRTH_MONTH, Partition.CHOICE])
def test_without_places_there_are_no_postcodes(tmp_path: Path, partition: Partition) -> None:
    site = tmp_path / "site"
    build(small(partition), None, str(site), now=NOW)
    assert not {"postcodes.js", "lookup.js", "closing.ics"} & set(tree(site))


def test_a_name_that_posters_cannot_show_is_refused_unless_boxes_are_allowed(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    guide = two(slate="Diggers ⛏")
    lists = (replace(guide.lists[0], sequence=("李明 Lee", "Siân ŵ")), *guide.lists[1:])
    guide = replace(guide, lists=lists)
    with pytest.raises(InputError) as caught:
        build(guide, INDEX, str(site), now=NOW)
    assert str(caught.value) == (
        "posters and cards cannot show `李明 Lee`, for their fonts have no 明, 李 (Han); `Diggers"
        " ⛏`, for their fonts have no ⛏ (signs); put the font Noto Sans SC (for Han) and the font"
        " Noto Emoji (for signs) beside guide.toml and name them there: `fallback_font ="
        ' ["NotoSansSC-Regular.ttf", "NotoEmoji-Regular.ttf"]`, or build with'
        " --allow-missing-letters, which puts a box in place of each letter"
    )
    assert os.listdir(tmp_path) == []
    assert build(guide, INDEX, str(site), now=NOW, boxes=True).missing == ("李明 Lee", "Diggers ⛏")
    assert build(two(), INDEX, str(site), now=LATER).missing == ()


def named(name: str) -> Guide:
    """A guide with this name on its first list."""
    guide = two()
    lists = (replace(guide.lists[0], sequence=(name, "Siân ŵ")), *guide.lists[1:])
    return replace(guide, lists=lists)


def test_a_font_of_the_campaigns_own_has_the_letters(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("one.ttf", "other.ttf"):
        font_file(tmp_path / name, {"李": Bar(), "明": Bar(len(name) * 100)})
    one, other = (fallback.font(name, str(tmp_path)) for name in ("one.ttf", "other.ttf"))
    built = build(named("李明 Lee"), INDEX, str(site), now=NOW, fonts=[one])
    assert built.missing == ()
    posters = [read(path.read_bytes()).text for path in sorted(site.glob("lists/*.pdf"))]
    assert [("P", "1 李明 Lee") in text for text in posters] == [True, False]
    again = build(named("李明 Lee"), INDEX, str(site), now=NOW, fonts=[one])
    assert (again.build.number, again.files) == (1, 0)
    changed = build(named("李明 Lee"), INDEX, str(site), now=NOW, fonts=[other])
    assert (changed.build.number, changed.files > 0) == (2, True)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "Հայկ",
            "`Հայկ`, for their fonts have no Հ, ա, կ, յ (Armenian); put the font Noto Sans Armenian"  # noqa: RUF001
            " (for Armenian) beside guide.toml and name it there: `fallback_font ="
            ' ["NotoSansSC-Regular.ttf", "NotoSansArmenian-Regular.ttf"]`, or build with',
        ),
        (
            "𠮷野 سر",
            "`𠮷野 سر`, for ر, س (Arabic) run from right to left and their fonts have no 野, 𠮷"
            " (Han); write such names in Latin letters, or build with",
        ),
        (
            "x\u0302 क",
            "`x\u0302 क`, for क (Devanagari) change or move with the letters beside them and U+0302"
            " (combining marks) stand over or under another letter; write such names in Latin"
            " letters, or build with",
        ),
    ],
)
def test_what_the_fonts_named_still_lack_is_refused(tmp_path: Path, name: str, said: str) -> None:
    font_file(tmp_path / "NotoSansSC-Regular.ttf", {"李": Bar(), "س": Bar(), "क": Bar()})
    font = fallback.font("NotoSansSC-Regular.ttf", str(tmp_path))
    with pytest.raises(InputError) as caught:
        build(named(name), INDEX, str(tmp_path / "site"), now=NOW, fonts=[font])
    assert str(caught.value) == (
        f"posters and cards cannot show {said} --allow-missing-letters, which puts a box in place"
        " of each letter"
    )


def test_names_that_may_not_be_seen_yet_are_not_in_what_is_refused(tmp_path: Path) -> None:
    guide = two(dates=Dates(published=LATER))
    lists = (replace(guide.lists[0], sequence=("李明", "Siân")), *guide.lists[1:])
    guide = replace(guide, lists=lists)
    assert build(guide, INDEX, str(tmp_path / "site"), now=NOW).missing == ()


def test_words_of_a_language_that_posters_cannot_show_are_refused(tmp_path: Path) -> None:
    english = Path(words.__file__).with_name("en.toml").read_text("utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ur.toml").write_text(
        english.replace('code = "en"', 'code = "ur"').replace('"Find your list"', '"فہرست"'),
        "utf-8",
    )
    guide = two(languages=("en", "ur"))
    with pytest.raises(InputError, match="posters and cards cannot show `فہرست`"):
        build(guide, INDEX, str(tmp_path / "site"), now=NOW, beside=str(tmp_path))


def test_the_open_lists_open_in_a_spreadsheet(tmp_path: Path) -> None:
    guide = two()
    lists = (replace(guide.lists[0], sequence=("=1+1", "@Siân", "-ŵ")), *guide.lists[1:])
    build(replace(guide, lists=lists), INDEX, str(tmp_path / "site"), now=NOW)
    written = (tmp_path / "site" / "lists.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfregion,list,1,")
    assert "'=1+1,'@Siân,'-ŵ".encode() in written


def test_whatever_fails_the_old_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    build(two(), INDEX, str(site), now=NOW)
    before = tree(site)

    def broken(*_: object) -> bytes:
        raise InputError("no ink")

    monkeypatch.setattr("hustings.guide.print.poster.poster", broken)
    with pytest.raises(InputError, match="no ink"):
        build(two(title=Text((("en", "New"),))), INDEX, str(site), now=LATER)
    assert tree(site) == before
    assert os.listdir(tmp_path) == ["site"]


def test_a_build_json_that_is_broken_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for content in (b"{}", b"\xff\xfe", b""):
        (site / "build.json").write_bytes(content)
        with pytest.raises(InputError, match="this was not written by a build of a guide"):
            build(two(), INDEX, str(site), now=NOW)


def test_a_further_language_is_one_file(tmp_path: Path) -> None:
    from importlib.resources import files

    english = (files("hustings.guide") / "words" / "en.toml").read_text(encoding="utf-8")
    words = tmp_path / "words"
    words.mkdir()
    third = english.replace('code = "en"', 'code = "gd"').replace("Show my list", "Seall mo liosta")
    (words / "gd.toml").write_text(third, encoding="utf-8")
    site = tmp_path / "site"
    guide = two(languages=("en", "gd"))
    build(guide, INDEX, str(site), now=NOW, beside=str(tmp_path))
    assert "Seall mo liosta" in (site / "gd" / "index.html").read_text("utf-8")
    # A word put right in that file is a change.
    (words / "gd.toml").write_text(third.replace("Seall mo", "Seall am"), encoding="utf-8")
    assert build(guide, INDEX, str(site), now=LATER, beside=str(tmp_path)).build.number == 2
