"""A family, and restricting it: what the tests of restrictions have in common."""

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from kith.people import services
from kith.people.models import Family, Person
from tests.fixtures import NOON, Acting, practitioner_in

TODAY = NOON.date()


def a_family(*who: tuple[str, str, date | None], role: str = "child") -> Family:
    """Record a family of persons: forename, surname, date of birth. The first has ``role``, the others are parents."""
    family = services.record_family(now=NOON)
    for place, (forename, surname, born) in enumerate(who):
        services.add_to_family(
            family=family,
            role="parent" if place else role,
            on=TODAY,
            now=NOON,
            forename=forename,
            surname=surname,
            date_of_birth=born,
        )
    return family


def member(family: Family, forename: str) -> Person:
    """Return a member of a family by first name."""
    return Person.objects.get(places__family=family, forename=forename)


def restrict(family: Family, acting: Acting, *, elsewhere: str = "hidden", owner: str = "Olwen Owner") -> Any:
    """Restrict a family as a team manager, to the owner alone. Returns the owner."""
    named, _ = practitioner_in("dorset", "senior_social_worker", name=owner)
    with acting("team_manager"):
        services.restrict_family(family=family, named=[], owner_id=named.pk, reason="Threats", elsewhere=elsewhere, now=NOON)
    return named


def sneak(why: str, statement: str, *given: Any) -> None:
    """Send a statement past the services, and see the database refuse it."""
    with (
        pytest.raises(ProgrammingError, match=why),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, given)


MARKER = "Quillmarker"
