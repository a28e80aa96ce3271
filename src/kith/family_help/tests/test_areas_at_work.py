"""What an area's model decides, on the pages where it acts: who may lead, who oversees, which levels there are,
what things are called."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from kith.family_help.models import Episode, LeadAssignment, Plan
from kith.family_help.tests.conftest import NOON, accredit
from kith.family_help.tests.test_pages import Desk, day
from kith.people.models import Person

pytestmark = pytest.mark.django_db

NURSE = {"profession": "school_nurse", "agency_kind": "health"}
WORKER = {"profession": "family_worker"}
EVERYWHERE = ("dorset", "lincolnshire", "wolverhampton", "thurrock")
CHILD_IN_NEED = {"lincolnshire": "child_in_need"}


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Open every page at noon of the test's day, or return to another moment: ``at(moment)``."""

    def set_to(moment):
        monkeypatch.setattr("kith.access.middleware.now", lambda: moment)

    set_to(NOON)
    return set_to


def ask(desk, who, *, risk="", refused=""):
    """Ask somebody to lead, as a manager does on the page."""
    said = {
        "practitioner": str(who.id),
        "reason_best_placed": "Knows Ella from school",
        "family_preference": "Mum asked for her",
        "children_preference": "",
        "risk_level": risk,
    }
    return desk.post("allocate/", said, refused=refused)


def words(page):
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())


def led(story, who, *, risk="", **kind):
    """Have a manager ask somebody to lead and have them accept, both on the page. Returns the manager's desk."""
    manager = Desk(story, "team_manager")
    ask(manager, who, risk=risk)
    with story.as_("team_manager"):
        turn = LeadAssignment.objects.get()
    Desk(story, **kind).post(f"allocate/{turn.id}/accept/")
    return manager


@pytest.mark.row("V-04", at="Who leads, of a family")
@pytest.mark.row(
    "V-05",
    at="Who leads, of a family",
    part="in Wolverhampton the recorded level of risk decides; its setting that an escalation asks for a social worker has "
    "no reader",
)
@pytest.mark.parametrize(
    ("area", "basis", "tier", "risk", "refused"),
    [
        ("dorset", "section_17", "family_help", "", ""),
        ("lincolnshire", "by_agreement", "early_help", "", ""),
        ("lincolnshire", "section_17", "child_in_need", "", "In Lincolnshire a social worker leads for a child in need"),
        ("wolverhampton", "section_17", "family_help", "low", ""),
        ("wolverhampton", "section_17", "family_help", "", "Record the level of risk and harm first"),
        ("wolverhampton", "section_17", "family_help", "high", "The recorded level of risk and harm is high"),
        ("thurrock", "section_17", "family_help", "", ""),
    ],
)
def test_each_area_says_who_may_lead(story, area, basis, tier, risk, refused):
    s = story(area)
    s.open(basis=basis, tier=tier)
    nurse = s.practitioner("partner_lead", **NURSE)
    accredit(nurse, s.area)
    manager = Desk(s, "team_manager")
    ask(manager, nurse, risk=risk, refused=refused)
    with s.as_("team_manager"):
        assert LeadAssignment.objects.exists() is not bool(refused)


@pytest.mark.row(
    "X-08",
    at="Who leads, of a family",
    part="that the guidance of the day decides is never seen at work: no model can be published for the days before 15 "
    "December 2023",
)
@pytest.mark.parametrize("area", EVERYWHERE)
def test_nowhere_does_anybody_but_a_social_worker_lead_an_enquiry(story, area):
    s = story(area)
    s.open(basis="section_47", tier=CHILD_IN_NEED.get(area, "family_help"))
    nurse, social_worker = s.practitioner("partner_lead", **NURSE), s.practitioner("lead_practitioner")
    for each in (nurse, social_worker):
        accredit(each, s.area)
    manager = Desk(s, "team_manager")
    ask(manager, nurse, risk="low", refused="A section 47 enquiry is led by a social worker")
    ask(manager, social_worker, risk="high")


@pytest.mark.row(
    "V-06", at="Who leads, of a family", part="how often the overseer looks at the work (limits.oversight) is not acted on"
)
@pytest.mark.row("V-04", at="Who leads, of a family")
@pytest.mark.row("L-41", at="Agree the plan, of a family; My day", part="a family is not assigned to a locality team")
def test_in_dorset_no_plan_is_agreed_without_a_social_worker_who_oversees(story):
    s = story("dorset")
    episode = s.open()
    nurse = s.practitioner("partner_lead", **NURSE)
    manager = led(s, nurse, role="partner_lead", **NURSE)
    assert "this area's rules ask for a social worker" in words(manager.get("allocate/"))
    assert "has no overseer" in words(manager.client.get("/").content.decode())
    s.lead(episode)
    s.assessed(episode)
    s.planned(episode, agree=False)
    lead = Desk(s, "lead_practitioner")
    lead.post("plan/agree/", {"family_agreement": "All agree"}, refused="needs a qualified social worker who oversees it")
    senior = str(s.practitioner("senior_social_worker").id)
    manager.post("allocate/overseer/", {"practitioner": str(nurse.id), "reason": "r"}, refused="error-summary")
    manager.post("allocate/overseer/", {"practitioner": senior, "reason": "Knows the family"})
    lead.post("plan/agree/", {"family_agreement": "All agree"})
    assert "has no overseer" not in words(manager.client.get("/").content.decode())


@pytest.mark.row(
    "V-06", at="Who leads, of a family", part="how often the overseer looks at the work (limits.oversight) is not acted on"
)
@pytest.mark.row(
    "L-72", at="Who leads, of a family", part="dates on which the Senior Social Worker looks at each child's help are not planned"
)
def test_in_wolverhampton_the_senior_social_worker_comes_in_by_the_rule(story):
    s = story("wolverhampton")
    senior = s.practitioner("senior_social_worker")
    s.open()
    worker = s.practitioner("lead_practitioner", **WORKER)
    ask(Desk(s, "team_manager"), worker, risk="low", refused="ccredit")
    accredit(worker, s.area)
    manager = led(s, worker, risk="low", role="lead_practitioner", **WORKER)
    assert f"Social work overseer {senior.name}" in words(manager.get("allocate/"))


@pytest.mark.row(
    "V-03",
    at="Step help up or down, of a family",
    part="where a level is chosen its name is ours, not the area's (Thurrock reads Family Help); Wolverhampton's "
    "escalation threshold has no reader",
)
@pytest.mark.parametrize(
    ("area", "tier", "offered"),
    [
        ("dorset", "family_help", set()),
        ("lincolnshire", "early_help", {"early_help", "child_in_need"}),
        ("wolverhampton", "family_help", set()),
    ],
)
def test_each_area_offers_its_own_levels_of_help(story, area, tier, offered):
    s = story(area)
    s.open(tier=tier)
    page = BeautifulSoup(Desk(s, "team_manager").get("step/"), "html.parser")
    there = {each["value"] for each in page.select("[name=to_tier] option, input[name=to_tier]") if each["value"]}
    assert there & {"early_help", "child_in_need"} == offered


@pytest.mark.row(
    "V-07",
    at="Assessment and plan, of a family",
    part="every area's assessment and plan have the same parts: plan_parts has no reader",
)
@pytest.mark.row(
    "L-78", at="Assessment and plan, of a family", part="outside the titles of assessment and plan most labels say Family Help"
)
@pytest.mark.parametrize(
    ("area", "assessment", "plan"),
    [
        ("dorset", "Family Help assessment", "Family Help plan"),
        ("wolverhampton", "Family Plan", "Family Help Plan"),
        ("thurrock", "Think Family assessment", "Think Family plan"),
    ],
)
def test_assessment_and_plan_are_called_what_the_area_calls_them(story, area, assessment, plan):
    s = story(area)
    s.open()
    desk = Desk(s, "team_manager")
    for path, title in (("assessment/", assessment), ("plan/", plan)):
        assert BeautifulSoup(desk.get(path), "html.parser").select_one("h1").get_text(strip=True) == title


@pytest.mark.row(
    "Q-26",
    at="Plan, and Who leads, of a family",
    part="no lead child protection practitioner stands beside the lead, and no division of tasks; the plan has no child "
    "protection section",
)
def test_a_family_has_one_lead_and_one_plan(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    s.assessed(episode)
    s.planned(episode, agree=False)
    lead = Desk(s, "lead_practitioner")
    # when the plan is started again, there is still the one; when another is asked to lead, the first leads until they accept
    assert "Ella is at school every day" in lead.client.post(f"{lead.base}plan/").content.decode()
    other = s.practitioner("duty_worker")
    ask(Desk(s, "team_manager"), other)
    with s.as_("team_manager"):
        assert Plan.objects.count() == Episode.objects.count() == 1
        turn = LeadAssignment.objects.get(state="proposed")
    page = words(lead.get("allocate/"))
    assert f"Lead practitioner {s.practitioner('lead_practitioner').name}" in page
    told = {"change_reason": "Moved", "summary": "All well", "outstanding": "", "family_told": "Mum is glad"}
    lead.post(f"allocate/{turn.id}/handover/", told)
    Desk(s, "duty_worker").post(f"allocate/{turn.id}/accept/")
    assert f"Lead practitioner {other.name}" in words(lead.get("allocate/"))
    with s.as_("team_manager"):
        assert LeadAssignment.objects.filter(state="accepted", ends_on__isnull=True).count() == 1


@pytest.mark.row("X-18", at="My day", part="nobody covers for a lead who is away")
def test_a_family_without_a_lead_stands_on_the_managers_day_with_its_days(story, at):
    s = story()
    s.open(basis="section_17")
    at(NOON + timedelta(days=5))
    manager = Desk(s, "team_manager")
    day = words(manager.client.get("/").content.decode())
    assert "Families without a lead" in day
    assert "5 days without a lead" in day
    assert "Days without a lead: 5" in words(manager.get("allocate/"))
    at(NOON)
    led(s, s.practitioner("lead_practitioner"), role="lead_practitioner")
    assert "Families without a lead" not in manager.client.get("/").content.decode()


@pytest.mark.row(
    "X-31", at="Family page; Assessment", part="no meeting and no reader's copy uses it: large print or a translation is not made"
)
def test_an_interpreter_recorded_once_is_told_wherever_help_is_written(story):
    s = story()
    with s.as_("team_manager"):
        Person.objects.filter(pk=s.mother.pk).update(interpreter="Polish, by telephone")
    episode = s.open()
    s.lead(episode)
    lead = Desk(s, "lead_practitioner")
    assert "Polish, by telephone" in lead.get()
    lead.post("assessment/")
    with s.as_("team_manager"):
        part = episode.assessments.get().sections.first()
    assert "Polish, by telephone" in lead.get(f"assessment/part/{part.id}/")


@pytest.mark.row(
    "X-15",
    at="Basis of help, of a child",
    part="protection and care have no work of their own: to them it is a change of basis; opening again after an end is "
    "not told apart",
)
def test_help_rises_into_protection_and_comes_down_by_a_conference_only(story):
    s = story()
    episode = s.open(basis="section_17")
    s.lead(episode)
    manager, here = Desk(s, "team_manager"), f"children/{s.child(episode).id}/basis/"
    said = {"reason": "He hit her", "evidence": "Seen", "family_said": "Mum agrees", "agreed": "", "ended_by": ""}
    manager.post(here, said | {"basis": "section_47", "reason": ""}, refused="error-summary")
    manager.post(here, said | {"basis": "section_47"})
    plan = said | {"basis": "child_protection_plan"}
    manager.post(here, plan, refused="Record the day, the paper that says so, and who told you")
    minutes = {**day("elsewhere_on", NOON), "elsewhere_source": "Minutes", "elsewhere_said_by": "The chair"}
    manager.post(here, plan | minutes)
    assert "Child protection plan" in words(manager.get())
    manager.post(here, said | {"basis": "section_17"}, refused="conference")
    ended = said | {"basis": "section_17", "ended_by": "review_conference"}
    manager.post(here, ended, refused="Record the day, the paper that says so, and who told you")
    manager.post(here, ended | minutes)
    assert "Child in need" in words(manager.get())
