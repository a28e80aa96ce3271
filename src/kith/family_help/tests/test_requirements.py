"""What the reports ask of Family Help, row by row, through the pages on which a worker would look for it."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from kith.family_help import services
from kith.family_help.models import Assessment, Episode, Goal, LeadAssignment, Plan
from kith.family_help.tests.conftest import NOON, accredit
from kith.family_help.tests.test_copies import planned  # noqa: F401  a fixture
from kith.family_help.tests.test_pages import Desk, at_noon, day  # noqa: F401  a fixture
from kith.people.models import Family, FamilyMember, Person
from kith.practice_model.reading import draft
from kith.practice_model.services import publish

pytestmark = pytest.mark.django_db

NURSE = {"profession": "school_nurse", "agency_kind": "health"}
FAMILY_WORKER = {"profession": "family_worker"}


def words(page: str) -> str:
    """Return the words of a page as they are read, one blank between."""
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())


def asked(practitioner, **changes):
    """Return what a manager types to ask somebody to lead."""
    said = {
        "practitioner": str(practitioner.id),
        "reason_best_placed": "Knows Ella from school",
        "family_preference": "Mum asked for them",
        "children_preference": "",
        "risk_level": "",
    }
    return said | changes


def ask(s, desk, practitioner, **changes):
    """Have the manager at ``desk`` ask somebody to lead. Returns the question's row."""
    desk.post("allocate/", asked(practitioner, **changes))
    with s.as_("team_manager"):
        return LeadAssignment.objects.get(state="proposed")


def step_up(s, **changes):
    """Return what is typed to step Ella up to a child in need."""
    said = {
        "kind": "up", "reason": "r", "evidence": "e", "family_said": "f", "agreed": "yes", "moving_on_plan": "", "to_tier": "",
        f"basis_{s.ella.id}": "section_17", f"said_{s.ella.id}": "ok", f"not_asked_{s.ella.id}": "",
    }  # fmt: skip
    return said | changes


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


@pytest.mark.row("A-25", at="The plan, of a family: What the family proposes")
def test_a_plan_without_the_familys_proposal_needs_a_reason(story):
    s = story()
    s.lead(s.open())
    lead = Desk(s, "lead_practitioner")
    lead.post("plan/")
    unsaid = {"words": "", "by": "", "no_proposal_reason": "", "read_version": "1"}
    lead.post("plan/proposal/", unsaid, refused="Write what the family proposes, or why there is no proposal of theirs")
    lead.post("plan/agree/", {"family_agreement": "All agree"}, refused="own proposal, or say why there is none")
    lead.post("plan/proposal/", unsaid | {"no_proposal_reason": "They want ideas first"})
    assert "No proposal: They want ideas first" in words(lead.get("plan/"))
    assert "own proposal" not in words(lead.get("plan/"))


@pytest.mark.row(
    "A-27",
    at="The plan and Who leads, of a family",
    part="a second start of a plan is answered with the plan that stands, without saying that it was refused; who is asked to "
    "lead beside a lead takes over and is not refused; there is no record of a team around the family",
)
@pytest.mark.row("C-20", at="The plan, of a family")
def test_a_family_has_one_plan_and_its_own_words_stand_there(planned):  # noqa: F811
    s, plan = planned
    lead = Desk(s, "lead_practitioner")
    answer = lead.client.post(f"{lead.base}plan/")
    shown = words(answer.content.decode())
    with s.as_("team_manager"):
        assert Plan.objects.get().id == plan.id
    for said in ("Gran will walk Ella to school.", "Mum and Gran", "Ella is at school every day and likes it.", "Mum"):
        assert said in shown, said


@pytest.mark.row(
    "A-28",
    at="The assessment, of a family",
    part="only the assessment is filled beforehand; nobody asks families about the four qualities",
)
@pytest.mark.row("J-06", at="A part of the assessment, of a family")
@pytest.mark.row("C-19", at="The assessment, of a family")
def test_who_opens_the_assessment_finds_what_is_known_and_another_agency_finds_the_same_one(story):
    s = story()
    s.lead(s.open(), role="partner_lead", **NURSE)
    worker, nurse = Desk(s, "team_manager"), Desk(s, "partner_lead", **NURSE)
    worker.post("assessment/")
    with s.as_("team_manager"):
        held = Assessment.objects.get()
        part = held.sections.first()
        services.write_section(section=part, read_version=1, words="Written by the council.", now=NOON)
    for desk in (worker, nurse):
        known = words(desk.get("assessment/")).split("What was known when it was opened")[1]
        assert "Date of birth" in known
        assert "The person's record" in known
    assert "Written by the council." in words(nurse.get("assessment/"))
    before = words(nurse.get(f"assessment/part/{part.id}/"))
    assert "What is already known" in before
    assert "7 April 2015" in before
    again = nurse.client.post(f"{nurse.base}assessment/")
    assert again.status_code >= 400
    assert "already" in words(again.content.decode())
    with s.as_("team_manager"):
        assert Assessment.objects.get().id == held.id


@pytest.mark.row(
    "A-33",
    at="The assessment, of a family: Everybody in the family",
    part="on the page of the assessment and not on the family's own; only children have views of their own there, and no member "
    "has an outcome",
)
def test_what_everybody_needs_stands_on_one_page(planned):  # noqa: F811
    s, _ = planned
    shown = words(Desk(s, "lead_practitioner").get("assessment/"))
    together = shown.split("Everybody in the family")[1]
    for said in ("Jo Example", "Lee Other", "Ella Example", "Sam Example", "Strengths", "Needs", "I want to see my friends."):
        assert said in together, said
    for need in ("Ella misses school (Ella Example)", "Mum is worn out (Jo Example)"):
        assert need in together, need


@pytest.mark.row(
    "C-02", at="The plan, of a family: How we work together", part="the family is never asked whether it felt judged"
)
@pytest.mark.row("C-18", at="The plan, of a family")
@pytest.mark.row("C-43", at="The plan, of a family")
@pytest.mark.row(
    "J-04", at="The plan, of a family", part="no jargon is marked, and only the plan is read for its level, no letter"
)
def test_the_plan_shows_the_need_behind_each_goal_and_who_does_what(story):
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    s.assessed(episode)
    plan = s.planned(episode, agree=False)
    lead = Desk(s, "lead_practitioner")
    with s.as_("lead_practitioner"):
        goal = Goal.objects.get(plan=plan, person=s.ella)
        second = Goal.objects.exclude(pk=goal.pk).get()
        action = {"goal": second, "author": "Mum", "author_side": "family", "by_when": date(2026, 3, 20), "now": NOON}
        services.add_action(
            words="Ring the surgery", owner_practitioner=s.practitioner("lead_practitioner"), owner_side="professional", **action
        )
    together = {"contact": "Every Tuesday at home", "read_version": "3", **day("next_review_on", date(2026, 4, 20))}
    lead.post("plan/together/", together)
    shown = words(lead.get("plan/"))
    assert "How we meet Every Tuesday at home" in shown
    assert "Answers the need: Ella misses school" in shown
    assert "Needs the plan does not answer yet" not in shown
    assert "Who does the actions: 67% family and network" in shown
    assert "eading" in shown
    need = str(second.need_id)
    change = {
        "words": second.words,
        "worded_by": "Mum",
        "need": "",
        "person": "",
        "outcome": "o",
        "state": "open",
        "read_version": "1",
    }
    lead.post(f"plan/goal/{second.id}/", change | day("by_when", date(2026, 5, 1)))
    shown = words(lead.get("plan/"))
    assert "Mum is worn out" in shown.split("Needs the plan does not answer yet")[1]
    assert "Not tied to an assessed need yet" in shown
    lead.post("plan/agree/", {"family_agreement": "All agree"}, refused="need")
    assert need


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
    assert f"Overseen by {s.practitioner('senior_social_worker').name}" in shown


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
    "C-03", at="Step help up or down, and the family's page", part="no report counts children in need under section 17"
)
def test_dorset_offers_no_level_of_its_own_for_a_child_in_need(story):
    s = story()
    s.open(basis="section_17")
    manager = Desk(s, "team_manager")
    levels = {each["value"] for each in BeautifulSoup(manager.get("step/"), "html.parser").select("[name=to_tier] option")}
    assert "family_help" in levels
    assert "child_in_need" not in levels
    manager.post(
        "step/", step_up(s, to_tier="child_in_need"), refused="Choose one of the answers for level of help after the step"
    )
    with s.as_("team_manager"):
        assert Episode.objects.get().tier == "family_help"
    assert "Basis of help Child in need" in words(manager.get())


@pytest.mark.row("C-10", at="The family's page: Why help began")
def test_help_that_began_on_an_earlier_threshold_document_still_shows_it(story, monkeypatch):
    s = story()
    s.open()
    later = NOON + timedelta(days=35)
    newer = (
        '\n[thresholds.dorset-2026]\nname = "Right Help, Right Time 2026"\nstarts = 2026-04-01\nstatus = "agreed"\nrows = '
        '["C-10"]\n'
        'source = "Area decision"\nbinding = "local"\nlevels = [{ code = "universal", name = "Universal", plain = "Help" }]\n'
    )
    text = draft("dorset").replace('version = "1"', 'version = "2"', 1) + newer
    publish(text=text, valid_from=date(2026, 4, 1), published_by="P. Lead", now=NOON)
    monkeypatch.setattr("kith.access.middleware.now", lambda: later)
    manager = Desk(s, "team_manager")
    assert "Threshold document in force: Right Help, Right Time 2026" in words(manager.get("step/"))
    assert "threshold: The tests of the law)" in words(manager.get())


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


@pytest.mark.row("J-11", at="The plan, and each reader's copy of it")
def test_a_goal_without_outcome_or_date_is_not_agreed_and_the_family_reads_both(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    s.assessed(episode)
    plan = s.planned(episode, agree=False)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=NOON)
        goal = Goal.objects.get(plan=plan, person=s.ella)
    lead = Desk(s, "lead_practitioner")
    change = {
        "words": "Ella likes school", "worded_by": "Mum", "need": str(goal.need_id), "person": str(s.ella.id), "outcome": "",
        "state": "open", "read_version": "1",
    }  # fmt: skip
    lead.post(f"plan/goal/{goal.id}/", change | day("by_when", date(2026, 7, 1)))
    lead.post("plan/agree/", {"family_agreement": "All agree"}, refused="what will be different")
    change |= {"outcome": "Ella is in school every day", "read_version": "2"}
    lead.post(f"plan/goal/{goal.id}/", change)
    lead.post("plan/agree/", {"family_agreement": "All agree"}, refused="by when")
    lead.post(f"plan/goal/{goal.id}/", change | {"read_version": "3"} | day("by_when", date(2026, 7, 1)))
    lead.post("plan/agree/", {"family_agreement": "All agree"})
    copy = words(lead.get(f"plan/copy/{s.mother.id}/"))
    assert "Ella is in school every day" in copy
    assert "By 1 July 2026" in copy


@pytest.mark.row("J-12", at="The assessment, of a family")
def test_an_assessment_with_a_child_without_view_or_reason_is_not_approved(story):
    s = story()
    s.lead(s.open(sam="by_agreement"))
    lead = Desk(s, "lead_practitioner")
    lead.post("assessment/")
    with s.as_("team_manager"):
        held = Assessment.objects.get()
    here = f"assessment/{held.id}/"
    lead.post(
        f"{here}analysis/",
        {"analysis": "a", "what_needs_to_change": "w", "family_view": "v", "disputed": "", "overrun_reason": "",
         "read_version": "1",
         "factors": ["7A"]},
    )  # fmt: skip
    said = {
        "how": "Drawing",
        "readers": "undecided",
        "no_view_reason": "",
        "decided_by": "",
        "reason": "",
        **day("said_on", NOON),
    }
    lead.post(f"{here}words/", said | {"person": str(s.ella.id), "words": "I like maths"})
    lead.post(f"{here}submit/", refused="Sam Example")
    manager = Desk(s, "team_manager")
    manager.post(f"{here}sign-off/", {"note": ""}, refused="error-summary")
    lead.post(f"{here}words/", said | {"person": str(s.sam.id), "words": "", "no_view_reason": "He is five and was asleep"})
    lead.post(f"{here}need/", {"person": str(s.ella.id), "words": "Ella misses school"})
    lead.post(f"{here}submit/")
    manager.post(f"{here}sign-off/", {"note": ""})
    assert "Signed off" in words(lead.get("assessment/"))


@pytest.mark.row(
    "C-39",
    at="The assessment and the plan, of a family in Thurrock",
    part="only the titles of assessment and plan and the level of help say it: menus, roles and buttons say Family Help",
)
@pytest.mark.row(
    "J-09",
    at="The assessment and the plan, of a family, and each reader's copy",
    part="only the titles of assessment and plan are the area's own: links, buttons and lists say assessment and plan everywhere",
)
@pytest.mark.parametrize(
    ("area", "assessment", "plan"),
    [
        ("wolverhampton", "Family Plan", "Family Help Plan"),
        ("thurrock", "Think Family assessment", "Think Family plan"),
        ("dorset", "Family Help assessment", "Family Help plan"),
    ],
)
def test_assessment_and_plan_are_called_what_the_area_calls_them(story, area, assessment, plan):
    s = story(area)
    who = s.practitioner("lead_practitioner")
    accredit(who, s.area)
    s.lead(s.open())
    lead = Desk(s, "lead_practitioner")
    lead.post("assessment/")
    lead.post("plan/")
    pages = {
        path: BeautifulSoup(lead.get(path), "html.parser") for path in ("assessment/", "plan/", f"plan/copy/{s.mother.id}/", "")
    }
    titles = {path: page.select_one("h1").get_text(" ", strip=True) for path, page in pages.items()}
    assert (titles["assessment/"], titles["plan/"]) == (assessment, plan)
    for path, page in pages.items():
        text = page.get_text(" ")
        assert "Part 1" not in text, path
        assert "Part 2" not in text, path
