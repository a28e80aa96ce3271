"""Journeys at the desk and at the family's own door, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.base import DESKTOP, PHONE
from tests.journeys.demonstration import Demonstration

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("role", "viewport"),
    [
        ("lead_practitioner", PHONE),
        ("team_manager", DESKTOP),
        ("auditor", PHONE),
        ("finance_officer", DESKTOP),
        ("partner_lead", DESKTOP),
    ],
    ids=lambda each: each if isinstance(each, str) else str(each["width"]),
)
def test_everybody_has_a_day(demonstration: Demonstration, chromium: Browser, role: str, viewport: dict[str, Any]) -> None:
    # given a persona of Dorset, when they sign in
    visitor = demonstration.visitor(chromium, viewport=viewport)
    visitor.visit("/personas/")
    visitor.sign_in_as("dorset", role)
    # then their day is there, and says what it is about
    text = visitor.visit("/")
    assert "My day" in text
    if role == "lead_practitioner":
        assert "Example and Other" in text
        assert "Your families" in text
    else:
        assert "Your families" not in text


def test_a_lead_opens_the_family_from_my_day_and_sees_the_banner(demonstration: Demonstration, chromium: Browser) -> None:
    # given the family's lead practitioner at My day
    visitor = demonstration.visitor(chromium)
    visitor.sign_in_as("dorset", "lead_practitioner")
    # when they open the family
    visitor.press("Example and Other")
    # then the banner says who, on what footing, and who leads
    banner = visitor.page.locator(".kith-banner").inner_text()
    for words in ("Ella Example", "By agreement", "Sam Example", "Child in need", "Tom Attrill"):
        assert words in banner


def test_search_works_without_javascript_and_keeps_names_out_of_the_address(
    demonstration: Demonstration, chromium: Browser
) -> None:
    visitor = demonstration.visitor(chromium, javascript=False)
    visitor.sign_in_as("dorset", "front_door")
    visitor.visit("/search/")
    visitor.fill("Name, date of birth, postcode or number", "Xavier Nonesuch")
    text = visitor.press("Search")
    assert "Nobody found" in text
    assert "nobody called" in text
    assert visitor.page.url.endswith("/search/")


def test_another_areas_worker_gets_the_answer_for_what_does_not_exist(demonstration: Demonstration, chromium: Browser) -> None:
    visitor = demonstration.visitor(chromium)
    visitor.sign_in_as("lincolnshire", "front_door")
    text = visitor.visit(f"/families/{demonstration.family_id}/", status=404)
    assert "Page not found" in text
    assert "Example" not in text


@pytest.mark.row(
    "K-16",
    at="Who looked",
    part="the auditor reads who looked and not what was changed: that stands on the pages of families and people, which an "
    "auditor "
    "may not open",
)
def test_an_auditor_reads_who_looked(demonstration: Demonstration, chromium: Browser) -> None:
    # given that a manager opened the family
    manager = demonstration.visitor(chromium)
    manager.sign_in_as("dorset", "team_manager")
    manager.visit(f"/families/{demonstration.family_id}/")
    # when the auditor asks who looked at it
    auditor = demonstration.visitor(chromium)
    auditor.sign_in_as("dorset", "auditor")
    auditor.visit("/looks/")
    auditor.fill("Family or person", demonstration.family_id)
    text = auditor.press("Show")
    # then the manager is named, with when and how, and the auditor sees no record
    assert "Bridget Samways" in text
    assert "Opened" in text
    auditor.visit(f"/families/{demonstration.family_id}/", status=404)


def test_a_draft_is_kept_and_taken_up_again(demonstration: Demonstration, chromium: Browser) -> None:
    # given a lead who types a proposal and does not save
    visitor = demonstration.visitor(chromium)
    visitor.sign_in_as("dorset", "lead_practitioner")
    visitor.visit(f"/families/{demonstration.family_id}/plan/together/")
    box = visitor.page.locator("form[data-autosave-url] textarea").first
    with visitor.page.expect_response(lambda answer: "/drafts/save/" in answer.url):
        box.fill("We ring Gran first.")
        box.blur()
    # when they come back from My day
    visitor.visit("/")
    visitor.page.locator(".desk-draft a").first.click()
    visitor.page.wait_for_load_state()
    visitor.check()
    assert "We ring Gran first." in visitor.text()
    visitor.press("Continue writing")
    # then what they typed is there again
    assert visitor.page.locator("form[data-autosave-url] textarea").first.input_value() == "We ring Gran first."


def way_in(demonstration: Demonstration, chromium: Browser, name: str) -> tuple[str, str]:
    """Have the lead make a link and a code for a reader."""
    lead = demonstration.visitor(chromium)
    lead.sign_in_as("dorset", "lead_practitioner")
    lead.visit(f"/my-family/links/{demonstration.family_id}/")
    lead.page.get_by_role("button", name=f"link for {name}").click()
    lead.page.wait_for_load_state()
    lead.check()
    return lead.page.locator("[data-link]").inner_text(), lead.page.locator("[data-code]").inner_text()


@pytest.mark.row(
    "J-05", at="The family’s own page", part="the actions of the plan and what happens next, not the steps of the help as a whole"
)
def test_mother_and_father_each_read_their_own_copy(demonstration: Demonstration, chromium: Browser) -> None:
    texts = {}
    for name in (demonstration.mother, demonstration.father):
        # given a link and a code that the worker made for this reader
        link, code = way_in(demonstration, chromium, name)
        reader = demonstration.visitor(chromium)
        assert name not in reader.visit(link.removeprefix(demonstration.address))
        # when they type a wrong code, and then theirs
        reader.fill("Your code", "000000" if code != "000000" else "111111")
        assert "That is not the code" in reader.press("Continue")
        reader.fill("Your code", code)
        texts[name] = reader.press("Continue")
        # then they read their plan, and can close it
        assert "What happens next" in texts[name]
        reader.press("Close my plan")
        assert "Your worker gives you two things" in reader.visit("/my-family/plan/")
    # from the father something is kept, so what is the family's is in his copy only where a worker said that it is safe for him
    assert "Walk Ella to school" in texts[demonstration.mother]
    for marker in ("Refuge", "900 123", "Walk Ella to school"):
        assert marker not in texts[demonstration.father]
    assert "Father Street" not in texts[demonstration.mother]


def test_sunday_at_ten_past_two_for_everybody(demonstration: Demonstration, chromium: Browser) -> None:
    # given that the administrator sets the time
    administrator = demonstration.visitor(chromium)
    administrator.sign_in_as("dorset", "administrator")
    administrator.visit("/time/")
    for label, value in (("Day", "8"), ("Month", "3"), ("Year", "2026"), ("Time", "2:10am")):
        administrator.fill(label, value)
    try:
        assert "8 March 2026 at 2:10am" in administrator.press("Set the time")
        # when the out-of-hours worker comes
        worker = demonstration.visitor(chromium)
        worker.sign_in_as("dorset", "out_of_hours")
        # then it is night for them too, and they are the one on duty
        assert "8 March 2026 at 2:1" in worker.visit("/")
        teams = worker.visit("/teams/")
        assert "Out-of-hours team: Idris Calloway" in teams
    finally:
        administrator.press("Return to the real time")


def test_the_pages_of_a_persona_who_sees_nobody_hold_no_family(demonstration: Demonstration, chromium: Browser) -> None:
    visitor = demonstration.visitor(chromium)
    visitor.sign_in_as("dorset", "finance_officer")
    assert "Your role sees no family’s record" in visitor.visit("/")
    visitor.visit("/search/", status=404)
