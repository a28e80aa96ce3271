"""Decisions have the consequences they say, through the pages of the desk."""

from datetime import date, timedelta

import pytest

from kith.access.models import Grant
from kith.access.services import grant_sight
from kith.family_help import queries, services
from kith.family_help.models import Action, BasisOfHelp, ChildWords, Episode, LeadAssignment, StepDecision
from kith.family_help.tests.asking import FAMILY_WORKER, NURSE, ask, asked, step_up, words
from kith.family_help.tests.conftest import NOON, accredit
from kith.family_help.tests.test_pages import Desk, day
from kith.organisations.models import Membership, Team
from kith.people.models import Family
from kith.tasks.models import RunningClock
from tests.fixtures import administering

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock_of_pages(monkeypatch):
    """Let every page be opened at noon of the test's day; the test may move the day."""
    at = {"now": NOON}
    monkeypatch.setattr("kith.access.middleware.now", lambda: at["now"])
    return at


@pytest.fixture
def made(story):
    """A family in Dorset with an agreed plan: the story, its episode and the plan."""
    s = story()
    return s, *s.helped(sam="by_agreement")


@pytest.mark.parametrize(
    ("readers", "own_copy", "in_hers", "in_mothers"),
    [("professionals", "no", False, False), ("professionals", "yes", True, False), ("named", "no", False, True)],
    ids=["professionals only", "wanted at home", "her mother only"],
)
def test_a_childs_own_copy_has_their_words_only_when_they_want_them_there(made, readers, own_copy, in_hers, in_mothers):
    s, _, plan = made
    lead = Desk(s, "lead_practitioner")
    with s.as_("lead_practitioner"):
        rows = list(ChildWords.objects.exclude(words=""))
    assert "WORDS-OF-CHILD" not in lead.get(f"plan/copy/{s.ella.id}/"), "not before it was asked"
    for row in rows:
        page = words(lead.get(f"assessment/words/{row.id}/"))
        assert "Ella Example’s own copy may be found at home by Jo Example, Sam Example." in page
        named = {"may_read": str(s.mother.id)} if readers == "named" else {}
        decided = {"decided_by": "child", "reason": "", **named, "readers": readers}
        lead.post(f"assessment/words/{row.id}/", decided, refused="wants these words in their own copy")
        lead.post(f"assessment/words/{row.id}/", decided | {"own_copy": own_copy})
    for reader, expected in ((s.ella, in_hers), (s.mother, in_mothers), (s.father, False)):
        assert ("WORDS-OF-CHILD" in lead.get(f"plan/copy/{reader.id}/")) is expected
        with s.as_("lead_practitioner"):
            copy = "\n".join(map(str, queries.plan_for_reader(plan.id, reader.id).texts()))
        assert ("WORDS-OF-CHILD" in copy) is expected


@pytest.mark.parametrize(("decision", "still_sees"), [("confirm", True), ("end", False)])
def test_the_same_as_now_keeps_the_sight_of_a_partner_who_led(story, decision, still_sees):
    s = story()
    episode = s.open()
    s.lead(episode, role="partner_lead", **NURSE)
    nurse = s.practitioner("partner_lead", **NURSE)
    senior = s.practitioner("senior_social_worker")
    manager, partner = Desk(s, "team_manager"), Desk(s, "partner_lead", **NURSE)
    partner.get("plan/")
    step = step_up(s, **{f"sight_{nurse.id}": decision})
    more = {"receiving": str(senior.id), "receiving_why": "She knows the law", "handover_summary": "All is in the plan"}
    manager.post("step/", step | more)
    with s.as_("team_manager"):
        turn = LeadAssignment.objects.get(state="proposed")
    Desk(s, "senior_social_worker").post(f"allocate/{turn.id}/accept/")
    partner.get("plan/", status=200 if still_sees else 403)
    with s.as_("team_manager"):
        assert StepDecision.objects.get().state == "in_effect"
        held = Grant.objects.filter(practitioner=nurse, ends_on__isnull=True)
        assert held.exists() is still_sees


def test_a_partner_who_says_no_keeps_the_sight_they_had_before(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    nurse = s.practitioner("partner_lead", **NURSE)
    with s.as_("team_manager"):
        grant_sight(family_id=s.family.id, practitioner_id=nurse.id, parts=["episode", "plan"], reason="Team", now=NOON)
    manager, partner = Desk(s, "team_manager"), Desk(s, "partner_lead", **NURSE)
    turn = ask(s, manager, nurse)
    partner.post(f"allocate/{turn.id}/decline/", {"reason": "No time"})
    with s.as_("team_manager"):
        [held] = Grant.objects.filter(practitioner=nurse, ends_on__isnull=True)
        assert held.parts == ["episode", "plan"]
    partner.get("plan/")


MINUTES = {**day("elsewhere_on", NOON), "elsewhere_source": "Minutes", "elsewhere_said_by": "Ms Chair"}


@pytest.mark.parametrize("role", ["team_manager", "senior_social_worker"])
def test_a_protection_plan_begins_and_ends_only_as_recorded_elsewhere(story, role):
    s = story()
    episode = s.open(basis="section_47")
    desk, child = Desk(s, role), s.child(episode)
    said = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": "", "ended_by": ""}
    plan = said | {"basis": "child_protection_plan"}
    here = f"children/{child.id}/basis/"
    for missing in ("elsewhere_source", "elsewhere_said_by", "elsewhere_on_day"):
        desk.post(here, plan | MINUTES | {missing: ""}, refused="error-summary")
    desk.post(here, plan, refused="A conference begins and ends a child protection plan")
    desk.post(here, plan | MINUTES | day("elsewhere_on", NOON + DAY), refused="This day has not come yet")
    desk.post(here, plan | MINUTES)
    with s.as_("team_manager"):
        row = BasisOfHelp.objects.get(basis="child_protection_plan")
        assert (row.elsewhere_on, row.elsewhere_source, row.elsewhere_said_by) == (NOON.date(), "Minutes", "Ms Chair")
    end = said | {"basis": "section_17", "ended_by": "review_conference"}
    desk.post(here, end, refused="A conference begins and ends a child protection plan")
    desk.post(here, end | MINUTES)


def test_a_plan_recorded_elsewhere_has_days_that_can_be_and_is_shown(story):
    s = story()
    episode = s.open(basis="section_47")
    desk, child = Desk(s, "senior_social_worker"), s.child(episode)
    said = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": "", "ended_by": ""}
    here = f"children/{child.id}/basis/"
    begin = said | {"basis": "child_protection_plan"} | MINUTES
    desk.post(here, begin | day("elsewhere_on", date(2012, 1, 1)), refused="is long before Ella Example was born")
    desk.post(here, begin)
    recorded = "The child protection plan began on 4 March 2026, recorded elsewhere: Minutes (told by Ms Chair)"
    assert recorded in words(desk.get(here))
    assert recorded in words(desk.get())
    end = said | {"basis": "section_17", "ended_by": "review_conference"} | MINUTES
    desk.post(here, end | day("elsewhere_on", NOON - DAY), refused="The child protection plan began on 4 March 2026")
    desk.post(here, end | {"ended_by": "death"}, refused="No date of death is recorded for Ella Example")
    desk.post(here, end | {"ended_by": "eighteenth_birthday"}, refused="Ella Example was not 18")
    desk.post(here, end)
    assert "The child protection plan ended on 4 March 2026" in words(desk.get())


def test_a_step_and_a_closing_take_no_protection_plan_without_its_conference(story):
    s = story()
    s.lead(s.open(basis="section_47"))
    manager, key = Desk(s, "team_manager"), str(s.ella.id)
    on_plan = step_up(s, **{f"basis_{key}": "child_protection_plan"})
    manager.post("step/", on_plan, refused="A conference begins and ends a child protection plan")
    minutes = {name.replace("elsewhere_on", f"elsewhere_on_{key}") if "_on_" in name else f"{name}_{key}": value
               for name, value in MINUTES.items()}  # fmt: skip
    manager.post("step/", on_plan | minutes)
    end = {"reason": "r", "evidence": "e", "family_said": "f", "moving_on_plan": "m", f"closure_{key}": "RC7",
           f"said_{key}": "bye", f"ended_by_{key}": "review_conference"}  # fmt: skip
    manager.post("close/", end, refused="A conference begins and ends a child protection plan")
    manager.post("close/", end | minutes)
    with s.as_("team_manager"):
        last = StepDecision.objects.get(kind="close").children.get()
        assert (last.elsewhere_source, last.elsewhere_said_by) == ("Minutes", "Ms Chair")


def test_help_ends_when_each_open_action_is_done_moved_or_given_up(made):
    s, _, _ = made
    manager = Desk(s, "team_manager")
    with s.as_("team_manager"):
        walk, meet = Action.objects.order_by("position")
    end = {"reason": "r", "evidence": "e", "family_said": "f", "moving_on_plan": "Gran"}
    for child in (s.ella, s.sam):
        end |= {f"closure_{child.id}": "RC7", f"said_{child.id}": "bye", f"not_asked_{child.id}": ""}
    assert "Walk Ella to school" in words(manager.get("close/"))
    manager.post("close/", end, refused="is still to do. Say that it is done, who takes it on, or why it is given up")
    end |= {f"action_{walk.id}": "moved", f"action_{meet.id}": "done"}
    manager.post("close/", end, refused="Name who takes this on")
    manager.post("close/", end | {f"action_words_{walk.id}": "Gran goes on walking"})
    with s.as_("team_manager"):
        walk, meet = Action.objects.order_by("position")
        assert (walk.state, walk.at_the_end, walk.done_on) == ("moved", "Gran goes on walking", None)
        assert (meet.state, meet.done_on) == ("done", NOON.date())
        assert not Episode.objects.get().is_open


@pytest.mark.row("C-16", at="Who leads, of a family")
def test_a_new_lead_after_the_old_one_left_takes_over_with_a_handover(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    manager, senior = Desk(s, "team_manager"), Desk(s, "senior_social_worker")
    manager.post("allocate/ended/", {"reason": "Has left"})
    turn = ask(s, manager, s.practitioner("senior_social_worker"))
    senior.post(f"allocate/{turn.id}/accept/", refused="The handover is not complete")
    assert f"allocate/{turn.id}/handover/" in manager.get("allocate/"), "the manager is offered to write it"
    handover = {"change_reason": "She left", "summary": "All is in the plan", "outstanding": "", "family_told": "Mum knows"}
    manager.post(f"allocate/{turn.id}/handover/", handover)
    senior.post(f"allocate/{turn.id}/accept/")
    with s.as_("team_manager"):
        assert LeadAssignment.objects.get(state="accepted", ends_on__isnull=True).practitioner == turn.practitioner


@pytest.mark.row("C-09", at="Step help up or down, of a family")
def test_rising_risk_forces_a_social_worker_where_the_model_says_so_and_says_where(story):
    s = story("wolverhampton")
    worker = s.practitioner("lead_practitioner", **FAMILY_WORKER)
    accredit(worker, s.area)
    episode = s.open()
    manager = Desk(s, "team_manager")
    manager.post("allocate/", asked(worker, risk_level="medium"), refused="The level of risk and harm decides who may lead")
    s.lead(episode, **FAMILY_WORKER)
    rises = step_up(s)
    del rises["risk_level"]
    manager.post("step/", rises, refused="Level of risk and harm now")
    manager.post("step/", rises | {"risk_level": "high"}, refused="cannot lead after this step")
    manager.post("step/", rises | {"risk_level": "low"}, refused="moves the lead to a social worker")
    again = {"receiving": str(worker.id), "receiving_why": "w", "handover_summary": "h", "risk_level": "low"}
    manager.post("step/", rises | again, refused="social worker")
    senior = s.practitioner("senior_social_worker")
    accredit(senior, s.area)
    manager.post("step/", rises | again | {"receiving": str(senior.id), "risk_level": "high"})
    with s.as_("team_manager"):
        step = StepDecision.objects.get()
        assert (step.state, step.risk_level) == ("waiting", "high")


def test_a_plan_that_changed_after_it_was_agreed_says_so_until_it_is_agreed_again(made, clock_of_pages):
    s, _, _ = made
    lead = Desk(s, "lead_practitioner")
    with s.as_("lead_practitioner"):
        for row in ChildWords.objects.all():
            services.decide_readers(
                child_words=row, readers="professionals", may_read=[], decided_by="child", reason="", own_copy=False, now=NOON
            )
        action = Action.objects.order_by("position")[0]
    lead.post(f"plan/copy/{s.mother.id}/", {"contact": "At home", "agreed_safe": "on"})
    done = {"words": action.words, "state": "done", "read_version": "1", **day("by_when", action.by_when), **day("done_on", NOON)}
    lead.post(f"plan/action/{action.id}/", done)
    assert "after it was agreed" not in lead.get("plan/"), "an action that is done is the plan at work"
    clock_of_pages["now"] = NOON + DAY
    lead.post(f"plan/action/{action.id}/", done | {"words": "Walk both children", "read_version": "2"})
    page = words(lead.get("plan/"))
    assert "This plan changed on 5 March 2026, after it was agreed" in page
    assert "Who had a copy before: Jo Example." in page
    assert "It was changed on 5 March 2026, and you have not agreed to the change yet" in words(
        lead.get(f"plan/copy/{s.mother.id}/")
    )
    lead.post("plan/agree/", {"family_agreement": "Mum agrees to both"})
    assert "after it was agreed" not in lead.get("plan/")
    lead.post("plan/agree/", {"family_agreement": "Again"}, refused="has been agreed already, and has not changed since")


def test_a_goal_that_is_due_stands_on_the_day_of_the_lead(made, clock_of_pages):
    s, _, _ = made
    lead = Desk(s, "lead_practitioner")
    assert "Goal to be met: Ella is at school every day and likes it." in words(lead.client.get("/").content.decode())
    clock_of_pages["now"] = NOON + 150 * DAY
    assert "Goal to be met" in words(Desk(s, "team_manager").client.get("/").content.decode()), "late: on the manager's day"
    with s.as_("team_manager"):
        clock = RunningClock.objects.get(kind="plan_goal", words__contains="at school")
        assert clock.due_on == date(2026, 7, 1)


def test_each_basis_counts_from_its_own_beginning_on_the_page(story, clock_of_pages):
    s = story()
    episode = s.open()
    s.lead(episode)
    clock_of_pages["now"] = NOON + 60 * DAY
    Desk(s, "team_manager").post("step/", step_up(s))
    page = words(Desk(s, "lead_practitioner").get("assessment/") + Desk(s, "lead_practitioner").get())
    with s.as_("team_manager"):
        row = BasisOfHelp.objects.get(basis="section_17")
        assert row.counted_from == (NOON + 60 * DAY).date()
        due = Episode.objects.get().assessment_due_on
        assert due > (NOON + 60 * DAY).date() + 60 * DAY
    assert str(due.year) in page


def test_who_no_longer_sees_a_family_reads_since_when_and_why(story, clock_of_pages):
    s = story()
    episode = s.open()
    manager, partner = Desk(s, "team_manager"), Desk(s, "partner_lead", **NURSE)
    partner.get("plan/", status=404)
    s.lead(episode, role="partner_lead", **NURSE)
    partner.get("plan/")
    manager.post("allocate/ended/", {"reason": "Moved to another school"})
    told = words(partner.get("", status=403))
    assert "Your access ended on 4 March 2026" in told
    assert "You no longer lead this family." in told
    clock_of_pages["now"] = NOON + 9 * DAY
    assert "Your access ended on 4 March 2026" in words(partner.get("plan/", status=403))
    other = Desk(s, "partner_lead", profession="health_visitor", agency_kind="health")
    other.get("", status=404)


def test_a_partner_can_own_an_action_and_has_it_on_their_list(made):
    s, _, plan = made
    nurse = s.practitioner("partner_lead", **NURSE)
    manager, lead, partner = Desk(s, "team_manager"), Desk(s, "lead_practitioner"), Desk(s, "partner_lead", **NURSE)
    partner.get("plan/", status=404)
    with s.as_("lead_practitioner"):
        goal = plan.goals.order_by("position")[0]
    said = {
        "words": "Weigh Ella every week", "owner": f"worker:{nurse.id}", "owner_side": "professional", "owner_words": "",
        "author": "School nurse", "author_side": "professional", **day("by_when", date(2026, 3, 20)),
    }  # fmt: skip
    lead.post(f"plan/goal/{goal.id}/action/", said, refused="Ask the front door, a senior social worker or a team manager")
    manager.post(f"plan/goal/{goal.id}/action/", said)
    assert "Do: Weigh Ella every week" in words(partner.client.get("/").content.decode())
    assert "Weigh Ella every week" in partner.get("plan/")
    assert "Ella stays at home to look after Sam" not in partner.get("assessment/"), "the plan is all they were given"


@pytest.mark.parametrize(("days", "said"), [(30, True), (400, False)])
def test_a_child_who_comes_back_is_known_and_within_twelve_months_at_the_top(story, clock_of_pages, days, said):
    s = story()
    s.lead(s.open())
    manager, key = Desk(s, "team_manager"), str(s.ella.id)
    end = {"reason": "r", "evidence": "e", "family_said": "f", "moving_on_plan": "m", f"closure_{key}": "RC7", f"said_{key}": "b"}
    assert "was helped before" not in manager.get()
    manager.post("close/", end)
    clock_of_pages["now"] = NOON + days * DAY
    page = words(manager.get())
    assert "Ella Example was helped before, from 4 March 2026 to 4 March 2026." in page
    assert f"Last lead practitioner: {s.practitioner('lead_practitioner').name}. How help ended: RC7" in page
    assert ("Ella Example comes back within twelve months." in page) is said


def test_what_is_to_be_looked_at_again_stands_on_a_day_and_is_marked_when_late(made, clock_of_pages):
    s, _, _ = made
    lead = Desk(s, "lead_practitioner")
    today = words(lead.client.get("/").content.decode())
    assert "Look again at what is kept from others: Jo Example" in today, "recorded before help began"
    lead.client.post(
        f"/people/families/{s.family.id}/people/{s.father.id}/hazard/",
        {"words": "A dog", "source": "Mum", **day("review_on", date(2026, 3, 20))},
    )
    assert "Look again at what to know before visiting: Lee Other" in words(lead.client.get("/").content.decode())
    assert "overdue: look again now" not in lead.get()
    clock_of_pages["now"] = NOON + 30 * DAY
    assert "overdue: look again now" in lead.get()
    with s.as_("team_manager"):
        clock = RunningClock.objects.get(kind="hazard_again")
        assert (clock.due_on, clock.owner_practitioner) == (date(2026, 3, 20), s.practitioner("lead_practitioner"))
    assert "Look again at what to know before visiting" in words(Desk(s, "team_manager").client.get("/").content.decode())


def test_a_manager_sees_what_the_team_owes_and_filters_the_families(made, clock_of_pages):
    s, _, _ = made
    with administering(s.area):
        team = Team.objects.create(area=s.area, slug="west", name="West")
        Membership.objects.filter(role__in=["team_manager", "lead_practitioner"], area=s.area).update(team=team)
    manager, lead = Desk(s, "team_manager"), Desk(s, "lead_practitioner")
    assert lead.client.get("/families/").status_code == 302, "a list of all families is a manager's"
    here = "/families/"
    assert "Ella Example" in words(manager.client.get(here).content.decode())
    who = s.practitioner("lead_practitioner")
    for narrowed, found in (
        (f"?lead={who.id}", True), ("?lead=none", False), ("?basis=by_agreement", True), ("?basis=section_47", False),
        (f"?team={team.id}", True), ("?only_overdue=on", False),
    ):  # fmt: skip
        page = words(manager.client.get(here + narrowed).content.decode())
        assert ("Ella Example" in page) is found, narrowed
    clock_of_pages["now"] = NOON + 60 * DAY
    assert "Ella Example" in words(manager.client.get(f"{here}?only_overdue=on").content.decode())
    today = words(manager.client.get("/").content.decode())
    assert "Overdue in your team" in today
    with s.as_("team_manager"):
        assert Family.objects.get(pk=s.family.pk).name in today.split("Overdue in your team")[1]
