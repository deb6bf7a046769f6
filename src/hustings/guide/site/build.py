"""Building a site: every file of it, in order, and the folder it goes into.

Knows which parts a site has. Pages, posters, cards, lists and headers have modules of their own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from hustings import __version__
from hustings.guide import hosting, words
from hustings.guide.model import Build, Guide, Partition, PublishedSequence
from hustings.guide.pages import site as pages
from hustings.guide.postcodes import file as index_file
from hustings.guide.postcodes.index import Index
from hustings.guide.site import history, listings, publish

if TYPE_CHECKING:
    from hustings.report.print.fallback import Font
    from hustings.report.print.lettering import Letters

# What the offline store keeps from the first visit on: pages and what they need, no pictures but
# photographs of candidates, and these only where they are so many bytes together at most.
_KEPT = (".html", ".css", ".js", ".json", ".csv")
MOST_FACES = 200_000

Note = Callable[[int, int], object]
"""Called with how many files are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build.

    Attributes:
        build: number, day, changes.
        files: how many, and `size` in bytes; 0 where nothing had changed and nothing was written.
        missing: names and texts with letters that posters and cards cannot show.
    """

    build: Build
    files: int
    size: int
    missing: tuple[str, ...] = ()


def build(
    guide: Guide,
    index: Index | None,
    folder: str,
    *,
    now: datetime,
    beside: str = "",
    again: bool = False,
    fonts: Sequence[Font] = (),
    boxes: bool = False,
    note: Note = lambda done, of: None,
) -> Built:
    """Build a site into `folder`, which is replaced when everything is ready.

    Args:
        index: of postcodes; None where the regions are not places.
        now: the day of the build, and whether the lists may be seen yet.
        beside: folder with further language files.
        again: write the files even where nothing has changed.
        fonts: for letters on posters and cards that their own font lacks.
        boxes: whether posters and cards may have a box for each letter that no font has.

    Raises:
        InputError: the folder is not to be replaced, a language file is wrong, a name has letters
            that posters cannot show, or the site cannot be written. What was there is as it was.
    """
    from hustings.guide.print import texts
    from hustings.report.print import fallback

    publish.check(folder, history.NAME)
    earlier = earlier_of(folder)
    early = guide.dates.published is not None and now < guide.dates.published
    printed = texts.printed(guide, beside, early=early)
    letters = fallback.letters(fonts, printed)
    missing = {text: lack for text in printed if (lack := letters.missing([text]))}
    if missing and not boxes:
        raise texts.refusal(missing, [font.name for font in fonts])
    key = _key(guide, index, beside, letters, early=early)
    this = history.build_of(guide, earlier, key, day=now.date(), early=early)
    if this.number == earlier.number and not again:
        return Built(this, 0, 0)
    made: dict[str, bytes] = {}
    parts = list(_parts(guide, this, index, beside, letters))
    for done, part in enumerate(parts):
        note(done, len(parts))
        made.update(part())
    faces = [one.path for one in guide.photographs if not early]
    made[hosting.WORKER] = hosting.worker(key, kept(made, faces)).encode()
    names = sorted([*made, history.NAME])
    made[history.NAME] = history.written(guide, this, earlier, key, names).encode()
    publish.replace(folder, made, before=earlier.files)
    note(len(parts), len(parts))
    size = sum(len(content) for content in made.values())
    return Built(this, len(made), size, tuple(missing))


def earlier_of(folder: str) -> history.Earlier:
    """What is known of the site in `folder`; nothing where there is none.

    Raises:
        InputError: its build.json is not ours.
    """
    path = os.path.join(folder, history.NAME)
    try:
        with open(path, encoding="utf-8") as file:
            return history.parse(file.read(), path)
    except FileNotFoundError:
        return history.Earlier()
    except UnicodeDecodeError:
        return history.parse("", path)


def kept(made: Mapping[str, bytes], faces: Sequence[str] = ()) -> list[str]:
    """The paths that a device keeps from the first visit on.

    Args:
        faces: paths of photographs, kept all or none.
    """
    kept = [p for p in made if p.endswith(_KEPT) and p not in (history.NAME, "404.html")]
    if sum(len(made[path]) for path in faces) <= MOST_FACES:
        kept += faces
    return ["./", *sorted(kept)]


Part = Callable[[], dict[str, bytes]]


def _parts(
    guide: Guide, this: Build, index: Index | None, beside: str, letters: Letters
) -> Iterator[Part]:
    """The work of a build in pieces, each giving some files."""

    def texts() -> dict[str, bytes]:
        rendered = pages.render(guide, this, index, beside=beside)
        return {path: text.encode() for path, text in rendered}

    yield texts
    yield lambda: _plain(guide, this, index)
    for language in guide.languages:
        # A loop's names are bound late: each piece keeps its own.
        yield lambda language=language: _site(guide, this, language, beside, letters)  # type: ignore[misc]
        if not this.early:
            for order in guide.lists:
                yield lambda language=language, order=order: _list(  # type: ignore[misc]
                    guide, this, order, language, beside, letters
                )


def _plain(guide: Guide, this: Build, index: Index | None) -> dict[str, bytes]:
    """What has no language."""
    made = {
        "_headers": hosting.netlify().encode(),
        ".htaccess": hosting.apache(guide.address).encode(),
        ".nojekyll": b"",  # so that GitHub Pages serves the folder as it is
    }
    if not this.early:
        # Spreadsheets take a file for UTF-8, with accents, only where it begins so.
        made["lists.csv"] = listings.as_csv(guide).encode("utf-8-sig")
        made["lists.json"] = listings.as_json(guide, this).encode()
        made |= {one.path: one.content for one in guide.photographs}
    if index is not None and guide.partition is Partition.PLACE:
        made["postcodes.js"] = index_file.script(index).encode()
    return made


def _site(
    guide: Guide, this: Build, language: str, beside: str, letters: Letters
) -> dict[str, bytes]:
    """What a language has once: its card, its reminder."""
    from hustings.guide.print import card
    from hustings.guide.site import reminder

    spoken = words.load(language, beside)
    at = place(guide, language)
    made = {f"{at}card.png": card.card(guide, None, language, spoken, letters)}
    if guide.dates.closes is not None:
        made[f"{at}closing.ics"] = reminder.calendar(guide, this, spoken)
    return made


def _list(
    guide: Guide,
    this: Build,
    order: PublishedSequence,
    language: str,
    beside: str,
    letters: Letters,
) -> dict[str, bytes]:
    """Poster and card of a list."""
    from hustings.guide.print import card, poster

    spoken = words.load(language, beside)
    at = f"{place(guide, language)}lists/{order.slug}"
    return {
        f"{at}.pdf": poster.poster(guide, this, order, language, spoken, letters),
        f"{at}.png": card.card(guide, order, language, spoken, letters),
    }


def place(guide: Guide, language: str) -> str:
    """The folder of a language, "" for the first."""
    return "" if language == guide.languages[0] else f"{language}/"


def _key(guide: Guide, index: Index | None, beside: str, letters: Letters, *, early: bool) -> str:
    """What makes builds different: what is said, in which words and letters, by which templates.

    Lists that may not be seen yet have no part in it, for the key stands in the site.
    """
    published = replace(guide, lists=(), regions=(), photographs=()) if early else guide
    digest = hashlib.sha256(f"{__version__}\n{published!r}\n{early}\n".encode())
    if index is not None:
        digest.update(index_file.script(index).encode())
    for bold in (False, True):
        for face in letters.faces(bold=bold):
            digest.update(face.content)
    for package in ("hustings.guide", "hustings.report"):
        for name, content in sorted(_own(package_files(package), "")):
            digest.update(f"{name} {len(content)}\n".encode() + content)
    further = os.path.join(beside, "words")
    for name in sorted(os.listdir(further)) if beside and os.path.isdir(further) else ():
        if name.endswith(".toml"):
            with open(os.path.join(further, name), "rb") as file:
                digest.update(name.encode() + file.read())
    return digest.hexdigest()


def _own(at: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """A package's own files, by path."""
    for entry in at.iterdir():
        name = f"{path}{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _own(entry, f"{name}/")
        elif not name.endswith(".pyc"):
            yield name, entry.read_bytes()
