"""A branch secretary nominates and a candidate accepts, each from the link in their mail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import opened, violations
from report.test_photographs import file as written
from report.test_photographs import picture as striped

from hustings.sealing.voters import links as codes
from hustings.web.folder import Folder
from voting import nominations as noms
from voting.domain.nominations.test_members import members
from voting.elections import WHO, token
from voting.nominations import accepted, bodies, choice, find, nominate
from voting.pages.serving import served
from voting.pages.test_nominations import TALLY, code
from voting.pages.test_office import PASSWORD, entered

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_SHOTS", "")
# A wide page is looked at by people.
WIDTHS = (320, 1100) if SHOTS else (320,)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    # Django sees the loop that Playwright runs in this thread, and would refuse its tables.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def base(election: Folder) -> Iterator[str]:
    with served() as address:
        yield address


def seen(page: Any, name: str) -> None:
    """The page as it stands: as wide as the screen, without a fault that axe finds."""
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(width), name
    # Colours are the same on each page of a style sheet.
    measured = name.startswith(("body-wrong", "candidate-done", "office-one"))
    assert violations(page, colours=measured) == []
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def refused(page: Any) -> None:
    """The page says what is wrong, and the browser that it was answered with 422."""
    page.get_by_role("alert").wait_for()
    assert ["422" in one for one in page.wrong] == [True]
    page.wrong.clear()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_secretary_nominates_and_a_candidate_accepts(
    browser: Any, base: str, election: Folder, width: int
) -> None:
    made = noms.setup(election, TALLY)
    leeds, york = bodies(made, "Leeds", "York")
    nominate(election, made, york, choice("committee", "Ann Example-Featherstonehaugh"))
    size = {"viewport": {"width": width, "height": 640}}
    with opened(browser, base, f"/n/#{code(election, leeds)}", **size) as page:
        page.get_by_role("heading", name="Nominations by Leeds").wait_for()
        assert "#" not in page.url
        seen(page, f"body-{width}")
        group = page.get_by_role("region", name="Committee")
        group.get_by_label("Ann Example-Featherstonehaugh").check()
        group.get_by_label("Name", exact=True).first.fill("Jo Ash")
        page.get_by_role("button", name="Send in these nominations").last.click()
        # What is missing is said, and what was typed is still there, in Welsh as well.
        refused(page)
        assert page.evaluate("document.activeElement.id") == "faults"
        seen(page, f"body-wrong-{width}")
        page.get_by_role("button", name="Cymraeg").click()
        page.get_by_role("heading", name="Enwebiadau gan Leeds").wait_for()
        seen(page, f"body-cy-{width}")
        page.get_by_role("button", name="English").click()
        group = page.get_by_role("region", name="Committee")
        assert group.get_by_label("Ann Example-Featherstonehaugh").is_checked()
        group.get_by_label("Candidate’s e-mail address").first.fill("jo@example.org")
        group.get_by_label("Candidate’s e-mail address").first.press("Enter")
        page.get_by_role("status").wait_for()
        seen(page, f"body-done-{width}")
    jo = find("committee", "Jo Ash")
    assert jo.email == "jo@example.org"
    with opened(browser, base, f"/n/#{code(election, jo)}", **size) as page:
        page.get_by_role("heading", name="Jo Ash, you have been nominated").wait_for()
        seen(page, f"candidate-{width}")
        page.get_by_label("Your statement (English)").fill("one two three four five six")
        page.get_by_label("Slate or group").fill("Kettle")
        page.get_by_role("button", name="Accept the nomination").click()
        refused(page)
        assert "has 6 words" in page.get_by_role("alert").inner_text()
        seen(page, f"candidate-wrong-{width}")
        page.get_by_label("Your statement (English)").fill("More tea,\n\nand biscuits.")
        page.get_by_role("button", name="Accept the nomination").click()
        page.get_by_role("status").wait_for()
        seen(page, f"candidate-done-{width}")
        page.get_by_role("button", name="Cymraeg").click()
        page.get_by_role("button", name="Cadw’r datganiad").last.wait_for()
        seen(page, f"candidate-cy-{width}")
    jo.refresh_from_db()
    assert (jo.answer, jo.slate) == ("accepted", "Kettle")
    assert jo.statement == {"en": "More tea,\n\nand biscuits."}
    for language in ("en", "cy"):
        with opened(browser, base, f"/nominations/?language={language}", **size) as page:
            page.locator("summary").first.click()
            seen(page, f"tally-{language}-{width}")
        with opened(browser, base, f"/n/?language={language}", **size) as page:
            seen(page, f"enter-{language}-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_candidate_gives_a_photograph_without_javascript(
    browser: Any, base: str, election: Folder, width: int
) -> None:
    made = noms.setup(election, noms.PICTURED)
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    jo = find("committee", "Jo Ash")
    size = {"viewport": {"width": width, "height": 640}, "java_script_enabled": False}
    with opened(browser, base, "/n/", **size) as page:
        page.get_by_label("Your code").fill(code(election, jo))
        page.get_by_role("button").click()
        file = {"name": "me.png", "mimeType": "image/png", "buffer": written(striped(), "PNG")}
        page.get_by_label("Choose a file").set_input_files(file)
        page.get_by_role("button", name="Accept the nomination").last.click()
        page.get_by_role("alert").wait_for()
        page.wrong.clear()
        assert "Say what the photograph shows" in page.get_by_role("alert").inner_text()
        page.get_by_label("Choose a file").set_input_files(file)
        page.get_by_label("What it shows, for those who cannot see it (English)").fill("Jo in red")
        page.get_by_role("button", name="Accept the nomination").last.click()
        page.get_by_role("img", name="Jo in red").wait_for()
    size.pop("java_script_enabled")
    for language in ("en", "cy"):
        with opened(browser, base, f"/n/?language={language}#{code(election, jo)}", **size) as page:
            page.get_by_role("img", name="Jo in red").wait_for()
            seen(page, f"photograph-{language}-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_voters_see_photographs_in_equal_room(
    browser: Any, base: str, election: Folder, width: int
) -> None:
    noms.sealed(election)
    size = {"viewport": {"width": width, "height": 640}}
    for language in ("en", "cy"):
        address = f"/statements/committee/?language={language}"
        with opened(browser, base, address, **size) as page:
            # Each is there, and its square is as large as that of whoever gave none.
            boxes = [one.bounding_box() for one in page.locator(".face").all()]
            assert [(one["width"], one["height"]) for one in boxes] == [(160, 160)] * 3
            seen(page, f"statements-{language}-{width}")
    link = codes.fragment(token(election, "1"))
    with opened(browser, base, f"/v/?language=en#{link}", **size) as page:
        page.get_by_text("Statement by Jo Ash").click()
        face = page.get_by_role("img", name="Jo by the kettle")
        face.wait_for()
        page.wait_for_function("document.querySelector('.face').naturalWidth === 480")
        seen(page, f"paper-photograph-{width}")


def test_members_propose_second_and_assent(browser: Any, base: str, election: Folder) -> None:
    from hustings.voting.domain.office import officers

    _, several = members(election, "\ntally = true")
    size = {"viewport": {"width": WIDTHS[-1], "height": 800}}
    for member in several:
        with opened(browser, base, f"/n/#{code(election, member)}", **size) as page:
            page.get_by_role("heading", name=f"Nominations by {member.name}").wait_for()
            group = page.get_by_role("region", name="Committee")
            if member is several[0]:
                group.get_by_label("Name", exact=True).first.fill("Jo Ash")
                address = group.get_by_label("Candidate’s e-mail address").first
                address.fill("jo@example.org")
            else:
                group.get_by_label("Jo Ash").check()
            page.get_by_role("button", name="Send in these nominations").last.click()
            page.get_by_role("status").wait_for()
            seen(page, f"member-{member.member}")
            page.goto(f"{base}/nominations/")
            row = page.get_by_role("row").filter(has_text="Jo Ash").first.inner_text().split("\t")
            enough = "yes" if member is several[2] else "not yet"
            assert row[1:4:2] == [member.member, enough]
            # Who they are is nobody else's business.
            assert member.name not in page.locator("main").inner_text()
    jo = find("committee", "Jo Ash")
    with opened(browser, base, f"/n/#{code(election, jo)}", **size) as page:
        page.get_by_role("heading", name="Jo Ash, you have been nominated").wait_for()
        seen(page, "candidate-by-members")
        page.get_by_role("button", name="Accept the nomination").click()
        page.get_by_role("status").wait_for()
    officers.create(WHO, PASSWORD)
    context = browser.new_context(**size)
    session = entered().cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    page = context.new_page()
    page.goto(f"{base}/office/nominations/{jo.pk}/")
    seen(page, "office-one-by-members")
    assert page.locator("h2:has-text('Nominated by 3') + ul li").all_inner_texts() == [
        "Una (1): proposes",
        "Vic (2): seconds",
        "Win (3): assents",
    ]
    context.close()
    jo.refresh_from_db()
    assert jo.answer == "accepted"


def test_the_officers_pages_of_nominations(browser: Any, base: str, election: Folder) -> None:
    from hustings.voting.domain.nominations import deciding
    from hustings.voting.domain.office import officers

    made = noms.setup(election, TALLY)
    leeds, york = bodies(made, "Leeds", "York")
    nominate(election, made, leeds, choice("committee", "Jo Ash", "Ed Example"))
    nominate(election, made, york, choice("committee", listed=["Jo Ash"]), choice("wales", "Dai"))
    jo = find("committee", "Jo Ash")
    officers.create(WHO, PASSWORD)
    made_of = entered()
    cookie = {"name": "sessionid", "value": made_of.cookies["sessionid"].value, "url": base}
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 800})
        context.add_cookies([cookie])
        page = context.new_page()
        for name, path in (("list", ""), ("one", f"{jo.pk}/"), ("bodies", "bodies/")):
            page.goto(f"{base}/office/nominations/{path}")
            for summary in page.locator("summary").all():
                summary.click()
            seen(page, f"office-{name}-{width}")
        context.close()
    made = noms.over(election)
    deciding.close(made, WHO)
    accepted(made, "Jo Ash")
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{base}/office/nominations/")
    seen(page, "office-closed-1100")
    context.close()
