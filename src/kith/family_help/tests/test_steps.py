"""Steps up and down: what is kept, what partners see, what ends a child protection plan."""

from datetime import timedelta

import pytest
from django.db import transaction

from kith.access.models import Grant
from kith.access.services import grant_sight
from kith.family_help import refusals, services
from kith.family_help.models import BasisOfHelp, Episode
from kith.family_help.snapshots import assessment_snapshot, plan_snapshot
from kith.family_help.tests.conftest import ELSEWHERE, LATER, NOON, NURSE, change

pytestmark = pytest.mark.django_db


def test_up_down_up_keeps_every_field_of_assessment_and_plan(story):
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=NOON)
    assessment = s.assessed(episode)
    plan = s.planned(episode)
    with s.as_("team_manager"):
        before = assessment_snapshot(assessment), plan_snapshot(plan)
    assert before[0]["sections"]
    assert before[1]["goals"][0]["actions"]
    words = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": True}
    for number, verb in enumerate(("up", "down", "up"), start=1):
        at = NOON + timedelta(days=number)
        with s.as_("senior_social_worker", now=at):
            if verb == "up":
                services.step_up(episode=episode, children=[change(s, "section_17")], now=at, **words)
            else:
                services.step_down(
                    episode=episode,
                    children=[change(s, "by_agreement")],
                    moving_on_plan="Mum rings school",
                    now=at,
                    **words,
                )
            assessment.refresh_from_db()
            plan.refresh_from_db()
            assert (assessment_snapshot(assessment), plan_snapshot(plan)) == before
    with s.as_("team_manager"):
        assert [row.kind for row in episode.steps.order_by("decided_at")] == ["up", "down", "up"]


def test_a_step_decides_again_what_partners_see_and_never_shows_more(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    nurse = s.practitioner("partner_lead", **NURSE)
    with s.as_("team_manager"):
        grant_sight(
            family_id=s.family.id,
            practitioner_id=nurse.id,
            parts=["episode", "plan"],
            reason="Team",
            now=NOON,
        )
    words = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": None, "now": NOON}
    with s.as_("senior_social_worker"):
        with pytest.raises(refusals.GrantsUndecided, match="school_nurse"):
            services.step_up(episode=episode, children=[change(s, "section_17")], **words)
        with pytest.raises(refusals.GrantWidened), transaction.atomic():
            services.step_up(
                episode=episode, children=[change(s, "section_17")],
                grants=[services.SightDecision(nurse.id, "narrow", ["plan", "legal"])], **words,
            )  # fmt: skip
        services.step_up(
            episode=episode, children=[change(s, "section_17")],
            grants=[services.SightDecision(nurse.id, "narrow", ["plan"])], **words,
        )  # fmt: skip
    with s.as_("partner_lead", **NURSE):
        assert Grant.objects.get(practitioner=nurse, ends_on__isnull=True).parts == ["plan"]
        assert not Episode.objects.exists()


def test_a_child_protection_plan_ends_by_a_conference_only(story):
    s = story()
    episode = s.open(basis="child_protection_plan")
    words = {
        "reason": "r",
        "evidence": "e",
        "family_said": "f",
        "agreed": None,
        "moving_on_plan": "m",
        "now": LATER,
    }
    with s.as_("team_manager", now=LATER):
        with pytest.raises(refusals.PlanEndsOnlyByConference):
            services.step_down(episode=episode, children=[change(s, "section_17")], **words)
        ended = change(s, "section_17", ended_by="review_conference", elsewhere=ELSEWHERE)
        services.step_down(episode=episode, children=[ended], **words)
        rows = BasisOfHelp.objects.filter(person=s.ella).order_by("starts_on", "ends_on")
        assert [row.basis for row in rows] == ["child_protection_plan", "section_17"]
        assert rows[0].ends_on == rows[1].starts_on
