"""An administrator adds a team, someone with a place, and an accreditation with its evidence,
by keyboard's forms and without JavaScript."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.base import DESKTOP, PHONE
from tests.journeys.demonstration import Demonstration

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "without-javascript"])
def test_someone_new_has_a_place_and_is_accredited(
    demonstration: Demonstration, chromium: Browser, viewport: dict[str, int], javascript: bool
) -> None:
    # given an administrator of Lincolnshire
    visitor = demonstration.visitor(chromium, viewport=viewport, javascript=javascript)
    visitor.sign_in_as("lincolnshire", "administrator")
    mark = "One" if javascript else "Two"
    assert "Lincolnshire has been live since" in visitor.visit("/administration/")
    for page in ("live", "agencies", "teams", "hub", "duty", "staff/file", "history", "duty/add", "hub/add"):
        visitor.visit(f"/administration/{page}/")
    # when they add a team
    visitor.visit("/administration/teams/add/")
    visitor.fill("Name", f"Wolds team {mark}")
    visitor.select("Kind of team", "Family Help team")
    visitor.press("Save")
    assert f"Wolds team {mark}" in visitor.text()
    # and someone new with a place in it
    visitor.visit("/administration/staff/add/")
    visitor.press("Save")
    assert "Enter an email address" in visitor.text() or "Enter work email address" in visitor.text()
    visitor.fill("Work email address", f"new.{mark.lower()}@example.org")
    visitor.fill("Name", f"Nell New {mark}")
    visitor.select("Profession", "Social worker")
    visitor.fill("Registration number", "SW123456")
    visitor.select("Role", "Family Help Lead Practitioner")
    visitor.select("Team", f"Wolds team {mark}")
    visitor.press("Save")
    # then they are found among the staff
    visitor.visit(f"/administration/staff/?name=Nell+New+{mark}")
    visitor.page.get_by_role("link", name=f"Nell New {mark}").click()
    assert "Has not signed in yet" in visitor.text() or "Open" in visitor.text()
    # and an accreditation stands there with its evidence and who recorded it
    visitor.page.get_by_role("link", name="Add a capability").click()
    visitor.select("Capability", "Accredited as Family Help Lead Practitioner")
    visitor.fill("Evidence", "Passed in May, observed in June")
    said = visitor.press("Save")
    assert "Passed in May, observed in June" in said
    assert "Capability: added" in said
