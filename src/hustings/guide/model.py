"""What a guide holds: the lists of a plan, who is asked for which, and what members are told.

Knows the nouns of a guide and nothing else: they are made by `config`, shown by `pages`. Must not
know pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from urllib.parse import quote

from hustings.guide.colours import OURS, Palette
from hustings.planning.plan.figures import Provenance


class Partition(Enum):
    """What decides which region a member belongs to."""

    PLACE = "place"
    SURNAME = "surname"
    BIRTH_MONTH = "birth-month"
    LAST_DIGIT = "last-digit"
    CHOICE = "choice"  # the member chooses, from the regions' titles


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the campaign's own, in one or more languages.

    Attributes:
        said: (language, words), the language first that stands in for those that are missing;
            empty for nothing said.
    """

    said: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.said)

    def given(self, language: str) -> tuple[str, str]:
        """(language, words) in `language`, else in the first there is; two empty strings if none.

        A page marks words in another language than its own with that language.
        """
        for pair in self.said:
            if pair[0] == language:
                return pair
        return self.said[0] if self.said else ("", "")


@dataclass(frozen=True, slots=True)
class PartName:
    """What members call a part of the electorate: one "faculty", several "faculties"."""

    one: Text
    several: Text

    def given(self, language: str, n: int) -> str:
        """What `n` of them are called."""
        return (self.one if n == 1 else self.several).given(language)[1]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the electorate, as the plan calls it.

    Attributes:
        name: in the plan; unique.
        title: as members are shown it.
        slug: in addresses; unique; lower-case letters, digits and hyphens.
        areas: PLACE: names of the postcode index's areas that belong to it.
        keys: other partitions: initials "A", months "1" to "12", or digits "0" to "9".
        list: index of its list.
    """

    name: str
    title: Text
    slug: str
    areas: tuple[str, ...]
    keys: tuple[str, ...]
    list: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a list is as it is, in figures, for the words that a page makes of them.

    Attributes:
        beginnings: (name, how many lists begin with it), this list's own first name before the
            others, which follow as the lists are numbered.
        home: index of the region of this list where the first name is at home; None for none.
        gain: (seats, standard error) that all lists together are expected to elect more than one
            order for everybody; None where that was not evaluated.
        chances: (name, chance, standard error) of every name, in the order of the list; none where
            not evaluated.
        start: (first preferences of the first name over the whole electorate, quota), as expected;
            None where the plan was not explained.
        instead: (name, seats, standard error): the best that was tried with another name first on
            this list, and what it changes; None where nothing was tried.
    """

    beginnings: tuple[tuple[str, int], ...]
    home: int | None = None
    gain: tuple[float, float] | None = None
    chances: tuple[tuple[str, float, float], ...] = ()
    start: tuple[float, float] | None = None
    instead: tuple[str, float, float] | None = None


@dataclass(frozen=True, slots=True)
class PublishedSequence:
    """One list: an order to recommend, and for whom.

    Attributes:
        number: 1, 2, 3 …, as the plan numbers its lists.
        slug: in addresses; unique; made from the regions' names.
        sequence: candidates' names, the first preference first.
        regions: indices of its regions.
        why: why this order, in the campaign's own two sentences or so; empty where `reason` speaks.
        reason: what the plan itself says of that.
    """

    number: int
    slug: str
    sequence: tuple[str, ...]
    regions: tuple[int, ...]
    why: Text
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Where a member belongs whose address has no postcode of the index, or none at all.

    Attributes:
        key: "jersey", "guernsey", "isle-of-man", "forces" or "overseas".
        region: index of the region; None where only `note` helps.
        note: what else to say.
    """

    key: str
    region: int | None
    note: Text


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the site, which nothing follows but a member's tap."""

    title: Text
    address: str


@dataclass(frozen=True, slots=True)
class Endorsement:
    """Who supports the slate or a recommendation, and in which words."""

    by: str
    words: Text = Text()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Contest:
    """Another contest on the same ballot.

    Attributes:
        title: of the contest.
        who: who may vote in it.
        seats: places to fill; 0 where not given.
        recommended: names.
        ordered: whether the names are an order to vote in, or equals.
        by: who recommends them; empty for the slate itself.
        note: anything else.
    """

    title: Text
    who: Text
    seats: int
    recommended: tuple[str, ...]
    ordered: bool
    by: Text = Text()
    note: Text = Text()
    endorsements: tuple[Endorsement, ...] = ()


@dataclass(frozen=True, slots=True)
class Ballot:
    """Where members vote, on a page that takes a list from behind the `#` of its address.

    Attributes:
        address: of the page.
        contest: id of the contest there that the lists are for; empty where only one has them.
    """

    address: str
    contest: str = ""

    def carrying(self, names: Sequence[str]) -> str:
        """The address with a list, which browsers send to nobody.

        Names are apart by line breaks, which no name has; every letter but plain ones is escaped.
        """
        listed = "%0A".join(quote(name, safe="") for name in names)
        return f"{self.address}#list={listed}{self.contest and f'&contest={self.contest}'}"


@dataclass(frozen=True, slots=True)
class Photograph:
    """Of a candidate.

    Attributes:
        name: as the lists have it.
        path: in the site.
        alt: what it shows, for those who do not see it.
        content: a JPEG, as large as all others and without anything but the picture.
    """

    name: str
    path: str
    alt: Text
    content: bytes


@dataclass(frozen=True, slots=True)
class Dates:
    """When what happens, each with its offset from UTC; None where not given.

    Attributes:
        published: lists may be seen from then on; before, the site says when.
        opens, closes: the ballot.
    """

    published: datetime | None = None
    opens: datetime | None = None
    closes: datetime | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything a site is made from.

    Attributes:
        title: of the site.
        slate: who asks for these orders.
        organisation: who publishes, with the imprint the law asks for in `imprint`.
        address: of the finished site, ending in "/", for QR codes and previews; empty where not
            known.
        short: the address to print for people to type; empty for `address` without its scheme.
        languages: codes; the first is the site's own, the others live in folders.
        partition: what decides a member's region.
        palette: the colours of pages and cards.
        part: what members call a region; None for "region".
        later: what is said of preferences after a list's last; empty for the site's own words, None
            for nothing.
        intro: a paragraph at the top; about: on the page of all lists; both may be empty.
        regions, lists: of the plan; each region has exactly one list.
        routes: for addresses without a postcode of the index; one for each key.
        constituencies: (name, name in Welsh or empty, index of its region), sorted by name; empty
            where choosing by local party is not offered.
        member_note: shown beside the postcode box: whose postcode, or which local party, counts.
        photographs: of candidates on the lists, at most one of each.
        ballot: where members vote; None where no list can be taken there.
        visits: what the host tells the campaign about visits: "none" or "totals".
    """

    title: Text
    slate: str
    organisation: str
    languages: tuple[str, ...]
    partition: Partition
    regions: tuple[Region, ...]
    lists: tuple[PublishedSequence, ...]
    palette: Palette = OURS
    part: PartName | None = None
    later: Text | None = Text()
    imprint: Text = Text()
    address: str = ""
    short: str = ""
    dates: Dates = Dates()
    intro: Text = Text()
    about: Text = Text()
    member_note: Text = Text()
    routes: tuple[Route, ...] = ()
    constituencies: tuple[tuple[str, str, int], ...] = ()
    contests: tuple[Contest, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
    links: tuple[Link, ...] = ()
    provenance: Provenance = field(default_factory=lambda: Provenance(""))
    photographs: tuple[Photograph, ...] = ()
    ballot: Ballot | None = None
    visits: str = "none"

    def order_for(self, region: int) -> PublishedSequence:
        """The list of a region."""
        return self.lists[self.regions[region].list]


@dataclass(frozen=True, slots=True)
class Change:
    """What one build changed.

    Attributes:
        number, day: of the build.
        lists: titles' regions by name, with the list before and now; an empty list for none.
        first: whether there was nothing before.
    """

    number: int
    day: date
    lists: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    first: bool = False


@dataclass(frozen=True, slots=True)
class Build:
    """Which build of the site this is.

    Attributes:
        number: 1, 2, 3 …; a build that changes nothing keeps the number and the day.
        day: of the build.
        changes: of every build that changed a list, the newest first.
        moved: (old slug, names of its regions) of lists' pages that earlier builds had and this
            one has not; an address once printed goes on to lead somewhere.
        early: whether the lists are not yet to be seen.
    """

    number: int
    day: date
    changes: tuple[Change, ...] = ()
    moved: tuple[tuple[str, tuple[str, ...]], ...] = ()
    early: bool = False
