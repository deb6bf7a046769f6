"""The demonstration ends: the plan becomes a finder, a site that turns a postcode into a list.

Knows the order of things and where the site goes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.util import find_spec

from hustings.commands.guide.needs import NEEDED, moment
from hustings.demo.plan import NAME as PLAN
from hustings.demo.plan import example

NAME = "nec2020-guide"
EXAMPLE = os.path.join("nec2020", "guide.toml")
# The demonstration is the same on every day: the last day on which the ballots could be sent in.
DAY = "2020-11-11"

HEAD = (
    "5. Published: a finder for members, from postcode to list",
    "",
    "   A folder of static files for any web host. The lookup runs on the member's own",
    "   device: no postcode leaves it.",
    "",
)


def run(out: str, echo: Callable[[str], object]) -> str:
    """Build the site from the plan in the folder `out`; the site's folder, empty if there is none.

    Without the packages that a guide needs, say so and do nothing.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        echo(
            f"5. Publishing the lists needs {', '.join(missing)}:"
            " pip install hustings[guide], then run the demonstration again."
        )
        return ""
    from hustings.guide.config.file import load
    from hustings.guide.site.build import build

    for line in HEAD:
        echo(line)
    folder = os.path.join(out, NAME)
    loaded = load(example(EXAMPLE), os.path.join(out, f"{PLAN}.json"))
    built = build(
        loaded.guide, loaded.index, folder, now=moment(DAY), beside=loaded.folder, again=True
    )
    lists, regions = len(loaded.guide.lists), len(loaded.guide.regions)
    echo(
        f"   {lists} lists for {regions} areas in {len(loaded.guide.languages)} languages:"
        f" {built.files} files, {built.size / 1e6:.1f} MB"
    )
    echo("")
    echo(f"Written to {folder}:")
    echo("   index.html (the finder: open it in a browser)")
    echo("   lists/ (a page, a poster and a card for each list)")
    return folder


def serve(folder: str, echo: Callable[[str], object]) -> None:
    """Serve the site on this machine until interrupted."""
    from contextlib import suppress

    from hustings.guide.site.serve import server

    with server(folder) as serving:
        host, port = serving.server_address[:2]
        echo("")
        echo(f"The finder is at http://{host!s}:{port}/ (try SW1A 1AA, or TD15). Stop with Ctrl-C.")
        if sys.stdout is not None:
            sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            serving.serve_forever()
