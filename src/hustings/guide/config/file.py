"""guide.toml: everything a campaign says of its guide, joined with the plan.

Knows in which order the file is read. Must not know what it becomes on a page; which keys there are
stands in `keys`, and the tables with much in them have modules of their own beside this.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hustings.errors import InputError
from hustings.guide.config import contests as config_contests
from hustings.guide.config import regions as config_regions
from hustings.guide.config import routes as config_routes
from hustings.guide.config.colour import palette
from hustings.guide.config.dates import dates
from hustings.guide.config.keys import GUIDE
from hustings.guide.config.photographs import photographs
from hustings.guide.config.texts import (
    Languages,
    ballot,
    languages,
    paragraphs,
    short_address,
    site_address,
    text,
)
from hustings.guide.model import Guide, Partition, Text
from hustings.inputs.entry import Entry
from hustings.inputs.text import STANDARD, read_text, shown
from hustings.inputs.toml import toml
from hustings.planning.plan.published import Published, read

if TYPE_CHECKING:
    from hustings.guide.postcodes.index import Index
    from hustings.report.print.fallback import Font


@dataclass(frozen=True, slots=True)
class Loaded:
    """A guide, and what a build of it needs to know beside.

    Attributes:
        guide: everything a site is made from.
        remarks: what the campaign should know and is not wrong, a clause each.
        index: of postcodes; None where the regions are no places.
        postcodes: path of the file of postcodes; empty for our own.
        config, plan: paths of the two files.
        folder: of the config; its `words` may hold further languages.
        fonts: for letters on posters and cards that their own font lacks.
    """

    guide: Guide
    remarks: tuple[str, ...]
    index: Index | None
    postcodes: str
    config: str
    plan: str
    folder: str
    fonts: tuple[Font, ...] = ()


def load(
    path: str,
    plan_path: str | None = None,
    *,
    plan_name: str | None = None,
    postcodes: str | None = None,
    index: Index | None = None,
    known: Collection[str] | None = None,
) -> Loaded:
    """The guide of a config and its plan.

    Args:
        plan_path: of the plan, instead of the one that the config names.
        plan_name: which plan of the file, instead of the one that the config names.
        postcodes: path of a file of postcodes, instead of the one that the config names.
        index: of postcodes, instead of any file.
        known: codes of the languages there are words for; None to look for their files.

    Raises:
        InputError: the first mistake, with its file and line.
    """
    folder = os.path.dirname(path) or os.curdir
    if path != STANDARD and not os.path.lexists(path):
        raise InputError(
            "there is no such file", remedy=f"`hustings guide new -o {path}` makes one", source=path
        )
    root = toml(read_text(path), path, GUIDE)
    spoken = languages(root, _known(folder) if known is None else known, folder)
    plan_path, planned = _plan(root, folder, plan_path, plan_name)
    remarks = _remarks(planned, root, plan_name)
    split = config_regions.partition(root, planned)
    file = ""
    if split is Partition.PLACE:
        file = _postcodes_path(root, folder, postcodes)
        index = index or _index(root, file, named=not postcodes)
    else:
        index = None
        config_routes.refuse(root)
    fonts = _fonts(root, folder)
    guide = _guide(root, planned, split, index, spoken, remarks, folder)
    remarks.extend(_gaps(spoken))
    return Loaded(guide, tuple(remarks), index, file, path, plan_path, folder, fonts)


def _guide(
    root: Entry,
    planned: Published,
    split: Partition,
    index: Index | None,
    spoken: Languages,
    remarks: list[str],
    folder: str,
) -> Guide:
    title = text(root, "title", spoken)
    slate = root.text("slate", default=planned.slate or None)
    organisation = root.text("organisation", remedy="say who publishes the guide")
    imprint = paragraphs(root, "imprint", spoken)
    address = site_address(root, "address")
    if not address:
        remarks.append("without `address` posters have no QR code, and shared links no picture")
    said = root.table("texts")
    regions, lists = config_regions.regions(root, planned, split, index, spoken)
    place = split is Partition.PLACE and index is not None
    return Guide(
        title=title,
        slate=slate,
        organisation=organisation,
        languages=spoken.codes,
        partition=split,
        regions=regions,
        lists=lists,
        palette=palette(root),
        part=config_regions.part(root, spoken),
        later=_later(said, spoken),
        imprint=imprint,
        address=address,
        short=short_address(root, "short"),
        dates=dates(root, remarks),
        intro=paragraphs(said, "intro", spoken),
        about=paragraphs(said, "about", spoken),
        member_note=paragraphs(said, "member_note", spoken),
        routes=config_routes.routes(root, regions, spoken) if place else (),
        constituencies=config_routes.constituencies(root, regions, index, remarks)
        if place and index is not None
        else (),
        contests=config_contests.contests(root, spoken),
        endorsements=config_contests.endorsements(root, spoken),
        links=config_contests.links(root, spoken),
        provenance=planned.provenance,
        photographs=photographs(root, folder, lists, spoken),
        ballot=ballot(root),
        visits=root.choice("visits"),
    )


def _later(said: Entry, spoken: Languages) -> Text | None:
    """What is said below every list; empty for the site's own words, None for nothing."""
    value = said.values.get("later")
    if value is True:
        raise said.fault(
            "`later` is true",
            "later",
            remedy="write the words, or false for none; without it the site says its own",
        )
    return None if value is False else text(said, "later", spoken)


def _known(folder: str) -> tuple[str, ...]:
    """Codes of the languages there are words for."""
    from hustings.guide import words

    return words.languages(folder)


def _plan(
    root: Entry, folder: str, plan_path: str | None, plan_name: str | None
) -> tuple[str, Published]:
    """The plan and its path."""
    given = root.text("plan", default="plan.json" if plan_path else None, remedy=_NO_PLAN)
    said = root.text("plan_name") if "plan_name" in root else None

    def unread(what: str) -> InputError:
        return root.fault(what, "plan", remedy="name a file, as seen from this one's folder")

    def unknown(what: str) -> InputError:
        return root.fault(what, "plan_name")

    path = plan_path or os.path.join(folder, given)
    return path, read(
        path,
        said if plan_name is None else plan_name,
        some=root.flag("incomplete_lists"),
        unread=None if plan_path else unread,
        unknown=unknown if plan_name is None else None,
    )


_NO_PLAN = 'add `plan = "plan.json"`, or name the plan in the call'


def _postcodes_path(root: Entry, folder: str, postcodes: str | None) -> str:
    """The path of the file of postcodes; empty for our own."""
    named = os.path.join(folder, root.text("postcodes")) if "postcodes" in root else ""
    return postcodes or named


def _index(root: Entry, path: str, *, named: bool) -> Index:
    """The index of postcodes.

    Args:
        named: whether it is the config that names the file.
    """
    from hustings.guide.postcodes import file as index_file
    from hustings.guide.postcodes.file import bundled

    if not path:
        return bundled()
    try:
        return index_file.load(path)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        if named:
            raise root.fault(
                f"`postcodes` {what}",
                "postcodes",
                remedy="name a file that `hustings guide postcodes import` has written",
            ) from None
        raise InputError(f"this {what}", source=path) from None


def _fonts(root: Entry, folder: str) -> tuple[Font, ...]:
    """The fonts of `fallback_font`, one file or a list of them."""
    key = "fallback_font"
    if key not in root:
        return ()
    from hustings.report.print import fallback

    several = isinstance(root.values[key], list)
    names = root.texts(key, "font") if several else (root.text(key),)
    found = []
    for place, name in enumerate(names):
        try:
            found.append(fallback.font(name, folder))
        except fallback.Unusable as error:
            at = (key, place) if several else (key,)
            raise root.fault(
                f"{shown(name)} is not a font for posters and cards: {error.what}",
                *at,
                remedy=error.remedy,
            ) from None
    return tuple(found)


# -- remarks ---------------------------------------------------------------------------------------


def _remarks(planned: Published, root: Entry, plan_name: str | None) -> list[str]:
    """What should be known of the plan."""
    if len(planned.plans) > 1 and plan_name is None and "plan_name" not in root:
        return [
            f"of {len(planned.plans)} plans in the file the first is taken, {shown(planned.name)};"
            " `plan_name` chooses another"
        ]
    return []


def _gaps(spoken: Languages) -> list[str]:
    """Which texts are missing in which language."""
    found = []
    for code in spoken.codes:
        called = [
            f"{name} (line {line})" if line else name
            for name, line, missing in spoken.gaps
            if missing == code
        ]
        if called:
            found.append(
                f"not in {shown(code)}, and shown in another language there: {', '.join(called)}"
            )
    return found
