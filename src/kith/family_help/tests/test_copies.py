"""A reader's copy: whatever text of the record holds a protected address,
none of it reaches the reader by page, paper or link."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import models

from kith.family_help import queries, services
from kith.family_help.models import ChildWords, Goal, Plan
from kith.family_help.paper import plan_paper
from kith.family_help.tests.conftest import NOON, Story, say_all_is_safe
from kith.family_help.tests.test_pages import Desk
from kith.people.models import FamilyMember, Person, Relationship
from kith.workbench.readers import ReaderPart, ReaderText

pypdf = pytest.importorskip("pypdf")
pytestmark = pytest.mark.django_db

ADDRESS = "12 Refuge Row, ZZ99 3AA"
GIVES_AWAY = ("Refuge", "3AA")


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kith.access.middleware.now", lambda: NOON)


@pytest.fixture
def planned(story: Callable[..., Story]) -> tuple[Story, Plan]:
    """A plan with every part that a copy can have."""
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=NOON)
    s.assessed(episode)
    plan = s.planned(episode)
    with s.as_("lead_practitioner"):
        for person in (s.mother, s.father):
            services.add_action(
                goal=Goal.objects.get(plan=plan, person=s.mother),
                words="Rest", author_side="family", author="Mum", owner_person=person, by_when=NOON.date(), now=NOON,
            )  # fmt: skip
        services.add_action(
            goal=Goal.objects.get(plan=plan, person=s.ella),
            words="Cook", author_side="network", author="A neighbour", owner_words="A neighbour", by_when=NOON.date(), now=NOON,
        )  # fmt: skip
        services.record_review(
            plan=plan, held_on=NOON.date(), present="All", words="Well", family_said="Good", progress=[],
            next_review_on=None, now=NOON,
        )  # fmt: skip
        for row in ChildWords.objects.all():
            services.decide_readers(
                child_words=row,
                readers="named",
                may_read=[s.mother.id, s.father.id],
                decided_by="child",
                reason="",
                own_copy=False,
                now=NOON,
            )
    return s, plan


def free_texts() -> Iterator[tuple[Any, Any]]:
    """Every column of the room that holds free text, by its table."""
    for model in apps.get_app_config("family_help").get_models():
        if model._meta.model_name.endswith(("event", "version")) or model._meta.model_name == "modelmove":
            continue  # histories and kept versions are for workers, and are never changed
        keys = {name for each in model._meta.constraints for name in getattr(each, "fields", ())}
        for column in model._meta.concrete_fields:
            if isinstance(column, models.CharField | models.TextField) and not column.choices and column.name not in keys:
                yield model, column


def say_the_address_everywhere() -> set[str]:
    """Write the protected address into every free text of the room; return the columns."""
    told = set()
    for model, column in free_texts():
        if column.max_length is None or column.max_length >= len(ADDRESS) + 4:
            model.objects.update(**{column.name: f"See {ADDRESS}"})
            told.add(f"{model.__name__}.{column.name}")
    return told


def texts_by_field(part: ReaderPart) -> Iterator[tuple[str, str]]:
    """Every text of a copy with the part and the field that hold it."""
    for name in part.__dataclass_fields__:
        held: list[Any] = [getattr(part, name)]
        while held:
            each = held.pop()
            if isinstance(each, list | tuple):
                held += each
            elif isinstance(each, ReaderPart):
                yield from texts_by_field(each)
            elif isinstance(each, ReaderText):
                yield f"{type(part).__name__}.{name}", str(each)


NOT_FROM_FREE_TEXT = {
    "PlanCopy.given_by", "PlanCopy.reader", "PlanCopy.state_words", "PlanCopy.lead", "PlanCopy.lead_called", "PlanCopy.lead_job",
    "PlanCopy.lead_telephone",
    "PlanCopy.who_is_who", "GoalCopy.about", "GoalCopy.state", "ActionCopy.state",
}  # fmt: skip
"""Names, telephone numbers of workers and our own words: they stand in no column of free text of this room."""


def test_no_text_of_the_record_tells_a_protected_address(planned: tuple[Story, Plan]) -> None:
    s, plan = planned
    with s.as_("lead_practitioner"):
        told = say_the_address_everywhere()
        assert {
            "Plan.title",
            "Goal.worded_by",
            "Action.owner_words",
            "PlanChild.words",
            "PlanReview.words",
            "ChildWords.words",
        } <= told
        hers = queries.plan_for_reader(plan.id, s.mother.id)
        say_all_is_safe(plan, s.father)
        his = queries.plan_for_reader(plan.id, s.father.id)
        paper = plan_paper(his)
    shown = {field for field, words in texts_by_field(hers) if ADDRESS in words}
    every = {field for field, _ in texts_by_field(hers)}
    assert every - shown == NOT_FROM_FREE_TEXT, "her copy holds each free text, so that keeping it from him says something"
    assert {field for field, _ in texts_by_field(his)} == every, "his copy has the same parts"
    for field, words in texts_by_field(his):
        assert not any(secret in words for secret in GIVES_AWAY), field
    assert not any(secret in repr(paper) for secret in GIVES_AWAY)
    desk = Desk(s, "lead_practitioner")
    page = BeautifulSoup(desk.get(f"plan/copy/{s.father.id}/"), "html.parser").find("main").get_text(" ")
    pdf = pypdf.PdfReader(io.BytesIO(desk.client.get(f"{desk.base}plan/copy/{s.father.id}/pdf/").content))
    for text in (page, "".join(each.extract_text() for each in pdf.pages)):
        assert "kept private" in text
        assert not any(secret in text for secret in GIVES_AWAY)


def test_who_must_not_appear_is_named_in_no_part_of_a_copy(planned: tuple[Story, Plan]) -> None:
    s, plan = planned
    with s.as_("team_manager"):
        uncle = Person.objects.create(area=s.area, forename="Markus", surname="Possible", recorded_at=NOON, in_family=True)
        FamilyMember.objects.create(area=s.area, family=s.family, person=uncle, role="relative", starts_on=NOON.date())
        Relationship.objects.create(area=s.area, person=uncle, other=s.ella, kind="possible_father")
    with s.as_("lead_practitioner"):
        services.add_action(
            goal=Goal.objects.get(plan=plan, person=s.ella),
            words="Ring", author_side="family", author="Mum", owner_person=uncle, by_when=NOON.date(), now=NOON,
        )  # fmt: skip
        say_all_is_safe(plan, s.father)
        for reader in (s.mother, s.father, s.ella):
            copy = queries.plan_for_reader(plan.id, reader.id)
            assert any(str(action.words) == "Ring" and str(action.who) == "(kept private)" for action in copy.goals[0].actions)
            assert "Markus" not in repr(copy), reader.forename


def test_every_text_of_a_paper_has_passed_the_curtain(planned: tuple[Story, Plan]) -> None:
    s, plan = planned
    with s.as_("lead_practitioner"):
        paper = plan_paper(queries.plan_for_reader(plan.id, s.mother.id))
    held: list[Any] = [paper]
    found = 0
    while held:
        each = held.pop()
        if isinstance(each, list | tuple):
            held += each
        elif hasattr(each, "__dataclass_fields__") and not isinstance(each, ReaderText):
            held += [getattr(each, name) for name in each.__dataclass_fields__ if name not in {"kind", "level"}]
        else:
            assert isinstance(each, ReaderText), each
            found += 1
    assert found > 30
