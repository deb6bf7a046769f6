"""Compiling the kernels once, after an installation: `python -m hustings.commands.warm`.

Knows which parts are compiled. Numba keeps the machine code beside the modules, so that no count
has to wait for it.
"""

from __future__ import annotations


def warm() -> None:
    """Compile every kernel, or load it from Numba's cache, on an election of a few papers."""
    from hustings.counting.fast import gregory as fast
    from hustings.counting.fast import meek as meek_fast
    from hustings.election.formats.fast.scan import pack_rankings, scan_blt, scan_scottish_csv
    from hustings.election.packed import pack
    from hustings.election.profile import Profile

    fast.warm()
    meek_fast.warm()
    packed = pack(Profile.gather([((0, 1), 1), ((1,), 1)]))
    pack_rankings(packed.starts, packed.entries, packed.papers)
    scan_blt(b'2 1\n1 1 2 0\n1 2 0\n0\n"A"\n"B"\n"warm-up"\n')
    scan_scottish_csv(b'2,1,\n1,1,2,\n1,2,\n"Candidate 1","A","",\n"Candidate 2","B","",\n"C"\n')
    _warm_planning()


def _warm_planning() -> None:
    """Draw an electorate and count it under a few plans, and under many: these go another way."""
    from hustings.planning.plan.model import natural_alternatives
    from hustings.planning.scenario.file import parse
    from hustings.planning.scenario.template import template
    from hustings.planning.trials.simulate import simulate

    scenario = parse(template())
    plans = natural_alternatives(scenario)
    for several in (plans, plans * 3):
        simulate(scenario, several, (0,), cores=1)


if __name__ == "__main__":
    warm()
