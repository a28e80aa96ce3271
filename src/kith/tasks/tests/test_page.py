"""The page of one time limit, through HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

from kith.family_help.tests.conftest import make_story
from kith.kernel import time
from kith.staff_desk.tests.helping import signed_in
from kith.tasks.models import RunningClock
from tests.fixtures import Acting

AFTER = datetime(2026, 5, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def after() -> object:
    time.pretend(AFTER - datetime.now(UTC))
    yield
    time.pretend(timedelta())


@pytest.mark.row(
    "F-04",
    at="The page of a time limit",
)
@pytest.mark.row("X-06", at="The page of what is due")
@pytest.mark.row("Q-08", at="The page of what is due", part="time limits only: no duty to fund is recorded")
@pytest.mark.row("L-16", at="The page of what is due", part="beside a time limit only: other rules name it as text")
def test_a_lead_reads_why_it_is_late_and_says_why(clone: str, acting: Acting, after: object) -> None:
    # given an assessment that is overdue
    story = make_story(acting, "dorset")
    story.lead(story.open(basis="section_17"))
    with story.as_("team_manager"):
        clock = RunningClock.objects.get(kind="assessment")
    lead = signed_in("lead_practitioner")
    # when the lead opens My day, then it says so and asks why
    day = lead.get("/").content.decode()
    assert "Late, and no reason written" in day
    assert f"/due/{clock.pk}/" in day
    # and the page says by which rule, since when, whose it is
    page = lead.get(f"/due/{clock.pk}/").content.decode()
    assert "Overdue" in page
    assert "Assessment of a child in need: 45 working days from the referral" in page
    assert "Working Together to Safeguard Children 2023" in page
    # and the edition of guidance in force when it began to count
    assert "Working Together to Safeguard Children 2023" in page.partition("National guidance then in force")[2][:200]
    # when nothing is typed, the page names the field and nothing is saved
    empty = lead.post(f"/due/{clock.pk}/", {"reason": " "}).content.decode()
    assert "There is a problem" in empty
    # when the reason is written, it stands on the page and My day no longer asks
    assert lead.post(f"/due/{clock.pk}/", {"reason": "Mum was in hospital."}).status_code == 302
    assert "Mum was in hospital." in lead.get(f"/due/{clock.pk}/").content.decode()
    assert "Late, and no reason written" not in lead.get("/").content.decode()
    # and the manager reads it among what is overdue
    manager = signed_in("team_manager").get("/").content.decode()
    assert "Overdue in the area" in manager
    assert "Reason given: Mum was in hospital." in manager
    # while who does not see the family finds no such page
    assert signed_in("business_support").get(f"/due/{clock.pk}/").status_code == 404
    assert signed_in("team_manager", area="lincolnshire").get(f"/due/{clock.pk}/").status_code == 404
