"""A reader from whom anything is kept gets no text of the whole family that no worker read for them (P-9): no address stands in
"her sister keeps a packed bag", and it tells him that she is about to go."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from kith.family_help import queries, refusals, services
from kith.family_help.models import Action, ChildWords, Goal, Plan, PlanChild, PlanReview, PlanShare
from kith.family_help.paper import plan_paper
from kith.family_help.tests.conftest import NOON, Story
from kith.family_help.tests.test_pages import Desk
from kith.family_portal.services import make_way_in
from kith.people.models import Person, Protection

pypdf = pytest.importorskip("pypdf")
pytestmark = pytest.mark.django_db

MARKERS: dict[str, Callable[[Plan, str], Any]] = {
    "HARDER": lambda plan, words: Plan.objects.update(if_things_get_harder=words),
    "PROPOSAL": lambda plan, words: Plan.objects.update(family_proposal=words),
    "PROPOSER": lambda plan, words: Plan.objects.update(proposal_by=words),
    "CONTACT": lambda plan, words: Plan.objects.update(contact=words),
    "MOVING": lambda plan, words: Plan.objects.update(moving_on=words),
    "REVIEW": lambda plan, words: PlanReview.objects.update(words=words),
    "CHILDPART": lambda plan, words: PlanChild.objects.update(words=words),
    "GOAL": lambda plan, words: Goal.objects.update(words=words),
    "OUTCOME": lambda plan, words: Goal.objects.update(outcome=words),
    "ACTION": lambda plan, words: Action.objects.update(words=words),
    "OWNER": lambda plan, words: Action.objects.filter(owner_side="network").update(owner_words=words, owner_person=None),
}
"""By marker, where it is planted: every text of a plan that belongs to more than one reader."""

WAYS = ("copy", "paper", "page", "pdf")


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kith.access.middleware.now", lambda: NOON)


@pytest.fixture
def marked(shared: Any) -> Iterator[tuple[Story, Plan]]:
    """A plan with a marker in each of its texts, and a goal of the whole family."""
    s, episode, plan = shared
    with s.as_("lead_practitioner"):
        need = episode.assessments.get().needs.first()
        services.add_goal(plan=plan, need=need, words="All", worded_by="Mum", outcome="Out", by_when=NOON.date(), now=NOON)
        services.record_review(
            plan=plan, held_on=NOON.date(), present="All", words="Well", family_said="Good", progress=[],
            next_review_on=None, now=NOON,
        )  # fmt: skip
        ChildWords.objects.update(readers="professionals", readers_decided_by="child", readers_decided_at=NOON)
        for marker, plant in MARKERS.items():
            plant(plan, f"MARK-{marker} her sister keeps a packed bag")
        plan.refresh_from_db()
    return s, plan


def found(text: str) -> set[str]:
    """The markers in a text, however it breaks its lines."""
    return {marker for marker in MARKERS if f"MARK-{marker}" in re.sub(r"\s+", " ", text)}


def every_output(s: Story, plan: Plan, reader: Person) -> dict[str, set[str]]:
    """The markers in each way out: the copy itself, its paper, the page that is printed and the PDF."""
    with s.as_("lead_practitioner"):
        copy = queries.plan_for_reader(plan.id, reader.id)
        ways = {"copy": "\n".join(map(str, copy.texts())), "paper": repr(plan_paper(copy))}
    desk = Desk(s, "lead_practitioner")
    page = BeautifulSoup(desk.get(f"plan/copy/{reader.id}/"), "html.parser").find("main")
    for of_the_worker in page.select(".kith-for-worker"):
        of_the_worker.decompose()
    ways["page"] = page.get_text(" ")
    answer = desk.client.get(f"{desk.base}plan/copy/{reader.id}/pdf/")
    if answer.status_code == 200:
        ways["pdf"] = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    return {way: found(text) for way, text in ways.items()}


@pytest.mark.parametrize("by_name", [True, False])
def test_nothing_of_the_whole_family_reaches_him_by_any_way(marked: tuple[Story, Plan], by_name: bool) -> None:
    s, plan = marked
    if not by_name:
        with s.as_("lead_practitioner"):
            Protection.objects.update(hidden_from=None, hidden_from_words="Her former partner")
    told = every_output(s, plan, s.father)
    assert told == {"copy": set(), "paper": set(), "page": set()}, "and there is no PDF before it is confirmed"
    hers = every_output(s, plan, s.mother)
    assert hers == {way: set(MARKERS) for way in WAYS}, "so that its absence in his says something"


def test_his_own_goal_and_action_are_his(marked: tuple[Story, Plan]) -> None:
    s, plan = marked
    with s.as_("lead_practitioner"):
        goal = Goal.objects.get(plan=plan, person=s.mother)
        Goal.objects.filter(pk=goal.pk).update(person=s.father, words="HIS-GOAL")
        goal.refresh_from_db()
        for words, owner in (("HIS-STEP", s.father), ("HER-STEP", s.mother)):
            services.add_action(
                goal=goal, words=words, author_side="family", author="Lee", owner_person=owner, by_when=NOON.date(), now=NOON,
            )  # fmt: skip
        text = repr(queries.plan_for_reader(plan.id, s.father.id))
    assert "HIS-GOAL" in text
    assert "HIS-STEP" in text
    assert "HER-STEP" not in text


def test_a_copy_is_given_only_when_it_was_read_for_him_and_says_so(marked: tuple[Story, Plan]) -> None:
    s, plan = marked
    desk, path = Desk(s, "lead_practitioner"), f"plan/copy/{s.father.id}/"
    given = {"contact": "By hand", "agreed_safe": "on"}
    assert "Kept from Lee Other: Jo Example’s address; Jo Example’s telephone" in re.sub(r"\s+", " ", desk.get(path))
    desk.post(path, given, refused="Read each part of this copy for what it could tell Lee Other about Jo Example’s address")
    desk.post(path, given | {"read_for_them": "on", "safe_parts": "moving_on"}, refused="Say why these parts are safe")
    desk.post(path, given | {"read_for_them": "on", "safe_parts": "moving_on", "safe_because": "He was there."})
    with s.as_("lead_practitioner"):
        share = PlanShare.objects.get(person=s.father)
    assert share.kept == ["Jo Example’s address", "Jo Example’s telephone"]
    assert (share.read_for_them, list(share.safe_parts), share.safe_because) == (True, ["moving_on"], "He was there.")
    assert every_output(s, plan, s.father) == {way: {"MOVING"} for way in WAYS}
    with s.as_("lead_practitioner"):
        Plan.objects.update(moving_on="MARK-MOVING another text, which was not read for him")
    assert every_output(s, plan, s.father)["copy"] == set(), "a text that changed was not read"


def test_a_link_is_made_only_when_it_was_read_for_what_is_kept_now(marked: tuple[Story, Plan]) -> None:
    s, plan = marked
    with s.as_("lead_practitioner"):
        said = {"plan": plan, "reader_person_id": s.father.id, "contact": "By hand", "agreed_safe": True, "now": NOON}
        with pytest.raises(refusals.NotReadForThem):
            services.share_plan(**said)
        share = services.share_plan(**said, read_for_them=True)
        make_way_in(share=share, now=NOON)
        Protection.objects.create(
            area=s.area, person=s.ella, what="school", hidden_from=s.father, reason="r", starts_at=NOON, review_on=NOON.date()
        )
        with pytest.raises(refusals.NotReadForThem, match="Ella Example’s school"):
            make_way_in(share=share, now=NOON)
    page = Desk(s, "lead_practitioner")
    answer = page.client.post(reverse("family_portal:links", args=[s.family.pk]), {"share": str(share.pk)}, follow=True)
    assert "Ella Example’s school" in answer.content.decode()
