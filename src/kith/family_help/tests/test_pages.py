"""Every page of the room, over HTTP, with the shapes that a browser sends."""

import io
from datetime import date
from unicodedata import normalize

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.audit.models import Look
from kith.family_help import services
from kith.family_help.models import (
    Action,
    Assessment,
    BasisOfHelp,
    ChildWords,
    ChildWorker,
    DangerAlert,
    Episode,
    EpisodeChild,
    Goal,
    LeadAssignment,
    Plan,
    PlanReview,
    StepDecision,
)
from kith.family_help.tests.conftest import NOON, say_all_is_safe
from kith.kernel import time as clock
from kith.papers.tests.reading import read_aloud
from kith.papers.tests.test_characters import BACKWARDS, SCRIPTS
from kith.people.models import (
    Agreement,
    ContactDetail,
    Family,
    FamilyMember,
    Hazard,
    Person,
    Protection,
    Relationship,
)
from tests.fixtures import enter, signs_in

pypdf = pytest.importorskip("pypdf")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    """Let every page be opened at noon of the test's day."""
    monkeypatch.setattr("kith.access.middleware.now", lambda: NOON)
    assert clock.london_date(NOON) == date(2026, 3, 4)


def day(name, when):
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


class Desk:
    """A practitioner at a browser."""

    def __init__(self, story, role, **who):
        practitioner = story.practitioner(role, **who)
        if practitioner.user is None:
            signs_in(
                practitioner, practitioner.memberships.first().area, f"{practitioner.id}@example.org", "a long password indeed"
            )
        self.client = Client()
        enter(self.client, practitioner.user)
        self.base = f"/families/{story.family.id}/"

    def get(self, path="", status=200):
        answer = self.client.get(self.base + path)
        assert answer.status_code == status, answer.content[:400]
        return answer.content.decode()

    def post(self, path, said=None, *, refused=""):
        answer = self.client.post(self.base + path, said or {})
        text = answer.content.decode()
        if refused:
            assert answer.status_code == 200
            assert refused in text, text[text.find("error-summary") :][:1500]
        else:
            assert answer.status_code == 302, text[text.find("error-summary") :][:1500]
        return text


@pytest.mark.row(
    "X-15",
    at="Step help up or down, and End help, of a family",
    part="protection and care have no work of their own: to them it is a change of basis",
)
def test_from_lead_to_plan_and_back_by_hand(story):
    s = story()
    episode = s.open(sam="by_agreement")
    manager, lead = Desk(s, "team_manager"), Desk(s, "lead_practitioner")
    assert "Choose who leads" in manager.get()
    asked = {
        "practitioner": str(s.practitioner("lead_practitioner").id),
        "reason_best_placed": "Knows Ella",
        "family_preference": "Mum asked for her",
        "children_preference": "",
        "risk_level": "",
    }
    manager.post("allocate/", asked | {"family_preference": ""}, refused="Whom would the family like?")
    manager.post("allocate/", asked)
    with s.as_("team_manager"):
        turn = LeadAssignment.objects.get()
    manager.post(f"allocate/{turn.id}/accept/", refused="Only dorset lead_practitioner")
    assert "Accept" in lead.get("allocate/")
    lead.post(f"allocate/{turn.id}/accept/")
    senior = str(s.practitioner("senior_social_worker").id)
    manager.post("allocate/overseer/", {"practitioner": senior, "reason": "Knows the family"})
    lead.post("assessment/")
    with s.as_("team_manager"):
        it = Assessment.objects.get()
        section, ella = it.sections.first(), it.members.get(person=s.ella)
    page = lead.get(f"assessment/part/{section.id}/")
    assert 'name="read_version" value="1"' in page
    assert "What is already known" in page
    lead.post(f"assessment/part/{section.id}/", {"words": "Mine", "read_version": "1"})
    changed = lead.post(
        f"assessment/part/{section.id}/",
        {"words": "Yours", "read_version": "1"},
        refused="Somebody else saved this",
    )
    assert ">Mine<" in changed
    assert "Yours" in changed
    assert 'name="read_version" value="2"' in changed
    lead.post(
        f"assessment/member/{ella.id}/",
        {"strengths": "Funny", "needs": "Friends", "daily_life": "Up at six", "read_version": "1"},
    )
    lead.post(f"assessment/{it.id}/need/", {"person": str(s.ella.id), "words": "Ella misses school"})
    lead.post(
        f"assessment/{it.id}/seen/",
        {"person": str(s.ella.id), "alone": "yes", "words": "", **day("seen_on", NOON)},
    )
    words = {
        "how": "Drawing",
        "readers": "undecided",
        "no_view_reason": "",
        "decided_by": "",
        "reason": "",
        **day("said_on", NOON),
    }
    lead.post(f"assessment/{it.id}/words/", words | {"person": str(s.ella.id), "words": "I like maths"})
    lead.post(
        f"assessment/{it.id}/words/",
        words | {"person": str(s.sam.id), "words": "", "no_view_reason": "Asleep"},
    )
    analysis = {
        "analysis": "She cares for Sam",
        "what_needs_to_change": "School",
        "family_view": "Mum agrees",
        "disputed": "",
        "overrun_reason": "",
        "read_version": "1",
    }
    lead.post(f"assessment/{it.id}/submit/", refused="write the analysis")
    lead.post(f"assessment/{it.id}/analysis/", analysis | {"factors": ["21", "7A"]}, refused="stands alone")
    lead.post(f"assessment/{it.id}/analysis/", analysis | {"factors": ["7A"]})
    lead.post(f"assessment/{it.id}/submit/", refused="or why there is nothing to write")
    with s.as_("team_manager"):
        empty = list(it.sections.filter(words=""))
        sam = it.members.get(person=s.sam)
    for part in empty:
        lead.post(f"assessment/part/{part.id}/", {"words": "", "empty_reason": "Not asked yet", "read_version": "1"})
    lead.post(f"assessment/{it.id}/submit/", refused="record when Sam Example was seen")
    not_seen = {"strengths": "", "needs": "", "daily_life": "", "not_seen_reason": "He was ill", "read_version": "1"}
    lead.post(f"assessment/member/{sam.id}/", not_seen, refused="by which the child will be seen")
    lead.post(f"assessment/member/{sam.id}/", not_seen | day("see_by", date(2026, 3, 6)))
    lead.post(f"assessment/{it.id}/submit/")
    lead.post(f"assessment/{it.id}/sign-off/", {"note": ""}, refused="this is decided by")
    manager.post(f"assessment/{it.id}/sign-off/", {"note": ""})
    lead.post("plan/")
    lead.post("plan/proposal/", {"words": "Gran walks", "by": "Mum", "no_proposal_reason": "", "read_version": "1"})
    with s.as_("team_manager"):
        need = it.needs.get()
    goal = {
        "words": "At school",
        "worded_by": "Mum",
        "need": str(need.id),
        "person": str(s.ella.id),
        "outcome": "There each day",
    }
    lead.post("plan/goal/", goal | day("by_when", date(2026, 6, 1)))
    with s.as_("team_manager"):
        held = Goal.objects.get()
    action = {
        "words": "Walk",
        "owner_side": "network",
        "author": "Mum",
        "author_side": "family",
        "owner_words": "",
    }
    bad = {"by_when_day": "31", "by_when_month": "2", "by_when_year": "2026"}
    lead.post(
        f"plan/goal/{held.id}/action/",
        action | {"owner": f"person:{s.gran.id}"} | bad,
        refused="has only 28 days",
    )
    lead.post(
        f"plan/goal/{held.id}/action/",
        action | {"owner": f"person:{s.gran.id}"} | day("by_when", date(2026, 3, 20)),
    )
    lead.post("plan/agree/", {"family_agreement": "All agree"}, refused="set the date of the first review")
    lead.post(
        "plan/together/",
        {"contact": "Weekly", "read_version": "2", **day("next_review_on", date(2026, 4, 20))},
    )
    lead.post("plan/agree/", {"family_agreement": "All agree"})
    manager.post("plan/approve/")
    with s.as_("team_manager"):
        done = Action.objects.get()
        undecided = ChildWords.objects.exclude(words="").get()
    lead.post(
        f"plan/action/{done.id}/",
        {
            "words": "Walk",
            "state": "done",
            "read_version": "1",
            **day("by_when", date(2026, 3, 20)),
            **day("done_on", NOON),
        },
    )
    share = {"contact": "At home", "agreed_safe": "on"}
    lead.post(f"plan/copy/{s.mother.id}/", share, refused="Decide first who may read")
    decided = {"readers": "professionals", "decided_by": "child", "reason": ""}
    lead.post(f"assessment/words/{undecided.id}/", decided, refused="Say whether Ella wants these words in their own copy")
    lead.post(f"assessment/words/{undecided.id}/", decided | {"own_copy": "no"})
    lead.post(f"plan/copy/{s.mother.id}/", share)
    lead.post(
        "plan/review/",
        {
            "present": "Mum",
            "words": "Better",
            "family_said": "Good",
            f"progress_{held.id}": "better",
            **day("held_on", NOON),
            **day("next_review_on", date(2026, 6, 1)),
        },
    )
    step = {
        "reason": "r",
        "evidence": "e",
        "family_said": "f",
        "agreed": "yes",
        "moving_on_plan": "",
        "to_tier": "",
        "risk_level": "low",
    }
    for child in (s.ella, s.sam):
        step |= {f"basis_{child.id}": "by_agreement", f"said_{child.id}": "ok", f"not_asked_{child.id}": ""}
    step[f"basis_{s.ella.id}"] = "section_17"
    manager.post("step/", step | {"kind": "up", f"said_{s.ella.id}": ""}, refused="Say what Ella Example said")
    manager.post("step/", step | {"kind": "up"})
    down = step | {f"basis_{s.ella.id}": "by_agreement", "kind": "down"}
    manager.post("step/", down, refused="Write the moving-on plan")
    manager.post("step/", down | {"moving_on_plan": "Gran"})
    end = {"reason": "r", "evidence": "e", "family_said": "f", "moving_on_plan": "Gran"}
    for child in (s.ella, s.sam):
        end |= {f"closure_{child.id}": "RC7", f"said_{child.id}": "bye", f"not_asked_{child.id}": ""}
    manager.post("close/", end)
    with s.as_("team_manager"):
        assert [row.kind for row in StepDecision.objects.order_by("id")] == ["up", "down", "close"]
        assert not Episode.objects.get(pk=episode.id).is_open
        assert Plan.objects.get().state == "ended"
    for path in ("", "assessment/", "plan/", f"plan/copy/{s.ella.id}/", "danger/"):
        manager.get(path)


@pytest.fixture
def planned(story):
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=NOON)
    s.assessed(episode)
    return s, s.planned(episode)


def test_every_page_opens_and_is_looked_at(planned):
    s, _ = planned
    desk = Desk(s, "team_manager")
    with s.as_("team_manager"):
        it, goal, action = Assessment.objects.get(), Goal.objects.first(), Action.objects.first()
        child, words = s.child(it.episode), ChildWords.objects.first()
        version, part = it.versions.first(), Plan.objects.get().children.first()
        need = it.needs.first()
    paths = [
        "", "add/", "allocate/", "allocate/ended/", "allocate/overseer/", "children/add/", f"children/{child.id}/basis/",
        f"children/{child.id}/census/", f"children/{child.id}/worker/", "step/", "close/", "danger/", "assessment/",
        "assessment/update/", f"assessment/version/{version.id}/", f"assessment/words/{words.id}/", f"assessment/need/{need.id}/",
        f"assessment/{it.id}/submit/", f"assessment/{it.id}/words/", "plan/", "plan/proposal/", "plan/together/",
        f"plan/child/{part.id}/", "plan/goal/", f"plan/goal/{goal.id}/", f"plan/goal/{goal.id}/action/",
        f"plan/action/{action.id}/", "plan/agree/", "plan/approve/", "plan/review/", f"plan/copy/{s.mother.id}/",
        f"plan/copy/{s.father.id}/",
    ]  # fmt: skip
    for path in paths:
        page = desk.get(path)
        assert "<h1" in page, path
    with s.as_("auditor"):
        assert Look.objects.filter(family_id=s.family.id, kind="open").count() == len(paths)


@pytest.mark.row(
    "V-38", at="The family's page", part="no area has a threshold document of its own, and no review of it is recorded"
)
def test_the_family_page_names_the_threshold_document_on_which_help_began(planned):
    s, _ = planned
    text = Desk(s, "lead_practitioner").get()
    assert "threshold: The tests of the law)" in text
    assert "national-tests" not in text


@pytest.mark.row(
    "J-07", at="Each reader's copy of the plan, on paper", part="the paper is the whole copy: no summary on one page"
)
@pytest.mark.row(
    "X-10",
    at="A reader's copy of the plan, on the page and as PDF",
    part="a copy of a whole record with third parties taken out is not made",
)
def test_page_and_paper_hold_the_same_words(planned):
    s, plan = planned
    with s.as_("lead_practitioner"):
        say_all_is_safe(plan, s.father)
    desk = Desk(s, "lead_practitioner")
    for reader in (s.mother, s.father, s.gran):
        page = desk.get(f"plan/copy/{reader.id}/")
        answer = desk.client.get(f"{desk.base}plan/copy/{reader.id}/pdf/")
        pdf = pypdf.PdfReader(io.BytesIO(answer.content))
        paper = " ".join("".join(each.extract_text() for each in pdf.pages).split())
        assert answer["Content-Disposition"] == 'inline; filename="plan.pdf"'
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        for words in ("Walk Ella to school", "20 March 2026"):
            assert words in page
            assert words in paper
        for secret in ("Refuge Row", "900123", "900 123", "3AA"):
            hidden = reader in (s.father, s.gran)
            assert not (hidden and secret in paper), (reader.forename, secret)
        if reader == s.father:
            body = page[page.index("This copy is for") : page.index("Give them this copy")]
            assert "Refuge Row" not in body
    with s.as_("auditor"):
        assert Look.objects.filter(kind="print", person_id=s.father.id).count() == 1


@pytest.mark.row(
    "X-31",
    at="A copy of the plan as PDF",
    part="names and texts in any script; a need for an interpreter is not read from the record",
)
def test_no_character_of_a_name_or_a_goal_takes_a_reader_s_pdf_away(story):
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    s.assessed(episode)
    plan = s.planned(episode, agree=False)
    desk = Desk(s, "lead_practitioner")
    scripts = [*SCRIPTS.values(), *BACKWARDS.values()]
    with s.as_("lead_practitioner"):
        assert Person.objects.filter(pk=s.mother.pk).update(forename="陈小明 🦄", surname="ਸਿੰਘ")
        assert Goal.objects.filter(plan=plan).update(words=" ".join(scripts))
        assert Action.objects.filter(goal__plan=plan).update(words=" ".join(scripts))
        say_all_is_safe(plan, s.father)
    addresses = [f"{desk.base}plan/copy/{reader.id}/" for reader in (s.mother, s.father, s.gran)]
    for address in addresses:
        answer = desk.client.get(f"{address}pdf/")
        assert answer.status_code == 200
        read = normalize("NFC", read_aloud(answer.content)).replace(" ", "")
        assert [each for each, words in SCRIPTS.items() if normalize("NFC", words).replace(" ", "") not in read] == []
        assert "cannot show every character" not in desk.client.get(address).content.decode()
    with s.as_("lead_practitioner"):
        Action.objects.filter(goal__plan=plan).update(words="Ella \U00012000 and \x1e")
        say_all_is_safe(plan, s.father)
    for address in addresses:
        answer = desk.client.get(f"{address}pdf/")
        assert "Ella(acharacterthispapercannotshow)and(acharacter" in read_aloud(answer.content).replace(" ", "")
        assert "The PDF cannot show every character of this copy." in desk.client.get(address).content.decode()


@pytest.mark.row("X-11", at="Every page of a family", part="no emergency access with a reason that is reviewed")
def test_another_area_and_a_stranger_get_404(planned):
    s, plan = planned
    other = Desk(s, "team_manager")
    other.client.logout()
    elsewhere = s.slug
    s.slug = "lincolnshire"
    desk = Desk(s, "team_manager")
    s.slug = elsewhere
    for path in (
        "",
        "plan/",
        "assessment/",
        "allocate/",
        "step/",
        "danger/",
        f"plan/copy/{s.mother.id}/pdf/",
    ):
        desk.get(path, status=404)
    assert Desk(s, "lead_practitioner").client.get(f"/families/{plan.id}/").status_code == 404
    worker = Desk(s, "finance_officer", profession="other")
    worker.get("", status=404)


@pytest.mark.row("X-37", at="A child may be in danger now, of a family")
def test_danger_in_one_step(story):
    s = story()
    s.open()
    helper = Desk(s, "business_support", profession="other")
    helper.post("danger/", {"words": ""}, refused="What is happening")
    helper.post("danger/", {"words": "He is at the door"})
    assert "He is at the door" in Desk(s, "lead_practitioner").get()
    with s.as_("duty_worker"):
        alert = s.family.pk and services.danger.DangerAlert.objects.get()
    Desk(s, "duty_worker").post(f"danger/{alert.id}/", {"answer": "Police there, children safe"})


def all_statements(desk):
    """Return every statement that a family page sends: the clock's, sign-in's,
    the transaction's own and the session's included."""
    with CaptureQueriesContext(connection) as asked:
        desk.get()
    return [each["sql"] for each in asked]


def grow(s, plan):
    """Give the story's family more of everything that its page reads."""
    area, family, episode = s.area, s.family, plan.episode
    of_family = {"area": area, "family": family}
    day, soon = NOON.date(), date(2026, 9, 1)
    lead = s.practitioner("lead_practitioner")
    for number in range(4):
        child = Person.objects.create(
            area=area, forename=f"Child {number}", surname="Example", date_of_birth=date(2012 + number, 1, 1), recorded_at=NOON,
            in_family=True,
        )  # fmt: skip
        FamilyMember.objects.create(**of_family, person=child, role="child", household=f"House {number}", starts_on=day)
        row = EpisodeChild.objects.create(**of_family, episode=episode, person=child, referral_date=day, joined_on=day)
        BasisOfHelp.objects.create(
            **of_family, episode_child=row, person=child, basis="section_17", starts_on=day, reason="r", threshold_version="t",
            decided_at=NOON,
        )  # fmt: skip
        ChildWorker.objects.create(
            **of_family, episode_child=row, person=child, practitioner=lead, kind="social_worker", what_for="w", starts_on=day
        )
        Relationship.objects.create(area=area, person=s.mother, other=child, kind="mother", parental_responsibility=True)
        ContactDetail.objects.create(area=area, person=child, kind="telephone", value=f"07700 90020{number}")
        Hazard.objects.create(
            area=area, person=child, words=f"A dog {number}", source="A visit", recorded_at=NOON, review_on=soon
        )
        Protection.objects.create(
            area=area, person=child, what="school", hidden_from=s.father, reason="r", starts_at=NOON, review_on=soon
        )
        Agreement.objects.create(**of_family, person=child, about="service", answer="yes", asked_at=NOON)
        DangerAlert.objects.create(**of_family, words=f"Worry {number}", raised_by_name="A neighbour", raised_at=NOON)
        StepDecision.objects.create(
            **of_family, episode=episode, kind="up", state="withdrawn", from_tier="family_help", threshold_version="t",
            reason="r",
            evidence="e", family_said="f", decided_by=lead, decided_at=NOON,
        )  # fmt: skip
        LeadAssignment.objects.create(
            **of_family, episode=episode, practitioner=lead, state="declined", best_placed_reason="b", family_preference="f",
            rule="r",
            model_version="m", proposed_at=NOON,
        )  # fmt: skip
        need = episode.assessments.get().needs.create(**of_family, words=f"Need {number}", person=child, position=10 + number)
        goal = Goal.objects.create(
            **of_family,
            plan=plan,
            need=need,
            position=10 + number,
            words=f"Goal {number}",
            worded_by="Mum",
            outcome="o",
            person=child,
        )
        episode.assessments.get().needs.create(**of_family, words=f"Left over {number}", person=child, position=20 + number)
        for place in range(5):
            owner = {"owner_practitioner": lead} if place % 2 else {"owner_person": child}
            Action.objects.create(
                **of_family, goal=goal, position=place, words=f"Do {number}.{place}", author_side="family", author="Mum",
                owner_side="family", by_when=soon, **owner,
            )  # fmt: skip
        PlanReview.objects.create(
            **of_family, plan=plan, held_on=day, present="All", words="w", family_said="f", recorded_at=NOON
        )
        Family.objects.filter(pk=family.pk).update(summary=f"Changed {number} times")


def test_a_family_page_has_a_fixed_cost(planned):
    s, plan = planned
    desk = Desk(s, "lead_practitioner")
    desk.get()
    small = all_statements(desk)
    with s.as_("team_manager"):
        grow(s, plan)
    text = desk.get()
    for shown in ("Child 3", "Do 3.4", "Left over 3", "A dog 3", "Worry 3", "07700 900203", "Child 3 Example&#39;s school"):
        assert shown in text, shown
    large = all_statements(desk)
    assert len(large) == len(small), "\n".join(large)
    assert len(large) <= 26, "\n".join(large)


def test_a_form_sent_twice_is_saved_once(planned):
    s, _ = planned
    desk = Desk(s, "lead_practitioner")
    page = desk.client.get(f"/families/{s.family.pk}/danger/")
    once = BeautifulSoup(page.content, "html.parser").select_one("[name=sent_once]")["value"]
    sent = {"words": "He is at the door", "sent_once": once}
    first = desk.client.post(f"/families/{s.family.pk}/danger/", sent)
    again = desk.client.post(f"/families/{s.family.pk}/danger/", sent)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    with s.as_("lead_practitioner"):
        assert services.danger.DangerAlert.objects.count() == 1
    desk.client.post(f"/families/{s.family.pk}/danger/", sent | {"words": "He has left"})
    with s.as_("lead_practitioner"):
        assert services.danger.DangerAlert.objects.count() == 2, "other words are another form"
