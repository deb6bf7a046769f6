"""The scenario that `hustings plan new` writes: small, complete, each number with its source.

Knows the text, but for the notes beside keys, which are what `keys` says of them. Must not know how
it is read; a test reads it, evaluates it, and compares its figures with the defaults.
"""

from __future__ import annotations

from hustings.inputs.keys.notes import noted
from hustings.planning.scenario.keys import SCENARIO

_COLUMN = 28


def template() -> str:
    """The text of the file."""
    return noted(_TEXT, SCENARIO, _COLUMN)


_TEXT = """\
# A scenario: what a campaign knows and assumes about an election by the single transferable vote.
# Change what is yours; whatever you take out has the default that is named beside it.
# Shares are written as numbers from 0 to 1: 0.42 is 42 %.
#
#   hustings plan evaluate FILE        how the usual plans would do
#   hustings plan search FILE          which lists to recommend where
#
# An editor can check this file while you type: make a schema for it with
# `hustings plan schema -o scenario.schema.json`, and let this file begin with the line
# #:schema scenario.schema.json
#
# In place of [ranking], electorates can be picked from real ballots of the same candidates: write
# model = "ballots" and ballots = ["FILE"] here, above the first table.

[election]
title = "Example Society, members' council"
seats = 5
rules = "ers97"  ##
turnout = 0.25  ##
# turnout_uncertainty = 0.1  ##

## candidates

[[candidates]]
name = "Amina Ahmed"
slate = "Open Door"  ##
region = "North"  ##
# group = "woman"  ##
# A guess: she chaired the society for years.
appeal = 2  ##

[[candidates]]
name = "Bill Baker"
slate = "Steady Hands"
region = "South"

[[candidates]]
name = "Carys Davies"
slate = "Open Door"
region = "West"

[[candidates]]
name = "Dora Egan"
slate = "Green Shoots"

[[candidates]]
name = "Ewan Fraser"
slate = "Steady Hands"
region = "North"

[[candidates]]
name = "Farah Gill"
slate = "Open Door"
region = "South"

[[candidates]]
name = "Gus Hall"           # stands for no slate

[[candidates]]
name = "Hana Ito"
slate = "Steady Hands"
region = "East"

[[candidates]]
name = "Ivor Jones"
slate = "Green Shoots"
region = "West"

## regions
# Either `voters` (valid papers you expect) or `electors` and `turnout`; or `voters` once in
# [election] and a `share` here.
# Parts need not be places. In place of regions you can write
#   [partition]
#   by = "birth-month"      # or "last-digit" (both: equal shares), or "surname" (with `shares`)

[[regions]]
name = "North"
electors = 9000

[[regions]]
name = "South"
electors = 7000

[[regions]]
name = "East"
electors = 4000

[[regions]]
name = "West"
electors = 4000

# Who supports whom. Long tables can stand in a file: support = "support.csv" above the first table,
# with the columns region and one for each slate.

[slates."Open Door"]
support = 0.44  ##
by_region = { North = 0.52, South = 0.38 }  ##
uncertainty = 0.03  ##
regional_uncertainty = 0.02  ##

[slates."Steady Hands"]
support = 0.38

[slates."Green Shoots"]
support = 0.14
retention = 0.82            # how this slate's supporters rank, where it differs from [ranking]:
bullet = 0.05               # these three are the defaults for slates of two, explained there
slate_only = 0.07

## ranking

[ranking]
retention = 0.86  ##
# retention_uncertainty = 0.03  ##
bullet = 0.06  ##
slate_only = 0.13  ##
# slate_only_uncertainty = 0.03  ##
# lengths = [0.14, 0.26, 0.33, 0.11, 0.16]  ##
home_pull = 2.0  ##
alphabet = 1.8  ##
position = 1.0  ##
appeal_uncertainty = 0.44  ##

## ranking.affinity

[ranking.affinity]
"Open Door" = { "Green Shoots" = 3 }
"Green Shoots" = { "Open Door" = 2 }

## following

[following]
share = 0.35  ##
uncertainty = 0.05  ##
# depth = 3  ##
# by_region = { North = 0.5 }  ##

## plan

[plan]
slate = "Open Door"  ##
lists = 3  ##
draws = 1000  ##
seed = 1  ##
"""
