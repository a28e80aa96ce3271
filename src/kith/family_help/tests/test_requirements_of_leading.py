"""What the reports ask of who leads and who oversees, row by row, through the pages on which a worker would look for it."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from kith.family_help.models import Episode, LeadAssignment
from kith.family_help.tests.asking import FAMILY_WORKER, NURSE, ask, asked, step_up, words
from kith.family_help.tests.conftest import NOON, accredit
from kith.family_help.tests.test_copies import planned  # noqa: F401  a fixture
from kith.family_help.tests.test_pages import Desk, at_noon, day  # noqa: F401  a fixture
from kith.people.models import Family, FamilyMember, Person

pytestmark = pytest.mark.django_db


@pytest.mark.row(
    "A-13",
    at="My day of a manager: Without a social worker",
    part="where nobody leads the lowest level of risk is assumed, so in Wolverhampton a child in need without a lead is "
    "not listed",
)
@pytest.mark.row(
    "D-17",
    at="The family's page and Who leads",
    part="there is no child protection plan to show it on, and no step of planning asks who the lead is",
)
def test_a_child_who_needs_a_social_worker_is_listed_until_one_leads(story, monkeypatch):
    s = story()
    episode = s.open(basis="child_protection_plan")
    later = NOON + timedelta(days=2)
    monkeypatch.setattr("kith.access.middleware.now", lambda: later)
    manager = Desk(s, "team_manager")
    day_of = words(manager.client.get("/").content.decode())
    assert "Without a social worker" in day_of
    assert "Ella Example" in day_of.split("Without a social worker")[1]
    assert "Nobody. Days without a lead: 2" in words(manager.get("allocate/"))
    s.lead(episode, now=later)
    assert "Without a social worker" not in words(manager.client.get("/").content.decode())
    assert s.practitioner("lead_practitioner").name in words(manager.get())


@pytest.mark.row("C-06", at="Who leads, of a family")
@pytest.mark.row("C-14", at="Who leads, of a family", part="no page or report counts the accredited of each agency")
@pytest.mark.row(
    "C-08",
    at="Who leads, of a family",
    part="there are no dates of oversight for each child, and nothing is said where the area has no senior social worker",
)
def test_in_wolverhampton_accreditation_and_the_level_of_risk_decide_who_leads(story):
    s = story("wolverhampton")
    s.practitioner("senior_social_worker")
    s.open(basis="section_17")
    worker = s.practitioner("lead_practitioner", **FAMILY_WORKER)
    manager, lead = Desk(s, "team_manager"), Desk(s, "lead_practitioner", **FAMILY_WORKER)
    manager.post("allocate/", asked(worker, risk_level="low"), refused="accredit")
    accredit(worker, s.area)
    for risk in ("high", ""):
        manager.post("allocate/", asked(worker, risk_level=risk), refused="cannot lead this family")
    social_worker = s.practitioner("lead_practitioner")
    accredit(social_worker, s.area)
    turn = ask(s, manager, social_worker, risk_level="high")
    manager.post(f"allocate/{turn.id}/withdraw/", {"reason": "The risk is low after all"})
    turn = ask(s, manager, worker, risk_level="low")
    lead.post(f"allocate/{turn.id}/accept/")
    shown = words(manager.get("allocate/"))
    assert f"Lead practitioner {worker.name}" in shown
    assert f"Social work overseer {s.practitioner('senior_social_worker').name}" in shown


@pytest.mark.row(
    "C-07",
    at="My day of a manager and the plan, of a family",
    part="a family whom nobody leads is listed as that, not as without an overseer",
)
def test_without_a_qualified_overseer_the_family_is_listed_and_its_plan_is_not_agreed(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    s.assessed(episode)
    s.planned(episode, agree=False)
    manager, lead = Desk(s, "team_manager"), Desk(s, "lead_practitioner")
    assert "Example and Other" in words(manager.client.get("/").content.decode()).split("Without an overseer")[1]
    lead.post("plan/agree/", {"family_agreement": "All agree"}, refused="needs a qualified social worker who oversees it")
    senior = s.practitioner("senior_social_worker")
    manager.post("allocate/overseer/", {"practitioner": str(senior.id), "reason": "Knows the family"})
    assert "Without an overseer" not in words(manager.client.get("/").content.decode())
    lead.post("plan/agree/", {"family_agreement": "All agree"})
    manager.post("plan/approve/")


@pytest.mark.row(
    "C-09",
    at="Step help up or down, of a family",
    part="a step does not ask the level of risk and harm, so in Wolverhampton a lead at a low level stays until a manager asks "
    "another; a review does not ask about it either",
)
def test_a_step_up_waits_for_a_qualified_lead_and_keeps_the_plan(story):
    s = story("lincolnshire")
    episode = s.open(tier="early_help")
    s.lead(episode, role="partner_lead", **NURSE)
    nurse, manager, lead = Desk(s, "partner_lead", **NURSE), Desk(s, "team_manager"), Desk(s, "lead_practitioner")
    nurse.post("plan/")
    nurse.post("plan/proposal/", {"words": "Gran walks", "by": "Mum", "no_proposal_reason": "", "read_version": "1"})
    sight = f"sight_{s.practitioner('partner_lead', **NURSE).id}"
    up = step_up(s, to_tier="child_in_need", **{sight: "end"})
    manager.post("step/", up, refused="social worker")
    manager.post(
        "step/",
        up
        | {
            "receiving": str(s.practitioner("lead_practitioner").id),
            "receiving_why": "A social worker, and Mum agrees",
            "handover_summary": "All is in the plan",
        },
    )
    assert s.practitioner("partner_lead", **NURSE).name in words(manager.get("allocate/")).split("Waiting for an answer")[0]
    with s.as_("team_manager"):
        turn = LeadAssignment.objects.get(state="proposed")
    lead.post(f"allocate/{turn.id}/accept/")
    assert f"Lead practitioner {s.practitioner('lead_practitioner').name}, social worker" in words(manager.get("allocate/"))
    assert "Gran walks" in words(lead.get("plan/"))


@pytest.mark.row("C-13", at="Who leads, of a family", part="no report lists the reasons by discipline")
@pytest.mark.row(
    "C-16",
    at="Who leads, of a family",
    part="once “Has left” is recorded of the lead, the next one is accepted without a handover",
)
@pytest.mark.row(
    "C-17", at="Handover to the new lead, of a family", part="it is refused to everybody: a manager cannot go on with a reason"
)
@pytest.mark.row("C-11", at="The family's page, and Who leads that it links to")
@pytest.mark.row("C-15", at="Who leads, of a family", part="for one family at a time: no report, and no number of leads")
def test_a_lead_changes_with_a_reason_and_a_handover_and_the_history_stays(story):
    s = story()
    s.lead(s.open())
    first, second = s.practitioner("lead_practitioner"), s.practitioner("duty_worker")
    manager, next_lead = Desk(s, "team_manager"), Desk(s, "duty_worker")
    manager.post("allocate/", asked(second, reason_best_placed=""), refused="Why are they best placed?")
    turn = ask(s, manager, second, reason_best_placed="Lives near")
    next_lead.post(f"allocate/{turn.id}/accept/", refused="The handover is not complete")
    assert first.name in BeautifulSoup(manager.get(), "html.parser").select_one(".kith-banner").get_text()
    told = {"change_reason": "Moved", "summary": "All is well", "outstanding": "", "family_told": ""}
    where = f"allocate/{turn.id}/handover/"
    manager.post(where, told, refused="What was the family told, and what did they say?")
    manager.post(where, told | {"family_told": "Mum is glad"})
    next_lead.post(f"allocate/{turn.id}/accept/")
    banner = BeautifulSoup(manager.get(), "html.parser").select_one(".kith-banner").get_text()
    assert second.name in banner
    assert first.name not in banner
    came = words(manager.get()).split("How it came to this")[1]
    assert first.name in came
    assert second.name in came
    history = words(manager.get("allocate/")).split("Who has led and who was asked")[1]
    for said in (first.name, "Knows Ella from school", second.name, "Lives near", "All is well"):
        assert said in history, said


@pytest.mark.row("C-12", at="The family's page, signed in as a school nurse")
def test_a_school_nurse_leads_a_plan_and_sees_only_her_families(story):
    s = story()
    s.open(basis="section_17")
    with s.as_("team_manager"):
        other = Family.objects.create(area=s.area, name="Neighbour family", recorded_at=NOON)
        child = Person.objects.create(
            area=s.area, forename="Nell", surname="Neighbour", date_of_birth=date(2016, 1, 1), recorded_at=NOON, in_family=True
        )
        FamilyMember.objects.create(area=s.area, family=other, person=child, role="child", starts_on=NOON.date())
    manager, nurse = Desk(s, "team_manager"), Desk(s, "partner_lead", **NURSE)
    nurse.get(status=404)
    turn = ask(s, manager, s.practitioner("partner_lead", **NURSE))
    nurse.post(f"allocate/{turn.id}/accept/")
    nurse.post("plan/")
    nurse.post("plan/proposal/", {"words": "Gran walks", "by": "Mum", "no_proposal_reason": "", "read_version": "1"})
    assert "Gran walks" in words(nurse.get("plan/"))
    day_of = words(nurse.client.get("/").content.decode())
    assert "Example and Other" in day_of
    assert "Neighbour" not in day_of
    assert nurse.client.get(f"/families/{other.id}/").status_code == 404
    assert manager.client.get(f"/people/families/{other.id}/").status_code == 200


@pytest.mark.row(
    "C-41",
    at="The family's page and the plan",
    part="no lead child protection practitioner stands beside the lead on the family's page",
)
def test_the_lead_stays_when_child_protection_opens_and_both_read_the_plan(planned):  # noqa: F811
    s, _ = planned
    manager, lead = Desk(s, "team_manager"), Desk(s, "lead_practitioner")
    with s.as_("team_manager"):
        child = s.child(Episode.objects.get())
    said = {"basis": "section_47", "reason": "r", "evidence": "e", "family_said": "f", "agreed": "", "ended_by": ""}
    manager.post(f"children/{child.id}/basis/", said)
    banner = BeautifulSoup(manager.get(), "html.parser").select_one(".kith-banner").get_text()
    assert "Child protection enquiry (section 47)" in banner
    assert s.practitioner("lead_practitioner").name in banner
    for desk in (lead, Desk(s, "lead_child_protection")):
        assert "Ella is at school every day and likes it." in words(desk.get("plan/"))
