"""The pages of a site: whole pages against stored ones, and what must hold for every page."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest
from markupsafe import escape
from report.pages import Page

from guide.examples import (
    BUILD,
    EARLY,
    FIRST,
    INDEX,
    SUMMER,
    chosen,
    nec2020,
    parties,
    small,
    text,
)
from hustings.guide import words
from hustings.guide.hosting import POLICY
from hustings.guide.model import (
    Ballot,
    Build,
    Change,
    Dates,
    Guide,
    Partition,
    PartName,
    Photograph,
    PublishedSequence,
    Reason,
    Text,
)
from hustings.guide.pages import site as pages
from hustings.guide.postcodes import index as postcodes
from hustings.guide.postcodes.file import bundled

GOLDEN = Path(__file__).with_name("golden") / "site"
STATIC = {"finder.js", "how.css", "how.js", "noscript.css", "style.css"}
FIRST_PAGE = 60 * 1024  # bytes, before the postcodes; constituencies are loaded when wanted


def site(guide: Guide, build: Build, index: postcodes.Index | None) -> dict[str, str]:
    made = list(pages.render(guide, build, index))
    assert len({path for path, _ in made}) == len(made), "a path twice"
    return dict(made)


@pytest.fixture(scope="module")
def large() -> dict[str, str]:
    """The site of 2020 with everything on it."""
    index = bundled()
    return site(nec2020(constituencies=parties(index)), BUILD, index)


@pytest.fixture(scope="module")
def early() -> dict[str, str]:
    return site(nec2020(), EARLY, bundled())


@pytest.fixture(scope="module", params=["large", "early", *Partition])
def anything(request: pytest.FixtureRequest) -> dict[str, str]:
    if isinstance(request.param, str):
        found: dict[str, str] = request.getfixturevalue(request.param)
        return found
    index = INDEX if request.param is Partition.PLACE else None
    return site(small(request.param), FIRST, index)


def html(made: dict[str, str]) -> Iterator[tuple[str, Page]]:
    for path, content in made.items():
        if path.endswith(".html"):
            yield path, Page(content)


def data(page: str) -> dict[str, object]:
    """The data that a page has for its script."""
    found = re.search(r'<script type="application/json" id="guide">(.*?)</script>', page)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


# -- what people read ----------------------------------------------------------------------------


def golden() -> dict[str, str]:
    """A small site in two languages, with all that a page can say once."""
    guide = small(
        languages=("en", "cy"),
        address="https://diggers.example/",
        dates=Dates(closes=datetime(2020, 11, 1, 18, tzinfo=SUMMER)),
        imprint=text("Printed by the Diggers, Plot 9."),
        intro=text("Two of us stand.", "Mae dau ohonom yn sefyll."),
        constituencies=(("Hilltown", "Tre'r Bryn", 0), ("Seaton", "", 1)),
        contests=nec2020().contests,
    )
    guide = replace(
        guide,
        lists=(
            replace(guide.lists[0], why=text("Ada is known here.\n\nBo is not.")),
            guide.lists[1],
        ),
    )
    made = site(guide, BUILD, INDEX)
    kept = (
        "index.html",
        "lists.html",
        "lists/north.html",
        "lists/gone.html",
        "contests.html",
        "privacy.html",
        "embed.html",
        "finder-embed.html",
        "changes.html",
        "404.html",
    )
    return {
        path: content
        for path, content in made.items()
        if path in kept or path.removeprefix("cy/") in ("index.html", "lists/north.html")
    }


def test_whole_pages() -> None:
    made = golden()
    if os.environ.get("HUSTINGS_GOLDEN") == "write":
        for path, content in made.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content.encode())
    stored = {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes().decode()
        for path in GOLDEN.rglob("*.html")
    }
    assert set(made) == set(stored)
    for path, content in made.items():
        assert content.split("\n") == stored[path].split("\n"), path


def test_every_page_and_no_other(large: dict[str, str]) -> None:
    slugs = [order.slug for order in nec2020().lists] + ["old-london", "gone"]
    named = (
        *("changes", "contests", "embed", "finder-embed", "how", "index", "lists", "privacy"),
        *(f"lists/{slug}" for slug in slugs),
    )
    expected = {f"{folder}{name}.html" for name in named for folder in ("", "cy/")}
    assert set(large) == expected | STATIC | {"404.html", "lookup.js", "parties.js"}


def test_what_does_not_apply_is_not_there() -> None:
    made = set(site(small(Partition.SURNAME), Build(1, FIRST.day), None))
    pages_there = {"index", "lists", "lists/a-to-l", "lists/m-to-z", "how", "privacy", "404"}
    assert made == {f"{name}.html" for name in pages_there} | STATIC


def test_equal_in_equal_out(large: dict[str, str]) -> None:
    index = bundled()
    assert site(nec2020(constituencies=parties(index)), BUILD, index) == large


# -- every page ----------------------------------------------------------------------------------


def test_every_page_has_what_a_page_needs(anything: dict[str, str]) -> None:
    for path, page in html(anything):
        named = [tag for tag, _ in page.tags]
        attributes = {tag: given for tag, given in reversed(page.tags)}
        titles = named[: named.index("body")].count("title")  # drawings have their own
        assert named.count("h1") == named.count("main") == titles == 1, path
        language = "cy" if path.startswith("cy/") else "en"
        assert (attributes["html"]["lang"], attributes["html"]["dir"]) == (language, "ltr"), path
        metas = [given for tag, given in page.tags if tag == "meta"]
        policy = [m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy"]
        assert policy == [POLICY], path
        assert named.index("meta") < named.index("link"), "the policy goes first"
        assert len(page.ids) == len(set(page.ids)), path
        assert not {"style", "base", "object", "embed"} & page.names(), path
        for tag, given in page.tags:
            assert not any(name == "style" or name.startswith("on") for name in given), path
            if tag == "script":
                assert given.get("type") == "application/json" or given["src"], path
            if tag == "img":
                assert given["alt"], path
            if tag in ("input", "button", "a", "iframe") and given.get("tabindex"):
                raise AssertionError(f"{path}: order of focus is that of the page")


def test_headings_go_down_one_step_at_a_time(anything: dict[str, str]) -> None:
    for path, content in anything.items():
        # What the script puts in begins at the second step, as do the sections around it.
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", content)]
        if path.endswith(".html"):
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_leads_to_something(anything: dict[str, str]) -> None:
    there = set(anything) | {"lists.csv", "lists.json", "postcodes.js", "closing.ics"}
    there |= {"cy/closing.ics"}
    lists = {path.removesuffix(".html") for path in anything if "lists/" in path}
    there |= {f"{path}{ending}" for path in lists for ending in (".pdf", ".png")}
    parsed = dict(html(anything))
    for path, page in parsed.items():
        for link in page.links:
            address = urlsplit(link)
            if address.scheme == "data":
                continue
            if address.scheme:
                assert link.startswith("https://"), (path, link)
                continue
            assert not address.query, (path, link)
            if not address.path:
                target = path
            elif path == "404.html":
                target = address.path.removeprefix("/guide/")
            else:
                assert not link.startswith("/"), (path, link)
                target = inside(PurePosixPath(path).parent / address.path)
            assert target in there, (path, link)
            if address.fragment and target in parsed:
                assert address.fragment in parsed[target].ids, (path, link)


def inside(path: PurePosixPath) -> str:
    """The path from the top of the site; fails where it leads out of it."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_addresses_out_of_the_site_are_only_those_told(large: dict[str, str]) -> None:
    out = {
        link
        for _, page in html(large)
        for link in page.links
        if urlsplit(link).scheme == "https"
        and not link.startswith("https://vote.example.org/guide/")
    }
    assert out == {
        "https://example.org/ballot",
        "https://example.org/clpd",
        "https://example.org/disability",
    }


def test_previews_are_absolute_where_the_address_is_known(large: dict[str, str]) -> None:
    page = Page(large["cy/lists/scotland-wales.html"])
    previews = {
        str(given["property"]): given["content"]
        for tag, given in page.tags
        if tag == "meta" and "property" in given
    }
    at = "https://vote.example.org/guide/cy/lists/scotland-wales"
    assert previews == {
        "og:type": "website",
        "og:title": "Yr Alban, Cymru – Eich rhestr ar gyfer y Pwyllgor Gwaith",
        "og:description": "Pleidleisiwch yn y drefn hon: Ann Henderson, Mish Rahman, Nadia Jama,"
        " Yasmine Dar, Gemma Bolton, Laura Pidcock",
        "og:locale": "cy_GB",
        "og:url": f"{at}.html",
        "og:image": f"{at}.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Cerdyn â'r rhestr hon. Yr Alban, Cymru: Ann Henderson, Mish Rahman,"
        " Nadia Jama, Yasmine Dar, Gemma Bolton, Laura Pidcock.",
    }
    bare = site(small(), FIRST, INDEX)
    assert not any("og:image" in content or "canonical" in content for content in bare.values())


def test_each_page_leads_to_itself_in_the_other_language(large: dict[str, str]) -> None:
    for path, page in html(large):
        if path in ("404.html",) or "finder-embed" in path:
            continue
        alternates = {
            given["hreflang"]: given["href"]
            for tag, given in page.tags
            if tag == "link" and given.get("rel") == "alternate"
        }
        plain = path.removeprefix("cy/")
        found = {
            code: inside(PurePosixPath(path).parent / str(href))
            for code, href in alternates.items()
        }
        assert found == {"en": plain, "cy": f"cy/{plain}"}


def test_words_in_another_language_say_so(large: dict[str, str]) -> None:
    assert '<p class="lead" lang="en" dir="auto">Each member is asked' in large["cy/lists.html"]
    assert '<p class="lead">Each member is asked' in large["lists.html"]


def test_a_language_from_right_to_left_beside_the_configuration(tmp_path: Path) -> None:
    english = Path(words.__file__).with_name("en.toml").read_text("utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ur.toml").write_text(
        english.replace('code = "en"', 'code = "ur"')
        .replace('"ltr"', '"rtl"')
        .replace('"English"', '"اردو"')
        .replace('"All lists"', '"تمام فہرستیں"'),
        encoding="utf-8",
    )
    guide = small(languages=("en", "ur"))
    made = dict(pages.render(guide, FIRST, INDEX, beside=str(tmp_path)))
    assert '<html lang="ur" dir="rtl" data-root="../">' in made["ur/lists.html"]
    assert "<h1>تمام فہرستیں</h1>" in made["ur/lists.html"]
    link = '<a href="ur/lists.html" hreflang="ur" lang="ur" dir="rtl">اردو</a>'
    assert link in made["lists.html"]


# -- sizes ---------------------------------------------------------------------------------------


def test_the_first_page_is_light(large: dict[str, str]) -> None:
    names = ("index.html", "style.css", "noscript.css", "finder.js", "lookup.js")
    assert sum(len(large[name].encode()) for name in names) < FIRST_PAGE
    assert len(large["finder.js"].encode()) <= 15_000


# -- the data for the script ---------------------------------------------------------------------


def test_constituencies_stand_once_for_all_languages() -> None:
    guide = small(constituencies=(("Hilltown", "Tre'r Bryn", 0), ("Ynys Môn", "", 1)))
    script = site(guide, FIRST, INDEX)["parties.js"]
    names = 'var HustingsConstituencies = ["Hilltown;Tre\'r Bryn","Ynys M\\u00f4n"];'
    assert script.splitlines()[0] == names
    assert script.isascii()
    assert "parties.js" not in site(small(), FIRST, INDEX)


def test_data_of_the_finder() -> None:
    guide = small(constituencies=(("Hilltown", "Tre'r Bryn", 0), ("Seaton", "", 1)))
    told = data(site(guide, FIRST, INDEX)["index.html"])
    vote = "Vote 1 to 2 in this order. 1 is your first preference."
    after = (
        "After number 2 you can go on with others."
        " They are looked at only once all of these are elected or excluded."
    )
    assert told == {
        "title": "Allotment committee",
        "address": "",
        "copied": "Copied",
        "notCopied": "This browser does not copy. Mark the names and copy them.",
        "state": {},
        "kind": "place",
        "lists": [
            {
                "page": "lists/north.html",
                "title": "North",
                "names": ["Ada Spade", "Bo Rake"],
                "vote": vote,
                "after": after,
            },
            {
                "page": "lists/south.html",
                "title": "South",
                "names": ["Bo Rake", "Ada Spade"],
                "vote": vote,
                "after": after,
            },
        ],
        "regions": [{"title": "North", "list": 0}, {"title": "South", "list": 1}],
        "of": "{place}: {region}",
        "areas": [0, 1, 1],
        "routes": {},
        "near": "near {place}",
        "parties": {
            "shown": 8,
            "found": ["No constituency is called that. Try fewer letters.", "1 constituency"]
            + [f"{n} constituencies" for n in range(2, 9)],
            "more": "Type more letters to see the rest.",
        },
    }


def test_choosing_a_region() -> None:
    made = site(small(Partition.CHOICE), FIRST, None)
    page = made["index.html"].partition("</h1>")[2].partition('<p class="away" id="said"')[0]
    assert [line for line in page.split("\n") if line] == [
        '<section class="choosing" id="regions" tabindex="-1">',
        "<h2>Choose your region</h2>",
        '<p class="hint js">Tap it to see your list. What you choose never leaves this device.</p>',
        '<ul class="keys choice" id="choices" role="list">',
        '<li><a href="lists/highlands.html" data-region="0">Highlands</a></li>',
        '<li><a href="lists/faculty-of-arts.html" data-region="1">Faculty of Arts</a></li>',
        "</ul>",
        "</section>",
    ]
    told = data(made["index.html"])
    assert {key: told[key] for key in sorted(told) if key not in ("lists", "state")} == {
        "address": "",
        "copied": "Copied",
        "kind": "choice",
        "notCopied": "This browser does not copy. Mark the names and copy them.",
        "of": "{place}: {region}",
        "regions": [{"title": "Highlands", "list": 0}, {"title": "Faculty of Arts", "list": 1}],
        "title": "Allotment committee",
    }
    assert '<p class="whom">For members in this region</p>' in made["lists/highlands.html"]


def test_what_follows_a_list_is_what_the_campaign_says() -> None:
    guide = small(Partition.CHOICE, languages=("en", "cy"), later=text("Go on & on."))
    made = site(guide, FIRST, None)
    assert '</ol>\n\n<p class="after">Go on &amp; on.</p>' in made["lists/highlands.html"]
    assert made["lists.html"].count('<p class="after">Go on &amp; on.</p>') == 2
    marked = '</ol>\n\n<p class="after" lang="en" dir="auto">Go on &amp; on.</p>'
    assert marked in made["cy/lists/highlands.html"]
    (first, _) = data(made["cy/index.html"])["lists"]  # type: ignore[misc]
    assert (first["after"], first["afterLang"]) == ("Go on & on.", "en")
    silent = site(replace(guide, later=None), FIRST, None)
    assert 'class="after"' not in silent["lists/highlands.html"]
    assert "after" not in data(silent["index.html"])["lists"][0]  # type: ignore[index]


def test_a_list_is_taken_to_the_ballot_behind_its_address() -> None:
    names = ("Ada & Bo", "Siân Ŵ|; #1")
    guide = small(ballot=Ballot("https://vote.example/v/", "treasurer"))
    lists = (replace(guide.lists[0], sequence=names), guide.lists[1])
    guide = replace(guide, lists=lists)
    expected = (
        "https://vote.example/v/#list=Ada%20%26%20Bo%0ASi%C3%A2n%20%C5%B4%7C%3B%20%231"
        "&contest=treasurer"
    )
    assert Ballot("https://vote.example/v/").carrying(["A"]) == "https://vote.example/v/#list=A"
    made = site(guide, FIRST, INDEX)
    (link,) = re.findall(r'<div class="ballot-link screen">\n(.*)\n', made["lists/north.html"])
    assert link == (
        f'<p class="more"><a href="{escape(expected)}" rel="noopener noreferrer">'
        "Take this list to my ballot</a></p>"
    )
    assert data(made["index.html"])["lists"][0]["ballot"] == expected  # type: ignore[index]
    assert 'data-slot="ballot" rel="noopener noreferrer">' in made["index.html"]
    assert "is not sent it" in made["privacy.html"]
    without = site(small(), FIRST, INDEX)
    assert not any("ballot-link screen" in page for page in without.values())


def test_photographs_stand_beside_names_with_words_for_what_they_show() -> None:
    face = Photograph("Ada Spade", "photographs/ada.jpg", text('Ada & a "spade"'), b"")
    made = site(small(languages=("en", "cy"), photographs=(face,)), FIRST, INDEX)
    rows = [
        '<ol class="names faces" role="list">',
        '<li><img class="face" src="{root}photographs/ada.jpg" alt="Ada &amp; a &#34;spade&#34;"'
        '{lang} width="72" height="72" loading="lazy" decoding="async"><bdi>Ada Spade</bdi></li>',
        '<li><span class="face"></span><bdi>Bo Rake</bdi></li>',
    ]
    for path, root, lang in (
        ("lists.html", "", ""),
        ("lists/north.html", "../", ""),
        ("cy/lists/north.html", "../../", ' lang="en"'),
    ):
        assert "\n".join(rows).format(root=root, lang=lang) in made[path]
    assert data(made["index.html"])["faces"] == {
        "Ada Spade": {"path": "photographs/ada.jpg", "alt": 'Ada & a "spade"'}
    }
    early = site(small(photographs=(face,)), EARLY, INDEX)
    assert not any("photographs" in page for path, page in early.items() if path.endswith("html"))


FACULTY = PartName(text("faculty", "cyfadran"), text("faculties", "cyfadrannau"))


def test_regions_are_called_as_the_campaign_calls_them() -> None:
    guide = replace(chosen(), part=FACULTY)
    moved = Build(2, FIRST.day, FIRST.changes, (("old", ("Newtown",)),))
    made = site(guide, moved, None)
    assert "<h2>Choose your faculty</h2>" in made["index.html"]
    assert data(made["index.html"])["met"] == {
        "found": ["No faculty is called that. Try fewer letters.", "1 faculty"]
        + [f"{n} faculties" for n in range(2, 9)],
        "more": "Type more letters to see fewer.",
    }
    assert '<p class="whom">For members in these faculties</p>' in made["lists/highlands.html"]
    assert "The lists of its faculties are now:" in made["lists/old.html"]
    assert "it does not learn which faculty you choose" in made["privacy.html"]
    for path, content in made.items():
        if path.endswith(".html"):
            spoken = re.sub(
                r'id="regions"|#regions|data-region|"regions?"|class="regions"', "", content
            )
            spoken = spoken.replace("{region}", "").replace('role="region"', "")
            assert not re.search("region|rhanbarth", spoken, re.IGNORECASE), path


def test_a_place_may_be_called_something_else_too() -> None:
    guide = small(part=PartName(text("ward <&> {n}"), text("wards")), constituencies=())
    page = site(guide, FIRST, INDEX)["index.html"]
    assert '<b data-slot="postcode"></b> is in more than one ward &lt;&amp;&gt; {n}</h2>' in page
    assert "<h2>Or choose your ward &lt;&amp;&gt; {n}</h2>" in page
    by_letter = small(Partition.SURNAME, part=PartName(text("letter"), text("letters")))
    whom = '<p class="whom">For these members, by letter</p>'
    assert whom in site(by_letter, FIRST, None)["lists/a-to-l.html"]


def test_a_site_of_choices_speaks_of_no_postcodes() -> None:
    made = site(chosen(), FIRST, None)
    for path, content in made.items():
        if path.endswith(".html"):
            assert "postcode" not in content, path
            assert "cod post" not in content, path
    assert "<h2>What you choose</h2>" in made["privacy.html"]
    assert "it does not learn which region you choose" in made["privacy.html"]
    assert "what visitors choose stays on their device" in made["embed.html"]


@pytest.mark.parametrize(("regions", "boxes"), [(20, 0), (21, 1)])
def test_many_regions_have_a_box(regions: int, boxes: int) -> None:
    made = site(chosen(regions), FIRST, None)
    assert made["index.html"].count("<input") == boxes
    told = data(made["index.html"])
    assert told.get("met") == (
        {
            "found": ["No region is called that. Try fewer letters.", "1 region"]
            + [f"{n} regions" for n in range(2, 9)],
            "more": "Type more letters to see fewer.",
        }
        if boxes
        else None
    )


def test_keys_of_the_other_partitions() -> None:
    told = data(site(small(Partition.LAST_DIGIT), FIRST, None)["index.html"])
    assert told["keys"] == {str(digit): int(digit > 4) for digit in range(10)}


def test_the_voting_period_in_words() -> None:
    opens = datetime(2020, 10, 30, tzinfo=SUMMER)
    closes = datetime(2020, 11, 1, tzinfo=SUMMER)
    page = site(small(dates=Dates(None, opens, closes)), FIRST, INDEX)["index.html"]
    assert (
        '<p class="state" id="state" data-opens="2020-10-30T00:00:00+01:00"'
        ' data-closes="2020-11-01T00:00:00+01:00" data-shift="60">Voting opens on Friday 30'
        " October 2020 and closes at midnight at the end of Saturday 31 October 2020.</p>"
    ) in page
    assert data(page)["state"] == {
        "open": "Voting closes at midnight at the end of Saturday 31 October 2020.",
        "closed": "Voting closed at midnight at the end of Saturday 31 October 2020. These lists"
        " stay here for the record.",
        "left": ["Last day", "1 day left", "2 days left", "3 days left"],
    }
    only = site(small(dates=Dates(None, opens)), FIRST, INDEX)["index.html"]
    assert ">Voting opens on Friday 30 October 2020.</p>" in only
    assert data(only)["state"] == {"open": "Voting is open."}
    assert "closing.ics" not in only


# -- before the lists are published --------------------------------------------------------------


def test_early_there_is_no_list_anywhere(early: dict[str, str]) -> None:
    guide = nec2020()
    names = {name for order in guide.lists for name in order.sequence}
    names |= {name for contest in guide.contests for name in contest.recommended}
    for path, content in early.items():
        assert not [name for name in names if name in content], path
        assert "lists/" not in content or path.endswith(".js"), path
    assert not [path for path in early if "lists/" in path]
    assert "The lists will be here from 6pm on Monday 12 October 2020." in early["index.html"]
    assert "Bydd y rhestrau yma o: 6yh, dydd Llun 12 Hydref 2020." in early["cy/index.html"]


def test_addresses_given_out_earlier_lead_on_even_early() -> None:
    made = site(nec2020(), replace(EARLY, moved=BUILD.moved), bundled())
    assert "west-midlands-london" not in made["lists/old-london.html"]
    assert "../index.html" in made["lists/old-london.html"]


# -- hostile texts -------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><!--<script>",
    "\"&'><img src=x onerror=alert(1)>",
    "عائشة بنت أحمد",
    "{{ 7 * 7 }}{% raw %}{name}",
    "back\u202eward\u2028line",
)


def test_names_are_harmless_wherever_they_stand() -> None:
    guide = small(constituencies=tuple((name, "", 0) for name in HOSTILE), slate=HOSTILE[2])
    lists = (PublishedSequence(1, "north", HOSTILE, (0,), text(HOSTILE[0])), guide.lists[1])
    regions = (replace(guide.regions[0], title=text(HOSTILE[1])), guide.regions[1])
    guide = replace(guide, lists=lists, regions=regions, title=text(HOSTILE[2]))
    guide = replace(guide, address="https://x.example/")
    plain = site(
        small(address="https://x.example/", constituencies=guide.constituencies), FIRST, INDEX
    )
    made = site(guide, FIRST, INDEX)
    shown = [*HOSTILE[:5], "back\ufffdward line"]
    for path, page in html(made):
        assert page.names() <= Page(plain[path]).names() | {"p", "section", "bdi"}, path
        assert "onerror" not in {name for _, given in page.tags for name in given}
    names = [given for given in re.findall(r"<li><bdi>(.*?)</bdi></li>", made["lists/north.html"])]
    assert names[0] == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert len(names) == len(HOSTILE)
    # Nor does one turn the direction of what stands beside it, in sentences made of names either.
    reason = Reason(beginnings=tuple((name, 1) for name in HOSTILE))
    told_why = (replace(lists[0], why=Text(), reason=reason), lists[1])
    for made_of in (made, site(replace(guide, lists=told_why), FIRST, INDEX)):
        assert not [path for path, page in made_of.items() if "\u202e" in page]
    told = data(made["index.html"])
    assert told["lists"][0]["names"] == shown  # type: ignore[index]
    block = made["index.html"].partition('id="guide">')[2].partition("</script>")[0]
    assert not set(block) & set("<>&\u2028")


def test_changes_name_regions_as_members_know_them() -> None:
    change = Change(2, FIRST.day, (("Scotland", ("A",), ("B",)), ("Gone", ("A",), ())))
    made = site(nec2020(), replace(FIRST, changes=(change,)), bundled())
    heads = [
        re.findall(r"<h3><bdi>(.*?)</bdi></h3>", made[f"{folder}changes.html"])
        for folder in ("", "cy/")
    ]
    assert heads == [["Scotland", "Gone"], ["Yr Alban", "Gone"]]


def test_texts_have_paragraphs_where_empty_lines_are() -> None:
    made = site(small(intro=text("One\nand more.\n \n\nTwo.\n")), FIRST, INDEX)
    assert "<p>One and more.</p>\n<p>Two.</p>" in made["index.html"]
