"""Help that was ended by mistake is reopened: by who may end it, with a reason; what ran runs on (ledger X-15)."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from kith.access.models import Grant
from kith.family_help import queries, refusals, services
from kith.family_help.models import Action, Assessment, Episode, EpisodeChild, LeadAssignment, Plan
from kith.family_help.services.assessments import keep_version
from kith.family_help.tests.conftest import ELSEWHERE, NOON, NURSE, Story, given_up
from kith.family_help.tests.test_pages import Desk
from kith.organisations.models import Membership
from kith.tasks.models import RunningClock
from tests.fixtures import administering

pytestmark = pytest.mark.django_db

DAYS = timedelta(days=5)
WHY = {"reason": "I chose the wrong family", "family_said": "Mum knew nothing of an end and wants to go on"}


@pytest.fixture(autouse=True)
def clock_of_pages(monkeypatch):
    held = {"now": NOON}
    monkeypatch.setattr("kith.access.middleware.now", lambda: held["now"])
    return held


def ended(s: Story, episode: Episode, *, now=NOON, child="ella", **more) -> None:
    with s.as_("team_manager", now=now):
        services.close_episode(
            episode=Episode.objects.get(pk=episode.pk),
            children=[services.ChildChange(getattr(s, child).id, child_said="Fine", closure_reason="RC7", **more)],
            reason="Work is done", evidence="e", family_said="f", moving_on_plan="m", actions=given_up(episode), now=now,
        )  # fmt: skip


def reopened(s: Story, episode: Episode, *, role="team_manager", now=NOON + DAYS, **said):
    with s.as_(role, now=now), transaction.atomic():
        return services.reopen_episode(episode=Episode.objects.get(pk=episode.pk), now=now, **WHY | said)


def running(s: Story) -> set[tuple[str, date, str]]:
    with s.as_("team_manager"):
        clocks = RunningClock.objects.filter(family=s.family, stopped_at__isnull=True)
        return {(each.kind, each.due_day, str(each.owner_practitioner_id)) for each in clocks}


@pytest.mark.row(
    "X-15",
    at="Reopen help, on the page of a family whose help has ended",
    part="protection and care have no work of their own: to them it is a change of basis",
)
def test_everything_goes_on_as_it_was_and_the_days_between_are_told(story, clock_of_pages):
    s = story()
    episode, plan = s.helped(basis="section_17")
    before = running(s)
    assert {kind for kind, _, _ in before} >= {"plan_goal", "plan_review", "protection_again"}
    ended(s, episode)
    assert running(s) == set()
    clock_of_pages["now"] = NOON + DAYS
    manager, lead = Desk(s, "team_manager"), Desk(s, "lead_practitioner")
    assert "reopen it" in manager.get()
    assert "reopen it" not in lead.get(), "only who may press it is shown the button"
    lead.post("reopen/", WHY, refused="senior social worker")
    manager.post("reopen/", WHY | {"reason": ""}, refused="Why was it a mistake")
    assert "Work is done" in manager.get("reopen/")
    manager.post("reopen/", WHY)

    assert running(s) == before, "what was due is due on the same days, by the same people"
    with s.as_("team_manager", now=NOON + DAYS):
        child = EpisodeChild.objects.get(person=s.ella)
        assert (child.left_on, child.closure_reason, child.referral_date) == (None, "", date(2026, 3, 2))
        [basis] = child.bases.all()
        assert (basis.basis, basis.ends_on) == ("section_17", None), "for the census help never ended"
        plan.refresh_from_db()
        assert (plan.state, plan.ended_on) == ("agreed", None)
        assert set(Action.objects.values_list("state", "at_the_end")) == {("open", "")}
        turns = list(LeadAssignment.objects.filter(episode=episode, state="accepted").order_by("proposed_at"))
        today = NOON.date()
        assert [(each.starts_on, each.ends_on) for each in turns] == [(today, today), (today + DAYS, None)]
        picture = queries.family_page(s.family.id, now=NOON + DAYS)
        assert picture.banner.days_without_lead == 5
        assert picture.banner.overseer is not None
        assert [each.kind for each in episode.steps.order_by("decided_at")] == ["close", "reopen"], "the end stays told"
        [row] = queries.families(s.area.id, queries.Wanted(), now=NOON + DAYS).rows
        name = row.name
    assert name in lead.client.get("/").content.decode()
    page = manager.get()
    assert "was helped before" not in page, "help that never ended is no earlier help"
    assert "Reopened: help was ended by mistake" in page


def test_what_became_late_meanwhile_is_late(story):
    s = story()
    episode = s.open(basis="section_17")
    s.lead(episode)
    with s.as_("team_manager"):
        due = RunningClock.objects.get(kind="assessment").due_on
    ended(s, episode)
    reopened(s, episode, now=NOON + timedelta(days=90))
    with s.as_("team_manager"):
        clock = RunningClock.objects.get(kind="assessment", stopped_at__isnull=True)
        assert clock.due_on == due
        assert clock.is_late(NOON + timedelta(days=90))


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_an_assessment_that_was_stopped_goes_on_where_it_was(story, state):
    s = story()
    episode = s.open()
    s.lead(episode)
    assessment = s.assessed(episode)
    with s.as_("team_manager"):
        Assessment.objects.filter(pk=assessment.pk).update(state=state, authorised_at=None)
        if state != "draft":
            keep_version(Assessment.objects.get(pk=assessment.pk), NOON)
    ended(s, episode)
    reopened(s, episode)
    with s.as_("team_manager"):
        assessment.refresh_from_db()
        assert (assessment.state, assessment.stopped_at, assessment.stopped_reason) == (state, None, "")


def test_a_partner_who_led_sees_nothing_until_asked_again(story):
    s = story()
    episode = s.open()
    nurse = s.lead(episode, role="partner_lead", **NURSE).practitioner
    ended(s, episode)
    reopened(s, episode)
    with s.as_("team_manager", now=NOON + DAYS):
        assert not Grant.objects.filter(practitioner=nurse, ends_on__isnull=True).exists()
        assert queries.family_page(s.family.id, now=NOON + DAYS).banner.lead is None
    with s.as_("partner_lead", now=NOON + DAYS, **NURSE):
        assert not Episode.objects.exists()
    s.lead(episode, role="partner_lead", now=NOON + DAYS, **NURSE)
    with s.as_("partner_lead", now=NOON + DAYS, **NURSE):
        assert Episode.objects.get().is_open


def test_a_lead_who_has_left_does_not_lead_again(story):
    s = story()
    episode = s.open()
    who = s.lead(episode).practitioner
    ended(s, episode)
    with administering(s.area):
        Membership.objects.filter(practitioner=who).update(ends_on=NOON.date())
    reopened(s, episode)
    with s.as_("team_manager", now=NOON + DAYS):
        assert queries.family_page(s.family.id, now=NOON + DAYS).banner.lead is None
        owed = RunningClock.objects.filter(family=s.family, stopped_at__isnull=True)
        assert owed.exists()
        assert not owed.filter(owner_practitioner=who).exists(), "nothing is due by somebody who is not here"


def test_a_child_whose_help_ended_before_stays_as_they_were(story):
    s = story()
    episode = s.open(sam="by_agreement")
    ended(s, episode, child="sam")
    ended(s, episode, now=NOON + timedelta(days=1))
    reopened(s, episode)
    with s.as_("team_manager"):
        assert EpisodeChild.objects.get(left_on__isnull=True).person_id == s.ella.id


def test_a_child_protection_plan_that_was_ended_by_mistake_runs_on(story):
    s = story()
    episode = s.open(basis="child_protection_plan")
    ended(s, episode, ended_by="review_conference", elsewhere=ELSEWHERE)
    reopened(s, episode)
    with s.as_("team_manager"):
        basis = EpisodeChild.objects.get().bases.get()
        assert (basis.basis, basis.ends_on, basis.ended_by) == ("child_protection_plan", None, "")


def test_what_cannot_be_reopened_says_by_which_rule(story):
    s = story()
    episode = s.open()

    def no(says: str) -> None:
        with pytest.raises(refusals.ReopeningRefused, match=says) as refused:
            reopened(s, episode)
        assert refused.value.rule == "family_help.reopening_refused"

    no("is being helped now")
    ended(s, episode)
    with pytest.raises(refusals.MayNotDecide):
        reopened(s, episode, role="lead_practitioner")
    with pytest.raises(refusals.WordsMissing):
        reopened(s, episode, reason=" ")
    with s.as_("team_manager"):
        type(s.ella).objects.filter(pk=s.ella.pk).update(date_of_birth=date(2008, 3, 5))
    no("has turned 18")
    with s.as_("team_manager"):
        type(s.ella).objects.filter(pk=s.ella.pk).update(date_of_birth=date(2015, 4, 7))
    ended(s, s.open())
    no("has had help since")
    with s.as_("team_manager"):
        assert not Plan.objects.exists()
        assert not Episode.objects.filter(closed_on__isnull=True).exists()
