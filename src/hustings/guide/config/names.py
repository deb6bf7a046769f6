"""The names in a plan: what one may look like, and that all lists name the same people.

Knows slips of the pen. Must not know how a plan is laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.inputs.entry import MAX_TEXT, nearest
from hustings.inputs.text import has_control, shown

if TYPE_CHECKING:
    from hustings.guide.config.plan import Listed
    from hustings.inputs.config_files import Document


def check_word(document: Document, word: str, called: str, *path: str | int) -> None:
    """Refuse a name that cannot stand on a page as it is."""
    if not word.strip():
        raise document.fault(f"{called} is empty", *path)
    if has_control(word):
        raise document.fault(f"{called} holds a line break or a control character", *path)
    if len(word) > MAX_TEXT:
        raise document.fault(
            f"{called} has {len(word)} letters", *path, remedy=f"use at most {MAX_TEXT}"
        )
    if word != word.strip():
        raise document.fault(
            f"{called} begins or ends with a space: {shown(word)}", *path, remedy="take it out"
        )


def check_team(
    document: Document,
    regions: Sequence[str],
    lists: Sequence[Listed],
    team: Sequence[str],
    *,
    some: bool,
) -> None:
    """Refuse lists that name others than the slate, or leave some of it out."""
    # How many regions are asked for a name: the right one of two spellings has more.
    asked: dict[str, int] = {}
    for one in lists:
        for name in one.sequence:
            asked[name] = asked.get(name, 0) + len(one.regions)
    for one in reversed(lists):
        called = f"the list for {regions[one.regions[0]]}"
        left_out = [name for name in team or asked if name not in one.sequence]
        for place, name in enumerate(one.sequence):
            at = (*one.at, place)
            if team and name not in team:
                raise document.fault(
                    f"{called} names {shown(name)}, who is not of the slate",
                    *at,
                    remedy=nearest(name, team, what="its candidates are"),
                )
            if some or team or len(lists) < 2 or asked[name] > len(one.regions):
                continue
            likely = [other for other in left_out if asked[other] >= asked[name]]
            near = nearest(name, likely)
            if not near.startswith("did you mean"):
                near = "add the name to the others, or say `incomplete_lists = true` in guide.toml"
                if 2 * asked[name] > len(regions):
                    continue  # those that leave it out are the few
            raise document.fault(
                f"{called} names {shown(name)}, whom no other list names", *at, remedy=near
            )
    for one in lists:
        left_out = [name for name in team or asked if name not in one.sequence]
        if left_out and not some:
            raise document.fault(
                f"the list for {regions[one.regions[0]]} leaves out {left_out[0]}",
                *one.at,
                remedy="add the name, or say `incomplete_lists = true` in guide.toml",
            )
