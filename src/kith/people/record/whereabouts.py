"""Who may know where a person lives and learns."""

from uuid import UUID

from django.db import connection

from kith.people.models import Person
from kith.people.record.refusals import PersonRefused


def sees_where(person: Person) -> bool:
    """Return whether the actor may know where a person lives and learns."""
    return not (person.restricted and person.pk in people_without_addresses())


def people_without_addresses() -> set[UUID]:
    """Return the persons whose whereabouts the actor may not see, because they are also in a restricted family."""
    with connection.cursor() as cursor:
        cursor.execute("select access_people_without_addresses()")
        return {row[0] for row in cursor.fetchall()}


def in_hidden_family(records: set[UUID]) -> bool:
    """Return whether any of some records is in a restricted family that the actor is not named on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from access_people_without_addresses() as hidden (id) where id = any(%s::uuid[]))",
            [list(records)],
        )
        return bool(cursor.fetchone()[0])


def whereabouts_known(person: Person) -> None:
    """Refuse to record where a person is when the actor may not know it."""
    if person.restricted and person.pk in people_without_addresses():
        raise PersonRefused("Where this person lives, learns and can be reached is not recorded here. Ask your team manager.")
