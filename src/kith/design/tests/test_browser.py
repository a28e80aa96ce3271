"""What the pages do in a real browser."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from kith.design.tests.pages import Server

pytestmark = pytest.mark.journey

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(autouse=True)
def _server_starts_again() -> Iterator[None]:
    Server.start_again()
    yield
    Server.start_again()


@pytest.fixture
def page(chromium: Any, site: str) -> Iterator[Any]:
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console",
        lambda m: complaints.append(m.text) if m.type == "error" and "Failed to load" not in m.text else None,
    )
    page.on("pageerror", lambda e: complaints.append(str(e)))
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ["/design/", "/design/?errors=1", "/note/"])
def test_pages_are_accessible_and_fit(page: Any, axe: str, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(v["id"], [n["html"][:100] for n in v["nodes"]]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_errors_take_the_focus_and_lead_to_their_boxes(page: Any) -> None:
    page.goto("/design/?errors=1")
    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")
    for link in page.locator(".govuk-error-summary__list a").all():
        link.click()
        assert page.evaluate("document.activeElement.id") == link.get_attribute("href").removeprefix("#")


def test_a_revealed_question_appears_with_its_answer(page: Any) -> None:
    page.goto("/design/")
    expect(page.locator("#id_language")).to_be_hidden()
    page.locator("#id_interpreter").check()
    expect(page.locator("#id_language")).to_be_visible()


def test_add_something_opens_and_closes_by_keyboard(page: Any) -> None:
    page.goto("/design/")
    page.locator(".kith-add summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="A visit", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="A visit", exact=True)).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_what_is_typed_is_saved_and_says_when(page: Any) -> None:
    page.goto("/note/")
    page.fill("#id_text", "Tom showed me his drawing.")
    expect(page.locator("[data-autosave-status]")).to_have_text("Saved 14:32", timeout=4000)
    assert Server.saved[-1]["text"] == "Tom showed me his drawing."
    assert page.input_value("#id_version") == "2"
    page.fill("#id_text", "Tom showed me his drawing. He was glad.")
    page.locator("#id_text").blur()
    expect(page.locator("#id_version")).to_have_value("3", timeout=1500)
    assert page.evaluate("sessionStorage.length") == 0


def test_a_failed_save_says_so_and_tries_again(page: Any) -> None:
    Server.works = False
    page.goto("/note/")
    page.fill("#id_text", "Kept")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Not saved yet", timeout=4000)
    Server.works = True
    expect(page.locator("[data-autosave-status]")).to_have_text("Saved 14:32", timeout=8000)


def test_nothing_typed_is_lost_when_the_session_ends(page: Any) -> None:
    page.goto("/note/")
    Server.signed_in = False
    page.fill("#id_text", "Ola told me about the landlord.")
    page.fill("#id_happened_on_day", "12")
    page.get_by_label("Telephone call").check()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Not saved yet", timeout=4000)
    page.reload()
    expect(page.locator("h1")).to_have_text("Sign in")
    Server.signed_in = True
    page.goto("/note/")
    assert page.input_value("#id_text") == "Ola told me about the landlord."
    assert page.input_value("#id_happened_on_day") == "12"
    assert page.get_by_label("Telephone call").is_checked()
    expect(page.locator("[data-autosave-status]")).to_have_text("Saved 14:32", timeout=4000)
    assert Server.saved[-1]["text"] == "Ola told me about the landlord."


def test_a_submit_after_the_session_ended_is_put_back_after_signing_in(page: Any) -> None:
    page.goto("/plain-note/")
    page.fill("#id_text", "Nobody answered the door.")
    Server.signed_in = False
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    Server.signed_in = True
    page.goto("/plain-note/")
    assert page.input_value("#id_text") == "Nobody answered the door."
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Done")
    page.goto("/plain-note/")
    assert page.input_value("#id_text") == ""


def test_what_one_person_typed_is_never_shown_to_another(page: Any) -> None:
    page.goto("/note/")
    Server.works = False
    page.fill("#id_text", "Private")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Not saved yet", timeout=4000)
    page.route(
        "**/note/",
        lambda route: route.fulfill(
            body=re.sub('data-user-key="asha"', 'data-user-key="rory"', route.fetch().text()),
            content_type="text/html",
        ),
    )
    page.goto("/note/")
    assert page.input_value("#id_text") == ""
    assert page.evaluate("sessionStorage.length") == 0


def test_the_session_warns_and_can_be_kept(page: Any) -> None:
    Server.life = 6
    page.goto("/plain-note/")
    dialog = page.get_by_role("dialog", name="You will be signed out soon")
    expect(dialog).to_be_visible(timeout=5000)
    assert page.evaluate("document.activeElement.textContent") == "Stay signed in"
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert Server.kept_alive == 1


def test_a_session_that_ends_keeps_what_was_typed(page: Any) -> None:
    Server.life = 3
    page.goto("/plain-note/")
    page.fill("#id_text", "Half a sentence")
    page.wait_for_event("framenavigated", timeout=6000)
    page.wait_for_load_state()
    expect(page.locator("#id_text")).to_have_value("Half a sentence")


def test_the_form_works_without_javascript(chromium: Any, site: str) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/note/")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("What happened?").fill("A visit")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Done")
    assert Server.saved[0]["text"] == "A visit"
    context.close()
