"""`hustings guide build`: a site from a plan.

Knows how a call becomes a site and what to say of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hustings.commands.guide.needs import NEEDED, moment
from hustings.commands.shell.packages import check
from hustings.commands.shell.progress import Line
from hustings.commands.shell.streams import Output, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hustings.guide.model import Guide
    from hustings.guide.site.build import Built


class Call(NamedTuple):
    """What the command is called with; None where nothing is given."""

    plan: str | None
    config: str
    output: str
    name: str | None = None
    date: str | None = None
    postcodes: str | None = None
    again: bool = False
    boxes: bool = False
    quiet: bool = False


def run(call: Call) -> int:
    """Build the site; the exit status."""
    check("the guide", "guide", *NEEDED)
    now = moment(call.date)
    from hustings.guide.config.file import load
    from hustings.guide.site.build import build
    from hustings.inputs.text import shown

    loaded = load(call.config, call.plan, plan_name=call.name, postcodes=call.postcodes)
    line = Line(quiet=call.quiet)

    def note(done: int, of: int) -> None:
        if line.due:
            line.show(f"building: {done} of {of} parts")

    try:
        built = build(
            loaded.guide,
            loaded.index,
            call.output,
            now=now,
            beside=loaded.folder,
            again=call.again,
            fonts=loaded.fonts,
            boxes=call.boxes,
            note=note,
        )
    finally:
        line.clear()
    remarks = loaded.remarks
    if built.missing:
        names = ", ".join(map(shown, built.missing))
        remarks += (f"posters and cards have boxes for letters that they cannot show: {names}",)
    if built.build.early:
        remarks += tuple(early(loaded.guide))
    if not call.quiet:
        for remark in remarks:
            say(f"hustings: note: {remark}")
    with Output(None) as out:
        for text in summary(built, call.output):
            out.write(f"{text}\n")
    return 0


def early(guide: Guide) -> Iterator[str]:
    """Which texts name candidates before the lists may be seen."""
    from hustings.guide.site.leaks import leaks
    from hustings.inputs.text import shown

    for leak in leaks(guide):
        said = f"says {shown(leak.word)}, as in" if leak.word else "names"
        yield (
            f"the lists are not to be seen yet, but `{leak.text}` {said} {shown(leak.name)}: every"
            " page of the site is public; take the name out until then"
        )


def summary(built: Built, folder: str) -> list[str]:
    """What came of it, for people."""
    this = built.build
    if not built.files:
        return [f"{folder}: nothing has changed since build {this.number} of {this.day}."]
    size = f"{built.size / 1e6:.1f} MB"
    lines = [f"{folder}: build {this.number} of {this.day}, {built.files} files, {size}."]
    if this.early:
        lines.append(
            "The lists are not in it: they are to be shown later. Build again on or after that day."
        )
    elif this.changes and this.changes[0].number == this.number and not this.changes[0].first:
        regions = ", ".join(region for region, _, _ in this.changes[0].lists)
        lines.append(f"Changed lists: {regions}.")
    lines.append(f"Look at it: hustings guide serve {folder}")
    return lines
