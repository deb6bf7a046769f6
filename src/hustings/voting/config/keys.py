"""The keys of election.toml: each described once, for the reader, the template, editors, the docs.

Knows tables, keys, bounds and defaults. Must not know how a file is read, nor the database.
"""

from __future__ import annotations

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
from hustings.voting.config.model import Mail, Order, Retention, Seal, Setting, Turnout
from hustings.web.keys import SITE

# A sealed ballot has room for so many.
MOST_CANDIDATES = 63
LANGUAGES = ("en", "cy")
OFFICER, SEED = "officer", "seed"
ALL = "all"
NOMINATED = "nominated"
BODIES, MEMBERS = "bodies", "members"
BODY_COLUMNS = ("region", "kind")
# Of somebody who has voted in nothing.
MOST_REMINDERS = 3
# Of the roll: one that a condition asks for, and those that every election has.
COLUMN = "[a-z][a-z0-9_]{0,31}"
COLUMNS = ("member", "name", "email", "language", "area", "joined", "address", "postcode")


def _in_languages(text: Text) -> Kind:
    """Text in the election's own language, or in several by their codes."""
    return Either((text, Named("language", text, least=1)))


# Of a text of several paragraphs, such as a candidate's statement.
LETTERS = 20_000
_LONG = _in_languages(Text("text of one or more paragraphs", most=LETTERS))
_TITLE = _in_languages(Text())
_MAIL, _RETENTION, _SEAL, _TURNOUT = Mail(), Retention(), Seal(), Turnout()

DATES = Table(
    (
        Key(
            "zone",
            Text("the name of a time zone"),
            "Of the times below, as on the clock on the wall.",
            default="Europe/London",
        ),
        Key(
            "freeze",
            Moment(time=False),
            "Who joined later may not vote; the roll has a column `joined` then.",
            basis="everybody on the roll may vote",
        ),
        Key("opens", Moment(), "When voting begins.", needed=True),
        Key("closes", Moment(day=False), "When it ends.", needed=True),
        Key(
            "grace",
            whole("a whole number of minutes", 0, 24 * 60),
            "Minutes for ballots that are under way at the close.",
            default=5,
        ),
    ),
    """
zone = "Europe/London"
freeze = 2027-03-01
opens = 2027-03-15T09:00:00
closes = 2027-03-29T12:00:00
grace = 5
""",
)

NOMINATIONS = Table(
    (
        Key("opens", Moment(), "From when names may be nominated.", needed=True),
        Key("closes", Moment(day=False), "Until when.", needed=True),
        Key(
            "by",
            Choice((BODIES, MEMBERS)),
            'Who nominates: "bodies", such as branches, each with a private link; "members" on the'
            " roll, who propose, second and assent.",
            default=BODIES,
        ),
        Key(
            "most",
            whole("a whole number of names", 1, MOST_CANDIDATES),
            "Names that a body may nominate in each contest, or a member support.",
            basis="the seats of the contest with the most",
        ),
        Key(
            "threshold",
            Either(
                (
                    whole("a whole number of bodies", 1, 100_000),
                    Named(
                        "kind of body",
                        whole("a whole number of bodies", 1, 100_000),
                        least=1,
                    ),
                )
            ),
            "How many bodies must nominate somebody who is to stand; or how many of each of these"
            " kinds: `{ branch = 5, union = 2 }`.",
            basis="1, or with `assentors` as many members and the proposer and the seconder",
        ),
        Key(
            "assentors",
            whole("a whole number of members", 0, 1000),
            'Members who must assent, beside a proposer and a seconder, with `by = "members"`.',
            default=0,
        ),
        Key(
            "changes",
            YES_OR_NO,
            "Whether what was nominated can be changed until the close; else it stands once it is"
            " sent in.",
            default=True,
        ),
        Key(
            "words",
            whole("a whole number of words", 0, 3000),
            "Of a candidate's statement, at most, in each language; 0: no statements.",
            default=300,
        ),
        Key(
            "photographs",
            YES_OR_NO,
            "Whether candidates may give a photograph, with words for whoever cannot see it.",
            default=False,
        ),
        Key(
            "tally",
            YES_OR_NO,
            "Whether everybody may see, all the time, who has been nominated by whom.",
            default=False,
        ),
        Key(
            "accept_by",
            Moment(day=False),
            "Until when candidates accept and write their statement.",
            basis="until `closes`",
        ),
        Key(
            "withdraw_by",
            Moment(day=False),
            "Until when a candidate may withdraw.",
            basis="until `accept_by`",
        ),
    ),
    """
opens = 2027-01-11T09:00:00
closes = 2027-02-05T17:00:00
most = 9
threshold = 5
tally = true
accept_by = 2027-02-12T17:00:00
withdraw_by = 2027-02-19T17:00:00
""",
)

MAIL = Table(
    (
        Key(
            "from",
            Text("an e-mail address"),
            "Who mails are from.",
            basis="none; needed with `host`",
        ),
        Key(
            "host",
            Text("the name of a host"),
            "The server that sends mails.",
            basis="mails are shown on the officer's page, to be copied",
        ),
        Key(
            "port",
            whole("a whole number", 1, 65535),
            "Its port.",
            basis=f'{_MAIL.port}, or 465 where `security = "tls"`',
        ),
        Key(
            "security",
            Choice(("starttls", "tls", "none")),
            "How mails are kept from others on the way there.",
            default=_MAIL.security,
        ),
        Key("user", Text(), "As whom to sign in there.", basis="without signing in"),
        Key(
            "password_file",
            Text("the name of a file"),
            "The file beside this one that holds the user's password.",
        ),
        Key(
            "rate",
            whole("a whole number of mails", 1, 100_000),
            "Mails a minute, at most.",
            default=_MAIL.rate,
        ),
        Key(
            "observers",
            ListOf(Text("an e-mail address")),
            "Who is sent the boards' signed heads, once a day and at the close; they need `host`.",
            basis="nobody",
        ),
        Key(
            "reminders",
            ListOf(Moment(day=False), most=MOST_REMINDERS),
            "When those who have voted in nothing are reminded; they need `host`. They can be"
            " changed after the seal, too.",
            basis="when an officer asks for it",
        ),
    ),
    """
from = "votes@example.org"
host = "smtp.example.org"
port = 587
security = "starttls"
user = "votes@example.org"
password_file = "smtp.password"
rate = 600
observers = ["ann@example.org"]
reminders = [2027-03-22T09:00:00, 2027-03-27T09:00:00]
""",
)

SEAL = Table(
    (
        Key(
            "practice",
            YES_OR_NO,
            "Whether this is an exercise, with keys to be thrown away.",
            default=_SEAL.practice,
        ),
        Key(
            "check_codes",
            YES_OR_NO,
            "Whether voters are shown check codes; who sees a voter's code can later read that"
            " vote.",
            default=_SEAL.check_codes,
        ),
        Key(
            "server_seals",
            YES_OR_NO,
            "Whether the server seals ballots for voters without JavaScript, who cannot vote"
            " otherwise.",
            default=_SEAL.server_seals,
        ),
        Key(
            "least_decoys",
            whole("a whole number of decoys", 1, 10**6),
            "Decoys among the ballots of each contest, at least, where trustees mix; a club has"
            " none.",
            default=1000,
        ),
        Key(
            "links",
            Text("a name"),
            "Who makes the links, in an organisation, which needs it.",
        ),
    ),
    """
practice = true
least_decoys = 1000
""",
)

_DAYS = whole("a whole number of days", 0, 3650)
RETENTION = Table(
    (
        Key(
            "mails",
            _DAYS,
            "Days from the close until it falls due to delete what was mailed to whom.",
            default=_RETENTION.mails,
        ),
        Key(
            "roll",
            _DAYS,
            "Days from the publishing of the results, the time in which they can be challenged,"
            " until it falls due to delete the roll, who has voted, nominations, and links.",
            default=_RETENTION.roll,
        ),
    ),
    """
mails = 30
roll = 180
""",
)

TEXTS = Table(
    (
        Key("welcome", _LONG, "What voters are greeted with."),
        Key("help", _LONG, "Whom voters ask for help."),
        Key("signature", _LONG, "What stands below each mail."),
    ),
    """
welcome = { en = "Every member has one vote.", cy = "Mae gan bob aelod un bleidlais." }
help = "Write to office@example.org."
signature = "The returning officer"
""",
)

TURNOUT = Table(
    (
        Key(
            "by",
            Text("a column of the roll"),
            "The column of the roll by which turnout is told; fixed at the freeze.",
            default=_TURNOUT.by,
        ),
        Key(
            "public",
            YES_OR_NO,
            "Whether everybody is told: by area on some days and after the close, where ten at"
            " least more have voted in each and ten have not; reminders say roughly how many.",
            default=_TURNOUT.public,
        ),
    ),
    """
by = "region"
public = true
""",
)

CANDIDATE = Table(
    (
        Key("name", Text("a name"), "As it stands on the ballot paper.", needed=True),
        Key("slate", Text(), "Shown below the name."),
        Key(
            "statement",
            _LONG,
            "In the candidate's words: the text itself, or a file of .md or .txt beside this one.",
        ),
    ),
    """
name = "Ann Example"
slate = "Independent"
statement = "statements/ann.md"
""",
)

CONTEST = Table(
    (
        Key(
            "id",
            Text("at most 32 lower-case letters, digits and hyphens"),
            "In addresses and files; stays as it is.",
            needed=True,
        ),
        Key("title", _TITLE, "What the contest is called.", needed=True),
        Key(
            "seats",
            whole("a whole number of seats", 1, MOST_CANDIDATES),
            "How many are to be elected.",
            needed=True,
        ),
        Key(
            "rules",
            Text("the name of a rule set"),
            'By which it is counted: `hustings rules` lists them; "block-vote" has ticks, not'
            " ranks.",
            needed=True,
        ),
        Key(
            "order",
            Choice(tuple(one.value for one in Order)),
            'Of the names: "listed" as they stand here, "rotated" so but beginning elsewhere for'
            ' each voter, "alphabetical" by surname, "lot" from `order_seed`.',
            default=Order.LISTED.value,
        ),
        Key(
            "order_seed",
            Text(),
            'With `order = "lot"`, which needs it: what dice showed that were thrown before'
            " witnesses.",
        ),
        Key(
            "ties",
            Choice((OFFICER, SEED)),
            'Who draws lots: "officer", or "seed" (from `ties_seed`).',
            default=OFFICER,
        ),
        Key(
            "ties_seed",
            Text(),
            'With `ties = "seed"`, which needs it. Secret until the close: 20 letters that nobody'
            " can guess.",
        ),
        Key(
            "voters",
            Either(
                (
                    Choice((ALL,)),
                    Named(
                        "column of the roll",
                        Either((Text(), ListOf(Text(), least=1), YES_OR_NO)),
                        pattern=COLUMN,
                        least=1,
                    ),
                )
            ),
            "Who may vote: all, or those of whom the roll says this, without regard to case, in"
            ' each column: `{ region = ["Wales", "Scotland"], councillor = true }`.',
            default=ALL,
        ),
        Key(
            "nominators",
            Either(
                (
                    Choice((ALL,)),
                    Named(
                        "column of the list of bodies",
                        Either((Text(), ListOf(Text(), least=1))),
                        pattern="|".join(BODY_COLUMNS),
                        least=1,
                    ),
                )
            ),
            "Which bodies nominate here: all, or those of whom the list says this, in each column:"
            ' `{ region = "Wales", kind = ["branch", "union"] }`.',
            default=ALL,
        ),
        Key(
            "candidates",
            Either((Choice((NOMINATED,)), ListOf(CANDIDATE, least=1, most=MOST_CANDIDATES))),
            'Who stands; "nominated" where they are still to be nominated: see [nominations].',
            needed=True,
        ),
    ),
    """
id = "committee"
title = "Committee"
seats = 2
rules = "ers97"
order = "lot"
order_seed = "3 6 1 1 5 2"
voters = { region = "Wales", councillor = true }
""",
)

ELECTION = Table(
    (
        Key("title", _TITLE, "What the election is called.", needed=True),
        Key("organisation", Text(), "Whose election it is.", needed=True),
        SITE.key("address"),
        Key(
            "setting",
            Choice(tuple(one.value for one in Setting)),
            'Who holds keys. "club": the officer alone, whom everybody trusts. "society": a'
            " scrutineer and two or more trustees; no one of them can read a vote."
            ' "organisation": the same, and another body makes and mails the links.',
            default=Setting.CLUB.value,
        ),
        Key(
            "trustees",
            whole("a whole number", 2, 9),
            "How many trustees there are.",
            basis="none in a club; needed in the other settings",
        ),
        Key(
            "languages",
            ListOf(Choice(LANGUAGES), least=1),
            "The languages of the pages, the election's own first: English (en), Welsh (cy). With"
            " both, each text can be given in both of them:"
            ' `{ en = "Election of the committee", cy = "Ethol y pwyllgor" }`.',
            default=("en",),
        ),
        SITE.key("database"),
        Key("dates", DATES, "When what happens.", needed=True),
        Key(
            "nominations",
            NOMINATIONS,
            'How candidates are nominated, in contests with `candidates = "nominated"`.',
        ),
        Key("mail", MAIL, "How mails leave; without `host` they are shown on the officer's page."),
        Key(
            "roll",
            Named("column of the roll", Text("a heading"), pattern=COLUMN),
            f"The headings of the roll where they are not found by themselves: of"
            f" {', '.join(f'`{column}`' for column in COLUMNS)} and the columns that `voters` of a"
            " contest asks for.",
        ),
        Key("seal", SEAL, "How ballots are sealed."),
        Key("turnout", TURNOUT, "How it is told how many have voted."),
        Key(
            "retention",
            RETENTION,
            "When it falls due to delete what is personal; `hustings vote forget` does it, and this"
            " counts after the seal too.",
        ),
        Key(
            "texts",
            TEXTS,
            "Texts of your own: how voters are greeted, whom they ask, what ends a mail.",
        ),
        Key(
            "contests",
            ListOf(CONTEST, least=1),
            "What is voted on: one [[contests]] each, with [[contests.candidates]] below it.",
            needed=True,
        ),
    ),
    """
title = "Election of the committee"
organisation = "Example Society"
address = "https://vote.example.org/"
setting = "society"
trustees = 2
languages = ["en", "cy"]
database = "postgresql://votes@localhost/committee"
""",
)
