"""What makes a person a reader of a family's plan, as one fingerprint: a link ends when any of it changes (practice.md P-9)."""

from uuid import UUID

from django.db import connection


def standing_of(*, family_id: UUID, person_id: UUID) -> str:
    """Return a fingerprint of the person's place in the family, parental responsibility, and protections in the family.

    Protection of anybody in the family counts, whoever it is from: who set it up may not yet be on record. The database works it
    out of everything held (migration 0004), so that it is the same for a worker from whom somebody is hidden. Empty for another
    area's family.
    """
    with connection.cursor() as cursor:
        cursor.execute("select family_portal_standing(%s, %s)", [family_id, person_id])
        found = cursor.fetchone()
    return found[0] or "" if found else ""
