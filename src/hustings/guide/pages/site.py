"""The pages of a site, in every language.

Knows which pages there are and what each is given. It reads and writes nothing but the package's
own files and the language files beside a guide. What the pages look like stands in `templates`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from hustings.guide import colours, words
from hustings.guide.model import Build, Change, Guide, PublishedSequence
from hustings.guide.pages import finder as views_finder
from hustings.guide.pages import markup, views
from hustings.guide.pages.views import Frame, Site, Way
from hustings.guide.words import wording
from hustings.report import when
from hustings.report.wording import printable

if TYPE_CHECKING:
    from jinja2 import Environment

    from hustings.guide.postcodes.index import Index

# Not needed where there are no postcodes.
_POSTCODES = "lookup.js"
# Nor this where there are no constituencies.
_PARTIES = "parties.js"
_STYLE = "style.css"


def render(
    guide: Guide, build: Build, index: Index | None, *, beside: str = ""
) -> Iterator[tuple[str, str]]:
    """(path in the site, text) of every page in every language, then of style sheets and scripts.

    Equal arguments give equal pages.

    Args:
        index: of postcodes; None where the regions are not places.
        beside: folder with further language files.

    Raises:
        InputError: a language file is missing or not in order.
    """
    tongues = tuple(words.load(language, beside) for language in guide.languages)
    attribution = index.attribution if index else ""
    for tongue in tongues:
        site = Site(guide, build, tongue, tongues, attribution)
        for page in _pages(site, index):
            yield site.folder(tongue) + page.path, _text(site, page)
    for entry in sorted(_STATIC.iterdir(), key=lambda entry: entry.name):
        script = entry.read_text(encoding="utf-8")
        if entry.name == _PARTIES:
            if guide.constituencies:
                yield entry.name, views_finder.constituencies(guide) + script
        elif entry.name == _STYLE and guide.palette != colours.OURS:
            yield entry.name, script + colours.style(guide.palette)
        elif index or entry.name != _POSTCODES:
            yield entry.name, script


_STATIC = files("hustings.guide") / "static"


class _Page(NamedTuple):
    path: str
    template: str
    frame: Frame
    given: Mapping[str, object]


def _pages(site: Site, index: Index | None) -> Iterator[_Page]:
    """The pages of one language; the paths are in its folder."""
    yield _finder(site, index)
    yield _lists(site)
    if not site.build.early:
        for order in site.guide.lists:
            yield _list(site, order)
    for slug, regions in site.build.moved:
        yield _moved(site, slug, regions)
    yield _how(site)
    yield _plain(site, "privacy")
    if site.guide.contests:
        yield _plain(site, "contests")
    if site.build.changes and not site.build.early:
        changes = [_change(site, change) for change in site.build.changes]
        yield _plain(site, "changes", changes=changes)
    if site.guide.address:
        yield from _embed(site, index)
    if site.words is site.tongues[0]:
        yield _missing(site)


def _text(site: Site, page: _Page) -> str:
    spoken = site.words
    template = _environment().get_template(page.template)
    return template.render(
        guide=site.guide,
        build=site.build,
        words=spoken,
        frame=page.frame,
        said=partial(markup.said, spoken),
        paragraphs=partial(markup.paragraphs, spoken),
        rich=partial(markup.rich, spoken),
        faces=markup.faces(spoken, site.guide.photographs, page.frame.root),
        no_face=markup.NO_FACE,
        of_parts=partial(wording.of_parts, spoken, site.guide),
        rich_of_parts=partial(markup.rich_of_parts, spoken, site.guide),
        **page.given,
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("hustings.guide", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(when=when, bold=markup.bold, link=markup.link)
    return environment


# -- the pages ---------------------------------------------------------------------------------


def _finder(site: Site, index: Index | None, *, framed: bool = False) -> _Page:
    """The first page; or the finder alone, for a frame in another site, which its links leave."""
    given = {
        "finder": views_finder.finder(
            site, index, choose="index.html#regions" if framed else "#regions"
        ),
        "period": views.period(site),
        "early": views.early(site),
        "data": markup.data(views.script_data(site)),
        "out": Markup(' target="_blank" rel="noopener"' if framed else ""),
    }
    path = "finder-embed.html" if framed else "index.html"
    return _Page(path, path, views.frame(site, path, ""), given)


def _lists(site: Site) -> _Page:
    given: dict[str, object] = {"early": views.early(site)}
    if not site.build.early:
        given["lists"] = [views.listed(site, order) for order in site.guide.lists]
        given["provenance"] = views.provenance(site)
    return _plain(site, "lists", **given)


def _list(site: Site, order: PublishedSequence) -> _Page:
    from hustings.guide.pages import why
    from hustings.report import qr

    one = views.listed(site, order)
    alt = views.card_alt(site, one)
    frame = views.frame(
        site,
        one.path,
        one.title,
        description=site.words("lists.description", names=site.words.joined(one.names)),
        card=f"lists/{one.slug}.png",
        card_alt=alt,
    )
    data = views.script_data(site) | {"lists": [views.list_data(site, one)]}
    given = {
        "list": one,
        "why": why.explanation(site.guide, order, site.words),
        "numbers": why.numbers(order, site.words),
        "card_alt": alt,
        "code": Markup(qr.svg(frame.address)) if frame.address else "",
        "period": views.period(site),
        "data": markup.data(data),
    }
    return _Page(one.path, "list.html", frame, given)


def _moved(site: Site, slug: str, regions: tuple[str, ...]) -> _Page:
    """In place of a list that is gone: where its regions' lists are now."""
    path = f"lists/{slug}.html"
    now = [
        Way(f"{site.guide.lists[region.list].slug}.html", markup.said(site.words, region.title))
        for region in site.guide.regions
        if region.name in regions and not site.build.early
    ]
    frame = views.frame(site, path, site.words("lists.moved"))
    return _Page(path, "moved.html", frame, {"now": now})


def _how(site: Site) -> _Page:
    from hustings.guide.pages import how

    return _plain(site, "how", **how.view(site.words))


def _plain(site: Site, name: str, **given: object) -> _Page:
    """A page whose title is its name in the words."""
    path = f"{name}.html"
    return _Page(path, path, views.frame(site, path, site.words(f"{name}.title")), given)


def _embed(site: Site, index: Index | None) -> Iterator[_Page]:
    """How to put the finder on another site, and the finder for it."""
    title = site.words("embed.frame", title=site.plain())
    address = f"{site.guide.address}{site.folder(site.words)}finder-embed.html"
    snippet = Markup(
        '<iframe src="{}" title="{}"\n  width="100%" height="640" loading="lazy"'
        ' allow="clipboard-write; web-share"></iframe>'
    ).format(address, title)
    data = markup.data(views.script_data(site))
    yield _plain(site, "embed", snippet=str(snippet), frame_title=title, data=data)
    yield _finder(site, index, framed=True)


def _missing(site: Site) -> _Page:
    """What a host shows for an address that is none.

    It may be of any depth, so its links begin at the top of the host.
    """
    frame = views.frame(site, "404.html", site.words("missing.title"))
    top = urlsplit(site.guide.address).path if site.guide.address else ""
    nav = tuple(way._replace(href=top + way.href) for way in frame.nav)
    frame = frame._replace(root=top, home=top, nav=nav, tongues=(), address="", card="")
    return _Page("404.html", "404.html", frame, {"others": site.tongues[1:]})


class _Changed(NamedTuple):
    """One list before and now.

    Attributes:
        region: as members are shown it now; as it was called if it is gone.
        now: (name, its place before, counted from 1; 0 where it was not there).
    """

    region: str | Markup
    before: tuple[str, ...]
    now: tuple[tuple[str, int], ...]


def _change(site: Site, change: Change) -> dict[str, object]:
    titles = {one.name: markup.said(site.words, one.title) for one in site.guide.regions}
    lists = [
        _Changed(
            titles.get(region, printable(region)),
            tuple(printable(name) for name in before),
            tuple(
                (printable(name), before.index(name) + 1 if name in before else 0) for name in now
            ),
        )
        for region, before, now in change.lists
    ]
    return {"number": change.number, "day": change.day, "first": change.first, "lists": lists}
