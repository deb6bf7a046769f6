"""The keys of scenario.toml: each described once, for the reader, the template, editors, the docs.

Knows tables, keys, bounds, defaults and where those come from. Must not know how a file is read;
figures that depend on a slate's size are worked out in `defaults`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hustings.counting.law import MODULES
from hustings.inputs.keys.kinds import (
    YES_OR_NO,
    Choice,
    Either,
    Key,
    ListOf,
    Named,
    Number,
    Table,
    Text,
    whole,
)
from hustings.planning.scenario import defaults
from hustings.planning.scenario.defaults import NO_SLATE
from hustings.planning.scenario.partitions import PARTITIONS

MAX_VOTERS = 20_000_000
MAX_REGIONS = 1000

SHARE = Number("a share")
_TURNOUT_UNCERTAINTY = Number("a standard deviation as a share of the turnout", most=0.25)
_CHANCE_UNCERTAINTY = Number("a standard deviation of a chance", most=0.25)
SUPPORT_UNCERTAINTY = Number("a standard deviation of a share", most=0.25)
_FACTOR = Number("a factor", least=0.01, most=100)
_CSV = "the name of a CSV file that stands beside this one"

ELECTION = Table(
    (
        Key(
            "title",
            Text(),
            "What the election is called.",
            basis='"Election for 5 seats", with your number of seats',
        ),
        Key(
            "seats",
            whole("a whole number of seats", 1, 999),
            "How many are to be elected.",
            needed=True,
        ),
        Key(
            "rules",
            Choice(tuple(MODULES)),
            "The rules by which it is counted; `hustings rules` lists them with their sources.",
            basis="it is in your rule book",
            needed=True,
        ),
        Key(
            "voters",
            whole("a whole number of voters", 1, MAX_VOTERS),
            "How many valid papers you expect in all: needed where there are no regions, and where"
            " each region gives its `share`.",
        ),
        Key(
            "turnout",
            Number("a share", above=True),
            "Share of the electors who vote, in every region; a region may have a `turnout`"
            " itself.",
        ),
        Key(
            "turnout_uncertainty",
            _TURNOUT_UNCERTAINTY,
            "How unsure the turnout is, as a standard deviation, in each region on its own: with"
            " 0.1, in two draws of three the voters of a region are within a tenth of those"
            " expected. A region may have its own.",
            default=0.0,
        ),
    ),
    """
title = "Members' council"
seats = 5
rules = "ers97"
turnout = 0.25
turnout_uncertainty = 0.1
""",
)

CANDIDATE = Table(
    (
        Key("name", Text(), "As on the ballot paper; no two are alike.", needed=True),
        Key(
            "slate",
            Either(
                (
                    Text("the name of a slate", empty=True),
                    ListOf(Text("the name of a slate"), least=1),
                )
            ),
            "The slate that the candidate stands for; several, where slates overlap, in a CSV file"
            " with semicolons between. The first is the one that reports name.",
            basis="the candidate stands for none",
        ),
        Key(
            "region",
            Text("the name of a region"),
            "The region where the candidate is at home.",
            basis="none",
        ),
        Key(
            "group",
            Either((Text("a label"), ListOf(Text("a label")))),
            'A label such as "woman", or several; in a CSV file, with semicolons between. Whoever'
            ' has the label "reserve" would stand if your slate were longer: `hustings plan size`'
            " asks what that would win.",
        ),
        Key(
            "appeal",
            Number("a factor", most=1_000_000, above=True),
            "How popular the candidate is among those of the same slate: 2 is picked twice as often"
            " as 1.",
            default=1.0,
        ),
    ),
    """
name = "Amina Ahmed"
slate = "Open Door"
region = "North"
group = "woman"
appeal = 2
""",
)

REGION = Table(
    (
        Key("name", Text(), "What the region is called; no two are alike.", needed=True),
        Key(
            "voters",
            whole("a whole number of voters", 1, MAX_VOTERS),
            "How many valid papers you expect from it. In place of it, give `electors` and"
            " `turnout`, or a `share`.",
        ),
        Key(
            "electors",
            whole("a whole number of electors", 1, MAX_VOTERS),
            "How many may vote there.",
        ),
        Key(
            "turnout",
            Number("a share", above=True),
            "Share of its electors who vote.",
            basis="what [election] says",
        ),
        Key(
            "share",
            Number("a share", above=True),
            "Its share of the `voters` in [election]; if one region has a share, all have, and"
            " they add up to 1.",
        ),
        Key(
            "turnout_uncertainty",
            _TURNOUT_UNCERTAINTY,
            "How unsure the number of its voters is, as a standard deviation.",
            basis="what [election] says",
        ),
    ),
    """
name = "North"
electors = 9000
turnout = 0.3
""",
)

PARTITION = Table(
    (
        Key(
            "by",
            Choice(tuple(PARTITIONS)),
            "What decides which part a voter belongs to: the first letter of the surname, the month"
            " of birth, or the last digit of a number such as the membership's.",
            needed=True,
        ),
        Key(
            "shares",
            Either(
                (
                    Choice(("equal",)),
                    Named("part", SHARE),
                    Text(f"{_CSV}, with the columns `name` and `share`"),
                )
            ),
            "Each part's share of the voters: `{ A = 0.03, … }`, or of several in one piece,"
            ' `{ "A-F" = 0.3, … }`. They add up to 1, and a part that is left out has none.',
            basis="equal for months and digits; letters are unequal, so that a partition by"
            " surname has to give them",
        ),
        Key(
            "in_one_piece",
            YES_OR_NO,
            "Whether each list is for parts that follow each other, as A to F, so that people can"
            " be told in a word which is theirs. Without that a search may find a list for A, K and"
            " T.",
            default=True,
        ),
    ),
    """
by = "surname"
shares = { "A-F" = 0.31, "G-M" = 0.29, "N-Z" = 0.4 }
""",
)

_HABITS = (
    Key(
        "retention",
        Number("a chance"),
        "Chance that the next preference stays with the slate while it has names left.",
        basis=f"{defaults.retention('', 2):g} for slates of one or two,"
        f" {defaults.retention('', 3):g} for larger ones. Scotland: 78.1 % of the supporters of a"
        " slate of two give it their second preference too, 5.8 % stop after the first,"
        " the rest turn elsewhere; of a slate of three 79.3 %, and 67.5 % put all three on top",
    ),
    Key(
        "retention_uncertainty",
        _CHANCE_UNCERTAINTY,
        "How unsure that chance is, as a standard deviation, for each slate on its own: what was"
        " measured elsewhere need not hold here.",
        default=0.0,
    ),
    Key(
        "bullet",
        Number("a share", most=0.999),
        "Share of the supporters who mean to rank one name and no more. Some others stop there as"
        " well, who leave their slate and turn to nobody.",
        basis=f"{defaults.lengths(1, 11)[0]:.2f} for slates of one,"
        f" {defaults.lengths(2, 11)[0]:.2f} for slates of two,"
        f" {defaults.lengths(3, 11)[0]:.2f} for larger ones. Scotland, both together: 5.8 % for"
        " slates of two, 8 % for three",
    ),
    Key(
        "slate_only",
        Number("a chance"),
        "Chance that a supporter ranks nobody outside the slate, however long the ballot would be.",
        basis=f"{defaults.slate_only('', 1):g} for slates of one,"
        f" {defaults.slate_only('', 2):g} for slates of two, {defaults.slate_only('', 3):g}"
        " for larger ones. Scotland: 33.2 % of the supporters of a slate of two list the slate and"
        " nobody else, 47.5 % of a slate of three, but most of them because their ballot is as long"
        " as the slate",
    ),
    Key(
        "slate_only_uncertainty",
        _CHANCE_UNCERTAINTY,
        "How unsure that chance is, as a standard deviation, for each slate on its own.",
        default=0.0,
    ),
    Key(
        "lengths",
        Either(
            (
                ListOf(SHARE, least=1),
                Named("number of names", SHARE, pattern="[1-9][0-9]{0,4}", least=1),
            )
        ),
        "Shares of ballots with 1, 2, 3 … names, or a table such as `{ 1 = 0.1, 6 = 0.9 }`; they"
        " add up to 1.",
        basis="as measured for slates of one, two and three (means 3.0, 3.2, 3.6); for larger"
        " slates, a guess, longer by as many names. Scotland, all voters: 13.9, 26.2, 32.9, 11.1 %,"
        " the rest longer; mean 3.1",
    ),
)


def _of_one_slate(key: Key) -> Key:
    """A habit as one slate's table has it."""
    alone = {"retention": f"{defaults.retention(NO_SLATE, 1):g}, a guess", "slate_only": "0"}
    basis = "what [ranking] says"
    if key.name in alone:
        basis += f"; for candidates of no slate {alone[key.name]}"
    return replace(key, default=None, basis=basis)


SLATE = Table(
    (
        Key(
            "support",
            SHARE,
            "Share of the voters who give the slate their first preference: canvass returns,"
            " nominations or the last result say it best. The slates add up to 1.",
            basis="none, but for candidates of no slate, who have what the others leave",
        ),
        Key(
            "by_region",
            Named("region", SHARE),
            "That share in regions where it is known to differ; the other slates share what is left"
            " there in proportion to their support.",
        ),
        Key(
            "uncertainty",
            SUPPORT_UNCERTAINTY,
            "How unsure the support is, as a standard deviation: with 0.03, in two draws of three"
            " the true share is within 3 points.",
            basis="a guess, 3 points for half the voters, less for a smaller slate",
        ),
        Key(
            "regional_uncertainty",
            SUPPORT_UNCERTAINTY,
            "The same for each region on its own.",
            basis="a guess, 2 points for half the voters, less for a smaller slate",
        ),
        *(_of_one_slate(key) for key in _HABITS),
    ),
    """
support = 0.44
by_region = { North = 0.52, South = 0.38 }
uncertainty = 0.03
retention = 0.82
""",
)

RANKING = Table(
    (
        *_HABITS,
        Key(
            "home_pull",
            _FACTOR,
            "How many times likelier a voter picks a candidate of the same region.",
            default=2.0,
            basis="a guess, no figures were found",
        ),
        Key(
            "alphabet",
            _FACTOR,
            "How many times likelier the first surname of a slate is picked than the last.",
            default=1.8,
            basis="in Scotland it leads in 81 % of slates of two, and has 1.78 times as many first"
            " preferences on average",
        ),
        Key(
            "position",
            _FACTOR,
            "The same for the first name of the ballot paper against its last.",
            default=1.0,
            basis="no effect, for Scotland's papers are in alphabetical order, so that `alphabet`"
            " is both. If your paper is not, swap the two figures",
        ),
        Key(
            "appeal_uncertainty",
            Number("a standard deviation of the natural logarithm", most=3),
            "How far the appeal of candidates may be from what you think: 0.44 lets two who seem"
            " equal split up to 65 to 35 in two draws of three.",
            default=0.44,
            basis="in Scotland the leader has 65 % of the first preferences of a slate of two, 47 %"
            " of a slate of three (medians)",
        ),
        Key(
            "affinity",
            Named("slate", Named("slate turned to", Number("a factor", most=1000))),
            "Where voters turn who leave their slate, against what the other's size suggests: 3 is"
            " three times as likely, 0 never.",
            basis=f"1; and {defaults.COMES_BACK:g} for coming back to their own (Scotland: half of"
            " those who gave the second preference elsewhere came back with the third)",
        ),
    ),
    """
retention = 0.86
slate_only = 0.13
lengths = { 1 = 0.1, 3 = 0.5, 6 = 0.4 }
home_pull = 2.0
affinity = { "Open Door" = { "Green Shoots" = 3 } }
""",
)

FOLLOWING = Table(
    (
        Key(
            "share",
            SHARE,
            "Share of the slate's supporters who do what it recommends.",
            default=0.35,
            basis="in Taiwan, under other rules, 30 to 40 % said that they would follow their"
            " party's instruction",
        ),
        Key(
            "uncertainty",
            Number("a standard deviation of a share", most=0.5),
            "How unsure that share is, as a standard deviation.",
            default=0.05,
            basis="that range",
        ),
        Key(
            "depth",
            whole("a whole number of names", 1),
            "How many names of the list a follower copies.",
            basis="all of them",
        ),
        Key(
            "by_region",
            Either(
                (
                    Named("region", SHARE),
                    Text(f"{_CSV}, with the columns `region` and `share`"),
                )
            ),
            "The share of followers in regions where it differs.",
        ),
    ),
    """
share = 0.35
uncertainty = 0.05
by_region = { North = 0.5 }
""",
)

PLAN = Table(
    (
        Key(
            "slate",
            Text("the name of a slate"),
            "The slate you plan for.",
            basis="the slate there is, if there is only one",
        ),
        Key(
            "lists",
            whole("a whole number of lists", 1, MAX_REGIONS),
            "How many different lists you want to recommend.",
            basis="as many as the slate has candidates, and at most one for each region",
        ),
        Key(
            "draws",
            whole("a whole number of electorates", 2, 1_000_000),
            "How many electorates to draw.",
            default=1000,
            basis="chances are then right to about 1.5 points",
        ),
        Key(
            "seed",
            whole("a whole number", 0, 2**53 - 1),  # so that every JSON reader holds it exactly
            "Where drawing begins; the same number gives the same figures.",
            default=1,
        ),
    ),
    """
slate = "Open Door"
lists = 3
draws = 1000
seed = 1
""",
)

SCENARIO = Table(
    (
        Key(
            "model",
            Choice(("habits", "ballots")),
            "How voters rank: by the habits in [ranking], or as on real ballots of the same"
            " candidates, from which electorates are then picked.",
            default="habits",
        ),
        Key(
            "ballots",
            Either((Text("the name of a file"), ListOf(Text("the name of a file"), least=1))),
            'The ballot files, where `model = "ballots"`. What they say of support holds where no'
            " slate says anything else.",
        ),
        Key("election", ELECTION, "What is elected, and by which rules.", needed=True),
        Key(
            "candidates",
            Either(
                (
                    ListOf(CANDIDATE, least=1, most=1000),
                    Text(f"{_CSV}, with these keys as its columns"),
                )
            ),
            "Everybody on the ballot paper, in its order. A long list can stand in a CSV file:"
            ' `candidates = "candidates.csv"` above the first table.',
            needed=True,
        ),
        Key(
            "regions",
            Either(
                (
                    ListOf(REGION, least=1, most=MAX_REGIONS),
                    Text(f"{_CSV}, with these keys as its columns"),
                )
            ),
            "The parts of the electorate that can be given lists of their own. A long list can"
            ' stand in a CSV file: `regions = "regions.csv"` above the first table.',
            basis='one, called "everywhere"',
        ),
        Key(
            "partition",
            PARTITION,
            "In place of regions: parts of the electorate that are not places.",
        ),
        Key(
            "slates",
            Named("slate", SLATE, most=200),
            "Who supports whom. A slate that candidates stand for has a table here;"
            f' [slates."{NO_SLATE}"] speaks for candidates of none.',
            needed=True,
        ),
        Key(
            "support",
            Text(f"{_CSV}, with the columns `region` and one for each slate"),
            "The slates' support by region, in place of long `by_region` tables.",
        ),
        Key(
            "ranking",
            RANKING,
            "How supporters rank. What stands here holds for every slate that says nothing else"
            ' itself, but not for candidates of no slate. "Scotland" is what the ballots of 1,070'
            " Scottish council elections show (2007 to 2022, wards of three or four seats);"
            " `hustings plan fit BALLOTS` measures these habits on ballots of your own.",
        ),
        Key("following", FOLLOWING, "Who does what the slate recommends."),
        Key("plan", PLAN, "What is wanted."),
    ),
    """
model = "habits"
candidates = "candidates.csv"
regions = "regions.csv"
support = "support.csv"
""",
)

# Columns of the CSV files that are not lists of candidates or regions.
PARTS = Table(
    (
        Key("name", Text(), "A part of the partition.", needed=True),
        Key("share", SHARE, "Its share of the voters.", needed=True),
    )
)
FOLLOWERS = Table(
    (
        Key("region", Text(), "A region.", needed=True),
        Key("share", SHARE, "The share of followers there.", needed=True),
    )
)


def support_columns(slates: Sequence[str]) -> Table:
    """The columns of the CSV file of support: the region, and one for each slate."""
    region = Key("region", Text(), "A region.", needed=True)
    return Table((region, *(Key(name, SHARE, "The slate's support there.") for name in slates)))
