"""The booth in a browser: sealed there, ranked by hand and by keyboard, cast over a bad line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import opened, violations

from hustings.sealing.voters.links import code as typed
from hustings.sealing.voters.links import read_code
from hustings.web.folder import Folder
from voting.pages import booths
from voting.pages.serving import served

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_SHOTS", "")
VECTORS = Path(__file__).parents[2] / "sealing" / "vectors.json"


@pytest.fixture
def base(election: Folder) -> Iterator[str]:
    booths.opened(election)
    with served() as address:
        yield address


def link(election: Folder, member: str = "2") -> str:
    return f"/v/#{booths.code(election, member)}"


def rank(page: Any, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=f"Rank {name} next").click()


def box(page: Any, name: str) -> Any:
    return page.get_by_role("textbox", name=name)


def go(page: Any, text: str) -> None:
    page.get_by_role("button", name=text).click()


def heading(page: Any, text: str, *, level: int = 1) -> None:
    page.get_by_role("heading", level=level, name=text).wait_for()


def found_wrong(page: Any) -> list[tuple[str, list[str]]]:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    return violations(page)


def test_sealed_ballots_are_those_of_the_vectors(browser: Any, base: str) -> None:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    with opened(browser, base, "/v/") as page:
        found = page.evaluate(
            """async (vectors) => {
              const s = HustingsSeal;
              const prefix = s.unhex("302e020100300506032b656e04220420");
              const eid = s.unhex(vectors.manifest.eid);
              const given = async (ballot, name) => {
                const own = await s.expand(s.KEM,
                  await s.extract(
                    s.KEM, new Uint8Array(0), "dkp_prk", s.unhex(ballot.material[name])),
                  "sk", new Uint8Array(0), 32);
                const secret = await crypto.subtle.importKey(
                  "pkcs8", new Uint8Array([...prefix, ...own]), "X25519", true, ["deriveBits"]);
                const { x } = await crypto.subtle.exportKey("jwk", secret);
                const raw = Uint8Array.from(atob(x.replace(/-/g, "+").replace(/_/g, "/")),
                  (letter) => letter.charCodeAt(0));
                return { secret, raw };
              };
              return Promise.all(vectors.ballots.map(async (ballot) => {
                const layers = ballot.layers.map(
                  (name) => [name, s.unhex(vectors.keys[name].public)]);
                const content = s.payload(ballot.ranking);
                const stages = await s.stages(eid, ballot.contest, layers, content,
                  (name) => given(ballot, name));
                return [s.hex(content), stages.map(s.hex), await s.blobHash(stages[0])];
              }));
            }""",
            vectors,
        )
    assert found == [
        [ballot["payload"], ballot["stages"], ballot["blob_hash"]] for ballot in vectors["ballots"]
    ]


def test_a_hundred_ballots_sealed_in_the_browser_open_in_python(browser: Any, base: str) -> None:
    import random

    from hustings.sealing.ballots import envelope as sealing
    from hustings.sealing.ballots import payload
    from hustings.sealing.ballots.hpke import KeyPair

    drawn = random.Random(12)
    names = sealing.society(2)
    pairs = {name: KeyPair(bytes([at + 1]) * 32) for at, name in enumerate(names)}
    eid = bytes(range(32))
    wrapped = sealing.Envelope(
        eid, "nec", tuple(sealing.Layer(name, pairs[name].public) for name in names)
    )
    rankings = [drawn.sample(range(1, 64), drawn.randint(0, 63)) for _ in range(100)]
    with opened(browser, base, "/v/") as page:
        found = page.evaluate(
            """async ([eid, layers, rankings]) => Promise.all(rankings.map(async (ranking) => {
              const s = HustingsSeal;
              const stages = await s.stages(s.unhex(eid), "nec",
                layers.map(([name, key]) => [name, s.unhex(key)]), s.payload(ranking));
              return [s.hex(stages[0]), await s.checkCode(s.unhex(eid), "nec", stages[3])];
            }))""",
            [eid.hex(), [[name, pairs[name].public.hex()] for name in names], rankings],
        )
    for ranking, (blob, code) in zip(rankings, found, strict=True):
        content = bytes.fromhex(blob)
        for name in names:
            if name == "O1":
                assert code == sealing.check_code(content, wrapped)
            content = sealing.open_layer(content, wrapped, name, pairs[name])
        assert payload.ranking(content, 63) == tuple(ranking)


def test_browser_and_server_find_the_same_wrong_with_marks(browser: Any, base: str) -> None:
    import random

    from hustings.voting.interfaces.marks import ranked

    drawn = random.Random(5)
    texts = [
        "",
        " ",
        "0",
        "01",
        "x",
        "-1",
        "1.0",
        "1e2",
        "\u0661",
        "1000000",
        *map(str, range(1, 9)),
    ]
    papers = [
        {number: drawn.choice(texts) for number in range(1, drawn.randint(1, 8))}
        for _ in range(500)
    ] + [dict(enumerate(map(str, drawn.sample(range(1, 9), 8)), 1)) for _ in range(100)]
    with opened(browser, base, "/v/") as page:
        found = page.evaluate(
            """(papers) => papers.map((paper) => {
              const written = paper.map(([number, text]) => [number, text.trim()]);
              const marks = HustingsMarks.ranked(new Map(written.filter(([, text]) => text)));
              return [
                marks.order, marks.unreadable, marks.doubles, marks.gap, marks.sound, marks.blank];
            })""",
            [list(paper.items()) for paper in papers],
        )
    for paper, marks in zip(papers, found, strict=True):
        here = ranked(paper)
        doubles = [[place, list(several)] for place, several in here.doubles]
        gap = here.gaps[0] if here.gaps else 0
        assert marks == [
            list(here.order),
            list(here.unreadable),
            doubles,
            gap,
            here.sound,
            here.blank,
        ], paper


def test_from_the_link_to_the_receipt(browser: Any, base: str, election: Folder) -> None:
    from hustings.voting.models import Board

    with opened(browser, base, "/") as page:
        shown: list[str] = []
        page.on("framenavigated", lambda frame: shown.append(frame.url))
        page.goto(base + link(election))
        heading(page, "Your ballot")
        # The code leaves the address bar before anything is asked for.
        assert shown == [base + link(election), f"{base}/v/", f"{base}/v/"]
        sent: list[str] = []
        page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
        rank(page, "Name07 Example", "Name42 Example", "Name03 Example")
        go(page, "Move Name03 Example up")
        assert page.locator("#mine-nec li span").all_inner_texts() == [
            "Name07 Example",
            "Name03 Example",
            "Name42 Example",
        ]
        assert page.locator("#mine-nec .count").inner_text() == "3 of 42 ranked"
        page.get_by_label("Hal").check()
        go(page, "Check all my ballots")
        heading(page, "Check your ballot")
        assert sent == []
        assert page.locator("#review .names li").all_inner_texts() == [
            "Name07 Example\nRed",
            "Name03 Example",
            "Name42 Example",
            "Hal",
        ]
        go(page, "Cast my ballot")
        heading(page, "Your ballot has been cast")
        assert page.get_by_text("Your browser has checked that this receipt").is_visible()
        assert (len(sent), "rank." in sent[0], sent[0].count("browser.")) == (1, False, 2)
        assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
        assert "Name07" not in page.content()
        receipt = page.locator("pre").first.text_content()
        page.goto(f"{base}/receipt/")
        page.get_by_label("Your receipt").fill(receipt)
        go(page, "Look it up")
        assert page.get_by_text("Yes: this ballot is on the board").is_visible()
    assert (booths.rankings("nec"), booths.rankings("treasurers")) == ([(7, 3, 42)], [(3,)])
    assert set(Board.objects.values_list("sealed_by", flat=True)) == {"browser"}


def test_without_javascript_where_the_server_seals_nothing(browser: Any, election: Folder) -> None:
    """It is said before anything can be marked, and nothing can."""
    booths.opened(election, seal="server_seals = false")
    with served() as base:
        with opened(browser, base, "/v/", java_script_enabled=False) as page:
            heading(page, "This election needs JavaScript", level=2)
            page.get_by_label("Your voting code").fill(booths.code(election, "2"))
            page.keyboard.press("Enter")
            heading(page, "Your ballot")
            heading(page, "This election needs JavaScript", level=2)
            assert not page.locator("#ballot").is_visible()
        with opened(browser, base, link(election)) as page:
            heading(page, "Your ballot")
            assert page.locator("#ballot").is_visible()
            assert not page.get_by_text("This election needs JavaScript").is_visible()


def test_without_javascript(browser: Any, base: str, election: Folder) -> None:
    with opened(browser, base, "/v/", java_script_enabled=False) as page:
        page.get_by_label("Your voting code").fill(typed(read_code(booths.code(election, "2"))))
        page.keyboard.press("Enter")
        heading(page, "Your ballot")
        box(page, "Name05 Example").fill("1")
        box(page, "Name02 Example").fill("3")
        page.keyboard.press("Enter")
        page.get_by_text("Nobody has the number 2").wait_for()
        go(page, "Keep the order and number it without gaps")
        page.locator("#faults").wait_for(state="detached")
        assert box(page, "Name02 Example").input_value() == "2"
        go(page, "Check all my ballots")
        heading(page, "Check your ballot")
        go(page, "Cast my ballot")
        heading(page, "Your ballot has been cast")
        first = page.locator("pre").first.text_content()
        page.reload()
        assert page.locator("pre").first.text_content() == first
    assert booths.rankings("nec") == [(5, 2)]


def test_a_lost_connection_and_the_same_receipt(browser: Any, base: str, election: Folder) -> None:
    with opened(browser, base, link(election)) as page:
        rank(page, "Name01 Example")
        go(page, "Check all my ballots")
        posted: list[str] = []

        def lose(route: Any) -> None:
            """The ballot arrives; the answer does not, the first time."""
            posted.append(route.request.post_data)
            if len(posted) == 1:
                route.fetch()
                route.abort()
            else:
                route.continue_()

        page.route("**/v/cast", lose)
        go(page, "Cast my ballot")
        assert page.get_by_text("The connection was lost").wait_for() is None
        assert booths.rankings("nec") == [(1,)]
        go(page, "Try again")
        heading(page, "Your ballot has been cast")
        assert posted[0] == posted[1]
        assert page.locator(".receipt dd").first.inner_text() == "1"
        page.wrong[:] = [one for one in page.wrong if "ERR_FAILED" not in one]
    assert booths.rankings("nec") == [(1,)]


def test_a_double_click_casts_once(browser: Any, base: str, election: Folder) -> None:
    with opened(browser, base, link(election)) as page:
        posted: list[str] = []
        page.on("request", lambda request: posted.append(request.url))
        rank(page, "Name01 Example")
        go(page, "Check all my ballots")
        page.get_by_role("button", name="Cast my ballot").dblclick()
        heading(page, "Your ballot has been cast")
        assert posted == [f"{base}/v/cast"]
    assert booths.rankings("nec") == [(1,)]


@pytest.mark.parametrize(
    ("honest", "swapped"),
    [
        ("&quot;blob_hash&quot;:&quot;", "&quot;blob_hash&quot;:&quot;00"),
        ("&quot;n&quot;:1", "&quot;n&quot;:2"),
        ("&quot;sealed_by&quot;:&quot;browser", "&quot;sealed_by&quot;:&quot;server"),
    ],
)
def test_a_receipt_for_another_ballot_is_called_out(
    browser: Any, base: str, election: Folder, honest: str, swapped: str
) -> None:
    with opened(browser, base, link(election)) as page:
        rank(page, "Name01 Example")
        go(page, "Check all my ballots")

        def swap(route: Any) -> None:
            answer = route.fetch()
            assert honest in answer.text()
            route.fulfill(response=answer, body=answer.text().replace(honest, swapped))

        page.route("**/v/cast", swap)
        go(page, "Cast my ballot")
        heading(page, "Your ballot has been cast")
        assert page.get_by_text("is not for the ballot that your browser sealed").is_visible()


def test_by_the_keyboard_alone(browser: Any, base: str, election: Folder) -> None:
    def reach(page: Any, name: str) -> None:
        for _ in range(400):
            page.keyboard.press("Tab")
            if page.evaluate(
                "(document.activeElement.getAttribute('aria-label')"
                " ?? document.activeElement.textContent).trim()"
            ).startswith(name):
                return
        raise AssertionError(f"{name} cannot be reached")

    with opened(browser, base, link(election)) as page:
        heading(page, "Your ballot")
        reach(page, "Rank Name02 Example next")
        page.keyboard.press("Enter")
        reach(page, "Rank Name03 Example next")
        page.keyboard.press("Space")
        reach(page, "Move Name03 Example up")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
            "Move Name03 Example down"
        )
        reach(page, "Check all my ballots")
        page.keyboard.press("Enter")
        heading(page, "Check your ballot")
        reach(page, "Cast my ballot")
        page.keyboard.press("Enter")
        heading(page, "Your ballot has been cast")
        assert page.evaluate("document.activeElement.tagName") == "H1"
    assert booths.rankings("nec") == [(3, 2)]


def test_gaps_doubles_and_the_filter(browser: Any, base: str, election: Folder) -> None:
    with opened(browser, base, link(election)) as page:
        page.get_by_label("Find a name").fill("name1 blue")
        assert page.get_by_text("No name with these letters.").is_visible()
        page.get_by_label("Find a name").fill("ÑAME11")
        assert page.locator("#c-nec .paper > li:visible").count() == 1
        page.get_by_label("Find a name").fill("")
        box(page, "Name01 Example").fill("2")
        box(page, "Name02 Example").fill("2")
        faults = page.locator("#mine-nec .faults")
        assert faults.inner_text().split("\n\n") == [
            "Name01 Example, Name02 Example have the same number: 2.",
            "Nobody has the number 1.",
        ]
        assert page.locator("#c-nec [aria-invalid=true]").count() == 2
        assert not page.get_by_role("button", name="Put in order").is_visible()
        go(page, "Check all my ballots")
        assert page.locator("#faults").inner_text().startswith("Please look at this first")
        box(page, "Name02 Example").fill("5")
        assert faults.inner_text() == "Nobody has the number 1."
        assert page.locator("[aria-invalid]").count() == 0
        go(page, "Put in order")
        assert not faults.is_visible()
        assert box(page, "Name02 Example").input_value() == "2"
        page.get_by_role("button", name="Take Name01 Example off your list").first.click()
        assert box(page, "Name02 Example").input_value() == "1"
        go(page, "Clear my list")
        go(page, "Really clear it?")
        assert page.locator("#mine-nec .count").inner_text() == "0 of 42 ranked"
        for name in ("Fay", "Gil", "Hal"):
            page.get_by_label(name, exact=True).check()
        assert (
            page.locator("#mine-treasurers")
            .inner_text()
            .endswith("3 names are ticked, and 2 may be.")
        )


def test_a_list_from_a_finder_is_filled_in_here_alone(
    browser: Any, base: str, election: Folder
) -> None:
    path = f"{link(election)}&list=Name09%20Example%0AName04%20Example%0ANobody"
    with opened(browser, base, path) as page:
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url))
        heading(page, "Your ballot")
        assert page.url == f"{base}/v/"
        assert page.locator("#mine-nec .count").inner_text() == "0 of 42 ranked"
        notice = page.locator("#c-nec #list-came")
        assert notice.locator("li").all_inner_texts() == ["Name09 Example", "Name04 Example"]
        assert notice.get_by_text("Not on this ballot: “Nobody”").is_visible()
        notice.get_by_role("button", name="Fill in").click()
        assert page.locator("#mine-nec li span").all_inner_texts() == [
            "Name09 Example",
            "Name04 Example",
        ]
        told = "2 names filled in. Please check them. Not on this ballot: Nobody"
        assert page.get_by_text(told).is_visible()
        page.locator("#c-nec .paste summary").click()
        # As a finder copies a list: headings and an address above and below what is numbered.
        page.locator("#paste-nec").fill(
            "Your list\nLondon\n\n1. name30 EXAMPLE\n2) Name31 Example\n\nGo on.\n\nhttps://x.example/\n"
        )
        page.locator("#c-nec .paste").get_by_role("button", name="Fill in").click()
        assert page.locator("#mine-nec li span").all_inner_texts() == [
            "Name30 Example",
            "Name31 Example",
        ]
        result = page.locator("#c-nec .paste [role=status]").inner_text()
        assert result == "2 names filled in. Please check them."
        assert sent == []
    assert booths.rankings("nec") == []


def test_accents_tell_apart_whom_nothing_else_does(
    browser: Any, base: str, election: Folder
) -> None:
    with opened(browser, base, link(election)) as page:
        numbers = page.evaluate(
            """() => {
              const names = [
                [1, "Siân Green"], [2, "Sian Green"], [3, "Zoë Hughes"], [4, "Li\u0301"]];
              const list = "1. Siân Green\\n2. SIAN GREEN\\n3. Sián Green\\n4. Zoe Hughes\\n5. lí";
              const found = HustingsMarks.matched(names, HustingsMarks.listed(list));
              return found.map((one) => one ?? 0);
            }"""
        )
    assert numbers == [1, 2, 0, 3, 4]


def test_a_list_waits_for_the_code(browser: Any, base: str, election: Folder) -> None:
    # As the list's page of a finder has it.
    with opened(browser, base, "/v/#list=Hal%0AFay%0AHal&contest=treasurers") as page:
        assert page.url == f"{base}/v/"
        assert page.locator("#list-waits").is_visible()
        page.reload()
        assert page.locator("#list-waits").is_visible()
        assert found_wrong(page) == []
        page.locator("#code").fill(f"{base}{link(election)}")  # the whole link, as it is pasted
        page.locator("main .go").click()
        notice = page.locator("#c-treasurers .notice")
        assert notice.locator("li").all_inner_texts() == ["Hal", "Fay"]
        assert notice.evaluate("one => one === document.activeElement")
        assert found_wrong(page) == []
        assert page.locator("#c-treasurers input:checked").count() == 0
        notice.get_by_role("button", name="Fill in").click()
        assert page.locator("#c-treasurers li.in label").all_inner_texts() == ["Fay", "Hal"]
        assert page.evaluate("sessionStorage.length") == 0


# What a stranger may have written behind an address, and which names are shown as on the paper.
STRANGE = (
    ("list=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E", None),
    ("list=Name09%20Example&contest=treasurers", None),
    ("list=Name09%20Example&contest=%22%3E%3Cb%3E", ["Name09 Example"]),
    ("list=" + "Name09%20Example%0A" * 20_000, None),
    ("list=%E0%A4%A", None),
    ("list=Name09%20Example%0AName09%20Example%0A" + "Ring%20us%20now%20" * 99, ["Name09 Example"]),
)


def test_whatever_stands_in_a_link_nothing_is_marked(
    browser: Any, base: str, election: Folder
) -> None:
    with opened(browser, base, link(election)) as page:
        heading(page, "Your ballot")
        came = page.locator("#list-came")
        for fragment, shown in STRANGE:
            # Whatever came before goes: of several links only the last stands there.
            page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
            page.wait_for_function("location.hash === ''")
            if shown is None:
                assert came.inner_text().startswith("You came with a list, but it is for no")
            else:
                assert came.locator("li").all_inner_texts() == shown
                assert len(came.inner_text()) < 500
        assert page.locator("main img").count() == 0
        assert page.locator("#mine-nec .count").inner_text() == "0 of 42 ranked"
        assert page.url == f"{base}/v/"


def test_another_language_keeps_the_marks_on_the_device(
    browser: Any, base: str, election: Folder
) -> None:
    with opened(browser, base, link(election, "1")) as page:
        heading(page, "Eich papur pleidleisio")
        box(page, "Name02 Example").fill("1")
        posted: list[str] = []
        page.on("request", lambda request: posted.append(request.post_data or ""))
        go(page, "English")
        heading(page, "Your ballot")
        assert box(page, "Name02 Example").input_value() == "1"
        assert not any("rank." in one for one in posted)
        assert page.evaluate("sessionStorage.length") == 0


def test_a_browser_that_cannot_seal_lets_the_server(
    browser: Any, base: str, election: Folder
) -> None:
    with opened(browser, base, "/") as page:
        page.add_init_script("crypto.subtle.generateKey = () => Promise.reject(new Error('no'))")
        page.goto(base + link(election))
        heading(page, "Your ballot")
        assert page.get_by_text("This browser cannot seal ballots").is_visible()
        rank(page, "Name01 Example")
        go(page, "Check all my ballots")
        heading(page, "Check your ballot")
        assert page.get_by_text("Your browser did not seal this ballot").is_visible()


@pytest.mark.parametrize(
    ("scheme", "language", "width"), [("light", "en", 320), ("dark", "cy", 1200)]
)
def test_axe_finds_nothing_and_nothing_is_beside_the_page(
    browser: Any, base: str, election: Folder, scheme: str, language: str, width: int
) -> None:
    with opened(
        browser,
        base,
        f"/?language={language}",
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
    ) as page:

        def look() -> None:
            assert found_wrong(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width

        look()
        for path in (f"/v/?language={language}", f"/statements/nec/?language={language}"):
            page.goto(base + path)
            look()
        page.goto(f"{base}/receipt/?language={language}")
        page.locator("textarea").fill("no receipt")
        page.locator("main .go").click()
        look()
        page.goto(f"{base}/v/?language={language}")
        page.locator("#code").fill("nonsense")
        page.locator("main .go").click()
        look()
        page.locator("#code").fill(booths.code(election, "2"))
        page.locator("main .go").click()
        box(page, "Name02 Example").fill("2")
        page.locator(".end .go").click()
        page.locator("#faults").wait_for()
        look()
        box(page, "Name02 Example").fill("1")
        page.locator(".end .go").click()
        page.locator("#review").wait_for()
        look()
        page.locator("#review .go").click()
        page.locator(".receipt").wait_for()
        look()
        page.goto(f"{base}/v/?language={language}")
        page.locator("#code").fill("0" * 26)
        page.locator("main .go").click()
        look()
        page.wrong[:] = [one for one in page.wrong if "status of 40" not in one]


@pytest.mark.parametrize(
    ("scheme", "language", "width", "script"),
    [("light", "en", 320, True), ("dark", "cy", 320, True), ("dark", "en", 320, False)],
)
def test_axe_finds_nothing_where_no_vote_can_be_cast(
    browser: Any,
    election: Folder,
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
    language: str,
    width: int,
    script: bool,
) -> None:
    """Pages of every state, 320 px wide: a telephone, or 1280 px enlarged four times."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.voters import links
    from hustings.voting.models import Chain
    from voting.elections import WHO

    weights: list[int] = []

    def look(page: Any, name: str) -> None:
        page.locator("h1").wait_for()
        if script:
            assert found_wrong(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        weights.append(len(page.content().encode()))
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{scheme}-{language}-{script}.png", full_page=True)

    def entered(page: Any, code: str, name: str) -> None:
        page.goto(f"{base}/v/?language={language}")
        page.locator("#code").fill(code)
        with page.expect_navigation():
            page.locator("main .go").click()
        look(page, name)

    def looked_up(page: Any, receipt: str, name: str) -> None:
        page.goto(f"{base}/receipt/?language={language}")
        page.locator("textarea").fill(receipt)
        page.locator("main .go").click()
        page.locator("[role=status]").wait_for()
        look(page, name)

    context: dict[str, Any] = {
        "color_scheme": scheme,
        "viewport": {"width": width, "height": 800},
        "java_script_enabled": script,
    }
    Path(election.toml).write_text(booths.written(), encoding="utf-8")
    with served() as base, opened(browser, base, f"/?language={language}", **context) as page:
        look(page, "draft")
        page.goto(f"{base}/nowhere/")
        look(page, "404")
        booths.frozen(election)
        code = booths.code(election, "2")
        entered(page, code, "waiting")
        poll.open_poll(WHO)
        page.goto(f"{base}/again/?language={language}")
        look(page, "again")
        page.locator("#email").fill("una@example.org")
        page.locator("main .go").click()
        page.locator("[role=status]").wait_for()
        look(page, "asked-again")
        entered(page, code, "ballot")
        page.locator("[name='rank.nec.2']").fill("1")
        page.get_by_label("Gil").check()
        page.locator(".end .go").click()
        page.locator("form#cast .go, #review .go").first.click()
        page.locator(".receipt").first.wait_for()
        look(page, "cast")
        receipt = page.locator("pre").first.text_content()
        entered(page, code, "used")
        looked_up(page, receipt, "receipt-found")
        looked_up(page, "ab" * 32, "receipt-not-found")
        looked_up(page, receipt.replace('"n":1', '"n":2'), "receipt-not-signed")
        links.reissue(election, "2", WHO, "lost")
        entered(page, code, "replaced")
        entered(page, "0" * 26, "unknown")
        Chain.objects.update(closes_at="2026-01-01T00:00:00Z")
        entered(page, booths.code(election, "1"), "closed")
        monkeypatch.setattr("hustings.voting.pages.board.phase", lambda: 1 / 0)
        page.goto(f"{base}/")
        look(page, "500")
        page.wrong[:] = [one for one in page.wrong if "status of " not in one]
    assert max(weights) < 100_000
