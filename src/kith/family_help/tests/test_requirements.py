"""What the reports ask of Family Help, row by row, through the pages on which a worker would look for it."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from kith.family_help import services
from kith.family_help.models import Assessment, Episode, Goal, Plan
from kith.family_help.tests.asking import NURSE, step_up, words
from kith.family_help.tests.conftest import NOON, accredit, told_whole
from kith.family_help.tests.test_copies import planned  # noqa: F401  a fixture
from kith.family_help.tests.test_pages import Desk, at_noon, day  # noqa: F401  a fixture
from kith.practice_model.reading import draft
from kith.practice_model.services import publish

pytestmark = pytest.mark.django_db


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
    part="forms are filled beforehand from the request to the plan; nobody asks families about the four qualities",
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
    at="The page of a family: Each person; and The assessment, of a family: Everybody in the family",
    part="what an adult thinks is recorded of what they agree to and in the plan's proposal, not as a view of their own",
)
def test_what_everybody_needs_stands_on_one_page(planned):  # noqa: F811
    s, _ = planned
    shown = words(Desk(s, "lead_practitioner").get("assessment/"))
    together = shown.split("Everybody in the family")[1]
    for said in ("Jo Example", "Lee Other", "Ella Example", "Sam Example", "Strengths", "Needs", "I want to see my friends."):
        assert said in together, said
    page = words(Desk(s, "lead_practitioner").get()).split("Each person: strengths, needs, goals and views")[1]
    ella, mum = page.split("Ella Example")[1], page.split("Jo Example")[1]
    for one, said in (
        (ella, "Ella misses school"),
        (ella, "What will be different: Ella is in school every day until summer. ("),
        (ella, "“I want to see my friends. WORDS-OF-CHILD” (4 March 2026; the people named)"),
        (mum, "Mum is worn out"),
        (mum, "Mum feels less tired. MOTHERS-OWN What will be different: Mum sleeps well."),
    ):
        assert said in one, said
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
    with s.as_("lead_practitioner"):
        told_whole(Assessment.objects.get())
    lead.post(f"{here}submit/")
    manager.post(f"{here}sign-off/", {"note": ""})
    assert "Signed off" in words(lead.get("assessment/"))


@pytest.mark.row(
    "C-39",
    at="The assessment and the plan, of a family in Thurrock",
)
@pytest.mark.row(
    "J-09",
    at="The assessment and the plan, of a family, and each reader's copy",
    part="titles, tabs, headings, buttons and history are the area's own; inside sentences the plain nouns stand",
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
    assert f"Agree the {plan}" in pages["plan/"].get_text(" ")
    assert f"Finish the {assessment}" in pages[""].get_text(" ")
    for path, page in pages.items():
        text = page.get_text(" ")
        assert "Part 1" not in text, path
        assert "Part 2" not in text, path
