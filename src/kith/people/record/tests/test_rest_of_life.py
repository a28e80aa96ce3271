"""A life in the record, day by day: what each service leaves behind, and what stays of what was. Each case is undone afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from kith.people import services
from kith.people.models import ContactDetail, FamilyMember, Identifier, OtherName, Person, Relationship
from kith.people.record.family import family_picture
from kith.people.tests.world import DAY, TODAY, World
from tests.fixtures import NOON

BORN = NOON + timedelta(days=60)


def number(w: World, kind: str, value: str) -> Identifier:
    return services.add_identifier(person=w.child, kind=kind, value=value, now=NOON)


@pytest.mark.parametrize(
    ("added", "held"),
    [
        ([("nhs", "999 120 4318")], [("nhs", "9991204318", True, None)]),
        ([("nhs", "9991204319")], [("nhs", "9991204319", False, None)]),
        ([("nhs", "9991204318"), ("nhs", "9991204318")], [("nhs", "9991204318", True, None)]),
        ([("nhs", "9991204318"), ("nhs", "9990770158")], [("nhs", "9991204318", True, TODAY), ("nhs", "9990770158", True, None)]),
        ([("upn", "h001201182211")], [("upn", "H001201182211", True, None)]),
        (
            [("upn", "H001201182211"), ("upn", "N001301101212")],
            [("former_upn", "H001201182211", True, TODAY), ("upn", "N001301101212", True, None)],
        ),
        (
            [("former_upn", "H001201182211"), ("former_upn", "N001301101212")],
            [("former_upn", "H001201182211", True, None), ("former_upn", "N001301101212", True, None)],
        ),
        ([("la_child_id", "12 34")], [("la_child_id", "1234", True, None)]),
        ([("uln", "9999999999")], [("uln", "9999999999", False, None)]),
    ],
)
def test_numbers_follow_each_other_and_none_is_forgotten(world: World, added: Any, held: Any) -> None:
    with world.act():
        w = world.fresh()
        for kind, value in added:
            number(w, kind, value)
        rows = Identifier.objects.filter(person=w.child).order_by("pk").values_list("kind", "value", "valid", "ends_on")
        assert list(rows) == held
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"surname": "Okafor"}, [("former", "Ben", "Reed")]),
        ({"forename": "Benjamin"}, [("former", "Ben", "Reed")]),
        ({"surname": "Okafor", "name_kind": "birth"}, [("birth", "Ben", "Reed")]),
        ({"surname": " Reed "}, []),
        ({"religion": "Sikh"}, []),
        ({"middle_names": "May"}, []),
    ],
)
def test_an_earlier_name_is_kept_as_what_it_was(world: World, changes: dict[str, str], kept: list[tuple[str, str, str]]) -> None:
    with world.act():
        w = world.fresh()
        services.change_person(person=w.child, read_version=w.child.version, now=NOON, **changes)
        assert list(OtherName.objects.filter(person=w.child).values_list("kind", "forename", "surname")) == kept
        assert not kept or OtherName.objects.get(person=w.child).ends_on == TODAY
        transaction.set_rollback(True)


def test_a_birth_keeps_the_record_and_makes_a_child_of_the_unborn(world: World) -> None:
    with world.act(now=BORN):
        w = world.fresh()
        services.record_birth(
            person=w.baby,
            read_version=w.baby.version,
            forename="Ola",
            surname="Reed",
            date_of_birth=BORN.date(),
            sex="F",
            now=BORN,
        )
        born = Person.objects.get(pk=w.baby.pk)
        assert (born.name, born.expected_date, born.birth_date_kind, born.is_unborn) == ("Ola Reed", None, "exact", False)
        assert FamilyMember.objects.get(person=born).role == "child"
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("given", "kind"), [(None, "unknown"), (date(2015, 4, 7), "exact")], ids=["no date is known", "a date is known"]
)
def test_how_sure_a_date_of_birth_is_follows_from_there_being_one(world: World, given: date | None, kind: str) -> None:
    with world.act():
        made = services.record_person(forename="Bea", surname="Vale", date_of_birth=given, now=NOON)
        assert made.birth_date_kind == kind
        services.change_person(person=made, read_version=1, date_of_birth=date(2014, 1, 1), now=NOON)
        assert made.birth_date_kind == "exact"
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("days", "places"),
    [
        (0, [("parent", "Gran’s", None)]),
        (1, [("parent", "", TODAY - 29 * DAY), ("parent", "Gran’s", None)]),
        (30, [("parent", "", TODAY), ("parent", "Gran’s", None)]),
    ],
)
def test_a_place_that_changes_is_kept_as_it_was_but_on_its_first_day(world: World, days: int, places: list[Any]) -> None:
    with world.act():
        w = world.fresh()
        on = TODAY - 30 * DAY + days * DAY
        services.change_place(family=w.family, person=w.mother, role="parent", household=" Gran’s ", on=on)
        rows = FamilyMember.objects.filter(person=w.mother).order_by("pk").values_list("role", "household", "ends_on")
        assert list(rows) == places
        transaction.set_rollback(True)


def test_who_left_may_come_back(world: World) -> None:
    with world.act():
        w = world.fresh()
        services.leave_family(family=w.family, person=w.child, on=TODAY - DAY)
        services.join_family(family=w.family, person=w.child, role="child", on=TODAY)
        assert FamilyMember.objects.filter(person=w.child).count() == 2
        assert family_picture(w.family.pk, on=TODAY).member(w.child.pk) is not None
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("again", "held"),
    [
        ({"parental_responsibility": True, "responsibility_basis": "birth_mother"}, (True, "birth_mother", None)),
        ({"parental_responsibility": False}, (False, "", None)),
        ({}, (None, "", None)),
        ({"responsibility_until": TODAY, "responsibility_basis": "order"}, (False, "order", TODAY)),
    ],
)
def test_saying_a_relationship_again_adds_what_is_given(world: World, again: dict[str, Any], held: tuple[Any, ...]) -> None:
    with world.act():
        w = world.fresh()
        services.relate(person=w.mother, other=w.child, kind="mother", now=NOON, **again)
        row = Relationship.objects.get(person=w.mother, other=w.child)
        assert (row.parental_responsibility, row.responsibility_basis, row.responsibility_until) == held
        transaction.set_rollback(True)


def test_responsibility_that_is_given_again_has_not_ended(world: World) -> None:
    with world.act():
        w = world.fresh()
        services.relate(person=w.mother, other=w.child, kind="mother", responsibility_until=TODAY, now=NOON)
        services.relate(person=w.mother, other=w.child, kind="mother", parental_responsibility=True, now=NOON)
        row = Relationship.objects.get(person=w.mother, other=w.child)
        assert (row.parental_responsibility, row.responsibility_until) == (True, None)
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", ["sibling", "partner", "cousin", "friend", "twin"])
def test_what_is_the_same_both_ways_is_kept_once(world: World, kind: str) -> None:
    with world.act():
        w = world.fresh()
        friend = services.record_person(forename="Dee", surname="Vale", now=NOON)
        one = services.relate(person=w.mother, other=friend, kind=kind, own_word="Bro", now=NOON)
        other = services.relate(person=friend, other=w.mother, kind=kind, own_word="Sis", now=NOON)
        assert one.pk == other.pk
        assert Relationship.objects.get(pk=one.pk).own_word == "Bro"
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("end", "current"),
    [
        (lambda contact: None, [("07700 900121", "yes")]),
        (
            lambda contact: services.change_contact(contact=contact, safe="no", safe_note=" He reads it "),
            [("07700 900121", "no")],
        ),
        (lambda contact: services.end_contact(contact=contact, now=NOON), []),
    ],
)
def test_a_number_to_ring_is_safe_unsafe_or_over(world: World, end: Callable[[Any], Any], current: list[tuple[str, str]]) -> None:
    with world.act():
        w = world.fresh()
        end(services.add_contact(person=w.mother, kind="telephone", value=" 07700 900121 ", safe="yes"))
        rows = ContactDetail.objects.filter(person=w.mother)
        assert list(rows.filter(ends_on__isnull=True).values_list("value", "safe")) == current
        assert rows.get().key == "07700900121"
        transaction.set_rollback(True)
