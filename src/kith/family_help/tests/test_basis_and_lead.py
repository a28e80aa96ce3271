"""A change of basis goes round no rule on who leads: it asks the area's model what a step asks."""

import pytest

from kith.family_help.models import BasisOfHelp, EpisodeChild
from kith.family_help.tests.asking import NURSE, step_up
from kith.family_help.tests.conftest import ELSEWHERE, NOON, accredit
from kith.family_help.tests.test_pages import Desk, at_noon, day  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db

SAID = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": "", "ended_by": ""}
MINUTES = {**day("elsewhere_on", NOON), "elsewhere_source": ELSEWHERE.source, "elsewhere_said_by": ELSEWHERE.said_by}
TO_A_STEP = "Decide this as a step"
YOUTH_WORKER = {"profession": "youth_worker"}


@pytest.mark.parametrize(
    ("area", "tier", "role", "who", "basis"),
    [
        ("lincolnshire", "early_help", "lead_practitioner", YOUTH_WORKER, "section_17"),
        ("dorset", "family_help", "partner_lead", NURSE, "child_protection_plan"),
        ("dorset", "family_help", "partner_lead", NURSE, "looked_after"),
        ("wolverhampton", "family_help", "lead_practitioner", YOUTH_WORKER, "section_47"),
        ("wolverhampton", "family_help", "lead_practitioner", YOUTH_WORKER, "section_17"),
    ],
)
def test_a_lead_who_may_not_lead_there_is_changed_by_a_step(story, area, tier, role, who, basis):
    s = story(area)
    if area == "wolverhampton":
        accredit(s.practitioner(role, **who), s.area)
    episode = s.open(tier=tier)
    s.lead(episode, role=role, **who)
    child = s.child(episode)
    desk = Desk(s, "senior_social_worker")
    here = f"children/{child.id}/basis/"
    said = SAID | {"basis": basis} | (MINUTES if basis == "child_protection_plan" else {})
    desk.post(here, said, refused="cannot lead after this step")
    desk.post(here, said, refused=TO_A_STEP)
    with s.as_("team_manager"):
        assert [row.basis for row in BasisOfHelp.objects.all()] == ["by_agreement"]


def test_a_lead_who_may_lead_at_every_level_of_risk_goes_on(story):
    s = story("wolverhampton")
    accredit(s.practitioner("lead_practitioner"), s.area)
    episode = s.open()
    s.lead(episode)
    child = s.child(episode)
    Desk(s, "senior_social_worker").post(f"children/{child.id}/basis/", SAID | {"basis": "section_47"})


def test_another_child_brings_no_basis_under_which_the_lead_may_not_lead(story):
    s = story("lincolnshire")
    s.lead(s.open(tier="early_help"), **YOUTH_WORKER)
    desk = Desk(s, "senior_social_worker")
    typed = {"person": str(s.sam.id), "basis": "section_17", "reason": "r", "agreed": "", **day("referral_date", NOON)}
    desk.post("children/add/", typed, refused="Ask a person who may lead")
    desk.post("children/add/", typed | {"basis": "section_47"})
    with s.as_("team_manager"):
        assert EpisodeChild.objects.filter(person=s.sam).exists()


def test_the_page_and_the_step_refuse_in_the_same_words(story):
    s = story("lincolnshire")
    episode = s.open(tier="early_help")
    worker = s.lead(episode, **YOUTH_WORKER).practitioner
    words = f"{worker.name} cannot lead after this step."
    desk = Desk(s, "senior_social_worker")
    desk.post("step/", step_up(s), refused=words)
    desk.post(f"children/{s.child(episode).id}/basis/", SAID | {"basis": "section_17"}, refused=words)
