"""Rule sets that people ask for and that are not here: what is nearest, and in what that differs.

Knows names of the field, and one sentence on each. Must not know how a name is looked up.
"""

from __future__ import annotations

from typing import NamedTuple


class Absent(NamedTuple):
    """A rule set, or something that is taken for one, that is not here.

    Attributes:
        title: what it is called.
        names: what people write for it: lower case, one space between words.
        nearest: rule sets that are here, the nearest first; none where nothing is near.
        differs: goes on from "but": in what the first of them differs. Where nothing is near, what
            the thing is.
    """

    title: str
    names: tuple[str, ...]
    nearest: tuple[str, ...]
    differs: str


ABSENT = (
    Absent(
        "Ireland's count (Dail, councils)",
        ("ireland", "irish", "dail", "eire", "republic of ireland", "irish dail", "pr stv"),
        ("northern-ireland",),
        "Ireland moves a surplus as whole papers, the last filed of each pile, where Northern"
        " Ireland moves all of them at a lower value",
    ),
    Absent(
        "the Seanad's count",
        ("seanad", "irish senate"),
        ("northern-ireland",),
        "the Seanad breaks ties by an order of all candidates that is made before the count",
    ),
    Absent(
        "Malta's count",
        ("malta", "maltese"),
        ("northern-ireland",),
        "Malta moves a surplus as whole papers, lets none of them wait, and adds seats by party"
        " after the count",
    ),
    Absent(
        "New Zealand's Meek",
        ("nz", "new zealand", "nzstv", "meek nz", "nz meek"),
        ("meek-prf",),
        "New Zealand rounds at other places, stops an iteration at 0.0001, excludes sure losers"
        " earlier, and breaks ties by the first difference and then by numbers of its own",
    ),
    Absent(
        "Wikimedia's Meek (SecurePoll)",
        ("securepoll", "wikimedia", "wikipedia", "mediawiki"),
        ("meek-prf",),
        "SecurePoll cuts to ten decimals, adds 0.000001 to the quota, and excludes all who share"
        " the last place together",
    ),
    Absent(
        "the Australian Senate's count",
        ("australia", "australian", "senate", "aec", "australian senate", "australia senate"),
        ("scotland",),
        "the Senate divides a surplus by the number of all papers whatever they are worth, so that"
        " a paper can gain value, and credits whole votes",
    ),
    Absent(
        "Hare-Clark in the Australian Capital Territory",
        ("act", "hare clark", "act hare clark", "canberra"),
        ("northern-ireland",),
        "there a transfer value stays exact where Northern Ireland cuts it to two decimals, and"
        " votes are credited to six (before 2020, whole ones)",
    ),
    Absent(
        "Tasmania's Hare-Clark",
        ("tasmania", "tasmanian"),
        ("northern-ireland",),
        "Tasmania, as far as we know, divides by all papers of the last parcel, those too that go"
        " nowhere, and credits whole votes; its law was not read",
    ),
    Absent(
        "New South Wales's count for councils",
        ("nsw", "new south wales"),
        ("scotland",),
        "New South Wales credits whole votes and moves an excluded candidate's papers in the order"
        " in which they came",
    ),
    Absent(
        "Victoria's count",
        ("victoria", "victorian", "vec"),
        ("scotland",),
        "Victoria, like the Senate, divides a surplus by the number of all papers and credits whole"
        " votes",
    ),
    Absent(
        "Western Australia's count",
        ("western australia", "wa"),
        ("scotland",),
        "Western Australia credited whole votes, and moved an excluded candidate's papers by the"
        " count in which they came",
    ),
    Absent(
        "Minneapolis's count",
        ("minneapolis", "mpls"),
        ("wigm-prf",),
        "Minneapolis has a quota in whole votes, passes over a rank with two names, and defeats"
        " together all who cannot win any more",
    ),
    Absent(
        "Portland's count (Oregon)",
        ("portland", "portland or", "portland oregon"),
        ("wigm-prf",),
        "Portland has a quota in whole votes, passes over a rank with two names, and moves the"
        " surpluses of two who are elected together at once",
    ),
    Absent(
        "Cambridge's count (Massachusetts)",
        ("cambridge", "cambridge ma", "cincinnati"),
        ("scotland",),
        "Cambridge moves whole ballots, every n-th of a pile, so that the order of the ballots"
        " decides",
    ),
    Absent(
        "the Electoral Reform Society's rules before 1997",
        ("ers76", "ers73", "ers 76", "ers 73", "ers 1976"),
        ("ers97",),
        "the second edition kept votes in suspense and reduced the quota less often; its text was"
        " not found",
    ),
    Absent(
        "the Church of England's regulations",
        ("church of england", "general synod", "c of e", "synod"),
        ("ers97",),
        "only the beginning of its regulations was read; they resemble the Electoral Reform"
        " Society's rules, and nothing more is claimed",
    ),
    Absent(
        "the count for Welsh councils",
        ("wales", "welsh"),
        ("scotland",),
        "the Welsh rules were not read, so that nothing can be said of how far they agree",
    ),
    Absent(
        "the PRSA's rules of 1977",
        ("prsa", "prsa 1977", "prsa1977"),
        ("northern-ireland",),
        "the Proportional Representation Society of Australia counts in thousandths or whole votes,"
        " and moves surpluses in the order in which they arise",
    ),
    Absent(
        "Labour's count",
        ("labour", "labour party", "nec", "labour nec"),
        ("ers97",),
        "that Labour counts so was seen from its quota of 2020, which has two decimals; the rule on"
        " the number of women is not applied",
    ),
    Absent(
        "the Liberal Democrats' count",
        ("liberal democrats", "lib dem", "lib dems", "libdem"),
        ("ers97",),
        "their rule on the balance of women and men is not applied",
    ),
    Absent(
        "Warren's method",
        ("warren",),
        ("meek-prf",),
        "in Warren's each ballot pays the same price for a candidate, in Meek's the same share of"
        " what it has left",
    ),
    Absent(
        "Wright's method",
        ("wright",),
        ("wigm-prf",),
        "Wright's begins the whole count again after every exclusion",
    ),
    Absent(
        "quota preferential by quotient (QPQ)",
        ("qpq",),
        (),
        "it elects by quotients, which none of them does",
    ),
    Absent(
        "the count with ranks in Maine, Alaska, New York or San Francisco",
        ("maine", "alaska", "new york", "nyc", "san francisco"),
        ("irv",),
        "there an overvote ends the ballot, and in some of them so do two ranks left out",
    ),
    Absent(
        "the supplementary vote",
        ("supplementary vote", "sv", "london mayor"),
        ("irv",),
        "the supplementary vote has two preferences, and all but two candidates leave at once",
    ),
    Absent(
        "the Gregory method",
        ("gregory", "gregory method", "inclusive gregory", "wigm stv", "ewgm"),
        ("ers97", "northern-ireland", "scotland", "wigm-prf"),
        "they are four forms of it: the first two move a surplus from the last parcel, the others"
        " from all papers",
    ),
    Absent(
        "the Droop quota",
        ("droop", "droop quota"),
        ("northern-ireland", "scotland", "ers97"),
        "it is a quota and no whole set of rules: the first two take it in whole votes, ers97 to"
        " two decimals",
    ),
    Absent(
        "the Hare quota",
        ("hare", "hare quota"),
        ("northern-ireland", "scotland"),
        "it is a quota, and no rule set here uses it: these take Droop's, which is smaller",
    ),
    Absent(
        "the single non-transferable vote",
        ("sntv", "limited vote"),
        ("block-vote",),
        "block-vote gives as many votes as there are seats, not one or a few",
    ),
    Absent(
        "a count by lists, points or pairs",
        (
            *("borda", "condorcet", "schulze", "ranked pairs", "approval", "score", "star"),
            *("d'hondt", "dhondt", "sainte lague", "webster", "party list"),
        ),
        (),
        "the rule sets here are those of the single transferable vote, of irv and of block-vote",
    ),
)


def absent(words: str) -> Absent | None:
    """What somebody asks for who writes these words, and is not here.

    Args:
        words: lower case, one space between them.
    """
    for one in ABSENT:
        if words in one.names:
            return one
    # Part of a longer name: "irish-dail-2002", "australia-senate-2016". Short names are too common.
    asked = set(words.split())
    for one in ABSENT:
        if any(len(name) > 3 and set(name.split()) <= asked for name in one.names):
            return one
    return None


def sentence(one: Absent) -> str:
    """What to do in place of it."""
    near = " or ".join(filter(None, (", ".join(one.nearest[:-1]), *one.nearest[-1:])))
    if not near:
        return f"{one.title} is not here: {one.differs}"
    if len(one.nearest) > 1:
        return f"for {one.title} choose {near}; {one.differs}"
    return f"{one.title} is not here; the nearest is {near}, but {one.differs}"
