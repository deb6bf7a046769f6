"""The election.toml that `hustings vote new` writes: each entry with what it is for.

Knows the text. Must not know how it is read; a test reads it.
"""

from __future__ import annotations

import json

TEMPLATE = """\
# The election: who asks, what is asked, who may answer, and when. Change what is yours.
#
#   hustings vote check DIR      says what is missing or wrong, each with its line
#   hustings vote roll DIR FILE  takes in the roll of voters
#   hustings vote freeze DIR     seals all this: nothing here can change afterwards
#
# Text stands in "quotation marks"; a longer one between three and three of them. What begins with #
# is a note or an example: take the # away to use it.

title = "Election of the committee"
organisation = "Example Society"

# Where voters find it. Anything but this machine needs https.
address = "http://127.0.0.1:8000/"

# Who holds keys. "club": the officer alone, whom everybody trusts. "society": a scrutineer and two
# or more trustees; no one of them can read a vote. "organisation": the same, and another body
# makes and mails the links.
setting = "club"
# trustees = 2

# The first language is the election's own. Each text can be given in all of them:
#   title = { en = "Election of the committee", cy = "Ethol y pwyllgor" }
languages = ["en"]

# Where ballots are kept. Left out: a file in this folder, good for one machine.
DATABASE

[dates]
zone = "Europe/London"          # of the times below, as on the clock on the wall
# freeze = 2027-03-01           # who joined later may not vote; the roll has a column `joined` then
opens = 2027-03-15T09:00:00
closes = 2027-03-29T12:00:00
grace = 5                       # minutes for ballots that are under way at the close

# Without `host` mails are shown on the officer's page, to be copied.
[mail]
# from = "votes@example.org"
# host = "smtp.example.org"
# port = 587
# security = "starttls"         # or "tls", "none"
# user = "votes@example.org"
# password_file = "smtp.password"
# rate = 600                    # a minute, at most
# observers = ["ann@example.org"]  # are sent the boards' signed heads daily and at the close

# The headings of the roll where they are not found by themselves.
[roll]
# member = "Membership no."
# email = "E-mail address"
# region = "Nation or region"

[seal]
# practice = true               # an exercise, with keys to be thrown away
# check_codes = true            # who sees a voter's code can later read that vote
# server_seals = false          # no voting without JavaScript
# least_decoys = 1000           # in each contest, where trustees mix
# links = "Mailing House"       # in an organisation: who makes the links

[texts]
# welcome = "Every member has one vote in each contest."
# help = "Write to office@example.org."
# signature = "The returning officer"

# What is voted on: one [[contests]] each, with [[contests.candidates]] below it.
[[contests]]
id = "committee"                # in addresses and files; stays as it is
title = "Committee"
seats = 2
rules = "ers97"                 # `hustings rules` lists them; "block-vote" has ticks, not ranks
order = "listed"                # of the names: "listed", "alphabetical", "rotated", "lot"
# order_seed = "3 6 1 1 5 2"     # for "lot"
ties = "officer"                # who draws lots: "officer", or "seed" (from `ties_seed`)
# ties_seed = "…"               # secret until the close: 20 letters that nobody can guess
voters = "all"                  # or what the roll must say: { region = "Wales", councillor = true }

[[contests.candidates]]
name = "Ann Example"
# slate = "Independent"
# statement = "statements/ann.md"    # or the statement itself

[[contests.candidates]]
name = "Ben Example"

[[contests.candidates]]
name = "Cát Example"
"""


def written(database: str = "") -> str:
    """The file.

    Args:
        database: address of a PostgreSQL; empty for SQLite.
    """
    line = f"database = {json.dumps(database, ensure_ascii=False)}"
    return TEMPLATE.replace(
        "DATABASE", line if database else '# database = "postgresql://USER@HOST/NAME"'
    )
