"""The lists of a day: whose they are, in which order, and when a row leaves them. Each case is undone afterwards."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from kith.family_help import services
from kith.family_help.models import Assessment, BasisOfHelp, DangerAlert, Episode, LeadAssignment, Plan
from kith.family_help.queries.work import (
    IN_DANGER,
    dangers,
    drafts,
    for_sign_off,
    in_order_of_danger,
    my_families,
    waiting_on_others,
)
from kith.family_help.tests.conftest import NOON, Told
from kith.kernel.paging import page_of

DAY = timedelta(days=1)


def rows(*sources: Any) -> list[Any]:
    return list(page_of(*sources))


@pytest.mark.parametrize(
    ("change", "danger"),
    [
        (lambda w: None, 1),
        (lambda w: BasisOfHelp.objects.update(basis="by_agreement"), 0),
        (lambda w: BasisOfHelp.objects.filter(person=w.story.ella).update(basis="section_47"), 2),
        (lambda w: BasisOfHelp.objects.filter(person=w.story.ella).update(basis="looked_after"), 2),
        (lambda w: BasisOfHelp.objects.filter(person=w.story.sam).update(ends_on=NOON.date()), 0),
        (lambda w: services.raise_danger(family=w.story.family, words="w", now=NOON), IN_DANGER),
        (
            lambda w: services.answer_danger(
                alert=services.raise_danger(family=w.story.family, words="w", now=NOON), answer="a", now=NOON
            ),
            1,
        ),
    ],
    ids=["section 17", "by agreement", "section 47", "looked after", "ended", "an alert", "an alert answered"],
)
def test_how_near_a_family_is_to_danger(told: Told, change: Callable[[Told], Any], danger: int) -> None:
    with told.story.as_("team_manager"):
        change(told)
        assert in_order_of_danger(Episode.objects.all()).get().danger == danger  # type: ignore[attr-defined]
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("role", "as_what"),
    [("lead_practitioner", "Lead practitioner"), ("team_manager", "Overseer"), ("senior_social_worker", None)],
)
def test_whose_family_it_is_and_as_what(told: Told, role: str, as_what: str | None) -> None:
    who = told.story.practitioner(role)
    with told.story.as_("team_manager"):
        found = rows(my_families(who.pk))
        assert [each.as_what for each in found] == ([as_what] if as_what else [])
        if found:
            assert sorted(found[0].children) == ["Ella Example", "Sam Example"]
            assert found[0].highest_basis == "Child in need (section 17)"
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "change",
    [
        lambda w: LeadAssignment.objects.update(ends_on=NOON.date()),
        lambda w: LeadAssignment.objects.update(state="withdrawn", starts_on=None),
        lambda w: Episode.objects.update(closed_on=NOON.date()),
    ],
    ids=["led no more", "never accepted", "help has ended"],
)
def test_a_family_leaves_the_list_of_who_led_it(told: Told, change: Callable[[Told], Any]) -> None:
    who = told.story.practitioner("lead_practitioner")
    with told.story.as_("team_manager"):
        assert len(rows(my_families(who.pk))) == 1
        change(told)
        assert rows(my_families(who.pk)) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("role", "on_alert", "seen"),
    [
        ("team_manager", True, 2),
        ("lead_practitioner", False, 1),
        ("senior_social_worker", False, 0),
        ("senior_social_worker", True, 2),
    ],
)
def test_who_is_told_of_danger(told: Told, role: str, on_alert: bool, seen: int) -> None:
    who = told.story.practitioner(role)
    with told.story.as_("team_manager"):
        for family, hour in ((told.story.family, 2), (told.other, 1)):
            services.raise_danger(family=family, words="w", now=NOON - timedelta(hours=hour))
        found = rows(dangers(told.story.area.pk, who.pk, on_alert=on_alert))
        assert len(found) == seen
        assert [each.raised_at for each in found] == sorted(each.raised_at for each in found), "the longest waiting first"
        DangerAlert.objects.update(answered_at=NOON)
        assert rows(dangers(told.story.area.pk, who.pk, on_alert=on_alert)) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("state", "reader", "shown"),
    [
        ("submitted", "team_manager", 1),
        ("submitted", "lead_practitioner", 0),
        ("draft", "team_manager", 0),
        ("returned", "team_manager", 0),
        ("stopped", "team_manager", 0),
    ],
)
def test_an_assessment_waits_for_somebody_other_than_its_author(told: Told, state: str, reader: str, shown: int) -> None:
    who = told.story.practitioner(reader)
    with told.story.as_("team_manager"):
        Assessment.objects.update(state=state, authorised_at=None, stopped_at=NOON if state == "stopped" else None)
        assert len(rows(for_sign_off(told.story.area.pk, who.pk))) == shown
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("state", "waiting", "unfinished"),
    [("draft", 0, 1), ("submitted", 1, 0), ("returned", 0, 1), ("authorised", 0, 0)],
)
def test_what_one_waits_for_and_what_one_has_not_finished(told: Told, state: str, waiting: int, unfinished: int) -> None:
    who = told.story.practitioner("lead_practitioner")
    with told.story.as_("lead_practitioner"):
        Assessment.objects.update(state=state, authorised_at=NOON if state == "authorised" else None)
        assert len(rows(*waiting_on_others(who.pk))) == waiting
        assert sum(len(rows(each)) for each in drafts(who.pk)) == unfinished
        Plan.objects.update(state="draft")
        assert sum(len(rows(each)) for each in drafts(who.pk)) == unfinished + 1
        transaction.set_rollback(True)


def test_who_asked_a_lead_waits_until_they_answer(told: Told) -> None:
    manager, senior = told.story.practitioner("team_manager"), told.story.practitioner("senior_social_worker")
    with told.story.as_("team_manager"):
        turn = services.propose_lead(
            episode=told.fresh().episode, practitioner=senior, reason_best_placed="b", family_preference="f", now=NOON
        )
        assert len(rows(*waiting_on_others(manager.pk))) == 1
        assert rows(*waiting_on_others(senior.pk)) == []
        services.withdraw_lead(assignment=turn, reason="r", now=NOON + DAY)
        assert rows(*waiting_on_others(manager.pk)) == []
        transaction.set_rollback(True)
