"""The keys of guide.toml: each described once, for the reader, the template, editors, the docs.

Knows tables, keys, bounds and defaults. Must not know how a file is read or what a page shows.
"""

from __future__ import annotations

from hustings.guide.model import Partition
from hustings.inputs.keys.kinds import (
    YES_OR_NO,
    Choice,
    Either,
    Key,
    Kind,
    ListOf,
    Moment,
    Named,
    Table,
    Text,
    whole,
)


def _in_languages(text: Text) -> Kind:
    """Text in the site's own language, or in several by their codes."""
    return Either((text, Named("language", text, least=1)))


WORDS = _in_languages(Text())
PARAGRAPHS = _in_languages(Text("text of one or more paragraphs", most=5000))
ADDRESS = Text("a web address", most=1000)
_REGION = Text("the name of a region in the plan")
_PART = Either((Text("text"), whole("a number", 0, 12)))

DATES = Table(
    (
        Key(
            "published",
            Moment(),
            "From when on the lists can be seen; before, the site says when that will be.",
            basis="at once",
        ),
        Key(
            "opens",
            Moment(),
            "When voting begins; then the site counts the days that are left.",
        ),
        Key(
            "closes",
            Moment(),
            "When voting ends; from then on the site says that it is over. A day alone is its first"
            " moment.",
        ),
    ),
    """
published = 2030-10-01
opens = 2030-10-19
closes = 2030-11-12T12:00:00
""",
)

TEXTS = Table(
    (
        Key("intro", PARAGRAPHS, "What stands at the top of the finder."),
        Key("about", PARAGRAPHS, "Why there is more than one list, in your own words."),
        Key(
            "member_note",
            PARAGRAPHS,
            "Which postcode counts, for members who live elsewhere than they are registered.",
        ),
        Key(
            "later",
            Either((Text(), Named("language", Text(), least=1), Choice((False,)))),
            "What members may do after the last name of their list: stands below every list, on"
            " posters and cards; false: nothing is said.",
            basis="that they can go on, and when later choices are looked at",
        ),
    ),
    """
intro = "Please rank our candidates in the order of your list: together we elect more of them."
about = { en = "Why there is more than one list.", cy = "Pam y mae mwy nag un rhestr." }
member_note = "What counts is the local party you are a member of, not where you live today."
later = "After these six, please go on with other candidates you trust."
""",
)

REGION = Table(
    (
        Key(
            "title",
            WORDS,
            "The region's title for members.",
            basis="its name in the plan, or the parts that it has",
        ),
        Key(
            "areas",
            ListOf(Text("the name of an area")),
            'Where `partition = "place"`: the areas of the postcodes that belong to the region.',
            basis="those that it is called after",
        ),
        Key(
            "keys",
            Either((_PART, ListOf(_PART))),
            "Where the parts are not places: the letters, months or digits that belong to the"
            ' region, such as `["A-F"]`, `["January-March"]` or `["0-4"]`.',
            basis="those that it is called after; where no region says its `keys`, a letter that"
            " none is called after goes to the one with the letter before",
        ),
        Key(
            "why",
            PARAGRAPHS,
            "Why its list is as it is.",
            basis="sentences made from the plan's figures",
        ),
    ),
    """
title = { en = "Northern", cy = "Gogledd Lloegr" }
areas = ["Cumbria", "North East"]
why = "Our first candidate is from here."
""",
)

ROUTE = Table(
    (
        Key(
            "region",
            _REGION,
            "Whose list they are given.",
            basis="none; they are told to ask which region their membership is in",
        ),
        Key("note", WORDS, "What they are told."),
    ),
    """
region = "Northern Ireland and abroad"
note = "If you are registered at an address in the United Kingdom, use its postcode."
""",
)
_BASIS = "the region called after members abroad, if there is one"


def _route(name: str, who: str) -> Key:
    """A route for members whose postcode does not tell."""
    return Key(name, Either((_REGION, ROUTE)), f"For {who}.", basis=_BASIS)


ROUTES = Table(
    (
        _route("jersey", "members in Jersey"),
        _route("guernsey", "members in Guernsey"),
        _route("isle-of-man", "members on the Isle of Man"),
        _route("forces", "members in the forces, with a British forces postcode"),
        _route("overseas", "members who live abroad"),
    ),
    """
jersey = "South East"
overseas = "Northern Ireland and abroad"
""",
)

ENDORSEMENT = Table(
    (
        Key("by", Text(), "Who supports.", needed=True),
        Key("words", PARAGRAPHS, "What they say."),
        Key("address", ADDRESS, "Where to read it: https:// or mailto:."),
    ),
    """
by = "A local party"
words = "We ask our members to follow these lists."
address = "https://example.org/"
""",
)

BALLOT = Table(
    (
        Key(
            "address",
            ADDRESS,
            "The page where members give their voting code: of an election held with Hustings, the"
            " address that ends in /v/.",
            needed=True,
        ),
        Key(
            "contest",
            Text("the id of a contest", most=40),
            "Which contest there the lists are for, by its id in election.toml.",
            basis="the one that has the names",
        ),
    ),
    """
address = "https://vote.example.org/v/"
contest = "committee"
""",
)

PHOTOGRAPH = Table(
    (
        Key(
            "file",
            Text("the name of a file"),
            "A JPEG, PNG or WebP, seen from this file's folder. It is cut to a square; where and"
            " when it was taken is left out.",
            needed=True,
        ),
        Key(
            "alt",
            WORDS,
            "What it shows, for members who do not see it.",
            needed=True,
        ),
    ),
    """
file = "sam.jpg"
alt = { en = "Sam Example at a market stall", cy = "Sam Example ger stondin" }
""",
)

MAX_ENTRIES = 200

CONTEST = Table(
    (
        Key("title", WORDS, "What the contest is called.", needed=True),
        Key("who", WORDS, "Who may vote in it.", needed=True),
        Key(
            "seats",
            whole("a whole number of seats", 1, 999),
            "How many are to be elected.",
            basis="not shown",
        ),
        Key("recommended", ListOf(Text("a name")), "Whom to vote for.", basis="nobody"),
        Key(
            "ordered",
            YES_OR_NO,
            "Whether members are asked to vote for them in this order.",
            default=False,
        ),
        Key("by", WORDS, "Who recommends them.", basis="the slate itself"),
        Key("note", PARAGRAPHS, "Anything else."),
        Key(
            "endorsements",
            ListOf(ENDORSEMENT, most=MAX_ENTRIES),
            "Who supports the names.",
        ),
    ),
    """
title = "Treasurer"
who = "All members vote."
seats = 1
recommended = ["Sam Example"]
ordered = false
by = "Our campaign"
""",
)

LINK = Table(
    (
        Key("title", WORDS, "What the link says.", needed=True),
        Key("address", ADDRESS, "Where it leads: https:// or mailto:.", needed=True),
    ),
    """
title = "How to vote"
address = "https://example.org/how-to-vote"
""",
)

GUIDE = Table(
    (
        Key("title", WORDS, "The title of the site.", needed=True),
        Key("slate", Text(), "Whose lists these are.", basis="the slate that the plan names"),
        Key("organisation", Text(), "Who publishes this.", needed=True),
        Key("imprint", PARAGRAPHS, "Name and postal address, as your rules or the law ask."),
        Key(
            "address",
            ADDRESS,
            "Where the site will be, for QR codes and shared links.",
            basis="posters have no QR code, and shared links no picture",
        ),
        Key(
            "short",
            ADDRESS,
            "The same for people to type, without `https://`.",
        ),
        Key(
            "languages",
            ListOf(Text("the code of a language"), least=1),
            "The languages of the site, its own first. There are English (en) and Welsh (cy);"
            " another needs a file such as words/gd.toml beside this one. With more than one, each"
            ' text can be given in all of them: `{ en = "Hello", cy = "Helo" }`.',
            default=("en",),
        ),
        Key(
            "colour",
            Text("a colour", most=7),
            "A colour of your own for links, buttons, numbers and the cards, dark enough to be read"
            " on white: #7a1fa2. Where a device shows pages dark it is made lighter.",
            basis="#0a5960",
        ),
        Key(
            "fallback_font",
            Either((Text("the name of a file"), ListOf(Text("the name of a file")))),
            "For posters and cards, which are set in Latin, Greek and Cyrillic letters: a font with"
            ' other letters, or several; its bold is the file called "Bold" in place of "Regular".',
            basis="names in other letters are refused",
        ),
        Key(
            "plan",
            Text("the name of a file"),
            "The plan, seen from this file's folder; a PLAN named in the call comes first.",
        ),
        Key("plan_name", Text("the name of a plan"), "Which plan of that file.", basis="the first"),
        Key(
            "incomplete_lists",
            YES_OR_NO,
            "Whether a list may leave out names that other lists have.",
            default=False,
        ),
        Key(
            "partition",
            Choice(tuple(one.value for one in Partition)),
            "What decides a member's list:"
            ' "place" (the postcode), "surname" (its first letter), "birth-month", "last-digit" (of'
            ' the membership number, say), "choice" (the member chooses among the regions).',
            basis="what the names of the plan's regions suggest, among the first four",
        ),
        Key(
            "part",
            WORDS,
            "What members call one of the regions, in lower case as in the middle of a sentence:"
            ' "faculty", "branch"; needs `parts` as well.',
            basis='"region"',
        ),
        Key("parts", WORDS, 'The same for several: "faculties", "branches".', basis='"regions"'),
        Key(
            "postcodes",
            Text("the name of a file"),
            "Postcodes newer than our own: `hustings guide postcodes import FILE` makes such a"
            " file.",
            basis="our own",
        ),
        Key(
            "constituencies",
            Either((whole("a year", 0), Choice((False,)))),
            "Local parties to choose from, by the boundaries of 2024 or 2010; false: nobody is"
            " asked for one.",
            default=2024,
        ),
        Key(
            "visits",
            Choice(("none", "totals")),
            "What the host tells you of visits, which the site says to visitors: nothing, or totals"
            " (how many, never who). The site itself counts nobody.",
            default="none",
        ),
        Key("dates", DATES, "When what happens, in British time, as on the clock on the wall."),
        Key(
            "ballot",
            BALLOT,
            "Where members vote. Then each list has a link that takes it there, in the part of the"
            " address that no server is sent; the voting page asks before it fills in anything.",
        ),
        Key("texts", TEXTS, "Texts of your own; all of them may be left out."),
        Key(
            "regions",
            Named("region", REGION),
            "A region of the plan: its title for members, and what belongs to it. `why` is shown on"
            " its list, in place of the sentences that are made from the plan's figures.",
        ),
        Key(
            "home",
            Named("candidate", _REGION),
            "Which region of the plan candidates are at home in: shown on the list they begin.",
        ),
        Key(
            "photographs",
            Named("candidate", PHOTOGRAPH),
            "Photographs of candidates, shown beside their names on the pages, all of one size.",
            basis="none",
        ),
        Key(
            "routes",
            ROUTES,
            f"Members without a postcode of the United Kingdom: {', '.join(ROUTES.names)}.",
        ),
        Key(
            "local_parties",
            Named("constituency", _REGION),
            "Local parties that belong to another region than they lie in.",
        ),
        Key(
            "contests",
            ListOf(CONTEST, most=MAX_ENTRIES),
            "The other contests on the same ballot.",
        ),
        Key("endorsements", ListOf(ENDORSEMENT, most=MAX_ENTRIES), "Who supports you."),
        Key("links", ListOf(LINK, most=MAX_ENTRIES), "Links out of the site."),
    ),
    """
title = "How to use your vote"
slate = "Our slate"
organisation = "Our campaign"
imprint = "Published by our campaign, 1 High Street."
address = "https://example.org/vote/"
short = "example.org/vote"
languages = ["en", "cy"]
colour = "#7a1fa2"
plan = "plan.json"
partition = "place"
part = "district"
parts = "districts"
constituencies = 2024
visits = "none"
""",
)
