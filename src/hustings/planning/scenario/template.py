"""The scenario that `hustings plan new` writes: small, complete, each number with its source.

Knows the text. Must not know how it is read; a test reads it, evaluates it, and compares its
defaults with those of `defaults`.
"""

from __future__ import annotations

TEMPLATE = """\
# A scenario: what a campaign knows and assumes about an election by the single transferable vote.
# Change what is yours; whatever you take out has the default that is named beside it.
# Shares are written as numbers from 0 to 1: 0.42 is 42 %.
#
#   hustings plan evaluate FILE        how the usual plans would do
#   hustings plan search FILE          which lists to recommend where
#
# "Scotland" below is what the ballots of 1,070 Scottish council elections show (2007 to 2022, wards
# of three or four seats). Nothing better was found; members of a society may do otherwise. With
# ballots of your own, `hustings plan fit BALLOTS` measures these habits on them.
# In place of [ranking], electorates can be picked from real ballots of the same candidates: write
# model = "ballots" and ballots = ["FILE"] here, above the first table.

[election]
title = "Example Society, members' council"
seats = 5
rules = "ers97"             # `hustings rules` lists them; no default: it is in your rule book
turnout = 0.25              # of the electors of every region; a region may have a `turnout` itself
# turnout_uncertainty = 0.1 # standard deviation, as a share of the turnout, in each region on its
                            # own: with 0.1, in two draws of three the voters of a region are within
                            # a tenth of those expected. Default 0; a region may have its own

# Everybody on the ballot paper, in its order. `region` is where someone is at home, `group` a label
# such as "woman". `appeal` compares candidates of one slate: 2 is picked twice as often as 1, the
# default. Long lists can stand in a file: candidates = "candidates.csv" at the top, with columns
# name, slate, region, group, appeal. Leave `slate` out for candidates who stand for none. The group
# "reserve" is for those of your slate who would stand if it were longer: `hustings plan size` asks.

[[candidates]]
name = "Amina Ahmed"
slate = "Open Door"
region = "North"
appeal = 2                  # a guess: chaired the society for years

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

# The parts of the electorate that can be given lists of their own. Either `voters` (valid papers
# you expect) or `electors` and `turnout`; or `voters` once in [election] and a `share` here.
# Long lists can stand in a file: regions = "regions.csv" at the top.
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

# Who supports whom. `support`: share of the voters who give the slate their first preference; no
# default: canvass returns, nominations or the last result say it best. The slates add up to 1;
# candidates of no slate have what is left, unless [slates."no slate"] says otherwise.
# `by_region`: regions where it is known to differ; the other slates share what is left there in
# proportion to their support. Long tables can stand in a file: support = "support.csv" at the top,
# with the columns region and one a slate.

[slates."Open Door"]
support = 0.44
by_region = { North = 0.52, South = 0.38 }
uncertainty = 0.03          # standard deviation of that share: in two draws of three the true one
                            # is within 3 points. Default: a guess, 3 points for half the voters,
                            # less for a smaller slate
regional_uncertainty = 0.02 # the same for each region on its own. Default: a guess, 2 points

[slates."Steady Hands"]
support = 0.38

[slates."Green Shoots"]
support = 0.14
retention = 0.82            # how this slate's supporters rank, where it differs from [ranking]:
bullet = 0.05               # these three are the defaults for slates of two, explained there
slate_only = 0.07

# How supporters rank. A line here holds for every slate that says nothing else itself, but not for
# candidates of no slate. Take a line out and each slate has what was measured for its size.

[ranking]
retention = 0.86            # chance that the next preference stays with the slate while it has
                            # names left. Scotland: 78.1 % of the supporters of a slate of two give
                            # it their second preference too, 5.8 % stop after the first, the rest
                            # turn elsewhere (default 0.82); of a slate of three 79.3 %, and 67.5 %
                            # put all three on top (default 0.86, for larger slates too)
# retention_uncertainty = 0.03
                            # standard deviation of that chance, for each slate on its own: what
                            # was measured elsewhere need not hold here. Default 0
bullet = 0.06               # means to rank one name and no more. Some others stop there as well,
                            # who leave their slate and turn to nobody. Scotland, both together:
                            # 5.8 % for slates of two (default 0.05), 8 % for three (default 0.06)
slate_only = 0.13           # ranks nobody outside the slate, however long the ballot would be.
                            # Scotland: 33.2 % of the supporters of a slate of two list the slate
                            # and nobody else, 47.5 % of a slate of three. Most of them because
                            # their ballot is as long as the slate; the others are 0.07 and 0.13
# slate_only_uncertainty = 0.03
                            # standard deviation of that chance, for each slate. Default 0
# lengths = [0.14, 0.26, 0.33, 0.11, 0.16]
                            # shares of ballots with 1, 2, 3 … names, or { 1 = 0.1, 6 = 0.9 }.
                            # Scotland, all voters: 13.9, 26.2, 32.9, 11.1 %, the rest longer; mean
                            # 3.1. Default: as measured for slates of one, two and three (means 3.0,
                            # 3.2, 3.6); for larger slates, a guess, longer by as many names
home_pull = 2.0             # how many times likelier a voter picks a candidate of the same region.
                            # Default 2: a guess, no figures were found
alphabet = 1.8              # how many times likelier the first surname of a slate is picked than
                            # the last. Scotland: it leads in 81 % of slates of two (default 1.8)
position = 1.0              # the same for the first name of the ballot paper against its last.
                            # Default 1, no effect: Scotland's papers are in alphabetical order, so
                            # that `alphabet` is both. If your paper is not, swap the two figures
appeal_uncertainty = 0.44   # how far the appeal of candidates may be from what you think: 0.44 lets
                            # two who seem equal split up to 65 to 35 in two draws of three.
                            # Scotland: the leader has 65 % of the first preferences of a slate of
                            # two, 47 % of a slate of three (medians; default 0.44)

# Where voters turn who leave their slate, against what its size suggests: 3 is three times as
# likely, 0 never. Default: 1; and 1.5 for coming back to their own (Scotland: half of those who
# gave the second preference elsewhere came back with the third).

[ranking.affinity]
"Open Door" = { "Green Shoots" = 3 }
"Green Shoots" = { "Open Door" = 2 }

# Who does what the slate recommends.

[following]
share = 0.35                # of the slate's supporters. Default 0.35: in Taiwan, under other rules,
                            # 30 to 40 % said that they would follow their party's instruction
uncertainty = 0.05          # standard deviation of that share. Default 0.05: that range
# depth = 3                 # names of the list that a follower copies. Default: all of them
# by_region = { North = 0.5 }

# What is wanted.

[plan]
slate = "Open Door"
lists = 3                   # different lists. Default: as many as the slate has candidates, and
                            # at most one for each region
draws = 1000                # electorates to draw. Default 1000: chances are then right to about
                            # 1.5 points
seed = 1                    # any whole number; the same one gives the same figures. Default 1
"""
