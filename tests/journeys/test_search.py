"""A front door worker finds a girl whose name they heard and cannot spell: while typing, by a wildcard, by age,
and without JavaScript."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.base import DESKTOP, PHONE, Visitor
from tests.journeys.demonstration import Demonstration

pytestmark = pytest.mark.journey

BOX = "Name, date of birth, postcode or number"
AGE = 8


@pytest.fixture(scope="module")
def girl(demonstration: Demonstration, chromium: Browser) -> str:
    """A girl of eight in a family of Dorset. Returns her name."""
    visitor = demonstration.visitor(chromium, javascript=False)
    visitor.sign_in_as("dorset", "team_manager")
    visitor.visit(f"/people/families/{demonstration.family_id}/add/")
    visitor.choose("Child", of="Who are they in this family?")
    visitor.fill("First name", "Zuzanna")
    visitor.fill("Surname", "Kowalczyk")
    group = visitor.page.get_by_role("group", name="Date of birth", exact=True)
    for label, value in (("Day", 1), ("Month", 1), ("Year", datetime.now(UTC).year - AGE)):
        group.get_by_label(label, exact=True).fill(str(value))
    visitor.choose("Female", of="Sex")
    visitor.press("Add this person")
    return "Zuzanna Kowalczyk"


def desk(demonstration: Demonstration, chromium: Browser, **how: object) -> Visitor:
    visitor = demonstration.visitor(chromium, **how)
    visitor.sign_in_as("dorset", "front_door")
    visitor.visit("/search/")
    return visitor


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_she_is_found_while_her_name_is_typed_as_it_sounds(
    demonstration: Demonstration, chromium: Browser, girl: str, viewport: dict[str, int]
) -> None:
    # given a worker at the search page
    visitor = desk(demonstration, chromium, viewport=viewport)
    page = visitor.page
    box = page.get_by_label(BOX, exact=True)
    box.focus()
    # when they type what they heard
    page.keyboard.type("kowalchik", delay=20)
    # then she is there before they press anything, and it is said how many there are
    found = page.get_by_role("link", name=girl, exact=True)
    expect(found).to_be_visible(timeout=5000)
    expect(page.get_by_role("status")).to_have_text(re.compile("1 person (so far|found)"))
    # and what was searched is said once the typing has stopped
    expect(page.get_by_text("Searched: name Kowalchik")).to_be_visible(timeout=5000)
    expect(page.get_by_role("status")).to_have_text("1 person found")
    assert f"Female, {AGE}" in visitor.text()
    visitor.check()
    # and Tab leads to her, Escape clears everything
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == girl:
            break
    else:
        raise AssertionError("Tab does not lead to the person found")
    page.keyboard.press("Escape")
    expect(found).to_have_count(0)
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    # and the name is in no address
    assert page.url.endswith("/search/")
    # and her page opens from the list
    page.keyboard.type("Kowalczyk, Zuz", delay=10)
    found.click()
    page.wait_for_load_state()
    visitor.check()
    assert girl in visitor.text()


def test_letters_left_open_and_an_age_range_find_her(demonstration: Demonstration, chromium: Browser, girl: str) -> None:
    visitor = desk(demonstration, chromium)
    visitor.fill(BOX, "Kow*")
    text = visitor.press("Search")
    assert girl in text
    assert "Not searched: restricted records" in text
    visitor.fill(BOX, "Kow* 7-9")
    assert girl in visitor.press("Search")
    visitor.fill(BOX, "Kow* 12-15")
    text = visitor.press("Search")
    assert girl not in text
    assert "age 12 to 15" in text
    assert "What to try next" in text
    visitor.fill(BOX, "7-9")
    visitor.press("Search")
    assert "too many people are of one age" in visitor.refused()


def test_without_javascript_the_button_does_the_same(demonstration: Demonstration, chromium: Browser, girl: str) -> None:
    visitor = desk(demonstration, chromium, javascript=False)
    visitor.fill(BOX, "kowalchik")
    assert girl in visitor.press("Search")
    visitor.fill(BOX, "Kowalczyk")
    visitor.page.get_by_text("More", exact=True).click()
    visitor.fill("Age from", "7")
    visitor.fill("Age to", "9")
    assert girl in visitor.press("Search")
    visitor.fill("Age from", "10")
    visitor.fill("Age to", "12")
    text = visitor.press("Search")
    assert "Nobody found" in text
    assert visitor.page.url.endswith("/search/")


def test_a_search_that_does_not_answer_says_so_and_shows_nobody(
    demonstration: Demonstration, chromium: Browser, girl: str
) -> None:
    visitor = desk(demonstration, chromium)
    page = visitor.page
    page.get_by_label(BOX, exact=True).press_sequentially("Kowalc", delay=10)
    expect(page.get_by_role("link", name=girl, exact=True)).to_be_visible(timeout=5000)
    page.route("**/search/", lambda route: route.abort())
    page.get_by_label(BOX, exact=True).press_sequentially("zy", delay=10)
    expect(page.get_by_text("This does not mean that nobody is held")).to_be_visible(timeout=5000)
    expect(page.get_by_role("link", name=girl, exact=True)).to_have_count(0)
