"""What pages are given to show: their frame, the voting period, the lists.

Knows the guide in one language, and where each page stands.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from markupsafe import Markup

from hustings.guide.hosting import POLICY
from hustings.guide.model import Build, Guide, Partition, PublishedSequence
from hustings.guide.pages import markup
from hustings.guide.words import wording
from hustings.guide.words.wording import of_parts
from hustings.report import when
from hustings.report.languages import Words
from hustings.report.wording import printable

# The days left are told from as far ahead as this.
_FAR = 99


class Site(NamedTuple):
    """The guide in one language.

    Attributes:
        tongues: the words of every language the site has, in its order.
        attribution: of the postcode data; empty where there is none.
    """

    guide: Guide
    build: Build
    words: Words
    tongues: tuple[Words, ...]
    attribution: str

    def folder(self, words: Words) -> str:
        """Where a language's pages are, from the top of the site."""
        return "" if words is self.tongues[0] else f"{words.language}/"

    def plain(self) -> str:
        """The site's title."""
        return printable(self.guide.title.given(self.words.language)[1])


class Tongue(NamedTuple):
    """A page in one of the site's languages."""

    code: str
    name: str
    direction: str
    href: str
    here: bool
    turned: bool


class Way(NamedTuple):
    """A link to a page of the site."""

    href: str
    title: str | Markup
    here: bool = False


class Frame(NamedTuple):
    """What surrounds the content of every page.

    Attributes:
        root, home: how to get to the top of the site, and to that of its language.
        address: of this page, for previews; empty where the site's is not known, as is `card`.
        tongues: this page in every language; empty where there is only one.
    """

    title: str
    description: str
    root: str
    home: str
    address: str
    card: str
    card_alt: str
    policy: str
    nav: tuple[Way, ...]
    tongues: tuple[Tongue, ...]
    attribution: str


def frame(
    site: Site, path: str, title: str, *, description: str = "", card: str = "", card_alt: str = ""
) -> Frame:
    """The frame of the page at `path` in its language's folder.

    Args:
        title: of the page; empty for the finder, which has the site's.
        card: path of its picture in its language's folder.
    """
    guide, words = site.guide, site.words
    home = "../" * path.count("/")
    root = home + ("../" if site.folder(words) else "")
    whole = site.plain()
    address = f"{guide.address}{site.folder(words)}" if guide.address else ""
    tongues = tuple(
        Tongue(
            one.language,
            one.name,
            one.direction,
            f"{root}{site.folder(one)}{path}",
            one is words,
            one.direction != words.direction,
        )
        for one in site.tongues
    )
    return Frame(
        title=words("site.titled", page=title, site=whole) if title else whole,
        description=description or words("finder.about"),
        root=root,
        home=home,
        address=address and address + ("" if path == "index.html" else path),
        card=address and address + (card or "card.png"),
        card_alt=card_alt or words("site.card", title=whole),
        policy=POLICY,
        nav=tuple(
            Way(home + to, words(key), here=to == path) for to, key in pages_of(guide, site.build)
        ),
        tongues=tongues if len(tongues) > 1 else (),
        attribution=site.attribution,
    )


def pages_of(guide: Guide, build: Build) -> tuple[tuple[str, str], ...]:
    """(path, its title in the words) of the pages that stand in the navigation."""
    there = {
        "lists": True,
        "contests": bool(guide.contests),
        "how": True,
        "changes": bool(build.changes) and not build.early,
        "embed": bool(guide.address),
        "privacy": True,
    }
    named = tuple((f"{name}.html", f"{name}.title") for name, is_there in there.items() if is_there)
    return (("index.html", "site.finder"), *named)


# -- the voting period -------------------------------------------------------------------------


class Period(NamedTuple):
    """When one may vote.

    Attributes:
        text: as it stands without a clock.
        opens, closes: for the script; empty where not given.
        shift: minutes from UTC to the clock by which days are counted.
        data: sentences for each state, and how many days are left, beginning with none.
    """

    text: str
    opens: str
    closes: str
    shift: int
    data: dict[str, object]


def period(site: Site) -> Period | None:
    """The voting period; None where no date is given."""
    words, dates = site.words, site.guide.dates
    opens, closes = dates.opens, dates.closes
    if opens is None and closes is None:
        return None
    places = {}
    if opens is not None:
        places["opens"] = when.beginning(words, opens)
    data: dict[str, object] = {}
    if closes is not None:
        places["closes"] = when.end(words, closes)
        data["open"] = words("state.open", **places)
        data["closed"] = words("state.closed", **places)
        data["left"] = [words("state.today")] + [
            words("state.left", n=n) for n in range(1, _days(opens, closes, site.build.day) + 1)
        ]
    elif opens is not None:
        data["open"] = words("state.begun")
    if opens is None:
        text = words("state.open", **places)
    else:
        key = "both" if closes is not None else "before"
        text = words(f"state.{key}{'_day' if opens.time() == time() else ''}", **places)
    last = closes or opens
    offset = last.utcoffset() if last is not None else None
    return Period(
        text=text,
        opens=opens.isoformat() if opens is not None else "",
        closes=closes.isoformat() if closes is not None else "",
        shift=int((offset or timedelta()).total_seconds()) // 60,
        data=data,
    )


def _days(opens: datetime | None, closes: datetime, built: date) -> int:
    """The most days that can be left while one may vote."""
    first = opens or datetime.combine(built, time(), UTC)
    return min(_FAR, max(0, (closes - first).days + 1))


def early(site: Site) -> Markup:
    """What stands in place of lists that may not be seen yet."""
    words, published = site.words, site.guide.dates.published
    if published is None:
        return Markup('<p class="notice">{}</p>').format(words("state.early_soon"))
    return Markup('<p class="notice"><b>{}</b> {}</p>').format(
        words("state.early", published=when.beginning(words, published)),
        words("state.early_again"),
    )


# -- the lists ---------------------------------------------------------------------------------


class SequenceView(NamedTuple):
    """A list as pages show it.

    Attributes:
        path: of its page, in its language's folder.
        title: whom it is for; `heading` with each region's language.
        ballot: address of the voting page with the list behind it; empty for none.
        after: (language, text) what follows the last name; no text for nothing.
    """

    slug: str
    path: str
    title: str
    heading: Markup
    names: tuple[str, ...]
    vote: str
    whom: str
    after: tuple[str, str]
    ballot: str


def listed(site: Site, order: PublishedSequence) -> SequenceView:
    """A list in the site's language."""
    guide, words = site.guide, site.words
    titles = [guide.regions[region].title for region in order.regions]
    return SequenceView(
        slug=order.slug,
        path=f"lists/{order.slug}.html",
        title=words.joined([printable(title.given(words.language)[1]) for title in titles]),
        heading=markup.joined(words, [markup.said(words, title) for title in titles]),
        names=tuple(printable(name) for name in order.sequence),
        vote=words("answer.vote", n=len(order.sequence)),
        whom=of_parts(words, guide, "lists.for_place", len(titles))
        if guide.partition in (Partition.PLACE, Partition.CHOICE)
        else of_parts(words, guide, "lists.for_group"),
        after=wording.after(words, guide, len(order.sequence)),
        ballot=guide.ballot.carrying(order.sequence) if guide.ballot else "",
    )


def card_alt(site: Site, one: SequenceView) -> str:
    """What a list's picture shows."""
    return site.words("lists.card_alt", title=one.title, names=", ".join(one.names))


def list_data(site: Site, one: SequenceView) -> dict[str, object]:
    """A list for the script: to show, to copy, to share."""
    language, after = one.after
    after = printable(after)
    entry: dict[str, object] = {
        "page": one.path,
        "title": one.title,
        "names": one.names,
        "vote": one.vote,
    }
    if after:
        entry["after"] = after
    if one.ballot:
        entry["ballot"] = one.ballot
    if after and language != site.words.language:
        entry["afterLang"] = language
    return entry


def script_data(site: Site) -> dict[str, object]:
    """What the script needs on every page where it does something."""
    words, voting = site.words, period(site)
    return {
        "title": site.plain(),
        "address": f"{site.guide.address}{site.folder(words)}" if site.guide.address else "",
        "copied": words("answer.copied"),
        "notCopied": words("answer.not_copied"),
        "state": voting.data if voting else {},
    }


def provenance(site: Site) -> list[str]:
    """Where the lists are from, in sentences."""
    words, origin = site.words, site.guide.provenance
    said = []
    plan, election = printable(origin.plan), printable(origin.election)
    if plan and election:
        said.append(words("lists.plan_of", plan=plan, election=election))
    elif plan:
        said.append(words("lists.plan", plan=plan))
    if origin.expected is not None:
        seats, error = origin.expected
        said.append(
            words(
                "lists.expected",
                draws=words.number(origin.draws),
                seats=f"{seats:.2f}",
                standing=origin.standing,
                error=f"{error:.2f}",
            )
        )
    if origin.seed is not None and origin.digest:
        said.append(words("lists.seed", seed=origin.seed, digest=origin.digest))
    return said
