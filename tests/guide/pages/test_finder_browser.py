"""The finder in a browser, as a member uses it: what is typed, tapped and shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import opened

from guide.browsing import served, written
from guide.examples import BUILD, EARLY, FIRST, INDEX, chosen, nec2020, parties, small, text
from guide.pages.test_pages import HOSTILE
from hustings.guide.model import Partition, Region
from hustings.guide.postcodes.file import bundled

pytestmark = pytest.mark.browser

OPEN = "2020-10-31T10:00:00Z"
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = bundled()
    guide = nec2020(constituencies=parties(index))
    return written(tmp_path_factory.mktemp("site"), guide, BUILD, index)


@pytest.fixture(scope="module", params=["file", "http"])
def base(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "file":
        yield folder.as_uri() + "/"
    else:
        with served(folder) as address:
            yield address


@pytest.fixture(scope="module")
def files(folder: Path) -> str:
    return folder.as_uri() + "/"


def wrong(page: Any) -> Any:
    """What stands beside the box, and belongs to it, where what is typed is no postcode."""
    box = page.locator("#finder input")
    assert box.get_attribute("aria-invalid") == "true"
    assert "wrong" in box.get_attribute("aria-describedby").split()
    assert box.evaluate("box => box === document.activeElement")
    assert page.locator("#answer").inner_text() == ""
    assert not page.locator("#answer").evaluate("one => one.contains(document.activeElement)")
    return page.locator("#wrong")


def find(page: Any, typed: str) -> Any:
    """Type and press Enter; the answer."""
    page.fill("#finder input", typed)
    page.keyboard.press("Enter")
    return page.locator("#answer")


def names(answer: Any) -> list[str]:
    found: list[str] = answer.locator(".names li").all_inner_texts()
    return found


LONDON = (
    "Mish Rahman",
    "Gemma Bolton",
    "Laura Pidcock",
    "Nadia Jama",
    "Yasmine Dar",
    "Ann Henderson",
)


# -- by postcode ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("SW1A 1AA", "SW1A 1AA: London"),
        ("  sw1a1aa ", "SW1A 1AA: London"),
        ("e1", "E1: London"),
    ],
)
def test_a_postcode_or_half_of_one_leads_to_a_list(
    browser: Any, base: str, typed: str, place: str
) -> None:
    with opened(browser, base, at=OPEN) as page:
        before = page.evaluate("[location.href, history.length]")
        answer = find(page, typed)
        assert answer.locator(".place").inner_text() == place
        assert answer.locator("h2").inner_text() == "Your list"
        assert names(answer) == list(LONDON)
        assert answer.locator(".vote").inner_text() == (
            "Vote 1 to 6 in this order. 1 is your first preference."
        )
        assert answer.locator(".note").count() == 0
        assert page.locator("#finder input").get_attribute("aria-invalid") == "false"
        assert page.evaluate("[location.href, history.length]") == before
        answer.get_by_role("link", name="Why this order").click()
        page.wait_for_url(base + "lists/west-midlands-london.html")
        assert page.locator("h1").inner_text() == "West Midlands and London"


def test_nothing_is_stored(browser: Any, base: str) -> None:
    with opened(browser, base) as page:
        find(page, "SW1A 1AA")
        assert page.context.cookies() == []
        kept = "[localStorage.length, sessionStorage.length, document.cookie]"
        assert page.evaluate(kept) == [0, 0, ""]
        databases = "indexedDB.databases().then((found) => found.length)"
        assert page.evaluate(databases) == 0


def test_half_a_postcode_in_two_regions_asks_for_the_rest_or_offers_both(
    browser: Any, files: str
) -> None:
    with opened(browser, files) as page:
        answer = find(page, "BB18")
        assert answer.locator("h2").inner_text() == "BB18 is in more than one region"
        choices = answer.get_by_role("button").all_inner_texts()
        assert [choice.split("\n")[0] for choice in choices] == [
            "North West",
            "Yorkshire and the Humber",
        ]
        assert all(choice.split("\n")[1].startswith("near ") for choice in choices)
        answer.get_by_role("button", name="Yorkshire").click()
        assert answer.locator(".place").inner_text() == "BB18: Yorkshire and the Humber"
        assert names(answer)[0] == "Nadia Jama"
        # The whole postcode needs no choice.
        assert find(page, "BB18 5AA").locator(".place").inner_text() == "BB18 5AA: North West"


def test_a_split_between_areas_of_one_list_shows_it(browser: Any, tmp_path: Path) -> None:
    written(tmp_path, small(), FIRST, INDEX)
    with opened(browser, tmp_path.as_uri() + "/") as page:
        answer = find(page, "YY1")
        assert answer.locator(".place").inner_text() == "YY1: South"
        assert names(answer) == ["Bo Rake", "Ada Spade"]


def test_a_split_between_regions_of_one_list_shows_it(browser: Any, tmp_path: Path) -> None:
    guide = small()
    north, south = guide.regions
    isle = Region("Isle", text("Isle"), "isle", ("Isle",), (), 1)
    guide = replace(
        guide,
        regions=(north, replace(south, areas=("Marsh",)), isle),
        lists=(guide.lists[0], replace(guide.lists[1], regions=(1, 2))),
    )
    written(tmp_path, guide, FIRST, INDEX)
    with opened(browser, tmp_path.as_uri() + "/") as page:
        assert find(page, "YY1").locator(".place").inner_text() == "YY1: South and Isle"
        answer = find(page, "XX1")
        assert answer.get_by_role("button").all_inner_texts() == [
            "North\nnear Hilltown",
            "Isle\nnear Seaton",
        ]


@pytest.mark.parametrize(
    ("typed", "heading", "rest"),
    [
        ("ZZ9 9ZZ", "We do not know “ZZ9 9ZZ”", "Check it for a slip."),
        ("GIR 0AA", "We do not know “GIR 0AA”", "Check it for a slip."),
        ("hello", "That does not look like a UK postcode", "A postcode looks like SW1A 1AA"),
        ("", "Enter a postcode", ""),
        ("   ", "Enter a postcode", ""),
        ("<b>x</b>", "That does not look like a UK postcode", ""),
    ],
)
def test_what_is_no_known_postcode(
    browser: Any, files: str, typed: str, heading: str, rest: str
) -> None:
    with opened(browser, files) as page:
        find(page, typed)
        assert wrong(page).locator("p").first.inner_text() == heading
        assert rest in wrong(page).inner_text()
        said = page.locator("#said").inner_text()
        assert said.startswith(heading)
        assert "Choose" not in said
        # The next answer takes it away.
        assert names(find(page, "SW1A 1AA")) == list(LONDON)
        assert page.locator("#wrong").inner_text() == ""


def test_in_doubt_it_is_asked_what_was_meant(browser: Any, files: str) -> None:
    with opened(browser, files) as page:
        answer = find(page, "EN1 1OA")
        assert answer.locator("h2").inner_text() == "“EN1 1OA” is not a postcode as it stands"
        buttons = answer.get_by_role("button")
        assert buttons.all_inner_texts() == ["EN1\nLondon", "EN11 0A\nEastern"]
        assert answer.locator(".names").count() == 0
        assert page.locator("#said").inner_text() == (
            "“EN1 1OA” is not a postcode as it stands; Choose what you meant, or type it again."
        )
        buttons.first.press("Enter")
        assert answer.locator(".place").inner_text() == "EN1: London"
        assert page.evaluate("document.activeElement.id") == "answer"


def test_of_two_postcodes_it_is_asked_which(browser: Any, files: str) -> None:
    with opened(browser, files) as page:
        answer = find(page, "home NW1 6XE, work CH4 8AA, in summer JE2 3AB or BFPO 57")
        assert answer.locator("h2").inner_text() == "There is more than one postcode in that"
        buttons = answer.get_by_role("button")
        assert buttons.all_inner_texts() == [
            "NW1 6XE\nLondon",
            "CH4 8AA\nNorth West",
            "JE2 3AB\nJersey",
            "BFPO 57\nBritish Forces (BFPO)",
        ]
        buttons.nth(2).click()
        assert answer.locator(".place").inner_text() == "Jersey: South East"


def test_a_pasted_address_is_read_to_its_end(browser: Any, base: str) -> None:
    address = "Flat 3, The Old Corn Exchange\n221B Baker Street\nMarylebone\nLondon\nNW1 6XE"
    granted = ["clipboard-read", "clipboard-write"]
    with opened(browser, base, permissions=granted) as page:
        page.evaluate("text => navigator.clipboard.writeText(text)", address)
        page.locator("#finder input").focus()
        page.keyboard.press("Control+V")
        page.keyboard.press("Enter")
        assert page.locator("#answer .place").inner_text() == "NW1 6XE: London"


def test_letters_alone(browser: Any, files: str) -> None:
    with opened(browser, files) as page:
        place = "BT: Northern Ireland and abroad"
        assert find(page, "bt").locator(".place").inner_text() == place
        answer = find(page, "CH")
        assert answer.locator("h2").inner_text() == "CH is in more than one region"
        assert answer.get_by_role("button").all_inner_texts() == ["North West", "Wales"]


@pytest.mark.parametrize(
    ("typed", "place", "note"),
    [
        ("JE2 3AB", "Jersey: South East", "Jersey's members vote with the South East."),
        ("im1 1aa", "Isle of Man: North West", ""),
        ("GX11 1AA", "GX11 1AA: Northern Ireland and abroad", "Labour International"),
    ],
)
def test_elsewhere_there_is_a_route(
    browser: Any, files: str, typed: str, place: str, note: str
) -> None:
    with opened(browser, files) as page:
        answer = find(page, typed)
        assert answer.locator(".place").inner_text() == place
        assert (
            (note in answer.locator(".note").inner_text())
            if note
            else (answer.locator(".note").count() == 0)
        )
        assert len(names(answer)) == 6


def test_a_route_that_leads_to_no_region_says_why(browser: Any, files: str) -> None:
    with opened(browser, files) as page:
        answer = find(page, "BFPO 57")
        assert answer.locator("h2").inner_text() == "BFPO 57 is outside our postcode data"
        assert "You vote with the local party of your home address." in answer.inner_text()
        answer.get_by_role("link", name="Choose your region").click()
        assert page.locator("#regions").evaluate("one => one.matches(':target')")


def test_living_abroad_without_typing(browser: Any, files: str) -> None:
    with opened(browser, files) as page:
        page.get_by_text("I do not live in the UK").click()
        assert page.get_by_text("Members abroad belong to Labour International.").is_visible()
        page.get_by_role("link", name="Any other country").click()
        assert page.locator("h1").inner_text() == "North West and Northern Ireland and abroad"


def test_without_the_postcode_data_it_says_so(browser: Any, tmp_path: Path) -> None:
    written(tmp_path, small(), FIRST, INDEX)
    (tmp_path / "postcodes.js").write_text("")
    with opened(browser, tmp_path.as_uri() + "/") as page:
        answer = find(page, "AA1 1AA")
        assert answer.locator("h2").inner_text() == "The postcode data did not load"


# -- by local party ------------------------------------------------------------------------------


def choose(page: Any, typed: str) -> list[str]:
    page.wait_for_function("() => window.HustingsParties")
    page.fill("#parties input", typed)
    found: list[str] = page.locator("#party-list button").all_inner_texts()
    return found


def test_by_local_party(browser: Any, base: str) -> None:
    with opened(browser, base) as page:
        page.get_by_text("My local party is somewhere else").click()
        assert choose(page, "LEEDS n") == ["Leeds North East", "Leeds North West"]
        assert page.locator("#party-told").inner_text() == "2 constituencies"
        page.get_by_role("button", name="Leeds North East").click()
        answer = page.locator("#answer")
        assert answer.locator(".place").inner_text() == (
            "Leeds North East: Yorkshire and the Humber"
        )
        assert names(answer)[0] == "Nadia Jama"


def test_parties_by_any_word_without_accents_in_either_language(browser: Any, files: str) -> None:
    with opened(browser, files, "cy/index.html") as page:
        page.locator("#parties summary").click()
        assert choose(page, "ynys mon") == ["Ynys Môn"]
        assert choose(page, "dwyrain clwyd") == ["Dwyrain Clwyd\nClwyd East"]
        assert choose(page, "clwyd ea") == ["Dwyrain Clwyd\nClwyd East"]
        assert choose(page, "st") != []
        assert page.locator("#party-list button").count() == 8
        assert page.locator("#party-told").inner_text() == (
            "Teipiwch ragor o lythrennau i weld y gweddill."
        )
        # Those that begin with what is typed go before those that have it inside.
        found = choose(page, "north")
        assert found[0].startswith("North")
        assert choose(page, "atlantis") == []
        assert page.locator("#party-told").inner_text().startswith("Nid oes etholaeth")
        assert choose(page, "") == []
        assert page.locator("#party-told").inner_text() == ""
        choose(page, "barrow and")
        page.keyboard.press("Enter")
        assert page.locator("#answer .place").inner_text() == "Barrow and Furness: Y Gogledd"


# -- a list: copy, share, print ------------------------------------------------------------------

COPIED = """\
Your list for the National Executive
West Midlands and London

1. Mish Rahman
2. Gemma Bolton
3. Laura Pidcock
4. Nadia Jama
5. Yasmine Dar
6. Ann Henderson

After number 6 you can go on with others. They are looked at only once all of these are elected or \
excluded.

https://vote.example.org/guide/lists/west-midlands-london.html
"""


@pytest.mark.parametrize("path", ["index.html", "lists/west-midlands-london.html"])
def test_copy(browser: Any, base: str, path: str) -> None:
    granted = ["clipboard-read", "clipboard-write"]
    with opened(browser, base, path, permissions=granted) as page:
        if path == "index.html":
            find(page, "SW1A 1AA")
        button = page.get_by_role("button", name="Copy")
        button.click()
        page.get_by_text("Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == COPIED
        assert button.evaluate("one => one === document.activeElement")


def test_copy_where_there_is_no_clipboard(browser: Any, files: str) -> None:
    with opened(browser, files, "embed.html") as page:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.evaluate(
            "document.addEventListener('copy', () => { window.taken = getSelection() + '';"
            " const one = document.activeElement; window.taken = one.value; })"
        )
        page.get_by_role("button", name="Copy the snippet").click()
        page.get_by_text("Copied").wait_for()
        assert page.evaluate("window.taken") == (
            '<iframe src="https://vote.example.org/guide/finder-embed.html"'
            ' title="Finder: Your list for the National Executive"\n'
            '  width="100%" height="640" loading="lazy"'
            ' allow="clipboard-write; web-share"></iframe>'
        )
        assert page.locator("textarea").count() == 0


def test_share_only_where_the_device_can(browser: Any, files: str) -> None:
    with opened(browser, files) as page:
        assert not find(page, "SW1A 1AA").locator("[data-do=share]").is_visible()
        page.context.add_init_script(
            "navigator.share = (what) => { window.shared = what; return Promise.reject(); }"
        )
        page.reload()
        find(page, "SW1A 1AA").get_by_role("button", name="Share").click()
        assert page.evaluate("window.shared") == {
            "title": "Your list for the National Executive",
            "text": COPIED.partition("\n\nhttps")[0] + "\n",
            "url": "https://vote.example.org/guide/lists/west-midlands-london.html",
        }


def test_print(browser: Any, files: str) -> None:
    with opened(
        browser, files, color_scheme="dark", viewport={"width": 700, "height": 900}
    ) as page:
        page.evaluate("window.print = () => { window.printed = true; }")
        find(page, "SW1A 1AA").get_by_role("button", name="Print").click()
        assert page.evaluate("window.printed")
        page.emulate_media(media="print")
        shown = page.locator("main > *:visible").evaluate_all(
            "all => all.map((one) => one.id || one.tagName)"
        )
        assert shown == ["H1", "answer"]
        assert not page.locator("#answer button").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(21, 25, 30)"
        assert page.evaluate("document.documentElement.scrollWidth") == 700


# -- the voting period ---------------------------------------------------------------------------

CLOSES = "Voting closes at noon on Thursday 12 November 2020."


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (
            "2020-10-19T10:59:59Z",
            "Voting opens at noon on Monday 19 October 2020 and closes at noon on Thursday 12"
            " November 2020.",
        ),
        ("2020-10-19T11:00:00Z", f"24 days left\n{CLOSES}"),
        ("2020-11-10T23:59:59Z", f"2 days left\n{CLOSES}"),
        ("2020-11-11T00:00:00Z", f"1 day left\n{CLOSES}"),
        ("2020-11-12T11:59:59Z", f"Last day\n{CLOSES}"),
        (
            "2020-11-12T12:00:00Z",
            "Voting closed at noon on Thursday 12 November 2020."
            " These lists stay here for the record.",
        ),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland"])
def test_before_during_and_after(browser: Any, files: str, at: str, said: str, zone: str) -> None:
    with opened(browser, files, at=at, timezone_id=zone) as page:
        assert page.locator("#state").inner_text().strip() == said
        assert not page.locator("body.over").count() or "closed" in said
    # A reminder is of no use any more when voting is over.
    with opened(browser, files, "lists/scotland-wales.html", at=at, timezone_id=zone) as page:
        assert page.locator(".remind").is_visible() == ("closed" not in said)


# -- without scripts, by keyboard, in Welsh ------------------------------------------------------


def test_without_javascript_one_chooses_a_region(browser: Any, base: str) -> None:
    with opened(browser, base, java_script_enabled=False) as page:
        assert not page.locator("#finder input").is_visible()
        assert not page.locator("#parties").is_visible()
        assert page.locator("noscript p").is_visible()
        assert page.locator("#state").inner_text() == (
            "Voting opens at noon on Monday 19 October 2020 and closes at noon on Thursday 12"
            " November 2020."
        )
        page.locator("#regions").get_by_role("link", name="London").click()
        page.wait_for_url(base + "lists/west-midlands-london.html")
        assert page.locator(".names li").all_inner_texts() == list(LONDON)
        assert not page.get_by_role("button").count()


def test_by_keyboard_alone(browser: Any, files: str) -> None:
    with opened(browser, files, at=OPEN, permissions=["clipboard-write"]) as page:
        press = page.keyboard.press
        focused = "document.activeElement.textContent.trim() || document.activeElement.localName"
        press("Tab")
        assert page.evaluate(focused) == "Skip to the content"
        press("Enter")
        press("Tab")
        assert page.evaluate(focused) == "input"
        page.keyboard.type("sw1a 1aa")
        press("Enter")
        assert page.evaluate(focused) == "input"
        seen = []
        for _ in range(7):
            press("Tab")
            seen.append(page.evaluate(focused))
        assert seen == [
            "Show my list",
            "Copy",
            "Print",
            "Why this order, poster and card",
            "Put the closing day in your calendar",
            "There are other contests on your ballot",
            "My local party is somewhere else",
        ]
        press("Enter")
        page.wait_for_function("() => window.HustingsParties")
        press("Tab")
        page.keyboard.type("leeds east")
        press("Tab")
        assert page.evaluate(focused) == "Leeds East"
        press("Space")
        assert page.locator("#answer .place").inner_text().startswith("Leeds East: ")


def test_the_answer_is_announced_and_comes_into_view(browser: Any, files: str) -> None:
    with opened(browser, files, **PHONE) as page:
        answer = find(page, "SW1A 1AA")
        said = page.locator("#said")
        assert said.get_attribute("role") == "status"
        assert said.inner_text() == "; ".join(
            (
                "SW1A 1AA: London",
                "Your list",
                "Vote 1 to 6 in this order. 1 is your first preference.",
                *(f"{place} {name}" for place, name in enumerate(LONDON, 1)),
                "After number 6 you can go on with others. They are looked at only once all of"
                " these are elected or excluded.",
            )
        )
        assert answer.get_attribute("aria-live") is None
        page.wait_for_function(
            "() => Math.abs(document.getElementById('answer').getBoundingClientRect().top) < 60"
        )
        # The screen's keyboard goes away, and who reads by ear goes on from the answer.
        assert page.evaluate("document.activeElement.id") == "answer"


def test_welsh(browser: Any, base: str) -> None:
    with opened(browser, base, at=OPEN) as page:
        page.get_by_role("link", name="Cymraeg").first.click()
        page.wait_for_url(base + "cy/index.html")
        assert page.locator("#state").inner_text() == (
            "12 diwrnod ar ôl\nBydd y bleidlais yn cau: hanner dydd, dydd Iau 12 Tachwedd 2020."
        )
        answer = find(page, "CF10 1AA")
        assert answer.locator(".place").inner_text() == "CF10 1AA: Cymru"
        assert answer.locator("h2").inner_text() == "Eich rhestr"
        answer.get_by_role("link", name="Pam y drefn hon").click()
        page.wait_for_url(base + "cy/lists/scotland-wales.html")
        assert page.locator("h1").inner_text() == "Yr Alban, Cymru"


def test_it_opens_without_a_network_after_one_visit(browser: Any, folder: Path) -> None:
    with served(folder) as base, opened(browser, base, at=OPEN) as page:
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        page.context.set_offline(True)
        page.goto(base + "cy/index.html")
        assert names(find(page, "SW1A 1AA")) == list(LONDON)
        page.context.set_offline(False)


def test_what_the_device_keeps_is_the_same_for_everybody(browser: Any, folder: Path) -> None:
    stored = """async () => (await (await caches.open((await caches.keys())[0])).keys())
        .map((one) => one.url.replace(location.origin, ""))"""
    with served(folder) as base, opened(browser, base, at=OPEN) as page:
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        before = page.evaluate(stored)
        page.goto(base + "index.html?from=a-friend")
        find(page, "SW1A 1AA").get_by_role("link", name="Why this order").click()
        page.wait_for_url(base + "lists/west-midlands-london.html")
        page.evaluate("fetch('west-midlands-london.pdf').then((answer) => answer.blob())")
        assert page.evaluate(stored) == before
        assert not [path for path in before if "?" in path or path.endswith((".pdf", ".png"))]
        # Addresses as people and hosts have them lead to what is kept.
        page.context.set_offline(True)
        for path in ("?from=a-friend", "cy/", "lists"):
            page.goto(base + path)
            assert page.locator("nav [aria-current]").count() == 1
        page.context.set_offline(False)


def test_without_a_network_on_a_host_that_shortens_addresses(browser: Any, folder: Path) -> None:
    with served(folder, short=True) as base, opened(browser, base, "", at=OPEN) as page:
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        page.context.set_offline(True)
        for path in ("", "index.html", "lists", "lists.html", "cy/", "cy/index.html"):
            page.goto(base + path)
            assert page.locator("nav [aria-current]").count() == 1
        page.goto(base)
        assert names(find(page, "SW1A 1AA")) == list(LONDON)
        page.context.set_offline(False)


def test_two_sites_of_one_host_keep_what_is_theirs(browser: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(tmp_path / name, small(), FIRST, INDEX)
    with served(tmp_path) as base, opened(browser, base, "one/index.html") as page:
        for name in ("one", "two"):
            page.goto(f"{base}{name}/index.html")
            page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        assert sorted(page.evaluate("caches.keys()")) == [
            f"guide {base}one/ test",
            f"guide {base}two/ test",
        ]


def test_browsers_do_not_file_what_is_typed(
    browser: Any, windowed: str, folder: Path, tmp_path: Path
) -> None:
    with served(folder) as base:
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path),
            executable_path=windowed,
            args=["--no-sandbox"],
        )
        page = context.new_page()
        page.goto(base)
        find(page, "YO31 7EX")
        page.get_by_text("My local party is somewhere else").click()
        page.wait_for_function("() => window.HustingsParties")
        page.fill("#parties input", "Penrith")
        page.keyboard.press("Enter")
        page.goto(base + "lists.html")
        kept = page.evaluate(
            "async () => [localStorage.length, sessionStorage.length, document.cookie,"
            " (await indexedDB.databases()).length, history.state, location.href]"
        )
        assert kept == [0, 0, "", 0, None, base + "lists.html"]
        context.close()
    filed = (tmp_path / "Default" / "Web Data").read_bytes()
    assert b"YO31" not in filed
    assert b"Penrith" not in filed


def test_who_comes_back_finds_the_answer_again(browser: Any, base: str) -> None:
    with opened(browser, base, at=OPEN) as page:
        find(page, "sw1a 1aa").get_by_role("link", name="Why this order").click()
        page.wait_for_url(base + "lists/west-midlands-london.html")
        page.go_back()
        assert page.locator("#answer .place").inner_text() == "SW1A 1AA: London"


@contextmanager
def held_back(browser: Any, folder: Path, script: str) -> Iterator[tuple[Any, str, list[Any]]]:
    """A page that waits for one of its scripts, its address, and what holds the script."""
    with served(folder) as base:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        held: list[Any] = []
        page.route(f"**/{script}", lambda route: held.extend([route]))
        with page.expect_request(f"**/{script}"):
            page.goto(base, wait_until="commit")
        yield page, base, held
        context.close()


def test_who_is_faster_than_the_script_keeps_what_is_typed(browser: Any, folder: Path) -> None:
    with held_back(browser, folder, "finder.js") as (page, base, held):
        assert find(page, "SW1A 1AA").inner_text() == ""
        held[0].continue_()
        page.wait_for_load_state()
        assert page.url == base
        assert page.input_value("#finder input") == "SW1A 1AA"
        page.keyboard.press("Enter")
        assert page.locator("#answer .place").inner_text() == "SW1A 1AA: London"


def test_who_is_faster_than_the_postcodes_is_answered_when_they_are_there(
    browser: Any, folder: Path
) -> None:
    with held_back(browser, folder, "postcodes.js") as (page, _, held):
        page.wait_for_selector("#finder button:enabled")
        answer = find(page, "SW1A 1AA")
        assert answer.inner_text() == ""
        held[0].continue_()
        assert answer.locator(".place").inner_text() == "SW1A 1AA: London"


def test_the_keyboard_goes_on_from_the_answer(browser: Any, files: str) -> None:
    with opened(browser, files, at=OPEN) as page:
        find(page, "TD15").get_by_role("button", name="Northern").press("Enter")
        assert page.locator("#answer .place").inner_text() == "TD15: Northern"
        assert page.evaluate("document.activeElement.id") == "answer"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Copy"


# -- other partitions, other states --------------------------------------------------------------


@pytest.mark.parametrize(
    ("partition", "label", "place"),
    [
        (Partition.BIRTH_MONTH, "March", "March: January to June"),
        (Partition.LAST_DIGIT, "0", "0: 0 to 4"),
        (Partition.LAST_DIGIT, "7", "7: 5 to 9"),
    ],
)
def test_one_tap(
    browser: Any, tmp_path: Path, partition: Partition, label: str, place: str
) -> None:
    written(tmp_path, small(partition), FIRST, None)
    with opened(browser, tmp_path.as_uri() + "/") as page:
        button = page.get_by_role("button", name=label, exact=True)
        button.click()
        assert page.locator("#answer .place").inner_text() == place
        assert button.get_attribute("aria-pressed") == "true"
        assert page.locator("[aria-pressed=true]").count() == 1


@pytest.fixture(scope="module")
def choice(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a site of two regions to choose from stands."""
    folder = tmp_path_factory.mktemp("choice")
    guide = small(Partition.CHOICE, address="https://diggers.example/")
    return written(folder, guide, FIRST, None).as_uri() + "/"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(tmp_path_factory.mktemp("many"), chosen(), FIRST, None).as_uri() + "/"


@pytest.mark.parametrize("path", ["index.html", "finder-embed.html"])
def test_a_region_is_chosen_by_a_tap(browser: Any, choice: str, path: str) -> None:
    with opened(browser, choice, path, **PHONE) as page:
        before = page.evaluate("[location.href, history.length]")
        for name, list_of in (
            ("Highlands", ["Ada Spade", "Bo Rake"]),
            ("Faculty of Arts", ["Bo Rake", "Ada Spade"]),
        ):
            page.get_by_role("link", name=name).tap()
            assert page.locator("#answer .place").inner_text() == name
            assert names(page.locator("#answer")) == list_of
            assert page.locator(".choice [aria-current]").all_inner_texts() == [name]
        assert page.evaluate("[location.href, history.length]") == before
        assert len(page.context.pages) == 1
        assert page.locator("input").count() == 0


def test_a_region_is_chosen_by_keyboard(browser: Any, choice: str) -> None:
    with opened(browser, choice) as page:
        page.get_by_role("link", name="Highlands").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator("#answer .place").inner_text() == "Faculty of Arts"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Copy"


def test_a_region_is_chosen_without_javascript(browser: Any, choice: str, many: str) -> None:
    with opened(browser, choice, java_script_enabled=False) as page:
        assert not page.locator(".hint").is_visible()
        assert page.locator("#regions").inner_text().split() == [
            *("Choose", "your", "region", "Highlands", "Faculty", "of", "Arts")
        ]
        page.get_by_role("link", name="Faculty of Arts").click()
        page.wait_for_url(choice + "lists/faculty-of-arts.html")
        assert page.locator(".whom").inner_text() == "For members in this region"
    with opened(browser, many, java_script_enabled=False) as page:
        assert not page.locator("input").is_visible()
        assert page.locator(".choice a:visible").count() == 24


def test_a_region_may_be_opened_in_another_tab(browser: Any, choice: str) -> None:
    with opened(browser, choice) as page:
        with page.context.expect_page() as other:
            page.get_by_role("link", name="Highlands").click(modifiers=["Control"])
        assert other.value.url == choice + "lists/highlands.html"
        assert page.locator("#answer").inner_text() == ""


def test_many_regions_are_found_by_the_beginning_of_a_word(browser: Any, many: str) -> None:
    with opened(browser, many) as page:
        there = page.locator(".choice a:visible")
        told = page.locator("#met")
        for typed, left, said in (
            ("new", ["Newtown", "Great Newtown"], "2 regions"),
            ("Town", ["Town End"], "1 region"),
            ("ewt", [], "No region is called that. Try fewer letters."),
        ):
            page.fill("#finder input", typed)
            assert (there.all_inner_texts(), told.inner_text()) == (left, said)
        page.fill("#finder input", "branch")
        assert (there.count(), told.inner_text()) == (21, "Type more letters to see fewer.")
        page.fill("#finder input", "")
        assert (there.count(), told.inner_text()) == (24, "")


def test_of_many_regions_enter_chooses_the_only_one(browser: Any, many: str) -> None:
    with opened(browser, many) as page:
        # Nobody is guessed a region.
        assert find(page, "new").inner_text() == ""
        assert find(page, "great new").locator(".place").inner_text() == "Great Newtown"
        # Who comes back finds the box empty and all regions there.
        page.locator("#answer [data-slot=open]").click()
        page.wait_for_url(many + "lists/faculty-of-arts.html")
        page.go_back()
        assert page.locator("#finder input").input_value() == ""
        assert page.locator(".choice a:visible").count() == 24


def test_regions_in_welsh(browser: Any, many: str) -> None:
    with opened(browser, many, "cy/index.html") as page:
        page.fill("#finder input", "cangen 2")
        assert page.locator("#met").inner_text() == "5 rhanbarth"
        page.get_by_role("link", name="Cangen 2", exact=True).click()
        assert page.locator("#answer .place").inner_text() == "Cangen 2"


@pytest.mark.parametrize(
    ("typed", "place"),
    [("m", "M: M to Z"), ("L", "L: A to L"), ("Özil", "O: M to Z"), (" 'brien", "B: A to L")],
)
def test_by_surname(browser: Any, tmp_path: Path, typed: str, place: str) -> None:
    written(tmp_path, small(Partition.SURNAME), FIRST, None)
    with opened(browser, tmp_path.as_uri() + "/") as page:
        assert find(page, typed).locator(".place").inner_text() == place


def test_surnames_that_no_list_has(browser: Any, tmp_path: Path) -> None:
    written(tmp_path, small(Partition.SURNAME), FIRST, None)
    with opened(browser, tmp_path.as_uri() + "/") as page:
        for typed, said in (("Ø", "There is no list for “Ø”"), ("7", "Type the first letter of")):
            find(page, typed)
            assert wrong(page).locator("p").first.inner_text().startswith(said)


def test_early_there_is_no_box(browser: Any, tmp_path: Path) -> None:
    written(tmp_path, nec2020(), EARLY, bundled())
    with opened(browser, tmp_path.as_uri() + "/", at="2020-10-01T12:00:00Z") as page:
        assert page.locator("#finder input").count() == 0
        assert page.get_by_text("The lists will be here from 6pm").is_visible()


def test_in_a_frame(browser: Any, base: str) -> None:
    with opened(browser, base, "embed.html") as page:
        frame = page.frame_locator("iframe")
        frame.locator("#finder input").fill("SW1A 1AA")
        frame.locator("#finder input").press("Enter")
        assert frame.locator(".names li").all_inner_texts() == list(LONDON)
        leaving = frame.locator("a[href*=html]")
        assert set(leaving.evaluate_all("all => all.map((one) => one.target)")) == {"_blank"}
        assert frame.locator("nav").count() == 0


def test_hostile_names_are_text(browser: Any, tmp_path: Path) -> None:
    guide = small()
    lists = (replace(guide.lists[0], sequence=HOSTILE), guide.lists[1])
    regions = (replace(guide.regions[0], title=text(HOSTILE[0])), guide.regions[1])
    guide = replace(guide, lists=lists, regions=regions)
    guide = replace(guide, constituencies=((HOSTILE[1], "", 0),))
    written(tmp_path, guide, FIRST, INDEX)
    with opened(browser, tmp_path.as_uri() + "/") as page:
        answer = find(page, "AA1 1AA")
        assert names(answer) == [*HOSTILE[:5], "back\ufffdward line"]
        assert answer.locator(".place").inner_text() == f"AA1 1AA: {HOSTILE[0]}"
        page.locator("#parties summary").click()
        assert choose(page, "scr") == [HOSTILE[1]]
