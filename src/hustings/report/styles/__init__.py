"""How result pages, reports and drawings look: style sheets as `.css` files.

Knows where they are and in which order they go together.

* `colours`: on screens light and dark; `page`: elements and classes; `drawings`: what every drawing
  is made of; `media`: telephones and A4. Together they are a result page's.
* `vote`: after those, of the form that asks where a vote went.
* `embed`: after `colours`, of the results in a frame.
* `marks`: of the charts of a plan; `plan`: its report's own classes, after those of a result page.
* `ask`: verdicts and figures of sayings.
* `nominations`: colours of slates, and what else a page of nominations has of its own.
"""

from __future__ import annotations

import os
from functools import cache

PAGE = ("colours", "page", "drawings", "media")


@cache
def style(*names: str) -> str:
    """The style sheets of these names, one after the other."""
    folder = os.path.dirname(__file__)
    sheets = []
    for name in names:
        with open(os.path.join(folder, f"{name}.css"), encoding="utf-8") as file:
            sheets.append(file.read())
    return "".join(sheets)
