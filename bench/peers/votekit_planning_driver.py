"""VoteKit draws an electorate by its slate Plackett-Luce model and counts it with `FastSTV`.

    python bench/peers/votekit_planning_driver.py SLATES_JSON

Its voters turn from slate to slate with the same chances at every place of the ballot, and rank
every candidate: the model has no lengths of ballots, no regions and no followers.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from votekit.ballot_generator import BlocSlateConfig, slate_pl_profile_generator
from votekit.elections import FastSTV


def main() -> None:
    """Draw, count, and print what it took."""
    model = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    slates = list(model["shares"])
    start = perf_counter()
    config = BlocSlateConfig(
        n_voters=model["voters"],
        slate_to_candidates={slate: list(model["appeal"][slate]) for slate in slates},
        bloc_proportions=model["shares"],
        cohesion_mapping=model["turns"],
        preference_mapping={bloc: model["appeal"] for bloc in slates},
        silent=True,
    )
    profile = slate_pl_profile_generator(config, rng_seed=1)
    drawn = perf_counter()
    election = FastSTV(
        profile, n_seats=model["seats"], simultaneous=False, tiebreak="random", rng_seed=1
    )
    elected = [str(name) for tied in election.get_elected() for name in sorted(tied)]
    answer = {
        "peer": "votekit",
        "version": version("votekit"),
        "draw_seconds": drawn - start,
        "count_seconds": perf_counter() - drawn,
        "papers": float(profile.total_ballot_wt),
        "distinct": int(profile.num_ballots),
        "elected": elected,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
