"""A small guide.toml, the plan it goes with and three areas, for the tests of reading them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hustings.guide.config.file import Loaded, load
from hustings.guide.postcodes.index import Area, Constituency, Index

AREAS = (
    Area("Coast", "Coast", "Coast", "England"),
    Area("Hills", "Hills", "Hills", "Wales"),
    Area("Isles", "Isles", "Isles", "Scotland"),
)
INDEX = Index(
    AREAS,
    (("C1", 0), ("H1", 1), ("I1", 2)),
    (),
    "made up",
    "",
    "nobody's",
    (
        (2010, (Constituency("Harbour", "", 0), Constituency("Moor", "Rhos", 1))),
        (2024, (Constituency("Harbour and Moor", "", 0), Constituency("Skerries", "", 2))),
    ),
)
PLAN: dict[str, Any] = {
    "format": "hustings-plan/1",
    "plans": [
        {
            "name": "ours",
            "sequences": {
                "Coast": ["Ann Archer", "Bea Bell", "Cat Cole"],
                "Hills": ["Bea Bell", "Cat Cole", "Ann Archer"],
                "Isles and abroad": ["Ann Archer", "Bea Bell", "Cat Cole"],
            },
        },
        {
            "name": "one order for all",
            "sequences": {
                "Coast": ["Ann Archer", "Bea Bell", "Cat Cole"],
                "Hills": ["Ann Archer", "Bea Bell", "Cat Cole"],
                "Isles and abroad": ["Ann Archer", "Bea Bell", "Cat Cole"],
            },
        },
    ],
}

# Lines are counted in the tests: keep them where they are.
CONFIG = """\
title = { en = "Who to vote for", cy = "Dros bwy i bleidleisio" }
slate = "Ours"
organisation = "Friends of Ours"
imprint = "Ann Archer, 1 High Street"
address = "https://example.org/ours"
short = "example.org/ours"
languages = ["en", "cy"]
plan = "plan.json"
plan_name = "ours"
incomplete_lists = false
partition = "place"
constituencies = 2010
visits = "totals"

[dates]
published = 2021-03-01
opens = 2021-03-08T09:00:00
closes = 2021-04-01T12:00:00

[texts]
intro = "Please follow the list."
about = { en = "Why there are two.", cy = "Pam y mae dwy." }
member_note = "Your local party counts."

[regions."Coast"]
title = "The Coast"
areas = ["Coast"]
why = "Ann is from here."

[regions."Hills"]
areas = ["Hills"]

[home]
"Bea Bell" = "Hills"

[routes]
jersey = "Coast"
forces = { note = "Ask us." }

[local_parties]
"Moor" = "Coast"

[[contests]]
title = "Treasurer"
who = "All members."
seats = 1
recommended = ["Dan Drew"]
ordered = true
by = "The branch"
note = "Unopposed."

[[contests.endorsements]]
by = "A friend"
words = "Good with money."
address = "https://example.org/friend"

[[endorsements]]
by = "The union"
address = "mailto:union@example.org"

[[links]]
title = "How to vote"
address = "https://example.org/how"
"""


def plan(**changed: object) -> str:
    """The plan as JSON, with other keys in its first plan."""
    first = {**PLAN["plans"][0], **changed}
    return json.dumps({**PLAN, "plans": [first, PLAN["plans"][1]]}, indent=1)


def load_in(folder: Path, config: str = CONFIG, plan_text: str | None = None) -> Loaded:
    """What is read from files of these texts in `folder`."""
    (folder / "guide.toml").write_bytes(config.encode("utf-8", "surrogatepass"))
    text = plan() if plan_text is None else plan_text
    (folder / "plan.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    return load(str(folder / "guide.toml"), index=INDEX, known=("cy", "en"))
