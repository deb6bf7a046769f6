"""Writes docs/images/campaign-*.svg: the drawings of the tutorial for campaigns.

    .venv/bin/python docs/make_images.py                    # search, count, write
    .venv/bin/python docs/make_images.py --check PLAN       # say whether they are up to date

Knows where the drawings lie and how the tutorial's commands make them. PLAN is what the tutorial's
search writes; without it the search is done here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from hustings.planning.plan.model import Plan, natural_alternatives
from hustings.planning.plan.read import read as read_plans
from hustings.planning.scenario.file import parse
from hustings.planning.scenario.model import Scenario
from hustings.planning.scenario.template import template
from hustings.planning.search.search import search
from hustings.planning.search.size import sizes
from hustings.planning.trials.evaluate import evaluate
from hustings.planning.trials.explain import explain
from hustings.planning.trials.following import following
from hustings.report.plan.blocks import Drawn
from hustings.report.plan.charts import standalone
from hustings.report.plan.content.content import content

DOCS = Path(__file__).parent
PAGE = DOCS / "tutorial-campaign.md"
IMAGES = DOCS / "images"
# As the commands of the tutorial have it; explaining takes no more than 200.
DRAWS = 500
FEWER = 200
CURVES = 100


def scenario_text() -> str:
    """The scenario of the tutorial: the one to start from, and the lines that the page adds."""
    added = re.findall(r"^```toml\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)
    return "\n".join([template(), *added])


def drawings(scenario: Scenario, plan: Plan) -> dict[str, str]:
    """File names and drawings."""
    report = content(
        scenario,
        evaluate(scenario, [plan], draws=DRAWS),
        plan.name,
        explain(scenario, plan, draws=FEWER),
        sizes(scenario, draws=DRAWS),
        following(scenario, [plan, *natural_alternatives(scenario)], draws=CURVES),
    )
    drawn = {
        f"{block.drawing.name.replace('chart', 'campaign')}.svg": standalone(block.drawing)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Drawn)
    }
    shown = PAGE.read_text("utf-8")
    return {name: text for name, text in drawn.items() if f"(images/{name})" in shown}


def main(arguments: list[str]) -> int:
    """Write the drawings, or with --check compare them; 1 when one is out of date."""
    scenario = parse(scenario_text(), source=PAGE.name)
    files = [argument for argument in arguments if argument != "--check"]
    plan = read_plans(files[0], scenario)[0] if files else search(scenario, draws=DRAWS).plan
    stale = []
    for name, text in drawings(scenario, plan).items():
        path = IMAGES / name
        if "--check" in arguments:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(name)
        else:
            IMAGES.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    if stale:
        print(f"out of date: {', '.join(stale)}; run python docs/make_images.py")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
