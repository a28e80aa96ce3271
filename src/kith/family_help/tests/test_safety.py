"""The immediate safety plan, and the top of a family's page: who does what tonight, and the answers a worker needs first."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import reverse

from kith.access.services import grant_sight
from kith.family_help import queries, refusals, services
from kith.family_help.models import DangerAlert, SafetyPlan
from kith.family_help.tests.conftest import NOON, NURSE
from kith.family_help.tests.test_pages import Desk, day
from kith.kernel.constraints import NotWritten
from kith.kernel.refusals import Refusal
from kith.tasks.models import RunningClock

pytestmark = pytest.mark.django_db

TONIGHT = {
    "worry": "Dad comes back drunk and hits Mum in front of Ella.",
    "steps": "Gran fetches Ella and Sam at 5pm and keeps them\nMum locks the door and rings 999",
    "agreed_by": "Mum and Gran, by telephone at 11:40am",
    "if_not_held": "Ring the out-of-hours team",
}


@pytest.fixture(autouse=True)
def clock_of_pages(monkeypatch):
    """Let every page be opened at the moment the test says."""
    at = {"now": NOON}
    monkeypatch.setattr("kith.access.middleware.now", lambda: at["now"])
    return at


def typed(until, **more):
    return {**TONIGHT, **day("until", until), **more}


def text_of(html):
    soup = BeautifulSoup(html, "html.parser")
    return " ".join(soup.find("main").get_text(" ", strip=True).split())


def opened(desk):
    """Return which plan a form that is opened now would replace."""
    field = BeautifulSoup(desk.get("safety/"), "html.parser").find(id="id_read_version")
    return {"read_version": field.get("value", "")}


def make(s, until=date(2026, 3, 6), now=NOON, **more):
    return services.make_safety_plan(family=s.family, until=until, now=now, **{**TONIGHT, **more})


@pytest.mark.parametrize("role", ["out_of_hours", "duty_worker", "front_door", "lead_practitioner", "team_manager"])
def test_whoever_works_with_a_family_makes_one_before_there_is_any_help(story, role, clock_of_pages):
    clock_of_pages["now"] = NOON.replace(hour=2)
    s = story()
    desk = Desk(s, role)
    assert "safety/" in desk.get(), "it is offered on the family's page"
    desk.post("safety/", typed(date(2026, 3, 4)))
    page = text_of(desk.get())
    assert page.index("Safety plan until 4 March 2026") < page.index("A child may be in danger now")
    assert "Gran fetches Ella and Sam at 5pm and keeps them" in page
    assert "Agreed by: Mum and Gran, by telephone at 11:40am" in page
    assert "If it does not hold: Ring the out-of-hours team" in page


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (typed(date(2026, 3, 3)), "Enter today or a later day"),
        (typed(date(2026, 4, 2)), "Enter a day within the next 28 days"),
        (typed(date(9999, 12, 31)), "Enter a day within the next 28 days"),
        (typed(date(2026, 3, 6), steps="  "), "Who does what?"),
        (typed(date(2026, 3, 6), agreed_by=""), "Who agreed to it, and how?"),
        ({**TONIGHT, "until_day": "31", "until_month": "2", "until_year": "2026"}, "February 2026 has only 28 days"),
        ({}, "What could happen?"),
    ],
    ids=["a day that has passed", "a day far off", "the last of days", "no steps", "nobody agreed", "no such day", "nothing"],
)
def test_what_is_refused_says_which_field(story, said, refused):
    s = story()
    desk = Desk(s, "duty_worker")
    html = desk.post("safety/", said, refused="There is a problem")
    assert refused in BeautifulSoup(html, "html.parser").select_one(".govuk-error-summary").get_text()
    with s.as_("duty_worker"):
        assert not SafetyPlan.objects.exists()


def test_a_new_one_takes_the_place_of_the_old_and_both_are_kept(story):
    s = story()
    desk = Desk(s, "lead_practitioner")
    desk.post("safety/", typed(date(2026, 3, 4)))
    again = BeautifulSoup(desk.get("safety/"), "html.parser")
    assert "Gran fetches Ella" in again.find(id="id_steps").text, "it opens with what holds now"
    desk.post("safety/", {**typed(date(2026, 3, 9), steps="They stay with Gran"), **opened(desk)})
    assert "Gran fetches" not in text_of(desk.get())
    assert "Gran fetches" in text_of(desk.get("safety/")), "the earlier one is kept"
    with s.as_("lead_practitioner"):
        assert [each.until for each in SafetyPlan.objects.filter(ended_at=None)] == [date(2026, 3, 9)]
        # Whatever is written past the service, one stands.
        plan = SafetyPlan.objects.get(ended_at=None)
        with pytest.raises(Refusal, match="Another worker has just saved a safety plan"), transaction.atomic():
            SafetyPlan.objects.create(
                area_id=plan.area_id, family=s.family, worry="w", steps="s", agreed_by="a", until=plan.until, made_at=NOON
            )


def test_a_newer_one_is_never_replaced_unread(story, clock_of_pages):
    s = story()
    night, lead = Desk(s, "out_of_hours"), Desk(s, "lead_practitioner")
    before = opened(lead)
    night.post("safety/", typed(date(2026, 3, 4), steps="He has a knife: do not let Dad in"))
    html = lead.post("safety/", {**typed(date(2026, 3, 6)), **before}, refused="Another worker has saved a safety plan")
    assert "He has a knife" in html, "both texts are shown"
    assert "Gran fetches Ella" in BeautifulSoup(html, "html.parser").find(id="id_steps").text, "nothing typed is lost"
    assert "He has a knife" in text_of(lead.get())
    # Saved again with open eyes, it takes the place; the very same words sent twice make no second plan.
    clock_of_pages["now"] = NOON + timedelta(minutes=5)
    again = {**typed(date(2026, 3, 6)), **opened(lead)}
    lead.post("safety/", again)
    lead.post("safety/", again)
    with s.as_("lead_practitioner"):
        assert SafetyPlan.objects.count() == 2


@pytest.mark.parametrize(("role", "profession"), [("business_support", "other"), ("family_group_coordinator", "family_worker")])
def test_who_does_not_see_the_help_is_offered_none(story, role, profession):
    s = story()
    s.open()
    desk = Desk(s, role, profession=profession)
    assert "safety/" not in desk.get()
    desk.get("safety/", status=404)
    assert desk.client.post(f"{desk.base}safety/", typed(date(2026, 3, 4))).status_code == 404


def test_a_row_that_a_policy_refuses_is_a_refusal_in_words(story):
    s = story()
    with s.as_("business_support", profession="other"), pytest.raises(NotWritten, match="Your role does not save this here"):
        SafetyPlan.objects.create(
            area_id=s.area.id, family=s.family, worry="w", steps="s", agreed_by="a", until=NOON.date(), made_at=NOON
        )


def test_it_is_ended_with_a_reason_and_only_once(story):
    s = story()
    desk = Desk(s, "team_manager")
    desk.post("safety/", typed(date(2026, 3, 9)))
    with s.as_("team_manager"):
        plan = SafetyPlan.objects.get()
    desk.post(f"safety/{plan.id}/end/", {"reason": " "}, refused="There is a problem")
    desk.post(f"safety/{plan.id}/end/", {"reason": "Dad is in custody until the hearing"})
    assert "Safety plan until" not in text_of(desk.get())
    desk.post(f"safety/{plan.id}/end/", {"reason": "Again"}, refused="has ended already")
    assert "Dad is in custody" in text_of(desk.get("safety/"))


def test_its_last_day_is_due_for_the_lead_and_it_does_not_go_by_itself(story, clock_of_pages):
    s = story()
    episode = s.open()
    s.lead(episode)
    with s.as_("duty_worker"):
        make(s)
        clock = RunningClock.objects.get(kind="safety_plan", stopped_at=None)
    assert clock.due_on == date(2026, 3, 6)
    assert clock.owner_practitioner == s.practitioner("lead_practitioner")
    clock_of_pages["now"] = NOON + timedelta(days=5)
    lead = Desk(s, "lead_practitioner")
    assert "Safety plan until 6 March 2026: look at it again now" in text_of(lead.get())
    for desk in (lead, Desk(s, "out_of_hours")):
        its_day = text_of(desk.client.get(reverse("staff_desk:my_day")).content.decode())
        assert "Safety plans to look at again" in its_day
        assert "The safety plan holds until 6 March 2026: Dad comes back drunk" in its_day
    with s.as_("lead_practitioner", now=NOON + timedelta(days=5)):
        services.end_safety_plan(plan=SafetyPlan.objects.get(), because="Safe now", now=NOON + timedelta(days=5))
        assert not RunningClock.objects.filter(kind="safety_plan", stopped_at=None).exists()


def test_help_does_not_end_while_it_holds(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    close = {
        "children": [services.ChildChange(s.ella.id, closure_reason="RC1", child_said="Fine")],
        "reason": "Moved", "evidence": "e", "family_said": "f", "moving_on_plan": "m", "now": NOON,
    }  # fmt: skip
    with s.as_("team_manager"):
        plan = make(s)
        with pytest.raises(refusals.SafetyPlanStands, match="until 6 March 2026"):
            services.close_episode(episode=episode, **close)
        services.end_safety_plan(plan=plan, because="Safe now", now=NOON)
        services.close_episode(episode=episode, **close)


def test_who_does_not_see_the_help_does_not_see_it_and_a_partner_who_does_sees_it(story):
    s = story()
    s.open()
    with s.as_("duty_worker"):
        make(s)
    nurse = s.practitioner("partner_lead", **NURSE)
    with s.as_("partner_lead", **NURSE):
        assert not SafetyPlan.objects.exists()
    with s.as_("team_manager"):
        grant_sight(family_id=s.family.id, practitioner_id=nurse.id, parts=["episode"], reason="Works with Ella", now=NOON)
    with s.as_("partner_lead", **NURSE):
        assert queries.standing_plan(s.family.id) is not None
    with s.act(role="team_manager", area="lincolnshire"):
        assert not SafetyPlan.objects.exists()
        assert queries.standing_plan(s.family.id) is None


QUESTIONS = {
    "The worry": "Ella stays at home to look after Sam. (Assessment, signed off, begun 4 March 2026)",
    "What is good here": "Ella Example: Makes everybody laugh. …",
    "Risk and harm": "Low, since 4 March 2026, when a lead was chosen",
    "Plan for tonight": "No safety plan holds now",
    "Ella Example": "Seen alone on 4 March 2026, by dorset lead_practitioner social_worker childrens_services"
    " Said: “I want to see my friends. WORDS-OF-CHILD” (for professionals only: who may read it is not decided)",
    "What has to change": "Ella goes to school every day. Mum feels less tired. … (by 1 May 2026)"
    " Ella is at school every day and likes it. (by 1 July 2026)",
}


def test_the_page_answers_the_first_questions_by_name(story):
    s = story()
    s.helped(strengths="Makes everybody laugh. Good at maths.")
    rows = BeautifulSoup(Desk(s, "lead_practitioner").get(), "html.parser").select(".kith-glance .govuk-summary-list__row")
    said = {row.dt.get_text(strip=True): " ".join(row.dd.get_text(" ", strip=True).split()) for row in rows}
    assert said == QUESTIONS


def test_help_does_not_end_while_an_alert_waits_for_an_answer(story):
    s = story()
    s.lead(s.open())
    manager = Desk(s, "team_manager")
    end = {"reason": "r", "evidence": "e", "family_said": "f", "moving_on_plan": "Gran",
           f"closure_{s.ella.id}": "RC7", f"said_{s.ella.id}": "bye"}  # fmt: skip
    Desk(s, "lead_practitioner").post("danger/", {"words": "Dad is at the door"})
    manager.post("close/", end, refused="that a child may be in danger: “Dad is at the door”")
    with s.as_("team_manager"):
        alert = DangerAlert.objects.get()
    Desk(s, "senior_social_worker").post(f"danger/{alert.id}/", {"answer": "Police took him away"})
    manager.post("close/", end)
