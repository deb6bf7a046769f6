"""The election.toml that `hustings vote new` writes: each entry with what it is for.

Knows the text, but for the notes on keys, which are what `keys` says of them. Must not know how it
is read; a test reads it.
"""

from __future__ import annotations

import json

from hustings.inputs.keys.notes import noted
from hustings.voting.config.keys import ELECTION

_COLUMN = 34
_TEXT = """\
# The election: who asks, what is asked, who may answer, and when. Change what is yours.
#
#   hustings vote check DIR      says what is missing or wrong, each with its line
#   hustings vote roll DIR FILE  takes in the roll of voters
#   hustings vote freeze DIR     seals all this: nothing here can change afterwards
#
# Text stands in "quotation marks"; a longer one between three and three of them. What begins with #
# is a note or an example: take the # away to use it. An editor can check this file while you type:
# make a schema for it with `hustings vote schema -o election.schema.json`, and let this file begin
# with the line
# #:schema election.schema.json

title = "Election of the committee"
organisation = "Example Society"

## address
address = "http://127.0.0.1:8000/"

## setting
setting = "club"
# trustees = 2  ##

## languages
languages = ["en"]

## database
DATABASE

## dates
[dates]
zone = "Europe/London"  ##
# freeze = 2027-03-01  ##
opens = 2027-03-15T09:00:00
closes = 2027-03-29T12:00:00
grace = 5  ##

## nominations
# [nominations]
# opens = 2027-01-11T09:00:00  ##
# closes = 2027-02-05T17:00:00  ##
# by = "bodies"  ##
# most = 9  ##
# threshold = 5  ##
# assentors = 8  ##
# changes = false  ##
# words = 300  ##
# photographs = true  ##
# tally = true  ##
# accept_by = 2027-02-12T17:00:00  ##
# withdraw_by = 2027-02-19T17:00:00  ##

## mail
[mail]
# from = "votes@example.org"  ##
# host = "smtp.example.org"  ##
# port = 587  ##
# security = "starttls"  ##
# user = "votes@example.org"  ##
# password_file = "smtp.password"  ##
# rate = 600  ##
# observers = ["ann@example.org"]  ##
# reminders = [2027-03-22T09:00:00]  ##

## roll
[roll]
# member = "Membership no."
# email = "E-mail address"
# region = "Nation or region"

## seal
[seal]
# practice = true  ##
# check_codes = true  ##
# server_seals = false  ##
# least_decoys = 1000  ##
# links = "Mailing House"  ##

## turnout
[turnout]
# by = "region"  ##
# public = true  ##

## retention
[retention]
# mails = 30  ##
# roll = 180  ##

## texts
[texts]
# welcome = "Every member has one vote in each contest."
# help = "Write to office@example.org."
# signature = "The returning officer"

## contests
[[contests]]
id = "committee"  ##
title = "Committee"
seats = 2
rules = "ers97"  ##
order = "listed"  ##
# order_seed = "3 6 1 1 5 2"  ##
ties = "officer"  ##
# ties_seed = "…"  ##
voters = "all"  ##
# nominators = "all"  ##

[[contests.candidates]]
name = "Ann Example"
# slate = "Independent"  ##
# statement = "statements/ann.md"  ##

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
    example = '# database = "postgresql://USER@HOST/NAME"'
    text = _TEXT.replace("DATABASE", line if database else example)
    return noted(text, ELECTION, _COLUMN)
