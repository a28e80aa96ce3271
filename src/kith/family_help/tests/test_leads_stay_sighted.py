"""A partner who leads sees the family as long as they lead, whatever a step decides about sight."""

import pytest

from kith.access.models import Grant
from kith.access.services import grant_sight
from kith.family_help.models import LeadAssignment, StepDecision
from kith.family_help.tests.asking import NURSE, step_up
from kith.family_help.tests.conftest import NOON
from kith.family_help.tests.test_pages import Desk, at_noon  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db

STAYS = "leads this family, and needs to see what a lead sees"


@pytest.fixture
def led(story):
    """A family in Dorset whom a nurse leads: the story, her, the manager's desk and hers."""
    s = story()
    s.lead(s.open(), role="partner_lead", **NURSE)
    nurse = s.practitioner("partner_lead", **NURSE)
    return s, nurse, Desk(s, "team_manager"), Desk(s, "partner_lead", **NURSE)


@pytest.mark.parametrize(
    "sight", [{"sight": "end"}, {"sight": "narrow"}, {"sight": "narrow", "parts": ["plan"]}], ids=["end", "nothing", "some"]
)
def test_who_goes_on_leading_goes_on_seeing(led, sight):
    s, nurse, manager, partner = led
    typed = step_up(s, **{f"{name}_{nurse.id}": value for name, value in sight.items()})
    manager.post("step/", typed, refused=STAYS)
    partner.get("plan/")
    manager.post("step/", typed | {f"sight_{nurse.id}": "confirm"})
    partner.get("plan/")


def test_who_will_lead_after_the_step_is_not_shut_out_by_it(led):
    s, nurse, manager, _ = led
    typed = step_up(s, **{f"sight_{nurse.id}": "end", "receiving": str(nurse.id), "receiving_why": "w", "handover_summary": "h"})
    manager.post("step/", typed, refused=STAYS)


def test_protection_takes_effect_at_once_and_the_lead_sees_until_the_next_has_accepted(led):
    s, nurse, _, partner = led
    senior = s.practitioner("senior_social_worker")
    typed = step_up(s, **{f"basis_{s.ella.id}": "section_47", f"sight_{nurse.id}": "end"})
    Desk(s, "senior_social_worker").post(
        "step/", typed | {"receiving": str(senior.id), "receiving_why": "w", "handover_summary": "h"}
    )
    with s.as_("team_manager"):
        assert StepDecision.objects.get().state == "in_effect"
        turn = LeadAssignment.objects.get(state="proposed")
    partner.get("plan/")
    Desk(s, "senior_social_worker").post(f"allocate/{turn.id}/accept/")
    partner.get("plan/", status=403)
    with s.as_("team_manager"):
        assert not Grant.objects.filter(practitioner=nurse, ends_on__isnull=True).exists()


def test_nothing_ticked_is_no_decision_about_any_partner(story):
    s = story()
    s.lead(s.open())
    nurse = s.practitioner("partner_lead", **NURSE)
    with s.as_("team_manager"):
        grant_sight(family_id=s.family.id, practitioner_id=nurse.id, parts=["episode", "plan"], reason="r", now=NOON)
    Desk(s, "team_manager").post("step/", step_up(s, **{f"sight_{nurse.id}": "narrow"}), refused="Tick at least one part")
    Desk(s, "partner_lead", **NURSE).get("plan/")
