"""A family as it stands in the record, for the tests that refuse or undo what they do to it."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

import pytest

from kith.people import services
from kith.people.models import Address, Family, OtherName, Person, Professional, Relationship
from tests.fixtures import NOON, live_area

TODAY = NOON.date()
DAY = timedelta(days=1)


@dataclass
class World:
    """A mother, her child, a baby on the way and a stranger, and rows of each kind about them."""

    act: Callable[..., Any]
    family: Family
    mother: Person
    child: Person
    baby: Person
    stranger: Person
    name: OtherName
    address: Address
    school: Professional
    partner: Relationship

    def fresh(self) -> "World":
        """Return the same rows as the database has them now."""
        rows = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "act"}
        return World(self.act, **{name: type(row).objects.get(pk=row.pk) for name, row in rows.items()})


@pytest.fixture(scope="module")
def world(module_clone: str, acting: Any) -> World:
    live_area("dorset")
    with acting():
        family = services.record_family(name="Reed", now=NOON)

        def person(forename: str, role: str, **more: Any) -> Person:
            return services.add_to_family(
                family=family, role=role, on=TODAY - 30 * DAY, now=NOON, forename=forename, surname="Reed", **more
            )

        mother = person("Ada", "parent", date_of_birth=date(1990, 5, 1))
        child = person("Ben", "child", date_of_birth=date(2015, 4, 7))
        baby = person("", "unborn", expected_date=TODAY + 60 * DAY)
        stranger = services.record_person(forename="Cy", surname="Other", date_of_birth=date(1988, 1, 1), now=NOON)
        name = services.add_name(person=mother, kind="former", surname="Vale", since=date(2000, 1, 1))
        address = services.move_to(person=mother, lines="1 Mill Row", postcode="ZZ99 1AA", on=TODAY - 10 * DAY)
        school = services.add_professional(
            person=child, kind="school", organisation="Quay School", starts_on=TODAY - 100 * DAY, now=NOON
        )
        services.relate(person=mother, other=child, kind="mother", now=NOON)
        partner = services.relate(person=mother, other=stranger, kind="partner", now=NOON)
    return World(acting, family, mother, child, baby, stranger, name, address, school, partner)
