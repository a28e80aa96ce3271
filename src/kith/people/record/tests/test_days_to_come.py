"""A day to come does not become the present today: every “from which day” of the record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from kith.kernel.refusals import Refusal
from kith.people import services
from kith.people.index.persons import held_persons
from kith.people.models import Address
from kith.people.record.family import family_picture
from kith.people.record.person import person_record
from kith.people.record.refusals import PersonRefused
from kith.people.tests.world import DAY, TODAY, World
from tests.fixtures import NOON

LATER = TODAY + 30 * DAY


def lives(w: World, on: Any = TODAY) -> list[str]:
    return [f"{a.label} {a.words}" for a in person_record(w.mother.pk, on=on).addresses]


def test_a_move_next_month_is_planned_and_takes_place_on_its_day(world: World) -> None:
    with world.act():
        services.move_to(person=world.mother, lines="9 New Row", postcode="ZZ99 9ZZ", on=LATER)
        assert lives(world) == ["Lives at 1 Mill Row, ZZ99 1AA", "Will live at 9 New Row, ZZ99 9ZZ"]
        assert lives(world, LATER) == ["Lives at 9 New Row, ZZ99 9ZZ", "Lived at 1 Mill Row, ZZ99 1AA"]
        mother = next(m for m in family_picture(world.family.pk, on=TODAY).members if m.id == world.mother.pk)
        assert [place.lines for place in mother.addresses if place.current] == ["1 Mill Row"]
        held = held_persons([world.mother.pk])[world.mother.pk]
        assert {lines: now for lines, _, now in held.addresses} == {"1 Mill Row": True, "9 New Row": False}
        transaction.set_rollback(True)


def test_a_planned_move_that_is_overtaken_never_took_place(world: World) -> None:
    with world.act():
        services.move_to(person=world.mother, lines="9 New Row", postcode="ZZ99 9ZZ", on=LATER)
        services.move_to(person=world.mother, lines="3 Refuge Row", postcode="ZZ99 3ZZ", on=TODAY)
        assert lives(world)[0] == "Lives at 3 Refuge Row, ZZ99 3ZZ"
        assert "Was to live at 9 New Row, ZZ99 9ZZ" in lives(world)
        assert lives(world, LATER + DAY)[0] == "Lives at 3 Refuge Row, ZZ99 3ZZ"
        assert Address.objects.filter(person=world.mother, ends_on__isnull=True).count() == 1
        transaction.set_rollback(True)


def test_a_move_that_is_recorded_late_takes_no_later_ones_place(world: World) -> None:
    with world.act():
        services.move_to(person=world.mother, lines="3 Refuge Row", postcode="ZZ99 3ZZ", on=TODAY - 5 * DAY)
        services.move_to(person=world.mother, lines="2 Friend Row", postcode="ZZ99 2ZZ", on=TODAY - 8 * DAY)
        assert lives(world) == [
            "Lives at 3 Refuge Row, ZZ99 3ZZ", "Lived at 2 Friend Row, ZZ99 2ZZ", "Lived at 1 Mill Row, ZZ99 1AA",
        ]  # fmt: skip
        days = Address.objects.filter(person=world.mother).values_list("lines", "ends_on")
        assert dict(days) == {
            "1 Mill Row": TODAY - 8 * DAY, "2 Friend Row": TODAY - 5 * DAY, "3 Refuge Row": None,
        }  # fmt: skip
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (lambda w, born: services.move_to(person=w.child, lines="1 A", postcode="", on=born - DAY), "was born on"),
        (lambda w, born: services.move_to(person=w.child, lines="1 A", postcode="", on=date(9999, 1, 1)), "two years ahead"),
        (lambda w, born: services.move_to(person=w.child, lines="1 A", postcode="", on=TODAY + 733 * DAY), "two years ahead"),
        (
            lambda w, born: services.add_earlier_address(
                person=w.child, lines="1 A", postcode="", starts_on=born - DAY, ends_on=TODAY, now=NOON
            ),
            "was born on",
        ),
    ],
)
def test_a_day_of_an_address_that_cannot_be_right_is_refused(world: World, record: Callable[..., Any], says: str) -> None:
    with world.act():
        born = TODAY - 3000 * DAY
        world.child.date_of_birth = born
        with pytest.raises(PersonRefused, match=says) as refused:
            record(world, born)
        assert refused.value.field in {"on", "starts_on"}
        assert services.move_to(person=world.child, lines="1 A", postcode="", on=born)
        assert services.move_to(person=world.child, lines="2 B", postcode="", on=TODAY + 730 * DAY)
        transaction.set_rollback(True)


DAYS: dict[str, Callable[[World], Any]] = {
    "joined": lambda w: services.join_family(family=w.family, person=w.stranger, role="parent", on=LATER),
    "recorded in": lambda w: services.add_to_family(family=w.family, role="child", on=LATER, now=NOON, forename="Dee"),
    "name until": lambda w: services.add_name(person=w.mother, kind="alias", forename="Addy", until=LATER),
    "place": lambda w: services.change_place(family=w.family, person=w.mother, role="carer", household="", on=LATER),
    "left": lambda w: services.leave_family(family=w.family, person=w.mother, on=LATER),
    "name": lambda w: services.add_name(person=w.mother, kind="alias", forename="Addy", since=LATER),
    "name ended": lambda w: services.end_name(name=w.name, on=LATER),
    "address ended": lambda w: services.end_address(address=w.address, on=LATER),
    "school": lambda w: services.add_professional(person=w.child, kind="school", organisation="New", starts_on=LATER, now=NOON),
    "school ended": lambda w: services.end_professional(professional=w.school, on=LATER),
    "married": lambda w: services.relate(
        person=w.mother, other=w.stranger, kind="partner", union="married", starts_on=LATER, now=NOON
    ),
    "parted": lambda w: services.end_relationship(relationship=w.partner, on=LATER),
    "changed": lambda w: services.change_relationship(relationship=w.partner, ends_on=LATER, now=NOON),
}


@pytest.mark.parametrize("what", DAYS)
def test_what_the_record_has_as_it_is_today_is_not_changed_for_a_day_to_come(what: str, world: World) -> None:
    with world.act():
        with pytest.raises(PersonRefused, match="has not come yet"):
            DAYS[what](world.fresh())
        transaction.set_rollback(True)


FACTS: dict[str, Callable[[World], Any]] = {
    "born": lambda w: services.record_person(forename="Dee", surname="Reed", date_of_birth=LATER, now=NOON),
    "birth": lambda w: services.record_birth(
        person=w.baby, read_version=w.baby.version, forename="Dee", surname="Reed", date_of_birth=LATER, sex="F", now=NOON
    ),
    "died": lambda w: services.change_person(person=w.mother, read_version=w.mother.version, date_of_death=LATER, now=NOON),
    "pregnancy ended": lambda w: services.end_pregnancy(person=w.baby, read_version=w.baby.version, on=LATER, now=NOON),
    "responsibility": lambda w: services.relate(
        person=w.stranger, other=w.child, kind="guardian", parental_responsibility=True, responsibility_from=LATER, now=NOON
    ),
    "responsibility changed": lambda w: services.change_relationship(
        relationship=w.partner, parental_responsibility=True, responsibility_from=LATER, now=NOON
    ),
    "responsibility ended": lambda w: services.relate(
        person=w.stranger, other=w.child, kind="guardian", responsibility_until=LATER, now=NOON
    ),
    "earlier address": lambda w: services.add_earlier_address(
        person=w.mother, lines="9 New Row", postcode="ZZ99 9ZZ", starts_on=None, ends_on=LATER, now=NOON
    ),
    "risk": lambda w: services.state_risk(
        family=w.family, person=w.stranger, words="A risk", source="Court", stated_on=LATER, review_on=LATER, now=NOON
    ),
}


@pytest.mark.parametrize("what", FACTS)
def test_what_has_happened_did_not_happen_on_a_day_to_come(what: str, world: World) -> None:
    with world.act():
        rows = world.fresh()
    with world.act(role="senior_social_worker" if what == "risk" else "front_door"):
        with pytest.raises(Refusal, match=r"in the future|day to come|has ended|ended before today"):
            FACTS[what](rows)
        transaction.set_rollback(True)
