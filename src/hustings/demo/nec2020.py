"""What is known of the 2020 election to the members' section of Labour's National Executive.

Knows published facts and where they stand. What is assumed stands in `reconstruction`. First
preferences, the stage sheet and some names were not found.

Sources, by the letters used in docs/demo.md: (a) LabourList 28 September 2020, nominations at their
close; (b) LabourList 13 November 2020, the result; (c) J. McAsh, LabourList, November 2020, the
quota and Akehurst's surplus; (d) L. Akehurst's blog 14 September 2020, nominations by the first 120
local parties; (e) skwawkbox.org 12 October 2020, the regional orders, of which two names can be
read; (f) labourleft.org, the six of the Labour Left Alliance; (g) LabourList, February 2022, the
vacancy.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.election.model import Candidate, Election

TITLE = "Labour NEC 2020, members' section: a RECONSTRUCTION, not the real ballots"
SEATS = 9
VALID_PAPERS = 129_549
CANDIDATES = 42

# As published. The first topped the poll, the second came second; how the other seven
# followed is not known.
WINNERS = (
    "Luke Akehurst",
    "Laura Pidcock",
    "Ann Black",
    "Johanna Baxter",
    "Gurinder Singh Josan",
    "Yasmine Dar",
    "Gemma Bolton",
    "Nadia Jama",
    "Mish Rahman",
)
# Who left in 2022, and who took the place when the count was run again without her.
LEFT = "Laura Pidcock"
FOLLOWED = "Ann Henderson"

UNCONFIRMED = "standing not confirmed"
NOT_FOUND = "name not found"


class Known(NamedTuple):
    """A candidate whose name was found.

    Attributes:
        region: home region as published; empty where not found.
        nominations: by the first 120 local parties, 11 September 2020; 0 where not found.
    """

    name: str
    slate: str
    region: str = ""
    nominations: int = 0


_GV, _LTW, _LLA = "Grassroots Voice", "Labour to Win", "Labour Left Alliance"

# Not the order of the ballot paper, which was not found.
KNOWN = (
    Known("Laura Pidcock", _GV, "Northern", 83),
    Known("Yasmine Dar", _GV, "North West", 68),
    Known("Gemma Bolton", _GV, "South East", 67),
    Known("Mish Rahman", _GV, "West Midlands", 65),
    Known("Nadia Jama", _GV, "Yorkshire and the Humber", 60),
    Known("Ann Henderson", _GV, "Scotland", 56),
    Known("Luke Akehurst", _LTW, "", 45),
    Known("Johanna Baxter", _LTW, "Scotland", 61),
    Known("Gurinder Singh Josan", _LTW, "West Midlands", 59),
    Known("Michael Payne", _LTW, "East Midlands", 35),
    Known("Terry Paul", _LTW, "London", 31),
    Known("Shama Tatler", _LTW, "London", 30),
    Known("Ann Black", "Open Labour", "", 81),
    Known("Jermain Jackman", "Open Labour", "London", 36),
    Known("Theresa Griffin", "Tribune", "", 38),
    Known("Paula Sherriff", "Tribune", "", 25),
    Known("Liz McInnes", "Tribune", "", 11),
    Known("Roger Silverman", _LLA, "", 14),
    Known("Chaudhry Qamer Iqbal", _LLA),
    Known("Carol Taylor-Spedding", _LLA),
    Known("Alec Price", _LLA),
    Known("Ekua Bayunu", _LLA),
    Known("Steve Maggs", _LLA),
    Known("Crispin Flintoff", "Independent", "", 16),
    Known("Vince Maple", "Independent", "", 12),
    Known("Cameron Mitchell", "Independent", "", 11),
    Known("Alex Beverley", "Independent", "", 11),
    Known("Ahmad Wattoo", UNCONFIRMED),
    Known("Mark McDonald", UNCONFIRMED),
    Known("Fiona Dent", UNCONFIRMED),
)

# The areas by which Grassroots Voice gave its six orders.
REGIONS = (
    "Northern",
    "South West",
    "North West",
    "Northern Ireland and abroad",
    "Yorkshire and the Humber",
    "East Midlands",
    "West Midlands",
    "London",
    "South East",
    "Eastern",
    "Scotland",
    "Wales",
)


def election() -> Election:
    """The election with 42 candidates; those not found are called "name not found 31" to "42"."""
    missing = [f"{NOT_FOUND} {number}" for number in range(len(KNOWN) + 1, CANDIDATES + 1)]
    names = [(known.name, known.slate) for known in KNOWN] + [(n, NOT_FOUND) for n in missing]
    return Election(TITLE, SEATS, tuple(Candidate(i, n, s) for i, (n, s) in enumerate(names)))
