"""The elections that the reports are shown on, and a way to compare a report with a stored one.

Knows ballots and the folder of golden files. Must not know what a report looks like.

`HUSTINGS_GOLDEN=write pytest tests/report` writes the golden files anew; look at the difference
before keeping it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.lots import BY_OFFICER, NO_LOTS, Lots, seeded
from hustings.counting.record import CountRecord
from hustings.election.model import Election, make_election
from hustings.election.profile import Profile, ranking_of
from report.stored import check_stored

GOLDEN = Path(__file__).parent / "golden"

# The model election of "How to conduct an election by the single transferable vote", third edition
# (Electoral Reform Society, 1997): 753 papers, 6 places. One line a ranking: papers, then
# candidates by their number on the ballot paper. The rankings are those that
# yingtongli.me/blog/2021/01/04/ers97.html derives from the booklet's sheets.
MODEL_NAMES = (
    *("Smith", "Carpenter", "Wright", "Glazier", "Duke", "Prince"),
    *("Baron", "Abbot", "Vicar", "Monk", "Freeman"),
)
MODEL_BALLOTS = """
35 1 2
3 1 3 9
11 1 3 6
5 1 3 7
6 1 3 8
20 1 4
7 1 4 9
4 1 4 11
8 1 5
4 1 8
1 1 10 5 7
1 1 10 9
18 1 11
11 1
81 2
23 3 1 2
2 3 1 2 7
1 3 1 2 8
1 3 1
3 4 1 3 7
1 4 8
11 4 5 6
3 4 2
5 4 2 11
1 4 3
105 5
91 6
64 7
5 8
42 8 9
12 8 7
55 9
2 10 5
5 10 8
14 10 9
2 10 1 11
90 11
"""


def ballots(lines: str) -> Iterable[tuple[tuple[int, ...], int]]:
    """Rankings and papers from lines such as `12 3 1=4 - 2`: `=` joins equals, `-` is a gap."""
    for line in lines.split("\n"):
        if line.strip():
            papers, *marks = line.split()
            ranks = [[] if m == "-" else [int(c) - 1 for c in m.split("=")] for m in marks]
            yield ranking_of(ranks), int(papers)


def counted(
    election: Election, profile: Profile, rules: str, *, lots: Lots = NO_LOTS
) -> CountRecord:
    """A count by the reference engine."""
    return count(election, profile, find(rules), lots=lots, engine="reference")


def model(rules: str) -> CountRecord:
    """The model election."""
    election = make_election("ERS97 model election", 6, MODEL_NAMES)
    return counted(election, Profile.gather(ballots(MODEL_BALLOTS)), rules)


def scotland() -> CountRecord:
    """A made-up ward: a tie by lot, then one by an earlier stage; faulty papers of every kind."""
    slates = {"Ailsa Craig": "Lochside First", "Catrìona Reid": "Lochside First"}
    slates |= {"Duncan Shaw": "Ferry & Harbour", "Eilidh Weir": "Ferry & Harbour"}
    names = (
        *("Ailsa Craig", "Bruce Munro", "Catrìona Reid", "Duncan Shaw"),
        *("Eilidh Weir", "Fergus Yule", "Grace Adair"),
    )
    election = make_election(
        "Lochside ward", 3, names, slates=[slates.get(name, "") for name in names]
    )
    papers = """
60 1 3 2
9 1 - 3
20 2 4
17 3 2
3 3 4=5
14 4 2
9 5 4 2
2 5 4 5
3 6 5
2 6
5 7 2
2 1=2
1
"""
    profile = Profile.gather(ballots(papers), [("unmarked or unclear", 5)])
    return counted(election, profile, "scotland", lots=seeded("20 May", election))


def northern_ireland() -> CountRecord:
    """A made-up district: a bulk exclusion, a deferred surplus, batches, a candidate withdrawn."""
    names = ("Adair", "Boyle", "Crilly", "Dunne", "Ewart", "Fee", "Gault", "Hanna")
    election = make_election("Seven Towers district", 3, names, withdrawn=(6,))
    papers = """
420 1 2 3
80 1 4
260 2 3
250 3 5
205 4 5 3
24 5 4 2
9 5 3
11 6 8 2
3 8 6
2 8
4 7 6 4
"""
    return counted(election, Profile.gather(ballots(papers)), "northern-ireland")


def irv() -> CountRecord:
    """One place, names that a page must escape, papers that run out."""
    names = ("<script>alert(1)</script>", 'Anne "Nan" O\'Dowd & Co', "=SUM(A1)", "Zoë Ängström")
    election = make_election("Chair <b>& secretary</b>", 1, names)
    papers = """
9 1 2
8 2 4
7 3
6 4 2
"""
    return counted(election, Profile.gather(ballots(papers)), "irv")


def block_vote() -> CountRecord:
    """Two places, a tie by lot for the second."""
    election = make_election("Committee", 2, ("Ames", "Bly", "Cole", "Dean"))
    papers = """
10 1 2
10 1 3
3 4
"""
    lots = Lots(BY_OFFICER, (2, 1))
    return counted(election, Profile.gather(ballots(papers)), "block-vote", lots=lots)


EXAMPLES: dict[str, Callable[[], CountRecord]] = {
    "ers97": lambda: model("ers97"),
    "meek-prf": lambda: model("meek-prf"),
    "scotland": scotland,
    "northern-ireland": northern_ireland,
    "irv": irv,
    "block-vote": block_vote,
}


def check_golden(name: str, text: str) -> None:
    """Compare `text` with the golden file `name`, or write it where the environment asks for it."""
    check_stored(GOLDEN, name, text)
