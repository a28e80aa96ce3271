"""What the rooms hold of a person: which rows, whose, in which order, in whose words. Each case is undone afterwards."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from kith.family_help.models import AssessedNeed, Goal, Plan
from kith.family_help.tests.conftest import Told
from kith.people.models import Hazard, Protection, Relationship
from kith.people.services import record_hazard
from kith.workbench.held import held_by_rooms, moment_of, who_wrote
from tests.fixtures import NOON


def test_what_rooms_hold_of_a_child_is_named_with_its_author_and_page(told: Told) -> None:
    with told.story.as_("team_manager"):
        rows = held_by_rooms([told.story.ella.pk], but="people")
        kinds = {row.key.partition(":")[0] for row in rows}
        assert {"family_help.episodechild", "family_help.basisofhelp", "family_help.childwords", "family_help.goal"} <= kinds
        goal = next(row for row in rows if row.key.startswith("family_help.goal:"))
        assert (goal.label, goal.words, goal.place) == ("Goal of a plan", "Ella is at school every day and likes it.", "person")
        assert goal.by == told.story.practitioner("lead_practitioner").name
        assert goal.link == f"/families/{told.story.family.pk}/"
        assert all(row.person_id == told.story.ella.pk for row in rows)
        transaction.set_rollback(True)


def test_the_oldest_stands_first_and_the_asking_room_is_left_out(told: Told) -> None:
    with told.story.as_("team_manager"):
        rows = held_by_rooms([told.story.ella.pk, told.story.mother.pk], but="people")
        keys = [row.key.partition(":")[2] for row in rows]
        assert keys == sorted(keys)
        assert not [row for row in rows if row.key.startswith("people.")]
        assert [row for row in held_by_rooms([told.story.ella.pk], but="family_help") if row.key.startswith("people.")]
        assert held_by_rooms([uuid4()], but="people") == []
        transaction.set_rollback(True)


def test_only_what_was_made_after_a_moment(told: Told) -> None:
    with told.story.as_("team_manager"):
        rows = held_by_rooms([told.story.ella.pk], but="people")
        for row in rows:
            later = held_by_rooms([told.story.ella.pk], but="people", after=moment_of(UUID(row.key.partition(":")[2])))
            assert row.key not in {each.key for each in later}
        transaction.set_rollback(True)


@pytest.mark.parametrize("model", [Goal, Plan, AssessedNeed, Relationship, Protection])
def test_who_wrote_a_row_is_read_from_its_history(told: Told, model: Any) -> None:
    with told.story.as_("team_manager"):
        rows = list(model.objects.all())
        by = who_wrote(rows)
        assert set(by) == {row.pk for row in rows}
        expected = "team_manager" if model in {Relationship, Protection} else "lead_practitioner"
        assert set(by.values()) == {told.story.practitioner(expected).name}
        transaction.set_rollback(True)


def test_what_no_worker_wrote_says_so(told: Told) -> None:
    with told.story.as_("team_manager", as_service="people_import"):
        row = record_hazard(
            person=told.story.mother, words="A dog", source="Police", review_on=NOON.date().replace(month=9), now=NOON
        )
        assert who_wrote([row]) == {row.pk: "Kith itself"}
        assert who_wrote([]) == {}
        assert Hazard.objects.count() == 1
        transaction.set_rollback(True)
