"""One girl recorded twice: found, joined, seen as one, and taken apart again, at the desk in a real browser."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.base import DESKTOP, PHONE, Visitor
from tests.journeys.demonstration import Demonstration

pytestmark = pytest.mark.journey


def add_child(visitor: Visitor, family: str, forename: str, *, school: str = "") -> None:
    """Add a girl born on 7 April 2017 to a family; whoever is on record already is somebody else."""
    visitor.visit(f"/people/families/{family}/add/")
    visitor.choose("Child", of="Who are they in this family?")
    visitor.fill("First name", forename)
    visitor.fill("Surname", "Kowalczyk")
    group = visitor.page.get_by_role("group", name="Date of birth", exact=True)
    for label, value in (("Day", "7"), ("Month", "4"), ("Year", "2017")):
        group.get_by_label(label, exact=True).fill(value)
    visitor.choose("Female", of="Sex")
    if school:
        visitor.fill("School, nursery or college", school)
    visitor.press("Add this person")
    if "Is it one of these people?" in visitor.text():
        visitor.choose("None of these: record a new person")
        visitor.press("Continue")


def open_person(visitor: Visitor, forename: str) -> None:
    """Open the page of somebody from the people of their family."""
    card = visitor.page.locator(".govuk-summary-card").filter(has_text=f"{forename} Kowalczyk").first
    card.locator("a[href^='/people/persons/']").first.click()
    visitor.page.wait_for_load_state()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_girl_recorded_twice_becomes_one_and_two_again(
    demonstration: Demonstration, chromium: Browser, viewport: dict[str, int]
) -> None:
    # given a girl who was recorded in two families
    forename = "Zuzanna" if viewport == DESKTOP else "Ludwika"
    one, other = demonstration.families["dorset, assessed"], demonstration.families["dorset, nobody leads a child in need"]
    visitor = demonstration.visitor(chromium, viewport=viewport)
    visitor.sign_in_as("dorset", "team_manager")
    add_child(visitor, one, forename, school="Mill Lane Primary School")
    add_child(visitor, other, forename, school="Ropewalk Academy")
    # when a manager looks for her other record and says that it is one girl
    open_person(visitor, forename)
    visitor.press("Other records that may be this person")
    visitor.page.get_by_role("link", name="Compare").first.click()
    visitor.check()
    assert "Mill Lane Primary School" in visitor.text()
    visitor.press("They are one person")
    assert "How do you know that they are one person" in visitor.refused()
    visitor.choose("Mill Lane Primary School", of="School")
    visitor.fill("How do you know that they are one person?", "The school knows one girl")
    visitor.press("They are one person")
    # then her page says so, and the families show one girl
    assert "They are one person from now on" in visitor.text()
    assert "is the same person: joined on" in visitor.text()
    visitor.visit(f"/people/families/{other}/")
    assert visitor.page.get_by_role("heading", name=f"{forename} Kowalczyk", exact=True).count() == 1
    # and when it was wrong, it is undone, and it is said whose is what was written since
    open_person(visitor, forename)
    visitor.page.get_by_role("link", name="Undo").first.click()
    visitor.check()
    visitor.fill("How do you know that they are two people?", "Two girls: cousins")
    visitor.press("Take the records apart")
    assert "They are two people again" in visitor.text()
    assert "Was taken for" in visitor.text()


def test_the_lists_are_there_for_a_records_officer(demonstration: Demonstration, chromium: Browser) -> None:
    for viewport in (DESKTOP, PHONE):
        visitor = demonstration.visitor(chromium, viewport=viewport)
        visitor.sign_in_as("dorset", "records_officer")
        assert "Records that may be one person" in visitor.visit("/people/duplicates/")
        assert "People to join to families" in visitor.visit("/people/to-join/")
