"""Looks: who looked at whom, for what, and that no look is changed, removed or left out."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from kith.access.identity import Identity, NoIdentity, acting_as
from kith.audit.history import event_of
from kith.audit.models import Look
from kith.audit.services import record_look, record_refused_look
from kith.organisations.models import Area
from kith.people.models import Family, Person
from tests.fixtures import NOON, Acting

pytestmark = pytest.mark.django_db
FAMILY, PERSON = uuid4(), uuid4()


def looks() -> list[Any]:
    return list(Look.objects.order_by("pk"))


@pytest.mark.parametrize("kind", [kind for kind in Look.Kind.values if kind != "refused"])
def test_each_kind_of_look_says_who_when_and_for_what(acting: Acting, kind: str) -> None:
    with acting(role="auditor"):
        pass
    with acting(role="team_manager") as who:
        record_look(kind, now=NOON, page="people:family", family_id=FAMILY, person_id=PERSON, shown=[PERSON], asked={"name": "x"})
    with acting(role="auditor"):
        (look,) = looks()
    assert (look.kind, look.at, look.page, look.family_id, look.person_id) == (kind, NOON, "people:family", FAMILY, PERSON)
    assert (look.actor_kind, look.actor, look.agency_id) == ("practitioner", str(who.practitioner_id), who.agency_id)
    assert (look.area_id, look.purpose, look.shown, look.asked) == (who.area_id, "test", [PERSON], {"name": "x"})


def test_a_look_at_nobody_says_so(acting: Acting) -> None:
    with acting():
        record_look("list", now=NOON, page="front_door:requests")
    with acting(role="auditor"):
        (look,) = looks()
    assert (look.family_id, look.person_id, look.shown, look.asked, look.why) == (None, None, [], {}, "")


def test_why_a_record_was_opened_is_kept(acting: Acting) -> None:
    with acting() as who:
        pass
    why = Identity(
        kind="practitioner", name=who.name, area_id=who.area_id, purpose="direct_care", practitioner_id=who.practitioner_id,
        agency_id=who.agency_id, roles=who.roles, why="Asked by the duty manager",
    )  # fmt: skip
    with acting_as(why, now=NOON):
        record_look("open", now=NOON, page="people:person")
    with acting(role="auditor"):
        (look,) = looks()
    assert (look.purpose, look.why) == ("direct_care", "Asked by the duty manager")


def test_nobody_looks_without_acting() -> None:
    with pytest.raises(NoIdentity):
        record_look("open", now=NOON, page="people:family")


def test_a_refused_look_stands_though_its_page_is_rolled_back(acting: Acting) -> None:
    told: list[str] = []
    with acting() as who:
        record_look("open", now=NOON, page="people:family")
        transaction.set_rollback(True)
    record_refused_look(
        who, now=NOON, page="people:family", family_id=FAMILY, asked={"n": 1}, elsewhere=lambda: told.append("area")
    )
    with acting(role="auditor"):
        (look,) = looks()
    assert (look.kind, look.family_id, look.asked, look.shown, told) == ("refused", FAMILY, {"n": 1}, [], ["area"])


def test_what_is_told_elsewhere_is_in_the_same_transaction(acting: Acting) -> None:
    def fails() -> None:
        raise RuntimeError

    with acting() as who:
        pass
    with pytest.raises(RuntimeError), transaction.atomic():
        record_refused_look(who, now=NOON, page="people:family", elsewhere=fails)
    with acting(role="auditor"):
        assert looks() == []


@pytest.mark.parametrize("change", [lambda rows: rows.update(page="x"), lambda rows: rows.delete()], ids=["changed", "removed"])
def test_a_look_is_never_changed_or_removed(acting: Acting, change: Any) -> None:
    with acting(role="auditor"):
        record_look("open", now=NOON, page="people:family")
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Look.objects.all())
        assert [look.page for look in looks()] == ["people:family"]


@pytest.mark.parametrize("role", ["front_door", "lead_practitioner", "business_support"])
def test_the_looks_of_others_are_not_read(acting: Acting, role: str) -> None:
    with acting(role="team_manager"):
        record_look("open", now=NOON, page="people:family")
    with acting(role=role):
        assert looks() == []
        record_look("open", now=NOON, page="people:person")
        assert [look.page for look in looks()] == ["people:person"], "their own alone"


def test_another_area_reads_none_of_them(acting: Acting) -> None:
    with acting(role="team_manager"):
        record_look("open", now=NOON, page="people:family")
    with acting(role="auditor", area="lincolnshire"):
        assert looks() == []


@pytest.mark.parametrize(("model", "kept"), [(Family, True), (Person, True), (Area, True), (Look, False)])
def test_which_tables_keep_a_history(model: Any, kept: bool) -> None:
    assert (event_of(model) is not None) is kept
