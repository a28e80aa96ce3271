"""What makes a person a reader of a family's plan, as one fingerprint: a link ends when any of it changes (practice.md P-9)."""

import hashlib
from uuid import UUID

from django.db.models import Q

from kith.people.models import FamilyMember, Protection, Relationship


def standing_of(*, family_id: UUID, person_id: UUID) -> str:
    """Return a fingerprint of the person's place in the family, parental responsibility, and protections in the family.

    Three queries. Protection of anybody in the family counts, whoever it is from: who set it up may not yet be on record.
    """
    members = list(FamilyMember.objects.filter(family_id=family_id).values_list("person_id", flat=True))
    places = FamilyMember.objects.filter(family_id=family_id, person_id=person_id).values_list("id", "role", "ends_on")
    relationships = Relationship.objects.filter(Q(person_id=person_id) | Q(other_id=person_id)).values_list(
        "id", "kind", "parental_responsibility", "ends_on"
    )
    protections = Protection.objects.filter(person_id__in=members).values_list("id", "what", "hidden_from_id", "ends_on")
    facts = [sorted(map(str, rows)) for rows in (places, relationships, protections)]
    return hashlib.sha256(repr(facts).encode()).hexdigest()
